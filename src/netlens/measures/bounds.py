"""
What pairs nobody could have seen leave open of constraint and effective size.

With the lists of only some people held, a pair of the others is unobserved:
they may be tied or not. Counting it as untied makes everybody look like a
broker. The bounds hold whatever is true of such pairs; that lists held are
complete is all that they assume. Ties are not weighed here.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency
from netlens.measures.brokerage import DECIMALS
from netlens.measures.extremes import (
    greatest_constraint,
    greatest_of_any,
    least_constraint,
    least_effective_size,
)
from netlens.measures.together import Attendance, count_together, read_together
from netlens.schema import COUNT, FLAG, REAL, TEXT, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

BOUNDS: Final = Table(
    name="bounds",
    grain="one person, and what unobserved pairs leave open",
    columns={
        "person_id": TEXT,
        "contacts_low": COUNT,
        "contacts_high": COUNT,
        "unobserved": COUNT,
        "constraint_low": REAL,
        "constraint_naive": REAL,
        "constraint_high": REAL,
        "effective_size_low": REAL,
        "effective_size_naive": REAL,
        "effective_size_high": REAL,
        "exact": FLAG,
    },
    key=("person_id",),
)


def bound_brokerage(
    graph: "nx.Graph[str] | Adjacency",
    *,
    holders: AbstractSet[str],
    threads: Iterable[AbstractSet[str]] = (),
) -> pd.DataFrame:
    """
    Bound constraint and effective size by what unobserved pairs may hold.

    Parameters
    ----------
    graph
        The ties that were seen, among all people that count; a tie in either
        direction is one tie. Include ego with all ties, and among the
        holders, to bound ego's own figures.
    holders
        Those whose list is held, and complete: all of their ties are in `graph`.
    threads
        Sets of people who were seen together: a pair in one is observed, as
        is a pair with a tie (as in `measure_coverage`).

    Returns
    -------
    bounds
        One row per person, in node order: `contacts_low` and `contacts_high`;
        `unobserved`, the pairs left open among the person's known contacts;
        `…_low` and `…_high` of constraint and effective size, between which
        the truth lies whatever those pairs are; `…_naive`, which counts them
        as untied; `exact`, where nothing is open. NaN for somebody without
        a known contact: whether the figures are defined is open too.

    Raises
    ------
    GraphError
        If there are self-loops.
    """
    ties = read_adjacency(graph)
    seen = _read_seen(ties, holders, threads)
    rows = [_bound_person(seen, person) for person in range(ties.size)]
    table = make_table(BOUNDS, [{"person_id": i, **r} for i, r in zip(ties.ids, rows, strict=True)])
    for name, kind in BOUNDS.columns.items():
        if kind == REAL:
            table[name] = table[name].round(DECIMALS)
    return table


@dataclass(frozen=True)
class _Seen:
    """Ties, and which pairs were observed: the others have no list and were not seen together."""

    tied: Matrix
    met: Attendance  # in what people without a list were seen together, ties included
    threads: Matrix  # the same, by thread
    closed: np.ndarray  # whether a list is held
    degree: np.ndarray
    open_pairs: np.ndarray  # per person, the unobserved pairs

    def contacts(self, person: int) -> np.ndarray:
        found: np.ndarray = self.tied.indices[
            self.tied.indptr[person] : self.tied.indptr[person + 1]
        ]
        return found


def _read_seen(
    ties: Adjacency, holders: AbstractSet[str], threads: Iterable[AbstractSet[str]]
) -> _Seen:
    tied = ties.summed.copy()
    tied.data[:] = 1.0
    closed = np.array([person in holders for person in ties.ids], dtype=bool)
    met = read_together(ties.ids, threads, aside=holders, ties=(ties.start, ties.end))
    without = int((~closed).sum())
    open_pairs = np.where(closed, 0, without - 1 - count_together(met))
    return _Seen(tied, met, met.T.tocsr(), closed, np.diff(tied.indptr), open_pairs)


def _bound_person(seen: _Seen, person: int) -> dict[str, object]:
    known = seen.contacts(person)
    count, optional = len(known), int(seen.open_pairs[person])
    row: dict[str, object] = {"contacts_low": count, "contacts_high": count + optional}
    if not count:
        return {**row, "unobserved": 0, "exact": optional == 0}
    inside = seen.tied[known][:, known].toarray()
    free = ~seen.closed[known]
    met = seen.met[known]
    unknown = np.outer(free, free) & ((met @ met.T).toarray() == 0)
    np.fill_diagonal(unknown, val=False)
    ties, loose = inside.sum() / 2, int(unknown.sum()) // 2
    degree, extra = seen.degree[known], seen.open_pairs[known]
    naive = _naive_constraint(inside, degree)
    high_count = count + optional
    row |= {
        "unobserved": loose,
        "constraint_naive": naive,
        "effective_size_naive": count - 2 * ties / count,
        "effective_size_high": high_count - 2 * ties / high_count,
        "effective_size_low": count - 2 * (ties + loose) / count,
        "constraint_low": naive,
        "constraint_high": naive,
        "exact": optional == 0 and loose == 0 and not extra.any(),
    }
    if row["exact"]:
        return row
    least, greatest = (
        bound(inside, unknown, degree, extra) for bound in (least_constraint, greatest_constraint)
    )
    if optional:
        closed_ties = _ties_in_reach(seen, person, known)
        row["effective_size_low"] = least_effective_size(
            closed_ties, count, high_count, int(seen.closed[known].sum())
        )
        own = 1 + (inside / (degree + extra)[None, :]).sum(axis=1)
        least = float(((own**2).sum() + optional) / high_count**2)
        greatest = max(greatest, greatest_of_any(count + 1))
    return {**row, "constraint_low": least, "constraint_high": greatest}


def _naive_constraint(inside: np.ndarray, degree: np.ndarray) -> float:
    shares = (1 + (inside / degree[None, :]).sum(axis=1)) / len(degree)
    return float((shares**2).sum())


def _ties_in_reach(seen: _Seen, person: int, known: np.ndarray) -> np.ndarray:
    """Count the ties of each known contact with a list to all who may be contacts of the person."""
    possible = ~seen.closed
    possible[(seen.met[[person]] @ seen.threads).indices] = False
    possible[person] = False
    possible[known] = True
    held = known[seen.closed[known]]
    reach: np.ndarray = seen.tied[held] @ possible.astype(float)
    return reach
