"""Triangles: each once, however the work is cut."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.measures import triangles
from netlens.measures.adjacency import read_adjacency
from netlens.measures.triangles import halve, iter_triangles


def find(graph):
    """List triangles as sets of people."""
    half = halve(read_adjacency(graph).summed)
    matrix = read_adjacency(graph).summed.tocoo()
    ends = list(zip(matrix.row.tolist(), matrix.col.tolist(), strict=True))
    found = []
    for block in iter_triangles(half):
        for ties in zip(*block, strict=True):
            pairs = [ends[half.forth[tie]] for tie in ties]
            assert all(ends[half.back[t]] == p[::-1] for t, p in zip(ties, pairs, strict=True))
            found.append(frozenset(end for pair in pairs for end in pair))
    return found


@given(st.integers(0, 12), st.floats(0.1, 0.9), st.integers(0, 10_000))
def test_every_triangle_is_found_once(size, density, seed):
    """Against all cliques of three."""
    graph = nx.gnp_random_graph(size, density, seed=seed)
    expected = {frozenset(c) for c in nx.enumerate_all_cliques(graph) if len(c) == 3}
    found = find(graph)
    assert len(found) == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize("block", [1, 7, 100])
def test_blocks_change_nothing(monkeypatch, block):
    """A hub whose paths exceed a block is still looked at whole."""
    graph = nx.complete_graph(9)
    whole = find(graph)
    monkeypatch.setattr(triangles, "_BLOCK", block)
    assert sorted(map(sorted, find(graph))) == sorted(map(sorted, whole))
    assert len(whole) == 84
