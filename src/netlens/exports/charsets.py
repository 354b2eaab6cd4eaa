"""
Text of cards in the character set it is really in, whatever is declared.

UTF-8 is tried first, as nothing else passes for it by chance; then what the
property declares; then what most of the file declares; then what its letters
look like. What was used is remembered, so that it can be told.
"""

import binascii
import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from netlens.exports.alphabets import guess_encoding
from netlens.exports.decoding import decode_as, decode_mixed, is_mostly_utf8, is_utf8

_SAMPLE: Final = 1 << 18
_DECLARED = re.compile(
    rb"^[^:\n]{0,200}?CHARSET=\"?([A-Za-z0-9_.:\-]{1,40})", re.IGNORECASE | re.MULTILINE
)
# Codecs of texts; Python has others, which turn text into something else.
_TEXT_CODEC = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|7)|ascii|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w|mac-\w+|"
    r"shift_jis\w*|euc_\w+|gb\w+|big5\w*|johab|tis-620|hz|ptcp154|kz1048",
)
_SEVEN_BIT: Final = ("iso2022", "hz", "utf-7")
_TWO_BYTES: Final = ("shift_jis", "cp932", "euc", "gb", "big5", "cp949", "johab", "cp950")
# What is called Latin-1 is Windows' superset of it, everywhere but in the standard.
_SUPERSETS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_THREE_BYTES = re.compile(rb"[\xe0-\xf4]")


@lru_cache(maxsize=256)
def find_codec(charset: str) -> str:
    """Return Python's name for a declared character set, or an empty text if it is none."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return ""
    return _SUPERSETS.get(name, name) if _TEXT_CODEC.fullmatch(name) else ""


@dataclass
class Charsets:
    """
    Decodes the values of one file.

    Parameters
    ----------
    data
        The file; looked at only if something in it is not UTF-8.
    """

    data: bytes
    used: dict[str, None] = field(default_factory=dict)
    saw_utf8: bool = False  # beyond ASCII
    guessed: str = ""

    def decode_line(self, line: bytes) -> str:
        """Decode one unfolded property, whose head may declare its character set."""
        try:
            text = line.decode()
        except UnicodeDecodeError:
            pass
        else:
            self.saw_utf8 = self.saw_utf8 or not text.isascii()
            return text
        declared = _DECLARED.match(line)
        return self._decode_old(line, declared[1].decode("ascii") if declared else "")

    def decode_value(self, value: bytes, charset: str) -> str:
        """Decode a value from which quoted-printable or base64 was taken off."""
        codec = find_codec(charset) if charset else ""
        if codec.startswith(_SEVEN_BIT):
            return self._decode_declared(value, codec) or value.decode("utf-8", "replace")
        if codec.startswith(_TWO_BYTES) and not _THREE_BYTES.search(value):
            text = self._decode_declared(value, codec)
            if text is not None:
                return text
        try:
            text = value.decode()
        except UnicodeDecodeError:
            return self._decode_old(value, charset)
        self.saw_utf8 = self.saw_utf8 or not text.isascii()
        return text

    def _decode_declared(self, data: bytes, codec: str) -> str | None:
        try:
            text = data.decode(codec)
        except (UnicodeDecodeError, ValueError):
            return None
        self.used[codec] = None
        return text

    def _decode_old(self, data: bytes, charset: str) -> str:
        codec = find_codec(charset) if charset else ""
        if codec and not codec.startswith("utf-"):
            text = self._decode_declared(data, codec)
            if text is not None:
                return text
        if is_mostly_utf8(data):
            self.used["cp1252"] = None
            self.saw_utf8 = True
            return decode_mixed(data)
        if not self.guessed:
            self.guessed = self._guess(data)
        self.used[self.guessed] = None
        return decode_as(data, self.guessed)

    def _guess(self, data: bytes) -> str:
        """Guess from everything in the file that is not UTF-8, as one name is too little."""
        start = self.data[:_SAMPLE]
        lines = binascii.a2b_qp(data + b"\n" + start).split(b"\n")
        sample = b"\n".join(line for line in lines if not line.isascii() and not is_utf8(line))
        declared = Counter(find_codec(name.decode("ascii")) for name in _DECLARED.findall(start))
        for codec, _ in declared.most_common():
            if codec and not codec.startswith("utf-") and _decodes(sample, codec):
                return codec
        return guess_encoding(sample or data)


def _decodes(sample: bytes, codec: str) -> bool:
    try:
        sample.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return False
    return True
