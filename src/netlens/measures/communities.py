"""
Groups: those stated by employer or label, and those that ties show.

How fine the detected groups are is chosen by what predicts hidden ties best
(`resolution`), whether there are any by comparing with random ties of the same
people (`chance`), and who is with whom by what repeated runs agree on
(`consensus`). No label, employer or school takes part in it.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency
from netlens.measures.chance import has_structure
from netlens.measures.consensus import count_runs, find_consensus
from netlens.measures.coverage import Observable, find_observable
from netlens.measures.resolution import choose_resolution

if TYPE_CHECKING:
    import networkx as nx


def detect_communities(
    graph: "nx.Graph[str] | Adjacency",
    *,
    seed: int = 0,
    holders: AbstractSet[str] | None = None,
    threads: Iterable[AbstractSet[str]] = (),
) -> pd.DataFrame:
    """
    Detect communities by who is tied to whom.

    Parameters
    ----------
    graph
        Ties, directed or not; edge attribute `strength` weighs them where
        every edge has one. Of two directions the stronger counts.
    seed
        Fixes every random choice.
    holders
        People whose whole list is held. A tie between two others could not
        be seen unless they were in one thread, and whoever's list is missing
        seems to gather around those whose list is not: without `holders`,
        that may pass for communities. None if every pair could be seen.
    threads
        Sets of people who were seen together.

    Returns
    -------
    communities
        One row per person, by id: `community_id` ("k1" is the largest) and
        `stability`, the share of repeated runs, 0–1, in which the person was
        with most of the same people. NaN for isolates, who are each their
        own community. Where the ties show no groups, all who are tied are in
        one, with stability 1. `attrs`: `structure` (whether they show any),
        `resolution`, `runs` (20 up to 200,000 ties, fewer beyond).

    Raises
    ------
    GraphError
        If there are self-loops, or a strength is negative or NaN.

    Notes
    -----
    The work is bounded by ties × runs and never by the clock, so that the
    result is the same on every machine.
    """
    ties = read_adjacency(graph)
    order = np.array(sorted(range(ties.size), key=ties.ids.__getitem__), dtype=np.int64)
    nodes = [ties.ids[i] for i in order]
    matrix = ties.strongest[order][:, order].tocsr()
    matrix.sort_indices()
    tied = np.flatnonzero(np.diff(matrix.indptr))
    labels = np.arange(len(nodes)) + len(nodes)
    stability = np.full(len(nodes), np.nan)
    found: dict[str, object] = {"structure": False, "resolution": np.nan, "runs": 0}
    if len(tied):
        core = matrix[tied][:, tied].tocsr()
        core.sort_indices()
        observable = None
        if holders is not None:
            observable = find_observable([nodes[i] for i in tied], holders, threads=threads)
        labels[tied], stability[tied], found = _partition(core, seed, observable)
    table = _table(nodes, labels, stability)
    table.attrs.update(found)
    return table


def _partition(
    matrix: Matrix, seed: int, observable: Observable | None
) -> tuple[np.ndarray, np.ndarray, dict[str, object]]:
    size = matrix.shape[0]
    resolution = choose_resolution(matrix, seed=seed)
    about: dict[str, object] = {"resolution": resolution, "runs": count_runs(matrix.nnz // 2)}
    if not has_structure(matrix, resolution=resolution, seed=seed, observable=observable):
        return np.zeros(size, dtype=int), np.ones(size), {"structure": False, **about}
    labels, stability, _ = find_consensus(matrix, resolution=resolution, seed=seed)
    return labels, stability, {"structure": True, **about}


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


def split_parts(communities: pd.DataFrame, graph: "nx.Graph[str] | Adjacency") -> pd.DataFrame:
    """
    Part a community into the pieces between which no tie is seen.

    Parameters
    ----------
    communities
        As `detect_communities` gives it.
    graph
        The ties that it was given.

    Returns
    -------
    communities
        The same people; each connected piece is a community of its own. The
        `attrs` are kept.
    """
    ties = read_adjacency(graph)
    _, piece = connected_components(ties.summed, directed=False)
    of = dict(zip(ties.ids, piece.tolist(), strict=True))
    people = communities["person_id"].tolist()
    labels = np.array([of[person] for person in people], dtype=np.int64)
    table = _table(people, labels, communities["stability"].to_numpy())
    table.attrs.update(communities.attrs)
    return table


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
