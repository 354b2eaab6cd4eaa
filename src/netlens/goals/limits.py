"""Whom to leave alone: people and organisations that are off limits, for every part of a plan."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from netlens.goals.sentences import read_sentence
from netlens.people.names import company_key, name_key, plain
from netlens.schema import list_rows

_NEW_JOB: Final = "job"


def find_off_limits(people: pd.DataFrame, limits: Iterable[str]) -> set[str]:
    """
    Find the people whom any of these ids, names or organisations means.

    A person counts as part of an organisation whose name starts their
    employer's name, or stands after "at" in their title: off limits errs on the
    side of leaving people alone.
    """
    wanted = [text for text in dict.fromkeys(map(str.strip, limits)) if text]
    ids, names = set(wanted), {name_key(text) for text in wanted} - {""}
    exact, firms = {plain(text) for text in wanted}, {company_key(text) for text in wanted} - {""}
    gone = set()
    for row in list_rows(people):
        name, title = (_text(row.get(key)) for key in ("name", "title"))
        if (
            row["person_id"] in ids
            or name_key(name) in names
            or (name and plain(name) in exact)
            or any(is_inside(row, firm) for firm in firms)
            or any(_is_at(title, firm) for firm in firms)
        ):
            gone.add(row["person_id"])
    return gone


def is_inside(person: dict[str, object], firm: str) -> bool:
    """Tell whether a person's employer is the organisation of this key, or a part of it."""
    employer = company_key(_text(person.get("company")))
    return bool(firm) and (employer == firm or employer.startswith(f"{firm} "))


def _is_at(title: str, firm: str) -> bool:
    words = f" {plain(title)} "
    return f" at {firm} " in words or f" bei {firm} " in words


def is_limit(target: str, limits: Iterable[str]) -> bool:
    """Tell whether an organisation is off limits: named so, or a part of it, or the reverse."""
    wanted = f"{company_key(target)} "
    known = {f"{company_key(text)} " for text in limits} - {" "}
    return any(wanted.startswith(limit) or limit.startswith(wanted) for limit in known)


def is_new_job(goal: str) -> bool:
    """Tell whether a goal is a new job, of which one's present employer need not know."""
    return any(intent.name == _NEW_JOB for intent in read_sentence(goal).intents)


def list_limits(goals: Iterable[str], limits: Iterable[str], employer: str) -> tuple[str, ...]:
    """Give what is off limits: what the user says, and the present employer for a new job."""
    found = list(limits)
    if employer and any(is_new_job(goal) for goal in goals):
        found.append(employer)
    return tuple(dict.fromkeys(found))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
