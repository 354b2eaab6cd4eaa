"""What ties tell of contact: when people last wrote or met, and which strangers they name."""

from typing import Final

import pandas as pd

_TOUCHING: Final = frozenset({"message", "mail", "meeting"})


def measure_touch(ties: pd.DataFrame, ego_id: str) -> pd.DataFrame:
    """
    Say when ego and each person were last in touch.

    Parameters
    ----------
    ties
        Table of TIES.
    ego_id
        Ego's person id.

    Returns
    -------
    touch
        One row per person with whom a message, mail or meeting is dated:
        `person_id`, `last` (the day), `wrote` and `answered` (whether ego
        wrote to them, and they to ego). Nobody else was out of touch: that is
        not known.
    """
    touching = ties["kinds"].map(lambda kinds: not _TOUCHING.isdisjoint(kinds)).astype(bool)
    seen = ties[touching & (ties["basis"] == "observed") & ties["last_seen"].notna()]
    out, back = seen[seen["from"] == ego_id], seen[seen["to"] == ego_id]
    both = pd.concat(
        [out.assign(person_id=out["to"]), back.assign(person_id=back["from"])], ignore_index=True
    )
    last = both.groupby("person_id")["last_seen"].max()
    return pd.DataFrame(
        {
            "person_id": last.index.astype("str"),
            "last": last.to_numpy(),
            "wrote": last.index.isin(out["to"]),
            "answered": last.index.isin(back["from"]),
        }
    )


def list_strangers(people: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """
    List the people whom exports name although nobody lists them.

    Parameters
    ----------
    people
        Table of people with strangers among them.
    ties
        Table of TIES.

    Returns
    -------
    strangers
        One row per stranger with a tie, by name: `person_id`, `name`,
        `through` (names of the people tied to them beside ego, at most five),
        `kinds`, `basis`, `last_seen`.
    """
    apart = ~people["in_my_lists"] & ~people["is_ego"] & people["list_owner"].isna()
    unlisted = people[apart & (people["contact_ids"].map(len) == 0)]
    names = dict(zip(people["person_id"], people["name"].fillna("(no name)"), strict=True))
    ego = set(people.loc[people["is_ego"], "person_id"])
    rows = []
    for person_id in unlisted["person_id"]:
        near = ties[(ties["from"] == person_id) | (ties["to"] == person_id)]
        if near.empty:
            continue
        ends = (set(near["from"]) | set(near["to"])) - {person_id} - ego
        rows.append(
            {
                "person_id": person_id,
                "name": names[person_id],
                "through": tuple(sorted(names[end] for end in ends)[:5]),
                "kinds": tuple(sorted({kind for kinds in near["kinds"] for kind in kinds})),
                "basis": "observed" if (near["basis"] == "observed").any() else "asserted",
                "last_seen": near["last_seen"].max(),
            }
        )
    columns = ["person_id", "name", "through", "kinds", "basis", "last_seen"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["name", "person_id"], kind="stable", ignore_index=True)
