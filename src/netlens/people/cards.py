"""The columns of contacts that linkage looks at, folded once and in an order of their own."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pandas as pd

from netlens.people.comparing import Frequencies, Name, read_name
from netlens.people.names import company_key, is_shared_mailbox, latin_words, name_words, plain

_REPEATED = re.compile(r"\Ac[0-9a-f]{16}-\d+\Z")
_TAIL: Final = 7
_LOCAL_SPLIT = re.compile(r"[._\-+0-9]+")
_SHORTEST_WORD: Final = 2
_FULL: Final = 2
_UNSEEN: Final = 100
_RARE: Final = 0.01
# Who writes to such an address says nothing of where they work.
_FREEMAIL: Final = frozenset({
    "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "icloud",
    "me", "mac", "aol", "gmx", "web", "freenet", "mail", "email", "t-online", "protonmail",
    "proton", "pm", "posteo", "mailbox", "orange", "wanadoo", "laposte", "libero", "yandex",
    "ya", "rambler", "wp", "onet", "interia", "o2", "seznam", "qq", "163", "126", "naver",
    "hanmail", "rediffmail", "comcast", "verizon", "att", "btinternet", "sky", "bluewin",
    "example",
})  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One contact, as linkage sees it; `where` is whose list it is from and which program's."""

    contact_id: str
    where: tuple[str, str]
    kind: str
    name: Name
    written: str
    by_address: bool
    aliases: tuple[Name, ...]
    slug: str
    emails: frozenset[str]
    phones: frozenset[str]
    tails: frozenset[str]
    company: str
    domains: frozenset[str]
    title: str
    place: frozenset[str]
    birthday: str
    labels: frozenset[str]


class Deck:
    """
    All cards, sorted by contact id, so that the order of files decides nothing.

    Attributes
    ----------
    cards
        By id.
    sizes
        Distinct cards per list; a row that was read twice counts once.
    """

    def __init__(self, contacts: pd.DataFrame) -> None:
        made = _read_cards(contacts)
        self.position = sorted(range(len(made)), key=lambda i: made[i].contact_id)
        self.cards = [made[i] for i in self.position]
        distinct = [card for card in self.cards if not _REPEATED.search(card.contact_id)]
        self.sizes = Counter(card.where for card in distinct)
        lists: dict[tuple[str, str], list[Name]] = {}
        for card in distinct:
            lists.setdefault(card.where, []).append(card.name)
        self.frequencies = Frequencies(lists.values())
        self.companies = _shares([card.company] for card in distinct)
        self.places = _shares(card.place for card in distinct)

    def __len__(self) -> int:
        return len(self.cards)


def _shares(cells: Iterable[Collection[str]]) -> dict[str, float]:
    """Give the share of cards that bear a value, as if a hundred others were there as well."""
    stated = [set(cell) - {""} for cell in cells]
    counts = Counter(value for cell in stated for value in cell)
    total = sum(map(bool, stated)) + _UNSEEN
    return {value: (count - 1 + _UNSEEN * _RARE) / total for value, count in counts.items()}


def _read_cards(contacts: pd.DataFrame) -> list[Card]:
    texts = ("name", "family", "maiden", "linkedin", "company", "title", "location", "birthday")
    columns = {name: contacts[name].fillna("").tolist() for name in texts}
    others = ("contact_id", "owner", "producer", "format", "kind", "emails", "phones", "labels")
    columns |= {name: contacts[name].tolist() for name in others}
    columns["phones_raw"] = contacts["phones_raw"].tolist()
    keys = list(columns)
    return [
        _read_card(dict(zip(keys, row, strict=True))) for row in zip(*columns.values(), strict=True)
    ]


def _read_card(row: dict[str, object]) -> Card:
    emails = frozenset(
        mail.casefold()
        for mail in row["emails"]  # type: ignore[attr-defined]
        if "@" in mail and not is_shared_mailbox(mail)
    )
    written = str(row["name"])
    name = read_name(written, str(row["family"]), str(row["maiden"]))
    aliases = _names_of_addresses(emails, name)
    by_address = len(name.words) < _FULL and bool(aliases)
    name = aliases[0] if by_address else name
    producer = row["producer"] if isinstance(row["producer"], str) else row["format"]
    phones = frozenset(phone for phone in row["phones"] if phone.startswith("+"))  # type: ignore[attr-defined]
    return Card(
        contact_id=str(row["contact_id"]),
        where=(str(row["owner"]), str(producer)),
        kind=str(row["kind"]),
        name=name,
        written=written,
        by_address=by_address,
        aliases=aliases,
        slug=str(row["linkedin"]),
        emails=emails,
        phones=phones,
        tails=_tails([*phones, *row["phones_raw"]]),  # type: ignore[misc]
        company=company_key(str(row["company"])) if row["company"] else "",
        domains=_domains(emails),
        title=plain(str(row["title"])),
        place=place_words(str(row["location"])),
        birthday=str(row["birthday"]).strip(),
        labels=frozenset(filter(None, map(plain, row["labels"]))),  # type: ignore[call-overload]
    )


def _names_of_addresses(emails: frozenset[str], name: Name) -> tuple[Name, ...]:
    """Read `ana.ruiz@…` as a name that this card's owner has, or had, if a word of it fits."""
    found = []
    for mail in sorted(emails):
        words = latin_words(" ".join(_LOCAL_SPLIT.split(mail.split("@", 1)[0])))
        full = len(words) == _FULL and all(
            word.isalpha() and len(word) >= _SHORTEST_WORD for word in words
        )
        if full and (not name.words or set(words) & set(name.words)):
            found.append(read_name(" ".join(words)))
    return tuple(dict.fromkeys(found))


def _tails(phones: Sequence[str]) -> frozenset[str]:
    digits = ("".join(sign for sign in phone if sign.isdigit()) for phone in phones)
    return frozenset(number[-_TAIL:] for number in digits if len(number) >= _TAIL)


def _domains(emails: frozenset[str]) -> frozenset[str]:
    """Give the names of the organisations behind addresses: `acme` of `ana@mail.acme.co.uk`."""
    found = set()
    for mail in emails:
        parts = [
            part
            for part in mail.rsplit("@", 1)[1].split(".")[:-1]
            if part not in {"co", "com", "org", "ac", "mail", "net", "edu", "gov"}
        ]
        if parts and parts[-1] not in _FREEMAIL:
            found.add(parts[-1])
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def place_words(place: str) -> frozenset[str]:
    """Give the words of a place that name it: no `greater`, `area` or `metropolitan`."""
    return frozenset(latin_words(place)) - {
        "greater", "area", "metropolitan", "region", "raum", "und", "umgebung", "metropolregion",
        "germany", "deutschland", "united", "states", "kingdom", "usa", "uk", "france", "spain",
        "de", "us", "gb", "of", "the",
    }  # fmt: skip


def full_words(card: Card) -> tuple[str, ...]:
    """Give the words of a name in the order of the alphabet, if it is a full one."""
    words = sorted(word for word in card.name.words if len(word) > 1)
    return tuple(words) if len(words) >= _FULL else ()


def is_written_name(card: Card) -> bool:
    """Tell whether the card states a full name itself."""
    return not card.by_address and len(name_words(card.written)) >= _FULL
