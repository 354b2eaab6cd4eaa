"""
How fine the groups are to be: chosen by what predicts ties best, without labels.

Some ties are hidden, groups are found in the rest, and the hidden ties are
predicted from them. Groups that are too coarse predict little; groups that are
finer than the ties bear out predict wrongly. The resolution with the best
prediction is taken.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from netlens.measures.adjacency import Matrix
from netlens.measures.partitions import (
    fitting_resolution,
    join_pairs,
    list_pairs,
    predict_ties,
    run_leiden,
)

HIDDEN_SHARE: Final = 0.05
MOST_FOLDS: Final = 10
# Ties × folds: ten folds up to 40,000 ties, one from 400,000 on.
FOLD_WORK: Final = 400_000
_STEPS_PER_DOUBLING: Final = 2
# How many steps without a better prediction end the search on one side.
_PATIENCE: Final = 2
_ITERATIONS: Final = 3
_LOWEST, _HIGHEST = -4, 24  # on the scale of steps: 1/4 and 4,096
_ROUNDS: Final = 8
_CLOSE: Final = 0.2
_DIGITS: Final = 9


def choose_resolution(matrix: Matrix, *, seed: int) -> float:
    """
    Choose the resolution whose groups predict hidden ties best.

    Parameters
    ----------
    matrix
        Symmetric matrix of ties.
    seed
        Draws the ties that are hidden, and the runs.

    Returns
    -------
    resolution
        Between 1/4 and 4,096; the search starts from the resolution that fits
        its own partition and goes by steps of √2 to either side while the
        prediction gets better, then takes the peak of the parabola through
        the three best neighbours. Rounded to three decimals.
    """
    predict = _make_predictor(matrix, seed)
    at = _start(matrix, seed)
    scores = {at: predict(at)}
    for way in (1, -1):
        step, worse = at, 0
        patience = _PATIENCE if matrix.nnz // 2 <= FOLD_WORK else 1
        while worse < patience and _LOWEST <= step + way <= _HIGHEST:
            step += way
            scores[step] = predict(step)
            best = max(scores.values())
            worse = 0 if scores[step] == best else worse + 1
    peak = min(scores, key=lambda step: (-scores[step], step))
    around = [scores.get(peak + by) for by in (-1, 0, 1)]
    return round(_resolution(peak + _vertex(around)), 3)


def _resolution(step: float) -> float:
    return float(2.0 ** (step / _STEPS_PER_DOUBLING))


def _vertex(around: list[float | None]) -> float:
    """Give the peak of the parabola through three scores, as a part of a step."""
    before, here, after = around
    if before is None or here is None or after is None:
        return 0.0
    bend = before - 2 * here + after
    return 0.0 if bend >= 0 else float(0.5 * (before - after) / bend)


def _start(matrix: Matrix, seed: int) -> int:
    """Find the step nearest to the resolution that fits its own partition."""
    resolution = 1.0
    for number in range(_ROUNDS):
        labels = run_leiden(matrix, resolution=resolution, seed=seed + number, iterations=1)
        fitting = fitting_resolution(matrix, labels)
        if fitting is None:
            break
        near = abs(np.log(fitting / resolution)) < _CLOSE
        resolution = fitting
        if near:
            break
    step = round(_STEPS_PER_DOUBLING * float(np.log2(resolution)))
    return min(max(step, _LOWEST), _HIGHEST)


def _make_predictor(matrix: Matrix, seed: int) -> Callable[[int], float]:
    """Hide the same ties for every resolution, so that their scores can be compared."""
    start, end, weight = list_pairs(matrix)
    ties, size = len(start), matrix.shape[0]
    count = max(1, round(HIDDEN_SHARE * ties))
    rng = np.random.default_rng(seed)
    folds = []
    for _ in range(min(max(FOLD_WORK // ties, 1), MOST_FOLDS)):
        hidden = np.zeros(ties, dtype=bool)
        hidden[rng.permutation(ties)[:count]] = True
        seen = join_pairs(start[~hidden], end[~hidden], weight[~hidden], size)
        folds.append((seen, (start[hidden], end[hidden], weight[hidden])))

    def predict(step: int) -> float:
        scores = []
        for number, (seen, hidden_ties) in enumerate(folds):
            labels = run_leiden(
                seen, resolution=_resolution(step), seed=seed + number, iterations=_ITERATIONS
            )
            scores.append(predict_ties(seen, labels, hidden_ties))
        return round(float(np.mean(scores)), _DIGITS)

    return predict
