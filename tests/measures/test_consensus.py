"""Consensus: what most runs say, and how many say it."""

import networkx as nx
import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

from netlens.measures import consensus
from netlens.measures.adjacency import read_adjacency
from netlens.measures.consensus import count_runs, find_consensus, measure_overlap


def test_the_number_of_runs_is_bounded_by_work():
    """Twenty for 10,000 people with 40 ties each; never fewer than three."""
    assert [count_runs(ties) for ties in (0, 200_000, 1_000_000, 10**8)] == [20, 20, 4, 3]


def test_overlap_is_jaccard_s_per_person():
    """{0,1} against {0}: a half; {1} is in {1,2}: a third of {0,1,2}."""
    found = measure_overlap(np.array([0, 0, 1, 1]), np.array([5, 6, 6, 6]))
    assert found == pytest.approx([1 / 2, 1 / 4, 2 / 3, 2 / 3])


def test_clear_groups_are_agreed_on_and_a_person_between_is_not():
    """Two cliques of eight, and somebody with two ties into each."""
    graph = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(8))
    graph.add_edges_from([(16, 0), (16, 1), (16, 8), (16, 9)])
    labels, stability, runs = find_consensus(
        read_adjacency(graph).strongest, resolution=1.0, seed=1
    )
    assert len(runs) == 20
    assert len(set(labels[:8])) == len(set(labels[8:16])) == 1
    assert labels[0] != labels[8]
    assert stability[:16].min() == 1
    again = find_consensus(read_adjacency(graph).strongest, resolution=1.0, seed=1)
    assert again[0].tolist() == labels.tolist()
    assert again[1].tolist() == stability.tolist()


@pytest.mark.parametrize(("often", "together"), [(8, False), (12, True)])
def test_the_majority_decides_who_stays_together(monkeypatch, often, together):
    """Two people whom 8 of 20 runs put together are parted, 12 of 20 join them."""
    calls = []

    def run_each(runs, **_):
        calls.append(1)
        if len(calls) > 1:
            return [connected_components(matrix, directed=False)[1] for matrix, *_ in runs]
        return [np.array([0, 0 if number < often else 1]) for number in range(len(runs))]

    monkeypatch.setattr(consensus, "run_each", run_each)
    matrix = read_adjacency(nx.Graph([(0, 1)])).strongest
    labels, stability, _ = find_consensus(matrix, resolution=1.0, seed=0)
    assert (labels[0] == labels[1]) == together
    assert stability.tolist() == [0.6, 0.6]
