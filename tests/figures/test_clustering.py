import itertools
import math

import pandas as pd
import pytest

from netlens.figures.clustering import (
    NAME_HEIGHT,
    bridges_data,
    bridging_data,
    map_data,
    map_depth,
    plot_bridging,
    plot_map,
)

PHONE = 334  # pixels of the plotting area on a narrow phone


def groups(*sizes: int) -> pd.DataFrame:
    ids = [f"g{n}" for n in range(len(sizes))]
    names = [f"Group {n}" for n in range(len(sizes))]
    return pd.DataFrame({"group_id": ids, "group": names, "kind": "employer", "people": sizes})


def reach(**owners: list[int]) -> pd.DataFrame:
    """Give the people of group 0, 1, … that stand on each owner's list."""
    rows = [
        (who, who.title(), f"g{n}", f"Group {n}", people, 10 - n)
        for who, counts in owners.items()
        for n, people in enumerate(counts)
    ]
    return pd.DataFrame(rows, columns=["person_id", "name", "group_id", "group", "people", "of"])


NOBODY = reach().iloc[:0]
MANY = groups(*range(100, 2, -1))


def test_area_grows_with_people():
    discs = map_data(groups(64, 16))
    assert discs["diameter"].tolist() == [84, 42]


def test_seven_groups_are_shown_and_the_smaller_ones_counted():
    discs = map_data(MANY, ungrouped=31)
    assert discs["group"].tolist()[:2] == ["Group 0", "Group 1"]
    assert discs["group"].tolist()[7:] == ["91 smaller groups", "in no group"]
    assert discs["said"].tolist()[-1] == "31 people"


def test_one_group_too_many_is_one_smaller_group():
    assert map_data(groups(*[5] * 8))["group"].iloc[-1] == "1 smaller group"


def test_people_in_no_group_are_left_out_where_unknown_or_nobody():
    assert len(map_data(groups(5))) == len(map_data(groups(5), ungrouped=0)) == 1


def test_equal_groups_are_ordered_by_id():
    table = groups(5, 5, 5)
    assert map_data(table.iloc[::-1])["group_id"].tolist() == ["g0", "g1", "g2"]


@pytest.mark.parametrize("table", [MANY, groups(1_000, *[2] * 20), groups(4, 3)])
def test_discs_and_their_names_never_overlap_on_a_phone(table):
    discs = map_data(table, ungrouped=400).to_dict("records")
    for one, other in itertools.combinations(discs, 2):
        across = abs(one["x"] - other["x"]) * PHONE
        apart = abs(one["y"] - other["y"]) - (one["diameter"] + other["diameter"]) / 2
        assert across > 100 or apart >= NAME_HEIGHT - 1


def test_the_map_is_as_high_as_its_discs_and_names():
    discs = map_data(groups(9))
    assert map_depth(discs) == 84 + NAME_HEIGHT


def test_bridges_are_lists_that_reach_two_groups_shown():
    discs = map_data(groups(9, 8, 7))
    lines = bridges_data(discs, reach(ana=[2, 0, 1], ben=[5, 0, 0]))
    assert lines["person_id"].tolist() == ["ana", "ana"]
    assert lines["people"].tolist() == [2, 1]


def test_a_line_ends_at_its_group():
    discs = map_data(groups(9, 8)).set_index("group_id")
    lines = bridges_data(discs.reset_index(), reach(ana=[2, 1]))
    ends = list(zip(lines["to_x"], lines["to_y"], strict=True))
    assert ends == [tuple(discs.loc[g, ["x", "y"]]) for g in ("g0", "g1")]


def test_the_three_widest_bridges_are_drawn_each_at_a_place_of_its_own():
    table = reach(ana=[1, 1, 0], ben=[1, 1, 1], cem=[4, 4, 0], dee=[2, 2, 0])
    lines = bridges_data(map_data(groups(9, 8, 7)), table)
    assert lines["person_id"].drop_duplicates().tolist() == ["ben", "cem", "dee"]
    assert lines.groupby("person_id")["y"].first().nunique() == 3


def test_two_people_of_one_name_are_two_bridges():
    table = reach(ana=[1, 1], ben=[1, 1]).assign(name="Ana Ruiz")
    fig = plot_map(groups(9, 8), 20, table)
    names = [note.text for note in fig.layout.annotations]
    assert names.count("Ana Ruiz") == 2


def test_without_lists_there_are_groups_and_no_lines():
    fig = plot_map(groups(9, 8), 20, NOBODY)
    assert all(trace.mode == "markers" for trace in fig.data)
    assert "<b>you</b> · 20 people" in [note.text for note in fig.layout.annotations]


def test_i_am_in_the_middle():
    fig = plot_map(MANY, 1_000, NOBODY, ungrouped=31)
    me = fig.data[-1]
    assert me.x == (0.5,)
    assert math.isclose(me.y[0], max(fig.layout.yaxis.range) / 2, abs_tol=0.1)


def test_kinds_of_groups_differ_by_fill():
    table = groups(9, 8).assign(kind=["employer", "label"])
    discs = plot_map(table, 20, NOBODY).data[0]
    assert len(set(discs.marker.color)) == 2


def test_the_map_of_a_thousand_people_is_small():
    fig = plot_map(MANY, 1_000, reach(ana=[1] * 98, ben=[1] * 98), ungrouped=31)
    assert len(fig.to_json()) < 8_000


def test_dots_are_ordered_by_what_lists_reach():
    dots, _, _ = bridging_data(reach(ana=[0, 2, 0], ben=[0, 2, 3]))
    assert dots["group"].drop_duplicates().tolist() == ["Group 1", "Group 2", "Group 0"]
    assert dots["name"].drop_duplicates().tolist() == ["Ben", "Ana"]


def test_dots_of_groups_and_lists_without_room_are_counted():
    owners = {f"p{n}": [1] * 9 for n in range(8)}
    dots, groups_left_out, owners_left_out = bridging_data(reach(**owners))
    assert (len(dots), groups_left_out, owners_left_out) == (42, 2, 2)
    title = plot_bridging(reach(**owners)).layout.xaxis.title.text
    assert title.endswith("not shown: groups: 2, lists: 2")


def test_nobody_of_a_group_is_a_dash_without_a_dot():
    fig = plot_bridging(reach(ana=[4, 0]))
    dots, counts = fig.data[:2]
    assert list(dots.marker.size) == [28]
    assert counts.text == ("4", "–")
