"""
One row per person from linked contacts: the best value per field, and where from.

The newest dated value wins; among undated ones the source that people keep up
to date themselves (LinkedIn) comes before address books. Only one's own
exports fill labels and notes: a colleague's notes are the colleague's.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.people.names import name_key
from netlens.schema import PEOPLE, make_table

ME: Final = "me"
_UNIONS: Final = ("emails", "phones", "urls")
_NEVER: Final = pd.Timestamp.min


def build_people(contacts: pd.DataFrame, clusters: Sequence[Sequence[int]]) -> pd.DataFrame:
    """
    Build the table of people from clusters of contacts.

    Parameters
    ----------
    contacts
        Table of `netlens.schema.CONTACTS`.
    clusters
        Positions in `contacts`, one sequence per person.

    Returns
    -------
    people
        Table of `netlens.schema.PEOPLE`, in cluster order; `title_from`,
        `company_from` and `location_from` name the contact a value is from.
    """
    columns = {name: contacts[name].tolist() for name in contacts.columns}
    for name in ("connected_on", "observed_on"):
        columns[name] = [None if day is pd.NaT else day for day in columns[name]]
    columns["as_of"] = _days_of_lists(columns)
    texts = ("name", "title", "company", "department", "location", "linkedin", "notes")
    for name in texts:
        columns[name] = [value if isinstance(value, str) else None for value in columns[name]]
    ids = _person_ids(columns, clusters)
    rows = [
        {"person_id": person, **_person(columns, cluster)}
        for person, cluster in zip(ids, clusters, strict=True)
    ]
    return make_table(PEOPLE, rows)


def _person_ids(columns: dict[str, list[Any]], clusters: Sequence[Sequence[int]]) -> list[str]:
    """
    Derive ids that outlive a newer export: of an address, else name and mailbox, else the row.

    Two people who share all of that are told apart by their rows.
    """
    keys = [min((_identity(columns, i) for i in cluster), default=(0, "")) for cluster in clusters]
    firsts = [min((columns["contact_id"][i] for i in c), default="") for c in clusters]
    taken: dict[tuple[int, str], int] = {}
    ids = [""] * len(clusters)
    for place in sorted(range(len(clusters)), key=lambda p: (keys[p], firsts[p])):
        key = keys[place]
        taken[key] = taken.get(key, 0) + 1
        digest = hashlib.blake2b(
            f"{key[0]}\0{key[1]}".encode("utf-8", "surrogatepass"), digest_size=8
        )
        ids[place] = "p" + digest.hexdigest() + (f"-{taken[key]}" if taken[key] > 1 else "")
    return ids


def _identity(columns: dict[str, list[Any]], i: int) -> tuple[int, str]:
    """Say what of a contact is most likely to stay: lower kinds last longer."""
    if columns["linkedin"][i]:
        return 0, columns["linkedin"][i]
    name = name_key(columns["name"][i] or "")
    for kind, values in ((1, columns["emails"][i]), (2, columns["phones"][i])):
        if name and values:
            return kind, f"{name}\0{min(values)}"
    return 3, columns["contact_id"][i]


def _person(columns: dict[str, list[Any]], cluster: Sequence[int]) -> dict[str, Any]:
    order = sorted(cluster, key=lambda i: _freshness(columns, i)) if len(cluster) > 1 else cluster
    mine = [i for i in order if columns["owner"][i] == ME]
    ids = columns["contact_id"]
    title, title_from = _first(columns["title"], order)
    company, company_from = _company(columns, order, title_from)
    location, location_from = _first(columns["location"], order)
    return {
        "name": _name(columns["name"], order),
        "kind": columns["kind"][order[0]],
        "in_my_lists": bool(mine),
        "owners": tuple(sorted({columns["owner"][i] for i in cluster})),
        "contact_ids": tuple(ids[i] for i in order),
        "title": title,
        "title_from": None if title_from is None else ids[title_from],
        "company": company,
        "company_from": None if company_from is None else ids[company_from],
        "department": _first(columns["department"], order)[0],
        "location": location,
        "location_from": None if location_from is None else ids[location_from],
        "linkedin": _first(columns["linkedin"], order)[0],
        "labels": _union(columns["labels"][i] for i in mine),
        "notes": "\n".join(dict.fromkeys(columns["notes"][i] for i in mine if columns["notes"][i]))
        or None,
        "connected_on": min(
            (columns["connected_on"][i] for i in mine if columns["connected_on"][i]), default=None
        ),
        "observed_on": max(
            (columns["observed_on"][i] for i in order if columns["observed_on"][i]), default=None
        ),
        **{name: _union(columns[name][i] for i in order) for name in _UNIONS},
    }


def _days_of_lists(columns: dict[str, list[Any]]) -> list[Any]:
    """
    Give for each connection the newest date of its export, as far as that says how fresh it is.

    The rows of one LinkedIn export are all from the day it was made; cards of
    an address book are as old as each is.
    """
    newest: dict[str, Any] = {}
    connected = [
        bool(slug and day)
        for slug, day in zip(columns["linkedin"], columns["connected_on"], strict=True)
    ]
    for i in np.flatnonzero(connected):
        file, day = columns["file"][i], columns["connected_on"][i]
        newest[file] = max(newest.get(file, day), day)
    return [
        newest[file] if dated else None
        for file, dated in zip(columns["file"], connected, strict=True)
    ]


def _freshness(columns: dict[str, list[Any]], i: int) -> tuple[bool, int, float, str]:
    """Sort key: own before pooled, LinkedIn before address books, new before old."""
    days = (columns[name][i] for name in ("observed_on", "as_of", "connected_on"))
    day = max(filter(None, days), default=_NEVER)
    linkedin = 0 if columns["linkedin"][i] else 1
    return (columns["owner"][i] != ME, linkedin, -day.timestamp(), columns["contact_id"][i])


def _first(values: list[Any], order: Sequence[int]) -> tuple[Any, int | None]:
    return next(((values[i], i) for i in order if values[i]), (None, None))


def _company(
    columns: dict[str, list[Any]], order: Sequence[int], title_from: int | None
) -> tuple[Any, int | None]:
    """Take the company of the contact that gave the title, if it has one: they go together."""
    if title_from is not None and columns["company"][title_from]:
        return columns["company"][title_from], title_from
    return _first(columns["company"], order)


def _name(names: list[Any], order: Sequence[int]) -> str | None:
    """Prefer the first full name (two words or more) to a nickname."""
    given = [names[i] for i in order if names[i]]
    return next((name for name in given if " " in name), given[0] if given else None)


def _union(cells: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for cell in cells for value in cell))
