"""What is known about people."""

import pandas as pd

from netlens.people.describing import (
    count_described,
    measure_growth,
    measure_known,
    rank_values,
    select_direct,
)
from netlens.schema import CONTACTS, PEOPLE, make_table

PEOPLE_TABLE = make_table(
    PEOPLE,
    [
        {
            "person_id": "ego",
            "is_ego": True,
            "in_my_lists": True,
            "kind": "person",
            "company": "Polymer",
        },
        {
            "person_id": "p1",
            "in_my_lists": True,
            "kind": "person",
            "company": "Polymer GmbH",
            "title": "CTO",
        },
        {
            "person_id": "p2",
            "in_my_lists": True,
            "kind": "person",
            "company": "polymer",
            "labels": ("choir",),
        },
        {"person_id": "p3", "in_my_lists": True, "kind": "person", "emails": ("x@example.com",)},
        {"person_id": "p4", "in_my_lists": True, "kind": "organisation", "company": "Acme"},
        {"person_id": "p5", "kind": "person", "company": "Polymer"},
    ],
)


def test_direct_people_are_those_on_egos_lists():
    """Not ego, not firms, not who is only on a colleague's list."""
    assert select_direct(PEOPLE_TABLE)["person_id"].tolist() == ["p1", "p2", "p3"]


def test_known_counts_filled_fields_of_all():
    """An address alone describes nobody."""
    direct = select_direct(PEOPLE_TABLE)
    known = measure_known(direct).set_index("field")
    assert known.loc["employer", ["people", "of"]].tolist() == [2, 3]
    assert known.loc["phone", "people"] == 0
    assert count_described(direct) == 2


def test_spellings_rank_together():
    """The commonest spelling is shown; ties by text."""
    ranking = rank_values(select_direct(PEOPLE_TABLE), "company")
    assert ranking[["value", "people"]].to_numpy().tolist() == [["Polymer GmbH", 2]]
    assert ranking["person_ids"].iloc[0] == ("p1", "p2")


def test_growth_is_cumulative_by_source_and_ends_at_as_of():
    """Colleagues' contacts, undated and later ones are not in it."""
    rows = [
        ("me", "2024-01-05"),
        ("me", "2024-01-30"),
        ("me", "2024-03-01"),
        ("ana", "2024-01-01"),
        ("me", None),
        ("me", "2027-01-01"),
    ]
    contacts = make_table(
        CONTACTS,
        [
            {"contact_id": f"c{i}", "owner": o, "producer": "LinkedIn", "connected_on": d}
            for i, (o, d) in enumerate(rows)
        ],
    )
    growth = measure_growth(contacts, as_of=pd.Timestamp("2026-06-30"))
    assert growth["contacts"].tolist() == [2, 3]
    assert growth["day"].dt.strftime("%Y-%m-%d").tolist() == ["2024-01-01", "2024-03-01"]
