"""What is known about people: growth, completeness, employers, titles, places."""

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netlens.people.names import company_key, plain

if TYPE_CHECKING:
    from collections.abc import Callable

_FIELDS: Final = (
    ("job title", "title"),
    ("employer", "company"),
    ("place", "location"),
    ("e-mail", "emails"),
    ("phone", "phones"),
    ("label", "labels"),
    ("note", "notes"),
)


def select_direct(people: pd.DataFrame) -> pd.DataFrame:
    """Give the people on ego's own lists, without ego, organisations and groups."""
    return people[people["in_my_lists"] & ~people["is_ego"] & (people["kind"] == "person")]


def measure_growth(contacts: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """
    Count ego's dated contacts by source and month.

    Returns
    -------
    growth
        One row per `source` and month with a new contact: `day` (first of the
        month), `contacts` (cumulative). Undated contacts, and those dated
        after `as_of`, are not in it.
    """
    mine = contacts[(contacts["owner"] == "me") & (contacts["connected_on"] <= as_of)]
    months = mine["connected_on"].dt.to_period("M").dt.to_timestamp().astype("datetime64[s]")
    counts = pd.DataFrame({"source": mine["producer"], "day": months})
    table = counts.groupby(["source", "day"], sort=True).size().reset_index(name="new")
    table["contacts"] = table.groupby("source")["new"].cumsum().astype("int64")
    return table[["day", "source", "contacts"]]


def measure_known(direct: pd.DataFrame) -> pd.DataFrame:
    """
    Count for how many people each field is filled.

    Returns
    -------
    known
        One row per `field` in plain words: `people` (with it), `of` (all).
    """
    rows = []
    for words, column in _FIELDS:
        cells = direct[column]
        filled = cells.astype(bool) if cells.dtype == object else cells.notna() & (cells != "")
        rows.append({"field": words, "people": int(filled.sum()), "of": len(direct)})
    return pd.DataFrame(rows, columns=["field", "people", "of"])


def count_described(direct: pd.DataFrame) -> int:
    """Count the people of whom anything is known that could match a need."""
    return int(is_described(direct).sum())


def is_described(people: pd.DataFrame) -> pd.Series:
    """Tell for each person whether title, company, labels or notes say anything."""
    texts = [people[name].notna() & (people[name] != "") for name in ("title", "company", "notes")]
    return texts[0] | texts[1] | texts[2] | people["labels"].astype(bool)


def rank_values(direct: pd.DataFrame, column: str) -> pd.DataFrame:
    """
    Rank the values of one column by how many people share them.

    Parameters
    ----------
    direct
        People to count.
    column
        "company", "title" or "location"; spellings that differ only by case,
        accents, punctuation or legal form count together.

    Returns
    -------
    ranking
        One row per value: `value` (most common spelling, raw text), `people`,
        `person_ids`; most people first, then by value.
    """
    key: Callable[[str], str] = company_key if column == "company" else plain
    known = direct[direct[column].notna()]
    rows: dict[str, list[tuple[str, str]]] = {}
    for person_id, value in zip(known["person_id"], known[column], strict=True):
        if key(value):
            rows.setdefault(key(value), []).append((value, person_id))
    table: list[dict[str, Any]] = [
        {
            "value": _commonest([value for value, _ in members]),
            "people": len(members),
            "person_ids": tuple(person_id for _, person_id in members),
        }
        for members in rows.values()
    ]
    table.sort(key=lambda row: (-row["people"], str(row["value"]).casefold(), row["value"]))
    return pd.DataFrame(table, columns=["value", "people", "person_ids"])


def _commonest(values: list[str]) -> str:
    return min(set(values), key=lambda value: (-values.count(value), value))
