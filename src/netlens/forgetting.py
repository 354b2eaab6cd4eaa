"""
People who are to be forgotten: recognised by digests alone, and never let in again.

`forgotten.csv` holds no name: only salted digests of LinkedIn address, e-mails,
phone numbers, name, and name with company. They keep somebody who is still in
an export from coming back at the next import.

What a digest cannot do: whoever has the file and guesses a name or a number can
check the guess, since the salt must stand beside it. It hides who was forgotten
from a glance and from a search, not from somebody who suspects.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netlens.errors import SettingsError
from netlens.escaping import one_line
from netlens.exports import Import
from netlens.exports.linkedin import slug_of
from netlens.people.names import company_key, name_key, plain
from netlens.records import FORGOTTEN, read_record
from netlens.schema import REJECTED, iter_rows, list_rows, make_table

REASON: Final = "forgotten at your wish"
_SCHEME: Final = "blake2b"
_SALT_BYTES: Final = 16
_DIGEST_BYTES: Final = 16
_DIGEST = re.compile(rf"{_SCHEME}\$([0-9a-f]{{32}})\$([0-9a-f]{{32}})")
_MAIL = re.compile(r"[^\s<>\"',;:()\[\]\\|]+@[^\s<>\"',;:()\[\]\\|]+")
_ADDRESS = re.compile(r"\S*linkedin\.com/in/\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d\s().\-/]{5,}\d")
_LONGEST_NAME: Final = 6
_FEWEST_DIGITS: Final = 6


@dataclass(frozen=True)
class Forgotten:
    """Digests of people to be forgotten, and tests of what is one of theirs."""

    digests: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def _salts(self) -> tuple[str, ...]:
        return tuple(sorted({salt for salt, _ in self.digests}))

    def __bool__(self) -> bool:
        return bool(self.digests)

    def has(self, key: str) -> bool:
        """Tell whether a key, as `list_keys` makes them, is that of somebody forgotten."""
        return any((salt, _hash(salt, key)) in self.digests for salt in self._salts)

    def is_end(self, end: object, name: object = None) -> bool:
        """Tell whether one end of a statement names somebody forgotten."""
        kind, _, text = str(end).partition(":")
        keys = {
            "linkedin": f"slug:{text.lower()}",
            "email": f"email:{text.casefold()}",
            "name": f"email:{text.casefold()}" if "@" in text else _name(text),
        }
        named = isinstance(name, str) and bool(name) and self.has(_name(name))
        return named or (kind in keys and self.has(keys[kind]))

    def is_named_in(self, text: object) -> bool:
        """Tell whether a text mentions somebody forgotten, by name, address or number."""
        return isinstance(text, str) and any(map(self.has, _list_mentions(text)))


def _hash(salt: str, key: str) -> str:
    data = key.encode("utf-8", "surrogatepass")
    made = hashlib.blake2b(data, digest_size=_DIGEST_BYTES, salt=bytes.fromhex(salt))
    return made.hexdigest()


def _name(name: str) -> str:
    return f"name:{name_key(name) or plain(name)}"


def _phone(phone: str) -> str:
    return f"phone:{re.sub(r'[^0-9]', '', phone).lstrip('0')}"


def _list_mentions(text: str) -> Iterator[str]:
    for mail in _MAIL.findall(text):
        yield f"email:{mail.strip('.').casefold()}"
    for address in _ADDRESS.findall(text):
        yield f"slug:{slug_of(address) or ''}"
    for number in _NUMBER.findall(text):
        yield _phone(number)
    words = plain.__wrapped__(text).split()
    for size in range(1, _LONGEST_NAME + 1):
        for start in range(len(words) - size + 1):
            # Only a full name is looked for within a text: "Will" is also a word.
            if size > 1 or len(words) == 1:
                yield _name(" ".join(words[start : start + size]))


def read_forgotten(folder: Path | None) -> Forgotten:
    """
    Read `forgotten.csv` of a project folder; none gives nobody.

    Raises
    ------
    SettingsError
        If the file is not as netlens wrote it.
    """
    rows = read_record(folder, FORGOTTEN)
    found = set()
    for line, text in zip(rows["line"], rows["digest"], strict=True):
        match = _DIGEST.fullmatch(text)
        if match is None:
            msg = (
                f"{FORGOTTEN.file_name} line {line}: {one_line(text, 40)!r} is no digest of "
                "netlens. Delete that line, then forget the person again."
            )
            raise SettingsError(msg)
        found.add((match[1], match[2]))
    return Forgotten(frozenset(found))


def list_keys(contacts: pd.DataFrame, *, not_of: Iterable[str] = ()) -> list[str]:
    """
    List what a person's contacts are recognised by.

    Parameters
    ----------
    contacts
        Rows of `netlens.schema.CONTACTS`, all of one person.
    not_of
        Keys that others have too, such as the number of an office: they count
        only together with the name.

    Returns
    -------
    keys
        `slug:`, `email:`, `phone:`, `name:` and `card:` (name and company, for
        contacts that carry nothing else) with folded values, sorted.
    """
    shared = set(not_of)
    keys: set[str] = set()
    for row in iter_rows(contacts):
        strong = set(_strong(row))
        keys |= strong - shared
        # A family's number still tells who it is together with the name.
        keys |= {_both(key, row.name) for key in strong & shared if _is_text(row.name)}
        keys |= set(_weak(row)) - shared
    return sorted(keys)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _both(key: str, name: str) -> str:
    return f"{key}\0{_name(name)}"


def _strong(row: Any) -> Iterator[str]:  # noqa: ANN401
    if _is_text(row.linkedin):
        yield f"slug:{row.linkedin.lower()}"
    for mail in row.emails:
        yield f"email:{mail.casefold()}"
    for phone in (*row.phones, *getattr(row, "phones_raw", ())):
        if len(re.sub(r"\D", "", phone)) >= _FEWEST_DIGITS:
            yield _phone(phone)


def _weak(row: Any) -> Iterator[str]:  # noqa: ANN401
    if _is_text(row.name):
        yield _name(row.name)
        company = row.company if isinstance(row.company, str) else ""
        if company or not any(_strong(row)):
            yield _card(row.name, company)


def _card(name: str, company: str) -> str:
    return f"card:{_name(name)}\0{company_key(company)}"


def make_digests(keys: Sequence[str], known: Forgotten) -> list[str]:
    """
    Make the cells of `forgotten.csv` for keys.

    The salt of the file is kept, so that one look-up per key serves for
    everybody; a new file gets a new one.

    Returns
    -------
    digests
        `blake2b$SALT$DIGEST`, in order of the digests, which says nothing of
        the order of the keys; keys that are in the file already are left out.
    """
    salt = min((salt for salt, _ in known.digests), default=secrets.token_hex(_SALT_BYTES))
    made = {f"{_SCHEME}${salt}${_hash(salt, key)}" for key in keys if not known.has(key)}
    return sorted(made)


def is_forgotten(contacts: pd.DataFrame, forgotten: Forgotten) -> pd.Series:
    """
    Tell which contacts are of people who are to be forgotten.

    Parameters
    ----------
    contacts
        Rows of `netlens.schema.CONTACTS`.
    forgotten
        The digests.

    Returns
    -------
    mask
        True where LinkedIn address, an e-mail, a phone number, or name and
        company together are those of somebody forgotten; for a contact that
        carries none of the first three and no company, the name alone, which a
        namesake may share.
    """
    if not forgotten:
        return pd.Series(data=False, index=contacts.index, dtype=bool)
    found = [any(map(forgotten.has, _import_keys(row))) for row in iter_rows(contacts)]
    return pd.Series(found, index=contacts.index, dtype=bool)


def _import_keys(row: Any) -> Iterator[str]:  # noqa: ANN401
    for key in _strong(row):
        yield key
        if _is_text(row.name):
            yield _both(key, row.name)
    yield from (key for key in _weak(row) if key.startswith("card:"))


def drop_forgotten(imported: Import, forgotten: Forgotten) -> Import:
    """
    Take everything about forgotten people out of what was read.

    Their contacts are counted as skipped, with a reason and no text;
    statements that name them go, and so does the list of somebody forgotten
    who had pooled it. Notes on other people are the user's own words and stay.
    """
    if not forgotten:
        return imported
    owners = _list_owners(imported, forgotten)
    contacts = imported.contacts
    gone = is_forgotten(contacts, forgotten) | contacts["owner"].isin(owners)
    kept = contacts[~gone].reset_index(drop=True)
    dropped = contacts[gone]
    return replace(
        imported,
        contacts=_without_relations(kept, forgotten),
        list_kinds=tuple(
            kind for kind, out in zip(imported.list_kinds, gone, strict=True) if not out
        ),
        lists=_lists(imported.lists, dropped, owners),
        files=_files(imported.files, dropped),
        rejected=_rejected(imported.rejected, dropped, forgotten),
        profiles=imported.profiles[~imported.profiles["owner"].isin(owners)].reset_index(drop=True),
        own=imported.own[~imported.own["owner"].isin(owners)].reset_index(drop=True),
        stated=_statements(imported.stated, set(dropped["contact_id"]), owners, forgotten),
    )


def _list_owners(imported: Import, forgotten: Forgotten) -> set[str]:
    names = set(imported.files["owner"].dropna()) - {"me"}
    owners = {owner for owner in names if forgotten.has(_name(owner))}
    for row in iter_rows(imported.profiles):
        mails = any(forgotten.has(f"email:{mail.casefold()}") for mail in row.emails)
        slug = isinstance(row.linkedin, str) and forgotten.has(f"slug:{row.linkedin.lower()}")
        named = _is_text(row.name) and forgotten.has(_name(row.name))
        if row.owner != "me" and (mails or slug or named):
            owners.add(row.owner)
    return owners


def _without_relations(contacts: pd.DataFrame, forgotten: Forgotten) -> pd.DataFrame:
    """Take forgotten people out of what others' cards state of them, the card's own text too."""
    old = contacts["relations"].tolist()
    cells = [
        tuple(pair for pair in pairs if not forgotten.is_end(f"name:{pair[1]}")) for pairs in old
    ]
    named = [len(cell) < len(pairs) for cell, pairs in zip(cells, old, strict=True)]
    return contacts.assign(
        relations=pd.Series(cells, index=contacts.index, dtype=object),
        raw=contacts["raw"].mask(pd.Series(named, index=contacts.index, dtype=bool)),
    )


def _lists(lists: pd.DataFrame, dropped: pd.DataFrame, owners: set[str]) -> pd.DataFrame:
    left = lists[~lists["owner"].isin(owners)].reset_index(drop=True)
    gone = dropped.groupby(["owner", "file"]).size().to_dict()
    ends = zip(left["owner"], left["file"], strict=True)
    less = pd.Series([gone.get(end, 0) for end in ends], index=left.index, dtype="Int64")
    return left.assign(size=left["size"] - less)


def _files(files: pd.DataFrame, dropped: pd.DataFrame) -> pd.DataFrame:
    gone = files["file"].map(dropped.groupby("file").size()).fillna(0).astype("Int64")
    return files.assign(kept=files["kept"] - gone, skipped=files["skipped"] + gone)


def _rejected(rejected: pd.DataFrame, dropped: pd.DataFrame, forgotten: Forgotten) -> pd.DataFrame:
    named = [forgotten.is_named_in(text) for text in rejected["text"]]
    clean = rejected.assign(text=rejected["text"].mask(pd.Series(named, index=rejected.index)))
    rows = list_rows(dropped[["file", "line"]])
    added = make_table(REJECTED, [{**row, "what": "skipped", "reason": REASON} for row in rows])
    return pd.concat([clean, added], ignore_index=True) if rows else clean


def _statements(
    stated: pd.DataFrame, contacts: set[str], owners: set[str], forgotten: Forgotten
) -> pd.DataFrame:
    owned = {f"owner:{owner}" for owner in owners} | contacts
    gone = [
        row.owner in owners
        or row.start in owned
        or row.end in owned
        or forgotten.is_end(row.start, row.from_name)
        or forgotten.is_end(row.end, row.to_name)
        or forgotten.is_named_in(row.thread)
        for row in iter_rows(stated.rename(columns={"from": "start", "to": "end"}))
    ]
    return stated[~pd.Series(gone, index=stated.index, dtype=bool)].reset_index(drop=True)
