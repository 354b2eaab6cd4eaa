"""
Check how often it is true that others hang on one contact, or that circles meet through ego alone.

Usage: python -m validation.links NETWORKS_FOLDER

From each network, egos are drawn; of their contacts' lists a share is held at
random. What `list_links` and `find_holes` then say is compared with all ties
among the contacts; `seems` counts what `find_cuts` finds before anybody asks
what could have been seen. A share with less than half of the pairs observable
is left out, as on the page. That four in five pairs must be observable was
chosen after a look at other draws (8 egos a network) from the same networks;
nothing was changed afterwards.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from validation.brokerage import read_network
from validation.observability import NETWORKS, hide

from netlens.goals.circles import list_links
from netlens.measures.bounds import bound_brokerage
from netlens.measures.communities import detect_communities
from netlens.measures.coverage import MINIMUM_COVERAGE, measure_coverage
from netlens.measures.cutting import find_cuts
from netlens.measures.holes import find_holes
from netlens.measures.naming import NAMES
from netlens.schema import empty_table, list_rows

EGOS, FEWEST, MOST = 24, 15, 120  # egos a network, and how many contacts they may have
SHARES = (0.3, 0.5, 0.8, 1.0)  # of the contacts' lists that are held
SEED = 300


class Truth:
    """All ties among the contacts, and the communities that were detected without some of them."""

    def __init__(self, graph: nx.Graph, communities: pd.DataFrame) -> None:
        self.graph = graph
        self.members: dict[str, set[str]] = defaultdict(set)
        for row in list_rows(communities):
            self.members[row["community_id"]].add(row["person_id"])
        cuts = find_cuts(graph, communities)
        self.cutting = set(cuts.loc[cuts["what"] == "people", "person_id"])

    def hangs(self, community: str, person: str) -> bool:
        """Tell whether all ties out of a community are one person's."""
        inside = self.members[community]
        return all(person in pair for pair in nx.edge_boundary(self.graph, inside))

    def spanners(self, one: str, other: str) -> set[str]:
        """Give who is tied into both of two communities, members with a tie across among them."""
        into = [
            {p for p in self.graph if self.graph.adj[p].keys() & self.members[community]}
            for community in (one, other)
        ]
        across = any(nx.edge_boundary(self.graph, self.members[one], self.members[other]))
        return (into[0] & into[1]) | ({"a tie across"} if across else set())


def judge(graph: nx.Graph, held: set[str], found: Counter[tuple[str, str]]) -> None:
    """Count what is said of one ego's contacts, and what of it is true."""
    seen = hide(graph, held)
    communities = detect_communities(seen, seed=0)
    truth, cuts = Truth(graph, communities), find_cuts(seen, communities)
    holes = find_holes(seen, communities, holders=held)
    bounds = bound_brokerage(seen, holders=held)
    links = list_links(cuts, holes, bounds, communities, empty_table(NAMES))
    kinds = dict(zip(links["person_id"], links["what"], strict=True))
    told = set(zip(links["person_id"], links["what"], links["people"], strict=True))
    for row in list_rows(cuts):
        person, what = row["person_id"], row["what"]
        true = (
            truth.hangs(row["community_id"], person)
            if what == "community"
            else person in truth.cutting
        )
        said = ("seems", "said") if (person, what, row["people"]) in told else ("seems",)
        for how in said:
            found[f"{how}: {what}", "cases"] += 1
            found[f"{how}: {what}", "true"] += true
    for row in list_rows(holes):
        spanners = truth.spanners(row["community_a"], row["community_b"])
        if row["status"] == "only through ego":
            found["said: only through ego", "cases"] += 1
            found["said: only through ego", "true"] += not spanners
        elif row["spanned_by"] and kinds.get(row["spanned_by"][0]) == "between":
            found["said: between", "cases"] += 1
            found["said: between", "true"] += spanners == {row["spanned_by"][0]}


def main() -> None:
    """Print one row per share of lists held, and kind of statement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    counts: dict[float, Counter[tuple[str, str]]] = {share: Counter() for share in SHARES}
    egos = Counter[float]()
    for number, name in enumerate(NETWORKS):
        graph = nx.Graph(list(read_network(folder / name, directed=False).edges()))
        rng = np.random.default_rng(SEED + number)
        able = sorted(node for node, degree in graph.degree if FEWEST <= degree <= MOST)
        for ego in rng.choice(able, size=min(EGOS, len(able)), replace=False).tolist():
            contacts = sorted(graph[ego])
            order = rng.permutation(contacts).tolist()
            for share in SHARES:
                held = set(order[: round(share * len(order))])
                if measure_coverage(set(contacts), held).share >= MINIMUM_COVERAGE:
                    egos[share] += 1
                    judge(nx.Graph(graph.subgraph(contacts)), held, counts[share])
    rows = [
        {
            "lists held": f"{share:.0%}",
            "egos": egos[share],
            "what": what,
            "cases": found[what, "cases"],
            "true": found[what, "true"],
        }
        for share, found in counts.items()
        for what in sorted({what for what, _ in found})
    ]
    print(pd.DataFrame(rows).to_string(index=False))


if __name__ == "__main__":
    main()
