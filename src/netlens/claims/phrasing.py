"""One way to write each kind of number, so that every page says it alike."""

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

LONGEST_NAME: Final = 60


def two_figures(value: float) -> str:
    """Round to two significant figures: 41237 becomes `41,000`; whole numbers below 100 stay."""
    if value < 100:  # noqa: PLR2004
        return f"{value:,.0f}"
    step = 10 ** (math.floor(math.log10(value)) - 1)
    return f"{round(value / step) * step:,.0f}"


def span(low: float, high: float) -> str:
    """Write an estimate's range: `9,000 to 21,000`."""
    first, last = two_figures(low), two_figures(high)
    return first if first == last else f"{first} to {last}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write an exact count with its noun: `1 person`, `231 people`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def people(number: int) -> str:
    """Write an exact number of people."""
    return count(number, "person", "people")


def listing(words: Sequence[str], most: int = 3) -> str:
    """Join words as a sentence does: `Ana, Ben and 4 more`."""
    shown = list(words[:most])
    rest = len(words) - len(shown)
    if rest:
        shown.append(f"{rest:,} more")
    if len(shown) < 2:  # noqa: PLR2004
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def some_people(low: float, high: float) -> str:
    """Write a range of people: `9,000 to 21,000 people`, `1 person`."""
    said = span(low, high)
    return f"{said} {'person' if said == '1' else 'people'}"


def lists(number: int) -> str:
    """Write how many colleagues' lists are held: `1 colleague's list`, `6 colleagues' lists`."""
    return "1 colleague's list" if number == 1 else f"{number:,} colleagues' lists"


def have(number: int) -> str:
    """Give the verb that goes with a number of people."""
    return "has" if number == 1 else "have"


def are(number: int) -> str:
    """Give the verb that goes with a number of people, as `have` does."""
    return "is" if number == 1 else "are"


def named(text: object, longest: int = LONGEST_NAME) -> str:
    """
    Clip what a group, employer or place is called, so that a sentence stays one.

    Its ends are kept free of white space; what is left out is marked by `…`.
    """
    whole = str(text).strip()
    return whole if len(whole) <= longest else f"{whole[: longest - 1].rstrip()}…"


def percent(share: float) -> str:
    """Write a share: `12 %`, `under 1 %` for what would round to nothing."""
    if 0 < share < 0.01:  # noqa: PLR2004
        return "under 1 %"
    if 0.99 < share < 1:  # noqa: PLR2004
        return "over 99 %"
    return f"{share:.0%}".replace("%", " %")


def month(day: pd.Timestamp) -> str:
    """Write a month as `March 2021`, in English on every machine."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def long_day(day: pd.Timestamp) -> str:
    """Write a day as `23 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
