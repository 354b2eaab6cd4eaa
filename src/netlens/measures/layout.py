"""
Where people stand on the map: communities as discs, their members packed inside.

Two levels, so that thirty thousand people need no force layout: a seeded
spring layout of the communities, pushed apart until no two discs overlap, and
a sunflower of people in each disc, those with the most ties innermost. Only
numpy; rounded, so that pages are the same on every machine.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy import sparse

from netlens.measures.adjacency import Adjacency, Matrix, read_adjacency
from netlens.schema import COUNT, REAL, TEXT, Table, make_table

if TYPE_CHECKING:
    import networkx as nx

PLACES: Final = Table(
    name="places_on_map",
    grain="one person on the map",
    columns={"person_id": TEXT, "x": REAL, "y": REAL, "community_id": TEXT},
    key=("person_id",),
)
REGIONS: Final = Table(
    name="regions",
    grain="one community on the map, as a disc",
    columns={"community_id": TEXT, "x": REAL, "y": REAL, "radius": REAL, "people": COUNT},
    key=("community_id",),
)
DECIMALS: Final = 4
_GOLDEN = np.pi * (3 - np.sqrt(5))
_SPRING_ROUNDS: Final = 80
_APART_ROUNDS: Final = 200
# Beyond so many communities the small ones are set around the others, without springs.
_MOST_SPRINGS: Final = 200
_GAP: Final = 0.6  # between discs, in units of the space of one person
_CENTRE: Final = 2.0  # room for ego


def place_people(
    graph: "nx.Graph[str] | Adjacency", communities: pd.DataFrame, *, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Place people and communities on a map with ego at (0, 0).

    Parameters
    ----------
    graph
        Ties among people other than ego.
    communities
        `person_id` and `community_id`; only these people are placed.
    seed
        Draws where the springs start.

    Returns
    -------
    places
        One row per person, by id: `x`, `y` (one unit is about the space of
        one person), `community_id`.
    regions
        One row per community, largest first: `x`, `y`, `radius` of its disc,
        `people`. Discs do not overlap and leave (0, 0) free; communities that
        have more ties than chance gives stand nearer to each other. Where
        a disc stands has no other meaning.
    """
    ties = read_adjacency(graph)
    people = communities.sort_values("person_id", kind="stable", ignore_index=True)
    sizes = people.groupby("community_id").size()
    names = sorted(sizes.index, key=lambda name: (-sizes[name], name))
    at = {name: position for position, name in enumerate(names)}
    code = people["community_id"].map(at).to_numpy(dtype=np.int64)
    count = np.array([sizes[name] for name in names], dtype=np.int64)
    radius = np.sqrt(count) * 0.62 + 0.4
    rank, weights = _look_at_ties(ties, people["person_id"], code, len(names))
    centre = _place_discs(weights, radius, seed)
    offset = _sunflower(rank, count[code], radius[code] - 0.4)
    x, y = (centre[code] + offset).T
    places = {"person_id": people["person_id"], "community_id": people["community_id"]}
    regions = {"community_id": names, "people": count, "radius": radius.round(DECIMALS)}
    return (
        make_table(PLACES, {**places, "x": _rounded(x), "y": _rounded(y)}),
        make_table(REGIONS, {**regions, "x": _rounded(centre[:, 0]), "y": _rounded(centre[:, 1])}),
    )


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
    return _sunflower(np.arange(count), np.full(count, count), np.full(count, radius))


def _sunflower(rank: np.ndarray, count: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Turn by the golden angle from rank to rank (Vogel 1979), so that no two people meet."""
    spread = np.sqrt((rank + 0.5) / np.maximum(count, 1)) * radius
    turn = rank * _GOLDEN
    return np.column_stack((spread * np.cos(turn), spread * np.sin(turn)))


def _rounded(values: np.ndarray) -> np.ndarray:
    # Minus zero would be written differently.
    rounded: np.ndarray = np.round(values, DECIMALS) + 0.0
    return rounded


def _look_at_ties(
    ties: Adjacency, people: pd.Series, code: np.ndarray, count: int
) -> tuple[np.ndarray, Matrix]:
    """Rank members by number of ties, and weigh the ties between communities against chance."""
    at = pd.Index(ties.ids).get_indexer(pd.Index(people))
    known = np.flatnonzero(at >= 0)
    member = sparse.csr_array(
        (np.ones(len(known)), (at[known], code[known])), shape=(ties.size, count)
    )
    matrix = ties.strongest
    degree = np.zeros(len(people))
    degree[known] = np.diff(matrix.indptr)[at[known]]
    order = np.lexsort((np.arange(len(people)), -degree, code))
    first = np.concatenate(([0], np.cumsum(np.bincount(code, minlength=count))))
    rank = np.empty(len(people), dtype=np.int64)
    rank[order] = np.arange(len(people)) - first[code[order]]
    return rank, compare_with_chance((member.T @ matrix @ member).toarray())


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


def _place_discs(weights: np.ndarray, radius: np.ndarray, seed: int) -> np.ndarray:
    """Lay springs between the larger discs, set the others around, push all apart."""
    count = len(radius)
    if not count:
        return np.zeros((0, 2))
    sprung = min(count, _MOST_SPRINGS)
    scale = float(np.sqrt((radius**2).sum())) + _CENTRE
    centre = spring(weights[:sprung, :sprung], seed=seed) * scale
    centre = _push_apart(centre, radius[:sprung])
    if count > sprung:
        reach = float((np.hypot(*centre.T) + radius[:sprung]).max())
        centre = np.concatenate((centre, _rings(radius[sprung:], reach)))
    return centre


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


def _push_apart(centre: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Move overlapping discs apart; widen the whole map if that does not end."""
    count = len(radius)
    need = radius[:, None] + radius[None, :] + _GAP
    np.fill_diagonal(need, 0.0)
    inner = radius + _CENTRE
    centre = np.where((np.abs(centre) < 1e-6).all(axis=1)[:, None], [1e-3, 0.0], centre)  # noqa: PLR2004
    for round_ in range(_APART_ROUNDS):
        apart = centre[:, None, :] - centre[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-6)
        lacking = np.maximum(need - distance, 0.0)
        out = np.maximum(np.sqrt((centre**2).sum(axis=1)), 1e-6)
        short = np.maximum(inner - out, 0.0)
        if lacking.max(initial=0.0) < 1e-6 and short.max(initial=0.0) < 1e-6:  # noqa: PLR2004
            return centre
        push = (apart / distance[:, :, None] * lacking[:, :, None]).sum(axis=1) * 0.5
        push += centre / out[:, None] * short[:, None]
        centre = np.round(centre + push / np.sqrt(1 + (lacking > 0).sum(axis=1))[:, None], 9)
        if round_ % 20 == 19 and count > 1:  # noqa: PLR2004
            centre = centre * 1.05
    apart = centre[:, None, :] - centre[None, :, :]
    distance = np.sqrt((apart**2).sum(axis=2)) + np.eye(count)
    factor = float((need / distance).max(initial=1.0))
    out = float((inner / np.maximum(np.sqrt((centre**2).sum(axis=1)), 1e-6)).max())
    widened: np.ndarray = centre * max(factor, out, 1.0)
    return widened


def _rings(radius: np.ndarray, reach: float) -> np.ndarray:
    """Set small discs on rings around the others, one beside the next."""
    centre = np.zeros((len(radius), 2))
    angle, width, first = 0.0, 0.0, reach + _GAP
    for number, size in enumerate(radius.tolist()):
        width = max(width, 2 * size + _GAP)
        away = first + width / 2
        step = 2 * np.arcsin(min(1.0, (size + _GAP / 2) / away))
        if angle + step > 2 * np.pi:
            first, width, angle = first + width, 2 * size + _GAP, 0.0
            away = first + width / 2
            step = 2 * np.arcsin(min(1.0, (size + _GAP / 2) / away))
        turn = angle + step / 2
        centre[number] = away * np.cos(turn), away * np.sin(turn)
        angle += step
    return centre
