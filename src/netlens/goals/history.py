"""What ego and a contact share by ego's own record: a former or present employer."""

from typing import Final

import pandas as pd

from netlens.people.names import company_key
from netlens.schema import list_rows

_COLUMNS: Final = ("person_id", "employer", "title", "present", "words", "clause")


def list_shared(people: pd.DataFrame, own: pd.DataFrame, *, day: pd.Timestamp) -> pd.DataFrame:
    """
    List the contacts whose employer is one of ego's own, present or past.

    Parameters
    ----------
    people
        `person_id`, `company`.
    own
        Table of OWN; ego's positions count.
    day
        The day it is told for.

    Returns
    -------
    shared
        One row per such person, in order: `employer` and `title` as ego
        states them, `present` (ego works there still), `words` for the reader
        ("you worked at Acme until 2017") and `clause` for a letter ("I worked at
        Acme until 2017"). That both were there at one time is not known.
    """
    jobs: dict[str, dict[str, object]] = {}
    mine = own[(own["owner"] == "me") & (own["kind"] == "position")]
    for row in list_rows(mine.sort_values(["since", "name"], kind="stable", na_position="first")):
        if not pd.isna(row["since"]) and row["since"] > day:
            continue
        jobs[company_key(row["name"])] = row
    rows = []
    for person, company in zip(people["person_id"], people["company"], strict=True):
        job = jobs.get(company_key(company)) if isinstance(company, str) else None
        if job:
            rows.append((person, *_say(job, day)))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _say(job: dict[str, object], day: pd.Timestamp) -> tuple[object, ...]:
    employer, until = str(job["name"]), job["until"]
    title = job["title"] if isinstance(job["title"], str) else ""
    present = bool(pd.isna(until) or until > day)  # type: ignore[call-overload, operator]
    if present:
        words = f"you work at {employer} too"
        return employer, title, True, words, f"I work at {employer} too"
    year = until.year  # type: ignore[attr-defined]
    there = f"you worked at {employer} until {year}"
    return employer, title, False, there, f"I worked at {employer} until {year}"
