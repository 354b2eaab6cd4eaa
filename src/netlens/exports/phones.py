"""
Phone numbers as people type them, written in E.164 where that is certain.

A number that says its country, with `+` or `00`, needs no library. Another
number is read only if a region is given, and only if nothing of it has to be
guessed: a local number without its area code stays as typed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# A country code, then digits and what people put between them.
_INTERNATIONAL = re.compile(r"(?:\+|00)\s*\(?([1-9][\d\s()\[\].,/~\-]{5,40})\Z")
_NOT_DIGITS = re.compile(r"\D+")
_BETWEEN = "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
_INVISIBLE = re.compile(_BETWEEN)
_DASHES = str.maketrans("‐‑‒–—―−﹣－⁃", "----------")
# What is dialled after the connection: an extension or a pause and more.
_EXTENSION = re.compile(
    r"\s*(?:;.*|[,pwxX#]+[\s\d,;#*pwx]*|(?:ext|extn|extension|durchwahl|poste)\b\.?:?\s*\d*)\Z",
    re.IGNORECASE,
)
_CONTEXT = re.compile(r";phone-context=(\+[\d\-.()]+)", re.IGNORECASE)
_VANITY = re.compile(r"(?:\+|00)\s*1[\s.\-]*\(?8\d\d\)?[\sA-Z\d.\-]{7,12}\Z", re.IGNORECASE)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

_FEWEST: Final = 7
_MOST: Final = 15
_VANITY_DIGITS: Final = 11
# Country codes of two digits; those that begin with 1 or 7 have one, the others three.
_SHORT_CODE = re.compile(r"2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
# Countries in which a number may begin with 0; elsewhere that 0 is only dialled within the country.
_ZERO_STAYS: Final = frozenset({"39", "225", "229", "241", "242", "378"})
_HUNGARY: Final = "36"


def normalise_phones(phones: Sequence[str], region: str | None) -> tuple[str, ...]:
    """
    Write phone numbers in E.164.

    Parameters
    ----------
    phones
        Numbers as typed, `tel:` addresses included.
    region
        Two-letter code of the country in which numbers without a country
        code are meant; without it they stay as typed.

    Returns
    -------
    normal
        One for each number given, in the same order: `+` and at most 15
        digits without an extension, or else the number as typed.
    """
    return tuple([_normalise(phone, region) for phone in phones])


@lru_cache(maxsize=1 << 16)
def _normalise(phone: str, region: str | None) -> str:
    match = _INTERNATIONAL.match(phone)
    if match:
        return _join(match[1]) or phone
    text = _clean(phone)
    if match := _INTERNATIONAL.match(text):
        return _join(match[1]) or phone
    if _VANITY.match(text):
        digits = _NOT_DIGITS.sub("", text.upper().translate(_KEYS)).removeprefix("00")
        return f"+{digits}" if len(digits) == _VANITY_DIGITS else phone
    return (_parse_local(text, region.upper()) if region else "") or phone


def _clean(phone: str) -> str:
    """Take off `tel:`, the extension and invisible characters; read digits of every script."""
    text = phone
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_DASHES))
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    text = _INVISIBLE.sub(" ", text).strip()
    if text[:4].lower() == "tel:":
        text = text[4:].lstrip("/ ")
    if (context := _CONTEXT.search(text)) and not text.startswith("+"):
        text = context[1] + text
    return _EXTENSION.sub("", text)


def _join(number: str) -> str:
    """Join the digits after `+`, without a 0 that is dialled only within the country."""
    digits = _NOT_DIGITS.sub("", number)
    size = 1 if digits[0] in "17" else 2 if _SHORT_CODE.match(digits) else 3
    code, rest = digits[:size], digits[size:]
    if rest[:1] == "0" and (code not in _ZERO_STAYS or "(0)" in number):
        rest = rest.removeprefix("06") if code == _HUNGARY else rest[1:]
    return f"+{code}{rest}" if _FEWEST <= len(code + rest) <= _MOST else ""


def _parse_local(text: str, region: str) -> str:
    """Read a number without a country code, if it is complete in this region."""
    import phonenumbers  # noqa: PLC0415  (slow to import, not always needed)

    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True)
    digits = _NOT_DIGITS.sub("", text)
    # Where a 0 comes before the area code, a number without it has none.
    if trunk in {"0", "06"} and not digits.startswith("0"):
        return ""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
