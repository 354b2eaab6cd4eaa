"""
vCards of every version and producer: whole address books and single cards.

Cards are read one by one and independently. Each becomes a contact, or is
dropped with its line, the reason and its text; a card that cannot be
understood costs its neighbours nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from netlens.errors import InputError
from netlens.escaping import one_line, shorten
from netlens.exports import vcard_fields as fields
from netlens.exports.batch import TEXT_FIELDS, TUPLE_FIELDS, Batch, Dropped
from netlens.exports.charsets import Charsets
from netlens.exports.decoding import unmark_unicode
from netlens.exports.names import compose_name
from netlens.exports.vcard_cards import CardSource, Cards, split_cards
from netlens.exports.vcard_producers import detect_producer
from netlens.exports.vcard_relations import read_relations
from netlens.exports.vcard_syntax import Card, Parser, Properties

_VERSIONS: Final = ("2.1", "3.0", "4.0")
_LONGEST_TEXT: Final = 500
_MOST_SIGNS: Final = 50
# What describes the card rather than somebody.
_ABOUT_THE_CARD: Final = frozenset(
    "VERSION PRODID REV UID CLASS KIND SOURCE PROFILE MAILER CATEGORIES CLIENTPIDMAP X-ABUID "
    "X-ABSHOWAS X-KIND X-ABLABEL X-ABADR X-GROUP-MEMBERSHIP CREATED".split(),
)
_COLUMNS: Final = ("line", *TEXT_FIELDS, *TUPLE_FIELDS, "connected_on", "observed_on")


def read_vcard(data: bytes) -> Batch:
    """
    Read a vCard file of version 2.1, 3.0 or 4.0, or of several.

    Parameters
    ----------
    data
        The file as it is, in any encoding, with any line ends.

    Returns
    -------
    batch
        One row per card that says anything of anybody, in the order of the
        file. `phones_raw` has fax and pager numbers too. Photos are not read.
        Cards nested in others are relations of theirs, not rows.

    Raises
    ------
    InputError
        If no card begins anywhere in the file.
    """
    plain, marked = unmark_unicode(data)
    cards = split_cards(plain)
    if not cards.cards:
        start = one_line(plain[:40].decode("latin-1")) if plain.strip() else "nothing"
        msg = f"no vCard: no line is BEGIN:VCARD; the file starts with {start}. Export it again?"
        raise InputError(msg)
    reading = _Reading(Parser(Charsets(plain)))
    for source in cards.cards:
        reading.add(source)
    return reading.finish(cards, marked)


@dataclass
class _Reading:
    """The rows of one file as they come."""

    parser: Parser
    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in _COLUMNS})
    dropped: list[Dropped] = field(default_factory=list)
    versions: Counter[str] = field(default_factory=Counter)
    signs: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"PRODID": {}, "UID": {}, "CATEGORIES": {}},
    )

    def add(self, source: CardSource) -> None:
        """Keep one card or drop it."""
        card = self.parser.parse(source.body)
        properties = card.properties
        for _, value in properties.get("VERSION", ()):
            self.versions[value.strip()] += 1
        for name, seen in self.signs.items():
            if name in properties and len(seen) < _MOST_SIGNS:
                seen.update((value, None) for _, value in properties[name])
        row = _read_card(properties)
        if not (row["name"] or row["phones_raw"] or row["emails"]) and _is_empty(card, source):
            self._drop(source, card)
            return
        row["line"] = source.line
        row["relations"] = read_relations(properties, source.agents, self.parser)
        row["raw"] = f"BEGIN:VCARD\n{card.raw}\nEND:VCARD"
        for name, cells in self.columns.items():
            cells.append(row.get(name))

    def _drop(self, source: CardSource, card: Card) -> None:
        text = source.body.strip(b"\n")[: 4 * _LONGEST_TEXT].decode("utf-8", "replace")
        text = shorten(text, _LONGEST_TEXT)
        if card.unread and not card.properties:
            reason = "no line of this card is a property"
            self.dropped.append(Dropped(source.line, "rejected", reason, text))
        else:
            self.dropped.append(Dropped(source.line, "skipped", "empty card", text))

    def finish(self, cards: Cards, marked: str) -> Batch:
        """Say what was read, as what, and what was odd."""
        dropped = sorted([*self.dropped, *cards.strays], key=lambda drop: drop.line)
        return Batch(
            format=self._format(),
            producer=detect_producer(
                self.parser.heads,
                prodids=self.signs["PRODID"],
                uids=self.signs["UID"],
                labels=self.signs["CATEGORIES"],
            ),
            encoding=self._encoding(marked),
            columns=self.columns,
            dropped=dropped,
            warnings=_warn(cards),
        )

    def _format(self) -> str:
        known = [version for version in _VERSIONS if self.versions[version]]
        if not known:
            return "vCard"
        return f"vCard {known[0]}" if len(known) == 1 else "vCard mixed"

    def _encoding(self, marked: str) -> str:
        used = self.parser.charsets.used
        plain = marked or ("utf-8" if self.parser.charsets.saw_utf8 or not used else "")
        return " and ".join(filter(None, (plain, *sorted(used))))


def _warn(cards: Cards) -> list[str]:
    warnings = []
    open_ended = sum(not card.ended for card in cards.cards)
    if open_ended:
        noun = "card does not end" if open_ended == 1 else "cards do not end"
        first = next(card.line for card in cards.cards if not card.ended)
        warnings.append(
            f"{open_ended:,} {noun} with END:VCARD and may be cut off (first: line {first})"
        )
    if cards.junk_before:
        warnings.append("there is text before the first card that belongs to none")
    return warnings


def _is_empty(card: Card, source: CardSource) -> bool:
    """Tell whether a card says nothing of anybody; a photo or a nested card is something."""
    return not source.agents and not any(
        head.name not in _ABOUT_THE_CARD and (not head.plain or value.strip(" ;,\t\r\n\\"))
        for entries in card.properties.values()
        for head, value in entries
    )


def _read_card(properties: Properties) -> dict[str, Any]:
    family, given, middle, prefix, suffix = fields.read_name_parts(properties)
    nickname = fields.read_nickname(properties)
    company, department = fields.read_organisation(properties)
    shown = fields.pick(properties, "FN")
    composed = compose_name(given, middle, family)
    name = shown or composed or nickname
    title = fields.pick(properties, "TITLE") or fields.pick(properties, "ROLE")
    kind = fields.read_kind(properties)
    if kind is None:
        is_company = company and (not name or (name == company != composed)) and not title
        kind = "organisation" if is_company else "person"
    return {
        "kind": kind,
        "name": name,
        "prefix": prefix,
        "given": given,
        "middle": middle,
        "family": family,
        "suffix": suffix,
        "nickname": nickname,
        "maiden": fields.pick(properties, "X-MAIDENNAME"),
        "company": company,
        "department": department,
        "title": title or fields.pick(properties, "X-KADDRESSBOOK-X-PROFESSION"),
        "location": fields.read_location(properties),
        "birthday": fields.read_birthday(properties),
        "notes": fields.read_notes(properties),
        "emails": fields.read_emails(properties),
        "phones_raw": fields.read_phones(properties),
        "urls": fields.read_urls(properties),
        "labels": fields.read_labels(properties),
        "observed_on": fields.read_revision(properties),
    }
