"""Whose list next: worlds where the answer is known."""

import numpy as np
import pytest

from netlens.measures.next_list import rank_next_lists

OWNERS = [f"c{i}" for i in range(4)]
# Four owners share a world and all name d and e; nobody names far.
LISTS = {o: {f"s{j}" for j in range(20)} | {"d", "e", f"own-{o}"} for o in OWNERS}
DIRECT = {*OWNERS, "d", "e", "far"}


def test_somebody_whom_no_list_names_comes_before_one_of_the_same_size():
    """Lists of 30 each: far's is expected to be news, the others' mostly known."""
    sizes = {"d": 31, "e": 31, "far": 31}
    table = rank_next_lists(LISTS, direct=DIRECT, list_sizes=sizes, names={"far": "Fay"})
    assert set(table["person_id"]) == {"d", "e", "far"}
    news = table.set_index("person_id")["new_people"]
    assert news["far"] > 4 * news["d"] > 0
    assert news["d"] == news["e"]
    row = table.set_index("person_id").loc["far"]
    assert row["name"] == "Fay"
    assert row["linked"] == 0
    assert "another world" in row["reason"]
    assert table["rank"].tolist() == [1, 2, 3]


def test_expected_news_by_hand():
    """Of 84 entries 4 are on one list only: of d's 30 less 6 mutual, 24 × 4 / 84 = 1.1."""
    table = rank_next_lists(LISTS, direct=DIRECT, list_sizes={"d": 31}).set_index("person_id")
    assert table.loc["d", "new_people"] == 1
    # Nobody names far: half of what would be known is news, of 21 as held lists have.
    assert table.loc["far", "new_people"] == round(21 * (1 + 4 / 84) / 2)
    assert np.isnan(table.loc["far", "list_size"])


def test_the_range_is_expected_to_narrow():
    """One list more of seven, and none left at the end."""
    table = rank_next_lists(LISTS, direct=DIRECT)
    assert (table["width_after"] <= table["width_now"]).any()
    last = rank_next_lists(LISTS, direct={*OWNERS, "d"})
    assert last["width_after"].tolist() == [1.0]


def test_without_lists_the_longest_known_comes_first_and_widths_are_unknown():
    """Nothing is expected of the overlap."""
    table = rank_next_lists({}, direct={"a", "b", "c"}, list_sizes={"b": 90, "c": 400})
    assert table["person_id"].tolist() == ["c", "b", "a"]
    assert table[["width_now", "width_after", "new_people"]].isna().all(axis=None)
    assert "any would begin to tell" in table["reason"].iloc[2]


@pytest.mark.parametrize("top", [0, 1, 2])
def test_few_rows_are_given(top):
    """As many as asked for."""
    assert len(rank_next_lists(LISTS, direct=DIRECT, top=top)) == top


def test_with_every_list_held_nobody_is_left_to_ask():
    """An empty table, with its columns."""
    table = rank_next_lists({"a": {"x"}}, direct={"a"})
    assert table.empty
    assert "reason" in table
