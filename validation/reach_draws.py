"""
Lists drawn from a network: what a user would hold, and the truth that they would not.

At random, or chosen as people choose: those with the highest share or number
of contacts in common, one community, the oldest contacts, the longest lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import graspologic_native
import numpy as np
from scipy import sparse

from netlens.measures.reach_sample import PooledSample

RANDOM = "random"
CHOSEN = ("share of mutuals", "count of mutuals", "one community", "oldest", "largest lists")
HELD = (3, 5, 10, 20, 30)
EGOS = 40
LARGEST = 1_500  # contacts of an ego
FEWEST_CONTACTS = 8


@dataclass(frozen=True)
class Draw:
    """Lists of one ego: `sizes_known` with the other lists' sizes, `sizes_unknown` without."""

    chosen: str
    truth: int
    sizes_known: PooledSample
    sizes_unknown: PooledSample


def draw_lists(
    graph: sparse.csr_array, held: int, *, communities: np.ndarray, egos: int = EGOS
) -> Iterator[Draw]:
    """Draw egos with more than `held` contacts, and lists in every way."""
    rng = np.random.default_rng(held)
    degrees = np.diff(graph.indptr)
    able = np.flatnonzero((degrees >= max(held + 2, FEWEST_CONTACTS)) & (degrees <= LARGEST))
    for ego in rng.permutation(able)[:egos]:
        direct = graph.indices[graph.indptr[ego] : graph.indptr[ego + 1]].astype(int)
        mutual = np.bincount(graph[direct].indices, minlength=graph.shape[0])
        strangers = mutual > 0
        strangers[direct] = False
        strangers[ego] = False
        for how in (RANDOM, *CHOSEN):
            keys = {
                "share of mutuals": mutual[direct] / np.maximum(degrees[direct] - 1, 1),
                "count of mutuals": mutual[direct],
                # Without dates the order of nodes stands for age.
                "oldest": -direct,
                "largest lists": degrees[direct],
            }
            picked = pick(how, held, keys.get(how), communities[direct], rng)
            if picked is not None:
                yield make_draw(how, graph, ego, direct, picked, int(strangers.sum()))


def pick(
    how: str,
    held: int,
    key: np.ndarray | None,
    communities: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray | None:
    """Pick contacts; None where no community has enough of them."""
    if how == RANDOM:
        return rng.choice(len(communities), held, replace=False)
    if key is not None:
        return np.lexsort((rng.random(len(key)), -key))[:held]
    labels, sizes = np.unique(communities, return_counts=True)
    able = labels[sizes >= held]
    if not len(able):
        return None
    return rng.choice(np.flatnonzero(communities == rng.choice(able)), held, replace=False)


def make_draw(
    how: str,
    graph: sparse.csr_array,
    ego: int,
    direct: np.ndarray,
    picked: np.ndarray,
    truth: int,
) -> Draw:
    """Count what the lists of the picked show."""
    lists = graph[direct[picked]]
    times = np.bincount(lists.indices, minlength=graph.shape[0])
    linked = times[direct]
    stranger = np.ones(graph.shape[0], dtype=bool)
    stranger[direct] = False
    stranger[ego] = False
    on = stranger[lists.indices]
    owner = np.repeat(np.arange(len(picked)), np.diff(lists.indptr))
    sizes = np.diff(lists.indptr) - 1.0
    beyond = np.bincount(owner[on], minlength=len(picked))
    alone = np.bincount(owner[on & (times[lists.indices] == 1)], minlength=len(picked))
    rest = np.ones(len(direct), dtype=bool)
    rest[picked] = False
    known = np.diff(graph.indptr)[direct[rest]] - 1.0
    samples = [
        PooledSample(
            of=len(direct),
            multiplicities=np.bincount(times[stranger], minlength=len(picked) + 1)[1:],
            sizes=sizes,
            mutual=sizes - beyond,
            alone=alone.astype(float),
            linked=linked[picked].astype(float),
            rest_linked=linked[rest].astype(float),
            rest_sizes=rest_sizes,
        )
        for rest_sizes in (known, np.full(len(known), np.nan))
    ]
    return Draw(how, truth, samples[0], samples[1])


def find_communities(graph: sparse.csr_array) -> np.ndarray:
    """Find communities by Leiden's method."""
    starts, ends = graph.nonzero()
    once = starts < ends
    edges = [(str(a), str(b), 1.0) for a, b in zip(starts[once], ends[once], strict=True)]
    _, found = graspologic_native.leiden(
        edges=edges,
        starting_communities=None,
        resolution=1.0,
        randomness=0.001,
        iterations=1,
        use_modularity=True,
        seed=1,
        trials=1,
    )
    labels = np.zeros(graph.shape[0], dtype=int)
    for node, label in found.items():
        labels[int(node)] = label
    return labels
