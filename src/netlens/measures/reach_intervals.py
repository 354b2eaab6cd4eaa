"""
From an extrapolated union to a calibrated range, by the errors made on networks of known truth.

The unit that is exchangeable is a network. Errors are logs of true / estimated
people, in units of a scale that depends on what the lists show. Lists that do
not look like the rest (reach_selection) have their own errors, of lists chosen
in several ways, and a shift towards the truth. The figures are in
reach_calibration.json, made by validation/calibrate_reach.py.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import numpy as np

from netlens.measures.reach_sample import PooledSample
from netlens.measures.reach_selection import Signals, measure_coverage
from netlens.measures.reach_union import Union

COVARIATES: Final = ("lists", "growth", "units", "coverage", "uneven")
SIGNALS: Final = {
    "lists": ("z_in", "x_in", "share", "share_spread", "unlinked"),
    "sizes": ("z_in", "x_in", "share", "unlinked", "far", "z_size", "x_size", "x_share"),
}
# What an estimate leans by where nothing is odd. Without sizes nothing of the kind helped.
LEANING: Final[dict[str, tuple[str, ...]]] = {"lists": (), "sizes": ("share", "far")}
LIMITED: Final = {
    "lists": (("z_in", 1), ("share", 1)),
    "sizes": (("z_in", 1), ("z_size", 1), ("z_size", -1), ("x_share", 1)),
}
SMALLEST_GROWTH: Final = 0.02
LEAST_SCALE: Final = 0.003
# No shift multiplies an estimate by less or more: beyond, the range says it, or there is none.
MOST_SHIFT: Final = (-0.7, 1.5)


@dataclass(frozen=True)
class Range:
    """People: estimate and range; `odd` has what does not look like the rest, as (signal, side)."""

    estimate: float
    low: float
    high: float
    odd: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Logs:
    """What to add to the log of an estimate, and what is odd."""

    shift: float
    low: float
    high: float
    odd: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1)
def load_calibration() -> dict[str, Any]:
    """Give the shipped figures."""
    text = resources.files("netlens.measures").joinpath("reach_calibration.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def measure_covariates(sample: PooledSample, union: Union) -> dict[str, float]:
    """
    Give what the size of an error depends on.

    Returns
    -------
    covariates
        Logs of the lists held (`lists`), of estimated / observed (`growth`)
        and of all lists / held (`units`), then `coverage` (the part of
        entries that are people on several lists) and `uneven` (how much the
        lists differ in the part of people that they alone have).
    """
    growth = float(np.log(union.estimate / max(sample.observed, 1)))
    return {
        "lists": float(np.log(sample.held)),
        "growth": float(np.log(max(growth, 0.0) + SMALLEST_GROWTH)),
        "units": float(np.log(union.units / sample.held)),
        "coverage": measure_coverage(sample),
        "uneven": float(np.std(sample.alone / np.maximum(sample.beyond, 1.0))),
    }


def apply_linear(model: Mapping[str, Any], values: Mapping[str, float]) -> float:
    """Evaluate a linear model, each value held within what it was fitted on."""
    total = float(model["intercept"])
    for term in model["terms"]:
        value = min(max(values[term["name"]], term["low"]), term["high"])
        total += term["slope"] * (value - term["mean"]) / term["spread"]
    return total


def measure_scale(model: Mapping[str, Any], sample: PooledSample, union: Union) -> float:
    """Give the usual size of an error, as a log."""
    return float(np.exp(apply_linear(model["scale"], measure_covariates(sample, union)))) + (
        LEAST_SCALE
    )


def find_odd(
    model: Mapping[str, Any], kind: str, sample: PooledSample, signals: Signals
) -> tuple[tuple[str, int], ...]:
    """Name the signals that few random sets of lists would give, strongest first."""
    values, found = asdict(signals), []
    for name, side in LIMITED[kind]:
        end = "high" if side > 0 else "low"
        limits = [row["limits"][name][end] for row in model["rows"]]
        limit = _between(model, sample.held, limits)
        beyond = side * (values[name] - limit)
        if beyond > 0:
            found.append((-beyond / (abs(limit) + 1.0), name, side))
    return tuple((name, side) for _, name, side in sorted(found))


def _between(model: Mapping[str, Any], held: int, values: list[float]) -> float:
    """Interpolate in the log of the number of lists."""
    at = np.log([row["lists"] for row in model["rows"]])
    return float(np.interp(np.log(held), at, values))


def calibrate_union(
    sample: PooledSample,
    union: Union,
    signals: Signals,
    *,
    level: float,
    calibration: Mapping[str, Any] | None = None,
) -> Range:
    """
    Give the range that held the truth on known networks, `level` of the time.

    Another calibration than the shipped one can be given. Where the sizes of
    some of the other lists are known, the range lies between that of none and
    that of all.
    """
    known = sample.known
    models = (calibration or load_calibration())["kinds"]
    weights = {"lists": 1.0 - known, "sizes": known}
    parts = {
        kind: _calibrate_kind(models[kind], kind, sample, union, signals, level)
        for kind, weight in weights.items()
        if weight > 0
    }
    shift, low, high = (
        sum(weights[kind] * getattr(part, end) for kind, part in parts.items())
        for end in ("shift", "low", "high")
    )
    likeliest = _within(union.estimate * float(np.exp(shift)), union)
    return Range(
        estimate=likeliest,
        low=min(_within(union.estimate * float(np.exp(low)), union), likeliest),
        high=max(_within(union.estimate * float(np.exp(high)), union), likeliest),
        odd=parts[max(parts, key=lambda kind: weights[kind])].odd,
    )


def _within(people: float, union: Union) -> float:
    return max(min(people, union.ceiling), union.floor)


def _calibrate_kind(
    model: Mapping[str, Any],
    kind: str,
    sample: PooledSample,
    union: Union,
    signals: Signals,
    level: float,
) -> _Logs:
    """Calibrate as if the sizes of all other lists were known, or none."""
    scale = measure_scale(model, sample, union)
    odd = find_odd(model, kind, sample, signals)
    shift = scale * apply_linear(model["shift" if odd else "lean"], asdict(signals))
    shift = min(max(shift, MOST_SHIFT[0]), MOST_SHIFT[1])
    errors = [row["chosen" if odd else "alike"][f"{level:g}"] for row in model["rows"]]
    low, high = (_between(model, sample.held, [pair[end] for pair in errors]) for end in (0, 1))
    return _Logs(shift, shift + scale * low, shift + scale * high, odd)
