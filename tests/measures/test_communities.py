"""Communities: found where they are planted, none where there are none."""

import networkx as nx
import pandas as pd
import pytest

from netlens.measures.communities import detect_communities, measure_groups
from netlens.schema import AFFILIATIONS, PEOPLE, make_table


def named(graph):
    """Give the graph text ids."""
    return nx.relabel_nodes(graph, lambda i: f"p{i:03d}")


def test_planted_groups_are_found_and_stable():
    """Five groups of thirty."""
    graph = named(nx.planted_partition_graph(5, 30, 0.4, 0.01, seed=3))
    table = detect_communities(graph)
    planted = table["person_id"].str[1:].astype(int) // 30
    assert table.groupby(planted)["community_id"].nunique().eq(1).all()
    assert table["community_id"].nunique() == 5
    assert table["stability"].min() > 0.9


@pytest.mark.parametrize("seed", range(3))
def test_random_ties_show_no_communities(seed):
    """Modularity alone would find some."""
    table = detect_communities(named(nx.gnm_random_graph(150, 600, seed=seed)), seed=seed)
    tied = table.dropna()
    assert len(set(tied["community_id"])) == 1


@pytest.mark.parametrize("together", [False, True])
def test_lists_that_are_not_held_are_no_communities(together):
    """Of random ties those show that the lists of 60 show, and two threads."""
    graph = named(nx.gnm_random_graph(500, 1000, seed=1))
    nodes = list(graph)
    holders, threads = set(nodes[:60]), [set(nodes[60:90]), set(nodes[90:95])][: 2 * together]
    seen = graph.edge_subgraph(
        [
            (a, b)
            for a, b in graph.edges
            if holders & {a, b} or any({a, b} <= thread for thread in threads)
        ]
    )
    assert detect_communities(seen).attrs["structure"]
    table = detect_communities(seen, holders=holders, threads=threads)
    assert not table.attrs["structure"]
    assert set(table["community_id"]) == {"k1"}


def test_communities_are_seen_on_some_lists_too():
    """Five groups of thirty, by the lists of every second person."""
    graph = named(nx.planted_partition_graph(5, 30, 0.5, 0.01, seed=1))
    holders = set(list(graph)[::2])
    seen = graph.edge_subgraph([pair for pair in graph.edges if holders & set(pair)])
    table = detect_communities(seen, holders=holders)
    planted = table["person_id"].str[1:].astype(int) // 30
    assert table.groupby(planted)["community_id"].nunique().eq(1).all()
    assert table["community_id"].nunique() == 5


def test_the_result_does_not_depend_on_the_order_of_ties():
    """Only on the seed."""
    graph = named(nx.planted_partition_graph(4, 20, 0.4, 0.05, seed=1))
    shuffled = nx.Graph()
    shuffled.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))
    shuffled.add_nodes_from(graph)
    pd.testing.assert_frame_equal(detect_communities(graph), detect_communities(shuffled))


def test_isolates_are_their_own_and_of_unknown_stability():
    """A loner belongs nowhere."""
    graph = nx.Graph([("a", "b"), ("b", "c")])
    graph.add_nodes_from(["d", "e"])
    table = detect_communities(graph).set_index("person_id")
    assert table.loc["d", "community_id"] != table.loc["e", "community_id"]
    assert table["stability"].isna().tolist() == [False, False, False, True, True]


def test_nobody_has_no_communities():
    """Empty in, empty out."""
    assert detect_communities(nx.Graph()).empty


def test_groups_are_shared_by_two_or_more():
    """Groups of one are counted apart; without a list reach into them is unknown."""
    rows = [
        ("p1", "employer:acme"),
        ("p2", "employer:acme"),
        ("p3", "label:choir"),
        ("p9", "label:choir"),
    ]
    members = make_table(
        AFFILIATIONS,
        [{"person_id": p, "group_id": g, "group": g[9:], "kind": g.split(":")[0]} for p, g in rows],
    )
    people = make_table(PEOPLE, [{"person_id": f"p{i}"} for i in range(1, 5)])
    table = measure_groups(members, people)
    assert table[["group_id", "people", "share"]].to_numpy().tolist() == [["employer:acme", 2, 0.5]]
    assert table["holders_reaching"].isna().all()
    assert table.attrs["single"] == 1
    assert measure_groups(members, people, lists={"p1": {"p2"}})["holders_reaching"].tolist() == [1]
