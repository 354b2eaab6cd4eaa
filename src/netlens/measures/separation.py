"""
How many steps part people from ego, as far as lists show; beside published experiments.

A person counts with the fewest steps that the lists held show. Whoever is on
none of them is not counted: what is seen is the near end of the distribution.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

import numpy as np
import pandas as pd

# Steps are intermediaries + 1.
PUBLISHED: Final = (
    (
        "letters that arrived",
        64 / 296,
        "share of 296 starters",
        "Travers & Milgram 1969: 64 of 296 letters arrived",
    ),
    (
        "people between, of letters that arrived",
        5.2,
        "intermediaries",
        "Travers & Milgram 1969: mean of the 64 that arrived, of 296; the others are not in it",
    ),
    (
        "e-mails that arrived",
        384 / 24_163,
        "share of 24,163 chains",
        "Dodds, Muhamad & Watts 2003: 384 of 24,163 chains were completed",
    ),
    (
        "people between, of e-mails that arrived",
        4.05,
        "intermediaries",
        "Dodds, Muhamad & Watts 2003: mean of the 384 completed; with the lost ones, median 5 to 7",
    ),
    (
        "people between, on Facebook",
        3.74,
        "intermediaries",
        "Facebook 2012 (Backstrom et al.): all pairs of its users; nobody had to pass anything on",
    ),
)


def measure_separation(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
) -> pd.DataFrame:
    """
    Count people by how many steps part them from ego, as far as held lists show.

    Parameters
    ----------
    lists
        Person id to the ids on that person's list, ego left out. A list
        counts if its owner is reached by the lists of those before.
    direct
        Ids of ego's contacts.

    Returns
    -------
    separation
        One row per number of steps: 1 (ego's contacts), 2 (on the list of
        one and no contact), 3 and so on where a list of somebody behind them
        is held. Nothing is said beyond; without a list there are no rows,
        since one step is no finding.
    """
    rows: list[tuple[int, int, str]] = []
    reached, front = set(direct), set(direct)
    while lists and front:
        rows.append((len(rows) + 1, len(front), "observed"))
        owners = front.intersection(lists)
        if not owners:
            break
        front = set().union(*(lists[owner] for owner in owners)) - reached
        reached |= front
        if not front and len(rows) == 1:
            rows.append((2, 0, "observed"))
    return pd.DataFrame(rows, columns=["steps", "people", "basis"])


def compare_separation(separation: pd.DataFrame) -> pd.DataFrame:
    """
    Put the mean number of people between beside what experiments found.

    Returns
    -------
    compared
        One row per `figure`: `value`, `unit` (intermediaries, or a share),
        `basis` (observed here, published elsewhere), `source`. The first row
        is ego's: a mean over people seen on lists, NaN without lists; the
        others are over whole populations, or over chains that arrived, so
        they are to be read beside it and not against it.
    """
    people = separation["people"].to_numpy(dtype=float)
    between = separation["steps"].to_numpy(dtype=float) - 1
    seen = float(people.sum())
    mean = round(float(people @ between) / seen, 2) if seen else np.nan
    source = f"{seen:,.0f} people named on the lists held; who is farther off is not on them"
    ours = ("people between, on the lists held", mean, "intermediaries", "observed", source)
    others = [
        (figure, round(value, 4), unit, "published", source)
        for figure, value, unit, source in PUBLISHED
    ]
    return pd.DataFrame([ours, *others], columns=["figure", "value", "unit", "basis", "source"])
