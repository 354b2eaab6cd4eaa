"""
The plan: what to do this week, and in which later week the rest.

Few and at the reader's own pace. Asks count against it, those already written
in the ledger this week too; nobody is asked twice, whichever goal it is for,
and nobody who was asked in the last four weeks. In quiet months nothing is
asked at all. What does not fit before a goal's day is counted, not squeezed in.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.goals.ledger import HelpBook
from netlens.goals.moves import ASKS, Candidate
from netlens.schema import MOVES, list_rows, make_table

MOST_NOW: Final = 5
MOST_LATER: Final = 24
WEEKS_WITHOUT_DAY: Final = 8
REST_DAYS: Final = 28
_MOST_ASKS_PER_NEED: Final = 3
_ACTS_A_WEEK: Final = 2
_KEEPS_A_WEEK: Final = 1
_WEEK: Final = pd.Timedelta(days=7)
# How many of each kind a week takes, in this order; duties come first.
_KIND_ACTS: Final = {
    "congratulate": 2,
    "introduce": 1,
    "offer": 1,
    "return": 1,
    "contribute": 1,
    "seek": 1,
}
_MOST_THANKS: Final = 2
_LATER_KINDS: Final = {
    "thank": 3,
    "congratulate": 3,
    "return": 6,
    "contribute": 2,
    "introduce": 2,
    "offer": 3,
    "seek": 3,
}
# Whom to keep warm comes after everything else: a structure is no errand.
_LATER_KEEPS: Final = 3


@dataclass(frozen=True)
class Pace:
    """How ego likes to go about it; see `[style]` in netlens.toml."""

    asks_per_week: int = 3
    quiet: tuple[str, ...] = ()
    meet: str = "either"
    easy_first: bool = False

    def is_quiet(self, day: pd.Timestamp) -> bool:
        """Tell whether nothing is asked in the month of a day."""
        return f"{day:%Y-%m}" in self.quiet or f"{day:%m}" in self.quiet

    def is_quiet_week(self, week: pd.Timestamp) -> bool:
        """Tell it of a week, which counts to the month of its Thursday."""
        return self.is_quiet(week + pd.Timedelta(days=3))


@dataclass(frozen=True)
class Plan:
    """
    The chosen moves.

    `moves` is a table of MOVES. `left_out` counts, by goal id, the people whom
    one could ask and for whom there is no week before the goal's day; `quiet`
    tells whether asks rest this week; `spent` how many asks this week's ledger
    already holds.
    """

    moves: pd.DataFrame
    left_out: Mapping[str, int]
    quiet: bool
    spent: int


@dataclass
class _Choice:
    """What was chosen so far."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    served: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def takes(self, candidate: Candidate) -> bool:
        """Tell whether neither the person nor whom it is about is in the plan already."""
        return not {candidate.person_id, candidate.about_id, candidate.move_id} & self.taken

    def add(self, candidate: Candidate, when: str, week: pd.Timestamp) -> None:
        self.taken |= {candidate.person_id, candidate.about_id, candidate.move_id} - {""}
        if candidate.kind in ASKS:
            goal, need = candidate.goal_id, candidate.need_id or candidate.kind
            self.served[need] = self.served.get(need, 0) + 1
            self.asked[goal] = self.asked.get(goal, 0) + 1
        self.rows.append(
            {
                "move_id": candidate.move_id,
                "when": when,
                "week": week,
                **{name: getattr(candidate, name) or None for name in _COPIED},
                "rung": candidate.rung,
                "evidence_ids": candidate.evidence_ids,
            }
        )


_COPIED: Final = (
    "kind", "person_id", "name", "goal_id", "need_id", "resource", "sentence", "because", "offer",
    "basis",
)  # fmt: skip


def build_plan(
    asks: Sequence[Candidate],
    acts: Sequence[Candidate],
    goals: pd.DataFrame,
    *,
    pace: Pace,
    book: HelpBook,
    day: pd.Timestamp,
) -> Plan:
    """
    Choose this week's moves and give the others their weeks.

    Parameters
    ----------
    asks
        Candidates that ask for something, best first within a need.
    acts
        Candidates that ask for nothing: duties, congratulations, offers and so
        on. Those of kind "keep" fill what the others leave: at most one a
        week, none for somebody who may be in the plan for another reason, and
        none where the pace is nothing.
    goals
        `goal_id`, `by` (NaT if open), `weight`; in the user's order.
    pace
        The reader's style.
    book
        The ledger: whom ego has asked lately.
    day
        The day it is told for; weeks begin on Mondays.

    Returns
    -------
    plan
        At most five moves now and 24 later. In no week are there more asks
        than the pace allows, and nobody appears twice in the whole plan.
    """
    this_week = start_of_week(day)
    spent = _count_recent(book, since=this_week, until=day)
    chosen = _Choice()
    rested = [ask for ask in asks if not _is_resting(ask.person_id, book, day)]
    quiet = pace.is_quiet(day)
    room = 0 if quiet else max(0, pace.asks_per_week - spent)
    _choose_now(chosen, rested, acts, goals, pace, this_week, room)
    keeps = min(_keeps(pace), MOST_NOW - len(chosen.rows))
    _take(chosen, _of_nobody_else(acts, asks), keeps, "now", this_week)
    left_out = _choose_later(chosen, asks, acts, goals, pace, book, this_week)
    return Plan(make_table(MOVES, chosen.rows), left_out, quiet, spent)


def start_of_week(day: pd.Timestamp) -> pd.Timestamp:
    """Give the Monday of a day's week."""
    return (day.normalize() - pd.Timedelta(days=day.weekday())).as_unit("s")


def _count_recent(book: HelpBook, *, since: pd.Timestamp, until: pd.Timestamp) -> int:
    days = [ask.day for asks in book.asked.values() for ask in asks if not pd.isna(ask.day)]
    return sum(since <= day <= until for day in days)


def _is_resting(person: str, book: HelpBook, day: pd.Timestamp) -> bool:
    """Tell whether somebody was asked lately, or is being asked: one does not ask again."""
    asks = book.asked.get(person, ())
    recent = any(not pd.isna(a.day) and (day - a.day).days < REST_DAYS for a in asks)
    return recent or any(ask.outcome == "open" for ask in asks)


def _choose_now(
    chosen: _Choice,
    asks: Sequence[Candidate],
    acts: Sequence[Candidate],
    goals: pd.DataFrame,
    pace: Pace,
    week: pd.Timestamp,
    room: int,
) -> None:
    duties = [*_of(acts, "answer"), *_of(acts, "thank")[:_MOST_THANKS]]
    for duty in duties[:MOST_NOW]:
        if chosen.takes(duty):
            chosen.add(duty, "now", week)
    # Whoever deserves thanks is thanked before they are asked again.
    thanked = {act.person_id for act in _of(acts, "thank")}
    asks = [ask for ask in asks if ask.person_id not in thanked]
    for _ in range(min(room, MOST_NOW - len(chosen.rows))):
        ask = _next_ask(chosen, asks, goals, pace, week, week)
        if ask is None:
            break
        chosen.add(ask, "now", week)
    kinds = _KIND_ACTS if pace.meet != "one-to-one" else _without(_KIND_ACTS, "contribute")
    if pace.meet == "group":
        kinds = {"contribute": 2, **_without(kinds, "contribute")}
    for kind, most in kinds.items():
        _take(chosen, _of(acts, kind), min(most, MOST_NOW - len(chosen.rows)), "now", week)


def _keeps(pace: Pace) -> int:
    """Give how many people a week are written to only to keep them warm."""
    return min(_KEEPS_A_WEEK, pace.asks_per_week)


def _of_nobody_else(acts: Sequence[Candidate], asks: Sequence[Candidate]) -> list[Candidate]:
    """Give whom to keep warm and who is in no other candidate, which may find its week later."""
    others = (other for other in itertools.chain(asks, acts) if other.kind != "keep")
    named = {person for other in others for person in (other.person_id, other.about_id)}
    return [keep for keep in _of(acts, "keep") if keep.person_id not in named]


def _take(
    chosen: _Choice, acts: Iterable[Candidate], most: int, when: str, week: pd.Timestamp
) -> None:
    for act in acts:
        if most < 1:
            return
        if chosen.takes(act):
            chosen.add(act, when, week)
            most -= 1


def _next_ask(
    chosen: _Choice,
    asks: Sequence[Candidate],
    goals: pd.DataFrame,
    pace: Pace,
    week: pd.Timestamp,
    this_week: pd.Timestamp,
) -> Candidate | None:
    """
    Give the ask whose turn it is.

    Goals take turns by their weight, the needs of a goal by how often they
    were served; with `easy_first` the easier ask of equals comes first.
    """
    alive = {
        row["goal_id"]: (place, row["weight"], _last_week(row["by"], this_week))
        for place, row in enumerate(list_rows(goals))
        if row["weight"] > 0
    }
    best: tuple[Any, ...] | None = None
    found = None
    for number, ask in enumerate(asks):
        if ask.goal_id not in alive or not chosen.takes(ask):
            continue
        place, weight, last = alive[ask.goal_id]
        need = ask.need_id or ask.kind
        if week > last or chosen.served.get(need, 0) >= _MOST_ASKS_PER_NEED:
            continue
        turn = (chosen.asked.get(ask.goal_id, 0) + 1) / weight
        rung = ask.rung if pace.easy_first else 0
        can_wait = ask.kind == "recommend"
        key = (turn, place, can_wait, chosen.served.get(need, 0), rung, number)
        if best is None or key < best:
            best, found = key, ask
    return found


def _last_week(by: object, this_week: pd.Timestamp) -> pd.Timestamp:
    """Give the last week of a goal; one whose day has passed has none left."""
    if isinstance(by, (pd.Timestamp, dt.date)) and not pd.isna(by):
        return start_of_week(pd.Timestamp(by))
    return this_week + WEEKS_WITHOUT_DAY * _WEEK


def _choose_later(
    chosen: _Choice,
    asks: Sequence[Candidate],
    acts: Sequence[Candidate],
    goals: pd.DataFrame,
    pace: Pace,
    book: HelpBook,
    this_week: pd.Timestamp,
) -> dict[str, int]:
    """Give asks their weeks, then put what asks for nothing between them."""
    now = len(chosen.rows)
    ends = [_last_week(by, this_week) for by in goals["by"]]
    last = min(max(ends, default=this_week), this_week + 26 * _WEEK)
    week = this_week + _WEEK
    free: list[pd.Timestamp] = []
    while week <= last and len(chosen.rows) - now < MOST_LATER:
        free.append(week)
        room = 0 if pace.is_quiet_week(week) else pace.asks_per_week
        rested = [ask for ask in asks if not _is_resting(ask.person_id, book, week)]
        for _ in range(min(room, MOST_LATER - (len(chosen.rows) - now))):
            ask = _next_ask(chosen, rested, goals, pace, week, this_week)
            if ask is None:
                break
            chosen.add(ask, "later", week)
        week += _WEEK
    free_to_ask = [ask for ask in asks if not _is_resting(ask.person_id, book, last)]
    left_out = _count_left(chosen, free_to_ask, full=len(chosen.rows) - now >= MOST_LATER)
    kinds = _without(_LATER_KINDS, "contribute") if pace.meet == "one-to-one" else _LATER_KINDS
    queues = [_of(acts, kind)[:most] for kind, most in kinds.items()]
    places = dict.fromkeys(free, _ACTS_A_WEEK)
    _spread(chosen, _in_turn(queues), places, MOST_LATER - (len(chosen.rows) - now))
    places = {week: min(_keeps(pace), left) for week, left in places.items()}
    most = min(_LATER_KEEPS, MOST_LATER - (len(chosen.rows) - now))
    _spread(chosen, _of(acts, "keep"), places, most)
    chosen.rows[now:] = sorted(chosen.rows[now:], key=lambda row: row["week"])
    return left_out


def _in_turn(queues: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """Give one of each kind in turn."""
    turns = itertools.chain(*itertools.zip_longest(*queues))
    return [act for act in turns if act is not None]


def _spread(
    chosen: _Choice, acts: Iterable[Candidate], places: dict[pd.Timestamp, int], most: int
) -> None:
    """Put what asks for nothing into the first weeks with room, which it takes."""
    for act in acts:
        week = next((week for week, left in places.items() if left), None)
        if week is not None and most > 0 and chosen.takes(act):
            chosen.add(act, "later", week)
            places[week] -= 1
            most -= 1


def _count_left(chosen: _Choice, asks: Sequence[Candidate], *, full: bool) -> dict[str, int]:
    """Count by goal the people who might be asked and found no place."""
    left: dict[str, set[str]] = {}
    for ask in asks:
        open_need = chosen.served.get(ask.need_id or ask.kind, 0) < _MOST_ASKS_PER_NEED
        if (open_need or full) and chosen.takes(ask):
            left.setdefault(ask.goal_id, set()).add(ask.person_id)
    return {goal: len(people) for goal, people in left.items()}


def _of(acts: Iterable[Candidate], kind: str) -> list[Candidate]:
    return [act for act in acts if act.kind == kind]


def _without(kinds: Mapping[str, int], kind: str) -> dict[str, int]:
    return {name: most for name, most in kinds.items() if name != kind}


def assign_offers(moves: pd.DataFrame, offered: pd.DataFrame) -> pd.DataFrame:
    """
    Give each ask an offer that its person may want, each offer once a week.

    The same words to several people in one week are no offer to any of them.

    Parameters
    ----------
    moves
        Table of MOVES.
    offered
        Table of OFFERED.

    Returns
    -------
    moves
        The same rows; `offer` is missing where none of ego's offers suits.
    """
    order = {"stated": 0, "likely": 1}
    best = sorted(
        list_rows(offered), key=lambda row: (order[row["status"]], -row["score"], row["offer"])
    )
    used: set[tuple[Any, str]] = set()
    offers: list[str | None] = []
    for move in list_rows(moves):
        offer = move["offer"] if isinstance(move["offer"], str) else None
        if offer is None and move["kind"] in _WITH_OFFER:
            fitting = (row["offer"] for row in best if row["person_id"] == move["person_id"])
            offer = next((text for text in fitting if (move["week"], text) not in used), None)
        if offer is not None:
            used.add((move["week"], offer))
        offers.append(offer)
    return moves.assign(offer=pd.Series(offers, index=moves.index, dtype="str"))


_WITH_OFFER: Final = ASKS | {"keep", "return"}
