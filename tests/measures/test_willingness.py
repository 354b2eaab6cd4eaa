"""Willingness: a scenario below twenty answers, and no answer is not a no."""

import math

import numpy as np
import pandas as pd
import pytest

from netlens.errors import ParameterError
from netlens.measures.willingness import (
    SCENARIO,
    estimate_elapsed,
    estimate_willingness,
    read_willingness,
)


def test_below_twenty_answers_it_is_the_scenario():
    """Nineteen yes are still the published range; the method says how many are missing."""
    found = estimate_willingness([True] * 19)
    assert (found.low, found.value, found.high) == (0.37, 0.53, 0.75)
    assert "19 of the 20 answers" in found.method
    assert found.outcomes == 0


def test_from_twenty_answers_on_it_is_the_posterior():
    """By hand: (4 × .53 + 15) / 24 = .7133."""
    found = estimate_willingness([True] * 15 + [False] * 5)
    assert found.value == pytest.approx(0.7133)
    assert found.low < found.value < found.high
    assert "15 of 20" in found.method
    assert "prior worth 4 answers" in found.method


def test_the_interval_holds_what_the_posterior_says():
    """Nine tenths of draws from Beta(17.12, 6.88) lie inside."""
    found = estimate_willingness([True] * 15 + [False] * 5)
    draws = np.random.default_rng(0).beta(17.12, 6.88, 20_000)
    assert np.mean((draws >= found.low) & (draws <= found.high)) == pytest.approx(0.9, abs=0.01)


def test_no_answer_counts_neither_as_yes_nor_as_no():
    """Open, empty and missing outcomes change nothing but are counted."""
    answers = ["yes"] * 15 + ["no"] * 5
    silent = ["open", "", None, float("nan"), pd.NA, pd.NaT]
    found, plain = estimate_willingness(answers + silent), estimate_willingness(answers)
    assert (found.low, found.value, found.high) == (plain.low, plain.value, plain.high)
    assert found.unanswered == 6
    assert "6 without an answer are left out (all no would make it 0.57)" in found.method


def test_silence_alone_never_makes_an_estimate():
    """A hundred asks without an answer leave the scenario."""
    found = estimate_willingness([None] * 100)
    assert (found.low, found.high) == (SCENARIO.low, SCENARIO.high)
    assert "0 of the 20 answers" in found.method


def test_an_outcome_that_nobody_understands_is_an_error():
    """Maybe is neither."""
    with pytest.raises(ParameterError, match="maybe"):
        estimate_willingness(["maybe"])


@pytest.mark.parametrize("level", [0, 1, 90])
def test_an_impossible_level_is_an_error(level):
    """Ninety is not a probability."""
    with pytest.raises(ParameterError, match="between 0 and 1"):
        estimate_willingness([], level=level)


@pytest.mark.parametrize(
    ("given", "expected"),
    [(0.5, (0.5, 0.5, 0.5)), ((0.2, 0.5, 1), (0.2, 0.5, 1.0)), (SCENARIO, (0.37, 0.53, 0.75))],
)
def test_willingness_comes_in_three_forms(given, expected):
    """A number, a range, or what was estimated."""
    assert read_willingness(given) == expected


@pytest.mark.parametrize("given", [0, 1.2, (0.5, 0.2, 0.9), (0.1, 0.2), "high", float("nan")])
def test_impossible_willingness_is_an_error(given):
    """Zero would make every introduction impossible."""
    with pytest.raises(ParameterError, match="willingness"):
        read_willingness(given)


def test_the_scenario_is_an_assumption_with_its_source():
    """It is shown among the assumptions."""
    row = SCENARIO.describe()
    assert (row["low"], row["high"], row["used_by"]) == (0.37, 0.75, ("chains",))
    assert "Travers & Milgram 1969" in row["source"]


def test_days_per_hop_are_unknown_without_twenty_answers():
    """No published figure is shown in their place."""
    found = estimate_elapsed([1.0] * 19)
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert found.method.startswith("not known")


def test_days_per_hop_are_quartiles_of_the_answers():
    """Answers after 1 … 20 days: a quarter by day 5, three quarters by day 15."""
    found = estimate_elapsed(list(range(1, 21)))
    assert (found.low, found.high) == (5.0, 15.0)


def test_waiting_asks_push_the_quartiles_out():
    """Twenty more still open after 30 days: a quarter by day 10, three quarters not seen."""
    found = estimate_elapsed(list(range(1, 21)), [30.0] * 20)
    assert found.low == 10.0
    assert math.isnan(found.high)
