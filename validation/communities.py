"""
Judge detected communities where the truth is known, beside Louvain, Leiden and Infomap.

Usage: python -m validation.communities NETWORKS_FOLDER --peers PYTHON [--only PART …]
       [--shapes NAME …] [--mixings SHARE …]

PYTHON is an environment with igraph, networkit and infomap (see
structure_peers.py). Parts: `email` (departments of email-Eu-core, and what
fixed resolutions give), `lfr` (five graphs per mixing and shape), `circles`
(Facebook ego networks: balanced F1), `random` (degree-preserving random graphs
must give one group), `hidden` (what is left when ties are hidden). No label
takes part in the detection. The rule was chosen on email-Eu-core and on LFR
graphs of other shapes and seeds than those printed here (`TUNED_ON`).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import networkx as nx
import numpy as np
from validation.brokerage import ask_peers, describe, read_network

from netlens.measures.adjacency import Adjacency
from netlens.measures.chance import rewire
from netlens.measures.communities import detect_communities
from netlens.measures.partitions import run_leiden

# People, mean and largest number of ties, smallest and largest group; exponents 2.5 to 3 and 1.5.
TUNED_ON = (
    (1000, 15, 50, 20, 100),
    (1000, 10, 80, 30, 200),
    (500, 8, 50, 20, 100),
    (250, 6, 30, 20, 80),
)
SHAPES = {
    "large groups": (1000, 20, 50, 20, 100),
    "small groups": (1000, 20, 50, 10, 50),
    "two thousand people": (2000, 15, 60, 20, 100),
    "few ties": (1000, 12, 40, 20, 60),
}
EXPONENTS = (2.0, 1.0)  # of degrees and of group sizes, as Lancichinetti et al. (2008)
MIXINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
GRAPHS = 5
FIRST_SEED = 7_000
PEERS = ("Louvain", "Leiden", "Infomap")


def score(truth: np.ndarray, found: np.ndarray) -> tuple[float, float]:
    """Give normalised mutual information (arithmetic mean) and the adjusted Rand index."""
    _, a = np.unique(truth, return_inverse=True)
    _, b = np.unique(found, return_inverse=True)
    both = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(both, (a, b), 1)
    total = both.sum()

    def entropy(counts: np.ndarray) -> float:
        share = counts[counts > 0] / total
        return float(-(share * np.log(share)).sum())

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1) / 2).sum())

    ours, theirs, joint = entropy(both.sum(1)), entropy(both.sum(0)), entropy(both)
    mutual = 2 * (ours + theirs - joint) / (ours + theirs) if ours + theirs else 1.0
    rows, columns = pairs(both.sum(1)), pairs(both.sum(0))
    expected = rows * columns / (total * (total - 1) / 2)
    most = (rows + columns) / 2
    rand = (pairs(both) - expected) / (most - expected) if most > expected else 1.0
    return mutual, rand


def detect(graph: "nx.Graph | Adjacency", *, seed: int = 0) -> tuple[np.ndarray, object]:
    """Detect, in the order of the graph's nodes; also give the table."""
    table = detect_communities(graph, seed=seed)
    ids = graph.ids if isinstance(graph, Adjacency) else tuple(graph)
    group = dict(zip(table["person_id"], table["community_id"], strict=True))
    return np.array([group[node] for node in ids]), table


def name_ties(size: int, start: np.ndarray, end: np.ndarray) -> Adjacency:
    """Give arrays ids that sort as they are numbered."""
    ids = tuple(f"p{number:06d}" for number in range(size))
    return Adjacency(ids, start.astype(np.int64), end.astype(np.int64), None, directed=False)


def read_email(folder: Path) -> tuple[nx.Graph, np.ndarray]:
    """Read the largest part of email-Eu-core, without direction, and its departments."""
    graph = read_network(folder / "email-Eu-core.txt", directed=False)
    part = graph.subgraph(sorted(max(nx.connected_components(graph), key=len), key=int)).copy()
    lines = (folder / "email-Eu-core-department-labels.txt").read_text().splitlines()
    department = dict(line.split() for line in lines if line.strip() and line[0] != "#")
    return part, np.array([department[node] for node in part])


def judge_email(folder: Path, python: str) -> None:
    """Print NMI and ARI against departments: the rule, five seeds; fixed resolutions; peers."""
    graph, departments = read_email(folder)
    ties = Adjacency(**{**_fields(graph), "directed": False})
    rows = []
    for seed in range(5):
        found, table = detect(graph, seed=seed)
        chosen = table.attrs["resolution"]
        nmi, ari = score(departments, found)
        rows.append((nmi, ari))
        print(f"  netlens, seed {seed}: NMI {nmi:.4f} ARI {ari:.4f}, resolution {chosen}")
    print("  netlens, mean: NMI {:.4f} ARI {:.4f}".format(*np.mean(rows, axis=0)))
    for fixed in (1.0, 2.0, 3.0, 4.0):
        runs = [
            score(
                departments, run_leiden(ties.strongest, resolution=fixed, seed=seed, iterations=5)
            )
            for seed in range(5)
        ]
        nmi, ari = np.mean(runs, axis=0)
        print(f"  fixed at {fixed}: NMI {nmi:.3f} ARI {ari:.3f}")
    answers = ask_peers(python, "communities", {**describe(graph), "seed": 0})
    for peer in PEERS:
        print("  {}: NMI {:.3f} ARI {:.3f}".format(peer, *score(departments, answers[peer])))


def _fields(graph: nx.Graph) -> dict[str, object]:
    given = describe(graph)
    return {"ids": tuple(graph), "start": given["start"], "end": given["end"], "weight": None}


def judge_lfr(python: str, shapes: Sequence[str], mixings: Sequence[float]) -> None:
    """Print the mean NMI of five graphs per shape and mixing, and how far below the best peer."""
    for shape in shapes:
        numbers = SHAPES[shape]
        for mixing in mixings:
            rows = []
            for number in range(GRAPHS):
                seed = FIRST_SEED + 100 * round(10 * mixing) + number
                given = {"shape": numbers, "tau1": EXPONENTS[0], "tau2": EXPONENTS[1]}
                made = ask_peers(python, "lfr", {**given, "mixing": mixing, "seed": seed})
                ties = name_ties(int(made["size"]), made["start"], made["end"])
                found, table = detect(ties, seed=number)
                given = {
                    "size": ties.size,
                    "start": ties.start,
                    "end": ties.end,
                    "weight": np.zeros(0),
                    "directed": False,
                }
                answers = ask_peers(python, "communities", {**given, "seed": number})
                scores = [score(made["groups"], answers[peer])[0] for peer in PEERS]
                rows.append(
                    [score(made["groups"], found)[0], *scores, float(table.attrs["structure"])]
                )
            ours, *theirs, structure = np.mean(rows, axis=0)
            beside = " ".join(
                f"{peer} {value:.3f}" for peer, value in zip(PEERS, theirs, strict=True)
            )
            behind = max(theirs) - ours
            print(
                f"  {shape}, mixing {mixing}: netlens {ours:.3f} {beside}; behind {behind:+.3f}"
                f" {'' if behind <= 0.02 else 'TOO FAR'}; structure in {structure:.0%}",  # noqa: PLR2004
                flush=True,
            )


def balanced_f1(circles: list[set[str]], groups: list[set[str]]) -> float:
    """Give the mean best F1 of circles for groups and of groups for circles (Yang & Leskovec)."""
    f1 = np.array([[2 * len(c & g) / (len(c) + len(g)) for g in groups] for c in circles])
    return float((f1.max(axis=0).mean() + f1.max(axis=1).mean()) / 2)


def judge_circles(folder: Path, python: str) -> None:
    """Print balanced F1 per ego network; groups and circles of one person do not count."""
    totals = []
    for path in sorted((folder / "facebook_ego").glob("*.edges"), key=lambda p: int(p.stem)):
        graph = read_network(path, directed=False)
        lines = path.with_suffix(".circles").read_text().splitlines()
        circles = [set(line.split()[1:]) & set(graph) for line in lines]
        circles = [circle for circle in circles if len(circle) > 1]
        answers = ask_peers(python, "communities", {**describe(graph), "seed": 0})
        labels = {"netlens": detect(graph)[0], **{peer: answers[peer] for peer in PEERS}}
        row = {}
        for name, found in labels.items():
            groups: dict[object, set[str]] = {}
            for node, label in zip(graph, found.tolist(), strict=True):
                groups.setdefault(label, set()).add(node)
            row[name] = balanced_f1(circles, [g for g in groups.values() if len(g) > 1])
        totals.append(list(row.values()))
        print(f"  ego {path.stem}: " + " ".join(f"{n} {v:.3f}" for n, v in row.items()), flush=True)
    names = ("netlens", *PEERS)
    means = zip(names, np.mean(totals, axis=0), strict=True)
    print("  mean: " + " ".join(f"{n} {v:.3f}" for n, v in means))


def judge_random(folder: Path) -> None:
    """Count degree-preserving random graphs in which groups are seen: none should be."""
    email, _ = read_email(folder)
    graphs = {"email-Eu-core": email}
    for name in ("karate", "netsci", "fb100_Caltech36", "UKfaculty", "lastfm_asia_edges"):
        path = folder / f"{name}.edges.csv"
        path = path if path.is_file() else folder / f"{name}.csv"
        graphs[name] = read_network(path, directed=False)
    graphs["random: 1,000 people, 4 ties each"] = nx.gnm_random_graph(1000, 2000, seed=1)
    graphs["random: preferential"] = nx.barabasi_albert_graph(1000, 4, seed=2)
    for name, graph in graphs.items():
        given = describe(nx.relabel_nodes(graph, str))
        seen, size = 0, int(given["size"])
        for number in range(10):
            pair = (
                np.minimum(given["start"], given["end"]),
                np.maximum(given["start"], given["end"]),
            )
            start, end = rewire(*pair, size, seed=900 + number)
            seen += bool(detect(name_ties(size, start, end), seed=number)[1].attrs["structure"])
        plain = name_ties(size, given["start"], given["end"])
        real = detect(plain)[1].attrs["structure"]
        print(f"  {name}: groups in {seen} of 10 rewired, in the graph itself: {real}", flush=True)


def judge_hidden(folder: Path) -> None:
    """Print what is left of the groups when ties are hidden at random: NMI with all, and truth."""
    graph, departments = read_email(folder)
    whole, _ = detect(graph)
    given = describe(graph)
    for share in (0.0, 0.5, 0.7, 0.8, 0.9):
        rows = []
        for number in range(3):
            kept = np.random.default_rng(number).random(len(given["start"])) >= share
            ties = name_ties(int(given["size"]), given["start"][kept], given["end"][kept])
            found, table = detect(ties, seed=number)
            stability = float(table["stability"].mean())
            rows.append([*score(departments, found), score(whole, found)[0], stability])
        nmi, ari, same, stable = np.mean(rows, axis=0)
        print(
            f"  {share:.0%} hidden: NMI {nmi:.3f} ARI {ari:.3f} with departments,"
            f" NMI {same:.3f} with the groups of all ties; mean stability {stable:.2f}",
            flush=True,
        )


def main() -> None:
    """Print each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", required=True)
    parts = {
        "email": lambda: judge_email(options.folder, options.peers),
        "lfr": lambda: judge_lfr(options.peers, options.shapes, options.mixings),
        "circles": lambda: judge_circles(options.folder, options.peers),
        "random": lambda: judge_random(options.folder),
        "hidden": lambda: judge_hidden(options.folder),
    }
    parser.add_argument("--only", nargs="+", choices=list(parts), default=list(parts))
    parser.add_argument("--shapes", nargs="+", choices=list(SHAPES), default=list(SHAPES))
    parser.add_argument("--mixings", nargs="+", type=float, default=MIXINGS)
    options = parser.parse_args()
    for name in options.only:
        print(name)
        parts[name]()


if __name__ == "__main__":
    main()
