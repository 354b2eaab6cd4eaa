"""What pooled lists show: hand counts of a small world."""

import numpy as np
import pytest

from netlens.errors import ParameterError
from netlens.measures.reach_sample import summarise_lists

# ego knows a to e; a, b and c pooled. x and y stand on two lists, z, v and w on one.
LISTS = {"a": {"a", "b", "d", "x", "y", "z"}, "b": {"a", "x", "y"}, "c": {"d", "v", "w"}}
DIRECT = {"a", "b", "c", "d", "e"}


def test_lists_are_counted_by_hand():
    """Owners do not count on their own list; every array goes by id."""
    sample = summarise_lists(LISTS, direct=DIRECT)
    assert (sample.held, sample.of, sample.observed) == (3, 5, 5)
    assert sample.multiplicities.tolist() == [3, 2, 0]
    assert sample.sizes.tolist() == [5, 3, 3]
    assert sample.mutual.tolist() == [2, 1, 1]
    assert sample.beyond.tolist() == [3, 2, 2]
    assert sample.alone.tolist() == [1, 0, 2]
    assert sample.linked.tolist() == [1, 1, 0]
    assert sample.rest_linked.tolist() == [2, 0]
    assert np.isnan(sample.rest_sizes).all()
    assert sample.known == 0


def test_mutual_contacts_of_the_rest_are_scaled_from_the_lists_naming_them():
    """D is on two of three lists, so knows an estimated 2/3 of the four others."""
    assert summarise_lists(LISTS, direct=DIRECT).mutual_of_rest == pytest.approx([8 / 3, 0])


def test_sizes_count_ego_unless_the_lists_held_say_otherwise():
    """Without a list to compare, the one contact everybody has is ego."""
    assert summarise_lists(LISTS, direct=DIRECT, list_sizes={"d": 8}).rest_sizes[0] == 7
    with_owner = {"a": 5, "b": 3, "d": 8}
    assert summarise_lists(LISTS, direct=DIRECT, list_sizes=with_owner).rest_sizes[0] == 8


def test_sizes_that_count_something_else_do_not_move_the_others():
    """A list of 5 for somebody with 500 connections is a partial one; ego is one person."""
    sizes = {"a": 500, "b": 400, "d": 8}
    assert summarise_lists(LISTS, direct=DIRECT, list_sizes=sizes).rest_sizes[0] == 7


def test_unknown_sizes_stay_unknown_and_negative_ones_are_refused():
    """NaN and None are no size; nobody has minus two contacts."""
    sample = summarise_lists(LISTS, direct=DIRECT, list_sizes={"d": None, "e": float("nan")})
    assert np.isnan(sample.rest_sizes).all()
    with pytest.raises(ParameterError, match="-2 for 'd'"):
        summarise_lists(LISTS, direct=DIRECT, list_sizes={"d": -2})


def test_lists_of_strangers_do_not_count():
    """Only a contact's list is one of the d."""
    assert summarise_lists({"q": {"x"}}, direct=DIRECT).held == 0
