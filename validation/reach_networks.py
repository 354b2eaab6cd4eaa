"""
Networks whose second step is known: real ones from a folder, and models by seed.

Each is an undirected graph as a sparse matrix. Kinds: `open` (two steps reach a
small part of it), `closed` (they reach most of it, which flatters every
estimator), by measurement; and real or model, by origin.
"""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

SMALLEST = 50  # people in a network
SMALLEST_EGO_NET = 500  # in a smaller ego net, two steps are everybody
CLOSED = 0.5  # share of a network that two steps reach, from here on
# Kept aside: nothing was fitted to them or chosen by them.
UNSEEN = ("law_cowork.edges.csv", "law_advice.edges.csv", "coleman__1.edges.csv")
FILES = (
    "netsci.edges.csv",
    "fb100_Caltech36.edges.csv",
    "fb100_Simmons81.edges.csv",
    "UKfaculty.edges.csv",
    "f2f_hypertext.edges.csv",
    "lastfm_asia_edges.csv",
    "email-Eu-core.txt",
    "ca-CondMat.txt",
    "facebook_combined.txt",
)


def read_networks(folder: Path) -> Iterator[tuple[str, sparse.csr_array]]:
    """Read the real networks that are large enough for lists to be sampled."""
    for name in FILES:
        yield name.split(".")[0].removesuffix("_edges"), read_edges(folder / name)
    for path in sorted((folder / "facebook_ego").glob("*.edges")):
        graph = read_edges(path)
        if graph.shape[0] >= SMALLEST_EGO_NET:
            yield f"facebook_ego/{path.stem}", graph


def read_unseen(folder: Path) -> Iterator[tuple[str, sparse.csr_array]]:
    """Read the real networks kept aside."""
    for name in UNSEEN:
        yield f"unseen: {name.split('.')[0]}", read_edges(folder / name)


def read_edges(path: Path) -> sparse.csr_array:
    """Read an edge list with any separator and an optional header."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        start, end, *_ = [*line.replace(",", " ").replace('"', " ").split(), "", ""]
        if start.isdigit() and end.isdigit():
            pairs.append((int(start), int(end)))
    return from_pairs(np.array(pairs))


def from_pairs(pairs: np.ndarray) -> sparse.csr_array:
    """Give the largest connected part of an edge list, without loops and doubles."""
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    ids, flat = np.unique(pairs, return_inverse=True)
    ends = flat.reshape(-1, 2)
    one = np.ones(len(ends), dtype=np.int8)
    graph = sparse.csr_array((one, (ends[:, 0], ends[:, 1])), shape=(len(ids), len(ids)))
    graph = graph + graph.T
    _, part = csgraph.connected_components(graph)
    keep = np.flatnonzero(part == np.bincount(part).argmax())
    graph = sparse.csr_array(graph[keep][:, keep])
    graph.data[:] = 1
    graph.sort_indices()
    return graph


def make_models() -> Iterator[tuple[str, sparse.csr_array]]:
    """Make the models: lists of 5 to 500, few and many people in common."""
    yield "model: small world", from_networkx(nx.watts_strogatz_graph(3_000, 20, 0.1, seed=1))
    yield "model: small world, wide", from_networkx(nx.watts_strogatz_graph(9_000, 80, 0.3, seed=5))
    yield "model: preferential", from_networkx(nx.powerlaw_cluster_graph(4_000, 12, 0.3, seed=2))
    yield (
        "model: preferential, hubs",
        from_networkx(nx.powerlaw_cluster_graph(20_000, 8, 0.8, seed=6)),
    )
    yield "model: groups", from_networkx(nx.random_partition_graph([60] * 40, 0.3, 0.004, seed=3))
    yield "model: caveman", from_networkx(nx.relaxed_caveman_graph(100, 25, 0.2, seed=4))
    yield "model: blocks", blocks(12_000, mean=40, spread=1.0, inside=0.6, seed=7)
    yield "model: blocks, long lists", blocks(30_000, mean=150, spread=0.8, inside=0.7, seed=8)
    yield "model: blocks, apart", blocks(8_000, mean=60, spread=0.6, inside=0.93, seed=15)
    yield "model: circles", circles(30_000, joined=4, size=60, spread=0.6, tied=0.15, seed=9)
    yield "model: circles, tight", circles(20_000, joined=2, size=15, spread=0.6, tied=0.8, seed=10)
    yield (
        "model: circles, wide",
        circles(40_000, joined=3, size=200, spread=0.7, tied=0.12, seed=11),
    )
    yield "model: circles, few", circles(10_000, joined=1.6, size=50, spread=0.9, tied=0.5, seed=16)
    yield "model: papers", circles(15_000, joined=6, size=4, spread=0.5, tied=1.0, seed=12)
    yield "model: places", places(15_000, mean=40, spread=0.7, far=0.15, seed=13)
    yield "model: places, near", places(10_000, mean=25, spread=0.5, far=0.03, seed=17)
    yield "model: burning", burning(8_000, forward=0.45, seed=14)


def make_unseen() -> Iterator[tuple[str, sparse.csr_array]]:
    """Make models of kinds that nothing was fitted to or chosen by."""
    yield "unseen model: random", from_networkx(nx.gnm_random_graph(5_000, 60_000, seed=21))
    yield (
        "unseen model: LFR",
        from_networkx(
            nx.LFR_benchmark_graph(
                3_000, 2.5, 1.5, 0.3, average_degree=25, max_degree=200, min_community=30, seed=22
            )
        ),
    )
    yield "unseen model: disc", from_networkx(nx.random_geometric_graph(4_000, 0.06, seed=23))
    yield (
        "unseen model: duplication",
        from_networkx(nx.duplication_divergence_graph(4_000, 0.45, seed=24)),
    )
    yield (
        "unseen model: gaussian groups",
        from_networkx(nx.gaussian_random_partition_graph(3_000, 50, 5, 0.35, 0.005, seed=25)),
    )
    yield (
        "unseen model: given degrees",
        from_networkx(nx.Graph(nx.configuration_model(_pareto_degrees(6_000, seed=26), seed=26))),
    )


def _pareto_degrees(n: int, *, seed: int) -> list[int]:
    drawn = np.random.default_rng(seed).pareto(1.8, n) * 8 + 5
    degrees = np.minimum(drawn, 500).astype(int)
    degrees[0] += degrees.sum() % 2
    return [int(degree) for degree in degrees]


def from_networkx(graph: nx.Graph) -> sparse.csr_array:
    """Take a networkx graph."""
    return from_pairs(np.array(graph.edges()))


def blocks(n: int, *, mean: float, spread: float, inside: float, seed: int) -> sparse.csr_array:
    """Draw ties by lognormal degrees, a share of them inside blocks of unequal size."""
    rng = np.random.default_rng(seed)
    weight = rng.lognormal(0, spread, n)
    block = rng.choice(n // 120, size=n, p=rng.dirichlet(np.full(n // 120, 1.5)))
    ties = int(n * mean / 2)
    ends = [rng.choice(n, size=(int(ties * (1 - inside)), 2), p=weight / weight.sum())]
    share = np.bincount(block, weights=weight) / weight.sum()
    for which in np.unique(block):
        members = np.flatnonzero(block == which)
        number = int(ties * inside * share[which])
        odds = weight[members] / weight[members].sum()
        ends.append(rng.choice(members, size=(number, 2), p=odds))
    return from_pairs(np.concatenate(ends))


def circles(
    n: int, *, joined: float, size: float, spread: float, tied: float, seed: int
) -> sparse.csr_array:
    """Draw people in several circles of unequal size, each pair in a circle tied at random."""
    rng = np.random.default_rng(seed)
    sizes = np.clip(rng.lognormal(np.log(size), spread, int(n * joined / size)), 2, 20 * size)
    joining = rng.lognormal(0, 0.7, n)
    ends = []
    for members in sizes.astype(int):
        who = np.unique(rng.choice(n, size=members, p=joining / joining.sum()))
        left, right = np.triu_indices(len(who), 1)
        odds = tied * min(1.0, (size / len(who)) ** 0.5)
        kept = rng.random(len(left)) < odds
        ends.append(np.stack([who[left[kept]], who[right[kept]]], axis=1))
    return from_pairs(np.concatenate(ends))


def places(n: int, *, mean: float, spread: float, far: float, seed: int) -> sparse.csr_array:
    """Draw people in a square who know their neighbours, and some who are far off."""
    rng = np.random.default_rng(seed)
    at = rng.random((n, 2))
    wants = np.clip(rng.lognormal(np.log(mean / 2), spread, n), 1, n // 4).astype(int)
    ends = []
    for who in range(n):
        near = np.abs(at - at[who]).sum(axis=1)
        nearest = np.argpartition(near, wants[who] + 1)[: wants[who] + 1]
        swap = rng.random(len(nearest)) < far
        others = np.where(swap, rng.integers(0, n, len(nearest)), nearest)
        ends.append(np.stack([np.full(len(others), who), others], axis=1))
    return from_pairs(np.concatenate(ends))


def burning(n: int, *, forward: float, seed: int) -> sparse.csr_array:
    """Grow a network by forest fire (Leskovec, Kleinberg & Faloutsos 2005), undirected."""
    rng = np.random.default_rng(seed)
    near: list[list[int]] = [[]]
    for who in range(1, n):
        burnt = {int(rng.integers(who))}
        front = sorted(burnt)
        while front and len(burnt) < 150:  # noqa: PLR2004 - nobody adds more at once
            at = front.pop(0)
            reach = [other for other in near[at] if other not in burnt]
            number = min(len(reach), int(rng.geometric(1 - forward)) - 1)
            found = rng.permutation(len(reach))[:number]
            burnt.update(reach[i] for i in found)
            front += [reach[i] for i in found]
        near.append(sorted(burnt))
        for other in burnt:
            near[other].append(who)
    pairs = [(who, other) for who, others in enumerate(near) for other in others]
    return from_pairs(np.array(pairs))
