"""
Text into rows and columns: delimiters, quotes and lines, as files really have them.

A row that breaks the rules costs itself at most: an unclosed quote does not
swallow the rows after it, and a surplus or missing cell does not shift them.
Every step is linear in the size of the text.
"""

import csv
import itertools
import operator
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS: Final = (",", ";", "\t", "|")

_BATCH: Final = 1024  # lines
_LONGEST_LOOK: Final = 50  # lines that a broken quote may span before it is given up


@dataclass
class Grid:
    """
    A table of text by columns.

    Row `i` starts at line `starts[i]` (1-based) and is written there as
    `raws[i]`; blank lines are rows of empty cells. Rows with more cells than
    columns are cut, and whole in `long_rows`.
    """

    columns: list[list[str]]
    starts: Sequence[int]
    raws: Sequence[str]
    long_rows: dict[int, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def row(self, number: int) -> list[str]:
        """Return the cells of one row."""
        return [column[number] for column in self.columns]

    def filled(self) -> list[int]:
        """Return the numbers of the rows that have anything in them."""
        rows = enumerate(zip(*self.columns, strict=True))
        return [number for number, row in rows if any(map(str.strip, row))]


@dataclass
class Rows:
    """Rows of cells of different lengths, and the 1-based lines where they start."""

    cells: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def split_lines(text: str) -> list[str]:
    """Split at LF, CR and CRLF alone; other line separators are text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def split_grid(lines: Sequence[str], delimiter: str, *, width: int, above: int = 0) -> Grid:
    """
    Split lines into columns.

    Parameters
    ----------
    lines
        As `split_lines` gives them.
    delimiter
        One of `DELIMITERS`.
    width
        How many cells a row should have; it tells broken quotes from long
        cells and other delimiters from single cells.
    above
        How many lines of the file stand above `lines`.

    Returns
    -------
    grid
        `width` columns; line numbers count from the top of the file.
    """
    with _any_cell_size():
        grid = _split_plainly(lines, delimiter, width)
        grid = grid or _split_carefully(lines, delimiter, width, above)
    if above:
        grid.starts = [above + start for start in grid.starts]
    return grid


def _split_plainly(lines: Sequence[str], delimiter: str, width: int) -> Grid | None:
    """
    Split lines of which each is a whole row, most of them without quotes.

    `None` if a row spans lines or a quote is broken.
    """
    grid = Grid([[] for _ in range(width)], range(1, len(lines) + 1), lines)
    for start in range(0, len(lines), _BATCH):  # what fits the processor's cache is faster
        if not _add_plain_rows(grid, lines[start : start + _BATCH], delimiter, start):
            return None
    return grid


def _add_plain_rows(grid: Grid, lines: Sequence[str], delimiter: str, start: int) -> bool:
    """Add rows to a grid: those with quotes or another number of cells one by one."""
    width = len(grid.columns)
    gaps = width - 1
    special = [n for n, line in enumerate(lines) if '"' in line or line.count(delimiter) != gaps]
    apart = [lines[number] for number in special]
    if f'{delimiter} "' in "\n".join(apart):
        return False
    try:
        rows = list(csv.reader(apart, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    if len(rows) != len(apart):
        return False
    plain = list(lines)
    for number in special:
        plain[number] = delimiter * gaps
    cells = delimiter.join(plain).split(delimiter)
    _split_otherwise(rows, delimiter, grid)
    for place, (column, others) in enumerate(
        zip(grid.columns, fit_width(rows, width), strict=True)
    ):
        added = cells[place::width]
        for number, cell in zip(special, others, strict=True):
            added[number] = cell
        column.extend(added)
    long_rows = zip(special, rows, strict=True)
    grid.long_rows |= {start + number: row for number, row in long_rows if len(row) > width}
    return True


def _split_carefully(lines: Sequence[str], delimiter: str, width: int, above: int) -> Grid:
    """Split lines row by row, going on behind every broken quote."""
    cells: list[list[str]] = []
    ends: list[int] = []
    spaced = any(f'{delimiter} "' in line for line in lines)
    reading = _Reading(lines, delimiter, width, spaced=spaced)
    at, broken = 0, []
    while at < len(lines):
        at = reading.read_strictly(at, cells, ends)
        if at < len(lines):
            broken.append(at + 1)
            at = reading.read_broken(at, cells, ends)
    broken += reading.part_swallowed(cells, ends)
    starts = [0, *ends[:-1]]
    raws = [
        lines[start] if end - start == 1 else "\n".join(lines[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    grid = Grid([], [start + 1 for start in starts], raws)
    _split_otherwise(cells, delimiter, grid)
    grid.columns = fit_width(cells, width)
    grid.long_rows = {n: row for n, row in enumerate(cells) if len(row) > width}
    if broken:
        grid.warnings.append(
            f"rows with broken quotes, read as well as possible: {len(broken):,} "
            f"(the first in line {above + min(broken)})",
        )
    return grid


def _split_otherwise(rows: list[list[str]], delimiter: str, grid: Grid) -> None:
    """Split rows of a single cell at another delimiter if that gives more cells."""
    width = len(grid.columns) or max(map(len, rows), default=0)
    if width <= 1:
        return
    changed = 0
    for number, row in enumerate(rows):
        if len(row) == 1 and (better := _split_cell(row[0], width)):
            rows[number] = better
            changed += 1
    if changed:
        grid.warnings.append(f"rows with another delimiter than {delimiter!r}: {changed:,}")


@dataclass(frozen=True)
class _Reading:
    lines: Sequence[str]
    delimiter: str
    width: int
    spaced: bool

    def read_strictly(self, at: int, cells: list[list[str]], ends: list[int]) -> int:
        """Read until the text ends or a quote is broken; return the line to go on with."""
        reader = self._reader(at, len(self.lines), strict=True)
        try:
            for row in reader:
                cells.append(row)
                ends.append(at + reader.line_num)
        except csv.Error:
            return ends[-1] if ends else 0
        return len(self.lines)

    def read_broken(self, at: int, cells: list[list[str]], ends: list[int]) -> int:
        """Read the row at a broken quote: over several lines only if that makes sense."""
        reader = self._reader(at, min(at + _LONGEST_LOOK, len(self.lines)), strict=False)
        row = next(reader, [])
        end = at + reader.line_num
        whole = len(row) == self.width and not self._has_rows(at + 1, end)
        if not whole:
            row, end = self._alone(at), at + 1
        cells.append(row)
        ends.append(end)
        return end

    def part_swallowed(self, cells: list[list[str]], ends: list[int]) -> list[int]:
        """Part rows of several lines that have the wrong width and hold whole rows."""
        if len(ends) == len(self.lines):
            return []
        parted: list[int] = []
        rows = list(zip([0, *ends[:-1]], ends, cells, strict=True))
        cells.clear()
        ends.clear()
        for start, end, row in rows:
            if end - start > 1 and len(row) != self.width and self._has_rows(start + 1, end):
                parted.append(start + 1)
                cells += [self._alone(line) for line in range(start, end)]
                ends += range(start + 1, end + 1)
            else:
                cells.append(row)
                ends.append(end)
        return parted

    def _reader(self, start: int, stop: int, *, strict: bool) -> "Reader":
        # Not a slice: after each broken quote it would copy the rest of the file.
        feed = (f"{self.lines[number]}\n" for number in range(start, stop))
        return csv.reader(
            feed, delimiter=self.delimiter, strict=strict, skipinitialspace=self.spaced
        )

    def _has_rows(self, start: int, stop: int) -> bool:
        if self.width <= 1:
            return stop > start
        return any(len(self._alone(line)) == self.width for line in range(start, stop))

    def _alone(self, line: int) -> list[str]:
        """Read one line by itself in the way that gives the right number of cells."""
        text = self.lines[line]
        plain = next(csv.reader([text], delimiter=self.delimiter), [])
        if len(plain) == self.width:
            return plain
        escaped = csv.reader([text], delimiter=self.delimiter, escapechar="\\", doublequote=False)
        row = next(escaped, []) if "\\" in text and text[-1:] != "\\" else []
        if len(row) == self.width:
            return row
        bare = [cell.strip().strip('"') for cell in text.split(self.delimiter)]
        return bare if len(bare) == self.width or len(plain) < self.width else plain


def _split_cell(text: str, width: int) -> list[str]:
    """Split a cell that is a whole row of its own; an empty list if it is none."""
    counts = {delimiter: text.count(delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    if not counts[best] or "\n" in text:
        return []
    row = next(csv.reader([text], delimiter=best), [])
    # A tab is no punctuation; a comma in a single cell may be just that.
    fits = len(row) >= width and not any(row[width:])
    return row if fits or (best == "\t" and len(row) > 1) else []


@contextmanager
def _any_cell_size() -> Iterator[None]:
    """Lift the csv module's limit on the size of a cell for as long as a file is read."""
    limit = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def unwrap_lines(lines: Sequence[str]) -> list[str] | None:
    """
    Undo quotes around whole lines, as some programs put them: `"Name,Email"`.

    Returns
    -------
    unwrapped
        `None` if not every line is a single cell with delimiters in it.
    """
    if not lines or not (lines[0].startswith('"') and lines[0].rstrip().endswith('"')):
        return None
    unwrapped = []
    with _any_cell_size():
        for line in lines:
            row = next(csv.reader([line]), []) or [""]
            if len(row) > 1 or not (line == "" or any(sign in row[0] for sign in DELIMITERS)):
                return None
            unwrapped.append(row[0])
    return unwrapped


def split_head(lines: Sequence[str], delimiter: str) -> Rows:
    """Split the first lines of a file without knowing yet what its rows look like."""
    rows = Rows()
    spaced = any(f'{delimiter} "' in line for line in lines)
    with _any_cell_size():
        feed = (f"{line}\n" for line in lines)
        reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=spaced)
        starts = [1]
        for row in reader:
            rows.cells.append(row)
            starts.append(reader.line_num + 1)
    rows.starts = starts[:-1]
    return rows


def usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the most frequent number of cells of filled rows, and how many rows have it."""
    counts = Counter(len(row) for row in rows if any(row))
    return max(counts.items(), key=operator.itemgetter(1, 0), default=(0, 0))


def fit_row(row: Sequence[str], width: int) -> list[str]:
    """Cut a row to `width` cells, or fill it up with empty ones."""
    return [*row[:width], *[""] * (width - len(row))]


def fit_width(rows: Sequence[list[str]], width: int) -> list[list[str]]:
    """
    Turn rows into `width` columns.

    Short rows are filled up with empty cells; what is beyond the last column
    is left out.
    """
    if max(map(len, rows), default=0) > width:
        rows = [row[:width] if len(row) > width else row for row in rows]
    columns = [list(column) for column in itertools.zip_longest(*rows, fillvalue="")]
    return columns + [[""] * len(rows) for _ in range(width - len(columns))]
