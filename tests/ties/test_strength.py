"""Strength: what counts, and in which direction."""

import re

import pandas as pd
import pytest

from netlens.exports.statements import MOST_TOGETHER
from netlens.ties.strength import (
    HALF_LIFE_DAYS,
    Clock,
    count_repeats,
    describe_weights,
    measure_strength,
)

TODAY = pd.Timestamp("2026-06-30")
CLOCK = Clock(TODAY, half_life=730.0)


def letters(number, *, years=0.0, kind="message"):
    """Make letters of one age."""
    day = TODAY - pd.Timedelta(days=365 * years)
    return [(kind, day, 1.0)] * number


def strength(rows, back=()):
    """Measure a tie whose other direction has the rows of `back`."""
    return measure_strength(rows, count_repeats(back, CLOCK), CLOCK)


def test_more_letters_newer_letters_and_answers_make_a_tie_stronger():
    """Frequency, recency, reciprocity."""
    assert strength(letters(1)) < strength(letters(5)) < strength(letters(50))
    assert strength(letters(5, years=6)) < strength(letters(5, years=2)) < strength(letters(5))
    assert (
        strength(letters(5)) < strength(letters(5), letters(1)) < strength(letters(5), letters(5))
    )


def test_the_formula_by_hand():
    """Five letters today, unanswered: half of 0.8 (1 - 1/e)."""
    assert strength(letters(5)) == pytest.approx(0.5 * 0.8 * (1 - 2.718281828**-1), abs=1e-6)
    both = [*letters(5), ("linkedin connection", TODAY, 1.0)]
    assert strength(both) == pytest.approx(1 - (1 - strength(letters(5))) * (1 - 0.15), abs=1e-6)


def test_what_does_not_repeat_fades_to_half():
    """A connection of long ago is still one; undated ones are in between."""
    fresh, old = (
        [("linkedin connection", day, 1.0)] for day in (TODAY, pd.Timestamp("1990-01-01"))
    )
    undated = [("linkedin connection", None, 1.0)]
    assert strength(fresh) == pytest.approx(0.15)
    assert strength(old) == pytest.approx(0.075, abs=1e-4)
    assert strength(old) < strength(undated) < strength(fresh)


def test_relations_are_stronger_than_connections_and_all_stay_below_one():
    """A sister is more than a click."""
    sister = [("relation: sister", None, 1.0)]
    assert strength(sister) > strength([("linkedin connection", TODAY, 1.0)])
    everything = [(row["kind"], TODAY, 1e6) for row in describe_weights()]
    assert strength(everything, everything) <= 1


def test_an_invitation_does_not_repeat():
    """Ten clicks are one attempt."""
    one = [("invitation", TODAY, 1.0)]
    assert strength(one * 10) == strength(one)


def test_the_documentation_states_the_weights_in_use(repository):
    """One table, the same numbers, the half-life too."""
    text = (repository / "docs" / "ties.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w:… ]+) \| (0\.\d+) \| (once|\d+) \|$", text, re.MULTILINE)
    told = {
        kind: (float(most), 1.0 if enough == "once" else float(enough))
        for kind, most, enough in rows
    }
    assert told == {row["kind"]: (row["most"], row["enough"]) for row in describe_weights()}
    assert f"of {HALF_LIFE_DAYS:.0f} days" in text
    assert f"= {strength(letters(5)):.3f}" in text
    assert MOST_TOGETHER == 12
    assert "more than twelve people" in text
