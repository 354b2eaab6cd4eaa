"""
The hand-written lexicon: what people want, what they work on, how titles are built.

It lies beside this module in `intents.toml`, `fields.toml` and `titles.toml`.
No measure of text alike knows that raising a seed round is about investors and
not about seeds; somebody has to write it down, and these files are where.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from netlens.goals.words import fold, light_stem

Phrase = tuple[str, ...]

RESOURCES: Final = (
    "targets", "problem-solving help", "guidance", "information", "tips", "leads", "referral",
    "advice", "support", "counsel", "sponsorship", "encouragement", "growth",
)  # fmt: skip
GAP: Final = "~"


@dataclass(frozen=True)
class Field:
    """One field of work: words that point to it, and titles that show it."""

    name: str
    says: tuple[Phrase, ...]
    roles: tuple[Phrase, ...]
    near: tuple[Phrase, ...]
    tight: bool


@dataclass(frozen=True)
class Template:
    """One need that goals of a kind usually have; see intents.toml for the words."""

    resource: str
    texts: tuple[str, ...]
    who: tuple[str, ...]
    level: str
    stated: tuple[str, ...]


@dataclass(frozen=True)
class Intent:
    """One kind of goal: how it is put, and what it usually needs."""

    name: str
    says: tuple[Phrase, ...]
    takes: str
    idiom: bool
    needs: tuple[Template, ...]


@dataclass(frozen=True)
class Lexicon:
    """Everything that was written by hand, ready for comparing."""

    intents: tuple[Intent, ...]
    fields: Mapping[str, Field]
    seniorities: Mapping[str, tuple[Phrase, ...]]
    functions: Mapping[str, tuple[Phrase, ...]]
    generic: frozenset[str]
    stop: frozenset[str]
    circles: frozenset[str]
    aspiring: tuple[Phrase, ...]
    negations: tuple[Phrase, ...]
    abilities: tuple[Phrase, ...]
    same: Mapping[str, str]
    places: frozenset[Phrase]

    def word(self, folded: str) -> str:
        """Give the one word that stands for a folded word and all of its meaning."""
        stem = light_stem(folded)
        return self.same.get(stem, stem)

    def is_known(self, folded: str) -> bool:
        """Tell whether the word belongs to some field, so that it is no name of a place."""
        return light_stem(folded) in _field_words()


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon that is shipped with netlens, once."""
    intents, fields, titles = (_read(name) for name in ("intents", "fields", "titles"))
    words = titles["words"]
    return Lexicon(
        intents=tuple(_intent(name, entry) for name, entry in intents.items()),
        fields={name: _field(name, entry) for name, entry in fields.items()},
        seniorities={name: split_phrases(text) for name, text in titles["seniorities"].items()},
        functions={name: split_phrases(text) for name, text in titles["functions"].items()},
        generic=_stems(words["generic"]),
        stop=frozenset(fold(words["stop"])),
        circles=_stems(words["circles"]),
        aspiring=split_phrases(words["aspiring"]),
        negations=split_phrases(words["negations"], stem=False),
        abilities=split_phrases(words["abilities"], stem=False),
        same=_representatives(words["same"]),
        places=frozenset(split_phrases(titles["places"]["known"], stem=False)),
    )


def split_phrases(text: str, *, stem: bool = True) -> tuple[Phrase, ...]:
    """
    Split a comma-separated list into phrases of folded words.

    A star at the end of a word and a lone `~` are kept; words with a star are
    never stemmed.
    """
    phrases = (
        tuple(_entry(word, stem=stem) for word in re.findall(r"[^\W_]+\*?|~", part.casefold()))
        for part in text.split(",")
    )
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _entry(word: str, *, stem: bool) -> str:
    if word == GAP:
        return word
    folded = "".join(fold(word.rstrip("*")))
    if word.endswith("*"):
        return folded + "*"
    return light_stem(folded) if stem else folded


def _read(name: str) -> dict[str, Any]:
    source = resources.files("netlens.goals").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _intent(name: str, entry: Mapping[str, Any]) -> Intent:
    needs = tuple(
        Template(
            resource=need["resource"],
            texts=tuple(need["text"]),
            who=tuple(need["who"]),
            level=need.get("level", ""),
            stated=tuple(part.strip() for part in need.get("stated", "").split(",") if part),
        )
        for need in entry["needs"]
    )
    says = split_phrases(entry["says"])
    return Intent(name, says, entry["takes"], entry.get("idiom", False), needs)


def _field(name: str, entry: Mapping[str, Any]) -> Field:
    says, roles, near = (split_phrases(entry.get(key, "")) for key in ("says", "roles", "near"))
    return Field(name, says, roles, near, tight=entry.get("tight", False))


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(word) for word in fold(text))


def _representatives(groups: list[str]) -> dict[str, str]:
    same: dict[str, str] = {}
    for group in groups:
        first, *rest = (light_stem(word) for word in fold(group))
        same.update((word, first) for word in rest if word != first)
    return same


@lru_cache(maxsize=1)
def _field_words() -> frozenset[str]:
    """Give every unstarred word of a field's phrases."""
    return frozenset(
        word.rstrip("*")
        for field in load_lexicon().fields.values()
        for phrase in (*field.says, *field.roles)
        for word in phrase
    )
