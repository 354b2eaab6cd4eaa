"""Moves week by week."""

import pandas as pd

from netlens.agenda import WEEKS_OPEN, agenda
from netlens.report.sanitizing import sanitize
from netlens.schema import MOVES, make_table


def moves(number, sentence="Ask Ben", when="later"):
    """Give one move in each of so many weeks."""
    weeks = pd.date_range("2026-07-06", periods=number, freq="7D")
    return make_table(
        MOVES,
        [
            {
                "move_id": f"m{n}",
                "when": when,
                "week": week,
                "kind": "ask",
                "sentence": sentence,
                "because": "why",
                "offer": "notes",
                "basis": "inferred",
            }
            for n, week in enumerate(weeks)
        ],
    )


def test_weeks_are_headings_and_most_are_folded():
    """With how many moves the fold holds."""
    html = agenda(moves(WEEKS_OPEN + 2)).html
    assert html.index("Week of 6 July 2026") < html.index("<details>")
    assert "2 more after that" in html
    assert "Offer first: notes." in html
    assert sanitize(html) == html


def test_nothing_later_is_said():
    """Those of this week stand on the first screen."""
    assert agenda(moves(2, when="now")).text == "Nothing after this week."


def test_hostile_text_stays_text():
    """On one line, in HTML and in the terminal."""
    view = agenda(moves(1, "<b>Ask\n\x1b[31mBen</b>"))
    assert "<b>" not in view.html
    assert "\x1b" not in view.text
    assert view.text.splitlines()[0] == "Week of 6 July 2026"
    assert len(view.text.splitlines()) == 2
