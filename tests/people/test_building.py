"""One row per person: best value per field, and where it is from."""

from netlens.people.building import build_people
from netlens.schema import CONTACTS, PEOPLE, check_table, make_table


def build(*rows):
    """Build one person from cards."""
    contacts = make_table(
        CONTACTS,
        [
            {"contact_id": f"c{i}", "kind": "person", "owner": "me", **row}
            for i, row in enumerate(rows)
        ],
    )
    table = build_people(contacts, [range(len(rows))])
    check_table(table, PEOPLE)
    return table.iloc[0]


def test_linkedin_comes_before_an_old_phone_book():
    """People keep their own profile up to date; the other card fills gaps."""
    person = build(
        {"title": "Intern", "company": "Old Ltd", "location": "Bonn"},
        {"title": "Head of Data", "company": "Polymer", "linkedin": "ana"},
    )
    assert (person["title"], person["title_from"]) == ("Head of Data", "c1")
    assert (person["company"], person["company_from"]) == ("Polymer", "c1")
    assert (person["location"], person["location_from"]) == ("Bonn", "c0")


def test_the_company_is_that_of_the_title():
    """A title at one employer is not paired with another employer."""
    person = build(
        {"company": "Old Ltd", "observed_on": "2026-01-01"}, {"title": "CTO", "company": "Polymer"}
    )
    assert person["company"] == "Polymer"


def test_the_newer_of_two_dated_cards_wins():
    """Facts age."""
    person = build(
        {"title": "Intern", "observed_on": "2010-01-01"},
        {"title": "CTO", "observed_on": "2024-01-01"},
    )
    assert person["title"] == "CTO"


def test_labels_and_notes_of_colleagues_stay_theirs():
    """A pooled list does not fill ego's notes."""
    person = build(
        {"labels": ("choir",), "notes": "mine"},
        {"labels": ("debtors",), "notes": "hers", "owner": "ana"},
    )
    assert person["labels"] == ("choir",)
    assert person["notes"] == "mine"
    assert person["owners"] == ("ana", "me")


def test_a_full_name_is_preferred_to_a_nickname():
    """How ego calls her is "Mom", not her name."""
    assert build({"name": "Mom"}, {"name": "Ana Ruiz"})["name"] == "Ana Ruiz"


def test_addresses_are_joined_without_repeats():
    """Order of first appearance."""
    person = build({"emails": ("a@example.com", "b@example.com")}, {"emails": ("a@example.com",)})
    assert person["emails"] == ("a@example.com", "b@example.com")


def test_the_id_does_not_depend_on_the_order_of_cards():
    """The smallest contact id names the person."""
    assert build({}, {})["person_id"] == "p0"
