"""
How many people are two steps away: an estimate with an interval that was calibrated.

The people two steps away are the union of the lists of ego's contacts. Holding
m of d lists is sampling m of d units *without replacement*: what is estimated
is the union at m = d, and at m = d the union is the answer.
"""

import dataclasses
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.special import gammaln

from netlens.errors import ParameterError

RULE_OF_THUMB: Final = 200
# Published ratios of friends of friends to friends; the page names both sources.
PUBLISHED: Final = (
    ("Facebook 2011: a user with 130 friends has about 48,000 friends of friends", 48_000 / 130),
    ("Pew 2012, n = 269: mean 245 friends, median 31,170 friends of friends", 31_170 / 245),
)
# Without any list the honest answer is a factor of three either way.
SUPPOSED_FACTOR: Final = 3.0
# One or two lists say less than published figures do: their calibrated range is 20 to 40 wide.
FEWEST_LISTS: Final = 3
_SHAPES: Final = np.linspace(-1.0, 4.0, 26)
_DECAYS: Final = np.concatenate([[0.0], np.geomspace(1e-3, 3.0, 20)])
_MOST_MULTIPLICITIES: Final = 400


@dataclass(frozen=True)
class ReachEstimate:
    """
    The number of people two steps away.

    Attributes
    ----------
    observed
        People seen on held lists; a floor, exact.
    estimate, low, high
        People; `low` to `high` holds the truth with probability `level` if
        the assumptions hold.
    method
        In a few words.
    lists, of
        How many of ego's contacts' lists are held.
    assumptions
        Rows for the table of assumptions.
    """

    observed: int
    estimate: float
    low: float
    high: float
    method: str
    level: float
    lists: int
    of: int
    assumptions: tuple[dict[str, Any], ...] = field(default=())


def rule_of_thumb(direct: int) -> float:
    """
    Give what "each contact knows 200 more" would say: 200 × contacts, in people.

    It errs both ways: shared acquaintances shrink the true number, and that
    one's contacts tend to know more people than oneself inflates it. It is
    no ceiling.
    """
    return float(RULE_OF_THUMB * direct)


def supposed_second_step(direct: int) -> ReachEstimate:
    """
    Suppose the second step when no list but ego's own is held.

    Parameters
    ----------
    direct
        People ego knows directly.

    Returns
    -------
    supposed
        Centre: the geometric mean of two published ratios of friends of
        friends to friends; range: a factor of three either way. `observed`
        is 0: nobody is seen.

    References
    ----------
    Hampton et al. (2012), Pew Internet; Ugander et al. (2011), arXiv:1111.4503.
    """
    ratios = [ratio for _, ratio in PUBLISHED]
    centre = float(np.exp(np.mean(np.log(ratios))))
    estimate = direct * centre
    row = {
        "assumption_id": "second-step-ratio",
        "name": "people two steps away per contact",
        "low": round(centre / SUPPOSED_FACTOR, 1),
        "value": round(centre, 1),
        "high": round(centre * SUPPOSED_FACTOR, 1),
        "source": "; ".join(source for source, _ in PUBLISHED),
        "used_by": ("reach",),
    }
    return ReachEstimate(
        observed=0,
        estimate=float(round(estimate)),
        low=float(round(estimate / SUPPOSED_FACTOR)),
        high=float(round(estimate * SUPPOSED_FACTOR)),
        method="published figures; no list is held",
        level=0.90,
        lists=0,
        of=direct,
        assumptions=(row,),
    )


def estimate_second_step(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    list_sizes: Mapping[str, int] | None = None,
    level: float = 0.90,
    seed: int = 0,
) -> ReachEstimate:
    """
    Estimate how many people are exactly two steps away from ego.

    Parameters
    ----------
    lists
        Contact id to the ids that contact knows, for contacts who pooled
        their lists.
    direct
        Ids of all of ego's contacts. They, and ego, never count.
    list_sizes
        Contact id to the number of people on that contact's list, where
        known without the list. Not used: on the calibration networks a total
        from list sizes did not lessen the error.
    level
        Probability that the interval is to have; 0.90 is calibrated.
    seed
        Not used by this method, which draws nothing; part of the interface.

    Returns
    -------
    estimate
        `low` is never below the people seen. With every contact's list held
        the union is exact.

    Raises
    ------
    ParameterError
        If no list of a direct contact is held, or `level` is not 0.90.

    Notes
    -----
    How many of the d contacts know a stranger follows P(n) ∝ n^-a e^-bn on
    1..d, thinned hypergeometrically to the m lists held; a and b are averaged
    over a grid by their likelihood. The interval comes from the errors that
    the estimator made on real networks (validation/calibrate_reach.py).

    References
    ----------
    Chao & Colwell (2017), SORT 41, on richness from sampled units.
    """
    del seed, list_sizes
    if round(level, 9) != 0.9:  # noqa: PLR2004
        msg = f"level {level} is not calibrated; 0.90 is."
        raise ParameterError(msg)
    held = {owner: set(seen) - set(direct) for owner, seen in lists.items() if owner in direct}
    if not held:
        msg = "no list of a direct contact is held; use supposed_second_step."
        raise ParameterError(msg)
    m, d = len(held), len(direct)
    counts = _multiplicities(held)
    observed = int(counts.sum())
    if m == d:
        exact = float(observed)
        return ReachEstimate(observed, exact, exact, exact, "union of all lists", level, m, d)
    if m < FEWEST_LISTS or not observed:
        return _supposed_above(observed, m, d)
    unseen = _estimate_unseen(counts, m, d)
    low, high = _calibrated_factors(m)
    return ReachEstimate(
        observed=observed,
        estimate=float(round(observed + unseen)),
        low=float(round(observed + unseen * low)),
        high=float(round(observed + unseen * high)),
        method="extrapolated from the overlap of the lists held",
        level=level,
        lists=m,
        of=d,
        assumptions=(_assumption(m, d, low, high),),
    )


def _supposed_above(observed: int, m: int, d: int) -> ReachEstimate:
    """Take the published range where lists are too few to tell, with the people seen as floor."""
    supposed = supposed_second_step(d)
    return dataclasses.replace(
        supposed,
        observed=observed,
        estimate=max(supposed.estimate, float(observed)),
        low=max(supposed.low, float(observed)),
        high=max(supposed.high, SUPPOSED_FACTOR * observed),
        method="published figures; too few lists are held to extrapolate",
        lists=m,
    )


def _assumption(m: int, d: int, low: float, high: float) -> dict[str, Any]:
    return {
        "assumption_id": "lists-like-the-rest",
        "name": f"the {m} lists held are like those of the other {d - m} contacts; "
        "range of the unseen part around its estimate",
        "low": round(low, 2),
        "value": 1.0,
        "high": round(high, 2),
        "source": f"errors on {_calibration()['networks']} real and model networks with random lists; "  # noqa: E501
        "lists of one's closest contacts would make the estimate too low",
        "used_by": ("reach",),
    }


def _multiplicities(held: Mapping[str, AbstractSet[str]]) -> np.ndarray:
    """Count the strangers who stand on exactly 1, 2, … m lists."""
    seen: dict[str, int] = {}
    for people in held.values():
        for person in people:
            seen[person] = seen.get(person, 0) + 1
    return np.bincount(list(seen.values()), minlength=len(held) + 1)[1:]


@lru_cache(maxsize=32)
def _thinning(m: int, d: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give multiplicities n, their widths on the grid, and log P(k of m | n of d)."""
    if d <= _MOST_MULTIPLICITIES:
        n = np.arange(1, d + 1)
    else:
        n = np.unique(np.round(np.geomspace(1, d, _MOST_MULTIPLICITIES)).astype(int))
    width = np.gradient(n.astype(float)) if len(n) > 1 else np.ones(1)
    k = np.arange(m + 1)[None, :]
    rows = n[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        log = _choose(rows, k) + _choose(d - rows, m - k) - _choose(np.array(d), np.array(m))
    return n, width, np.where((k <= rows) & (m - k <= d - rows), log, -np.inf)


def _choose(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    good = (k >= 0) & (k <= n)
    n, k = np.where(good, n, 1), np.where(good, k, 0)
    chosen = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.where(good, chosen, -np.inf)


def _estimate_unseen(counts: np.ndarray, m: int, d: int) -> float:
    """Average the unseen number over shapes of P(n), weighted by their likelihood."""
    n, width, log_thin = _thinning(m, d)
    shape, decay = (grid.ravel() for grid in np.meshgrid(_SHAPES, _DECAYS, indexing="ij"))
    log_p = -shape[:, None] * np.log(n)[None, :] - decay[:, None] * n[None, :]
    weights = np.exp(log_p - log_p.max(axis=1, keepdims=True)) * width
    weights /= weights.sum(axis=1, keepdims=True)
    seen = weights @ np.exp(log_thin)
    none = np.clip(seen[:, 0], 1e-12, 1 - 1e-12)
    found = int(counts.sum())
    likelihood = np.log(np.clip(seen[:, 1:], 1e-300, None)) @ counts - found * np.log1p(-none)
    unseen = found * none / (1 - none)
    # People on one list are not independent: a list, not a person, is a draw.
    likelihood *= min(1.0, 10.0 * m / max(found, 1))
    posterior = np.exp(likelihood - likelihood.max())
    mean_log = np.average(np.log1p(unseen), weights=posterior)
    return float(np.expm1(mean_log))


@lru_cache(maxsize=1)
def _calibration() -> dict[str, Any]:
    text = resources.files("netlens.measures").joinpath("reach_calibration.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _calibrated_factors(m: int) -> tuple[float, float]:
    """Interpolate in log m the factors that held 90 % of the errors on known networks."""
    rows = _calibration()["factors"]
    at = np.log([row["lists"] for row in rows])
    low, high = (
        np.interp(np.log(m), at, np.log([row[end] for row in rows])) for end in ("low", "high")
    )
    return float(np.exp(low)), float(np.exp(high))


def rank_openers(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Rank colleagues by how many people their lists add to ego's world.

    Parameters
    ----------
    lists
        Contact id to the ids on that contact's list.
    direct
        Ids of ego's own contacts, who are not counted.
    names
        Id to name, for showing.

    Returns
    -------
    openers
        One row per list in greedy order: the first covers most, each next
        most of what is left; equal ones by id. Counts of people: `list_size`,
        `beyond` (not ego's contacts), `new_people` (nor on a list before),
        `covered` (so far), `mutual` (ego's contacts on the list).
    """
    left = {owner: set(seen) - set(direct) for owner, seen in lists.items()}
    covered: set[str] = set()
    rows: list[dict[str, Any]] = []
    while left:
        owner = min(left, key=lambda who: (-len(left[who] - covered), who))
        gain = left[owner] - covered
        covered |= gain
        rows.append(
            {
                "rank": len(rows) + 1,
                "person_id": owner,
                "name": (names or {}).get(owner, owner),
                "list_size": len(lists[owner]),
                "beyond": len(left.pop(owner)),
                "new_people": len(gain),
                "covered": len(covered),
                "mutual": len(set(lists[owner]) & set(direct)),
            },
        )
    columns = [
        "rank",
        "person_id",
        "name",
        "list_size",
        "beyond",
        "new_people",
        "covered",
        "mutual",
    ]
    return pd.DataFrame(rows, columns=columns)


def measure_separation(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
) -> pd.DataFrame:
    """
    Count people by how many steps part them from ego, as far as held lists show.

    Returns
    -------
    separation
        One row per number of steps: 1 (ego's contacts) and, where a list is
        held, 2 (on it and not ego's contacts). Nothing is said beyond; without
        a list there are no rows, since one step is no finding.
    """
    beyond = set().union(*lists.values()) - set(direct) if lists else set()
    rows = [(1, len(direct), "observed"), (2, len(beyond), "observed")] if lists else []
    return pd.DataFrame(rows, columns=["steps", "people", "basis"])
