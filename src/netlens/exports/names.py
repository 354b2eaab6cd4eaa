"""How a person's name is put together from its parts."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

# Han, kana and Hangul: written family name first, without a space.
_EAST_ASIAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+",
)
# Any of these between cells that are joined by NUL means that some cell needs folding.
_UNFOLDED: Final = (
    *("\t", "\n", "\v", "\f", "\r", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u1680"),
    *(chr(code) for code in range(0x2000, 0x200B)),
    *("\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "  ", " \0", "\0 ", ":::"),
)


def fold_text(text: str) -> str:
    """Fold white space to single spaces, and compose letters with their accents (NFC)."""
    folded = " ".join(text.split())
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def compose_name(given: str | None, middle: str | None, family: str | None) -> str | None:
    """
    Put a name together from parts that are folded already.

    Returns
    -------
    name
        Given, middle and family name; Chinese, Japanese and Korean names
        family name first. `None` if there is no part at all.
    """
    if not middle:
        if not (given and family):
            return given or family or None
        if given.isascii() or not (_EAST_ASIAN.fullmatch(given) and _EAST_ASIAN.fullmatch(family)):
            return f"{given} {family}"
        return f"{family}{given}"
    return " ".join(part for part in (given, middle, family) if part)


def fold_column(cells: Sequence[str]) -> list[str | None]:
    """
    Fold all cells of a column as `fold_text` does; empty ones become `None`.

    Of several values in a cell (`a ::: b`) the first is taken. The different
    cells are looked at as one text first, since most columns need no folding.
    """
    different = set(cells)
    joined = "\0".join(different)
    if _is_folded(joined):
        if "" not in different:
            return list(cells)
        return [cell or None for cell in cells]
    folded = {cell: fold_text(cell.split(":::")[0]) or None for cell in different}
    return [folded[cell] for cell in cells]


def _is_folded(joined: str) -> bool:
    if any(mark in joined for mark in _UNFOLDED) or joined[:1] == " " or joined[-1:] == " ":
        return False
    return joined.isascii() or unicodedata.is_normalized("NFC", joined)
