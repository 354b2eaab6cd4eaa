"""
How likely a tie of the past is still there: calibrated on contact seen again later.

What dated contact can calibrate is that a tie persists: that the two will be
seen in touch again. It says nothing of whether anybody passes a request on.
The slopes (more contact, more recent contact) come from several networks
together; how much persists at all differs so much between them (from .12 to
.73) that it is taken from the user's own past wherever that is dated: does who
was in touch in its first half appear again in its second?
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from scipy.special import expit, stdtrit

from netlens.errors import ParameterError

if TYPE_CHECKING:
    import networkx as nx

_ROUNDS: Final = 50
_DAY: Final = 86_400.0  # seconds
_OUTSIDE: Final = 0.05  # on either side of a range
_DECIMALS: Final = 6
FEWEST_TIES: Final = 30


@dataclass(frozen=True)
class Persistence:
    """
    A calibrated relation from past contact to persisting.

    Attributes
    ----------
    slopes
        Of log count and of the root of recency, in log odds.
    level
        Log odds of a tie with average contact.
    margin
        Half of the 90 % range, in log odds: how sure the level is, and how
        far networks come to lie from what their own past says.
    centre
        What average contact is: mean log count, mean root of recency.
    method
        Where that comes from, in words.
    ties
        Ties of the own past that it rests on; 0 for none.
    """

    slopes: tuple[float, float]
    level: float
    margin: float
    centre: tuple[float, float]
    method: str
    ties: int = 0


def measure_contact(events: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """
    Count how often and how recently each directed pair was in touch.

    Parameters
    ----------
    events
        One row per dated contact: `from`, `to`, `date`; rows without a date,
        or after `as_of`, are left out.
    as_of
        The day of judging.

    Returns
    -------
    contact
        One row per pair, by ids: `from`, `to`, `count`, `days_since` the last
        contact, `span` (days from the first event of all to `as_of`).
    """
    dated = events[events["date"].notna() & (events["date"] <= as_of)]
    pairs = dated.groupby(["from", "to"], sort=True)["date"].agg(["size", "max"]).reset_index()
    span = (as_of - dated["date"].min()).total_seconds() / _DAY if len(dated) else np.nan
    return pd.DataFrame(
        {
            "from": pairs["from"],
            "to": pairs["to"],
            "count": pairs["size"].astype("int64"),
            "days_since": (as_of - pairs["max"]).dt.total_seconds() / _DAY,
            "span": np.full(len(pairs), span, dtype="float64"),
        }
    )


def fit_persistence(
    events: pd.DataFrame, *, as_of: pd.Timestamp, calibration: Mapping[str, Any] | None = None
) -> Persistence:
    """
    Fit persistence to one's own dated past.

    The past is halved so that each half holds as many events; a tie of the
    first half persists if the pair, in that direction, is seen in the second.
    Slopes and level start from those of the calibration networks and move as
    far as the own past tells.

    Parameters
    ----------
    events, as_of
        As for `measure_contact`.
    calibration
        Numbers of other calibration networks than those that are shipped.

    Returns
    -------
    persistence
        For a horizon as busy as all of the past. With fewer than 30 ties in
        the first half, that of the calibration networks: a wide range.
    """
    dated = events[events["date"].notna() & (events["date"] <= as_of)]
    contact = measure_contact(dated, as_of=as_of)
    numbers = calibration or _calibration()
    shipped = _read(numbers)
    centre = centre_of(features_of(contact)) if len(contact) else shipped.centre
    early, again = split_past(dated)
    if len(early) < FEWEST_TIES:
        method = (
            f"{shipped.method}; your own past shows {len(early)} dated ties of the "
            f"{FEWEST_TIES} it takes"
        )
        return Persistence(shipped.slopes, shipped.level, shipped.margin, centre, method)
    found = features_of(early)
    before = np.array([*numbers["slopes"], numbers["level"]])
    tightness = np.array([*numbers["slope_spread"], numbers["level_spread"]]) ** -2.0
    fitted, covariance = fit_logistic(
        found - centre_of(found), again, before=before, tightness=tightness
    )
    margin = _margin(float(np.sqrt(covariance[-1, -1])), numbers)
    method = (
        f"your own past: {int(again.sum())} of {len(early)} ties of its first half are seen again "
        f"in its second; slopes started from {len(numbers['networks'])} networks"
    )
    slopes, level = (round(float(fitted[0]), 4), round(float(fitted[1]), 4)), float(fitted[2])
    return Persistence(slopes, round(level, 4), margin, centre, method, len(early))


def split_past(events: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """
    Halve dated events at their median; give early ties and whether they are seen again.

    Returns
    -------
    early, again
        What `measure_contact` gives for the first half, and one truth value per
        row of it. Empty where all events are of one moment.
    """
    middle = pd.Timestamp(events["date"].astype("datetime64[ns]").median())
    first = events[events["date"] < middle]
    early = measure_contact(first, as_of=middle)
    later = events[events["date"] >= middle]
    seen = pd.MultiIndex.from_frame(later[["from", "to"]])
    return early, pd.MultiIndex.from_frame(early[["from", "to"]]).isin(seen)


def calibrate_persistence(
    count: Sequence[float] | np.ndarray | pd.Series,
    days_since: Sequence[float] | np.ndarray | pd.Series,
    span: float | Sequence[float] | np.ndarray | pd.Series,
    *,
    persistence: Persistence | None = None,
) -> pd.DataFrame:
    """
    Give the probability that ties persist.

    Parameters
    ----------
    count
        Dated contacts of each tie, at least 1.
    days_since
        Days since the last one.
    span
        Days that the records cover.
    persistence
        What `fit_persistence` gives; without it the calibration networks
        alone, whose range is wide.

    Returns
    -------
    persisting
        One row per tie: `probability`, with `low` and `high` for 90 % of
        networks, that the two are seen in touch again within as much contact
        as the records hold. It calibrates that the tie exists, not that
        anybody passes a request on. NaN where an input is.

    Raises
    ------
    ParameterError
        If a count is below 1, or days are negative or beyond the span.

    Notes
    -----
    By hand: log odds = level + slope × (log count − mean) + slope × (√(days /
    span) − mean). With slopes 1 and −2, level 0 and means 0 and .5, one
    contact a quarter of the span ago has log odds 0 − 2 × (.5 − .5) = 0: .5.
    """
    used = persistence or load_calibration()
    table = pd.DataFrame(
        {"count": np.asarray(count, float), "days_since": np.asarray(days_since, float)}
    ).assign(span=np.asarray(span, float))
    share = table["days_since"] / table["span"].where(table["span"] > 0, 1.0)
    wrong = (table["count"] < 1) | (table["days_since"] < 0) | (share > 1)
    if wrong.any():
        row = table[wrong].iloc[0].to_dict()
        msg = f"{int(wrong.sum())} ties with impossible contact, such as {row}."
        raise ParameterError(msg)
    centred = features_of(table) - np.array(used.centre)
    middle = used.level + centred @ np.array(used.slopes)
    columns = {"probability": 0.0, "low": -used.margin, "high": used.margin}
    return pd.DataFrame(
        {name: np.round(expit(middle + shift), _DECIMALS) for name, shift in columns.items()}
    )


def suppose_silent(persistence: Persistence) -> tuple[float, float, float]:
    """
    Suppose how likely a tie persists of which no contact is dated.

    Returns
    -------
    low, value, high
        Value and low end of one single contact as long ago as the records
        go, up to the high end of average contact. An assumption: records
        that show no contact leave more open than records that show some, and
        a tie that was never seen in use must not outrank one that was.
    """
    least = calibrate_persistence([1], [1], 1, persistence=persistence).iloc[0]
    high = float(expit(persistence.level + persistence.margin))
    value = float(least["probability"])
    return float(least["low"]), value, round(max(high, value), _DECIMALS)


def weigh_ties(
    graph: "nx.DiGraph[Any]",
    persisting: pd.DataFrame,
    *,
    silent: tuple[float, float, float] | None = None,
) -> "nx.DiGraph[Any]":
    """
    Multiply ties' probabilities by that of persisting.

    Parameters
    ----------
    graph
        Ties; a tie without a probability is left as it is.
    persisting
        `from`, `to`, `probability`, `low`, `high`; pairs that are no ties are
        left out.
    silent
        Low, value and high for ties that are not in `persisting`
        (`suppose_silent`); without it they keep their probability, and so
        outrank ties that were seen in use.

    Returns
    -------
    graph
        A copy.
    """
    weighed = graph.copy()
    columns = ("from", "to", "low", "probability", "high")
    known = {
        (start, end): (low, value, high)
        for start, end, low, value, high in zip(
            *(persisting[name] for name in columns), strict=True
        )
        if not np.isnan(value)
    }
    for start, end, edge in weighed.edges(data=True):
        lasts = known.get((start, end), silent)
        exists = edge.get("probability")
        if lasts is not None and exists is not None:
            edge["low"] = edge.get("low", exists) * lasts[0]
            edge["high"] = edge.get("high", exists) * lasts[2]
            edge["probability"] = exists * lasts[1]
    return weighed


def fit_logistic(
    features: np.ndarray, outcome: np.ndarray, *, before: np.ndarray, tightness: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """
    Fit a logistic curve with a normal prior on each number, by Newton's method.

    Parameters
    ----------
    features
        One row per tie; the level is added as the last number.
    outcome
        Whether each persisted.
    before, tightness
        Mean and inverse variance of the prior.

    Returns
    -------
    fitted, covariance
        Most probable numbers, and the inverse of the curvature there.
    """
    design = np.column_stack([features, np.ones(len(features))])
    fitted = before.astype(float)
    truth = outcome.astype(float)
    for _ in range(_ROUNDS):
        chance = expit(design @ fitted)
        slope = design.T @ (truth - chance) - tightness * (fitted - before)
        weight = np.maximum(chance * (1 - chance), 1e-9)
        curve = (design * weight[:, None]).T @ design + np.diag(tightness)
        step = np.linalg.solve(curve, slope)
        # Half steps where the curve is steep keep Newton from running away.
        fitted = fitted + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-9:  # noqa: PLR2004
            break
    return fitted, np.linalg.inv(curve)


@lru_cache(maxsize=1)
def _calibration() -> dict[str, Any]:
    file = resources.files("netlens.measures").joinpath("persistence_calibration.json")
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def load_calibration() -> Persistence:
    """Give what the calibration networks say together, for somebody without a dated past."""
    return _read(_calibration())


def _read(numbers: Mapping[str, Any]) -> Persistence:
    slopes, centre = numbers["slopes"], numbers["centre"]
    return Persistence(
        (slopes[0], slopes[1]),
        numbers["level"],
        _margin(numbers["level_spread"], numbers),
        (centre[0], centre[1]),
        f"{len(numbers['networks'])} networks of dated contact, which differ widely",
    )


def _margin(spread: float, numbers: Mapping[str, Any]) -> float:
    """Widen a spread for the next network: few networks say little of how far it may lie."""
    known = len(numbers["networks"])
    both = np.hypot(spread, numbers["transfer_spread"] * np.sqrt(1 + 1 / known))
    return round(float(stdtrit(known - 1, 1 - _OUTSIDE) * both), 4)


def describe_chain_bias() -> dict[str, Any]:
    """
    Say how whole chains fared against the product of their ties, as an assumption.

    The best of many chains is one whose ties were overrated, and ties between
    groups, which chains need, lapse sooner (Burt 2002, Bridge decay, Social
    Networks 24); so the product errs to the high side even with calibrated ties.
    """
    low, value, high = _calibration()["chain_ratio"]
    return {
        "assumption_id": "chains-hold",
        "name": "how often a whole chain holds, as a multiple of the product of its ties",
        "low": low,
        "value": value,
        "high": high,
        "source": f"{len(_calibration()['networks'])} networks of dated contact, lowest, middle "
        "and highest; whether ties are seen again, not whether people pass a request on",
        "used_by": ("chains",),
    }


def features_of(contact: pd.DataFrame) -> np.ndarray:
    """Describe contact: log count, and the root of the share of the span since the last one."""
    span = contact["span"].where(contact["span"] > 0, 1.0)
    since = np.clip(contact["days_since"] / span, 0.0, 1.0)
    return np.column_stack([np.log(contact["count"].clip(lower=1)), np.sqrt(since)])


def centre_of(features: np.ndarray) -> tuple[float, float]:
    """Give the means that `calibrate_persistence` subtracts."""
    count, since = features.mean(axis=0)
    return round(float(count), 6), round(float(since), 6)
