"""What figures share: words as marks, rows of labelled bars, and the figure of an empty table."""

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from netlens.figures.labels import wrapped
from netlens.theme import BASIS, LINE, MARGIN, QUIET, TITLE_SPACE, finish, hide_axes

EMPTY_HEIGHT: Final = 150
ROW_HEIGHT: Final = 42


def text_trace(**options: Any) -> go.Scatter:  # noqa: ANN401  (what Plotly takes)
    """Make a trace of words alone, which nothing happens to on hovering."""
    return go.Scatter(mode="text", hoverinfo="skip", cliponaxis=False, **options)


def draw_nothing(title: str, why: str) -> go.Figure:
    """
    Draw the figure of an empty table: the question, and why there is no answer.

    Parameters
    ----------
    title
        The question.
    why
        One sentence of our own; wrapped for a phone.
    """
    fig = hide_axes(go.Figure())
    fig.add_annotation(
        text=wrapped(why, 46, 4), x=0, y=0.5, xref="paper", yref="paper", xanchor="left",
        align="left", font={"color": QUIET},
    )  # fmt: skip
    return finish(fig, title, height=EMPTY_HEIGHT - TITLE_SPACE - MARGIN)


def draw_bars(
    title: str,
    *,
    labels: Sequence[str],
    values: Sequence[float],
    notes: Sequence[str],
    tracks: Sequence[float] | None = None,
    more: str = "",
) -> go.Figure:
    """
    Draw horizontal bars, each with its label above and its number at the right.

    Labels stand above their bars instead of beside them, so that long ones
    leave the bars their full width on a phone.

    Parameters
    ----------
    title
        The question.
    labels, notes
        Text above each bar, left and right; escaped, together at most 46
        characters wide.
    values
        Length of each bar; the longest, or the longest track, is full width.
    tracks
        What each bar is a part of, drawn pale behind it.
    more
        A last line in words about what is left out.
    """
    rows = list(range(len(labels)))
    above = [round(row - 0.36, 2) for row in rows]
    full = max([*values, *(tracks or ())], default=1) or 1
    fig = go.Figure()
    bars = {"orientation": "h", "y": rows, "width": 0.3, "hoverinfo": "skip"}
    if tracks is not None:
        fig.add_bar(x=list(tracks), marker={"color": LINE}, **bars)
    fig.add_bar(x=list(values), marker={"color": BASIS["observed"]}, **bars)
    fig.add_trace(
        text_trace(x=[0] * len(rows), y=above, text=list(labels), textposition="middle right")
    )
    fig.add_trace(
        text_trace(x=[full] * len(rows), y=above, text=list(notes), textposition="middle left")
    )
    if more:
        fig.add_trace(
            text_trace(
                x=[0], y=[round(len(rows) - 0.36, 2)], text=[more], textposition="middle right",
                textfont={"color": QUIET},
            ),
        )  # fmt: skip
    last = len(rows) - 0.1 if more else len(rows) - 0.7
    hide_axes(fig).update_layout(barmode="overlay")
    fig.update_xaxes(range=[0, full]).update_yaxes(range=[round(last, 2), -0.7])
    return finish(fig, title, height=round(ROW_HEIGHT * (last + 0.7)))
