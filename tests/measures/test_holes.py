"""Structural holes: a tie that could not be seen is not a tie that is missing."""

from itertools import combinations

import networkx as nx
import pandas as pd

from netlens.measures.holes import HOLES, find_holes
from netlens.schema import check_table

GROUPS = {"k1": "abcd", "k2": "efg", "k3": "hij"}


def cliques():
    graph = nx.Graph()
    for members in GROUPS.values():
        graph.add_edges_from(combinations(members, 2))
    return graph


def communities():
    rows = [(person, name) for name, members in GROUPS.items() for person in members]
    return pd.DataFrame([*rows, ("z", "k4")], columns=["person_id", "community_id"])


def find(graph, **options):
    table = find_holes(graph, communities(), **options)
    check_table(table, HOLES)
    return table.set_index(["community_a", "community_b"])


def test_each_pair_of_communities_says_who_connects_it():
    """A tie across, a third person, ego alone; communities of one do not count."""
    graph = cliques()
    graph.add_edges_from([("a", "e"), ("z", "e"), ("z", "f"), ("z", "h")])
    table = find(graph, holders=set("abcdefghijz"))
    assert table["status"].to_dict() == {
        ("k1", "k2"): "tied",
        ("k1", "k3"): "only through ego",
        ("k2", "k3"): "through others",
    }
    assert table["ties"].tolist() == [1, 0, 0]
    assert table.loc[("k1", "k2"), "spanned_by"] == ("a", "e")
    assert table.loc[("k2", "k3"), "spanned_by"] == ("z",)
    assert table["pairs"].tolist() == table["observable"].tolist() == [12, 12, 9]


def test_what_could_not_be_seen_is_unknown():
    """With half of the pairs observable a hole may be told, below not."""
    assert set(find(cliques(), holders=set())["status"]) == {"unknown"}
    table = find(cliques(), holders=set("ab"))
    assert table.loc[("k1", "k3"), ["status", "observable"]].tolist() == ["only through ego", 6]
    assert table.loc[("k2", "k3"), ["status", "observable"]].tolist() == ["unknown", 0]
    threads = [set("efhz"), set("eh")]
    assert find(cliques(), holders=set(), threads=threads)["observable"].tolist() == [0, 0, 2]


def test_a_pair_that_ego_does_not_reach_is_spanned_by_nobody():
    """Ego has contacts in k1 and k2 only."""
    table = find(cliques(), holders=set("abcdefghij"), direct=set("abef"))
    assert table["status"].tolist() == ["only through ego", "nobody", "nobody"]


def test_the_expected_number_is_that_of_chance():
    """12 and 6 ends of 24: 12 × 6 / 24."""
    assert find(cliques(), holders=set()).loc[("k1", "k2"), "expected"] == 3.0


def test_no_people_have_no_holes():
    """Empty in, empty out."""
    nobody = communities().head(0)
    assert find_holes(nx.Graph(), nobody, holders=set()).empty
