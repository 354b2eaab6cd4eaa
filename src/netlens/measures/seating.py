"""Where single people stand on the map: inside a disc, on its rim, or on the strip below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from netlens.measures.layout import seat
from netlens.measures.packing import WIDTH

# All discs together, in square units of a map 700 wide.
_AREA: Final = 130_000.0
_SMALLEST: Final = 22.0
_LARGEST: Final = 140.0
_SPACE: Final = 120.0  # for one dot
_RIM: Final = 7.0
_ALONG_RIM: Final = 40.0  # between two people on one rim
_ALONG_EDGE: Final = 130.0  # between two people on the strip's edge
_EDGE: Final = WIDTH / 2 - 70
_STEP: Final = 13.0  # between two people on the strip
_TITLE: Final = 30.0
_ROUNDS: Final = 50
MOST_ON_STRIP: Final = 4 * int(WIDTH / _STEP - 1)


@dataclass(frozen=True)
class Strip:
    """A box below the map, `WIDTH` wide: the height of its middle, its own, and seats in it."""

    y: float
    height: float
    seats: np.ndarray

    @property
    def top(self) -> float:
        """Give the height of its upper edge."""
        return self.y + self.height / 2


def size_discs(people: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """
    Give discs an area that grows with their people, and room for their dots.

    Parameters
    ----------
    people, shown
        Of each disc.

    Returns
    -------
    radius
        In proportion to the root of `people`, but where a disc would be too
        small to be seen or to hold its dots.
    """
    one = _AREA / np.pi / max(float(people.sum()), 1.0)
    one = min(one, _LARGEST**2 / max(float(people.max(initial=1.0)), 1.0))
    radius = np.maximum(np.sqrt(one * people), _SMALLEST)
    sized: np.ndarray = np.maximum(radius, np.sqrt(_SPACE * shown / np.pi) + _RIM)
    return sized


def seat_inside(count: int, radius: float, *, rim: bool) -> np.ndarray:
    """Seat people in a disc around (0, 0), the first innermost, clear of others on its rim."""
    return seat(count, max(radius - (2 * _RIM if rim else _RIM), 1.0))


def seat_on_rim(towards: Sequence[np.ndarray], radius: float) -> np.ndarray:
    """
    Seat people on the rim of a disc around (0, 0), each facing what they reach.

    Parameters
    ----------
    towards
        For each person, one row per place that they reach, seen from the
        disc's centre.
    radius
        Of the disc.

    Returns
    -------
    seats
        One row per person; two on one rim are kept apart.
    """
    if not len(towards):
        return np.zeros((0, 2))
    units = [rows / np.maximum(np.hypot(*rows.T), 1e-9)[:, None] for rows in towards]
    means = np.array([rows.sum(axis=0) for rows in units]).round(6)
    angle = np.arctan2(means[:, 1], means[:, 0]).round(6)
    least = min(_ALONG_RIM / radius, 2 * np.pi / len(angle))
    angle = _keep_apart(angle, least)
    seats: np.ndarray = radius * np.column_stack((np.cos(angle), np.sin(angle)))
    return seats


def seat_on_edge(towards: Sequence[np.ndarray], top: float) -> np.ndarray:
    """
    Seat people on the upper edge of the strip, below what they reach.

    Parameters
    ----------
    towards
        For each person, one row per place that they reach.
    top
        Height of the edge.

    Returns
    -------
    seats
        One row per person; two are kept apart by the width of a name.
    """
    means = np.array([rows[:, 0].mean() for rows in towards]).round(6)
    least = min(_ALONG_EDGE, 2 * _EDGE / max(len(means), 1))
    x = np.clip(means, -_EDGE, _EDGE)
    for _ in range(_ROUNDS):
        x = np.clip(_keep_apart(x, least), -_EDGE, _EDGE)
    return np.column_stack((x, np.full(len(x), top)))


def _keep_apart(values: np.ndarray, least: float) -> np.ndarray:
    """Move values apart, in their order, until each is so far from the next."""
    order = np.argsort(values, kind="stable")
    spread = values[order]
    for _ in range(_ROUNDS):
        lacking = np.maximum(least - np.diff(spread), 0.0)
        spread[:-1] -= lacking / 2
        spread[1:] += lacking / 2
    apart = np.empty(len(values))
    apart[order] = spread
    return apart


def seat_strip(count: int, top: float) -> Strip:
    """Seat people in rows below a title, from the middle outwards."""
    across = int(WIDTH / _STEP - 1)
    rows = -(-count // across)
    number = np.arange(count)
    column = number % across
    x = (column + 1) // 2 * np.where(column % 2, 1.0, -1.0) * _STEP
    y = top - _TITLE - (number // across + 0.5) * _STEP
    height = _TITLE + (rows * _STEP + _RIM if rows else 0.0)
    return Strip(top - height / 2, height, np.column_stack((x, y)))
