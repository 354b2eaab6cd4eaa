"""
What netlens made is searched for a person and deleted where it names them.

Reports and the cache are derived: one that mentions the person goes as a whole.
Lines of the hand-typed tables that name them go, too. Exports and everything
else in the folder belong to the user: they are listed with file and line, and
never edited.
"""

import contextlib
import gzip
import html
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import pandas as pd

from netlens.appending import LOCK_NAME, append_rows, remove_rows
from netlens.errors import InputError, OutputError, ParameterError
from netlens.escaping import one_line
from netlens.forgetting import list_keys, make_digests, read_forgotten
from netlens.network import Network
from netlens.people import find_people
from netlens.people.names import plain
from netlens.records import DECISIONS, FORGOTTEN, LEDGER, TYPED_TIES
from netlens.schema import iter_rows, list_rows

CACHE: Final = ".cache"
REPORTS: Final = "reports"
_TYPED: Final = (DECISIONS, LEDGER, TYPED_TIES)
_EXPORTS: Final = "exports"
_GIT: Final = ".git"
_PHONE_TAIL: Final = 9
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_FOREIGN = re.compile("[^\x00-\x7f]+")
_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{5,}\d")
_GZIP: Final = b"\x1f\x8b"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_MOST_NAMED: Final = 6

Place = tuple[str, int | None]


@dataclass(frozen=True)
class Traces:
    """What somebody is named by, and the search for it in whatever form it was written."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], ids: Iterable[str] = ()) -> "Traces":
        """Collect the names, addresses and numbers of rows of contacts or people."""
        names: set[str] = set()
        words: set[str] = set()
        phones: set[str] = set()
        for row in rows:
            names |= _spellings(row)
            slug = row.get("linkedin")
            if isinstance(slug, str) and slug:
                words |= {slug.casefold(), quote(slug).casefold()}
            words |= {mail.casefold() for mail in row["emails"]}
            numbers = (*row["phones"], *row.get("phones_raw", ()))
            digits = (re.sub(r"\D", "", number).lstrip("0") for number in numbers)
            phones |= {number[-_PHONE_TAIL:] for number in digits if len(number) >= 6}  # noqa: PLR2004
        names.discard("")
        return cls(frozenset(names), frozenset(words), frozenset(phones), frozenset(ids))

    @cached_property
    def _wanted(self) -> re.Pattern[str] | None:
        parts = sorted(map(re.escape, self.words | self.ids))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])") if parts else None

    def in_text(self, text: str, *, single: bool = True) -> bool:
        """
        Tell whether a text mentions the person.

        Parameters
        ----------
        text
            Any text; escapes of JSON, HTML and addresses are undone.
        single
            Take a name of one word, which may be a common one, for a mention.
        """
        for form in _forms(text):
            folded = form.casefold()
            if self._wanted and self._wanted.search(folded):
                return True
            if self.phones and any(
                tail in re.sub(r"\D", "", run)
                for run in _NUMBER.findall(form)
                for tail in self.phones
            ):
                return True
            bare = f" {fold_text(form)} "
            if any(f" {name} " in bare for name in self.names if single or " " in name):
                return True
        return False

    def in_cell(self, cell: str) -> bool:
        """Tell whether a typed cell names the person; one-word names must be all of it."""
        return plain(cell) in self.names or self.in_text(cell, single=False)

    def in_bytes(self, data: bytes) -> bool:
        """Tell whether a file mentions the person, in archives too."""
        return any(self.in_text(text) for text in _texts(data))

    def lines_of(self, data: bytes) -> list[int | None]:
        """Give the lines of a file that mention the person; `None` if it spans several."""
        if not self.in_bytes(data):
            return []
        lines = data.decode("utf-8", "replace").split("\n")
        found: list[int | None] = [i for i, line in enumerate(lines, 1) if self.in_text(line)]
        return found or [None]


def fold_text(text: str) -> str:
    """Fold a long text as `netlens.people.names.plain` folds a name, only faster."""
    latin = _FOREIGN.sub(lambda run: plain(f"a{run[0]}a")[1:-1], text)
    return _NOT_WORD.sub(" ", latin.casefold()).strip()


def _spellings(row: Mapping[str, Any]) -> set[str]:
    name = row.get("name")
    if not isinstance(name, str):
        return set()
    parts = [row[key] for key in ("given", "family") if isinstance(row.get(key), str)]
    forms = [name, one_line(name), " ".join(parts), " ".join(parts[::-1])] if parts[1:] else [name]
    words = plain(name).split()
    # "O'Brien, Zoë" too, wherever the family name begins.
    turned = {" ".join([*words[i:], *words[:i]]) for i in range(len(words))}
    return {plain(form) for form in forms} | turned


def _forms(text: str) -> Iterator[str]:
    """Give a text as it is, then without the escapes of JSON, HTML and addresses, then bare."""
    yield text
    clear = text
    for _ in range(2):
        clear = _unescape_json(html.unescape(clear))
    clear = unquote(clear)
    if clear != text:
        yield clear
    bare = _TAG.sub(" ", clear)
    if bare != clear:
        yield bare


def _unescape_json(text: str) -> str:
    if "\\u" not in text:
        return text
    shown = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _texts(data: bytes) -> Iterator[str]:
    """Give the texts of a file: of each member if it is an archive."""
    yield data.decode("utf-8", "replace")
    if data.startswith(_UTF_16):
        yield data.decode("utf-16", "replace")
    with contextlib.suppress(OSError, EOFError, zipfile.BadZipFile, RuntimeError, ValueError):
        if data.startswith(_GZIP):
            yield gzip.decompress(data).decode("utf-8", "replace")
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield name
                    yield archive.read(name).decode("utf-8", "replace")


@dataclass
class Erasure:
    """What was deleted, or would be; what the user has to delete; what else to know."""

    deleted: list[str] = field(default_factory=list)
    lines: list[Place] = field(default_factory=list)
    digests: int = 0
    exports: list[Place] = field(default_factory=list)
    left: list[Place] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _folder_of(net: Network) -> Path:
    if net.folder is None:
        msg = (
            "there is no project folder here, so netlens keeps nothing of anybody. "
            "Name the folder: netlens forget PERSON FOLDER"
        )
        raise InputError(msg)
    return net.folder


def forget_person(net: Network, who: str, *, dry_run: bool = False) -> Erasure:
    """
    Remove somebody from everything that netlens made, and keep them out.

    Parameters
    ----------
    net
        The project, opened.
    who
        A name, address, number or id; somebody who is in no export any more is
        looked for as typed.
    dry_run
        Delete nothing, write nothing.

    Returns
    -------
    erasure
        What was done and what is left to do. The digests are written first, so
        that an interruption never brings anybody back.

    Raises
    ------
    ParameterError
        If several people are called so, nobody is, or it is yourself.
    OutputError
        If something cannot be deleted.
    """
    folder = _folder_of(net)
    person = _find(net, who)
    rows = _rows_of(net, person) if person else [_as_typed(who)]
    contact_ids = tuple(person["contact_ids"]) if person else ()
    traces = Traces.of(rows, [*contact_ids, *([person["person_id"]] if person else [])])
    found = Erasure()
    keys = _keys(net, rows, contact_ids, found)
    _erase_files(folder, traces, found, dry_run=True)
    found.exports = _in_exports(net, traces, contact_ids)
    if person is None and not (found.deleted or found.lines or found.left):
        msg = f"nobody in these exports or reports is called {one_line(who)}. Nothing was changed."
        raise ParameterError(msg)
    known = read_forgotten(folder)
    # Somebody forgotten long ago, found again in a report from a backup: nothing new is known.
    again = person is None and any(map(known.has, keys))
    digests = [] if again else make_digests(keys, known)
    found.digests = len(digests)
    if not dry_run:
        day = net.as_of.isoformat()
        if digests:
            cells = [{"when": day, "digest": digest} for digest in digests]
            append_rows(folder / FORGOTTEN.file_name, FORGOTTEN.columns, cells)
        found.deleted, found.lines, found.left = [], [], []
        _erase_files(folder, traces, found, dry_run=False)
    return found


def _find(net: Network, who: str) -> dict[str, Any] | None:
    people = net.people
    found = find_people(people, who)
    rows = list_rows(people[people["person_id"].isin(found)])
    if len(rows) > 1:
        told = "; ".join(_describe(row) for row in rows[:_MOST_NAMED])
        msg = f"{one_line(who)} may be {told}. Name one by the id, an e-mail or an address."
        raise ParameterError(msg)
    if rows and rows[0]["is_ego"]:
        msg = "that is you. To delete everything netlens made: netlens forget --project"
        raise ParameterError(msg)
    return rows[0] if rows else None


def _describe(row: Mapping[str, Any]) -> str:
    parts = [row["person_id"], row["name"], row["title"], row["company"], row["linkedin"]]
    return ", ".join(one_line(part, 60) for part in parts if isinstance(part, str) and part)


def _rows_of(net: Network, person: Mapping[str, Any]) -> list[dict[str, Any]]:
    contacts = net.contacts[net.contacts["contact_id"].isin(person["contact_ids"])]
    return [*list_rows(contacts), dict(person)]


def _as_typed(who: str) -> dict[str, Any]:
    """Make a row of somebody who is in no export any more."""
    row: dict[str, Any] = {"name": None, "linkedin": None, "emails": (), "phones": ()}
    slug = re.search(r"linkedin\.com/in/([^/?#\s]+)", who, re.IGNORECASE)
    if slug:
        return row | {"linkedin": slug[1].lower()}
    if "@" in who:
        return row | {"emails": (who.strip().casefold(),)}
    if re.fullmatch(r"\s*\+?[\d\s()./-]{6,}", who):
        return row | {"phones": (who.strip(),)}
    return row | {"name": who.strip()}


def _keys(
    net: Network,
    rows: Sequence[Mapping[str, Any]],
    contact_ids: Sequence[str],
    found: Erasure,
) -> list[str]:
    """Choose what the person is recognised by: not what others have too, if anything else is."""
    others = net.contacts[~net.contacts["contact_id"].isin(contact_ids)]
    shared = {key for key in list_keys(others) if not key.startswith("name:")}
    own = pd.DataFrame([{"company": None, "phones_raw": (), **row} for row in rows])
    keys = list_keys(own, not_of=shared)
    if all(key.startswith("name:") for key in keys):
        keys = list_keys(own)
    if not any(key.startswith(("slug:", "email:", "phone:")) for key in keys):
        found.warnings.append(
            "nothing but a name is known, or nothing that nobody else has: namesakes without an "
            "address or number of their own will be left out of later imports, too"
        )
    return keys


def _erase_files(folder: Path, traces: Traces, found: Erasure, *, dry_run: bool) -> None:
    if (folder / CACHE).exists():
        found.deleted.append(f"{CACHE}/")
        _delete(folder / CACHE, dry_run=dry_run)
    for entry in _list_reports(folder):
        if _mentions(entry, traces):
            found.deleted.append(f"{REPORTS}/{entry.name}{'/' if entry.is_dir() else ''}")
            _delete(entry, dry_run=dry_run)
    matches: Callable[[Sequence[str]], bool] = lambda cells: any(map(traces.in_cell, cells))  # noqa: E731
    going: set[Place] = set()
    for record in _TYPED:
        rows = remove_rows(folder / record.file_name, matches, dry_run=dry_run)
        found.lines += [(record.file_name, row.start) for row in rows]
        if dry_run:
            going |= {(record.file_name, line) for row in rows for line in row}
    found.left = list(_left(folder, traces, going))
    if (folder / _GIT).exists():
        found.warnings.append("this folder is under git: its history still holds what was deleted")
    found.warnings = list(dict.fromkeys(found.warnings))


def _list_reports(folder: Path) -> list[Path]:
    reports = folder / REPORTS
    return sorted(reports.iterdir()) if reports.is_dir() else []


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in sorted(files))


def _mentions(entry: Path, traces: Traces) -> bool:
    if traces.in_text(entry.name):
        return True
    files = _walk(entry) if entry.is_dir() and not entry.is_symlink() else iter([entry])
    return any(
        traces.in_text(file.relative_to(entry.parent).as_posix()) or traces.in_bytes(_read(file))
        for file in files
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError as error:
        msg = f"{one_line(path)}: cannot be searched: {error.strerror or error}."
        raise OutputError(msg) from error


def _left(folder: Path, traces: Traces, going: set[Place]) -> Iterator[Place]:
    """Find what the user has to edit: netlens.toml, notebooks, files of their own."""
    passed = {_EXPORTS, CACHE, REPORTS, _GIT, ".venv", LOCK_NAME, FORGOTTEN.file_name}
    for entry in sorted(folder.iterdir()):
        if entry.name in passed or entry.is_symlink():
            continue
        for file in _walk(entry) if entry.is_dir() else [entry]:
            name = file.relative_to(folder).as_posix()
            places = [(name, line) for line in traces.lines_of(_read(file))]
            yield from (place for place in places if place not in going)


def _in_exports(net: Network, traces: Traces, contact_ids: Sequence[str]) -> list[Place]:
    """List the rows of the exports that hold or mention the person."""
    found = set()
    for row in iter_rows(net.contacts):
        # A namesake's card has the name, too: only what it says of others counts there.
        is_namesake = isinstance(row.name, str) and plain(row.name) in traces.names
        told = [row.notes, *(text for pair in row.relations for text in pair)]
        told += [] if is_namesake else [row.raw]
        if row.contact_id in contact_ids or any(
            isinstance(text, str) and traces.in_text(text, single=False) for text in told
        ):
            found.add((row.file, row.line))
    stated = net.evidence.rename(columns={"from": "start", "to": "end"})
    for row in iter_rows(stated[~stated["file"].isin([TYPED_TIES.file_name])]):
        ends = (row.start, row.end, row.from_name, row.to_name)
        if any(isinstance(text, str) and traces.in_cell(_end(text)) for text in ends):
            found.add((row.file, row.line))
    for row in iter_rows(net.rejected):
        if isinstance(row.text, str) and traces.in_text(row.text, single=False):
            found.add((row.file, row.line))
    places = ((file, None if pd.isna(line) else int(line)) for file, line in found)
    return sorted(places, key=lambda place: (place[0], place[1] or 0))


def _end(text: str) -> str:
    return re.sub(r"^(?:name|email|linkedin|owner):", "", text)


def _delete(path: Path, *, dry_run: bool) -> None:
    if dry_run:
        return
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        msg = (
            f"{one_line(path)}: cannot be deleted: {error.strerror or error}. "
            "Delete it yourself, then forget again."
        )
        raise OutputError(msg) from error


def erase_derived(folder: Path, *, dry_run: bool = False) -> list[str]:
    """
    Delete everything that netlens made in a project folder: cache and reports.

    Parameters
    ----------
    folder
        The project folder. Exports and hand-typed files stay.
    dry_run
        Delete nothing.

    Returns
    -------
    deleted
        Names within the folder.
    """
    entries = [folder / CACHE] if (folder / CACHE).exists() else []
    entries += _list_reports(folder)
    for entry in entries:
        _delete(entry, dry_run=dry_run)
    return [entry.relative_to(folder).as_posix() for entry in entries]
