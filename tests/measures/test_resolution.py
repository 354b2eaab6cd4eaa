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


def test_it_repeats_itself():
    """The seed fixes which ties are hidden."""
    graph = nx.random_partition_graph([20] * 4, 0.4, 0.05, seed=1)
    assert choose(graph, seed=3) == choose(graph, seed=3) > 1


@pytest.mark.parametrize(
    "graph", [nx.gnm_random_graph(120, 240, seed=2), nx.random_labeled_tree(60, seed=1)]
)
def test_no_resolution_where_groups_predict_worse_than_none(graph):
    """Leiden finds groups in both."""
    assert choose(graph) is None


def test_a_few_ties_that_tell_nothing_leave_it_at_1():
    """Two cliques of five: what is hidden is too little to speak against groups."""
    assert choose(nx.barbell_graph(5, 0)) == 1.0
    assert choose(nx.Graph([(0, 1)])) == choose(nx.path_graph(4)) == 1.0


@pytest.mark.parametrize(
    ("finer", "expected"),
    [([1.0, 0.8, 1.0, 0.8], 0), ([1.05, 0.85, 0.95, 0.75], 1)],
)
def test_the_finest_that_predicts_as_well_counts(finer, expected):
    """Always a little worse in every fold is worse; now better, now worse is not."""
    best = np.array([1.0, 0.8, 1.0, 0.8]) + np.array([0.01, 0.01, 0.01, 0.01])
    assert _finest({-4: best - 0.5, 0: best, 1: np.array(finer)}) == expected
