"""
vCards of every version and producer: whole address books and single cards.

Cards are read one by one and independently. Each becomes a contact, or is
dropped with its line, the reason and its text; a card that cannot be
understood costs its neighbours nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from netlens.errors import InputError
from netlens.escaping import one_line, shorten
from netlens.exports import vcard_fields as fields
from netlens.exports.batch import DAY_FIELDS, TEXT_FIELDS, TUPLE_FIELDS, Batch, Dropped
from netlens.exports.charsets import Charsets
from netlens.exports.decoding import unmark_unicode
from netlens.exports.names import compose_name
from netlens.exports.vcard_cards import Cards, CardSource, split_cards
from netlens.exports.vcard_producers import detect_producer
from netlens.exports.vcard_relations import RELATED, read_relations
from netlens.exports.vcard_syntax import Card, Parser, Properties

_VERSIONS: Final = ("2.1", "3.0", "4.0")
_LONGEST_TEXT: Final = 500
_SAMPLED: Final = 200  # cards that are looked at to tell the producer
# What describes the card rather than somebody.
_ABOUT_THE_CARD: Final = {
    *("VERSION", "PRODID", "REV", "UID", "CLASS", "KIND", "SOURCE", "PROFILE", "MAILER", "CREATED"),
    *("CATEGORIES", "CLIENTPIDMAP", "X-ABUID", "X-ABSHOWAS", "X-ABLABEL", "X-ABADR", "X-KIND"),
    "X-GROUP-MEMBERSHIP",
}
_COLUMNS: Final = ("line", *TEXT_FIELDS, *DAY_FIELDS)
# Which column a property fills, and how; what fills the same column is read by the same function.
_TASKS: Final[dict[str, tuple[str, Callable[[Properties], object]]]] = {
    "FN": ("name", fields.read_shown_name),
    "NICKNAME": ("nickname", fields.read_nickname),
    "X-NICKNAME": ("nickname", fields.read_nickname),
    "X-ANDROID-CUSTOM": ("nickname", fields.read_nickname),
    "X-MAIDENNAME": ("maiden", fields.read_maiden_name),
    "ORG": ("company", fields.read_company),
    "TITLE": ("title", fields.read_title),
    "ROLE": ("title", fields.read_title),
    "X-KADDRESSBOOK-X-PROFESSION": ("title", fields.read_title),
    "X-DEPARTMENT": ("department", fields.read_department),
    "X-KADDRESSBOOK-X-DEPARTMENT": ("department", fields.read_department),
    "ADR": ("location", fields.read_location),
    "BDAY": ("birthday", fields.read_birthday),
    "NOTE": ("notes", fields.read_notes),
    "EMAIL": ("emails", fields.read_emails),
    "TEL": ("phones_raw", fields.read_phones),
    "URL": ("urls", fields.read_urls),
    "X-URL": ("urls", fields.read_urls),
    "X-SOCIALPROFILE": ("urls", fields.read_urls),
    "SOCIALPROFILE": ("urls", fields.read_urls),
    "X-LINKEDIN": ("urls", fields.read_urls),
    "CATEGORIES": ("labels", fields.read_labels),
    "X-CATEGORIES": ("labels", fields.read_labels),
    "X-GROUP-MEMBERSHIP": ("labels", fields.read_labels),
    "REV": ("observed_on", fields.read_revision),
    "KIND": ("kind", fields.read_kind),
    "X-KIND": ("kind", fields.read_kind),
    "X-ADDRESSBOOKSERVER-KIND": ("kind", fields.read_kind),
    "X-ABSHOWAS": ("kind", fields.read_kind),
    "X-EVOLUTION-LIST": ("kind", fields.read_kind),
}


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
    reading = _read_cards(plain, cards)
    if reading.has_doubt and cards.plainly:
        cards = split_cards(plain, plainly=False)
        reading = _read_cards(plain, cards)
    return reading.finish(cards, marked)


def _read_cards(plain: bytes, cards: Cards) -> "_Reading":
    reading = _Reading(Parser(Charsets(plain)), len(cards.cards))
    for row, source in enumerate(cards.cards):
        reading.add(row, source)
        if reading.has_doubt and cards.plainly:
            break
    return reading


@dataclass
class _Reading:
    """The rows of one file: columns of the right length, filled where a card states something."""

    parser: Parser
    size: int
    columns: dict[str, list[Any]] = field(init=False)
    has_doubt: bool = False  # whether a card may hold the beginning or end of another
    dropped: dict[int, Dropped] = field(default_factory=dict)
    versions: set[str] = field(default_factory=set)
    signs: dict[str, dict[str, None]] = field(
        default_factory=lambda: {"PRODID": {}, "UID": {}, "CATEGORIES": {}},
    )

    def __post_init__(self) -> None:
        """Start with nothing stated."""
        self.columns = {name: [None] * self.size for name in _COLUMNS}
        self.columns |= {name: [()] * self.size for name in TUPLE_FIELDS}

    def add(self, row: int, source: CardSource) -> None:
        """Keep one card or drop it."""
        card = self.parser.parse(source.body)
        properties, columns = card.properties, self.columns
        related = bool(source.agents) or "X-ANDROID-CUSTOM" in properties
        for name in properties:
            if task := _TASKS.get(name):
                column, read = task
                columns[column][row] = read(properties)
            elif name in RELATED:
                related = True
                self.has_doubt |= name == "AGENT"
            elif name in {"BEGIN", "END"}:
                self.has_doubt = True
        if "VERSION" in properties:
            self.versions.add(properties["VERSION"][0][1])
        if row < _SAMPLED:
            self._note_signs(properties)
        self._add_name(row, properties)
        named = columns["name"][row] or columns["phones_raw"][row] or columns["emails"][row]
        if not named and _is_empty(card, source):
            self._drop(row, source, card)
            return
        if related:
            columns["relations"][row] = read_relations(properties, source.agents, self.parser)
        columns["line"][row] = source.line
        columns["raw"][row] = f"BEGIN:VCARD{card.raw}\nEND:VCARD"

    def _note_signs(self, properties: Properties) -> None:
        for name, seen in self.signs.items():
            seen.update((value, None) for _, value in properties.get(name, ()))

    def _add_name(self, row: int, properties: Properties) -> None:
        """Add what several properties decide together, or one for several columns."""
        columns = self.columns
        name, company = columns["name"][row], columns["company"][row]
        composed = None
        if "N" in properties:
            family, given, middle, prefix, suffix = fields.read_name_parts(properties)
            columns["family"][row], columns["given"][row] = family or None, given or None
            if middle or prefix or suffix:
                columns["middle"][row] = middle or None
                columns["prefix"][row], columns["suffix"][row] = prefix or None, suffix or None
            if not name or company:
                composed = compose_name(given, middle, family)
        if not name:
            name = columns["name"][row] = composed or columns["nickname"][row]
        if "ORG" in properties:
            columns["department"][row] = fields.read_department(properties)
        if columns["kind"][row] is None:
            alone = company and (not name or (name == company != composed))
            is_company = alone and not columns["title"][row]
            columns["kind"][row] = "organisation" if is_company else "person"

    def _drop(self, row: int, source: CardSource, card: Card) -> None:
        text = source.body.strip(b"\n")[: 4 * _LONGEST_TEXT].decode("utf-8", "replace")
        text = shorten(text, _LONGEST_TEXT)
        if card.unread and not card.properties:
            reason = "no line of this card is a property"
            self.dropped[row] = Dropped(source.line, "rejected", reason, text)
        else:
            self.dropped[row] = Dropped(source.line, "skipped", "empty card", text)

    def finish(self, cards: Cards, marked: str) -> Batch:
        """Say what was read, as what, and what was odd."""
        dropped = sorted([*self.dropped.values(), *cards.strays], key=lambda drop: drop.line)
        if self.dropped:
            for name, cells in self.columns.items():
                kept = [cell for row, cell in enumerate(cells) if row not in self.dropped]
                self.columns[name] = kept
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
        seen = {version.strip() for version in self.versions}
        known = [version for version in _VERSIONS if version in seen]
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
