"""Pairs of people who are seen to be tied, and for how many pairs of each that could be seen."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netlens.measures.together import count_unlisted

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
    blind: AbstractSet[str] = frozenset(),
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
    holders, threads, blind
        Whose lists are held, who was seen together, and whom no list held
        could show; see `measure_coverage`.

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
    # Everybody whom lists can show for who holds one, else holders; and those seen with them.
    held = np.asarray(ids.isin(sorted(holders)))
    unseen = np.asarray(ids.isin(sorted(blind))) & ~held
    listed = np.where(held, len(ids) - 1 - int(unseen.sum()), np.where(unseen, 0, held.sum()))
    observable = listed + count_unlisted(
        ids.tolist(),
        threads,
        holders=holders,
        blind=blind - holders,
        ties=(start, end),
    )
    return SeenTies(len(ids), start, end, observed, observable)
