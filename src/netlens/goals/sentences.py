"""
What a sentence asks for: the intent, the role or topic, place, company, deadline.

Read with patterns and the lexicon, in English or German. Whatever is not
understood stays as the sentence's own content words; nothing is dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netlens.goals.lexicon import GAP, Intent, Phrase, load_lexicon
from netlens.goals.words import deep_stem, fold, light_stem

LONGEST_SENTENCE: Final = 2_000
_TOKEN = re.compile(r"[^\W_][^\W_+#]*[+#]*|[@,.;:!?()&/]")
_MONTH = (
    "(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*"
    "|spring|summer|autumn|fall|winter|christmas|easter|frühling|frühjahr|sommer|herbst|weihnachten"
    "|year|jahr|q[1-4]|quarter|quartal"
)
_SPAN = r"(?:days?|weeks?|months?|years?|tagen?|wochen?|monaten?|jahren?)"
_NUMBER = r"(?:\d+|a|one|two|three|six|einem|zwei|drei|sechs)"
_DEADLINE = re.compile(
    rf"\b(?:by|until|till|before|bis|vor|no later than|spätestens)\s+(?:zum\s+|the\s+|my\s+)?"
    rf"(?:(?:end|ende|mid|mitte|early|late|anfang)\s+(?:of\s+|des\s+)?(?:the\s+)?)?"
    rf"(?:next\s+|this\s+|nächsten\s+|nächstes\s+)?(?:\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|(?:\d{{1,2}}\.?\s+)?(?:{_MONTH})(?:\s+\d{{4}})?\b|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{4}}\b)"
    rf"|\b(?:within|in|innerhalb von)\s+(?:the next\s+)?{_NUMBER}\s+{_SPAN}\b"
    rf"|\b(?:this|next)\s+(?:{_MONTH})\b|\bin\s+(?:20\d\d)\b|\b(?:dieses|nächstes)\s+jahr\b",
    re.IGNORECASE,
)
_PLACE_BEFORE: Final = frozenset(
    {"in", "near", "around", "nach", "to", "from", "aus", "bei", "within"}
)
_COMPANY_BEFORE: Final = frozenset({"at", "bei", "@", "inside"})
_BREAKS: Final = frozenset(
    fold(
        """
        for with at in against who that to fur mit bei im am where so because near around from
        von which
        """,
    ),
)
_GERMAN: Final = frozenset(
    fold(
        """
        ein eine einen einem einer eines der die das den dem des und zum zur bei beim ich mich
        mir mein meine meinen meiner unser unsere unseren wir nach werden finden suche als
        """,
    ),
) - {"die", "den", "des"}
_MOST_CAPITALS: Final = 4
_LONG: Final = 14
_MAIN: Final = 2.0


@dataclass(frozen=True)
class Token:
    """One word of a sentence: as written, folded, stemmed, and where."""

    text: str
    folded: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """One phrase of a field that a sentence contains."""

    field: str
    start: int
    end: int
    inside: bool
    text: str
    weight: float


@dataclass(frozen=True)
class Wish:
    """
    What one sentence says.

    `topic` is what is wanted, as typed; `role` the part of it that names a
    role (up to the first preposition), empty in a description of more than a
    few words. `words` are all content words, stemmed.
    """

    text: str
    intents: tuple[Intent, ...]
    topic: str
    role: str
    place: str
    company: str
    by: str
    words: tuple[str, ...]
    found: tuple[Found, ...]

    @property
    def is_description(self) -> bool:
        """Whether this is a text about something rather than a short request."""
        return len(self.words) > _LONG

    @property
    def main_field(self) -> str:
        """The field that the sentence names most, the first of equals; or nothing."""
        return max(self.field_weights, key=self.field_weights.__getitem__, default="")

    @property
    def field_weights(self) -> dict[str, float]:
        """How much each field is named, in the order of the sentence."""
        weights: dict[str, float] = {}
        for found in sorted(self.found, key=lambda found: found.start):
            weights[found.field] = weights.get(found.field, 0.0) + found.weight
        return weights

    @property
    def named(self) -> tuple[str, ...]:
        """The texts of the fields' phrases that were found, and the topic."""
        return tuple(dict.fromkeys((*(found.text for found in self.found), self.topic)))


@lru_cache(maxsize=4096)
def read_sentence(text: str) -> Wish:
    """
    Read one goal or need.

    Parameters
    ----------
    text
        A sentence, in English or German; only its beginning if it is huge.

    Returns
    -------
    wish
        Empty parts are empty texts; a sentence without any known intent has
        none, and its content words as topic.
    """
    text = text[:LONGEST_SENTENCE]
    deadline = _DEADLINE.search(text)
    tokens = [
        token
        for token in _tokens(text)
        if deadline is None or token.end <= deadline.start() or token.start >= deadline.end()
    ]
    used: set[int] = set()
    company = _take_company(tokens, used)
    place = _take_place(tokens, used)
    hidden = set(used)
    intents = _take_intents(tokens, used)
    start, end = _topic(tokens, used)
    role = _role(tokens, start, end)
    return Wish(
        text=text,
        intents=intents,
        topic=_slice(text, tokens, start, end),
        role=_slice(text, tokens, *role),
        place=place,
        company=company,
        by=deadline[0] if deadline else "",
        words=tuple(
            token.stem for i, token in enumerate(tokens) if i not in used and _content(token)
        ),
        found=tuple(_find_fields(tokens, hidden, range(start, end), role[1])),
    )


def is_german(text: str) -> bool:
    """Tell whether a sentence is German, by its small words."""
    text = text[:LONGEST_SENTENCE]
    return "für" in text.casefold().split() or bool(_GERMAN & set(fold(text)))


def _tokens(text: str) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        folded = "".join(fold(match[0])) or match[0]
        tokens.append(Token(match[0], folded, light_stem(folded), match.start(), match.end()))
    return tokens


def _content(token: Token) -> bool:
    return token.folded not in load_lexicon().stop and token.folded[0].isalnum()


def _slice(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end] if start < end else ""


# Companies and places ------------------------------------------------------------------


def _take_company(tokens: Sequence[Token], used: set[int]) -> str:
    for i, token in enumerate(tokens[:-1]):
        if token.folded not in _COMPANY_BEFORE:
            continue
        end = _capitals(tokens, i + 1)
        if end > i + 1 and not _is_place(tokens[i + 1 : end]):
            used.update(range(i, end))
            return " ".join(token.text for token in tokens[i + 1 : end])
    return ""


def _take_place(tokens: Sequence[Token], used: set[int]) -> str:
    for i, token in enumerate(tokens[:-1]):
        if token.folded not in _PLACE_BEFORE or i in used or i + 1 in used:
            continue
        end = next((e for e in (i + 4, i + 3, i + 2) if _is_place(tokens[i + 1 : e])), 0)
        if not end and token.folded not in {"to", "from", "aus", "bei"}:
            end = _capitals(tokens, i + 1)
            end = 0 if any(load_lexicon().is_known(t.folded) for t in tokens[i + 1 : end]) else end
        if end > i + 1:
            used.update(range(i + 1, end))
            return " ".join(token.text for token in tokens[i + 1 : end])
    return ""


def _is_place(tokens: Sequence[Token]) -> bool:
    return tuple(token.folded for token in tokens) in load_lexicon().places


def _capitals(tokens: Sequence[Token], start: int) -> int:
    """Give the end of the capitalised words from `start` on."""
    end = start
    while end < min(len(tokens), start + _MOST_CAPITALS) and (
        tokens[end].text[0].isupper()
        or (end > start and (tokens[end].text[0].isdigit() or tokens[end].text == "&"))
    ):
        end += 1
    return end


# Intents -------------------------------------------------------------------------------


def _take_intents(tokens: Sequence[Token], used: set[int]) -> tuple[Intent, ...]:
    """Find the intents, the longest phrase first, and mark the words that say them."""
    matches = sorted(
        (
            (-len(phrase), start, order, end)
            for order, intent in enumerate(load_lexicon().intents)
            for phrase in intent.says
            for start, end in _occurrences(phrase, tokens)
        ),
    )
    chosen: list[int] = []
    for _, start, order, end in matches:
        span = set(range(start, end))
        if order in chosen:
            used |= span
        elif not span & used and not (chosen and _is_vague(order)):
            chosen.append(order)
            used |= span
    return tuple(load_lexicon().intents[order] for order in chosen)


def _is_vague(order: int) -> bool:
    """Tell whether an intent is so general that it never joins another."""
    return load_lexicon().intents[order].takes != "nothing"


def _occurrences(phrase: Phrase, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for start, token in enumerate(tokens):
        if token.stem == phrase[0]:
            end = _follow(phrase, 1, tokens, start + 1)
            if end:
                yield start, end


def _follow(phrase: Phrase, at: int, tokens: Sequence[Token], position: int) -> int:
    """Give where the rest of a phrase ends, or 0; a gap stands for up to three words."""
    if at == len(phrase):
        return position
    if phrase[at] == GAP:
        ends = (_follow(phrase, at + 1, tokens, position + skip) for skip in range(4))
        return next((end for end in ends if end), 0)
    if position < len(tokens) and tokens[position].stem == phrase[at]:
        return _follow(phrase, at + 1, tokens, position + 1)
    return 0


# Topic and fields ------------------------------------------------------------------------


def _topic(tokens: Sequence[Token], used: set[int]) -> tuple[int, int]:
    """Give the run of words not yet understood that has most content, without its rims."""
    best, most = (0, 0), 0
    i = 0
    while i < len(tokens):
        start = i
        while i < len(tokens) and i not in used:
            i += 1
        inside = [k for k in range(start, i) if _content(tokens[k])]
        if len(inside) > most:
            best, most = (inside[0], inside[-1] + 1), len(inside)
        i += 1
    return best


def _role(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    for i in range(start, end):
        if tokens[i].folded in _BREAKS or tokens[i].text in {",", ".", ";", ":", "!", "?", "("}:
            end = i
            break
    while end > start and not _content(tokens[end - 1]):
        end -= 1
    return start, end


@lru_cache(maxsize=1)
def _phrases_by_start() -> dict[str, list[tuple[Phrase, bool, str]]]:
    """Sort every field's phrases by the first three letters of their first word."""
    table: dict[str, list[tuple[Phrase, bool, str]]] = {}
    for field in load_lexicon().fields.values():
        for phrase in dict.fromkeys((*field.says, *field.roles)):
            by_role = phrase not in field.says
            start = phrase[0].rstrip("*")[:3]
            table.setdefault(start, []).append((phrase, by_role, field.name))
    return table


def _find_fields(
    tokens: Sequence[Token], hidden: set[int], topic: range, role_end: int
) -> Iterator[Found]:
    """
    Find the fields' phrases, the longest first.

    Found ones do not overlap, but fields that share a phrase are all given;
    what a field says goes before what a title of it may contain. The verb and
    the words before the first preposition weigh most, generic ones least.
    """
    found = set()
    # In a long text there are so many words that other forms mislead more than they help.
    loosely = len(tokens) <= _LONG
    for start, token in enumerate(tokens):
        for phrase, by_role, field in _phrases_by_start().get(token.folded[:3], ()):
            span = tokens[start : start + len(phrase)]
            if len(span) == len(phrase) and all(
                _says(word, token, loosely=loosely)
                for word, token in zip(phrase, span, strict=True)
            ):
                found.add((-len(phrase), by_role, start, field))
    taken: dict[int, tuple[int, int, bool]] = {}
    for length, by_role, start, field in sorted(found):
        place = range(start, start - length)
        owner = (start, start - length, by_role)
        if {taken.get(i, owner) for i in place} == {owner} and not hidden & set(place):
            taken.update((i, owner) for i in place)
            span = tokens[start : place.stop]
            text = " ".join(token.text for token in span)
            within = start >= topic.start and place.stop <= topic.stop
            first = not any(_content(token) for token in tokens[:start])
            weight = _MAIN if first or not within or place.stop <= role_end else 1.0
            if all(token.stem in load_lexicon().generic for token in span):
                weight /= _MAIN
            yield Found(field, start, place.stop, within, text, weight)


def _says(pattern: str, token: Token, *, loosely: bool) -> bool:
    """Tell whether a token is a word of a phrase, or loosely another form: sail for sailing."""
    if loosely and deep_stem(pattern) == deep_stem(token.stem):
        return True
    return is_word(pattern, token.stem)


def is_word(pattern: str, stem: str) -> bool:
    """Tell whether a stemmed word is what a word of a phrase, perhaps starred, stands for."""
    return stem.startswith(pattern[:-1]) if pattern.endswith("*") else stem == pattern
