"""How long ego has known the people of a group, as far as exports date it."""

from typing import Final

import pandas as pd

from netlens.schema import COUNT, DAY, TEXT, Table, make_table

AGES: Final = Table(
    name="group_ages",
    grain="one group, and since when ego has known its people",
    columns={"group_id": TEXT, "people": COUNT, "dated": COUNT, "first": DAY, "half": DAY},
    key=("group_id",),
)


def measure_ages(groups: pd.DataFrame, ties: pd.DataFrame, *, ego_id: str) -> pd.DataFrame:
    """
    Measure since when ego has known the people of each group.

    Parameters
    ----------
    groups
        One row per membership: `person_id`, `group_id`.
    ties
        Table of TIES; those of ego that were seen or stated count.
    ego_id
        Ego's person id.

    Returns
    -------
    ages
        One row per group, by id: `people`, how many are `dated` (the day of
        the first sign of contact with ego is known), the `first` of these
        days, and the day by which `half` of the dated were known (the earlier
        of two middle ones; NaT where none is dated). An export may be younger
        than the acquaintance: these are the latest dates it can have begun.
    """
    mine = ties[ties["basis"].isin(["observed", "asserted"]) & ties["first_seen"].notna()]
    mine = mine[(mine["from"] == ego_id) | (mine["to"] == ego_id)]
    other = mine["from"].where(mine["to"] == ego_id, mine["to"])
    first = mine["first_seen"].groupby(other).min()
    rows = []
    for group_id, found in groups.groupby("group_id", sort=True)["person_id"]:
        ids = sorted(set(found))
        days = first.reindex(ids).dropna().sort_values()
        rows.append(
            {
                "group_id": group_id,
                "people": len(ids),
                "dated": len(days),
                "first": days.iloc[0] if len(days) else None,
                "half": days.iloc[(len(days) - 1) // 2] if len(days) else None,
            }
        )
    return make_table(AGES, rows)
