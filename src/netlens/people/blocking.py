"""
Which pairs of contacts are worth comparing.

All pairs of 100,000 contacts are five billion. Two cards are compared if they
share one of these keys; a key that very many share tells nothing and is left
out, except where the cards bear one name, which are then compared in a chain.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from netlens.people.cards import Card, Deck, full_words
from netlens.people.comparing import short_forms

# A phone or address that this many contacts share is a switchboard or an office.
MOST_SHARING: Final = 12
_LARGEST_BLOCK: Final = 80
_SHORTEST_LOCAL: Final = 6
_WHOLE_ADDRESS: Final = 4
_VOWELS = str.maketrans("", "", "aeiouyhw")


def pair_up(deck: Deck) -> list[tuple[int, int]]:
    """
    List the pairs to compare.

    Returns
    -------
    pairs
        Positions in the deck, the smaller first; sorted, each once.
    """
    pairs: set[tuple[int, int]] = set()
    for key, block in _blocks(deck).items():
        if len(block) == 1:
            continue
        if key[0] in {"slug", "name"} and len(block) > MOST_SHARING:
            pairs.update(itertools.pairwise(block))
        elif len(block) <= (
            MOST_SHARING if key[0] in {"email", "phone", "tail"} else _LARGEST_BLOCK
        ):
            pairs.update(itertools.combinations(block, 2))
    return sorted(pairs)


def _blocks(deck: Deck) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, card in enumerate(deck.cards):
        for key in dict.fromkeys(_keys(card)):
            found[key].append(position)
    return found


def _keys(card: Card) -> Iterator[tuple[str, str]]:
    if card.slug:
        yield "slug", card.slug
    for mail in card.emails:
        yield "email", mail
        local = mail.split("@", 1)[0]
        if len(local) >= _SHORTEST_LOCAL:
            yield "local", local
    for phone in card.phones:
        yield "phone", phone
    for tail in card.tails:
        yield "tail", tail
    if card.kind == "person" and len(card.name.words) > 1:
        yield from _name_keys(card, full_words(card))
        for alias in card.aliases:
            yield "name", " ".join(sorted(alias.words))
    if len(card.birthday) >= len("1990-01-01"):
        yield "born", card.birthday
    initials = {word[0] for word in card.name.words}
    if len(card.place) >= _WHOLE_ADDRESS:
        yield from (("place", f"{' '.join(sorted(card.place))} {sign}") for sign in initials)


def _name_keys(card: Card, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if words:
        yield "name", " ".join(words)
        yield "sound", " ".join(sorted(word[0] + word[1:].translate(_VOWELS) for word in words))
    long = [word for word in card.name.words if len(word) > 1]
    families = [word for word in long if word in card.name.family] or long
    for family in families:
        for word in card.name.words:
            if word != family:
                yield "initial", f"{family} {word[0]}"
                for group in short_forms(word):
                    yield "short", f"{family} {group}"
    if card.company:
        for word in words:
            yield "job", f"{card.company} {word}"
    for one, other in itertools.permutations(words, 2):
        # A slip of the hand spoils one word, and seldom both its ends.
        yield "begin", f"{one} {other[:4]}"
        yield "end", f"{one} {other[-4:]}"
