"""
What is there and what is missing, per need, and which question would tell most.

A gap is always a gap among those who are described. How many are not described
stands beside it, since any of them may hold what is missing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.ledger import hold_by_help
from netlens.goals.sentences import read_sentence
from netlens.goals.words import deep_stem, fold, light_stem
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
    return put_held(hold_by_help(needs, ledger), holders)


def put_held(helped: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Put what is stated before what titles say; one row per need and person."""
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


def find_gaps(
    matrix: pd.DataFrame,
    *,
    needs: pd.DataFrame | None = None,
    help_: pd.DataFrame | None = None,
    doors: pd.DataFrame | None = None,
    offered: pd.DataFrame | None = None,
    nearest: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Say for each need what is missing, and what stranger to seek.

    Parameters
    ----------
    matrix
        As `build_matrix` gives it.
    needs
        NEEDS, for the place of each need.
    help_
        As `netlens.goals.helping.measure_help` gives it.
    doors
        `need_id` and `name` of people on colleagues' lists who may have it;
        `None` if no list of a colleague is held.
    offered
        Table of OFFERED; `None` if ego has stated no offers.
    nearest
        Need id to the name of the contact whose work comes nearest.

    Returns
    -------
    gaps
        One row per need with a gap, in order: `need_id`, `need`, `kind`,
        `also` (further kinds), `sentence`, `seek` (what stranger, and where;
        empty if somebody is known). Kinds, the gravest first: "unknown"
        (nobody is described at all), "nobody", "said no" (everybody who may
        have it did, for this goal, by the ledger), "by introduction" (only people
        on colleagues' lists), "one person", "no sign of contact" (nothing
        shows that any of them is in touch with ego), "nothing to offer".
    """
    places = dict(zip(needs["need_id"], needs["where"], strict=True)) if needs is not None else {}
    goals = dict(zip(needs["need_id"], needs["goal_id"], strict=True)) if needs is not None else {}
    rows = []
    for need_id, cells in matrix.groupby("need_id", sort=False):
        first = cells.iloc[0]
        people = cells[cells["status"].isin(["held", "likely"])]
        ids = [person for group in people["person_ids"] for person in group]
        names = [name for group in people["names"] for name in group]
        beyond = [] if doors is None else list(doors.loc[doors["need_id"] == need_id, "name"])
        found = _gaps(first, names, beyond)
        found = _refused(ids, names, help_, goals.get(need_id)) + found
        found += _weak_ties(ids, help_, offered)
        if found:
            kinds = [kind for kind, _ in found]
            near = (nearest or {}).get(str(need_id), "")
            seek = ""
            if kinds[0] in {"nobody", "unknown", "said no"}:
                seek = _seek(str(first["need"]), places.get(need_id), near, lists=doors is not None)
            rows.append((need_id, first["need"], kinds[0], tuple(kinds[1:]), found[0][1], seek))
    return pd.DataFrame(rows, columns=["need_id", "need", "kind", "also", "sentence", "seek"])


def _gaps(
    first: "pd.Series[Any]", names: Sequence[str], beyond: Sequence[str]
) -> list[tuple[str, str]]:
    """Say whether too few have it among those described."""
    described, undescribed = int(first["described"]), int(first["undescribed"])
    beside = f"{_people(undescribed)} {'is' if undescribed == 1 else 'are'} not described"
    if not undescribed:
        beside = "everybody is described"
    if len(names) > 1:
        return []
    if names:
        return [("one person", f"One person only: {names[0]}; {beside}")]
    if beyond:
        more = f" and {len(beyond) - 1:,} more" if len(beyond) > 1 else ""
        through = f"only by introduction: {beyond[0]}{more} on colleagues' lists"
        return [("by introduction", f"Nobody of your own, {through}; {beside}")]
    if not described:
        return [("unknown", f"Not known: {beside}, which is everybody")]
    if described == 1:
        return [("nobody", f"The one person who is described does not seem to have it; {beside}")]
    return [("nobody", f"Nobody among the {_people(described)} who are described; {beside}")]


def _refused(
    ids: Sequence[str], names: Sequence[str], help_: pd.DataFrame | None, goal: object
) -> list[tuple[str, str]]:
    """Say whether all who may have it said no to this goal: then others are to be sought."""
    if help_ is None or not ids:
        return []
    declined = dict(zip(help_["person_id"], help_["declined"], strict=True))
    if not all(goal in declined.get(person, ()) for person in ids):
        return []
    return [("said no", f"{' and '.join(names[:3])} said no to this, by your ledger")]


def _weak_ties(
    ids: Sequence[str], help_: pd.DataFrame | None, offered: pd.DataFrame | None
) -> list[tuple[str, str]]:
    """Say whether nothing shows contact with those who have it, or what they would like."""
    found: list[tuple[str, str]] = []
    if not ids:
        return found
    one = len(ids) == 1
    if help_ is not None and not help_.loc[help_["person_id"].isin(ids), "warm"].any():
        who = "them" if one else f"any of the {len(ids):,}"
        sentence = f"No letter, meeting or favour shows that you are in touch with {who}"
        found.append(("no sign of contact", sentence))
    if offered is not None and not offered["person_id"].isin(ids).any():
        who = "them" if one else f"any of the {len(ids):,}"
        found.append(("nothing to offer", f"None of your offers seems to suit {who}"))
    return found


def _seek(need: str, place: object, near: str, *, lists: bool) -> str:
    """Say what stranger to seek, where such people meet, and who stands nearest."""
    where = f" in {place}" if isinstance(place, str) and place else ""
    field = read_sentence(need).main_field
    circle = f", where people who work in {field} meet{where}" if _names(need, field) else where
    parts = [f"{need}{circle}"]
    if lists:
        parts.append("none of the lists you hold shows one either")
    if near:
        parts.append(f"{near}'s work comes nearest: ask whom they know")
    return "; ".join(parts)


def _names(need: str, field: str) -> bool:
    """Tell whether a need names a field in so many words; what only comes near may mislead."""
    said = {deep_stem(light_stem(word)) for word in fold(need)}
    return bool(field) and any(deep_stem(light_stem(word)) in said for word in fold(field))


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
