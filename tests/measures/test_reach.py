"""Reach: exact where everything is held, a floor that holds, a range that was calibrated."""

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import ParameterError
from netlens.measures.reach import (
    estimate_second_step,
    measure_separation,
    rank_openers,
    rule_of_thumb,
    supposed_second_step,
)

LISTS = {
    "a": {"b", "x", "y", "z"},
    "b": {"a", "y", "z"},
    "c": {"w"},
}
DIRECT = {"a", "b", "c", "d"}


def test_with_every_list_the_union_is_the_answer():
    """Nothing is extrapolated at m = d."""
    result = estimate_second_step(LISTS | {"d": {"x", "v"}}, direct=DIRECT)
    assert (result.observed, result.estimate, result.low, result.high) == (5, 5, 5, 5)


def test_neither_ego_nor_direct_contacts_count():
    """Only strangers are two steps away."""
    result = estimate_second_step({"a": {"b"}, "b": {"a"}}, direct={"a", "b"})
    assert result.estimate == 0


def test_too_few_lists_fall_back_to_published_figures():
    """One or two lists say less than those; the people seen stay the floor."""
    seen = {f"s{i}" for i in range(5_000)}
    result = estimate_second_step({"a": seen}, direct={"a", "b"})
    assert result.low == 5_000
    assert "published" in result.method


def test_no_list_is_refused_with_what_to_use():
    """An estimate from nothing would be a guess."""
    with pytest.raises(ParameterError, match="supposed_second_step"):
        estimate_second_step({"stranger": {"x"}}, direct=DIRECT)
    with pytest.raises(ParameterError, match="not calibrated"):
        estimate_second_step(LISTS, direct=DIRECT, level=0.5)


def test_the_range_holds_the_truth_on_a_network_with_known_truth():
    """Ten random lists of a model network, over many egos: most ranges hold."""
    graph = nx.random_partition_graph([50] * 20, 0.3, 0.01, seed=7)
    held = 0
    egos = list(range(0, 1_000, 40))
    for ego in egos:
        near = {i: set(graph[i]) - {ego} for i in graph[ego]}
        lists = {i: near[i] for i in sorted(near)[:: max(1, len(near) // 10)]}
        truth = len(set().union(*near.values()) - set(near))
        result = estimate_second_step(lists, direct=set(near))
        assert result.observed <= result.low <= result.estimate <= result.high
        held += result.low <= truth <= result.high
    assert held >= 0.8 * len(egos)


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"), st.sets(st.integers(0, 40).map(str), max_size=20), min_size=1
    )
)
def test_the_floor_always_holds(lists):
    """Whatever the lists, the range contains at least who was seen."""
    result = estimate_second_step(lists, direct=set("abcdefghij"))
    seen = len(set().union(*lists.values()) - set("abcdefghij"))
    assert result.observed == seen
    assert seen <= result.low <= result.estimate <= result.high
    assert math.isfinite(result.high)


def test_without_lists_the_range_is_a_factor_of_three_around_published_figures():
    """Nine from end to end, with its sources."""
    result = supposed_second_step(200)
    assert result.high / result.low == pytest.approx(9, rel=0.01)
    assert result.low < 200 * 127 < 200 * 369 < result.high * 1.2
    assert "Pew" in result.assumptions[0]["source"]
    assert rule_of_thumb(200) == 40_000


def test_openers_are_ranked_by_what_they_add():
    """Hand count: a adds x, y, z; c then adds w; b adds nobody."""
    table = rank_openers(LISTS, direct=DIRECT, names={"a": "Ana"})
    assert table["person_id"].tolist() == ["a", "c", "b"]
    assert table["new_people"].tolist() == [3, 1, 0]
    assert table["covered"].tolist() == [3, 4, 4]
    assert table["beyond"].tolist() == [3, 1, 2]
    assert table["mutual"].tolist() == [1, 0, 1]
    assert table["name"].iloc[0] == "Ana"


def test_separation_says_nothing_beyond_what_lists_show():
    """Two steps with lists, no rows without."""
    assert measure_separation(LISTS, direct=DIRECT)["people"].tolist() == [4, 4]
    assert measure_separation({}, direct=DIRECT).empty
