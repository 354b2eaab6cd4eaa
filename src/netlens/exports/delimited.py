"""
Contacts from delimited text: CSV and its relatives, of every producer.

The header row is found by the names in it, wherever it stands among the first
lines; the delimiter is the one that makes most sense of it. What a file does
not say itself is guessed from its cells, and the guess is stated.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from netlens.errors import InputError
from netlens.escaping import one_line
from netlens.exports.batch import Batch, Dropped
from netlens.exports.cells import Table, build_columns
from netlens.exports.columns import (
    Header,
    apply_column_map,
    column_numbers,
    detect_producer,
    match_header,
    repair_mojibake,
)
from netlens.exports.decoding import decode_text
from netlens.exports.guessing import infer_fields, mend_long_row, settle_fields
from netlens.exports.linkedin import (
    is_linkedin_extra,
    is_profile,
    lists_contacts,
    read_profile,
)
from netlens.exports.rows import (
    DELIMITERS,
    Grid,
    Rows,
    split_grid,
    split_head,
    split_lines,
    unwrap_lines,
    usual_width,
)

_HEAD_BYTES: Final = 1 << 16
_HEAD_LINES: Final = 60
_HEAD_ROWS: Final = 25
_WIDEST: Final = 2000
_SHOWN_NAMES: Final = 12
_SAMPLE_LINES: Final = 200
_MOST_MENDED: Final = 500
_OTHER_ENCODINGS: Final = (
    "cp1252", "cp1251", "cp1250", "cp1254", "cp932", "gb18030", "cp949", "mac_roman", "cp850",
)  # fmt: skip
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
_AN_ADDRESS = re.compile(r"[^\s@]@[^\s@]")


@dataclass
class _Layout:
    """Where the header row is, and how cells are parted."""

    delimiter: str
    header: Header
    before: list[Dropped] = field(default_factory=list)
    header_line: int = 0  # 1-based; 0 if there is no header row
    first_line: int = 0  # index of the first line of data
    warnings: list[str] = field(default_factory=list)

    @property
    def score(self) -> int:
        """How well the header row is understood; 0 without one."""
        return self.header.score if self.header_line else 0


def read_delimited(
    data: bytes,
    *,
    file_name: str = "",
    column_map: Mapping[str, str] | None = None,
) -> Batch:
    """
    Read one delimited file.

    Parameters
    ----------
    data
        The file's bytes.
    file_name
        Shown in errors; also tells apart tables of a LinkedIn archive whose
        columns could be anybody's.
    column_map
        Column name to field, as the user wants it; see `columns.MAPPABLE`.

    Returns
    -------
    batch
        One row per record that identifies somebody. LinkedIn's Profile.csv has
        the role "profile"; its other tables have the role "unread", and only
        their header is looked at. Header, blank and introductory rows are
        dropped as skipped, rows that identify nobody as rejected.

    Raises
    ------
    InputError
        If the file is empty, or none of its columns is understood.
    SettingsError
        If `column_map` names a field that does not exist.
    """
    if unread := _read_linkedin_extra(data, file_name):
        return unread
    text, encoding = decode_text(data)
    lines = split_lines(text.replace("\0", ""))
    if unwrapped := unwrap_lines(lines):
        lines = unwrapped
    layout = _find_layout(lines[:_HEAD_LINES], column_map)
    if not encoding.lower().startswith("utf") and not data.isascii():
        lines, layout, encoding = _reconsider_encoding(data, lines, layout, encoding, column_map)
    if not layout.header_line:
        layout = _without_header(lines, layout)
        if not any(layout.header.fields):
            raise InputError(_not_understood(file_name, layout))
    elif column_map:
        _, missing = apply_column_map(layout.header, column_map)
        layout.warnings += missing
    if any(name != repair_mojibake(name) for name in layout.header.names):
        lines = [repair_mojibake(line) for line in lines]
        layout.warnings.append("the text was encoded twice, which is undone")
    batch = _read_rows(lines, layout, encoding)
    if "\0" in text:
        batch.warnings.append("NUL characters were left out")
    return batch


def _read_linkedin_extra(data: bytes, file_name: str) -> Batch | None:
    """Recognise a table that holds nothing for netlens by its first lines alone."""
    table, encoding = name_linkedin_table(data, file_name)
    if table is None:
        return None
    return Batch(
        format=f"LinkedIn {table}",
        producer="LinkedIn",
        encoding=encoding,
        warnings=["recognised, not read: it does not tell who knows whom"],
        role="unread",
        list_kind="linkedin",
    )


def name_linkedin_table(data: bytes, file_name: str) -> tuple[str | None, str]:
    """
    Name a table of a LinkedIn archive that lists no contacts, by its first lines.

    Returns
    -------
    table, encoding
        `None` for contacts, Profile.csv and what is not LinkedIn's.
    """
    head = data[:_HEAD_BYTES]
    if len(data) > _HEAD_BYTES:  # end at a line, so that no character is cut in two
        end = head.rfind(b"\n") + 1
        head = head[: end - end % 2 if b"\0" in head else end] or head
    text, encoding = decode_text(head)
    rows = split_head(split_lines(text.replace("\0", ""))[:_HEAD_LINES], ",").cells[:_HEAD_ROWS]
    return _name_table(file_name, rows), encoding


def _name_table(file_name: str, rows: Sequence[Sequence[str]]) -> str | None:
    """Name the table by the first row that tells, and else by the file's name."""
    for cells in rows:
        if table := is_linkedin_extra("", cells):
            return table
        if lists_contacts(cells):
            return None
    return is_linkedin_extra(file_name, ())


def _find_layout(lines: Sequence[str], column_map: Mapping[str, str] | None) -> _Layout:
    """Find the delimiter and the row that together make the best header."""
    start = 0
    delimiters: Sequence[str] = DELIMITERS
    before: list[Dropped] = []
    if lines and (stated := _SEPARATOR_LINE.match(lines[0][:20])):
        start, delimiters = 1, (stated[1],)
        before = [Dropped(1, "skipped", "names the delimiter", lines[0].strip())]
    layouts = [_best_header(lines, start, delimiter, column_map) for delimiter in delimiters]
    best = max(layouts, key=lambda layout: layout.score)
    if not best.score:
        best = _Layout(_likely_delimiter(lines[start:], delimiters), Header((), (), 0))
        best.first_line = start
    best.before = before + best.before
    return best


def _best_header(
    lines: Sequence[str], start: int, delimiter: str, column_map: Mapping[str, str] | None
) -> _Layout:
    rows = split_head(lines[start:], delimiter)
    best = _Layout(delimiter, Header((), (), 0))
    for number, cells in enumerate(rows.cells[:_HEAD_ROWS]):
        if len(cells) > _WIDEST or any(_AN_ADDRESS.search(cell[:80]) for cell in cells):
            continue
        header = match_header(cells)
        if column_map:
            header, _ = apply_column_map(header, column_map)
        if header.identifies and header.score > best.header.score:
            best.header = header
            best.header_line = start + rows.starts[number]
            ends = [*rows.starts[1:], len(lines) - start + 1]
            best.first_line = start + ends[number] - 1
            best.before = _introduction(rows, number, lines[: best.first_line], start)
    return best


def _introduction(rows: Rows, number: int, lines: Sequence[str], start: int) -> list[Dropped]:
    """Account for what stands above the header row, and for the row itself."""
    dropped = [
        Dropped(start + line, "skipped", "text above the header row", " ".join(cells).strip())
        if any(map(str.strip, cells))
        else Dropped(start + line, "skipped", "blank row")
        for line, cells in zip(rows.starts[:number], rows.cells, strict=False)
    ]
    line = start + rows.starts[number]
    return [*dropped, Dropped(line, "skipped", "header row", "\n".join(lines[line - 1 :]))]


def _likely_delimiter(lines: Sequence[str], delimiters: Sequence[str]) -> str:
    """Choose the delimiter that gives most rows the same number of cells."""
    widths = {each: usual_width(split_head(lines, each).cells) for each in delimiters}
    wide = [each for each in delimiters if widths[each][0] > 1]
    return max(wide or [","], key=lambda each: (widths[each][1], widths[each][0]))


def _reconsider_encoding(
    data: bytes,
    lines: list[str],
    layout: _Layout,
    encoding: str,
    column_map: Mapping[str, str] | None,
) -> tuple[list[str], _Layout, str]:
    """Let the header decide between code pages: known column names are strong evidence."""
    head = data[:_HEAD_BYTES]
    for other in _OTHER_ENCODINGS:
        tried = split_lines(head.decode(other, "replace").replace("\0", ""))[:_HEAD_LINES]
        found = _find_layout(tried, column_map)
        if found.score > layout.score:
            try:
                text = data.decode(other)
            except UnicodeDecodeError:
                continue
            lines, layout, encoding = split_lines(text.replace("\0", "")), found, other
    return lines, layout, encoding


def _without_header(lines: Sequence[str], layout: _Layout) -> _Layout:
    """Understand columns by their cells; the first row may be a header in unknown words."""
    head = lines[layout.first_line : layout.first_line + _SAMPLE_LINES]
    widest = max((len(row) for row in split_head(head, layout.delimiter).cells), default=0)
    if not 0 < widest <= _WIDEST:
        return layout
    grid = split_grid(head, layout.delimiter, width=widest)
    filled = grid.filled()
    if not filled:
        return layout
    first = grid.row(filled[0])
    fields = tuple(infer_fields([[column[n] for n in filled] for column in grid.columns]))
    if not any(fields):
        return replace(layout, header=Header(tuple(first), (), 0))
    names = tuple(f"column {number}" for number in range(1, widest + 1))
    found = replace(layout, header=Header(names, fields, 0))
    if len(filled) > 1 and not any(infer_fields([[cell] for cell in first])):
        line = layout.first_line + grid.starts[filled[0]]
        dropped = Dropped(line, "skipped", "header row", grid.raws[filled[0]])
        found.header = Header(tuple(first), fields, 0)
        found.before, found.first_line = [*layout.before, dropped], line
        found.warnings = [f"the column names are not known; {_by_content(fields)}"]
    else:
        found.warnings = [f"there is no header row; {_by_content(fields)}"]
    return found


def _by_content(fields: Sequence[str]) -> str:
    read = ", ".join(f"column {n} as {name}" for n, name in enumerate(fields, 1) if name)
    return f"by what is in them {read} {'is' if read.count('column') == 1 else 'are'} read"


def _read_rows(lines: Sequence[str], layout: _Layout, encoding: str) -> Batch:
    header = layout.header
    width, above = len(header.fields), layout.first_line
    grid = split_grid(lines[above:], layout.delimiter, width=width, above=above)
    producer, file_format = detect_producer(header)
    batch = Batch(format=file_format, producer=producer, encoding=encoding)
    batch.warnings += [*layout.warnings, *grid.warnings]
    if is_profile(header.names):
        return _as_profile(batch, header, grid)
    fields, guessed = settle_fields(header, grid.columns)
    batch.warnings += [*guessed, *_mend_rows(grid, fields, layout.delimiter)]
    numbers = column_numbers(header.names)
    table = Table(
        parts=[(f, n, c) for f, n, c in zip(fields, numbers, grid.columns, strict=True) if f],
        starts=grid.starts,
        raws=grid.raws,
        header=layout.before[-1].text if layout.before and layout.header_line else "",
        linkedin=file_format == "LinkedIn Connections.csv",
        google=producer.startswith("Google ("),
    )
    batch.columns, dropped = build_columns(table)
    batch.dropped = [*layout.before, *dropped]
    batch.warnings += [*table.warnings, *_unused(header, fields)]
    batch.list_kind = "linkedin" if table.linkedin else "address book"
    return batch


def _mend_rows(grid: Grid, fields: Sequence[str], delimiter: str) -> list[str]:
    """Put cells of rows that are too long where they belong, if that can be told."""
    width, mended, cut = len(fields), 0, 0
    joiner = f"{delimiter} " if delimiter == "," else delimiter
    for number, row in itertools.islice(grid.long_rows.items(), _MOST_MENDED):
        if better := mend_long_row(row, fields, joiner):
            for column, cell in zip(grid.columns, better, strict=True):
                column[number] = cell
            mended += 1
        elif any(map(str.strip, row[width:])):
            cut += 1
    warnings = [f"rows with a cell too many, put right by what fits: {mended:,}"] if mended else []
    if cut := cut + max(0, len(grid.long_rows) - _MOST_MENDED):
        warnings.append(f"rows with more cells than columns, the surplus left out: {cut:,}")
    return warnings


def _as_profile(batch: Batch, header: Header, grid: Grid) -> Batch:
    """Read the owner of the archive from Profile.csv, which has one row."""
    batch.format, batch.producer, batch.role = "LinkedIn Profile.csv", "LinkedIn", "profile"
    batch.list_kind = "linkedin"
    if filled := grid.filled():
        first = filled[0]
        batch.profile = read_profile(header.names, grid.row(first), grid.starts[first])
    return batch


def _unused(header: Header, fields: Sequence[str]) -> list[str]:
    """Name the columns that were not understood, so that they can be mapped."""
    pairs = zip(header.names, header.fields, fields, strict=True)
    names = [name for name, known, used in pairs if name.strip() and not known and not used]
    return [f"columns that are not understood and not used: {_list_names(names)}"] if names else []


def _list_names(names: Sequence[str]) -> str:
    shown = ", ".join(repr(one_line(name, 40)) for name in names[:_SHOWN_NAMES])
    more = len(names) - _SHOWN_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _not_understood(file_name: str, layout: _Layout) -> str:
    names = [name for name in layout.header.names if name.strip()]
    label = one_line(file_name.replace("\\", "/").rsplit("/", 1)[-1], 60) or "the file"
    if not names:
        return f"{label} is empty: there is no row of text in it. Export it again."
    pattern = f"{label.rsplit('.', 1)[0]}*.csv" if file_name else "file*.csv"
    return (
        f"{label}: none of its columns is understood; its first row is {_list_names(names)}. "
        f"If these are contacts, say in netlens.toml what the columns are: "
        f'[exports.columns."{pattern}"] with a line such as '
        f'"{one_line(names[0], 40)}" = "name".'
    )
