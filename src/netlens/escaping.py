"""
Hostile text made harmless: every field of an export is somebody else's text.

Four doors lead out of netlens, and each has its guard here: HTML, the small
HTML dialect of Plotly, CSV cells and the terminal. All of them show invisible
and direction-changing characters as what they are instead of obeying them.
"""

import html
import re
from typing import Final

LONGEST_SHOWN: Final = 200

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]",
)
# Joiners are spelling in Persian, Hindi and emoji, so they stay where they join something.
_JOINER = re.compile("(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
_WHITE = re.compile(r"\s+")
_FORMULA_START = ("=", "@", "+", "-", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)([eE][+-]?\d+)?%?")
_PLAIN_PHONE = re.compile(r"\+?[\d\s().\-/]{3,25}")


def show_invisible(text: str) -> str:
    """
    Spell out control, bidirectional and zero-width characters as `⟨U+202E⟩`.

    Parameters
    ----------
    text
        Any text; tabs and line ends are kept.

    Returns
    -------
    shown
        The same text with nothing in it that a screen would obey.
    """
    if text.isascii() and text.isprintable():
        return text
    joiners = {match.start() for match in _JOINER.finditer(text)}
    return _INVISIBLE.sub(
        lambda match: match[0] if match.start() in joiners else f"⟨U+{ord(match[0]):04X}⟩",
        text,
    )


def shorten(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Cut `text` to `longest` characters and say how long it was."""
    if len(text) <= longest:
        return text
    return f"{text[:longest]}… ({len(text):,} characters)"


def one_line(value: object, longest: int = LONGEST_SHOWN) -> str:
    """
    Turn any value into one short line that a terminal shows but does not obey.

    White space is folded, so that a name cannot forge a second line of output.
    """
    return show_invisible(_WHITE.sub(" ", shorten(str(value), longest)).strip())


def html_text(value: object, longest: int = LONGEST_SHOWN) -> str:
    """Escape `value` for HTML text and for quoted attributes."""
    return html.escape(one_line(value, longest), quote=True)


def plotly_text(value: object, longest: int = 60) -> str:
    """
    Escape `value` for Plotly labels, hover text and annotations.

    Plotly reads a small HTML dialect, `%{…}` in templates and `$…$` as TeX; a
    name must trigger none of them.
    """
    escaped = html.escape(one_line(value, longest), quote=False)
    return escaped.replace("%{", "%\u2060{").replace("$", "\uff04")


def csv_cell(value: object) -> object:
    """
    Guard one CSV cell against being run as a formula by a spreadsheet.

    A text that starts with `= @ + -`, tab or carriage return gets a leading
    apostrophe unless it is a plain number or phone number. Other values are
    returned as they are.
    """
    if not isinstance(value, str) or not value.startswith(_FORMULA_START):
        return value
    if _PLAIN_NUMBER.fullmatch(value) or _PLAIN_PHONE.fullmatch(value):
        return value
    return f"'{value}"
