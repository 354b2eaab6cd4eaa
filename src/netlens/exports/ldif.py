"""
Contacts from LDIF (RFC 2849), as Thunderbird, Evolution and directories write it.

Entries of mailing lists are no contacts; their members get the list's name as a
label. URLs (`attribute:< …`) are never fetched and pictures never decoded.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from netlens.errors import InputError
from netlens.exports.batch import Batch, Dropped
from netlens.exports.cells import Table, build_columns
from netlens.exports.days import iso_from_epoch
from netlens.exports.decoding import decode_text
from netlens.exports.rows import split_lines

_FIELDS: Final = {
    **dict.fromkeys(("cn", "commonname"), "name"),
    "displayname": "file_as",
    **dict.fromkeys(("givenname", "gn"), "given"),
    **dict.fromkeys(("sn", "surname"), "family"),
    **dict.fromkeys(("personaltitle", "honorificprefix"), "prefix"),
    "generationqualifier": "suffix",
    **dict.fromkeys(("mozillanickname", "xmozillanickname", "nickname"), "nickname"),
    **dict.fromkeys(
        ("mail", "rfc822mailbox", "email", "mozillasecondemail", "xmozillasecondemail"), "email"
    ),
    **dict.fromkeys(
        (
            "telephonenumber", "homephone", "hometelephonenumber", "mobile", "cellphone",
            "mobiletelephonenumber", "fax", "facsimiletelephonenumber",
            "homefacsimiletelephonenumber", "pager", "pagerphone", "pagertelephonenumber",
            "otherphone", "carphone", "primaryphone", "businessphone", "workphone",
            "companyphone", "ipphone", "otherfacsimiletelephonenumber",
        ),
        "phone",
    ),
    **dict.fromkeys(("o", "organizationname", "company", "organization"), "company"),
    **dict.fromkeys(("ou", "organizationalunitname", "department", "orgunit"), "department"),
    "title": "title",
    "businessrole": "profession",
    **dict.fromkeys(("l", "locality", "localityname"), "work_city"),
    **dict.fromkeys(("st", "stateorprovincename", "region"), "work_region"),
    **dict.fromkeys(("c", "co", "countryname", "friendlycountryname"), "work_country"),
    "mozillahomelocalityname": "home_city",
    "mozillahomestate": "home_region",
    **dict.fromkeys(("mozillahomecountryname", "homecountryname"), "home_country"),
    **dict.fromkeys(("description", "note", "notes", "comment", "info"), "notes"),
    **dict.fromkeys(
        ("mozillaworkurl", "mozillahomeurl", "workurl", "homeurl", "labeleduri", "url"),
        "url",
    ),
    **dict.fromkeys(("birthdate", "dateofbirth"), "birthday"),
    "birthyear": "birth_year",
    "birthmonth": "birth_month",
    "birthday": "birth_day",
    "manager": "manager",
    **dict.fromkeys(("secretary", "assistantname", "assistant"), "assistant"),
    **dict.fromkeys(("spousename", "spouse"), "spouse"),
    **dict.fromkeys(("category", "categories"), "labels"),
    **dict.fromkeys(("modifytimestamp", "whenchanged"), "observed_on"),
}  # fmt: skip
_LISTS: Final = frozenset({
    "group", "groupofnames", "groupofuniquenames", "mozillaablist", "posixgroup",
    "rfc822mailgroup",
})  # fmt: skip
_FOLDERS: Final = frozenset({
    "container", "country", "dcobject", "domain", "locality", "organization",
    "organizationalunit",
})  # fmt: skip
_PEOPLE: Final = frozenset({
    "abperson", "contact", "evolutionperson", "groupwiseperson", "inetorgperson",
    "mozillaabpersonalpha", "organizationalperson", "person", "user",
})  # fmt: skip
_BINARY: Final = frozenset({
    "audio", "jpegphoto", "photo", "thumbnailphoto", "usercertificate", "usersmimecertificate",
})  # fmt: skip
_LINE = re.compile(
    r"([A-Za-z0-9][\w.-]{0,100})((?:;[\w.-]{1,100}){0,20})(::|:<|:)[ ]*(.*)",
    re.DOTALL,
)
_NAME_IN_DN = re.compile(r"(?:\A|,)\s*cn\s*=\s*((?:\\.|[^,\\]){1,300})", re.IGNORECASE)
_MAIL_IN_DN = re.compile(r"(?:\A|,)\s*mail\s*=\s*((?:\\.|[^,\\]){1,300})", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}")  # shorter ones are of the 1970s: made up


_SHORTEST_TIME: Final = 7


@dataclass
class _Entry:
    start: int
    lines: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    unread: int = 0

    def first(self, name: str) -> str:
        """Return an attribute's first value, or nothing."""
        return self.values.get(name, [""])[0]

    @property
    def classes(self) -> set[str]:
        """What the directory says that the entry is."""
        return {value.strip().casefold() for value in self.values.get("objectclass", ())}


def read_ldif(data: bytes) -> Batch:
    """
    Read one LDIF file.

    Parameters
    ----------
    data
        The file's bytes.

    Returns
    -------
    batch
        One row per entry of a person or an organisation. Mailing lists,
        folders of a directory and deletions are dropped as skipped, entries
        that identify nobody as rejected.

    Raises
    ------
    InputError
        If there is no entry at all.
    """
    text, encoding = decode_text(data)
    entries = _split_entries(text.replace("\0", ""))
    if not entries:
        msg = "no LDIF entry in it: none of its lines starts with 'dn:'. Export it again as LDIF."
        raise InputError(msg)
    batch = Batch(format="LDIF", producer=_producer(entries), encoding=encoding)
    people = []
    for entry in entries:
        reason = _no_contact(entry)
        if reason:
            batch.dropped.append(Dropped(entry.start, "skipped", reason, _raw(entry)))
        else:
            people.append(entry)
    table = _as_table(people, _memberships(entries))
    batch.columns, dropped = build_columns(table)
    batch.dropped = sorted([*batch.dropped, *dropped], key=lambda drop: drop.line)
    batch.warnings += table.warnings
    if unread := sum(entry.unread for entry in entries):
        batch.warnings.append(f"{unread:,} line{'s' * (unread != 1)} left out that cannot be read")
    return batch


def _split_entries(text: str) -> list[_Entry]:
    """Unfold lines, leave out comments, and part the entries at blank lines."""
    entries: list[_Entry] = []
    current: _Entry | None = None
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            current = None
        elif current is None:
            current = _Entry(number, [line])
            entries.append(current)
        else:
            current.lines.append(line)
    for entry in entries:
        _read_values(entry)
    return [entry for entry in entries if entry.values.keys() - {"version"}]


def _unfold(lines: Iterable[str]) -> list[str]:
    unfolded: list[list[str]] = []
    for line in lines:
        if line[:1] == " " and unfolded:
            unfolded[-1].append(line[1:])
        else:
            unfolded.append([line])
    return ["".join(parts) for parts in unfolded]


def _read_values(entry: _Entry) -> None:
    for line in _unfold(entry.lines):
        if line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        name = match[1].casefold() if match else ""
        if match is None:
            entry.unread += 1
        elif match[3] != ":<" and name not in _BINARY:
            value = _decoded(match[4]) if match[3] == "::" else match[4]
            entry.unread += value is None
            if value and value.strip():
                entry.values.setdefault(name, []).append(value.strip())


def _decoded(value: str) -> str | None:
    compact = "".join(value.split())
    try:
        raw = base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _no_contact(entry: _Entry) -> str:
    """Say why an entry is no contact; nothing if it is one."""
    change = entry.first("changetype").casefold()
    if change in {"delete", "modify", "modrdn", "moddn"}:
        return f"a change record ({change}), not a contact"
    classes = entry.classes
    if classes & _LISTS and not classes & _PEOPLE:
        return "a mailing list, not a contact"
    if classes & _FOLDERS and not classes & _PEOPLE and not entry.first("mail"):
        return "a folder of the directory, not a contact"
    return ""


def _producer(entries: Sequence[_Entry]) -> str:
    names = {name for entry in entries for name in (*entry.values, *entry.classes)}
    if any("mozilla" in name for name in names):
        return "Thunderbird"
    if any(name.startswith("evolution") for name in names):
        return "Evolution"
    return "unknown"


def _memberships(entries: Sequence[_Entry]) -> dict[str, list[str]]:
    """Map the keys of members to the names of the mailing lists that they are on."""
    lists: dict[str, list[str]] = {}
    for entry in entries:
        if entry.classes & _LISTS:
            name = entry.first("cn") or _in_dn(_NAME_IN_DN, entry.first("dn"))
            for attribute in ("member", "uniquemember", "rfc822mailmember"):
                for member in entry.values.get(attribute, ()):
                    lists.setdefault(_dn_key(member), []).append(name)
    return lists


def _dn_key(dn: str) -> str:
    mail = _in_dn(_MAIL_IN_DN, dn)
    return mail.casefold() if mail else ",".join(part.strip() for part in dn.casefold().split(","))


def _in_dn(pattern: re.Pattern[str], dn: str) -> str:
    match = pattern.search(dn)
    return re.sub(r"\\(.)", r"\1", match[1]).strip() if match else ""


def _as_table(entries: Sequence[_Entry], lists: dict[str, list[str]]) -> Table:
    names = sorted({name for entry in entries for name in entry.values if name in _FIELDS})
    parts: list[tuple[str, int, Sequence[str]]] = [
        (_FIELDS[name], 0, [_cell(_FIELDS[name], entry.values.get(name, ())) for entry in entries])
        for name in sorted(names, key=list(_FIELDS).index)
    ]
    members = [lists.get(_dn_key(entry.first("dn")), []) for entry in entries]
    parts.append(("labels", 0, [" ::: ".join(filter(None, names)) for names in members]))
    parts.append(("file_as", 0, [_in_dn(_NAME_IN_DN, entry.first("dn")) for entry in entries]))
    starts, raws = [entry.start for entry in entries], [_raw(entry) for entry in entries]
    return Table(parts=parts, starts=starts, raws=raws, google=True)


def _cell(name: str, values: Sequence[str]) -> str:
    if name == "notes":
        return "\n".join(values)
    if name in {"manager", "assistant"}:
        return " ::: ".join(_in_dn(_NAME_IN_DN, value) or value for value in values)
    if name == "observed_on":
        return next(
            (
                iso_from_epoch(value) or "" if _EPOCH.fullmatch(value) else value
                for value in values
                if _EPOCH.fullmatch(value) or len(value) > _SHORTEST_TIME
            ),
            "",
        )
    return " ::: ".join(values)


def _raw(entry: _Entry) -> str:
    """Return the source text of an entry without pictures and certificates."""
    kept: list[str] = []
    binary = False
    for line in entry.lines:
        if line[:1] != " ":
            binary = line.split(":", 1)[0].split(";")[0].casefold() in _BINARY
        if not binary:
            kept.append(line)
    return "\n".join(kept)
