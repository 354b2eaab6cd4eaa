"""Which people to show as bridges: those whose ties are seen to reach into most groups."""

from typing import Final

import numpy as np
import pandas as pd

from netlens.measures.seen import SeenTies

MOST_PEOPLE: Final = 5
MOST_LINES_EACH: Final = 4


def find_bridges(
    seen: SeenTies,
    region: np.ndarray,
    *,
    belongs: np.ndarray | None = None,
    aside: np.ndarray | None = None,
    most_people: int = MOST_PEOPLE,
    most_lines: int = MOST_LINES_EACH,
) -> pd.DataFrame:
    """
    Choose the people whose ties reach into most groups.

    Parameters
    ----------
    seen
        Ties.
    region
        In which group each person stands, by position; −1 is no group.
    belongs
        One row per person, one column per group: whether they are in it,
        wherever they stand. Only in the one where they stand, if not given.
    aside
        Truth values: who is not chosen, whatever their ties.
    most_people, most_lines
        How many are chosen, and to how many groups each is drawn at most.

    Returns
    -------
    bridges
        One row per person and group that they reach: `person`, `from`, `to`
        (positions; `from` is −1 for people in no group), `ties`, `basis`
        (observed if any of these ties is). People who hold two groups or
        more together, their own included; those with most groups first, then
        those with most ties across, then by position. `groups` is how many
        others a person reaches; the rows of each are those into which they
        have most ties. A group to which a person belongs is none that they reach.
    """
    person = np.concatenate((seen.start, seen.end))
    other = np.concatenate((seen.end, seen.start))
    crosses = (region[other] >= 0) & (region[other] != region[person])
    if belongs is not None:
        crosses[crosses] = ~belongs[person[crosses], region[other[crosses]]]
    if aside is not None:
        crosses &= ~aside[person]
    lines = pd.DataFrame(
        {
            "person": person[crosses],
            "from": region[person[crosses]],
            "to": region[other[crosses]],
            "observed": np.concatenate((seen.observed, seen.observed))[crosses],
        }
    )
    lines = lines.groupby(["person", "from", "to"])["observed"].agg(["size", "max"]).reset_index()
    spans = lines.groupby(["person", "from"])["size"].agg(["size", "sum"]).reset_index()
    spans["groups"] = spans["size"] + (spans["from"] >= 0)
    spans = spans[spans["groups"] > 1].sort_values(
        ["groups", "sum", "person"], ascending=[False, False, True], kind="stable"
    )
    spans = spans.head(most_people)
    order = dict(zip(spans["person"], range(len(spans)), strict=True))
    chosen = lines[lines["person"].isin(order)]
    chosen = chosen.assign(
        rank=chosen["person"].map(order).astype("int64"),
        basis=np.where(chosen["max"], "observed", "asserted"),
        ties=chosen["size"],
        groups=chosen.groupby("person")["to"].transform("size"),
    )
    chosen = chosen.sort_values(["rank", "ties", "to"], ascending=[True, False, True])
    chosen = chosen.groupby("person", sort=False).head(most_lines).reset_index(drop=True)
    return chosen[["person", "from", "to", "ties", "basis", "groups"]]
