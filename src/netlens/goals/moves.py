"""
What to do this week: a few people, each with why, and what to offer first.

Few and kind: at most five moves, never above the pace that was asked for, no
scores of people, nobody who is off limits, and an offer only if it is one of
the reader's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.lexicon import load_lexicon
from netlens.goals.queries import root
from netlens.goals.sentences import read_sentence
from netlens.goals.words import fold, light_stem
from netlens.people.names import company_key, name_key, plain

MOST_MOVES: Final = 5
MOST_CONGRATULATIONS: Final = 2
_COLUMNS: Final = ("person_id", "name", "need_id", "what", "sentence", "because", "offer")
_RANK: Final = {"held": 0, "likely": 1}
_NEW_JOB: Final = frozenset({"job"})
_LONGEST_COMPANY: Final = 60
# What the reader may hope for, in their words, and how to ask for it kindly.
_ASKS: Final = {
    "targets": ("may be the one to talk to", "say what you are looking for"),
    "referral": ("referral", "ask whether they would pass on your name, or whom to write to"),
    "introduction": ("introduction", "ask whether they would introduce you"),
    "decision": ("may decide", "say what you are looking for"),
    "review": ("can look it over", "ask whether they would look it over"),
    "information": ("knows it from the inside", "ask what it is like, and listen"),
    "leads": ("leads", "ask what they hear of"),
    "guidance": ("guidance", "ask what they would do in your place"),
    "advice": ("advice", "ask for advice"),
    "tips": ("tips", "ask for a tip or two"),
    "counsel": ("counsel", "ask how they see it"),
    "support": ("support", "say what you are up to"),
    "encouragement": ("encouragement", "say what you are up to"),
    "sponsorship": ("may speak for you", "say what you are aiming for"),
    "problem-solving help": ("does this for a living", "ask how they would go about it"),
}
_PLAIN_ASK: Final = ("may help", "ask whether they can help, or know who can")
_AT_WORK: Final = frozenset({"targets", "decision", "referral", "information", "sponsorship"})


def propose_moves(
    matrix: pd.DataFrame,
    holders: pd.DataFrame,
    people: pd.DataFrame,
    needs: pd.DataFrame,
    *,
    pace: int = 3,
    off_limits: Sequence[str] = (),
    offers: Sequence[str] = (),
    employer: str = "",
) -> pd.DataFrame:
    """
    Propose whom to approach this week.

    Parameters
    ----------
    matrix
        As `netlens.goals.gaps.build_matrix` gives it: who is held or likely.
    holders
        HOLDERS, for the order of people within a need.
    people
        Everybody, with `person_id`, `name`, `company`, and `in_touch` (the
        day of the last letter or meeting) where that is known.
    needs
        NEEDS; earlier needs come first.
    pace
        Moves per week; above five, five.
    off_limits
        Person ids, names of people, and names of organisations.
    offers
        What ego can do for others, in ego's words.
    employer
        Ego's present employer: off limits too when a goal is a new job.

    Returns
    -------
    moves
        One row per move, first things first: `person_id`, `name`, `need_id`,
        `what` ("ask"), `sentence` and `because` (raw text), `offer` (a
        sentence, or empty when none of the offers fits, or it was suggested
        for somebody before). Nobody comes twice; every need is served once
        before any is served again.
    """
    limits = list(off_limits)
    if employer and any(_is_new_job(goal) for goal in needs["goal"].dropna().unique()):
        limits.append(employer)
    gone = find_off_limits(people, limits)
    known = {row["person_id"]: row for row in people.to_dict("records")}
    queues = _queues(matrix, holders, needs, keep=known.keys() - gone)
    rows, left = [], list(offers)
    for needs_row, person, because in _take_turns(queues, most=max(0, min(pace, MOST_MOVES))):
        offer = _fitting(known[person], left)
        if offer:
            # The same words to several people in one week are no offer to any of them.
            left.remove(offer)
        rows.append(_move(known[person], needs_row, because, offer))
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype("str")


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
    for row in people.to_dict("records"):
        name, company, title = (_text(row.get(key)) for key in ("name", "company", "title"))
        employer = company_key(company)
        title_words = f" {plain(title)} "
        if (
            row["person_id"] in ids
            or name_key(name) in names
            or (name and plain(name) in exact)
            or any(employer == firm or employer.startswith(f"{firm} ") for firm in firms)
            or any(
                f" at {firm} " in title_words or f" bei {firm} " in title_words for firm in firms
            )
        ):
            gone.add(row["person_id"])
    return gone


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_new_job(goal: str) -> bool:
    return bool(_NEW_JOB & {intent.name for intent in read_sentence(goal).intents})


_Queue = list[tuple[dict[Any, Any], str, str]]


def _queues(
    matrix: pd.DataFrame,
    holders: pd.DataFrame,
    needs: pd.DataFrame,
    *,
    keep: set[str],
) -> list[_Queue]:
    """Give for each need its people, the stated ones first, then by score and id."""
    scores = {
        (need, person): score
        for need, person, score in zip(
            holders["need_id"], holders["person_id"], holders["score"], strict=True
        )
    }
    queues = []
    for need in needs.to_dict("records"):
        cells = matrix[(matrix["need_id"] == need["need_id"]) & matrix["status"].isin(list(_RANK))]
        found = [
            (_RANK[cell["status"]], -scores.get((need["need_id"], person), 1.0), person, because)
            for cell in cells.to_dict("records")
            for person, because in zip(cell["person_ids"], cell["because"], strict=True)
            if person in keep
        ]
        queues.append([(need, person, because) for _, _, person, because in sorted(found)])
    return queues


def _take_turns(queues: list[_Queue], *, most: int) -> _Queue:
    """Take one person per need in turn, nobody twice."""
    chosen: _Queue = []
    seen: set[str] = set()
    while len(chosen) < most and any(queues):
        for queue in queues:
            while queue and queue[0][1] in seen:
                queue.pop(0)
            if queue and len(chosen) < most:
                chosen.append(queue.pop(0))
                seen.add(chosen[-1][1])
    return chosen


def _move(
    person: Mapping[Any, Any],
    need: Mapping[Any, Any],
    because: str,
    offer: str,
) -> dict[str, str]:
    name = _text(person["name"]) or "This contact"
    resource, company = _text(need["resource"]), _text(person.get("company"))
    hope, ask = _ASKS.get(resource, _PLAIN_ASK)
    if company and resource in _AT_WORK:
        hope = f"{hope} at {company[:_LONGEST_COMPANY]}"
    return {
        "person_id": str(person["person_id"]),
        "name": name,
        "need_id": str(need["need_id"]),
        "what": "ask",
        "sentence": f"{name} — {hope}: {ask}.",
        "because": _reason(because, person, _text(need.get("text"))),
        "offer": f"Offer first: {offer}." if offer else "",
    }


_NEW_JOBS: Final = {"new employer": "new job", "new title": "new title"}


def propose_congratulations(
    changes: pd.DataFrame,
    people: pd.DataFrame,
    moves: pd.DataFrame,
    *,
    off_limits: Sequence[str] = (),
) -> pd.DataFrame:
    """
    Propose whom to congratulate on a new job: a reason to write that asks for nothing.

    Parameters
    ----------
    changes
        As `netlens.people.list_changes` gives it.
    people
        As for `propose_moves`.
    moves
        Those of the week. Nobody among them comes again, and there are never
        more than five moves in all.
    off_limits
        Person ids, names of people, and names of organisations.

    Returns
    -------
    moves
        At most two rows as `propose_moves` gives them; `what` is
        "congratulate", `need_id` and `offer` are empty.
    """
    free = set(people["person_id"]) - find_off_limits(people, off_limits) - set(moves["person_id"])
    chosen = changes[changes["what"].isin(list(_NEW_JOBS)) & changes["person_id"].isin(free)]
    rows = [
        {
            "person_id": row["person_id"],
            "name": row["name"],
            "need_id": "",
            "what": "congratulate",
            "sentence": f"Congratulate {row['name']} — {_NEW_JOBS[row['what']]}: {row['after']}. "
            "Nothing to ask yet.",
            "because": f"{row['before']} in your {row['source']} export of "
            f"{_day(row['older'])}, no longer in that of {_day(row['newer'])}",
            "offer": "",
        }
        for row in chosen.drop_duplicates("person_id").to_dict("records")
    ]
    most = max(0, min(MOST_CONGRATULATIONS, MOST_MOVES - len(moves)))
    return pd.DataFrame(rows[:most], columns=list(_COLUMNS)).astype("str")


def _reason(because: str, person: Mapping[Any, Any], need: str) -> str:
    if need:
        because = f"For “{need}”: {because}"
    since, touched = person.get("connected_on"), person.get("in_touch")
    if isinstance(since, pd.Timestamp) and not pd.isna(since):
        because = f"{because}; connected since {since.year}"
    if isinstance(touched, pd.Timestamp) and not pd.isna(touched):
        because = f"{because}; last in touch in {touched:%B %Y}"
    return because


def _fitting(person: Mapping[Any, Any], offers: Sequence[str]) -> str:
    """Give the first offer that shares a word of content with the person's own facts."""
    labels = person.get("labels")
    facts = [_text(person.get(key)) for key in ("title", "company", "department", "notes")]
    facts += list(labels) if isinstance(labels, (tuple, list)) else []
    have = _content(" ".join(facts))
    return next((offer for offer in offers if _content(offer) & have), "")


def _content(text: str) -> set[str]:
    lexicon = load_lexicon()
    stems = [light_stem(word) for word in fold(text) if word not in lexicon.stop]
    return {root(stem) for stem in stems if stem not in lexicon.generic and len(stem) > 1}


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day.month_name()} {day.year}"
