"""Arrays of ties: the same however the graph was built, and nothing impossible gets in."""

import networkx as nx
import pandas as pd
import pytest

from netlens.errors import GraphError
from netlens.graph import build_graph
from netlens.measures.tie_arrays import UNKNOWN, build_arrays, build_arrays_from_ties, sort_ids


def chances(arrays):
    return [
        (arrays.ids[a], arrays.ids[b], low, value, high)
        for a, b, low, value, high in zip(
            arrays.start, arrays.end, arrays.low, arrays.probability, arrays.high, strict=True
        )
    ]


def test_ties_are_sorted_by_id_whatever_the_order_of_insertion():
    """People are numbered in the order of their ids."""
    graph = nx.DiGraph()
    graph.add_edge("c", "a", probability=0.5)
    graph.add_edge("a", "b", probability=0.25, low=0.1, high=0.5)
    assert chances(build_arrays(graph)) == [("a", "b", 0.1, 0.25, 0.5), ("c", "a", 0.5, 0.5, 0.5)]


def test_a_tie_without_an_estimate_is_unknown_not_absent():
    """Unknown spans all from 0 to 1."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b")
    graph.add_edge("a", "c", probability=float("nan"))
    assert {row[2:] for row in chances(build_arrays(graph))} == {UNKNOWN}


def test_a_tie_stated_not_to_exist_is_left_out():
    """Probability zero is a statement."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", probability=0.0)
    arrays = build_arrays(graph)
    assert len(arrays.start) == 0
    assert list(arrays.ids) == ["a", "b"]


def test_a_prior_stands_in_for_a_probability():
    """Inferred ties have a prior."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", prior=0.4, low=0.2, high=0.6)
    assert chances(build_arrays(graph)) == [("a", "b", 0.2, 0.4, 0.6)]


def test_an_undirected_edge_is_a_tie_both_ways():
    """Either of the two can introduce the other."""
    graph = nx.Graph()
    graph.add_edge("a", "b", probability=0.5)
    assert [row[:2] for row in chances(build_arrays(graph))] == [("a", "b"), ("b", "a")]


def test_arrays_are_given_back_as_they_are():
    """Nothing is converted twice."""
    arrays = build_arrays(nx.DiGraph([("a", "b")]))
    assert build_arrays(arrays) is arrays


def test_flipping_turns_ties_and_keeps_their_facts():
    """The facts are those of the tie as it was stated."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", probability=0.5, kinds=("mail",))
    graph.add_edge("c", "b", probability=0.7, kinds=("meeting",))
    turned = build_arrays(graph).flip()
    assert [row[:2] for row in chances(turned)] == [("b", "a"), ("b", "c")]
    assert [turned.facts(tie)["kinds"] for tie in (0, 1)] == [("mail",), ("meeting",)]


@pytest.mark.parametrize(
    "data",
    [
        {"probability": 1.5},
        {"probability": -0.1},
        {"probability": 0.5, "low": 0.6},
        {"probability": 0.5, "high": 0.4},
    ],
)
def test_an_impossible_probability_is_an_error(data):
    """It names the two people."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", **data)
    with pytest.raises(GraphError, match="a → b"):
        build_arrays(graph)


def test_self_loops_and_parallel_edges_are_errors():
    """Both make no sense in a chain."""
    with pytest.raises(GraphError, match="same person"):
        build_arrays(nx.DiGraph([("a", "a")]))
    with pytest.raises(GraphError, match="parallel"):
        build_arrays(nx.MultiDiGraph([("a", "b")]))


def test_ids_of_several_types_have_an_order():
    """A graph may mix numbers and texts."""
    assert sort_ids(["b", 2, "a", 1]) == [1, 2, "a", "b"]


def test_the_table_gives_what_the_graph_gives():
    """With several bases for a pair, the first one counts."""
    people = pd.DataFrame({"person_id": list("abc"), "name": list("abc"), "is_ego": False})
    ties = pd.DataFrame(
        {
            "from": ["a", "a", "b", "c"],
            "to": ["b", "b", "c", "a"],
            "basis": ["asserted", "observed", "observed", "inferred"],
            "kinds": [("stated",), ("mail",), ("mail",), ("shared phone",)],
            "strength": [0.6, 0.2, 0.3, float("nan")],
            "probability": [0.5, 0.9, float("nan"), float("nan")],
            "prior": [float("nan")] * 3 + [0.4],
            "low": [float("nan")] * 3 + [0.2],
            "high": [float("nan")] * 3 + [0.6],
            "last_seen": pd.to_datetime(["2026-01-01", None, "2026-02-01", None]),
        }
    )
    direct = build_arrays_from_ties(ties)
    assert chances(direct) == chances(build_arrays(build_graph(people, ties)))
    assert direct.facts(0)["kinds"] == ("mail",)
    every = build_arrays_from_ties(ties, bases=("observed", "asserted", "inferred"))
    assert chances(every)[-1] == ("c", "a", 0.2, 0.4, 0.6)


def test_an_empty_graph_has_empty_arrays():
    """Nobody, no ties."""
    arrays = build_arrays(nx.DiGraph())
    assert len(arrays.ids) == len(arrays.start) == 0
    assert arrays.offsets.tolist() == [0]
