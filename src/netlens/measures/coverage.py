"""For how many pairs of contacts a tie could have been seen at all."""

import math
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from netlens.measures.together import count_unlisted, read_together, were_together

# Given both ends of some pairs, as positions: which of the pairs could have been seen.
Observable = Callable[[np.ndarray, np.ndarray], np.ndarray]

# Where at least this share of the pairs could be seen, how far the groups found agreed with those
# of all ties: least, mean and most.
_AGREEMENT: Final = ((0.9, 0.7, 0.8, 0.85), (0.7, 0.6, 0.65, 0.8), (0.5, 0.4, 0.5, 0.7))
AGREEMENT_ID: Final = "group-agreement"
# Below half, most of what a picture of communities would show is whose lists are missing.
MINIMUM_COVERAGE: Final = 0.5


@dataclass(frozen=True)
class Coverage:
    """
    `observable` of `pairs` pairs; `share` is 0 where there are no pairs.

    `together` of the observable pairs are so only because both were in one
    thread, mail or meeting; `blind` people can stand on none of the lists.
    """

    pairs: int
    observable: int
    share: float
    holders: int
    together: int = 0
    blind: int = 0


def measure_coverage(
    people_ids: AbstractSet[str],
    holders: AbstractSet[str],
    *,
    threads: Iterable[AbstractSet[str]] = (),
    blind: AbstractSet[str] = frozenset(),
    wide: AbstractSet[str] = frozenset(),
) -> Coverage:
    """
    Measure which share of the pairs among ego's contacts is observable.

    Parameters
    ----------
    people_ids
        Ego's contacts.
    holders
        Those whose own list is held; others in it are ignored.
    threads
        Sets of people who were seen together, such as a group message.
    blind
        People whom a list of LinkedIn's could not show, for want of an address
        there; a holder among them is none.
    wide
        Holders with another list too, such as an address book: anybody could
        stand on it.

    Returns
    -------
    coverage
        A pair is observable if the list of either end is held and the other
        may stand on it, or both were in one thread. All other pairs are
        unobserved, not untied.
    """
    unseen = (people_ids & blind) - holders
    n = len(people_ids)
    m = len(people_ids & holders)
    pairs = n * (n - 1) // 2
    visible = n - len(unseen)
    rest = visible - m
    observable = visible * (visible - 1) // 2 - rest * (rest - 1) // 2
    observable += len(people_ids & holders & wide) * len(unseen)
    met = count_unlisted(sorted(people_ids), threads, holders=holders, blind=unseen)
    together = int(met.sum()) // 2
    observable = min(observable + together, pairs)
    share = observable / pairs if pairs else 0.0
    return Coverage(pairs, observable, share, m, together, len(unseen))


def describe_agreement(share: float) -> dict[str, Any] | None:
    """
    Describe how far groups found from some of the pairs agree with those of all ties.

    Parameters
    ----------
    share
        Of the pairs, that could be seen.

    Returns
    -------
    assumption
        A row of ASSUMPTIONS: adjusted mutual information, 1 where the groups
        are the same. `None` where all pairs could be seen, or too few for
        groups to be told.
    """
    for least, low, value, high in _AGREEMENT:
        if least <= share < 1:
            return {
                "assumption_id": AGREEMENT_ID,
                "name": f"agreement with the groups of all ties, {100 * least:.0f} % of pairs seen",
                "low": low,
                "value": value,
                "high": high,
                "source": "measured on the contacts of 26 people in five real networks, lists held "
                "at random (adjusted mutual information): docs/structure.md",
                "used_by": ("clustering",),
            }
    return None


def count_lacking(coverage: Coverage) -> int | None:
    """
    Count the further lists with which half of the pairs could be seen, others as now.

    Parameters
    ----------
    coverage
        Of ego's contacts.

    Returns
    -------
    lists
        0 where half can be seen already; `None` if no number of such lists
        is enough. Each list shows the pairs of its
        owner; threads are taken as they are, so it may be one too many.
    """
    people = (1 + math.isqrt(1 + 8 * coverage.pairs)) // 2
    # Who can stand on no such list stays unseen, however many there are.
    visible = people - coverage.blind
    never = coverage.pairs - visible * (visible - 1) // 2
    for lists in range(visible - coverage.holders + 1):
        rest = visible - coverage.holders - lists
        unseen = never + rest * (rest - 1) // 2
        if coverage.pairs - unseen + min(coverage.together, unseen) >= _needed(coverage.pairs):
            return lists
    return None


def _needed(pairs: int) -> float:
    return MINIMUM_COVERAGE * pairs


def find_observable(
    ids: Sequence[str],
    holders: AbstractSet[str],
    *,
    threads: Iterable[AbstractSet[str]] = (),
) -> Observable:
    """
    Give a function that tells which pairs could have been seen.

    Parameters
    ----------
    ids
        The people; pairs are given as positions in it.
    holders, threads
        As for `measure_coverage`.

    Returns
    -------
    observable
        From two arrays of positions to one of truth values.
    """
    held = np.array([person in holders for person in ids], dtype=bool)
    met = read_together(ids, threads, aside=holders)

    def observable(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        found: np.ndarray = held[one] | held[other] | were_together(met, one, other)
        return found

    return observable
