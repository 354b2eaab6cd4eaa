"""
A vCard file into cards: where each begins, where it ends, what is nested in it.

Works on bytes, in one pass and without recursion, so that neither a megabyte
of photo nor ten thousand nested cards cost more than their length. A card that
lacks its end is ended by the next one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from netlens.escaping import shorten
from netlens.exports.batch import Dropped

_WORD: Final = b"VCARD"
_LONGEST_PREFIX: Final = 300
_NESTED: Final = 2  # the depth of a card within a card
_LONGEST_REST: Final = 40
_BEGIN: Final = b"\nBEGIN:VCARD\n"
_END: Final = b"\nEND:VCARD"
_PLAIN: Final = {b"BEGIN:VCARD": "begin", b"END:VCARD": "end"}
_LINE_ENDS = re.compile(rb"\r+\n?")
_TOKEN = re.compile(
    rb"(?:\xef\xbb\xbf)*([ \t]*)((?:[A-Z0-9_-]{1,99}\.)?AGENT(?:;[^:\n]*)?:[ \t]*)?"
    rb"(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t\x0b\x0c\x1a]*",
)
_AGENT = re.compile(rb"[ \t]*(?:[A-Z0-9_-]{1,99}\.)?AGENT(?:;[^:\n]*)?:[ \t]*")
_A_PROPERTY = re.compile(rb"\n(?:VERSION|FN|N|TEL|EMAIL|ORG|UID)[;:]")


@dataclass(slots=True)
class CardSource:
    """One card: where it stands in `text`, without its BEGIN and END, and what is nested in it."""

    line: int
    text: bytes
    start: int
    end: int
    agents: Sequence[bytes] = ()
    ended: bool = True

    @property
    def body(self) -> bytes:
        """The card's lines, each after an LF."""
        return self.text[self.start : self.end]


@dataclass
class Cards:
    """
    The cards of one file.

    `strays` are ends without a beginning; `junk_before` says that there is
    other text before the first card, `plainly` that the quick way was taken.
    """

    cards: list[CardSource] = field(default_factory=list)
    strays: list[Dropped] = field(default_factory=list)
    junk_before: bool = False
    plainly: bool = False


@dataclass(slots=True)
class _Mark:
    """A line that begins or ends a card."""

    start: int  # of its line's text; the line end before it is at start - 1
    end: int
    begins: bool
    indent: bytes = b""
    agent: bool = False


def split_cards(data: bytes, *, plainly: bool = True) -> Cards:
    """
    Find the cards of a file.

    Parameters
    ----------
    data
        Text in UTF-8 or an older encoding, with any line ends.
    plainly
        Try the quick way first, for a file in which no card is nested or
        lacks its end. It takes every `BEGIN:VCARD` and `END:VCARD` to be
        written so; where one turns up within a card, it was wrong.

    Returns
    -------
    cards
        In the order of the file; nested cards are in `agents` of the outermost.
    """
    text = _normalise_lines(data)
    if plainly and (plain := _split_plain(text)):
        return plain
    text = b"\n" + text
    upper = text.upper()
    marks = _find_marks(upper)
    if marks and (indent := marks[0].indent):  # a file indented as a whole
        text = text.replace(b"\n" + indent, b"\n")
        upper = text.upper()
        marks = _find_marks(upper)
    reading = _Reading(text, upper)
    for mark in marks:
        if mark.begins:
            reading.begin(mark)
        else:
            reading.end(mark)
    reading.finish(len(text), ended=False)
    if marks:
        reading.found.junk_before = _is_junk(text[: marks[0].start])
    return reading.found


def _normalise_lines(data: bytes) -> bytes:
    """End all lines with LF; two CRs and an LF are one end."""
    text = data.replace(b"\r\n", b"\n")
    if b"\r" in text:
        text = _LINE_ENDS.sub(b"\n", data)
    return text.replace(b"\0", b"") if b"\0" in text else text


def _split_plain(text: bytes) -> Cards | None:
    """
    Split a file in which every card is whole and written plainly; return none for others.

    Nothing is copied: much of the time would go into getting memory.
    """
    start = 0 if text.startswith(_BEGIN[1:]) else text.find(_BEGIN) + 1
    before = text[:start]
    if not (start or text.startswith(_BEGIN[1:])) or _WORD in before.upper():
        return None
    found = Cards(junk_before=_is_junk(before), plainly=True)
    line, at = 1, 0
    while start < len(text):
        end = text.find(_END, start)
        after = text.find(_BEGIN, end) + 1 or len(text)
        rest = text[end + len(_END) : after]
        if end < 0 or (rest != b"\n" and rest.strip()):
            return None
        line += text.count(b"\n", at, start)
        found.cards.append(CardSource(line, text, start + len(_BEGIN) - 2, end))
        at, start = start, after
    return found


def _is_junk(before: bytes) -> bool:
    return bool(before.strip(b"\xef\xbb\xbf \t\n"))


def _find_marks(upper: bytes) -> list[_Mark]:
    marks: list[_Mark] = []
    size = len(upper)
    at = upper.find(_WORD)
    while at >= 0:
        start = upper.rfind(b"\n", max(0, at - _LONGEST_PREFIX), at) + 1
        end = upper.find(b"\n", at, at + _LONGEST_REST)
        if end < 0 and at + _LONGEST_REST > size:
            end = size
        if start > 0 <= end and (mark := _read_mark(upper[start:end], start, end)):
            marks.append(mark)
        at = upper.find(_WORD, at + len(_WORD))
    return marks


def _read_mark(line: bytes, start: int, end: int) -> _Mark | None:
    if plain := _PLAIN.get(line):
        return _Mark(start, end, plain == "begin")
    match = _TOKEN.fullmatch(line)
    if match is None or (match[2] and match[3] == b"END"):
        return None
    return _Mark(start, end, match[3] == b"BEGIN", match[1], bool(match[2]))


@dataclass
class _Reading:
    """The state while going through the marks of a file."""

    text: bytes
    upper: bytes
    found: Cards = field(default_factory=Cards)
    depth: int = 0
    line: int = 1  # of the place up to which lines were counted
    counted: int = 1
    first_line: int = 0
    since: int = 0  # where the present piece of the card, or the gap between cards, begins
    agent_since: int = 0
    pieces: list[bytes] = field(default_factory=list)
    agents: list[bytes] = field(default_factory=list)

    def begin(self, mark: _Mark) -> None:
        """Open a card, or a nested one, or end the one that was left open."""
        if self.depth and (mark.agent or self._follows_agent(mark.start)):
            self.depth += 1
            if self.depth == _NESTED:
                self.pieces.append(self.text[self.since : mark.start - 1])
                self.agent_since = mark.end
            return
        if mark.agent or (self.depth and mark.indent):
            return  # text that is folded there
        self.finish(mark.start - 1, ended=False)
        self.depth = 1
        self.first_line = self._count_lines(mark.start)
        self.since = mark.end

    def end(self, mark: _Mark) -> None:
        """Close the innermost card."""
        if self.depth == 0:
            self._add_stray(mark)
        elif self.depth == 1:
            if not mark.indent or self._nothing_follows(mark.end):
                self.finish(mark.start - 1, ended=True)
                self.since = mark.end
        else:
            self.depth -= 1
            if self.depth == 1:
                self.agents.append(self.text[self.agent_since : mark.start - 1])
                self.since = mark.end

    def finish(self, end: int, *, ended: bool) -> None:
        """Add the open card, if there is one."""
        if self.depth == 0:
            return
        if self.depth == 1:
            self.pieces.append(self.text[self.since : end])
        else:
            self.agents.append(self.text[self.agent_since : end])
        body = self.pieces[0] if len(self.pieces) == 1 else b"".join(self.pieces)
        card = CardSource(self.first_line, body, 0, len(body), self.agents, ended)
        self.found.cards.append(card)
        self.pieces, self.agents = [], []
        self.depth = 0

    def _count_lines(self, start: int) -> int:
        self.line += self.text.count(b"\n", self.counted, start)
        self.counted = start
        return self.line

    def _follows_agent(self, start: int) -> bool:
        before = self.upper[max(0, start - _LONGEST_PREFIX) : start].rstrip()
        return bool(_AGENT.fullmatch(before[before.rfind(b"\n") + 1 :]))

    def _nothing_follows(self, end: int) -> bool:
        after = self.upper[end : end + _LONGEST_REST].lstrip()
        return not after or after.startswith(b"BEGIN")

    def _add_stray(self, mark: _Mark) -> None:
        gap = self.text[self.since : mark.start - 1]
        known = self.found.cards and _A_PROPERTY.search(self.upper, self.since, mark.start)
        self.since = mark.end
        if known:
            text = gap.strip().decode("utf-8", "replace")
            line = self._count_lines(mark.start)
            reason = "END:VCARD without BEGIN:VCARD"
            self.found.strays.append(Dropped(line, "rejected", reason, shorten(text, 500)))
