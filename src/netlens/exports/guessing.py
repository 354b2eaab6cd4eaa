"""
What a column holds, told by its cells: where the header says too little.

Used for files without a header row, for columns whose name means several
things, and for rows with a cell too many. Whatever is guessed is said in a warning.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from typing import Final

from netlens.escaping import one_line
from netlens.exports.columns import Header

Cells = Sequence[str]

_SAMPLE: Final = 200
_MOST: Final = 0.6  # the share of filled cells that has to look alike
_LONGEST_NAME: Final = 60
_MOST_SURPLUS: Final = 8
_THUNDERBIRD_ADDRESS: Final = 4  # Thunderbird: given, family, shown and nick name, then the address

_EMAIL = re.compile(r"(?:mailto:)?[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|(?:\w+\.)?(?:linkedin|facebook|xing|twitter|x)\.com/\S+",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:tel:)?[+(\d][\d\s().\-/–+]{4,28}(?:\s?(?:x|ext\.?)\s?\d{1,6})?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d{4}[-/.]\d\d?[-/.]\d\d?"
    r"|\d\d?[-/. ](?:\d\d?|[^\W\d]{3,9})\.?[-/. ](?:\d{4}|\d\d)(?:\D.*)?",
)
_HONORIFIC = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|rev|hon|herr|frau|dipl|mag|ing|m|mme|mlle|sr|sra|"
    r"srta|don|doña|dott|dott\.?ssa|sig|sig\.?ra|dhr|mevr|mw|pan|pani|fru|hr|dra|eng|lic|г-н|г-жа)"
    r"\b[.\w\s]{0,12}",
    re.IGNORECASE,
)
_DIGITS_OF_A_PHONE: Final = 5


def _is_email(cell: str) -> bool:
    return bool(_EMAIL.fullmatch(cell))


def _is_url(cell: str) -> bool:
    return bool(_URL.fullmatch(cell))


def _is_day(cell: str) -> bool:
    return bool(_DAY.fullmatch(cell[:_LONGEST_NAME]))


def _is_phone(cell: str) -> bool:
    digits = sum(char.isdecimal() for char in cell[:_LONGEST_NAME])
    return bool(_PHONE.fullmatch(cell)) and digits >= _DIGITS_OF_A_PHONE and not _is_day(cell)


_KINDS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("email", _is_email),
    ("url", _is_url),
    ("day", _is_day),
    ("phone", _is_phone),
)
_FITS: Final = {
    "email": _is_email,
    "url": _is_url,
    "connected_on": _is_day,
    "phone": _is_phone,
}


def _sample(cells: Cells) -> list[str]:
    filled = (cell.strip() for cell in cells)
    return list(itertools.islice((cell for cell in filled if cell), _SAMPLE))


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def tell_kind(cells: Cells) -> str:
    """Tell whether a column holds `email`, `url`, `day` or `phone`; `""` for anything else."""
    sample = _sample(cells)
    return next((kind for kind, test in _KINDS if _share(sample, test) >= _MOST), "")


def settle_fields(header: Header, columns: Sequence[Cells]) -> tuple[list[str], list[str]]:
    """
    Decide what the columns mean that the header leaves open.

    Parameters
    ----------
    header
        What the names say; its fields that end in `?` are open.
    columns
        The cells below, in the same order.

    Returns
    -------
    fields, warnings
        One field per column, `""` for columns that are not used; what was
        guessed from the cells alone, in words.
    """
    fields = list(header.fields)
    warnings: list[str] = []
    for index, name in enumerate(fields):
        if name in {"email?", "phone?", "url?"}:
            wanted = name.removesuffix("?")
            sample = _sample(columns[index])
            fields[index] = wanted if not sample or _share(sample, _FITS[wanted]) >= _MOST else ""
        elif name == "guess?":
            kind = tell_kind(columns[index])
            fields[index] = kind if kind != "day" else ""
    _settle_titles(fields, columns)
    _settle_names(fields, columns)
    for wanted in ("email", "phone"):
        if wanted not in fields:
            warnings += _find_unnamed(wanted, fields, header, columns)
    return fields, warnings


def _find_unnamed(
    wanted: str, fields: list[str], header: Header, columns: Sequence[Cells]
) -> list[str]:
    found = [i for i, name in enumerate(fields) if not name and tell_kind(columns[i]) == wanted]
    for index in found:
        fields[index] = wanted
    return [
        f"column {one_line(header.names[i], 40)!r} is read as {wanted} because of what is in it"
        for i in found
    ]


def _settle_titles(fields: list[str], columns: Sequence[Cells]) -> None:
    open_ones = [index for index, name in enumerate(fields) if name == "title?"]
    for index in open_ones:
        polite = _share(_sample(columns[index]), lambda cell: bool(_HONORIFIC.fullmatch(cell)))
        before_name = index + 1 < len(fields) and fields[index + 1] == "given"
        other = "title" in fields or (len(open_ones) > 1 and index == open_ones[0] and before_name)
        fields[index] = "prefix" if other or polite >= _MOST else "title"


def _settle_names(fields: list[str], columns: Sequence[Cells]) -> None:
    """Read "Name" beside one part of a name as the other part, unless it holds both."""
    for index, name in enumerate(fields):
        if name != "name?":
            continue
        given, family = "given" in fields, "family" in fields
        fields[index] = "name"
        if given != family:
            part = columns[fields.index("given" if given else "family")]
            if _share_held(part, columns[index]) <= 1 / 2:
                fields[index] = "family" if given else "given"


def _share_held(parts: Cells, wholes: Cells) -> float:
    """Return the share of filled pairs in which the one text is within the other."""
    pairs = ((a.strip().casefold(), b.casefold()) for a, b in zip(parts, wholes, strict=True))
    filled = list(itertools.islice(((a, b) for a, b in pairs if a and b), _SAMPLE))
    return sum(a in b for a, b in filled) / len(filled) if filled else 0.0


def infer_fields(columns: Sequence[Cells]) -> list[str]:
    """
    Decide what columns mean by their cells alone.

    Returns
    -------
    fields
        One per column, `""` for a column that is not understood. Without an
        e-mail address or a phone number in it a table is no list of contacts,
        and nothing is understood.
    """
    kinds = [tell_kind(cells) for cells in columns]
    fields = [kind if kind in {"email", "phone", "url"} else "" for kind in kinds]
    if not {"email", "phone"} & set(fields):
        return [""] * len(fields)
    texts = [i for i, kind in enumerate(kinds) if not kind and _is_text(columns[i])]
    for index, name in _infer_names(columns, texts, fields):
        fields[index] = name
    return fields


def _is_text(cells: Cells) -> bool:
    sample = _sample(cells)
    return bool(sample) and sum(map(len, sample)) / len(sample) <= _LONGEST_NAME


def _infer_names(
    columns: Sequence[Cells], texts: Sequence[int], fields: Sequence[str]
) -> list[tuple[int, str]]:
    address = fields.index("email") if "email" in fields else -1
    if address == _THUNDERBIRD_ADDRESS and len(columns) > address:
        layout = ("given", "family", "name", "nickname")
        return [(i, layout[i]) for i in texts if i < address]
    for whole, first, last in itertools.permutations(texts[:6], 3):
        rows = zip(columns[whole], columns[first], columns[last], strict=True)
        filled = [(a, f"{b} {c}") for a, b, c in itertools.islice(rows, _SAMPLE) if a.strip()]
        if sum(a.split() == b.split() for a, b in filled) > len(filled) / 2:
            return [(whole, "name"), (first, "given"), (last, "family")]
    if not texts:
        return []
    spaced = _share(_sample(columns[texts[0]]), lambda cell: " " in cell)
    if len(texts) == 1 or spaced >= _MOST:
        return [(texts[0], "name")]
    return [(texts[0], "given"), (texts[1], "family")]


def mend_long_row(row: Sequence[str], fields: Sequence[str], joiner: str) -> list[str] | None:
    """
    Find where a row got its surplus cells, by what fits its columns.

    Parameters
    ----------
    row
        More cells than `fields`.
    fields
        What the columns mean.
    joiner
        The delimiter, which probably stood in a text without quotes.

    Returns
    -------
    mended
        As many cells as `fields`; `None` if the first cells fit as well.
    """
    width, surplus = len(fields), len(row) - len(fields)
    if surplus > _MOST_SURPLUS:
        return None
    best = (_fit(row[:width], fields), False, False)
    mended = None
    for place in range(width):
        pieces = row[place : place + surplus + 1]
        blank = sum(not piece.strip() for piece in pieces) >= surplus
        joined = joiner.join(pieces) if all(map(str.strip, pieces)) else "".join(pieces)
        candidate = [*row[:place], joined, *row[place + surplus + 1 :]]
        # After a comma inside a text comes a space; else an empty cell is the likeliest surplus.
        fit = (_fit(candidate, fields), pieces[1].startswith(" "), blank)
        if fit[0] > best[0] or (mended is not None and fit > best):
            best, mended = fit, candidate
    return mended


def _fit(row: Sequence[str], fields: Sequence[str]) -> int:
    """Count cells that are, less those that are not, what their column is for."""
    score = 0
    for cell, name in zip(row, fields, strict=True):
        text = cell.strip()
        test = _FITS.get(name)
        if not text:
            continue
        if test is not None:
            score += 1 if test(text) else -1
        elif _is_email(text) or _is_url(text):
            score -= 1
    return score
