"""Seats: inside a disc, on its rim, on the strip; no two people in one place."""

from itertools import combinations

import numpy as np
import pytest

from netlens.measures.packing import WIDTH
from netlens.measures.seating import (
    MOST_ON_STRIP,
    seat_inside,
    seat_on_edge,
    seat_on_rim,
    seat_strip,
    size_discs,
)


def nearest(seats):
    return min(float(np.hypot(*(a - b))) for a, b in combinations(seats, 2))


def test_area_grows_with_people():
    small, large = size_discs(np.array([100.0, 400.0]), np.array([10, 40]))
    assert large / small == pytest.approx(2.0)


def test_a_disc_is_never_too_small_for_its_dots_nor_too_large_for_the_map():
    """Below this, areas are no measure of people; the counts beside them are."""
    sizes = size_discs(np.array([1_000_000.0, 30.0]), np.array([10, 30]))
    assert sizes[0] == pytest.approx(140.0)
    assert np.pi * sizes[1] ** 2 > 30 * 100


@pytest.mark.parametrize("rim", [False, True])
def test_people_inside_stand_clear_of_the_rim_and_of_each_other(rim):
    seats = seat_inside(30, 60.0, rim=rim)
    away = np.hypot(*seats.T)
    assert (away <= 60 - (14 if rim else 7)).all()
    assert (np.diff(away) > 0).all()
    assert nearest(seats) > 6


def test_a_bridge_stands_on_the_rim_and_faces_what_it_reaches():
    east, north = np.array([[100.0, 0.0]]), np.array([[0.0, 50.0], [0.0, 90.0]])
    seats = seat_on_rim([north, east], 40.0)
    assert seats.round(3).tolist() == [[0.0, 40.0], [40.0, 0.0]]


@pytest.mark.parametrize(("count", "radius"), [(2, 60.0), (5, 60.0), (5, 22.0)])
def test_bridges_that_face_one_way_stand_side_by_side(count, radius):
    seats = seat_on_rim([np.array([[1.0, 0.0]])] * count, radius)
    assert np.hypot(*seats.T) == pytest.approx(radius)
    assert nearest(seats) > 20


def test_bridges_on_the_edge_stand_below_what_they_reach():
    seats = seat_on_edge([np.array([[-100.0, 3.0], [-200.0, 9.0]]), np.array([[90.0, 1.0]])], -50.0)
    assert seats.tolist() == [[-150.0, -50.0], [90.0, -50.0]]


def test_names_on_the_edge_have_room():
    seats = seat_on_edge([np.array([[340.0, 0.0]])] * 4, 0.0)
    assert (np.diff(np.sort(seats[:, 0])) > 129).all()
    assert (np.abs(seats[:, 0]) <= WIDTH / 2 - 70).all()


def test_the_strip_is_filled_row_by_row_from_its_middle():
    strip = seat_strip(120, -10.0)
    assert strip.top == -10.0
    assert strip.seats[0, 0] == 0.0
    assert nearest(strip.seats) > 12
    assert (np.abs(strip.seats[:, 0]) < WIDTH / 2).all()
    assert (np.diff(strip.seats[:, 1]) <= 0).all()
    assert strip.seats[:, 1].min() > strip.y - strip.height / 2


def test_an_empty_strip_still_has_its_title():
    strip = seat_strip(0, 0.0)
    assert strip.height > 20
    assert strip.seats.shape == (0, 2)


def test_a_full_strip_has_four_rows():
    assert len(set(seat_strip(MOST_ON_STRIP, 0.0).seats[:, 1])) == 4
