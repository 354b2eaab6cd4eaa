"""Proposals as TOML: read back as what they are, whatever a sentence holds."""

import datetime as dt
import tomllib

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netlens.goals.needs import NeedSpec, propose_needs, state_needs
from netlens.goals.proposing import propose_toml
from netlens.schema import NEEDS, make_table
from netlens.settings import parse_settings

SENTENCE = "find a job as a data engineer in Berlin"


def make_goals(*sentences, by=None):
    """Give goals by sentence."""
    rows = [
        (f"g{i}", text, pd.Timestamp(by) if by else pd.NaT) for i, text in enumerate(sentences, 1)
    ]
    return pd.DataFrame(rows, columns=["goal_id", "goal", "by"])


def test_what_is_printed_is_what_netlens_toml_takes():
    """The goal, its date, and every need with its resource and place."""
    needs = propose_needs(SENTENCE, goal_id="g1")
    read = parse_settings(tomllib.loads(propose_toml(make_goals(SENTENCE, by="2027-03-31"), needs)))
    (goal,) = read.goals
    assert (goal.goal, goal.by) == (SENTENCE, dt.date(2027, 3, 31))
    assert [need.text for need in goal.needs] == needs["text"].tolist()
    assert [need.resource for need in goal.needs] == needs["resource"].tolist()
    assert {need.where for need in goal.needs} == {"Berlin"}


def test_only_what_is_proposed_is_printed():
    """Needs that the user typed are accepted already."""
    typed = state_needs([NeedSpec("a sworn translator")], goal="move", goal_id="g1")
    goals = make_goals("move", SENTENCE)
    needs = pd.concat([typed, propose_needs(SENTENCE, goal_id="g2")], ignore_index=True)
    read = tomllib.loads(propose_toml(goals, needs))
    assert [goal["goal"] for goal in read["goals"]] == [SENTENCE]
    assert propose_toml(goals, typed) == ""
    assert propose_toml(make_goals(), make_table(NEEDS, [])) == ""


def test_a_goal_that_is_there_already_is_not_to_be_copied_twice():
    """A comment says which lines."""
    needs = propose_needs(SENTENCE, goal_id="g1")
    assert "already: copy only" in propose_toml(make_goals(SENTENCE), needs, known=[SENTENCE])
    assert "already" not in propose_toml(make_goals(SENTENCE), needs)


@pytest.mark.parametrize(
    ("sentence", "asked"), [("get promoted to head of data", True), (SENTENCE, False)]
)
def test_a_promotion_asks_for_sponsors_by_name(sentence, asked):
    """In a line that is asleep; woken up, it is one of netlens.toml."""
    text = propose_toml(make_goals(sentence), propose_needs(sentence, goal_id="g1"))
    assert ("Sponsors sit in your own organisation" in text) is asked
    woken = tomllib.loads(text.replace("# targets", "targets"))
    assert parse_settings(woken).goals[0].targets == (
        ("First Sponsor", "Second Sponsor") if asked else ()
    )


@given(st.text(max_size=80), st.text(max_size=80))
@example('a "quoted" \\ goal"""\n[me]\nname = "x', "'''\r\n]]\x00\x1b[31m\u202e\u2028\U000e0001")
def test_hostile_text_stays_one_string_and_moves_no_screen(goal, text):
    """It is read back letter by letter, and every line of output is one of ours."""
    row = {"need_id": "n", "goal_id": "g1", "goal": goal, "resource": text or None}
    needs = make_table(NEEDS, [{**row, "text": text, "where": goal or None, "proposed": True}])
    printed = propose_toml(make_goals(goal), needs)
    assert all(line.isprintable() for line in printed.split("\n"))
    read = tomllib.loads(printed)
    assert set(read) == {"goals"}
    (found,) = read["goals"]
    assert found["goal"] == goal
    expected = {"resource": text, "text": text, "where": goal}
    assert found["needs"] == [{name: value for name, value in expected.items() if value}]
