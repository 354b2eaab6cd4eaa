"""Discs with names: nothing on anything else, ego in the middle, the same every time."""

from itertools import combinations

import numpy as np
import pytest

from netlens.errors import ParameterError
from netlens.measures import packing
from netlens.measures.packing import MOST_DISCS, NAME_HEIGHT, NAME_WIDTH, WIDTH, pack_discs


def boxes(centre, radius):
    """Give left, right, low, high of each disc with its name above it."""
    across = np.maximum(radius, NAME_WIDTH / 2)
    x, y = centre.T
    return list(zip(x - across, x + across, y - radius, y + radius + NAME_HEIGHT, strict=True))


def share_area(one, other):
    return min(one[1], other[1]) > max(one[0], other[0]) and min(one[3], other[3]) > max(
        one[2], other[2]
    )


def check_apart(centre, radius):
    found = boxes(centre, radius)
    assert not [pair for pair in combinations(found, 2) if share_area(*pair)]
    assert not [box for box in found if share_area(box, (-25, 25, -25, 25))]
    assert all(box[0] >= -WIDTH / 2 and box[1] <= WIDTH / 2 for box in found)


def weigh(count, *pairs):
    weights = np.zeros((count, count))
    for a, b in pairs:
        weights[a, b] = weights[b, a] = 5.0
    return weights


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("count", [1, 4, 7, MOST_DISCS])
def test_neither_discs_nor_names_overlap_each_other_or_ego(count, seed):
    rng = np.random.default_rng(seed)
    radius = rng.uniform(22, 140, count)
    weights = np.triu(rng.uniform(0, 5, (count, count)), 1)
    centre, smaller = pack_discs(radius, weights + weights.T)
    check_apart(centre, smaller)
    assert np.allclose(smaller / radius, smaller[0] / radius[0])
    assert smaller[0] <= radius[0]


def test_discs_that_have_room_keep_their_size():
    assert pack_discs(np.array([60.0, 50.0, 40.0]), weigh(3))[1].tolist() == [60.0, 50.0, 40.0]


def test_where_pushing_does_not_end_discs_stand_in_rows(monkeypatch):
    monkeypatch.setattr(packing, "_ROUNDS", 0)
    centre, radius = pack_discs(np.full(MOST_DISCS, 90.0), weigh(MOST_DISCS))
    assert len({x for x, _ in centre.tolist()}) == 3
    check_apart(centre, radius)


def test_discs_that_attract_stand_nearer():
    centre, _ = pack_discs(np.full(6, 30.0), weigh(6, (0, 5), (1, 4), (2, 3)))
    apart = np.hypot(*(centre[:, None] - centre[None]).transpose(2, 0, 1))
    pairs = apart[[0, 1, 2], [5, 4, 3]].mean()
    assert pairs < apart[np.triu_indices(6, 1)].mean()


def test_a_map_is_the_same_every_time_and_on_every_machine():
    radius, weights = np.array([90.0, 60.0, 45.0, 30.0]), weigh(4, (0, 1))
    first, again = (pack_discs(radius, weights, seed=1)[0] for _ in range(2))
    assert first.tolist() == again.tolist()
    # A difference in the last bits, as between two machines, moves nothing.
    nudged = pack_discs(radius, weights * (1 + 1e-15), seed=1)[0]
    assert first.round(4).tolist() == nudged.round(4).tolist()


def test_no_disc_has_no_place():
    centre, radius = pack_discs(np.zeros(0), np.zeros((0, 0)))
    assert centre.shape == (0, 2)
    assert radius.shape == (0,)


def test_too_many_discs_are_refused():
    with pytest.raises(ParameterError, match="9 discs"):
        pack_discs(np.full(9, 30.0), weigh(9))
