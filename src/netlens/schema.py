"""
The tables: their columns, types and row grain, in one place.

Tables are the interface between the rooms of netlens. Ids are columns, never
the index; a missing value means "unknown", never zero or no. Lists within a
cell are tuples. Dates are naive days in `datetime64[s]`, so that years before
1678 do not overflow.
"""

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

CONTACTS: Final = Table(
    name="contacts",
    grain="one card or row of an export that was kept",
    columns={
        "contact_id": TEXT,
        "file": TEXT,
        "line": COUNT,
        "format": TEXT,
        "producer": TEXT,
        "owner": TEXT,
        "kind": TEXT,
        "name": TEXT,
        "prefix": TEXT,
        "given": TEXT,
        "middle": TEXT,
        "family": TEXT,
        "suffix": TEXT,
        "nickname": TEXT,
        "maiden": TEXT,
        "emails": TUPLE,
        "phones": TUPLE,
        "phones_raw": TUPLE,
        "urls": TUPLE,
        "linkedin": TEXT,
        "company": TEXT,
        "title": TEXT,
        "department": TEXT,
        "location": TEXT,
        "birthday": TEXT,
        "labels": TUPLE,
        "notes": TEXT,
        "relations": TUPLE,
        "connected_on": DAY,
        "observed_on": DAY,
        "raw": TEXT,
    },
    key=("contact_id",),
    choices={"kind": KINDS},
)

EVIDENCE: Final = Table(
    name="evidence",
    grain="one statement of an export about a tie",
    columns={
        "evidence_id": TEXT,
        "kind": TEXT,
        "basis": TEXT,
        "from": TEXT,
        "to": TEXT,
        "directed": FLAG,
        "date": DAY,
        "weight": REAL,
        "owner": TEXT,
        "file": TEXT,
        "line": COUNT,
        "from_name": TEXT,
        "to_name": TEXT,
        "thread": TEXT,
    },
    key=("evidence_id",),
    choices={"basis": BASES},
)

OWN: Final = Table(
    name="own",
    grain="one position, school or skill that the owner of an archive states of themselves",
    columns={
        "owner": TEXT,
        "kind": TEXT,
        "name": TEXT,
        "title": TEXT,
        "since": DAY,
        "until": DAY,
        "file": TEXT,
        "line": COUNT,
    },
    choices={"kind": frozenset({"position", "education", "skill"})},
)

LISTS: Final = Table(
    name="lists",
    grain="one list of somebody's contacts that is held",
    columns={
        "list_id": TEXT,
        "owner": TEXT,
        "file": TEXT,
        "kind": TEXT,
        "complete": FLAG,
        "size": COUNT,
        "as_of": DAY,
        "consent": TEXT,
    },
    key=("list_id",),
)

REJECTED: Final = Table(
    name="rejected",
    grain="one row or card that was read and not kept, or a whole file that was refused",
    columns={"file": TEXT, "line": COUNT, "what": TEXT, "reason": TEXT, "text": TEXT},
    choices={"what": frozenset({"rejected", "skipped"})},
)

FILES: Final = Table(
    name="files",
    grain="one file that was looked at, also within a folder or archive",
    columns={
        "file": TEXT,
        "owner": TEXT,
        "format": TEXT,
        "producer": TEXT,
        "encoding": TEXT,
        "read": COUNT,
        "kept": COUNT,
        "rejected": COUNT,
        "skipped": COUNT,
        "warnings": TUPLE,
        "sha256": TEXT,
        "bytes": COUNT,
    },
    key=("file",),
)

PROFILES: Final = Table(
    name="profiles",
    grain="one owner who describes themselves in a Profile.csv or consent.toml",
    columns={
        "owner": TEXT,
        "name": TEXT,
        "emails": TUPLE,
        "linkedin": TEXT,
        "headline": TEXT,
        "location": TEXT,
        "file": TEXT,
        "line": COUNT,
    },
)

PEOPLE: Final = Table(
    name="people",
    grain="one person (or organisation, or group) after linkage; ego is one of them",
    columns={
        "person_id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "is_ego": FLAG,
        "in_my_lists": FLAG,
        "list_owner": TEXT,
        "owners": TUPLE,
        "contact_ids": TUPLE,
        "title": TEXT,
        "title_from": TEXT,
        "company": TEXT,
        "company_from": TEXT,
        "department": TEXT,
        "location": TEXT,
        "location_from": TEXT,
        "emails": TUPLE,
        "phones": TUPLE,
        "urls": TUPLE,
        "linkedin": TEXT,
        "labels": TUPLE,
        "notes": TEXT,
        "connected_on": DAY,
        "observed_on": DAY,
    },
    key=("person_id",),
    choices={"kind": KINDS},
)

MERGES: Final = Table(
    name="merges",
    grain="one pair of contacts that were compared and are, or may be, one person",
    columns={
        "merge_id": TEXT,
        "contact_a": TEXT,
        "contact_b": TEXT,
        "zone": TEXT,
        "probability": REAL,
        "reasons": TUPLE,
        "decided_by": TEXT,
    },
    key=("merge_id",),
    choices={"zone": ZONES},
)

TIES: Final = Table(
    name="ties",
    grain="one directed pair of people, and one basis",
    columns={
        "tie_id": TEXT,
        "from": TEXT,
        "to": TEXT,
        "basis": TEXT,
        "kinds": TUPLE,
        "strength": REAL,
        "probability": REAL,
        "prior": REAL,
        "low": REAL,
        "high": REAL,
        "source": TEXT,
        "first_seen": DAY,
        "last_seen": DAY,
        "evidence_ids": TUPLE,
    },
    key=("tie_id",),
    choices={"basis": BASES},
)

AFFILIATIONS: Final = Table(
    name="affiliations",
    grain="one membership of a person in a group (two-mode: members are not tied to each other)",
    columns={
        "person_id": TEXT,
        "group_id": TEXT,
        "group": TEXT,
        "kind": TEXT,
        "since": DAY,
        "until": DAY,
        "contact_id": TEXT,
    },
    choices={"kind": frozenset({"employer", "school", "label", "thread"})},
)

ASSUMPTIONS: Final = Table(
    name="assumptions",
    grain="one number that was taken from elsewhere instead of from the exports",
    columns={
        "assumption_id": TEXT,
        "name": TEXT,
        "low": REAL,
        "value": REAL,
        "high": REAL,
        "source": TEXT,
        "used_by": TUPLE,
    },
    key=("assumption_id",),
)

CLAIMS: Final = Table(
    name="claims",
    grain="one statement made to the reader",
    columns={
        "claim_id": TEXT,
        "section": TEXT,
        "role": TEXT,
        "sentence": TEXT,
        "value": REAL,
        "low": REAL,
        "high": REAL,
        "unit": TEXT,
        "basis": TEXT,
        "evidence_ids": TUPLE,
        "assumptions": TUPLE,
    },
    key=("claim_id",),
)

NEEDS: Final = Table(
    name="needs",
    grain="one need of one goal",
    columns={
        "need_id": TEXT,
        "goal_id": TEXT,
        "goal": TEXT,
        "resource": TEXT,
        "text": TEXT,
        "where": TEXT,
        "proposed": FLAG,
    },
    key=("need_id",),
)

HOLDERS: Final = Table(
    name="holders",
    grain="one person who may hold what one need asks for",
    columns={
        "need_id": TEXT,
        "person_id": TEXT,
        "score": REAL,
        "status": TEXT,
        "because": TEXT,
    },
    key=("need_id", "person_id"),
    choices={"status": frozenset({"held", "likely", "weak"})},
)

# What a move may be; asks count against the pace, the others ask for nothing.
MOVE_KINDS: Final = frozenset(
    {
        "answer", "thank", "ask", "congratulate", "recommend", "return", "introduce", "door",
        "offer", "contribute", "seek", "question",
    },
)  # fmt: skip

MOVES: Final = Table(
    name="moves",
    grain="one thing that ego may do for a goal, now or later",
    columns={
        "move_id": TEXT,
        "when": TEXT,
        "week": DAY,
        "kind": TEXT,
        "person_id": TEXT,
        "name": TEXT,
        "goal_id": TEXT,
        "need_id": TEXT,
        "resource": TEXT,
        "rung": COUNT,
        "channel": TEXT,
        "sentence": TEXT,
        "because": TEXT,
        "offer": TEXT,
        "basis": TEXT,
        "evidence_ids": TUPLE,
    },
    key=("move_id",),
    choices={
        "when": frozenset({"now", "later"}),
        "kind": MOVE_KINDS,
        "basis": BASES | {"unknown"},
    },
)

DRAFTS: Final = Table(
    name="drafts",
    grain="the words for one move: to be copied and changed, never sent by netlens",
    columns={"move_id": TEXT, "language": TEXT, "subject": TEXT, "text": TEXT},
    key=("move_id",),
)

STEPS: Final = Table(
    name="steps",
    grain="one step of the method for one goal",
    columns={
        "goal_id": TEXT,
        "step": COUNT,
        "name": TEXT,
        "status": TEXT,
        "because": TEXT,
        "fix": TEXT,
    },
    key=("goal_id", "step"),
    choices={"status": frozenset({"done", "weak", "missing", "unknown"})},
)

OFFERED: Final = Table(
    name="offered",
    grain="one offer of ego's and one contact who may want it",
    columns={
        "offer": TEXT,
        "person_id": TEXT,
        "status": TEXT,
        "score": REAL,
        "because": TEXT,
    },
    key=("offer", "person_id"),
    choices={"status": frozenset({"stated", "likely"})},
)

WANTS: Final = Table(
    name="wants",
    grain="one thing that one contact seems to look for",
    columns={
        "person_id": TEXT,
        "want": TEXT,
        "kind": TEXT,
        "basis": TEXT,
        "because": TEXT,
    },
    key=("person_id", "kind", "want"),
    choices={"basis": BASES},
)

MEETINGS: Final = Table(
    name="meetings",
    grain="two contacts of ego's of whom one may have what the other looks for",
    columns={
        "person_id": TEXT,
        "other_id": TEXT,
        "want": TEXT,
        "because": TEXT,
        "because_other": TEXT,
        "tie": TEXT,
        "score": REAL,
    },
    key=("person_id", "other_id"),
    choices={"tie": frozenset({"unobserved", "absent"})},
)


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
