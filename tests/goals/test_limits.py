"""Whom to leave alone."""

import pytest

from netlens.goals.limits import find_off_limits, is_new_job, list_limits


@pytest.mark.parametrize(
    ("limit", "gone"),
    [
        ("p01", {"p01"}),
        ("Ben Okafor", {"p01"}),
        ("okafor, ben", {"p01"}),
        ("mom", {"p06"}),
        ("Polymer", {"p02", "p03"}),
        ("POLYMER GMBH", {"p02", "p03"}),
        ("Kranich", {"p01", "p08"}),
        ("Poly", set()),
        ("  ", set()),
    ],
)
def test_off_limits_are_ids_names_and_organisations(people, limit, gone):
    """Legal forms, case and order of names do not matter; half a word is no organisation."""
    assert find_off_limits(people, [limit]) == gone


def test_an_employer_in_the_title_is_off_limits_too(people):
    """Many write it there."""
    people = people.copy()
    people.loc[6, "title"] = "Gardener at Siemens Energy"
    assert find_off_limits(people, ["Siemens Energy"]) == {"p07"}


def test_the_present_employer_is_off_limits_for_a_new_job_only():
    """Others may be asked where one works."""
    assert is_new_job("find a job as a tailor")
    assert not is_new_job("hire a tailor")
    assert list_limits(["find a job as a tailor"], ["X"], "Acme") == ("X", "Acme")
    assert list_limits(["hire a tailor"], ["X"], "Acme") == ("X",)
    assert list_limits(["find a job"], [], "") == ()
