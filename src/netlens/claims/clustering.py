"""Groups that people share, whose lists reach into them, and what could be seen at all."""

from collections.abc import Iterator
from typing import Any, Final

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, listing, long_day, named, people, percent
from netlens.claims.rows import Claim, claim
from netlens.claims.structure import claim_structure
from netlens.measures.coverage import MINIMUM_COVERAGE, count_lacking
from netlens.measures.naming import AROUND
from netlens.schema import iter_rows


def claim_clustering(facts: Facts) -> Iterator[Claim]:
    """State what groups there are and who links them."""
    structure = list(claim_structure(facts))
    yield from structure[:1]
    yield _groups(facts)
    yield _coverage(facts)
    yield from _bridges(facts)
    yield from structure[1:]
    yield from _beyond(facts)
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
    names = [
        f"{named(name)} ({size:,})" for name, size in zip(top["group"], top["people"], strict=True)
    ]
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
    """State for how many pairs a tie could have been seen, and what would show more."""
    seen = facts.coverage
    if not seen.pairs:
        return claim(
            "clustering.coverage",
            "unknown",
            "Who of your contacts know each other is no question yet: you have fewer than two.",
            value=0.0,
            unit="share of pairs",
            basis="unknown",
        )
    if seen.holders == 0 and not seen.observable:
        return claim(
            "clustering.coverage",
            "unknown",
            "Who of your contacts know each other cannot be seen: you hold no list but your own, so every pair among "
            f"them is unobserved. What would show it: {_what_would_show(facts)}.",
            value=0.0,
            unit="share of pairs",
            basis="unknown",
        )
    enough = seen.share >= MINIMUM_COVERAGE
    sentence = (
        f"A tie could have been seen for {percent(seen.share)} of the {count(seen.pairs, 'pair')} among your contacts: those "
        f"{' and '.join(_sources(facts))}."
        if seen.pairs > 1 or not seen.observable
        else "Your only two contacts are one pair, and a tie between them could have been seen."
    )
    sentence += _blind(facts) + (_one_more(facts) if enough else _too_few(facts))
    return claim(
        "clustering.coverage",
        "fact" if enough else "unknown",
        sentence,
        value=round(seen.share, 4),
        unit="share of pairs",
        basis="observed" if enough else "unknown",
    )


def _sources(facts: Facts) -> list[str]:
    seen = facts.coverage
    sources = []
    if seen.holders:
        whose = (
            "the one colleague whose list"
            if seen.holders == 1
            else f"one of the {seen.holders:,} colleagues whose lists"
        )
        sources.append(f"with {whose} you hold")
    if seen.together:
        sources.append(f"{count(seen.together, 'pair')} seen in one thread, mail or meeting")
    return sources


def _blind(facts: Facts) -> str:
    blind = facts.coverage.blind
    if not blind:
        return ""
    who = "one of your contacts" if blind == 1 else f"{blind:,} of your contacts"
    return f" Lists from LinkedIn cannot show {who}, who {'has' if blind == 1 else 'have'} no address there."


def _too_few(facts: Facts) -> str:
    """Say why there is no picture, and what would make one: one sentence."""
    lists = count_lacking(facts.coverage)
    more = (
        "lists from LinkedIn alone never show enough"
        if lists is None
        else f"it takes about {count(lists, 'more list')}"
    )
    return (
        f" Below {percent(MINIMUM_COVERAGE)} communities and brokers would only show whose lists are missing, so none are "
        f"given; what would show most is {_what_would_show(facts)}: {more}."
    )


def _one_more(facts: Facts) -> str:
    """Say how much one more list could add, and whose."""
    seen = facts.coverage
    gain = len(facts.direct) - 1 - seen.holders
    if gain <= 0:
        return ""
    where = _least_seen(facts)
    tail = f", and most that is new if it is that of {where[1]}" if where else ""
    return f" One more colleague's list would add up to {gain:,} pairs{tail}."


def _what_would_show(facts: Facts) -> str:
    """Name the list, mailbox or calendar that would show most ties among the contacts."""
    where = _least_seen(facts)
    whose = f" (best that of {where[1]}{_nearest(facts, where[0])})" if where else ""
    parts = [f"a colleague's export, with consent{whose}"]
    formats = " ".join(facts.files["format"].dropna().astype("str")).casefold()
    if "mbox" not in formats and "mail" not in formats:
        parts.append("your mailbox (who is written to together)")
    if "calendar" not in formats:
        parts.append("your calendar (who meets)")
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]


def _least_seen(facts: Facts) -> tuple[str, str] | None:
    """Give the largest group that the fewest held lists reach: its id, and somebody of it."""
    askable = facts.affiliations["person_id"].isin(facts.askable["person_id"])
    open_ones = set(facts.affiliations.loc[askable, "group_id"])
    groups = facts.groups[facts.groups["group_id"].isin(open_ones)]
    if groups.empty:
        return None
    reached = groups["holders_reaching"].fillna(0)
    group = groups[reached == reached.min()].iloc[0]
    label = group["kind"] == "label"
    where = (
        f"somebody you label “{named(group['group'])}”"
        if label
        else f"somebody at {named(group['group'])}"
    )
    return str(group["group_id"]), where


def _nearest(facts: Facts, group_id: str) -> str:
    """Name whoever of a group has most shown that they know the reader; nobody off limits."""
    members = facts.affiliations.loc[facts.affiliations["group_id"] == group_id, "person_id"]
    askable = set(facts.askable["person_id"]) & set(members)
    shown = facts.visibility[facts.visibility["person_id"].isin(askable)]
    shown = shown[shown["level"].isin(["vouches", "aware"])]
    best = shown.sort_values(["weight", "person_id"], ascending=[False, True], kind="stable")
    return f"; {facts.names[best['person_id'].iloc[0]]}, among them, knows you" if len(best) else ""


def _bridges(facts: Facts) -> Iterator[Claim]:
    table = facts.bridging[facts.bridging["person_id"].isin(facts.askable["person_id"])]
    if table.empty:
        return
    spans = (
        table[table["people"] > 0].groupby(["person_id", "name"], sort=True)["group_id"].nunique()
    )
    if spans.empty:
        return
    # One who reaches as far as others, or into one group, is no finding.
    if spans.max() < 2 or (spans == spans.max()).sum() > 1:  # noqa: PLR2004
        return
    best = spans.index[int(spans.to_numpy().argmax())]
    mine = table[(table["person_id"] == best[0]) & (table["people"] > 0)].sort_values(
        ["people", "group_id"], ascending=[False, True], kind="stable"
    )
    yield claim(
        "clustering.bridge",
        "fact",
        f"Among the lists you hold, {best[1]}'s reaches into most of your groups: {int(spans.max())}, "
        f"above all {listing([named(group) for group in mine['group']])}.",
        value=int(spans.max()),
        unit="groups",
        evidence=[best[0]],
    )


def _beyond(facts: Facts) -> Iterator[Claim]:
    """State where colleagues know people and the reader knows nobody."""
    table = facts.beyond
    if table.empty:
        return
    shown = [
        f"{named(row.group)} ({people(row.people)}, most on {row.through[0]}'s list)"
        for row in iter_rows(table)
    ]
    yield claim(
        "clustering.beyond",
        "fact",
        f"Your colleagues' lists show {count(len(table), 'employer')} with three or more people where you know nobody: "
        f"{listing(shown)}.",
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
    askable = set(facts.askable["person_id"])
    joined = [person for ids in table["joined"].head(_MOST_CHANGES) for person in ids]
    yield claim(
        "clustering.changes",
        "fact",
        f"{then}: {'; '.join(said)}.{tail}",
        value=len(table),
        unit="groups",
        evidence=[person for person in joined if person in askable],
    )


def _change(row: Any, facts: Facts) -> str:  # noqa: ANN401  (a row)
    # Whoever is in no file of today may have asked to be forgotten: nothing is called after them.
    if row.what == "gone":
        return (
            "one group is gone" if row.group.startswith(AROUND) else f"“{named(row.group)}” is gone"
        )
    askable = facts.askable[facts.askable["person_id"].isin(row.joined)]
    joined = askable["name"].fillna("(no name)").tolist()[:_MOST_JOINED]
    others = len(row.joined) - len(joined)
    who = listing([*joined, *([f"{others:,} more"] if others else [])], _MOST_JOINED + 1)
    who = who if joined else people(others)
    if row.what == "new":
        return f"“{named(row.group)}” is new, with {who}"
    parts = [f"{who} joined “{named(row.group)}”"] if row.joined else []
    name = "it" if row.joined else f"“{named(row.group)}”"
    still = set(facts.direct["person_id"]).intersection(row.left)
    gone = len(row.left) - len(still)
    parts += [f"{people(len(still))} left {name}"] if still else []
    if gone:
        parts.append(f"{gone:,} of {name} {'is' if gone == 1 else 'are'} on no list of yours now")
    return ", ".join(parts)


_MOST_CHANGES: Final = 4
_MOST_JOINED: Final = 3
