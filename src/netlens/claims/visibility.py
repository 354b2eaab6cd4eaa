"""
Who knows the reader: who vouches, who is aware, and of whom nothing shows it.

Everybody is counted; whoever is off limits is never named, nor shown as proof.
No sign is told as unknown, since most of what people know of each other leaves
no trace in an export.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.phrasing import count, have, listing, long_day, month, named, people
from netlens.claims.rows import Claim, claim
from netlens.measures.visibility import LEVELS
from netlens.schema import iter_rows, list_rows

FADING: Final = "tie-half-life"
_EGOS: Final = "me"
_VOUCHES, _AWARE, _WEAK, _NONE = LEVELS
_SHOWN: Final = (_VOUCHES, _AWARE)
_MOST_GROUPS: Final = 3
_LEAST_IN_GROUP: Final = 3
# What a file can show, by its format as read; what is not there ends a list of what is missing.
_SOURCES: Final[Mapping[tuple[str, ...], str]] = {
    ("LinkedIn messages",): "messages.csv of LinkedIn's archive (who wrote to you)",
    ("LinkedIn invitations",): "Invitations.csv of the same archive (who invited you)",
    ("LinkedIn endorsements received", "LinkedIn endorsements"): (
        "endorsements received (LinkedIn's larger archive has them)"
    ),
    ("LinkedIn recommendations",): "recommendations received (the larger archive too)",
    ("mailbox",): "a mailbox file (who mailed you)",
    (
        "address book of a colleague",
    ): "a colleague's address book, with consent (who wrote you down)",
}
_VOUCHING: Final = frozenset(
    {"LinkedIn endorsements received", "LinkedIn endorsements", "LinkedIn recommendations"}
)
_LISTED: Final = "address book of a colleague"
# What a colleague's file of these formats shows of the reader is mutual, or nothing.
_MUTUAL: Final = ("LinkedIn", "Facebook", "calendar", "mailbox")
_CALENDAR: Final = "calendar"
# A group in which one person has shown it says nothing of the group.
_LEAST_SHOWN: Final = 2
# What each weak sign is, said of one person and of several.
_WEAKLY: Final = {
    "meeting": ("met you", "met you"),
    "connection": ("is connected with you", "are connected with you"),
    "together": (
        "was named with you in one thread or mail",
        "were named with you in one thread or mail",
    ),
    "stated by ego": ("knows you by your own word", "know you by your own word"),
}


def claim_visibility(facts: Facts) -> Iterator[Claim]:
    """State who has shown that they know the reader, and what that cannot say."""
    yield _lead(facts)
    if _is_knowable(facts):
        yield from _vouching(facts)
        for goal in iter_rows(facts.goals):
            yield from _goal(facts, goal.goal_id, goal.goal)
            yield from _targets(facts, goal.goal_id)
        yield from _groups_most(facts)
        yield from _groups_none(facts)
        yield from _trend(facts)
        yield from _age(facts)
    yield _more(facts)
    yield _basis()


# Everybody ---------------------------------------------------------------------------


def _is_knowable(facts: Facts) -> bool:
    """Tell whether anything held could show what others did towards the reader."""
    shown = facts.known_by["level"].isin(_SHOWN).any()
    return bool(shown) or (bool(_sources(facts)) and not facts.known_by.empty)


def _lead(facts: Facts) -> Claim:
    """Count who has shown it, or say why that cannot be known."""
    table = facts.known_by
    shown, weak = table[table["level"].isin(_SHOWN)], table[table["level"] == _WEAK]
    none = len(table) - len(shown) - len(weak)
    if not _is_knowable(facts):
        return claim(
            "visibility.lead", "unknown", _cannot_know(facts, weak, none), value=len(weak),
            unit="people", basis="unknown", evidence=_proof(facts, weak if len(weak) else table),
        )  # fmt: skip
    return claim(
        "visibility.lead", "lead",
        f"{_of_how_many(facts, shown)}.{_rest(len(weak), none, len(table))}",
        value=len(shown), unit="people", evidence=_proof(facts, shown if len(shown) else table),
    )  # fmt: skip


def _of_how_many(facts: Facts, shown: pd.DataFrame) -> str:
    """Say how many of the contacts have shown it, and how many of these by vouching."""
    one = facts.count.high == 1
    whole = "Your one contact" if one else f"Of your {facts.count} contacts"
    if not len(shown):
        return f"{whole} {'has not' if one else 'none has'} shown that they know you"
    vouch = int((shown["level"] == _VOUCHES).sum())
    if not vouch and not _sources(facts) & _VOUCHING:
        how = " (these files hold nothing that would show who vouches)"
    elif len(shown) == 1:
        how = ", by vouching for you" if vouch else ", though not by vouching"
    else:
        how = f", {f'{vouch:,}' if vouch else 'none'} of them by vouching for you"
    number = "" if one else f" {len(shown):,}"
    return f"{whole}{number} {have(len(shown))} shown that they know you{how}"


def _cannot_know(facts: Facts, weak: pd.DataFrame, none: int) -> str:
    """Say that no file held could show it, and what there is instead."""
    if facts.known_by.empty:
        return "There is nobody yet of whom it could be asked whether they know you."
    sentence = (
        "We cannot know from these files who knows you: nothing in them shows what others did of their own accord, "
        "such as writing to you or endorsing you."
    )
    if len(weak):
        kinds = {sign for signs in weak["signs"] for sign in signs}
        words = [forms[len(weak) > 1] for sign, forms in _WEAKLY.items() if sign in kinds]
        sentence += f" {people(len(weak))} {listing(words, len(words))}: a weak sign, which says little of who remembers whom."
    if none:
        sentence += f" Your own list says whom you know, not who knows you: of {none:,} there is no sign at all."
    return sentence


def _rest(weak: int, none: int, total: int) -> str:
    """Say of how many there is little or nothing."""
    if total == 1 and weak + none:
        kind = "only a weak sign, such as a connection" if weak else "no sign either way"
        return f" There is {kind}{'' if weak else ': unknown, and not a no'}."
    parts = [f"of {weak:,} there is only a weak sign, such as a connection"] if weak else []
    parts += [f"of {none:,} there is no sign either way: unknown, and not a no"] if none else []
    said = "; ".join(parts)
    return f" {said[0].upper()}{said[1:]}." if said else ""


def _proof(facts: Facts, found: pd.DataFrame) -> tuple[str, ...]:
    """Give the most telling statement of each person, else the person; nobody off limits."""
    open_to_all = set(facts.askable["person_id"])
    return tuple(
        ids[0] if ids else person
        for person, ids in zip(found["person_id"], found["evidence_ids"], strict=True)
        if person in open_to_all
    )


def _proof_of(facts: Facts, ids: Iterable[str]) -> tuple[str, ...]:
    """Give the most telling statement of each of these people, whether contacts or not."""
    table = facts.visibility[facts.visibility["person_id"].isin(set(ids))]
    return tuple(
        found[0] if found else person
        for person, found in zip(table["person_id"], table["evidence_ids"], strict=True)
    )


def _vouching(facts: Facts) -> Iterator[Claim]:
    """Name who vouches, by what."""
    table = facts.known_by[facts.known_by["vouches"]]
    if table.empty:
        return
    table = table.assign(less=["recommendation" not in signs for signs in table["signs"]])
    table = table.sort_values(
        ["less", "last_seen", "person_id"], ascending=[True, False, True], kind="stable"
    )
    by = [
        f"{kinds:,} by {word}"
        for word in ("recommendation", "endorsement")
        if (kinds := sum(word in signs for signs in table["signs"]))
    ]
    yield claim(
        "visibility.vouches", "fact",
        f"{people(len(table))} {'vouches' if len(table) == 1 else 'vouch'} for you, {' and '.join(by)}: "
        f"{_named(facts, table['person_id'])}.",
        value=len(table), unit="people", evidence=_proof(facts, table),
    )  # fmt: skip


def _named(facts: Facts, ids: Iterable[str]) -> str:
    """List names; those off limits are counted only."""
    wanted = list(ids)
    open_to_all = set(facts.askable["person_id"])
    names = [facts.names[person] for person in wanted if person in open_to_all]
    return _listing(names, len(wanted))


def _listing(names: list[str], total: int) -> str:
    shown = names[:3]
    rest = total - len(shown)
    if rest and shown:
        return f"{', '.join(shown)} and {rest:,} more"
    return listing(shown) if shown else f"{rest:,} whom you want left alone"


# Those who matter --------------------------------------------------------------------


def _goal(facts: Facts, goal_id: str, goal: str) -> Iterator[Claim]:
    """State for one goal who of those who may help knows the reader."""
    table = facts.visibility_by_goal
    rows = table[table["goal_id"] == goal_id]
    cells = {
        level: dict(
            pair
            for row in iter_rows(rows[rows["level"] == level])
            for pair in zip(row.person_ids, row.names, strict=True)
        )
        for level in LEVELS
    }
    total = sum(map(len, cells.values()))
    if not total:
        return
    shown = [*cells[_VOUCHES], *cells[_AWARE]]
    yield claim(
        f"visibility.goal-{goal_id}", "fact",
        f"{goal}: of {people(total)} who may help, "
        + _told({level: (len(found), list(found.values())) for level, found in cells.items()}),
        value=len(shown), unit="people", basis="inferred",
        evidence=_proof_of(facts, shown or [person for found in cells.values() for person in found]),
    )  # fmt: skip


def _told(cells: Mapping[str, tuple[int, list[str]]]) -> str:
    """Say who vouches, who is aware, and of how many there is little or no sign."""
    vouch, aware = cells[_VOUCHES], cells[_AWARE]
    parts = []
    if vouch[0]:
        verb = "vouches" if vouch[0] == 1 else "vouch"
        parts.append(f"{vouch[0]:,} {verb} for you ({_listing(vouch[1], vouch[0])})")
    if aware[0]:
        verb = "is" if aware[0] == 1 else "are"
        parts.append(f"{aware[0]:,} {verb} aware of you ({_listing(aware[1], aware[0])})")
    said = " and ".join(parts) or "none has shown that they know you"
    weak, none = cells[_WEAK][0], cells[_NONE][0]
    rest = [f"of {weak:,} there is a weak sign only"] if weak else []
    rest += [f"of {none:,} there is no sign either way"] if none else []
    return f"{said}; {', '.join(rest)}." if rest else f"{said}."


def _targets(facts: Facts, goal_id: str) -> Iterator[Claim]:
    """State for each target who inside knows the reader."""
    table = facts.visibility_by_target
    mine = table[table["goal_id"] == goal_id]
    for place, target in enumerate(mine["target"].drop_duplicates(), 1):
        rows = {row["level"]: row for row in list_rows(mine[mine["target"] == target])}
        first = rows[_VOUCHES]
        total = sum(row["people"] for row in rows.values())
        claim_id = f"visibility.target-{goal_id}-{place}"
        if not total:
            yield claim(
                claim_id, "unknown",
                f"{named(target)}: nobody whom your files name is known to be there, so who there knows you cannot be known.",
                value=0, unit="people", basis="unknown", evidence=_read(facts),
            )  # fmt: skip
            continue
        shown = sum(rows[level]["people"] for level in _SHOWN)
        ids = [person for level in _SHOWN for person in rows[level]["person_ids"]]
        others = [person for row in rows.values() for person in row["person_ids"]]
        yield claim(
            claim_id, "fact",
            f"{named(target)}: of {_who_is_there(first, total)}, "
            + _told({level: (row["people"], list(row["names"])) for level, row in rows.items()}),
            value=shown, unit="people", evidence=_proof_of(facts, ids or others),
        )  # fmt: skip


def _who_is_there(row: Mapping[str, object], total: int) -> str:
    """Say how many of those seen inside are contacts, and how many contacts of contacts."""
    mine = int(str(row["contacts"]))
    if row["kind"] == "person":
        return f"{people(total)} so called"
    if mine == total:
        return f"your {count(mine, 'contact')} there"
    far = f"{people(total - mine)} seen there two steps away"
    return f"your {count(mine, 'contact')} there and {far}" if mine else far


# Groups ------------------------------------------------------------------------------


def _groups(facts: Facts) -> pd.DataFrame:
    """Give the groups that may be named: somebody in them is not off limits."""
    open_to_all = facts.affiliations["person_id"].isin(set(facts.askable["person_id"]))
    named = set(facts.affiliations.loc[open_to_all, "group_id"])
    table = facts.visibility_by_group
    table = table[table["group_id"].isin(named) & (table["people"] >= _LEAST_IN_GROUP)]
    return table.assign(shown=table["vouches"] + table["aware"])


def _members(facts: Facts, groups: Iterable[str], levels: Iterable[str]) -> pd.DataFrame:
    inside = facts.affiliations["group_id"].isin(set(groups))
    ids = set(facts.affiliations.loc[inside, "person_id"])
    table = facts.known_by
    return table[table["person_id"].isin(ids) & table["level"].isin(list(levels))]


def _groups_most(facts: Facts) -> Iterator[Claim]:
    """State in which groups most people have shown it; one person is no finding about a group."""
    groups = _groups(facts)
    top = groups[groups["shown"] >= _LEAST_SHOWN].sort_values(
        ["shown", "people", "group_id"], ascending=[False, False, True], kind="stable"
    )
    top = top.head(_MOST_GROUPS)
    if top.empty:
        return
    parts = [
        f"{named(row['group'])} ({row['shown']:,} of {row['people']:,})" for row in list_rows(top)
    ]
    yield claim(
        "visibility.groups-most", "fact",
        f"The group{'s' if len(parts) > 1 else ''} with most people who have shown that they know you: {listing(parts)}.",
        value=int(top["shown"].iloc[0]), unit="people",
        evidence=_proof(facts, _members(facts, top["group_id"], _SHOWN)),
    )  # fmt: skip


def _groups_none(facts: Facts) -> Iterator[Claim]:
    """State of which large groups nobody has shown it, and why that says little."""
    groups = _groups(facts)
    if not groups["shown"].any():
        return
    silent = groups[groups["shown"] == 0].head(_MOST_GROUPS)
    if silent.empty:
        return
    parts = [f"of the {row['people']:,} people {_place(row)}" for row in list_rows(silent)]
    said = listing(parts)
    yield claim(
        "visibility.groups-none", "unknown",
        f"{said[0].upper()}{said[1:]} none has shown it: a talk, a call or a day of work together leaves no trace "
        "in these files, so who of them knows you is not known.",
        value=0, unit="people", basis="unknown",
        evidence=_proof(facts, _members(facts, silent["group_id"], LEVELS)),
    )  # fmt: skip


def _place(row: Mapping[str, object]) -> str:
    """Say where people of a group are: at an employer, under a label, in anything else."""
    words = {"employer": "at", "school": "at", "label": "under your label"}
    return f"{words.get(str(row['kind']), 'in')} {named(row['group'])}"


# Over time ---------------------------------------------------------------------------


def _trend(facts: Facts) -> Iterator[Claim]:
    """Say that the last whole year has most signs, or that the files end before it; else nothing."""
    table = facts.visibility_trend
    whole = table[table["year"] < facts.as_of.year]
    shown = dict(zip(whole["year"], whole["vouches"] + whole["aware"], strict=True))
    last = facts.as_of.year - 1
    before = max((number for year, number in shown.items() if year < last), default=0)
    if shown.get(last, 0) > before > 0:
        yield claim(
            "visibility.trend", "fact",
            f"{people(shown[last])} showed in {last} that they know you, more than in any whole year before, as far as "
            "these files go.",
            value=shown[last], unit="people", evidence=_proof_of_year(facts, last),
        )  # fmt: skip
    elif before > shown.get(last, 0):
        yield from _end(facts, last)


def _end(facts: Facts, year: int) -> Iterator[Claim]:
    """Say that no sign of any kind, connections included, is of `year` or later: files may be old."""
    dated = facts.signs.dropna(subset=["date"])
    newest = dated["date"].max()
    if newest.year >= year:
        return
    proof = dated[(dated["date"] == newest) & dated["person_id"].isin(facts.askable["person_id"])]
    yield claim(
        "visibility.trend", "unknown",
        f"These files may end early: their newest sign, connections included, is from {month(newest)}. Exports made since "
        "then would show whether more people have shown that they know you.",
        value=newest.year, unit="year", basis="unknown",
        evidence=tuple(proof["evidence_id"]) or _read(facts),
    )  # fmt: skip


def _proof_of_year(facts: Facts, year: int) -> tuple[str, ...]:
    """Give one statement per person."""
    signs = facts.signs[facts.signs["level"].isin(_SHOWN)]
    signs = signs[signs["person_id"].isin(set(facts.askable["person_id"]))]
    once = signs[signs["date"].dt.year == year].drop_duplicates("person_id")
    return tuple(dict.fromkeys(once["evidence_id"]))


def _age(facts: Facts) -> Iterator[Claim]:
    """State of how many the last sign is old, by the half-life assumed and by its range."""
    shown = facts.known_by[facts.known_by["level"].isin(_SHOWN)]
    # By the signs that show it: a connection of last year dates no older letter.
    telling = facts.signs[facts.signs["level"].isin(_SHOWN)]
    latest = telling.groupby("person_id")["date"].max().to_dict()
    last_seen = pd.to_datetime([latest.get(person, pd.NaT) for person in shown["person_id"]])
    shown = shown.assign(last_seen=last_seen)
    dated = shown.dropna(subset=["last_seen"])
    rows = {row["assumption_id"]: row for row in list_rows(facts.assumptions)}
    if dated.empty or FADING not in rows:
        return
    days, *ends = (float(rows[FADING][name]) for name in ("value", "low", "high"))
    first, last = min(days, *ends), max(days, *ends)
    old, most, fewest = (dated[dated["last_seen"] < _before(facts, n)] for n in (days, first, last))
    undated = len(shown) - len(dated)
    also = f" Of {undated:,} no sign is dated." if undated else ""
    yield claim(
        "visibility.age", "fact",
        f"{_how_many_old(len(old), len(shown))} from before {long_day(_before(facts, days))}. This page assumes that a "
        f"sign counts half after {days:,.0f} days; anything from {first:,.0f} to {last:,.0f} days could be right.{also}",
        value=len(old), low=len(fewest), high=len(most), unit="people",
        evidence=_proof(facts, old), assumptions=[FADING],
    )  # fmt: skip


def _before(facts: Facts, days: float) -> pd.Timestamp:
    return facts.as_of - pd.Timedelta(days=days)


def _how_many_old(old: int, shown: int) -> str:
    if shown == 1:
        return f"The last dated sign of the one who has shown it is{'' if old else ' not'}"
    return f"Of the {shown:,} who have shown it, {f'{old:,}' if old else 'none'} {have(old or 1)} a last dated sign"


# What would tell more ----------------------------------------------------------------


def _sources(facts: Facts) -> set[str]:
    """Give the formats of files held that can show what others did towards the reader."""
    known = {name for names in _SOURCES for name in names}
    found = set()
    for row in iter_rows(facts.files[facts.files["kept"] > 0]):
        name = row.file.rsplit("/", 1)[-1].casefold()
        if row.owner != _EGOS:
            found |= set() if row.format.startswith(_MUTUAL) else {_LISTED}
        elif row.format in known and "given" not in name:
            found.add(row.format)
    return found


def _read(facts: Facts) -> tuple[str, ...]:
    """Give the files of the reader's own from which anything was kept."""
    return tuple(
        facts.files.loc[(facts.files["kept"] > 0) & (facts.files["owner"] == _EGOS), "file"]
    )


def _more(facts: Facts) -> Claim:
    """Say which files are not there that would show more."""
    held = _sources(facts)
    missing = [words for names, words in _SOURCES.items() if not held & set(names)]
    if not (facts.files["format"] == _CALENDAR).any():
        missing.append("a calendar (whom you met: a weak sign)")
    if not missing:
        return claim(
            "visibility.more", "note",
            "Messages, invitations, endorsements, mail, a calendar and a colleague's address book are all here; newer ones would "
            "show more.",
            evidence=_read(facts),
        )  # fmt: skip
    return claim(
        "visibility.more", "unknown",
        f"What would show more: {'; '.join(missing)}.",
        value=len(missing), unit="kinds of files", basis="unknown", evidence=_read(facts),
    )  # fmt: skip


def _basis() -> Claim:
    return claim(
        "visibility.basis", "note",
        "Only what came from the other side counts. They vouch: a recommendation or an endorsement. They are aware: they "
        "wrote to you, invited you, keep you in their own address book, or name you. A weak sign: a connection, whether on "
        "your list or on theirs, a meeting, or your own word. What you sent or wrote down yourself is no sign.",
        assumptions=[FADING],
    )  # fmt: skip
