"""Who knows ego: only what came from the other side counts, and nothing known is no No."""

import pandas as pd
import pytest

from netlens.measures.visibility import (
    VISIBILITY,
    count_signs_by_year,
    count_visibility,
    list_signs,
    measure_visibility,
)
from netlens.schema import EVIDENCE, PEOPLE, check_table, make_table

AS_OF = pd.Timestamp("2026-06-30")
PEOPLE_OF = {
    "ego": {"is_ego": True, "list_owner": "me", "name": "Eva Lind", "linkedin": "eva-example"},
    "ana": {"list_owner": "ana-ruiz", "name": "Ana Ruiz"},
    "ben": {"name": "Ben Okafor"},
    "cem": {"name": "Cem Arslan"},
    "org": {"kind": "organisation", "name": "Acme"},
}


def make_people():
    rows = [{"person_id": i, "kind": "person", **row} for i, row in PEOPLE_OF.items()]
    return make_table(PEOPLE, rows)


def make_evidence(*rows):
    """Give statements: kind, from, to, and what else differs."""
    return make_table(
        EVIDENCE,
        [
            {
                "evidence_id": f"e{number}",
                "kind": kind,
                "basis": "observed",
                "from": start,
                "to": end,
                "directed": True,
                "owner": "me",
                **more,
            }
            for number, (kind, start, end, more) in enumerate(rows)
        ],
    )


def measure(*rows, **options):
    table = measure_visibility(
        make_evidence(*rows), make_people(), ego_id="ego", as_of=AS_OF, **options
    )
    check_table(table, VISIBILITY)
    return table.set_index("person_id")


@pytest.mark.parametrize(
    ("kind", "more", "level", "sign"),
    [
        ("recommendation", {}, "vouches", "recommendation"),
        ("endorsement", {}, "vouches", "endorsement"),
        ("message", {}, "aware", "message"),
        ("mail", {}, "aware", "mail"),
        ("invitation", {}, "aware", "invitation"),
        ("relation: boss", {"owner": "ana-ruiz", "basis": "asserted"}, "aware", "relation"),
        ("address book", {"owner": "ana-ruiz"}, "aware", "listed"),
        (
            "linkedin connection",
            {"owner": "ana-ruiz", "directed": False},
            "weak sign",
            "connection",
        ),
        ("facebook friend", {"owner": "ana-ruiz", "directed": False}, "weak sign", "connection"),
        ("linkedin connection", {"directed": False}, "weak sign", "connection"),
        ("meeting", {"directed": False}, "weak sign", "meeting"),
        ("stated: friends", {"directed": False, "basis": "asserted"}, "weak sign", "stated by ego"),
    ],
)
def test_what_came_from_ana_tells_how_far_she_knows_ego(kind, more, level, sign):
    """Each kind has its level."""
    row = measure((kind, "owner:ana-ruiz", "owner:me", more)).loc["ana"]
    assert (row["level"], row["signs"], row["vouches"]) == (level, (sign,), level == "vouches")
    assert 0 < row["weight"] < 1


@pytest.mark.parametrize("kind", ["message", "mail", "invitation", "endorsement", "address book"])
def test_what_ego_did_is_no_sign_that_anybody_knows_ego(kind):
    """Writing to people, or listing them, leaves it unknown."""
    row = measure((kind, "owner:me", "ben", {})).loc["ben"]
    assert (row["level"], row["signs"]) == ("no sign", ())
    assert pd.isna(row["weight"])
    assert pd.isna(row["last_seen"])


def test_one_connection_seen_from_both_sides_is_one_weak_sign():
    """The colleague's list repeats what the own one says: it shows no more, and weighs no more."""
    mine = ("linkedin connection", "owner:me", "ana", {"directed": False})
    hers = ("linkedin connection", "owner:ana-ruiz", "owner:me", {"directed": False})
    hers[3]["owner"] = "ana-ruiz"
    once, twice = measure(mine).loc["ana"], measure(mine, hers).loc["ana"]
    assert twice["level"] == once["level"] == "weak sign"
    assert twice["signs"] == ("connection",)
    assert twice["weight"] == once["weight"]
    assert twice["evidence_ids"] == ("e0", "e1")


def test_everybody_has_a_row_and_only_people_have():
    """Neither ego nor organisations."""
    assert measure().index.tolist() == ["ana", "ben", "cem"]
    assert measure()["level"].tolist() == ["no sign"] * 3


def test_the_strongest_sign_gives_the_level_and_all_are_listed():
    """Days go from the first to the last; repeats are listed once."""
    row = measure(
        ("linkedin connection", "owner:me", "ben", {"directed": False, "date": "2020-01-05"}),
        ("message", "ben", "linkedin:eva-example", {"date": "2024-02-03"}),
        ("message", "ben", "owner:me", {"date": "2023-02-03"}),
        ("endorsement", "name:Ben Okafor", "owner:me", {}),
    ).loc["ben"]
    assert row["level"] == "vouches"
    assert row["signs"] == ("endorsement", "message", "connection")
    assert row["first_seen"] == pd.Timestamp("2020-01-05")
    assert row["last_seen"] == pd.Timestamp("2024-02-03")
    assert row["evidence_ids"] == ("e3", "e2", "e1", "e0")


def test_signs_fade_and_the_future_is_not_known():
    """The half-life is an argument; a statement after as_of is left out."""
    old = ("message", "ben", "owner:me", {"date": "2020-06-30"})
    fresh = ("message", "cem", "owner:me", {"date": "2026-06-30"})
    late = ("message", "ana", "owner:me", {"date": "2026-07-01"})
    table = measure(old, fresh, late)
    assert table.loc["ben", "weight"] < table.loc["cem", "weight"]
    assert table.loc["ana", "level"] == "no sign"
    slower = measure(old, fresh, late, half_life_days=3650)
    assert slower.loc["ben", "weight"] > table.loc["ben", "weight"]


def test_exports_that_are_not_held_say_nothing():
    """Without consent a colleague's list is no evidence."""
    row = ("address book", "owner:ana-ruiz", "owner:me", {"owner": "ana-ruiz"})
    assert measure(row, owners=[]).loc["ana", "level"] == "no sign"
    assert measure(row, owners=["ana-ruiz"]).loc["ana", "level"] == "aware"


def test_a_name_that_several_people_bear_is_nobody():
    """Which of two namesakes vouched cannot be told."""
    people = make_people()
    twice = pd.concat([people, people[people["person_id"] == "ben"].assign(person_id="ben2")])
    evidence = make_evidence(("recommendation", "name:Ben Okafor", "owner:me", {}))
    table = measure_visibility(evidence, twice, ego_id="ego", as_of=AS_OF)
    assert set(table["level"]) == {"no sign"}


def test_groups_count_each_person_once():
    """Strangers to the table do not count; no sign is a column of its own."""
    table = measure(
        ("endorsement", "ana", "owner:me", {"date": "2025-01-02"}),
        ("message", "ben", "owner:me", {}),
    ).reset_index()
    groups = pd.DataFrame(
        [
            ("ana", "g", "Choir"),
            ("ben", "g", "Choir"),
            ("ben", "g", "Choir"),
            ("cem", "g", "Choir"),
            ("zoe", "h", "Acme"),
            ("cem", "i", "Rowing"),
        ],
        columns=["person_id", "group_id", "group"],
    )
    counts = count_visibility(table, groups)
    numbers = counts[["group", "people", "vouches", "aware", "weak_sign", "no_sign"]]
    assert numbers.to_numpy().tolist() == [["Choir", 3, 1, 1, 0, 1], ["Rowing", 1, 0, 0, 0, 1]]
    assert counts["last_seen"].tolist()[0] == pd.Timestamp("2025-01-02")
    assert count_visibility(table, groups.head(0)).empty


def test_the_trend_counts_people_by_year():
    """Each at their strongest of the year; a year without rows is a zero; undated apart."""
    evidence = make_evidence(
        ("message", "ana", "owner:me", {"date": "2023-01-02"}),
        ("endorsement", "ana", "owner:me", {"date": "2023-05-02"}),
        ("message", "ben", "owner:me", {"date": "2025-01-02"}),
        ("message", "ana", "owner:me", {"date": "2025-01-02"}),
        ("address book", "cem", "owner:me", {"owner": "ana-ruiz"}),
    )
    signs = list_signs(evidence, make_people(), ego_id="ego", as_of=AS_OF)
    trend = count_signs_by_year(signs)
    assert trend.to_numpy().tolist() == [
        [2023, 1, 0, 0, 1],
        [2024, 0, 0, 0, 0],
        [2025, 0, 2, 0, 1],
    ]
    assert trend.columns.tolist() == ["year", "vouches", "aware", "weak_sign", "first"]
    assert trend.attrs["undated"] == 1
    assert count_signs_by_year(signs.head(0)).empty
