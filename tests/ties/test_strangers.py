"""People whom a statement names and nobody lists."""

from netlens.schema import EVIDENCE, PEOPLE, check_table, make_table
from netlens.ties import add_strangers

KNOWN = make_table(
    PEOPLE,
    [{"person_id": "pa", "name": "Ana Ruiz", "linkedin": "ana", "emails": ("ana@example.com",)}],
)


def added(*rows):
    """Give the names of who joins the table."""
    evidence = make_table(EVIDENCE, [{"from": "pa", "kind": "x", **row} for row in rows])
    people = add_strangers(KNOWN, evidence)
    check_table(people, PEOPLE)
    assert people["person_id"].is_unique
    return people.iloc[1:]


def test_strangers_have_no_contact_behind_them():
    """By address with a name beside it, or by a full name."""
    table = added(
        {"to": "linkedin:zoe", "to_name": "Zoe Lindqvist"},
        {"to": "email:yan@example.com", "to_name": "Yan Moreau"},
        {"to": "name:Xu Andersdotter"},
    )
    assert sorted(table["name"]) == ["Xu Andersdotter", "Yan Moreau", "Zoe Lindqvist"]
    assert table["contact_ids"].tolist() == [(), (), ()]
    assert not table["in_my_lists"].any()


def test_who_is_known_is_no_stranger_and_nobody_is_added_twice():
    """Known by address or name; named by a name and by an address."""
    table = added(
        {"to": "linkedin:ana", "to_name": "Ana Ruiz"},
        {"to": "email:ana@example.com", "to_name": "A. R."},
        {"to": "name:Ruiz Ana"},
        {"to": "linkedin:zoe", "to_name": "Zoe Lindqvist"},
        {"to": "linkedin:zoe", "to_name": "Zoe Lindqvist"},
        {"to": "name:Zoe Lindqvist"},
    )
    assert table["name"].tolist() == ["Zoe Lindqvist"]


def test_remarks_first_names_and_bare_addresses_are_nobody():
    """They name no one whom somebody could meet."""
    table = added(
        {"to": "name:somebody nice, ask again"},
        {"to": "name:Sam"},
        {"to": "name:Flat 7 Upstairs"},
        {"to": "email:yan@example.com"},
    )
    assert table.empty
