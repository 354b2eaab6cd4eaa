"""
What contacts themselves seem to look for.

Two kinds of evidence are kept apart. *Asserted*: a title, label or note says
it. *Inferred*: the role nearly always goes with it, as candidates do with a
recruiter. Whoever is not described wants nothing that could be known: that is
unknown, and no row.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import pandas as pd

from netlens.goals.lexicon import Phrase, split_phrases
from netlens.goals.statements import clauses, quote
from netlens.goals.titles import has_phrase
from netlens.goals.topics import find_topics
from netlens.goals.words import fold, light_stem
from netlens.schema import WANTS, make_table

ELSE: Final = "something else"
_LONGEST_TITLE: Final = 300
_LONGEST_WANT: Final = 80
_LONGEST_REASON: Final = 120
_MOST_PER_PERSON: Final = 6
_MOST_CLAUSES: Final = 60
_TO_DO = re.compile(r"to [a-z]")
_DENIED_WITHIN: Final = 3
# A teacher for special needs is looking for nothing.
_NO_TITLES: Final = frozenset({"need", "needs", "wanted"})
_GERMAN = re.compile(r"[äöüß]|leit(?:er|ung)|bereich|werk|prakti|azubi", re.IGNORECASE)
_DOERS = re.compile(r"(?:er|or|ist|yst|ant|eur)(?:in)?$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_TITLE_PARTS = re.compile(r"[|;•·\n,()]|[!.?] | [–—-] ")
_OBJECT_ENDS = re.compile(
    r"[,()\[\]{}<>|•·\n“”\"]| [–—-] "
    r"| (?:because|since|so that|but|weil|damit|aber|asap|please|bitte)\b",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"^(?:now|currently|still|again|urgently|jetzt|gerade|noch|dringend) ", re.IGNORECASE
)
_AND = re.compile(r" (?:and|und|or|oder|&) ", re.IGNORECASE)
_LEVELS: Final = frozenset(
    fold(
        """
        head of director vp vice president senior junior lead leader team manager management leiter
        leiterin leitung bereichsleiter abteilungsleiter teamleiter the and for fur von der die des
        in at global regional deputy interim student working intern internship trainee apprentice
        praktikant praktikum werkstudent azubi graduate aspiring angehende angehender jr sr phd
        recruiter recruiting recruitment talent acquisition partner scout headhunter sourcer
        executive search specialist consultant personalvermittler personalberater engineering
        development engineer level entry doktorand volontar career changer quereinsteiger bootcamp
        freelance principal staff associate new absolvent bei auszubildende auszubildender
        """,
    ),
) - {"engineering", "development"}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of want: its words, phrases that say it alone, the need it is, its other side."""

    name: str
    says: tuple[Phrase, ...]
    alone: tuple[Phrase, ...]
    need: str
    meets: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """What goes with a role: the phrases that show it, and what is wanted then."""

    roles: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    companies: tuple[Phrase, ...]
    not_companies: tuple[Phrase, ...]
    stated: tuple[Phrase, ...]
    circles: tuple[Phrase, ...]
    beginner: bool
    wants: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Book:
    """Everything that `wants.toml` says, ready for comparing."""

    seek: Mapping[str, tuple[Phrase, ...]]
    kinds: Mapping[str, Kind]
    rules: tuple[Rule, ...]
    beginners: tuple[Phrase, ...]
    not_beginners: tuple[Phrase, ...]


@lru_cache(maxsize=1)
def load_wants() -> Book:
    """Read the phrases that are shipped with netlens, once."""
    source = resources.files("netlens.goals").joinpath("wants.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    kinds = {
        name: Kind(
            name,
            split_phrases(entry["says"]),
            split_phrases(entry.get("alone", ""), stem=False),
            entry["need"],
            tuple(entry["meets"]),
        )
        for name, entry in data["kinds"].items()
    }
    return Book(
        seek={name: split_phrases(text, stem=False) for name, text in data["seek"].items()},
        kinds=kinds,
        rules=tuple(_rule(entry) for entry in data["inferred"]),
        beginners=split_phrases(data["beginners"]["titles"]),
        not_beginners=split_phrases(data["beginners"]["unless"]),
    )


def _rule(entry: Mapping[str, Any]) -> Rule:
    names = ("roles", "unless", "companies", "not_companies", "circles")
    said = [split_phrases(entry.get(name, "")) for name in names]
    plain = entry.get("plain_also", {})
    wants = [
        (entry["kind"], entry["want"], entry.get("plain", "")),
        *((kind, text, plain.get(kind, "")) for kind, text in entry.get("also", {}).items()),
    ]
    roles, unless, companies, not_companies, circles = said
    stated = split_phrases(entry.get("stated", ""), stem=False)
    beginner = entry.get("beginner", False)
    return Rule(
        roles, unless, companies, not_companies, stated, circles, beginner, tuple(wants)
    )  # fmt: skip


def read_wants(people: pd.DataFrame) -> pd.DataFrame:
    """
    Read what people seem to look for, from what is written of them.

    Parameters
    ----------
    people
        One row per person: `person_id`; `title`, `company`, `labels`, `notes`
        if known; rows that are ego or no person are skipped where `is_ego`
        and `kind` say so.

    Returns
    -------
    wants
        WANTS: in the order of `people`, what is asserted before what is
        inferred, at most six per person. `want` is a short text of at most 80
        characters; `because` quotes the person's own facts, raw, at most 120.
        A person who states a kind of want is not given the same by inference.
    """
    rows: list[dict[str, str]] = []
    for person in people.to_dict("records"):
        if person.get("is_ego") is True or person.get("kind", "person") not in {"person", None}:
            continue
        rows += _read_person(person)
    return make_table(WANTS, rows)


def _read_person(person: Mapping[Any, Any]) -> list[dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    kinds: set[str] = set()
    for basis, read in (("asserted", _stated(person)), ("inferred", _inferred(person))):
        known = set(kinds)
        for kind, want, because in read:
            if kind in known or len(found) == _MOST_PER_PERSON:
                continue
            row = {"person_id": str(person["person_id"]), "want": want, "kind": kind}
            found.setdefault((kind, want.casefold()), {**row, "basis": basis, "because": because})
            kinds.add(kind)
    return list(found.values())


# Stated ----------------------------------------------------------------------------------


def _stated(person: Mapping[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """Give kind, want and reason of what title, labels and notes say in words."""
    title = text_of(person, "title")[:_LONGEST_TITLE]
    own = own_title(title)
    for part in _TITLE_PARTS.split(title):
        for kind, want in _seek(part, own=own, title=True):
            yield kind, want, quote("title", title)
    for label in labels_of(person):
        for kind, want in _seek(label, own=own, title=True):
            yield kind, want, quote("label", label)
    notes = text_of(person, "notes")
    read: list[tuple[str, str, str]] = []
    for clause in clauses(notes)[:_MOST_CLAUSES]:
        words = _raw(clause)
        if _has_any(words, "over") and _first_phrase(words) is None:
            read.clear()  # "Looking for a flat. Found one."
        if f"{clause}?" not in notes:
            read += [(*found, quote("note", clause)) for found in _seek(clause, own=own)]
    yield from read


def _seek(text: str, *, own: str, title: bool = False) -> Iterator[tuple[str, str]]:
    """Give kind and want of one clause, unless it is taken back, over, or about others."""
    tokens = list(_TOKEN.finditer(text[: 2 * _LONGEST_TITLE]))
    words = ["".join(fold(token[0])) for token in tokens]
    alone = _alone(words)
    if alone:
        if not _has_any(words, "over", "others", "taken_back"):
            yield alone, _want_alone(alone, own)
        return
    found = _first_phrase(words)
    if found is None:
        return
    how, start, end = found
    denied = _has_any(words[max(0, start - _DENIED_WITHIN) : start], "taken_back")
    if denied or _has_any(words[:start], "others") or _has_any(words[end:], "over"):
        return
    if title and (words[end - 1] in _NO_TITLES or (how == "hire" and _has_any(words, "posts"))):
        return
    rest = text[tokens[end - 1].end() : tokens[end - 1].end() + 4 * _LONGEST_WANT]
    yield from _objects(how, rest, own)


def _objects(how: str, rest: str, own: str) -> Iterator[tuple[str, str]]:
    ends = _OBJECT_ENDS.search(rest, 1) if rest else None
    whole = _trim(rest[: ends.start()] if ends else rest)
    if how == "hire":
        yield "people to hire", whole or "people to hire"
        return
    if not whole or _has_any(_raw(whole)[:1], "taken_back"):
        return  # "sucht keine Wohnung"
    if _TO_DO.match(whole):
        return  # "need to call her back" is on ego's own list
    if how == "hear":
        yield "to hear", whole
        return
    pieces = [_trim(piece) for piece in _AND.split(whole)]
    kinds = [_kind_of(piece) for piece in pieces]
    if len(pieces) > 1 and all(kind != ELSE for kind in kinds) and len(set(kinds)) > 1:
        yield from zip(kinds, pieces, strict=True)
        return
    kind = _kind_of(whole)
    bare = kind == "job" and own and len(fold(whole)) <= 3 and not find_topics(whole)  # noqa: PLR2004
    yield kind, f"{whole} as {own}" if bare else whole


def _kind_of(text: str) -> str:
    words = [light_stem(word) for word in fold(text)]
    for kind in load_wants().kinds.values():
        if any(has_phrase(words, phrase) for phrase in kind.says):
            return kind.name
    return ELSE


def _alone(words: Sequence[str]) -> str:
    """Give the kind that a phrase such as "open to work" says by itself."""
    if not _any_of(_all_alone()).search(f" {' '.join(words)} "):
        return ""
    for kind in load_wants().kinds.values():
        if any(_at(words, phrase) is not None for phrase in kind.alone):
            return kind.name
    return ""


@lru_cache(maxsize=1)
def _all_alone() -> tuple[Phrase, ...]:
    return tuple(phrase for kind in load_wants().kinds.values() for phrase in kind.alone)


def _want_alone(kind: str, own: str) -> str:
    if kind == "job":
        return f"a job as {own}" if own else "a job"
    return {"flat": "a flat", "money": "investors"}.get(kind, kind)


def _first_phrase(words: Sequence[str]) -> tuple[str, int, int] | None:
    """Give how something is sought, and where its phrase starts and ends; the longest first."""
    if not _has_any(words, "hear", "hire", "object"):
        return None
    found = [
        (at, -len(phrase), how)
        for how in ("hear", "hire", "object")
        for phrase in load_wants().seek[how]
        for at in (_at(words, phrase),)
        if at is not None
    ]
    if not found:
        return None
    at, length, how = min(found)
    return how, at, at - length


def _raw(text: str) -> list[str]:
    return fold(text[: 2 * _LONGEST_TITLE])


def _has_any(words: Sequence[str], *names: str) -> bool:
    return any(
        _any_of(load_wants().seek[name]).search(f" {' '.join(words)} ") is not None
        for name in names
    )


@lru_cache(maxsize=64)
def _any_of(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Compile phrases into one pattern, for most texts have none of them."""
    return re.compile(f" (?:{'|'.join(map(re.escape, map(' '.join, phrases)))}) ")


@lru_cache(maxsize=64)
def _any_word_of(phrases: tuple[Phrase, ...]) -> re.Pattern[str]:
    """Compile the first words of phrases: a text without any of them has no phrase."""
    words = {re.escape(w[:-1]) if w.endswith("*") else re.escape(w) + " " for w, *_ in phrases}
    return re.compile(f" (?:{'|'.join(sorted(words))})")


def _at(words: Sequence[str], phrase: Phrase) -> int | None:
    size = len(phrase)
    return next(
        (i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == phrase), None
    )


def _trim(text: str) -> str:
    folded = _FILLERS.sub("", " ".join(text.split()).strip(" .,:;!?-–—*#'’"))
    if len(folded) > _LONGEST_WANT:
        folded = folded[:_LONGEST_WANT].rsplit(" ", 1)[0]
    return folded if any(letter.isalnum() for letter in folded) else ""


def own_title(title: str) -> str:
    """Give the part of a title that names the person's work and not what they look for."""
    for part in _TITLE_PARTS.split(title):
        words = _raw(part)
        if words and not _has_any(words, "object", "hire", "hear") and not _alone(words):
            return _trim(part)
    return ""


# Inferred --------------------------------------------------------------------------------


def is_beginner(title: str) -> bool:
    """Tell whether a title says that somebody is at the beginning of their work."""
    words, book = _stems(title), load_wants()
    return _has(words, book.beginners) and not _has(words, book.not_beginners)


def _inferred(person: Mapping[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """Give kind, want and reason of what the person's role nearly always looks for."""
    title, company = text_of(person, "title")[:_LONGEST_TITLE], text_of(person, "company")
    words, employer = _stems(title), _stems(company)
    for rule in load_wants().rules:
        because = ""
        if _fits(rule, title, words, employer):
            because = by_title(title, company)
        elif rule.stated:
            because = _by_statement(person, rule)
        if because:
            topic = _topic_words(title)
            for kind, text, plain in rule.wants:
                want = text if topic or "topic}" not in text else plain
                if want:
                    within = f"{'as' if _DOERS.search(topic) else 'in'} {topic}"
                    named = want.replace("{in_topic}", within).replace("{topic}", topic)
                    yield kind, named, because


def _fits(rule: Rule, title: str, words: list[str], employer: list[str]) -> bool:
    if rule.beginner:
        return is_beginner(title)
    return (
        _has(words, rule.roles)
        and not _has(words, rule.unless)
        and (not rule.companies or _has(employer, rule.companies))
        and not _has(employer, rule.not_companies)
    )


def _by_statement(person: Mapping[Any, Any], rule: Rule) -> str:
    sources = [("label", label) for label in labels_of(person)]
    sources += [("note", c) for c in clauses(text_of(person, "notes"))[:_MOST_CLAUSES]]
    for what, text in sources:
        words = _raw(text)
        stated = any(_at(words, phrase) is not None for phrase in rule.stated)
        placed = not rule.circles or _has([light_stem(word) for word in words], rule.circles)
        if stated and placed and not _has_any(words, "taken_back", "others"):
            return quote(what, text)
    return ""


def _topic_words(title: str) -> str:
    """Give the words of a title that say what the work is about, as written, without the rank."""
    part = next(
        (p for p in _TITLE_PARTS.split(title) if p.strip() and not _has_any(_raw(p), "object")), ""
    )
    rest = title[title.find(part) + len(part) :]
    for text in (part, *_TITLE_PARTS.split(rest)):
        kept = [w for w in text.split() if "".join(fold(w)) not in _LEVELS]
        topic = _trim(" ".join(kept)).strip("& /")
        if topic and find_topics(topic):
            return topic if _GERMAN.search(title) else " ".join(map(_lower, topic.split()))
    return ""


def _lower(word: str) -> str:
    return word.lower() if word.istitle() else word


def _stems(text: str) -> list[str]:
    return [light_stem(word) for word in fold(text[:_LONGEST_TITLE])]


def _has(words: Sequence[str], phrases: tuple[Phrase, ...]) -> bool:
    if not words or not phrases or not _any_word_of(phrases).search(f" {' '.join(words)} "):
        return False
    return any(has_phrase(words, phrase) for phrase in phrases)


# Facts of one row ------------------------------------------------------------------------


def text_of(person: Mapping[Any, Any], column: str) -> str:
    """Give a cell as text; what is missing is empty."""
    cell = person.get(column)
    return cell.strip() if isinstance(cell, str) else ""


def labels_of(person: Mapping[Any, Any]) -> tuple[str, ...]:
    """Give the labels of a person; what is missing is none."""
    cell = person.get("labels")
    cells = cell if isinstance(cell, (tuple, list)) else ()
    return tuple(label for label in cells if isinstance(label, str) and label.strip())


def by_title(title: str, company: str) -> str:
    """Say what somebody is, and that the title says so; at most 120 characters."""
    text = " ".join((f"{title} at {company}" if company else title).split())
    longest = _LONGEST_REASON - len(" (job title)…")
    return f"{text if len(text) <= longest else text[:longest] + '…'} (job title)"
