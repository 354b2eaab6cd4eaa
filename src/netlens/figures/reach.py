"""Figures about reach: how far it goes, on one axis, and who opens the most."""

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_bars, draw_nothing, text_trace
from netlens.figures.labels import label, two_figures
from netlens.theme import BASIS, finish

_REACH: Final = "How many people are two steps away?"
_OPENERS: Final = "Who opens the most new people?"
_ORDER: Final = ("first step", "seen", "second step", "rule of thumb")
_WORDS: Final = {
    "first step": "people you know",
    "seen": "two steps away, seen by name",
    "second step": "two steps away",
    "rule of thumb": "rule of thumb, 200 × contacts",
}
_UNKNOWN: Final = "cannot be known from these files"
# Of the ways to come to a range, this one has a probability that was measured.
_CALIBRATED: Final = "extrapolated"
ROW_HEIGHT: Final = 54


def reach_data(reach: pd.DataFrame) -> pd.DataFrame:
    """
    Decide the rows of `plot_reach`, nearest people first.

    Parameters
    ----------
    reach
        One row per `figure`: `low`, `value`, `high` (people; NaN is unknown),
        `basis`, `note`.

    Returns
    -------
    rows
        `figure`, `words`, `said` (its number in words), `low`, `value`,
        `high` (rounded), `basis`. A range without ends starts and ends at its
        value.
    """
    rows = reach[reach["figure"].isin(_ORDER)].copy()
    rows["words"] = rows["figure"].map(_WORDS)
    numbers = rows[["low", "value", "high"]].astype(float).round(0)
    numbers["low"] = numbers["low"].fillna(numbers["value"])
    numbers["high"] = numbers["high"].fillna(numbers["value"])
    rows[["low", "value", "high"]] = numbers
    rows["said"] = [
        _said(low, value, high, basis=basis, note=note)
        for low, value, high, basis, note in zip(
            numbers["low"], numbers["value"], numbers["high"], rows["basis"], rows["note"],
            strict=True,
        )
    ]  # fmt: skip
    order = rows["figure"].map(_ORDER.index)
    columns = ["figure", "words", "said", "low", "value", "high", "basis"]
    return rows.loc[order.sort_values().index, columns].reset_index(drop=True)


def _said(low: float, value: float, high: float, *, basis: str, note: str) -> str:
    if np.isnan([low, high]).any():
        return _UNKNOWN
    write = two_figures if basis == "inferred" else "{:,.0f}".format
    if write(low) == write(high):
        return f"<b>{write(low if np.isnan(value) else value)}</b>"
    sure = ", 90 % sure" if str(note).startswith(_CALIBRATED) else ""
    return f"<b>{write(low)} to {write(high)}</b>{sure}"


def plot_reach(reach: pd.DataFrame) -> go.Figure:
    """
    Draw people known, seen, estimated and supposed on one axis of powers of ten.

    Parameters
    ----------
    reach
        One row per `figure`: `low`, `value`, `high` (people; NaN is unknown),
        `basis`, `note`.
    """
    rows = reach_data(reach)
    if rows.empty:
        return draw_nothing(_REACH, "Nobody can be counted yet.")
    fig = go.Figure()
    known = rows[rows["high"] >= 1]
    ends = [*known["low"].clip(lower=1), *known["high"], 10.0]
    first, last = int(np.log10(min(ends))), int(np.ceil(np.log10(max(ends)) + 0.02))
    for at, row in known.iterrows():
        _mark(fig, row, float(str(at)))
    _floor(fig, known)
    said = [f"{words}: {said}" for words, said in zip(rows["words"], rows["said"], strict=True)]
    above = [round(at - 0.36, 2) for at in range(len(rows))]
    start = [10**first] * len(rows)
    fig.add_trace(text_trace(x=start, y=above, text=said, textposition="middle right"))
    fig.update_yaxes(visible=False, range=[round(len(rows) - 0.6, 2), -0.65])
    fig.update_xaxes(
        type="log", range=[first, last], tickformat=",", showgrid=True,
        tickvals=[10**power for power in range(first + 1, last)],
        title_text="people; each step is ten times as many",
    )  # fmt: skip
    return finish(fig, _REACH, height=ROW_HEIGHT * len(rows), bottom=48)


def _mark(fig: go.Figure, row: pd.Series, at: float) -> None:
    """Draw a range as a bar, its middle or a single number as a dot."""
    low, value, high = max(row["low"], 1.0), row["value"], row["high"]
    if low < high:
        fig.add_scatter(
            x=[low, high], y=[at, at], mode="lines", hoverinfo="skip",
            line={"width": 14, "color": BASIS[row["basis"]]},
        )  # fmt: skip
    if row["figure"] == "rule of thumb":
        _dot(fig, value, at, "diamond-open")
    elif row["figure"] == "second step" or (low == high and row["figure"] != "seen"):
        _dot(fig, value, at, "circle")


def _floor(fig: go.Figure, rows: pd.DataFrame) -> None:
    """Draw the people seen as a tick, again at the estimate, which cannot be below it."""
    seen = rows.loc[rows["figure"] == "seen", "value"]
    for at in rows.index[rows["figure"].isin(["seen", "second step"])]:
        if len(seen):
            _dot(fig, seen.iloc[0], float(at), "line-ns")


def _dot(fig: go.Figure, value: float, at: float, symbol: str) -> None:
    marker = {
        "symbol": symbol,
        "size": 11,
        "color": BASIS["observed"],
        "line": {"width": 2, "color": BASIS["observed"]},
    }
    fig.add_scatter(x=[value], y=[at], mode="markers", marker=marker, hoverinfo="skip")


def openers_data(openers: pd.DataFrame, *, top: int = 10) -> tuple[pd.DataFrame, int]:
    """
    Decide the bars of `plot_openers`.

    Returns
    -------
    shown, left_out
        The first `top` rows by `rank`, and how many rows are left out.
    """
    shown = openers.sort_values("rank", kind="stable", ignore_index=True)
    return shown.head(top), max(0, len(shown) - top)


def plot_openers(openers: pd.DataFrame, *, top: int = 10) -> go.Figure:
    """
    Draw for each colleague's list how many people it adds to those before it.

    Parameters
    ----------
    openers
        One row per list: `rank`, `name`, `beyond` (people on it whom ego does
        not know), `new_people` (of them, on no list before).
    top
        How many to show; how many more there are is said.
    """
    shown, left_out = openers_data(openers, top=top)
    if shown.empty:
        why = "No list but your own is held. A colleague's export, given with consent, would tell."
        return draw_nothing(_OPENERS, why)
    pairs = zip(shown["new_people"], shown["beyond"], strict=True)
    notes = [f"{new:,} of {beyond:,}" for new, beyond in pairs]
    notes[0] = f"{shown['new_people'].iloc[0]:,} new of {shown['beyond'].iloc[0]:,} people"
    return draw_bars(
        _OPENERS,
        labels=[label(name, 26) for name in shown["name"]],
        values=shown["new_people"].tolist(),
        tracks=shown["beyond"].tolist(),
        notes=notes,
        more=f"and {left_out:,} more" if left_out else "",
    )
