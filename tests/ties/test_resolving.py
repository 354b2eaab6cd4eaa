"""Ends of statements: found by id, address or name; ambiguous is nobody."""

import pytest

from netlens.schema import PEOPLE, make_table
from netlens.ties import Resolver

PEOPLE_ROWS = [
    {"person_id": "pa", "name": "Ana Ruiz", "contact_ids": ("ca",), "linkedin": "ana"},
    {"person_id": "pb", "name": "Ben Okafor", "emails": ("Ben@example.com",), "list_owner": "ben"},
    {"person_id": "pb2", "name": "Okafor, Ben", "emails": ("desk@example.com",)},
    {"person_id": "pc", "name": "Cem Arslan", "emails": ("desk@example.com",)},
]


@pytest.mark.parametrize(
    ("end", "person"),
    [
        ("ca", "pa"),
        ("pa", "pa"),
        ("owner:ben", "pb"),
        ("linkedin:ana", "pa"),
        ("email:ben@example.com", "pb"),
        ("name:ruiz, ANA", "pa"),
        ("name:ben@example.com", "pb"),
        ("name:pc", "pc"),
        ("name:Ana", None),
        ("name:Ben Okafor", None),
        ("email:desk@example.com", None),
        ("linkedin:nobody", None),
        ("owner:nobody", None),
    ],
)
def test_each_form_of_an_end(end, person):
    """Two people of one name or address: which is meant cannot be told."""
    assert Resolver(make_table(PEOPLE, PEOPLE_ROWS)).resolve([end, end]) == [person, person]
