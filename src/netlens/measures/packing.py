"""
Discs with their names above them, side by side in one width, with (0, 0) left to ego.

Lengths are those of a page of `WIDTH` units, so that a name, whose size does
not follow the map's, has its room. Who attracts whom decides where a disc
starts; then all are pushed apart, from several starts at once. Where a disc
ends up has no other meaning.
"""

from typing import Final

import numpy as np

from netlens.errors import ParameterError
from netlens.measures.layout import spring

WIDTH: Final = 700.0
MOST_DISCS: Final = 8
# Room above each disc: two lines of a name and one of its count.
NAME_WIDTH: Final = 166.0
NAME_HEIGHT: Final = 58.0
_CENTRE: Final = 34.0  # half of ego's room
_GAP: Final = 6.0  # on each side of a disc with its name
_HEIGHTS: Final = (440.0, 500.0, 560.0, 620.0, 680.0)
_SHRINKING: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_FULLEST: Final = 0.8  # of the map's area
_TURNS: Final = 24
_ROUNDS: Final = 260
_PULLED: Final = 160  # rounds with a pull towards ego, before the last ones only push
_PULL: Final = 0.03
_WIDEST: Final = 1.4
_TOUCHING: Final = 1e-3


def pack_discs(
    radius: np.ndarray, weights: np.ndarray, *, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """
    Place discs so that neither discs nor names overlap.

    Parameters
    ----------
    radius
        Of each disc.
    weights
        Symmetric: how strongly each pair attracts.
    seed
        Draws where the springs start.

    Returns
    -------
    centre, radius
        One row per disc, x and y (upwards) with ego at (0, 0), within
        `WIDTH`; and the radii, all smaller by one factor where they found no
        room.

    Raises
    ------
    ParameterError
        If there are more than `MOST_DISCS`.
    """
    if len(radius) > MOST_DISCS:
        msg = f"{len(radius)} discs were asked for; a map has room for {MOST_DISCS}."
        raise ParameterError(msg)
    if not len(radius):
        return np.zeros((0, 2)), radius
    starts = _turn(spring(weights, seed=seed))
    for factor in _SHRINKING:
        for height in _HEIGHTS:
            if _crowded(radius * factor, height):
                continue
            found, ends = _push(starts, radius * factor, height)
            if ends.any():
                best = _shortest(found[ends], weights)
                return _widen(best, radius * factor), radius * factor
    return _set_in_grid(radius)


def _set_in_grid(radius: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Set discs around ego in three rows of three, where pushing does not end."""
    cells = np.array([(x, y) for y in (1, 0, -1) for x in (-1, 0, 1) if (x, y) != (0, 0)])
    size = np.array([WIDTH, _HEIGHTS[-1]]) / 3
    most = float((size[1] - NAME_HEIGHT) / 2 - _GAP)
    centre = cells[: len(radius)] * size - np.array([0.0, NAME_HEIGHT / 2])
    return centre.round(6), radius * min(most / float(radius.max()), 1.0)


def _crowded(radius: np.ndarray, height: float) -> bool:
    """Say whether discs with their names are more than fits, however they are placed."""
    half_width, half_height = _half(radius).T
    return float((4 * half_width * half_height).sum()) > _FULLEST * WIDTH * height


def _half(radius: np.ndarray) -> np.ndarray:
    """Give half the width and height of the box of each disc with its name."""
    across = np.maximum(radius, NAME_WIDTH / 2)
    return np.column_stack((across, radius + NAME_HEIGHT / 2)) + _GAP


def _turn(at: np.ndarray) -> np.ndarray:
    """Turn and mirror one layout into many, all equally near to what the ties say."""
    angle = np.arange(_TURNS) * 2 * np.pi / _TURNS
    cos, sin = np.cos(angle), np.sin(angle)
    turns = np.stack((np.stack((cos, -sin), axis=1), np.stack((sin, cos), axis=1)), axis=1)
    both = np.stack((at, at * np.array([-1.0, 1.0])))
    turned: np.ndarray = np.einsum("tij,mnj->mtni", turns, both).reshape(-1, *at.shape)
    return turned.round(9)


def _shortest(found: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Of several layouts, take the one whose attracting pairs are nearest to each other."""
    apart = found[:, :, None, :] - found[:, None, :, :]
    length = (np.sqrt((apart**2).sum(axis=3)) * (weights + 1e-3)).sum(axis=(1, 2))
    shortest: np.ndarray = found[int(np.argmin(length.round(3)))]
    return shortest


def _widen(at: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Use the width left and right of ego: stretching across brings no box onto another."""
    half = _half(radius)[:, 0]
    x = at[:, 0].copy()
    for side in (-1.0, 1.0):
        here = x * side > 0
        stretch = (WIDTH / 2 - half[here]) / np.maximum(np.abs(x[here]), 1.0)
        x[here] *= min(max(float(stretch.min(initial=_WIDEST)), 1.0), _WIDEST)
    return np.column_stack((x, at[:, 1]))


def _push(starts: np.ndarray, radius: np.ndarray, height: float) -> tuple[np.ndarray, np.ndarray]:
    """Push boxes, each a disc and its name, apart; say for each start whether that ended."""
    half = _half(radius)
    room = np.maximum(np.array([WIDTH, height]) / 2 - half, 0.0)
    at = starts * room
    for round_ in range(_ROUNDS):
        if round_ < _PULLED:
            at = at * (1 - _PULL)
        moved = at + _steps_apart(at, half)
        # Rounded at every step: the last bits differ from machine to machine, and would grow.
        at = np.round(np.clip(moved, -room, room), 6)
    ends = np.abs(_steps_apart(at, half)).max(axis=(1, 2)) < _TOUCHING
    return at - np.array([0.0, NAME_HEIGHT / 2]), ends


def _steps_apart(at: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Give the step that takes each box off the others and off ego, along the shorter way."""
    count = len(half)
    others = np.concatenate((at, np.zeros((len(at), 1, 2))), axis=1)
    sizes = np.vstack((half, np.full((1, 2), _CENTRE)))
    apart = at[:, :, None, :] - others[:, None, :, :]
    lacking = half[:, None, :] + sizes[None, :, :] - np.abs(apart)
    overlaps = (lacking > 0).all(axis=3) & ~np.eye(count, count + 1, dtype=bool)
    across = lacking[..., 0] <= lacking[..., 1]
    # Of two in one place, the earlier goes left and down.
    order = np.sign(np.arange(count)[:, None] - np.arange(count + 1)[None, :] + 0.5)
    way = np.where(apart == 0, order[None, :, :, None], np.sign(apart))
    share = np.where(np.arange(count + 1) == count, 1.0, 0.5)
    step = (overlaps * share)[..., None] * (lacking + 1e-3) * way
    steps: np.ndarray = (step * np.stack((across, ~across), axis=-1)).sum(axis=2)
    return steps
