"""
How alike a need and a title are: BM25 on roots, and TF-IDF of letter n-grams.

Letters are compared word by word: a text is the sum of its words, so that only
distinct words are cut into n-grams, however many texts there are. All sums run
over sparse rows in a fixed order, with no product whose bits depend on the
machine.

References
----------
Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and
Beyond; doi:10.1561/1500000019.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]

_SATURATION: Final = 1.2
_LENGTH: Final = 0.4
_SIZES: Final = (3, 4, 5)


class Bags:
    """Texts as weighted words: a sparse matrix with its vocabulary."""

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self.words: dict[str, int] = {}
        ends, places, weights = [0], [], []
        for bag in bags:
            for word, weight in bag.items():
                places.append(self.words.setdefault(word, len(self.words)))
                weights.append(weight)
            ends.append(len(places))
        shape = (len(bags), len(self.words))
        self.rows = sparse.csr_array(
            (np.array(weights, dtype=np.float64), np.array(places, dtype=np.int64), ends),
            shape=shape,
        )
        self.columns = self.rows.tocsc()
        self.counts = np.diff(self.columns.indptr)

    def texts_with(self, word: str) -> Ids:
        """Give the texts that have a word, ascending."""
        at = self.words.get(word)
        if at is None:
            return np.empty(0, dtype=np.int64)
        start, end = self.columns.indptr[at : at + 2]
        return np.sort(self.columns.indices[start:end]).astype(np.int64)

    def add_up(self, factors: Mapping[str, float]) -> Numbers:
        """Sum each text's weights, times what each word counts."""
        column = np.zeros(len(self.words))
        for word, factor in factors.items():
            if word in self.words:
                column[self.words[word]] = factor
        return np.asarray(self.rows @ column)


class WordLikeness:
    """BM25 of texts given as lists of roots."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        lengths = [len(text) for text in texts]
        mean = sum(lengths) / max(len(lengths), 1) or 1.0
        self._bags = Bags(
            [
                {
                    word: count
                    * (_SATURATION + 1)
                    / (count + _SATURATION * (1 - _LENGTH + _LENGTH * length / mean))
                    for word, count in Counter(text).items()
                }
                for text, length in zip(texts, lengths, strict=True)
            ],
        )

    def compare(self, words: Iterable[tuple[str, float]]) -> Numbers:
        """Score every text against weighted words; zero where none is shared."""
        return self._bags.add_up({word: weight * self._rarity(word) for word, weight in words})

    def _rarity(self, word: str) -> float:
        at = self._bags.words.get(word)
        count = 0 if at is None else int(self._bags.counts[at])
        size = self._bags.rows.shape[0]
        return math.log1p((size - count + 0.5) / (count + 0.5))


class LetterLikeness:
    """Cosine of TF-IDF vectors of the letter 3- to 5-grams within words."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        texts_as_bags = Bags([Counter(text) for text in texts])
        grams = Bags([Counter(_grams(word)) for word in texts_as_bags.words])
        self._size = len(texts)
        # A gram is as common as the words that have it; a text with two of them counts twice.
        common = grams.rows.T @ texts_as_bags.counts.astype(np.float64)
        self._rarity = np.log((1 + self._size) / (1 + np.minimum(common, self._size))) + 1
        self._vocabulary = grams.words
        self._grams = grams.rows.multiply(self._rarity[None, :]).tocsr()
        vectors = texts_as_bags.rows
        squares = np.asarray(self._grams.multiply(self._grams).sum(axis=1)).ravel()
        lengths = np.sqrt(vectors.multiply(vectors) @ squares)
        self._texts = sparse.csr_array(vectors / np.maximum(lengths, 1e-9)[:, None])

    def compare(self, words: Sequence[str]) -> Numbers:
        """Give the cosine, 0 to 1, of every text with the given words."""
        counts = Counter(gram for word in words for gram in _grams(word))
        vector = np.zeros(len(self._vocabulary))
        square = 0.0
        for gram, count in counts.items():
            at = self._vocabulary.get(gram)
            rarity = math.log(1 + self._size) + 1 if at is None else float(self._rarity[at])
            square += (count * rarity) ** 2
            if at is not None:
                vector[at] = count * rarity
        if not square:
            return np.zeros(self._size)
        by_word = self._grams @ (vector / math.sqrt(square))
        cosines: Numbers = np.minimum(np.asarray(self._texts @ by_word), 1.0)
        return cosines


def _grams(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[at : at + size] for size in _SIZES for at in range(len(framed) - size + 1)]
