"""What a table is, and how one is made and checked against its definition."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import pandas as pd

from netlens.errors import SchemaError

TEXT: Final = "str"
TUPLE: Final = "object"
DAY: Final = "datetime64[s]"
REAL: Final = "float64"
COUNT: Final = "Int64"
FLAG: Final = "bool"


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns with their types, its key."""

    name: str
    grain: str
    columns: dict[str, str]
    key: tuple[str, ...] = ()
    choices: dict[str, frozenset[str]] | None = None


BASES: Final = frozenset({"observed", "asserted", "inferred"})
KINDS: Final = frozenset({"person", "organisation", "group"})
ZONES: Final = frozenset({"same", "review", "different"})


def empty_table(table: Table) -> pd.DataFrame:
    """Make a table without rows that satisfies `check_table`."""
    return pd.DataFrame({name: pd.Series([], dtype=kind) for name, kind in table.columns.items()})


def make_table(table: Table, data: list[dict[str, Any]] | dict[str, Any]) -> pd.DataFrame:
    """
    Make a table with exactly the columns and types of its schema.

    Parameters
    ----------
    table
        The schema.
    data
        Rows as dictionaries, or whole columns; what a row leaves out is
        missing (an empty tuple for lists, `False` for flags).

    Returns
    -------
    frame
        Columns in schema order.

    Raises
    ------
    SchemaError
        If `data` names a column that the schema does not have.
    """
    columns = _by_column(data) if isinstance(data, list) else dict(data)
    unknown = [name for name in columns if name not in table.columns]
    if unknown:
        msg = f"{table.name}: no such column {unknown}; the schema has {list(table.columns)}."
        raise SchemaError(msg)
    size = len(data) if isinstance(data, list) else max(map(len, columns.values()), default=0)
    made = {name: _column(columns.get(name), size, kind) for name, kind in table.columns.items()}
    return pd.DataFrame(made, index=pd.RangeIndex(size), copy=False)


# Types of cells that numpy reads much faster than pandas: ISO days, whole numbers.
_FAST: Final[dict[str, set[type]]] = {DAY: {str, type(None), dt.date}, COUNT: {int}}


def _by_column(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _column(values: Any, size: int, kind: str) -> pd.Series:  # noqa: ANN401, PLR0911
    """Make one column; this is the hot spot of every import, so common cases come first."""
    if isinstance(values, pd.Series):
        values = values.reset_index(drop=True)
    if kind == TUPLE:
        return _tuples(values, size)
    if values is None:
        return _missing(size, kind)
    if isinstance(values, list) and size and values.count(values[0]) == size:
        return _missing(size, kind) if values[0] is None else _repeat(values[0], size, kind)
    if kind == FLAG:
        return pd.Series(values, dtype=object).fillna(value=False).astype(bool)
    if isinstance(values, list) and kind in _FAST and set(map(type, values)) <= _FAST[kind]:
        made = np.array(values, dtype="datetime64[s]" if kind == DAY else np.int64)
        return pd.Series(made).astype(cast("Any", kind))
    if kind == TEXT and isinstance(values, list):
        return _text(values)
    typed: pd.Series = pd.Series(values).astype(cast("Any", kind))
    return typed


def _text(values: list[Any]) -> pd.Series:
    try:
        return pd.Series(values, dtype=TEXT)
    except UnicodeEncodeError:
        # Half a surrogate pair, as broken JSON holds them, is no character.
        whole = [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]
        return pd.Series(whole, dtype=TEXT)


def _repeat(value: Any, size: int, kind: str) -> pd.Series:  # noqa: ANN401
    one: pd.Series = pd.Series([value]).astype(cast("Any", kind))
    return one.repeat(size).reset_index(drop=True)


def _missing(size: int, kind: str) -> pd.Series:
    if kind == FLAG:
        return pd.Series(np.zeros(size, dtype=bool))
    if kind == REAL:
        return pd.Series(np.full(size, np.nan))
    if kind == DAY:
        return pd.Series(np.full(size, np.datetime64("NaT", "s")))
    empty: pd.Series = pd.Series([None], dtype=cast("Any", kind))
    return empty.repeat(size).reset_index(drop=True)


def _tuples(values: Any, size: int) -> pd.Series:  # noqa: ANN401
    cells: Iterable[Any] = itertools.repeat((), size) if values is None else values
    if values is not None and not set(map(type, values)) <= {tuple}:
        cells = (tuple(v) if isinstance(v, (tuple, list)) else () for v in values)
    return pd.Series(np.fromiter(cells, dtype=object, count=size), dtype=object)


def check_table(frame: pd.DataFrame, table: Table) -> None:
    """
    Check a table against its schema and report every problem at once.

    Raises
    ------
    SchemaError
        If columns are missing or surplus, a type differs, a key repeats or is
        missing, or a value is not among the allowed ones.
    """
    wanted = list(table.columns)
    problems = [f"missing column {name}" for name in wanted if name not in frame.columns]
    problems += [f"unknown column {name}" for name in frame.columns if name not in table.columns]
    for name, kind in table.columns.items():
        if name in frame.columns and str(frame[name].dtype) != kind:
            problems.append(f"{name} is {frame[name].dtype}, not {kind}")
    if not problems and table.key:
        keys = list(table.key)
        if frame[keys].isna().any(axis=None):
            problems.append(f"{keys} has missing values")
        if frame.duplicated(keys).any():
            problems.append(f"{keys} repeats")
    for name, allowed in (table.choices or {}).items():
        if name in frame.columns:
            seen = set(frame[name].dropna().unique()) - allowed
            problems += [f"{name} has {value!r}" for value in sorted(map(str, seen))]
    if problems:
        msg = f"{table.name}: {'; '.join(problems)}."
        raise SchemaError(msg)


def iter_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows as named tuples, whose cells are whatever the schema says."""
    return iter(frame.itertuples(index=False))


def list_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows as dictionaries by column name."""
    rows: list[dict[str, Any]] = frame.to_dict("records")  # type: ignore[assignment]
    return rows
