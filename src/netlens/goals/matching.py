"""
Who may hold what a need asks for, from titles, employers, places, labels and notes.

Three statuses are kept apart. *Held*: a label or note states it. *Likely*: a
title, employer or place that the lexicon or the need's own words name. *Weak*:
some likeness, worth a look at most. Nobody is an answer: a need may get no row
above weak, and a person of whom nothing is described gets no row at all.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.errors import ParameterError, SchemaError
from netlens.goals.indexing import Flags, PeopleIndex, Person
from netlens.goals.likeness import Numbers
from netlens.goals.queries import Query, build_query
from netlens.goals.scoring import BEST_LIKELY, BEST_WEAK, LIKELY, NEAR, score_titles
from netlens.goals.statements import LONGEST_REASON, find_statement
from netlens.goals.titles import SENIORITIES
from netlens.schema import HOLDERS, make_table
from netlens.taxonomy import load_taxonomy
from netlens.vectors import SentenceModel, load_model

MATCHERS: Final = ("auto", "lexical", "semantic")

HELD: Final = 0.8
_FAINTEST: Final = 0.01
_IN_PLACE: Final = 0.05
_INSIDE: Final = 0.6
_LONGEST_ASKED: Final = 40
_OWNER: Final = SENIORITIES.index("owner")


def rank_holders(
    needs: pd.DataFrame,
    people: pd.DataFrame,
    *,
    matcher: str = "auto",
    top: int = 50,
) -> pd.DataFrame:
    """
    Rank, for each need, the people who may hold what it asks for.

    Parameters
    ----------
    needs
        One row per need: `need_id`, `text`; `resource`, `where` and `goal` if
        known, as in NEEDS.
    people
        One row per person: `person_id`, `title`; `company`, `department`,
        `location`, `labels`, `notes` if known.
    matcher
        "lexical": the lexicon, BM25 and letters. "semantic": the meaning of
        titles by sentence vectors as well, if `netlens[semantic]` is
        installed, and occupations in between if `netlens taxonomy add` was
        run. "auto": the best that is there.
    top
        At most so many rows per need.

    Returns
    -------
    holders
        HOLDERS: for each need in order, the best first and ties by
        `person_id`. `score` is 0 to 1 and orders people within one need; it
        says nothing across needs. `because` gives the person's own fact, as
        raw text of at most 120 characters. A person without title, company,
        labels and notes gets no row: unknown is not no.

    Raises
    ------
    ParameterError
        If there is no such matcher, or `top` is negative.
    SchemaError
        If a table lacks its id or text column.
    """
    _check(needs, people, matcher, top)
    model = choose_model(matcher)
    index = PeopleIndex(people, model, load_taxonomy(model) if model else None)
    parts = [
        rank_one(build_row_query(need), str(need["need_id"]), index, top=top)
        for need in needs.to_dict("records")
    ]
    rows = [row for part in parts for row in part]
    return make_table(HOLDERS, rows)


def choose_model(matcher: str) -> SentenceModel | None:
    """Give the model that a matcher uses; `ParameterError` if it needs one and there is none."""
    model = None if matcher == "lexical" else load_model()
    if matcher == "semantic" and model is None:
        msg = "no sentence model is installed. Run: python -m pip install 'netlens[semantic]'"
        raise ParameterError(msg)
    return model


def build_row_query(need: Mapping[Any, Any]) -> Query:
    """Read one row of a needs table; what is missing counts as not said."""
    said = {key: need[key] for key in ("text", "goal", "resource", "where") if key in need}
    known = {key: value for key, value in said.items() if isinstance(value, str)}
    return build_query(known.pop("text", ""), **known)


def rank_one(
    query: Query, need_id: str, index: PeopleIndex, *, top: int
) -> list[dict[str, object]]:
    """Rank the people of an index for one query; rows as `rank_holders` gives them."""
    if not index.people:
        return []
    titles = score_titles(query, index.titles)
    score = titles.score[index.title_of]
    likely = titles.likely[index.title_of]
    worded = titles.worded[index.title_of]
    reasons: dict[int, str] = {}
    _add_employers(query, index, score, likely, reasons)
    _add_places(query, index, score, likely, reasons)
    held = _add_statements(query, index, score, reasons)
    score = score.round(4)
    order = np.lexsort((index.order, -score))[:top]
    asked = _say_alike(query, index)
    return [
        {
            "need_id": need_id,
            "person_id": index.ids[i],
            "score": float(score[i]),
            "status": "held" if i in held else "likely" if likely[i] else "weak",
            "because": reasons.get(i)
            or _by_title(index.people[i], alike="" if likely[i] and worded[i] else asked),
        }
        for i in order.tolist()
        if score[i] >= _FAINTEST
    ]


def _add_employers(
    query: Query, index: PeopleIndex, score: Numbers, likely: Flags, reasons: dict[int, str]
) -> None:
    """Count whoever works where the need says, and owners of a firm of that trade."""
    for i in index.at_company(query.company):
        person = index.people[i]
        score[i] = min(max(score[i], LIKELY) + 0.1, BEST_LIKELY)
        reasons[i] = (
            _by_title(person) if person.title else _cut(f"works at {person.company}", "employer")
        )
        likely[i] = True
    trade = index.companies.find_any(query.likely)[index.company_of]
    levels = index.titles.levels[index.title_of]
    for i in np.flatnonzero(trade & ~likely).tolist():
        score[i] = max(score[i], BEST_WEAK * NEAR)
        if levels[i] == _OWNER:
            score[i], likely[i] = LIKELY + 0.05, True
            reasons[i] = _by_title(index.people[i], also="and employer")


def _add_places(
    query: Query, index: PeopleIndex, score: Numbers, likely: Flags, reasons: dict[int, str]
) -> None:
    """Prefer who is where the need says; a place not stated costs nothing."""
    for i in index.in_place(query.place):
        if query.by_place and not likely[i]:
            score[i], likely[i] = _INSIDE, True
            reasons[i] = _cut(f"in {index.people[i].location}", "place")
        elif score[i] > 0:
            if likely[i]:
                reasons.setdefault(i, _by_title(index.people[i], placed=True))
            score[i] = min(score[i] + _IN_PLACE, BEST_LIKELY if likely[i] else BEST_WEAK)


def _add_statements(
    query: Query, index: PeopleIndex, score: Numbers, reasons: dict[int, str]
) -> set[int]:
    held = set()
    phrases = (*query.likely, *((query.spelled,) if query.spelled else ()))
    for i in index.noted:
        person = index.people[i]
        because = find_statement(person.labels, person.notes, phrases, query.stated)
        if because:
            held.add(i)
            score[i] = HELD + (1 - HELD) * score[i]
            reasons[i] = because
    return held


def _by_title(person: Person, *, alike: str = "", placed: bool = False, also: str = "") -> str:
    known = "job title" if person.title else "employer" if person.company else "label or note"
    text = person.title or person.department
    if person.company:
        text = f"{text} at {person.company}" if text else f"works at {person.company}"
    if placed:
        text, known = f"{text}, in {person.location}", f"{known} and place"
    if not text:
        text = ", ".join(person.labels) or person.notes
    known = f"{known} {also}" if also else known
    return _cut(text, f"{known}, {alike}" if alike else known)


def _say_alike(query: Query, index: PeopleIndex) -> str:
    """Say in what a title is like the need that does not name it."""
    if not index.titles.has_meaning:
        return "only partly the same"
    asked = " ".join(query.role.split())
    asked = asked if len(asked) <= _LONGEST_ASKED else f"{asked[:_LONGEST_ASKED]}…"
    return f"close in meaning to “{asked}”" if asked else "close in meaning to the need"


def _cut(text: str, known: str) -> str:
    folded = " ".join(text[: 4 * LONGEST_REASON].split())
    longest = LONGEST_REASON - len(known) - len(" ()…")
    return f"{folded if len(folded) <= longest else folded[:longest] + '…'} ({known})"


def _check(needs: pd.DataFrame, people: pd.DataFrame, matcher: str, top: int) -> None:
    if matcher not in MATCHERS:
        msg = f"matcher {matcher!r} is unknown. Known are {', '.join(MATCHERS)}."
        raise ParameterError(msg)
    if top < 0:
        msg = f"top is {top}. Give zero or more."
        raise ParameterError(msg)
    wanted = (("needs", needs, ("need_id", "text")), ("people", people, ("person_id", "title")))
    missing = [
        f"{name}.{column}"
        for name, table, columns in wanted
        for column in columns
        if column not in table
    ]
    if missing:
        msg = f"rank_holders: no column {', '.join(missing)}."
        raise SchemaError(msg)
