"""Words: on what a hop rests, within 120 characters, and requests that let people say no."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import ParameterError
from netlens.measures.introductions import clip, describe_tie, phrase_request


def test_a_tie_is_described_by_kinds_ground_strength_and_date():
    """Everything known is said."""
    facts = {
        "basis": "observed",
        "kinds": ("mail", "meeting"),
        "strength": 0.412,
        "last_seen": pd.Timestamp("2026-03-02"),
    }
    expected = "mail, meeting (seen in an export); strength 0.41 of 1; last seen 2026-03-02"
    assert describe_tie(facts) == expected


@pytest.mark.parametrize("missing", [{}, {"strength": float("nan"), "last_seen": pd.NaT}])
def test_what_is_not_known_is_said_to_be_unknown(missing):
    """No strength is not a weak tie, no date is not long ago."""
    assert describe_tie(missing) == "grounds not recorded; no date"


@given(
    st.lists(st.text(max_size=200), max_size=4),
    st.sampled_from(["observed", "asserted", "inferred", "x", None]),
)
def test_the_reason_is_one_line_of_at_most_120_characters(kinds, basis):
    """Hostile kinds neither break the line nor the limit."""
    why = describe_tie({"basis": basis, "kinds": tuple(kinds), "strength": 1.0})
    assert len(why) <= 120
    assert len(why.splitlines()) == 1


def test_clipping_says_that_something_is_missing():
    """A cut text ends in an ellipsis."""
    assert clip("one\n two  three", 8) == "one two…"


def test_each_hop_has_one_sentence_and_each_next_names_who_suggested_it():
    """Ego asks Ana for Ben, then Ben for Cem, then Cem."""
    said = phrase_request(["Ego", "Ana", "Ben", "Cem"], goal="a job in Berlin")
    assert said == [
        "Ana, would you introduce me to Ben about a job in Berlin (no is a fine answer)?",
        (
            "Ben, Ana suggested that I write to you; would you introduce me to Cem about "
            "a job in Berlin (no is a fine answer)?"
        ),
        (
            "Cem, Ben suggested that I write to you; may I ask you about a job in Berlin "
            "(no is a fine answer)?"
        ),
    ]


def test_an_offer_comes_before_the_ask():
    """Give first."""
    said = phrase_request(["Ego", "Ana"], offer="notes on Airflow")
    assert said == ["Ana, I can offer notes on Airflow; may I ask you (no is a fine answer)?"]


def test_an_open_chain_ends_with_asking_for_a_way():
    """Nobody knows who stands behind the question mark, so nobody is asked there."""
    said = phrase_request(["Ego", "Ana", "?", "Example Ltd"])
    assert said == ["Ana, whom would you ask for a way to Example Ltd (no is a fine answer)?"]


def test_a_chain_of_one_is_refused():
    """There is nobody to ask."""
    with pytest.raises(ParameterError, match="at least two"):
        phrase_request(["Ego"])
