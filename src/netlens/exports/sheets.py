"""A table of a LinkedIn archive as columns by name, with the line each row starts at."""

import re
from dataclasses import dataclass, field
from typing import Final

from netlens.errors import InputError
from netlens.escaping import one_line
from netlens.exports.batch import Dropped
from netlens.exports.columns import header_key
from netlens.exports.days import parse_days
from netlens.exports.decoding import decode_text
from netlens.exports.names import fold_text
from netlens.exports.rows import split_grid, split_head, split_lines

_HEAD_LINES: Final = 60
_HEAD_ROWS: Final = 25
_MONTH = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{4})")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass
class Sheet:
    """
    One table: folded cells by the key of their column's name.

    `starts` are the 1-based lines of the rows, `rows` the positions of those
    that say anything; `dropped` are the header, what stands above it, and
    blank rows.
    """

    columns: dict[str, list[str]]
    starts: list[int]
    rows: list[int]
    encoding: str
    dropped: list[Dropped] = field(default_factory=list)

    def cells(self, *names: str) -> list[str]:
        """Give the first column there is of these keys, and else empty cells."""
        for name in names:
            if name in self.columns:
                return self.columns[name]
        return [""] * len(self.starts)

    def folded(self, *names: str) -> list[str]:
        """Give a column with white space and control characters folded."""
        known: dict[str, str] = {}
        return [known.setdefault(cell, fold_text(cell)) for cell in self.cells(*names)]

    def days(self, *names: str) -> list[str | None]:
        """Give a column of days as ISO text; months and years count from their first day."""
        cells = self.cells(*names)
        days, unclear = parse_days(cells)
        days |= {cell: _parse_month(cell.strip()) for cell in unclear}
        return [days[cell] for cell in cells]


def _parse_month(cell: str) -> str | None:
    if _YEAR.fullmatch(cell):
        return f"{cell}-01-01"
    match = _MONTH.fullmatch(cell)
    if match is None:
        return None
    day = f"01 {match[1]} {match[2]}"
    return parse_days([day])[0][day]


def read_sheet(data: bytes, file_name: str, wanted: frozenset[str]) -> Sheet:
    """
    Read a comma-separated table whose header has all the wanted columns.

    Parameters
    ----------
    data
        The file's bytes.
    file_name
        Shown in the error.
    wanted
        Keys of columns (`netlens.exports.columns.header_key`) that the header
        row must have.

    Raises
    ------
    InputError
        If no row near the top is such a header.
    """
    text, encoding = decode_text(data)
    lines = split_lines(text.replace("\0", ""))
    head = split_head(lines[:_HEAD_LINES], ",")
    for number, cells in enumerate(head.cells[:_HEAD_ROWS]):
        keys = [header_key(cell) for cell in cells]
        if wanted <= set(keys):
            ends = [*head.starts[1:], len(lines) + 1]
            return _read_rows(lines, keys, (head.starts[number], ends[number] - 1), encoding)
    label = one_line(file_name.rsplit("/", 1)[-1], 60)
    msg = f"{label}: no header row with {', '.join(sorted(wanted))}. Export it again."
    raise InputError(msg)


def _read_rows(lines: list[str], keys: list[str], header: tuple[int, int], encoding: str) -> Sheet:
    line, above = header
    grid = split_grid(lines[above:], ",", width=len(keys), above=above)
    filled = grid.filled()
    said = set(filled)
    dropped = [Dropped(n, "skipped", "text above the header row") for n in range(1, line)]
    dropped.append(Dropped(line, "skipped", "header row"))
    dropped += [
        Dropped(start, "skipped", "blank row")
        for row, start in enumerate(grid.starts)
        if row not in said
    ]
    columns: dict[str, list[str]] = {}
    for key, cells in zip(keys, grid.columns, strict=True):
        columns.setdefault(key, cells)
    return Sheet(columns, list(grid.starts), list(filled), encoding, dropped)
