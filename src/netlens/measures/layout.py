"""
Where things stand on the map: people evenly in a disc, discs by springs between them.

Only numpy; rounded at every step, so that pages are the same on every machine.
"""

from typing import Final

import numpy as np

_GOLDEN = np.pi * (3 - np.sqrt(5))
_SPRING_ROUNDS: Final = 80


def seat(count: int, radius: float) -> np.ndarray:
    """
    Seat people in a disc around (0, 0), evenly.

    Parameters
    ----------
    count
        How many people.
    radius
        Of the disc that their seats fill.

    Returns
    -------
    seats
        One row per person, x and y, from the innermost to the outermost.
    """
    # Turned by the golden angle from one to the next (Vogel 1979), no two people meet.
    place = np.arange(count)
    away = np.sqrt((place + 0.5) / max(count, 1)) * radius
    turn = place * _GOLDEN
    return np.column_stack((away * np.cos(turn), away * np.sin(turn)))


def compare_with_chance(between: np.ndarray) -> np.ndarray:
    """
    Weigh the ties between groups against how many chance would give.

    Parameters
    ----------
    between
        Symmetric: ties between each pair of groups; the diagonal does not count.

    Returns
    -------
    weights
        1 is as many as chance gives; at most 5, and 0 where there are none.
    """
    apart = between * (1.0 - np.eye(len(between)))
    strength = apart.sum(axis=1)
    total = max(float(strength.sum()), 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        lift = apart * total / np.outer(strength, strength)
    weights: np.ndarray = np.nan_to_num(np.minimum(lift, 5.0), nan=0.0)
    return weights


def spring(weights: np.ndarray, *, seed: int = 0) -> np.ndarray:
    """
    Lay out a small graph by attraction and repulsion (Fruchterman & Reingold 1991).

    Parameters
    ----------
    weights
        Symmetric: how strongly each pair attracts; the diagonal is zero.
    seed
        Draws where it starts.

    Returns
    -------
    places
        One row per node, within the unit circle around their mean.
    """
    count = len(weights)
    angle = np.arange(count) * _GOLDEN
    start = np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    at = start * np.column_stack((np.cos(angle), np.sin(angle)))
    at += np.random.default_rng(seed).uniform(-0.01, 0.01, at.shape)
    ideal = 1 / np.sqrt(count)
    for heat in np.linspace(0.1, 0.001, _SPRING_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-6)
        force = ideal**2 / distance**2 - weights * distance / ideal / max(count / 8, 1.0)
        move = (apart * force[:, :, None]).sum(axis=1) - at * ideal
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        at += move * (np.minimum(length, heat) / length)[:, None]
        # Rounded at every step: the last bits differ from machine to machine, and would grow.
        at = np.round(at, 9)
    at -= at.mean(axis=0)
    scaled: np.ndarray = at / max(float(np.sqrt((at**2).sum(axis=1)).max()), 1e-9)
    return scaled
