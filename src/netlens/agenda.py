"""Moves as an agenda: weeks as headings, each move a sentence with its reason below."""

from typing import Any, Final

import pandas as pd

from netlens.escaping import html_text, one_line
from netlens.schema import list_rows
from netlens.views import View

WEEKS_OPEN: Final = 3
_LONGEST: Final = 600


def agenda(moves: pd.DataFrame, *, empty: str = "Nothing after this week.") -> View:
    """
    Show later moves week by week.

    Parameters
    ----------
    moves
        Table of MOVES; those of this week are left out, since the first screen
        has them.
    empty
        What to say if none is left.

    Returns
    -------
    view
        The first three weeks, the others folded with how many moves they hold.
    """
    later = moves[moves["when"] == "later"]
    if later.empty:
        return View(f'<p class="nl-none">{html_text(empty)}</p>', one_line(empty))
    weeks = [(week, list_rows(rows)) for week, rows in later.groupby("week", sort=True)]
    parts = [_week(week, rows) for week, rows in weeks[:WEEKS_OPEN]]
    rest = weeks[WEEKS_OPEN:]
    if rest:
        count = sum(len(rows) for _, rows in rest)
        inside = "".join(_week(week, rows) for week, rows in rest)
        parts.append(f"<details><summary>{count:,} more after that</summary>{inside}</details>")
    lines = [line for week, rows in weeks for line in _lines(week, rows)]
    return View(f'<div class="nl-agenda">{"".join(parts)}</div>', "\n".join(lines))


def _heading(week: Any) -> str:  # noqa: ANN401
    return f"Week of {week.day} {week.month_name()} {week.year}"


def _week(week: Any, rows: list[dict[str, Any]]) -> str:  # noqa: ANN401
    items = "".join(f"<li>{_item(row)}</li>" for row in rows)
    return f"<h4>{html_text(_heading(week))}</h4><ul>{items}</ul>"


def _item(row: dict[str, Any]) -> str:
    parts = [f"<strong>{html_text(row['sentence'], _LONGEST)}.</strong>"]
    parts.append(f"{html_text(row['because'], _LONGEST)}.")
    offer = _offer(row)
    if offer:
        parts.append(f"{html_text(offer, _LONGEST)}.")
    return "<br>".join(parts)


def _offer(row: dict[str, Any]) -> str:
    offer = row["offer"] if isinstance(row["offer"], str) else ""
    return f"Offer first: {offer}" if offer and row["kind"] != "offer" else ""


def _lines(week: Any, rows: list[dict[str, Any]]) -> list[str]:  # noqa: ANN401
    told = [one_line(f"{row['sentence']}. {row['because']}.", _LONGEST) for row in rows]
    return [_heading(week), *(f"  {line}" for line in told)]
