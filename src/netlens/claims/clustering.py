"""Groups that people share, whose lists reach into them, and what could be seen at all."""

from collections.abc import Iterator
from typing import Any, Final

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, long_day, people, percent
from netlens.claims.rows import Claim, claim
from netlens.claims.structure import claim_structure
from netlens.measures.coverage import MINIMUM_COVERAGE
from netlens.schema import iter_rows


def claim_clustering(facts: Facts) -> Iterator[Claim]:
    """State what groups there are and who links them."""
    yield _groups(facts)
    yield _coverage(facts)
    yield from _bridges(facts)
    yield from _beyond(facts)
    yield from claim_structure(facts)
    yield from _changes(facts)
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


def _beyond(facts: Facts) -> Iterator[Claim]:
    """State where colleagues know people and the reader knows nobody."""
    table = facts.beyond
    if table.empty:
        return
    named = [
        f"{row.group} ({people(row.people)}, most on {row.through[0]}'s list)"
        for row in iter_rows(table)
    ]
    yield claim(
        "clustering.beyond",
        "fact",
        f"Your colleagues' lists show {count(len(table), 'employer')} with three or more people where you know nobody: "
        f"{listing(named)}.",
        value=len(table),
        unit="groups",
        evidence=[person for ids in table["person_ids"].head(3) for person in ids],
    )


def _changes(facts: Facts) -> Iterator[Claim]:
    """State who joined and who left since the earlier report, by name where still known."""
    if facts.since is None:
        return
    then = f"Since the report of {long_day(facts.since)}"
    table = facts.group_changes
    if table.empty:
        yield claim(
            "clustering.changes", "fact", f"{then}, no group has gained or lost anybody.", value=0,
            unit="groups",
        )  # fmt: skip
        return
    said = [_change(row, facts) for row in iter_rows(table.head(_MOST_CHANGES))]
    more = len(table) - len(said)
    tail = f" In {count(more, 'more group')} somebody joined or left too." if more else ""
    joined = [person for ids in table["joined"].head(_MOST_CHANGES) for person in ids]
    yield claim(
        "clustering.changes",
        "fact",
        f"{then}: {'; '.join(said)}.{tail}",
        value=len(table),
        unit="groups",
        evidence=[person for person in joined if person in facts.names],
    )


def _change(row: Any, facts: Facts) -> str:  # noqa: ANN401  (a row)
    # Whoever is in no file of today is counted, not named: they may have asked to be forgotten.
    named = [facts.names[who] for who in row.joined if who in facts.names]
    name = f"“{row.group}”"
    if row.what == "new":
        return f"{name} is new, with {listing(named)}" if named else f"{name} is new"
    if row.what == "gone":
        return f"{name} is no longer a group"
    parts = [f"{listing(named)} joined {name}"] if named else []
    if row.left:
        parts.append(f"{people(len(row.left))} left {'it' if named else name}")
    return ", ".join(parts)


_MOST_CHANGES: Final = 4
