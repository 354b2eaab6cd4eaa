"""Calendars: who met, on what day, and what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.exports.calendars import is_ics, read_ics
from netlens.exports.statements import MOST_TOGETHER


def event(*people, day="DTSTART:20240305T100000Z", more=""):
    """Make one event."""
    attendees = "".join(
        person if ":" in person else f"ATTENDEE;CN={person.title()}:mailto:{person}@example.com\r\n"
        for person in people
    )
    return (
        f"BEGIN:VEVENT\r\nUID:{people}{day}\r\n{day}\r\nSUMMARY:secret\r\n{attendees}{more}"
        "BEGIN:VALARM\r\nATTENDEE:mailto:alarm@example.com\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    )


def read(*events, head=""):
    """Read a calendar; every event is used or dropped."""
    data = f"BEGIN:VCALENDAR\r\n{head}{''.join(events)}END:VCALENDAR\r\n".encode()
    assert is_ics(data)
    found = read_ics(data)
    assert found.read == found.used + len(found.dropped) == len(events)
    assert "secret" not in repr(found)
    return found


def ties(found):
    """List ends, day and weight."""
    columns = (found.columns[name] for name in ("from", "to", "date", "weight"))
    return list(zip(*columns, strict=True))


def test_a_meeting_ties_each_pair_on_its_day():
    """Undirected; a large meeting counts less for each; alarms invite nobody."""
    found = read(event("ana", "ben", "cem"))
    ana, ben, cem = (f"email:{who}@example.com" for who in ("ana", "ben", "cem"))
    day = "2024-03-05"
    assert ties(found) == [(ana, ben, day, 0.5), (ana, cem, day, 0.5), (ben, cem, day, 0.5)]
    assert found.columns["directed"] == [False] * 3
    assert found.columns["from_name"][0] == "Ana"


@pytest.mark.parametrize(
    "day", ["DTSTART;VALUE=DATE:20240305", "DTSTART;TZID=Europe/Berlin:20240305T10"]
)
def test_days_come_in_several_forms(day):
    """And one that is none is unknown."""
    assert read(event("ana", "ben", day=day)).columns["date"] == ["2024-03-05"]
    assert read(event("ana", "ben", day="DTSTART:20240231T1")).columns["date"] == [None]


def test_the_owner_is_whom_the_calendar_is_named_after_or_who_is_in_all():
    """Otherwise nobody is."""
    named = read(event("ana", "me"), head="X-WR-CALNAME:me@example.com\r\n")
    assert ties(named)[0][:2] == ("email:ana@example.com", "owner")
    assert read(event("ana", "me"), event("ben", "me"), event("cem", "me")).owner_emails == (
        "me@example.com",
    )
    assert read(event("ana", "me")).owner_emails == ()


@pytest.mark.parametrize(
    ("attendee", "kept"),
    [
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.com\r\n", False),
        ("ATTENDEE;CUTYPE=ROOM:mailto:ben@example.com\r\n", False),
        ("ATTENDEE:mailto:info@example.com\r\n", False),
        ("ATTENDEE:urn:uuid:1\r\n", False),
        ('ATTENDEE;CN="Okafor: Ben; B.";ROLE=X:MAILTO:ben@\r\n example.com\r\n', True),
        ("ORGANIZER;EMAIL=ben@example.com:urn:uuid:1\r\n", True),
    ],
)
def test_who_counts_as_there(attendee, kept):
    """Rooms, offices and who declined do not; folded and quoted lines do."""
    assert bool(read(event("ana", attendee)).used) is kept


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (event("ana", "ben", more="STATUS:CANCELLED\r\n"), "cancelled"),
        (event("ana"), "nobody else"),
        (event(*[f"p{i}" for i in range(MOST_TOGETHER + 1)]), "more than 12"),
    ],
)
def test_what_shows_no_acquaintance_is_dropped(line, reason):
    """With the line the event begins at."""
    (drop,) = read(event("ana", "ben"), line).dropped
    assert reason in drop.reason
    assert drop.line == 2 + event("ana", "ben").count("\r\n")


@given(st.binary(max_size=400))
def test_junk_never_crashes(junk):
    """Whatever stands in an event."""
    found = read_ics(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE" + junk + b"\nEND:VEVENT\n" + junk)
    assert found.read == found.used + len(found.dropped)
