"""
Who is in the circle of data/circle/, who is tied to whom, and whose lists show it.

Ties are drawn first, among everybody; a list then holds the ties of its owner.
So both lists of a pair agree, and a tie between two who pool nothing is nowhere.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from sample_cast import Cast, Chance, Names, Person, ascii_of, film_phones, folder_of, read_words

# The first from 20260629 on with which everybody but the planted one has two ties.
SEED: Final = 20260631
WORDS: Final = read_words("circle_words.toml")
STORY: Final = read_words("circle_story.toml")
LAST_YEAR: Final = 2026
ELSEWHERE: Final = "elsewhere"
_MAILS: Final = ("example.net", "post.example.org", "mail.example.net", "example.org")
_JOINS: Final = frozenset({"email", "number", "company"})
_KNOWN_TOWN: Final = 0.8
# How many people beyond the circle a list holds: from, and how many more at most.
_OF_MY_WORLD: Final = (9, 10)
_OF_ELSEWHERE: Final = (4, 12)

Ties = dict[str, list[tuple[Person, dt.date]]]


def make_circle() -> Cast:
    """Make everybody, the same every time."""
    chance = Chance(SEED)
    circles: dict[str, dict[str, Any]] = WORDS["circles"]
    named = [spec for words in circles.values() for spec in words["people"]]
    names, phones = Names(chance, named), film_phones()
    mine = [
        _member(world, spec, next(phones), chance)
        for world, words in circles.items()
        for spec in words["people"]
    ]
    beyond = [
        _stranger(world, words, names.draw("any"), chance)
        for world, words in {**circles, ELSEWHERE: WORDS[ELSEWHERE]}.items()
        for _ in range(words["beyond"])
    ]
    cast = Cast(mine, beyond)
    ties = _draw_ties(cast, chance)
    for holder in mine:
        if holder.owner:
            rows = [*ties[holder.slug], *_others(holder, cast, chance)]
            cast.lists[folder_of(holder)] = [(Person(**STORY["me"], world=""), holder.met), *rows]
    return cast


def _member(world: str, spec: dict[str, Any], phone: str, chance: Chance) -> Person:
    words = WORDS["circles"][world]
    latin = ascii_of(spec.get("latin") or f"{spec['given']} {spec['family']}")
    cards = spec["cards"].split()
    joins = [word for word in cards if word in _JOINS]
    labels = spec.get("labels", [words["label"]] if words["label"] else [])
    town = spec.get("town", words["town"] if chance.happens(_KNOWN_TOWN) else "")
    return Person(
        given=spec["given"],
        family=spec["family"],
        latin=spec.get("latin", ""),
        world=world,
        title=spec["title"],
        company=spec["company"],
        cards=tuple(word for word in cards if word not in _JOINS),
        join=joins[0] if joins else "",
        owner=spec.get("pools", False),
        slug=f"invented-{latin}",
        email=f"{latin.replace('-', '.')}@{chance.pick(_MAILS)}",
        phone=phone,
        met=dt.date.fromisoformat(spec["met"]) if "met" in spec else chance.day(*words["years"]),
        labels=tuple(labels),
        city=town,
    )


def _stranger(world: str, words: dict[str, Any], name: tuple[str, str], chance: Chance) -> Person:
    return Person(
        given=name[0],
        family=name[1],
        world=world,
        title=chance.pick(words["titles"]),
        company=chance.pick(words["companies"]),
        slug=f"invented-{ascii_of(' '.join(name))}",
    )


def _draw_ties(cast: Cast, chance: Chance) -> Ties:
    """Draw who is tied to whom, and since when."""
    ties: Ties = {person.slug: [] for person in cast.mine}
    for one, other, day in (*_within(cast, chance), *_across(cast, chance)):
        ties[one.slug].append((other, day))
        ties[other.slug].append((one, day))
    return ties


def _within(cast: Cast, chance: Chance) -> Iterator[tuple[Person, Person, dt.date]]:
    for one, other in combinations(cast.mine, 2):
        words = WORDS["circles"][one.world]
        if one.world == other.world and chance.happens(words["density"]):
            yield one, other, chance.day(*words["years"])


def _across(cast: Cast, chance: Chance) -> Iterator[tuple[Person, Person, dt.date]]:
    for bridge in WORDS["across"]:
        for name in bridge["whom"]:
            day = chance.day(*bridge["years"])
            yield cast.named(bridge["who"]), cast.named(name), day


def _others(holder: Person, cast: Cast, chance: Chance) -> Iterator[tuple[Person, dt.date]]:
    """Choose whom else a list holds: people whom the coordinator does not know."""
    first = WORDS["circles"][holder.world]["years"][0]
    for world, (least, more) in ((holder.world, _OF_MY_WORLD), (ELSEWHERE, _OF_ELSEWHERE)):
        pool = [person for person in cast.beyond if person.world == world]
        for person in chance.take(pool, least + chance.below(more + 1)):
            yield person, chance.day(first, LAST_YEAR)
