"""
Calibrate the interval of the second step on networks whose truth is known.

Usage: python validation/calibrate_reach.py NETWORKS_FOLDER [--write]

For each network, egos and random sets of m of their contacts' lists are drawn;
the error of the unseen part, log(true / estimated), is collected. A network,
not a draw, is the exchangeable unit: every network weighs the same. Printed is
what a user of an unseen network would get: factors from all other networks,
applied to the one left out. `--write` stores the factors that netlens ships.
"""

import argparse
import json
from pathlib import Path

import networkx as nx
import numpy as np

from netlens.measures import reach

SMALLEST, LARGEST, FEWEST = 50, 1_500, 8  # people in a network, on a list; draws per network
HELD = (1, 2, 3, 5, 10, 20, 30)
EGOS = 40
LEVEL = 0.90
TARGET = Path(reach.__file__).with_name("reach_calibration.json")


def read_networks(folder: Path) -> dict[str, nx.Graph]:
    """Read the networks that are large enough for lists to be sampled."""
    found: dict[str, nx.Graph] = {}
    for name in ("netsci", "fb100_Caltech36", "fb100_Simmons81", "UKfaculty", "f2f_hypertext"):
        found[name] = read_edges(folder / f"{name}.edges.csv")
    found["lastfm"] = read_edges(folder / "lastfm_asia_edges.csv")
    for name in ("email-Eu-core", "ca-CondMat", "facebook_combined"):
        found[name] = read_edges(folder / f"{name}.txt")
    for path in sorted((folder / "facebook_ego").glob("*.edges*")):
        found[f"facebook_ego/{path.stem}"] = read_edges(path)
    found["model: small world"] = nx.connected_watts_strogatz_graph(3_000, 20, 0.1, seed=1)
    found["model: preferential"] = nx.powerlaw_cluster_graph(4_000, 12, 0.3, seed=2)
    found["model: groups"] = nx.random_partition_graph([60] * 40, 0.3, 0.004, seed=3)
    found["model: caveman"] = nx.relaxed_caveman_graph(100, 25, 0.2, seed=4)
    return {name: giant(graph) for name, graph in found.items() if len(graph) > SMALLEST}


def read_edges(path: Path) -> nx.Graph:
    """Read an edge list with any separator and an optional header."""
    graph = nx.Graph()
    for line in path.read_text(encoding="utf-8").splitlines():
        start, end, *_ = [*line.replace(",", " ").replace('"', " ").split(), "", ""]
        if start.isdigit() and end.isdigit() and start != end:
            graph.add_edge(start, end)
    return graph


def giant(graph: nx.Graph) -> nx.Graph:
    """Give the largest connected part."""
    return graph.subgraph(max(nx.connected_components(graph), key=len)).copy()


def draw(graph: nx.Graph, m: int, rng: np.random.Generator) -> list[tuple[float, ...]]:
    """Draw egos and lists; give seen, estimated and true unseen, Chao2."""
    near = {node: set(graph[node]) for node in graph}
    able = sorted((n for n in graph if max(m + 2, 8) <= len(near[n]) <= LARGEST), key=str)
    rows = []
    for ego in rng.permutation(len(able))[:EGOS]:
        direct = near[able[ego]]
        held = rng.choice(sorted(direct, key=str), size=m, replace=False).tolist()
        lists = {who: near[who] - {able[ego]} for who in held}
        truth = len(set().union(*(near[who] for who in direct)) - direct - {able[ego]})
        counts = reach._multiplicities({w: s - direct for w, s in lists.items()})  # noqa: SLF001
        seen = int(counts.sum())
        if not seen:
            continue
        unseen = reach._estimate_unseen(counts, m, len(direct))  # noqa: SLF001
        rows.append((seen, unseen, truth - seen, chao2(counts, m, len(direct))))
    return rows


def weighted_quantile(groups: list[np.ndarray], q: float) -> float:
    """Give a quantile with every group weighing the same."""
    values = np.concatenate(groups)
    weights = np.concatenate([np.full(len(g), 1 / len(g)) for g in groups])
    order = np.argsort(values)
    return float(np.interp(q, np.cumsum(weights[order]) / weights.sum(), values[order]))


def conformal(groups: list[np.ndarray]) -> tuple[float, float]:
    """Give log factors with a finite-sample allowance for the number of networks."""
    level = min(1.0, LEVEL + (1 - LEVEL) / (len(groups) + 1))
    return weighted_quantile(groups, (1 - level) / 2), weighted_quantile(groups, (1 + level) / 2)


def chao2(counts: np.ndarray, m: int, d: int) -> float:
    """Estimate richness by Chao2 without replacement (Chao & Lin 2012), for comparison."""
    q1, q2 = counts[0], counts[1] if m > 1 else 0
    w, r = m / max(m - 1, 1), (m / d) / max(1 - m / d, 1e-9)
    return counts.sum() + q1**2 / (2 * w * max(q2, 1) + r * q1)


def main() -> None:
    """Draw, print the table, and write the factors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    networks = read_networks(options.folder)
    stored: dict[str, object] = {
        "level": LEVEL,
        "networks": len(networks),
        "names": sorted(networks),
    }
    print(f"{len(networks)} networks, {EGOS} egos each; left-one-out")
    print("m   networks  median|error|  Chao2  worst  coverage  lowest  high/low")
    rows = []
    for m in HELD:
        rng = np.random.default_rng(m)
        drawn = {name: draw(graph, m, rng) for name, graph in networks.items()}
        drawn = {name: np.array(found) for name, found in drawn.items() if len(found) >= FEWEST}
        errors = {n: np.log1p(f[:, 2]) - np.log1p(f[:, 1]) for n, f in drawn.items()}
        report_row(m, drawn=drawn, errors=errors)
        low, high = conformal(list(errors.values()))
        ends = {"low": round(float(np.exp(low)), 4), "high": round(float(np.exp(high)), 4)}
        rows.append({"lists": m, **ends})
    stored["factors"] = rows
    if options.write:
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def report_row(m: int, *, drawn: dict[str, np.ndarray], errors: dict[str, np.ndarray]) -> None:
    """Print what users of unseen networks would get with m lists."""
    misses, peers, covered, widths = [], [], [], []
    for name, found in drawn.items():
        low, high = conformal([e for other, e in errors.items() if other != name])
        seen, unseen, true, peer = found.T
        misses.append(np.median(np.abs(unseen - true) / (seen + true)))
        peers.append(np.median(np.abs(peer - seen - true) / (seen + true)))
        lower, upper = seen + unseen * np.exp(low), seen + unseen * np.exp(high)
        covered.append(np.mean((lower <= seen + true + 1) & (seen + true <= upper + 1)))
        widths.append(np.median(upper / lower))
    print(
        f"{m:<3d} {len(drawn):8d} {np.mean(misses):13.3f} {np.mean(peers):7.3f} {max(misses):6.3f} "
        f"{np.mean(covered):9.3f} {min(covered):7.3f} {np.mean(widths):8.2f}",
    )


if __name__ == "__main__":
    main()
