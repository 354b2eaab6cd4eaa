"""Figures about contacts: how many came when, what is known of them, who they are."""

import itertools
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_bars, draw_nothing, text_trace
from netlens.figures.labels import label
from netlens.theme import BASIS, QUIET, finish

MOST_LINES: Final = 4
GROWTH_HEIGHT: Final = 260
_DASHES: Final = ("solid", "dash", "dot", "dashdot")
_GROWTH: Final = "How did your contacts grow?"
_KNOWN: Final = "What is known about your contacts?"


def growth_data(growth: pd.DataFrame) -> pd.DataFrame:
    """
    Decide the lines of `plot_growth`.

    Parameters
    ----------
    growth
        One row per `source` and `day`: `contacts`, cumulative.

    Returns
    -------
    lines
        The same columns for at most four lines, the largest first; smaller
        sources are added up into one. Every line lasts until the last day of
        all.
    """
    if growth.empty:
        return growth[["source", "day", "contacts"]]
    wide = growth.pivot_table(index="day", columns="source", values="contacts", aggfunc="max")
    wide = wide.sort_index().ffill()
    final = wide.iloc[-1]
    ranked = sorted(wide.columns, key=lambda source: (-final[source], source))
    shown, rest = ranked, []
    if len(ranked) > MOST_LINES:
        shown, rest = ranked[: MOST_LINES - 1], ranked[MOST_LINES - 1 :]
    lines = {source: wide[source] for source in shown}
    if rest:
        lines[f"{len(rest)} smaller sources"] = wide[rest].sum(axis=1, min_count=1)
    tables = [
        pd.DataFrame({"source": source, "day": line.index, "contacts": line.to_numpy()})
        for source, line in lines.items()
    ]
    return pd.concat(tables, ignore_index=True).dropna().astype({"contacts": "int64"})


def plot_growth(growth: pd.DataFrame) -> go.Figure:
    """
    Draw cumulative contacts over time, one line per source, named at its end.

    Parameters
    ----------
    growth
        One row per `source` and `day`: `contacts`, cumulative. Undated
        contacts are not in it.
    """
    lines = growth_data(growth)
    if lines.empty:
        return draw_nothing(_GROWTH, "None of your contacts carries a date.")
    fig = go.Figure()
    ends = lines.groupby("source", sort=False).last()
    top = int(ends["contacts"].max())
    heights = _spread([float(value) for value in ends["contacts"]], gap=0.1 * top)
    for number, (source, height) in enumerate(zip(ends.index, heights, strict=True)):
        line = lines[lines["source"] == source]
        color = QUIET if number else BASIS["observed"]
        days = line["day"].dt.strftime("%Y-%m-%d").tolist()
        fig.add_scatter(
            x=days, y=line["contacts"].tolist(), mode="lines", hoverinfo="x+y",
            line={"shape": "hv", "width": 2.5, "color": color, "dash": _DASHES[number]},
        )  # fmt: skip
        words = f"{label(source, 16)}: {int(ends.loc[source, 'contacts']):,}"
        place = "middle right" if len(ends) > 1 else "top left"
        fig.add_trace(
            text_trace(
                x=days[-1:], y=[round(height, 2)], text=[words], textposition=place,
                textfont={"color": color},
            ),
        )  # fmt: skip
    fig.update_yaxes(title_text="contacts so far", automargin=True, showgrid=True)
    fig.update_yaxes(range=[0, round(max(1.14 * top, *heights), 2)], nticks=5)
    fig.update_xaxes(title_text="date of contact", nticks=5)
    finish(fig, _GROWTH, height=GROWTH_HEIGHT, bottom=48)
    return fig.update_layout(margin_r=140) if len(ends) > 1 else fig


def _spread(heights: list[float], *, gap: float) -> list[float]:
    """Move labels up, the lowest first, until none covers the next."""
    order = sorted(range(len(heights)), key=lambda i: (heights[i], -i))
    placed = dict(enumerate(heights))
    for below, above in itertools.pairwise(order):
        placed[above] = max(placed[above], placed[below] + gap)
    return [placed[i] for i in range(len(heights))]


def known_data(known: pd.DataFrame) -> pd.DataFrame:
    """Decide the rows of `plot_known`: most known first, equal ones in the given order."""
    return known.sort_values("people", ascending=False, kind="stable", ignore_index=True)


def plot_known(known: pd.DataFrame) -> go.Figure:
    """
    Draw for how many people each field is filled, out of all.

    Parameters
    ----------
    known
        One row per `field`: `people`, `of`.
    """
    rows = known_data(known)
    if rows.empty or not rows["of"].max():
        return draw_nothing(_KNOWN, "There are no contacts yet.")
    pairs = zip(rows["people"], rows["of"], strict=True)
    notes = [f"{people:,} of {of:,}" for people, of in pairs]
    notes[0] += " people"
    return draw_bars(
        _KNOWN,
        labels=[label(field, 24) for field in rows["field"]],
        values=rows["people"].tolist(),
        tracks=rows["of"].tolist(),
        notes=notes,
    )


def top_data(values: pd.DataFrame, *, top: int = 10) -> tuple[pd.DataFrame, int]:
    """
    Decide the bars of `plot_top`.

    Parameters
    ----------
    values
        One row per `value`: `people`; most people first.
    top
        How many to show.

    Returns
    -------
    shown, left_out
        The first `top` rows, and how many rows are left out.
    """
    shown = values.sort_values("people", ascending=False, kind="stable", ignore_index=True)
    return shown.head(top), max(0, len(shown) - top)


def plot_top(values: pd.DataFrame, *, title: str, top: int = 10) -> go.Figure:
    """
    Draw the most frequent employers, titles or places.

    Parameters
    ----------
    values
        One row per `value`: `people`; most people first.
    title
        The question, such as "Where do your contacts work?".
    top
        How many to show; how many more there are is said.
    """
    shown, left_out = top_data(values, top=top)
    if shown.empty:
        return draw_nothing(label(title, 44), "Your exports do not say.")
    notes = [f"{people:,}" for people in shown["people"]]
    notes[0] = "1 person" if notes[0] == "1" else f"{notes[0]} people"
    return draw_bars(
        label(title, 44),
        labels=[label(value, 34) for value in shown["value"]],
        values=shown["people"].tolist(),
        notes=notes,
        more=f"and {left_out:,} more" if left_out else "",
    )
