"""Single points of failure, against removal one by one."""

from itertools import combinations

import networkx as nx
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.measures.adjacency import read_adjacency
from netlens.measures.cutting import CUTS, _cut_people, find_cuts
from netlens.schema import check_table


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 16), st.floats(0.05, 0.5), st.integers(0, 10_000))
def test_cut_people_are_those_outside_the_largest_part_left(size, density, seed):
    """Every person removed in turn, on small random graphs."""
    graph = nx.gnp_random_graph(size, density, seed=seed)
    expected = {}
    for person in graph:
        together = nx.node_connected_component(graph, person) - {person}
        parts = [len(part) for part in nx.connected_components(graph.subgraph(together))]
        if len(parts) > 1:
            expected[person] = sum(parts) - max(parts)
    assert _cut_people(read_adjacency(graph).summed) == expected


def find(graph, **groups):
    rows = [(person, name) for name, members in groups.items() for person in members]
    table = find_cuts(graph, pd.DataFrame(rows, columns=["person_id", "community_id"]))
    check_table(table, CUTS)
    return [tuple(row) for row in table.fillna("").itertuples(index=False)]


def test_a_community_that_hangs_on_one_person_is_named():
    """One tie has two such ends; the larger side is cut off by neither."""
    graph = nx.Graph([*combinations("abcdef", 2), *combinations("wxyz", 2), ("a", "w")])
    assert find(graph, k1="abcdef", k2="wxyz") == [
        ("w", "community", "k1", 6),
        ("a", "community", "k1", 5),
        ("a", "community", "k2", 4),
        ("w", "community", "k2", 3),
        ("a", "people", "", 4),
        ("w", "people", "", 3),
    ]


def test_two_people_to_the_rest_cut_nobody_off():
    """Nor does a part of its own hang on anybody."""
    graph = nx.Graph([*combinations("abcd", 2), *combinations("wxyz", 2), ("a", "w"), ("b", "x")])
    assert find(graph, k1="abcd", k2="wxyz") == []
    assert find(nx.Graph(combinations("abcd", 2)), k1="abcd") == []
    assert find(nx.Graph()) == []
