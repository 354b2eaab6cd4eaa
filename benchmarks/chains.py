"""
Time chains beside networkx, rustworkx, networkit and bare scipy, in one run.

Usage: python benchmarks/chains.py [PEOPLE] [TIES]

Peers that are not installed are left out. One to all: the most probable chain
to everybody, from arrays that are there already (each library's own graph is
built before, and its time printed). k best: three chains without repeated
people to each of five targets; rustworkx has lengths only, of walks that may
repeat people, and networkit has nothing of the kind. Printed are seconds
of processor time (set OMP_NUM_THREADS=1), the median of five turns for one to
all and one turn for the rest.
"""

import importlib
import itertools
import statistics
import sys
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from netlens.measures.chains import best_chains, find_chains
from netlens.measures.tie_arrays import TieArrays, build_arrays

PEOPLE, TIES = 100_000, 1_000_000
TURNS, TARGETS, K, WILLING = 5, 5, 3, 0.53


def invent(people: int, ties: int, *, seed: int = 0) -> TieArrays:
    """Invent ties with many of them at few people, and probabilities of all sizes."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(2.0, people) + 1
    popular /= popular.sum()
    pairs = np.stack([rng.integers(0, people, ties), rng.choice(people, ties, p=popular)])
    pairs = np.unique(pairs[:, pairs[0] != pairs[1]], axis=1)
    chance = rng.uniform(0.05, 1.0, pairs.shape[1])
    return TieArrays(range(people), pairs[0], pairs[1], chance, chance, chance)


def clock(work: Callable[[], Any], turns: int = 1) -> tuple[float, Any]:
    """Give the median seconds of several turns, and the last result."""
    seconds = []
    for _ in range(turns):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), result


def optional(name: str) -> ModuleType | None:
    """Import a peer if it is there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"  {name}: not installed")
        return None


def show(label: str, seconds: float, note: str = "") -> None:
    """Print one row."""
    print(f"  {label:34s} {seconds:9.3f} s  {note}")


def build_peers(arrays: TieArrays) -> dict[str, Any]:
    """Build each library's own graph, with −ln(p × willingness) as weights."""
    cost = -np.log(arrays.probability * WILLING)
    start, end = arrays.start.tolist(), arrays.end.tolist()
    people, edges = len(arrays.ids), list(zip(start, end, cost.tolist(), strict=True))
    graphs: dict[str, Any] = {"scipy": csr_matrix((cost, (start, end)), shape=(people, people))}
    print("building each graph")
    graph = nx.DiGraph()
    seconds, _ = clock(lambda: graph.add_weighted_edges_from(edges))
    show("networkx", seconds)
    graphs["networkx"] = graph
    if rustworkx := optional("rustworkx"):
        made = rustworkx.PyDiGraph(multigraph=False)
        made.add_nodes_from(range(people))
        seconds, _ = clock(lambda: made.add_edges_from(edges))
        show("rustworkx", seconds)
        graphs["rustworkx"] = made
    if networkit := optional("networkit"):
        coo = (cost, (arrays.start, arrays.end))
        seconds, made = clock(
            lambda: networkit.GraphFromCoo(coo, n=people, weighted=True, directed=True)
        )
        show("networkit", seconds)
        graphs["networkit"] = made
    for tie, chance in zip(zip(start, end, strict=True), arrays.probability.tolist(), strict=True):
        graph.edges[tie]["probability"] = chance
    seconds, _ = clock(lambda: build_arrays(graph))
    show("netlens, from networkx", seconds, "at most once")
    return graphs


def time_one_to_all(arrays: TieArrays, graphs: dict[str, Any]) -> None:
    """Print seconds for everybody's best chain."""
    print("one to all")
    seconds, table = clock(
        lambda: best_chains(arrays, 0, willingness=WILLING, max_hops=None), turns=TURNS
    )
    show("netlens best_chains, no limit", seconds, "with odds, range, via, previous as a table")
    limited, _ = clock(lambda: best_chains(arrays, 0, willingness=WILLING), turns=TURNS)
    show("netlens best_chains, six hops", limited)
    seconds, (found, _) = clock(
        lambda: dijkstra(graphs["scipy"], indices=0, return_predecessors=True), turns=TURNS
    )
    show("scipy dijkstra, with predecessors", seconds)
    mine = table.set_index("person_id")["probability"]
    np.testing.assert_allclose(mine, np.exp(-found[mine.index]) / WILLING, atol=1e-6)
    seconds, _ = clock(lambda: nx.single_source_dijkstra(graphs["networkx"], 0))
    show("networkx", seconds)
    if "rustworkx" in graphs:
        rustworkx = importlib.import_module("rustworkx")
        seconds, _ = clock(
            lambda: rustworkx.digraph_dijkstra_shortest_path_lengths(graphs["rustworkx"], 0, float),
            turns=TURNS,
        )
        show("rustworkx", seconds, "lengths only")
    if "networkit" in graphs:
        distance = importlib.import_module("networkit").distance
        seconds, _ = clock(
            lambda: distance.Dijkstra(graphs["networkit"], 0, storePaths=True).run(), turns=TURNS
        )
        show("networkit", seconds, "with predecessors")


def time_k_best(arrays: TieArrays, graphs: dict[str, Any]) -> None:
    """Print seconds for three chains to each of five targets."""
    print(f"{K} best to each of {TARGETS} targets")
    reached = best_chains(arrays, 0, willingness=WILLING)
    far = reached.loc[reached["hops"] > 2, "person_id"]  # noqa: PLR2004
    targets = far.sample(TARGETS, random_state=0).tolist()
    seconds, table = clock(
        lambda: find_chains(arrays, 0, targets, willingness=WILLING, k=K, max_hops=6)
    )
    show("netlens find_chains, six hops", seconds, "with a spare")
    seconds, table = clock(
        lambda: find_chains(arrays, 0, targets, willingness=WILLING, k=K, max_hops=50)
    )
    show("netlens find_chains, fifty hops", seconds, "with a spare")

    def yen(target: int) -> list[list[int]]:
        return list(
            itertools.islice(
                nx.shortest_simple_paths(graphs["networkx"], 0, target, weight="weight"), K
            )
        )

    seconds, paths = clock(lambda: [yen(target) for target in targets])
    show("networkx shortest_simple_paths", seconds, "no limit on hops")
    same = [
        table.loc[(table["target"] == target) & (table["rank"] == 1), "to"].tolist() == found[0][1:]
        for target, found in zip(targets, paths, strict=True)
    ]
    print(f"    the first chain is the same for {sum(same)} of {len(targets)}")
    if "rustworkx" in graphs:
        rustworkx = importlib.import_module("rustworkx")
        seconds, _ = clock(
            lambda: [
                rustworkx.digraph_k_shortest_path_lengths(graphs["rustworkx"], 0, K, float, target)
                for target in targets
            ]
        )
        show("rustworkx k_shortest_path_lengths", seconds, "lengths of walks only")


def main() -> None:
    """Run everything on one invented network."""
    numbers = [int(word) for word in sys.argv[1:]]
    people, ties = (*numbers, PEOPLE, TIES)[:2] if len(numbers) != 1 else (numbers[0], TIES)
    arrays = invent(people, ties)
    print(f"{people:,} people, {len(arrays.start):,} ties")
    graphs = build_peers(arrays)
    time_one_to_all(arrays, graphs)
    time_k_best(arrays, graphs)


if __name__ == "__main__":
    main()
