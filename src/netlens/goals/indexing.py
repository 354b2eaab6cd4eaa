"""
People made ready for many questions: titles, employers, places, labels, notes.

Equal titles are looked at once. A person of whom nothing is described is not
in the index at all: unknown is not no.
"""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from netlens.goals.lexicon import Phrase, load_lexicon
from netlens.goals.likeness import Bags, Ids, LetterLikeness, Numbers, WordLikeness
from netlens.goals.queries import root, weight_of
from netlens.goals.titles import BREAK, has_phrase, parse_title
from netlens.goals.words import fold, light_stem
from netlens.people.names import company_key
from netlens.taxonomy import Taxonomy
from netlens.vectors import SentenceModel

Flags = NDArray[np.bool_]

_LONGEST_TITLE: Final = 300
# Decimals of a cosine that are the same on every machine.
_MEANT: Final = 5
_MINE: Final = "* "  # Google's own groups, such as "* myContacts", say nothing


@dataclass(frozen=True)
class Person:
    """The described facts of one person; empty where nothing is known."""

    person_id: str
    title: str
    company: str
    department: str
    location: str
    labels: tuple[str, ...]
    notes: str

    @property
    def post(self) -> str:
        """The title, or what stands in for it."""
        return self.title or self.department


class PhraseIndex:
    """Texts by their words, for finding phrases."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._texts = texts
        self._by_word = Bags([dict.fromkeys(text, 1.0) for text in texts])
        self._sorted = sorted(self._by_word.words)

    def find(self, phrase: Phrase) -> Ids:
        """Find the texts in which a phrase's words stand side by side, in any order."""
        ids = self._with_word(phrase[0])
        for word in phrase[1:]:
            ids = np.intersect1d(ids, self._with_word(word), assume_unique=True)
        if len(phrase) == 1:
            return ids
        return np.array([i for i in ids if has_phrase(self._texts[i], phrase)], dtype=np.int64)

    def find_any(self, phrases: Iterable[Phrase]) -> Flags:
        """Tell for every text whether it has one of the phrases."""
        found = np.zeros(len(self._texts), dtype=bool)
        for phrase in phrases:
            found[self.find(phrase)] = True
        return found

    def _with_word(self, word: str) -> Ids:
        if not word.endswith("*"):
            return self._by_word.texts_with(word)
        start = bisect.bisect_left(self._sorted, word[:-1])
        end = bisect.bisect_right(self._sorted, word[:-1] + "\U0010ffff")
        found = [self._by_word.texts_with(known) for known in self._sorted[start:end]]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


class TitleIndex:
    """Distinct titles, by their phrases, their roots and their letters."""

    def __init__(
        self,
        titles: Sequence[str],
        model: SentenceModel | None = None,
        taxonomy: Taxonomy | None = None,
    ) -> None:
        titles = [title[:_LONGEST_TITLE] for title in titles]
        self._model = model
        self._vectors = model.embed(titles) if model else None
        if self._vectors is not None:
            # Of whom no title is known, nothing is meant.
            self._vectors[[not title for title in titles]] = 0
        self._taxonomy = taxonomy
        self._occupations = None
        if taxonomy is not None and self._vectors is not None:
            self._occupations = taxonomy.place_titles(self._vectors)
        parsed = [parse_title(title) for title in titles]
        words = [_without_stops(one.words) for one in parsed]
        own = [{root(word): weight_of(word) for word in text if word != BREAK} for text in words]
        self._own = Bags(own)
        self._own_weight = np.array([max(sum(bag.values()), 1e-9) for bag in own])
        self.phrases = PhraseIndex(words)
        self.levels = np.array([one.level for one in parsed], dtype=np.int64)
        self.aspiring = np.array([one.is_aspiring for one in parsed], dtype=bool)
        roots = [[root(word) for word in text if word != BREAK] for text in words]
        self.word_likeness = WordLikeness(roots)
        self.letter_likeness = LetterLikeness([_without_stops(fold(title)) for title in titles])

    @property
    def has_meaning(self) -> bool:
        """Whether titles are compared by their meaning."""
        return self._vectors is not None

    @property
    def is_attuned(self) -> bool:
        """Whether the vectors are those that decisions were calibrated for."""
        return self._model is not None and self._model.attuned

    def compare_meaning(self, text: str) -> Numbers | None:
        """Give each title's cosine with a text, 0 to 1; `None` without a model or a text."""
        if self._model is None or self._vectors is None or not text:
            return None
        raw = (self._vectors @ self._model.embed([text])[0]).astype(np.float64)
        cosines: Numbers = np.clip(np.round(raw, _MEANT), 0.0, 1.0)
        return cosines

    def compare_occupations(self, text: str, role: str) -> Numbers | None:
        """Say how far each title is of the occupations that a need means, 0 to 1."""
        if self._occupations is None or self._taxonomy is None or self._model is None or not text:
            return None
        sentence, *named = self._model.embed([text, role] if role else [text])
        shares = self._taxonomy.place_query(sentence, named[0] if named else None)
        agreement: Numbers = np.round(np.asarray(self._occupations @ shares), _MEANT)
        return agreement

    def cover(self, literal: Iterable[tuple[str, float]]) -> tuple[Numbers, Numbers]:
        """
        Measure how far titles and a role consist of each other.

        Returns
        -------
        covered, pure
            Per title, 0 to 1: how much of the role's weight the title has,
            and how much of the title's own weight the role explains.
        """
        wanted = dict(literal)
        total = sum(wanted.values()) or 1.0
        own = self._own.add_up(dict.fromkeys(wanted, 1.0))
        hits = np.zeros(len(self.levels))
        for word, weight in wanted.items():
            hits[self._own.texts_with(word)] += weight
        return hits / total, np.minimum(own / self._own_weight, 1.0)


class PeopleIndex:
    """Everybody of whom anything is described; with a model, titles by their meaning too."""

    def __init__(
        self,
        people: pd.DataFrame,
        model: SentenceModel | None = None,
        taxonomy: Taxonomy | None = None,
    ) -> None:
        rows = [row for row in _rows(people) if row[1] or row[2] or row[5] or row[6]]
        titles: dict[str, int] = {}
        for row in rows:
            titles.setdefault(row[1] or row[3], len(titles))
        self.people = [Person(*row) for row in rows]
        self.titles = TitleIndex(list(titles), model, taxonomy)
        self.title_of = np.array([titles[person.post] for person in self.people], dtype=np.int64)
        self.ids = [person.person_id for person in self.people]
        self.order = np.argsort(np.argsort(np.array(self.ids, dtype=object), kind="stable"))
        self.noted = [i for i, p in enumerate(self.people) if p.labels or p.notes]
        self._employers: dict[str, list[int]] = {}
        self._places: dict[str, list[int]] = {}
        companies: dict[str, int] = {}
        for i, person in enumerate(self.people):
            companies.setdefault(person.company, len(companies))
            if person.company:
                self._employers.setdefault(company_key(person.company), []).append(i)
            for word in dict.fromkeys(_place_words(person.location)):
                self._places.setdefault(word, []).append(i)
        self.company_of = np.array([companies[p.company] for p in self.people], dtype=np.int64)
        self.companies = PhraseIndex([[light_stem(w) for w in fold(name)] for name in companies])

    def at_company(self, company: str) -> list[int]:
        """Find the people whose employer's name starts with the one asked for."""
        wanted = company_key(company)
        if not wanted:
            return []
        return sorted(
            i
            for key, members in self._employers.items()
            if key == wanted or key.startswith(wanted + " ")
            for i in members
        )

    def in_place(self, place: str) -> list[int]:
        """Find the people whose location has every word of the place."""
        words = _place_words(place)
        groups = [set(self._places.get(word, ())) for word in words]
        return sorted(set.intersection(*groups)) if groups else []


def _without_stops(words: Iterable[str]) -> list[str]:
    stop = load_lexicon().stop
    return [word for word in words if word not in stop]


def _place_words(place: str) -> list[str]:
    return [load_lexicon().word(word) for word in fold(place)]


def _rows(people: pd.DataFrame) -> list[tuple[Any, ...]]:
    columns = [
        _texts(people, name) for name in ("person_id", "title", "company", "department", "location")
    ]
    labels = [_labels(cell) for cell in people["labels"]] if "labels" in people else None
    labels = labels or [()] * len(people)
    return list(zip(*columns, labels, _texts(people, "notes"), strict=True))


def _texts(people: pd.DataFrame, column: str) -> list[str]:
    if column not in people:
        return [""] * len(people)
    return [cell.strip() if isinstance(cell, str) else "" for cell in people[column]]


def _labels(cell: object) -> tuple[str, ...]:
    if isinstance(cell, str):
        cell = [cell]
    if not isinstance(cell, (tuple, list)):
        return ()
    return tuple(
        text.strip()
        for text in cell
        if isinstance(text, str) and text.strip() and text[:2] != _MINE
    )
