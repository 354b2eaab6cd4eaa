"""Doors that colleagues can open, and what ego has to offer."""

from collections.abc import Iterator

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, people
from netlens.claims.rows import Claim, claim

_MOST = 3


def claim_doors(facts: Facts) -> Iterator[Claim]:
    """State who is two steps away and fits a need, as far as held lists show."""
    if facts.needs.empty:
        yield claim(
            "doors.no-goal",
            "unknown",
            "Without a goal there is nobody in particular to be introduced to.",
            basis="unknown",
        )
        return
    if facts.openers.empty:
        yield claim(
            "doors.no-list",
            "unknown",
            "Whom your contacts could introduce you to cannot be known from your own lists. The list of one colleague, "
            "pooled with their consent, would name people.",
            basis="unknown",
        )
        return
    if facts.doors.empty:
        yield claim(
            "doors.nobody",
            "fact",
            f"Nobody on the {count(len(facts.openers), 'list')} that colleagues shared has a title that fits a need.",
            value=0,
            unit="people",
        )
        return
    found = facts.doors["person_id"].nunique()
    yield claim(
        "doors.people",
        "lead",
        f"{people(found)} on your colleagues' lists whom you do not know yourself have a title that fits a need. "
        "Each is one introduction away, if the colleague is willing.",
        value=found,
        unit="people",
        evidence=facts.doors["person_id"].drop_duplicates(),
    )
    for need_id, rows in facts.doors.groupby("need_id", sort=False):
        names = [
            f"{name} through {listing(through)}"
            for name, through in zip(rows["name"], rows["through"], strict=True)
        ]
        yield claim(
            f"doors.need-{need_id}",
            "fact",
            f"{rows['need'].iloc[0]}: {listing(names, _MOST)}.",
            value=len(rows),
            unit="people",
            evidence=rows["person_id"],
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
    else:
        yield claim(
            "offers.none",
            "unknown",
            "What you can do for others is not stated. A line of offers in netlens.toml lets every ask begin with one: "
            'offers = ["CV reviews", "an introduction to the choir"].',
            basis="unknown",
        )
