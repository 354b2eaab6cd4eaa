"""
Lines added to what people type by hand, so that none is lost and none is half there.

One writer at a time (a lock beside the files), one `write` of whole lines, the
disk asked to keep them. What will be written is first read back as
`netlens.records` will read it: a line that would come out different, or that
would vanish into an open quotation mark above it, is refused, not written.
"""

import contextlib
import csv
import errno
import io
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from netlens.errors import InputError, NetlensError, OutputError
from netlens.escaping import one_line

try:
    import fcntl
except ImportError:  # pragma: no cover - systems without flock use a lock file
    _HAS_FLOCK = False
else:
    _HAS_FLOCK = True

LOCK_NAME: Final = ".netlens.lock"
LONGEST_WAIT: Final = 10.0
_PAUSE: Final = 0.02
_PRIVATE: Final = 0o600
_BOM: Final = "\ufeff"


@dataclass(frozen=True)
class Appended:
    """Where the lines went: the first new line's number, and what else was done."""

    file: str
    line: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    """One row of a file: its cells, and the physical lines it stands on."""

    cells: tuple[str, ...]
    start: int
    stop: int

    @property
    def is_data(self) -> bool:
        """Tell a row that counts from blank lines and remarks."""
        return any(cell.strip() for cell in self.cells) and not self.cells[0].startswith("#")


@contextlib.contextmanager
def lock_folder(folder: Path, *, wait: float = LONGEST_WAIT) -> Iterator[None]:
    """
    Keep every other netlens from writing into `folder` for the time being.

    Parameters
    ----------
    folder
        The project folder; an empty lock file is left in it.
    wait
        Seconds to wait for another writer.

    Yields
    ------
    nothing
        The lock ends with the block, or with the process, however it ends.

    Raises
    ------
    OutputError
        If another process holds the lock all that time, or the folder cannot
        be written to.
    """
    path = folder / LOCK_NAME
    take, release = _flock(path) if _HAS_FLOCK else _lock_file(path)
    ends = time.monotonic() + wait
    while not _attempt(take, path):
        if time.monotonic() > ends:
            raise _busy(path, wait)
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        release()


def _busy(path: Path, wait: float) -> NetlensError:
    hint = "" if _HAS_FLOCK else f" If none is running, delete {one_line(path)}."
    msg = (
        f"{one_line(path.parent)}: another netlens has been writing here for {wait:.0f} seconds; "
        f"nothing was written. Try again when it is done.{hint}"
    )
    return OutputError(msg)


def _attempt(take: Callable[[], bool], path: Path) -> bool:
    try:
        return take()
    except OSError as error:
        msg = (
            f"{one_line(path)}: cannot be written: {error.strerror or error}. Nothing was written."
        )
        raise OutputError(msg) from error


def _flock(path: Path) -> tuple[Callable[[], bool], Callable[[], None]]:
    held: list[int] = []

    def take() -> bool:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError):
                return False
            raise
        held.append(handle)
        return True

    return take, lambda: os.close(held.pop())


def _lock_file(path: Path) -> tuple[Callable[[], bool], Callable[[], None]]:
    def take() -> bool:
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE))
        except FileExistsError:
            return False
        return True

    return take, path.unlink


def append_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Appended:
    """
    Append rows to a hand-typed CSV file, all of them or none.

    Parameters
    ----------
    path
        The file; it is made, readable by its owner alone, if it is not there.
        Links are followed.
    columns
        The columns of a new file. An existing one keeps its own order.
    rows
        Texts by column; what is left out is empty. White space around a text
        is dropped, as it is in reading.

    Returns
    -------
    appended
        The number of the first new line. `notes` says if the file's last line
        had no end and was given one.

    Raises
    ------
    InputError
        If the file's header is not one of these columns, or a row would not be
        read back as it is; nothing is written.
    OutputError
        If the disk is full or the file cannot be written; what was there stays
        as it was.
    """
    place = path.resolve()
    with lock_folder(place.parent):
        old = _read_text(place)
        header = _header(old, columns, place.name)
        cells = [_cells(row, header or columns, place.name) for row in rows]
        end = "\r\n" if old.split("\n", 1)[0].endswith("\r") else "\n"
        torn = bool(old.strip(_BOM)) and not old.endswith("\n")
        opening = (end if torn else "") + ("" if header else _to_csv([columns], end))
        lines = _to_csv(cells, end)
        _check_read_back(old, opening + lines, cells, place.name)
        _write(place, (opening + lines).encode("utf-8"), _count(len(rows)))
    notes = (f"{place.name}: its last line had no end and was given one.",) if torn else ()
    return Appended(place.name, (old + opening).count("\n") + 1, notes)


def _count(size: int) -> str:
    return f"{size:,} lines" if size != 1 else "1 line"


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (UnicodeDecodeError, OSError) as error:
        msg = (
            f"{path.name}: cannot be read as UTF-8 text: {error}. Nothing was written. "
            "Save it as UTF-8, then try again."
        )
        raise InputError(msg) from error


def _parse(text: str, name: str) -> list[_Row]:
    """Split a file into rows exactly as `netlens.records.parse_record` does."""
    reader = csv.reader(io.StringIO(text.removeprefix(_BOM)), strict=False)
    rows: list[_Row] = []
    before = 0
    try:
        for cells in reader:
            rows.append(_Row(tuple(cells), before, reader.line_num))
            before = reader.line_num
    except csv.Error as error:
        msg = f"{name} line {reader.line_num}: {error}. Nothing was written. Mend that line first."
        raise InputError(msg) from error
    return rows


def _header(text: str, columns: Sequence[str], name: str) -> list[str]:
    """Give the columns of a file in its order; none if it has no header yet."""
    first = next((row for row in _parse(text, name) if row.is_data), None)
    if first is None:
        return []
    found = [cell.strip().lower() for cell in first.cells]
    missing = [column for column in columns if column not in found]
    unknown = [column for column in found if column and column not in columns]
    twice = sorted({column for column in found if column and found.count(column) > 1})
    if missing or unknown or twice:
        msg = (
            f"{name}: its first line is {one_line(','.join(found))!r}; nothing was written. "
            f"Make it {','.join(columns)}, in any order; lines below may stay shorter."
        )
        raise InputError(msg)
    return found


def _cells(row: Mapping[str, str], header: Sequence[str], name: str) -> list[str]:
    cells = [row.get(column, "").strip() for column in header]
    if not any(cells):
        msg = f"{name}: an empty line was to be written; nothing was."
        raise InputError(msg)
    longest = max(map(len, cells))
    if longest > csv.field_size_limit():
        msg = f"{name}: a text of {longest:,} characters is too long; nothing was written."
        raise InputError(msg)
    # A line that begins with # is a remark; one blank before it is dropped in reading.
    if cells[0].startswith("#"):
        cells[0] = f" {cells[0]}"
    try:
        "".join(cells).encode("utf-8")
    except UnicodeEncodeError as error:
        msg = (
            f"{name}: {one_line(error.object, 60)!r} holds a character that is no text; nothing "
            "was written. Type it again, or leave that character out."
        )
        raise InputError(msg) from error
    return cells


def _to_csv(rows: Sequence[Sequence[str]], end: str) -> str:
    buffer = io.StringIO()
    # Cells are quoted if they hold a letter of the line's end: both ends must count.
    writer = csv.writer(buffer, lineterminator="\r\n")
    lines = []
    for row in rows:
        writer.writerow(row)
        lines.append(buffer.getvalue().removesuffix("\r\n") + end)
        buffer.seek(0)
        buffer.truncate()
    return "".join(lines)


def _check_read_back(old: str, new: str, cells: Sequence[Sequence[str]], name: str) -> None:
    """Refuse what would not be read as written, most of all below a quotation mark left open."""
    for rows in (_parse(new, name), _parse(old + new, name)):
        if not cells or [list(row.cells) for row in rows[-len(cells) :]] == list(map(list, cells)):
            continue
        end = old.count("\n") + 1
        broken = next((row.start for row in rows if row.stop > end), rows[-1].start) + 1
        msg = (
            f"{name} line {broken}: a quotation mark is opened there and never closed, so that "
            "new lines would belong to it. Nothing was written. Close or delete it first."
        )
        raise InputError(msg)


def _write(path: Path, data: bytes, what: str) -> None:
    is_new = not path.exists()
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0), _PRIVATE)
    except OSError as error:
        raise _not_written(path, what, error) from error
    try:
        size = os.fstat(handle).st_size
        try:
            written = os.write(handle, data)
            if written != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301
            os.fsync(handle)
        except OSError as error:
            os.ftruncate(handle, size)
            if is_new:
                path.unlink()
            raise _not_written(path, what, error) from error
    finally:
        os.close(handle)
    if is_new:
        _sync_folder(path.parent)


def _not_written(path: Path, what: str, error: OSError) -> NetlensError:
    msg = (
        f"{path.name}: {what} could not be written: {error.strerror or error}. The file is as it "
        "was before. Make room or allow writing, then type it again."
    )
    return OutputError(msg)


def _sync_folder(folder: Path) -> None:
    # Some systems cannot open a folder; there the file's own fsync has to do.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_last_rows(
    path: Path,
    columns: Sequence[str],
    *,
    count: int = 1,
    expected: Sequence[Mapping[str, str]] | None = None,
    dry_run: bool = False,
) -> list[dict[str, str]]:
    """
    Take the last rows out of a hand-typed CSV file; everything else stays, remarks too.

    Parameters
    ----------
    path, columns
        As for `append_rows`.
    count
        How many.
    expected
        What these rows must be; if somebody has written below them, nothing
        is removed.
    dry_run
        Give the rows, remove nothing.

    Returns
    -------
    removed
        In file order, by column.

    Raises
    ------
    InputError
        If there are not that many rows, or the last ones are not `expected`.
    OutputError
        If the file cannot be written; it is then as it was.
    """
    place = path.resolve()
    with contextlib.nullcontext() if dry_run else lock_folder(place.parent):
        text = _read_text(place)
        header = _header(text, columns, place.name)
        data = [row for row in _parse(text, place.name) if row.is_data][1:]
        if len(data) < count or count < 1:
            msg = f"{place.name}: there is no line to take back."
            raise InputError(msg)
        last = data[-count:]
        removed = [_by_column(header, row) for row in last]
        wanted = [{c: row.get(c, "").strip() for c in columns} for row in expected or ()]
        if expected is not None and removed != wanted:
            msg = (
                f"{place.name}: its last line is not the one to take back; somebody else has "
                "written since. Nothing was removed; edit the file by hand."
            )
            raise InputError(msg)
        if not dry_run:
            _rewrite_without(place, text, last)
        return removed


def remove_rows(
    path: Path,
    matches: Callable[[Sequence[str]], bool],
    *,
    dry_run: bool = False,
) -> list[range]:
    """
    Take every row out of a CSV file whose cells `matches`, remarks included.

    Parameters
    ----------
    path
        The file; one that is not there has no rows.
    matches
        Tells by the cells of a row; the header is never asked about.
    dry_run
        Remove nothing.

    Returns
    -------
    lines
        The numbers of each such row's lines, as they were.
    """
    place = path.resolve()
    if not place.exists():
        return []
    with contextlib.nullcontext() if dry_run else lock_folder(place.parent):
        text = _read_text(place)
        rows = _parse(text, place.name)
        header = next((row for row in rows if row.is_data), None)
        found = [row for row in rows if row is not header and matches(row.cells)]
        if found and not dry_run:
            _rewrite_without(place, text, found)
        return [range(row.start + 1, row.stop + 1) for row in found]


def _by_column(header: Sequence[str], row: _Row) -> dict[str, str]:
    cells = dict(zip(header, row.cells, strict=False))
    return {name: cells.get(name, "").strip() for name in header if name}


def _rewrite_without(path: Path, text: str, rows: Sequence[_Row]) -> None:
    gone = {line for row in rows for line in range(row.start, row.stop)}
    # The csv module counts lines as a text file does here: by line feeds only.
    lines = io.StringIO(text, newline="\n").readlines()
    replace_file(path, "".join(x for i, x in enumerate(lines) if i not in gone).encode("utf-8"))


def replace_file(path: Path, data: bytes) -> None:
    """
    Put `data` in the place of a file, which at every moment is the old or the new one.

    A file that is not there is made, readable by its owner alone.

    Raises
    ------
    OutputError
        If it cannot be written; the old file stays.
    """
    part = ""
    try:
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _PRIVATE
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(mode)
        Path(part).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        msg = (
            f"{path.name}: cannot be changed: {error.strerror or error}. It is as it was before. "
            "Make room or allow writing, then try again."
        )
        raise OutputError(msg) from error
    _sync_folder(path.parent)
