"""
What is there and what is missing, per need, and which question would tell most.

A gap is always a gap among those who are described. How many are not described
stands beside it, since any of them may hold what is missing.
"""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.ledger import hold_by_help
from netlens.people.describing import is_described
from netlens.people.names import company_key, is_shared_mailbox


def _split(text: str) -> list[str]:
    return text.split()


STATUSES: Final = ("held", "likely", "gap", "not described")


_NAMELESS: Final = "(no name)"
_FREE_MAIL: Final = frozenset(
    _split(
        """
        gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com yahoo.de icloud.com
        me.com mac.com aol.com gmx.de gmx.net gmx.at web.de t-online.de freenet.de posteo.de
        mailbox.org protonmail.com proton.me
        """,
    ),
)


def build_matrix(
    needs: pd.DataFrame,
    holders: pd.DataFrame,
    people: pd.DataFrame,
    *,
    ledger: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Lay out needs by status, with the people and the evidence behind each cell.

    Parameters
    ----------
    needs
        NEEDS.
    holders
        HOLDERS; weak ones are counted nowhere. People who are not in `people`
        are left out.
    people
        Everybody who is asked about: `person_id`, `name`, and what describes
        them.
    ledger
        Help received, as `netlens.goals.ledger.list_help` gives it.

    Returns
    -------
    matrix
        Four rows per need, in the order held, likely, gap, not described:
        `need_id`, `goal`, `need` (its text), `resource`, `status`, `people`
        (how many), `names`, `person_ids` and `because` (aligned, best first;
        empty for the last two), `described` and `undescribed` (the same on
        every row). `people` of gap is the number of described people if none
        of them is held or likely, else 0; of not described, how many are not.
    """
    ranked = add_help(needs, holders, ledger)
    names = dict(zip(people["person_id"], people["name"].fillna(_NAMELESS), strict=True))
    described = int(is_described(_with_columns(people)).sum())
    rows: list[dict[str, Any]] = []
    for need in needs.to_dict("records"):
        mine = ranked[
            (ranked["need_id"] == need["need_id"]) & ranked["person_id"].isin(list(names))
        ]
        cells = {status: mine[mine["status"] == status] for status in ("held", "likely")}
        found = sum(len(cell) for cell in cells.values())
        counts = {
            "gap": 0 if found else described,
            "not described": len(people) - described,
        }
        for status in STATUSES:
            cell = cells.get(status, mine.iloc[:0])
            rows.append(
                {
                    "need_id": need["need_id"],
                    "goal": need["goal"],
                    "need": need["text"],
                    "resource": need["resource"],
                    "status": status,
                    "people": counts.get(status, len(cell)),
                    "names": tuple(names[person] for person in cell["person_id"]),
                    "person_ids": tuple(cell["person_id"]),
                    "because": tuple(cell["because"]),
                    "described": described,
                    "undescribed": len(people) - described,
                },
            )
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS: Final = (
    "need_id", "goal", "need", "resource", "status", "people", "names", "person_ids", "because",
    "described", "undescribed",
)  # fmt: skip


def add_help(
    needs: pd.DataFrame, holders: pd.DataFrame, ledger: pd.DataFrame | None
) -> pd.DataFrame:
    """Put help that was given before what titles say; one row per need and person."""
    if ledger is None or ledger.empty:
        return holders
    helped = hold_by_help(needs, ledger)
    known = holders.set_index(["need_id", "person_id"]).index
    fresh = helped.set_index(["need_id", "person_id"]).index
    rest = holders[~known.isin(fresh)]
    both = pd.concat([helped, rest], ignore_index=True)
    order = {status: place for place, status in enumerate(("held", "likely", "weak"))}
    return (
        both.assign(order=both["status"].map(order))
        .sort_values(
            ["need_id", "order", "score", "person_id"],
            ascending=[True, True, False, True],
            kind="stable",
        )
        .drop(columns="order")
        .reset_index(drop=True)
    )


def _with_columns(people: pd.DataFrame) -> pd.DataFrame:
    """Add what describes people where a caller's table leaves it out."""
    missing: dict[str, str | None] = {
        name: None for name in ("title", "company", "notes") if name not in people
    }
    if "labels" not in people:
        missing["labels"] = ""
    return people.assign(**missing)


def find_gaps(matrix: pd.DataFrame) -> pd.DataFrame:
    """
    Say for each need what is missing.

    Returns
    -------
    gaps
        One row per need with a gap, in order: `need_id`, `need`, `kind`
        ("nobody", "one person", "unknown"), `sentence`. "unknown" means that
        nobody is described at all. Needs with two or more people have no row.
    """
    rows = []
    for need_id, cells in matrix.groupby("need_id", sort=False):
        first = cells.iloc[0]
        people = cells[cells["status"].isin(["held", "likely"])]
        names = [name for group in people["names"] for name in group]
        kind, sentence = _gap(names, int(first["described"]), int(first["undescribed"]))
        if kind:
            rows.append((need_id, first["need"], kind, sentence))
    return pd.DataFrame(rows, columns=["need_id", "need", "kind", "sentence"])


def _gap(names: Sequence[str], described: int, undescribed: int) -> tuple[str, str]:
    beside = f"{_people(undescribed)} {'is' if undescribed == 1 else 'are'} not described"
    if len(names) > 1:
        return "", ""
    if names:
        return "one person", f"One person only: {names[0]}; {beside}."
    if not described:
        return "unknown", f"Not known: {beside}, and nobody is."
    return "nobody", f"Nobody among the {_people(described)} who are described; {beside}."


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def next_question(people: pd.DataFrame, holders: pd.DataFrame, *, most: int = 12) -> pd.DataFrame:
    """
    Say about which undescribed people a title would tell most.

    Parameters
    ----------
    people
        Everybody, with `emails` if known.
    holders
        HOLDERS; the likely and the held ones count.
    most
        At most so many rows.

    Returns
    -------
    question
        One row per undescribed person: `person_id`, `name`, `because` (empty
        if nothing sets them apart). Those whose e-mail is at the employer or
        domain of likely holders come first, the rest in order of id. Private
        mailboxes and shared ones tell nothing about an employer.
    """
    table = _with_columns(people)
    silent = ~is_described(table)
    wanted = set(holders.loc[holders["status"].isin(["held", "likely"]), "person_id"])
    known = table[table["person_id"].isin(wanted)]
    sites = [_domains(row) for row in known.to_dict("records")]
    domains = {domain for row in sites for domain in row}
    firms = {company_key(name): name for name in known["company"].dropna().sort_values()}
    rows = [
        (row["person_id"], row["name"], _shared(row, domains, firms))
        for row in table[silent].to_dict("records")
    ]
    rows.sort(key=lambda row: (not row[2], str(row[0])))
    return pd.DataFrame(rows[:most], columns=["person_id", "name", "because"])


def _domains(row: dict[Any, Any]) -> list[str]:
    emails = row.get("emails")
    addresses = emails if isinstance(emails, (tuple, list)) else ()
    split = [(address, address.rpartition("@")[2].casefold()) for address in addresses]
    return sorted({d for a, d in split if d and d not in _FREE_MAIL and not is_shared_mailbox(a)})


def _shared(row: dict[Any, Any], domains: set[str], firms: dict[str, str]) -> str:
    for domain in _domains(row):
        if domain in domains:
            return f"e-mail at {domain}, as somebody who may help"
        firm = firms.get(company_key(domain.rpartition(".")[0]))
        if firm:
            return f"e-mail at {domain}: perhaps at {firm}, as somebody who may help"
    return ""
