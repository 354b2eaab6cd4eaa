"""For how many pairs of contacts a tie could have been seen at all."""

import math
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np

from netlens.measures.together import count_together, read_together, were_together

# Given both ends of some pairs, as positions: which of the pairs could have been seen.
Observable = Callable[[np.ndarray, np.ndarray], np.ndarray]

# Below half, most of what a picture of communities would show is whose lists are missing.
MINIMUM_COVERAGE: Final = 0.5


@dataclass(frozen=True)
class Coverage:
    """
    `observable` of `pairs` pairs; `share` is 0 where there are no pairs.

    `together` of the observable pairs are so only because both were in one
    thread, mail or meeting.
    """

    pairs: int
    observable: int
    share: float
    holders: int
    together: int = 0


def measure_coverage(
    people_ids: AbstractSet[str],
    holders: AbstractSet[str],
    *,
    threads: Iterable[AbstractSet[str]] = (),
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

    Returns
    -------
    coverage
        A pair is observable if the list of either end is held, or both were
        in one thread. All other pairs are unobserved, not untied.
    """
    n = len(people_ids)
    m = len(people_ids & holders)
    pairs = n * (n - 1) // 2
    rest = n - m
    observable = pairs - rest * (rest - 1) // 2
    met = read_together(sorted(people_ids), threads, aside=holders)
    together = int(count_together(met).sum()) // 2
    observable += together
    share = observable / pairs if pairs else 0.0
    return Coverage(pairs, observable, share, m, together)


def count_lacking(coverage: Coverage) -> int:
    """
    Count the further lists with which half of the pairs could be seen, others as now.

    Parameters
    ----------
    coverage
        Of ego's contacts.

    Returns
    -------
    lists
        0 where half can be seen already. Each list shows the pairs of its
        owner; threads are taken as they are, so it may be one too many.
    """
    # n people of whom m share: pairs − (n − m)(n − m − 1) / 2 are seen through lists.
    people = (1 + math.isqrt(1 + 8 * coverage.pairs)) // 2
    for lists in range(people + 1):
        rest = max(people - coverage.holders - lists, 0)
        seen = (
            coverage.pairs - rest * (rest - 1) // 2 + min(coverage.together, rest * (rest - 1) // 2)
        )
        if seen >= MINIMUM_COVERAGE * coverage.pairs:
            return lists
    return people


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
