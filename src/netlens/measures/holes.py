"""
Structural holes: pairs of groups that ego alone connects, as far as can be seen.

That no tie between two groups is seen says something only where it could have
been seen: pairs of people neither of whose lists is held are unobserved.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy import sparse

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency
from netlens.measures.coverage import MINIMUM_COVERAGE
from netlens.measures.together import iter_together, read_together
from netlens.schema import COUNT, REAL, TEXT, TUPLE, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

# How a pair of groups meets, from the most to the least.
STATUSES: Final = ("tied", "through others", "only through ego", "nobody", "unknown")
_SPANNERS_SHOWN: Final = 5

HOLES: Final = Table(
    name="holes",
    grain="one pair of communities, and who connects them",
    columns={
        "community_a": TEXT,
        "community_b": TEXT,
        "status": TEXT,
        "ties": COUNT,
        "expected": REAL,
        "pairs": COUNT,
        "observable": COUNT,
        "spanners": COUNT,
        "spanned_by": TUPLE,
    },
    key=("community_a", "community_b"),
    choices={"status": frozenset(STATUSES)},
)


def find_holes(
    graph: "nx.Graph[str] | Adjacency",
    communities: pd.DataFrame,
    *,
    holders: AbstractSet[str],
    threads: Iterable[AbstractSet[str]] = (),
    direct: AbstractSet[str] | None = None,
    smallest: int = 3,
) -> pd.DataFrame:
    """
    Say of each pair of communities who connects it.

    Parameters
    ----------
    graph
        Ties among people other than ego, in either direction.
    communities
        `person_id` and `community_id`; a table of affiliations does as well
        once renamed, if everybody is in one group only.
    holders, threads
        Whose lists are held, and who was seen together, as in `measure_coverage`.
    direct
        Ego's own contacts; everybody if not given.
    smallest
        People a community must have to count.

    Returns
    -------
    holes
        One row per pair, the larger community first: `ties` between them;
        `expected`, how many there would be by chance, given everybody's
        number of ties; `pairs` of people, and how many of them are
        `observable`; `spanners`, the people tied to both (members who have a
        tie across among them), and `spanned_by`, at most five ids, those with
        the most ties into both first. `status`: "tied"; "through others"
        (no tie, but a third person is tied to both); "only through ego"
        (ego has contacts in both, nobody else is seen to connect them);
        "nobody" (nor does ego); "unknown" (no tie was seen, and fewer than
        half of the pairs could have been).
    """
    ties = read_adjacency(graph)
    names, labels = _number(ties, communities, smallest)
    matrix = ties.summed.copy()
    matrix.data[:] = 1.0
    member = _membership(labels, len(names))
    into = (matrix @ member).tocsr()
    between = (member.T @ into).toarray()
    seen = _count_observable(ties, labels, len(names), holders, threads)
    sizes = np.bincount(labels[labels >= 0], minlength=len(names))
    stubs = member.T @ np.diff(matrix.indptr)
    near = np.array([direct is None or person in direct for person in ties.ids], dtype=float)
    reached = (member.T @ near) > 0
    rows = []
    columns = into.tocsc()
    for a, b in combinations(range(len(names)), 2):
        spanners = _spanners(ties.ids, columns, a, b)
        row = {
            "community_a": names[a],
            "community_b": names[b],
            "ties": int(between[a, b]),
            "expected": round(float(stubs[a] * stubs[b] / max(matrix.nnz, 1)), 3),
            "pairs": int(sizes[a] * sizes[b]),
            "observable": int(seen[a, b]),
            "spanners": len(spanners),
            "spanned_by": tuple(ties.ids[i] for i in spanners[:_SPANNERS_SHOWN]),
        }
        rows.append({**row, "status": _status(row, ego=bool(reached[a] and reached[b]))})
    return make_table(HOLES, rows)


def _number(
    ties: Adjacency, communities: pd.DataFrame, smallest: int
) -> tuple[list[str], np.ndarray]:
    """Give the communities that are large enough, largest first; -1 for everybody else."""
    pairs = zip(communities["person_id"], communities["community_id"], strict=True)
    group = dict(pairs)
    of = [group.get(person, "") for person in ties.ids]
    counts: dict[str, int] = {}
    for name in of:
        counts[name] = counts.get(name, 0) + 1
    names = sorted(
        (name for name, count in counts.items() if name and count >= smallest),
        key=lambda name: (-counts[name], name),
    )
    at = {name: position for position, name in enumerate(names)}
    return names, np.array([at.get(name, -1) for name in of], dtype=np.int64)


def _membership(labels: np.ndarray, count: int) -> Matrix:
    inside = np.flatnonzero(labels >= 0)
    shape = (len(labels), count)
    return sparse.csr_array((np.ones(len(inside)), (inside, labels[inside])), shape=shape)


def _count_observable(
    ties: Adjacency,
    labels: np.ndarray,
    count: int,
    holders: AbstractSet[str],
    threads: Iterable[AbstractSet[str]],
) -> np.ndarray:
    """Count the pairs across two communities whose tie could have been seen."""
    held = np.array([person in holders for person in ties.ids], dtype=bool)
    inside = labels >= 0
    sizes = np.bincount(labels[inside], minlength=count)
    without = np.bincount(labels[inside & ~held], minlength=count)
    seen: np.ndarray = np.outer(sizes, sizes) - np.outer(without, without)
    member = _membership(labels, count)
    for people, others in iter_together(read_together(ties.ids, threads, aside=holders)):
        seen += (member[people].T @ (others @ member)).toarray().astype(np.int64)
    return seen


def _spanners(ids: tuple[str, ...], columns: Matrix, a: int, b: int) -> list[int]:
    """List who is tied into both communities; those with most ties on their lesser side first."""
    spans = [slice(columns.indptr[k], columns.indptr[k + 1]) for k in (a, b)]
    into = [
        dict(zip(columns.indices[s].tolist(), columns.data[s].tolist(), strict=True)) for s in spans
    ]
    both = into[0].keys() & into[1].keys()
    return sorted(both, key=lambda i: (-min(into[0][i], into[1][i]), ids[i]))


def _status(row: dict[str, object], *, ego: bool) -> str:
    if row["ties"]:
        return "tied"
    if row["spanners"]:
        return "through others"
    if row["observable"] < MINIMUM_COVERAGE * row["pairs"]:  # type: ignore[operator]
        return "unknown"
    return "only through ego" if ego else "nobody"
