"""
Files in, tables out: contacts, evidence, lists, rejected rows, files, profiles.

What being on a list proves is fixed here: a LinkedIn connection and a Facebook
friendship are mutual; a row of an address book only shows that its owner holds
somebody's details.
"""

import contextlib
import fnmatch
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netlens.errors import InputError
from netlens.escaping import one_line
from netlens.exports.archive import READ_TABLES, read_linkedin_table
from netlens.exports.batch import DAY_FIELDS, TEXT_FIELDS, TUPLE_FIELDS, Batch
from netlens.exports.calendars import read_ics
from netlens.exports.days import day_in_name
from netlens.exports.delimited import name_linkedin_table, read_delimited
from netlens.exports.facebook import read_facebook
from netlens.exports.ldif import read_ldif
from netlens.exports.linkedin import slug_of
from netlens.exports.mail import read_mbox
from netlens.exports.phones import normalise_phones
from netlens.exports.sniffing import describe_other, detect_format
from netlens.exports.sources import Owner, Source, open_sources
from netlens.exports.statements import Statements
from netlens.exports.stating import Stated
from netlens.exports.vcard import read_vcard
from netlens.schema import (
    CONTACTS,
    EVIDENCE,
    FILES,
    LISTS,
    PROFILES,
    REJECTED,
    check_table,
    empty_table,
    iter_rows,
    make_table,
)

ColumnMaps = Mapping[str, Mapping[str, str]]

_EVIDENCE_KIND: Final = {
    "linkedin": ("linkedin connection", False),
    "facebook": ("facebook friend", False),
    "address book": ("address book", True),
}
_READERS: Final[dict[str | None, Callable[[bytes], Batch | Statements]]] = {
    "vcard": read_vcard,
    "ldif": read_ldif,
    "facebook": read_facebook,
    "calendar": read_ics,
    "mailbox": read_mbox,
}
_IN: Final = "https://www.linkedin.com/in/"
_NOTHING_READ: Final = (
    "netlens reads vCard (.vcf), CSV from LinkedIn, Google, Outlook, Yahoo or Thunderbird, "
    "LDIF, Facebook's friends JSON, mailboxes (.mbox), calendars (.ics), and zip archives of these."
)


@dataclass(frozen=True)
class Import:
    """
    What was read.

    Attributes
    ----------
    contacts, evidence, lists, rejected, files, profiles, own
        Tables of `netlens.schema`. In `files`, read = kept + rejected +
        skipped on every row.
    """

    contacts: pd.DataFrame
    lists: pd.DataFrame
    rejected: pd.DataFrame
    files: pd.DataFrame
    profiles: pd.DataFrame
    own: pd.DataFrame
    stated: pd.DataFrame
    list_kinds: tuple[str, ...] = field(repr=False)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """What each contact proves about ties, and what other files state; built when asked for."""
        listed = _build_evidence(self.contacts, self.list_kinds)
        return pd.concat([listed, self.stated], ignore_index=True) if len(self.stated) else listed


def read_exports(
    paths: str | Path | Iterable[str | Path],
    *,
    default_region: str | None = None,
    column_maps: ColumnMaps | None = None,
) -> Import:
    """
    Read contact exports of any kind that netlens knows.

    Parameters
    ----------
    paths
        Files, folders, zip archives or project folders.
    default_region
        Two-letter country of phone numbers without a country code; without
        it such numbers are kept as typed.
    column_maps
        File name pattern to (header to field), for CSV files whose columns
        are not recognised.

    Returns
    -------
    result
        See `Import`. A file that holds no contact list is a row of `files`
        and, with the reason, of `rejected`.

    Raises
    ------
    InputError
        If a path does not exist, or nothing at all could be read.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    collector = _Collector(default_region, column_maps or {})
    with _no_collecting():
        for path in given:
            for source in open_sources(Path(path)):
                collector.add(source)
        collector.check_something_was_read([str(path) for path in given])
        return collector.result()


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Pause garbage collection: a million new cells hold no cycles, and looking costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Collector:
    region: str | None
    column_maps: ColumnMaps
    columns: dict[str, list[Any]] = field(
        default_factory=lambda: {name: [] for name in CONTACTS.columns},
    )
    lists: list[dict[str, Any]] = field(default_factory=list)
    list_kinds: list[str] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    profiles: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    stated: Stated = field(default_factory=Stated)

    def add(self, source: Source) -> None:
        """Read one file, or note why it is not read."""
        label = self._label(source.name)
        self._add_owner(source.owner, label)
        row: dict[str, Any] = {
            "file": label,
            "owner": source.owner.name,
            "bytes": len(source.data),
            "sha256": hashlib.sha256(source.data).hexdigest() if source.data else None,
            **dict.fromkeys(("read", "kept", "rejected", "skipped"), 0),
        }
        self.files.append(row)
        if source.refused:
            self._refuse(row, source.refused)
            return
        twin = self.seen.setdefault((source.owner.name, row["sha256"] or label), label)
        if twin != label:
            row["format"], row["warnings"] = "copy", (f"the same bytes as {twin}: not read twice",)
            return
        try:
            found = self._read(source)
        except InputError as error:
            self._refuse(row, str(error), soft=source.from_archive)
            return
        self._account(found, row)
        if isinstance(found, Statements):
            self.stated.add(found, source.owner.name, row["file"])
        else:
            self._add_batch(found, row, source.owner)

    def _label(self, name: str) -> str:
        count = self.names[name] = self.names.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"

    def _add_owner(self, owner: Owner, label: str) -> None:
        if owner.profile and owner.name not in self.owners:
            self.owners.add(owner.name)
            url = owner.profile["linkedin_url"]
            self.profiles.append(
                {
                    "owner": owner.name,
                    "name": owner.profile["name"],
                    "emails": owner.profile["emails"],
                    "linkedin": slug_of(url) if url else None,
                    "file": f"{label.split('/', 1)[0]}/consent.toml",
                    "line": 1,
                },
            )

    def _refuse(self, row: dict[str, Any], reason: str, *, soft: bool = False) -> None:
        row["format"] = "not read"
        row["warnings"] = (reason,)
        what = "skipped" if soft else "rejected"
        self.rejected.append({"file": row["file"], "what": what, "reason": reason})

    def _read(self, source: Source) -> Batch | Statements:
        name = source.name.rsplit("/", 1)[-1]
        kind = detect_format(source.data, name)
        if kind in _READERS:
            return _READERS[kind](source.data)
        if kind == "delimited":
            table, _ = name_linkedin_table(source.data, name)
            if table in READ_TABLES:
                return read_linkedin_table(source.data, str(table), name)
            columns = self._column_map(source.name)
            return read_delimited(source.data, file_name=name, column_map=columns)
        what = describe_other(source.data)
        if not source.data.strip():
            msg = f"{one_line(name)} is empty. Export it again."
        elif what:
            msg = f"{one_line(name)} is {what}."
        else:
            msg = f"{one_line(name)} is no contact list that netlens knows. {_NOTHING_READ}"
        raise InputError(msg)

    def _column_map(self, name: str) -> Mapping[str, str] | None:
        for pattern, columns in self.column_maps.items():
            if fnmatch.fnmatch(name, pattern) or fnmatch.fnmatch(name.rsplit("/", 1)[-1], pattern):
                return columns
        return None

    def _account(self, batch: Batch | Statements, row: dict[str, Any]) -> None:
        """Say of a file how many rows were read, and of each that was dropped why."""
        rejected = sum(drop.what == "rejected" for drop in batch.dropped)
        kept = batch.kept if isinstance(batch, Batch) else batch.used
        row |= {
            "format": batch.format,
            "producer": batch.producer,
            "encoding": batch.encoding,
            "read": batch.read,
            "kept": kept,
            "rejected": rejected,
            "skipped": len(batch.dropped) - rejected,
            "warnings": tuple(batch.warnings),
        }
        self.rejected += [
            {
                "file": row["file"],
                "line": d.line,
                "what": d.what,
                "reason": d.reason,
                "text": d.text,
            }
            for d in batch.dropped
        ]

    def _add_batch(self, batch: Batch, row: dict[str, Any], owner: Owner) -> None:
        if batch.profile is not None:
            self._add_profile(batch, row, owner)
        if batch.kept:
            self._add_contacts(batch, row, owner)
            self._add_list(batch, row, owner)

    def _add_profile(self, batch: Batch, row: dict[str, Any], owner: Owner) -> None:
        profile = batch.profile or {}
        wanted = {name: profile.get(name) for name in ("name", "headline", "location", "line")}
        self.profiles.append({"owner": owner.name, "file": row["file"], **wanted})
        row["read"] = row["skipped"] = 1
        reason = "this row says who the owner of the list is; it is not a contact"
        line = profile.get("line")
        self.rejected.append(
            {"file": row["file"], "line": line, "what": "skipped", "reason": reason},
        )

    def _add_contacts(self, batch: Batch, row: dict[str, Any], owner: Owner) -> None:
        size = batch.kept
        for name in (*TEXT_FIELDS, *DAY_FIELDS, "line"):
            self.columns[name] += batch.columns.get(name) or [None] * size
        for name in TUPLE_FIELDS:
            self.columns[name] += batch.columns.get(name) or [()] * size
        for name in ("file", "format", "producer"):
            self.columns[name] += [row[name]] * size
        self.columns["owner"] += [owner.name] * size
        self.list_kinds += [batch.list_kind] * size
        self.columns["linkedin"] += _slugs(batch.columns.get("urls"), size)
        self.columns["phones"] += _phones(batch.columns.get("phones_raw"), size, self.region)
        self.columns["contact_id"] += self._make_ids(batch.columns, owner.name, size)
        self._date_facts(batch, row["file"])

    def _date_facts(self, batch: Batch, file: str) -> None:
        """Rows without a day of their own were true on the day stamped into the file's name."""
        day = day_in_name(file)
        if day:
            column = self.columns["observed_on"]
            first = len(column) - batch.kept
            column[first:] = [cell or day for cell in column[first:]]

    def _make_ids(self, columns: Mapping[str, list[Any]], owner: str, size: int) -> list[str]:
        """Derive ids from content, so that the same row gets the same id in any file."""
        prefix = f"{owner}\0"
        raws = columns.get("raw") or [""] * size
        made = [_contact_id(f"{prefix}{raw}") for raw in raws]
        if len(set(made)) == size and self.ids.keys().isdisjoint(made):
            self.ids.update(dict.fromkeys(made, 1))
            return made
        return [self._number(contact_id) for contact_id in made]

    def _number(self, contact_id: str) -> str:
        """Number what occurs again: equal rows are two rows."""  # noqa: D401
        count = self.ids[contact_id] = self.ids.get(contact_id, 0) + 1
        return contact_id if count == 1 else f"{contact_id}-{count}"

    def _add_list(self, batch: Batch, row: dict[str, Any], owner: Owner) -> None:
        self.lists.append(
            {
                "list_id": "l" + _digest(f"{owner.name}\0{row['file']}"),
                "owner": owner.name,
                "file": row["file"],
                "kind": batch.list_kind,
                "complete": batch.list_kind == "linkedin",
                "size": batch.kept,
                "as_of": _as_of(batch, row["file"]),
                "consent": owner.consent or None,
            },
        )

    def check_something_was_read(self, paths: Sequence[str]) -> None:
        """Raise if there is neither a contact nor a rejected row to show for it."""
        if any(row["read"] for row in self.files):
            return
        seen = "; ".join(
            f"{one_line(r['file'])}: {one_line(r['reason'], 400)}" for r in self.rejected[:5]
        )
        where = ", ".join(one_line(path) for path in paths) or "nothing"
        msg = f"no contacts found in {where}. {seen or 'There is no file in it.'} {_NOTHING_READ}"
        raise InputError(msg.replace(f"{_NOTHING_READ} {_NOTHING_READ}", _NOTHING_READ))

    def result(self) -> Import:
        """Join what was collected into checked tables."""
        contacts = make_table(CONTACTS, self.columns)
        contacts["kind"] = contacts["kind"].fillna("person")
        self._complete_profiles()
        tables = {
            "own": self.stated.own(),
            "stated": self.stated.evidence(),
            "contacts": contacts,
            "lists": make_table(LISTS, self.lists) if self.lists else empty_table(LISTS),
            "rejected": make_table(REJECTED, self.rejected),
            "files": make_table(FILES, self.files),
            "profiles": make_table(PROFILES, self.profiles),
        }
        check_table(contacts, CONTACTS)
        check_table(tables["stated"], EVIDENCE)
        return Import(**tables, list_kinds=tuple(self.list_kinds))

    def _complete_profiles(self) -> None:
        """Add to each owner the addresses that their messages and mail show."""
        known = {row["owner"] for row in self.profiles}
        owners = dict.fromkeys(row["owner"] for row in self.files)
        self.profiles += [{"owner": owner} for owner in owners if owner not in known]
        for row in self.profiles:
            row["linkedin"] = row.get("linkedin") or self.stated.slug_of_owner(row["owner"])
            emails = (*(row.get("emails") or ()), *self.stated.emails_of_owner(row["owner"]))
            row["emails"] = tuple(dict.fromkeys(emails))
        keys = ("name", "linkedin", "emails", "headline")
        self.profiles = [row for row in self.profiles if any(row.get(key) for key in keys)]


def _as_of(batch: Batch, file: str) -> str | None:
    """Give the day a list is from: as stamped into its file's name, else its newest date."""
    days = [str(day) for name in DAY_FIELDS for day in batch.columns.get(name) or () if day]
    return day_in_name(file) or max(days, default=None)


def _contact_id(text: str) -> str:
    data = text.encode() if text.isascii() else text.encode("utf-8", "surrogatepass")
    return "c" + hashlib.blake2b(data, digest_size=8).hexdigest()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _slugs(urls: list[tuple[str, ...]] | None, size: int) -> list[str | None]:
    if not urls:
        return [None] * size
    plain = _plain_slugs(urls)
    return plain or [
        next(filter(None, map(slug_of, cell)), None) if cell else None for cell in urls
    ]


def _plain_slugs(urls: list[tuple[str, ...]]) -> list[str | None] | None:
    """Cut all slugs at once where every row has one address with nothing to decode, or none."""
    firsts = [cell[0] if len(cell) == 1 else "" if not cell else None for cell in urls]
    if not all(url is not None and (not url or url.startswith(_IN)) for url in firsts):
        return None
    cut = [url[len(_IN) :] for url in firsts if url]
    text = "".join(cut)
    if not (text.isascii() and text.replace("-", "").isalnum()) or "" in cut:
        return None
    slugs = iter("\n".join(cut).lower().split("\n"))
    return [next(slugs) if url else None for url in firsts]


def _phones(
    phones: list[tuple[str, ...]] | None, size: int, region: str | None
) -> list[tuple[str, ...]]:
    if not phones:
        return [()] * size
    return [normalise_phones(cell, region) if cell else () for cell in phones]


def _build_evidence(contacts: pd.DataFrame, list_kinds: Sequence[str]) -> pd.DataFrame:
    """State for each contact what its row proves, and what it says about others."""
    kinds = [_EVIDENCE_KIND[kind] for kind in list_kinds]
    listed = make_table(
        EVIDENCE,
        {
            "evidence_id": "e" + contacts["contact_id"].str[1:],
            "kind": [kind for kind, _ in kinds],
            "basis": ["observed"] * len(kinds),
            "from": "owner:" + contacts["owner"],
            "to": contacts["contact_id"],
            "directed": [directed for _, directed in kinds],
            "date": contacts["connected_on"],
            "weight": [1.0] * len(kinds),
            "owner": contacts["owner"],
            "file": contacts["file"],
            "line": contacts["line"],
        },
    )
    stated = _build_relations(contacts)
    return pd.concat([listed, stated], ignore_index=True) if len(stated) else listed


def _build_relations(contacts: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "evidence_id": f"r{row.contact_id[1:]}-{number}",
            "kind": f"relation: {kind or 'unnamed'}",
            "basis": "asserted",
            "from": row.contact_id,
            "to": f"name:{value}",
            "directed": True,
            "weight": 1.0,
            "owner": row.owner,
            "file": row.file,
            "line": row.line,
        }
        for row in iter_rows(contacts[contacts["relations"].astype(bool)])
        for number, (kind, value) in enumerate(row.relations, 1)
    ]
    return make_table(EVIDENCE, rows)
