"""Random ties of the same people, and groups that are none."""

import networkx as nx
import numpy as np
import pytest

from netlens.measures.adjacency import read_adjacency
from netlens.measures.chance import has_structure, rewire
from netlens.measures.partitions import list_pairs


@pytest.mark.parametrize(
    "graph",
    [
        nx.barabasi_albert_graph(80, 3, seed=1),
        nx.star_graph(6),
        nx.complete_graph(5),
        nx.path_graph(2),
    ],
)
def test_swaps_keep_everybody_s_number_of_ties(graph):
    """Neither loops nor repeats come in, also where no swap is possible."""
    start, end, _ = list_pairs(read_adjacency(graph).strongest)
    a, b = rewire(start, end, len(graph), seed=3)
    assert (a < b).all()
    assert len(set(zip(a.tolist(), b.tolist(), strict=True))) == len(start)
    degrees = np.bincount(np.concatenate((a, b)), minlength=len(graph))
    assert degrees.tolist() == [degree for _, degree in graph.degree]


def test_most_ties_are_elsewhere_afterwards():
    """And the same seed swaps the same."""
    graph = nx.gnm_random_graph(200, 800, seed=1)
    start, end, _ = list_pairs(read_adjacency(graph).strongest)
    pairs = [set(zip(*map(list, rewire(start, end, 200, seed=s)), strict=True)) for s in (1, 1, 2)]
    before = set(zip(start.tolist(), end.tolist(), strict=True))
    assert len(before & pairs[0]) < 0.1 * len(before)
    assert pairs[0] == pairs[1] != pairs[2]


def test_no_tie_is_made_that_could_not_have_been_seen():
    """Every tie keeps an end among those whose lists are held."""
    graph = nx.gnm_random_graph(200, 800, seed=1)
    start, end, _ = list_pairs(read_adjacency(graph).strongest)
    held = np.arange(200) < 60
    seen = held[start] | held[end]
    start, end = start[seen], end[seen]
    a, b = rewire(start, end, 200, seed=3, observable=lambda one, other: held[one] | held[other])
    assert (held[a] | held[b]).all()
    before = set(zip(start.tolist(), end.tolist(), strict=True))
    assert len(before & set(zip(a.tolist(), b.tolist(), strict=True))) < 0.2 * len(before)


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.random_partition_graph([30] * 4, 0.4, 0.02, seed=1), True),
        (nx.karate_club_graph(), True),
        (nx.gnm_random_graph(120, 500, seed=1), False),
        (nx.barabasi_albert_graph(200, 3, seed=2), False),
        (nx.path_graph(3), False),
    ],
)
def test_structure_is_what_random_ties_lack(graph, expected):
    """Leiden finds groups in all of them."""
    matrix = read_adjacency(nx.Graph(graph.edges())).strongest
    assert has_structure(matrix, resolution=1, seed=0) == expected
