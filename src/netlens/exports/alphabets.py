"""
Which encoding from before Unicode a text is in, told by its letters.

Decoded in the wrong encoding, words mix letters that no language mixes: Polish
Wałęsa turns into `Wa³êsa`. A candidate is as good as its words look in the
alphabet that suits them best, and better if one alphabet suits them all.
"""

import itertools
import re
from typing import Final

_MOST_BYTES: Final = 1 << 13
_GOOD: Final = 0.5
_LATIN_ENDS: Final = "\u0370"  # letters with accents come before this

# A line with something other than ASCII in it, and a word with such a letter.
_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_WORD = re.compile("[A-Za-z\x80-\U0010ffff]+")
_MARKS: Final = "“”„‚‘’–—…•«»€©®™°·¿¡\xa0\ufffd"

# Letters beyond ASCII by language; of two encodings that suit equally well the first wins.
_LATIN: Final = (
    ("cp1252", "äöüß åäöé éèêëàâçîïôœùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé ëïéèöüáó"),
    ("cp1250", "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţ čćđšž"),
    ("cp1254", "çğıöşüâîû\u0307"),
    ("cp1252", "áéíóúýþæðö"),
    ("cp1257", "ąčęėįšųūž āčēģīķļņšūž äõöüšž"),
    ("mac_roman", "äöüß åäöé éèêëàâçîïôœùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé"),
    ("cp850", "äöüß åäöé éèêëàâçîïôùûüæ áéíóúüñ áâãàçéêíóôõúü àèéìîòóù æøåé"),
)
# Alphabets with the most frequent letters first.
_CYRILLIC: Final = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё оанивітрелскдумпзяьбгчйхцєїжшюща'ф"
_OTHER: Final = (
    ("cp1251", _CYRILLIC),
    ("koi8_r", _CYRILLIC.split()[0]),
    ("cp866", _CYRILLIC.split()[0]),
    ("cp1253", "αοιτεσνηυρπκμλςάόίέωγδχθήύφώβξζψϊϋΐΰ"),
    ("cp1255", "יוהלארתבמשנעדקחפכםןטגזסצךףץ"),
    ("cp1256", "المنيهورتبعكدأسفقحجشطخةصىزثضإذغءؤئظآپچژگ"),
    ("cp874", "านรอกเงวมยลสต่ดท้ปคิัจใช์บีพหแไขูโุถืผธ็ซะฟณศภญฐษำฉฬฮๆ"),
)
# Scripts of thousands of signs: those that most names are made of.
_HANGUL: Final = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기반왕금인제모국은용수영준호희경미재훈상철동혜숙자순연태승규환"
)
_SIMPLE: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏方白江尹龙史陶万钱武伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
    "桂红文华建国小玲志公司有限北京上海电话市中"
)
_FULL: Final = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏"
    "孫戴范方宋鄧美玲志豪雅婷家淑芬俊傑怡君小明公司台北文華國建中"
)
_JAPANESE: Final = (
    "田中山本佐藤鈴木高橋伊渡辺村小林加吉井松上野石川原崎島内谷清水西口子美男一郎太雄介恵真由花奈樹明夫和正"
    "東京大阪株式会社" + "".join(map(chr, range(0x3041, 0x30FD)))
)
_SIGNS: Final = (
    ("gb18030", _SIMPLE),
    ("cp932", _JAPANESE),
    ("cp949", _HANGUL),
    ("big5", _FULL),
    ("euc_jp", _JAPANESE),
)


def guess_encoding(data: bytes) -> str:
    """
    Guess the encoding of text that is not Unicode.

    Parameters
    ----------
    data
        Text with bytes beyond ASCII; lines that have any are looked at until
        there are 8 KiB of them.

    Returns
    -------
    encoding
        A Python name; `cp1252` where nothing else is more likely.
    """
    sample = _take_sample(data)
    scores = [(_score_alphabets(sample, name, letters), name) for name, letters in _LATIN + _OTHER]
    scores += [(_score_signs(sample, name, letters), name) for name, letters in _SIGNS]
    best, name = max(scores, key=lambda pair: pair[0])
    return name if best > _GOOD else _ask_detector(sample) or "cp1252"


def _take_sample(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for match in _LINE.finditer(data):
        lines.append(match[0][:_MOST_BYTES])
        size += len(lines[-1])
        if size > _MOST_BYTES:
            break
    return b"\n".join(lines)


def _find_words(sample: bytes, encoding: str) -> list[str]:
    """Return the words that are not plain ASCII; none if the encoding cannot be right."""
    try:  # the most common encoding is forgiven a stray byte
        text = sample.decode(encoding, "replace" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError:
        return []
    words = (word.strip(_MARKS) for word in _WORD.findall(text))
    return [word for word in words if word and not word.isascii()]


def _score_alphabets(sample: bytes, encoding: str, alphabets: str) -> float:
    words = _find_words(sample, encoding)
    if not words:
        return 0.0
    weights = [_weigh(alphabet) for alphabet in alphabets.split()]
    marks = [[_suits(word, weight) for weight in weights] for word in words]
    each = sum(map(max, marks))
    alone = max(map(sum, zip(*marks, strict=True)))
    return (each + alone) / 2 / len(words)


def _weigh(alphabet: str) -> dict[str, float]:
    """Give letters beyond Latin a weight by their rank; accents are of use only as such."""
    if alphabet[0] < _LATIN_ENDS:
        return dict.fromkeys(alphabet, 1.0)
    size = len(alphabet)
    return {letter: 1 - 0.8 * rank / size for rank, letter in enumerate(alphabet)}


def _suits(word: str, weight: dict[str, float]) -> float:
    """Say from 0 to 1 how well a word goes with an alphabet."""
    pairs = itertools.pairwise(word)
    if any(b.isupper() and not b.isascii() and a.islower() for a, b in pairs):
        return 0.0
    letters = word.lower()
    foreign = [letter for letter in letters if not letter.isascii()]
    if not all(letter in weight for letter in foreign):
        return 0.0
    if len(foreign) < len(letters) and foreign[0] >= _LATIN_ENDS:
        return 0.0
    # A name starts with a capital where there are any.
    plain = 0.9 if word == letters.upper() != letters or word[0].islower() else 1.0
    return plain * sum(weight[letter] for letter in foreign) / len(foreign)


def _score_signs(sample: bytes, encoding: str, common: str) -> float:
    """Score a script of thousands of signs by how many are common in names."""
    signs = [char for word in _find_words(sample, encoding) for char in word if not char.isascii()]
    if not signs:
        return 0.0
    known = frozenset(common)
    good = sum(1.0 if sign in known else 0.4 * ("\u3400" <= sign <= "\uffef") for sign in signs)
    halved = sum("\uff61" <= sign <= "\uff9f" for sign in signs)
    return (good - halved) / len(signs)


def _ask_detector(sample: bytes) -> str:
    """Ask charset-normalizer last: it needs more text than most contacts have."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, rarely needed)

    names = list(dict.fromkeys(name for name, _ in (*_LATIN, *_OTHER, *_SIGNS)))
    best = from_bytes(sample, cp_isolation=names).best()
    return best.encoding if best and best.encoding in names else ""
