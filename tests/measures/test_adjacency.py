"""Ties as arrays: the same from a graph and from the table."""

import networkx as nx
import numpy as np
import pytest

from netlens.errors import GraphError
from netlens.graph import build_graph
from netlens.measures.adjacency import Adjacency, read_adjacency, tabulate_adjacency
from netlens.schema import PEOPLE, TIES, make_table


def make_ties(*rows):
    names = ("from", "to", "basis", "strength")
    return make_table(
        TIES, [{"tie_id": str(i), **dict(zip(names, r, strict=True))} for i, r in enumerate(rows)]
    )


def test_directions_add_up_or_the_stronger_counts():
    """Burt's constraint takes the sum, communities the stronger."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", strength=0.5)
    graph.add_edge("b", "a", strength=0.25)
    graph.add_edge("b", "c", strength=1.0)
    ties = read_adjacency(graph)
    assert ties.summed.toarray().tolist() == [[0, 0.75, 0], [0.75, 0, 1], [0, 1, 0]]
    assert ties.strongest.toarray().tolist() == [[0, 0.5, 0], [0.5, 0, 1], [0, 1, 0]]
    assert ties.steps.toarray().tolist() == [[0, 1, 0], [1, 0, 1], [0, 0, 0]]


def test_weights_count_only_if_every_tie_has_one():
    """Otherwise half of the ties would read as zeros."""
    graph = nx.Graph()
    graph.add_edge("a", "b", strength=0.5)
    assert read_adjacency(graph).weight.tolist() == [0.5]
    graph.add_edge("b", "c")
    assert read_adjacency(graph).weight is None


@pytest.mark.parametrize("strength", [-1.0, float("nan")])
def test_strengths_that_are_none_are_refused(strength):
    """Negative and NaN alike."""
    graph = nx.Graph()
    graph.add_edge("a", "b", strength=strength)
    with pytest.raises(GraphError, match="negative or missing"):
        read_adjacency(graph)


def test_loops_are_refused():
    """They make constraint meaningless."""
    with pytest.raises(GraphError, match="self-loops"):
        read_adjacency(nx.Graph([("a", "a")]))


def test_arrays_are_taken_as_they_are():
    """And an empty graph has none."""
    ties = Adjacency(("a", "b"), np.array([0]), np.array([1]), None, directed=False)
    assert read_adjacency(ties) is ties
    assert read_adjacency(nx.Graph()).summed.shape == (0, 0)


def test_the_table_gives_the_same_ties_as_the_graph():
    """Only among the people named, only on the bases named."""
    ties = make_ties(
        ("a", "b", "observed", 0.4),
        ("a", "b", "asserted", 0.6),
        ("b", "c", "inferred", float("nan")),
        ("c", "a", "observed", 0.2),
        ("a", "z", "observed", 0.9),
    )
    read = tabulate_adjacency(["c", "a", "b"], ties, weighted=True)
    assert read.ids == ("a", "b", "c")
    assert read.strongest.toarray().tolist() == [[0, 0.6, 0.2], [0.6, 0, 0], [0.2, 0, 0]]
    people = make_table(PEOPLE, [{"person_id": i} for i in "abcz"])
    graph = build_graph(people, ties).subgraph(["a", "b", "c"])
    plain = read_adjacency(nx.DiGraph(sorted(graph.edges)))
    found = tabulate_adjacency("abc", ties)
    assert found.weight is None
    assert {(found.ids[s], found.ids[e]) for s, e in zip(found.start, found.end, strict=True)} == {
        (plain.ids[s], plain.ids[e]) for s, e in zip(plain.start, plain.end, strict=True)
    }
    wider = tabulate_adjacency("abc", ties, bases=("observed", "inferred"), weighted=True)
    assert len(wider.start) == 3
