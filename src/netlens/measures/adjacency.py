"""
Who is tied to whom as arrays: read once from a graph or a table, used by every measure.

A thousand ties or a million take the same code; networkx is for the edges of
the program only, since a graph of a million ties costs gigabytes there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from scipy import sparse

from netlens.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx

Matrix = Any  # scipy.sparse.csr_array; its stubs do not type arithmetic
_BASES: Final = ("observed", "asserted")


@dataclass(frozen=True, eq=False)
class Adjacency:
    """
    Ties as arrays of positions in `ids`.

    Each pair stands once (in a directed graph: once per direction).
    `weight` is None where ties are not weighed.
    """

    ids: tuple[str, ...]
    start: np.ndarray
    end: np.ndarray
    weight: np.ndarray | None
    directed: bool

    def __post_init__(self) -> None:
        """Refuse what would make measures meaningless."""
        if (self.start == self.end).any():
            msg = "the graph has self-loops, which make constraint meaningless; leave them out."
            raise GraphError(msg)
        if self.weight is not None and not (self.weight >= 0).all():
            msg = "a tie's strength is negative or missing; give numbers from 0 on, or none at all."
            raise GraphError(msg)

    @property
    def size(self) -> int:
        """Count the people."""
        return len(self.ids)

    @cached_property
    def summed(self) -> Matrix:
        """Give the symmetric matrix of ties, the two directions of a pair added up."""
        matrix = self._one_way(self.weight)
        return _canonical(matrix + matrix.T)

    @cached_property
    def strongest(self) -> Matrix:
        """Give the symmetric matrix of ties, of two directions the stronger."""
        matrix = self._one_way(self.weight)
        return _canonical(matrix.maximum(matrix.T))

    @cached_property
    def steps(self) -> Matrix:
        """Give the matrix with 1 where a step from row to column is possible."""
        matrix = self._one_way(None)
        return matrix if self.directed else _canonical(matrix.maximum(matrix.T))

    def _one_way(self, weight: np.ndarray | None) -> Matrix:
        values = np.ones(len(self.start)) if weight is None else weight
        shape = (self.size, self.size)
        return _canonical(sparse.csr_array((values, (self.start, self.end)), shape=shape))


def _canonical(matrix: Matrix) -> Matrix:
    matrix = matrix.tocsr()
    matrix.sum_duplicates()
    return matrix


def read_adjacency(graph: "nx.Graph[str] | Adjacency") -> Adjacency:
    """
    Read the ties of a graph; arrays are given back as they are.

    Edge attribute `strength` weighs the ties where every edge has one:
    strengths known by half would be read as zeros.

    Raises
    ------
    GraphError
        If there are self-loops, or a strength is negative or NaN.
    """
    if isinstance(graph, Adjacency):
        return graph
    ids = tuple(graph)
    at = {node: position for position, node in enumerate(ids)}
    edges = list(graph.edges(data="strength"))
    ends = np.array([(at[a], at[b]) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    weight = None
    if edges and all(strength is not None for _, _, strength in edges):
        weight = np.array([strength for _, _, strength in edges], dtype=float)
    return Adjacency(ids, ends[:, 0], ends[:, 1], weight, graph.is_directed())


def tabulate_adjacency(
    people_ids: Iterable[str],
    ties: pd.DataFrame,
    *,
    bases: Iterable[str] = _BASES,
    weighted: bool = False,
    directed: bool = True,
) -> Adjacency:
    """
    Read ties among some people from the table, without a networkx graph.

    Parameters
    ----------
    people_ids
        The people that count, such as ego's contacts.
    ties
        Table of TIES.
    bases
        Which bases count.
    weighted
        Whether `strength` weighs the ties; a pair tied on several bases has
        the strongest, one without strength weighs 0.
    directed
        If not, a tie in either direction, or both, is one: whose list happens
        to be held then makes no tie count twice.

    Returns
    -------
    adjacency
        People in the order of their ids.
    """
    ids = pd.Index(sorted(set(people_ids)), dtype="str")
    chosen = ties[ties["basis"].isin(list(bases))]
    start, end = (ids.get_indexer(pd.Index(chosen[end])) for end in ("from", "to"))
    inside = (start >= 0) & (end >= 0)
    rows = pd.DataFrame(
        {
            "start": start[inside],
            "end": end[inside],
            "weight": chosen["strength"].fillna(0.0).to_numpy()[inside],
        }
    )
    if not directed:
        low, high = rows[["start", "end"]].min(axis=1), rows[["start", "end"]].max(axis=1)
        rows = rows.assign(start=low, end=high)
    best = rows.groupby(["start", "end"], sort=True)["weight"].max().reset_index()
    return Adjacency(
        tuple(ids),
        best["start"].to_numpy(dtype=np.int64),
        best["end"].to_numpy(dtype=np.int64),
        best["weight"].to_numpy() if weighted else None,
        directed=directed,
    )
