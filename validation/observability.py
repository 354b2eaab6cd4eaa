"""
Check the bounds of constraint and effective size where only some lists are held.

Usage: python -m validation.observability NETWORKS_FOLDER

From each network, egos are drawn; of their d contacts' lists m are held at
random. Bounds and the naive figure (unseen pairs counted as untied) are
compared with the truth: for ego in the network of ego and contacts, and for
the contacts in the network without ego. `inside` is the share of cases in
which the bounds hold the truth, `width` the mean of high - low (effective
size: as a share of the contacts), `naive off` the mean error of the naive
figure, `naive exact` how often it is right. Nothing was tuned: the bounds have
no parameter.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from validation.brokerage import read_network

from netlens.measures.bounds import bound_brokerage
from netlens.measures.brokerage import measure_brokerage

NETWORKS = (
    "netsci.edges.csv",
    "fb100_Caltech36.edges.csv",
    "fb100_Simmons81.edges.csv",
    "UKfaculty.edges.csv",
    "lastfm_asia_edges.csv",
    "email-Eu-core.txt",
    "facebook_combined.txt",
)
EGOS, FEWEST, MOST = 12, 8, 300  # egos a network, and how many contacts they may have
SHARES = (0.0, 0.1, 0.3, 0.5, 0.8)  # of the contacts' lists that are held
SLACK = 1e-8  # tables are rounded to nine decimals


def hide(graph: nx.Graph, holders: set[str]) -> nx.Graph:
    """Keep the ties that the lists held would show."""
    seen: nx.Graph = nx.Graph()
    seen.add_nodes_from(graph)
    seen.add_edges_from((a, b) for a, b in graph.edges if a in holders or b in holders)
    return seen


def compare(graph: nx.Graph, holders: set[str], who: list[str]) -> pd.DataFrame:
    """Put bounds, naive figure and truth of some people side by side."""
    truth = measure_brokerage(graph).set_index("person_id")
    bounds = bound_brokerage(hide(graph, holders), holders=holders).set_index("person_id")
    rows = []
    for name in ("constraint", "effective_size"):
        found = pd.DataFrame(
            {
                "measure": name,
                "true": truth[name],
                "low": bounds[f"{name}_low"],
                "naive": bounds[f"{name}_naive"],
                "high": bounds[f"{name}_high"],
                "unit": 1.0 if name == "constraint" else bounds["contacts_high"].astype(float),
            }
        ).loc[who]
        rows.append(found.dropna())
    return pd.concat(rows)


def main() -> None:
    """Print one row per view, share of lists held, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    found: dict[tuple[str, float], list[pd.DataFrame]] = defaultdict(list)
    for number, name in enumerate(NETWORKS):
        # The bounds are on ties that are not weighed.
        graph = nx.Graph(list(read_network(folder / name, directed=False).edges()))
        rng = np.random.default_rng(number)
        able = sorted(node for node, degree in graph.degree if FEWEST <= degree <= MOST)
        for ego in rng.choice(able, size=min(EGOS, len(able)), replace=False).tolist():
            contacts = sorted(graph[ego])
            around = nx.Graph(graph.subgraph([ego, *contacts]))
            alone = nx.Graph(graph.subgraph(contacts))
            order = rng.permutation(contacts).tolist()
            for share in SHARES:
                held = set(order[: round(share * len(order))])
                found["ego", share].append(compare(around, {ego, *held}, [ego]))
                found["contacts", share].append(compare(alone, held, contacts))
    rows = []
    for (view, share), tables in found.items():
        for measure, table in pd.concat(tables).groupby("measure"):
            inside = (table["true"] >= table["low"] - SLACK) & (
                table["true"] <= table["high"] + SLACK
            )
            off = (table["naive"] - table["true"]) / table["unit"]
            rows.append(
                {
                    "of": view,
                    "lists held": f"{share:.0%}",
                    "measure": measure,
                    "cases": len(table),
                    "inside": inside.mean(),
                    "width": ((table["high"] - table["low"]) / table["unit"]).mean(),
                    "naive off": off.mean(),
                    "naive exact": (off.abs() <= SLACK).mean(),
                }
            )
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda value: f"{value:.3f}"))


if __name__ == "__main__":
    main()
