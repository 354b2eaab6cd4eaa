"""
Ties as sorted integer arrays: what searching needs, converted once and used many times.

People are numbered in the order of their ids, so that "the smaller number" and
"the smaller id" mean the same and no result depends on the order of insertion.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netlens.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx

# A tie of which nobody estimated how likely it is: low, value, high. Unknown is not "no".
UNKNOWN: Final = (0.0, 0.5, 1.0)
_FACTS: Final = ("basis", "kinds", "strength", "last_seen")

Facts = Callable[[int], Mapping[str, Any]]


def _no_facts(_: int) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class TieArrays:
    """
    Directed ties, one entry each, sorted by start and then end.

    Attributes
    ----------
    ids
        Person ids in ascending order; a person's number is the position here.
    start, end
        Numbers of the two people.
    probability, low, high
        That the tie exists, 0 to 1.
    facts
        From a tie's position to what is known of it (`basis`, `kinds`,
        `strength`, `last_seen`), for saying why it is believed.
    """

    ids: Sequence[Any]
    start: np.ndarray
    end: np.ndarray
    probability: np.ndarray
    low: np.ndarray
    high: np.ndarray
    facts: Facts = field(default=_no_facts, compare=False)

    @cached_property
    def position(self) -> dict[Any, int]:
        """Number of each person."""
        return {person: number for number, person in enumerate(self.ids)}

    @cached_property
    def offsets(self) -> np.ndarray:
        """Where each person's ties begin, and one past the last."""
        return np.searchsorted(self.start, np.arange(len(self.ids) + 1))

    @cached_property
    def incoming(self) -> tuple[np.ndarray, np.ndarray]:
        """Ties in order of their end, and where each end's begin and the last ends."""
        order = np.argsort(self.end, kind="stable")
        return order, np.searchsorted(self.end[order], np.arange(len(self.ids) + 1))

    def flip(self) -> "TieArrays":
        """Turn every tie round; the facts stay those of the tie as it was stated."""
        order = np.lexsort((self.start, self.end))
        return TieArrays(
            ids=self.ids,
            start=self.end[order],
            end=self.start[order],
            probability=self.probability[order],
            low=self.low[order],
            high=self.high[order],
            facts=lambda tie: self.facts(int(order[tie])),
        )


def build_arrays(graph: "nx.Graph[Any] | TieArrays") -> TieArrays:
    """
    Convert a graph of ties once; arrays are given back as they are.

    Parameters
    ----------
    graph
        Edge attributes: `probability` (else `prior`) that the tie exists, and
        optionally `low` and `high`; a tie without any counts as `UNKNOWN`. An
        edge of an undirected graph is a tie both ways.

    Returns
    -------
    arrays
        Ties with probability 0 are left out: they are stated not to exist.

    Raises
    ------
    GraphError
        If there are self-loops or parallel edges, or a probability is not
        between 0 and 1, or outside its own range.
    """
    if isinstance(graph, TieArrays):
        return graph
    if graph.is_multigraph():
        msg = "the graph has parallel edges; build_graph gives one tie per directed pair."
        raise GraphError(msg)
    ids = sort_ids(graph)
    number = {person: position for position, person in enumerate(ids)}
    edges = list(graph.edges(data=True))
    start = np.fromiter((number[a] for a, _, _ in edges), dtype=np.int64, count=len(edges))
    end = np.fromiter((number[b] for _, b, _ in edges), dtype=np.int64, count=len(edges))
    chances = [_read_chance(data) for _, _, data in edges]
    known = np.array(chances, dtype=float).reshape(len(edges), 3)
    rows = np.arange(len(edges))
    if not graph.is_directed():
        start, end = np.concatenate([start, end]), np.concatenate([end, start])
        known, rows = np.concatenate([known, known]), np.concatenate([rows, rows])

    def facts(row: int) -> Mapping[str, Any]:
        return {name: edges[row][2].get(name) for name in _FACTS}

    return _sort(ids, ends=(start, end), known=known, rows=rows, facts=facts)


def build_arrays_from_ties(
    ties: pd.DataFrame, *, bases: Iterable[str] = ("observed", "asserted")
) -> TieArrays:
    """
    Convert a table of ties without a graph in between.

    Parameters
    ----------
    ties
        Table of TIES.
    bases
        Which bases to use, strongest first; a pair with several counts with
        the first.

    Returns
    -------
    arrays
        As `build_arrays` gives them; people without a tie have no number.

    Raises
    ------
    GraphError
        As for `build_arrays`.
    """
    rank = {basis: position for position, basis in enumerate(bases)}
    chosen = ties[ties["basis"].isin(list(rank))]
    order = chosen["basis"].map(rank).to_numpy().argsort(kind="stable")
    chosen = chosen.iloc[order].drop_duplicates(["from", "to"])
    codes, ids = pd.factorize(
        np.concatenate([chosen["from"].to_numpy(), chosen["to"].to_numpy()]), sort=True
    )
    half = len(chosen)
    value = chosen["probability"].astype(float).fillna(chosen["prior"].astype(float))
    low, high = (chosen[name].astype(float).fillna(value) for name in ("low", "high"))
    known = np.column_stack([low, value, high])
    known[np.isnan(known[:, 1])] = UNKNOWN
    columns = {name: chosen[name].tolist() for name in _FACTS}

    def facts(row: int) -> Mapping[str, Any]:
        return {name: cells[row] for name, cells in columns.items()}

    ends = (codes[:half].astype(np.int64), codes[half:].astype(np.int64))
    return _sort(list(ids), ends=ends, known=known, rows=np.arange(half), facts=facts)


def sort_ids(ids: Iterable[Hashable]) -> list[Any]:
    """Order ids by value, or by their text where they are of several types."""
    found: list[Any] = list(ids)
    try:
        return sorted(found)
    except TypeError:
        return sorted(found, key=lambda person: (type(person).__name__, str(person)))


def _read_chance(data: Mapping[str, Any]) -> tuple[float, float, float]:
    value = data.get("probability", data.get("prior"))
    # NaN is the one number that differs from itself; a million ties are asked.
    if value is None or value != value:  # noqa: PLR0124
        return UNKNOWN
    low, high = data.get("low", value), data.get("high", value)
    if low is None or low != low:  # noqa: PLR0124
        low = value
    if high is None or high != high:  # noqa: PLR0124
        high = value
    return low, value, high


def _sort(
    ids: Sequence[Any],
    *,
    ends: tuple[np.ndarray, np.ndarray],
    known: np.ndarray,
    rows: np.ndarray,
    facts: Facts,
) -> TieArrays:
    start, end = ends
    _check(ids, start, end, known)
    kept = np.flatnonzero(known[:, 1] > 0)
    order = kept[np.lexsort((end[kept], start[kept]))]
    source = rows[order]
    return TieArrays(
        ids=ids,
        start=start[order],
        end=end[order],
        probability=known[order, 1],
        low=known[order, 0],
        high=known[order, 2],
        facts=lambda tie: facts(int(source[tie])),
    )


def _check(ids: Sequence[Any], start: np.ndarray, end: np.ndarray, known: np.ndarray) -> None:
    loops = np.flatnonzero(start == end)
    if len(loops):
        msg = f"{len(loops)} ties from somebody to the same person, such as {ids[start[loops[0]]]}."
        raise GraphError(msg)
    low, value, high = known.T
    wrong = np.flatnonzero(~((low >= 0) & (low <= value) & (value <= high) & (high <= 1)))
    if len(wrong):
        first = wrong[0]
        msg = (
            f"{len(wrong)} ties whose probability is impossible, such as {ids[start[first]]} → "
            f"{ids[end[first]]} with {low[first]} ≤ {value[first]} ≤ {high[first]}; it lies "
            "between 0 and 1, and between its low and high."
        )
        raise GraphError(msg)
