"""Bridges: who reaches into most groups, and only those."""

import numpy as np
import pandas as pd

from netlens.measures.bridges import find_bridges
from netlens.measures.seen import read_seen

IDS = pd.Index([f"p{n}" for n in range(12)])
# Four groups of two, and four people in none.
REGION = np.array([0, 0, 1, 1, 2, 2, 3, 3, -1, -1, -1, -1])


def find(*pairs, basis="observed", **options):
    rows = [(f"p{a}", f"p{b}", basis) for a, b in pairs]
    seen = read_seen(IDS, pd.DataFrame(rows, columns=["from", "to", "basis"]))
    return find_bridges(seen, REGION, **options)


def lines(table):
    return list(table[["person", "from", "to", "ties"]].itertuples(index=False, name=None))


def test_ties_within_a_group_or_to_people_in_none_are_no_bridge():
    assert find((0, 1), (2, 8), (8, 9)).empty


def test_both_ends_of_a_tie_between_groups_are_bridges():
    assert lines(find((0, 2))) == [(0, 0, 1, 1), (2, 1, 0, 1)]


def test_somebody_in_no_group_is_a_bridge_from_the_second_group_on():
    assert lines(find((8, 0), (9, 0), (9, 2))) == [(9, -1, 0, 1), (9, -1, 1, 1)]


def test_those_who_hold_most_groups_come_first_then_those_with_most_ties():
    """p0 holds four with its own, p8 three with three ties, p9 three with four."""
    table = find((0, 2), (0, 4), (0, 6), (8, 2), (8, 4), (8, 6), (9, 2), (9, 3), (9, 4), (9, 6))
    assert table["person"].drop_duplicates().tolist()[:3] == [0, 9, 8]


def test_of_each_the_most_tied_groups_are_drawn_and_all_are_counted():
    table = find((0, 2), (0, 4), (0, 5), (0, 6), (0, 7), most_lines=2)
    mine = table[table["person"] == 0]
    assert mine["to"].tolist() == [2, 3]
    assert mine["groups"].tolist() == [3, 3]


def test_no_more_people_than_asked_for():
    assert find((0, 2), (0, 4), (1, 3), most_people=2)["person"].nunique() == 2


def test_one_observed_tie_makes_a_line_observed():
    rows = [("p0", "p2", "asserted"), ("p0", "p3", "observed"), ("p1", "p2", "asserted")]
    seen = read_seen(IDS, pd.DataFrame(rows, columns=["from", "to", "basis"]))
    basis = find_bridges(seen, REGION).set_index("person")["basis"]
    assert basis[[0, 1]].tolist() == ["observed", "asserted"]


def test_a_group_to_which_one_belongs_is_none_that_one_reaches():
    """p0 stands in the first group and is in the second too; p2 is in the second alone."""
    belongs = np.zeros((len(IDS), 4), dtype=bool)
    belongs[np.arange(8), REGION[:8]] = True
    belongs[0, 1] = True
    assert lines(find((0, 2), belongs=belongs)) == [(2, 1, 0, 1)]
    assert lines(find((0, 2), (0, 4), belongs=belongs, most_people=1)) == [(0, 0, 2, 1)]


def test_whoever_stands_aside_is_no_bridge_and_others_reach_their_group():
    aside = np.arange(len(IDS)) == 0
    assert lines(find((0, 2), aside=aside)) == [(2, 1, 0, 1)]
