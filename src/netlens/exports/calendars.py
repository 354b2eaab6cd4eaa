"""
Calendars (.ics): who was invited to one meeting.

Only attendees and the day are read: no title, no place, no description. A
repeated meeting counts once, on its first day. Large invitations show an
address list and no acquaintance, and are dropped.
"""

import datetime as dt
import hashlib
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from netlens.exports.batch import Dropped
from netlens.exports.names import fold_text
from netlens.exports.statements import MOST_TOGETHER, OWNER, Statements

_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T|\Z)")
_ROOMS: Final = frozenset({"ROOM", "RESOURCE", "GROUP"})
_OFFICES = re.compile(r"(?:info|office|team|all|kontakt|noreply|no-reply|calendar|rooms?)[@.+-]")
_LONGEST_ADDRESS: Final = 320
_OWNERS_SHARE: Final = 0.8
_FEWEST: Final = 3


@dataclass
class _Event:
    line: int
    day: str | None = None
    uid: str = ""
    cancelled: bool = False
    people: dict[str, str | None] = field(default_factory=dict)


def is_ics(data: bytes) -> bool:
    """Tell a calendar by its first line."""
    return _BEGIN.match(data[:200]) is not None


def read_ics(data: bytes) -> Statements:
    """
    Read who met whom from a calendar.

    Parameters
    ----------
    data
        The file's bytes.

    Returns
    -------
    statements
        "meeting": one per event and pair of people, undirected, weighing one
        over the number of the others. Every event is used or dropped.
    """
    found = Statements("calendar", "iCalendar", "utf-8")
    events, owner = _read_events(data)
    kept = []
    for event in events:
        reason = _refuse(event)
        if reason:
            found.dropped.append(Dropped(event.line, "skipped", reason))
        else:
            kept.append(event)
    found.owner_emails = _find_owner(kept, owner)
    for event in kept:
        _state(found, event)
    return found


def _read_events(data: bytes) -> tuple[list[_Event], str]:
    """Read the events, and the address that the calendar is named after."""
    events: list[_Event] = []
    open_: _Event | None = None
    inner, owner = 0, ""
    for line, text in _unfold(data):
        name, parameters, value = _split(text)
        if name == "BEGIN" and value.upper() == "VEVENT":
            open_, inner = _Event(line), 0
            events.append(open_)
        elif name in {"BEGIN", "END"}:
            inner += 1 if name == "BEGIN" else -1
            open_ = None if name == "END" and value.upper() == "VEVENT" else open_
        elif name in {"X-WR-CALNAME", "X-OWNER", "X-WR-RELCALID"} and "@" in value:
            owner = owner or _address(value)
        elif open_ is not None and inner <= 0:
            _fill(open_, name, parameters, value)
    return events, owner


def _unfold(data: bytes) -> list[tuple[int, str]]:
    """Join folded lines on bytes, so that no character is cut in two."""
    lines, number = [], 1
    marked = _FOLD.sub(b"\0", data.replace(b"\0", b""))
    for raw in marked.split(b"\n"):
        text = raw.replace(b"\0", b"").decode("utf-8", "replace").strip("\r")
        lines.append((number, text.lstrip("\ufeff") if number == 1 else text))
        number += 1 + raw.count(b"\0")
    return lines


def _split(text: str) -> tuple[str, dict[str, str], str]:
    """Split a line into its name, parameters (quotes undone) and value."""
    end = re.match(r"[A-Za-z0-9-]+", text)
    if end is None:
        return "", {}, ""
    parameters, place = {}, end.end()
    while match := _PARAMETER.match(text, place):
        parameters[match[1].upper()] = match[2].replace('"', "")
        place = match.end()
    value = text[place + 1 :] if text[place : place + 1] == ":" else ""
    return end[0].upper(), parameters, value.strip()


def _fill(event: _Event, name: str, parameters: dict[str, str], value: str) -> None:
    if name == "DTSTART" and (match := _DAY.match(value)):
        event.day = _iso_day(match)
    elif name == "UID":
        event.uid = value
    elif name == "STATUS":
        event.cancelled = value.upper() == "CANCELLED"
    elif name in {"ATTENDEE", "ORGANIZER"}:
        stayed_away = parameters.get("PARTSTAT", "").upper() == "DECLINED"
        room = parameters.get("CUTYPE", "").upper() in _ROOMS
        address = _address(value) or _address(parameters.get("EMAIL", ""))
        if address and not stayed_away and not room and not _OFFICES.match(address):
            label = fold_text(parameters.get("CN", ""))[:200]
            shown = label if label and "@" not in label else None
            event.people[address] = event.people.get(address) or shown


def _iso_day(match: re.Match[str]) -> str | None:
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _address(value: str) -> str:
    mail = re.sub(r"(?i)\Amailto:", "", value.strip()).strip("<> ").casefold()
    local, _, domain = mail.partition("@")
    fits = local and "." in domain and len(mail) <= _LONGEST_ADDRESS
    return mail if fits and not re.search(r"\s", mail) else ""


def _refuse(event: _Event) -> str:
    if event.cancelled:
        return "a cancelled event"
    if len(event.people) < 2:  # noqa: PLR2004 - it takes two
        return "nobody else is named in it"
    if len(event.people) > MOST_TOGETHER:
        return f"more than {MOST_TOGETHER} people invited: an address list, no acquaintance"
    return ""


def _find_owner(events: list[_Event], named: str) -> tuple[str, ...]:
    counts = Counter(address for event in events for address in event.people)
    if named and counts[named]:
        return (named,)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not top or top[0][1] < max(_FEWEST, _OWNERS_SHARE * len(events)):
        return ()
    return (top[0][0],) if len(top) == 1 or top[1][1] < top[0][1] else ()


def _state(found: Statements, event: _Event) -> None:
    found.used += 1
    identity = f"{event.uid or event.line}{event.day}".encode("utf-8", "replace")
    thread = hashlib.blake2b(identity, digest_size=8).hexdigest()
    ends = {a: OWNER if a in found.owner_emails else f"email:{a}" for a in sorted(event.people)}
    for one, other in itertools.combinations(ends, 2):
        found.add(
            line=event.line,
            kind="meeting",
            basis="observed",
            **{"from": ends[one], "to": ends[other]},
            from_name=event.people[one],
            to_name=event.people[other],
            directed=False,
            date=event.day,
            weight=round(1 / (len(ends) - 1), 9),
            thread=thread,
        )
