"""The lists that colleagues let somebody read, each with a note of consent."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sample_cast import Cast, Person
from sample_formats import (
    escape,
    linkedin_url,
    spell_phone,
    write_card,
    write_connections,
)
from sample_linkedin import connection_row

# One of them opened and saved the file in a spreadsheet.
_RESAVED: Final = "rafael-teixeirinha"
_PRODUCT: Final = "PRODID:+//IDN bitfire.at//DAVx5/4.4.3-ose ez-vcard/0.12.1"


def make_pooled(cast: Cast, consents: Mapping[str, Mapping[str, object]]) -> dict[str, bytes]:
    """Give the files of every colleague's folder, path to bytes; `consents` by folder."""
    files: dict[str, bytes] = {}
    for owner, rows in cast.lists.items():
        holder = cast.holder(owner)
        files[f"{owner}/consent.toml"] = _consent(holder, consents[owner])
        if "linkedin" in holder.cards:
            files[f"{owner}/Connections.csv"] = _connections(owner, rows)
        else:
            cards = [_android_card(person, i) for i, (person, _) in enumerate(rows)]
            files[f"{owner}/contacts.vcf"] = "".join(cards).encode()
    return files


def _consent(holder: Person, consent: Mapping[str, object]) -> bytes:
    lines = [
        f'who = "{holder.name}"',
        f"when = {consent['when']}",
        f'for = "{consent["for"]}"',
        f'email = "{holder.email}"',
    ]
    if "linkedin" in holder.cards:
        lines.append(f'linkedin = "{linkedin_url(holder.slug)}"')
    return "".join(f"{line}\n" for line in lines).encode()


def _connections(owner: str, rows: list[tuple[Person, dt.date]]) -> bytes:
    newest_first = sorted(rows, key=lambda row: (-row[1].toordinal(), row[0].slug))
    cells = [connection_row(person, day) for person, day in newest_first]
    if owner == _RESAVED:
        return write_connections(cells, newline="\r\n").encode("utf-8-sig")
    return write_connections(cells).encode()


def _android_card(person: Person, number: int) -> str:
    lines = [
        _PRODUCT,
        f"UID:invented-{number:03d}@phone.example.org",
        f"FN:{escape(person.name)}",
        f"N:{escape(person.family)};{escape(person.given)};;;",
    ]
    if person.phone:
        lines.append(f"TEL;TYPE=cell:{spell_phone(person.phone, number)}")
    if number % 3 == 0 or not person.phone:
        lines.append(f"EMAIL;TYPE=home:{person.email}")
    if person.world == "choir" and number % 2:
        lines.append("CATEGORIES:Chor")
    return write_card(lines)
