"""
What is left of communities where only some contacts' lists are held.

Usage: python -m validation.held_lists NETWORKS_FOLDER [--only groups random]

Of the d people of a network, the lists of m are held at random, so many that
a share c of the pairs could have been seen: m = d (1 - √(1 - c)); a tie is seen
if the list of either end is held. `groups` compares the communities of the ties
seen with those of all ties, and both with labels where there are any, mean of
three draws with other seeds than that of all ties, so that 100 % is what the
seed alone changes; `NMI` favours many small groups, `AMI` does not. `random` counts
structure in networks that have none, with `holders` and without: every tie
swapped at random (`rewire`), then hidden by the lists that are not held.
Nothing was tuned here.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from scipy.special import gammaln
from validation.brokerage import describe, read_network
from validation.communities import detect, name_ties, read_email, score

from netlens.measures.chance import rewire
from netlens.measures.communities import detect_communities

COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.0)
DRAWS = 3
EGOS, FEWEST, MOST = 4, 60, 400  # ego networks drawn from a network, and their people
RANDOM_COPIES = 10
UNSURE = 0.5
LABELS = {"fb100_Caltech36": "dorm", "fb100_Simmons81": "year", "UKfaculty": "Group"}

Labelled = tuple[str, nx.Graph, np.ndarray | None]


def adjusted_information(one: np.ndarray, other: np.ndarray) -> float:
    """Give mutual information adjusted for chance (Vinh, Epps & Bailey 2010; arithmetic mean)."""
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    both = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(both, (a, b), 1)
    rows, columns, total = both.sum(1), both.sum(0), both.sum()

    def entropy(counts: np.ndarray) -> float:
        share = counts[counts > 0] / total
        return float(-(share * np.log(share)).sum())

    mutual = entropy(rows) + entropy(columns) - entropy(both)
    expected = _expected_information(rows, columns, int(total))
    most = (entropy(rows) + entropy(columns)) / 2
    return (mutual - expected) / (most - expected) if most - expected > 0 else 1.0


def _expected_information(rows: np.ndarray, columns: np.ndarray, total: int) -> float:
    """Sum over the hypergeometric counts of each pair of sizes, each distinct pair once."""
    factorial = gammaln(np.arange(total + 2) + 1.0)
    expected = 0.0
    for a, times_a in zip(*np.unique(rows.astype(int), return_counts=True), strict=True):
        for b, times_b in zip(*np.unique(columns.astype(int), return_counts=True), strict=True):
            n = np.arange(max(1, a + b - total), min(a, b) + 1)
            chance = (factorial[a] + factorial[b] + factorial[total - a] + factorial[total - b]) - (
                factorial[total]
                + factorial[n]
                + factorial[a - n]
                + factorial[b - n]
                + factorial[total - a - b + n]
            )
            terms = n / total * np.log(total * n / (a * b)) * np.exp(chance)
            expected += float(terms.sum()) * int(times_a) * int(times_b)
    return expected


def list_networks(folder: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """Give networks by kind: whole ones, Facebook's ego networks, and egos drawn from others."""
    yield "email-Eu-core, departments", [("email-Eu-core", *read_email(folder))]
    whole = {}
    for name, column in LABELS.items():
        graph = nx.Graph(read_network(folder / f"{name}.edges.csv", directed=False))
        nodes = pd.read_csv(folder / f"{name}.nodes.csv", dtype=str).set_index("id")
        whole[name] = graph, nodes[column].to_dict()
        yield f"{name}, {column}", [_label(name, *whole[name])]
    yield (
        "Facebook's ego networks",
        [
            (path.stem, read_network(path, directed=False), None)
            for path in sorted((folder / "facebook_ego").glob("*.edges"), key=lambda p: int(p.stem))
        ],
    )
    targets = pd.read_csv(folder / "lastfm_asia_target.csv", dtype=str).set_index("id")
    whole["lastfm"] = (
        read_network(folder / "lastfm_asia_edges.csv", directed=False),
        targets["target"].to_dict(),
    )
    email, departments = read_email(folder)
    whole["email"] = email, dict(zip(email, departments.tolist(), strict=True))
    for number, name in enumerate(("email", "fb100_Caltech36", "fb100_Simmons81", "lastfm")):
        graph, labels = whole[name]
        rng = np.random.default_rng(number)
        able = sorted(node for node, degree in graph.degree if FEWEST <= degree <= MOST)
        egos = rng.choice(able, size=EGOS, replace=False).tolist()
        drawn = [_label(ego, nx.Graph(graph.subgraph(sorted(graph[ego]))), labels) for ego in egos]
        yield f"contacts of {EGOS} people of {name}", drawn


def _label(name: str, graph: nx.Graph, labels: dict[str, str]) -> Labelled:
    """Put beside a network what is known of its people; 0 is unknown, and no group."""
    known = [labels.get(node, "0") for node in graph]
    return name, graph, np.array(["" if value == "0" else value for value in known])


def hold(graph: nx.Graph, coverage: float, rng: np.random.Generator) -> tuple[nx.Graph, set[str]]:
    """Keep the ties on the lists of so many people that this share of pairs is observable."""
    nodes = sorted(graph)
    count = round(len(nodes) * (1 - np.sqrt(1 - coverage)))
    holders = set(rng.permutation(nodes)[:count].tolist())
    seen = nx.Graph()
    seen.add_nodes_from(graph)
    seen.add_edges_from((a, b) for a, b in graph.edges if a in holders or b in holders)
    return seen, holders


def judge_groups(folder: Path) -> None:
    """Print, per kind of network and coverage, what the ties seen say of the communities."""
    for kind, networks in list_networks(folder):
        found: dict[float, list[dict[str, float]]] = defaultdict(list)
        for name, graph, labels in networks:
            whole, _ = detect(graph)
            tied = np.array([graph.degree[node] > 0 for node in graph])
            for number in range(DRAWS):
                for coverage in COVERAGES:
                    rng = np.random.default_rng([number, len(name), len(graph)])
                    seen, holders = hold(graph, coverage, rng)
                    found[coverage].append(_compare(seen, holders, whole, labels, tied, number + 1))
        for coverage, rows in found.items():
            means = pd.DataFrame(rows).mean()
            print(
                f"  {kind}, {coverage:.0%} of pairs: "
                + ", ".join(f"{name} {value:.3f}" for name, value in means.items()),
                flush=True,
            )


def _compare(
    seen: nx.Graph,
    holders: set[str],
    whole: np.ndarray,
    labels: np.ndarray | None,
    tied: np.ndarray,
    seed: int,
) -> dict[str, float]:
    table = detect_communities(seen, holders=holders, seed=seed)
    group = dict(zip(table["person_id"], table["community_id"], strict=True))
    groups = np.array([group[node] for node in seen])
    stability = table["stability"]
    row = {
        "NMI": score(whole[tied], groups[tied])[0],
        "AMI": adjusted_information(whole[tied], groups[tied]),
    }
    if labels is not None:
        known = tied & (labels != "")
        row |= {
            "with labels NMI": score(labels[known], groups[known])[0],
            "with labels AMI": adjusted_information(labels[known], groups[known]),
            "all ties with labels AMI": adjusted_information(labels[known], whole[known]),
        }
    return row | {
        "structure": float(table.attrs["structure"]),
        "unsure": float((stability < UNSURE).sum() / max(int(stability.notna().sum()), 1)),
        "no tie seen": float(stability.isna().sum() - (~tied).sum()) / int(tied.sum()),
        "groups": float(table.loc[stability.notna(), "community_id"].nunique()),
        "groups of all ties": float(len(np.unique(whole[tied]))),
    }


def judge_random(folder: Path) -> None:
    """Count structure where there is none but what lists that are not held bring in."""
    email, _ = read_email(folder)
    graphs = {"email-Eu-core": email}
    for stem in ("348", "414", "3437"):
        graphs[f"Facebook ego {stem}"] = read_network(
            folder / "facebook_ego" / f"{stem}.edges", directed=False
        )
    graphs["UKfaculty"] = nx.Graph(read_network(folder / "UKfaculty.edges.csv", directed=False))
    graphs["random: 1,000 people, 4 ties each"] = nx.gnm_random_graph(1000, 2000, seed=1)
    graphs["random: 300 people, 12 ties each"] = nx.gnm_random_graph(300, 1800, seed=1)
    graphs["random: preferential"] = nx.barabasi_albert_graph(500, 4, seed=2)
    for name, graph in graphs.items():
        given = describe(nx.relabel_nodes(graph, str))
        pair = np.minimum(given["start"], given["end"]), np.maximum(given["start"], given["end"])
        counts = []
        for coverage in COVERAGES:
            aware = plain = 0
            for number in range(RANDOM_COPIES):
                ends = rewire(*pair, int(given["size"]), seed=900 + number)
                ties = name_ties(int(given["size"]), *ends)
                random = nx.Graph()
                random.add_nodes_from(ties.ids)
                random.add_edges_from(
                    (ties.ids[a], ties.ids[b]) for a, b in zip(*ends, strict=True)
                )
                seen, holders = hold(random, coverage, np.random.default_rng(number))
                table = detect_communities(seen, holders=holders, seed=number)
                aware += bool(table.attrs["structure"])
                plain += bool(detect(seen, seed=number)[1].attrs["structure"])
            counts.append(f"{coverage:.0%}: {aware} ({plain})")
        print(
            f"  {name}: structure in … of {RANDOM_COPIES} (without `holders`) at "
            + ", ".join(counts),
            flush=True,
        )


def main() -> None:
    """Print each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parts = {"groups": judge_groups, "random": judge_random}
    parser.add_argument("--only", nargs="+", choices=list(parts), default=list(parts))
    options = parser.parse_args()
    for name in options.only:
        print(name)
        parts[name](options.folder)


if __name__ == "__main__":
    main()
