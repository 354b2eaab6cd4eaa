"""Figures about who knows the reader: for each need, and over the years."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.cells import LEFT, RIGHT, Cell, Look, Need, draw_needs, list_needs, name_lines
from netlens.figures.drawing import draw_nothing, text_trace
from netlens.theme import INK, KNOWN, PAPER, QUIET, finish

MOST_NEEDS: Final = 12
MOST_YEARS: Final = 12
TREND_HEIGHT: Final = 240
_KNOWN_BY: Final = "Who of those who matter knows you?"
_TREND: Final = "When did people show they know you?"
# Two columns and two rows, the most telling first; nothing is drawn where nobody is.
_LOOKS: Final = {
    "vouches": Look(LEFT, KNOWN["vouches"], KNOWN["vouches"], PAPER),
    "aware": Look(RIGHT, KNOWN["aware"], KNOWN["aware"], INK),
    "weak sign": Look(LEFT, KNOWN["weak sign"], KNOWN["weak sign"], INK, row=1),
    "no sign": Look(RIGHT, PAPER, KNOWN["no sign"], INK, row=1),
}
_WORDS: Final = {
    "vouches": "vouches for you",
    "aware": "aware of you",
    "weak sign": "weak sign",
    "no sign": "no sign either way",
}
_KEY_AT: Final = {"vouches": 0.0, "aware": 0.42}


def known_by_data(table: pd.DataFrame) -> tuple[list[Need], int]:
    """
    Decide what `plot_known_by` shows.

    Parameters
    ----------
    table
        One row per need and level.

    Returns
    -------
    needs, left_out
        The first needs in table order, and how many are left out. A need has
        a cell for each level at which there is somebody: what it means and
        how many they are, then names.
    """
    return list_needs(table, _cells, most=MOST_NEEDS)


def _cells(rows: pd.DataFrame) -> list[Cell]:
    order = list(_LOOKS)
    found = [
        Cell(level, int(people), (f"<b>{_WORDS[level]}: {int(people):,}</b>", *name_lines(names)))
        for level, people, names in rows[["level", "people", "names"]].itertuples(index=False)
        if people
    ]
    return sorted(found, key=lambda cell: order.index(cell.status))


def plot_known_by(table: pd.DataFrame) -> go.Figure:
    """
    Draw needs by what shows that those who may hold them know the reader.

    Parameters
    ----------
    table
        One row per need and level: `need_id`, `goal`, `need`, `level`
        (vouches, aware, weak sign, no sign), `people`, `names`.
    """
    needs, left_out = known_by_data(table)
    if not needs:
        why = "No goal is set, so nobody matters more than others. Name one with --goal."
        return draw_nothing(_KNOWN_BY, why)
    below = "no sign: not known, which is not a no"
    if left_out:
        below += f"<br>not shown: {left_out:,} needs"
    none = "nobody you have described may have it"
    return draw_needs(_KNOWN_BY, needs, _LOOKS, heads={}, none=none, below=below)


def trend_data(trend: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """
    Decide the bars of `plot_visibility_trend`.

    Parameters
    ----------
    trend
        One row per year.

    Returns
    -------
    years, earlier
        The last years from the first one in which somebody vouched or was
        aware, with the sum of both as `shown`; and how many earlier years are
        left out.
    """
    years = trend.sort_values("year", kind="stable", ignore_index=True)
    years = years.assign(shown=years["vouches"] + years["aware"])
    years = years[years["shown"].cummax() > 0]
    return years.tail(MOST_YEARS).reset_index(drop=True), max(0, len(years) - MOST_YEARS)


def plot_visibility_trend(trend: pd.DataFrame) -> go.Figure:
    """
    Draw by year how many people showed that they know the reader.

    Parameters
    ----------
    trend
        One row per `year`: people as `vouches` and `aware`, each at their
        strongest of the year. Weak signs are not drawn.
    """
    years, earlier = trend_data(trend)
    if years.empty:
        return draw_nothing(_TREND, "No sign stronger than a connection or a meeting bears a date.")
    fig = go.Figure()
    ticks = [str(year) for year in years["year"]]
    for level in _KEY_AT:
        fig.add_bar(
            x=ticks, y=years[level].tolist(), marker={"color": KNOWN[level]}, hoverinfo="skip"
        )
    totals = years["shown"].tolist()
    # A year without a sign is not known to be one in which nobody thought of ego.
    told = [f"{shown:,}" if shown else "" for shown in totals]
    fig.add_trace(text_trace(x=ticks, y=totals, text=told, textposition="top center"))
    _draw_key(fig)
    below = "year; without connections and meetings"
    if earlier:
        below += f"<br>not shown: {earlier:,} earlier {'year' if earlier == 1 else 'years'}"
    fig.update_layout(barmode="stack", bargap=0.25)
    fig.update_xaxes(title_text=below, type="category", tickangle=-90)
    fig.update_yaxes(title_text="people", range=[0, round(1.4 * max(totals), 2)], nticks=5)
    fig.update_yaxes(automargin=True, showgrid=True, tickformat="d")
    return finish(fig, _TREND, height=TREND_HEIGHT, bottom=76)


def _draw_key(fig: go.Figure) -> None:
    """Say above the bars what each colour means."""
    for level, left in _KEY_AT.items():
        fig.add_shape(
            type="rect", xref="paper", yref="paper", x0=left, x1=round(left + 0.03, 2), y0=0.94,
            y1=0.99, fillcolor=KNOWN[level], line={"width": 0},
        )  # fmt: skip
        fig.add_annotation(
            text=_WORDS[level], xref="paper", yref="paper", x=left, y=0.965, xanchor="left",
            yanchor="middle", xshift=16, font={"size": 12, "color": QUIET},
        )  # fmt: skip
