"""The map: nobody twice in one place, no disc on another, the same every time."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netlens.measures.layout import PLACES, REGIONS, compare_with_chance, place_people, seat, spring
from netlens.schema import check_table


def communities(sizes):
    rows = [(f"p{k}-{i}", f"k{k}") for k, size in enumerate(sizes) for i in range(size)]
    return pd.DataFrame(rows, columns=["person_id", "community_id"])


def tie(*pairs):
    """Tie all members of each pair of communities of four."""
    graph = nx.Graph()
    for a, b in pairs:
        graph.add_edges_from((f"p{a}-{i}", f"p{b}-{j}") for i in range(4) for j in range(4))
    return graph


@pytest.mark.parametrize("sizes", [[1], [5, 3], [40, 30, 20, 10, 5, 2, 1, 1], [1] * 450])
def test_people_stand_in_their_disc_and_discs_stand_apart(sizes):
    """And (0, 0) is free for ego; also with more communities than springs."""
    table = communities(sizes)
    places, regions = place_people(nx.Graph(), table)
    check_table(places, PLACES)
    check_table(regions, REGIONS)
    assert regions["people"].tolist() == sorted(sizes, reverse=True)
    disc = regions.set_index("community_id").loc[places["community_id"]]
    away = np.hypot(places["x"] - disc["x"].to_numpy(), places["y"] - disc["y"].to_numpy())
    assert (away <= disc["radius"].to_numpy() + 1e-3).all()
    assert (np.hypot(regions["x"], regions["y"]) >= regions["radius"]).all()
    at = regions[["x", "y", "radius"]].to_numpy()[:60]
    for one, other in combinations(at, 2):
        assert np.hypot(*(one - other)[:2]) >= one[2] + other[2]
    spots = places[["x", "y"]].to_numpy()[:200]
    assert min((np.hypot(*(a - b)) for a, b in combinations(spots, 2)), default=1) > 0.3


def test_communities_that_are_tied_stand_nearer():
    """k0 with k1, k2 with k3: partners are nearest to each other."""
    regions = place_people(tie((0, 1), (2, 3)), communities([4] * 4))[1]
    at = regions.set_index("community_id")[["x", "y"]]
    for mine, partner in (("k0", "k1"), ("k1", "k0"), ("k2", "k3"), ("k3", "k2")):
        away = np.hypot(*(at - at.loc[mine]).to_numpy().T)
        nearest = pd.Series(away, index=at.index).drop(mine).idxmin()
        assert nearest == partner


def test_those_with_most_ties_stand_innermost():
    """The hub of a community is at its centre."""
    graph = nx.Graph([("p0-7", f"p0-{i}") for i in range(7)])
    places, regions = place_people(graph, communities([12, 2]))
    centre = regions.set_index("community_id").loc["k0"]
    mine = places[places["community_id"] == "k0"]
    away = np.hypot(mine["x"] - centre["x"], mine["y"] - centre["y"])
    assert mine.loc[away.idxmin(), "person_id"] == "p0-7"


def test_the_map_depends_on_the_seed_alone():
    """Not on the order of rows or ties."""
    table = communities([9, 8, 7, 3])
    graph = tie((0, 1), (1, 2))
    mixed = nx.Graph((b, a) for a, b in reversed(list(graph.edges)))
    first = place_people(graph, table)
    second = place_people(mixed, table.sample(frac=1, random_state=1))
    for one, other in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(one, other)
    other = place_people(graph, table, seed=1)[1]
    assert other["x"].tolist() != first[1]["x"].tolist()


def test_nobody_has_no_map():
    """Empty in, empty out."""
    places, regions = place_people(nx.Graph(), communities([]))
    assert places.empty
    assert regions.empty


def test_seats_fill_a_disc_from_its_centre_outwards():
    """Evenly: half of the people within half of the area."""
    away = np.hypot(*seat(50, 10.0).T)
    assert (np.diff(away) > 0).all()
    assert away[-1] < 10
    assert (away < 10 / np.sqrt(2)).sum() == 25


def test_as_many_ties_as_chance_gives_weigh_one():
    """The diagonal, ties within a group, does not count; many more than chance weigh five."""
    even = compare_with_chance(np.array([[9.0, 2.0, 2.0], [2.0, 0.0, 2.0], [2.0, 2.0, 5.0]]))
    assert even.round(9).tolist() == [[0.0, 1.5, 1.5], [1.5, 0.0, 1.5], [1.5, 1.5, 0.0]]
    pairs = np.kron(np.eye(8), [[0.0, 3.0], [3.0, 0.0]])
    assert compare_with_chance(pairs).max() == 5.0
    assert compare_with_chance(np.zeros((2, 2))).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_springs_pull_the_tied_together_within_the_unit_circle():
    """Node 0 is tied to 4 alone."""
    weights = np.zeros((5, 5))
    weights[0, 4] = weights[4, 0] = 5.0
    at = spring(weights)
    away = np.hypot(*(at - at[0]).T)
    assert away[1:].argmin() == 3
    assert np.hypot(*at.T).max() == pytest.approx(1.0)
