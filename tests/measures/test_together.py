"""Who was seen together: as pairs would have it, without a list of pairs."""

import tracemalloc
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.measures import together
from netlens.measures.bounds import bound_brokerage
from netlens.measures.coverage import find_observable, measure_coverage
from netlens.measures.holes import find_holes
from netlens.measures.seen import read_seen
from netlens.measures.together import (
    count_together,
    iter_together,
    read_together,
    were_together,
)

IDS = "abcdefg"
THREADS = st.lists(st.sets(st.sampled_from("abcdefgz")), max_size=5)
LARGE = 5_000
MOST_BYTES = 200_000_000


@pytest.fixture(params=[1, 7, 2_000_000])
def room(request, monkeypatch):
    """Work on blocks of one row, of a few, and on all at once."""
    monkeypatch.setattr(together, "_ROOM", request.param)


def pairs_of(threads, aside):
    return {
        pair for thread in threads for pair in combinations(sorted(thread & set(IDS) - aside), 2)
    }


@pytest.mark.usefixtures("room")
def test_each_pair_counts_once_however_often_it_met():
    """All pairs of a, b, c, and d with a; e met nobody who counts, g stands aside."""
    met = read_together(IDS, [set("abc"), set("abc"), set("abd") - {"b"}, set("ez")])
    assert count_together(met).tolist() == [3, 2, 2, 1, 0, 0, 0]
    assert were_together(met, np.array([0, 1, 0]), np.array([3, 3, 0])).tolist() == [
        *(True, False, False),
    ]


def test_a_tie_is_a_thread_of_two_and_whoever_stands_aside_is_in_none():
    ties = (np.array([0, 2]), np.array([1, 6]))
    met = read_together(IDS, [set("abg")], aside={"g"}, ties=ties)
    assert count_together(met).tolist() == [1, 1, 0, 0, 0, 0, 0]


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize("seed", range(5))
def test_blocks_make_no_difference(seed):
    """Every pair, as it is counted by hand."""
    rng = np.random.default_rng(seed)
    threads = [set(rng.choice(list(IDS), rng.integers(0, 6))) for _ in range(4)]
    wanted = pairs_of(threads, set())
    met = read_together(IDS, threads)
    one, other = np.triu_indices(len(IDS), 1)
    found = were_together(met, one, other)
    assert {(IDS[a], IDS[b]) for a, b in zip(one[found], other[found], strict=True)} == wanted
    whole = np.concatenate([rows.toarray() for _, rows in iter_together(met)])
    assert (np.triu(whole, 1) > 0).sum() == len(wanted)
    assert whole.max(initial=0) <= 1


@given(THREADS, st.sets(st.sampled_from(IDS)))
def test_counts_are_those_of_pairs(threads, aside):
    wanted = pairs_of(threads, aside)
    counts = count_together(read_together(IDS, threads, aside=aside))
    assert counts.tolist() == [sum(who in pair for pair in wanted) for who in IDS]


def test_nobody_was_with_nobody():
    nobody = read_together("", [set("ab")])
    assert count_together(nobody).tolist() == []
    assert were_together(nobody, *np.zeros((2, 0), dtype=int)).tolist() == []


@pytest.fixture(scope="module")
def crowd():
    """Give 5,000 people who were all in one thread, in two communities."""
    ids = [f"p{number:04d}" for number in range(LARGE)]
    return ids, [set(ids)]


def weigh(call):
    """Give the result, and the most bytes that were held for it."""
    tracemalloc.start()
    result = call()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result, most


def test_a_crowd_is_counted_in_little_memory(crowd):
    ids, threads = crowd
    found, most = weigh(lambda: measure_coverage(set(ids), set(), threads=threads))
    assert found.observable == found.pairs == LARGE * (LARGE - 1) // 2
    assert most < MOST_BYTES


def test_pairs_of_a_crowd_are_told_in_little_memory(crowd):
    ids, threads = crowd
    ends = np.arange(100_000) % LARGE, np.arange(1, 100_001) % LARGE
    found, most = weigh(lambda: find_observable(ids, set(), threads=threads)(*ends))
    assert found.all()
    assert most < MOST_BYTES


def test_a_crowd_is_seen_in_little_memory(crowd):
    ids, threads = crowd
    ties = pd.DataFrame([], columns=["from", "to", "basis"])
    found, most = weigh(lambda: read_seen(pd.Index(ids), ties, threads=threads))
    assert (found.observable == LARGE - 1).all()
    assert most < MOST_BYTES


def test_holes_in_a_crowd_are_found_in_little_memory(crowd):
    ids, threads = crowd
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    halves = pd.DataFrame({"person_id": ids, "community_id": ["k1", "k2"] * (LARGE // 2)})
    found, most = weigh(lambda: find_holes(graph, halves, holders=set(), threads=threads))
    assert found["observable"].tolist() == found["pairs"].tolist() == [(LARGE // 2) ** 2]
    assert most < MOST_BYTES


def test_brokers_in_a_crowd_are_bounded_in_little_memory(crowd):
    ids, threads = crowd
    graph = nx.Graph([("p0000", "p0001")])
    graph.add_nodes_from(ids)
    found, most = weigh(lambda: bound_brokerage(graph, holders=set(), threads=threads))
    assert found["exact"].all()
    assert most < MOST_BYTES
