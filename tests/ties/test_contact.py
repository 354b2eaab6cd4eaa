"""When people were last in touch, and which strangers are named."""

from netlens.schema import PEOPLE, TIES, make_table
from netlens.ties.contact import list_strangers, measure_touch


def tie(start, end, kinds, last=None, basis="observed"):
    """Make one tie."""
    row = {"tie_id": f"{start}{end}", "from": start, "to": end, "basis": basis}
    return row | {"kinds": kinds, "last_seen": last}


TABLE = make_table(
    TIES,
    [
        tie("ego", "pa", ("message",), "2026-05-01"),
        tie("pa", "ego", ("message",), "2026-04-01"),
        tie("ego", "pb", ("linkedin connection",), "2026-06-01"),
        tie("ego", "pc", ("mail",)),
        tie("pa", "ps", ("relation: spouse",), basis="asserted"),
    ],
)


def test_only_letters_and_meetings_with_a_day_are_contact():
    """Of everybody else it is not known."""
    touch = measure_touch(TABLE, "ego")
    assert touch["person_id"].tolist() == ["pa"]
    row = touch.iloc[0]
    assert (row["last"].date().isoformat(), row["wrote"], row["answered"]) == (
        "2026-05-01",
        True,
        True,
    )


def test_strangers_are_listed_with_who_leads_to_them():
    """Contacts and people without a tie are not among them."""
    people = make_table(
        PEOPLE,
        [
            {"person_id": "pa", "name": "Ana Ruiz", "in_my_lists": True, "contact_ids": ("ca",)},
            {"person_id": "ps", "name": "Sol Ruiz"},
            {"person_id": "pt", "name": "Nobody Near"},
        ],
    )
    table = list_strangers(people, TABLE)
    assert table[["name", "through", "basis"]].to_numpy().tolist() == [
        ["Sol Ruiz", ("Ana Ruiz",), "asserted"]
    ]
