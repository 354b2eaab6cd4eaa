"""
Contacts who should meet: one may have what the other looks for.

Only where both may be glad of it, and where nothing says that they know each
other already. Two people whose tie no list could have shown are *unobserved*;
one of whom a list is held that the other is not on, *absent*. Two whose circles
meet only through ego come before equals. Where no want brings two such circles
together, two people who work in one topic and both look for something in it
may; else nobody does.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from netlens.goals.circles import Circles
from netlens.goals.indexing import PeopleIndex
from netlens.goals.matching import rank_one
from netlens.goals.queries import build_query
from netlens.goals.sentences import read_sentence
from netlens.goals.topics import do_agree, find_topics, load_topics
from netlens.goals.wants import labels_of, load_wants, text_of
from netlens.people.names import company_key
from netlens.schema import MEETINGS, make_table

MOST_MEETINGS: Final = 5
_MOST_ASKED: Final = 200  # distinct wants that are looked up
_MOST_HOLDERS: Final = 20
_MOST_PAIRS: Final = 50_000
_STATED: Final = 0.6
_BOTH: Final = 0.3
_BOTH_STATED: Final = 0.8
_SAME_TOPIC: Final = 0.1
_ABSENT: Final = 0.05
_APART: Final = 0.1
_PEERS: Final = 0.15
_SAME_LABEL: Final = 0.05
# In these, whoever has it is glad of somebody who wants it, without looking for them.
_WELCOME: Final = frozenset({"flat", "service", "job", "first chance", "money", "tenants"})
# What somebody may find with whoever works in the same topic …
_AMONG_PEERS: Final = frozenset({"advice", "to hear", "partners", "sources", "speakers"})
# … and of these what a role looks for with anybody in it, though nothing says so.
_BY_ROLE: Final = frozenset({"sources", "speakers"})
_CALLED: Final = {"people": "human resources", "pipelines": "data pipelines", "tech": "technology"}


@dataclass(frozen=True)
class _Pair:
    person: str
    other: str
    want: str
    because: str
    because_other: str
    score: float


def suggest_meetings(
    wants: pd.DataFrame,
    people: pd.DataFrame,
    *,
    ties: pd.DataFrame,
    pooled: Mapping[str, Collection[str]],
    circles: Circles = Circles(),  # noqa: B008  (frozen)
    off_limits: Collection[str] = (),
    most: int = MOST_MEETINGS,
) -> pd.DataFrame:
    """
    Suggest pairs of contacts who may be glad to meet.

    Parameters
    ----------
    wants
        WANTS.
    people
        The contacts: `person_id`, `title`, `company`, `labels`, `notes`,
        `location`.
    ties
        TIES, or any table with `from`, `to` and `basis`; observed and asserted
        ones say that two people know each other.
    pooled
        For each person of whom a list of contacts is held, the ids on it.
    circles
        Which of them are in communities that meet only through ego.
    off_limits
        Ids of people who are in no pair.
    most
        At most so many pairs.

    Returns
    -------
    meetings
        MEETINGS, the best first, ties by id; each person in one pair at most.
        `person_id` looks for `want`, `other_id` may have it; both reasons are
        facts of that person, raw. `score` is 0 to 1 and only orders. A want
        that is inferred counts only if the other looks for the other side of
        it; pairs with the same employer or a tie that is known are left out.
        Where no want joins two communities that meet only through ego, the
        best pair of peers is: both work in the topic that `want` names, and
        each looks for something in it, one of them by their own words.
    """
    known = _Known(people, ties, pooled, frozenset(off_limits))
    pairs = [*_by_statement(wants, people, known), *_by_both(wants, known)]
    best = _choose(pairs, known, circles)
    if circles.apart:
        joined = {circles.between(*pair) for pair in best}
        peers = _choose(_by_topic(wants, known, circles), known, circles)
        best |= {key: one for key, one in peers.items() if circles.between(*key) not in joined}
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for score, pair in sorted(best.values(), key=lambda one: _order(*one)):
        if len(rows) < most and not {pair.person, pair.other} & seen:
            seen |= {pair.person, pair.other}
            rows.append(_row(pair, score, known.tie(pair.person, pair.other)))
    return make_table(MEETINGS, rows)


def _choose(
    pairs: Iterable[_Pair], known: "_Known", circles: Circles
) -> dict[tuple[str, str], tuple[float, _Pair]]:
    """Give for each two people who may not know each other the best reason to meet."""
    best: dict[tuple[str, str], tuple[float, _Pair]] = {}
    for pair in pairs:
        tie = known.tie(pair.person, pair.other)
        if tie:
            apart = bool(circles.between(pair.person, pair.other))
            score = pair.score + _ABSENT * (tie == "absent") + _APART * apart
            score = round(score - known.penalty(pair), 4)
            key = (min(pair.person, pair.other), max(pair.person, pair.other))
            if key not in best or _order(score, pair) < _order(*best[key]):
                best[key] = (score, pair)
    return best


def _order(score: float, pair: _Pair) -> tuple[float, str, str, str]:
    return -score, pair.person, pair.other, pair.want


def _row(pair: _Pair, score: float, tie: str) -> dict[str, Any]:
    return {
        "person_id": pair.person,
        "other_id": pair.other,
        "want": pair.want,
        "because": pair.because,
        "because_other": pair.because_other,
        "tie": tie,
        "score": min(score, 1.0),
    }


class _Known:
    """Who is who, and what shows that two people know each other."""

    def __init__(
        self,
        people: pd.DataFrame,
        ties: pd.DataFrame,
        pooled: Mapping[str, Collection[str]],
        off_limits: frozenset[str],
    ) -> None:
        rows = people.to_dict("records")
        self.people = {
            str(row["person_id"]): row
            for row in rows
            if str(row["person_id"]) not in off_limits and row.get("is_ego") is not True
        }
        seen = ties[ties["basis"] != "inferred"]
        pairs = zip(seen["from"].astype(str), seen["to"].astype(str), strict=True)
        self._tied = {frozenset(pair) for pair in pairs}
        self._lists = {str(owner): set(map(str, ids)) for owner, ids in pooled.items()}

    def tie(self, one: str, other: str) -> str:
        """Say whether a tie is unobserved or absent; empty where the two may know each other."""
        if one == other or not {one, other} <= self.people.keys():
            return ""
        if frozenset((one, other)) in self._tied or self._share_employer(one, other):
            return ""
        lists = [(a, b) for a, b in ((one, other), (other, one)) if a in self._lists]
        if any(b in self._lists[a] for a, b in lists):
            return ""
        return "absent" if lists else "unobserved"

    def _share_employer(self, one: str, other: str) -> bool:
        first, second = (company_key(text_of(self.people[p], "company")) for p in (one, other))
        shorter, longer = sorted((first, second), key=len)
        return bool(shorter) and (longer == shorter or longer.startswith(f"{shorter} "))

    def penalty(self, pair: _Pair) -> float:
        """Prefer pairs whom nothing of ego's own puts in one circle."""
        circles = [
            {label.casefold() for label in labels_of(self.people[p])}
            for p in (pair.person, pair.other)
        ]
        return _SAME_LABEL if circles[0] & circles[1] else 0.0


# A want that is stated, and somebody who has it ------------------------------------------


def _by_statement(wants: pd.DataFrame, people: pd.DataFrame, known: _Known) -> Iterator[_Pair]:
    stated = [
        row
        for row in wants.to_dict("records")
        if row["basis"] != "inferred"
        and str(row["person_id"]) in known.people
        and row["kind"] in _WELCOME
        and need_of(row)
    ]
    if not stated:
        return
    index = PeopleIndex(people)
    found: dict[str, list[dict[str, object]]] = {}
    for want in stated:
        need = need_of(want)
        if need not in found:
            if len(found) == _MOST_ASKED:
                return
            found[need] = rank_one(build_query(need), "", index, top=_MOST_HOLDERS)
        place = read_sentence(str(want["want"])).place
        for row in found[need]:
            other = str(row["person_id"])
            if row["status"] != "weak" and other in known.people:
                near = _near(place, text_of(known.people[other], "location"))
                if near is not None:
                    score = _STATED + _BOTH * float(str(row["score"])) + near
                    yield _pair(want, other, str(row["because"]), score)


def need_of(want: Mapping[Any, Any]) -> str:
    """Give a want as the sentence of a need; empty where its other side decides."""
    kind = load_wants().kinds.get(str(want["kind"]))
    return kind.need.replace("{want}", str(want["want"])) if kind else ""


def _near(place: str, location: str) -> float | None:
    """Prefer who is where the want says; who is known to be elsewhere is out."""
    if not place or not location:
        return 0.0
    return _SAME_TOPIC if place.casefold() in location.casefold() else None


def _pair(want: Mapping[Any, Any], other: str, because: str, score: float) -> _Pair:
    return _Pair(
        str(want["person_id"]), other, str(want["want"]), str(want["because"]), because, score
    )


# Two wants that answer each other --------------------------------------------------------


def _by_both(wants: pd.DataFrame, known: _Known) -> Iterator[_Pair]:
    """Pair wants that answer each other; stated ones first, so that a cap cuts guesses."""
    rows = [row for row in wants.to_dict("records") if str(row["person_id"]) in known.people]
    rows.sort(key=lambda row: (row["basis"] == "inferred", str(row["person_id"]), row["want"]))
    by_kind: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows:
        by_kind.setdefault(str(row["kind"]), []).append(row)
    left = _MOST_PAIRS
    for want in rows:
        kind = load_wants().kinds.get(str(want["kind"]))
        for other in (
            row for name in (kind.meets if kind else ()) for row in by_kind.get(name, ())
        ):
            left -= 1
            if left < 0:
                return
            score = _score_both(want, other, known)
            if score:
                yield _pair(want, str(other["person_id"]), str(other["because"]), score)


# Of two that answer each other, these are the ones to say first: what is asked for.
_ASKING: Final = frozenset({"job", "first chance", "money", "flat", "an audience"})


def _score_both(want: Mapping[Any, Any], other: Mapping[Any, Any], known: _Known) -> float:
    if want["kind"] not in _ASKING:
        return 0.0
    persons = [known.people[str(row["person_id"])] for row in (want, other)]
    about = [_about(row, person) for row, person in zip((want, other), persons, strict=True)]
    same = bool(about[0] and about[1]) and do_agree(*about)
    if want["kind"] in {"job", "first chance"} and not same:
        return 0.0
    place = read_sentence(str(want["want"])).place
    near = _near(place, text_of(persons[1], "location"))
    if near is None:
        return 0.0
    stated = sum(row["basis"] != "inferred" for row in (want, other))
    base = {0: _BOTH, 1: _STATED, 2: _BOTH_STATED}[stated]
    return base + _SAME_TOPIC * same + near


def _about(want: Mapping[Any, Any], person: Mapping[Any, Any]) -> frozenset[str]:
    """Give the topics of a want; of one that names none, those of the person's own facts."""
    said, own = find_topics(str(want["want"])), _work(person)
    return own if want["kind"] in {"money", "founders", "sources"} else said or own


def _work(person: Mapping[Any, Any]) -> frozenset[str]:
    texts = (text_of(person, "title"), *labels_of(person), text_of(person, "company"))
    return frozenset().union(*map(find_topics, texts))


# Two circles that meet only through ego -------------------------------------------------


def _by_topic(wants: pd.DataFrame, known: _Known, circles: Circles) -> Iterator[_Pair]:
    """Pair people of such circles who work in one topic and both look for something in it."""
    by_circle: dict[str, list[Mapping[Any, Any]]] = {}
    for want in wants.to_dict("records"):
        if want["kind"] in _AMONG_PEERS and str(want["person_id"]) in known.people:
            by_circle.setdefault(circles.of.get(str(want["person_id"]), ""), []).append(want)
    left = _MOST_PAIRS
    for pair in sorted(map(sorted, circles.apart)):
        for one, other in itertools.product(*(by_circle.get(name, ()) for name in pair)):
            left -= 1
            if left < 0:
                return
            yield from _peers(one, other, known)


def name_topic(topic: str) -> str:
    """Give a topic of `topics.toml` as a letter names it."""
    return _CALLED.get(topic, topic)


def _peers(one: Mapping[Any, Any], other: Mapping[Any, Any], known: _Known) -> Iterator[_Pair]:
    stated = [row["basis"] != "inferred" for row in (one, other)]
    by_role = [row["kind"] in _BY_ROLE for row in (one, other)]
    if not any(stated) or not all(map(max, stated, by_role)):
        return
    if one["person_id"] > other["person_id"]:
        one, other = other, one
    persons = [known.people[str(row["person_id"])] for row in (one, other)]
    # A label is ego's own word; what a letter names is what both say of themselves.
    bare = [{**person, "labels": ()} for person in persons]
    shared = _work(bare[0]) & _work(bare[1]) & load_topics().keys()
    sought = [_about(row, person) for row, person in zip((one, other), persons, strict=True)]
    for topic in sorted(shared):
        if all(do_agree(topics, [topic]) for topics in sought):
            yield _Pair(
                str(one["person_id"]),
                str(other["person_id"]),
                f"an exchange on {name_topic(topic)}",
                str(one["because"]),
                str(other["because"]),
                _PEERS,
            )
