"""
What a job title says: seniority, function, and who is meant at all.

`Secretary to the CEO` is no CEO, and an aspiring data engineer is not one yet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netlens.goals.lexicon import Phrase, load_lexicon
from netlens.goals.words import fold, light_stem

SENIORITIES: Final = (
    "", "intern", "junior", "mid", "senior", "lead", "manager", "director", "vp", "chief", "owner",
)  # fmt: skip
SENIOR: Final = SENIORITIES.index("senior")
LEAD: Final = SENIORITIES.index("lead")
BREAK: Final = "|"

_PARTS = re.compile(r"[|;•·\n]")
_BRACKETS = re.compile(
    r"\((?:m|w|f|d|x|/|\s|\*|div|all genders?)+\)|\b[mwf]/[mwfd]/[dx]\b|[*:_/](?:in|innen)\b",
    re.IGNORECASE,
)
_SERVES = re.compile(r"\b(?:to|zum|zur|des|der|for) (?:the |our )?", re.IGNORECASE)
_SERVANTS: Final = frozenset(
    fold(
        """
        secretary assistant pa aide assistenz sekretar sekretarin advisor adviser deputy office
        stellvertretung
        """,
    ),
)
# Only these make "assistant director" less than a director.
_LOWERED: Final = frozenset({"assistant", "asst", "trainee", "intern", "deputy"})
_NOT_OWNERS: Final = frozenset(
    {
        "business",
        "hr",
        "people",
        "talent",
        "channel",
        "solution",
        "product",
        "process",
        "client",
        "customer",
    }
)


@dataclass(frozen=True)
class ParsedTitle:
    """
    One title.

    `seniority` and `function` are empty when the title does not show them.
    `level` is the place of the seniority in `SENIORITIES`. `words` are the
    stemmed words of the person's own post, parts divided by `BREAK`.
    """

    seniority: str
    level: int
    function: str
    words: tuple[str, ...]
    is_aspiring: bool


@lru_cache(maxsize=1 << 16)
def parse_title(title: str) -> ParsedTitle:
    """
    Read one job title, in English or German.

    Parameters
    ----------
    title
        As an export gives it; gender marks such as (m/w/d) are ignored.

    Returns
    -------
    parsed
        See `ParsedTitle`; an empty title gives empty parts.
    """
    parts = [_own_words(part) for part in _PARTS.split(_BRACKETS.sub(" ", title[:500]))]
    joined: list[str] = []
    for part in filter(None, parts):
        joined += [BREAK, *part] if joined else part
    words = tuple(joined)
    level = max((_level(part) for part in parts if part), default=0)
    aspiring = bool(_find(words, "aspiring"))
    return ParsedTitle(SENIORITIES[level], level, _function(words), words, aspiring)


def _own_words(part: str) -> list[str]:
    """Give the stemmed words of one part, without the person served by it."""
    served = _SERVES.search(part)
    if served and _SERVANTS & set(fold(part[: served.start()])):
        part = part[: served.start()]
    return [light_stem(word) for word in fold(part)]


@lru_cache(maxsize=3)
def _phrases_by_word(kind: str) -> dict[str, list[tuple[str, Phrase]]]:
    """Sort the phrases of a kind by their first word, so that few need a closer look."""
    lexicon = load_lexicon()
    groups = {
        "seniorities": lexicon.seniorities,
        "functions": lexicon.functions,
        "aspiring": {"aspiring": lexicon.aspiring},
    }[kind]
    table: dict[str, list[tuple[str, Phrase]]] = {}
    for name, phrases in groups.items():
        for phrase in phrases:
            table.setdefault(phrase[0], []).append((name, phrase))
    return table


def _find(words: Sequence[str], kind: str) -> list[tuple[str, Phrase]]:
    table = _phrases_by_word(kind)
    return [
        (name, phrase)
        for word in dict.fromkeys(words)
        for name, phrase in table.get(word, ())
        if has_phrase(words, phrase)
    ]


def _level(words: list[str]) -> int:
    found = _find(words, "seniorities")
    shown = [SENIORITIES.index(name) for name, phrase in found if _counts(words, phrase, name)]
    if not shown:
        return 0
    if _LOWERED & set(words) and min(shown) <= SENIORITIES.index("junior"):
        rest = [level for level in shown if level > SENIORITIES.index("mid")]
        # An assistant manager leads a little; an intern or assistant alone does not.
        return min(LEAD, max(rest)) if rest and "intern" not in words else min(shown)
    return max(shown)


def _counts(words: Sequence[str], phrase: Phrase, name: str) -> bool:
    """Tell whether a word of rank means rank here: a business partner owns nothing."""
    if name == "owner" and phrase in {("partner",), ("owner",)}:
        return not _NOT_OWNERS & set(words)
    if name == "chief" and phrase == ("president",):
        return "vice" not in words
    return not (name == "lead" and phrase == ("lead",) and words[-1] == "generation")


def _function(words: tuple[str, ...]) -> str:
    """Give the function whose longest phrase the title has; the first listed wins a tie."""
    order = list(load_lexicon().functions)
    found = [(-len(phrase), order.index(name), name) for name, phrase in _find(words, "functions")]
    return min(found)[2] if found else ""


def has_phrase(words: Sequence[str], phrase: Phrase) -> bool:
    """Tell whether the words of a phrase stand side by side, in any order."""
    size = len(phrase)
    if size == 1 and not phrase[0].endswith("*"):
        return phrase[0] in words
    return any(
        _same_words(words[start : start + size], phrase) for start in range(len(words) - size + 1)
    )


def _same_words(window: Sequence[str], phrase: Phrase) -> bool:
    left = list(window)
    for pattern in phrase:
        found = next((w for w in left if _is_pattern(pattern, w)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_pattern(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
