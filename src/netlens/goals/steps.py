"""
The step gate: each step of the method for each goal, done, weak, missing or not known.

What nobody wrote down is *unknown*, never missing: netlens sees the exports,
netlens.toml and the ledger, not what was said over coffee.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from netlens.goals.ledger import HelpBook
from netlens.schema import STEPS, list_rows, make_table

_LOG: Final = "netlens log --who NAME --what"
_YEAR: Final = 365


@dataclass(frozen=True)
class Stand:
    """
    What is known of one goal.

    `holders` are ids of those who may have something it needs; `filled` of
    `needs` needs have somebody. `touched` are ids of those in touch within a
    year; `any_touch` tells whether any letter or meeting is dated at all.
    """

    goal_id: str
    has_day: bool
    has_target: bool
    needs: int
    proposed: int
    filled: int
    described: int
    holders: frozenset[str]
    offers: int
    skills: int
    named: bool
    book: HelpBook
    touched: frozenset[str]
    any_touch: bool


_Finding = tuple[str, str, str]  # status, because, fix


def check_steps(stands: list[Stand]) -> pd.DataFrame:
    """
    Check every step of the method for each goal.

    Returns
    -------
    steps
        Table of STEPS: ten rows per goal, in order. `because` says what was
        seen, `fix` what would help (empty when done).
    """
    rows: list[dict[str, Any]] = []
    for stand in stands:
        for number, (name, check) in enumerate(_CHECKS, 1):
            status, because, fix = check(stand)
            rows.append(
                {
                    "goal_id": stand.goal_id,
                    "step": number,
                    "name": name,
                    "status": status,
                    "because": because,
                    "fix": "" if status == "done" else fix,
                }
            )
    return make_table(STEPS, rows)


def count_steps(steps: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count the steps of each goal by status."""
    found: dict[str, dict[str, int]] = {}
    for row in list_rows(steps):
        counts = found.setdefault(row["goal_id"], {})
        counts[row["status"]] = counts.get(row["status"], 0) + 1
    return found


def _want(stand: Stand) -> _Finding:
    parts = [
        ("a day", "by = 2027-03-31", stand.has_day),
        ("a target or a place", 'targets = ["…"]', stand.has_target),
    ]
    lacks = [word for word, _, there in parts if not there]
    lines = ", ".join(line for _, line, there in parts if not there)
    fix = f"give it {' and '.join(lacks)} in netlens.toml: {lines}"
    if not lacks:
        return "done", "the goal has a sentence, a day and a target or a place", ""
    return "weak", f"the goal is a sentence without {' and '.join(lacks)}", fix


def _have(stand: Stand) -> _Finding:
    fix = 'write down what you can do for others: offers = ["…"] under [me]'
    if stand.offers:
        return "done", f"you state {_count(stand.offers, 'offer')}", ""
    if stand.skills:
        return "weak", f"your profile lists {_count(stand.skills, 'skill')}, but no offer", fix
    return "missing", "no offer and no skill is stated", fix


def _need(stand: Stand) -> _Finding:
    fix = "read what is proposed, then keep it in your own words: netlens plan --propose"
    if not stand.needs:
        return "missing", "no need is stated", fix
    if stand.proposed == stand.needs:
        all_ = "the one need is" if stand.needs == 1 else f"all {stand.needs:,} needs are"
        return "weak", f"{all_} proposed by netlens", fix
    return "done", f"you state {_count(stand.needs - stand.proposed, 'need')}", ""


def _matter(stand: Stand) -> _Finding:
    fix = "say what people do whom netlens knows by name only, or pool a colleague's list"
    if not stand.described:
        return "unknown", "nobody's work is described in these exports", fix
    one = stand.needs == 1
    if stand.filled == stand.needs:
        each = "the one need" if one else f"each of {_count(stand.needs, 'need')}"
        return "done", f"{each} has somebody", ""
    because = f"{stand.filled} of {_count(stand.needs, 'need')} {_has(stand.filled)} somebody"
    because = "the one need has nobody" if one else because
    return ("weak" if stand.filled else "missing"), because, fix


def _interest(stand: Stand) -> _Finding:
    fix = f"tell them, then note it: {_LOG} message --goal …"
    told = {person for person, goal in stand.book.told if goal == stand.goal_id}
    if not stand.book.lines:
        return "unknown", "your ledger is empty, so nothing shows whom you told", fix
    matter = told & stand.holders
    if len(matter) > 1:
        return "done", f"{_people(len(matter))} who matter have heard of it from you", ""
    if told:
        return "weak", f"{_people(len(told))} {_has(len(told))} heard of it from you", fix
    return "missing", "your ledger names nobody whom you told of this goal", fix


def _offered(stand: Stand) -> _Finding:
    fix = f"begin with something for them, then note it: {_LOG} favour --direction gave"
    if not stand.book.lines:
        return "unknown", "your ledger is empty, so nothing shows what you gave", fix
    given = stand.holders & set(stand.book.given)
    if given:
        return "done", f"you have done something for {_people(len(given))} who matter", ""
    if stand.book.given:
        return "weak", "what you gave went to people who do not matter for this goal", fix
    return "missing", "your ledger shows nothing given", fix


def _introduction(stand: Stand) -> _Finding:
    parts = [
        ("who you are", stand.named),
        ("what you seek", True),
        ("what you offer", stand.offers > 0),
    ]
    lacks = [word for word, there in parts if not there]
    if not lacks:
        return "done", "who you are, what you seek and what you offer are all stated", ""
    fix = "complete [me] in netlens.toml: name and offers"
    return "weak", f"an introduction would lack {' and '.join(lacks)}", fix


def _exchange(stand: Stand) -> _Finding:
    fix = "suggest an exchange with the next ask; the drafts do"
    given, received = stand.book.counts
    if not stand.book.lines:
        return "unknown", "your ledger is empty", fix
    both = stand.holders & set(stand.book.given) & set(stand.book.received)
    if both:
        return "done", f"with {_people(len(both))} who matter it has gone both ways", ""
    if given or received:
        return "weak", f"given {given}, received {received} across your network", fix
    return "missing", "your ledger shows no favour either way", fix


def _thanks(stand: Stand) -> _Finding:
    open_ = len(stand.book.unthanked)
    fix = f"write thanks, then note it: {_LOG} thanks --direction gave"
    if not stand.book.lines:
        return "unknown", "your ledger is empty", fix
    if open_:
        return "weak", f"{_count(open_, 'favour')} without thanks in your ledger", fix
    if not stand.book.received:
        return "unknown", "no help is written down that could be thanked for", fix
    return "done", "every favour in your ledger is followed by thanks", ""


def _touch(stand: Stand) -> _Finding:
    fix = "write to one of them without a request; the plan says to whom"
    if not stand.holders:
        return "unknown", "nobody is known yet with whom to keep in touch for this goal", fix
    if not stand.any_touch:
        return "unknown", "no letter or meeting in these exports is dated", fix
    near = len(stand.touched & stand.holders)
    because = f"of {_people(len(stand.holders))} who may help, {near} in touch within a year"
    if 2 * near >= len(stand.holders):
        return "done", because, ""
    return ("weak" if near else "missing"), f"{because}, as far as your exports show", fix


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _people(number: int) -> str:
    return f"{number:,} {'person' if number == 1 else 'people'}"


_CHECKS: Final[tuple[tuple[str, Callable[[Stand], _Finding]], ...]] = (
    ("know what I want", _want),
    ("know what I have", _have),
    ("know what I need", _need),
    ("know who matters", _matter),
    ("they know of my interest", _interest),
    ("they know my offer", _offered),
    ("introduce myself", _introduction),
    ("an exchange", _exchange),
    ("thanks", _thanks),
    ("keep in touch", _touch),
)
