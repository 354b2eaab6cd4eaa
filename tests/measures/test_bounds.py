"""Bounds: whatever unobserved pairs hold, the truth is between them."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import GraphError
from netlens.measures.bounds import BOUNDS, bound_brokerage
from netlens.measures.brokerage import measure_brokerage
from netlens.schema import check_table

MEASURES = ("constraint", "effective_size")


def hide(graph, holders, threads=()):
    """Keep what lists and threads would show."""
    seen = nx.Graph()
    seen.add_nodes_from(graph)
    seen.add_edges_from(
        (a, b)
        for a, b in graph.edges
        if a in holders or b in holders or any({a, b} <= thread for thread in threads)
    )
    return seen


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 12), st.floats(0.05, 0.95), st.floats(0, 1), st.integers(0, 100_000))
def test_the_truth_is_always_between_the_bounds(size, density, held, seed):
    """For everybody with a known contact, with and without a list of their own."""
    rng = np.random.default_rng(seed)
    graph = nx.relabel_nodes(nx.gnp_random_graph(size, density, seed=seed), str)
    holders = {node for node in graph if rng.random() < held}
    threads = [set(rng.choice(list(graph), size=2, replace=False).tolist())]
    truth = measure_brokerage(graph)
    table = bound_brokerage(hide(graph, holders, threads), holders=holders, threads=threads)
    check_table(table, BOUNDS)
    for name in MEASURES:
        known = table[f"{name}_low"].notna() & truth[name].notna()
        low, high = table.loc[known, f"{name}_low"], table.loc[known, f"{name}_high"]
        assert (low <= truth.loc[known, name] + 1e-8).all()
        assert (high >= truth.loc[known, name] - 1e-8).all()
        exact = table["exact"][known]
        assert (high - low)[exact].abs().max() <= 1e-8 or not exact.any()
    counts = [graph.degree[node] for node in table["person_id"]]
    assert (table["contacts_low"] <= counts).all()
    assert (table["contacts_high"] >= counts).all()


def test_ego_s_effective_size_is_bounded_sharply():
    """Every completion of the unobserved pairs, tried: both ends are reached (Burt 1992)."""
    star = nx.Graph([("ego", x) for x in "abcd"] + [("a", "b")])
    row = bound_brokerage(star, holders={"ego", "a"}).set_index("person_id").loc["ego"]
    free = list(combinations("bcd", 2))
    found = {name: [] for name in MEASURES}
    for pick in range(2 ** len(free)):
        whole = star.copy()
        whole.add_edges_from(pair for i, pair in enumerate(free) if pick >> i & 1)
        true = measure_brokerage(whole).set_index("person_id").loc["ego"]
        for name in MEASURES:
            found[name].append(true[name])
    assert row["unobserved"] == 3
    assert row["effective_size_low"] == pytest.approx(min(found["effective_size"]))
    assert row["effective_size_high"] == pytest.approx(max(found["effective_size"]))
    assert row["constraint_low"] <= min(found["constraint"]) <= row["constraint_low"] + 0.1
    assert row["constraint_high"] >= max(found["constraint"]) >= row["constraint_high"] - 0.2


def test_with_every_list_nothing_is_open():
    """The figures are those of the graph."""
    graph = nx.relabel_nodes(nx.krackhardt_kite_graph(), str)
    table, truth = bound_brokerage(graph, holders=set(graph)), measure_brokerage(graph)
    assert table["exact"].all()
    for name in MEASURES:
        for end in ("low", "naive", "high"):
            assert table[f"{name}_{end}"].tolist() == pytest.approx(truth[name].tolist(), abs=1e-8)


def test_without_any_list_the_naive_figure_flatters():
    """A clique of which only ego's list is held looks like a star."""
    row = bound_brokerage(nx.star_graph(4), holders={0}).iloc[0]
    assert (row["effective_size_low"], row["effective_size_naive"]) == (1.0, 4.0)
    assert row["constraint_naive"] == 0.25
    assert row["constraint_high"] >= 0.7656  # a clique of five


def test_somebody_without_a_known_contact_has_no_figures():
    """Nor has an empty graph rows; loops are refused."""
    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    row = bound_brokerage(graph, holders={"a"}).set_index("person_id").loc["c"]
    assert np.isnan([row["constraint_low"], row["effective_size_high"]]).all()
    assert row["contacts_high"] == 1
    assert bound_brokerage(nx.Graph(), holders=set()).empty
    with pytest.raises(GraphError):
        bound_brokerage(nx.Graph([("a", "a")]), holders=set())
