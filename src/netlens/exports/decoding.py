"""
Bytes into text when nobody says which encoding they are in.

Marks come first, then UTF-16 by its zero bytes, then UTF-8, which no other
text passes for by chance. What is left is from before Unicode and is told by
its letters. Nothing is ever lost: a byte that no encoding explains is shown as
the character that Windows would show.
"""

import codecs
import re
from typing import Final

from netlens.exports.alphabets import guess_encoding

_SAMPLE: Final = 1 << 16
_FEWEST_ZEROS: Final = 2
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK: Final = "\ufeff"
_STRAY = re.compile("[\udc80-\udcff]+")
_NOT_ASCII = re.compile("[^\x00-\x7f]")


def decode_text(data: bytes) -> tuple[str, str]:
    """
    Decode a whole file, and say as what.

    Parameters
    ----------
    data
        The file as it is.

    Returns
    -------
    text, encoding
        The text without a byte order mark, and the encoding's Python name:
        by its mark or zero bytes (`utf-8-sig`, `utf-16-le`, …), `utf-8`,
        `utf-8 and cp1252` for UTF-8 with single strange bytes in it, or an
        older encoding that is guessed from the letters.
    """
    plain, marked = unmark_unicode(data)
    try:
        return plain.decode("utf-8"), marked or "utf-8"
    except UnicodeDecodeError:
        pass
    if marked or is_mostly_utf8(plain):
        return decode_mixed(plain), f"{marked or 'utf-8'} and cp1252"
    encoding = guess_encoding(plain)
    return decode_as(plain, encoding), encoding


def unmark_unicode(data: bytes) -> tuple[bytes, str]:
    """
    Take a byte order mark off, and turn UTF-16 and UTF-32 into UTF-8.

    Returns
    -------
    plain, encoding
        Bytes that are UTF-8 or older; the encoding is empty where neither a
        mark nor zero bytes give it away.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                return body, "utf-8-sig"
            return _to_utf8(body, encoding), encoding
    encoding = _find_utf16(data)
    return (_to_utf8(data, encoding), encoding) if encoding else (data, "")


def _to_utf8(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, "replace").removeprefix(_MARK).encode()


def _find_utf16(data: bytes) -> str:
    """Tell UTF-16 without a mark by which half of its pairs is zero."""
    sample = data[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    fewest = max(_FEWEST_ZEROS, len(sample) // 40)
    if second >= fewest and second > 4 * first:
        return "utf-16-le"
    if first >= fewest and first > 4 * second:
        return "utf-16-be"
    return ""


def is_mostly_utf8(data: bytes) -> bool:
    """Tell whether UTF-8 explains more than it does not, as after joining two files."""
    text = data.decode("utf-8", "surrogateescape")
    strange = sum(map(len, _STRAY.findall(text)))
    return len(_NOT_ASCII.findall(text)) > 2 * strange


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 without fault."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_mixed(data: bytes) -> str:
    """Decode as UTF-8, and bytes that are not UTF-8 as Windows' Latin letters."""
    text = data.decode("utf-8", "surrogateescape")
    return _STRAY.sub(
        lambda match: decode_as(match[0].encode("utf-8", "surrogateescape"), "cp1252"),
        text,
    )


def decode_as(data: bytes, encoding: str) -> str:
    """
    Decode in an encoding that is known; bytes that it does not have are read as Latin-1.

    Raises
    ------
    LookupError
        If Python has no such encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "surrogateescape")
    return _STRAY.sub(
        lambda match: match[0].encode("utf-8", "surrogateescape").decode("latin-1"), text
    )
