"""
Every closed triangle of a graph, block by block.

Constraint, effective size and clustering are all sums over triangles. Ties are
turned from the end with fewer ties to the one with more, so that hubs start
few paths: the work grows with ties × the arboricity, not with the square of
the largest degree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

# Paths looked at together: bounds the memory to some tens of megabytes.
_BLOCK: Final = 1_000_000


@dataclass(frozen=True, eq=False)
class HalfTies:
    """
    Each tie of a symmetric matrix once, from the end with fewer ties.

    `forth` and `back` are its positions in the matrix's data, for the two
    directions.
    """

    start: np.ndarray
    end: np.ndarray
    forth: np.ndarray
    back: np.ndarray
    pointer: np.ndarray


def halve(matrix: Any) -> HalfTies:  # noqa: ANN401
    """Turn each tie of a symmetric CSR matrix without loops into one direction."""
    size = matrix.shape[0]
    degree = np.diff(matrix.indptr)
    rows = np.repeat(np.arange(size), degree)
    columns = matrix.indices.astype(np.int64)
    place = np.empty(size, dtype=np.int64)
    place[np.lexsort((np.arange(size), degree))] = np.arange(size)
    # The transpose of a symmetric matrix has the same pattern: sorting by column finds the twin.
    twin = np.lexsort((rows, columns))
    upward = np.flatnonzero(place[rows] < place[columns])
    # Renumbered by degree, so that neighbours further on come in order of their place.
    upward = upward[np.lexsort((place[columns[upward]], place[rows[upward]]))]
    start, end = place[rows[upward]], place[columns[upward]]
    counts = np.bincount(start, minlength=size)
    pointer = np.concatenate(([0], np.cumsum(counts)))
    return HalfTies(start, end, upward, twin[upward], pointer)


def iter_triangles(half: HalfTies) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """
    Give every triangle once, as positions of its three ties among the half ties.

    Yields
    ------
    low, far, top
        Ties (u, v), (u, w) and (v, w) with u before v before w.
    """
    size = np.int64(len(half.pointer) - 1)
    keys = half.start * size + half.end
    onward = half.pointer[half.end + 1] - half.pointer[half.end]
    reached = np.cumsum(onward)
    first = 0
    while first < len(keys):
        done = reached[first - 1] if first else 0
        last = max(int(np.searchsorted(reached, done + _BLOCK, side="right")), first + 1)
        counts = onward[first:last]
        low = np.repeat(np.arange(first, last), counts)
        if len(low):
            offset = np.arange(len(low)) - np.repeat(np.cumsum(counts) - counts, counts)
            top = half.pointer[half.end[low]] + offset
            wanted = half.start[low] * size + half.end[top]
            far = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            closed = keys[far] == wanted
            yield low[closed], far[closed], top[closed]
        first = last
