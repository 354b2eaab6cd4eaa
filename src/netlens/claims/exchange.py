"""Doors that colleagues can open, and what ego has to offer."""

from collections.abc import Iterator
from typing import Any

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, have, listing, named, people
from netlens.claims.rows import Claim, claim
from netlens.schema import iter_rows

_MOST = 3


def claim_doors(facts: Facts) -> Iterator[Claim]:
    """State who is two steps away and fits a need, as far as held lists show."""
    missing = _why_no_doors(facts)
    if missing:
        yield missing
        return
    found = facts.doors["person_id"].nunique()
    yield claim(
        "doors.people",
        "lead",
        f"{people(found)} on your colleagues' lists whom you do not know yourself {have(found)} a title that fits a need. "
        "Each is one introduction away, if the colleague is willing.",
        value=found,
        unit="people",
        evidence=facts.doors["person_id"].drop_duplicates(),
    )
    yield from _doors_by_need(facts)


def _why_no_doors(facts: Facts) -> Claim | None:
    """Say why no door is named: no goal, no list, or nobody on the lists."""
    if facts.needs.empty:
        return claim(
            "doors.no-goal",
            "unknown",
            "Without a goal there is nobody in particular to be introduced to.",
            basis="unknown",
        )
    if facts.openers.empty:
        return claim(
            "doors.no-list",
            "unknown",
            "Whom your contacts could introduce you to cannot be known from your own lists. The list of one colleague, "
            "pooled with their consent, would name people.",
            basis="unknown",
        )
    if facts.doors.empty:
        held = len(facts.openers)
        where = "list that a colleague" if held == 1 else f"{held:,} lists that colleagues"
        return claim(
            "doors.nobody",
            "fact",
            f"Nobody on the {where} shared has a title that fits a need.",
            value=0,
            unit="people",
        )
    return None


def _doors_by_need(facts: Facts) -> Iterator[Claim]:
    """Name a few doors for each need of the first goal; the table has them all."""
    first = facts.needs.loc[facts.needs["goal_id"] == facts.goals["goal_id"].iloc[0], "need_id"]
    chosen = facts.doors[facts.doors["need_id"].isin(first)]
    for need_id, rows in chosen.groupby("need_id", sort=False):
        yield claim(
            f"doors.need-{need_id}",
            "fact",
            f"{rows['need'].iloc[0]}: {listing([_door(row) for row in iter_rows(rows)], _MOST)}.",
            value=len(rows),
            unit="people",
            evidence=rows["person_id"],
        )


def _door(row: Any) -> str:  # noqa: ANN401
    role = " at ".join(named(text) for text in (row.title, row.company) if isinstance(text, str))
    others = len(row.through) - 1
    also = f" or {count(others, 'other')}" if others else ""
    return (
        f"{row.name} ({role}) through {row.through[0]}{also}"
        if role
        else f"{row.name} through {row.through[0]}{also}"
    )


def claim_offers(facts: Facts) -> Iterator[Claim]:
    """State what ego can offer, since asking goes better after giving."""
    if facts.offers:
        yield claim(
            "offers.stated",
            "lead",
            f"You say that you can offer {listing(facts.offers, 10)}. Begin with what the other person may need.",
            value=len(facts.offers),
            unit="offers",
            basis="asserted",
        )
    elif facts.skills:
        yield claim(
            "offers.skills",
            "lead",
            f"Your profile lists {count(len(facts.skills), 'skill')}, which {'stands' if len(facts.skills) == 1 else 'stand'} in for offers: {listing(facts.skills, 8)}. "
            "Offers of your own words in netlens.toml come before them.",
            value=len(facts.skills),
            unit="skills",
            basis="asserted",
        )
    else:
        yield claim(
            "offers.none",
            "unknown",
            "What you can do for others is not stated. A line of offers in netlens.toml lets every ask begin with one: "
            'offers = ["CV reviews", "an introduction to the choir"].',
            basis="unknown",
        )
