"""Who opens what: greedy gains, overlap and redundancy, by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from netlens.measures.openers import measure_overlap, measure_redundancy, rank_openers

LISTS = {"a": {"b", "x", "y", "z"}, "b": {"a", "y", "z"}, "c": {"w"}}
DIRECT = {"a", "b", "c", "d"}


def test_openers_are_ranked_by_what_they_add():
    """Hand count: a adds x, y, z; c then adds w; b adds nobody."""
    table = rank_openers(LISTS, direct=DIRECT, names={"a": "Ana"})
    assert table["person_id"].tolist() == ["a", "c", "b"]
    assert table["rank"].tolist() == [1, 2, 3]
    assert table["new_people"].tolist() == [3, 1, 0]
    assert table["covered"].tolist() == [3, 4, 4]
    assert table["beyond"].tolist() == [3, 1, 2]
    assert table["mutual"].tolist() == [1, 0, 1]
    assert table["list_size"].tolist() == [4, 1, 3]
    assert table["name"].iloc[0] == "Ana"


def test_greedy_is_not_always_the_best_pair():
    """The textbook case: the largest first, though the two others cover all six."""
    lists = {"big": {1, 2, 4, 5}, "left": {1, 2, 3}, "right": {4, 5, 6}}
    table = rank_openers({k: set(map(str, v)) for k, v in lists.items()}, direct=set())
    assert table["person_id"].tolist() == ["big", "left", "right"]
    assert table["covered"].tolist() == [4, 5, 6]


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"), st.sets(st.integers(0, 30).map(str), max_size=12), max_size=8
    )
)
def test_counting_few_gains_again_changes_nothing(lists):
    """The order is that of counting every gain in every round, equal ones by id."""
    left, covered, expected = dict(lists), set(), []
    while left:
        owner = min(left, key=lambda who: (-len(left[who] - covered), who))
        expected.append((owner, len(left[owner] - covered)))
        covered |= left.pop(owner)
    table = rank_openers(lists, direct=set())
    assert list(zip(table["person_id"], table["new_people"], strict=True)) == expected


def test_overlap_of_two_worlds_by_hand():
    """A has x, y, z; b has y, z: 2 shared, Jaccard 2/3, all of b's world is in a's."""
    table = measure_overlap(LISTS, direct=DIRECT, names={"b": "Ben"})
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["person_id"], row["other_id"], row["other_name"]) == ("a", "b", "Ben")
    assert (row["shared"], row["only"], row["other_only"]) == (2, 1, 0)
    assert (row["jaccard"], row["overlap"], row["redundant_id"]) == (0.666667, 1.0, "b")


def test_worlds_that_hardly_meet_are_not_redundant():
    """One of three shared."""
    table = measure_overlap({"a": {"x", "y", "z"}, "b": {"x", "v", "w"}}, direct=set())
    assert table["redundant_id"].isna().all()
    assert table["overlap"].iloc[0] == 0.333333


def test_bridging_and_redundant_ties():
    """C alone has w; b has nobody of its own; a has x of three."""
    table = measure_redundancy(LISTS, direct=DIRECT).set_index("person_id")
    assert table["alone"].to_dict() == {"a": 1, "b": 0, "c": 1}
    assert table.loc["c", "elsewhere"] == 0
    assert table["tie"].to_dict() == {"a": "mixed", "b": "redundant", "c": "bridging"}


def test_what_cannot_be_compared_is_unknown():
    """A list without strangers has no share; a single list has nothing beside it."""
    table = measure_redundancy({"a": {"b"}, "b": {"x"}}, direct={"a", "b"}).set_index("person_id")
    assert np.isnan(table.loc["a", "elsewhere"])
    assert table["tie"].isna()["a"]
    assert measure_redundancy({"a": {"x"}}, direct={"a"})["tie"].isna().all()


def test_no_lists_give_empty_tables():
    """With their columns."""
    for measure in (rank_openers, measure_overlap, measure_redundancy):
        table = measure({}, direct=DIRECT)
        assert table.empty
        assert "person_id" in table
