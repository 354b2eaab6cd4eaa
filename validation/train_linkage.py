"""
Estimate the weights of linkage from invented address books whose truth is known.

    python -m validation.train_linkage     # writes src/netlens/people/weights.json

The share m of each level is counted among pairs of contacts that are one
person, in books of other seeds than those that measure. The shares u of levels
that two strangers may reach by chance are counted among pairs of strangers;
where none was seen (an equal e-mail, phone, address or birthday) the figure
set by hand below stands, since no sample of this size could show it.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from validation.contact_books import make_books

from netlens.people.cards import Deck
from netlens.people.scoring import compare

TARGET: Final = Path(__file__).resolve().parent.parent / "src/netlens/people/weights.json"
SEEDS: Final = range(100, 108)
PEOPLE: Final = 1500
STRANGERS: Final = 60_000
# By hand: chances that a sample cannot show, and the factors for a shared name.
BY_HAND: Final[dict[str, dict[str, dict[str, float]]]] = {
    "name": {
        "same": {"times": 1.0},
        "subset": {"times": 0.3},
        "nickname": {"times": 0.02},
        "variant": {"times": 0.02},
        "initial": {"times": 0.08},
        "slip": {"times": 0.001},
        "address": {"times": 0.05},
        "typo": {"times": 0.003},
        "one word": {"u": 0.01},
        "other family": {"u": 0.01},
        "relative": {"m": 5e-5, "u": 0.005},
        "generation": {"m": 1e-4, "u": 1.0},
        "different": {"m": 0.005, "u": 0.97},
    },
    "slug": {"same": {"m": 0.999, "u": 1e-8}, "other": {"m": 5e-4, "u": 1.0}},
    "email": {"same": {"u": 1e-6}, "other": {"u": 1.0}},
    "phone": {
        "same": {"m": 0.6, "u": 2e-6},
        "tail": {"m": 0.05, "u": 1e-5},
        "near": {"m": 0.01, "u": 1e-5},
        "other": {"m": 0.35, "u": 1.0},
    },
    "company": {
        "same": {"u": 0.01},
        "similar": {"m": 0.05, "u": 0.005},
        "domain": {"m": 0.3, "u": 0.01},
        "other": {"u": 0.98},
    },
    "title": {"same": {}, "similar": {"m": 0.15, "u": 0.05}, "other": {}},
    "place": {
        "same": {"m": 0.75, "u": 0.1},
        "part": {"m": 0.05, "u": 0.1},
        "other": {"m": 0.2, "u": 0.9},
    },
    "birthday": {
        "same": {"m": 0.93, "u": 5e-5},
        "day": {"m": 0.05, "u": 0.0027},
        "near": {"m": 0.03, "u": 0.002},
        "other": {"m": 0.005, "u": 1.0},
    },
    "label": {"same": {"m": 0.2, "u": 0.05}},
}
PRIOR: Final = {"one list": 0.01, "one owner": 0.4, "two owners": 0.1}


def count_levels(deck: Deck, pairs: Iterable[tuple[int, int]]) -> dict[str, Counter[str]]:
    """Count field by field on which level the pairs are; missing is no level."""
    counts: dict[str, Counter[str]] = {}
    for a, b in pairs:
        for field, level in compare(deck, a, b).levels().items():
            if level != "missing":
                counts.setdefault(field, Counter())[level] += 1
    return counts


def sample_pairs(seed: int) -> tuple[Deck, list[tuple[int, int]], list[tuple[int, int]]]:
    """Give a deck, its pairs of one person, and random pairs of strangers."""
    books = make_books(PEOPLE, seed=seed)
    deck = Deck(books.drop(columns="truth"))
    truth = [books["truth"].iloc[i] for i in deck.position]
    members: dict[int, list[int]] = {}
    for position, who in enumerate(truth):
        members.setdefault(who, []).append(position)
    same = [
        (a, b) for found in members.values() for i, a in enumerate(found) for b in found[i + 1 :]
    ]
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made here
    drawn = ((chance.randrange(len(deck)), chance.randrange(len(deck))) for _ in range(STRANGERS))
    return deck, same, [(a, b) for a, b in drawn if truth[a] != truth[b]]


def train() -> dict[str, Any]:
    """Give the weights, rounded so that the file is the same everywhere."""
    ones: dict[str, Counter[str]] = {}
    others: dict[str, Counter[str]] = {}
    for seed in SEEDS:
        deck, same, strangers = sample_pairs(seed)
        for total, pairs in ((ones, same), (others, strangers)):
            for field, counts in count_levels(deck, pairs).items():
                total.setdefault(field, Counter()).update(counts)
    weights: dict[str, Any] = {"prior": PRIOR}
    for field, levels in BY_HAND.items():
        weights[field] = {level: dict(given) for level, given in levels.items()}
        for level, given in weights[field].items():
            given.setdefault("m", _share(ones, field, level))
            if "times" not in given:
                given.setdefault("u", _share(others, field, level))
    return weights


def _share(counts: dict[str, Counter[str]], field: str, level: str) -> float:
    """Count with half a case more for each level, so that nothing is impossible."""
    found = counts.get(field, Counter())
    return round((found[level] + 0.5) / (found.total() + 0.5 * len(BY_HAND[field])), 6)


if __name__ == "__main__":
    TARGET.write_text(json.dumps(train(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
