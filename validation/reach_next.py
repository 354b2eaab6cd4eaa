"""
Compare the recommended next list with one taken at random: which narrows the range more.

Usage: python -m validation.reach_next NETWORKS_FOLDER

Ten random lists of an ego are held. One more is added: the first of
`rank_next_lists`, a random one, or the longest; the width of the new range and
whether it holds the truth are compared. Also how well `new_people` foretells
the number of new people, as a rank correlation within an ego.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse, stats
from validation.reach_networks import read_networks

from netlens.measures.next_list import rank_next_lists
from netlens.measures.reach import estimate_second_step

HELD, EGOS = 10, 12
FEWEST, MOST = 25, 300  # contacts of an ego


def judge_ego(graph: sparse.csr_array, ego: int, rng: np.random.Generator) -> list[dict]:
    """Add one list in three ways."""
    near = {
        f"n{who}": {f"n{other}" for other in row(graph, who) if other != ego}
        for who in row(graph, ego)
    }
    direct = set(near)
    truth = len(set().union(*near.values()) - direct)
    sizes = {who: len(seen) + 1 for who, seen in near.items()}
    held = {who: near[who] for who in rng.choice(sorted(near), HELD, replace=False)}
    table = rank_next_lists(held, direct=direct, list_sizes=sizes, top=len(near))
    seen = set().union(*held.values()) | direct
    news = [len(near[who] - seen) for who in table["person_id"]]
    foretold = stats.spearmanr(table["new_people"], news).statistic
    picked = {
        "none": None,
        "recommended": table["person_id"].iloc[0],
        "random": rng.choice(sorted(table["person_id"])),
        "longest": max(sorted(table["person_id"]), key=sizes.__getitem__),
    }
    rows = []
    for how, who in picked.items():
        lists = held if who is None else held | {who: near[who]}
        told = estimate_second_step(lists, direct=direct, list_sizes=sizes)
        rows.append(
            {
                "how": how,
                "width": told.high / max(told.low, 1),
                "inside": told.low <= truth <= told.high,
                "error": abs(told.estimate / truth - 1) if truth else np.nan,
                "foretold": foretold,
            }
        )
    return rows


def row(graph: sparse.csr_array, node: int) -> list[int]:
    """Give a node's neighbours."""
    return graph.indices[graph.indptr[node] : graph.indptr[node + 1]].tolist()


def main() -> None:
    """Print a table: networks weigh the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows = []
    for name, graph in read_networks(options.folder):
        rng = np.random.default_rng(0)
        degrees = np.diff(graph.indptr)
        able = np.flatnonzero((degrees >= FEWEST) & (degrees <= MOST))
        for ego in rng.permutation(able)[:EGOS].tolist():
            rows += [{"network": name, **found} for found in judge_ego(graph, ego, rng)]
    told = pd.DataFrame(rows)
    by = told.groupby(["how", "network"])[["width", "inside", "error", "foretold"]].mean()
    print(by.groupby("how").mean().round(3).to_string())


if __name__ == "__main__":
    main()
