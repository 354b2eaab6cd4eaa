"""The graph: only what the table says, no self-loops."""

import pandas as pd
import pytest

from netlens.errors import GraphError
from netlens.graph import build_graph, undirected
from netlens.schema import PEOPLE, TIES, make_table


@pytest.fixture
def three_people():
    """Ana, Ben and somebody without a name."""
    return make_table(
        PEOPLE,
        [
            {"person_id": "a", "name": "Ana", "is_ego": True},
            {"person_id": "b", "name": "Ben"},
            {"person_id": "c"},
        ],
    )


def tie(start, end, basis="observed", **rest):
    """Make one row of ties."""
    return {"tie_id": f"{start}{end}{basis}", "from": start, "to": end, "basis": basis, **rest}


def test_nodes_are_people_and_edges_carry_their_basis(three_people):
    """Isolated people stay in the graph."""
    graph = build_graph(
        three_people, make_table(TIES, [tie("a", "b", probability=0.9, kinds=("x",))])
    )
    assert list(graph) == ["a", "b", "c"]
    assert graph.edges["a", "b"] == {
        "basis": "observed",
        "bases": ("observed",),
        "kinds": ("x",),
        "probability": 0.9,
    }


def test_an_unknown_strength_is_left_out(three_people):
    """NaN would be read as a number by algorithms."""
    graph = build_graph(three_people, make_table(TIES, [tie("a", "b")]))
    assert "strength" not in graph.edges["a", "b"]


def test_inferred_ties_never_hide_observed_ones(three_people):
    """The first basis gives the attributes, whatever the order of rows."""
    ties = make_table(
        TIES, [tie("a", "b", "asserted", probability=0.5), tie("a", "b", probability=1.0)]
    )
    graph = build_graph(three_people, ties)
    assert graph.edges["a", "b"]["basis"] == "observed"
    assert graph.edges["a", "b"]["bases"] == ("observed", "asserted")
    inferred = build_graph(three_people, make_table(TIES, [tie("a", "b", "inferred")]))
    assert inferred.number_of_edges() == 0


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "z")])
def test_self_loops_and_strangers_are_refused(three_people, ends):
    """Constraint of a lone self-loop depends on what is installed."""
    with pytest.raises(GraphError):
        build_graph(three_people, make_table(TIES, [tie(*ends)]))


def test_projection_keeps_the_stronger_direction(three_people):
    """One edge per pair; `mutual` tells of both directions."""
    ties = make_table(
        TIES, [tie("a", "b", probability=0.2), tie("b", "a", probability=0.7), tie("b", "c")]
    )
    graph = undirected(build_graph(three_people, ties))
    assert graph.edges["a", "b"]["probability"] == 0.7
    assert graph.edges["a", "b"]["mutual"]
    assert not graph.edges["b", "c"]["mutual"]
    assert pd.isna(graph.edges["b", "c"].get("probability", float("nan")))
