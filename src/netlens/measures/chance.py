"""Whether ties show any groups at all: compared with random ties of the same people."""

from typing import Final

import numpy as np

from netlens.measures.adjacency import Matrix
from netlens.measures.coverage import Observable
from netlens.measures.partitions import join_pairs, list_pairs, measure_quality, run_each

# How far above that of random graphs the quality must lie, in their standard deviations.
CLEARLY_ABOVE: Final = 3.5
MOST_RANDOM_GRAPHS: Final = 20
FEWEST_RANDOM_GRAPHS: Final = 2
# Ties × random graphs: 20 up to 50,000 ties, 2 from 500,000 on.
RANDOM_WORK: Final = 1_000_000
# A few graphs tell their spread badly; it is taken to be at least this part of the quality.
_LEAST_SPREAD: Final = 0.005
_RUNS: Final = 5
_ITERATIONS: Final = 10
_FEWEST_TIES: Final = 4
_ROUNDS: Final = 5


def rewire(
    start: np.ndarray,
    end: np.ndarray,
    size: int,
    *,
    seed: int,
    observable: Observable | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """
    Swap the ends of ties at random; everybody keeps their number of ties.

    Parameters
    ----------
    start, end
        Each tie once, as positions below `size`; neither loops nor repeats.
    size
        Number of people.
    seed
        Draws the swaps.
    observable
        Tells which pairs could have been seen: no tie comes between others.

    Returns
    -------
    start, end
        As many ties, again without loops and repeats. In each of five
        rounds every tie is offered a swap with another; one that would make
        a loop, a repeat, or a tie that could not have been seen is not made.
    """
    rng = np.random.default_rng(seed)
    a, b = start.copy(), end.copy()
    for _ in range(_ROUNDS):
        order = rng.permutation(len(a))
        one, other = order[: len(a) // 2], order[len(a) // 2 : len(a) // 2 * 2]
        turned = rng.random(len(other)) < 0.5  # noqa: PLR2004
        c, d = np.where(turned, b[other], a[other]), np.where(turned, a[other], b[other])
        first, second = _key(a[one], d, size), _key(c, b[one], size)
        keys, counts = np.unique(
            np.concatenate((_key(a, b, size), first, second)), return_counts=True
        )
        repeated = keys[counts > 1]
        new = ~np.isin(first, repeated) & ~np.isin(second, repeated)
        good = new & (a[one] != d) & (c != b[one])
        if observable:
            good &= observable(a[one], d) & observable(c, b[one])
        mine, theirs = one[good], other[good]
        last = b[mine].copy()
        b[mine] = d[good]
        a[theirs], b[theirs] = c[good], last
    return np.minimum(a, b), np.maximum(a, b)


def _key(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    key: np.ndarray = np.minimum(one, other) * np.int64(size) + np.maximum(one, other)
    return key


def has_structure(
    matrix: Matrix, *, resolution: float, seed: int, observable: Observable | None = None
) -> bool:
    """
    Tell whether groups describe the ties better than they describe random ones.

    Parameters
    ----------
    matrix
        Symmetric matrix of ties.
    resolution, seed
        For the runs of Leiden on it and on the random graphs.
    observable
        Tells which pairs could have been seen; None if all.

    Returns
    -------
    structure
        False if the quality, the median of a few runs, is not clearly above
        that in graphs in which everybody has as many ties as here, with whomever
        a tie could have been seen with: ties to list owners only are no group.
    """
    start, end, weight = list_pairs(matrix)
    size = matrix.shape[0]
    if len(start) < _FEWEST_TIES:
        return False
    count = min(max(RANDOM_WORK // len(start), FEWEST_RANDOM_GRAPHS), MOST_RANDOM_GRAPHS)
    few = count < MOST_RANDOM_GRAPHS
    iterations, runs = (1, 1) if few else (_ITERATIONS, _RUNS)

    # One lucky run among random ties would pass for structure: the median of several does not.
    each = [(matrix, resolution, seed + number) for number in range(runs)]
    rng = np.random.default_rng(seed)
    for number in range(count):
        swapped = rewire(start, end, size, seed=seed + number, observable=observable)
        random = join_pairs(*swapped, rng.permutation(weight), size)
        each.append((random, resolution, seed + number))
    labels = run_each(each, iterations=iterations)
    qualities = [
        measure_quality(ties, groups, resolution=resolution)
        for (ties, _, _), groups in zip(each, labels, strict=True)
    ]
    found, random_ones = float(np.median(qualities[:runs])), qualities[runs:]
    mean = float(np.mean(random_ones))
    spread = max(float(np.std(random_ones, ddof=1)), _LEAST_SPREAD * abs(mean), 1e-9)
    return round(found - mean - CLEARLY_ABOVE * spread, 9) > 0
