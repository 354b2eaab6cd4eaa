"""An earlier report of the same project: who was in which group then."""

import csv
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from netlens.errors import InputError
from netlens.escaping import csv_cell, one_line
from netlens.people.ego import EGO_ID

# How one says that no earlier report is to be looked at.
NO_EARLIER: Final = "none"
_TABLES: Final = "tables"
_MANIFEST: Final = "manifest.json"
_THREAD: Final = "thread"


@dataclass(frozen=True)
class Earlier:
    """
    Groups of an earlier report, by person id; names of people are not taken from it.

    `label` is how the report is called on a page: its folder's name.
    `memberships` and `communities` have `person_id`, `group_id`, `group` and
    `kind`, one row per direct contact of then and group. `structure` is
    whether enough pairs could be seen then for communities to be told.
    """

    label: str
    day: pd.Timestamp
    direct: frozenset[str]
    memberships: pd.DataFrame
    communities: pd.DataFrame
    structure: bool


def read_earlier(folder: Path) -> Earlier:
    """
    Read what an earlier report says of groups.

    Parameters
    ----------
    folder
        A folder that `netlens report` made.

    Raises
    ------
    InputError
        If it is none, or its tables cannot be read.
    """
    folder = folder.expanduser()
    if not (folder / _MANIFEST).is_file():
        msg = (
            f"{one_line(folder)} is no report: it has no {_MANIFEST}. "
            "Give a folder that netlens report made."
        )
        raise InputError(msg)
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        day = pd.Timestamp(manifest["parameters"]["as_of"]).as_unit("s")
        people = _read(folder, "people")
        direct = frozenset(
            row["person_id"]
            for row in people
            if row["in_my_lists"] == "True" and row["person_id"] != EGO_ID
        )
        stated = _read(folder, "affiliations")
        found = _read(folder, "communities")
        named = {row["community_id"]: row["name"] for row in _read(folder, "community_names")}
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        msg = (
            f"{one_line(folder)}: this report cannot be read ({one_line(error)}). "
            "Make it anew, or leave it out with since=none."
        )
        raise InputError(msg) from error
    communities = [
        (row["person_id"], row["community_id"], named[row["community_id"]], "community")
        for row in found
        if row["community_id"] in named
    ]
    memberships = [
        (row["person_id"], row["group_id"], row["group"], row["kind"])
        for row in stated
        if row["person_id"] in direct and row["kind"] != _THREAD
    ]
    return Earlier(
        folder.resolve().name, day, direct, _table(memberships), _table(communities), bool(found)
    )


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    """Read one table; a table that reports of older versions lack has no rows."""
    path = folder / _TABLES / f"{name}.csv"
    if name == "community_names" and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {key: _unguarded(value) for key, value in row.items()} for row in csv.DictReader(file)
        ]


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and csv_cell(cell[1:]) == cell else cell


def _table(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    columns = ["person_id", "group_id", "group", "kind"]
    return pd.DataFrame(rows, columns=columns).astype("str").drop_duplicates(ignore_index=True)


def find_earlier(reports: Path, *, before: dt.date) -> Path | None:
    """
    Find the newest report of an earlier day in a folder of reports.

    Parameters
    ----------
    reports
        Folder whose folders are named by days, as `netlens report` names them.
    before
        The day of this report; reports of that day or later do not count.

    Returns
    -------
    folder
        The newest that can be read, or `None`: a broken report of last week
        must not keep this week's from being made.
    """
    found = []
    for path in reports.glob("????-??-??") if reports.is_dir() else ():
        try:
            day = dt.date.fromisoformat(path.name)
        except ValueError:
            continue
        if day < before:
            found.append((day, path))
    for _, path in sorted(found, reverse=True):
        try:
            if read_earlier(path).day.date() < before:
                return path
        except InputError:
            continue
    return None
