"""
Fit the calibration of the second step to errors on networks whose truth is known.

Every network weighs the same, and within it every way of choosing lists. A
range is conformal over networks: with K of them, a level is raised to level ×
(K + 1) / K, so that the average over a further one is as promised; and widened
until nine networks in ten have at least `LEAST_COVERED` of their egos in it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from validation.reach_draws import HELD, RANDOM, Draw

from netlens.measures.reach_intervals import (
    COVARIATES,
    LEANING,
    LEAST_SCALE,
    LIMITED,
    MOST_SHIFT,
    SIGNALS,
    apply_linear,
    find_odd,
    measure_covariates,
)
from netlens.measures.reach_selection import measure_signals
from netlens.measures.reach_union import extrapolate_union

LEVELS = (0.5, 0.8, 0.9, 0.95)
MOST = 0.99
FEWEST = 8  # draws of a network
RIDGE = 0.03
LIMIT = 1 / 30  # of random sets of lists lie beyond each limit
BANDWIDTH = 0.5  # of log lists: neighbouring numbers of lists lend their errors
LEAST_COVERED, IN_TEN = 0.85, 0.1
NEAR_ZERO = 0.01
CLIPPED = 6.0
# Of the draws for unremarkable lists, so many were chosen: without sizes that seldom shows.
SHARE_CHOSEN = {"sizes": 0.2, "lists": 0.5}


def tabulate(name: str, held: int, draws: list[Draw], kind: str) -> pd.DataFrame:
    """Give one row per draw: truth, estimate, covariates and signals, with the objects."""
    rows = []
    for draw in draws:
        sample = draw.sizes_known if kind == "sizes" else draw.sizes_unknown
        if not sample.observed:
            continue
        union, signals = extrapolate_union(sample), measure_signals(sample)
        rows.append(
            {
                "network": name,
                "held": held,
                "chosen": draw.chosen,
                "truth": draw.truth,
                "error": float(np.log(draw.truth / union.estimate)),
                **measure_covariates(sample, union),
                **asdict(signals),
                "sample": sample,
                "union": union,
                "signals": signals,
            }
        )
    return pd.DataFrame(rows)


def weigh(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep networks with enough draws; give each its weight."""
    size = rows.groupby(["network", "held", "chosen"])["truth"].transform("size")
    return rows[size >= FEWEST].assign(weight=1 / size)


def quantile(values: np.ndarray, weights: np.ndarray, q: float) -> float:
    """Give a weighted quantile."""
    order = np.argsort(values, kind="stable")
    return float(np.interp(q, np.cumsum(weights[order]) / weights.sum(), values[order]))


def fit_linear(rows: pd.DataFrame, names: tuple[str, ...], target: np.ndarray) -> dict[str, Any]:
    """Fit a weighted ridge on standardised columns; keep the ends of what was seen."""
    columns, weights = rows[list(names)].to_numpy(), rows["weight"].to_numpy()
    weights = weights / weights.sum()
    mean = weights @ columns
    spread = np.sqrt(weights @ (columns - mean) ** 2) + 1e-9
    design = np.column_stack([np.ones(len(rows)), (columns - mean) / spread])
    penalty = RIDGE * np.diag([0.0] + [1.0] * len(names))
    slopes = np.linalg.solve(
        design.T @ (design * weights[:, None]) + penalty, design.T @ (weights * target)
    )
    ends = np.quantile(columns, [0.005, 0.995], axis=0)
    terms = [
        {
            "name": name,
            "slope": round(float(slopes[i + 1]), 5),
            "mean": round(float(mean[i]), 5),
            "spread": round(float(spread[i]), 5),
            "low": round(float(ends[0][i]), 5),
            "high": round(float(ends[1][i]), 5),
        }
        for i, name in enumerate(names)
    ]
    return {"intercept": round(float(slopes[0]), 5), "terms": terms}


def apply(model: Mapping[str, Any], rows: pd.DataFrame) -> np.ndarray:
    """Evaluate a linear model for every row."""
    names = [term["name"] for term in model["terms"]]
    if not names:
        return np.full(len(rows), float(model["intercept"]))
    return np.array([apply_linear(model, row) for row in rows[names].to_dict("records")])


def fit_kind(rows: pd.DataFrame, kind: str) -> dict[str, Any]:
    """Fit scale, limits, shift and errors; `rows` are weighed draws of every way."""
    alike = rows[rows["chosen"] == RANDOM]
    target = np.log(np.abs(alike["error"].to_numpy()) + NEAR_ZERO)
    model: dict[str, Any] = {"scale": fit_linear(alike, COVARIATES, target)}
    model["rows"] = [
        {"lists": held, "limits": fit_limits(alike[alike["held"] == held], kind)} for held in HELD
    ]
    scale = np.exp(apply(model["scale"], rows)) + LEAST_SCALE
    odd = np.array(
        [
            bool(find_odd(model, kind, sample, signals))
            for sample, signals in zip(rows["sample"], rows["signals"], strict=True)
        ]
    )
    standard = rows["error"].to_numpy() / scale
    rows = rows.assign(scale=scale, odd=odd, standard=standard)
    chosen, unremarkable = rows[rows["odd"]], rows[~rows["odd"]]
    model["shift"] = fit_shift(chosen, SIGNALS[kind])
    model["lean"] = {"intercept": 0.0, "terms": []}
    if LEANING[kind]:
        random = unremarkable[unremarkable["chosen"] == RANDOM]
        model["lean"] = fit_shift(random, LEANING[kind])
    chosen = shifted(chosen, model["shift"])
    unremarkable = mix(shifted(unremarkable, model["lean"]), SHARE_CHOSEN[kind])
    for row in model["rows"]:
        row["alike"] = fit_errors(unremarkable, row["lists"])
        row["chosen"] = fit_errors(chosen, row["lists"])
    return model


def fit_shift(rows: pd.DataFrame, names: tuple[str, ...]) -> dict[str, Any]:
    """Fit standardised errors, none of which may weigh too much."""
    return fit_linear(rows, names, np.clip(rows["standard"].to_numpy(), -CLIPPED, CLIPPED))


def shifted(rows: pd.DataFrame, model: Mapping[str, Any]) -> pd.DataFrame:
    """Take what a shift foretells out of the errors."""
    shift = np.clip(apply(model, rows) * rows["scale"], *MOST_SHIFT)
    return rows.assign(standard=(rows["error"] - shift) / rows["scale"])


def mix(rows: pd.DataFrame, share_chosen: float) -> pd.DataFrame:
    """Weigh random and chosen lists."""
    random = rows["chosen"] == RANDOM
    ways = max(rows.loc[~random, "chosen"].nunique(), 1)
    weight = np.where(random, 1 - share_chosen, share_chosen / ways)
    return rows.assign(weight=rows["weight"] * weight)[weight > 0]


def fit_limits(rows: pd.DataFrame, kind: str) -> dict[str, dict[str, float]]:
    """Give what few random sets of lists go beyond."""
    weights = rows["weight"].to_numpy()
    limits: dict[str, dict[str, float]] = {}
    for name, side in LIMITED[kind]:
        end, q = ("high", 1 - LIMIT) if side > 0 else ("low", LIMIT)
        limits.setdefault(name, {})[end] = round(quantile(rows[name].to_numpy(), weights, q), 4)
    return limits


def fit_errors(rows: pd.DataFrame, held: int) -> dict[str, list[float]]:
    """Give standardised errors by level for a number of lists."""
    near = np.exp(-0.5 * (np.log(rows["held"].to_numpy() / held) / BANDWIDTH) ** 2)
    weights, values = rows["weight"].to_numpy() * near, rows["standard"].to_numpy()
    here = rows[rows["held"] == held]
    networks = here["network"].nunique()
    errors: dict[str, list[float]] = {}
    for level in LEVELS:
        raised = min(level * (networks + 1) / networks, MOST)
        low = quantile(values, weights, (1 - raised) / 2)
        high = quantile(values, weights, (1 + raised) / 2)
        if level == 0.9:  # noqa: PLR2004 - the level that is promised
            factor = widen(here[here["chosen"] == RANDOM], low, high)
            low, high = factor * low, factor * high
        # A level is at least as wide as those below it.
        wider = [*errors.values(), [round(low, 4), round(high, 4)]]
        errors[f"{level:g}"] = [min(end[0] for end in wider), max(end[1] for end in wider)]
    return errors


def widen(rows: pd.DataFrame, low: float, high: float) -> float:
    """Find the factor that leaves one network in ten, of K + 1, below the least coverage."""
    factor = 1.0
    allowed = max(IN_TEN * (rows["network"].nunique() + 1) - 1, 0)
    while factor < 2:  # noqa: PLR2004 - what is wider says nothing
        inside = rows["standard"].between(factor * low, factor * high)
        covered = inside.groupby(rows["network"]).mean()
        if (covered < LEAST_COVERED).sum() <= allowed:
            break
        factor *= 1.03
    return factor


def fit_sizes_alone(truths: pd.DataFrame) -> dict[str, float]:
    """Fit distinct people / people on all lists together, per ego, when no list is held."""
    values = np.log(truths["truth"] / truths["listed"]).to_numpy()
    weights = (1 / truths.groupby("network")["truth"].transform("size")).to_numpy()
    networks = truths["network"].nunique()
    raised = 0.9 * (networks + 1) / networks
    ends = {"low": (1 - raised) / 2, "middle": 0.5, "high": (1 + raised) / 2}
    return {name: round(float(np.exp(quantile(values, weights, q))), 4) for name, q in ends.items()}
