"""
What a label, a note or the ledger states about a person.

A note is somebody's free text. It counts only if one of its clauses names the
thing as a profession, or says that the person can do or knows it, and does
not take that back.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from netlens.goals.lexicon import Phrase, load_lexicon
from netlens.goals.titles import has_phrase
from netlens.goals.words import fold, light_stem

LONGEST_REASON: Final = 120
_CLAUSES = re.compile(r"[.;!?\n]+|,? (?:but|aber|however|though) ", re.IGNORECASE)
_LONGEST_NOTE: Final = 20_000
# Endings and words of people: "investor" names one, "investment" does not.
_AGENT = re.compile(
    r"(?:er|or|ist|ant|ian|eur|yst|man|woman|person|anwalt|arzt|agent|consultant|president)$"
    r"|^(?:nurse|angel|vc|cfo|cto|ceo|cio|coach|chef|judge|pilot|scout|guide|cook)$",
)
_THINGS: Final = frozenset(
    fold(
        """
        after before other over under never ever however either paper number order matter letter
        newsletter center offer dinner summer winter chapter computer server power water folder
        flyer september october november december career error color minor major prior restaurant
        plant grant warrant register counter quarter theater laser
        """,
    ),
)


def find_statement(
    labels: Sequence[str], notes: str, phrases: Sequence[Phrase], stated: Sequence[Phrase]
) -> str:
    """
    Find what states that somebody holds what the phrases name.

    Parameters
    ----------
    labels, notes
        Of one person.
    phrases
        Words that must name a person's profession, or follow words of ability.
    stated
        Words that count wherever they stand.

    Returns
    -------
    because
        The label, or the clause of the note, in quotation marks; raw, at most
        120 characters. Empty if nothing states it.
    """
    for label in labels:
        if _label_states(label, (*phrases, *stated)):
            return quote("label", label)
    for clause in clauses(notes):
        if clause_states(clause, phrases, stated=stated):
            return quote("note", clause)
    return ""


def clauses(text: str) -> list[str]:
    """Split a note into clauses, so that a denial takes back only its own."""
    parts = (" ".join(part.split()) for part in _CLAUSES.split(text[:_LONGEST_NOTE]))
    return [part for part in parts if part]


def quote(what: str, text: str) -> str:
    """Say where a reason is from, with its words, shortened."""
    folded = " ".join(text.split())
    longest = LONGEST_REASON - len(what) - len(": “…”")
    return f"{what}: “{folded if len(folded) <= longest else folded[:longest] + '…'}”"


def clause_states(
    clause: str, phrases: Iterable[Phrase], *, stated: Iterable[Phrase] = (), able: bool = False
) -> bool:
    """
    Tell whether one clause states that a person holds what the phrases name.

    `able` says that the clause is known to be about help given, so that no
    word of ability is asked for.
    """
    raw = fold(clause)
    words = [light_stem(word) for word in raw]
    lexicon = load_lexicon()
    if any(has_phrase(raw, negation) for negation in lexicon.negations):
        return False
    able = able or any(has_phrase(raw, phrase) for phrase in lexicon.abilities)
    for phrase, everywhere in (*((p, able) for p in phrases), *((p, True) for p in stated)):
        at = _position(words, phrase)
        if at is not None and (everywhere or _names_person(words, at + len(phrase))):
            return True
    return False


def _label_states(label: str, phrases: Iterable[Phrase]) -> bool:
    raw = fold(label)
    words = [light_stem(word) for word in raw]
    if not words or set(words) <= load_lexicon().circles:
        return False
    if any(has_phrase(raw, negation) for negation in load_lexicon().negations):
        return False
    return any(
        at is not None and (len(phrase) == len(words) or _names_person(words, at + len(phrase)))
        for phrase in phrases
        for at in (_position(words, phrase),)
    )


def _names_person(words: Sequence[str], end: int) -> bool:
    """Tell whether a phrase that ends before `end`, or the word behind it, names a person."""
    return any(
        _AGENT.search(word) is not None and word not in _THINGS for word in words[end - 1 : end + 1]
    )


def _position(words: Sequence[str], phrase: Phrase) -> int | None:
    """Give where a phrase stands in this order, if it does."""
    size = len(phrase)
    for start in range(len(words) - size + 1):
        window = words[start : start + size]
        if all(
            word.startswith(part[:-1]) if part.endswith("*") else word == part
            for part, word in zip(phrase, window, strict=True)
        ):
            return start
    return None
