"""One way to write each kind of number."""

import pandas as pd
import pytest

from netlens.claims.phrasing import (
    are,
    count,
    have,
    listing,
    lists,
    long_day,
    month,
    named,
    people,
    percent,
    some_people,
    span,
    two_figures,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (99, "99"),
        (123, "120"),
        (41_237, "41,000"),
        (995, "1,000"),
        (1_234_567, "1,200,000"),
    ],
)
def test_estimates_have_two_figures(value, text):
    """More would claim to know more."""
    assert two_figures(value) == text


def test_ranges_have_one_form():
    """Equal ends are one number."""
    assert span(9_012, 21_480) == "9,000 to 21,000"
    assert span(101, 104) == "100"
    assert some_people(101, 204) == "100 to 200 people"
    assert some_people(0, 1) == "0 to 1 people"
    assert some_people(1, 1) == "1 person"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.126, "13 %"), (0.999, "over 99 %"), (1, "100 %")],
)
def test_shares_never_round_to_nothing_or_all(share, text):
    """A little is not none."""
    assert percent(share) == text


def test_counts_agree_with_their_noun():
    """Exact counts are exact."""
    assert count(1, "export") == "1 export"
    assert count(1_234, "export") == "1,234 exports"
    assert people(1) == "1 person"
    assert people(0) == "0 people"
    assert lists(1) == "1 colleague's list"
    assert lists(6) == "6 colleagues' lists"


def test_verbs_agree_with_their_number():
    """One person has, and is."""
    assert [have(number) for number in (0, 1, 2)] == ["have", "has", "have"]
    assert [are(number) for number in (0, 1, 2)] == ["are", "is", "are"]


def test_names_of_groups_are_clipped():
    """Sixty characters at most; what fits is left as it is, and nothing ends in white space."""
    assert named(" Polymer GmbH ") == "Polymer GmbH"
    assert named("x" * 60) == "x" * 60
    assert named("x" * 10_000) == "x" * 59 + "…"
    assert named("x" * 58 + " " + "y" * 99) == "x" * 58 + "…"


def test_lists_say_how_many_are_left_out():
    """Few, the rest counted."""
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a and b"
    assert listing(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_days_read_alike_on_every_machine():
    """No locale takes part."""
    day = pd.Timestamp("2026-11-03")
    assert month(day) == "November 2026"
    assert long_day(day) == "3 November 2026"
