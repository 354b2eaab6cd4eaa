"""
Compare constraint and its kin with networkx and igraph on real networks.

Usage: python -m validation.brokerage NETWORKS_FOLDER [--peers PYTHON]

Every small network of the folder is measured, weighted and directed as it
comes. networkx is asked with its nodes named, since its shortcut for all nodes
is wrong there; `shortcut` counts how many of its values are. PYTHON has igraph
(see structure_peers.py); without it, igraph's columns are empty.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from netlens.measures.adjacency import read_adjacency
from netlens.measures.brokerage import measure_brokerage

PEERS = Path(__file__).with_name("structure_peers.py")
LARGEST = 2_000  # people
MOST_TIES = 1_500  # for networkx, which takes minutes beyond
CLOSE = 1e-9


def read_network(path: Path, *, directed: bool) -> nx.Graph:
    """Read an edge list; repeated pairs add up their weights, loops are left out."""
    if path.suffix == ".csv":
        table = pd.read_csv(path)
    else:
        pairs = (line.split()[:2] for line in path.read_text(encoding="utf-8").splitlines())
        table = pd.DataFrame([p for p in pairs if len(p) == 2 and p[0].isdigit()])  # noqa: PLR2004
    weights = table["weight"] if "weight" in table else pd.Series(1.0, index=table.index)
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    for start, end, weight in zip(table.iloc[:, 0], table.iloc[:, 1], weights, strict=True):
        if start != end:
            before = graph.get_edge_data(str(start), str(end), {"strength": 0.0})["strength"]
            graph.add_edge(str(start), str(end), strength=before + float(weight))
    if "weight" not in table:
        for _, _, data in graph.edges(data=True):
            del data["strength"]
    return graph


def ask_peers(python: str, task: str, given: dict[str, object]) -> dict[str, np.ndarray]:
    """Run one task in the peers' environment."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.npz", Path(folder) / "out.npz"
        np.savez(source, **given)
        subprocess.run([python, str(PEERS), task, str(source), str(target)], check=True)
        with np.load(target) as read:
            return dict(read)


def describe(graph: nx.Graph) -> dict[str, object]:
    """Give a graph as the peers read it."""
    ties = read_adjacency(graph)
    weight = np.zeros(0) if ties.weight is None else ties.weight
    return {
        "size": ties.size,
        "start": ties.start,
        "end": ties.end,
        "weight": weight,
        "directed": ties.directed,
    }


def compare(graph: nx.Graph, python: str | None) -> dict[str, float]:
    """Give the largest difference per measure and library."""
    mine = measure_brokerage(graph)
    weight = "strength" if nx.get_edge_attributes(graph, "strength") else None
    found: dict[str, float] = {}
    if graph.number_of_edges() <= MOST_TIES:
        theirs = {
            "constraint": nx.constraint(graph, nodes=list(graph), weight=weight),
            "effective_size": nx.effective_size(graph, nodes=list(graph), weight=weight),
            "betweenness": nx.betweenness_centrality(graph),
        }
        for name, values in theirs.items():
            listed = np.array([values[node] for node in graph], dtype=float)
            # networkx leaves out whoever has incoming ties only; igraph does not.
            out = np.array([graph.degree(node) > 0 for node in graph]) & np.isnan(listed)
            found["networkx undefined"] = found.get("networkx undefined", 0.0) + out.sum()
            found[f"networkx {name}"] = _apart(
                mine[name], np.where(out, mine[name].to_numpy(), listed)
            )
        shortcut = nx.effective_size(graph, weight=weight)
        off = np.abs(np.array([shortcut[node] for node in graph]) - mine["effective_size"])
        found["shortcut"] = float((off > CLOSE).sum())
    if python:
        answers = ask_peers(python, "brokers", describe(graph))
        for name, values in answers.items():
            found[f"igraph {name}"] = _apart(mine[name], values)
    return found


def _apart(mine: pd.Series, theirs: object) -> float:
    """Give the largest difference; infinite where only one of the two is undefined."""
    mine_, theirs_ = mine.to_numpy(), np.asarray(theirs, dtype=float)
    both = np.isnan(mine_) & np.isnan(theirs_)
    apart = np.where(both, 0.0, np.abs(mine_ - theirs_))
    return float(np.nan_to_num(apart, nan=np.inf).max())


def main() -> None:
    """Print one row per network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has igraph")
    options = parser.parse_args()
    manifest = pd.read_csv(options.folder / "MANIFEST.tsv", sep="\t")
    rows = []
    graphs: dict[str, nx.Graph] = {}
    small = manifest[manifest["nodes"] <= LARGEST]
    for name, directed in zip(small["file"], small["directed"], strict=True):
        stem = name.split("{")[0].split(".")[0]
        for path in (options.folder / f"{stem}.edges.csv", options.folder / f"{stem}.txt"):
            if path.is_file() and "two-mode" not in directed:
                graphs[stem] = read_network(path, directed=directed.startswith("Y"))
    karate = nx.relabel_nodes(nx.karate_club_graph(), str)
    for _, _, data in karate.edges(data=True):
        data["strength"] = float(data.pop("weight"))
    graphs["karate, weighted"] = karate
    for name, graph in graphs.items():
        row = {"network": name, "people": len(graph), "ties": graph.number_of_edges()}
        kind = ("directed " if graph.is_directed() else "") + (
            "weighted" if nx.get_edge_attributes(graph, "strength") else ""
        )
        print(name, flush=True)
        rows.append({**row, "kind": kind.strip(), **compare(graph, options.peers)})
    table = pd.DataFrame(rows)
    print(table.to_string(index=False, float_format=lambda value: f"{value:.2g}"))
    measures = [c for c in table if c.startswith(("networkx ", "igraph ")) and "undefined" not in c]
    print(f"largest difference: {table[measures].max().max():.2g}")


if __name__ == "__main__":
    main()
