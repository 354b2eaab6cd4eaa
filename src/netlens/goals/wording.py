"""
Words of others and of ego made fit for a letter: names, goals, roles, languages.

Everything here is hostile until shown otherwise: a name is one short line
without anything that a screen would obey, or it is not used as a name.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from netlens.goals.words import fold

LANGUAGES: Final = ("en", "de")
_LONGEST: Final = 120
_LONGEST_NAME: Final = 60
_PER_WORD: Final = 5
_SMALL: Final = frozenset({"of", "and", "for", "in", "the", "to", "und", "für", "im"})
_JOINERS: Final = frozenset("\u200c\u200d")
_NO_NAME = re.compile(r"[@<>/\\|=*_#;:!?()\[\]~^\d]|https?|www\.", re.IGNORECASE)
_DEGREES: Final = frozenset(
    fold("dr prof mr mrs ms mx herr frau ing dipl mag sir med phd"),
)
_FIRST_PERSON = re.compile(
    r"^(?:i|i'm|i’m|we|we're|my|our|ich|wir|mein|meine|unser)\b", re.IGNORECASE
)
_LOOKING = re.compile(
    r"^(?:find|look for|looking for|search for|seek)\s+(?!out\b)(.+)$", re.IGNORECASE | re.DOTALL
)
_VERBS: Final = frozenset(
    fold(
        """
        get raise start launch open found build move relocate learn become buy sell write publish
        speak study improve change switch grow earn win meet join run teach finish save organise
        organize plan apply pass rent lead make create hire negotiate understand work travel help
        fix solve set live present give grow reach gain turn stop leave return train expand develop
        design register emigrate settle transfer retire land secure close attract recruit
        """,
    ),
)  # fmt: skip
_ENGLISH: Final = frozenset(
    fold(
        """
        the an of for with and to find who someone my as on at from i we is are was that this you
        your our until about together worked get people looking a they their how what after or
        """,
    ),
)  # fmt: skip
_GERMAN: Final = frozenset(
    fold(
        """
        der die das ein eine einen einem einer fur mit und ich wir ist sind war zu zum zur nicht als
        auf bei nach vom von den dem des suche finden werden jemand wer haben bis zusammen
        uber mein meine unser stelle
        """,
    ),
)  # fmt: skip
_ARTICLES: Final = frozenset({"a", "an"})
_RANKED: Final = frozenset(
    fold("head chief director vp ceo cto cfo coo cio freelance self founder")
)


def make_safe(text: object, longest: int = _LONGEST) -> str:
    """
    Fold a text into one short line without control or direction-changing characters.

    Braces become parentheses; what is no text becomes empty; what is longer is
    cut at a word and marked with an ellipsis, and so is what has more than a
    word for every five characters allowed.
    """
    if not isinstance(text, str):
        return ""
    kept = "".join(
        " " if char.isspace() else char
        for char in text[: 8 * longest]
        if char.isspace() or char in _JOINERS or unicodedata.category(char)[0] != "C"
    )
    kept = " ".join(kept.translate({ord("{"): "(", ord("}"): ")"}).split())
    few = " ".join(kept.split()[: longest // _PER_WORD])
    if len(kept) <= longest and kept == few:
        return kept
    cut = few[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut).rstrip(" ,.;:") + "…"


def full_name(name: object) -> str:
    """Give a name for a formal greeting; empty for what is no name, such as an address."""
    folded = make_safe(name, 4 * _LONGEST_NAME)
    if not folded or len(folded) > _LONGEST_NAME or _NO_NAME.search(folded):
        return ""
    family, comma, given = folded.partition(", ")
    folded = f"{given} {family}" if comma else folded
    return folded if any(char.isalpha() for char in folded) else ""


def given_name(name: object) -> str:
    """Give the first given name of a full name; the whole of one without spaces."""
    words = full_name(name).split()
    while len(words) > 1 and "".join(fold(words[0])) in _DEGREES:
        words.pop(0)
    # An initial is not what somebody is called.
    while len(words) > 1 and len(words[0].rstrip(".")) == 1:
        words.pop(0)
    return words[0] if words else ""


def guess_language(text: str) -> str:
    """Guess whether a text is German or English by its small words; empty if neither shows."""
    words = fold(text)
    german = sum(word in _GERMAN for word in words) + any(char in "äöüßÄÖÜ" for char in text)
    english = sum(word in _ENGLISH for word in words)
    if german == english:
        first = words[0] if words else ""
        return "en" if first in _VERBS or first == "someone" else ""
    return "de" if german > english else "en"


def is_language(text: str, language: str) -> bool:
    """Tell whether a text may stand in a letter of that language; unknown may."""
    return guess_language(text) in {language, ""}


@lru_cache(maxsize=1024)
def first_person(goal: str, language: str) -> str:
    """
    Put a goal into the first person, as a sentence.

    Parameters
    ----------
    goal
        As typed: "find a job as a data engineer in Berlin".
    language
        That of the goal: "en" or "de".

    Returns
    -------
    sentence
        "I am looking for a job as a data engineer in Berlin."; what cannot be
        turned around is said to be the goal. Empty for an empty goal.
    """
    text = make_safe(goal, _LONGEST).rstrip(" .!;,")
    if not text:
        return ""
    if _FIRST_PERSON.match(text):
        return f"{text[0].upper()}{text[1:]}."
    return _german(text) if language == "de" else _english(text)


def _english(text: str) -> str:
    looking = _LOOKING.match(text)
    if looking:
        return f"I am looking for {looking[1]}."
    words = fold(text)
    if words[:1] and words[0] in _VERBS:
        return f"I would like to {text[0].lower()}{text[1:]}."
    if words[:1] and words[0] in _ARTICLES:
        return f"I am looking for {text[0].lower()}{text[1:]}."
    return f"My goal: {text}."


def _german(text: str) -> str:
    rest, _, last = text.rpartition(" ")
    article = fold(rest)[:1]
    placed = bool(article) and article[0] in {"eine", "einen", "ein", "jemanden", "neue", "neuen"}
    if last.casefold() in {"finden", "suchen"} and placed:
        return f"Ich suche {rest[0].lower()}{rest[1:]}."
    if last[:1].islower() and re.search(r"(?:en|ern|eln)$", last) and placed:
        return f"Ich möchte {rest[0].lower()}{rest[1:]} {last}."
    return f"Mein Ziel: {text}."


def with_article(role: str) -> str:
    """Put an English article before a role, unless it is a rank that takes none."""
    words = fold(role)
    if not words or words[0] in _RANKED or "&" in role:
        return role
    if words[0] in _ARTICLES or words[-1].endswith("ing"):
        return role
    return f"{'an' if role[0].casefold() in 'aeiou' else 'a'} {role}"


def as_title(role: str) -> str:
    """Write an English role as a title, as German does: "Data Engineer"."""
    return " ".join(w if w in _SMALL or not w.islower() else w.capitalize() for w in role.split())


_THANKS: Final = (
    (re.compile(r"^to [A-ZÀ-Þ]"), "for introducing me {about}"),
    (re.compile(r"^(?:for|that) "), "{about}"),
    (re.compile(r"^(?:how|whether|what|which|who|where|when|why) "), "for telling me {about}"),
    (re.compile(r"^to [a-z]"), "for taking the time {about}"),
)


_THIRD = re.compile(r"\b(?:he|she|him|er|ihn|ihm|ihr|seine?r?|ihre?r?)\b", re.IGNORECASE)
_YOURS = ((re.compile(r"\bthey\b"), "you"), (re.compile(r"\b(?:their|his|her)\b"), "your"))


def address(about: str) -> str:
    """
    Turn what a ledger says of somebody into words to them: "how they did it", "how you did it".

    Empty where that takes more than a word, as with "what she said".
    """
    for pattern, instead in _YOURS:
        about = pattern.sub(instead, about)
    return "" if _THIRD.search(about) else about


def thanks_for(about: str) -> str:
    """Say in English what one is thankful for, by what the ledger says: "for telling me how …"."""
    for pattern, words in _THANKS:
        if pattern.search(about):
            return words.replace("{about}", about)
    return f"for your help ({about})" if about else ""


_DEED = re.compile(
    r"^(?:someone|somebody|anyone|anybody|a person|people) "
    r"(?:to|who can|who could|willing to) (.+)$",
    re.IGNORECASE,
)


def deed_of(need: str) -> str:
    """Give what a need asks somebody to do: "someone to read my CV" is "read my CV"."""
    found = _DEED.match(need)
    return found[1].rstrip(" .") if found else ""
