"""
Words reduced for comparing: folded, lightly stemmed, or deeply stemmed.

Lightly stemmed words differ by number and by German feminine endings only, so
that a phrase still means what it said. Deeply stemmed words also share a root
(`design`, `designer`, `designing`), which finds more and means less.
"""

import re
from functools import lru_cache
from typing import Final

from netlens.people.names import plain

_FEMININE = re.compile(r"(?<=er|or|st|nt|ur|lt|kt|at|og)(in|innen)$")
_LONGEST_READ: Final = 20_000
_DEEP: Final = (
    ("isations", "ize"), ("izations", "ize"), ("isation", "ize"), ("ization", "ize"),
    ("ational", "ate"), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"), ("ator", "ate"),
    ("ating", "ate"), ("ated", "ate"), ("ates", "ate"), ("ments", "ment"), ("ies", "y"),
    ("ers", ""), ("ors", ""), ("ings", ""), ("ists", ""), ("ions", ""), ("ants", ""),
    ("ing", ""), ("ist", ""), ("ion", ""), ("ment", ""), ("ant", ""), ("er", ""), ("or", ""),
    ("ed", ""), ("al", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip
_SHORTEST_ROOT: Final = 4


def fold(text: str) -> list[str]:
    """Give the words of a text, folded, in order; of a huge text only the beginning."""
    return plain(text[:_LONGEST_READ]).split()


@lru_cache(maxsize=1 << 16)
def light_stem(word: str) -> str:
    """Take the plural and the German feminine off a folded word."""
    if len(word) > 7:  # noqa: PLR2004  (shorter ones, such as Berlin, only look feminine)
        word = _FEMININE.sub("", word)
    if word.endswith("ies") and len(word) > _SHORTEST_ROOT:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s") and len(word) >= _SHORTEST_ROOT and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def deep_stem(word: str) -> str:
    """Reduce a folded word to its root, roughly: `teacher` and `teaching` become `teach`."""
    for ending, instead in _DEEP:
        root = len(word) - len(ending)
        if word.endswith(ending) and root >= _SHORTEST_ROOT - (len(ending) == 1):
            word = word[:root] + instead
            break
    if word.endswith("ate") and len(word) > _SHORTEST_ROOT + 1:
        word = word[:-3]
    if word.endswith("e") and len(word) > _SHORTEST_ROOT:
        word = word[:-1]
    if len(word) > _SHORTEST_ROOT and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word
