"""
How two names compare: the same, a short form, a relative, somebody else.

A comparison gives one of a few levels. What each level is worth as evidence is
in `weights.json`; that a frequent name is worth less is decided here, from the
names of the list at hand and a list of names that are frequent everywhere.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from netlens.people.names import latin_words

_GENERATIONS: Final = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv", "jun", "sen"})
_SAME_TYPO: Final = 0.88
_SHORTEST_TYPO: Final = 4
# One wrong letter in a word this long is a slip of the hand, not another name.
_SHORTEST_SLIP: Final = 5
_FULL: Final = 2

# Chance that two different people of one network share a given or family name.
_GIVEN: Final = (2e-3, 1e-2)
_FAMILY: Final = (1e-4, 2.5e-3)
# The list at hand outweighs these from this many names on.
_PRIOR_NAMES: Final = 300

LEVELS: Final = (
    "missing",
    "same",
    "subset",
    "nickname",
    "variant",
    "initial",
    "slip",
    "address",
    "typo",
    "one word",
    "other family",
    "relative",
    "generation",
    "different",
)


@dataclass(frozen=True)
class Name:
    """A name ready to compare: its words, which of them are family names, its generation."""

    words: tuple[str, ...]
    family: frozenset[str]
    generation: frozenset[str]


@lru_cache(maxsize=1 << 17)
def read_name(name: str, family: str = "", maiden: str = "") -> Name:
    """Read a name; without a family name of its own the last word counts as one."""
    words = latin_words(name)
    generation = frozenset(words) & _GENERATIONS if len(words) > _FULL else frozenset()
    words = tuple(word for word in words if word not in generation)
    families = set(latin_words(family)) | set(latin_words(maiden))
    if not families & set(words):
        families |= set(words[-1:])
    return Name(words, frozenset(families), _fold_generation(generation))


def _fold_generation(found: frozenset[str]) -> frozenset[str]:
    return frozenset(word.replace("junior", "jr").replace("jun", "jr") for word in found)


@cache
def _tables() -> tuple[dict[str, frozenset[int]], frozenset[str], frozenset[str]]:
    folder = resources.files("netlens.people")
    groups = tomllib.loads(folder.joinpath("nicknames.toml").read_text("utf-8"))["groups"]
    member: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group.split():
            member.setdefault(_umlautless(word), set()).add(number)
    common = tomllib.loads(folder.joinpath("common_names.toml").read_text("utf-8"))
    given, family = (frozenset(common[key].split()) for key in ("given", "family"))
    return {word: frozenset(numbers) for word, numbers in member.items()}, given, family


def _umlautless(word: str) -> str:
    return "".join(latin_words(word))


def short_forms(word: str) -> frozenset[int]:
    """Give the groups of given names that a word belongs to."""
    return _tables()[0].get(word, frozenset())


def compare_names(one: Name, other: Name) -> str:
    """
    Compare two names, in either order of their words.

    Returns
    -------
    level
        One of `LEVELS`; "one word" where a side has a single word and it
        fits, "relative" where only the family name fits, "generation" where
        nothing but junior or senior parts them.
    """
    if not one.words or not other.words:
        return "missing"
    level = _compare_words(one, other)
    if one.generation != other.generation and level in {
        "same",
        "subset",
        "nickname",
        "variant",
        "initial",
    }:
        return "generation"
    return level


def _compare_words(one: Name, other: Name) -> str:
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if sorted(short.words) == sorted(long.words):
        return "same" if len(short.words) >= _FULL else "one word"
    left = list(long.words)
    found: dict[str, str] = {}
    for word in short.words:
        if word in left:
            left.remove(word)
            found[word] = "same"
    families = short.family | long.family
    rest = [word for word in short.words if word not in found]
    for how in ("nickname", "variant", "initial", "slip", "typo") if rest and left else ():
        for word in rest:
            match = next((w for w in left if _fits(word, w, how, families)), None)
            if word not in found and match is not None:
                left.remove(match)
                found[word] = how
    return _judge(short, long, found)


def _fits(word: str, other: str, how: str, families: frozenset[str]) -> bool:
    shortest = min(len(word), len(other))
    if how == "initial":
        return shortest == 1 and word[0] == other[0]
    if how in {"nickname", "variant"}:
        if not short_forms(word) & short_forms(other):
            return False
        # Maria and Marie, John and Juan: each a name of its own, and often another person's.
        return ({word, other} <= _tables()[1]) == (how == "variant")
    if how == "slip":
        # Julia and Julien are two names; Weber and Webber more often one.
        near = shortest >= _SHORTEST_SLIP and OSA.distance(word, other, score_cutoff=1) <= 1
        return near and {word, other} <= families
    if shortest < _SHORTEST_TYPO:
        return False
    alike = JaroWinkler.similarity(word, other, score_cutoff=_SAME_TYPO) > 0
    return alike or OSA.distance(word, other, score_cutoff=1) <= 1


def _judge(short: Name, long: Name, found: dict[str, str]) -> str:
    hows = set(found.values())
    if len(short.words) < _FULL:
        return "one word" if hows & {"same", "nickname"} else "different"
    unmatched = {word for word in short.words if word not in found}
    if unmatched:
        return _judge_part(short.family | long.family, unmatched, found)
    for worse in ("typo", "slip", "initial", "variant", "nickname"):
        if worse in hows:
            return worse if "same" in hows or worse == "typo" else "different"
    return "subset"


def _judge_part(families: frozenset[str], unmatched: set[str], found: dict[str, str]) -> str:
    """Say what it means that only some words are shared."""
    strong = {word for word, how in found.items() if how in {"same", "nickname", "variant"}}
    if strong and strong <= families and unmatched - families:
        return "relative"
    return "other family" if strong - families and unmatched & families else "different"


class Frequencies:
    """
    How rare a name is: the chance that somebody else of the network bears it.

    Parameters
    ----------
    names
        Every name once per list (a list is what one program exported for one
        owner). The largest list is believed, the more the longer it is.
    """

    def __init__(self, lists: Iterable[Sequence[Name]]) -> None:
        largest = max(lists, key=len, default=())
        self._size = len(largest)
        self._counts = Counter(word for name in largest for word in set(name.words))

    def of_word(self, word: str, *, family: bool) -> float:
        """Give the chance that a different person has this word in their name."""
        _, given, common = _tables()
        rare, frequent = _FAMILY if family else _GIVEN
        base = frequent if word in (common if family else given) else rare
        others = max(0, self._counts[word] - 1)
        return (base * _PRIOR_NAMES + others) / (_PRIOR_NAMES + self._size)

    def of_name(self, one: Name, other: Name) -> float:
        """Give the chance that a different person shares what these two names share."""
        shared = set(one.words) & set(other.words)
        families = (one.family | other.family) & shared
        chance = 1.0
        for word in shared:
            if len(word) > 1:
                chance *= self.of_word(word, family=word in families)
        return max(chance, 1e-9)
