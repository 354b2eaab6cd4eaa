"""What each group of contacts can do for each goal."""

from typing import Any, Final

import pandas as pd

from netlens.schema import COUNT, TEXT, TUPLE, Table, make_table

GROUP_HELP: Final = Table(
    name="group_help",
    grain="one group, one goal and one status, with those of the group who may help",
    columns={
        "group_id": TEXT,
        "goal_id": TEXT,
        "goal": TEXT,
        "status": TEXT,
        "people": COUNT,
        "person_ids": TUPLE,
        "needs": TUPLE,
    },
    choices={"status": frozenset({"held", "likely"})},
)
_STATUSES: Final = ("held", "likely")
_ONCE: Final = ["group_id", "goal_id", "person_id"]


def list_group_help(
    groups: pd.DataFrame, holders: pd.DataFrame, needs: pd.DataFrame, goals: pd.DataFrame
) -> pd.DataFrame:
    """
    List who of each group may help with each goal.

    Parameters
    ----------
    groups
        One row per membership: `person_id`, `group_id`.
    holders
        Table of HOLDERS; only held and likely ones count.
    needs
        `need_id`, `goal_id`, `text`.
    goals
        `goal_id`, `goal`, in the order of their weight.

    Returns
    -------
    help
        By group and goal, held before likely: `people`, each counted once at
        the better status, by score; `needs`, the texts of what they hold. A
        group without a row has nobody of whom it is known: that is unknown,
        not no.
    """
    order = {goal: place for place, goal in enumerate(goals["goal_id"])}
    called = dict(zip(goals["goal_id"], goals["goal"], strict=True))
    found = _list_found(groups, holders, needs)
    # Each at the better status, with the texts of what they hold at that status.
    best = found.drop_duplicates(_ONCE)
    held = found.merge(best[[*_ONCE, "rank"]], on=[*_ONCE, "rank"])
    rows: list[dict[str, Any]] = []
    for (group_id, goal_id, rank), people in held.groupby(["group_id", "goal_id", "rank"]):
        ids = tuple(dict.fromkeys(people["person_id"]))
        rows.append(
            {
                "group_id": group_id,
                "goal_id": goal_id,
                "goal": called[str(goal_id)],
                "status": _STATUSES[int(rank)],  # type: ignore[call-overload]
                "people": len(ids),
                "person_ids": ids,
                "needs": tuple(dict.fromkeys(people["text"])),
            }
        )
    rows.sort(key=lambda row: (row["group_id"], order[row["goal_id"]], row["status"]))
    return make_table(GROUP_HELP, rows)


def _list_found(groups: pd.DataFrame, holders: pd.DataFrame, needs: pd.DataFrame) -> pd.DataFrame:
    """List who of which group holds what: the better status first, then by score."""
    about = needs.set_index("need_id")[["goal_id", "text"]]
    found = holders.loc[
        holders["status"].isin(_STATUSES), ["need_id", "person_id", "status", "score"]
    ]
    found = found.join(about, on="need_id").merge(
        groups[["person_id", "group_id"]].drop_duplicates(), on="person_id"
    )
    found = found.assign(rank=found["status"].map(_STATUSES.index).astype("int64"))
    return found.sort_values(
        ["rank", "score", "person_id", "need_id"],
        ascending=[True, False, True, True],
        kind="stable",
    )
