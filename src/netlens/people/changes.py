"""
What a newer export of one source says that an older one did not.

Two exports are of one source if the same program wrote them for the same owner
and at least half of the shorter one's people are in both. Exports of one day
count as one: which of them is newer cannot be known.
"""

import itertools
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from netlens.people.names import company_key, name_key, plain

_ME: Final = "me"
_LEAST_SHARED: Final = 0.5
_COLUMNS: Final = (
    "person_id", "name", "what", "before", "after", "older", "newer", "source", "contact_ids",
    "rows",
)  # fmt: skip
_ORDER: Final = {"new employer": 0, "new title": 1, "renamed": 2, "new": 3, "vanished": 4}


def list_changes(contacts: pd.DataFrame, people: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """
    Compare each export of ego's with the next newer one of the same source.

    Parameters
    ----------
    contacts
        Table of `netlens.schema.CONTACTS`.
    people
        Table of `netlens.schema.PEOPLE`, made from these contacts.
    lists
        Table of `netlens.schema.LISTS`; a list without `as_of` is compared
        with none.

    Returns
    -------
    changes
        One row per person and change: `what` is "new employer", "new title",
        "renamed", "new" or "vanished"; `before` and `after` as the exports say
        it, empty where there is nothing to say; `older` and `newer` are the
        days of the two exports; `contact_ids` and `rows` (file and line) are
        the proof. A job that the newer export no longer states is no change:
        it is unknown. Rows without a name cannot be followed. The newest
        comparison comes first, then new employers.
    """
    table = _in_editions(contacts[contacts["owner"] == _ME], lists)
    known = people[~people["is_ego"] & people["name"].notna()]
    person_of = {
        contact: person
        for person, ids in zip(known["person_id"], known["contact_ids"], strict=True)
        for contact in ids
    }
    table = table.assign(person_id=table["contact_id"].map(person_of)).dropna(subset="person_id")
    rows: list[dict[str, Any]] = []
    for (source, _), group in table.groupby(["producer", "format"], sort=True):
        editions = [(day, edition) for day, edition in group.groupby("day", sort=True)]
        for (older, old), (newer, new) in itertools.pairwise(editions):
            about = {"older": older, "newer": newer, "source": source}
            rows += [row | about for row in _compare(old, new)]
    found = pd.DataFrame(rows, columns=list(_COLUMNS))
    found["name"] = found["person_id"].map(known.set_index("person_id")["name"])
    order = found.assign(rank=found["what"].map(_ORDER))
    order = order.sort_values(
        ["newer", "rank", "name", "person_id"], ascending=[False, True, True, True], kind="stable"
    )
    return order.drop(columns="rank").reset_index(drop=True)


def _in_editions(mine: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Keep the contacts of sources of which exports of several days are held."""
    day_of = lists.drop_duplicates("file").set_index("file")["as_of"]
    # Not by map(): of an empty list it would make numbers, which no day can be.
    table = mine.assign(day=day_of.reindex(mine["file"]).to_numpy()).dropna(subset="day")
    editions = table.groupby(["producer", "format"])["day"].transform("nunique")
    return table[editions > 1].sort_values("contact_id")


def _compare(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield what differs between two exports, if they are of one source."""
    before = {row["person_id"]: row for row in old.to_dict("records")}
    after = {row["person_id"]: row for row in new.to_dict("records")}
    shared = before.keys() & after.keys()
    if len(shared) < _LEAST_SHARED * min(len(before), len(after)):
        return
    for person in sorted(before.keys() | after.keys()):
        if person not in before:
            yield _change(person, "new", None, after[person], "", _job(after[person]))
        elif person not in after:
            yield _change(person, "vanished", before[person], None, _job(before[person]), "")
        else:
            yield from _compare_rows(person, before[person], after[person])


def _compare_rows(
    person: str, old: dict[Any, Any], new: dict[Any, Any]
) -> Iterator[dict[str, Any]]:
    company, title = _text(new["company"]), _text(new["title"])
    if company and _text(old["company"]) and company_key(company) != company_key(old["company"]):
        yield _change(person, "new employer", old, new, _job(old), _job(new))
    elif title and _text(old["title"]) and plain(title) != plain(old["title"]):
        yield _change(person, "new title", old, new, _job(old), _job(new))
    names = _text(old["name"]), _text(new["name"])
    if all(names) and name_key(names[0]) != name_key(names[1]):
        yield _change(person, "renamed", old, new, *names)


def _change(
    person: str,
    what: str,
    old: dict[Any, Any] | None,
    new: dict[Any, Any] | None,
    before: str,
    after: str,
) -> dict[str, Any]:
    proof = [row for row in (old, new) if row]
    return {
        "person_id": person,
        "what": what,
        "before": before,
        "after": after,
        "contact_ids": tuple(row["contact_id"] for row in proof),
        "rows": ", ".join(f"{row['file']}:{row['line']}" for row in proof),
    }


def _job(row: dict[Any, Any]) -> str:
    return " at ".join(filter(None, (_text(row["title"]), _text(row["company"]))))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
