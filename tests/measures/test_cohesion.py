"""Cohesion: per pair that could have been seen."""

from itertools import combinations

import networkx as nx
import pandas as pd

from netlens.measures.cohesion import COHESION, measure_cohesion
from netlens.schema import check_table


def measure(graph, groups, **options):
    rows = [(person, name, 0.5) for name, members in groups.items() for person in members]
    communities = pd.DataFrame(rows, columns=["person_id", "community_id", "stability"])
    table = measure_cohesion(graph, communities, **options)
    check_table(table, COHESION)
    return table.set_index("community_id")


def test_ties_inside_and_out_are_counted_by_community():
    """Four all tied to each other, three of whom two are."""
    graph = nx.Graph([*combinations("abcd", 2), ("x", "y"), ("a", "x"), ("b", "x"), ("z", "q")])
    table = measure(graph, {"k1": "abcd", "k2": "xyz"}, holders=set("abcdxyz"))
    assert table["ties"].tolist() == [6, 1]
    assert table["ties_out"].tolist() == [2, 3]
    assert table["density"].tolist() == [1.0, round(1 / 3, 9)]
    assert table["inside"].tolist() == [round(12 / 14, 9), 0.4]
    assert table["reaches"].tolist() == [("k2",), ("k1",)]
    assert table["central_id"].tolist() == ["a", "x"]
    assert table["stability"].tolist() == [0.5, 0.5]


def test_density_is_per_pair_that_could_have_been_seen():
    """One list of four: three pairs; none: no density."""
    graph = nx.Graph([("a", "b"), ("a", "c")])
    table = measure(graph, {"k1": "abcd"}, holders={"a"})
    assert table.loc["k1", ["pairs", "observable", "ties"]].tolist() == [6, 3, 2]
    assert table.loc["k1", "density"] == round(2 / 3, 9)
    bare = measure(nx.Graph(), {"k1": "abcd"}, holders=set())
    assert bare.loc["k1", ["density", "inside", "central_id"]].isna().all()
    seen = measure(nx.Graph(), {"k1": "abcd"}, holders=set(), threads=[set("abc")])
    assert seen.loc["k1", "observable"] == 3


def test_nobody_has_no_cohesion():
    """Empty in, empty out."""
    assert measure(nx.Graph(), {}, holders=set()).empty
