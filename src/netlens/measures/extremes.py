"""
The least and the greatest constraint and effective size that some open pairs allow.

For a person with n contacts, constraint is Σ_j x_j² with
x_j = (1 + Σ_q a_qj / d_q) / n: a_qj tells whether contacts q and j are tied,
d_q is the number of q's ties. Every x_j lies between limits, and so does their
sum, since no contact's shares add up to more than one; the extremes of a sum
of squares under such limits are known. Where limits cannot all be reached at
once, the bounds are wider than need be, never narrower.
"""

import numpy as np

_ROUNDS = 60


def least_constraint(
    inside: np.ndarray, unknown: np.ndarray, degree: np.ndarray, extra: np.ndarray
) -> float:
    """
    Bound constraint from below, for a person whose contacts are given.

    Parameters
    ----------
    inside
        Ties among the contacts, 1 or 0.
    unknown
        Pairs among them that may be tied or not.
    degree, extra
        Each contact's ties, and how many more they may have; the tie to the
        person counts among the former.
    """
    low, high, total, _ = _limits(inside, unknown, degree, extra)
    total = max(total, float(low.sum()))
    # The most even spread: everybody at one level, or at their limit.
    bottom, top = float(low.min()), float(high.max())
    for _ in range(_ROUNDS):
        level = (bottom + top) / 2
        if np.clip(level, low, high).sum() > total:
            top = level
        else:
            bottom = level
    return float((np.clip(bottom, low, high) ** 2).sum())


def greatest_constraint(
    inside: np.ndarray, unknown: np.ndarray, degree: np.ndarray, extra: np.ndarray
) -> float:
    """Bound constraint from above; see `least_constraint`."""
    low, high, _, total = _limits(inside, unknown, degree, extra)
    return _most_uneven(low, high, total)


def _most_uneven(low: np.ndarray, high: np.ndarray, total: float) -> float:
    """Give the most that squares can add up to: what gains most per unit is raised first."""
    room = high - low
    order = np.argsort(-(high + low), kind="stable")
    left = np.clip(
        total - low.sum() - np.concatenate(([0.0], np.cumsum(room[order])[:-1])), 0, None
    )
    raised = np.minimum(left, room[order])
    return float((low**2).sum() + (raised * (high + low)[order]).sum())


def _limits(
    inside: np.ndarray, unknown: np.ndarray, degree: np.ndarray, extra: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float, float]:
    count = len(degree)
    open_inside = unknown.sum(axis=1)
    ties = inside.sum(axis=1)
    low = (1 + (inside / (degree + extra)[None, :]).sum(axis=1)) / count
    high = 1 + (inside / degree[None, :] + unknown / (degree + 1)[None, :]).sum(axis=1)
    least = (ties / (degree + extra - open_inside)).sum()
    most = ((ties + open_inside) / (degree + open_inside)).sum()
    return low, high / count, 1 + float(least) / count, 1 + float(most) / count


def greatest_of_any(count: int) -> float:
    """
    Bound the constraint of anybody with so many contacts, or more, from above.

    A contact q shared with j has two ties at least, so that x_j is at most
    (1 + (n - 1)/2) / n; the sum of all x_j is at most 1 + (n - 1)/n. Falls with n.
    """
    if count < 2:  # noqa: PLR2004
        # One contact: 1; two who know only each other and the person: 1.125.
        return 1.125
    low = np.full(count, 1 / count)
    high = np.full(count, (1 + (count - 1) / 2) / count)
    return _most_uneven(low, high, 1 + (count - 1) / count)


def least_effective_size(ties: np.ndarray, least: int, most: int, closed: int) -> float:
    """
    Bound effective size from below, for a person who may have further contacts.

    Parameters
    ----------
    ties
        Of each known contact with a list, the ties to all who are or may be
        contacts of the person.
    least, most
        Known contacts; known and possible ones.
    closed
        How many known contacts have a list.

    Notes
    -----
    With n contacts somebody without a list adds 1/n at least, somebody with r
    ties 1 - min(r, n - 1)/n. Between the values of n where a minimum changes
    this is monotonous, so that these are all there is to look at.
    """
    counts = np.unique(np.clip(np.concatenate(([least, most], ties + 1)), least, most))
    redundant = np.minimum(ties[None, :], counts[:, None] - 1).sum(axis=1)
    sizes = closed - redundant / counts + (counts - closed) / counts
    return float(sizes.min())
