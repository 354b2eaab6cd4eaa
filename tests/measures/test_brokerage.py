"""Constraint and its kin, against published values."""

from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import GraphError
from netlens.measures.adjacency import read_adjacency
from netlens.measures.brokerage import (
    BROKERAGE,
    compare_bases,
    measure_bridging,
    measure_brokerage,
)
from netlens.schema import TIES, check_table, make_table


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


def burt(graph, node):
    """Work out constraint and effective size from the definitions, pair by pair (Burt 1992)."""

    def strength(a, b):
        ways = [(a, b), (b, a)] if graph.is_directed() else [(a, b)]
        return sum(graph.edges[w].get("strength", 1.0) for w in ways if graph.has_edge(*w))

    def share(a, b):
        return strength(a, b) / sum(strength(a, other) for other in graph if other != a)

    def part(a, b):
        return strength(a, b) / max(strength(a, other) for other in graph if other != a)

    near = [other for other in graph if other != node and strength(node, other)]
    constraint = sum(
        (share(node, j) + sum(share(node, q) * share(q, j) for q in near if q != j)) ** 2
        for j in near
    )
    size = sum(1 - sum(share(node, q) * part(j, q) for q in near if q != j) for j in near)
    return constraint, size


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 8), st.floats(0.1, 1), st.booleans(), st.booleans(), st.integers(0, 10_000))
def test_every_measure_equals_its_definition(size, density, directed, weighted, seed):
    """On small random graphs, weighted and directed, by brute force."""
    graph = named(nx.gnp_random_graph(size, density, seed=seed, directed=directed))
    rng = np.random.default_rng(seed)
    if weighted:
        for pair in graph.edges:
            graph.edges[pair]["strength"] = float(rng.uniform(0.05, 1))
    table = measure_brokerage(graph).set_index("person_id")
    check_table(table.reset_index(), BROKERAGE)
    for node, row in table.iterrows():
        near = set(nx.all_neighbors(graph, node))
        if not near:
            assert row[["constraint", "effective_size", "efficiency", "clustering"]].isna().all()
            continue
        constraint, effective = burt(graph, node)
        assert row["constraint"] == pytest.approx(constraint, abs=1e-9)
        assert row["effective_size"] == pytest.approx(effective, abs=1e-9)
        assert row["efficiency"] == pytest.approx(effective / len(near), abs=1e-9)
        pairs = [
            graph.has_edge(a, b) or graph.has_edge(b, a) for a, b in permutations(sorted(near), 2)
        ]
        if len(near) > 1:
            assert row["clustering"] == pytest.approx(np.mean(pairs), abs=1e-9)


def test_arrays_and_graphs_give_the_same():
    """So that a million ties need no networkx."""
    graph = named(nx.karate_club_graph())
    pd.testing.assert_frame_equal(
        measure_brokerage(graph), measure_brokerage(read_adjacency(graph))
    )


def test_weighted_karate_has_igraph_s_values():
    """Constraint by igraph 1.0 for people 0, 2 and 33 of the weighted club."""
    graph = named(nx.karate_club_graph())
    for _, _, data in graph.edges(data=True):
        data["strength"] = float(data.pop("weight"))
    table = measure_brokerage(graph).set_index("person_id")
    assert table.loc[["0", "2", "33"], "constraint"].tolist() == pytest.approx(
        [0.19062348905638032, 0.255653839096456, 0.18628728563229377], abs=1e-9
    )


def test_isolates_have_no_constraint():
    """Unknown, not zero."""
    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    loner = measure_brokerage(graph).set_index("person_id").loc["c"]
    assert loner.isna().to_dict() == {
        "constraint": True,
        "effective_size": True,
        "efficiency": True,
        "betweenness": False,
        "betweenness_error": False,
        "clustering": True,
    }


def test_nobody_and_self_loops():
    """Empty in, empty out; a loop is refused."""
    empty = measure_brokerage(nx.Graph())
    assert empty.empty
    check_table(empty, BROKERAGE)
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


def test_inferred_ties_stand_beside_what_was_seen():
    """With them a chain of three is a closed triad."""
    rows = [("a", "b", "observed"), ("b", "c", "asserted"), ("a", "c", "inferred")]
    names = ("from", "to", "basis")
    ties = make_table(
        TIES, [{"tie_id": str(i), **dict(zip(names, r, strict=True))} for i, r in enumerate(rows)]
    )
    table = compare_bases("abc", ties)
    assert table["constraint"].tolist() == [1.0, 0.5, 1.0]
    assert table["constraint_inferred"].tolist() == [1.125] * 3
    assert table.columns.tolist() == [
        *BROKERAGE.columns,
        *(f"{name}_inferred" for name in list(BROKERAGE.columns)[1:]),
    ]


def test_a_tie_that_both_list_counts_no_more_than_one_that_one_lists():
    """Whose list happens to be held makes nobody a broker."""
    pairs = [("a", "b"), ("b", "c")]
    both = [*pairs, ("b", "a")]
    tables = [
        make_table(
            TIES,
            [
                {"tie_id": str(i), "from": a, "to": b, "basis": "observed"}
                for i, (a, b) in enumerate(rows)
            ],
        )
        for rows in (pairs, both)
    ]
    pd.testing.assert_frame_equal(*(compare_bases("abc", ties) for ties in tables))
