"""The first screen: where the goal stands, what to do this week, where you stand."""

from collections.abc import Iterator

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.goals import best_status
from netlens.claims.phrasing import count, have, listing, lists, people, some_people, two_figures
from netlens.claims.reach import is_measured
from netlens.claims.rows import Claim, claim
from netlens.schema import iter_rows, list_rows


def claim_summary(facts: Facts) -> Iterator[Claim]:
    """State what a reader with one minute should know."""
    yield _headline(facts)
    yield from _moves(facts)
    yield from _stand(facts)


def _headline(facts: Facts) -> Claim:
    if facts.needs.empty:
        return claim(
            "summary.headline",
            "headline",
            f"You know {facts.count} {'person' if facts.count.high == 1 else 'people'} from these exports. Name a goal, and this page says who {'of them ' if facts.count.high > 1 else ''}may help.",
            value=facts.count.high,
            low=facts.count.low,
            high=facts.count.high,
            unit="people",
        )
    first = facts.goals.iloc[0]
    needs = facts.needs[facts.needs["goal_id"] == first["goal_id"]]
    status = best_status(facts.matrix[facts.matrix["need_id"].isin(needs["need_id"])])
    met = sum(value in {"held", "likely"} for value in status.values())
    rest = len(needs) - met
    if met:
        which = (
            f"{met} of {len(needs):,} needs {have(met)}" if len(needs) > 1 else "Your one need has"
        )
        sentence = f"{which} someone stated or likely"
        sentence += f"; {rest} {have(rest)} nobody you have described." if rest else "."
    else:
        what = f"any of the {len(needs):,} things" if len(needs) > 1 else "the one thing"
        sentence = (
            f"Nobody you have described is known to have {what} this goal needs. "
            "That is an answer too: the next moves are about finding them."
        )
    return claim(
        "summary.headline",
        "headline",
        sentence,
        value=met,
        unit="needs",
        basis="inferred",
        evidence=needs["need_id"],
    )


def _moves(facts: Facts) -> Iterator[Claim]:
    now = facts.moves[facts.moves["when"] == "now"]
    for number, move in enumerate(iter_rows(now), 1):
        parts = [move.sentence, move.because]
        if isinstance(move.offer, str) and move.offer and move.kind != "offer":
            parts.append(f"Offer first: {move.offer}")
        yield claim(
            f"summary.move-{number}",
            "move",
            "\n".join(_sentence(part) for part in parts if isinstance(part, str) and part),
            basis=move.basis,
            evidence=move.evidence_ids,
        )
    yield _pace(facts, now)


def _pace(facts: Facts, now: pd.DataFrame) -> Claim:
    asks = int(now["kind"].isin(["ask", "recommend", "door"]).sum())
    pace = f"your pace: {count(facts.pace.asks_per_week, 'ask')} a week"
    if facts.plan.quiet:
        said = f"{pace}; this month is quiet"
    elif facts.plan.spent:
        said = f"{pace}, {facts.plan.spent} already in your ledger"
    elif facts.needs.empty:
        said = "without a goal nothing is asked"
    elif not asks:
        said = f"{pace}; nobody to ask this week"
    else:
        said = pace
    return claim("summary.pace", "pace", said, value=asks, unit="asks", basis="asserted")


def _stand(facts: Facts) -> Iterator[Claim]:
    files = facts.contacts.loc[facts.contacts["owner"] == "me", "file"].nunique()
    undecided = facts.count.undecided
    tail = f"; {count(undecided, 'pair')} may be the same person" if undecided else ""
    yield claim(
        "summary.people",
        "stand",
        f"people: {facts.count}, from {count(files, 'export')}{tail}",
        value=facts.count.high,
        low=facts.count.low,
        high=facts.count.high,
        unit="people",
    )
    yield _reach(facts)
    yield from _known_by(facts)
    missing = len(facts.direct) - facts.described
    if missing:
        yield claim(
            "summary.undescribed",
            "stand",
            f"not known: {people(missing)} {have(missing)} no title, employer, label or note; what they could do is "
            f"unknown{_ask_first(facts)}",
            value=missing,
            unit="people",
            basis="unknown",
        )
    lost = int(facts.files["rejected"].sum())
    if lost:
        yield claim(
            "summary.rejected",
            "stand",
            f"not read: {count(lost, 'row or card', 'rows and cards')} could not be read; each is listed below with its line",
            value=lost,
            unit="rows",
        )


def _reach(facts: Facts) -> Claim:
    if facts.direct.empty:
        nobody = "reach: not known, since nobody stands on a list of yours"
        return claim("summary.reach", "stand", nobody, basis="unknown")
    rows = {row["figure"]: row for row in list_rows(facts.reach)}
    second, rule = rows["second step"], rows["rule of thumb"]
    pooled = len(facts.openers)
    if not pooled:
        basis = "from published figures: you hold no list but your own"
    elif not is_measured(second):
        basis = f"from published figures: {lists(pooled)} cannot tell"
    else:
        basis = f"90 % sure, from {lists(pooled)}"
    return claim(
        "summary.reach",
        "stand",
        f"reach: {some_people(second['low'], second['high'])} two steps away, {basis}; "
        f"the 200 × 200 rule of thumb would say {two_figures(rule['value'])}",
        value=second["value"],
        low=second["low"],
        high=second["high"],
        unit="people",
        basis="inferred",
    )


def _known_by(facts: Facts) -> Iterator[Claim]:
    """State who of those who matter has shown that they know the reader."""
    cells = facts.matrix[facts.matrix["status"].isin(["held", "likely"])]
    matter = {person for ids in cells["person_ids"] for person in ids}
    if not matter:
        return
    levels = facts.visibility[facts.visibility["person_id"].isin(matter)]
    shown = levels[levels["level"].isin(["vouches", "aware"])]
    vouch = int(levels["vouches"].sum())
    weak = int((levels["level"] == "weak sign").sum())
    rest = len(matter) - len(shown) - weak
    rests = [f"of {weak:,} there is a weak sign only"] if weak else []
    rests += [f"of {rest:,} there is no sign either way"] if rest else []
    if len(matter) == 1:
        said = f"the one person who may help has {'' if len(shown) else 'not '}shown that they know you"
        said += ", by vouching for you" if vouch else ""
        rests = ["there is a weak sign only" if weak else "there is no sign either way"]
        rests = [] if len(shown) else rests
    else:
        also = f", {vouch} of them by vouching for you" if vouch else ""
        said = f"{len(shown):,} of {people(len(matter))} who may help {have(len(shown))} shown that they know you{also}"
    yield claim(
        "summary.known-by",
        "stand",
        f"who knows you: {'; '.join([said, *([', '.join(rests)] if rests else [])])}",
        value=len(shown),
        unit="people",
        evidence=shown["person_id"],
    )


def _ask_first(facts: Facts) -> str:
    """Name those whose title would tell most: the ones with something that points to a need."""
    pointed = facts.questions[facts.questions["because"].fillna("") != ""]
    names = [name for name in pointed["name"] if isinstance(name, str) and name]
    return f". The answer about {listing(names)} would tell most" if names else ""


def _sentence(text: str) -> str:
    """Begin with a capital and end with a stop, whatever was typed."""
    ended = text if text[-1] in ".!?…”" and not text.endswith("”") else f"{text}."
    return f"{ended[0].upper()}{ended[1:]}"
