"""
Whether the lists held look like those of one's other contacts, by what is known of both.

People ask their closest for their lists. Assumed of random lists: their owners
know each other as often as they know the rest, and their lists are as long and
hold as many of ego's contacts as others'.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from netlens.measures.reach_sample import PooledSample

_NEUTRAL: Final = 2.0
_SPREAD: Final = 0.05
# What a signal says when it is too high, and when it is too low.
WORDS: Final = {
    ("z_in", 1): "the owners of the lists held know each other more than they know your other "
    "contacts",
    ("z_size", 1): "the lists held are longer than the others",
    ("z_size", -1): "the lists held are shorter than the others",
    ("x_share", 1): "the lists held have more of your contacts on them than others have",
    ("share", 1): "an unusually large part of the lists held are your own contacts",
}


@dataclass(frozen=True)
class Signals:
    """
    How the lists held differ from the rest; 0 is no difference, NaN unknown.

    Attributes
    ----------
    z_in, x_in
        Owners who stand on each other's lists, against what their numbers of
        mutual contacts make one expect: in standard errors, and as log ratio.
    z_size, x_size
        Log length of the lists held less that of the rest; in standard
        errors, and as it is.
    x_share
        Log ratio of the part of a list that is contacts of ego's, held
        against rest, both as seen on the lists held.
    share, share_spread
        Mean and standard deviation of that part on the lists held.
    unlinked
        Share of the rest whom no list held names.
    far
        Part of the rest's strangers who are behind those, times the part of
        entries held that are people on several lists: where lists overlap,
        and yet name few of the rest, the rest opens other worlds.
    """

    z_in: float
    x_in: float
    z_size: float
    x_size: float
    x_share: float
    share: float
    share_spread: float
    unlinked: float
    far: float


def measure_signals(sample: PooledSample) -> Signals:
    """Compare the lists held with the rest."""
    m, d = sample.held, sample.of
    expected = float(sample.mutual.sum()) * (m - 1) / max(d - 1, 1)
    linked = float(sample.linked.sum())
    parts = sample.mutual / np.maximum(sample.sizes, 1.0)
    z_size, x_size, x_share = _compare_sizes(sample)
    return Signals(
        z_in=(linked - expected) / float(np.sqrt(expected + 1.0)),
        x_in=float(np.log((linked + _NEUTRAL) / (expected + _NEUTRAL))),
        z_size=z_size,
        x_size=x_size,
        x_share=x_share,
        share=float(parts.mean()),
        share_spread=float(parts.std()),
        unlinked=float(np.mean(sample.rest_linked == 0)) if d > m else 0.0,
        far=_measure_far(sample),
    )


def measure_coverage(sample: PooledSample) -> float:
    """Give the part of the entries held that are strangers on several lists."""
    counts = sample.multiplicities
    entries = float(counts @ np.arange(1, len(counts) + 1))
    return 1.0 - float(counts[0]) / max(entries, 1.0)


def _measure_far(sample: PooledSample) -> float:
    strangers = np.ones(len(sample.rest_linked))
    if sample.known:
        seen = sample.rest_sizes - sample.mutual_of_rest
        strangers = np.maximum(np.nan_to_num(seen, nan=np.nanmean(seen)), 0.0)
    behind = float(strangers[sample.rest_linked == 0].sum())
    return measure_coverage(sample) * behind / max(float(strangers.sum()), 1.0)


def _compare_sizes(sample: PooledSample) -> tuple[float, float, float]:
    """Compare lengths, and the parts that are contacts of ego's, with those of the rest."""
    m, known = sample.held, ~np.isnan(sample.rest_sizes)
    others = sample.rest_sizes[known]
    if not len(others):
        return (float("nan"),) * 3
    ours, theirs = np.log1p(sample.sizes), np.log1p(others)
    apart = float(ours.mean() - theirs.mean())
    spread = float(np.concatenate([ours, theirs]).std()) + _SPREAD
    n = len(others)
    z_size = apart / spread * float(np.sqrt(m * n / (m + n)))
    held = (sample.linked.sum() / max(m - 1, 1) + 0.5) / (sample.sizes.sum() + 1.0)
    rest = (sample.rest_linked[known].sum() / m + 0.5) / (others.sum() + 1.0)
    return z_size, apart, float(np.log(held / rest))


def describe_selection(odd: tuple[tuple[str, int], ...]) -> str:
    """Say in words how the lists held differ from the rest; empty if they do not."""
    return "; ".join(WORDS[signal] for signal in odd)
