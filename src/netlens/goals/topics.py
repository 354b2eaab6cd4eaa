"""
What a text is about, broadly enough to compare an offer, a want and a title.

Fields of the lexicon are as narrow as professions. Whether two people have
something to say to each other is a wider question, so the topics of
`topics.toml` gather fields, and a field that none of them gathers is a topic
of its own.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from netlens.goals.lexicon import Phrase, load_lexicon, split_phrases
from netlens.goals.sentences import read_sentence
from netlens.goals.titles import has_phrase
from netlens.goals.words import fold, light_stem

_LONGEST: Final = 400


@dataclass(frozen=True)
class Topic:
    """One broad topic: words that point to it, the fields in it, the wider one around it."""

    name: str
    says: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    fields: frozenset[str]
    within: str


@lru_cache(maxsize=1)
def load_topics() -> dict[str, Topic]:
    """Read the topics that are shipped with netlens, once."""
    source = resources.files("netlens.goals").joinpath("topics.toml")
    return {
        name: Topic(
            name,
            split_phrases(entry["says"]),
            split_phrases(entry.get("unless", "")),
            frozenset(entry["fields"]),
            entry.get("within", ""),
        )
        for name, entry in tomllib.loads(source.read_text(encoding="utf-8")).items()
    }


@lru_cache(maxsize=1 << 14)
def find_topics(text: str) -> frozenset[str]:
    """
    Find what a text is about.

    Parameters
    ----------
    text
        An offer, a want, a title or a label; of a long one the beginning.

    Returns
    -------
    topics
        Names of broad topics whose own words the text has; without any, what
        the fields of the lexicon that it names belong to. Empty when nothing
        is known of it.
    """
    words = [light_stem(word) for word in fold(text[:_LONGEST])]
    topics = load_topics().values()
    said = {
        topic.name
        for topic in topics
        if any(has_phrase(words, phrase) for phrase in topic.says)
        and not any(has_phrase(words, phrase) for phrase in topic.unless)
    }
    # What a wider topic's word says beside a narrower one is nothing new.
    said -= list_wider(said)
    if said:
        return frozenset(said)
    main = read_sentence(text[:_LONGEST]).main_field
    return frozenset(_gather([main])) if main else frozenset()


def _gather(fields: Iterable[str]) -> set[str]:
    gathered = set()
    for field in fields:
        wide = {topic.name for topic in load_topics().values() if field in topic.fields}
        gathered |= wide or {field}
    return gathered


def list_roles(topics: Iterable[str]) -> tuple[Phrase, ...]:
    """Give the phrases of titles that show somebody works in one of the topics."""
    known, fields = load_topics(), load_lexicon().fields
    topics = _with_narrower(topics)
    names = dict.fromkeys(
        field
        for topic in sorted(topics)
        for field in (sorted(known[topic].fields) if topic in known else [topic])
    )
    return tuple(dict.fromkeys(role for name in names for role in fields[name].roles))


def do_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two sets of topics share one, or one takes the other's in."""
    first, second = set(one), set(other)
    return bool(first & second or first & list_wider(second) or list_wider(first) & second)


def list_wider(topics: Iterable[str]) -> set[str]:
    """Give the topics around these, and those around them."""
    known, wider = load_topics(), set[str]()
    for name in topics:
        while name in known and known[name].within:
            name = known[name].within  # noqa: PLW2901  (up one step at a time)
            wider.add(name)
    return wider


def _with_narrower(topics: Iterable[str]) -> set[str]:
    wanted = set(topics)
    return wanted | {name for name in load_topics() if wanted & list_wider([name])}
