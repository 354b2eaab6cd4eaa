"""
What single properties of a card say, in the words of the contacts table.

Each function looks at the properties of a card that has at least one of those
it is about, and returns one cell. Nothing is invented: what a card does not
state is `None` or an empty tuple.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from netlens.exports.cells import split_addresses
from netlens.exports.labels import is_system_label
from netlens.exports.vcard_syntax import Properties, Property, cut_value, split_value, unescape

_PARTS_OF_N: Final = 5
_NO_PARTS: Final = ("",) * _PARTS_OF_N
_NO_ADDRESS: Final = ("",) * 7
_CITY, _REGION, _COUNTRY = 3, 4, 6
_FIRST_REVISION: Final = "1990"

_ADDRESS = re.compile(r"[\w.+\-]+@[\w.\-]+")
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9-])")
_YEARLESS = re.compile(r"--(\d\d)-?(\d\d)(?!\d)")
_LINKEDIN_SLUG = re.compile(r"[\w%\-.]{3,100}")
_SCHEME = re.compile(r"\Atel:", re.IGNORECASE)
_URLS: Final = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-URL")
_WORDS: Final = {
    "individual": "person",
    "group": "group",
    "org": "organisation",
    "organization": "organisation",
    "organisation": "organisation",
    "company": "organisation",
    "location": "organisation",
}
# What states the kind of a card, and how.
_KINDS: Final = {
    "KIND": _WORDS,
    "X-ADDRESSBOOKSERVER-KIND": _WORDS,
    "X-KIND": _WORDS,
    "X-EVOLUTION-LIST": {"true": "group"},
    "X-ABSHOWAS": {"company": "organisation"},
}


def fold(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def clean(value: str) -> str:
    """Unescape a value that is one text, and fold its white space."""
    return " ".join((unescape(value) if "\\" in value else value).split())


def pick(properties: Properties, name: str) -> str | None:
    """Return the preferred value of a property, else the first that is filled, cleaned."""
    found = properties.get(name, ())
    if len(found) == 1:
        return clean(found[0][1]) or None
    return next(filter(None, (clean(value) for _, value in _by_preference(found))), None)


def _by_preference(found: Sequence[Property]) -> Sequence[Property]:
    return sorted(found, key=_preference) if len(found) > 1 else found


def _preference(entry: Property) -> int:
    return entry[0].preference


def _pick_parts(properties: Properties, name: str) -> list[str]:
    """Return the cleaned parts of the preferred filled value of a structured property."""
    for _, value in _by_preference(properties.get(name, ())):
        parts = [part and " ".join(part.split()) for part in split_value(value, ";")]
        if any(parts):
            return parts
    return []


def read_name_parts(properties: Properties) -> list[str]:
    """Return family, given and further names, prefixes and suffixes; empty if not stated."""
    names = properties["N"]
    value = names[0][1]
    if len(names) == 1 and "," not in value and "\\" not in value:
        parts = [part and " ".join(part.split()) for part in value.split(";")]
    else:
        joined = [(head, " ".join(cut_value(value, ","))) for head, value in names]
        parts = _pick_parts({"N": joined}, "N")
    return parts if len(parts) == _PARTS_OF_N else [*parts, *_NO_PARTS][:_PARTS_OF_N]


def read_nickname(properties: Properties) -> str | None:
    """Return the first nickname."""
    for name in ("NICKNAME", "X-NICKNAME"):
        for _, value in properties.get(name, ()):
            for part in split_value(value, ","):
                if text := fold(part):
                    return text
    for _, value in properties.get("X-ANDROID-CUSTOM", ()):
        item, name = [*split_value(value, ";"), ""][:2]
        if item.endswith("/nickname") and (text := fold(name)):
            return text
    return None


def read_shown_name(properties: Properties) -> str | None:
    """Return the name as the card wants it shown."""
    return pick(properties, "FN")


def read_maiden_name(properties: Properties) -> str | None:
    """Return the family name before marriage."""
    return pick(properties, "X-MAIDENNAME")


def read_title(properties: Properties) -> str | None:
    """Return the job title, else the role, else the profession."""
    return (
        pick(properties, "TITLE")
        or pick(properties, "ROLE")
        or pick(properties, "X-KADDRESSBOOK-X-PROFESSION")
    )


def read_company(properties: Properties) -> str | None:
    """Return the first part of ORG."""
    parts = _pick_parts(properties, "ORG")
    return parts[0] or None if parts else None


def read_department(properties: Properties) -> str | None:
    """Return the parts of ORG below the company, else what the card calls a department."""
    below = ", ".join(filter(None, _pick_parts(properties, "ORG")[1:]))
    return (
        below or pick(properties, "X-DEPARTMENT") or pick(properties, "X-KADDRESSBOOK-X-DEPARTMENT")
    )


def read_emails(properties: Properties) -> tuple[str, ...]:
    """Return the addresses in order, one that is written oddly as it is."""
    addresses: list[str] = []
    for _, value in properties["EMAIL"]:
        if _ADDRESS.fullmatch(value):
            addresses.append(value)
        else:
            addresses += split_addresses(unescape(value))
    return tuple(addresses)


def read_phones(properties: Properties) -> tuple[str, ...]:
    """Return the numbers as typed and in order, those of fax machines and pagers too."""
    phones = [unescape(value).strip() for _, value in properties["TEL"]]
    return tuple([_SCHEME.sub("", phone) if ":" in phone else phone for phone in phones if phone])


def read_urls(properties: Properties) -> tuple[str, ...]:
    """Return web addresses, those of profiles on social networks among them."""
    urls: dict[str, None] = {}
    for name in _URLS:
        for head, value in properties.get(name, ()):
            url = unescape(value).strip()
            is_linkedin = name == "X-LINKEDIN" or "linkedin" in head.types
            if is_linkedin and "/" not in url and _LINKEDIN_SLUG.fullmatch(url):
                url = f"https://www.linkedin.com/in/{url}"
            if url and not url.startswith("x-apple:") and (name == "URL" or "." in url):
                urls[url] = None
    return tuple(urls)


def read_location(properties: Properties) -> str | None:
    """Return "city, country" of the preferred address, then of work, then of home."""
    for _, value in sorted(properties["ADR"], key=_rank_place):
        parts = [*split_value(value, ";"), *_NO_ADDRESS]
        city, country = fold(parts[_CITY]) or fold(parts[_REGION]), fold(parts[_COUNTRY])
        if city and country and city != country:
            return f"{city}, {country}"
        if city or country:
            return city or country
    return None


def _rank_place(entry: Property) -> tuple[int, int]:
    head = entry[0]
    kind = 0 if "work" in head.types else 1 if "home" in head.types else 2
    return head.preference, kind


def read_birthday(properties: Properties) -> str | None:
    """Return an ISO day, `--MM-DD` where the year is not stated, or else the text as typed."""
    found = properties["BDAY"]
    for head, value in _by_preference(found):
        text = clean(value)
        if day := _iso_day(text):
            omitted = head.get("X-APPLE-OMIT-YEAR")
            return f"-{day[4:]}" if omitted and omitted == day[:4] else day
        if match := _YEARLESS.match(text):
            return f"--{match[1]}-{match[2]}"
        if text:
            return text
    return None


def _iso_day(text: str) -> str | None:
    day = text[:10]
    if day[4:5] != "-" or day[7:8] != "-":
        match = _DAY.match(text)
        if not match:
            return None
        day = f"{match[1]}-{match[2]}-{match[3]}"
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return None
    return day


def read_revision(properties: Properties) -> str | None:
    """Return the latest day on which the card was changed, if it is a day at all."""
    found = properties["REV"]
    if len(found) == 1:
        day = _iso_day(found[0][1].strip())
        return day if day and day >= _FIRST_REVISION else None
    days = (_iso_day(value.strip()) for _, value in found)
    return max((day for day in days if day and day >= _FIRST_REVISION), default=None)


def read_notes(properties: Properties) -> str | None:
    """Return all notes, a line each or more."""
    found = properties["NOTE"]
    notes = (unescape(value).replace("\r\n", "\n").strip() for _, value in found)
    return "\n".join(filter(None, notes)) or None


def read_labels(properties: Properties) -> tuple[str, ...]:
    """Return categories, without those that a program puts on everybody."""
    values = [
        value
        for name in ("CATEGORIES", "X-CATEGORIES", "X-GROUP-MEMBERSHIP")
        if name in properties
        for _, value in properties[name]
    ]
    if len(values) == 1:
        return _split_labels(values[0])
    return tuple(dict.fromkeys(label for value in values for label in _split_labels(value)))


@lru_cache(maxsize=1 << 12)
def _split_labels(value: str) -> tuple[str, ...]:
    parts = (part for piece in cut_value(value, ",") for part in split_value(piece, ";"))
    labels = dict.fromkeys(map(fold, parts))
    return tuple(label for label in labels if not is_system_label(label))


def read_kind(properties: Properties) -> str | None:
    """Return what the card says it is: person, organisation or group; `None` if it does not."""
    for name, kinds in _KINDS.items():
        for _, value in properties.get(name, ()):
            if kind := kinds.get(value.strip().lower()):
                return kind
    return None
