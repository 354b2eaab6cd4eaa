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


def test_the_id_outlives_another_job_and_another_order_of_cards():
    """It rests on the address of a profile, else on name and mailbox, else on the row."""
    old = {"name": "Ana Ruiz", "linkedin": "ana", "title": "Intern", "contact_id": "c7"}
    new = {"name": "Ana Ruiz", "linkedin": "ana", "title": "Head of Data", "contact_id": "c3"}
    card = {"name": "Ana Ruiz", "emails": ("ana@example.com",), "contact_id": "c1"}
    ids = {build(*rows)["person_id"] for rows in ([old], [new], [new, old], [card, old])}
    assert len(ids) == 1
    assert build(card)["person_id"] == build(card | {"contact_id": "c9"})["person_id"]
    assert build({})["person_id"] != build({"contact_id": "c9"})["person_id"]


def test_two_people_never_share_an_id():
    """Father and son may share name and mailbox; the user said that they are two."""
    card = {"name": "Jan Kowal", "emails": ("kowal@example.com",), "owner": "me", "kind": "person"}
    contacts = make_table(CONTACTS, [card | {"contact_id": name} for name in ("c1", "c2")])
    there, back = (build_people(contacts, order) for order in ([[0], [1]], [[1], [0]]))
    assert there["person_id"].is_unique
    assert dict(zip(there["contact_ids"], there["person_id"], strict=True)) == dict(
        zip(back["contact_ids"], back["person_id"], strict=True)
    )


def test_of_two_connections_that_of_the_newer_export_counts():
    """Neither row says when it was true; the newest connection of its export does."""
    row = {"linkedin": "ana", "connected_on": "2019-05-01", "file": "old.csv", "title": "Intern"}
    later = {"linkedin": "ben", "connected_on": "2026-01-01", "file": "new.csv"}
    newer = row | {"file": "new.csv", "title": "CTO"}
    for first, second in ((row, newer), (newer, row)):
        cards = [
            {"contact_id": f"c{i}", "kind": "person", "owner": "me", **card}
            for i, card in enumerate((first, second, later))
        ]
        people = build_people(make_table(CONTACTS, cards), [[0, 1], [2]])
        assert people.loc[0, "title"] == "CTO"
