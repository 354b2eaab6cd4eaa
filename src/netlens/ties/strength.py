"""
How strong a tie is, from 0 to 1: kinds, frequency, reciprocity and recency.

docs/ties.md gives the formula, the weights and where each comes from. The
weights are netlens's own; what is taken from the literature is which things
count and in which direction.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

DECIMALS: Final = 6
HALF_LIFE_DAYS: Final = 730.0
# What a statement that does not repeat is worth when it is fresh.
_ONCE: Final[dict[str, float]] = {
    "linkedin connection": 0.15,
    "facebook friend": 0.2,
    "address book": 0.3,
    "invitation": 0.05,
    "endorsement": 0.25,
    "recommendation": 0.6,
}
_STATED: Final = 0.6
_RELATED: Final = 0.7
# Kinds that repeat: the most they can be worth, and how many make up 63 % of it.
_REPEATED: Final[dict[str, tuple[float, float]]] = {
    "message": (0.8, 5.0),
    "mail": (0.8, 10.0),
    "meeting": (0.8, 3.0),
    "group thread": (0.3, 2.0),
    "mail together": (0.3, 5.0),
}
_TWO_WAY: Final = frozenset({"message", "mail"})


@dataclass(frozen=True)
class Clock:
    """The day ties are judged at, and after how many days something counts half."""

    as_of: pd.Timestamp
    half_life: float = HALF_LIFE_DAYS

    def freshness(self, day: pd.Timestamp | None) -> float:
        """Give 1 for today, one half after the half-life; undated counts one half."""
        if day is None or pd.isna(day):
            return 0.5
        age = max(0.0, (self.as_of - day).days)
        return float(2.0 ** (-age / self.half_life))


def count_repeats(
    statements: Iterable[tuple[str, pd.Timestamp | None, float]], clock: Clock
) -> dict[str, float]:
    """Add up the statements of kinds that repeat, older ones counting less."""
    sums: dict[str, float] = {}
    for kind, day, weight in statements:
        if kind in _REPEATED:
            sums[kind] = sums.get(kind, 0.0) + weight * clock.freshness(day)
    return sums


def measure_strength(
    statements: Iterable[tuple[str, pd.Timestamp | None, float]],
    back: Mapping[str, float],
    clock: Clock,
) -> float:
    """
    Measure the strength of one directed tie.

    Parameters
    ----------
    statements
        Kind, day and weight of each statement from one to the other.
    back
        What `count_repeats` gives for the other direction.
    clock
        The day, and the half-life.

    Returns
    -------
    strength
        From 0 to 1, rounded to six decimals: one minus the product of what
        each kind leaves. Kinds that do not repeat keep half their worth
        however old; letters count half until they are answered.
    """
    rows = list(statements)
    left = 1.0
    for kind in {kind for kind, _, _ in rows} - _REPEATED.keys():
        freshest = max(clock.freshness(day) for other, day, _ in rows if other == kind)
        left *= 1 - _worth(kind) * (0.5 + 0.5 * freshest)
    for kind, amount in sorted(count_repeats(rows, clock).items()):
        most, enough = _REPEATED[kind]
        share = 1.0
        if kind in _TWO_WAY:
            other = back.get(kind, 0.0)
            share = 0.5 + 0.5 * min(amount, other) / max(amount, other, 1e-12)
        left *= 1 - most * share * (1 - math.exp(-amount / enough))
    return round(1 - left, DECIMALS)


def _worth(kind: str) -> float:
    if kind.startswith("relation"):
        return _RELATED
    return _ONCE.get(kind, _STATED)


def describe_weights() -> list[dict[str, Any]]:
    """Give every weight as a row: `kind`, `most` it is worth, `enough` of it for 63 %."""
    once = {**_ONCE, "relation: …": _RELATED, "stated: …": _STATED}
    return [
        *({"kind": kind, "most": most, "enough": 1.0} for kind, most in once.items()),
        *({"kind": k, "most": most, "enough": enough} for k, (most, enough) in _REPEATED.items()),
    ]
