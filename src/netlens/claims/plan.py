"""What to do now and later, how far each goal has come, and what has gone to and fro."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.phrasing import are, count, listing, long_day, people
from netlens.claims.rows import Claim, claim
from netlens.schema import iter_rows, list_rows

_ASKS = ("ask", "recommend", "door")
_STEPS = 10


def claim_plan(facts: Facts) -> Iterator[Claim]:
    """State the plan beyond this week, the step gate and the exchange."""
    if facts.goals.empty:
        yield claim(
            "plan.no-goal",
            "lead",
            "Without a goal there is nothing to plan but kindness: answers, thanks and congratulations, where there is reason for them.",
            basis="unknown",
        )
    else:
        yield _lead(facts)
        yield from _left_out(facts)
        yield from _limits(facts)
        yield from _steps(facts)
    yield from _exchange(facts)


def _lead(facts: Facts) -> Claim:
    now = facts.moves[facts.moves["when"] == "now"]
    later = facts.moves[facts.moves["when"] == "later"]
    asks = int(now["kind"].isin(_ASKS).sum())
    rest = len(now) - asks
    this_week = f"This week: {count(asks, 'ask')} and {count(rest, 'thing')} to do that {'asks' if rest == 1 else 'ask'} for nothing"
    if facts.plan.quiet:
        this_week = (
            f"This is a quiet month: nothing is asked; things to do that ask for nothing: {rest:,}"
        )
    after = f"; {count(len(later), 'move')} after that until {_until(later)}" if len(later) else ""
    return claim(
        "plan.lead",
        "lead",
        f"{this_week}{after}. Your pace is {count(facts.pace.asks_per_week, 'ask')} a week, and nobody is asked twice.",
        value=len(now),
        unit="moves",
        basis="inferred",
        evidence=now["move_id"],
    )


def _until(later: pd.DataFrame) -> str:
    return f"the week of {long_day(later['week'].max())}"


def _left_out(facts: Facts) -> Iterator[Claim]:
    planned = set(facts.moves["goal_id"])
    for goal in iter_rows(facts.goals):
        if not pd.isna(goal.by) and goal.by < facts.as_of:
            yield claim(
                f"plan.past-{goal.goal_id}",
                "note",
                f"{goal.goal}: the day you set, {long_day(goal.by)}, has passed, so nothing is planned for it. A new day in netlens.toml brings it back.",
                basis="asserted",
            )
            continue
        if goal.goal_id not in planned:
            yield claim(
                f"plan.none-{goal.goal_id}",
                "note",
                f"{goal.goal}: no move in this plan. Whoever may help said no, is being asked, has nothing that shows contact, or is not known.",
                basis="unknown",
            )
        left = facts.plan.left_out.get(goal.goal_id, 0)
        if left and goal.weight > 0:
            until = (
                f" before {long_day(goal.by)}" if not pd.isna(goal.by) else " within eight weeks"
            )
            yield claim(
                f"plan.left-{goal.goal_id}",
                "note",
                f"{goal.goal}: {count(left, 'more person', 'more people')} could be asked; at your pace there is no week for them{until}.",
                value=left,
                unit="people",
                basis="inferred",
            )


def _limits(facts: Facts) -> Iterator[Claim]:
    if facts.left_alone:
        yield claim(
            "plan.off-limits",
            "note",
            f"{people(facts.left_alone)} are off limits and appear in no move, draft or introduction; they still count in your reach."
            if facts.left_alone != 1
            else "1 person is off limits and appears in no move, draft or introduction; they still count in your reach.",
            value=facts.left_alone,
            unit="people",
            basis="asserted",
        )
    if facts.warm_only:
        cold = int((~facts.help["warm"]).sum())
        yield claim(
            "plan.warm-only",
            "note",
            f"You ask warm ties only: of {people(cold)} no letter, meeting, favour or shared list is seen. That does not say that "
            "they are far; some of them are proposed for a few lines without a request.",
            value=cold,
            unit="people",
            basis="unknown",
        )


def _steps(facts: Facts) -> Iterator[Claim]:
    for goal in iter_rows(facts.goals):
        rows = facts.steps[facts.steps["goal_id"] == goal.goal_id]
        done = int((rows["status"] == "done").sum())
        first = rows[rows["status"].isin(["missing", "weak"])].sort_values(
            "status", kind="stable", key=lambda column: column.map({"missing": 0, "weak": 1})
        )
        sentence = f"{goal.goal}: {done} of {_STEPS} steps {are(done)} done"
        if len(first):
            row = list_rows(first)[0]
            sentence += f"; next: {row['name']} ({row['because']}). What helps: {row['fix']}"
        unknown = int((rows["status"] == "unknown").sum())
        if unknown:
            sentence += f". Of {unknown} nothing is known"
        yield claim(
            f"plan.steps-{goal.goal_id}",
            "fact",
            f"{sentence}.",
            value=done,
            unit="steps",
            basis="asserted",
        )


def _exchange(facts: Facts) -> Iterator[Claim]:
    given, received = facts.given, facts.received
    if given or received:
        yield claim(
            "exchange.balance",
            "fact",
            f"Across your whole network your ledger has {given} given and {received} received. It is a long game: a favour may come back "
            "from somebody else, or years later.",
            value=given,
            unit="favours",
            basis="asserted",
        )
    else:
        yield claim(
            "exchange.no-ledger",
            "unknown",
            "Who helped whom is not known: your ledger holds no favour. netlens log writes one down.",
            basis="unknown",
        )
    if facts.waiting:
        yield claim(
            "exchange.waiting",
            "fact",
            f"{listing(facts.waiting, 5)} asked you for something and {'waits' if len(facts.waiting) == 1 else 'wait'} for an answer, by your ledger.",
            value=len(facts.waiting),
            unit="people",
            basis="asserted",
        )
    if facts.unanswered:
        yield claim(
            "exchange.unanswered",
            "unknown",
            f"Of what you asked {listing(facts.unanswered, 5)} no answer is written in your ledger. That is not a no.",
            value=len(facts.unanswered),
            unit="people",
            basis="unknown",
        )
    yield from _offered(facts)
    yield from _meetings(facts)
    yield from _own(facts)


def _offered(facts: Facts) -> Iterator[Claim]:
    for number, (offer, rows) in enumerate(facts.offered.groupby("offer", sort=False), 1):
        names = [_name(facts, person) for person in rows["person_id"]]
        yield claim(
            f"exchange.offer-{number}",
            "fact",
            f"Your offer, {offer}: may suit {listing(names, 4)}.",
            value=len(rows),
            unit="people",
            basis="inferred",
            evidence=rows["person_id"],
        )


def _meetings(facts: Facts) -> Iterator[Claim]:
    for number, row in enumerate(iter_rows(facts.meetings), 1):
        one, other = _name(facts, row.person_id), _name(facts, row.other_id)
        tie = (
            "whether they know each other is not known"
            if row.tie == "unobserved"
            else "the lists you hold do not show that they know each other"
        )
        yield claim(
            f"exchange.meeting-{number}",
            "fact",
            f"{one} and {other} might be glad to meet. It may be about {row.want}. {one}: {row.because}; {other}: {row.because_other}. {_upper(tie)}.",
            basis="inferred",
            evidence=(row.person_id, row.other_id),
        )


def _own(facts: Facts) -> Iterator[Claim]:
    if len(facts.own_matches):
        texts = dict(zip(facts.needs["need_id"], facts.needs["text"], strict=True))
        needs = [texts[need] for need in facts.own_matches["need_id"].drop_duplicates()]
        yield claim(
            "exchange.own",
            "fact",
            f"You may have some of it yourself: {listing(needs, 4)} ({listing(list(facts.own_matches['because']), 3)}).",
            value=len(needs),
            unit="needs",
            basis="inferred",
        )


def _name(facts: Facts, person: Any) -> str:  # noqa: ANN401
    return facts.names.get(person, "(no name)")


def _upper(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
