"""Cheapest paths: the same as trying every simple path on graphs small enough for that."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.measures.paths import NEVER, Search, bound_costs, choose_paths, price_ties, reach_all
from netlens.measures.tie_arrays import build_arrays

PEOPLE = 7
# Few values, so that equally probable paths are common.
CHANCES = st.sampled_from([0.25, 0.5, 0.5, 1.0, 0.9])


@st.composite
def small_graphs(draw):
    """Draw up to seven people with some of the ties between them."""
    pairs = list(itertools.permutations(range(PEOPLE), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=22))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(PEOPLE))
    for start, end in chosen:
        graph.add_edge(start, end, probability=draw(CHANCES))
    return graph


def every_path(graph, goals, *, max_hops, barred=frozenset()):
    """List all simple paths from person 0 that end at the first goal, with their order."""
    found = []
    for goal in sorted(goals):
        for path in nx.all_simple_paths(graph, 0, goal, cutoff=max_hops):
            if not barred.isdisjoint(path) or not set(goals).isdisjoint(path[:-1]):
                continue
            chance = np.prod([graph.edges[tie]["probability"] for tie in itertools.pairwise(path)])
            found.append((round(-np.log(chance), 6), len(path), tuple(path)))
    return [path for *_, path in sorted(found)]


@given(small_graphs(), st.integers(1, 6), st.sets(st.integers(1, 6), min_size=1, max_size=2))
def test_paths_come_in_the_order_of_trying_all(graph, max_hops, goals):
    """Every simple path, each once: by probability, then hops, then ids."""
    arrays = build_arrays(graph)
    search = Search(arrays, 0, goals, cost=price_ties(arrays, 1.0), max_hops=max_hops)
    assert list(search.paths()) == every_path(graph, goals, max_hops=max_hops)


@given(small_graphs(), st.none() | st.integers(1, 6), st.sets(st.integers(1, 6), max_size=2))
def test_reaching_all_agrees_with_trying_all(graph, max_hops, barred):
    """The first path of each person gives hops, previous, first step and probability."""
    arrays = build_arrays(graph)
    cost = price_ties(arrays, 1.0, barred)
    reached = reach_all(arrays, 0, cost=cost, max_hops=max_hops, willing=(1.0, 1.0, 1.0))
    for person in range(1, PEOPLE):
        paths = every_path(graph, {person}, max_hops=max_hops, barred=frozenset(barred))
        if not paths:
            assert reached.hops[person] == reached.previous[person] == -1
            continue
        ties = itertools.pairwise(paths[0])
        chance = np.prod([graph.edges[tie]["probability"] for tie in ties])
        assert reached.hops[person] == len(paths[0]) - 1
        assert reached.previous[person] == paths[0][-2]
        assert reached.first[person] == paths[0][1]
        assert reached.probability[person] == pytest.approx(chance)


@given(small_graphs(), st.integers(1, 4))
def test_among_the_chosen_is_the_best_that_shares_nobody(graph, k):
    """It is the best disjoint one of all, if there is any and k leaves room."""
    arrays = build_arrays(graph)
    search = Search(arrays, 0, {6}, cost=price_ties(arrays, 1.0), max_hops=6)
    paths, spare = choose_paths(search, k)
    every = every_path(graph, {6}, max_hops=6)
    apart = [path for path in every[1:] if set(path[1:-1]).isdisjoint(every[0][1:-1])]
    assert spare == (apart[0] if apart and k > 1 else None)
    assert len(paths) == min(k, len(every))
    if spare in every[:k] or spare is None:
        assert paths == every[:k]
    else:
        assert paths == [*every[: k - 1], spare]


@given(small_graphs(), st.integers(0, 5))
def test_bounds_are_the_costs_of_the_best_walks(graph, hops):
    """With no path there is no bound."""
    arrays = build_arrays(graph)
    bounds = bound_costs(arrays, {6}, cost=price_ties(arrays, 1.0), hops=hops)
    assert len(bounds) == hops + 1
    lengths = nx.single_source_shortest_path_length(graph.reverse(), 6, cutoff=hops)
    assert set(np.flatnonzero(bounds[-1] < NEVER)) == set(lengths)


def test_a_tie_nobody_believes_in_is_dear_but_not_barred():
    """Sums stay exact: a thousand such ties cost less than never."""
    graph = nx.path_graph(1001, create_using=nx.DiGraph)
    nx.set_edge_attributes(graph, 1e-300, "probability")
    arrays = build_arrays(graph)
    cost = price_ties(arrays, 1.0)
    reached = reach_all(arrays, 0, cost=cost, max_hops=None, willing=(1.0, 1.0, 1.0))
    assert reached.hops[1000] == 1000
    assert int(cost.sum()) < NEVER


def test_a_clique_behind_the_only_broker_is_not_searched_through():
    """One path exists; the sixty people who only lead back to the broker cost no time."""
    graph = nx.complete_graph(range(2, 62), create_using=nx.DiGraph)
    nx.set_edge_attributes(graph, 0.99, "probability")
    for start, end in [(0, 1), (1, 62), *((1, n) for n in range(2, 62))]:
        graph.add_edge(start, end, probability=0.9)
    graph.add_edges_from(((n, 1) for n in range(2, 62)), probability=0.9)
    arrays = build_arrays(graph)
    search = Search(arrays, 0, {62}, cost=price_ties(arrays, 1.0), max_hops=6)
    assert list(search.paths()) == [(0, 1, 62)]
