"""
How many people are two steps away: an estimate with an interval that was calibrated.

The people two steps away are the union of the lists of ego's contacts. Holding
m of d lists is sampling m of d units *without replacement*: what is estimated
is the union at m = d, and at m = d the union is the answer. Here the evidence
is weighed; the parts are in the modules this one imports.
"""

import dataclasses
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from netlens.errors import ParameterError
from netlens.measures.openers import measure_overlap, measure_redundancy, rank_openers
from netlens.measures.reach_intervals import Range, calibrate_union, load_calibration
from netlens.measures.reach_sample import PooledSample, summarise_lists
from netlens.measures.reach_selection import describe_selection, measure_signals
from netlens.measures.reach_supposed import (
    SUPPOSED_FACTOR,
    ReachEstimate,
    estimate_access,
    rule_of_thumb,
    supposed_from_sizes,
    supposed_second_step,
    supposed_third_step,
)
from netlens.measures.reach_union import extrapolate_union
from netlens.measures.separation import compare_separation, measure_separation

__all__ = [
    "ReachEstimate",
    "compare_separation",
    "estimate_access",
    "estimate_second_step",
    "measure_overlap",
    "measure_redundancy",
    "measure_separation",
    "rank_openers",
    "rule_of_thumb",
    "supposed_from_sizes",
    "supposed_second_step",
    "supposed_third_step",
]

# One or two lists say less than published figures do.
FEWEST_LISTS: Final = 3
# A range of chosen lists that is wider than the one without any list is refused.
_WIDEST: Final = SUPPOSED_FACTOR**2
_PROMISED: Final = 0.90


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
        Contact id to the ids that contact knows, ego left out, for contacts
        who pooled their lists.
    direct
        Ids of all of ego's contacts. They, and ego, never count.
    list_sizes
        Contact id to the number of people that contact knows, ego included,
        where known without the list. Sizes that are off by a few people do
        no harm; for some of the contacts is better than for none.
    level
        Probability that the interval is to have: 0.5, 0.8, 0.9 or 0.95.
    seed
        Not used by this method, which draws nothing; part of the interface.

    Returns
    -------
    estimate
        `low` is never below the people seen. With every contact's list held
        the union is exact. Lists that are unlike those of the other contacts
        (`chosen`) get the wider range of chosen lists, or if that says
        nothing, a supposed one, with the reason in `method`.

    Raises
    ------
    ParameterError
        If no list of a direct contact is held, a size is negative, or
        `level` is not calibrated.

    Notes
    -----
    See `reach_union` for the estimate, `reach_selection` for how lists are
    compared, `reach_intervals` and validation/calibrate_reach.py for the
    range. It was calibrated on networks of known truth; yours may lie outside.

    References
    ----------
    Chao & Colwell (2017), SORT 41, on richness from sampled units.
    """
    del seed
    _check_level(level)
    sample = summarise_lists(lists, direct=direct, list_sizes=list_sizes)
    m, d, observed = sample.held, sample.of, sample.observed
    if not m:
        msg = "no list of a direct contact is held; use supposed_second_step."
        raise ParameterError(msg)
    if m == d:
        exact = float(observed)
        return ReachEstimate(observed, exact, exact, exact, "union of all lists", level, m, d)
    if m < FEWEST_LISTS:
        return _suppose(sample, direct, list_sizes, "too few lists are held to extrapolate")
    if not observed:
        return _suppose(sample, direct, list_sizes, "the lists held name only your own contacts")
    signals, union = measure_signals(sample), extrapolate_union(sample)
    found = calibrate_union(sample, union, signals, level=level)
    words = describe_selection(found.odd)
    promised = calibrate_union(sample, union, signals, level=_PROMISED)
    if found.odd and promised.high > _WIDEST * promised.low:
        why = f"the lists held are not like the rest: {words}"
        supposed = _suppose(sample, direct, list_sizes, why)
        return dataclasses.replace(supposed, selection=words, chosen=True)
    return ReachEstimate(
        observed=observed,
        estimate=max(float(round(found.estimate)), float(observed)),
        low=max(float(round(found.low)), float(observed)),
        high=max(float(round(found.high)), float(observed)),
        method=_method(sample, found),
        level=level,
        lists=m,
        of=d,
        assumptions=(_assumption(sample, found),),
        selection=words,
        chosen=bool(found.odd),
        sizes_known=round(sample.known, 6),
    )


def _check_level(level: float) -> None:
    levels = load_calibration()["levels"]
    if round(level, 9) not in levels:
        msg = f"level {level} is not calibrated; these are: {', '.join(map(str, levels))}."
        raise ParameterError(msg)


def _suppose(
    sample: PooledSample,
    direct: AbstractSet[str],
    list_sizes: Mapping[str, int] | None,
    why: str,
) -> ReachEstimate:
    """Take the range that lists do not carry, with the people seen as floor."""
    if sample.known:
        supposed = supposed_from_sizes(direct, list_sizes or {})
        method = f"supposed from the sizes of lists; {why}"
    else:
        supposed = supposed_second_step(sample.of)
        method = f"published figures; {why}"
    floor = float(sample.observed)
    return dataclasses.replace(
        supposed,
        observed=sample.observed,
        estimate=max(supposed.estimate, floor),
        low=max(supposed.low, floor),
        high=max(supposed.high, SUPPOSED_FACTOR * floor),
        method=method,
        lists=sample.held,
    )


def _method(sample: PooledSample, found: Range) -> str:
    sizes = " and the sizes of the others" if sample.known else ""
    chosen = "; widened, since they are not like the rest" if found.odd else ""
    return f"extrapolated from the overlap of the lists held{sizes}{chosen}"


def _assumption(sample: PooledSample, found: Range) -> dict[str, Any]:
    rest = f"those of the other {sample.of - sample.held} contacts"
    how = f"differ from {rest} as chosen lists do" if found.odd else f"are like {rest}"
    calibration = load_calibration()
    return {
        "assumption_id": "lists-like-the-rest",
        "name": f"the {sample.held} lists held {how}; range around the estimate",
        "low": round(found.low / max(found.estimate, 1.0), 2),
        "value": 1.0,
        "high": round(found.high / max(found.estimate, 1.0), 2),
        "source": f"errors on {calibration['networks']} real and model networks of known truth; "
        "yours may lie outside",
        "used_by": ("reach",),
    }
