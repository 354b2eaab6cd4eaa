"""The resolution: what predicts hidden ties, not what one would like."""

import networkx as nx
import numpy as np
import pytest

from netlens.measures.adjacency import read_adjacency
from netlens.measures.resolution import _finest, choose_resolution


def choose(graph, seed=0):
    return choose_resolution(read_adjacency(graph).strongest, seed=seed)


def test_many_small_groups_ask_for_a_higher_resolution_than_few_large_ones():
    """One fixed number fits only one of the two."""
    few = nx.random_partition_graph([60] * 3, 0.3, 0.02, seed=1)
    many = nx.random_partition_graph([8] * 40, 0.8, 0.01, seed=1)
    assert choose(few) < 2.5 < choose(many)


def test_it_repeats_itself_and_random_ties_predict_nothing():
    """Then it is 1."""
    graph = nx.gnm_random_graph(120, 240, seed=2)
    assert choose(graph) == choose(graph) == 1.0


def test_a_single_tie_is_enough_not_to_fail():
    """Nothing can be hidden from it."""
    assert choose(nx.Graph([(0, 1)])) > 0
    assert choose(nx.path_graph(4)) > 0


@pytest.mark.parametrize(
    ("finer", "expected"),
    [([1.0, 0.8, 1.0, 0.8], 0), ([1.05, 0.85, 0.95, 0.75], 1)],
)
def test_the_finest_that_predicts_as_well_counts(finer, expected):
    """Always a little worse in every fold is worse; now better, now worse is not."""
    best = np.array([1.0, 0.8, 1.0, 0.8]) + np.array([0.01, 0.01, 0.01, 0.01])
    assert _finest({-4: best - 0.5, 0: best, 1: np.array(finer)}) == expected
