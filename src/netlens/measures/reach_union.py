"""
How many people all lists would name, extrapolated from the overlap of those held.

Holding m of d lists is sampling without replacement. How many of the lists a
stranger is on follows P(n) ∝ n^-a e^-bn, thinned hypergeometrically to the
lists held; a and b are averaged over a grid by their likelihood. Lists differ
in length, and a long one stands for several: where the lengths of the others
are known, d counts lists of the length of those held.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.special import gammaln

from netlens.measures.reach_sample import PooledSample

_SHAPES: Final = np.linspace(-1.0, 4.0, 26)
_DECAYS: Final = np.concatenate([[0.0], np.geomspace(1e-3, 3.0, 20)])
_MOST_MULTIPLICITIES: Final = 160
# People on one list are not independent: a list counts as this many draws, not as its length.
_DRAWS_PER_LIST: Final = 30.0
# Below the 0.5 of a lognormal mean, since ten lists seldom hold the longest one.
_SKEW: Final = 0.35
_LEAST_BEYOND: Final = 0.02


@dataclass(frozen=True)
class Union:
    """
    People on all lists together.

    Attributes
    ----------
    estimate
        People, at least `likely_floor`.
    floor, ceiling
        People: what is certain if the sizes are right. No ceiling is
        infinity.
    units
        The contacts, counted in lists as long as those held.
    """

    estimate: float
    floor: float
    ceiling: float
    units: int


def extrapolate_union(sample: PooledSample) -> Union:
    """
    Extrapolate from the lists held to all lists.

    With all held, or nobody on them, nothing is extrapolated.

    References
    ----------
    Chao & Colwell (2017), SORT 41, on richness from sampled units. Lists of
    unequal length as unequal effort: Chao & Jost (2012), Ecology 93.
    """
    observed, rest = float(sample.observed), sample.rest_sizes
    if sample.held == sample.of:
        return Union(observed, observed, observed, sample.of)
    unknown = np.isnan(rest)
    least = np.nan_to_num(rest - (sample.of - 1), nan=0.0)
    likely = np.nan_to_num(rest - sample.mutual_of_rest, nan=0.0)
    floor = max(observed, least.max(initial=0.0))
    ceiling = float("inf") if unknown.any() else observed + float(rest.sum())
    units = _units(sample)
    total = observed + _unseen(sample.multiplicities, sample.held, units) if observed else 0.0
    estimate = min(max(total, likely.max(initial=0.0), floor), max(ceiling, floor))
    return Union(estimate, floor, ceiling, units)


def _units(sample: PooledSample) -> int:
    """Count all contacts in lists as long as those held: total length / mean length held."""
    beyond = sample.beyond
    known = ~np.isnan(sample.rest_sizes)
    sizes, mutual = sample.rest_sizes[known], sample.mutual_of_rest[known]
    rest = max(float(sizes.sum() - mutual.sum()), _LEAST_BEYOND * float(sizes.sum()))
    if not known.all():
        seen = np.log1p(np.concatenate([beyond, np.maximum(sizes - mutual, 0.0)]))
        spread = float(seen.var(ddof=1)) if len(seen) > 1 else 0.0
        rest += float(np.sum(~known)) * float(np.expm1(seen.mean() + _SKEW * spread))
    held = max(float(beyond.sum()), 1.0)
    return max(round(sample.held * (held + rest) / held), sample.held)


@lru_cache(maxsize=64)
def _grid(m: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """Give, per shape of P(n), the chance to be on none of m lists, and log P(k)."""
    if units <= _MOST_MULTIPLICITIES:
        n = np.arange(1, units + 1)
    else:
        n = np.unique(np.round(np.geomspace(1, units, _MOST_MULTIPLICITIES)).astype(int))
    width = np.gradient(n.astype(float)) if len(n) > 1 else np.ones(1)
    k, rows = np.arange(m + 1)[None, :], n[:, None]
    every = _choose(np.array(units), np.array(m))
    thinned = np.exp(_choose(rows, k) + _choose(units - rows, m - k) - every)
    shape, decay = (grid.ravel() for grid in np.meshgrid(_SHAPES, _DECAYS, indexing="ij"))
    log_p = -shape[:, None] * np.log(n)[None, :] - decay[:, None] * n[None, :]
    weights = np.exp(log_p - log_p.max(axis=1, keepdims=True)) * width
    seen = (weights / weights.sum(axis=1, keepdims=True)) @ thinned
    none = np.clip(seen[:, 0], 1e-12, 1 - 1e-12)
    return none, np.log(np.clip(seen[:, 1:], 1e-300, None))


def _choose(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Give log C(n, k), minus infinity where impossible."""
    good = (k >= 0) & (k <= n)
    n, k = np.where(good, n, 1), np.where(good, k, 0)
    return np.where(good, gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), -np.inf)


def _unseen(counts: np.ndarray, m: int, units: int) -> float:
    """Average the unseen number over shapes of P(n), weighted by their likelihood."""
    if units <= m:
        return 0.0
    none, log_seen = _grid(m, units)
    found = int(counts.sum())
    likelihood = log_seen @ counts - found * np.log1p(-none)
    likelihood *= min(1.0, _DRAWS_PER_LIST * m / found)
    posterior = np.exp(likelihood - likelihood.max())
    unseen = found * none / (1 - none)
    return float(np.expm1(np.average(np.log1p(unseen), weights=posterior)))
