"""What if somebody goes, or comes: small worlds by hand."""

import pytest

from netlens.errors import ParameterError
from netlens.measures.whatif import estimate_reach, what_if

LISTS = {"a": {"b", "x", "y", "z"}, "b": {"a", "y", "z"}, "c": {"w"}}
DIRECT = {"a", "b", "c"}


def test_removing_somebody_loses_whom_they_alone_open():
    """Without a, x is gone and a, still on b's list, is two steps away."""
    result = what_if(LISTS, DIRECT, remove=["a"])
    assert (result.direct_before, result.direct_after) == (3, 2)
    assert (result.before.estimate, result.after.estimate) == (4, 4)
    assert result.lost == {"x"}
    assert result.gained == {"a"}


def test_somebody_gone_altogether_is_on_nobodys_list():
    """Then a is not two steps away either."""
    result = what_if(LISTS, DIRECT, remove=["a"], gone=True)
    assert result.after.estimate == 3
    assert result.gained == frozenset()


def test_a_new_contact_brings_a_list():
    """X becomes a contact, and u is behind x."""
    result = what_if(LISTS, DIRECT, add={"x": {"u", "y"}})
    assert result.direct_after == 4
    assert result.after.estimate == 4
    assert (result.lost, result.gained) == ({"x"}, {"u"})


def test_a_contact_without_a_list_makes_it_an_estimate():
    """Three of four lists are held then."""
    result = what_if(LISTS, DIRECT, add={"e": None})
    assert (result.after.lists, result.after.of) == (3, 4)
    assert result.after.low >= result.after.observed == 4
    assert result.lost == result.gained == frozenset()


def test_nothing_given_is_changed():
    """The lists that were passed stay as they were."""
    before = {owner: set(seen) for owner, seen in LISTS.items()}
    what_if(LISTS, DIRECT, remove=["a"], add={"q": {"b"}}, gone=True)
    assert before == LISTS
    assert {"a", "b", "c"} == DIRECT


@pytest.mark.parametrize(("remove", "add"), [(["stranger"], None), (["a"], {"a": {"x"}})])
def test_impossible_changes_are_refused(remove, add):
    """Only a contact can go, and not come at the same time."""
    with pytest.raises(ParameterError, match="remove"):
        what_if(LISTS, DIRECT, remove=remove, add=add)


def test_the_best_evidence_is_taken():
    """Lists before sizes, sizes before published figures."""
    assert estimate_reach(LISTS, DIRECT).method.startswith("union")
    assert estimate_reach({}, DIRECT, {"a": 50}).method.startswith("supposed")
    assert estimate_reach({}, DIRECT).method.startswith("published")
