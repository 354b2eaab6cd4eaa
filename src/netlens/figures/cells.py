"""
Needs one below the other, each with cells that hold names: what two figures share.

Sizes are pixels for the width of a phone, where two columns leave room for a
name each; the need itself stands above its cells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.labels import label, wrapped
from netlens.theme import INK, QUIET, finish

MOST_NAMES: Final = 3
MOST_NEEDS: Final = 16
LEFT: Final = (0.0, 0.49)
RIGHT: Final = (0.51, 0.49)
WHOLE: Final = (0.0, 1.0)
_LINE: Final = 17
_PAD: Final = 6
_GAP: Final = 14
_WIDTH: Final = 46


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


@dataclass(frozen=True)
class Look:
    """How the cells of one status look, and where they stand: left edge, width, row."""

    place: tuple[float, float]
    fill: str
    line: str
    ink: str
    row: int = 0


def list_needs(
    table: pd.DataFrame,
    cells_of: Callable[[pd.DataFrame], Sequence[Cell]],
    *,
    most: int = MOST_NEEDS,
) -> tuple[list[Need], int]:
    """
    Decide what stands in a figure of needs.

    Parameters
    ----------
    table
        Several rows per need: `need_id`, `goal`, `need`.
    cells_of
        Gives the cells of one need from its rows, in the order of their
        places.
    most
        How many needs to show.

    Returns
    -------
    needs, left_out
        The first needs in table order, and how many are left out. The goal is
        named above its first need if there are several.
    """
    several = len(table["goal"].unique()) > 1
    needs: list[Need] = []
    before = ""
    ids = table["need_id"].drop_duplicates().tolist()
    for need_id in ids[:most]:
        rows = table[table["need_id"] == need_id]
        goal = str(rows["goal"].iloc[0])
        needs.append(
            Need(
                goal=wrapped(goal, _WIDTH - 4, 2) if several and goal != before else "",
                lines=tuple(wrapped(rows["need"].iloc[0], _WIDTH, 3).split("<br>")),
                cells=tuple(cells_of(rows)),
            ),
        )
        before = goal
    return needs, len(ids) - len(needs)


def name_lines(names: Sequence[str]) -> tuple[str, ...]:
    """Give the first names, a line each (escaped), and how many more there are."""
    shown = [label(name, 23) for name in names[:MOST_NAMES]]
    rest = len(names) - len(shown)
    return (*shown, f"and {rest:,} more") if rest else tuple(shown)


def draw_needs(
    title: str,
    needs: Sequence[Need],
    looks: Mapping[str, Look],
    *,
    heads: Mapping[str, str],
    none: str,
    below: str,
) -> go.Figure:
    """
    Draw needs below each other, their cells at the place of their status.

    Parameters
    ----------
    title
        The question.
    needs
        At least one.
    looks
        Status to how its cells look.
    heads
        Status to the words above its column, at the top of the figure.
    none
        What to write for a need without cells.
    below
        One or two lines below all.
    """
    fig = go.Figure()
    for status, words in heads.items():
        _write(fig, words, looks[status].place[0], 0, color=QUIET)
    depth = float(_LINE + _PAD) if heads else 0.0
    for need in needs:
        depth = _draw_need(fig, need, looks, none, depth)
    fig.update_xaxes(range=[0, 1], showticklabels=False, title_text=below)
    fig.update_yaxes(range=[depth, 0], visible=False)
    return finish(fig, title, height=round(depth), bottom=44)


def _draw_need(
    fig: go.Figure, need: Need, looks: Mapping[str, Look], none: str, depth: float
) -> float:
    """Draw one need from `depth` on and return the depth below it, in pixels."""
    if need.goal:
        _write(fig, f"<b>{need.goal}</b>", 0, depth + _PAD, size=14)
        depth += 1.2 * _LINE * (need.goal.count("<br>") + 1) + 2 * _PAD
    _write(fig, "<br>".join(need.lines), 0, depth)
    depth += _LINE * len(need.lines) + _PAD
    if not need.cells:
        _write(fig, none, 0, depth + _PAD, size=12, color=QUIET)
        return depth + _LINE + 2 * _PAD + _GAP
    for _, row in groupby(need.cells, key=lambda cell: looks[cell.status].row):
        cells = list(row)
        tall = _LINE * max(len(cell.lines) for cell in cells) + 2 * _PAD
        for cell in cells:
            _draw_cell(fig, cell, looks[cell.status], depth, tall)
        depth += tall + _PAD
    return depth - _PAD + _GAP


def _draw_cell(fig: go.Figure, cell: Cell, look: Look, depth: float, tall: float) -> None:
    left, wide = look.place
    fig.add_shape(
        type="rect", x0=left, x1=round(left + wide, 4), y0=depth, y1=depth + tall,
        fillcolor=look.fill, line={"width": 1.5, "color": look.line},
    )  # fmt: skip
    _write(fig, "<br>".join(cell.lines), left, depth + _PAD, size=12, color=look.ink)


def _write(
    fig: go.Figure, words: str, left: float, depth: float, *, size: int = 13, color: str = INK
) -> None:
    inside = {} if size > 12 else {"xshift": _PAD}  # noqa: PLR2004  (text of cells is set smaller)
    fig.add_annotation(
        text=words, x=left, y=depth, xanchor="left", yanchor="top", align="left",
        borderpad=0, font={"size": size, "color": color}, **inside,
    )  # fmt: skip
