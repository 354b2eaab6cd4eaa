"""How far the network reaches: an exact first step, an honest range for the second."""

from collections.abc import Iterator
from typing import Any

import pandas as pd  # noqa: TC002

from netlens.claims.facts import Facts
from netlens.claims.phrasing import (
    are,
    count,
    listing,
    lists,
    people,
    percent,
    some_people,
    two_figures,
)
from netlens.claims.rows import Claim, claim
from netlens.schema import list_rows


def claim_reach(facts: Facts) -> Iterator[Claim]:
    """State reach."""
    rows = {row["figure"]: row for row in list_rows(facts.reach)}
    if facts.direct.empty:
        yield _nobody()
        return
    yield _second(facts, rows["second step"])
    yield _rule(rows["rule of thumb"], rows["second step"])
    if "seen" in rows:
        yield _seen(facts, rows["seen"])
    yield from _openers(facts)
    yield _separation(facts)
    yield from _strangers(facts)
    yield claim(
        "reach.know",
        "note",
        "To know someone means here: they stand on a list of yours, or of a colleague who shares theirs. A LinkedIn "
        "connection is mutual; a phone book entry only says that its owner holds somebody's details.",
    )
    yield from _next(facts)
    yield from _overlap(facts)
    yield _access(facts)
    if facts.third_step.low < facts.third_step.high:
        yield _third(facts)


def _nobody() -> Claim:
    return claim(
        "reach.second-step",
        "lead",
        "Nobody stands on a list of yours, so how far you reach cannot be told. Your own exports go straight into exports/.",
        basis="unknown",
    )


def _next(facts: Facts) -> Iterator[Claim]:
    """State what would narrow the range: sizes of lists, and whose list."""
    second = facts.second_step
    if second.chosen:
        yield claim(
            "reach.selection",
            "note",
            f"The lists you hold are not like those of your other contacts: {second.selection}. The range is wider for it.",
            basis="inferred",
        )
    if second.lists == second.of:
        return
    advice = []
    if second.sizes_known < _MOSTLY:
        advice.append("how many people your other contacts know ([list_sizes] in netlens.toml)")
    if len(facts.next_lists):
        best = facts.next_lists.iloc[0]
        same = facts.next_lists["width_after"] == best["width_after"]
        width = (
            f", from {best['width_now']:.2g} to {best['width_after']:.2g} times from end to end"
            if best[["width_now", "width_after"]].notna().all()
            else ""
        )
        others = f" or {count(int(same.sum()) - 1, 'other')} like it" if same.sum() > 1 else ""
        advice.append(f"{best['name']}'s list{others} ({best['reason']}{width})")
    if advice:
        yield claim(
            "reach.next",
            "fact",
            f"What would narrow that range most: {'; or '.join(advice)}.",
            basis="inferred",
            evidence=facts.next_lists["person_id"].head(1),
        )


_MOSTLY = 0.5


def _overlap(facts: Facts) -> Iterator[Claim]:
    askable = facts.askable["person_id"]
    named = facts.overlap[
        facts.overlap["person_id"].isin(askable) & facts.overlap["other_id"].isin(askable)
    ]
    if named.empty:
        return
    top = named.iloc[0]
    shared, part = int(top["shared"]), float(top["overlap"])
    yield claim(
        "reach.overlap",
        "fact",
        f"The worlds that overlap most are those of {top['name']} and {top['other_name']}: {people(shared)} beyond your own contacts are on both lists, "
        f"{percent(part)} of the smaller one.",
        value=shared,
        unit="people",
        evidence=(top["person_id"], top["other_id"]),
    )


def _access(facts: Facts) -> Claim:
    row = list_rows(facts.access)[0]
    return claim(
        "reach.access",
        "fact",
        f"That people exist does not open their doors. If {percent(row['odds_low'])} to {percent(row['odds_high'])} of those between pass a request on, "
        f"asking for everybody would reach {some_people(row['access_low'], row['access_high'])}; for nine chances in ten of one introduction, plan "
        f"{row['sure_asks_low']} to {row['sure_asks_high']} asks.",
        value=float(row["access_high"]),
        low=float(row["access_low"]),
        high=float(row["access_high"]),
        unit="people",
        basis="inferred",
        assumptions=["willingness"],
    )


def _third(facts: Facts) -> Claim:
    third = facts.third_step
    return claim(
        "reach.third",
        "note",
        f"Three steps away are {third.low:,.0f} to {third.high:,.0f} people: an order of magnitude is all that lists like these can give.",
        value=third.estimate,
        low=third.low,
        high=third.high,
        unit="people",
        basis="inferred",
    )


def is_measured(second_step: dict[str, Any]) -> bool:
    """Tell a range that rests on lists held from one that rests on published figures."""
    return str(second_step["note"]).startswith(("extrapolated", "union"))


def _second(facts: Facts, row: dict[str, Any]) -> Claim:
    low, high = float(row["low"]), float(row["high"])
    pooled = len(facts.openers)
    ids = facts.assumptions.loc[
        [("reach" in used) for used in facts.assumptions["used_by"]], "assumption_id"
    ]
    if low == high and pooled:
        sentence = f"Two steps away {are(round(low))} {people(round(low))}: the list of every contact of yours is held."
    elif pooled and is_measured(row):
        known = (
            f" and {percent(facts.second_step.sizes_known)} of the other contacts' list sizes"
            if facts.second_step.sizes_known
            else ""
        )
        sentence = (
            f"Two steps away are {some_people(low, high)}, 90 % sure, from {lists(pooled)}{known}."
        )
    elif pooled:
        why = facts.second_step.method.partition("; ")[2] or "too few lists are held"
        sentence = (
            f"Two steps away are perhaps {some_people(low, high)}. {lists(pooled)} cannot tell ({why}), so "
            "this rests on published figures for other networks."
        )
    else:
        sentence = (
            f"Two steps away are perhaps {some_people(low, high)}. No list but yours is held, so this rests on published "
            "figures for other networks, not on your files; one colleague's list would begin to tell."
        )
    return claim(
        "reach.second-step",
        "lead",
        sentence,
        value=float(row["value"]),
        low=low,
        high=high,
        unit="people",
        basis="inferred",
        evidence=facts.openers["person_id"] if pooled else (),
        assumptions=ids,
    )


def _rule(row: dict[str, Any], second: dict[str, Any]) -> Claim:
    value = float(row["value"])
    high = float(second["high"])
    verdict = "above" if value > high else "below" if value < float(second["low"]) else "within"
    return claim(
        "reach.rule-of-thumb",
        "fact",
        f"The rule of thumb, each contact knowing 200 more people, would say {two_figures(value)}: {verdict} that range. "
        "It is no ceiling. Friends in common make it too high; that your contacts tend to know more people than "
        "you do makes it too low.",
        value=value,
        unit="people",
        basis="inferred",
        assumptions=["rule-of-thumb"],
    )


def _seen(facts: Facts, row: dict[str, Any]) -> Claim:
    value = int(row["value"])
    return claim(
        "reach.seen",
        "fact",
        f"{people(value)} whom you do not know yourself {are(value)} seen by name on those lists. That is the floor.",
        value=value,
        unit="people",
        evidence=facts.openers["person_id"],
    )


def _openers(facts: Facts) -> Iterator[Claim]:
    named = facts.openers[facts.openers["person_id"].isin(facts.askable["person_id"])]
    if named.empty:
        return
    first = named.iloc[0]
    new = int(first["new_people"])
    yield claim(
        "reach.openers",
        "fact",
        f"{first['name']} opens most: {people(new)} on that list {are(new)} not among yours. Each next "
        "colleague is counted only for people whom the ones before do not know.",
        value=new,
        unit="people",
        evidence=[first["person_id"]],
    )


def _separation(facts: Facts) -> Claim:
    table: pd.DataFrame = facts.separation
    beyond = table[table["steps"] > 1] if len(table) else table
    if beyond.empty:
        return claim(
            "reach.separation",
            "unknown",
            "How many steps part you from anybody else cannot be known from your own lists alone. A colleague's export "
            "in exports/<name>/, with their consent, would show the second step.",
            basis="unknown",
        )
    total, near = int(table["people"].sum()), int(table["people"].iloc[0])
    far = int(beyond["people"].sum())
    return claim(
        "reach.separation",
        "fact",
        f"Of the {people(total)} named in the lists you hold, {near:,} {are(near)} one step away and {far:,} "
        f"{are(far)} farther. Whoever is on none of these lists is not counted.",
        value=total,
        unit="people",
    )


def _strangers(facts: Facts) -> Iterator[Claim]:
    """Name the people whom letters and relations show behind one's contacts."""
    table = facts.strangers
    if table.empty:
        return
    known = [f"through {listing(names, 2)}" if names else "with you" for names in table["through"]]
    shown = [f"{name} ({how})" for name, how in zip(table["name"], known, strict=True)]
    verbs = ("stands", "is") if len(table) == 1 else ("stand", "are")
    yield claim(
        "reach.strangers",
        "fact",
        f"{people(len(table))} who {verbs[0]} on no list {verbs[1]} named in what you gave: {listing(shown, 5)}.",
        value=len(table),
        unit="people",
        evidence=table["person_id"],
    )
