"""Groups, bridges and brokers: only as far as a tie could have been seen."""

from collections.abc import Iterator

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, people, percent
from netlens.claims.rows import Claim, claim
from netlens.measures.coverage import MINIMUM_COVERAGE


def claim_clustering(facts: Facts) -> Iterator[Claim]:
    """State what groups there are and who links them."""
    yield _groups(facts)
    yield _coverage(facts)
    yield from _bridges(facts)
    yield from _communities(facts)
    yield claim(
        "clustering.two-mode",
        "note",
        "People of one group share an employer or a label. That does not say that they know each other, and no tie is "
        "drawn between them.",
    )


def _groups(facts: Facts) -> Claim:
    if facts.groups.empty:
        return claim(
            "clustering.groups",
            "unknown",
            "No two of your contacts share an employer or a label that the exports state, so there are no groups to show. "
            "A label in your address book is enough to make one.",
            basis="unknown",
        )
    top = facts.groups.head(3)
    names = [f"{name} ({size:,})" for name, size in zip(top["group"], top["people"], strict=True)]
    return claim(
        "clustering.groups",
        "lead",
        f"Your contacts form {count(len(facts.groups), 'group')} of two or more by employer or label; "
        f"the largest: {listing(names)}.",
        value=len(facts.groups),
        unit="groups",
        evidence=facts.groups["group_id"].head(3),
    )


def _coverage(facts: Facts) -> Claim:
    seen = facts.coverage
    if seen.holders == 0 and not seen.observable:
        return claim(
            "clustering.coverage",
            "unknown",
            "Who of your contacts know each other cannot be seen: you hold no list but your own, so every pair among "
            "them is unobserved. A colleague's export, with consent, would show theirs; that of somebody in your "
            "largest group would show most.",
            value=0.0,
            unit="share of pairs",
            basis="unknown",
        )
    sources = (
        [f"with one of the {count(seen.holders, 'colleague')} whose lists you hold"]
        if seen.holders
        else []
    )
    sources += (
        [f"{count(seen.together, 'pair')} seen in one thread, mail or meeting"]
        if seen.together
        else []
    )
    sentence = (
        f"A tie could have been seen for {percent(seen.share)} of the {seen.pairs:,} pairs among your contacts: those "
        f"{' and '.join(sources)}."
    )
    sentence += _what_would_help(facts)
    if seen.share < MINIMUM_COVERAGE:
        sentence += (
            f" That is less than the {percent(MINIMUM_COVERAGE)} below which a picture of communities and brokers would "
            "show whose lists are missing rather than who knows whom, so none is given."
        )
    return claim(
        "clustering.coverage",
        "fact" if seen.share >= MINIMUM_COVERAGE else "unknown",
        sentence,
        value=round(seen.share, 4),
        unit="share of pairs",
        basis="observed" if seen.share >= MINIMUM_COVERAGE else "unknown",
    )


def _what_would_help(facts: Facts) -> str:
    """Say whose list would show most, if any list would."""
    seen = facts.coverage
    people = len(facts.direct)
    gain = people - 1 - seen.holders
    if gain <= 0:
        return ""
    sentence = f" One more colleague's list would add up to {gain:,} pairs"
    if facts.groups.empty:
        return f"{sentence}."
    reached = facts.groups["holders_reaching"].fillna(0)
    unseen = facts.groups[reached == reached.min()].iloc[0]
    where = "at" if unseen["kind"] == "employer" else "under your label"
    return f"{sentence}; that of somebody {where} {unseen['group']} would show most that is new."


def _bridges(facts: Facts) -> Iterator[Claim]:
    table = facts.bridging
    if table.empty:
        return
    spans = (
        table[table["people"] > 0].groupby(["person_id", "name"], sort=True)["group_id"].nunique()
    )
    if spans.empty:
        return
    best = spans[spans == spans.max()].index[0]
    mine = table[(table["person_id"] == best[0]) & (table["people"] > 0)].sort_values(
        ["people", "group_id"], ascending=[False, True], kind="stable"
    )
    yield claim(
        "clustering.bridge",
        "fact",
        f"Among the lists you hold, {best[1]}'s reaches into most of your groups: {int(spans.max())}, "
        f"above all {listing(mine['group'].tolist())}.",
        value=int(spans.max()),
        unit="groups",
        evidence=[best[0]],
    )


def _communities(facts: Facts) -> Iterator[Claim]:
    if facts.communities.empty:
        return
    sizes = facts.communities.groupby("community_id").size()
    real = sizes[sizes > 1]
    sure = facts.communities["stability"].median()
    yield claim(
        "clustering.communities",
        "fact",
        f"By who knows whom, your contacts fall into {count(len(real), 'community', 'communities')} of two or more. "
        f"Half of the people stay in theirs in at least {percent(float(sure))} of repeated runs."
        if len(real) > 1
        else "By who knows whom, your contacts show no separate communities: they are one.",
        value=len(real),
        unit="communities",
    )
    if len(facts.brokers):
        known = facts.brokers.dropna(subset=["constraint"])
        if len(known):
            names = known.nsmallest(3, ["constraint"])["name"].tolist()
            yield claim(
                "clustering.brokers",
                "fact",
                f"{listing(names)} connect people who otherwise would not meet (low constraint, Burt 1992), "
                f"as far as the {people(len(known))} with observed ties show.",
                value=round(float(known["constraint"].min()), 3),
                unit="constraint",
            )
