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


CHANGES: Final = Table(
    name="group_changes",
    grain="one group whose people are not those of the earlier report",
    columns={
        "group_id": TEXT,
        "group": TEXT,
        "kind": TEXT,
        "what": TEXT,
        "people": COUNT,
        "joined": TUPLE,
        "left": TUPLE,
    },
    choices={"what": frozenset({"new", "changed", "gone"})},
)


def list_group_changes(
    previous: pd.DataFrame, current: pd.DataFrame, *, smallest: int = 2
) -> pd.DataFrame:
    """
    List who joined and who left each group since an earlier report.

    Parameters
    ----------
    previous, current
        `person_id`, `group_id`, `group` and `kind`; a group keeps its id.
    smallest
        People that a group must have, then or now.

    Returns
    -------
    changes
        One row per group with a change, by number of changes: `what` is "new"
        (nobody was in it), "gone" (nobody is), or "changed"; `people` now,
        ids who `joined` and `left`.
    """
    before, now = (_by_group(table) for table in (previous, current))
    # A name of today before one of then.
    both = pd.concat([current, previous]).drop_duplicates("group_id")
    called = dict(zip(both["group_id"], zip(both["group"], both["kind"], strict=True), strict=True))
    rows = []
    for group_id in sorted(before.keys() | now.keys()):
        was, members = before.get(group_id, frozenset()), now.get(group_id, frozenset())
        if was == members or max(len(was), len(members)) < smallest:
            continue
        rows.append(
            {
                "group_id": group_id,
                "group": called[group_id][0],
                "kind": called[group_id][1],
                "what": "changed" if was and members else "new" if members else "gone",
                "people": len(members),
                "joined": tuple(sorted(members - was)),
                "left": tuple(sorted(was - members)),
            }
        )
    return make_table(CHANGES, sorted(rows, key=lambda row: -len(row["joined"]) - len(row["left"])))


def _by_group(table: pd.DataFrame) -> dict[str, frozenset[str]]:
    grouped = table.groupby("group_id", sort=True)["person_id"]
    return {str(group): frozenset(ids) for group, ids in grouped}


def _members(communities: pd.DataFrame) -> dict[str, frozenset[str]]:
    return _by_group(communities.rename(columns={"community_id": "group_id"}))


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
