"""
Groups: those stated by employer or label, and those that ties show.

Detection runs Leiden (modularity) from several seeds and keeps what the runs
agree on. Whether there is any structure is asked first: the partition must be
better than what the same method finds in graphs with the same degrees and
otherwise random ties; if it is not, everybody is in one community.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

import graspologic_native
import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

RUNS: Final = 20
RANDOM_GRAPHS: Final = 10
# How far above random graphs' modularity a partition must lie, in their standard deviations.
CLEARLY_ABOVE: Final = 3.0
_SMALLEST: Final = 4

_Matrix = Any


def detect_communities(graph: "nx.Graph[str]", *, seed: int = 0) -> pd.DataFrame:
    """
    Detect communities by who is tied to whom.

    Parameters
    ----------
    graph
        Ties, directed or not; edge attribute `strength` weighs them (1 where
        an edge has none).
    seed
        Fixes every random choice.

    Returns
    -------
    communities
        One row per person, by id: `community_id` ("k1" is the largest) and
        `stability`, the share of repeated runs, 0–1, in which the person was
        with most of the same people. NaN for isolates, who are each their
        own community.

    References
    ----------
    Traag, Waltman & van Eck (2019), Scientific Reports 9:5233.
    """
    nodes = sorted(graph)
    if not nodes:
        return _table([], np.zeros(0, dtype=int), np.zeros(0))
    matrix = _adjacency(graph, nodes)
    tied = np.flatnonzero(np.diff(matrix.indptr))
    labels = np.arange(len(nodes)) + len(nodes)
    stability = np.full(len(nodes), np.nan)
    if len(tied):
        core = matrix[tied][:, tied].tocsr()
        labels[tied], stability[tied] = _partition(core, seed)
    return _table(nodes, labels, stability)


def _adjacency(graph: "nx.Graph[str]", nodes: list[str]) -> _Matrix:
    """Give the symmetric matrix of ties; of two directions the stronger counts."""
    at = {node: i for i, node in enumerate(nodes)}
    edges: dict[tuple[int, int], float] = {}
    for start, end, data in graph.edges(data=True):
        if start != end:
            pair = (min(at[start], at[end]), max(at[start], at[end]))
            edges[pair] = max(edges.get(pair, 0.0), float(data.get("strength", 1.0)))
    rows, columns = (np.array([pair[i] for pair in sorted(edges)], dtype=np.int64) for i in (0, 1))
    weights = np.array([edges[pair] for pair in sorted(edges)])
    half = sparse.csr_matrix((weights, (rows, columns)), shape=(len(nodes), len(nodes)))
    return (half + half.T).tocsr()


def _leiden(matrix: _Matrix, seed: int) -> tuple[float, np.ndarray]:
    size = matrix.shape[0]
    quality, found = graspologic_native.leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        size,
        seed=seed,
    )
    return quality, np.array([found[i] for i in range(size)])


def _partition(matrix: _Matrix, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the most typical of repeated runs, and how far the others agree person by person."""
    size = matrix.shape[0]
    runs = [_leiden(matrix, seed * RUNS + run) for run in range(RUNS)]
    if size < _SMALLEST or not _has_structure(matrix, runs, seed):
        return np.zeros(size, dtype=int), np.ones(size)
    overlaps = np.array([[_jaccard(a, b).mean() for _, b in runs] for _, a in runs])
    best = int(np.argmax(overlaps.mean(axis=1).round(9)))
    labels = runs[best][1]
    agreement = np.array([_jaccard(labels, other) for _, other in runs])
    return labels, (agreement > 0.5).mean(axis=0)  # noqa: PLR2004


def _has_structure(matrix: _Matrix, runs: list[tuple[float, np.ndarray]], seed: int) -> bool:
    """Compare the quality with that in graphs of the same degrees and no structure."""
    graph = nx.from_scipy_sparse_array(matrix)
    if graph.number_of_edges() < _SMALLEST:
        return False
    random = []
    for number in range(RANDOM_GRAPHS):
        copy = graph.copy()
        swaps = 5 * copy.number_of_edges()
        try:
            nx.double_edge_swap(copy, swaps, max_tries=20 * swaps, seed=seed + number)
        except nx.NetworkXException:
            continue
        shuffled = nx.to_scipy_sparse_array(copy, weight=None, format="csr", dtype=float)
        random.append(_leiden(shuffled, seed)[0])
    if len(random) < RANDOM_GRAPHS // 2:
        return True
    found = float(np.median([quality for quality, _ in runs]))
    return bool(found > np.mean(random) + CLEARLY_ABOVE * max(float(np.std(random)), 1e-9))


def _jaccard(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Give for each person how alike the two groups are that the person is in."""
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    both = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(both, (a, b), 1)
    shared = both[a, b]
    alike: np.ndarray = shared / (both.sum(1)[a] + both.sum(0)[b] - shared)
    return alike


def _table(nodes: list[str], labels: np.ndarray, stability: np.ndarray) -> pd.DataFrame:
    """Name communities by size, ties by their first member."""
    members: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        members.setdefault(label, []).append(position)
    ranked = sorted(members.values(), key=lambda found: (-len(found), found[0]))
    names = {position: f"k{rank}" for rank, found in enumerate(ranked, 1) for position in found}
    return pd.DataFrame(
        {
            "person_id": pd.Series(nodes, dtype="str"),
            "community_id": pd.Series([names[i] for i in range(len(nodes))], dtype="str"),
            "stability": np.round(stability, 9),
        },
    )


def measure_groups(
    affiliations: pd.DataFrame,
    people: pd.DataFrame,
    *,
    lists: Mapping[str, AbstractSet[str]] | None = None,
) -> pd.DataFrame:
    """
    List the employers and labels that two or more people share.

    Parameters
    ----------
    affiliations
        Memberships.
    people
        The people that count, such as ego's own contacts.
    lists
        Person id of a held list's owner to the ids on it.

    Returns
    -------
    groups
        One row per group of two or more, largest first: `people`, `share` of
        all people given, `holders_reaching` (list owners with somebody of the
        group on their list; NaN if no list is held). Groups of one are left
        out; `groups.attrs["single"]` counts them.
    """
    ids = set(people["person_id"])
    members = affiliations[affiliations["person_id"].isin(ids)]
    rows = []
    single = 0
    for (group_id, group, kind), found in members.groupby(["group_id", "group", "kind"], sort=True):
        who = set(found["person_id"])
        if len(who) < 2:  # noqa: PLR2004
            single += 1
            continue
        reaching = sum(bool((who - {owner}) & seen) for owner, seen in (lists or {}).items())
        rows.append(
            {
                "group_id": group_id,
                "group": group,
                "kind": kind,
                "people": len(who),
                "share": round(len(who) / len(ids), 9),
                "holders_reaching": float(reaching) if lists else np.nan,
            },
        )
    columns = ["group_id", "group", "kind", "people", "share", "holders_reaching"]
    table = pd.DataFrame(rows, columns=columns).sort_values(
        ["people", "group_id"],
        ascending=[False, True],
        kind="stable",
        ignore_index=True,
    )
    table.attrs["single"] = single
    return table
