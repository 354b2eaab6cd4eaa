"""What came in, what was merged or dropped, and how much is known of whom."""

import re
from collections.abc import Iterator

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.phrasing import are, count, listing, long_day, month, named, people, percent
from netlens.claims.rows import Claim, claim


def claim_contacts(facts: Facts) -> Iterator[Claim]:
    """State what the exports hold."""
    yield _lead(facts)
    yield from _sources(facts)
    yield from _merged(facts)
    yield from _changed(facts)
    yield from _dropped(facts)
    yield from _growth(facts)
    yield from _who(facts)
    yield _undescribed(facts)


def _lead(facts: Facts) -> Claim:
    mine = facts.contacts[facts.contacts["owner"] == "me"]
    files = mine["file"].nunique()
    undecided = facts.count.undecided
    held = f"Your {files:,} exports hold" if files > 1 else "Your export holds"
    who = "that is 1 person" if facts.count.high == 1 else f"they are {facts.count} people"
    sentence = f"{held if files else 'Your exports hold'} {count(len(mine), 'contact')}; {who}"
    sentence += f", since {count(undecided, 'pair')} may be the same person." if undecided else "."
    if facts.organisations:
        sentence += f" {count(facts.organisations, 'organisation or group', 'organisations and groups')} are not counted as people."
    return claim(
        "contacts.people",
        "lead",
        sentence,
        value=facts.count.high,
        low=facts.count.low,
        high=facts.count.high,
        unit="people",
        evidence=mine["file"].drop_duplicates(),
    )


def _sources(facts: Facts) -> Iterator[Claim]:
    mine = facts.contacts[facts.contacts["owner"] == "me"]
    sizes = mine.groupby("file", sort=True).size()
    words = [f"{name} ({size:,})" for name, size in sizes.items()]
    if len(words) > 1:
        yield claim(
            "contacts.sources",
            "fact",
            f"They come from {listing(words, 6)}.",
            value=len(words),
            unit="files",
            evidence=sizes.index,
        )
    pooled = facts.contacts[facts.contacts["owner"] != "me"]
    if len(pooled):
        owners = pooled["owner"].nunique()
        yield claim(
            "contacts.pooled",
            "fact",
            f"{count(owners, 'colleague')} let you use their {'list' if owners == 1 else 'lists'}: {count(len(pooled), 'contact')} more, "
            "kept apart from yours.",
            value=len(pooled),
            unit="contacts",
            evidence=pooled["file"].drop_duplicates(),
        )


def _merged(facts: Facts) -> Iterator[Claim]:
    mine = set(facts.contacts.loc[facts.contacts["owner"] == "me", "contact_id"])
    own = facts.merges[facts.merges["contact_a"].isin(mine) & facts.merges["contact_b"].isin(mine)]
    same = own[own["zone"] == "same"]
    review = _undecided(facts)
    if len(same):
        reasons = (
            same["reasons"]
            .str[0]
            .value_counts()
            .sort_index()
            .sort_values(ascending=False, kind="stable")
        )
        words = [f"{reason} ({number:,})" for reason, number in reasons.items()]
        yield claim(
            "contacts.merged",
            "fact",
            f"{count(len(same), 'pair')} of your contacts {'was' if len(same) == 1 else 'were'} recognised as one person: {listing(words, 5)}. "
            "Every merge can be undone.",
            value=len(same),
            unit="pairs",
            evidence=same["merge_id"],
        )
    if len(review):
        yield claim(
            "contacts.review",
            "unknown",
            f"{count(facts.count.undecided, 'pair')} of people may be one: what they share is not enough to tell. "
            "They are counted as two in the upper figure and as one in the lower. netlens decide settles them.",
            value=facts.count.undecided,
            unit="pairs",
            basis="unknown",
            evidence=review["merge_id"],
        )


_CHANGES = {
    "new employer": "{} at a new employer",
    "new title": "{} with a new title",
    "renamed": "{} under another name",
    "new": "{} new",
    "vanished": "{} no longer there, for whatever reason",
}


def _changed(facts: Facts) -> Iterator[Claim]:
    """State what the newest export of each source says that the one before did not."""
    for _, rows in facts.changes.groupby(["source", "newer"], sort=False):
        numbers = rows["what"].value_counts()
        words = [
            wording.format(f"{numbers[what]:,}")
            for what, wording in _CHANGES.items()
            if what in numbers
        ]
        newest = rows.iloc[0]
        producer, older, newer = newest["source"], newest["older"], newest["newer"]
        yield claim(
            f"contacts.changes-{_slug(producer)}-{newer:%Y-%m-%d}",
            "fact",
            f"Between your {producer} exports of {long_day(older)} and {long_day(newer)}: {listing(words, 5)}.",
            value=rows["person_id"].nunique(),
            unit="people",
            evidence=[contact for ids in rows["contact_ids"] for contact in ids],
        )


def _slug(text: str) -> str:
    """Reduce a program's name to what stands in an id: `Apple Contacts` becomes `apple-contacts`."""
    return "-".join(re.findall("[a-z0-9]+", text.lower()))


def _undecided(facts: Facts) -> pd.DataFrame:
    """Find the undecided merges between people on ego's own lists."""
    ours = {contact for ids in facts.direct["contact_ids"] for contact in ids}
    merges = facts.merges[facts.merges["zone"] == "review"]
    return merges[merges["contact_a"].isin(ours) & merges["contact_b"].isin(ours)]


def _dropped(facts: Facts) -> Iterator[Claim]:
    read = int(facts.files["read"].sum())
    kept = int(facts.files["kept"].sum())
    skipped = int(facts.files["skipped"].sum())
    lost = int(facts.files["rejected"].sum())
    yield claim(
        "contacts.read",
        "fact",
        f"{count(read, 'row or card', 'rows and cards')} read: {kept:,} kept, {lost:,} rejected, {skipped:,} skipped. "
        + (
            "Each rejected one is listed with its file, line and reason."
            if lost
            else "None was rejected."
        ),
        value=read,
        unit="rows",
        evidence=facts.files["file"],
    )
    yield from _unread(facts)


def _unread(facts: Facts) -> Iterator[Claim]:
    rejected = facts.rejected[facts.rejected["what"] == "rejected"]
    whole = rejected[rejected["line"].isna()]
    if len(whole):
        yield claim(
            "contacts.refused",
            "fact",
            f"{count(len(whole), 'file')} could not be read at all: {listing(whole['file'].tolist(), 4)}.",
            value=len(whole),
            unit="files",
            evidence=whole["file"],
        )
    unread = facts.files[
        facts.files["warnings"].map(lambda w: any("not read" in text for text in w))
    ]
    if len(unread):
        yield claim(
            "contacts.unread",
            "note",
            f"{count(len(unread), 'file')} of the archive {'tells' if len(unread) == 1 else 'tell'} nothing of who knows "
            f"whom and {'was' if len(unread) == 1 else 'were'} not read: "
            f"{listing([name.rsplit('/', 1)[-1] for name in unread['file']], 12)}.",
            value=len(unread),
            unit="files",
            evidence=unread["file"],
        )


def _growth(facts: Facts) -> Iterator[Claim]:
    days = facts.dated.loc[facts.dated["owner"] == "me", "connected_on"]
    dated = days[days <= facts.as_of]
    if dated.empty:
        yield claim(
            "contacts.growth",
            "unknown",
            "None of your contacts is dated, so nothing can be said about how your network grew; "
            "LinkedIn's Connections.csv would tell.",
            basis="unknown",
        )
        return
    recent = int((dated > facts.as_of - pd.DateOffset(years=1)).sum())
    verb = "carries" if facts.undated == 1 else "carry"
    tail = f" {facts.undated:,} {verb} no date." if facts.undated else ""
    yield claim(
        "contacts.growth",
        "fact",
        f"{_dated(dated, recent)}.{tail}",
        value=recent,
        unit="contacts",
        evidence=facts.dated.loc[dated.index, "file"].drop_duplicates(),
    )


def _dated(days: pd.Series, recent: int) -> str:
    """Say from when to when, and how many of the last twelve months."""
    first, last = month(days.min()), month(days.max())
    when = f"in {first}" if first == last else f"from {first} to {last}"
    sentence = f"{count(len(days), 'contact')} {are(len(days))} dated, {when}"
    if len(days) == 1:
        return f"{sentence}, {'' if recent else 'not '}in the last twelve months"
    return f"{sentence}; {recent:,} of them joined in the last twelve months"


def _who(facts: Facts) -> Iterator[Claim]:
    for table, claim_id, what, where in (
        (facts.employers, "contacts.employers", "employer", "at"),
        (facts.places, "contacts.places", "place", "in"),
    ):
        top = table[table["people"] > 1].head(3)
        known = int(table["people"].sum())
        if top.empty:
            continue
        names = [
            f"{named(value)} ({n:,})" for value, n in zip(top["value"], top["people"], strict=True)
        ]
        yield claim(
            claim_id,
            "fact",
            f"Of the {known:,} whose {what} is stated, most are {where} {listing(names)}.",
            value=int(top["people"].iloc[0]),
            unit="people",
            evidence=top["person_ids"].iloc[0],
        )


def _undescribed(facts: Facts) -> Claim:
    total = len(facts.direct)
    missing = total - facts.described
    if not missing:
        whole = (
            "Nobody stands on a list of yours, so nobody"
            if not total
            else "The one person you know"
        )
        whole = f"All {people(total)}" if total > 1 else whole
        return claim(
            "contacts.undescribed",
            "fact",
            f"{whole} {'are' if total > 1 else 'is'} described by a title, an employer, a label or a note.",
            value=total,
            unit="people",
        )
    return claim(
        "contacts.undescribed",
        "unknown",
        f"Of {people(missing)} ({percent(missing / max(total, 1))}) nothing is known but how to reach them: "
        "no title, employer, label or note. What they could do for you is unknown, not nothing.",
        value=missing,
        unit="people",
        basis="unknown",
    )
