"""
Judge the second step on networks left out: errors, coverage, widths, beside peers.

Left out is a family at a time: networks of one source are not independent.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from validation.reach_draws import RANDOM
from validation.reach_fitting import LEVELS

from netlens.measures.reach_intervals import calibrate_union
from netlens.measures.reach_sample import PooledSample
from netlens.measures.reach_supposed import SUPPOSED_FACTOR

LEVEL = 0.9
LEAST = 0.75  # of the egos of a network


def family(name: str) -> str:
    """Give what is left out together: ego nets are parts of the combined network."""
    return name.split("_", maxsplit=1)[0] if name.startswith(("facebook", "fb100")) else name


def leave_out(
    rows: pd.DataFrame, fit: Callable[[pd.DataFrame], dict[str, Any]], kind: str
) -> Iterator[pd.DataFrame]:
    """Give each family's rows, judged by what was fitted to all others, at every level."""
    families = rows["network"].map(family)
    for left in sorted(set(families)):
        calibration = {"kinds": {kind: fit(rows[families != left])}}
        here = rows[families == left]
        yield judge(here, calibration).assign(level=LEVEL)
        for level in sorted(set(LEVELS) - {LEVEL}):
            yield judge(here[here["chosen"] == RANDOM], calibration, level).assign(level=level)


def judge(
    rows: pd.DataFrame, calibration: dict[str, Any] | None, level: float = LEVEL
) -> pd.DataFrame:
    """Add what a user would have been told."""
    found = [
        calibrate_union(sample, union, signals, level=level, calibration=calibration)
        for sample, union, signals in zip(
            rows["sample"], rows["union"], rows["signals"], strict=True
        )
    ]
    told = rows.drop(columns=["sample", "union", "signals"]).assign(
        estimate=[item.estimate for item in found],
        low=[item.low for item in found],
        high=[item.high for item in found],
        odd=[bool(item.odd) for item in found],
    )
    truth = told["truth"]
    return told.assign(
        missed=(told["estimate"] / truth - 1).abs(),
        inside=(told["low"].round() <= truth) & (truth <= told["high"].round()),
        width=told["high"] / told["low"],
        refused=told["odd"] & (told["high"] > SUPPOSED_FACTOR**2 * told["low"]),
    )


def by_network(told: pd.DataFrame) -> pd.DataFrame:
    """Give one row per number of lists, way and network."""
    grouped = told.groupby(["held", "chosen", "network"])
    return grouped.agg(
        missed=("missed", "median"),
        inside=("inside", "mean"),
        width=("width", "median"),
        odd=("odd", "mean"),
        refused=("refused", "mean"),
    ).reset_index()


def summarise(told: pd.DataFrame) -> pd.DataFrame:
    """Give one row per number of lists and way, networks weighing the same."""
    rows = []
    for (held, chosen), part in by_network(told).groupby(["held", "chosen"], sort=True):
        low = part[part["inside"] < LEAST].sort_values("inside")
        rows.append(
            {
                "lists": held,
                "chosen": chosen,
                "networks": len(part),
                "error": part["missed"].mean(),
                "worst": part["missed"].max(),
                "coverage": part["inside"].mean(),
                "high/low": part["width"].mean(),
                "flagged": part["odd"].mean(),
                "refused": part["refused"].mean(),
                "below": len(low),
                "which": ", ".join(
                    f"{name} {share:.2f}"
                    for name, share in zip(low["network"], low["inside"], strict=True)
                ),
            }
        )
    return pd.DataFrame(rows)


def chao2(sample: PooledSample) -> float:
    """Estimate richness by Chao2 without replacement (Chao & Lin 2012)."""
    m, counts = sample.held, sample.multiplicities
    once, twice = counts[0], counts[1]
    w, r = m / (m - 1), (m / sample.of) / max(1 - m / sample.of, 1e-9)
    return float(sample.observed + once**2 / max(2 * w * twice + r * once, 1e-9))


def inext(sample: PooledSample) -> float:
    """Extrapolate to all units as iNEXT does (Colwell et al. 2012), with Chao2 as asymptote."""
    m, counts = sample.held, sample.multiplicities
    once, twice = float(counts[0]), float(counts[1])
    pairs = once**2 / (2 * twice) if twice else once * (once - 1) / 2
    hidden = (m - 1) / m * pairs
    if not hidden:
        return float(sample.observed)
    kept = 1 - once / (m * hidden + once)
    return float(sample.observed + hidden * (1 - kept ** (sample.of - m)))


def chapman(sample: PooledSample, rng: np.random.Generator) -> float:
    """
    Estimate by two halves as catch and recatch (Chapman 1951), from the counts alone.

    People on k lists are in the first half with the hypergeometric chance; the
    halves' sizes and their overlap follow.
    """
    m, counts = sample.held, sample.multiplicities
    times = np.repeat(np.arange(1, m + 1), counts)
    first = rng.hypergeometric(m // 2, m - m // 2, times)
    one, both = np.sum(first > 0), np.sum((first > 0) & (first < times))
    other = np.sum(first < times)
    return float((one + 1) * (other + 1) / (both + 1) - 1)
