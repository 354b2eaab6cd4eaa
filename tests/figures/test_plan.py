"""The step gate as a figure."""

import pandas as pd

from netlens.figures.plan import MARKS, MOST_GOALS, gate_data, plot_steps


def steps(*goals):
    """Give two steps for each goal: done, and not known."""
    rows = [
        {"goal_id": g, "step": n, "name": name, "status": status}
        for g in goals
        for n, (name, status) in enumerate([("know what I want", "done"), ("thanks", "unknown")], 1)
    ]
    return pd.DataFrame(rows, columns=["goal_id", "step", "name", "status"])


def goals(number):
    """Give so many goals."""
    return pd.DataFrame(
        {
            "goal_id": [f"g{n}" for n in range(number)],
            "goal": [f"find thing {n} <b>" for n in range(number)],
        }
    )


def words(fig):
    """Give all text of a figure."""
    return [annotation.text for annotation in fig.layout.annotations]


def test_the_numbers_are_those_of_the_table():
    """One row per step, one status per goal, in order."""
    gate = gate_data(steps("g0", "g1"), goals(2))
    assert [name for name, _ in gate.steps] == ["know what I want", "thanks"]
    assert [status for _, status in gate.steps] == [("done", "done"), ("unknown", "unknown")]
    assert gate.left_out == 0


def test_marks_can_be_told_apart_without_colour():
    """And each is explained below."""
    assert len({mark for mark, _, _ in MARKS.values()}) == len(MARKS)
    fig = plot_steps(steps("g0"), goals(1))
    assert "● done" in words(fig)
    assert "? not known" in fig.layout.xaxis.title.text


def test_more_goals_than_fit_are_counted():
    """On the width of a phone."""
    many = MOST_GOALS + 2
    fig = plot_steps(steps(*(f"g{n}" for n in range(many))), goals(many))
    assert "not shown: 2 goals" in fig.layout.xaxis.title.text


def test_goals_are_escaped():
    """As everything a person typed."""
    assert not [text for text in words(plot_steps(steps("g0", "g1"), goals(2))) if "<b>" in text]
