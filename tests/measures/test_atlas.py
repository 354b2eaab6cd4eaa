"""The map's tables: everybody counted once, few drawn, unknown never zero."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netlens.errors import ParameterError
from netlens.measures.atlas import (
    BRIDGES,
    DOTS,
    GOALS,
    MOST_PAIRS,
    PAIRS,
    REGIONS,
    REST,
    ROSTER,
    draw_up,
)
from netlens.schema import check_table

TIES = ["from", "to", "basis"]
GROUPS = ["person_id", "group_id", "group", "kind"]
GOAL_COLUMNS = ["goal_id", "goal", "person_id", "status"]


def people_of(ids):
    return pd.DataFrame({"person_id": ids, "title": "Baker", "company": None}, dtype="str")


def in_groups(**sizes):
    """Put people p0, p1, … into groups of these sizes, one after the other."""
    rows, number = [], 0
    for group, size in sizes.items():
        for _ in range(size):
            rows.append((f"p{number:04d}", group, group.title(), "community"))
            number += 1
    return pd.DataFrame(rows, columns=GROUPS)


def draw(groups, *pairs, count=None, **options):
    ids = [f"p{n:04d}" for n in range(count or len(groups))]
    ties = pd.DataFrame([(f"p{a:04d}", f"p{b:04d}", "observed") for a, b in pairs], columns=TIES)
    names = {person: f"Name {person}" for person in ids}
    return draw_up(groups, ties, people=people_of(ids), names=names, **options)


def column(table, key, name):
    return dict(zip(table[key], table[name], strict=True))


@pytest.fixture(scope="module")
def large():
    """Give 3,000 people in 30 groups of Zipf's sizes, tied at random."""
    groups = in_groups(**{f"g{n:02d}": 740 // (n + 1) for n in range(30)})
    graph = nx.gnm_random_graph(3_000, 9_000, seed=1)
    first = ["p2999", "p0700"]
    return draw(groups, *graph.edges, count=3_000, first=first)


@pytest.mark.parametrize("table", [REGIONS, DOTS, ROSTER, BRIDGES, PAIRS, GOALS])
def test_every_table_is_as_its_schema_says(large, table):
    check_table(getattr(large, table.name.removeprefix("map_")), table)


def test_everybody_is_on_the_roster_and_counted_in_one_region(large):
    assert len(large.roster) == 3_000
    here = large.roster["region_id"].value_counts()
    regions = large.regions
    assert len(regions) == 8
    for region_id, people, elsewhere in regions[["region_id", "people", "elsewhere"]].itertuples(
        index=False
    ):
        assert here[region_id] == people - elsewhere
    assert regions["people"].sum() == 3_000
    assert regions["shown"].tolist() == [
        (large.dots["region_id"] == region).sum() for region in regions["region_id"]
    ]


def test_the_largest_groups_are_regions_and_the_rest_says_how_many_it_holds(large):
    assert large.regions["region_id"].tolist() == [*(f"g{n:02d}" for n in range(7)), REST]
    assert large.regions["groups"].tolist() == [*[1] * 7, 23]


def test_no_more_dots_than_asked_for_and_every_region_by_its_share(large):
    assert len(large.dots) == 400
    shown = large.regions.set_index("region_id")
    share = shown["shown"].astype(float) / shown["people"].astype(float)
    assert share.drop(REST).max() < 1.4 * share.drop(REST).min()


def test_the_first_and_the_bridges_are_drawn_whatever_their_ties(large):
    """p2999 is in no group."""
    drawn = set(large.dots["person_id"])
    assert {"p2999", "p0700"} <= drawn
    assert set(large.bridges["person_id"]) <= drawn
    assert large.bridges["person_id"].nunique() == 5


def test_of_a_region_those_with_most_ties_are_drawn(large):
    listed = {"p2999", "p0700", *large.bridges["person_id"]}
    roster = large.roster[large.roster["region_id"] == "g00"]
    drawn = roster["person_id"].isin(large.dots["person_id"])
    others = ~roster["person_id"].isin(listed)
    assert roster.loc[drawn & others, "ties"].min() >= roster.loc[~drawn, "ties"].max()


def test_the_map_does_not_depend_on_the_order_of_rows(large):
    groups = in_groups(**{f"g{n:02d}": 740 // (n + 1) for n in range(30)})
    edges = [(b, a) for a, b in reversed(list(nx.gnm_random_graph(3_000, 9_000, seed=1).edges))]
    mixed = groups.sample(frac=1, random_state=1)
    again = draw(mixed, *edges, count=3_000, first=["p2999", "p0700"])
    for name in ("regions", "dots", "roster", "bridges", "pairs"):
        pd.testing.assert_frame_equal(getattr(large, name), getattr(again, name))


def test_people_in_several_groups_stand_in_the_largest_and_the_others_say_so():
    choir = [(f"p{n:04d}", "choir", "Choir", "label") for n in range(3, 7)]
    groups = pd.concat([in_groups(acme=5), pd.DataFrame(choir, columns=GROUPS)])
    atlas = draw(groups, count=7, basis="groups")
    regions = atlas.regions.set_index("region_id")
    assert regions.loc[["acme", "choir"], "people"].tolist() == [5, 4]
    assert regions.loc[["acme", "choir"], "elsewhere"].tolist() == [0, 2]
    assert column(atlas.dots, "person_id", "region_id")["p0003"] == "acme"
    assert atlas.basis == "groups"


def test_somebody_whose_largest_group_is_not_shown_stands_in_one_that_is():
    extra = [("p0000", "rare", "Rare", "label"), ("p0011", "rare", "Rare", "label")]
    groups = pd.concat([in_groups(a=5, b=4), pd.DataFrame(extra, columns=GROUPS)])
    atlas = draw(groups, count=12, most_regions=2)
    regions = column(atlas.roster, "person_id", "region_id")
    assert (regions["p0000"], regions["p0011"]) == ("a", REST)
    assert atlas.regions["groups"].tolist() == [1, 1, 1]


def test_a_group_of_one_is_no_group():
    atlas = draw(in_groups(a=3, b=1))
    assert atlas.regions["region_id"].tolist() == ["a", REST]
    assert atlas.regions["groups"].tolist() == [1, 0]


def test_where_nothing_could_be_seen_ties_are_missing_not_zero():
    atlas = draw(in_groups(a=4))
    assert atlas.dots["ties"].isna().all()
    held = draw(in_groups(a=4), holders={"p0000"})
    assert held.dots["ties"].tolist() == [0, 0, 0, 0]
    assert held.dots["observable"].tolist() == [3, 1, 1, 1]


def test_of_whom_no_list_could_show_it_is_unknown_whom_they_know():
    """p0 holds a list on which p1 cannot stand; p2 can, and has no tie."""
    atlas = draw(in_groups(a=4), holders={"p0000"}, blind={"p0001"})
    ties = atlas.dots.set_index("person_id")["ties"]
    assert ties.isna().tolist() == [False, True, False, False]
    assert atlas.dots["observable"].tolist() == [2, 0, 1, 1]
    seen = draw(in_groups(a=4), (0, 1), holders={"p0000"}, blind={"p0001"})
    assert seen.dots["observable"].tolist() == [3, 1, 1, 1]


def test_dots_stand_in_their_disc_or_on_the_strip(large):
    regions = large.regions.set_index("region_id")
    strip = regions.loc[REST]
    for region, x, y in large.dots[["region_id", "x", "y"]].itertuples(index=False):
        if region == REST:
            assert abs(y - strip["y"]) <= strip["height"] / 2 + 0.1
        else:
            disc = regions.loc[region]
            away = ((x - disc["x"]) ** 2 + (y - disc["y"]) ** 2) ** 0.5
            assert away <= disc["radius"] + 0.2
    assert not large.dots.duplicated(["x", "y"]).any()


def test_the_strip_lies_below_all_discs(large):
    strip = large.regions.iloc[-1]
    discs = large.regions.iloc[:-1]
    assert pd.isna(strip["radius"])
    assert strip["y"] + strip["height"] / 2 < (discs["y"] - discs["radius"]).min()


def test_all_people_of_a_small_network_are_drawn_the_rest_on_its_strip():
    atlas = draw(in_groups(a=4, b=3), (0, 5), count=9)
    assert len(atlas.dots) == 9
    assert atlas.regions.set_index("region_id").loc[REST, "shown"] == 2


def test_pairs_are_those_of_people_drawn_each_once(large):
    drawn = set(large.dots["person_id"])
    assert (large.pairs["person_id"].isin(drawn) | large.pairs["other_id"].isin(drawn)).all()
    assert (large.pairs["person_id"] < large.pairs["other_id"]).all()
    both = pd.concat([large.pairs["person_id"], large.pairs["other_id"]]).value_counts()
    told = large.dots.set_index("person_id")["ties"]
    assert {who: both.get(who, 0) for who in drawn} == told.to_dict()


def test_pairs_are_capped_by_whole_people_the_first_ones_first():
    """Everybody is tied to everybody: each of 300 has 299 ties."""
    edges = nx.complete_graph(300).edges
    atlas = draw(in_groups(a=150, b=150), *edges, first=["p0299"])
    assert len(atlas.pairs) <= MOST_PAIRS
    both = pd.concat([atlas.pairs["person_id"], atlas.pairs["other_id"]]).value_counts()
    assert both["p0299"] == 299
    assert (both == 299).sum() >= 50
    assert atlas.dots["ties"].tolist() == [299] * 300


def test_about_is_title_and_company_as_far_as_known():
    people = pd.DataFrame(
        {
            "person_id": ["a", "b", "c"],
            "title": ["Baker", None, None],
            "company": ["Acme", "Acme", None],
        }
    )
    groups = pd.DataFrame([(who, "g", "G", "label") for who in "abc"], columns=GROUPS)
    ties = pd.DataFrame([], columns=TIES)
    atlas = draw_up(groups, ties, people=people, names={"a": "Ana"}, basis="groups")
    assert atlas.dots["about"].fillna("?").tolist() == ["Baker, Acme", "Acme", "?"]
    assert atlas.dots["name"].tolist() == ["Ana", "", ""]


def test_goals_are_those_of_people_on_the_map_held_before_likely():
    goals = pd.DataFrame(
        [
            ("g1", "a job", "p0000", "likely"),
            ("g1", "a job", "p0000", "held"),
            ("g1", "a job", "p0001", "weak"),
            ("g1", "a job", "stranger", "held"),
            ("g2", "a flat", "p0000", "likely"),
        ],
        columns=GOAL_COLUMNS,
    )
    atlas = draw(in_groups(a=3), goals=goals)
    check_table(atlas.goals, GOALS)
    assert atlas.goals.drop(columns="goal").to_numpy().tolist() == [
        ["g1", "p0000", "held"],
        ["g2", "p0000", "likely"],
    ]


def test_a_member_of_two_groups_is_no_bridge_between_them():
    """p0 is in Acme, where it is drawn, and in Choir; p6 is in Choir alone."""
    choir = [(f"p{n:04d}", "choir", "Choir", "label") for n in (0, 5, 6)]
    groups = pd.concat([in_groups(acme=5), pd.DataFrame(choir, columns=GROUPS)])
    bridges = draw(groups, (0, 6), count=7, basis="groups").bridges
    assert bridges[["person_id", "to_region"]].to_numpy().tolist() == [["p0006", "acme"]]


@pytest.fixture
def unnamed():
    """Give a map on which p0, who has most ties across, and p5 are off limits."""
    goals = [("g1", "a job", "p0000", "held"), ("g1", "a job", "p0001", "held")]
    return draw(
        in_groups(a=4, b=3),
        *[(0, 4), (0, 5), (1, 4), (0, 1)],
        count=8,
        first=["p0000"],
        goals=pd.DataFrame(goals, columns=GOAL_COLUMNS),
        unnamed={"p0000", "p0005", "stranger"},
    )


def test_whoever_is_off_limits_is_counted_and_drawn_without_a_name(unnamed):
    for table in (unnamed.roster, unnamed.dots):
        check_table(table, ROSTER if table is unnamed.roster else DOTS)
        without = table.loc[table["name"].isna(), "person_id"]
        assert without.tolist() == ["p0000", "p0005"]
    dots = unnamed.dots.set_index("person_id")
    assert dots["about"].isna().tolist() == [who in {"p0000", "p0005"} for who in dots.index]
    assert dots.loc["p0000", "ties"] == 3
    assert unnamed.regions["people"].tolist() == [4, 3, 1]
    assert len(unnamed.pairs) == 4


def test_whoever_is_off_limits_is_no_bridge_and_in_no_goal(unnamed):
    """p5's only tie across is one to p0; p4 and p1 reach each other."""
    assert unnamed.bridges["person_id"].tolist() == ["p0004", "p0001"]
    assert unnamed.goals["person_id"].tolist() == ["p0001"]


def test_whoever_is_off_limits_gets_no_dot_before_others():
    options = {"count": 8, "first": ["p0007", "p0006"], "most_dots": 1}
    for unnamed, drawn in ((set(), "p0007"), ({"p0007"}, "p0006")):
        dots = draw(in_groups(a=8), unnamed=unnamed, **options).dots
        assert dots["person_id"].tolist() == [drawn]


def test_the_id_of_everybody_else_is_refused_for_a_group():
    with pytest.raises(ParameterError, match="'rest', which the map keeps"):
        draw(in_groups(rest=3))


def test_circles_that_are_tied_stand_nearer():
    pairs = [(a, b) for a in range(4) for b in range(20, 24)]
    pairs += [(a, b) for a in range(8, 12) for b in range(12, 16)]
    atlas = draw(in_groups(a=4, b=4, c=4, d=4, e=4, f=4), *pairs)
    at = atlas.regions.set_index("region_id")[["x", "y"]]
    away = {(a, b): np.hypot(*(at.loc[a] - at.loc[b])) for a, b in combinations("abcdef", 2)}
    assert (away["a", "f"] + away["c", "d"]) / 2 < 0.8 * np.mean(list(away.values()))


@pytest.mark.parametrize("count", [0, 3])
def test_without_groups_there_is_the_rest_alone(count):
    atlas = draw(in_groups(), count=count)
    assert atlas.regions["region_id"].tolist() == [REST]
    assert atlas.regions["people"].tolist() == [count]
    assert len(atlas.dots) == count
    assert atlas.bridges.empty


@pytest.mark.parametrize("most", [0, 9])
def test_too_many_regions_are_refused(most):
    with pytest.raises(ParameterError, match=f"most_regions is {most}"):
        draw(in_groups(a=3), most_regions=most)
