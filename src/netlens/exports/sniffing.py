"""What a file is, told by its content first and by its name second."""

import re
from typing import Final, Literal

from netlens.exports.calendars import is_ics
from netlens.exports.mail import is_mbox

Format = Literal["vcard", "delimited", "ldif", "facebook", "calendar", "mailbox"]

_HEAD: Final = 1 << 16
_VCARD = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_LDIF = re.compile(rb"\A(?:\s*#[^\n]*\n|\s*\n)*(?:version:\s*\d|dn::?\s?\S)", re.IGNORECASE)
_FRIENDS = re.compile(rb'"(?:friends(?:_v2)?|your_friends|friends_list)"\s*:\s*\[')
_DELIMITED_NAMES: Final = (".csv", ".tsv", ".tab", ".txt")

# Known kinds that are no contact list, by how they start: what to tell the user.
_KNOWN_OTHERS: Final = (
    (b"PK\x03\x04", "a spreadsheet or archive; save it as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Outlook file; save it as CSV first"),
    (b"!BDN", "an Outlook data file (.pst); export the contacts from Outlook as CSV"),
    (b"SQLite format 3", "a database; export the contacts as vCard or CSV"),
    (b"%PDF", "a PDF; export the contacts as vCard or CSV"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"bplist", "an Apple property list; export the contacts as vCard"),
    (b"<!DOCTYPE html", "a web page; ask for the JSON or CSV form of this download"),
    (b"<html", "a web page; ask for the JSON or CSV form of this download"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def detect_format(data: bytes, name: str) -> Format | None:  # noqa: PLR0911
    """
    Detect which reader a file needs.

    Parameters
    ----------
    data
        The whole file, or its first 64 KiB.
    name
        The file's name; it decides only between kinds of plain text.

    Returns
    -------
    kind
        `None` if the file is no contact list that netlens can read.
    """
    if is_ics(data):
        return "calendar"
    if is_mbox(data):
        return "mailbox"
    head = _narrow(data[:_HEAD])
    if _VCARD.search(head):
        return "vcard"
    lower = name.lower()
    if lower.endswith(".json") or head.lstrip()[:1] in {b"{", b"["}:
        return "facebook" if _FRIENDS.search(_narrow(data[: 4 * _HEAD])) else None
    if describe_other(data):
        return None
    if _LDIF.match(head):
        return "ldif"
    if lower.endswith((".vcf", ".vcard")):
        return "vcard"
    if b"\0" in head:
        return None
    if lower.endswith(_DELIMITED_NAMES) or "." not in lower.rsplit("/", 1)[-1]:
        return "delimited"
    return None


def describe_other(data: bytes) -> str:
    """Say what a known file that is no contact list is, and what to do; or nothing."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((what for start, what in _KNOWN_OTHERS if head.startswith(start)), "")


def _narrow(head: bytes) -> bytes:
    """Drop byte order marks and the zero halves of UTF-16, for looking only."""
    start = head[:64]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > max(len(start) // 4, 1):
        return head.replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"").replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
