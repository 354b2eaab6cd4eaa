"""What was asked, given and answered: each entry is a line of ledger.csv."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from netlens.appending import Appended, append_rows
from netlens.errors import InputError, ParameterError
from netlens.escaping import one_line
from netlens.network import Network, parse_day
from netlens.people import find_people
from netlens.records import LEDGER
from netlens.schema import list_rows

REQUIRED = ("who", "what", "direction")


def list_missing(entry: Mapping[str, str]) -> list[str]:
    """Name what an entry must say and does not."""
    return [name for name in REQUIRED if not entry.get(name, "").strip()]


def build_entry(net: Network, entry: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """
    Check an entry against the people of a project.

    Parameters
    ----------
    net
        The project.
    entry
        Texts by column of ledger.csv; `date` defaults to the day of `net`.

    Returns
    -------
    row, warnings
        What is to be written, and what the user should know: somebody who is
        in no export is written as typed.

    Raises
    ------
    ParameterError
        If something is missing, no known word, no date, or a name that
        several people have.
    """
    missing = list_missing(entry)
    if missing:
        options = ", ".join(f"--{name}" for name in missing)
        msg = f"the entry says nothing of {', '.join(missing)}. Add {options}."
        raise ParameterError(msg)
    row = {name: entry.get(name, "").strip() for name in LEDGER.columns}
    for name, words in LEDGER.words.items():
        row[name] = row[name].lower()
        if row[name] not in words:
            known = ", ".join(word for word in words if word)
            msg = f"{name} {one_line(row[name])!r} is not one of {known}."
            raise ParameterError(msg)
    row["date"] = parse_day(row["date"] or net.as_of).isoformat()
    warnings = _check_person(net.people, row["who"], "--who")
    if row["via"]:
        warnings += _check_person(net.people, row["via"], "--via")
    return row, warnings


def _check_person(people: pd.DataFrame, who: str, option: str) -> list[str]:
    found = find_people(people, who)
    if len(found) == 1:
        return []
    if not found:
        return [f"nobody in these exports is called {one_line(who)}; written as typed"]
    rows = list_rows(people[people["person_id"].isin(found)])
    msg = (
        f"{option} {one_line(who)} may be {'; '.join(map(_describe, rows[:6]))}. Nothing was "
        "written. Use an e-mail, a phone number or a LinkedIn address."
    )
    raise ParameterError(msg)


def _describe(row: Mapping[str, Any]) -> str:
    slug = f"linkedin.com/in/{row['linkedin']}" if isinstance(row["linkedin"], str) else None
    parts = [
        row["name"],
        row["title"],
        row["company"],
        slug,
        *row["emails"][:1],
        *row["phones"][:1],
    ]
    return ", ".join(one_line(part, 60) for part in parts if isinstance(part, str) and part)


def write_entries(net: Network, rows: Sequence[Mapping[str, str]]) -> Appended:
    """
    Append entries to the ledger of a project.

    Raises
    ------
    InputError
        If there is no project folder; else see `netlens.appending.append_rows`.
    """
    if net.folder is None:
        msg = (
            "the ledger is kept in a project folder, and there is none here. Make one with "
            "netlens init FOLDER, put your exports into FOLDER/exports, then: netlens log FOLDER"
        )
        raise InputError(msg)
    return append_rows(net.folder / LEDGER.file_name, LEDGER.columns, rows)
