"""Groups that colleagues' lists reach and ego does not: holes that ego does not span yet."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import pandas as pd

from netlens.schema import COUNT, TEXT, TUPLE, Table, make_table

BEYOND: Final = Table(
    name="beyond",
    grain="one employer or school where ego knows nobody and a colleague does",
    columns={
        "group_id": TEXT,
        "group": TEXT,
        "kind": TEXT,
        "people": COUNT,
        "through": TUPLE,
        "through_ids": TUPLE,
        "most": COUNT,
        "person_ids": TUPLE,
    },
    key=("group_id",),
)


def list_beyond(
    lists: Mapping[str, AbstractSet[str]],
    affiliations: pd.DataFrame,
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str],
    fewest: int = 3,
) -> pd.DataFrame:
    """
    List the groups that colleagues' lists show and in which ego knows nobody.

    Parameters
    ----------
    lists
        Person id of a held list's owner to the ids on it.
    affiliations
        Table of AFFILIATIONS; labels are ego's own and do not count, nor do
        threads.
    direct
        Ids of ego's own contacts.
    names
        Person id to name, for showing.
    fewest
        People of a group that the lists together must show.

    Returns
    -------
    beyond
        One row per group, most people first: `people` seen on the lists,
        `through` whose lists (most people first) with their ids, `most`
        people on the first of these, and who they are. Others may work there
        whom no list shows.
    """
    stated = affiliations[affiliations["kind"].isin(["employer", "school"])]
    mine = set(stated.loc[stated["person_id"].isin(direct), "group_id"])
    seen = set().union(*lists.values()) - set(direct) - set(lists)
    others = stated[stated["person_id"].isin(seen) & ~stated["group_id"].isin(mine)]
    sizes = others.groupby("group_id")["person_id"].nunique()
    rows = []
    enough = others[others["group_id"].isin(sizes.index[sizes >= fewest])]
    for (group_id, kind), found in enough.groupby(["group_id", "kind"], sort=True):
        people = set(found["person_id"])
        ways = {owner: len(people & on) for owner, on in lists.items() if people & on}
        owners = sorted(ways, key=lambda owner: (-ways[owner], owner))
        rows.append(
            {
                "group_id": group_id,
                "group": found["group"].mode().iloc[0],
                "kind": kind,
                "people": len(people),
                "through": tuple(names.get(owner, "") for owner in owners),
                "through_ids": tuple(owners),
                "most": ways[owners[0]],
                "person_ids": tuple(sorted(people)),
            }
        )
    return make_table(BEYOND, sorted(rows, key=lambda row: (-row["people"], row["group_id"])))
