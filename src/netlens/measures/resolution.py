"""
How fine the groups are to be: chosen by what predicts ties best, without labels.

Some ties are hidden, groups are found in the rest, and the hidden ties are
predicted from them. Groups that are too coarse predict little; groups that are
finer than the ties bear out predict wrongly. Of resolutions that predict as
well as the best, as far as can be told, the finest is taken: a reader can join
two groups, but cannot part one.
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
    run_each,
    run_leiden,
)

HIDDEN_SHARE: Final = 0.05
MOST_FOLDS: Final = 20
# Ties × folds: 20 folds up to 20,000 ties, one from 400,000 on.
FOLD_WORK: Final = 400_000
_STEPS_PER_DOUBLING: Final = 4
_STRIDE: Final = 2
# How many steps without a better prediction end the search on one side.
_PATIENCE: Final = 2
_ITERATIONS: Final = 3
# Where a single fold is all that is affordable, further refinements change no group to speak of.
_ITERATIONS_OF_LARGE: Final = 1
_LOWEST, _HIGHEST = -8, 48  # on the scale of steps: 1/4 and 4,096
# What fits its own partition is, if anything, too fine; beyond twice that lie single persons.
_BEYOND: Final = 4
_ROUNDS: Final = 8
_FEWEST_TIES: Final = 4
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
        its own partition and goes by strides of √2 to either side while the
        prediction gets better, then looks half a stride around the best. The
        finest one counts whose prediction is not worse than the best by more
        than the standard error of the difference. Rounded to three decimals.
        1 where no resolution predicts anything, or fewer than four ties are given.
    """
    if matrix.nnz // 2 < _FEWEST_TIES:
        return 1.0
    predict = _make_predictor(matrix, seed)
    at = _start(matrix, seed)
    # Whatever they show, the search begins with these three: they are sought at a time.
    first = predict(at, at + _STRIDE, at - _STRIDE)
    scores = {at: first[at]}
    patience = _PATIENCE if matrix.nnz // 2 <= FOLD_WORK else 1
    for way in (_STRIDE, -_STRIDE):
        step, worse = at, 0
        while worse < patience and _LOWEST <= step + way <= at + _BEYOND:
            step += way
            scores[step] = first[step] if step in first else predict(step)[step]
            worse = 0 if _best(scores) == step else worse + 1
    if matrix.nnz // 2 <= FOLD_WORK:
        peak = _best(scores)
        scores |= predict(peak - 1, peak + 1)
    if round(float(scores[_best(scores)].mean()), _DIGITS) <= 0:
        return 1.0
    return round(_resolution(_finest(scores)), 3)


def _resolution(step: int) -> float:
    return float(2.0 ** (step / _STEPS_PER_DOUBLING))


def _best(scores: dict[int, np.ndarray]) -> int:
    return min(scores, key=lambda step: (-round(float(scores[step].mean()), _DIGITS), step))


def _finest(scores: dict[int, np.ndarray]) -> int:
    """Give the finest step that predicts as well as the best, fold by fold."""
    best = scores[_best(scores)]
    if len(best) == 1:
        return _best(scores)

    def as_good(found: np.ndarray) -> bool:
        behind = best - found
        error = behind.std(ddof=1) / np.sqrt(len(behind))
        return bool(round(float(behind.mean() - error), _DIGITS) <= 0)

    return max(step for step, found in scores.items() if as_good(found))


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


def _make_predictor(matrix: Matrix, seed: int) -> Callable[..., dict[int, np.ndarray]]:
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
    iterations = _ITERATIONS if len(folds) > 1 else _ITERATIONS_OF_LARGE

    def predict(*steps: int) -> dict[int, np.ndarray]:
        each = [
            (seen, _resolution(step), seed + number)
            for step in steps
            for number, (seen, _) in enumerate(folds)
        ]
        found = iter(run_each(each, iterations=iterations))
        return {
            step: np.array([predict_ties(seen, next(found), hidden) for seen, hidden in folds])
            for step in steps
        }

    return predict
