"""
How probable it is that two contacts are one person: Fellegi and Sunter's model.

Each field of a pair is on one level (equal, similar, other, missing). A level
that occurs among pairs of one person with probability m and among pairs of two
people with probability u is worth log2(m/u) bits; the bits of all fields add
to those of the prior. All m and u are in `weights.json`, trained once
(validation/train_linkage.py) and used everywhere as they stand there: a list
of three hundred contacts has nothing to train on.

References
----------
Fellegi & Sunter (1969), A theory for record linkage, JASA 64.
"""

import itertools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from rapidfuzz.distance import OSA, JaroWinkler

from netlens.people.cards import Card, Deck
from netlens.people.comparing import Name, compare_names

DECIMALS: Final = 9
_SIMILAR: Final = 0.88
_RAREST_SHARE: Final = 1e-3
_SMALLEST_LIST: Final = 100
_MOST_BITS: Final = 60.0
# A word of a place that more of a list share (a state, "street") names none.
_TELLING_SHARE: Final = 0.05
# What a full name in common proves depends on how frequent the name is.
_BY_FREQUENCY: Final = frozenset(
    {"same", "subset", "nickname", "initial", "slip", "typo", "address"}
)
_UNLIKE: Final = frozenset({"other family", "typo", "slip", "one word", "different"})


@cache
def load_weights() -> dict[str, Any]:
    """Read the trained weights: field to level to `m` and `u`, and the priors."""
    text = resources.files("netlens.people").joinpath("weights.json").read_text("utf-8")
    weights: dict[str, Any] = json.loads(text)
    return weights


@dataclass(frozen=True)
class Comparison:
    """The levels of one pair, field by field, and how frequent the shared name is."""

    name: str
    slug: str
    email: str
    phone: str
    company: str
    title: str
    place: str
    birthday: str
    label: str
    frequency: float = 1.0

    def levels(self) -> dict[str, str]:
        """Give field to level."""
        return {name: value for name, value in vars(self).items() if name != "frequency"}


def compare(deck: Deck, a: int, b: int) -> Comparison:
    """Compare two cards field by field."""
    one, other = deck.cards[a], deck.cards[b]
    name, x, y = _names(one, other)
    frequency = deck.frequencies.of_name(x, y) if name in _BY_FREQUENCY else 1.0
    return Comparison(
        name=name,
        slug=_exact(one.slug, other.slug),
        email=_overlap(one.emails, other.emails),
        phone=_phones(one, other),
        company=_companies(one, other),
        title=_titles(one.title, other.title),
        place=_places(deck, one.place, other.place),
        birthday=compare_birthdays(one.birthday, other.birthday),
        label="same" if one.labels & other.labels else "missing",
        frequency=frequency,
    )


def _names(one: Card, other: Card) -> tuple[str, Name, Name]:
    """Compare names; an address may keep the name that somebody had, or spell it rightly."""
    level = compare_names(one.name, other.name)
    if level in _UNLIKE and (one.aliases or other.aliases):
        for x, y in itertools.product((one.name, *one.aliases), (other.name, *other.aliases)):
            if len(x.words) > 1 and sorted(x.words) == sorted(y.words):
                return "address", x, y
    return level, one.name, other.name


def _exact(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    return "same" if one == other else "other"


def _overlap(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "missing"
    return "same" if one & other else "other"


def _places(deck: Deck, one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "missing"
    shared = one & other
    if 2 * len(shared) >= len(one | other) or len(shared) == min(len(one), len(other)):
        return "same"
    telling = any(deck.places.get(word, 0.0) <= _TELLING_SHARE for word in shared)
    return "part" if telling else "other"


def _phones(one: Card, other: Card) -> str:
    if one.phones & other.phones:
        return "same"
    if one.tails & other.tails:
        return "tail"
    if not one.tails or not other.tails:
        return "missing"
    near = any(OSA.distance(x, y, score_cutoff=1) <= 1 for x in one.tails for y in other.tails)
    return "near" if near else "other"


def _companies(one: Card, other: Card) -> str:
    if not (one.company and other.company):
        at_work = (
            one.domains & other.domains
            or (other.company and _is_domain_of(one.domains, other.company))
            or (one.company and _is_domain_of(other.domains, one.company))
        )
        return "domain" if at_work else "missing"
    if one.company == other.company:
        return "same"
    words, others = set(one.company.split()), set(other.company.split())
    within = words <= others or others <= words
    alike = JaroWinkler.similarity(one.company, other.company) >= _SIMILAR
    return "similar" if within or alike else "other"


def _is_domain_of(domains: frozenset[str], company: str) -> bool:
    words = company.split()
    names = {"".join(words), words[0]} if len(words[0]) > len("abc") else {"".join(words)}
    names.add("-".join(words))
    return bool(domains & names)


def _titles(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    if one == other:
        return "same"
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / min(len(words), len(others))
    return "similar" if shared > 0.5 else "other"  # noqa: PLR2004 - more than half of the shorter


def compare_birthdays(one: str, other: str) -> str:
    """Compare two days, with or without a year: same, day, near (a slip), other or missing."""
    if not one or not other:
        return "missing"
    if one == other:
        return "same"
    if one.startswith("--") or other.startswith("--"):
        return "day" if one[-5:] == other[-5:] else "other"
    if len(one) == len(other) and OSA.distance(one, other, score_cutoff=2) <= 2:  # noqa: PLR2004
        return "near"
    return "other"


def score(
    deck: Deck, a: int, b: int, found: Comparison, weights: Mapping[str, Any] | None = None
) -> float:
    """
    Give the probability that a pair is one person.

    Parameters
    ----------
    deck, a, b
        The cards and their positions.
    found
        What comparing them gave.
    weights
        In the form of `weights.json`, which is used without it.

    Returns
    -------
    probability
        Rounded to nine decimals, so that it is the same on every machine.
    """
    weights = weights or load_weights()
    bits = _prior_bits(deck, a, b, weights["prior"])
    bits += _name_bits(found, weights["name"])
    for field, level in found.levels().items():
        if field != "name" and level != "missing":
            bits += _field_bits(deck, (a, b), field, level, weights[field][level])
    bits = max(-_MOST_BITS, min(_MOST_BITS, bits))
    return float(round(1 / (1 + 2.0**-bits), DECIMALS))


def _prior_bits(deck: Deck, a: int, b: int, prior: Mapping[str, float]) -> float:
    """Two lists share part of their people; one list seldom holds a person twice."""
    here, there = deck.cards[a].where, deck.cards[b].where
    size = max(_SMALLEST_LIST, deck.sizes[here], deck.sizes[there])
    share = (
        prior["one list"]
        if here == there
        else prior["one owner"]
        if here[0] == there[0]
        else prior["two owners"]
    )
    chance = share / size
    return math.log2(chance / (1 - chance))


def _name_bits(found: Comparison, weights: Mapping[str, Mapping[str, float]]) -> float:
    if found.name == "missing":
        return 0.0
    level = weights[found.name]
    by_chance = level.get("u") or min(1.0, level["times"] * found.frequency)
    return math.log2(level["m"] / by_chance)


def _field_bits(
    deck: Deck, pair: tuple[int, int], field: str, level: str, weight: Mapping[str, float]
) -> float:
    """Weigh a field; an employer or place in common is worth less, the more people share it."""
    by_chance = weight["u"]
    one, other = (deck.cards[i] for i in pair)
    if field == "company" and level == "same":
        by_chance = max(_RAREST_SHARE, deck.companies.get(one.company, 0.0))
    if field == "place" and level in {"same", "part"}:
        shared = one.place & other.place
        by_chance = max(_RAREST_SHARE, min(deck.places.get(word, 0.0) for word in shared))
    return math.log2(weight["m"] / by_chance)
