"""Somebody else's text as labels: cut or wrapped to a width, then escaped. And rounded numbers."""

import unicodedata

from netlens.escaping import plotly_text


def two_figures(value: float) -> str:
    """Round an estimate to two significant figures: 41237 becomes `41,000`."""
    return f"{float(f'{value:.2g}'):,.0f}"


def label(value: object, most: int) -> str:
    """
    Escape one line of somebody else's text for a figure, cut to a width.

    Parameters
    ----------
    value
        Any text.
    most
        Width in characters; those of East Asian scripts count double.
    """
    return plotly_text(_cut(_folded(value), most), 10 * most)


def wrapped(value: object, width: int, lines: int) -> str:
    """
    Escape somebody else's text as a few lines, broken at spaces where there are any.

    Parameters
    ----------
    value
        Any text.
    width
        Of a line, as for `label`.
    lines
        How many at most; the last one is cut if the text is longer.
    """
    rest = _folded(value)
    made: list[str] = []
    while rest and len(made) < lines - 1:
        first = _fitting(rest, width)
        if first < len(rest):
            first = rest.rfind(" ", 1, first + 1) if " " in rest[1 : first + 1] else first
        made.append(rest[:first])
        rest = rest[first:].strip()
    if rest:
        made.append(_cut(rest, width))
    return "<br>".join(plotly_text(line, 10 * width) for line in made)


def stacked(value: object, width: int) -> str:
    """Escape the first and the last word of a name, one above the other, each cut to a width."""
    words = _folded(value).split(" ")
    return "<br>".join(label(word, width) for word in dict.fromkeys((words[0], words[-1])))


def _folded(value: object) -> str:
    """Fold white space; nothing shown is longer than the first characters of a long text."""
    return " ".join(str(value)[:2_000].split())


def _cut(text: str, most: int) -> str:
    fitting = _fitting(text, most)
    return text if fitting == len(text) else text[: _fitting(text, most - 1)].rstrip() + "…"


def _fitting(text: str, width: int) -> int:
    """Count how many of the first characters fit into a width."""
    used = 0
    for position, character in enumerate(text):
        used += _width(character)
        if used > width:
            return position
    return len(text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
