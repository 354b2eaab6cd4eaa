"""What the goals need, who may have it, and what nobody is known to have."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, named, people
from netlens.claims.rows import Claim, claim
from netlens.schema import iter_rows

_WORDS = {"held": "stated", "likely": "likely", "gap": "nobody"}


def claim_goals(facts: Facts) -> Iterator[Claim]:
    """State needs, holders and gaps."""
    if facts.needs.empty:
        yield claim(
            "goal-gaps.no-goal",
            "lead",
            'No goal is set. Name one with --goal "find a job as …" or in netlens.toml; until then the page says what your '
            "network is rich and poor in.",
            basis="unknown",
        )
        yield from _richness(facts)
        return
    for goal_id, goal in zip(facts.goals["goal_id"], facts.goals["goal"], strict=True):
        yield _lead(facts, goal_id, goal)
    yield from _targets(facts)
    yield from _needs(facts)
    yield from _gaps(facts)
    yield _basis(facts)
    proposed = facts.needs[facts.needs["proposed"]]
    if len(proposed):
        yield claim(
            "goal-gaps.proposed",
            "note",
            f"{count(len(proposed), 'need was', 'needs were')} proposed by netlens from the sentence of the goal; "
            "netlens.toml can replace them.",
            value=len(proposed),
            unit="needs",
            basis="inferred",
        )


_MOST_KINDS = 4


def _richness(facts: Facts) -> Iterator[Claim]:
    """State what contacts work on, as far as their titles say."""
    titled = int(facts.direct["title"].notna().sum())
    rich = facts.richness[facts.richness["people"] > 0].head(_MOST_KINDS)
    if not len(rich):
        yield claim(
            "goal-gaps.rich",
            "unknown",
            "No title is known that would say what your contacts work on, so what your network is rich in cannot be told.",
            basis="unknown",
        )
        return
    kinds = [
        f"{row.function} ({row.people:,}, {row.leads:,} of them lead)"
        if 0 < row.leads < row.people
        else f"{row.function} ({row.people:,})"
        for row in iter_rows(rich)
    ]
    yield claim(
        "goal-gaps.rich",
        "fact",
        f"As far as {count(titled, 'title')} {'shows' if titled == 1 else 'show'}, your contacts are richest in {listing(kinds, _MOST_KINDS)}.",
        value=int(rich["people"].sum()),
        unit="people",
        basis="inferred",
    )
    poor = facts.richness[facts.richness["people"] == 0]["function"]
    if len(poor):
        yield claim(
            "goal-gaps.poor",
            "unknown",
            f"Nobody with a title works in {listing(list(poor), 6)}; without a known title: {people(len(facts.direct) - titled)}.",
            value=0,
            unit="people",
            basis="unknown",
        )


def _lead(facts: Facts, goal_id: str, goal: str) -> Claim:
    needs = facts.needs[facts.needs["goal_id"] == goal_id]
    status = best_status(facts.matrix[facts.matrix["need_id"].isin(needs["need_id"])])
    met = sum(value in {"held", "likely"} for value in status.values())
    if len(needs) == 1:
        found = "somebody is stated or likely to have it" if met else "nobody is known who has it"
        sentence = f"{goal}: for its one need {found}"
    elif met:
        sentence = (
            f"{goal}: for {met} of {len(needs):,} needs somebody is stated or likely to have it"
        )
    else:
        sentence = f"{goal}: for none of {count(len(needs), 'need')} is anybody known who has it"
    empty = len(needs) - met
    if met and empty:
        sentence += f"; for {empty} there is nobody whom your contacts' descriptions show"
    return claim(
        f"goal-gaps.goal-{goal_id}",
        "lead",
        f"{sentence}.",
        value=met,
        unit="needs",
        basis="inferred",
        evidence=needs["need_id"],
    )


def _targets(facts: Facts) -> Iterator[Claim]:
    """State who is inside each target, or that nobody is seen there."""
    for number, (target, found) in enumerate(facts.insiders.groupby("target", sort=False), 1):
        rows = found.drop_duplicates("person_id")
        yours = [_post(row) for row in iter_rows(rows[rows["how"] == "yours"])]
        far = rows[rows["how"] == "two steps"]
        if (rows["how"] == "off limits").any():
            sentence = f"{named(target)}: off limits, so nobody was looked for."
        elif yours:
            also = (
                f"; {count(len(far), 'more person', 'more people')} on colleagues' lists"
                if len(far)
                else ""
            )
            verb = "is" if len(yours) == 1 else "are"
            sentence = f"{named(target)}: {listing(yours, 4)} {verb} inside{also}."
        elif len(far):
            first = next(iter_rows(far))
            through = listing(first.through, 2)
            more = f" and {len(far) - 1:,} more" if len(far) > 1 else ""
            sentence = (
                f"{named(target)}: nobody you know is inside; {_post(first)}{more} on colleagues' lists, "
                f"{first.name} through {through}."
            )
        else:
            sentence = (
                f"{named(target)}: nobody is seen inside, neither among your described contacts nor on a list you hold. "
                "Who stands one step nearer cannot be told from your files."
            )
        yield claim(
            f"goal-gaps.target-{number}",
            "target",
            sentence,
            value=len(yours),
            unit="people",
            basis="observed" if yours or len(far) else "unknown",
            evidence=rows["person_id"].dropna(),
        )


def _post(row: Any) -> str:  # noqa: ANN401
    return (
        f"{row.name} ({named(row.title)})"
        if isinstance(row.title, str) and row.title
        else str(row.name)
    )


_WEAK = ("said no", "one person", "by introduction", "no sign of contact", "nothing to offer")


def _gaps(facts: Facts) -> Iterator[Claim]:
    """State what is fragile or cold, needs with the same finding together; then whom to seek."""
    goal_of = dict(zip(facts.needs["need_id"], facts.needs["goal_id"], strict=True))
    weak = facts.gaps[facts.gaps["kind"].isin(_WEAK)]
    keys = [weak["need_id"].map(goal_of), weak["sentence"]]
    for _, rows in weak.groupby(keys, sort=False):
        first = next(iter_rows(rows))
        yield claim(
            f"goal-gaps.gap-{first.need_id}",
            "gap",
            f"{listing(list(rows['need']), 2)}: {first.sentence[0].lower()}{first.sentence[1:]}.",
            basis="observed" if first.kind == "by introduction" else "inferred",
            evidence=rows["need_id"],
        )
    for gap in iter_rows(facts.gaps[facts.gaps["seek"] != ""]):
        yield claim(
            f"goal-gaps.seek-{gap.need_id}",
            "gap",
            f"A stranger to seek: {gap.seek}.",
            basis="unknown",
            evidence=(gap.need_id,),
        )


def best_status(matrix: pd.DataFrame) -> dict[str, str]:
    """Give per need its best status: held, else likely, else gap."""
    best: dict[str, str] = {}
    filled = matrix[(matrix["people"] > 0) & matrix["status"].isin(["held", "likely"])]
    for need_id in matrix["need_id"].drop_duplicates():
        found = set(filled.loc[filled["need_id"] == need_id, "status"])
        best[need_id] = "held" if "held" in found else "likely" if "likely" in found else "gap"
    return best


def _needs(facts: Facts) -> Iterator[Claim]:
    for need in iter_rows(facts.needs):
        cells = facts.matrix[facts.matrix["need_id"] == need.need_id]
        held, likely = (cells[cells["status"] == status] for status in ("held", "likely"))
        names = [*_names(held), *_names(likely)]
        ids = [person for cell in (*held["person_ids"], *likely["person_ids"]) for person in cell]
        described, missing = _described(cells, facts)
        if not names:
            yield claim(
                f"goal-gaps.need-{need.need_id}",
                "unknown",
                f"{need.text}: nobody among those who are described ({described:,}); not described: {missing:,}.",
                value=0,
                unit="people",
                basis="unknown",
            )
            continue
        parts = [
            f"{int(cell['people'].iloc[0]):,} {words}"
            for cell, words in ((held, "stated"), (likely, "likely"))
            if len(cell) and int(cell["people"].iloc[0])
        ]
        yield claim(
            f"goal-gaps.need-{need.need_id}",
            "fact",
            f"{need.text}: {' and '.join(parts)}: {listing(names)}.",
            value=len(ids),
            unit="people",
            basis="observed" if len(_names(held)) else "inferred",
            evidence=ids,
        )


def _names(cells: pd.DataFrame) -> list[str]:
    return [name for names in cells["names"] for name in names]


def _described(cells: pd.DataFrame, facts: Facts) -> tuple[int, int]:
    if {"described", "undescribed"} <= set(cells.columns) and len(cells):
        return int(cells["described"].iloc[0]), int(cells["undescribed"].iloc[0])
    return facts.described, len(facts.direct) - facts.described


def _basis(facts: Facts) -> Claim:
    described, missing = _described(facts.matrix, facts)
    return claim(
        "goal-gaps.basis",
        "note",
        f"Stated means that a label, a note or your ledger says so. Likely means that a title or employer points to it. "
        f"Nobody means none of those who are described at all ({described:,}); any of the others ({missing:,}) might.",
        value=described,
        unit="people",
    )
