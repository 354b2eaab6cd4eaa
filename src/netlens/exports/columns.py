"""
What the columns of a contact export mean, told by their headers.

`headers.toml` holds the names that producers and people give to columns, in
many languages. A name that is not in it is looked at word by word; a name that
means one thing or another ("Title", "Name", "Home") is left open here and
settled by the cells below it.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from netlens.errors import SettingsError
from netlens.escaping import one_line
from netlens.settings import nearest

# What a user may map a column to, and the name it goes by in `headers.toml`.
MAPPABLE: Final = {
    **{
        name: name
        for name in (
            "name", "given", "middle", "family", "prefix", "suffix", "nickname", "maiden",
            "company", "title", "department", "location", "city", "region", "country",
            "birthday", "notes", "labels", "email", "phone", "url", "connected_on",
            "observed_on", "manager", "assistant", "spouse", "child", "referred by", "ignored",
        )
    },
    "emails": "email",
    "phones": "phone",
    "phones_raw": "phone",
    "urls": "url",
    "linkedin": "url",
    "label": "labels",
    "referred_by": "referred by",
    "ignore": "ignored",
    "first name": "given",
    "last name": "family",
}  # fmt: skip

# A header row names at least one of these.
IDENTIFYING: Final = frozenset(
    {"name", "name?", "given", "family", "nickname", "email", "phone", "url", "company"},
)

_LONGEST_NAME: Final = 80
_MOST_WORDS: Final = 6
_UNKNOWN_CHARACTER: Final = "\u01c2"  # a letter that no header has, for characters lost on the way
_MOST_UNKNOWN: Final = 8
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"},
)
_WORD = re.compile(r"[^\W_]+")
_LOST = re.compile(r"\ufffd+|(?<=\w)\?+|\?+(?=\w)")
_MOJIBAKE = re.compile("[\u0080-\u00ff]")

# A column with one of these words says something about an address, not the address.
_ABOUT: Final = frozenset({
    "type", "typ", "tipo", "label", "status", "owner", "opt", "optin", "count", "domain",
    "verified", "confidence", "source", "provider", "sent", "opened", "clicked", "bounced",
    "assistant", "assistent", "assistente", "id", "ids", "size", "revenue", "industry",
    "founded", "for", "date", "city", "state", "country", "street", "zip", "postal", "ext",
    "extension", "code", "subscribed", "score", "valid", "keywords", "employees", "followers",
    "display", "angezeigter", "description",
})  # fmt: skip
_PARTS: Final = (
    ("email?", ("email", "mailadres", "courriel", "correo", "epost")),
    ("phone?", ("phone", "telefon", "telefoon", "mobil", "handy", "celular", "cellulare", "fax")),
    ("url?", ("linkedin", "website", "webpage", "homepage", "webseite", "url")),
    ("given", ("firstname", "givenname", "vorname", "prenom", "forename", "voornaam")),
    ("family", ("lastname", "familyname", "surname", "nachname", "apellido", "achternaam")),
    ("name?", ("fullname", "contactname", "displayname", "nomcomplet", "nombrecompleto")),
    ("birthday", ("birthday", "birthdate", "dateofbirth", "geburtstag", "geburtsdatum")),
    ("title", ("jobtitle", "jobtitel", "jobrole")),
    ("company", ("companyname", "firmenname", "organization", "organisation", "employer")),
)


@dataclass(frozen=True)
class Header:
    """
    One row of column names and what they mean.

    `fields` has a field name for every column, `""` for a column that is not
    understood; a name that ends in `?` is settled by the cells. `score` grows
    with the number of names that are known exactly.
    """

    names: tuple[str, ...]
    fields: tuple[str, ...]
    score: int

    @property
    def identifies(self) -> bool:
        """Whether a column names a person, a company or an address."""
        return not IDENTIFYING.isdisjoint(self.fields)


def header_key(name: str) -> str:
    """Fold a column name to what is compared: letters and longer numbers only."""
    folded = unicodedata.normalize("NFKD", name[:_LONGEST_NAME].casefold())
    if not folded.isascii():
        folded = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    words = _WORD.findall(folded)
    return "".join(word for word in words if not (len(word) == 1 and word.isdecimal()))


@functools.cache
def _field_of() -> dict[str, str]:
    text = resources.files("netlens").joinpath("exports", "headers.toml").read_text("utf-8")
    known: dict[str, str] = {}
    for field, names in tomllib.loads(text).items():
        for name in names:
            known.setdefault(header_key(name), field)
    return known


def match_header(names: Sequence[str]) -> Header:
    """
    Say what each column of a header row means.

    Parameters
    ----------
    names
        The cells of the row, as they stand in the file.

    Returns
    -------
    header
        With `score` 0 if nothing is understood.
    """
    matches = [_match_name(name.strip()) for name in names]
    return Header(
        names=tuple(names),
        fields=_birthday_parts([field for field, _ in matches]),
        score=sum(score for _, score in matches),
    )


def _birthday_parts(fields: Sequence[str]) -> tuple[str, ...]:
    """Beside a column for the month, "Birth Day" is a number and not a date."""
    if "birth_month" not in fields:
        return tuple(fields)
    return tuple("birth_day" if field == "birthday" else field for field in fields)


@functools.lru_cache(maxsize=4096)
def _match_name(name: str) -> tuple[str, int]:
    if not name or len(name) > _LONGEST_NAME:
        return "", 0
    known = _field_of()
    for spelling in (name, repair_mojibake(name)):
        key = header_key(spelling)
        field = known.get(key) or known.get(key.rstrip("0123456789"))
        if field:
            return field, 2
    if field := _match_with_gaps(name, known):
        return field, 2
    field = _match_words(name)
    return field, int(bool(field))


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as a Western code page, once or twice."""
    for _ in range(2):
        if not _MOJIBAKE.search(text):
            break
        raw = b"".join(_western_byte(char) for char in text)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            break
    return text


def _western_byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")


def _match_with_gaps(name: str, known: Mapping[str, str]) -> str:
    """Match a name in which characters were lost: `Stra?e gesch?ftlich`."""
    if not _LOST.search(name):
        return ""
    key = header_key(_LOST.sub(lambda lost: _UNKNOWN_CHARACTER * len(lost[0]), name))
    if not 0 < key.count(_UNKNOWN_CHARACTER) <= _MOST_UNKNOWN:
        return ""
    # One lost character may have been two letters of the key (ß is ss), or two bytes one letter.
    parts = re.split(f"{_UNKNOWN_CHARACTER}+", key)
    runs = [len(run) for run in re.findall(f"{_UNKNOWN_CHARACTER}+", key)]
    gaps = [f"\\w{{1,{2 * run}}}" for run in runs]
    pattern = re.compile("".join(a + b for a, b in zip(parts, [*gaps, ""], strict=True)))
    fields = {f for k, f in known.items() if k.startswith(parts[0]) and pattern.fullmatch(k)}
    return fields.pop() if len(fields) == 1 else ""


def _match_words(name: str) -> str:
    """Guess from the words of a name that is not known."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))
    key = "".join(words)
    if len(words) > _MOST_WORDS or not _ABOUT.isdisjoint(words):
        return ""
    field = next((field for field, parts in _PARTS if any(part in key for part in parts)), "")
    if field == "url?" and "company" in key:
        return ""
    return field


def apply_column_map(header: Header, column_map: Mapping[str, str]) -> tuple[Header, list[str]]:
    """
    Let the user's own words decide what columns mean.

    Parameters
    ----------
    header
        What was understood without the user.
    column_map
        Column name to field; both are compared leniently.

    Returns
    -------
    header, warnings
        The header with the user's fields, and a line for every mapped column
        that the file does not have.

    Raises
    ------
    SettingsError
        If a field is not one of `MAPPABLE`.
    """
    wanted: dict[str, str] = {}
    for column, target in column_map.items():
        field = MAPPABLE.get(target.strip().casefold())
        if field is None:
            known = {name for name in MAPPABLE if " " not in name}
            msg = f"column {column!r} is mapped to {target!r}: {nearest(target, known)}"
            raise SettingsError(msg)
        wanted[_map_key(column)] = field
    keys = [_map_key(name) for name in header.names]
    mapped = tuple(wanted.get(k, f) for k, f in zip(keys, header.fields, strict=True))
    missing = [column for column in column_map if _map_key(column) not in keys]
    warnings = [f"there is no column {one_line(column)!r}, which is mapped" for column in missing]
    score = header.score + sum(2 for key in keys if key in wanted)
    return Header(header.names, mapped, score), warnings


def _map_key(column: str) -> str:
    return " ".join(column.split()).casefold()


# Producer, format, and the sets of columns any of which gives it away; first match wins.
_SIGNATURES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("LinkedIn", "LinkedIn ImportedContacts.csv", ("firstname phonenumbers emails createdat",)),
    ("Google (2024+)", "Google CSV", ("emaillabel emailvalue", "phonelabel phonevalue",
                                      "organizationname labels")),
    ("Google (old)", "Google CSV", ("emailtype emailvalue", "phonetype phonevalue",
                                    "groupmembership givenname")),
    ("Outlook.com", "Outlook CSV", ("emailaddress imaddress", "emailaddress givenyomi jobtitle")),
    ("Google Outlook-flavoured", "Outlook CSV", ("emailaddress homeaddress businessaddress",)),
    ("Yahoo", "Yahoo CSV", ("distributionlists", "yahoophone", "first last alternateemail")),
    ("HubSpot", "CSV", ("recordid lifecyclestage", "recordid contactowner", "recordid leadstatus",
                        "recordid associatedcompany")),
    ("Roundcube", "CSV", ("emailhome emailwork", "imaim imicq")),
    ("Thunderbird", "Thunderbird CSV", ("primaryemail", "screenname displayname")),
    ("Windows Live", "Windows Live CSV", ("businesswebpage emailaddress",)),
    ("macOS", "CSV", ("ausspracheformvorname", "ausspracheformnachname")),
    ("Outlook", "Outlook CSV", ("emailtype firstname", "emaildisplayname firstname",
                                "emailaddress businessphone firstname")),
)  # fmt: skip
# Outlook's own columns keep these names, or near ones, in every language.
_OUTLOOK_ANYWHERE: Final = (
    frozenset({"isdn", "rnis"}),
    frozenset({"telex", "teleks", "телекс", "テレックス", "dalnopis", "텔렉스", "电报"}),
)


def detect_producer(header: Header) -> tuple[str, str]:
    """
    Tell which program wrote a file by its columns.

    Returns
    -------
    producer, format
        `"unknown"` and `"CSV"` for columns that anybody could have typed.
    """
    keys = {header_key(name) for name in header.names}
    fields = set(header.fields)
    if "connected_on" in fields and fields & {"given", "family"}:
        return "LinkedIn", "LinkedIn Connections.csv"
    for producer, file_format, signatures in _SIGNATURES:
        if any(keys.issuperset(signature.split()) for signature in signatures):
            return producer, file_format
    localised = all(any(header_key(word) in keys for word in words) for words in _OUTLOOK_ANYWHERE)
    if localised and "email" in fields:
        return "Outlook", "Outlook CSV"
    return "unknown", "CSV"


def column_numbers(names: Iterable[str]) -> list[int]:
    """Read the number in names such as `Relation 2 - Value`; 0 where there is none."""
    found = (re.search(r"(?<![^\W_])\d{1,3}(?![^\W_])", name[:_LONGEST_NAME]) for name in names)
    return [int(match[0]) if match else 0 for match in found]
