"""
Mail headers (mbox, also Google Takeout's): who wrote to whom, and who was written to together.

For most people this is the one cheap source of ties among their contacts.
Bodies and subjects are never read into anything; newsletters, mailing lists
and mass mail say nothing about who knows whom and are dropped.
"""

import email.policy
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from netlens.exports.batch import Dropped
from netlens.exports.names import fold_text
from netlens.exports.statements import MOST_TOGETHER, OWNER, Statements

if TYPE_CHECKING:
    from email.message import Message

# The line that parts messages: an envelope sender and a date with a year.
_SEPARATOR = re.compile(rb"^From \S[^\n]*\d{4}[^\n]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)", re.MULTILINE)
_BEGIN = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*From \S[^\n]*\r?\n[A-Za-z][A-Za-z0-9-]*:")
_END = re.compile(rb"\r?\n\r?\n")
_LARGEST_HEADER: Final = 1 << 16
_LONGEST_ADDRESS: Final = 320
_FIRST_YEAR: Final = 1970
_MACHINES = re.compile(
    r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|notifications?|newsletter|"
    r"updates?|alerts?|automated|support|info|news)(?:[.+_-].*)?@",
)
_GROUPS = re.compile(r"(?:all|team|everyone|staff|list|group|info|office|kontakt|support)@")
_SENT: Final = frozenset({"sent", "gesendet", "envoyés", "enviados", "inviati", "verzonden"})
_REFUSED: Final = frozenset({"spam", "trash", "papierkorb", "drafts", "entwürfe", "draft"})
_OWNERS_SHARE: Final = 0.8
_FEWEST: Final = 3

Ends = dict[str, str | None]


@dataclass(frozen=True)
class _Letter:
    line: int
    sender: str
    sender_name: str | None
    recipients: Ends
    day: str | None
    thread: str


def is_mbox(data: bytes) -> bool:
    """Tell an mbox by its first line and the header below it."""
    return _BEGIN.match(data[:4096]) is not None


def read_mbox(data: bytes) -> Statements:
    """
    Read the headers of a mailbox.

    Parameters
    ----------
    data
        The file's bytes.

    Returns
    -------
    statements
        "mail": one per message and recipient, directed, weighing one part of
        the message; "mail together": one per message and pair of recipients
        other than the owner, undirected. Every message is used or dropped.
    """
    found = Statements("mailbox", "mbox", "utf-8")
    letters: list[_Letter] = []
    sent: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    seen: set[str] = set()
    for line, block in _split(data):
        head = BytesHeaderParser(policy=email.policy.compat32).parsebytes(block)
        labels = {label.strip().casefold() for label in _text(head, "X-Gmail-Labels").split(",")}
        letter, reason = _read_letter(head, line, labels)
        if letter and letter.thread in seen:
            letter, reason = None, "the same message again"
        if letter is None:
            found.dropped.append(Dropped(line, "skipped", reason))
            continue
        seen.add(letter.thread)
        letters.append(letter)
        sent.update([letter.sender] if labels & _SENT else [])
        delivered.update(address for address, _ in _addresses(head, "Delivered-To"))
    found.owner_emails = _find_owners(letters, sent, delivered)
    for letter in letters:
        _state(found, letter)
    return found


def _split(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give line and header block of each message, copying nothing else."""
    starts = [match.start() for match in _SEPARATOR.finditer(data)]
    begin = _BEGIN.match(data[:4096])
    if begin and (not starts or data[: starts[0]].strip(b"\xef\xbb\xbf \r\n\t")):
        starts.insert(0, 0)
    line, counted = 1, 0
    for start in starts:
        line += data.count(b"\n", counted, start)
        counted = start
        first = data.find(b"\n", start) + 1
        end = _END.search(data, first, first + _LARGEST_HEADER)
        yield line, data[first : end.start() if end else first + _LARGEST_HEADER]


def _read_letter(
    head: "Message[str, str]", line: int, labels: set[str]
) -> tuple[_Letter | None, str]:
    """Read one header, or say why nothing is taken from it."""
    senders = _addresses(head, "From")
    recipients = dict(
        pair
        for name in ("To", "Cc")
        for pair in _addresses(head, name)
        if not _GROUPS.match(pair[0])
    )
    reason = _refuse(head, labels, [address for address, _ in senders], recipients)
    if reason:
        return None, reason
    sender, name = senders[0]
    recipients.pop(sender, None)
    if not recipients:
        return None, "nobody but the sender is named"
    identity = _text(head, "Message-ID") or f"{sender}{line}{_text(head, 'Date')}"
    thread = hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return _Letter(line, sender, name, recipients, _day(head), thread), ""


def _refuse(
    head: "Message[str, str]", labels: set[str], senders: Sequence[str], recipients: Ends
) -> str:
    """Give the first reason why a message shows no acquaintance, or nothing."""
    bulk = _text(head, "Precedence").strip().casefold() in {"bulk", "list", "junk"}
    automatic = _text(head, "Auto-Submitted").strip().casefold() not in {"", "no"}
    listed = bulk or automatic or head.get("List-Id") or head.get("List-Unsubscribe")
    spam = labels & _REFUSED or _text(head, "X-Spam-Flag").strip().upper() == "YES"
    reasons = {
        "spam, trash or a draft": spam,
        "no sender": not senders,
        "a mailing list, newsletter or automatic mail": listed,
        "sent by a machine or an office": senders and _MACHINES.match(senders[0]),
        "no recipient": not recipients,
        f"sent to more than {MOST_TOGETHER} people: an address list, no acquaintance": (
            len(recipients) > MOST_TOGETHER
        ),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _text(head: "Message[str, str]", name: str) -> str:
    value = head.get(name)
    return "" if value is None else _decode(str(value))


def _addresses(head: "Message[str, str]", name: str) -> list[tuple[str, str | None]]:
    """Give the addresses of a field, folded, with the names written beside them."""
    try:
        pairs = getaddresses([str(value) for value in head.get_all(name, [])][:4])
    except (ValueError, IndexError, TypeError):
        return []
    found = []
    for shown, address in pairs:
        mail = address.strip().strip("<>'\"").casefold()
        local, _, domain = mail.partition("@")
        if local and "." in domain and len(mail) <= _LONGEST_ADDRESS and not re.search(r"\s", mail):
            label = fold_text(_decode(shown).strip("'\" "))[:200]
            found.append((mail, label if label and "@" not in label else None))
    return found


@lru_cache(maxsize=1 << 14)
def _decode(text: str) -> str:
    """Undo RFC 2047; what is broken stays as it is."""
    if "=?" not in text:
        return text.encode("utf-8", "replace").decode("utf-8", "replace")
    try:
        parts = decode_header(text)
        words = [
            part.decode(charset or "utf-8", "replace") if isinstance(part, bytes) else part
            for part, charset in parts
        ]
    except (LookupError, ValueError):
        return text.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(words).encode("utf-8", "replace").decode("utf-8", "replace")


def _day(head: "Message[str, str]") -> str | None:
    for name in ("Date", "Received"):
        text = _text(head, name).rpartition(";")[2].strip()
        try:
            day = parsedate_to_datetime(text).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if day.year >= _FIRST_YEAR:
            return day.isoformat()
    return None


def _find_owners(
    letters: Sequence[_Letter], sent: Counter[str], delivered: Counter[str]
) -> tuple[str, ...]:
    """Find whose mailbox it is: who sent from it, whom it was delivered to, or who is in all."""
    if sent:
        return tuple(sorted(sent))
    if delivered:
        return (min(delivered, key=lambda address: (-delivered[address], address)),)
    counts = Counter(end for letter in letters for end in {letter.sender, *letter.recipients})
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not top or top[0][1] < max(_FEWEST, _OWNERS_SHARE * len(letters)):
        return ()
    return (top[0][0],) if len(top) == 1 or top[1][1] < top[0][1] else ()


def _state(found: Statements, letter: _Letter) -> None:
    owners = set(found.owner_emails)

    def end(address: str) -> str:
        return OWNER if address in owners else f"email:{address}"

    found.used += 1
    common = {"line": letter.line, "basis": "observed", "date": letter.day, "thread": letter.thread}
    for address, name in letter.recipients.items():
        found.add(
            **common,
            kind="mail",
            **{"from": end(letter.sender), "to": end(address)},
            from_name=letter.sender_name,
            to_name=name,
            directed=True,
            weight=round(1 / len(letter.recipients), 9),
        )
    others = sorted(set(letter.recipients) - owners)
    for one, other in itertools.combinations(others, 2):
        found.add(
            **common,
            kind="mail together",
            **{"from": end(one), "to": end(other)},
            from_name=letter.recipients[one],
            to_name=letter.recipients[other],
            directed=False,
            weight=round(1 / len(letter.recipients), 9),
        )
