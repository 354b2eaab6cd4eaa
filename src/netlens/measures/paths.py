"""
Cheapest paths with a limit on hops, in whole numbers: one to all, and the k best to a target.

A tie costs −ln p in steps of 1e-7, times 4096, plus one: sums are exact on
every machine, the lowest twelve bits count the hops, and of two equally
probable paths the one with fewer hops is cheaper. What is still equal goes by
the numbers of the people along the path, first difference first.
"""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from netlens.measures.tie_arrays import TieArrays

NEVER: Final = 1 << 61
_HOPS: Final = 1 << 12
_STEPS: Final = 1e7
_EXACT: Final = 1 << 53  # whole numbers below are exact as floats
_LEAST: Final = 1e-100  # anything less likely costs the same: sums must stay below NEVER

Path = tuple[int, ...]


@dataclass(frozen=True)
class Reached:
    """
    Best paths from one person to all: one entry per person's number.

    Attributes
    ----------
    hops
        Number of ties, 0 for the source itself, −1 where no path was found.
    previous, first
        Number of the person before and of the first step; −1 where none.
    probability, low, high
        Products along the path, the willingness of whoever passes on included.
    """

    hops: np.ndarray
    previous: np.ndarray
    first: np.ndarray
    probability: np.ndarray
    low: np.ndarray
    high: np.ndarray


def price_ties(arrays: TieArrays, willingness: float, barred: Iterable[int] = ()) -> np.ndarray:
    """
    Give every tie its cost as a whole number; `NEVER` for ties of barred people.

    Willingness is charged for each tie. A path's first hop does not need it,
    which takes the same from all paths and changes no order.
    """
    likely = np.maximum(arrays.probability * willingness, _LEAST)
    cost = np.rint(-np.log(likely) * _STEPS).astype(np.int64) * _HOPS + 1
    closed = np.zeros(len(arrays.ids), dtype=bool)
    closed[list(barred)] = True
    cost[closed[arrays.start] | closed[arrays.end]] = NEVER
    return cost


def reach_all(
    arrays: TieArrays,
    source: int,
    *,
    cost: np.ndarray,
    max_hops: int | None,
    willing: tuple[float, float, float],
) -> Reached:
    """
    Find the best path from one person to everybody.

    With a limit, hop by hop: round h joins the best paths of at most h − 1
    hops with one tie more. Without one, Dijkstra's algorithm gives the costs.

    Parameters
    ----------
    arrays
        Ties.
    source
        Number of the person.
    cost
        What `price_ties` gives.
    max_hops
        Longest path; `None` for no limit.
    willing
        Low, value and high willingness, for the products.

    Returns
    -------
    reached
        One entry per person.
    """
    tree = _Tree(arrays, source, willing)
    rounds = len(arrays.ids) if max_hops is None else max_hops
    best = _cheapest(arrays, source, cost) if max_hops is None else None
    if best is None or best[best < NEVER].max() >= _EXACT:
        best = _by_rounds(tree, source, cost, rounds)
    else:
        hops = best[arrays.end] % _HOPS
        reached = best[arrays.end] < NEVER
        tight = np.flatnonzero(reached & (best[arrays.start] + cost == best[arrays.end]))
        tight = tight[np.argsort(hops[tight], kind="stable")]
        edges = np.flatnonzero(np.diff(hops[tight])) + 1
        for ties in np.split(tight, edges) if len(tight) else []:
            tree.settle(ties)
    products = tree.products
    hops = np.where(best < NEVER, best % _HOPS, -1)
    return Reached(hops, tree.previous, tree.first, products[1], products[0], products[2])


class _Tree:
    """What is known of everybody's best path while paths grow hop by hop."""

    def __init__(self, arrays: TieArrays, source: int, willing: tuple[float, float, float]) -> None:
        people = len(arrays.ids)
        self.arrays = arrays
        self.previous, self.first = np.full(people, -1), np.full(people, -1)
        self.products = np.zeros((3, people))
        self.products[:, source] = 1.0
        self._place = np.zeros(people, dtype=np.int64)
        self._source = source
        self._chances = np.stack([arrays.low, arrays.probability, arrays.high])
        self._factor = np.array(willing)[:, None]

    def settle(self, tight: np.ndarray) -> None:
        """Take one hop more: ties that end best paths, all of the same number of hops."""
        start, end = self.arrays.start, self.arrays.end
        changed, ties = _pick(end[tight], self._place[start[tight]], tight)
        before = start[ties]
        asked = before == self._source
        passes = np.where(asked, 1.0, self._factor)
        self.products[:, changed] = self.products[:, before] * self._chances[:, ties] * passes
        self.first[changed] = np.where(asked, changed, self.first[before])
        rank = np.lexsort((changed, self._place[before]))
        self._place[changed[rank]] = np.arange(len(changed))
        self.previous[changed] = before


def _cheapest(arrays: TieArrays, source: int, cost: np.ndarray) -> np.ndarray:
    """Give everybody's least cost, `NEVER` without a path; exact below `_EXACT`."""
    open_ties = np.flatnonzero(cost < NEVER)
    people = len(arrays.ids)
    offsets = np.searchsorted(open_ties, arrays.offsets)
    data = (cost[open_ties].astype(float), arrays.end[open_ties], offsets)
    found = dijkstra(csr_matrix(data, shape=(people, people)), indices=[source])[0]
    return np.where(np.isfinite(found), np.minimum(found, NEVER), NEVER).astype(np.int64)


def _by_rounds(tree: _Tree, source: int, cost: np.ndarray, rounds: int) -> np.ndarray:
    """Give everybody's least cost with at most so many hops, and grow the tree."""
    arrays = tree.arrays
    people = len(arrays.ids)
    order, offsets = arrays.incoming
    begin, price = arrays.start[order], cost[order]
    filled = np.flatnonzero(np.diff(offsets))
    best = np.full(people, NEVER)
    best[source] = 0
    for _ in range(rounds):
        offered = best[begin] + price
        least = np.full(people, NEVER)
        if len(filled):
            least[filled] = np.minimum.reduceat(offered, offsets[filled])
        better = least < best
        if not better.any():
            break
        counts = np.diff(offsets)[better]
        spots = _spots(offsets[:-1][better], counts)
        tree.settle(order[spots[offered[spots] == np.repeat(least[better], counts)]])
        best[better] = least[better]
    return best


def _spots(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """List the positions of several runs, one after the other."""
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return np.repeat(starts - before, counts) + np.arange(counts.sum())


def _pick(ends: np.ndarray, places: np.ndarray, ties: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of equally cheap ties into one person, take that whose path comes first."""
    order = np.lexsort((places, ends))
    ends = ends[order]
    heads = np.flatnonzero(np.concatenate([[True], ends[1:] != ends[:-1]]))
    return ends[heads], ties[order[heads]]


def bound_costs(
    arrays: TieArrays, goals: Iterable[int], *, cost: np.ndarray, hops: int
) -> list[np.ndarray]:
    """Give, for 0, 1 … `hops` ties left, everybody's least cost of coming to a goal."""
    layer = np.full(len(arrays.ids), NEVER)
    layer[list(goals)] = 0
    layers = [layer]
    filled = np.flatnonzero(np.diff(arrays.offsets))
    while len(layers) <= hops:
        following = layers[-1].copy()
        if len(filled):
            offered = cost + layers[-1][arrays.end]
            least = np.minimum.reduceat(offered, arrays.offsets[filled])
            following[filled] = np.minimum(following[filled], least)
        np.minimum(following, NEVER, out=following)
        same = np.array_equal(following, layers[-1])
        layers += [following] * (hops + 1 - len(layers) if same else 1)
    return layers


class Search:
    """
    The best paths from one person to the nearest of several goals, best first.

    Yen's algorithm; each deviation is an A* search whose bound is the exact
    cost of coming to a goal with the hops that are left, ignoring only the
    people already used. A path ends at the first goal it meets.

    References
    ----------
    Yen (1971), Management Science 17, 712–716.
    """

    def __init__(
        self,
        arrays: TieArrays,
        source: int,
        goals: Iterable[int],
        *,
        cost: np.ndarray,
        max_hops: int,
    ) -> None:
        self._arrays = arrays
        self._cost = cost
        self._source = source
        self._goals = frozenset(goals) - {source}
        self._max_hops = min(max_hops, max(len(arrays.ids) - 1, 1))
        self._bounds = bound_costs(arrays, self._goals, cost=cost, hops=self._max_hops)

    def paths(self) -> Iterator[Path]:
        """Give the paths without repeated people, cheapest first."""
        found: list[Path] = []
        waiting: list[tuple[int, Path]] = []
        queued: set[Path] = set()
        self._offer(waiting, queued, (self._source,), frozenset())
        while waiting:
            _, path = heapq.heappop(waiting)
            yield path
            found.append(path)
            for length in range(1, len(path)):
                root = path[:length]
                taken = frozenset(old[length] for old in found if old[:length] == root)
                self._offer(waiting, queued, root, taken)

    def avoiding(self, people: Iterable[int], *, not_path: Path) -> Path | None:
        """Give the best path that shares no one in between, and is not `not_path` itself."""
        shut = frozenset(people)
        direct = frozenset(not_path[1:]) if len(not_path) == 2 else frozenset()  # noqa: PLR2004
        found = self._solve((self._source,), direct, shut)
        return found[1] if found else None

    def _offer(
        self,
        waiting: list[tuple[int, Path]],
        queued: set[Path],
        root: Path,
        taken: frozenset[int],
    ) -> None:
        solved = self._solve(root, taken, frozenset())
        if solved and solved[1] not in queued:
            queued.add(solved[1])
            heapq.heappush(waiting, solved)

    def _solve(
        self, root: Path, taken: frozenset[int], shut: frozenset[int]
    ) -> tuple[int, Path] | None:
        """Continue `root` as cheaply as possible, its next person not among `taken`."""
        spent = sum(int(self._cost[self.tie(a, b)]) for a, b in itertools.pairwise(root))
        used = shut | frozenset(root)
        heap: list[tuple[int, Path, int]] = [(spent, root, spent)]
        closed: set[tuple[int, int]] = set()
        while heap:
            _, path, so_far = heapq.heappop(heap)
            here, hops = path[-1], len(path) - 1
            if here in self._goals:
                return so_far, path
            if (here, hops) in closed or hops == self._max_hops:
                continue
            closed.add((here, hops))
            barred = used | taken if path == root else used
            for total, person, cost in self._steps(here, hops, so_far):
                if person not in barred and (person, hops + 1) not in closed:
                    heapq.heappush(heap, (total, (*path, person), cost))
        return None

    def _steps(self, here: int, hops: int, so_far: int) -> Iterator[tuple[int, int, int]]:
        run = slice(self._arrays.offsets[here], self._arrays.offsets[here + 1])
        people = self._arrays.end[run]
        after = so_far + self._cost[run]
        total = after + self._bounds[self._max_hops - hops - 1][people]
        able = np.flatnonzero(total < NEVER)
        return zip(total[able].tolist(), people[able].tolist(), after[able].tolist(), strict=True)

    def tie(self, start: int, end: int) -> int:
        """Give the position of the tie between two people."""
        return find_tie(self._arrays, start, end)


def find_tie(arrays: TieArrays, start: int, end: int) -> int:
    """Give the position of a tie that is known to be there."""
    low, high = arrays.offsets[start], arrays.offsets[start + 1]
    return int(low + np.searchsorted(arrays.end[low:high], end))


def choose_paths(search: Search, k: int) -> tuple[list[Path], Path | None]:
    """
    Take the k best paths, one of them a spare for the first.

    The spare is the best path that shares no one in between with the first.
    Where it is not among the k best it takes the last place.

    Returns
    -------
    paths, spare
        Best first; no spare where there is none, or k is one.
    """
    paths = [path for _, path in zip(range(k), search.paths(), strict=False)]
    if not paths or k == 1:
        return paths, None
    shares = _sharing(paths[0])
    spare = next((path for path in paths[1:] if not shares(path)), None)
    if spare is None:
        spare = search.avoiding(paths[0][1:-1], not_path=paths[0])
        if spare is not None:
            paths = [*paths[: k - 1], spare]
    return paths, spare


def _sharing(path: Path) -> Callable[[Path], bool]:
    between = frozenset(path[1:-1])
    return lambda other: not between.isdisjoint(other[1:-1])
