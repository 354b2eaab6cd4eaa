"""
The tables of a LinkedIn archive that list no contacts: ties, and facts about the owner.

Invitations, endorsements and recommendations say who turned to whom; positions,
schools and skills say where the owner was and what the owner can do. Texts
that people wrote (messages, invitations, recommendations) are never kept.
"""

from collections.abc import Callable
from typing import Final, Literal

from netlens.exports.batch import Dropped
from netlens.exports.linkedin import slug_of
from netlens.exports.messages import read_messages
from netlens.exports.names import compose_name
from netlens.exports.sheets import Sheet, read_sheet
from netlens.exports.statements import OWNER, OwnFact, Statements

# Table (as `is_linkedin_extra` names it) to the columns without which it is none.
_WANTED: Final[dict[str, frozenset[str]]] = {
    "messages": frozenset({"from", "to", "date"}),
    "invitations": frozenset({"from", "to"}),
    "endorsements received": frozenset({"skillname"}),
    "endorsements given": frozenset({"skillname"}),
    "endorsements": frozenset({"skillname"}),
    "recommendations": frozenset({"firstname", "lastname", "status"}),
    "positions": frozenset({"companyname"}),
    "education": frozenset({"schoolname"}),
    "skills": frozenset({"name"}),
}
READ_TABLES: Final = frozenset(_WANTED)


def read_linkedin_table(data: bytes, table: str, file_name: str) -> Statements:
    """
    Read one table of a LinkedIn archive.

    Parameters
    ----------
    data
        The file's bytes.
    table
        One of `READ_TABLES`.
    file_name
        Tells recommendations that were given from those received, whose
        columns are the same.

    Returns
    -------
    statements
        Ties as columns, or facts about the owner in `own`. Every row is used
        or dropped with its line and the reason.

    Raises
    ------
    InputError
        If the header row cannot be found.
    """
    sheet = read_sheet(data, file_name, _WANTED[table])
    if table == "messages":
        return read_messages(sheet)
    label = file_name.rsplit("/", 1)[-1]
    found = Statements(f"LinkedIn {table}", "LinkedIn", sheet.encoding, dropped=sheet.dropped)
    if table == "invitations":
        _read_invitations(sheet, found)
    elif table.startswith("endorsements"):
        _read_endorsements(sheet, found)
    elif table == "recommendations":
        _read_recommendations(sheet, found, given="given" in label.casefold())
    else:
        _OWN[table](sheet, found)
    return found


def _drop(sheet: Sheet, found: Statements, row: int, reason: str) -> None:
    found.dropped.append(Dropped(sheet.starts[row], "skipped", reason))


def _read_invitations(sheet: Sheet, found: Statements) -> None:
    """State who invited whom; the owner is one end, and Direction says which."""
    ends = [
        (_end(url, name), name or None)
        for url, name in zip(
            [*sheet.cells("inviterprofileurl"), *sheet.cells("inviteeprofileurl")],
            [*sheet.folded("from"), *sheet.folded("to")],
            strict=True,
        )
    ]
    size = len(sheet.starts)
    directions, days = sheet.folded("direction"), sheet.days("sentat")
    for row in sheet.rows:
        (sender, sender_name), (receiver, receiver_name) = ends[row], ends[size + row]
        if not sender or not receiver or sender == receiver:
            _drop(sheet, found, row, "one end is not named")
            continue
        outgoing = {"outgoing": True, "incoming": False}.get(directions[row].casefold())
        if outgoing is not None:
            own = sender if outgoing else receiver
            if own.startswith("linkedin:"):
                found.owner_slug = found.owner_slug or own.removeprefix("linkedin:")
            elif outgoing:
                sender = OWNER
            else:
                receiver = OWNER
        found.used += 1
        found.add(
            line=sheet.starts[row],
            kind="invitation",
            basis="observed",
            **{"from": sender, "to": receiver},
            from_name=sender_name,
            to_name=receiver_name,
            directed=True,
            date=days[row],
            weight=1.0,
        )


def _end(url: str, name: str) -> str:
    slug = slug_of(url) if url else None
    return f"linkedin:{slug}" if slug else f"name:{name}" if name else ""


def _read_endorsements(sheet: Sheet, found: Statements) -> None:
    """State who vouched for whose skill; the status says whether it is shown."""
    received = "endorserfirstname" in sheet.columns
    who = "endorser" if received else "endorsee"
    urls = sheet.cells(f"{who}publicurl", f"{who}profileurl")
    given, family = sheet.folded(f"{who}firstname"), sheet.folded(f"{who}lastname")
    days, statuses = sheet.days("endorsementdate"), sheet.folded("endorsementstatus")
    for row in sheet.rows:
        name = compose_name(given[row] or None, None, family[row] or None)
        end = _end(urls[row], name or "")
        if statuses[row].casefold() not in {"", "accepted"}:
            _drop(sheet, found, row, f"not accepted: {statuses[row].casefold()[:30]}")
        elif not end:
            _drop(sheet, found, row, "nobody is named")
        else:
            _vouch(sheet, found, row, ("endorsement", end, name, days[row]), received=received)


def _read_recommendations(sheet: Sheet, found: Statements, *, given: bool) -> None:
    """State who recommended whom; hidden ones were written all the same."""
    first, family = sheet.folded("firstname"), sheet.folded("lastname")
    days = sheet.days("creationdate")
    for row in sheet.rows:
        name = compose_name(first[row] or None, None, family[row] or None)
        if not name:
            _drop(sheet, found, row, "nobody is named")
            continue
        what = ("recommendation", f"name:{name}", name, days[row])
        _vouch(sheet, found, row, what, received=not given)


def _vouch(
    sheet: Sheet,
    found: Statements,
    row: int,
    what: tuple[str, str, str | None, str | None],
    *,
    received: bool,
) -> None:
    kind, end, name, day = what
    ends = {"from": end, "from_name": name, "to": OWNER}
    if not received:
        ends = {"from": OWNER, "to": end, "to_name": name}
    found.used += 1
    found.add(
        line=sheet.starts[row],
        kind=kind,
        basis="observed",
        **ends,
        directed=True,
        date=day,
        weight=1.0,
    )


def _own_reader(
    kind: Literal["position", "education", "skill"], name: str, title: str, since: str, until: str
) -> Callable[[Sheet, Statements], None]:
    """Make a reader of one table about the owner from the names of its columns."""

    def read(sheet: Sheet, found: Statements) -> None:
        names, titles = sheet.folded(name), sheet.folded(title)
        first, last = sheet.days(since), sheet.days(until)
        for row in sheet.rows:
            if not names[row]:
                _drop(sheet, found, row, "no name in it")
                continue
            found.used += 1
            line = sheet.starts[row]
            days = (first[row], last[row])
            found.own.append(OwnFact(kind, names[row], titles[row] or None, *days, line))

    return read


_OWN: Final = {
    "positions": _own_reader("position", "companyname", "title", "startedon", "finishedon"),
    "education": _own_reader("education", "schoolname", "degreename", "startdate", "enddate"),
    "skills": _own_reader("skill", "name", "", "", ""),
}
