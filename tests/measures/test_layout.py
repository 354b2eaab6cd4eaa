"""What the map is laid out with: seats in a disc, springs between discs."""

from itertools import combinations

import numpy as np
import pytest

from netlens.measures.layout import compare_with_chance, seat, spring


def test_seats_fill_a_disc_from_its_centre_outwards():
    """Evenly: half of the people within half of the area."""
    away = np.hypot(*seat(50, 10.0).T)
    assert (np.diff(away) > 0).all()
    assert away[-1] < 10
    assert (away < 10 / np.sqrt(2)).sum() == 25


def test_as_many_ties_as_chance_gives_weigh_one():
    """The diagonal, ties within a group, does not count; many more than chance weigh five."""
    even = compare_with_chance(np.array([[9.0, 2.0, 2.0], [2.0, 0.0, 2.0], [2.0, 2.0, 5.0]]))
    assert even.round(9).tolist() == [[0.0, 1.5, 1.5], [1.5, 0.0, 1.5], [1.5, 1.5, 0.0]]
    pairs = np.kron(np.eye(8), [[0.0, 3.0], [3.0, 0.0]])
    assert compare_with_chance(pairs).max() == 5.0
    assert compare_with_chance(np.zeros((2, 2))).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_springs_pull_the_tied_together_within_the_unit_circle():
    """Node 0 is tied to 4 alone."""
    weights = np.zeros((5, 5))
    weights[0, 4] = weights[4, 0] = 5.0
    at = spring(weights)
    away = np.hypot(*(at - at[0]).T)
    assert away[1:].argmin() == 3
    assert np.hypot(*at.T).max() == pytest.approx(1.0)


def test_springs_depend_on_the_seed_alone():
    weights = np.ones((6, 6)) - np.eye(6)
    assert spring(weights, seed=3).tolist() == spring(weights, seed=3).tolist()
    assert spring(weights, seed=3).tolist() != spring(weights, seed=4).tolist()


def test_no_two_seats_are_the_same():
    spots = seat(200, 10.0)
    assert min(np.hypot(*(a - b)) for a, b in combinations(spots, 2)) > 0.3
    assert seat(0, 10.0).shape == (0, 2)
