"""People found by what a person would call them."""

import pytest

from netlens.people import find_people, resolve_name
from netlens.schema import PEOPLE, make_table

PEOPLE_TABLE = make_table(
    PEOPLE,
    [
        {
            "person_id": "p1",
            "name": "Ana Ruiz",
            "emails": ("ana@example.com",),
            "linkedin": "ana-ruiz",
        },
        {"person_id": "p2", "name": "Ana Ruiz", "phones": ("+493023125001",)},
        {"person_id": "p3", "name": "Mom"},
        {"person_id": "p4"},
    ],
)


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("p4", ["p4"]),
        ("ruiz ana", ["p1", "p2"]),
        ("ANA@example.com", ["p1"]),
        ("https://www.linkedin.com/in/Ana-Ruiz/", ["p1"]),
        ("+49 30 23125-001", ["p2"]),
        ("mom", ["p3"]),
        ("Ana", []),
        ("", []),
    ],
)
def test_people_are_found_by_name_or_address(who, found):
    """Ambiguity is given back, not resolved by chance."""
    assert find_people(PEOPLE_TABLE, who) == found


def test_only_one_match_resolves():
    """Two people of one name are nobody in particular."""
    assert resolve_name(PEOPLE_TABLE, "Ana Ruiz") is None
    assert resolve_name(PEOPLE_TABLE, "ana@example.com") == "p1"
