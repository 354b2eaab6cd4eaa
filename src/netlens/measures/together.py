"""
Who was seen together, in threads, mails and meetings, without a list of all pairs.

A meeting of five thousand has twelve million pairs. Here it is one column of a
matrix with an entry per person in it; pairs are read a block at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import numpy as np
from scipy import sparse

Attendance = Any  # scipy.sparse.csr_array of people by threads; its stubs do not type arithmetic
_ROOM: Final = 2_000_000  # entries that are worked on at once
_FEWEST: Final = 2


def read_together(
    ids: Sequence[str],
    threads: Iterable[AbstractSet[str]],
    *,
    aside: AbstractSet[str] = frozenset(),
    ties: tuple[np.ndarray, np.ndarray] | None = None,
) -> Attendance:
    """
    Read who was in which thread.

    Parameters
    ----------
    ids
        The people that count.
    threads
        Sets of people who were seen together.
    aside
        People who count as in none.
    ties
        Positions of pairs who are tied, each of which is a thread of two.

    Returns
    -------
    attendance
        One row per person of `ids`, one column per thread with two or more of
        them, equal threads once; 1 where the person was in it.
    """
    at = {person: place for place, person in enumerate(ids) if person not in aside}
    found = {frozenset(at[person] for person in thread if person in at) for thread in threads}
    met = sorted(sorted(thread) for thread in found if len(thread) >= _FEWEST)
    people = [np.array(thread, dtype=np.int64) for thread in met]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *people])
    columns = np.repeat(np.arange(len(met)), [len(thread) for thread in met])
    if ties is not None:
        one, other = ties
        free = np.array([person not in aside for person in ids], dtype=bool)
        both = free[one] & free[other]
        rows = np.concatenate((rows, one[both], other[both]))
        last = len(met) + np.arange(int(both.sum()))
        columns = np.concatenate((columns, last, last))
    shape = (len(ids), int(columns.max(initial=-1)) + 1)
    return sparse.csr_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=shape)


def iter_together(attendance: Attendance) -> Iterator[tuple[slice, Attendance]]:
    """
    Go through who was together with whom, some people at a time.

    Parameters
    ----------
    attendance
        From `read_together`.

    Yields
    ------
    people, others
        Rows of consecutive people by everybody: 1 where they were together at
        least once, and for each person with themselves if they were in any.
    """
    threads = attendance.T.tocsr()
    # No row can have more entries than the sizes of its threads together.
    most = attendance @ np.diff(threads.indptr)
    for people in _blocks(np.minimum(most, attendance.shape[0])):
        others = attendance[people] @ threads
        others.data[:] = 1
        yield people, others


def count_together(attendance: Attendance) -> np.ndarray:
    """
    Count with how many others each person was together at least once.

    Parameters
    ----------
    attendance
        From `read_together`.

    Returns
    -------
    counts
        One number per person.
    """
    counts = np.zeros(attendance.shape[0], dtype=np.int64)
    for people, others in iter_together(attendance):
        counts[people] = np.diff(others.indptr)
    # Each was with themselves.
    return counts - (counts > 0)


def count_unlisted(
    ids: Sequence[str],
    threads: Iterable[AbstractSet[str]],
    *,
    holders: AbstractSet[str],
    blind: AbstractSet[str] = frozenset(),
    ties: tuple[np.ndarray, np.ndarray] | None = None,
) -> np.ndarray:
    """
    Count for each person with how many others only being together shows a tie.

    Parameters
    ----------
    ids, threads, ties
        As for `read_together`.
    holders
        Those whose list is held; the others of `ids` may stand on it.
    blind
        Those, no holders among them, who can stand on no list.

    Returns
    -------
    counts
        One number per person: of those with whom they were together, the ones
        whom no list shows with them.
    """
    met = [frozenset(thread) for thread in threads]

    def count(aside: AbstractSet[str]) -> np.ndarray:
        return count_together(read_together(ids, met, aside=aside, ties=ties))

    unlisted = count(holders | blind)
    return unlisted + count(frozenset()) - count(blind) if blind else unlisted


def were_together(attendance: Attendance, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """
    Tell of pairs whether they were together at least once.

    Parameters
    ----------
    attendance
        From `read_together`.
    one, other
        Positions of the two of each pair.

    Returns
    -------
    together
        One truth value per pair; of a person with themselves False.
    """
    met = np.zeros(len(one), dtype=bool)
    often = np.diff(attendance.indptr)
    possible = np.flatnonzero((one != other) & (often[one] > 0) & (often[other] > 0))
    for block in _blocks(often[one[possible]] + often[other[possible]]):
        pairs = possible[block]
        shared = attendance[one[pairs]].multiply(attendance[other[pairs]])
        met[pairs] = np.asarray(shared.sum(axis=1)).ravel() > 0
    return met


def _blocks(work: np.ndarray) -> Iterator[slice]:
    """Cut rows, of which the work is known, into blocks of at most so much, or of one row."""
    ends = np.cumsum(work, dtype=np.int64)
    start = 0
    while start < len(ends):
        done = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, done + _ROOM, side="right")), start + 1)
        yield slice(start, stop)
        start = stop
