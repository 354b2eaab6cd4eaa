"""
Who bridges: constraint, effective size, efficiency, clustering, betweenness, reach into groups.

Only as true as the ties are complete: callers compute it where pairs could
have been observed, and `bounds` says what unobserved pairs leave open.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency, tabulate_adjacency
from netlens.measures.betweenness import measure_betweenness
from netlens.measures.triangles import halve, iter_triangles
from netlens.schema import REAL, TEXT, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

# Platforms differ in the last bits of a sum.
DECIMALS: Final = 9

BROKERAGE: Final = Table(
    name="brokerage",
    grain="one person of a graph of ties",
    columns={
        "person_id": TEXT,
        "constraint": REAL,
        "effective_size": REAL,
        "efficiency": REAL,
        "betweenness": REAL,
        "betweenness_error": REAL,
        "clustering": REAL,
    },
    key=("person_id",),
)


def measure_brokerage(graph: "nx.Graph[str] | Adjacency", *, seed: int = 0) -> pd.DataFrame:
    """
    Measure how far each person bridges otherwise separate others.

    Parameters
    ----------
    graph
        Ties, directed or not; edge attribute `strength` weighs them where
        every edge has one. A tie of strength 0 is none. For constraint,
        effective size and efficiency the two directions of a pair add up, as
        Burt has it; clustering takes either direction, and no weights;
        betweenness follows the directions, and no weights.
    seed
        Draws the sources of betweenness in graphs too large for all.

    Returns
    -------
    brokerage
        One row per person, in node order: `constraint` (low = broker; 1.125
        in a closed triad), `effective_size` (people), `efficiency` (0–1;
        effective size per contact), `betweenness` (0–1) with
        `betweenness_error` (its standard error; 0 where it is exact),
        `clustering` (0–1: the share of pairs of contacts that are tied).
        NaN for isolates but for betweenness; clustering also with one
        contact.

    Raises
    ------
    GraphError
        If there are self-loops, or a strength is negative or NaN.

    References
    ----------
    Burt (1992), Structural Holes, ch. 2; Freeman (1977), Sociometry 40;
    Watts & Strogatz (1998), Nature 393.
    """
    ties = read_adjacency(graph)
    sums = _sum_over_triangles(ties.summed)
    between, error = measure_betweenness(ties, seed=seed)
    degree = sums.degree
    with np.errstate(invalid="ignore", divide="ignore"):
        size = np.where(degree > 0, degree - sums.redundancy, np.nan)
        numbers = {
            "constraint": np.where(degree > 0, sums.constraint, np.nan),
            "effective_size": size,
            "efficiency": size / degree,
            "betweenness": between,
            "betweenness_error": error,
            "clustering": np.where(degree > 1, 2 * sums.triangles / degree / (degree - 1), np.nan),
        }
    rounded = {name: np.round(values, DECIMALS) for name, values in numbers.items()}
    return make_table(BROKERAGE, {"person_id": list(ties.ids), **rounded})


def compare_bases(people_ids: Iterable[str], ties: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """
    Measure brokerage on ties that were seen or stated, and again with inferred ones.

    Parameters
    ----------
    people_ids
        The people that count, such as ego's contacts.
    ties
        Table of TIES. Not weighed, since an inferred tie has no strength; a
        tie in either direction is one.
    seed
        As for `measure_brokerage`.

    Returns
    -------
    compared
        One row per person, by id: the columns of `measure_brokerage`, and
        each once more with `_inferred` behind its name.
    """
    ids = sorted(set(people_ids))
    seen, wider = (
        measure_brokerage(tabulate_adjacency(ids, ties, bases=bases, directed=False), seed=seed)
        for bases in (("observed", "asserted"), ("observed", "asserted", "inferred"))
    )
    return seen.merge(wider, on="person_id", suffixes=("", "_inferred"), validate="1:1")


@dataclass(frozen=True)
class _Sums:
    degree: np.ndarray
    constraint: np.ndarray
    redundancy: np.ndarray
    triangles: np.ndarray


def _sum_over_triangles(matrix: Matrix) -> _Sums:
    """
    Add up what each person's triangles contribute.

    With p the share of somebody's ties and m the tie as a part of somebody's
    strongest: constraint is Σ_j (p_ij + Σ_q p_iq p_qj)², the redundancy of
    i's contacts Σ_j Σ_q p_iq m_jq.
    """
    size = matrix.shape[0]
    degree = np.diff(matrix.indptr)
    rows = np.repeat(np.arange(size), degree)
    share = matrix.data / matrix.sum(axis=1)[rows]
    strongest = np.zeros(size)
    np.maximum.at(strongest, rows, matrix.data)
    part = matrix.data / strongest[rows]
    half = halve(matrix)
    indirect = np.zeros(len(matrix.data))
    redundancy, triangles = np.zeros(size), np.zeros(size)
    for low, far, top in iter_triangles(half):
        # One after another, u, v and w are the person; ties are named by the direction they go.
        uv, vu, uw, wu, vw, wv = (
            way[tie] for tie in (low, far, top) for way in (half.forth, half.back)
        )
        for direct, first, second in ((uv, uw, wv), (uw, uv, vw), (vu, vw, wu)):
            np.add.at(indirect, direct, share[first] * share[second])
        for direct, first, second in ((vw, vu, uw), (wu, wv, vu), (wv, wu, uv)):
            np.add.at(indirect, direct, share[first] * share[second])
        for mine, one, other, across, back in (
            (rows[uv], uv, uw, vw, wv),
            (rows[vu], vu, vw, uw, wu),
            (rows[wu], wu, wv, uv, vu),
        ):
            np.add.at(redundancy, mine, share[other] * part[across] + share[one] * part[back])
            np.add.at(triangles, mine, 1.0)
    constraint = np.bincount(rows, (share + indirect) ** 2, minlength=size)
    return _Sums(degree, constraint, redundancy, triangles)


def measure_bridging(
    lists: Mapping[str, AbstractSet[str]],
    affiliations: pd.DataFrame,
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """
    Count how many people of each of ego's groups stand on each held list.

    Parameters
    ----------
    lists
        Person id of a list's owner to the ids on it.
    affiliations
        Memberships; only direct contacts count.
    direct
        Ids of ego's own contacts.
    names
        Person id to name, for showing.

    Returns
    -------
    bridging
        One row per list owner and group: `people` seen on the list `of` the
        group's members other than the owner. Zero is observed: nobody of that
        group is on the list.
    """
    members = affiliations[affiliations["person_id"].isin(direct)]
    groups = {
        (group_id, group): set(found)
        for (group_id, group), found in members.groupby(["group_id", "group"], sort=True)[
            "person_id"
        ]
    }
    rows = [
        {
            "person_id": owner,
            "name": names.get(owner, ""),
            "group_id": group_id,
            "group": group,
            "people": len((found - {owner}) & lists[owner]),
            "of": len(found - {owner}),
        }
        for owner in sorted(lists)
        for (group_id, group), found in groups.items()
    ]
    return pd.DataFrame(rows, columns=["person_id", "name", "group_id", "group", "people", "of"])
