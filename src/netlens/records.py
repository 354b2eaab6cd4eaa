"""
The three tables that people type by hand: decisions, ledger and ties.

Each is a small CSV file in the project folder. netlens adds lines to them and
takes lines out only when told to; a line that cannot be understood is an error
that names it, because a decision dropped in silence would be a decision undone.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from netlens.errors import SettingsError
from netlens.escaping import one_line
from netlens.settings import nearest

if TYPE_CHECKING:
    from _csv import Reader


@dataclass(frozen=True)
class Record:
    """One hand-typed file: its columns, which must be filled, which have fixed words."""

    file_name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    days: tuple[str, ...] = ()


DECISIONS: Final = Record(
    file_name="decisions.csv",
    columns=("when", "what", "who", "other", "note"),
    required=("what", "who"),
    words={"what": ("same", "different", "me", "not-a-person", "off-limits")},
    days=("when",),
)
LEDGER: Final = Record(
    file_name="ledger.csv",
    columns=("date", "who", "what", "direction", "goal", "about", "via", "outcome", "note"),
    required=("who", "what"),
    words={
        "what": ("ask", "favour", "introduction", "meeting", "message", "thanks"),
        "direction": ("gave", "got", ""),
        "outcome": ("open", "yes", "no", ""),
    },
    days=("date",),
)
TYPED_TIES: Final = Record(
    file_name="ties.csv",
    columns=("from", "to", "kind", "since", "until", "note"),
    required=("from", "to"),
    words={},
    days=("since", "until"),
)
FORGOTTEN: Final = Record(
    file_name="forgotten.csv",
    columns=("when", "digest"),
    required=("digest",),
    words={},
    days=("when",),
)


def read_record(folder: Path | None, record: Record) -> pd.DataFrame:
    """
    Read one hand-typed table of a project folder.

    Parameters
    ----------
    folder
        The project folder; `None`, or one without the file, gives no rows.
    record
        Which table.

    Returns
    -------
    rows
        One row per line that was typed: the record's columns as text ("" where
        nothing was typed), days as `datetime64[s]`, `file` and `line`.

    Raises
    ------
    SettingsError
        If the header is not the record's, or a line lacks a required value or
        has a word or a date that is not understood; all problems at once.
    """
    path = folder / record.file_name if folder else None
    if path is None or not path.exists():
        return _frame([], record)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        msg = f"{record.file_name}: cannot be read as UTF-8 text: {error}. Save it as UTF-8."
        raise SettingsError(msg) from error
    return parse_record(text, record)


def parse_record(text: str, record: Record) -> pd.DataFrame:
    """Read the text of one hand-typed table; see `read_record`."""
    reader = csv.reader(io.StringIO(text), strict=False)
    rows: list[dict[str, object]] = []
    problems: list[str] = []
    header: Sequence[str] | None = None
    for cells in _split(reader, record):
        line = reader.line_num
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            problems += _check_header(header, record)
            continue
        row: dict[str, object] = {
            key: cell.strip()
            for key, cell in zip(header, cells, strict=False)
            if key in record.columns
        }
        problems += [f"line {line}: {problem}" for problem in _check_row(row, record)]
        rows.append({**row, "file": record.file_name, "line": line})
    if problems:
        msg = f"{record.file_name}: {'; '.join(problems)}"
        raise SettingsError(msg)
    return _frame(rows, record)


def _split(reader: "Reader", record: Record) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        msg = f"{record.file_name}: line {reader.line_num}: {error}. Mend or delete that line."
        raise SettingsError(msg) from error


def _check_header(header: Sequence[str], record: Record) -> list[str]:
    unknown = [name for name in header if name and name not in record.columns]
    missing = [name for name in record.required if name not in header]
    problems = [
        f"unknown column {one_line(name)!r}: {nearest(name, record.columns)}" for name in unknown
    ]
    if missing:
        problems.append(f"the first line must name the columns {','.join(record.columns)}")
    return problems


def _check_row(row: dict[str, object], record: Record) -> list[str]:
    problems = [f"no {name!r}" for name in record.required if not row.get(name)]
    for name, words in record.words.items():
        value = str(row.get(name, "")).lower()
        row[name] = value
        if value not in words and (value or name in record.required):
            shown = [word for word in words if word]
            problems.append(f"{name} {one_line(value)!r} is not one of {', '.join(shown)}")
    for name in record.days:
        value = str(row.get(name, ""))
        if value and pd.isna(pd.to_datetime(value[:10], format="%Y-%m-%d", errors="coerce")):
            problems.append(f"{name} {one_line(value)!r} is not a date such as 2026-06-30")
    return problems


def _frame(rows: list[dict[str, object]], record: Record) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*record.columns, "file", "line"])
    texts = [name for name in [*record.columns, "file"] if name not in record.days]
    frame[texts] = frame[texts].astype("str").fillna("")
    for name in record.days:
        days = frame[name].astype("str").str[:10]
        frame[name] = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").astype(
            "datetime64[s]"
        )
    frame["line"] = frame["line"].astype("Int64")
    return frame
