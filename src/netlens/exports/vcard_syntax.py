"""
One card's bytes into properties.

The order of the steps is what makes real cards readable: soft line breaks are
joined and lines unfolded as bytes, since both may part a letter in two; then
comes the character set, quoted-printable with its own before; and only then is
a value split and unescaped, which is left to whoever knows what it means.
Photos and sounds are dropped unread.
"""

import binascii
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from netlens.exports.charsets import Charsets, find_codec

_BINARY: Final = frozenset(
    ["PHOTO", "LOGO", "SOUND", "X-MS-CARDPICTURE", "X-MS-OL-DESIGN", "X-IMAGE", "X-WALLPAPER"]
)
_CODINGS: Final = {
    "QUOTED-PRINTABLE": "quoted-printable",
    "QP": "quoted-printable",
    "Q": "quoted-printable",
    "BASE64": "base64",
    "B": "base64",
}
_LONGEST_KNOWN_HEAD: Final = 200
_LONGEST_BASE64: Final = 1 << 16
_MOST_HEADS: Final = 20_000
_UNRANKED: Final = 101  # after PREF=100, the least preferred

_NAME = re.compile(r"[A-Za-z0-9_\-/]{1,100}")
# As far as the colon that is not within quotes.
_QUOTED_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_PARAMETERS = re.compile(r'(?:[^;"]|"[^"]*")+')
_ESCAPE = re.compile(r"\\([\\,;:nN\"'])")
_CUT = {mark: re.compile(rf"\\.|{mark}", re.DOTALL) for mark in ";,"}

_LARGE_CARD: Final = 1000  # bytes
_FOLDED_PHOTO = re.compile(rb"(\nPHOTO[^:\n]*:)[^\n]*(?:\n[ \t][^\n]*)*")
_FOLD_MARKS: Final = (b"\n ", b"\n\t")
_INDENT = re.compile(rb"\n[ \t]+")
_QP = re.compile(rb"QUOTED-PRINTABLE|[;=]QP?[;:]", re.IGNORECASE)
# Where a soft break that was cut off must not swallow the next property.
_NEXT_PROPERTY = re.compile(
    rb"(?:VERSION|FN|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO|REV|UID|CATEGORIES|"
    rb"NICKNAME|X-[A-Z-]{2,40})[;:][^ ]",
)
_CARD_MARK = re.compile(rb"(?:BEGIN|END)[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_LINE_END: Final = (b"=0D=0A", b"=0A", b"=0d=0a", b"=0a")
_ALL_ENCODED = re.compile(rb"(?:=[0-9A-Fa-f]{2}|;)*")


class Head(NamedTuple):
    """What stands before the colon: name and group in upper case, types in lower case."""

    name: str
    group: str = ""
    types: tuple[str, ...] = ()
    preference: int = _UNRANKED
    charset: str = ""
    coding: str = ""  # "", "quoted-printable" or "base64"
    binary: bool = False
    plain: bool = True  # neither encoded nor binary
    parameters: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return a parameter's value as written, or an empty text."""
        return next((value for key, value in self.parameters if key == name), "")


Property = tuple[Head, str]
Properties = dict[str, list[Property]]


class Card(NamedTuple):
    """
    One card's properties by name, in order; values are decoded, not yet split or unescaped.

    `raw` is the card's lines, each after an LF, without its photos; `unread`
    counts lines that are no property.
    """

    properties: Properties
    raw: str
    unread: int


@dataclass
class Parser:
    """
    Reads the cards of one file, and remembers the heads seen in it.

    Parameters
    ----------
    charsets
        How to decode what is not UTF-8.
    """

    charsets: Charsets
    heads: dict[str, Head] = field(default_factory=dict)

    def parse(self, body: bytes) -> Card:
        """
        Read one card.

        Parameters
        ----------
        body
            The lines between BEGIN and END, each after an LF.

        Returns
        -------
        card
            See `Card`.
        """
        body = _cut_photo(body)
        card = None
        try:
            text = body.decode()
        except UnicodeDecodeError:
            pass
        else:
            self.charsets.saw_utf8 |= not text.isascii()
            card = self._read(text, folded=True)
        if card is None:  # a fold or a soft break parts more than a value
            card = self._read(self._decode_lines(unfold(body)), folded=False)
        return card or Card({}, "", 1)

    def _read(self, text: str, *, folded: bool) -> Card | None:
        """Read the lines of a card; return none if they have to be unfolded first."""
        lines = compose_letters(text).split("\n")
        properties: Properties = {}
        bucket: list[Property] = []
        state: _Lines | None = None
        known = self.heads.get
        for number, line in enumerate(lines):
            head_text, _, value = line.partition(":")
            head = known(head_text)
            if head is None or not head.plain:
                if line:
                    state = state or _Lines(self.heads, lines, properties, folded=folded)
                    state.bucket = bucket
                    if not state.add(number, line):
                        return None
                    bucket = state.bucket
            elif head.name in properties:
                bucket = properties[head.name]
                bucket.append((head, value))
            else:
                bucket = properties[head.name] = [(head, value)]
        if state is None:
            return Card(properties, text, 0)
        state.join_pieces()
        for bucket, place in state.encoded:
            head, value = bucket[place]
            bucket[place] = head, self._decode(head, value)
        if state.left_out:
            kept = (line for number, line in enumerate(lines) if number not in state.left_out)
            text = "\n".join(kept)
        return Card(properties, text, state.unread)

    def _decode_lines(self, unfolded: bytes) -> str:
        try:
            return unfolded.decode()
        except UnicodeDecodeError:
            return "\n".join(map(self.charsets.decode_line, unfolded.split(b"\n")))

    def _decode(self, head: Head, value: str) -> str:
        data = value.encode("utf-8", "surrogatepass")
        if head.coding == "quoted-printable":
            return compose_letters(self.charsets.decode_value(binascii.a2b_qp(data), head.charset))
        if len(data) > _LONGEST_BASE64 or head.name == "KEY":
            return ""
        try:
            return compose_letters(
                self.charsets.decode_value(binascii.a2b_base64(data), head.charset)
            )
        except binascii.Error:
            return ""


@dataclass
class _Lines:
    """The lines of a card that are not simply a known head and its value."""

    heads: dict[str, Head]
    lines: list[str]
    properties: Properties
    folded: bool
    bucket: list[Property] = field(default_factory=list)  # that of the line before
    pieces: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    encoded: list[tuple[list[Property], int]] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    unread: int = 0

    def add(self, number: int, line: str) -> bool:
        """Add a line; return false if the card has to be unfolded first."""
        if line[0] in " \t" and self.folded:
            return self._add_fold(number, line)
        found = self._read_head(line)
        if found is None:
            return self._add_text(number, line)
        head, value = found
        self.bucket = self.properties.setdefault(head.name, [])
        if head.binary:
            self.left_out.add(number)
            value = ""
        elif head.coding:
            if self.folded and value.rstrip(" \t").endswith("="):
                return False
            self.encoded.append((self.bucket, len(self.bucket)))
        self.bucket.append((head, value))
        return True

    def _add_fold(self, number: int, line: str) -> bool:
        if not self.bucket or not self.lines[number - 1]:
            return False  # an indented card, or an indented line after an empty one
        head, value = self.bucket[-1]
        if head.binary:
            self.left_out.add(number)
            return True
        if head.coding == "quoted-printable":
            return False
        key = head.name, len(self.bucket) - 1
        self.pieces.setdefault(key, [value]).append(line[1:])
        return True

    def _add_text(self, number: int, line: str) -> bool:
        """Add a line that is no property: more of a note, of a photo, or nothing readable."""
        last = self.bucket[-1][0] if self.bucket else None
        if last and (last.binary or last.coding == "base64") and ":" not in line:
            self.left_out.add(number)
            return True
        if self.folded:
            return False
        self.unread += 1
        if last and last.name == "NOTE":
            self.bucket.append((Head("NOTE"), line))
        else:
            self.left_out.add(number)
        return True

    def _read_head(self, line: str) -> Property | None:
        end = line.find(":")
        if '"' in line[: max(end, 0)]:
            match = _QUOTED_HEAD.match(line)
            if match is None and self.folded:
                return None
            end = match.end() - 1 if match else end
        if end < 0:
            return None
        head_text = line[:end]
        head = self.heads.get(head_text) or read_head(head_text)
        if head is None:
            return None
        if len(head_text) <= _LONGEST_KNOWN_HEAD and len(self.heads) < _MOST_HEADS:
            self.heads[head_text] = head
        return head, line[end + 1 :]

    def join_pieces(self) -> None:
        """Put folded values together."""
        for (name, place), pieces in self.pieces.items():
            bucket = self.properties[name]
            bucket[place] = bucket[place][0], "".join(pieces)


def _cut_photo(body: bytes) -> bytes:
    """Cut the first photo short, as it is most of the card."""
    if len(body) < _LARGE_CARD:
        return body
    start = body.find(b"\nPHOTO")
    match = _FOLDED_PHOTO.match(body, start) if start >= 0 else None
    return body[: match.end(1)] + body[match.end() :] if match else body


def compose_letters(text: str) -> str:
    """Compose letters with their accents (NFC)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def read_head(text: str) -> Head | None:
    """
    Read the part of a property before its colon.

    Parameters
    ----------
    text
        Such as `item1.TEL;TYPE="work,voice";PREF=1` or, in 2.1, `TEL;WORK;VOICE`.

    Returns
    -------
    head
        `None` if it does not begin with a property's name.
    """
    parts = _PARAMETERS.findall(text) if '"' in text else text.split(";")
    names = parts[0].strip().upper().rsplit(".", 1) if parts else [""]
    name = names[-1]
    if not _NAME.fullmatch(name):
        return None
    group = names[0] if len(names) > 1 else ""
    if len(parts) == 1:
        binary = name in _BINARY
        return Head(name, group, binary=binary, plain=not binary)
    return _add_parameters(name, group, parts[1:])


def _add_parameters(name: str, group: str, parts: list[str]) -> Head:
    types: list[str] = []
    kept: list[tuple[str, str]] = []
    preference, charset, coding = _UNRANKED, "", ""
    for part in parts:
        key, equals, written = part.partition("=")
        key, value = key.strip().upper(), written.strip().strip('"')
        if not equals:  # version 2.1 names values only
            if key in _CODINGS:
                coding = _CODINGS[key]
            elif key.startswith(("UTF", "ISO", "WINDOWS")) and find_codec(key):
                charset = key
            else:
                types.append(key.lower())
        elif key == "TYPE":
            types += [kind.strip(' "') for kind in value.lower().split(",")]
        elif key == "ENCODING":
            coding = _CODINGS.get(value.upper(), "")
        elif key == "CHARSET":
            charset = value
        elif key == "PREF" and value.isascii() and value.isdecimal():
            preference = int(value[:4])
        else:
            kept.append((key, value))
    if "pref" in types:
        preference = min(preference, 1)
    binary = name in _BINARY
    plain = not (coding or binary)
    kinds = tuple(dict.fromkeys(kind for kind in types if kind and kind != "pref"))
    return Head(name, group, kinds, preference, charset, coding, binary, plain, tuple(kept))


def unfold(body: bytes) -> bytes:
    """
    Join the lines of each property.

    Parameters
    ----------
    body
        Lines, each after an LF; soft breaks of quoted-printable included.

    Returns
    -------
    unfolded
        One property a line.
    """
    if body.startswith(_FOLD_MARKS):  # the whole card is indented
        body = _INDENT.sub(b"\n", body)
    if _may_be_encoded(body.upper()):
        body = _join_soft_breaks(body)
    if b"\n " in body:
        body = body.replace(b"\n ", b"")
    if b"\n\t" in body:
        body = body.replace(b"\n\t", b"")
    return body


def _may_be_encoded(upper: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in upper or b";Q" in upper or b"=Q" in upper


def _join_soft_breaks(body: bytes) -> bytes:
    """Join the lines of quoted-printable values; other folds are left as they are."""
    pieces: list[bytes] = []
    encoded = broken = False
    for line in body.split(b"\n"):
        piece = line
        if broken and not _is_next(line, pieces[-1]):
            if line.startswith((b" ", b"\t")) and _is_all_encoded(pieces[-1]):
                piece = line[1:]  # that space is a fold; among plain words it is a space
        else:
            pieces.append(b"\n")
            if not line.startswith((b" ", b"\t")):
                encoded = bool(_QP.search(line.partition(b":")[0] + b":"))
        ends = piece.rstrip(b" \t")  # some programs put spaces after a soft break
        broken = encoded and ends.endswith(b"=")
        pieces.append(ends[:-1] if broken else piece)
    return b"".join(pieces[1:])


def _is_next(line: bytes, before: bytes) -> bool:
    """Tell whether a line after a soft break is the next property after all."""
    if _CARD_MARK.match(line):
        return True
    return bool(_NEXT_PROPERTY.match(line)) and not before.endswith(_LINE_END)


def _is_all_encoded(piece: bytes) -> bool:
    return bool(_ALL_ENCODED.fullmatch(piece.rpartition(b":")[2]))


def cut_value(value: str, mark: str) -> list[str]:
    """Cut a value at each `;` or `,` that is not escaped; the parts stay escaped."""
    if "\\" not in value:
        return value.split(mark)
    parts: list[str] = []
    start = 0
    for match in _CUT[mark].finditer(value):
        if match[0] == mark:
            parts.append(value[start : match.start()])
            start = match.end()
    parts.append(value[start:])
    return parts


def split_value(value: str, mark: str) -> list[str]:
    """Cut a value at each `;` or `,` that is not escaped, and unescape the parts."""
    if "\\" not in value:
        return value.split(mark)
    return [unescape(part) for part in cut_value(value, mark)]


def unescape(value: str) -> str:
    """Undo the backslashes of a value; one before anything else stays as it is."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
