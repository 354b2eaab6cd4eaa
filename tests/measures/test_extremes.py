"""Extremes: against a search of small cases."""

import itertools

import numpy as np
import pytest

from netlens.measures.extremes import (
    greatest_constraint,
    greatest_of_any,
    least_constraint,
    least_effective_size,
)


def test_nothing_open_leaves_one_value():
    """A closed triad: 1.125 (Burt 1992)."""
    inside = np.array([[0, 1], [1, 0]])
    nothing = np.zeros((2, 2), dtype=bool)
    for bound in (least_constraint, greatest_constraint):
        found = bound(inside, nothing, np.array([2, 2]), np.zeros(2))
        assert found == pytest.approx(1.125)


def test_contacts_with_further_ties_constrain_less():
    """What a contact may have elsewhere lowers the least, not the greatest."""
    inside = np.array([[0, 1], [1, 0]])
    nothing = np.zeros((2, 2), dtype=bool)
    degree, extra = np.array([2, 2]), np.array([8, 8])
    assert least_constraint(inside, nothing, degree, extra) == pytest.approx(2 * 0.55**2)
    assert greatest_constraint(inside, nothing, degree, extra) == pytest.approx(1.125)


def test_an_open_pair_may_be_tied_or_not():
    """Two contacts: from 0.5 (untied) to 1.125 (tied)."""
    unknown = np.array([[False, True], [True, False]])
    given = (np.zeros((2, 2)), unknown, np.array([1, 1]), np.array([1, 1]))
    assert least_constraint(*given) == pytest.approx(0.5)
    assert greatest_constraint(*given) == pytest.approx(1.125)


def test_nobody_is_more_constrained_than_in_a_closed_triad():
    """And the bound falls with every further contact."""
    found = [greatest_of_any(count) for count in range(1, 30)]
    assert found[0] == found[1] == pytest.approx(1.125)
    assert all(a >= b for a, b in itertools.pairwise(found))
    clique = [(2 * n - 1) ** 2 / n**3 for n in range(2, 31)]
    assert all(bound >= true - 1e-12 for bound, true in zip(found[1:], clique, strict=False))


def test_the_least_effective_size_is_at_a_turning_point():
    """Against every number of contacts in between."""
    ties, closed = np.array([0, 2, 5]), 3

    def size(n):
        return closed - np.minimum(ties, n - 1).sum() / n + (n - closed) / n

    expected = min(size(n) for n in range(4, 41))
    assert least_effective_size(ties, 4, 40, closed) == pytest.approx(expected)
