"""Ego and the owners of lists, as people."""

import pytest

from netlens.people import add_owners
from netlens.people.ego import EGO_ID, OwnerCard
from netlens.schema import PEOPLE, check_table, make_table


@pytest.fixture
def people():
    """Ana twice by name, and a card of ego's own."""
    rows = [
        {"person_id": "p1", "name": "Ana Ruiz", "linkedin": "ana", "in_my_lists": True},
        {"person_id": "p2", "name": "Ana Ruiz", "in_my_lists": True},
        {"person_id": "p3", "name": "Lind, Eva", "in_my_lists": True, "contact_ids": ("c3",)},
        {"person_id": "p4", "name": "Eva Lind", "linkedin": "other-eva", "in_my_lists": True},
    ]
    return make_table(PEOPLE, [{"kind": "person", **row} for row in rows])


def test_without_any_word_ego_is_you(people):
    """Nothing prompts."""
    table = add_owners(people, [])
    check_table(table, PEOPLE)
    assert table.loc[0, ["person_id", "name", "list_owner"]].tolist() == [EGO_ID, "you", "me"]
    assert table["is_ego"].tolist() == [True, False, False, False, False]


def test_egos_own_card_is_ego_but_a_namesake_on_linkedin_is_not(people):
    """Nobody is connected to themselves there."""
    table = add_owners(people, [OwnerCard("me", "Eva Lind")])
    assert table["person_id"].tolist() == [EGO_ID, "p1", "p2", "p4"]
    assert table.loc[0, "contact_ids"] == ("c3",)


def test_a_colleague_is_found_by_the_strongest_key(people):
    """An ambiguous name alone would not do."""
    found = add_owners(people, [OwnerCard("ana", "Ana Ruiz", linkedin="ana")])
    assert found.loc[found["list_owner"] == "ana", "person_id"].tolist() == ["p1"]


def test_a_colleague_who_is_no_contact_is_added(people):
    """They own a list, and are not in mine."""
    table = add_owners(people, [OwnerCard("zoe-m", "Zoe Meyer")])
    row = table[table["list_owner"] == "zoe-m"].iloc[0]
    assert row["name"] == "Zoe Meyer"
    assert not row["in_my_lists"]
