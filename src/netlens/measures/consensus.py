"""
What repeated runs agree on.

One run of a randomised method is one opinion. Two tied people are kept
together where most runs put them together; groups are sought again among the
ties so weighed, until the runs are of one mind.
"""

from typing import Final

import numpy as np
from scipy import sparse

from netlens.measures.adjacency import Matrix
from netlens.measures.partitions import run_each

MOST_RUNS: Final = 20
FEWEST_RUNS: Final = 3
# Ties × runs: 20 runs up to 200,000 ties (10,000 people with 40 each), 4 at a million.
RUN_WORK: Final = 4_000_000
_MAJORITY: Final = 0.5
# Refinements of a run, by the ties up to which they are affordable; of the agreed ties, few.
_REFINEMENTS: Final = ((50_000, 10), (200_000, 5))
_LATER: Final = 2
_ROUNDS: Final = 5


def count_runs(ties: int) -> int:
    """Count the runs that a budget of ties × runs allows; it is work, not the clock."""
    return min(max(RUN_WORK // max(ties, 1), FEWEST_RUNS), MOST_RUNS)


def find_consensus(
    matrix: Matrix, *, resolution: float, seed: int
) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """
    Find the groups that repeated runs agree on, and how far each person's is agreed on.

    Parameters
    ----------
    matrix
        Symmetric matrix of ties.
    resolution
        For every run.
    seed
        The runs' seeds follow from it.

    Returns
    -------
    labels
        A group number per person.
    stability
        Share of the runs, 0–1, in which the person's group was mostly the
        same: more than half of the people in either were in both.
    runs
        The labels of the single runs.

    References
    ----------
    Lancichinetti & Fortunato (2012), Scientific Reports 2:336; on ties only:
    Tandon et al. (2019), Physical Review E 99, 042301.
    """
    ties = matrix.nnz // 2
    count = count_runs(ties)
    first_iterations = next((often for most, often in _REFINEMENTS if ties <= most), 1)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))

    def run(among: Matrix, round_: int) -> list[np.ndarray]:
        iterations = min(_LATER, first_iterations) if round_ else first_iterations
        first = (seed * (_ROUNDS + 1) + round_) * MOST_RUNS
        each = [(among, resolution, first + number) for number in range(count)]
        return run_each(each, iterations=iterations)

    runs = current = run(matrix, 0)
    for round_ in range(1, _ROUNDS + 1):
        together = np.zeros(len(rows))
        for labels in current:
            together += labels[rows] == labels[matrix.indices]
        if ((together == 0) | (together == count)).all():
            break
        kept = np.where(together > _MAJORITY * count, together / count, 0.0) * matrix.data
        agreed = sparse.csr_array((kept, matrix.indices, matrix.indptr), shape=matrix.shape).copy()
        agreed.eliminate_zeros()
        current = run(agreed, round_)
    labels = current[0]
    overlaps = np.array([measure_overlap(labels, other) for other in runs])
    return labels, (overlaps > _MAJORITY).mean(axis=0), runs


def measure_overlap(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Give for each person how alike the two groups are that they are in (Jaccard, 0–1)."""
    _, a, a_sizes = np.unique(one, return_inverse=True, return_counts=True)
    _, b, b_sizes = np.unique(other, return_inverse=True, return_counts=True)
    keys = a.astype(np.int64) * len(b_sizes) + b
    _, both, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    shared = sizes[both]
    alike: np.ndarray = shared / (a_sizes[a] + b_sizes[b] - shared)
    return alike
