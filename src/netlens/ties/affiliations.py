"""
Who belongs to what: employers, labels, threads, and where ego worked and learned.

Two-mode: members of a group are never tied to each other for being members.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netlens.people.names import company_key, plain
from netlens.schema import AFFILIATIONS, make_table


def build_affiliations(people: pd.DataFrame) -> pd.DataFrame:
    """
    List who belongs to which employer and label.

    Parameters
    ----------
    people
        Table of people; ego is left out.

    Returns
    -------
    affiliations
        One row per membership. `group` is the most common spelling;
        spellings that differ by case, accents or legal form are one group.
    """
    table = make_table(AFFILIATIONS, list(_memberships(people)))
    if table.empty:
        return table
    spelling = (
        table.groupby(["group_id", "group"])
        .size()
        .reset_index(name="count")
        .sort_values(["group_id", "count", "group"], ascending=[True, False, True], kind="stable")
        .drop_duplicates("group_id")
        .set_index("group_id")["group"]
    )
    return table.assign(group=table["group_id"].map(spelling).astype("str"))


def _memberships(people: pd.DataFrame) -> Iterator[dict[str, Any]]:
    chosen = people[~people["is_ego"]]
    wanted = ("person_id", "company", "company_from", "labels", "contact_ids", "kind")
    for person_id, company, source, labels, contact_ids, kind in zip(
        *(chosen[name] for name in wanted), strict=True
    ):
        if isinstance(company, str) and company_key(company) and kind == "person":
            yield {
                "person_id": person_id,
                "group_id": f"employer:{company_key(company)}",
                "group": company,
                "kind": "employer",
                "contact_id": source,
            }
        groups = {plain(label): label for label in reversed(labels) if plain(label)}
        for key, label in sorted(groups.items()):
            yield {
                "person_id": person_id,
                "group_id": f"label:{key}",
                "group": label,
                "kind": "label",
                "contact_id": contact_ids[0] if contact_ids else None,
            }


def build_own_affiliations(own: pd.DataFrame, ego_id: str) -> pd.DataFrame:
    """
    List where ego worked and learned, with dates, from what ego's archive says.

    Parameters
    ----------
    own
        Table of OWN; only ego's own rows ("me") count.
    ego_id
        Ego's person id.

    Returns
    -------
    affiliations
        One row per position or school; a missing `until` is not known to have
        ended.
    """
    kinds = {"position": "employer", "education": "school"}
    rows = [
        {
            "person_id": ego_id,
            "group_id": f"{kinds[row['kind']]}:{company_key(row['name'])}",
            "group": row["name"],
            "kind": kinds[row["kind"]],
            "since": row["since"],
            "until": row["until"],
        }
        for row in own[(own["owner"] == "me") & own["kind"].isin(list(kinds))].to_dict("records")
    ]
    return make_table(AFFILIATIONS, rows)


def build_threads(ends: pd.DataFrame) -> pd.DataFrame:
    """
    List who was seen together in a message, a mail or a meeting.

    Parameters
    ----------
    ends
        Statements with `start` and `end` as person ids; only undirected ones
        with a `thread` count.

    Returns
    -------
    affiliations
        One row per person and thread, of the kind "thread".
    """
    seen = ends[~ends["directed"] & ends["thread"].notna()]
    columns = ("start", "end", "kind", "thread", "date")
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for start, end, kind, thread, day in zip(*(seen[name] for name in columns), strict=True):
        when = f", {day.date().isoformat()}" if not pd.isna(day) else ""
        for person in (start, end):
            rows[person, thread] = {
                "person_id": person,
                "group_id": f"thread:{thread}",
                "group": f"{kind}{when}",
                "kind": "thread",
                "since": day,
                "until": day,
            }
    return make_table(AFFILIATIONS, [rows[key] for key in sorted(rows)])
