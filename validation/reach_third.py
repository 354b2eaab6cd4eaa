"""
Count how often the supposed third step holds the true number of people.

Usage: python -m validation.reach_third NETWORKS_FOLDER

The second step is given as a range of 0.7 to 1.4 times the truth; the third
holds if its powers of ten do. With and without the network's size as population.
"""

import argparse
import dataclasses
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from validation.reach_networks import make_models, read_networks

from netlens.measures.reach_supposed import supposed_second_step, supposed_third_step

EGOS, FEWEST, MOST = 25, 8, 1_500
LOW, HIGH = 0.7, 1.4


def judge_ego(graph: sparse.csr_array, ego: int) -> tuple[bool, bool]:
    """Tell whether the third step holds, without and with the population."""
    seen = np.zeros(graph.shape[0], dtype=bool)
    seen[ego] = True
    steps, front = [], np.array([ego])
    for _ in range(3):
        front = np.unique(graph[front].indices)
        front = front[~seen[front]]
        seen[front] = True
        steps.append(len(front))
    direct, two, three = steps
    second = dataclasses.replace(
        supposed_second_step(direct), low=LOW * two, high=HIGH * two, estimate=float(two)
    )
    told = (supposed_third_step(second, population=size) for size in (None, graph.shape[0]))
    plain, saturated = (bool(item.low <= three <= item.high) for item in told)
    return plain, saturated


def main() -> None:
    """Print one row per network, and the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    rows = []
    for name, graph in chain(read_networks(options.folder), make_models()):
        degrees = np.diff(graph.indptr)
        able = np.flatnonzero((degrees >= FEWEST) & (degrees <= MOST))
        egos = np.random.default_rng(1).permutation(able)[:EGOS].tolist()
        held = np.mean([judge_ego(graph, ego) for ego in egos], axis=0)
        rows.append((name, *held))
    table = pd.DataFrame(rows, columns=["network", "holds", "with population"])
    print(table.round(2).to_string(index=False))
    print(table[["holds", "with population"]].mean().round(3).to_string())


if __name__ == "__main__":
    main()
