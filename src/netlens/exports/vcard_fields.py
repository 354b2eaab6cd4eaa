"""
What single properties of a card say, in the words of the contacts table.

Each function looks at one card's properties and returns one cell. Nothing is
invented: what a card does not state is `None` or an empty tuple.
"""

import datetime as dt
import re
from typing import Final

from netlens.exports.cells import split_addresses
from netlens.exports.labels import is_system_label
from netlens.exports.names import fold_text
from netlens.exports.vcard_syntax import Properties, Property, cut_value, split_value, unescape

_PARTS_OF_N: Final = 5
_CITY, _REGION, _COUNTRY = 3, 4, 6
_FIRST_REVISION: Final = 1990
_NO_NAME: Final = (None,) * _PARTS_OF_N

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?![\d-])")
_YEARLESS = re.compile(r"--(\d\d)-?(\d\d)(?!\d)")
_LINKEDIN_SLUG = re.compile(r"[\w%\-.]{3,100}")
_SCHEME_FIRST = re.compile(r"(?i)tel:")
_URLS: Final = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-URL")
_COMPANY_KINDS: Final = frozenset({"org", "organization", "organisation", "location", "company"})


def pick(properties: Properties, name: str) -> str | None:
    """Return the preferred value of a property, else the first that is filled, unescaped."""
    found = properties.get(name)
    if not found:
        return None
    for _, value in _by_preference(found):
        if text := fold_text(unescape(value)):
            return text
    return None


def _by_preference(found: list[Property]) -> list[Property]:
    return found if len(found) == 1 else sorted(found, key=_preference)


def _preference(entry: Property) -> int:
    return entry[0].preference


def read_name_parts(properties: Properties) -> tuple[str | None, ...]:
    """Return family, given and further names, prefixes and suffixes; each `None` if not stated."""
    found = properties.get("N")
    if not found:
        return _NO_NAME
    for _, value in _by_preference(found):
        if "," in value:
            parts = [
                " ".join(filter(None, map(fold_text, split_value(part, ","))))
                for part in cut_value(value, ";")
            ]
        else:
            parts = [fold_text(part) for part in split_value(value, ";")]
        if any(parts):
            parts += [""] * (_PARTS_OF_N - len(parts))
            return tuple([part or None for part in parts[:_PARTS_OF_N]])
    return _NO_NAME


def read_nickname(properties: Properties) -> str | None:
    """Return the first nickname."""
    for name in ("NICKNAME", "X-NICKNAME"):
        for _, value in properties.get(name, ()):
            for part in split_value(value, ","):
                if text := fold_text(part):
                    return text
    return _android(properties, "nickname")


def _android(properties: Properties, kind: str) -> str | None:
    for _, value in properties.get("X-ANDROID-CUSTOM", ()):
        parts = split_value(value, ";")
        if parts[0].endswith(f"/{kind}") and len(parts) > 1 and (text := fold_text(parts[1])):
            return text
    return None


def read_organisation(properties: Properties) -> tuple[str | None, str | None]:
    """Return company and department: the first part of ORG, and its others."""
    company = department = None
    found = properties.get("ORG")
    if found:
        for _, value in _by_preference(found):
            parts = [fold_text(part) for part in split_value(value, ";")]
            if any(parts):
                company = parts[0] or None
                department = ", ".join(filter(None, parts[1:])) or None
                break
    if not department:
        department = pick(properties, "X-DEPARTMENT") or pick(
            properties, "X-KADDRESSBOOK-X-DEPARTMENT"
        )
    return company, department


def read_emails(properties: Properties) -> tuple[str, ...]:
    """Return the addresses in order, one that is written oddly as it is."""
    found = properties.get("EMAIL")
    if not found:
        return ()
    return tuple([address for _, value in found for address in split_addresses(unescape(value))])


def read_phones(properties: Properties) -> tuple[str, ...]:
    """Return the numbers as typed and in order, those of fax machines and pagers too."""
    found = properties.get("TEL")
    if not found:
        return ()
    phones = [unescape(value).strip() for _, value in found]
    return tuple([_SCHEME_FIRST.sub("", phone, count=1) for phone in phones if phone])


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
    found = properties.get("ADR")
    if not found:
        return None
    places = [(_rank_place(entry), place) for entry in found if (place := _place(entry[1]))]
    return min(places, key=lambda ranked: ranked[0])[1] if places else None


def _rank_place(entry: Property) -> tuple[int, int]:
    head = entry[0]
    kind = 0 if "work" in head.types else 1 if "home" in head.types else 2
    return head.preference, kind


def _place(value: str) -> str:
    parts = [fold_text(part.replace("\n", " ")) for part in split_value(value, ";")]
    parts += [""] * (_COUNTRY + 1 - len(parts))
    city = parts[_CITY] or parts[_REGION]
    return ", ".join(dict.fromkeys(filter(None, (city, parts[_COUNTRY]))))


def read_birthday(properties: Properties) -> str | None:
    """Return an ISO day, `--MM-DD` where the year is not stated, or else the text as typed."""
    found = properties.get("BDAY")
    if not found:
        return None
    for head, value in _by_preference(found):
        text = fold_text(unescape(value))
        if day := _iso_day(text):
            omitted = head.get("X-APPLE-OMIT-YEAR")
            return f"-{day[4:]}" if omitted and omitted == day[:4] else day
        if match := _YEARLESS.match(text):
            return f"--{match[1]}-{match[2]}"
        if text:
            return text
    return None


def _iso_day(text: str) -> str | None:
    match = _DAY.match(text)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def read_revision(properties: Properties) -> str | None:
    """Return the latest day on which the card was changed, if it is a day at all."""
    found = properties.get("REV")
    if not found:
        return None
    days = [day for _, value in found if (day := _iso_day(value.strip()))]
    return max((day for day in days if int(day[:4]) >= _FIRST_REVISION), default=None)


def read_notes(properties: Properties) -> str | None:
    """Return all notes, a line each or more."""
    found = properties.get("NOTE")
    if not found:
        return None
    notes = (unescape(value).replace("\r\n", "\n").strip() for _, value in found)
    return "\n".join(filter(None, notes)) or None


def read_labels(properties: Properties) -> tuple[str, ...]:
    """Return categories, without those that a program puts on everybody."""
    labels: dict[str, None] = {}
    for name in ("CATEGORIES", "X-CATEGORIES", "X-GROUP-MEMBERSHIP"):
        for _, value in properties.get(name, ()):
            for part in cut_value(value, ","):
                for text in map(fold_text, split_value(part, ";")):
                    if not is_system_label(text):
                        labels[text] = None
    return tuple(labels)


def read_kind(properties: Properties) -> str | None:
    """Return what the card says it is: person, organisation or group; `None` if it does not."""
    for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND"):
        for _, value in properties.get(name, ()):
            word = value.strip().lower()
            if word == "group":
                return "group"
            if word in _COMPANY_KINDS:
                return "organisation"
            if word == "individual":
                return "person"
    for _, value in properties.get("X-ABSHOWAS", ()):
        if value.strip().upper() == "COMPANY":
            return "organisation"
    return None
