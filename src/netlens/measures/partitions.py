"""
Partitions of people into groups: one run of Leiden, and how well a partition describes the ties.

The description is the degree-corrected planted partition: ties within groups
and between them each have one rate, relative to what the numbers of ties of
the two ends let expect. Its two rates correspond to one resolution of
modularity (Newman 2016).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import graspologic_native
import numpy as np
from scipy import sparse

from netlens.measures.adjacency import Matrix

_CERTAIN = 1e-9
# Runs at a time. Each is fixed by its seed, so that the number changes no result.
_AT_A_TIME: Final = 2


def run_leiden(matrix: Matrix, *, resolution: float, seed: int, iterations: int) -> np.ndarray:
    """
    Run Leiden on modularity once.

    Parameters
    ----------
    matrix
        Symmetric CSR matrix of positive weights.
    resolution
        Higher gives more and smaller groups.
    seed
        Fixes the result on every machine and number of threads.
    iterations
        How often a partition is refined.

    Returns
    -------
    labels
        A group number from 0 on per row.

    References
    ----------
    Traag, Waltman & van Eck (2019), Scientific Reports 9:5233.
    """
    size = matrix.shape[0]
    if not matrix.nnz:
        return np.arange(size)
    _, found = graspologic_native.leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        size,
        resolution=float(resolution),
        seed=seed,
        iterations=iterations,
    )
    # Persons without a tie in the matrix may be missing: each is a group of its own.
    labels = np.array([found.get(i, size + i) for i in range(size)])
    numbered: np.ndarray = np.unique(labels, return_inverse=True)[1]
    return numbered


def run_each(runs: Sequence[tuple[Matrix, float, int]], *, iterations: int) -> list[np.ndarray]:
    """Run Leiden on each matrix, with its resolution and seed; give the labels in that order."""

    def run(one: tuple[Matrix, float, int]) -> np.ndarray:
        return run_leiden(one[0], resolution=one[1], seed=one[2], iterations=iterations)

    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return list(pool.map(run, runs))


def list_pairs(matrix: Matrix) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each tie of a symmetric matrix once: its ends, the smaller first, and its weight."""
    upper = sparse.triu(matrix, k=1).tocoo()
    order = np.lexsort((upper.col, upper.row))
    return (
        upper.row[order].astype(np.int64),
        upper.col[order].astype(np.int64),
        upper.data[order].astype(float),
    )


def join_pairs(start: np.ndarray, end: np.ndarray, weight: np.ndarray, size: int) -> Matrix:
    """Make the symmetric matrix of ties that are given once each."""
    half = sparse.csr_array((weight, (start, end)), shape=(size, size))
    matrix = (half + half.T).tocsr()
    matrix.sort_indices()
    return matrix


def measure_shares(matrix: Matrix, labels: np.ndarray) -> tuple[float, float]:
    """Give the share of ties within groups, and the share that chance alone would put there."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    total = matrix.data.sum()
    inside = matrix.data[labels[rows] == labels[matrix.indices]].sum() / total
    stubs = np.bincount(labels, matrix.sum(axis=1)) / total
    return float(inside), float((stubs**2).sum())


def measure_quality(matrix: Matrix, labels: np.ndarray, *, resolution: float) -> float:
    """Give modularity at a resolution: what Leiden makes as large as it can."""
    inside, chance = measure_shares(matrix, labels)
    return inside - resolution * chance


def predict_ties(
    matrix: Matrix,
    labels: np.ndarray,
    hidden: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> float:
    """Give the gain in log-likelihood per tie that was hidden from the partition."""
    start, end, weight = hidden
    inside, chance = measure_shares(matrix, labels)
    seen = float(weight[labels[start] == labels[end]].sum() / weight.sum())
    return _gain(seen, inside, chance)


def _gain(share: float, inside: float, chance: float) -> float:
    if chance >= 1 - _CERTAIN:
        return 0.0
    inside = min(max(inside, _CERTAIN), 1 - _CERTAIN)
    within, between = np.log(inside / chance), np.log((1 - inside) / (1 - chance))
    return float(share * within + (1 - share) * between)


def fitting_resolution(matrix: Matrix, labels: np.ndarray) -> float | None:
    """
    Give the resolution at which modularity asks for the rates that a partition has.

    None where the ties within groups are not denser, or no tie leaves a group.

    References
    ----------
    Newman (2016), Physical Review E 94, 052315.
    """
    inside, chance = measure_shares(matrix, labels)
    if inside >= 1 - _CERTAIN or chance >= 1 - _CERTAIN:
        return None
    within, between = inside / chance, (1 - inside) / (1 - chance)
    if within <= between * (1 + _CERTAIN):
        return None
    return float((within - between) / np.log(within / between))
