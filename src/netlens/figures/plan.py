"""
Figure about the plan: which steps of the method are done, for each goal.

Steps are rows with their names, goals are columns named by letters; a mark says
done, weak, missing or not known, readable in grey and without colour.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing
from netlens.figures.labels import label
from netlens.theme import INK, QUIET, STATUS, finish

MOST_GOALS: Final = 4
_TITLE: Final = "Which steps are done?"
_LINE: Final = 28
# A mark, its words, and the colour of the status that it comes nearest to.
MARKS: Final = {
    "done": ("●", "done", STATUS["held"]),
    "weak": ("◐", "weak", STATUS["likely"]),
    "missing": ("○", "missing", STATUS["gap"]),
    "unknown": ("?", "not known", QUIET),
}
_NAMES: Final = 0.62
_LETTERS: Final = "ABCD"
_KEY_LINE: Final = 20
_PAD: Final = 8


@dataclass(frozen=True)
class Gate:
    """What is drawn: goals in columns (escaped), and for each step its name and statuses."""

    goals: tuple[str, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: int


def gate_data(steps: pd.DataFrame, goals: pd.DataFrame) -> Gate:
    """
    Decide what `plot_steps` shows.

    Parameters
    ----------
    steps
        Table of STEPS.
    goals
        `goal_id` and `goal`.

    Returns
    -------
    gate
        At most four goals, in table order; every step of theirs.
    """
    shown = goals.head(MOST_GOALS)
    rows = []
    for name, cells in steps.groupby("name", sort=False):
        status = dict(zip(cells["goal_id"], cells["status"], strict=True))
        rows.append((label(name, 40), tuple(status[goal] for goal in shown["goal_id"])))
    titles = tuple(label(goal, 44) for goal in shown["goal"])
    return Gate(titles, tuple(rows), len(goals) - len(shown))


def plot_steps(steps: pd.DataFrame, goals: pd.DataFrame) -> go.Figure:
    """
    Draw the step gate.

    Parameters
    ----------
    steps
        Table of STEPS.
    goals
        `goal_id` and `goal`, in order.
    """
    gate = gate_data(steps, goals)
    if not gate.steps or not gate.goals:
        return draw_nothing(_TITLE, "No goal is set, so there are no steps. Name one with --goal.")
    fig = go.Figure()
    several = len(gate.goals) > 1
    head = 0
    if several:
        for number, goal in enumerate(gate.goals):
            _write(fig, f"{_LETTERS[number]}  {goal}", 0, head, color=QUIET)
            head += _KEY_LINE
        head += _PAD
    width = (1 - _NAMES) / MOST_GOALS
    for column in range(len(gate.goals) if several else 0):
        _write(fig, _LETTERS[column], _NAMES + column * width, head, color=QUIET)
    head += _KEY_LINE if several else _PAD
    for row, (name, statuses) in enumerate(gate.steps):
        depth = head + row * _LINE
        _write(fig, f"{row + 1}  {name}", 0, depth)
        for column, status in enumerate(statuses):
            mark, words, color = MARKS[status]
            text = mark if several else f"{mark} {words}"
            _write(fig, text, _NAMES + column * width, depth, size=14, color=color)
    depth = head + len(gate.steps) * _LINE
    below = " · ".join(f"{mark} {words}" for mark, words, _ in MARKS.values())
    if gate.left_out:
        below += f"<br>not shown: {gate.left_out:,} goals"
    fig.update_xaxes(range=[0, 1], showticklabels=False, title_text=below)
    fig.update_yaxes(range=[depth, 0], visible=False)
    return finish(fig, _TITLE, height=depth, bottom=44)


def _write(
    fig: go.Figure, words: str, left: float, depth: float, *, size: int = 13, color: str = INK
) -> None:
    fig.add_annotation(
        text=words, x=round(left, 4), y=depth, xanchor="left", yanchor="top", align="left",
        borderpad=0, font={"size": size, "color": color},
    )  # fmt: skip
