"""
Betweenness: on how many shortest paths somebody stands.

Exact while that is cheap, else from a sample of sources, with its standard
error. Paths are counted in steps, not in strength: what is passed on along a
chain of acquaintances goes from person to person.
"""

from typing import Any, Final

import numpy as np

from netlens.measures.adjacency import Adjacency

# People × ties up to which every person is a source: 2,500 people with 20,000 ties, say.
EXACT_WORK: Final = 50_000_000
FEWEST_SOURCES: Final = 100
# Places of (person, source) looked at together, which bounds the memory.
_PLACES: Final = 6_400_000
# A step from single places costs about so much more per tie than one from all places at once.
_SCATTERED: Final = 20


def measure_betweenness(ties: Adjacency, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """
    Measure the share of shortest paths that lead through each person.

    Parameters
    ----------
    ties
        Directions count if the graph is directed.
    seed
        Draws the sources where not all are taken.

    Returns
    -------
    betweenness
        0–1, in the order of `ties.ids`; 0 in a graph of fewer than three.
    error
        Standard errors: 0 where all sources were taken.

    Notes
    -----
    Every source is taken if people × ties is at most `EXACT_WORK`; otherwise
    as many, drawn without replacement, as make that product, and at least
    `FEWEST_SOURCES`.

    References
    ----------
    Brandes (2001), Journal of Mathematical Sociology 25; Brandes & Pich
    (2007), International Journal of Bifurcation and Chaos 17, on sampling.
    """
    size = ties.size
    sources = _choose_sources(size, len(ties.start), seed)
    if size < 3:  # noqa: PLR2004
        return np.zeros(size), np.zeros(size)
    onward, back = ties.steps, ties.steps.T.tocsr()
    total, squares = np.zeros(size), np.zeros(size)
    together = max(1, _PLACES // size)
    for first in range(0, len(sources), together):
        block = _dependencies(onward, back, sources[first : first + together])
        total += block.sum(axis=1)
        squares += (block**2).sum(axis=1)
    count = len(sources)
    scale = size / count / ((size - 1) * (size - 2))
    if count == size:
        return total * scale, np.zeros(size)
    spread = np.maximum(squares - total**2 / count, 0) / (count - 1)
    error = scale * np.sqrt(count * spread * (1 - count / size))
    return total * scale, error


def _choose_sources(size: int, ties: int, seed: int) -> np.ndarray:
    count = max(FEWEST_SOURCES, EXACT_WORK // max(ties, 1))
    if count >= size:
        return np.arange(size)
    chosen: np.ndarray = np.sort(np.random.default_rng(seed).permutation(size)[:count])
    return chosen


def _dependencies(onward: Any, back: Any, sources: np.ndarray) -> np.ndarray:  # noqa: ANN401
    """Give how much each person (row) lies between each source (column) and all others."""
    count = len(sources)
    paths = np.zeros((onward.shape[0], count))
    unseen = np.ones(paths.size, dtype=bool)
    front = sources * count + np.arange(count)
    paths.flat[front] = 1.0
    levels = []
    while len(front):
        levels.append(front)
        unseen[front] = False
        front, reached = _spread(onward, back, front, paths, unseen)
        paths.flat[front] = reached
    depend = np.zeros_like(paths)
    shares = np.zeros_like(paths)
    wanted = np.zeros(paths.size, dtype=bool)
    for near, far in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        shares.flat[far] = (1.0 + depend.flat[far]) / paths.flat[far]
        wanted[near] = True
        places, given = _spread(back, onward, far, shares, wanted)
        wanted[near] = False
        depend.flat[places] = given * paths.flat[places]
    return depend


def _spread(
    out: Any,  # noqa: ANN401
    into: Any,  # noqa: ANN401
    front: np.ndarray,
    values: np.ndarray,
    wanted: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Add the values of the front to the wanted places that a tie of `out` leads to."""
    size, count = values.shape
    rows, columns = front // count, front % count
    spans = out.indptr[rows + 1] - out.indptr[rows]
    if spans.sum() * _SCATTERED > out.nnz * count:
        chosen = np.zeros(size * count)
        chosen[front] = values.flat[front]
        reached = (into @ chosen.reshape(size, count)).ravel()
        places = np.flatnonzero((reached > 0) & wanted)
        return places, reached[places]
    offset = np.arange(int(spans.sum())) - np.repeat(np.cumsum(spans) - spans, spans)
    ends = out.indices[np.repeat(out.indptr[rows], spans) + offset].astype(np.int64)
    hits = ends * count + np.repeat(columns, spans)
    kept = wanted[hits]
    places, which = np.unique(hits[kept], return_inverse=True)
    given = np.repeat(values.flat[front], spans)[kept]
    return places, np.bincount(which, given, minlength=len(places))
