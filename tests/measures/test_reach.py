"""Reach: exact where everything is held, a floor that holds, a range that was calibrated."""

import itertools
import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import ParameterError
from netlens.measures.reach import estimate_second_step

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
        estimate_second_step(LISTS, direct=DIRECT, level=0.99)


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


def test_ten_unlike_lists_are_said_to_be_unlike_and_widened_or_refused():
    """Lists of one's closest: owners all know each other, and their lists are the short ones."""
    owners = [f"c{i:03d}" for i in range(10)]
    lists = {o: set(owners) | {f"s{j}" for j in range(12)} | {f"only-{o}"} for o in owners}
    direct = {f"c{i:03d}" for i in range(100)}
    sizes = dict.fromkeys(direct, 300)
    result = estimate_second_step(lists, direct=direct, list_sizes=sizes)
    assert result.chosen
    assert "shorter" in result.selection
    assert "know each other" in result.selection
    assert result.high > 10 * result.observed
    if not result.method.startswith("extrapolated"):
        assert result.selection in result.method


def test_lists_that_say_nothing_are_refused_with_the_reason():
    """A range of chosen lists that is wider than no list's is none: a supposed one is given."""
    owners = [f"c{i:03d}" for i in range(3)]
    lists = {o: (set(owners) - {o}) | {f"{o}-{j}" for j in range(2)} for o in owners}
    direct = {f"c{i:03d}" for i in range(400)}
    result = estimate_second_step(lists, direct=direct)
    assert result.chosen
    assert result.method.startswith("published figures; the lists held are not like the rest")
    assert result.observed == 6


def test_like_lists_are_not_remarked_upon():
    """Random lists of one kind."""
    graph = nx.random_partition_graph([50] * 20, 0.3, 0.01, seed=7)
    near = {i: set(graph[i]) - {0} for i in graph[0]}
    result = estimate_second_step({i: near[i] for i in sorted(near)[::3]}, direct=set(near))
    assert (result.selection, result.chosen) == ("", False)
    assert result.method == "extrapolated from the overlap of the lists held"


def test_sizes_narrow_the_range_and_are_said():
    """The same lists, with the lengths of the others known."""
    graph = nx.random_partition_graph([50] * 20, 0.3, 0.01, seed=7)
    near = {i: set(graph[i]) - {0} for i in graph[0]}
    lists = {i: near[i] for i in sorted(near)[::3]}
    sizes = {i: len(graph[i]) for i in near}
    without = estimate_second_step(lists, direct=set(near))
    known = estimate_second_step(lists, direct=set(near), list_sizes=sizes)
    assert known.high / known.low < without.high / without.low
    assert "sizes of the others" in known.method
    assert known.sizes_known == 1


def test_a_higher_level_is_wider():
    """0.5, 0.8, 0.9 and 0.95 were calibrated."""
    lists = {f"c{i}": {f"s{j}" for j in range(3 * i, 3 * i + 12)} for i in range(8)}
    direct = {f"c{i}" for i in range(30)}
    found = [estimate_second_step(lists, direct=direct, level=p) for p in (0.5, 0.8, 0.9, 0.95)]
    assert len({result.estimate for result in found}) == 1
    assert all(a.low >= b.low and a.high <= b.high for a, b in itertools.pairwise(found))
    assert found[0].high < found[3].high


def test_order_and_repetition_change_nothing():
    """Same bits whatever the order of lists and sets."""
    lists = {f"c{i}": {f"s{j}" for j in range(2 * i, 2 * i + 9)} for i in range(5)}
    direct = {f"c{i}" for i in range(9)}
    other = {key: set(lists[key]) for key in reversed(list(lists))}
    assert estimate_second_step(lists, direct=direct) == estimate_second_step(other, direct=direct)


def test_few_lists_with_sizes_rest_on_the_sizes():
    """Two lists do not extrapolate, but ten sizes say more than published ratios."""
    lists = {"c0": {"x"}, "c1": {"y"}}
    direct = {f"c{i}" for i in range(10)}
    sizes = dict.fromkeys(direct, 100)
    result = estimate_second_step(lists, direct=direct, list_sizes=sizes)
    assert (
        result.method == "supposed from the sizes of lists; too few lists are held to extrapolate"
    )
    assert (result.lists, result.of, result.observed) == (2, 10, 2)
    assert result.high < 1_000


def test_lists_of_nobody_new_do_not_say_that_there_is_nobody():
    """Five contacts who name only contacts; of the other five nothing is known."""
    direct = {f"c{i}" for i in range(10)}
    result = estimate_second_step({f"c{i}": direct for i in range(5)}, direct=direct)
    assert "name only your own contacts" in result.method
    assert result.low > 0
