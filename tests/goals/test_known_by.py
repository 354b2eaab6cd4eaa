"""Who of those who matter has shown that they know ego."""

import pandas as pd

from netlens.goals.insiders import find_insiders
from netlens.goals.known_by import spread_by_need, spread_by_target
from netlens.measures.visibility import LEVELS, VISIBILITY
from netlens.schema import NEEDS, make_table


def seen(**levels):
    """Give visibility of people by id."""
    rows = [
        {"person_id": person, "level": level.replace("_", " ")} for person, level in levels.items()
    ]
    return make_table(VISIBILITY, rows)


def needs_of(*ids):
    rows = [{"need_id": i, "goal_id": "g1", "goal": "find a job", "text": f"need {i}"} for i in ids]
    return make_table(NEEDS, rows)


def matrix_of(need_id, **cells):
    """Give people by status; "gap" and "not described" name nobody."""
    return pd.DataFrame(
        {
            "need_id": need_id,
            "status": ["held", "likely", "gap", "not described"],
            "person_ids": [tuple(cells.get(s, ())) for s in ("held", "likely", "gap", "none")],
            "names": [
                tuple(i.title() for i in cells.get(s, ())) for s in ("held", "likely", "gap", "x")
            ],
        }
    )


def cells(table):
    return dict(zip(table["level"], table["names"], strict=True))


def test_holders_are_spread_over_the_levels_in_the_order_of_the_matrix():
    """Held before likely; whoever has no row is one of whom there is no sign."""
    matrix = matrix_of("n1", held=["cem"], likely=["ana", "ben", "dan"])
    visibility = seen(ana="vouches", ben="weak_sign", cem="vouches")
    table = spread_by_need(needs_of("n1"), matrix, visibility)
    assert table["level"].tolist() == list(LEVELS)
    assert cells(table) == {
        "vouches": ("Cem", "Ana"),
        "aware": (),
        "weak sign": ("Ben",),
        "no sign": ("Dan",),
    }
    assert table["people"].tolist() == [2, 0, 1, 1]
    assert table["person_ids"].iloc[0] == ("cem", "ana")
    assert set(table["need"]) == {"need n1"}


def test_a_need_that_nobody_may_hold_has_four_empty_rows():
    """It is not left out, and no goal at all is an empty table with the same columns."""
    matrix = matrix_of("n1", likely=["ana"])
    table = spread_by_need(needs_of("n1", "n2"), matrix, seen(ana="aware"))
    assert table.loc[table["need_id"] == "n2", "people"].tolist() == [0, 0, 0, 0]
    none = spread_by_need(needs_of(), matrix.iloc[:0], seen())
    assert list(none.columns) == list(table.columns)
    assert none.empty


def target(people, *targets, left_alone=(), **levels):
    """Spread over targets; the first five people are ego's own contacts."""
    kept = people[~people["person_id"].isin(left_alone)]
    found = find_insiders(
        [("g1", name) for name in targets],
        kept,
        direct=frozenset(kept["person_id"][:5]),
        through={"p08": ("p02",)},
    )
    aside = people[people["person_id"].isin(left_alone)]
    return spread_by_target(found, seen(**levels), left_alone=aside)


def test_insiders_are_spread_over_the_levels(people):
    """One contact at Kranich, one two steps away of whom nothing is known."""
    table = target(people, "Kranich", p01="aware", p08="no_sign")
    assert cells(table) == {
        "vouches": (),
        "aware": ("Ben Okafor",),
        "weak sign": (),
        "no sign": ("Gus Berg",),
    }
    assert set(table["contacts"]) == {1}
    assert set(table["off_limits"]) == {0}


def test_insiders_off_limits_are_counted_and_not_named(people):
    """At their own level."""
    table = target(people, "Polymer", left_alone=["p03"], p02="aware", p03="vouches")
    told = table.set_index("level")
    assert told.loc["vouches", ["people", "names", "person_ids"]].tolist() == [1, (), ()]
    assert told.loc["aware", "names"] == ("Ana Ruiz",)
    assert set(table["contacts"]) == {2}
    assert set(table["off_limits"]) == {1}


def test_a_target_of_people_off_limits_only_is_an_organisation_still(people):
    table = target(people, "Polymer", left_alone=["p02", "p03"], p02="aware", p03="vouches")
    assert set(table["kind"]) == {"organisation"}
    assert table["people"].tolist() == [1, 1, 0, 0]
    assert table["names"].tolist() == [(), (), (), ()]


def test_nobody_inside_is_told_and_places_and_roles_are_left_out(people):
    """Nobody is inside of a role."""
    table = target(people, "Zollverein", "data engineers")
    assert table["target"].drop_duplicates().tolist() == ["Zollverein"]
    assert table["people"].sum() == 0


def test_what_is_off_limits_itself_is_left_out(people):
    found = find_insiders(
        [("g1", "Polymer")], people, direct=frozenset(people["person_id"]), through={}
    )
    aside = spread_by_target(
        found.assign(how="off limits"), seen(), left_alone=people[people["person_id"] == "p03"]
    )
    assert aside.empty


def test_somebody_without_a_name_is_called_so(people):
    nameless = people.assign(name=people["name"].where(people["person_id"] != "p02"))
    table = target(nameless, "Polymer", p02="aware", p03="aware")
    assert set(table.set_index("level").loc["aware", "names"]) == {"(no name)", "Cem Arslan"}
