"""Counts of people as ranges."""

from netlens.people import count_people, link_contacts
from netlens.schema import CONTACTS, make_table


def count(*rows):
    """Count the people of cards."""
    contacts = make_table(
        CONTACTS, [{"contact_id": f"c{i}", "kind": "person", **r} for i, r in enumerate(rows)]
    )
    people, merges = link_contacts(contacts)
    return count_people(people, merges)


def test_nothing_undecided_is_one_number():
    """The range closes."""
    result = count({"name": "Ana Ruiz"}, {"name": "Ben Okafor"})
    assert (result.low, result.high, str(result)) == (2, 2, "2")


def test_three_cards_of_one_name_are_one_to_three_people():
    """Three pairs, but only two can be saved by merging."""
    result = count(*[{"name": "Ana Ruiz"}] * 3)
    assert (result.low, result.high, result.undecided) == (1, 3, 3)
    assert str(result) == "1 to 3"


def test_nobody_is_nobody():
    """An empty list has no people."""
    assert count().high == 0
