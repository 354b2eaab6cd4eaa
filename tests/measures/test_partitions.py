"""Partitions, and how well they describe ties: by hand on two triangles and a tie between."""

import networkx as nx
import numpy as np
import pytest

from netlens.measures.adjacency import read_adjacency
from netlens.measures.partitions import (
    fitting_resolution,
    join_pairs,
    list_pairs,
    measure_quality,
    measure_shares,
    predict_ties,
    run_leiden,
)

TRIANGLES = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)])
HALVES = np.array([0, 0, 0, 1, 1, 1])


@pytest.fixture
def matrix():
    return read_adjacency(TRIANGLES).strongest


def test_shares_and_quality_are_those_by_hand(matrix):
    """Six of seven ties inside, a half by chance."""
    assert measure_shares(matrix, HALVES) == pytest.approx((6 / 7, 0.5))
    assert measure_quality(matrix, HALVES, resolution=1) == pytest.approx(6 / 7 - 0.5)
    assert measure_quality(matrix, HALVES, resolution=1.5) == pytest.approx(6 / 7 - 0.75)


def test_hidden_ties_are_predicted_by_the_rates_seen(matrix):
    """One inside is a gain, one across a loss."""
    inside, across = ((np.array([a]), np.array([b]), np.ones(1)) for a, b in ((0, 1), (0, 5)))
    assert predict_ties(matrix, HALVES, inside) == pytest.approx(np.log(12 / 7))
    assert predict_ties(matrix, HALVES, across) == pytest.approx(np.log(2 / 7))


def test_the_fitting_resolution_is_newman_s(matrix):
    """(12/7 - 2/7) / ln 6; none for one group, or where no tie leaves a group."""
    assert fitting_resolution(matrix, HALVES) == pytest.approx(10 / 7 / np.log(6))
    assert fitting_resolution(matrix, np.zeros(6, dtype=int)) is None
    assert fitting_resolution(matrix, np.arange(6)) is None


def test_leiden_finds_the_triangles_and_repeats_itself(matrix):
    """Same seed, same labels; without ties everybody is alone."""
    found = [run_leiden(matrix, resolution=1, seed=5, iterations=2).tolist() for _ in range(2)]
    assert found[0] == found[1]
    assert len(set(found[0][:3])) == len(set(found[0][3:])) == 1
    assert found[0][0] != found[0][3]
    empty = read_adjacency(nx.empty_graph(3)).strongest
    assert run_leiden(empty, resolution=1, seed=0, iterations=1).tolist() == [0, 1, 2]


def test_pairs_and_matrix_are_two_ways_to_say_the_same(matrix):
    """Each tie once, the smaller end first."""
    start, end, weight = list_pairs(matrix)
    assert (start < end).all()
    assert len(start) == 7
    assert (join_pairs(start, end, weight, 6) != matrix).nnz == 0
