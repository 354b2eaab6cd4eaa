"""Constraint and its kin, against published values."""

import networkx as nx
import pandas as pd
import pytest

from netlens.errors import GraphError
from netlens.measures.brokerage import measure_bridging, measure_brokerage


def named(graph):
    """Give the graph text ids in node order."""
    return nx.relabel_nodes(graph, str)


def test_krackhardts_kite_has_its_published_values():
    """Krackhardt (1990); constraint and effective size as igraph gives them."""
    table = measure_brokerage(named(nx.krackhardt_kite_graph()))
    expected = [0.5412, 0.5412, 0.6641, 0.4702, 0.6641, 0.4451, 0.4451, 0.4311, 0.5, 1.0]
    assert table["constraint"].round(4).tolist() == expected
    assert table["effective_size"].round(3).tolist() == [2, 2, 1, 3.333, 1, 3, 3, 2.333, 2, 1]


def test_zacharys_karate_club_has_its_published_values():
    """Unweighted, nodes 0, 2 and 33."""
    table = measure_brokerage(named(nx.Graph(nx.karate_club_graph().edges()))).set_index(
        "person_id"
    )
    assert table.loc[["0", "2", "33"], "constraint"].round(4).tolist() == [0.1554, 0.1852, 0.1564]


def test_a_closed_triad_is_constrained_above_one():
    """Burt (1992): 1.125."""
    assert measure_brokerage(named(nx.complete_graph(3)))["constraint"].tolist() == [1.125] * 3


def test_weights_count_only_if_every_tie_has_one():
    """Half-known strengths would be read as zeros."""
    graph = named(nx.krackhardt_kite_graph())
    plain = measure_brokerage(graph)
    graph.edges["0", "1"]["strength"] = 0.1
    pd.testing.assert_frame_equal(measure_brokerage(graph), plain)
    nx.set_edge_attributes(graph, 0.5, "strength")
    graph.edges["0", "1"]["strength"] = 0.01
    assert measure_brokerage(graph)["constraint"].tolist() != plain["constraint"].tolist()


def test_isolates_have_no_constraint():
    """Unknown, not zero."""
    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    assert measure_brokerage(graph).set_index("person_id").loc["c"].drop("betweenness").isna().all()


def test_nobody_and_self_loops():
    """Empty in, empty out; a loop is refused."""
    assert measure_brokerage(nx.Graph()).empty
    with pytest.raises(GraphError):
        measure_brokerage(nx.Graph([("a", "a")]))


def test_bridging_counts_group_members_on_each_list():
    """The owner is not counted; nobody on the list is an observed zero."""
    members = pd.DataFrame(
        [("a", "g1", "Choir"), ("b", "g1", "Choir"), ("c", "g2", "Acme"), ("z", "g2", "Acme")],
        columns=["person_id", "group_id", "group"],
    )
    table = measure_bridging({"a": {"b", "z"}}, members, direct={"a", "b", "c"}, names={"a": "Ana"})
    assert table[["group", "people", "of"]].to_numpy().tolist() == [["Choir", 1, 1], ["Acme", 0, 1]]
