"""A plan as a calendar: read back by an independent parser, whatever a name holds."""

import re

import pandas as pd
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlens.calendar_file import OPENING, build_calendar, count_undated
from netlens.exports.calendars import read_ics
from netlens.schema import DRAFTS, MOVES, make_table

WEDNESDAY = pd.Timestamp("2026-06-24")
MONDAY = pd.Timestamp("2026-06-22")
HOSTILE = "Eve\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.com\u2028URL:x\x1b[31m,;\\n"


def make_moves(*rows):
    """Give moves; what a row leaves out is filled."""
    usual = {"when": "now", "week": MONDAY, "kind": "ask", "basis": "observed"}
    texts = {"sentence": "Ask Ana", "because": "Head of Data", "offer": ""}
    return make_table(
        MOVES, [{"move_id": f"m{i}", **usual, **texts, **r} for i, r in enumerate(rows)]
    )


def no_goals():
    """Give a goals table without rows."""
    return pd.DataFrame({"goal": pd.Series([], dtype="str"), "by": pd.Series([], dtype="object")})


def make_goals(goal, by):
    """Give one goal."""
    return pd.DataFrame(
        {"goal_id": ["g1"], "goal": [goal], "by": [pd.Timestamp(by) if by else pd.NaT]}
    )


def write(moves, drafts=None, goals=None, as_of=MONDAY):
    """Give the calendar's text."""
    words = make_table(DRAFTS, []) if drafts is None else drafts
    return build_calendar(moves, words, no_goals() if goals is None else goals, as_of=as_of)


def events_of(text):
    """Parse with vobject; give its events in order."""
    calendar = vobject.readOne(text)
    return list(calendar.contents.get("vevent", []))


def test_a_move_is_a_private_event_of_one_day_that_blocks_no_time():
    """What to do is the summary; why, the offer and the words are beneath."""
    moves = make_moves({"offer": "Offer first: notes, on Dagster; or \\ Airflow."})
    drafts = make_table(
        DRAFTS, [{"move_id": "m0", "subject": "A question", "text": "Dear Ana,\n\nhow are you?"}]
    )
    (event,) = events_of(write(moves, drafts))
    assert event.summary.value == "Ask Ana"
    assert event.description.value == (
        "Head of Data\n\nOffer first: notes, on Dagster; or \\ Airflow.\n\n"
        "Subject: A question\n\nDear Ana,\n\nhow are you?"
    )
    assert re.fullmatch(r"move-m0\.[0-9a-f]{16}@netlens", event.uid.value)
    assert event.dtstart.value == MONDAY.date()
    assert event.dtend.value == pd.Timestamp("2026-06-23").date()
    assert (event.contents["class"][0].value, event.transp.value) == ("PRIVATE", "TRANSPARENT")
    assert event.dtstamp.value.isoformat().startswith("2026-06-22T00:00:00")


@pytest.mark.parametrize(
    ("count", "as_of", "expected"),
    [
        (3, MONDAY, [22, 23, 24]),
        (2, MONDAY, [22, 24]),
        (5, MONDAY, [22, 22, 23, 24, 25]),
        (2, WEDNESDAY, [24, 25]),
        (2, pd.Timestamp("2026-06-27"), [27, 27]),
    ],
)
def test_a_week_is_spread_over_monday_to_thursday_and_never_before_the_day(count, as_of, expected):
    """In the order of the plan."""
    events = events_of(write(make_moves(*[{}] * count), as_of=as_of))
    assert [event.dtstart.value.day for event in events] == expected
    assert [event.uid.value.split(".")[0] for event in events] == [
        f"move-m{i}" for i in range(count)
    ]


def test_weeks_follow_each_other_and_any_day_names_its_week():
    """The Sunday of a week is spread like its Monday."""
    moves = make_moves({"when": "later", "week": pd.Timestamp("2026-07-12")}, {})
    days = [event.dtstart.value.isoformat() for event in events_of(write(moves))]
    assert days == ["2026-06-22", "2026-07-06"]


def test_a_day_that_is_not_known_is_not_invented():
    """A move for now is this week's; one for some time has no event and is counted."""
    moves = make_moves({"week": pd.NaT}, {"week": pd.NaT, "when": "later"})
    (event,) = events_of(write(moves))
    assert event.uid.value.startswith("move-m0.")
    assert count_undated(moves) == 1


def test_the_date_of_a_goal_is_an_event_that_stays_the_same_when_it_moves():
    """So that importing the calendar again moves it; what is over is left out."""
    found = [
        events_of(write(make_moves(), goals=make_goals("find a mentor", day)))
        for day in ("2026-12-15", "2027-01-31", "2026-06-21", None)
    ]
    assert [len(events) for events in found] == [1, 1, 0, 0]
    one, other = found[0][0], found[1][0]
    assert one.summary.value == "The date you set: find a mentor"
    assert one.dtstart.value.isoformat() == "2026-12-15"
    assert one.uid.value == other.uid.value


def test_a_move_keeps_its_event_and_plans_for_other_goals_keep_theirs():
    """Ids of moves count goals, so the goal's own words stand in for the count."""
    ids = [
        events_of(write(make_moves({"goal_id": "g1", "week": week}), goals=make_goals(goal, None)))[
            0
        ].uid.value
        for goal, week in (
            ("find a mentor", MONDAY),
            ("find a mentor", WEDNESDAY + pd.Timedelta(days=7)),
            ("find a flat", MONDAY),
        )
    ]
    assert ids[0] == ids[1] != ids[2]


def test_the_same_plan_gives_the_same_bytes():
    """The clock is not asked."""
    moves = make_moves({}, {"when": "later", "week": WEDNESDAY})
    assert write(moves) == write(moves)
    assert write(moves).startswith(OPENING)
    assert "DTSTAMP:20260622T000000Z" in write(moves)


def test_a_summary_gives_no_address_and_no_number():
    """It is what others see on a shared screen; years and days may stay."""
    sentence = "Ask ana@example.com or +49 (30) 23125-001 since 2021-2024, 2026-06-30"
    (event,) = events_of(write(make_moves({"sentence": sentence})))
    assert event.summary.value == "Ask (address) or (number) since 2021-2024, 2026-06-30"


def test_a_name_ends_no_line_and_starts_no_property():
    """Whichever field it stands in."""
    hostile = dict.fromkeys(("sentence", "because", "offer", "move_id"), HOSTILE)
    drafts = make_table(DRAFTS, [{"move_id": HOSTILE, "subject": HOSTILE, "text": HOSTILE}])
    text = write(make_moves(hostile), drafts, make_goals(HOSTILE, "2027-01-01"))
    one, goal = events_of(text)
    allowed = {"uid", "dtstamp", "dtstart", "dtend", "summary", "description", "categories"}
    for event in (one, goal):
        assert set(event.contents) <= allowed | {"class", "transp"}
        assert "\n" not in event.summary.value
        assert "\\n" in event.summary.value
    assert "\x1b" not in text
    assert "ATTENDEE:mailto" in one.description.value
    assert read_ics(text.encode()).used == 0


def unfold(text):
    """Join folded lines as the standard says: by hand, not with our own reader."""
    return text.replace("\r\n ", "").split("\r\n")


@settings(max_examples=60)
@example("a" * 500, "")
@example("", "😀" * 200)
@given(st.text(max_size=300), st.text(st.sampled_from("a😀ü\u0301,;\\\n\r"), max_size=200))
def test_lines_are_short_and_whole_characters_and_read_back(name, letters):
    """75 octets at most, the fold's own space counted."""
    moves = make_moves({"sentence": f"Ask {letters}", "because": f"x{letters}", "offer": name})
    text = write(moves)
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    lines = text.encode("utf-8").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    found = unfold(text)
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 1
    names = [line.split(":")[0].split(";")[0] for line in found[4:-2]]
    assert names == [
        "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES",
        "CLASS", "TRANSP", "END",
    ]  # fmt: skip
    (event,) = events_of(text)
    kept = [line.rstrip() for line in f"x{letters}".strip().splitlines()]
    assert event.description.value.startswith("\n".join(kept).rstrip("\n"))
