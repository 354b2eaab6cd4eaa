"""Which community of this report is which one of the last."""

from typing import Final

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from netlens.schema import COUNT, REAL, TEXT, TUPLE, Table, make_table

# Below this share of common people a community is another one.
LEAST_OVERLAP: Final = 0.3

MATCHES: Final = Table(
    name="matched_communities",
    grain="one community of this report, of the last, or of both",
    columns={
        "community_id": TEXT,
        "previous_id": TEXT,
        "overlap": REAL,
        "kept": COUNT,
        "joined": TUPLE,
        "left": TUPLE,
    },
)


def match_communities(previous: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """
    Match the communities of two reports by the people in them.

    Parameters
    ----------
    previous, current
        `person_id` and `community_id` each.

    Returns
    -------
    matches
        One row per community of `current` (by id), then per one of `previous`
        that has no heir: `previous_id` (missing if it is new), `community_id`
        (missing if it is gone), `overlap` (Jaccard, 0–1, among people who are
        in both reports, so that a new import does not break the match),
        `kept` people, ids who `joined` and `left`. Each has at most one
        partner; together the overlaps are as large as can be.
    """
    before, now = _members(previous), _members(current)
    both = set(previous["person_id"]) & set(current["person_id"])
    overlap = np.array(
        [[_jaccard(now[new] & both, before[old] & both) for old in before] for new in now]
    ).reshape(len(now), len(before))
    # Rounded, and a hair for the earlier pair, so that equal sums match alike everywhere.
    order = np.arange(overlap.size).reshape(overlap.shape) * 1e-9 / max(overlap.size, 1)
    pairs = zip(*linear_sum_assignment(-(overlap.round(9) - order)), strict=True)
    heirs = {
        list(now)[i]: (list(before)[j], float(overlap[i, j]))
        for i, j in pairs
        if overlap[i, j] >= LEAST_OVERLAP
    }
    rows = []
    for new, members in now.items():
        old, share = heirs.get(new, (None, np.nan))
        was = before.get(old, frozenset()) if old is not None else frozenset()
        rows.append(_row(new, old, share, members, was))
    taken = {old for old, _ in heirs.values()}
    rows += [
        _row(None, old, np.nan, frozenset(), before[old]) for old in before if old not in taken
    ]
    return make_table(MATCHES, rows)


def _members(communities: pd.DataFrame) -> dict[str, frozenset[str]]:
    grouped = communities.groupby("community_id", sort=True)["person_id"]
    return {str(name): frozenset(ids) for name, ids in grouped}


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _row(
    new: str | None, old: str | None, share: float, members: frozenset[str], was: frozenset[str]
) -> dict[str, object]:
    return {
        "community_id": new,
        "previous_id": old,
        "overlap": round(share, 9),
        "kept": len(members & was),
        "joined": tuple(sorted(members - was)),
        "left": tuple(sorted(was - members)),
    }
