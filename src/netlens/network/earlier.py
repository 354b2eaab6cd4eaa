"""An earlier report of the same project: who was in which group then."""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd

from netlens.errors import InputError, ParameterError
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
    Groups of an earlier report, by person id.

    `people` are the direct contacts of then, by which they are recognised
    today; nobody is called as they were called then.

    `label` is how the report is called on a page: its folder's name.
    `memberships` and `communities` have `person_id`, `group_id`, `group` and
    `kind`, one row per direct contact of then and group. `structure` is
    whether enough pairs could be seen then for communities to be told.
    """

    label: str
    day: pd.Timestamp
    people: tuple[Mapping[str, str], ...]
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
        return _read_tables(folder)
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        msg = (
            f"{one_line(folder)}: this report cannot be read ({one_line(error)}). "
            "Make it anew, or leave it out with since=none."
        )
        raise InputError(msg) from error


def _read_tables(folder: Path) -> Earlier:
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(manifest, dict):
        msg = f"{_MANIFEST} is not as netlens writes it"
        raise ValueError(msg)  # noqa: TRY004  (what is wrong is the file, not an argument)
    day = pd.Timestamp(dt.date.fromisoformat(manifest["parameters"]["as_of"])).as_unit("s")
    people = {
        row["person_id"]: row
        for row in _read(folder, "people")
        if row["in_my_lists"] == "True" and row["kind"] == "person" and row["person_id"] != EGO_ID
    }
    found = _read(folder, "communities")
    named = {row["community_id"]: row["name"] for row in _read(folder, "community_names")}
    communities = [
        (row["person_id"], row["community_id"], named[row["community_id"]], "community")
        for row in found
        if row["community_id"] in named
    ]
    memberships = [
        (row["person_id"], row["group_id"], row["group"], row["kind"])
        for row in _read(folder, "affiliations")
        if row["person_id"] in people and row["kind"] != _THREAD
    ]
    return Earlier(
        label=folder.resolve().name,
        day=day,
        people=tuple(people.values()),
        memberships=_table(memberships),
        communities=_table(communities),
        structure=bool(found),
    )


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    """Read one table; a table that reports of older versions lack has no rows."""
    path = folder / _TABLES / f"{name}.csv"
    if name == "community_names" and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if any(None in row or None in row.values() for row in rows):
        msg = f"{path.name} has a row with too few or too many cells"
        raise ValueError(msg)
    return [{key: _unguarded(value) for key, value in row.items()} for row in rows]


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and csv_cell(cell[1:]) == cell else cell


def _table(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    columns = ["person_id", "group_id", "group", "kind"]
    return pd.DataFrame(rows, columns=columns).astype("str").drop_duplicates(ignore_index=True)


def recognise(earlier: Earlier, people: pd.DataFrame) -> Earlier:
    """
    Give an earlier report the person ids of today.

    Parameters
    ----------
    earlier
        As read.
    people
        Table of PEOPLE. Somebody whose id is another one now (their address
        changed, or two cards became one person) is found by a row that is the
        same, the LinkedIn address, or a name that one person has.

    Returns
    -------
    earlier
        Memberships of those only who are in a file of today: whoever is in
        none may have asked to be forgotten, and is neither named nor counted.

    Raises
    ------
    ParameterError
        If fewer than half of the contacts of then are known today: it is
        somebody else's report.
    """
    ids, keys = set(people["person_id"]), _index(people)
    then = Counter(row["name"] for row in earlier.people)
    now = {}
    for row in earlier.people:
        tries = [f"row:{contact}" for contact in row["contact_ids"].split("; ")]
        tries += [f"linkedin:{row['linkedin']}"] if row["linkedin"] else []
        tries += [f"name:{row['name']}"] if row["name"] and then[row["name"]] == 1 else []
        old = row["person_id"]
        found = old if old in ids else next((keys[k] for k in tries if k in keys), "")
        if found:
            now[old] = found
    if 2 * len(now) < len(earlier.people):
        msg = (
            f"since: the report {one_line(earlier.label)} is of other people: of its "
            f"{len(earlier.people):,} contacts {len(now):,} are known here. "
            "Give one of this project, or none."
        )
        raise ParameterError(msg)
    return replace(
        earlier,
        memberships=_call_anew(earlier.memberships, now),
        communities=_call_anew(earlier.communities, now),
    )


def _call_anew(table: pd.DataFrame, now: Mapping[str, str]) -> pd.DataFrame:
    known = table[table["person_id"].isin(list(now))]
    ids = pd.Series([now[old] for old in known["person_id"]], index=known.index, dtype="str")
    return known.assign(person_id=ids).drop_duplicates(ignore_index=True)


def _index(people: pd.DataFrame) -> dict[str, str]:
    """Index people by their rows, LinkedIn addresses, and names that one of them has."""
    keys: dict[str, str] = {}
    rows = zip(people["person_id"], people["contact_ids"], people["linkedin"], strict=True)
    for person, contacts, linkedin in rows:
        keys |= {f"row:{contact}": person for contact in contacts}
        keys[f"linkedin:{linkedin}"] = person
    named = people.drop_duplicates("name", keep=False)
    names = zip(named["name"], named["person_id"], strict=True)
    return keys | {f"name:{name}": person for name, person in names}


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
