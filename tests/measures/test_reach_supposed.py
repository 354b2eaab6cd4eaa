"""What is supposed without enough lists: published figures, hand calculations, refusals."""

import dataclasses

import pytest

from netlens.errors import ParameterError
from netlens.measures.reach_intervals import load_calibration
from netlens.measures.reach_supposed import (
    estimate_access,
    rule_of_thumb,
    supposed_from_sizes,
    supposed_second_step,
    supposed_third_step,
)


def test_without_lists_the_range_is_a_factor_of_three_around_published_figures():
    """Geometric mean of 48,000 / 130 and 31,170 / 245: 216.7 a contact."""
    result = supposed_second_step(200)
    assert result.estimate == pytest.approx(200 * 216.7, rel=0.001)
    assert result.high / result.low == pytest.approx(9, rel=0.01)
    assert result.observed == 0
    assert "Pew" in result.assumptions[0]["source"]
    assert rule_of_thumb(200) == 40_000


def test_sizes_alone_give_a_wide_range_of_different_people():
    """Two known sizes of 100 and 300 stand for all four contacts: 800 entries."""
    result = supposed_from_sizes({"a", "b", "c", "d"}, {"a": 100, "b": 300, "stranger": 9_999})
    parts = load_calibration()["sizes_alone"]
    assert result.low == round(800 * parts["low"])
    assert result.high == round(800 * parts["high"]) < 800
    assert result.sizes_known == 0.5
    assert result.method.startswith("supposed")
    assert str(load_calibration()["networks"]) in result.assumptions[0]["source"]


def test_sizes_of_strangers_are_no_evidence():
    """None of ego's contacts has a known size."""
    with pytest.raises(ParameterError, match="supposed_second_step"):
        supposed_from_sizes({"a"}, {"stranger": 5, "a": float("nan")})


def test_the_third_step_is_powers_of_ten():
    """From 2,000 at the least to 30,000 × 300 = 9 million: 10^3 to 10^7."""
    second = dataclasses.replace(
        supposed_second_step(100), low=2_000.0, estimate=8_000.0, high=30_000.0
    )
    third = supposed_third_step(second)
    assert (third.low, third.high) == (1e3, 1e7)
    assert third.estimate == 1e5
    assert "order of magnitude" in third.method


def test_a_population_saturates_the_third_step():
    """Of 50,000 people, 9 million finds hit nearly all of the 47,900 left: 10^5 at most."""
    second = dataclasses.replace(supposed_second_step(100), low=2_000.0, high=30_000.0)
    third = supposed_third_step(second, population=50_000)
    assert (third.low, third.high) == (1e3, 1e5)
    with pytest.raises(ParameterError, match="population"):
        supposed_third_step(second, population=0)


def test_access_is_not_existence():
    """Two steps: 0.37 to 0.75 of 1,000 to 4,000; 1.3 to 2.7 asks; 90 % sure with 2 to 5."""
    second = dataclasses.replace(supposed_second_step(10), low=1_000.0, high=4_000.0)
    row = estimate_access(second).iloc[0]
    assert (row["access_low"], row["access_high"]) == (370, 3_000)
    assert (row["asks_low"], row["asks_high"]) == (1.3, 2.7)
    assert (row["sure_asks_low"], row["sure_asks_high"]) == (2, 5)
    assert "217 of 296" in row["source"]


def test_every_further_hop_has_to_pass_it_on():
    """Three steps: 0.37² to 0.75²."""
    row = estimate_access(supposed_second_step(10), steps=3).iloc[0]
    assert (row["odds_low"], row["odds_high"]) == (0.1369, 0.5625)


@pytest.mark.parametrize(
    ("steps", "willingness"), [(1, (0.3, 0.7)), (2, (0.0, 0.7)), (2, (0.8, 0.7)), (2, (0.3, 1.1))]
)
def test_impossible_scenarios_are_refused(steps, willingness):
    """One step needs no introduction; a share is between nobody and everybody."""
    with pytest.raises(ParameterError, match="shares within"):
        estimate_access(supposed_second_step(10), steps=steps, willingness=willingness)


def test_a_sure_introduction_takes_one_ask():
    """Nobody refuses."""
    row = estimate_access(supposed_second_step(10), willingness=(1.0, 1.0)).iloc[0]
    assert (row["asks_high"], row["sure_asks_high"]) == (1.0, 1)
