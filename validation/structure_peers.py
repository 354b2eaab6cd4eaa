"""
What igraph, networkit, networkx and Infomap make of a graph, in an environment of their own.

Usage: PYTHON structure_peers.py TASK INPUT.npz OUTPUT.npz

igraph is GPL, so it is no dependency of netlens: install it by hand, with
networkit, networkx, scipy and infomap, into an environment of its own. INPUT
holds `size`, `start`, `end`, `weight` (may be empty), `directed` and, for
communities, `seed`. Each task writes arrays by name; `seconds:…` are
times of one call, of the processor where `processor` is true, building the
library's own graph apart.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Given = dict[str, np.ndarray]


def make_igraph(given: Given) -> Any:  # noqa: ANN401
    """Give igraph's graph; it counts from the same positions."""
    import igraph  # noqa: PLC0415

    graph = igraph.Graph(
        n=int(given["size"]),
        edges=np.column_stack((given["start"], given["end"])),
        directed=bool(given["directed"]),
    )
    if len(given["weight"]):
        graph.es["weight"] = given["weight"].tolist()
    return graph


def measure_brokers(given: Given) -> Given:
    """Give igraph's constraint, betweenness (as a share) and clustering."""
    graph = make_igraph(given)
    size = int(given["size"])
    weights = "weight" if len(given["weight"]) else None
    scale = (size - 1) * (size - 2) / (1 if given["directed"] else 2)
    plain = graph.as_undirected() if given["directed"] else graph
    return {
        "constraint": np.array(graph.constraint(weights=weights), dtype=float),
        "betweenness": np.array(graph.betweenness(directed=bool(given["directed"]))) / scale,
        "clustering": np.array(plain.transitivity_local_undirected(mode="nan"), dtype=float),
    }


def detect(given: Given) -> Given:
    """Give the labels of Louvain and Leiden (modularity), and of Infomap."""
    import random  # noqa: PLC0415
    import warnings  # noqa: PLC0415

    import igraph  # noqa: PLC0415
    import infomap  # noqa: PLC0415

    warnings.simplefilter("ignore")

    seed = int(given["seed"])
    random.seed(seed)
    igraph.set_random_number_generator(random)
    graph = make_igraph(given)
    weights = "weight" if len(given["weight"]) else None
    louvain = graph.community_multilevel(weights=weights)
    leiden = graph.community_leiden("modularity", weights=weights, n_iterations=-1)
    flow = infomap.Infomap(f"--two-level --silent --num-trials 5 --seed {seed + 1}")
    values = given["weight"] if len(given["weight"]) else np.ones(len(given["start"]))
    for start, end, weight in zip(given["start"], given["end"], values, strict=True):
        flow.add_link(int(start), int(end), float(weight))
    flow.run()
    modules = flow.get_modules()
    size = int(given["size"])
    return {
        "Louvain": np.array(louvain.membership),
        "Leiden": np.array(leiden.membership),
        "Infomap": np.array([modules.get(i, -1 - i) for i in range(size)]),
    }


def generate(given: Given) -> Given:
    """Make one LFR graph by networkit: its ties, and the group of each person."""
    import networkit  # noqa: PLC0415

    networkit.setNumberOfThreads(1)
    networkit.setSeed(int(given["seed"]), useThreadId=False)
    size, degree, largest, low, high = (int(value) for value in given["shape"])
    for _ in range(50):
        maker = networkit.generators.LFRGenerator(size)
        maker.generatePowerlawDegreeSequence(degree, largest, -float(given["tau1"]))
        maker.generatePowerlawCommunitySizeSequence(low, high, -float(given["tau2"]))
        maker.setMu(float(given["mixing"]))
        try:
            maker.run()
        except RuntimeError:  # the sequences drawn cannot be realised
            continue
        ties = sorted((min(pair), max(pair)) for pair in maker.getGraph().iterEdges())
        groups = np.array(maker.getPartition().getVector())
        start, end = np.array(ties).T
        return {"start": start, "end": end, "groups": groups, "size": np.array(size)}
    msg = "no such graph could be made in 50 tries"
    raise RuntimeError(msg)


def clock(given: Given) -> Given:
    """Time each library's measures on one graph."""
    found: dict[str, float] = {}
    now = time.process_time if given["processor"] else time.perf_counter

    def take(name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401
        start = now()
        result = call()
        found[f"seconds:{name}"] = now() - start
        return result

    sources = int(given["sources"])
    graph = take("igraph: its graph", lambda: make_igraph(given))
    take("igraph: constraint", graph.constraint)
    take("igraph: clustering", lambda: graph.transitivity_local_undirected(mode="nan"))
    some = np.linspace(0, int(given["size"]) - 1, sources).astype(int).tolist()
    take("igraph: betweenness, sampled", lambda: graph.betweenness(sources=some))
    take(
        "igraph: Leiden, once",
        lambda: graph.community_leiden("modularity", n_iterations=2),
    )
    take("igraph: Louvain, once", graph.community_multilevel)
    _clock_networkit(given, take, sources)
    if given["networkx"]:
        _clock_networkx(given, take, sources)
    return {name: np.array(seconds) for name, seconds in found.items()}


def _clock_networkit(given: Given, take: Callable[..., Any], sources: int) -> None:
    import networkit  # noqa: PLC0415

    networkit.setNumberOfThreads(1)
    networkit.setSeed(0, useThreadId=False)
    ones = np.ones(len(given["start"]))
    graph = take(
        "networkit: its graph",
        lambda: networkit.GraphFromCoo(
            (ones, (given["start"], given["end"])),
            n=int(given["size"]),
            weighted=False,
            directed=False,
        ),
    )
    take(
        "networkit: clustering",
        lambda: networkit.centrality.LocalClusteringCoefficient(graph, turbo=False).run(),
    )
    take(
        "networkit: betweenness, sampled",
        lambda: networkit.centrality.EstimateBetweenness(graph, sources, normalized=True).run(),
    )
    take("networkit: Louvain (PLM), once", lambda: networkit.community.PLM(graph).run())


def _clock_networkx(given: Given, take: Callable[..., Any], sources: int) -> None:
    import networkx as nx  # noqa: PLC0415

    def build() -> Any:  # noqa: ANN401
        graph = nx.Graph()
        graph.add_nodes_from(range(int(given["size"])))
        graph.add_edges_from(zip(given["start"].tolist(), given["end"].tolist(), strict=True))
        return graph

    graph = take("networkx: its graph", build)
    take("networkx: constraint", lambda: nx.constraint(graph))
    take("networkx: clustering", lambda: nx.clustering(graph))
    take(
        "networkx: betweenness, sampled",
        lambda: nx.betweenness_centrality(graph, k=min(sources, 10), seed=0),
    )
    take("networkx: Louvain, once", lambda: nx.community.louvain_communities(graph, seed=0))


TASKS = {"brokers": measure_brokers, "communities": detect, "lfr": generate, "clock": clock}

if __name__ == "__main__":
    task, source, target = sys.argv[1:]
    with np.load(source) as read:
        result = TASKS[task](dict(read))
    np.savez(target, **result)
