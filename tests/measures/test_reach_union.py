"""The union of all lists, extrapolated: exact ends, known cases, floors that hold."""

import dataclasses

import numpy as np
import pytest
from scipy import stats

from netlens.measures.reach_sample import summarise_lists
from netlens.measures.reach_union import _grid, extrapolate_union


def same_lists(count: int) -> dict[str, set[str]]:
    """Everybody knows the same twenty people."""
    return {f"c{i}": {f"s{j}" for j in range(20)} for i in range(count)}


def test_thinning_is_hypergeometric():
    """One stranger on exactly one of ten lists is on none of four held with 6/10."""
    none, _ = _grid(4, 10)
    steepest = none.max()
    assert steepest == pytest.approx(stats.hypergeom(10, 1, 4).pmf(0), abs=0.03)
    assert stats.hypergeom(10, 1, 4).pmf(0) == pytest.approx(0.6)


def test_lists_that_are_all_the_same_leave_nobody_unseen():
    """Ten of a hundred equal lists show everybody."""
    direct = {f"c{i}" for i in range(100)}
    union = extrapolate_union(summarise_lists(same_lists(10), direct=direct))
    assert union.estimate == pytest.approx(20, abs=1)


def test_lists_without_overlap_extrapolate_to_all_lists():
    """Five of ten lists of four, nobody twice: near forty, and above the twenty seen."""
    lists = {f"c{i}": {f"s{i}-{j}" for j in range(4)} for i in range(5)}
    union = extrapolate_union(summarise_lists(lists, direct={f"c{i}" for i in range(10)}))
    assert union.units == 10
    assert 30 < union.estimate <= 41


def test_longer_lists_stand_for_several():
    """Half of the contacts hold three quarters of all entries: 2 lists of 10, 2 of 30."""
    lists = {f"c{i}": {f"s{i}-{j}" for j in range(10)} for i in range(2)}
    direct = {"c0", "c1", "c2", "c3"}
    sizes = {"c2": 31, "c3": 31}
    union = extrapolate_union(summarise_lists(lists, direct=direct, list_sizes=sizes))
    assert union.units == 8
    assert union.ceiling == 20 + 60


def test_a_list_of_known_length_is_a_floor():
    """Of 500 people on one list at most three are contacts: 497 exist two steps away."""
    lists = {"c0": {"x", "y"}, "c1": {"x", "z"}, "c2": {"x"}}
    direct = {"c0", "c1", "c2", "hub"}
    union = extrapolate_union(summarise_lists(lists, direct=direct, list_sizes={"hub": 501}))
    assert union.floor == 497
    assert union.floor <= union.estimate <= union.ceiling == 503


def test_with_every_list_nothing_is_extrapolated():
    """The union is what was seen."""
    union = extrapolate_union(summarise_lists(same_lists(3), direct={"c0", "c1", "c2"}))
    assert (union.floor, union.estimate, union.ceiling) == (20, 20, 20)


def test_the_estimate_is_never_below_what_was_seen():
    """Whatever the counts of people on one, two, … lists."""
    base = summarise_lists(same_lists(4), direct={f"c{i}" for i in range(30)})
    rng = np.random.default_rng(0)
    for _ in range(20):
        sample = dataclasses.replace(base, multiplicities=rng.integers(0, 50, 4) + 1)
        assert extrapolate_union(sample).estimate >= sample.observed
