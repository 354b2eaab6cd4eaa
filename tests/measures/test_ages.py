"""How long ego has known the people of a group."""

import pandas as pd

from netlens.measures.ages import measure_ages

GROUPS = pd.DataFrame(
    [("a", "g"), ("b", "g"), ("c", "g"), ("d", "g"), ("d", "h")], columns=["person_id", "group_id"]
)


def ties(*rows):
    """Give ties with the columns that count."""
    table = pd.DataFrame(rows, columns=["from", "to", "basis", "first_seen"])
    return table.assign(first_seen=pd.to_datetime(table["first_seen"]).astype("datetime64[s]"))


def test_the_earlier_of_two_middle_days_and_the_first():
    """Of two directions the earlier day counts; inferred ties do not."""
    table = measure_ages(
        GROUPS,
        ties(
            ("ego", "a", "observed", "2020-01-01"),
            ("a", "ego", "observed", "2018-01-01"),
            ("ego", "b", "asserted", "2021-01-01"),
            ("ego", "c", "inferred", "2001-01-01"),
            ("a", "b", "observed", "1999-01-01"),
        ),
        ego_id="ego",
    ).set_index("group_id")
    row = table.loc["g"]
    assert (row["people"], row["dated"]) == (4, 2)
    assert row["first"] == row["half"] == pd.Timestamp("2018-01-01")


def test_without_dates_there_is_no_age():
    """NaT, never today."""
    row = measure_ages(GROUPS, ties(("ego", "d", "observed", None)), ego_id="ego").iloc[1]
    assert row["dated"] == 0
    assert pd.isna(row["half"])
