"""Communities keep their names from report to report."""

import pandas as pd
import pytest

from netlens.measures.tracking import MATCHES, list_group_changes, match_communities
from netlens.schema import check_table


def table(**groups):
    rows = [(person, name) for name, members in groups.items() for person in members]
    return pd.DataFrame(rows, columns=["person_id", "community_id"])


def match(previous, current):
    found = match_communities(previous, current)
    check_table(found, MATCHES)
    ids = ["community_id", "previous_id"]
    return found.assign(**{name: found[name].fillna("") for name in ids}).set_index(ids)


def test_numbers_may_change_while_people_stay():
    """k1 and k2 swapped; who joined and who left is said."""
    found = match(table(k1="abcdef", k2="uvwx"), table(k1="uvwxy", k2="abcde"))
    assert found.index.tolist() == [("k1", "k2"), ("k2", "k1")]
    assert found["kept"].tolist() == [4, 5]
    assert found["joined"].tolist() == [("y",), ()]
    assert found["left"].tolist() == [(), ("f",)]


def test_people_in_one_report_only_do_not_break_the_match():
    """An import that doubles a community leaves it the same."""
    found = match(table(k1="abc"), table(k1="abcdefghijklm"))
    assert found.index.tolist() == [("k1", "k1")]
    assert found["overlap"].tolist() == [1.0]


def test_new_and_gone_communities_have_no_partner():
    """Too little in common is another community."""
    found = match(table(k1="abcdefgh", k2="xyz"), table(k1="axyz", k2="bcdefgh"))
    assert found.index.tolist() == [("k1", "k2"), ("k2", "k1")]
    split = match(table(k1="abcdefghij"), table(k1="abcd", k2="efg", k3="hij"))
    assert split.index.tolist() == [("k1", "k1"), ("k2", ""), ("k3", "")]
    gone = match(table(k1="abc", k2="xyz"), table(k1="abc"))
    assert gone.index.tolist() == [("k1", "k1"), ("", "k2")]
    assert gone["left"].tolist() == [(), ("x", "y", "z")]


def test_together_the_overlaps_are_as_large_as_can_be():
    """Taking the best pair first would leave the other two with nothing in common."""
    found = match(
        table(k1="abcdefghijklm", k2="uvwx"),
        table(k1="abcdefghuvwx", k2="ijklm"),
    )
    assert found.index.tolist() == [("k1", "k2"), ("k2", "k1")]
    assert found["overlap"].tolist() == pytest.approx([4 / 12, 5 / 13])


def test_nothing_matches_nothing():
    """First report, or none."""
    assert match(table(), table(k1="ab")).index.tolist() == [("k1", "")]
    assert match_communities(table(), table()).empty


def memberships(**groups):
    rows = [(person, name, name, "label") for name, members in groups.items() for person in members]
    return pd.DataFrame(rows, columns=["person_id", "group_id", "group", "kind"])


def test_changes_of_groups_that_keep_their_ids():
    """Who joined, who left; a new group, a gone one; small and unchanged ones are left out."""
    before = memberships(g="ab", gone="cd", one="e", same="st")
    now = memberships(g="ax", new="uv", same="st")
    found = list_group_changes(before, now).set_index("group_id")
    assert found["what"].to_dict() == {"g": "changed", "gone": "gone", "new": "new"}
    assert (found.loc["g", "joined"], found.loc["g", "left"]) == (("x",), ("b",))
    assert found.loc["gone", "people"] == 0
