"""
Which contacts are one person: exact keys first, everything reversible.

Two contacts are one person if they share an e-mail address, a phone number in
E.164 or a LinkedIn address and their names can agree, or if they share full
name and company. An equal full name alone decides nothing: such pairs wait in
the zone "review" and make counts of people a range. Two different LinkedIn
addresses are two people unless a user decides otherwise.

No probability is stated here, since none of these rules has been measured on
the user's own data: it is NaN, which means "not estimated".
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from netlens.people.names import company_key, is_shared_mailbox, name_key, names_agree
from netlens.schema import MERGES, make_table

# A key that this many contacts share is a switchboard or a family, not a person.
MOST_SHARING: Final = 12

_SAME: Final = "same"
_REVIEW: Final = "review"
_DIFFERENT: Final = "different"
_Judge = Callable[[int, int], str]
_ORDER: Final = {
    "decided": 0,
    "same LinkedIn address": 1,
    "same e-mail": 2,
    "same phone": 3,
    "same name and company": 4,
    "same name": 5,
}


@dataclass(frozen=True)
class Pair:
    """Two contacts (by position) that share a key, and what the key says."""

    a: int
    b: int
    reason: str
    zone: str


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
        Clusters in order of their first contact; `merges` has one row per
        pair that is one person (same), may be (review), or shares a key and
        is not (different).
    """
    cards = _Cards(contacts)
    pairs = _unique(itertools.chain(_decided(cards, decisions), _pairs(cards)))
    forest = _Forest(
        cards, {(p.a, p.b) for p in pairs if p.zone == _DIFFERENT and p.reason == "decided"}
    )
    settled = [_settle(pair, forest) for pair in pairs]
    rows = [
        _row(cards.ids, pair)
        for pair in settled
        if pair.zone != _REVIEW or forest.find(pair.a) != forest.find(pair.b)
    ]
    return Linkage(forest.clusters(), make_table(MERGES, rows))


class _Cards:
    """The columns that linkage looks at, as plain lists."""

    def __init__(self, contacts: pd.DataFrame) -> None:
        self.ids: list[str] = contacts["contact_id"].tolist()
        self.names: list[str] = contacts["name"].fillna("").tolist()
        self.kinds: list[str] = contacts["kind"].tolist()
        self.slugs: list[str] = contacts["linkedin"].fillna("").tolist()
        self.emails: list[tuple[str, ...]] = contacts["emails"].tolist()
        self.phones: list[tuple[str, ...]] = contacts["phones"].tolist()
        self.name_keys = [name_key(name) for name in self.names]
        self.companies = [company_key(c) if c else "" for c in contacts["company"].fillna("")]


def _pairs(cards: _Cards) -> Iterator[Pair]:
    for block in _blocks((i, [s]) for i, s in enumerate(cards.slugs) if s):
        yield from _within(block, lambda _a, _b: _SAME, "same LinkedIn address")
    emails = (
        (i, {e.casefold() for e in found if "@" in e and not is_shared_mailbox(e)})
        for i, found in enumerate(cards.emails)
        if found
    )
    for block in _blocks(emails):
        yield from _within(block, _judge_names(cards, _REVIEW), "same e-mail")
    phones = ((i, {p for p in f if p.startswith("+")}) for i, f in enumerate(cards.phones) if f)
    for block in _blocks(phones):
        yield from _within(block, _judge_names(cards, _DIFFERENT), "same phone")
    names = (
        (i, [key]) for i, key in enumerate(cards.name_keys) if key and cards.kinds[i] == "person"
    )
    for block in _blocks(names):
        yield from _named_alike(cards, block)


def _judge_names(cards: _Cards, otherwise: str) -> _Judge:
    """Give the judge of two cards with one key: same if their names can agree."""

    def judge(a: int, b: int) -> str:
        if cards.slugs[a] and cards.slugs[b] and cards.slugs[a] != cards.slugs[b]:
            return _REVIEW
        if cards.kinds[a] != cards.kinds[b]:
            return _DIFFERENT
        if names_agree(cards.names[a], cards.names[b]):
            return _SAME
        one_word = len(cards.names[a].split()) == 1 or len(cards.names[b].split()) == 1
        return _REVIEW if one_word else otherwise

    return judge


def _named_alike(cards: _Cards, block: list[int]) -> Iterator[Pair]:
    """Pair cards of one full name: with the first of its company, and those among themselves."""
    firsts: dict[str, int] = {}
    for i in block:
        company = cards.companies[i]
        if company and company in firsts:
            yield Pair(firsts[company], i, "same name and company", _SAME)
        elif company:
            firsts[company] = i
    heads = [i for i in block if not cards.companies[i] or firsts[cards.companies[i]] == i]
    if len(heads) > MOST_SHARING:
        heads_pairs: Iterable[tuple[int, int]] = itertools.pairwise(heads)
    else:
        heads_pairs = itertools.combinations(heads, 2)
    for a, b in heads_pairs:
        if not (cards.slugs[a] and cards.slugs[b] and cards.slugs[a] != cards.slugs[b]):
            yield Pair(a, b, "same name", _REVIEW)


def _blocks(keyed: Iterable[tuple[int, Iterable[str]]]) -> list[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, keys in keyed:
        for key in keys:
            found[key].append(position)
    return [block for block in found.values() if len(block) > 1]


def _within(block: list[int], judge: _Judge, reason: str) -> Iterator[Pair]:
    pairs = (
        itertools.combinations(block, 2)
        if len(block) <= MOST_SHARING
        else itertools.pairwise(block)
    )
    for a, b in pairs:
        yield Pair(a, b, reason, judge(a, b))


def _decided(cards: _Cards, decisions: pd.DataFrame | None) -> Iterator[Pair]:
    if decisions is None or decisions.empty:
        return
    where = {contact_id: i for i, contact_id in enumerate(cards.ids)}
    columns = (decisions[name].tolist() for name in ("contact_a", "contact_b", "what"))
    for one, other, what in zip(*columns, strict=True):
        a, b = where.get(one), where.get(other)
        if a is not None and b is not None and a != b:
            zone = _SAME if what == "same" else _DIFFERENT
            yield Pair(min(a, b), max(a, b), "decided", zone)


def _unique(pairs: Iterable[Pair]) -> list[Pair]:
    """Keep the strongest statement per pair, strongest pairs first, then by position."""
    best: dict[tuple[int, int], Pair] = {}
    for pair in pairs:
        old = best.get((pair.a, pair.b))
        if old is None or _ORDER[pair.reason] < _ORDER[old.reason]:
            best[pair.a, pair.b] = pair
    return sorted(best.values(), key=lambda p: (_ORDER[p.reason], p.a, p.b))


def _settle(pair: Pair, forest: "_Forest") -> Pair:
    """Unite a pair, or send it to review if its people are known to differ."""
    if pair.zone != _SAME or forest.unite(pair.a, pair.b, forced=pair.reason == "decided"):
        return pair
    return Pair(pair.a, pair.b, f"{pair.reason}, but other details differ", _REVIEW)


class _Forest:
    """Union–find that keeps apart what must stay apart."""

    def __init__(self, cards: _Cards, apart: set[tuple[int, int]]) -> None:
        self._parent = list(range(len(cards.ids)))
        self._slugs = [{slug} if slug else set() for slug in cards.slugs]
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def find(self, i: int) -> int:
        """Give the first contact of the cluster of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def unite(self, a: int, b: int, *, forced: bool) -> bool:
        """Join two clusters; refuse if their LinkedIn addresses or a decision part them."""
        first, second = sorted((self.find(a), self.find(b)))
        if first == second:
            return True
        if not forced and len(self._slugs[first] | self._slugs[second]) > 1:
            return False
        if any(self.find(i) == second for i in self._apart[first]):
            return False
        self._parent[second] = first
        self._slugs[first] |= self._slugs[second]
        self._apart[first] |= self._apart[second]
        return True

    def clusters(self) -> list[list[int]]:
        """List the clusters, each in order of position."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            found[self.find(i)].append(i)
        return [found[root] for root in sorted(found)]


def _row(ids: list[str], pair: Pair) -> dict[str, object]:
    a, b = sorted((ids[pair.a], ids[pair.b]))
    return {
        "merge_id": f"m{a[1:]}-{b[1:]}",
        "contact_a": a,
        "contact_b": b,
        "zone": pair.zone,
        "reasons": (pair.reason,),
        "decided_by": "you" if pair.reason == "decided" else "rule",
    }
