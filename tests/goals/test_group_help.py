"""What each group of contacts can do for each goal."""

import pandas as pd

from netlens.goals.group_help import list_group_help

GROUPS = pd.DataFrame(
    [("a", "g"), ("b", "g"), ("c", "g"), ("c", "h")], columns=["person_id", "group_id"]
)
NEEDS = pd.DataFrame(
    [("n1", "g1", "a referral"), ("n2", "g1", "advice"), ("n3", "g2", "money")],
    columns=["need_id", "goal_id", "text"],
)
GOALS = pd.DataFrame([("g2", "a firm"), ("g1", "a job")], columns=["goal_id", "goal"])
HOLDERS = pd.DataFrame(
    [
        ("n1", "a", "likely", 0.5),
        ("n2", "a", "held", 0.4),
        ("n2", "b", "likely", 0.9),
        ("n1", "c", "weak", 0.9),
        ("n3", "c", "held", 0.1),
    ],
    columns=["need_id", "person_id", "status", "score"],
)


def test_each_counts_once_per_goal_at_the_better_status():
    """Ana is held for advice and likely for a referral: held."""
    table = list_group_help(GROUPS, HOLDERS, NEEDS, GOALS)
    rows = table[["group_id", "goal", "status", "person_ids"]].to_numpy().tolist()
    assert rows == [
        ["g", "a firm", "held", ("c",)],
        ["g", "a job", "held", ("a",)],
        ["g", "a job", "likely", ("b",)],
        ["h", "a firm", "held", ("c",)],
    ]
    assert table.loc[1, "needs"] == ("advice",)


def test_a_weak_match_is_no_help():
    """Nobody is an answer: no row."""
    weak = HOLDERS.assign(status="weak")
    assert list_group_help(GROUPS, weak, NEEDS, GOALS).empty
