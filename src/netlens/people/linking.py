"""
Which contacts are one person: likely pairs found, judged, and joined reversibly.

Three zones: *same* pairs are joined, *review* pairs wait for the user and make
counts of people a range, *different* ones share a key and are told apart. Some
things no probability overrides: two LinkedIn addresses, two birthdays, junior
and senior, a relative's given name, and what the user decided.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from netlens.people.blocking import MOST_SHARING, pair_up
from netlens.people.cards import Card, Deck
from netlens.people.comparing import Name, compare_names
from netlens.people.copies import find_copies
from netlens.people.scoring import (
    Comparison,
    compare,
    compare_birthdays,
    score,
)
from netlens.schema import MERGES, make_table

__all__ = ["MOST_SHARING", "Linkage", "link"]

# Joined from here on, by what the names say; shown for review from there on. A pair of
# equal names is more often one person than its probability says: see the benchmark.
SAME_FROM: Final = {"same": 0.75, "subset": 0.75, "nickname": 0.75}
SURE_FROM: Final = 0.8
REVIEW_FROM: Final = 0.05
# From this chance on that a stranger has the name, it is a frequent one.
_FREQUENT: Final = 4e-6
# Of two candidates who differ, one is chosen only if its odds are this much better.
_CLEARLY: Final = 20.0
_SAME: Final = "same"
_REVIEW: Final = "review"
_DIFFERENT: Final = "different"
_DECIDED: Final = "decided"
_KEYS: Final = {"slug": "LinkedIn address", "email": "e-mail", "phone": "phone"}
_WORDS: Final = {
    ("slug", "same"): "same LinkedIn address",
    ("email", "same"): "same e-mail",
    ("phone", "same"): "same phone",
    ("phone", "tail"): "phone numbers that end alike",
    ("phone", "near"): "nearly the same phone",
    ("birthday", "same"): "same birthday",
    ("birthday", "day"): "same day of birth",
    ("birthday", "near"): "nearly the same birthday",
    ("birthday", "other"): "other birthday",
    ("name", "subset"): "names that fit",
    ("name", "nickname"): "a short form of the name",
    ("name", "variant"): "a kindred given name",
    ("name", "initial"): "an initial that fits",
    ("name", "slip"): "nearly the same name",
    ("name", "typo"): "nearly the same name",
    ("name", "address"): "the name in the e-mail address",
    ("name", "one word"): "a single name that fits",
    ("name", "other family"): "other family name",
    ("name", "relative"): "other given name",
    ("name", "generation"): "junior and senior",
    ("name", "different"): "other name",
    ("company", "same"): "same company",
    ("company", "similar"): "similar company",
    ("company", "domain"): "e-mail at that company",
    ("company", "other"): "other company",
    ("title", "same"): "same title",
    ("place", "same"): "same place",
    ("place", "other"): "other place",
    ("label", "same"): "same label",
}
_PARTING_NAMES: Final = frozenset({"relative", "generation", "different"})
_FAINT_NAMES: Final = frozenset({"typo", "one word", "other family", "variant"})


@dataclass(frozen=True)
class Pair:
    """Two cards (by position in the deck), what was concluded of them, and why."""

    a: int
    b: int
    zone: str
    probability: float
    reasons: tuple[str, ...]
    keyed: bool = False


@dataclass
class Linkage:
    """Clusters of contact positions, and the table of pairs behind them."""

    clusters: list[list[int]]
    merges: pd.DataFrame


def link(contacts: pd.DataFrame, decisions: pd.DataFrame | None = None) -> Linkage:
    """
    Cluster contacts into people.

    Parameters
    ----------
    contacts
        Table of `netlens.schema.CONTACTS`.
    decisions
        Pairs the user decided: `contact_a`, `contact_b` and `what` (same or
        different).

    Returns
    -------
    linkage
        Clusters of positions in `contacts`, in order of their first one;
        `merges` has one row per pair that is one person (same), may be
        (review), or shares an address or number and is not (different). Who
        is linked to whom does not depend on the order of the contacts, nor on
        how often a file was read.
    """
    copies = find_copies(contacts, decisions)
    if not copies:
        return _link(contacts, decisions)
    positions = {contact: i for i, contact in enumerate(contacts["contact_id"])}
    first = contacts[~contacts["contact_id"].isin(list(copies))].reset_index(drop=True)
    linkage = _link(first, _of_originals(decisions, copies))
    places = [positions[contact] for contact in first["contact_id"]]
    clusters = {places[cluster[0]]: [places[i] for i in cluster] for cluster in linkage.clusters}
    heads = {place: head for head, cluster in clusters.items() for place in cluster}
    for copy, original in copies.items():
        clusters[heads[positions[original]]].append(positions[copy])
    rows = [_copy_row(copy, original) for copy, original in sorted(copies.items())]
    merges = pd.concat([linkage.merges, make_table(MERGES, rows)], ignore_index=True)
    return Linkage(sorted(map(sorted, clusters.values())), merges)


def _of_originals(decisions: pd.DataFrame | None, copies: dict[str, str]) -> pd.DataFrame | None:
    """Let what was decided of a copy hold for its original."""
    if decisions is None or decisions.empty:
        return decisions
    return decisions.assign(
        **{name: decisions[name].replace(copies) for name in ("contact_a", "contact_b")}
    )


def _copy_row(copy: str, original: str) -> dict[str, object]:
    return {
        "merge_id": f"m{original[1:]}-{copy[1:]}",
        "contact_a": original,
        "contact_b": copy,
        "zone": _SAME,
        "probability": 1.0,
        "reasons": ("the same row again",),
        "decided_by": "rule",
    }


def _link(contacts: pd.DataFrame, decisions: pd.DataFrame | None) -> Linkage:
    """Cluster contacts of which none is a copy."""
    deck = Deck(contacts)
    decided = list(_decided(deck, decisions))
    known = {(pair.a, pair.b) for pair in decided}
    judged = [
        pair for a, b in pair_up(deck) if (a, b) not in known and (pair := _judge(deck, a, b))
    ]
    judged = _demote_rivals(deck, judged)
    judged.sort(key=lambda pair: (-pair.probability, pair.a, pair.b))
    forest = _Forest(deck, {(p.a, p.b) for p in decided if p.zone == _DIFFERENT})
    settled = [_settle(pair, forest) for pair in (*decided, *judged)]
    rows = [
        _row(deck, pair)
        for pair in settled
        if pair.zone != _REVIEW or forest.find(pair.a) != forest.find(pair.b)
    ]
    return Linkage(forest.clusters(), make_table(MERGES, rows))


def _judge(deck: Deck, a: int, b: int) -> Pair | None:
    """Say in which zone a pair is; `None` for two that share nothing worth a row."""
    one, other = deck.cards[a], deck.cards[b]
    found = compare(deck, a, b)
    keyed = "same" in (found.slug, found.email, found.phone)
    if one.kind != other.kind:
        return Pair(a, b, _DIFFERENT, 0.0, _reasons(found)) if keyed else None
    probability = score(deck, a, b, found)
    zone = _zone(one, other, found, probability)
    if zone == _DIFFERENT and not keyed:
        return None
    return Pair(a, b, zone, probability, _reasons(found), keyed)


def _zone(one: Card, other: Card, found: Comparison, probability: float) -> str:
    """Apply what no probability overrides, then the probability."""
    shared = "same" in (found.email, found.phone)
    if found.slug == "same":
        return _SAME
    if found.slug == "other":
        return _REVIEW if shared else _DIFFERENT
    # Families and offices share a telephone, seldom an address; "Mom" is somebody's name.
    others = found.name == "relative" or (found.name == "different" and _are_full(one, other))
    if probability < REVIEW_FROM or (others and found.email != "same"):
        return _DIFFERENT
    if found.birthday == "other" or found.name in _PARTING_NAMES:
        return _REVIEW
    faint = found.name in _FAINT_NAMES and not shared
    # One list seldom holds a person twice.
    alone = _stands_alone(found) and (one.where == other.where or _is_doubtful(found))
    sure = probability >= SAME_FROM.get(found.name, SURE_FROM)
    return _SAME if sure and not faint and not alone else _REVIEW


def _are_full(one: Card, other: Card) -> bool:
    return min(len(one.name.words), len(other.name.words)) > 1


def _stands_alone(found: Comparison) -> bool:
    """Tell whether nothing but the name, or what many share, speaks for one person."""
    return not any(
        level in {"same", "similar", "domain", "tail"}
        for field, level in found.levels().items()
        if field not in {"name", "title", "label", "place"}
    )


def _is_doubtful(found: Comparison) -> bool:
    """Tell whether namesakes live in two cities or, with a frequent name, work for two firms."""
    if found.place == "other":
        return True
    other = "other" in (found.company, found.phone, found.birthday)
    return other and found.frequency > _FREQUENT


def _demote_rivals(deck: Deck, judged: list[Pair]) -> list[Pair]:
    """Send to review whoever fits two people by name alone: `A. Ruiz` may be Ana or Alberto."""
    same = {(pair.a, pair.b) for pair in judged if pair.zone == _SAME}
    candidates: dict[int, list[tuple[Pair, int]]] = defaultdict(list)
    for pair in judged:
        if pair.zone == _SAME and not pair.keyed:
            candidates[pair.a].append((pair, pair.b))
            candidates[pair.b].append((pair, pair.a))
    demoted: set[tuple[int, int]] = set()
    for found in candidates.values():
        found.sort(key=lambda item: (-item[0].probability, item[1]))
        for (best, one), (rival, other) in itertools.combinations(found, 2):
            if (min(one, other), max(one, other)) not in same and _are_apart(deck, one, other):
                demoted.add((rival.a, rival.b))
                if _odds(best) < _CLEARLY * _odds(rival):
                    demoted.add((best.a, best.b))
    return [
        replace(pair, zone=_REVIEW, reasons=(*pair.reasons, "somebody else fits as well"))
        if (pair.a, pair.b) in demoted
        else pair
        for pair in judged
    ]


def _are_apart(deck: Deck, a: int, b: int) -> bool:
    """Tell whether two cards are hardly one person: rows of one list, two addresses or names."""
    one, other = deck.cards[a], deck.cards[b]
    if one.slug and other.slug:
        return one.slug != other.slug
    return one.where == other.where or compare_names(one.name, other.name) in _PARTING_NAMES


def _odds(pair: Pair) -> float:
    return pair.probability / (1 - min(pair.probability, 1 - 1e-9))


def _reasons(found: Comparison) -> tuple[str, ...]:
    """Say what agrees, the strongest first, then what does not."""
    levels = found.levels()
    first = []
    if levels["name"] == "same":
        both = "same name and company" if levels["company"] == "same" else "same name"
        keyed = any(levels[field] == "same" for field in _KEYS)
        first = [] if keyed else [both]
    skipped = {("company", "same")} if first == ["same name and company"] else set()
    found_words = [
        word
        for (field, level), word in _WORDS.items()
        if levels[field] == level and (field, level) not in skipped
    ]
    agreeing = [word for word in found_words if not word.startswith(("other", "junior"))]
    against = [word for word in found_words if word not in agreeing]
    return (*first, *agreeing, *against) or ("compared",)


def _decided(deck: Deck, decisions: pd.DataFrame | None) -> Iterator[Pair]:
    if decisions is None or decisions.empty:
        return
    where = {card.contact_id: i for i, card in enumerate(deck.cards)}
    last: dict[tuple[int, int], str] = {}
    columns = (decisions[name].tolist() for name in ("contact_a", "contact_b", "what"))
    for one, other, what in zip(*columns, strict=True):
        a, b = where.get(one), where.get(other)
        if a is not None and b is not None and a != b:
            last[min(a, b), max(a, b)] = what
    for (a, b), what in sorted(last.items()):
        zone = _SAME if what == "same" else _DIFFERENT
        yield Pair(a, b, zone, float("nan"), (_DECIDED,))


def _settle(pair: Pair, forest: "_Forest") -> Pair:
    """Unite a pair, or send it to review if its people are known to differ."""
    forced = pair.reasons == (_DECIDED,)
    if pair.zone != _SAME or forest.unite(pair.a, pair.b, forced=forced):
        return pair
    reasons = (f"{pair.reasons[0]}, but other details differ", *pair.reasons[1:])
    return replace(pair, zone=_REVIEW, reasons=reasons)


class _Forest:
    """Union–find that keeps apart what must stay apart."""

    def __init__(self, deck: Deck, apart: Iterable[tuple[int, int]]) -> None:
        self._deck = deck
        self._parent = list(range(len(deck)))
        self._members = [[i] for i in range(len(deck))]
        self._slugs = [{card.slug} - {""} for card in deck.cards]
        self._born = [{card.birthday} - {""} for card in deck.cards]
        self._decided_same: set[frozenset[Name]] = set()
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def find(self, i: int) -> int:
        """Give the first card of the cluster of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def unite(self, a: int, b: int, *, forced: bool) -> bool:
        """Join two clusters; refuse if their details or a decision part them."""
        first, second = sorted((self.find(a), self.find(b)))
        if forced:
            self._decided_same.add(frozenset(self._deck.cards[i].name for i in (a, b)))
        if first == second:
            return True
        if not forced and self._differ(first, second):
            return False
        if any(self.find(i) == second for i in self._apart[first]):
            return False
        self._parent[second] = first
        self._members[first] += self._members[second]
        self._members[second] = []
        self._slugs[first] |= self._slugs[second]
        self._born[first] |= self._born[second]
        self._apart[first] |= self._apart[second]
        return True

    def _differ(self, first: int, second: int) -> bool:
        """Tell whether details part two clusters; what the user joined is no difference."""
        if _clash(self._slugs[first], self._slugs[second]):
            return True
        born = itertools.product(self._born[first], self._born[second])
        if _clash(self._born[first], self._born[second]) and any(
            compare_birthdays(x, y) == "other" for x, y in born
        ):
            return True
        names = [
            {self._deck.cards[i].name for i in self._members[root][:MOST_SHARING]}
            for root in (first, second)
        ]
        return any(
            compare_names(x, y) in {"relative", "generation"}
            for x, y in itertools.product(*names)
            if frozenset((x, y)) not in self._decided_same
        )

    def clusters(self) -> list[list[int]]:
        """List the clusters as positions in the contacts, each in order of position."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            found[self.find(i)].append(self._deck.position[i])
        return sorted(sorted(cluster) for cluster in found.values())


def _clash(one: set[str], other: set[str]) -> bool:
    """Tell whether each of two people has a detail that the other, who has some, lacks."""
    return not (one <= other or other <= one)


def _row(deck: Deck, pair: Pair) -> dict[str, object]:
    a, b = deck.cards[pair.a].contact_id, deck.cards[pair.b].contact_id
    return {
        "merge_id": f"m{a[1:]}-{b[1:]}",
        "contact_a": a,
        "contact_b": b,
        "zone": pair.zone,
        "probability": pair.probability,
        "reasons": pair.reasons,
        "decided_by": "you" if pair.reasons == (_DECIDED,) else "rule",
    }
