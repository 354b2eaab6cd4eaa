"""
Figure about goals: each need, with the names of those who have what it asks for.

Sizes are pixels for the width of a phone, where two columns leave room for a
name each; the need itself stands above its cells.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing
from netlens.figures.labels import label, wrapped
from netlens.theme import INK, PAPER, QUIET, STATUS, finish

MOST_NAMES: Final = 3
MOST_NEEDS: Final = 16
_TITLE: Final = "Who has what your goals need?"
_LINE: Final = 17
_PAD: Final = 6
_GAP: Final = 14
_WIDTH: Final = 46
# Where each status stands and how wide it is; nobody leaves both columns empty.
_PLACES: Final = {"held": (0.0, 0.49), "likely": (0.51, 0.49), "gap": (0.0, 1.0)}
_HEADS: Final = {"held": "stated", "likely": "likely"}
_TEXT: Final = {"held": PAPER, "likely": INK, "gap": STATUS["gap"]}


@dataclass(frozen=True)
class Cell:
    """One need and status: the people of it, by name as far as there is room."""

    status: str
    people: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """One need: its text in lines (escaped), its cells, its goal if that is to be named."""

    goal: str
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]


def matrix_data(matrix: pd.DataFrame) -> tuple[list[Need], int]:
    """
    Decide what `plot_matrix` shows.

    Parameters
    ----------
    matrix
        One row per need and status.

    Returns
    -------
    needs, left_out
        The first needs in table order, and how many are left out. A need has
        a cell for "held" and "likely" where there is somebody, else one for
        "gap", unless nobody is described at all. The goal is named above its
        first need if there are several.
    """
    several = len(matrix["goal"].unique()) > 1
    needs: list[Need] = []
    before = ""
    ids = matrix["need_id"].drop_duplicates().tolist()
    for need_id in ids[:MOST_NEEDS]:
        rows = matrix[matrix["need_id"] == need_id]
        goal = str(rows["goal"].iloc[0])
        needs.append(
            Need(
                goal=wrapped(goal, _WIDTH - 4, 2) if several and goal != before else "",
                lines=tuple(wrapped(rows["need"].iloc[0], _WIDTH, 3).split("<br>")),
                cells=tuple(_cells(rows)),
            ),
        )
        before = goal
    return needs, len(ids) - len(needs)


def _cells(rows: pd.DataFrame) -> list[Cell]:
    found = [
        Cell(status, int(people), _name_lines(names))
        for status, people, names in rows[["status", "people", "names"]].itertuples(index=False)
        if status in {"held", "likely"} and people
    ]
    described = rows.loc[rows["status"] == "gap", "people"].sum()
    if described:
        found.append(
            Cell("gap", int(described), (f"nobody among the {described:,} who are described",))
        )
    return sorted(found, key=lambda cell: list(_PLACES).index(cell.status))


def _name_lines(names: tuple[str, ...]) -> tuple[str, ...]:
    shown = [label(name, 23) for name in names[:MOST_NAMES]]
    rest = len(names) - len(shown)
    return (*shown, f"and {rest:,} more") if rest else tuple(shown)


def plot_matrix(matrix: pd.DataFrame) -> go.Figure:
    """
    Draw needs by status, with names in the cells.

    Parameters
    ----------
    matrix
        One row per need and status: `need_id`, `goal`, `need`, `status`,
        `people`, `names`, `described`, `undescribed`. "gap" means nobody of
        those who are described; how many are not is said below.
    """
    needs, left_out = matrix_data(matrix)
    if not needs:
        return draw_nothing(_TITLE, "No goal is set, so there are no needs. Name one with --goal.")
    fig = go.Figure()
    for status, words in _HEADS.items():
        _write(fig, words, _PLACES[status][0], 0, color=QUIET)
    depth = float(_LINE + _PAD)
    for need in needs:
        depth = _draw_need(fig, need, depth)
    first = matrix.iloc[0]
    below = f"{first['undescribed']:,} more are not described: any of them might"
    if left_out:
        below += f"<br>not shown: {left_out:,} needs"
    fig.update_xaxes(range=[0, 1], showticklabels=False, title_text=below)
    fig.update_yaxes(range=[depth, 0], visible=False)
    return finish(fig, _TITLE, height=round(depth), bottom=44)


def _draw_need(fig: go.Figure, need: Need, depth: float) -> float:
    """Draw one need from `depth` on and return the depth below it, in pixels."""
    if need.goal:
        _write(fig, f"<b>{need.goal}</b>", 0, depth + _PAD, size=14)
        depth += 1.2 * _LINE * (need.goal.count("<br>") + 1) + 2 * _PAD
    _write(fig, "<br>".join(need.lines), 0, depth)
    depth += _LINE * len(need.lines) + _PAD
    tall = _LINE * max((len(cell.lines) for cell in need.cells), default=1) + 2 * _PAD
    for cell in need.cells:
        left, _ = _PLACES[cell.status]
        _box(fig, cell.status, depth, tall)
        _write(fig, "<br>".join(cell.lines), left, depth + _PAD, size=12, color=_TEXT[cell.status])
    if not need.cells:
        _write(fig, "not known: nobody is described", 0, depth + _PAD, size=12, color=QUIET)
    return depth + tall + _GAP


def _box(fig: go.Figure, status: str, depth: float, tall: float) -> None:
    left, wide = _PLACES[status]
    fig.add_shape(
        type="rect", x0=left, x1=round(left + wide, 4), y0=depth, y1=depth + tall,
        fillcolor=PAPER if status == "gap" else STATUS[status],
        line={"width": 1.5, "color": STATUS[status]},
    )  # fmt: skip


def _write(
    fig: go.Figure, words: str, left: float, depth: float, *, size: int = 13, color: str = INK
) -> None:
    inside = {} if size > 12 else {"xshift": _PAD}  # noqa: PLR2004  (text of cells is set smaller)
    fig.add_annotation(
        text=words, x=left, y=depth, xanchor="left", yanchor="top", align="left",
        borderpad=0, font={"size": size, "color": color}, **inside,
    )  # fmt: skip
