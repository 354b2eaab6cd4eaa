"""
Time the structural measures, and what memory they take, beside networkx, igraph and networkit.

Usage: python -m benchmarks.structure [--ties N …] [--peers PYTHON] [--networkx] [--processor]

Each size runs in a process of its own, on one thread but for communities, which
are sought two runs at a time. `--processor` gives processor time instead of
time on the wall, for netlens and peers alike: on a busy machine it says more.
The graph is made: half of the ties within groups of fifty, half anywhere, some
people with many more ties than others; ten ties a person. netlens reads arrays,
as every peer does here; `from networkx` times the way through a networkx graph
up to 100,000 ties. PYTHON is an environment with igraph (GPL, therefore only
here) and networkit; see validation/structure_peers.py. networkx is asked only
where `--networkx` says so: it takes minutes from 100,000 ties on; its
betweenness is timed on ten sources.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from validation.brokerage import ask_peers

from netlens.measures.adjacency import Adjacency, read_adjacency
from netlens.measures.atlas import Atlas, draw_up
from netlens.measures.betweenness import measure_betweenness
from netlens.measures.brokerage import measure_brokerage
from netlens.measures.communities import detect_communities
from netlens.measures.cutting import find_cuts
from netlens.measures.holes import find_holes
from netlens.measures.partitions import run_leiden
from netlens.measures.triangles import halve, iter_triangles

TIES = (10_000, 100_000, 1_000_000)
SOURCES = 100
GROUP = 50
LARGEST_NETWORKX = 100_000


def make_ties(ties: int, *, seed: int = 0) -> Adjacency:
    """Make a graph of so many ties with groups and hubs."""
    rng = np.random.default_rng(seed)
    size = ties // 10
    weight = np.arange(1, size + 1) ** -0.5
    weight /= weight.sum()
    keys = np.zeros(0, dtype=np.int64)
    while len(keys) < ties:
        start = rng.choice(size, ties // 2, p=weight)
        near = start // GROUP * GROUP + rng.integers(0, GROUP, len(start))
        end = np.where(rng.random(len(start)) < 0.5, rng.choice(size, len(start), p=weight), near)  # noqa: PLR2004
        end = np.minimum(end, size - 1)
        low, high = np.minimum(start, end), np.maximum(start, end)
        keys = np.unique(np.concatenate((keys, (low * size + high)[low != high])))
    keys = np.sort(rng.permutation(keys)[:ties])
    ids = tuple(f"p{number:07d}" for number in range(size))
    return Adjacency(ids, keys // size, keys % size, None, directed=False)


def draw_map(graph: Adjacency, groups: pd.DataFrame) -> Atlas:
    """Draw up the map of everybody, of whom no name is known."""
    ids = np.array(graph.ids)
    people = pd.DataFrame({"person_id": ids, "title": None, "company": None}, dtype="str")
    members = groups.rename(columns={"community_id": "group_id"})
    ties = pd.DataFrame({"from": ids[graph.start], "to": ids[graph.end], "basis": "observed"})
    return draw_up(
        members.assign(group=members["group_id"], kind="community"),
        ties,
        people=people,
        names={},
        holders=set(graph.ids),
    )


def time_netlens(ties: int, clock: Callable[[], float]) -> dict[str, float]:
    """Time each measure once; the whole is what a notebook asks for, with one partition."""
    graph = make_ties(ties)
    found: dict[str, float] = {}

    def take(name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401
        start = clock()
        result = call()
        found[name] = clock() - start
        return result

    whole = clock()
    take("brokerage, all measures", lambda: measure_brokerage(graph))
    labels = take(
        "Leiden, once",
        lambda: run_leiden(graph.strongest, resolution=1.0, seed=0, iterations=1),
    )
    groups = pd.DataFrame({"person_id": graph.ids, "community_id": [f"k{i}" for i in labels]})
    take("holes", lambda: find_holes(graph, groups, holders=set(graph.ids), smallest=ties // 1000))
    take("cuts", lambda: find_cuts(graph, groups))
    take("map", lambda: draw_map(graph, groups))
    found["all with one partition"] = clock() - whole
    found["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    take("(triangles alone)", lambda: [*iter_triangles(halve(graph.summed))])
    take("(betweenness alone)", lambda: measure_betweenness(graph))
    consensus = take("communities, with consensus", lambda: detect_communities(graph))
    found["runs of consensus"] = float(consensus.attrs["runs"])
    if ties <= LARGEST_NETWORKX:
        pairs = zip(graph.start.tolist(), graph.end.tolist(), strict=True)
        plain = nx.Graph((graph.ids[a], graph.ids[b]) for a, b in pairs)
        take("(from networkx)", lambda: read_adjacency(plain))
    return found


def main() -> None:
    """Print a column per size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ties", type=int, nargs="+", default=TIES)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--networkx", action="store_true")
    parser.add_argument("--processor", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        clock = time.process_time if options.processor else time.perf_counter
        print(json.dumps(time_netlens(options.one, clock)))
        return
    columns: dict[str, dict[str, float]] = {}
    for ties in options.ties:
        command = [sys.executable, "-m", "benchmarks.structure", "--one", str(ties)]
        command += ["--processor"] * options.processor
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        columns[f"{ties:,} ties"] = json.loads(done.stdout)
        if options.peers:
            graph = make_ties(ties)
            given = {
                "size": graph.size,
                "start": graph.start,
                "end": graph.end,
                "weight": np.zeros(0),
                "directed": False,
                "sources": SOURCES,
                "processor": options.processor,
                "networkx": options.networkx and ties <= LARGEST_NETWORKX,
            }
            answers = ask_peers(options.peers, "clock", given)
            columns[f"{ties:,} ties"] |= {
                name.removeprefix("seconds:"): float(value) for name, value in answers.items()
            }
    table = pd.DataFrame(columns)
    print(table.to_string(float_format=lambda value: f"{value:.3f}", na_rep=""))
    whole = table.loc["all with one partition"]
    each = [whole[f"{ties:,} ties"] / ties * 1e6 for ties in options.ties]
    print("microseconds per tie: " + ", ".join(f"{value:.1f}" for value in each))


if __name__ == "__main__":
    main()
