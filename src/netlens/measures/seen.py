"""Pairs of people who are seen to be tied, and for how many pairs of each that could be seen."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

_BASES = ("observed", "asserted")


@dataclass(frozen=True, eq=False)
class SeenTies:
    """
    Ties by position in a list of people; each pair stands once.

    `observed` says whether an export shows it; otherwise somebody says so.
    `observable` counts, for each person, the pairs with others on which a tie
    could have been seen, those seen among them.
    """

    size: int
    start: np.ndarray
    end: np.ndarray
    observed: np.ndarray
    observable: np.ndarray

    @property
    def count(self) -> np.ndarray:
        """Count the ties of each person."""
        both = np.concatenate((self.start, self.end))
        return np.bincount(both, minlength=self.size)

    @property
    def told(self) -> pd.Series:
        """Count the ties of each person; missing where none is seen and none could be."""
        count = pd.Series(self.count).astype("Int64")
        return count.mask((count == 0) & (self.observable == 0))


def read_seen(
    ids: pd.Index,
    ties: pd.DataFrame,
    *,
    holders: AbstractSet[str] = frozenset(),
    threads: Iterable[AbstractSet[str]] = (),
) -> SeenTies:
    """
    Read who is seen to be tied.

    Parameters
    ----------
    ids
        The people that count, sorted.
    ties
        `from`, `to`, `basis`, in either direction; inferred ties are no
        sight, and ties of a person with themselves or with others than `ids`
        do not count.
    holders, threads
        Whose lists are held, and who was seen together; see `measure_coverage`.

    Returns
    -------
    seen
        Pairs sorted by their positions.
    """
    chosen = ties[ties["basis"].isin(_BASES)]
    one, other = (ids.get_indexer(pd.Index(chosen[end])) for end in ("from", "to"))
    inside = (one >= 0) & (other >= 0) & (one != other)
    low = np.minimum(one, other)[inside].astype(np.int64)
    high = np.maximum(one, other)[inside].astype(np.int64)
    pair, at = np.unique(low * len(ids) + high, return_inverse=True)
    observed = np.zeros(len(pair), dtype=bool)
    observed[at[(chosen["basis"] == "observed").to_numpy()[inside]]] = True
    start, end = np.divmod(pair, max(len(ids), 1))
    held = np.asarray(ids.isin(sorted(holders)))
    observable = _count_observable(held, ids, threads, (start, end))
    return SeenTies(len(ids), start, end, observed, observable)


def _count_observable(
    held: np.ndarray,
    ids: pd.Index,
    threads: Iterable[AbstractSet[str]],
    tied: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Count per person: everybody for who holds a list, else holders and those seen with them."""
    size = len(held)
    starts, ends = [tied[0]], [tied[1]]
    for thread in threads:
        members = np.sort(ids.get_indexer(pd.Index(sorted(thread))))
        members = members[members >= 0]
        one, other = np.triu_indices(len(members), 1)
        starts.append(members[one])
        ends.append(members[other])
    start, end = np.concatenate(starts), np.concatenate(ends)
    free = ~held[start] & ~held[end]
    matrix = sparse.coo_array((np.ones(int(free.sum())), (start[free], end[free])), (size, size))
    together = ((matrix + matrix.T) > 0).sum(axis=1)
    most = np.where(held, size - 1, int(held.sum()) + np.asarray(together))
    counted: np.ndarray = most.astype(np.int64)
    return counted
