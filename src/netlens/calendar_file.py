"""
A plan as a calendar file (iCalendar, RFC 5545): one all-day event per move.

Tasks (VTODO) are what moves are, but few calendars show them, so moves are
events that block no time. Names and notes are somebody else's text: within a
value they can end no line and start no property. Nothing here knows the clock:
the same plan gives the same bytes, and importing it again changes the events
that are there instead of adding others.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from netlens.escaping import one_line, shorten, show_invisible
from netlens.schema import list_rows

# How every calendar of ours begins.
OPENING: Final = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//netlens//plan//EN\r\n"

_FOLD: Final = 75
_WORKDAYS: Final = 4
_LONGEST_SUMMARY: Final = 300
_LONGEST_PART: Final = 4_000
_ADDRESS = re.compile(r"[^\s<>(),;]+@[^\s<>(),;]+\.[^\s<>(),;]+")
_PHONE = re.compile(r"\+?\d(?:[\s()./-]{0,2}\d){8,}")


def build_calendar(
    moves: pd.DataFrame, drafts: pd.DataFrame, goals: pd.DataFrame, *, as_of: pd.Timestamp
) -> str:
    """
    Lay out a plan as the text of a calendar file.

    Parameters
    ----------
    moves
        MOVES. `week` is any day of the week in question. A move without one is
        for the week of `as_of` if it is for now, and else has no event: a day
        that is not known is not invented.
    drafts
        DRAFTS; a move without one is shown without words.
    goals
        `goal`, and `by` where there is a date.
    as_of
        The day the plan is told for: the stamp of every event. No move is
        put before it.

    Returns
    -------
    calendar
        Lines end in CR LF and are folded at 75 octets. The moves of a week are
        spread over Monday to Thursday in the order given; each goal's date
        that is not over has an event of its own. Events are private and free,
        and remind of nothing. The summary leaves out e-mail addresses and
        telephone numbers, since it is what other people see.

    References
    ----------
    RFC 5545, Internet Calendaring and Scheduling Core Object Specification.
    """
    words = {row["move_id"]: row for row in list_rows(drafts)}
    aims = {row.get("goal_id"): str(row["goal"]) for row in list_rows(goals)}
    stamp = f"{as_of:%Y%m%d}T000000Z"
    lines = ["CALSCALE:GREGORIAN"]
    for move, day in _spread(moves, as_of):
        about = _describe(move, words.get(move["move_id"], {}))
        name = f"move-{move['move_id']}.{_digest(aims.get(move['goal_id'], ''))}"
        lines += _event(name, day, stamp, move["sentence"], about)
    for goal in list_rows(goals):
        if not _is_missing(goal["by"]) and goal["by"] >= as_of:
            title = f"The date you set: {goal['goal']}"
            lines += _event(f"goal-{_digest(goal['goal'])}", goal["by"], stamp, title, "")
    lines.append("END:VCALENDAR")
    return OPENING + "".join(f"{_fold(line)}\r\n" for line in lines)


def _digest(text: str) -> str:
    """Tell goals apart by their words: their ids only count them."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def count_undated(moves: pd.DataFrame) -> int:
    """Count the moves for later that have no week, and so no event."""
    return int(((moves["when"] != "now") & moves["week"].isna()).sum())


def _spread(
    moves: pd.DataFrame, as_of: pd.Timestamp
) -> Iterator[tuple[dict[str, Any], pd.Timestamp]]:
    """Give each move its day: Monday to Thursday of its week, none before `as_of`."""
    by_week: dict[pd.Timestamp, list[dict[str, Any]]] = {}
    for row in list_rows(moves):
        monday = _week(row, as_of)
        if monday is not None:
            by_week.setdefault(monday, []).append(row)
    for monday in sorted(by_week):
        days = [monday + pd.Timedelta(days=i) for i in range(_WORKDAYS)]
        days = [day for day in days if day >= as_of] or [max(as_of, days[-1])]
        size = len(by_week[monday])
        for i, row in enumerate(by_week[monday]):
            yield row, days[i * len(days) // size]


def _week(move: Mapping[str, Any], as_of: pd.Timestamp) -> pd.Timestamp | None:
    """Give the Monday of a move's week; `None` where the week is not known."""
    day = move["week"]
    if _is_missing(day):
        if move["when"] != "now":
            return None
        day = as_of
    return pd.Timestamp(day).normalize() - pd.Timedelta(days=day.weekday())


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or value != value  # noqa: PLR0124


def _describe(move: Mapping[str, Any], draft: Mapping[str, Any]) -> str:
    subject = draft.get("subject")
    headed = f"Subject: {subject}" if isinstance(subject, str) and subject else ""
    parts = [move["because"], move["offer"], headed, draft.get("text")]
    shown = [_paragraphs(part) for part in parts if isinstance(part, str) and part.strip()]
    return "\n\n".join(shown)


def _paragraphs(text: str) -> str:
    """Keep the line ends of a text, and nothing else that is not shown."""
    lines = shorten(text.strip(), _LONGEST_PART).splitlines()
    return "\n".join(show_invisible(line).rstrip() for line in lines)


def _event(
    name: str, day: pd.Timestamp | dt.date, stamp: str, summary: str, about: str
) -> list[str]:
    start = pd.Timestamp(day)
    title = _PHONE.sub("(number)", _ADDRESS.sub("(address)", str(summary)))
    return [
        "BEGIN:VEVENT",
        f"UID:{_value(one_line(name))}@netlens",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{start + pd.Timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_value(one_line(title, _LONGEST_SUMMARY))}",
        *([f"DESCRIPTION:{_value(about)}"] if about else []),
        "CATEGORIES:netlens",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _value(text: str) -> str:
    """Escape a text value: no line end or sign of it means anything to a calendar."""
    escaped = re.sub(r"([\\;,])", r"\\\1", text)
    return escaped.replace("\n", "\\n").encode("utf-8", "replace").decode("utf-8")


def _fold(line: str) -> str:
    """Fold at 75 octets, the space that marks a continuation counted, characters whole."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _FOLD:
            parts.append("")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n ".join(parts)
