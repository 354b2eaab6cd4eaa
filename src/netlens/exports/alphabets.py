"""
Which encoding from before Unicode a text is in, told by its letters.

Decoded in the wrong encoding, words mix letters that no language mixes: Polish
Wałęsa turns into `Wa³êsa`. A candidate is as good as its share of words whose
letters all belong to one alphabet.
"""

import re
from typing import Final

_MOST_BYTES: Final = 1 << 14
# A line of text with something other than ASCII in it.
_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
# A word as far as this matters: letters, and whatever is not ASCII.
_WORD = re.compile(r"[A-Za-z]*[^\x00-\x7f][A-Za-z\x80-\U0010ffff]*")
_GOOD: Final = 0.5

# What is common comes first: it wins where two encodings explain a text equally well.
_LATIN: Final = (
    ("cp1252", "äöüß åäöé éèêëàâçîïôœùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé ëïéèöüáó áéíóúýþæðö"),
    ("cp1250", "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţ čćđšž"),
    ("cp1254", "çğıöşüâîûi̇"),
    ("cp1257", "ąčęėįšųūž āčēģīķļņšūž äõöüšž"),
    ("mac_roman", "äöüß åäöé éèêëàâçîïôœùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé"),
    ("cp850", "äöüß åäöé éèêëàâçîïôùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé"),
)
_OTHER: Final = (
    ("cp1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяё абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("koi8_r", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    ("cp866", "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
    ("cp1253", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"),
    ("cp1256", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ"),
)


def guess_encoding(data: bytes) -> str:
    """
    Guess the encoding of text that is not Unicode.

    Parameters
    ----------
    data
        Text with bytes beyond ASCII; at most the first 16 KiB of lines that
        have any are looked at.

    Returns
    -------
    encoding
        A Python name; `cp1252` where nothing else is more likely.
    """
    sample = _take_sample(data)
    scores = {name: _score(sample, name, alphabets) for name, alphabets in _LATIN + _OTHER}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > _GOOD:
        return best
    return _ask_detector(sample) or "cp1252"


def _take_sample(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for match in _LINE.finditer(data):
        lines.append(match[0][:_MOST_BYTES])
        size += len(lines[-1])
        if size > _MOST_BYTES:
            break
    return b"\n".join(lines)


def _score(sample: bytes, encoding: str, alphabets: str) -> float:
    """Return the share of words whose letters all belong to one alphabet."""
    try:
        words = _WORD.findall(sample.decode(encoding))
    except UnicodeDecodeError:
        return 0.0
    sets = [frozenset(alphabet) for alphabet in alphabets.split()]
    good = sum(_fits(word, sets) for word in words)
    return good / len(words) if words else 0.0


def _fits(word: str, sets: list[frozenset[str]]) -> bool:
    foreign = {char for char in word if not char.isascii()}
    letters = "".join(foreign).lower()
    if not (word.islower() or word.istitle() or word.isupper() or not word.lower().isalpha()):
        return False
    if len(foreign) == len(set(word)) or letters[0] < "\u0370":
        return any(alphabet.issuperset(letters) for alphabet in sets)
    return False


def _ask_detector(sample: bytes) -> str:
    """Ask charset-normalizer, which needs more text than a contact has, last."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, rarely needed)

    best = from_bytes(sample).best()
    return str(best.encoding) if best else ""
