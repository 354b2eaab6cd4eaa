"""The map: nobody twice in one place, no disc on another, the same every time."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netlens.measures.layout import PLACES, REGIONS, place_people
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
