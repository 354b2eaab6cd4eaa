"""The step gate."""

import dataclasses

import pandas as pd
import pytest

from netlens.goals.ledger import Deed, HelpBook
from netlens.goals.steps import Stand, check_steps, count_steps
from netlens.schema import STEPS, check_table

NOTHING = Stand(
    goal_id="g1",
    has_day=False,
    has_target=False,
    needs=4,
    proposed=4,
    filled=0,
    described=0,
    holders=frozenset(),
    offers=0,
    skills=0,
    named=False,
    book=HelpBook(),
    touched=frozenset(),
    any_touch=False,
)


def deed(person, what="favour", goal=""):
    """Give a line of the ledger."""
    return Deed(person, what, pd.Timestamp("2026-05-01"), goal, "", "yes", 2)


EVERYTHING = Stand(
    goal_id="g1",
    has_day=True,
    has_target=True,
    needs=4,
    proposed=0,
    filled=4,
    described=10,
    holders=frozenset({"a", "b"}),
    offers=2,
    skills=0,
    named=True,
    book=HelpBook(
        received={"a": (deed("a"),)},
        given={"a": (deed("a"),)},
        told=frozenset({("a", "g1"), ("b", "g1")}),
        lines=5,
    ),
    touched=frozenset({"a"}),
    any_touch=True,
)


def status(stand):
    """Give the status of each step."""
    return check_steps([stand])["status"].tolist()


def test_everything_done_needs_no_fix():
    """Ten steps."""
    steps = check_steps([EVERYTHING])
    check_table(steps, STEPS)
    assert steps["status"].tolist() == ["done"] * 10
    assert (steps["fix"] == "").all()


def test_what_nobody_wrote_down_is_unknown_and_not_missing():
    """An empty ledger shows neither that it was done nor that it was not."""
    found = dict(zip(check_steps([NOTHING])["name"], status(NOTHING), strict=True))
    ledger = ["they know of my interest", "they know my offer", "an exchange", "thanks"]
    assert [found[name] for name in ledger] == ["unknown"] * 4
    assert found["keep in touch"] == found["know who matters"] == "unknown"
    assert found["know what I have"] == "missing"
    assert found["know what I want"] == found["know what I need"] == "weak"


@pytest.mark.parametrize(
    ("change", "step", "expected"),
    [
        ({"has_day": False}, 1, "weak"),
        ({"offers": 0, "skills": 3}, 2, "weak"),
        ({"proposed": 4}, 3, "weak"),
        ({"filled": 2}, 4, "weak"),
        ({"filled": 0}, 4, "missing"),
        ({"book": HelpBook(lines=1)}, 5, "missing"),
        ({"book": HelpBook(told=frozenset({("z", "g1")}), lines=1)}, 5, "weak"),
        ({"book": HelpBook(told=frozenset({("a", "g2"), ("b", "g2")}), lines=1)}, 5, "missing"),
        ({"book": HelpBook(given={"z": (deed("z"),)}, lines=1)}, 6, "weak"),
        ({"offers": 0}, 7, "weak"),
        ({"book": HelpBook(counts=(1, 0), lines=1)}, 8, "weak"),
        (
            {"book": HelpBook(received={"a": (deed("a"),)}, unthanked=(deed("a"),), lines=1)},
            9,
            "weak",
        ),
        ({"book": HelpBook(lines=1)}, 9, "unknown"),
        ({"touched": frozenset()}, 10, "missing"),
        ({"touched": frozenset(), "any_touch": False}, 10, "unknown"),
    ],
)
def test_each_step_tells_what_is_not_done(change, step, expected):
    """With what would help."""
    steps = check_steps([dataclasses.replace(EVERYTHING, **change)])
    row = steps.iloc[step - 1]
    assert row["status"] == expected
    assert row["fix"]
    assert row["because"]


def test_steps_are_counted_by_goal():
    """Per goal and status."""
    both = check_steps([EVERYTHING, dataclasses.replace(NOTHING, goal_id="g2")])
    counts = count_steps(both)
    assert counts["g1"] == {"done": 10}
    assert sum(counts["g2"].values()) == 10
