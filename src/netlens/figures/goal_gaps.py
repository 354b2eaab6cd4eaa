"""Figure about goals: each need, with the names of those who have what it asks for."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.cells import (
    LEFT,
    RIGHT,
    WHOLE,
    Cell,
    Look,
    Need,
    draw_needs,
    list_needs,
    name_lines,
)
from netlens.figures.drawing import draw_nothing
from netlens.theme import INK, PAPER, STATUS

_TITLE: Final = "Who has what your goals need?"
# Nobody leaves both columns empty, and is drawn as an outline.
_LOOKS: Final = {
    "held": Look(LEFT, STATUS["held"], STATUS["held"], PAPER),
    "likely": Look(RIGHT, STATUS["likely"], STATUS["likely"], INK),
    "gap": Look(WHOLE, PAPER, STATUS["gap"], STATUS["gap"]),
}
_HEADS: Final = {"held": "stated", "likely": "likely"}


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
    return list_needs(matrix, _cells)


def _cells(rows: pd.DataFrame) -> list[Cell]:
    found = [
        Cell(status, int(people), name_lines(names))
        for status, people, names in rows[["status", "people", "names"]].itertuples(index=False)
        if status in _HEADS and people
    ]
    described = rows.loc[rows["status"] == "gap", "people"].sum()
    if described:
        found.append(
            Cell("gap", int(described), (f"nobody among the {described:,} who are described",))
        )
    return sorted(found, key=lambda cell: list(_LOOKS).index(cell.status))


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
    below = f"{matrix.iloc[0]['undescribed']:,} more are not described: any of them might"
    if left_out:
        below += f"<br>not shown: {left_out:,} needs"
    return draw_needs(
        _TITLE, needs, _LOOKS, heads=_HEADS, none="not known: nobody is described", below=below
    )
