"""
Single points of failure: people whose loss cuts others off, as far as ties are seen.

A tie that could not be seen may hold together what looks cut: where coverage
is low, these are people to find out about, not findings.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency
from netlens.schema import COUNT, TEXT, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

CUTS: Final = Table(
    name="cuts",
    grain="one person and one part of the network that hangs on them",
    columns={"person_id": TEXT, "what": TEXT, "community_id": TEXT, "people": COUNT},
    choices={"what": frozenset({"community", "people"})},
)


def find_cuts(
    graph: "nx.Graph[str] | Adjacency", communities: pd.DataFrame, *, smallest: int = 3
) -> pd.DataFrame:
    """
    Find the people without whom others would be cut off from the rest.

    Parameters
    ----------
    graph
        Ties among people other than ego, in either direction.
    communities
        `person_id` and `community_id`.
    smallest
        People that must be cut off for a row.

    Returns
    -------
    cuts
        By `what` and number of people, most first. "community": all ties
        between that community and everybody else are this one person's, be
        they in it or not; `people` are its members other than the person.
        "people": without this person the network falls apart, and `people`
        lose the largest of the parts they hang together with.
    """
    ties = read_adjacency(graph)
    matrix = ties.summed
    of = dict(zip(communities["person_id"], communities["community_id"], strict=True))
    group = pd.Series([of.get(person) for person in ties.ids], dtype="str")
    rows = _cut_communities(ties, matrix, group, smallest)
    for person, people in _cut_people(matrix).items():
        if people >= smallest:
            rows.append({"person_id": ties.ids[person], "what": "people", "people": people})
    table = make_table(CUTS, rows)
    return table.sort_values(
        ["what", "people", "person_id"],
        ascending=[True, False, True],
        kind="stable",
        ignore_index=True,
    )


def _cut_communities(
    ties: Adjacency, matrix: Matrix, group: pd.Series, smallest: int
) -> list[dict[str, object]]:
    codes, names = pd.factorize(group, sort=True)
    rows = np.repeat(np.arange(ties.size), np.diff(matrix.indptr))
    across = np.flatnonzero((codes[rows] != codes[matrix.indices]) & (codes[rows] >= 0))
    inner, outer, code = rows[across], matrix.indices[across], codes[rows[across]]
    found: list[dict[str, object]] = []
    sizes = np.bincount(codes[codes >= 0], minlength=len(names))
    order = np.argsort(code, kind="stable")
    starts = np.searchsorted(code[order], np.arange(len(names) + 1))
    for number, name in enumerate(names):
        mine = order[starts[number] : starts[number + 1]]
        for ends, own in ((inner[mine], 1), (outer[mine], 0)):
            people = int(sizes[number]) - own
            if len(ends) and (ends == ends[0]).all() and people >= smallest:
                row = {"person_id": ties.ids[int(ends[0])], "what": "community"}
                found.append({**row, "community_id": name, "people": people})
    return found


def _cut_people(matrix: Matrix) -> dict[int, int]:
    """
    Count for each articulation point the people outside the largest part that is left.

    A subtree of a depth-first search none of whose ties leads above a person
    is cut off with them (Tarjan 1972, SIAM Journal on Computing 1).
    """
    order, parent = _search(matrix)
    size = len(order)
    number = np.empty(size, dtype=np.int64)
    number[order] = np.arange(size)
    rows = np.repeat(np.arange(size), np.diff(matrix.indptr))
    lowest = number.copy()
    np.minimum.at(lowest, rows, number[matrix.indices])
    low, above, below = lowest.tolist(), parent.tolist(), [1] * size
    parts: dict[int, list[int]] = {}
    for person in order[::-1].tolist():
        up = above[person]
        if up >= 0:
            below[up] += below[person]
            low[up] = min(low[up], low[person])
            if low[person] >= number[up]:
                parts.setdefault(up, []).append(below[person])
    _, of = connected_components(matrix, directed=False)
    together = np.bincount(of)[of] if size else of
    cut = {}
    for person, sizes in sorted(parts.items()):
        others = int(together[person]) - 1
        whole = [*sizes, others - sum(sizes)]
        if max(whole) < others:
            cut[person] = others - max(whole)
    return cut


def _search(matrix: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """Give people in the order of a depth-first search, and whom each was reached from, or -1."""
    pointer, near = matrix.indptr.tolist(), matrix.indices.tolist()
    size = len(pointer) - 1
    parent, seen, order = [-1] * size, [False] * size, []
    at = pointer[:-1]
    for root in range(size):
        path = [] if seen[root] else [root]
        while path:
            person = path[-1]
            if not seen[person]:
                seen[person] = True
                order.append(person)
            if at[person] == pointer[person + 1]:
                path.pop()
                continue
            other = near[at[person]]
            at[person] += 1
            if not seen[other]:
                parent[other] = person
                path.append(other)
    return np.array(order, dtype=np.int64), np.array(parent, dtype=np.int64)
