"""
What the page's script needs to search the map and to focus one person: plain lists, kept short.

People are numbered region by region, those who are drawn first. Names are not
escaped, since the script writes them as text and never as HTML; what a screen
would obey is spelled out.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netlens.escaping import one_line
from netlens.schema import list_rows

if TYPE_CHECKING:
    from netlens.measures.atlas import Atlas

LONGEST_NAME: Final = 60
LONGEST_ABOUT: Final = 90
_PLACE: Final = ("x", "y", "radius", "width", "height")


def number_people(atlas: "Atlas") -> pd.DataFrame:
    """
    Put the people of a map into the order in which the script knows them.

    Parameters
    ----------
    atlas
        From `draw_up`.

    Returns
    -------
    people
        The roster, region by region, those who are drawn first, by id; with
        `x`, `y` and `about` of those who are drawn.
    """
    drawn = atlas.dots[["person_id", "x", "y", "about"]]
    people = atlas.roster.merge(drawn, on="person_id", how="left")
    at = {region: place for place, region in enumerate(atlas.regions["region_id"])}
    people = people.assign(place=people["region_id"].map(at), hidden=people["x"].isna())
    people = people.sort_values(["place", "hidden", "person_id"], kind="stable", ignore_index=True)
    return people.drop(columns=["place", "hidden"])


def list_for_script(atlas: "Atlas", people: pd.DataFrame, *, complete: bool) -> dict[str, Any]:
    """
    List what the script needs.

    Parameters
    ----------
    atlas
        From `draw_up`.
    people
        From `number_people`.
    complete
        Whether most pairs of people could have been seen to be tied.

    Returns
    -------
    meta
        `regions` with `here` people standing in them; `names`, one per
        person, null for those off limits; `about`, of those drawn, region by
        region; `ties` per person, null where unknown; `observable`, which most
        people have alike as `usual`, and `unusual` pairs of person and number;
        `pairs`, by basis,
        lists of a person and those tied to them; `goals`.
    """
    number = pd.Series(range(len(people)), people["person_id"])
    observable = people["observable"].astype("int64")
    usual = int(observable.mode().min()) if len(people) else 0
    unusual = observable[observable != usual]
    return {
        "basis": atlas.basis,
        "complete": complete,
        "regions": _list_regions(atlas, people),
        "names": [
            None if pd.isna(name) else one_line(name, LONGEST_NAME) for name in people["name"]
        ],
        "about": [
            "" if pd.isna(about) else one_line(about, LONGEST_ABOUT)
            for about in people.loc[people["x"].notna(), "about"]
        ],
        "ties": [None if pd.isna(ties) else int(ties) for ties in people["ties"]],
        "usual": usual,
        "unusual": [
            list(pair) for pair in zip(unusual.index.tolist(), unusual.tolist(), strict=True)
        ],
        "pairs": _list_pairs(atlas.pairs, number),
        "goals": _list_goals(atlas.goals, number),
    }


def _list_regions(atlas: "Atlas", people: pd.DataFrame) -> list[dict[str, Any]]:
    here = people["region_id"].value_counts()
    return [
        {
            "name": one_line(row["region"], LONGEST_NAME),
            **{name: int(row[name]) for name in ("people", "shown")},
            "here": int(here.get(row["region_id"], 0)),
            **{name: round(row[name], 1) for name in _PLACE if not pd.isna(row[name])},
        }
        for row in list_rows(atlas.regions)
        if row["people"]
    ]


def _list_pairs(pairs: pd.DataFrame, number: pd.Series) -> dict[str, list[list[int]]]:
    """List each person once, followed by those tied to them who are not listed before."""
    listed: dict[str, list[list[int]]] = {}
    for basis, found in pairs.groupby("basis", sort=True):
        ends = np.array([found[end].map(number) for end in ("person_id", "other_id")])
        low, high = ends.min(axis=0), ends.max(axis=0)
        order = np.lexsort((high, low))
        ones, begins = np.unique(low[order], return_index=True)
        others = np.split(high[order], begins[1:])
        listed[str(basis)] = [
            [one, *more.tolist()] for one, more in zip(ones.tolist(), others, strict=True)
        ]
    return listed


def _list_goals(goals: pd.DataFrame, number: pd.Series) -> list[dict[str, Any]]:
    listed = []
    for _, found in goals.groupby("goal_id", sort=False):
        at = found["person_id"].map(number)
        listed.append(
            {
                "goal": one_line(found["goal"].iloc[0]),
                **{
                    status: sorted(map(int, at[found["status"] == status]))
                    for status in ("held", "likely")
                },
            }
        )
    return listed
