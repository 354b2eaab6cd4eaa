"""Groups that colleagues' lists reach and ego does not."""

import pandas as pd

from netlens.measures.beyond import list_beyond

NAMES = {"a": "Ana", "b": "Ben"}
MEMBERS = pd.DataFrame(
    [(who, "employer:acme", "Acme", "employer") for who in ("x", "y", "z")]
    + [(who, "employer:polymer", "Polymer", "employer") for who in ("u", "v", "w", "me1")]
    + [(who, "label:choir", "choir", "label") for who in ("x", "y", "z")]
    + [(who, "employer:tiny", "Tiny", "employer") for who in ("x", "y")],
    columns=["person_id", "group_id", "group", "kind"],
)


def test_only_groups_where_ego_knows_nobody():
    """Three at Acme are seen through two lists, most on Ben's; at Polymer ego knows somebody."""
    lists = {"a": {"x", "u", "v", "w"}, "b": {"x", "y", "z", "me1"}}
    table = list_beyond(lists, MEMBERS, direct={"a", "b", "me1"}, names=NAMES)
    assert table["group"].tolist() == ["Acme"]
    row = table.iloc[0]
    assert (row["people"], row["most"], row["through"]) == (3, 3, ("Ben", "Ana"))
    assert row["person_ids"] == ("x", "y", "z")


def test_owners_and_own_contacts_are_not_beyond():
    """Who owns a list is known to ego already."""
    members = MEMBERS.assign(person_id=MEMBERS["person_id"].replace("z", "a"))
    lists = {"b": {"x", "y", "a"}, "a": {"b"}}
    assert list_beyond(lists, members, direct={"a", "b"}, names=NAMES).empty


def test_without_lists_nothing_is_beyond():
    """An empty table with its columns."""
    table = list_beyond({}, MEMBERS, direct={"me1"}, names=NAMES)
    assert table.empty
    assert "through" in table
