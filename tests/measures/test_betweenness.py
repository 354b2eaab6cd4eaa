"""Betweenness: exact where all are sources, with an honest error where not."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.measures import betweenness
from netlens.measures.adjacency import read_adjacency
from netlens.measures.betweenness import measure_betweenness


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 14), st.floats(0.05, 0.9), st.booleans(), st.integers(0, 10_000))
def test_it_equals_networkx_on_small_graphs(size, density, directed, seed):
    """Parts that are not connected included."""
    graph = nx.gnp_random_graph(size, density, seed=seed, directed=directed)
    found, error = measure_betweenness(read_adjacency(graph))
    expected = nx.betweenness_centrality(graph)
    assert found == pytest.approx([expected[node] for node in graph], abs=1e-12)
    assert not error.any()


@pytest.mark.parametrize("scattered", [0, 10**9])
@pytest.mark.parametrize("places", [1, 200])
def test_neither_blocks_nor_the_way_to_step_matter(monkeypatch, scattered, places):
    """From single places and from all at once alike."""
    graph = nx.connected_watts_strogatz_graph(50, 4, 0.2, seed=1)
    expected, _ = measure_betweenness(read_adjacency(graph))
    monkeypatch.setattr(betweenness, "_SCATTERED", scattered)
    monkeypatch.setattr(betweenness, "_PLACES", places)
    assert measure_betweenness(read_adjacency(graph))[0] == pytest.approx(expected, abs=1e-12)


def test_a_star_s_centre_is_between_all():
    """Freeman (1977): 1."""
    assert measure_betweenness(read_adjacency(nx.star_graph(5)))[0].tolist() == [1, 0, 0, 0, 0, 0]


def test_a_sample_says_how_far_it_may_be_off(monkeypatch):
    """The truth lies within two standard errors about as often as it should."""
    graph = read_adjacency(nx.powerlaw_cluster_graph(300, 4, 0.3, seed=3))
    truth, _ = measure_betweenness(graph)
    monkeypatch.setattr(betweenness, "EXACT_WORK", 1)
    assert not np.allclose(*(measure_betweenness(graph, seed=seed)[0] for seed in (1, 2)))
    inside = []
    for seed in range(20):
        found, error = measure_betweenness(graph, seed=seed)
        top = np.argsort(-truth)[:50]
        inside.append((np.abs(found - truth) <= 2 * error)[top].mean())
    assert 0.85 < np.mean(inside) <= 1
    assert measure_betweenness(graph, seed=5)[0].tolist() == (
        measure_betweenness(graph, seed=5)[0].tolist()
    )
