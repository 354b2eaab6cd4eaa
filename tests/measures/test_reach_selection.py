"""Do the lists held look like the rest? Hand counts, and worlds that are made to differ."""

import numpy as np
import pytest

from netlens.measures.reach_sample import summarise_lists
from netlens.measures.reach_selection import WORDS, describe_selection, measure_signals

DIRECT = {"a", "b", "c", "d", "e", "f"}
# a, b and c know each other; of d, e and f they know nobody.
CLIQUE = {"a": {"b", "c", "x"}, "b": {"a", "c", "y"}, "c": {"a", "b", "z"}}


def test_owners_who_know_each_other_stand_out():
    """Six links among owners; 6 mutual entries × 2 / 5 = 2.4 were to be expected."""
    signals = measure_signals(summarise_lists(CLIQUE, direct=DIRECT))
    assert signals.z_in == pytest.approx((6 - 2.4) / np.sqrt(3.4))
    assert signals.x_in == pytest.approx(np.log(8 / 4.4))
    assert signals.share == pytest.approx(2 / 3)
    assert signals.share_spread == pytest.approx(0)
    assert signals.unlinked == 1


def test_lengths_are_compared_where_known():
    """Three lists of 3 against three of 15: log 4 − log 16."""
    sizes = dict.fromkeys("def", 16)
    signals = measure_signals(summarise_lists(CLIQUE, direct=DIRECT, list_sizes=sizes))
    assert signals.x_size == pytest.approx(np.log(4 / 16))
    assert signals.z_size < -1
    # As seen on the lists: owners have (6/2 + ½) of 10, the rest (0/3 + ½) of 46.
    assert signals.x_share == pytest.approx(np.log((3.5 / 10) / (0.5 / 46)))


def test_unknown_lengths_are_no_difference_and_no_zero():
    """Nothing is known of the others' lists."""
    signals = measure_signals(summarise_lists(CLIQUE, direct=DIRECT))
    assert np.isnan([signals.z_size, signals.x_size, signals.x_share]).all()


def test_worlds_behind_people_nobody_names_count_where_lists_overlap():
    """X is on all three lists, so 3 of 3 entries are of people on several; e is not named."""
    lists = {"a": {"d", "x"}, "b": {"d", "x"}, "c": {"d", "f", "x"}}
    sample = summarise_lists(lists, direct=DIRECT)
    assert measure_signals(sample).far == pytest.approx(1 / 3)
    apart = {"a": {"d", "x"}, "b": {"d", "y"}, "c": {"d", "f", "z"}}
    assert measure_signals(summarise_lists(apart, direct=DIRECT)).far == 0


def test_every_signal_has_its_words():
    """Strongest first, joined; nothing odd is nothing said."""
    assert describe_selection(()) == ""
    words = describe_selection((("z_size", -1), ("z_in", 1)))
    assert words.startswith("the lists held are shorter")
    assert "know each other" in words
    assert len(set(WORDS.values())) == len(WORDS)
