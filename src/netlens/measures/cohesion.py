"""How closely a community hangs together, and how it reaches the rest, as far as can be seen."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netlens.measures.adjacency import Adjacency, read_adjacency
from netlens.measures.coverage import measure_coverage
from netlens.schema import COUNT, REAL, TEXT, TUPLE, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

COHESION: Final = Table(
    name="cohesion",
    grain="one community, and how it hangs together",
    columns={
        "community_id": TEXT,
        "people": COUNT,
        "pairs": COUNT,
        "observable": COUNT,
        "ties": COUNT,
        "density": REAL,
        "ties_out": COUNT,
        "inside": REAL,
        "stability": REAL,
        "reaches": TUPLE,
        "central_id": TEXT,
    },
    key=("community_id",),
)
_REACHES_SHOWN: Final = 3


def measure_cohesion(
    graph: "nx.Graph[str] | Adjacency",
    communities: pd.DataFrame,
    *,
    holders: AbstractSet[str],
    threads: Iterable[AbstractSet[str]] = (),
) -> pd.DataFrame:
    """
    Measure how closely each community hangs together.

    Parameters
    ----------
    graph
        Ties among people other than ego, in either direction.
    communities
        `person_id`, `community_id`, and `stability` if there is one.
    holders, threads
        Whose lists are held, and who was seen together, as in `measure_coverage`.

    Returns
    -------
    cohesion
        One row per community, largest first: `people`; `ties` among them, of
        `pairs`, of which `observable` could have been seen; `density`, ties
        per observable pair (NaN if there is none); `ties_out`; `inside`, the
        share of the members' ties that stay within (NaN without ties);
        `stability`, the members' mean; `reaches`, at most three communities
        with the most ties to it; `central_id`, the member with the most ties
        inside (missing without ties).
    """
    ties = read_adjacency(graph)
    of = dict(zip(communities["person_id"], communities["community_id"], strict=True))
    codes, names = pd.factorize(
        pd.Series([of.get(person) for person in ties.ids], dtype="str"), sort=True
    )
    matrix = ties.summed
    rows = np.repeat(np.arange(ties.size), np.diff(matrix.indptr))
    mine, theirs = codes[rows], codes[matrix.indices]
    inner = np.bincount(rows[mine == theirs], minlength=ties.size)
    table = []
    met = [frozenset(thread) for thread in threads]
    for name, members in communities.groupby("community_id", sort=True):
        code = int(names.get_indexer(pd.Index([name]))[0])
        ids = set(members["person_id"])
        seen = measure_coverage(ids, ids & holders, threads=met)
        at = np.flatnonzero(codes == code) if code >= 0 else np.zeros(0, dtype=np.int64)
        inside = int(inner[at].sum()) // 2
        out = theirs[(mine == code) & (theirs != code) & (theirs >= 0)]
        outward = int(((mine == code) & (theirs != code)).sum())
        row = {
            "community_id": name,
            "people": len(ids),
            "pairs": seen.pairs,
            "observable": seen.observable,
            "ties": inside,
            "density": round(inside / seen.observable, 9) if seen.observable else np.nan,
            "ties_out": outward,
            "inside": round(2 * inside / (2 * inside + outward), 9) if inside + outward else np.nan,
            "reaches": _most(out, names),
            "central_id": _central(ties, at, inner) if inside else None,
        }
        if "stability" in members:
            row["stability"] = round(float(members["stability"].mean()), 9)
        table.append(row)
    return make_table(COHESION, sorted(table, key=lambda r: (-r["people"], r["community_id"])))


def _central(ties: Adjacency, at: np.ndarray, inner: np.ndarray) -> str:
    """Give the member with the most ties inside; of equals the first by id, whatever the order."""
    best: str = min((-int(inner[i]), ties.ids[i]) for i in at.tolist())[1]
    return best


def _most(codes: np.ndarray, names: "pd.Index[str]") -> tuple[str, ...]:
    counts = np.bincount(codes, minlength=len(names))
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], names[code]))
    return tuple(str(names[code]) for code in ranked[:_REACHES_SHOWN])
