"""Communities, brokers and holes: told only where enough pairs could have been seen."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, named, people, percent
from netlens.claims.rows import Claim, claim
from netlens.measures.coverage import AGREEMENT_ID
from netlens.schema import iter_rows, list_rows

_SURE: Final = 0.9
_TOLD: Final = 3
# Whoever leads to fewer separate people, or to less than a third of their ties, is no broker.
_FEWEST_WAYS: Final = 3


def claim_structure(facts: Facts) -> Iterator[Claim]:
    """State what ties among the contacts show; nothing where too few could be seen."""
    if facts.communities.empty:
        return
    yield _communities(facts)
    if len(facts.cohesion) > 1:
        yield from _sureness(facts)
        yield from _cohesion(facts)
        yield from _holes(facts)
    yield from _cuts(facts)
    yield from _brokers(facts)
    yield from _inferred(facts)
    yield from _ego(facts)


def _names(facts: Facts) -> Mapping[str, str]:
    table = facts.community_names
    return dict(zip(table["community_id"], table["name"].map(named), strict=True))


def _communities(facts: Facts) -> Claim:
    """State the groups that ties show; everybody is in one of them or counted beside them."""
    found = facts.cohesion
    known = facts.communities.set_index("person_id")["stability"]
    shown = set(found["community_id"])
    beside = known[~facts.communities.set_index("person_id")["community_id"].isin(shown)]
    parts = [
        _count_beside(int(beside.notna().sum()), "in none of them"),
        _count_beside(int(beside.isna().sum()), "not seen to be tied to anybody else"),
    ]
    return claim(
        "clustering.communities",
        "lead",
        f"By who knows whom, {_what_is_found(facts)}.{''.join(parts)}",
        value=len(found),
        unit="communities",
        evidence=found["community_id"].head(_TOLD),
    )


def _count_beside(number: int, where: str) -> str:
    return f" {people(number)} {'is' if number == 1 else 'are'} {where}." if number else ""


def _what_is_found(facts: Facts) -> str:
    found, names = facts.cohesion, _names(facts)
    sizes = [f"“{names[row.community_id]}” ({row.people:,})" for row in iter_rows(found)]
    if len(found) > 1:
        return f"your contacts fall into {len(found):,} groups of three or more: {listing(sizes)}"
    if found.empty:
        return "no three of your contacts are seen to hang together"
    if facts.communities.attrs.get("structure"):
        return f"your contacts hold one group of three or more: {sizes[0]}"
    return (
        f"your contacts show no separate groups: the ties among {people(int(found['people'].iloc[0]))} are no more "
        "bundled than chance would make them"
    )


def _sureness(facts: Facts) -> Iterator[Claim]:
    """State for how many people their group is sure, and name some for whom it is not."""
    tied = facts.communities.dropna(subset=["stability"])
    loose = tied[tied["stability"] < _SURE].sort_values(["stability", "person_id"], kind="stable")
    loose_ids = loose["person_id"][loose["person_id"].isin(facts.askable["person_id"])]
    named = [facts.names[who] for who in loose_ids]
    runs = facts.communities.attrs.get("runs", 0)
    tail = f" {listing(named)} could as well belong elsewhere." if named else ""
    yield claim(
        "clustering.sureness",
        "fact",
        f"By the ties seen, at least nine in ten of {runs} repeated runs put {len(tied) - len(loose):,} of "
        f"{people(len(tied))} into the same group.{tail}{_agreement(facts)}",
        value=len(tied) - len(loose),
        unit="people",
        evidence=loose_ids.head(_TOLD),
        assumptions=facts.assumptions["assumption_id"].loc[lambda ids: ids == AGREEMENT_ID],
    )


def _agreement(facts: Facts) -> str:
    """Say how far groups from so many pairs agreed with those of all pairs where both are known."""
    known = facts.assumptions[facts.assumptions["assumption_id"] == AGREEMENT_ID]
    if known.empty:
        return ""
    low, high = known["low"].iloc[0], known["high"].iloc[0]
    return (
        f" In real networks with so many pairs seen, such groups agreed by {low} to {high} with those of all ties (1 would "
        "be the same)."
    )


def _cohesion(facts: Facts) -> Iterator[Claim]:
    """Name the closest and the loosest group, if that holds whatever the unseen pairs are."""
    known, names = facts.cohesion[facts.cohesion["pairs"] > 0], _names(facts)
    low = known["ties"] / known["pairs"]
    high = (known["ties"] + known["pairs"] - known["observable"]) / known["pairs"]
    if len(known) < 2 or low.max() <= high.min():  # noqa: PLR2004
        return
    first, last = (
        known.iloc[int(low.to_numpy().argmax())],
        known.iloc[int(high.to_numpy().argmin())],
    )
    yield claim(
        "clustering.cohesion",
        "fact",
        f"“{names[first['community_id']]}” hangs together more closely than “{names[last['community_id']]}”: at least "
        f"{percent(float(low.max()))} of its pairs are tied, there at most {percent(float(high.min()))}, whatever the "
        "unseen pairs hold.",
        value=round(float(low.max()), 3),
        low=round(float(low.max()), 3),
        high=round(float(high.to_numpy()[low.to_numpy().argmax()]), 3),
        unit="share of pairs",
        evidence=[first["community_id"], last["community_id"]],
    )


def _holes(facts: Facts) -> Iterator[Claim]:
    """State which groups nobody else is seen to connect, and where that cannot be told."""
    names = _names(facts)
    mine = facts.holes[facts.holes["status"] == "only through ego"]
    mine = mine.sort_values(
        ["expected", "community_a", "community_b"], ascending=[False, True, True], kind="stable"
    )
    for number, row in enumerate(iter_rows(mine.head(_TOLD)), 1):
        yield claim(
            f"clustering.hole-{number}",
            "fact",
            f"Nobody but you is seen to know people in both “{names[row.community_a]}” and “{names[row.community_b]}”, "
            f"and of the {row.observable:,} pairs across that could have been seen (of {row.pairs:,}) none is tied."
            f"{_more(len(mine) - _TOLD) if number == _TOLD else ''}",
            value=0,
            unit="ties",
            evidence=[row.community_a, row.community_b],
        )
    unknown = int((facts.holes["status"] == "unknown").sum())
    if unknown:
        yield claim(
            "clustering.holes-unknown",
            "unknown",
            f"For {count(unknown, 'pair')} of groups it cannot be told whether anybody but you connects them: no tie is "
            "seen, and on whole lists fewer than half of their pairs could have been.",
            value=unknown,
            unit="pairs of groups",
            basis="unknown",
        )
    if mine.empty and not unknown:
        yield claim(
            "clustering.holes",
            "fact",
            "Somebody else than you is seen to connect each pair of these groups.",
            value=0,
            unit="pairs of groups",
        )


def _more(rest: int) -> str:
    return f" The same holds for {count(rest, 'more pair')}." if rest > 0 else ""


def _cuts(facts: Facts) -> Iterator[Claim]:
    """Name those through whom alone others are tied to the rest; nobody off limits."""
    names, askable = _names(facts), set(facts.askable["person_id"])
    cuts = facts.cuts[(facts.cuts["what"] == "community") & facts.cuts["person_id"].isin(askable)]
    for number, row in enumerate(iter_rows(cuts.head(_TOLD)), 1):
        seen, pairs = _count_across(facts, row.community_id, row.person_id)
        yield claim(
            f"clustering.cut-{number}",
            "fact",
            f"Every tie seen between “{names.get(row.community_id, 'one group')}” and the rest of your contacts is one of "
            f"{facts.names[row.person_id]}'s{_open(seen, pairs)}.",
            value=row.people,
            unit="people",
            evidence=[row.person_id, row.community_id],
        )
    others = facts.links[facts.links["what"] != "community"]
    for number, row in enumerate(iter_rows(others.head(_TOLD)), 1):
        words = row.words[0].upper() + row.words[1:]
        yield claim(
            f"clustering.link-{number}",
            "fact",
            f"{words.removesuffix('them')}{facts.names[row.person_id]}.",
            value=row.people,
            unit="people",
            evidence=[row.person_id],
        )


def _open(seen: int, pairs: int) -> str:
    """Say how many of the other pairs could have been seen, and so whether there may be more."""
    if seen == pairs:
        return ", and all other pairs could have been seen"
    return f"; there may be more, since only {seen:,} of {pairs:,} other pairs could have been seen"


def _count_across(facts: Facts, community: str, person: str) -> tuple[int, int]:
    """Count the pairs between a community and the rest without one person: seen, and all."""
    of = facts.communities[facts.communities["person_id"] != person]
    inside = set(of.loc[of["community_id"] == community, "person_id"])
    outside = set(of["person_id"]) - inside
    held = set(facts.brokers.loc[facts.brokers["listed"], "person_id"])
    unseen = len(inside - held) * len(outside - held)
    return len(inside) * len(outside) - unseen, len(inside) * len(outside)


def _brokers(facts: Facts) -> Iterator[Claim]:
    """Name those whose contacts do not know each other whatever the unseen pairs hold, or nobody."""
    known = facts.brokers[facts.brokers["listed"]]
    if len(known) < _TOLD:
        return
    lead = known[
        (known["effective_size_low"] >= _FEWEST_WAYS)
        & (known["effective_size_low"] * _FEWEST_WAYS >= known["contacts_high"])
        & known["person_id"].isin(facts.askable["person_id"])
    ]
    top = lead.sort_values(
        ["effective_size_low", "person_id"], ascending=[False, True], kind="stable"
    ).head(_TOLD)
    others = len(facts.brokers) - len(known)
    rest = "the one other" if others == 1 else f"the {others:,} others"
    tail = f" Of {rest} it cannot be told." if others else ""
    whose = f"Of the {people(len(known))} whose whole lists you hold"
    if top.empty:
        yield claim(
            "clustering.brokers",
            "fact",
            f"{whose}, nobody stands out as knowing people here who do not know each other.{tail}",
            value=0,
            unit="people",
        )
        return
    told = [
        f"{row['name']} ({math.floor(row['effective_size_low']):,} separate ways among {row['contacts_low']:,} ties)"
        for row in list_rows(top)
    ]
    best = top.iloc[0]
    yield claim(
        "clustering.brokers",
        "fact",
        f"{whose}, these know most people here who do not know each other: {listing(told)}, at the least, whatever the "
        f"unseen pairs hold (effective size, Burt 1992).{tail}",
        value=round(float(best["effective_size"]), 1),
        low=round(float(best["effective_size_low"]), 1),
        high=round(float(best["effective_size_high"]), 1),
        unit="contacts",
        evidence=top["person_id"],
    )


def _inferred(facts: Facts) -> Iterator[Claim]:
    """State whom inferred ties would change, if anybody."""
    known = facts.brokers.dropna(subset=["constraint"])
    changed = _changed_by_inference(known)
    if changed:
        yield claim(
            "clustering.inferred",
            "note",
            f"With inferred ties counted too, constraint changes for {people(changed)} of {len(known):,}; the table has "
            "both.",
            value=changed,
            unit="people",
            basis="inferred",
        )


def _changed_by_inference(known: Any) -> int:  # noqa: ANN401  (a table)
    return int(((known["constraint"] - known["constraint_inferred"]).abs() > 5e-4).sum())  # noqa: PLR2004


def _ego(facts: Facts) -> Iterator[Claim]:
    """State how many of the reader's contacts lead elsewhere than the others."""
    if facts.ego_bounds.empty:
        return
    row = facts.ego_bounds.iloc[0]
    low, high = round(row["effective_size_low"]), round(row["effective_size_high"])
    mine = people(int(row["contacts_low"]))
    sentence = (
        f"Your effective size is {low:,} to {high:,} (Burt 1992): so many of {mine} do not lead to the same others. It is "
        "the lower number if all unseen pairs are tied, the higher if none is."
        if low < high
        else f"Your effective size is {low:,} (Burt 1992): so many of {mine} do not lead to the same others."
    )
    yield claim(
        "clustering.ego",
        "fact",
        sentence,
        value=round(float(row["effective_size_naive"]), 1),
        low=round(float(row["effective_size_low"]), 1),
        high=round(float(row["effective_size_high"]), 1),
        unit="contacts",
    )
