"""Steps, as far as lists show, and the experiments beside them."""

import numpy as np
import pytest

from netlens.measures.separation import compare_separation, measure_separation

LISTS = {"a": {"b", "x", "y", "z"}, "b": {"a", "y", "z"}, "c": {"w"}}
DIRECT = {"a", "b", "c", "d"}


def test_separation_says_nothing_beyond_what_lists_show():
    """Two steps with lists, no rows without."""
    assert measure_separation(LISTS, direct=DIRECT)["people"].tolist() == [4, 4]
    assert measure_separation({}, direct=DIRECT).empty


def test_a_list_of_somebody_two_steps_away_shows_the_third():
    """x, behind a, lists v, y and a; v's own list shows u. Whom nobody leads to counts nothing."""
    lists = LISTS | {"x": {"v", "y", "a"}, "v": {"u", "y"}, "nobody": {"q"}}
    table = measure_separation(lists, direct=DIRECT)
    assert table["steps"].tolist() == [1, 2, 3, 4]
    assert table["people"].tolist() == [4, 4, 1, 1]


def test_lists_without_strangers_show_an_empty_second_step():
    """Everybody on the list is known already."""
    assert measure_separation({"a": {"b"}}, direct={"a", "b"})["people"].tolist() == [2, 0]


def test_the_mean_stands_beside_published_ones():
    """Four with nobody between and four with one: mean ½; 64 of 296 beside 5.2."""
    compared = compare_separation(measure_separation(LISTS, direct=DIRECT))
    assert compared["value"].iloc[0] == 0.5
    assert compared["basis"].tolist() == ["observed"] + ["published"] * 5
    milgram = compared[compared["source"].str.contains("Milgram")]
    assert milgram["value"].tolist() == [pytest.approx(64 / 296, abs=1e-4), 5.2]
    assert compared.loc[compared["source"].str.contains("Facebook"), "value"].tolist() == [3.74]


def test_without_lists_there_is_no_mean():
    """Unknown is not zero."""
    compared = compare_separation(measure_separation({}, direct=DIRECT))
    assert np.isnan(compared["value"].iloc[0])
