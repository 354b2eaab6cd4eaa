"""Rows that were read twice."""

import pandas as pd

from netlens.people.copies import find_copies
from netlens.people.linking import link
from netlens.schema import CONTACTS, make_table

ANA, BEN = "c" + "a" * 16, "c" + "b" * 16


def contacts(*rows):
    """Make contacts of (id, file)."""
    return make_table(
        CONTACTS,
        [
            {"contact_id": contact, "file": file, "owner": "me", "kind": "person", "name": "Mom"}
            for contact, file in rows
        ],
    )


def decide(what, one, other):
    """Make one decision."""
    return pd.DataFrame([{"contact_a": one, "contact_b": other, "what": what}])


def test_the_same_row_of_another_file_is_a_copy():
    """The first of one file is the first of the other; two of one file are two."""
    table = contacts(
        (ANA, "june"), (f"{ANA}-2", "june"), (BEN, "june"), (f"{ANA}-3", "may"), (f"{ANA}-4", "may")
    )
    assert find_copies(table, None) == {f"{ANA}-3": ANA, f"{ANA}-4": f"{ANA}-2"}
    assert find_copies(contacts((ANA, "june"), (BEN, "june")), None) == {}


def test_copies_are_one_person_by_nothing_else():
    """A bare "Mom" waits for review within a list, and joins its own copy."""
    table = contacts((ANA, "june"), (f"{ANA}-2", "june"), (f"{ANA}-3", "may"))
    linkage = link(table)
    assert linkage.clusters == [[0, 2], [1]]
    row = linkage.merges[linkage.merges["zone"] == "same"].iloc[0]
    assert (row["contact_a"], row["contact_b"]) == (ANA, f"{ANA}-3")
    assert row["reasons"] == ("the same row again",)


def test_what_was_decided_of_a_copy_holds_for_its_original():
    """Whichever of the two the user named."""
    table = contacts((ANA, "june"), (BEN, "june"), (f"{ANA}-2", "may"))
    assert link(table, decide("same", f"{ANA}-2", BEN)).clusters == [[0, 1, 2]]


def test_copies_that_the_user_calls_different_are_none():
    """The user knows."""
    table = contacts((ANA, "june"), (f"{ANA}-2", "may"))
    assert find_copies(table, decide("different", f"{ANA}-2", ANA)) == {}
    assert link(table, decide("different", ANA, f"{ANA}-2")).clusters == [[0], [1]]
