"""Communities, brokers and holes: told only where enough pairs could have been seen."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, people, percent
from netlens.claims.rows import Claim, claim
from netlens.goals.circles import list_sure
from netlens.schema import iter_rows

_SURE: Final = 0.9
_TOLD: Final = 3


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
    yield from _ego(facts)


def _names(facts: Facts) -> Mapping[str, str]:
    named = facts.community_names
    return dict(zip(named["community_id"], named["name"], strict=True))


def _communities(facts: Facts) -> Claim:
    found = facts.cohesion
    alone = int(facts.communities["stability"].isna().sum())
    tail = f" {people(alone)} {'is' if alone == 1 else 'are'} tied to nobody else." if alone else ""
    return claim(
        "clustering.communities",
        "lead",
        f"By who knows whom, {_what_is_found(facts)}.{tail}",
        value=len(found),
        unit="communities",
        evidence=found["community_id"].head(_TOLD),
    )


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
        f"For {len(tied) - len(loose):,} of {people(len(tied))} at least nine in ten of {runs} repeated runs agree on the "
        f"group.{tail}",
        value=len(tied) - len(loose),
        unit="people",
        evidence=loose_ids.head(_TOLD),
    )


def _cohesion(facts: Facts) -> Iterator[Claim]:
    known, names = facts.cohesion.dropna(subset=["density"]), _names(facts)
    if len(known) < 2:  # noqa: PLR2004
        return
    ranked = known.sort_values(["density", "community_id"], ascending=[False, True], kind="stable")
    first, last = ranked.iloc[0], ranked.iloc[-1]
    yield claim(
        "clustering.cohesion",
        "fact",
        f"Closest among themselves is “{names[first['community_id']]}”: {percent(first['density'])} of the "
        f"{first['observable']:,} pairs that could have been seen are tied; loosest is "
        f"“{names[last['community_id']]}”, with {percent(last['density'])} of {last['observable']:,}.",
        value=float(first["density"]),
        unit="share of observable pairs",
        evidence=[first["community_id"], last["community_id"]],
    )


def _holes(facts: Facts) -> Iterator[Claim]:
    """State which groups meet only through the reader, and where that cannot be told."""
    names = _names(facts)
    mine = facts.holes[facts.holes["status"] == "only through ego"]
    mine = mine.sort_values(
        ["expected", "community_a", "community_b"], ascending=[False, True, True], kind="stable"
    )
    for number, row in enumerate(iter_rows(mine.head(_TOLD)), 1):
        yield claim(
            f"clustering.hole-{number}",
            "fact",
            f"“{names[row.community_a]}” and “{names[row.community_b]}” meet only through you, as far as can be seen: of "
            f"{row.observable:,} pairs that could have been seen (of {row.pairs:,}) none is tied, and nobody knows people "
            f"in both.{_more(len(mine) - _TOLD) if number == _TOLD else ''}",
            value=0,
            unit="ties",
            evidence=[row.community_a, row.community_b],
        )
    unknown = int((facts.holes["status"] == "unknown").sum())
    if unknown:
        yield claim(
            "clustering.holes-unknown",
            "unknown",
            f"For {count(unknown, 'pair')} of groups it cannot be told whether anybody but you connects them: no tie was "
            "seen, and fewer than half of their pairs could have been.",
            value=unknown,
            unit="pairs of groups",
            basis="unknown",
        )
    if mine.empty and not unknown:
        yield claim(
            "clustering.holes",
            "fact",
            "No two of these groups meet only through you: somebody else is seen to connect each pair.",
            value=0,
            unit="pairs of groups",
        )


def _more(rest: int) -> str:
    return f" So do {count(rest, 'more pair')}." if rest > 0 else ""


def _cuts(facts: Facts) -> Iterator[Claim]:
    """Name those through whom alone others are tied to the rest; nobody off limits."""
    names, askable = _names(facts), set(facts.askable["person_id"])
    cuts = facts.cuts[(facts.cuts["what"] == "community") & facts.cuts["person_id"].isin(askable)]
    for number, row in enumerate(iter_rows(cuts.head(_TOLD)), 1):
        sides = (facts.holes["community_a"] == row.community_id) | (
            facts.holes["community_b"] == row.community_id
        )
        seen = facts.holes.loc[sides, ["observable", "pairs"]].sum()
        yield claim(
            f"clustering.cut-{number}",
            "fact",
            f"Every tie seen between “{names.get(row.community_id, 'one group')}” ({people(row.people)} beside them) and "
            f"the rest of your contacts is one of {facts.names[row.person_id]}'s; {seen['observable']:,} of the "
            f"{seen['pairs']:,} pairs across could have been seen.",
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


def _brokers(facts: Facts) -> Iterator[Claim]:
    """Name those who connect others whatever the unseen pairs hold; nobody where none stands out."""
    known = facts.brokers.dropna(subset=["constraint", "constraint_high"])
    known = known[known["contacts_low"] > 1]
    if len(known) < _TOLD:
        return
    usual = float(known["constraint_low"].median())
    sure = list_sure(known) & set(facts.askable["person_id"])
    top = known[known["person_id"].isin(sure)].head(_TOLD)
    if top.empty:
        yield claim(
            "clustering.brokers",
            "fact",
            "Nobody stands out as the one who connects people who otherwise would not meet, given what the unseen pairs "
            "leave open.",
            value=0,
            unit="people",
        )
    else:
        limit = float(top["constraint_high"].max())
        yield claim(
            "clustering.brokers",
            "fact",
            f"{listing(top['name'].tolist())} connect{'s' if len(top) == 1 else ''} people who otherwise would not meet. "
            f"Whatever the unseen pairs hold, constraint (Burt 1992; low means broker) is at most {limit:.2f} there, and "
            f"at least {usual:.2f} for half of the {len(known):,} contacts with two ties or more.",
            value=round(float(top["constraint"].min()), 3),
            low=round(float(top["constraint_low"].min()), 3),
            high=round(limit, 3),
            unit="constraint",
            evidence=top["person_id"],
        )
    changed = _changed_by_inference(known)
    yield claim(
        "clustering.inferred",
        "note",
        f"With inferred ties counted too, constraint changes for {people(changed)} of {len(known):,}; the table has both."
        if changed
        else "Counting inferred ties too would change nobody's constraint.",
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
    many = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    yield claim(
        "clustering.ego",
        "fact",
        f"Your {people(int(row['contacts_low']))} count as {many} who do not lead to the same others (effective size, "
        "Burt 1992): the lower number if all unseen pairs are tied, the higher if none is.",
        value=round(float(row["effective_size_naive"]), 1),
        low=round(float(row["effective_size_low"]), 1),
        high=round(float(row["effective_size_high"]), 1),
        unit="contacts",
    )
