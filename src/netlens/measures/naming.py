"""
What a person would call a group: by what sets its members apart from everybody else.

A name comes from employers, schools, labels, places and words of titles that
many members share and few others have, with the numbers as the reason. What is
not known of somebody counts on neither side; only labels are known of all, since
ego gave them.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.people.names import plain
from netlens.schema import COUNT, REAL, TEXT, Table, list_rows, make_table

NAMES: Final = Table(
    name="community_names",
    grain="one community and what one would call it",
    columns={
        "community_id": TEXT,
        "name": TEXT,
        "because": TEXT,
        "people": COUNT,
        "sharing": COUNT,
        "lift": REAL,
    },
    key=("community_id",),
)
# A name must fit this part of the members of whom such a thing is known, and two people at least.
FEWEST_SHARE: Final = 0.4
FEWEST_PEOPLE: Final = 2
# … and this part of all members, so that what is known of few does not name the many.
FEWEST_OF_ALL: Final = 0.2
# … and be so many times as frequent as among the others, half a person added to these.
LEAST_LIFT: Final = 1.5
# A community keeps its earlier name if so much of it is the same (Jaccard).
LEAST_KEPT: Final = 0.5
AROUND: Final = "around "
_MIXED: Final = "a mixed group"
_MOST_PARTS: Final = 2
_LONGEST_PART: Final = 40
_KINDS: Final[Mapping[str, str]] = {
    "label": "carry the label “{shown}”",
    "employer": "whose employer is known work at “{shown}”",
    "school": "whose school is known went to “{shown}”",
    "place": "whose place is known live in “{shown}”",
    "title": "whose title is known have “{shown}” in it",
}
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
# Ranks and fillers name nobody's circle.
_RANKS: Final = """
and the for with bei und der die das von für chez pour les des del para con
senior junior head chief lead leiter leiterin manager managerin director direktor vice
president officer partner founder gründer associate assistant team group international
global self employed freelance freelancer specialist expert executive
"""
_PLAIN_WORDS: Final = frozenset(map(plain, _RANKS.split()))


@dataclass(frozen=True)
class _Part:
    kind: str
    shown: str
    sharing: int
    known: int
    others: float
    lift: float
    gain: float


def name_communities(
    communities: pd.DataFrame,
    people: pd.DataFrame,
    affiliations: pd.DataFrame,
    *,
    left: AbstractSet[str] = frozenset(),
    central: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Give each community the name that a person would give it, and why.

    Parameters
    ----------
    communities
        `person_id` and `community_id`.
    people
        Table of PEOPLE: places and titles.
    affiliations
        Table of AFFILIATIONS; threads are no names.
    left
        Group ids of employers and schools that ego has left: "ex-Acme".
    central
        Community id to the name of its member with the most ties, for
        communities that nothing sets apart.

    Returns
    -------
    names
        One row per community, largest first: `name`, `because` (a sentence
        with its numbers), `people`, `sharing` (members of whom the first part
        of the name holds) and its `lift` over the others (NaN where nothing
        sets the community apart). Names are unique: the smaller of two with
        one name gets a number.
    """
    group = dict(zip(communities["person_id"], communities["community_id"], strict=True))
    facts = _gather(people, affiliations, set(group))
    spelling = _spell(facts)
    members: dict[str, set[str]] = defaultdict(set)
    for person, community in group.items():
        members[community].add(person)
    ranked = sorted(members, key=lambda name: (-len(members[name]), name))
    index = _count(facts)
    rows = []
    for community in ranked:
        parts = _choose(members[community], facts, index, spelling)
        row = {"community_id": community, "people": len(members[community])}
        rows.append({**row, **_describe(parts, left, (central or {}).get(community, ""))})
    return make_table(NAMES, _unique(rows))


_Fact = tuple[str, str]  # kind, key
_Facts = dict[str, dict[_Fact, str]]  # person id to facts and how they are written


def _gather(people: pd.DataFrame, affiliations: pd.DataFrame, wanted: AbstractSet[str]) -> _Facts:
    facts: _Facts = {person: {} for person in wanted}
    columns = ("person_id", "group_id", "group", "kind")
    for person, key, shown, kind in zip(*(affiliations[c] for c in columns), strict=True):
        if person in wanted and kind in _KINDS and not shown.startswith("*"):
            facts[person][kind, key] = shown
    for person, place, title in zip(
        people["person_id"], people["location"], people["title"], strict=True
    ):
        if person in wanted:
            facts[person] |= dict(_read_place(place))
            facts[person] |= dict(_read_title(title))
    return facts


def _read_place(place: object) -> Iterator[tuple[_Fact, str]]:
    """Take the town: what stands before the first comma."""
    town = place.split(",")[0].strip() if isinstance(place, str) else ""
    if plain(town):
        yield ("place", plain(town)), town


def _read_title(title: object) -> Iterator[tuple[_Fact, str]]:
    for word in _WORD.findall(title) if isinstance(title, str) else ():
        if plain(word) and plain(word) not in _PLAIN_WORDS:
            yield ("title", plain(word)), word.casefold()


def _spell(facts: _Facts) -> dict[_Fact, str]:
    """Write each fact as most people's cards do."""
    counts: dict[_Fact, Counter[str]] = defaultdict(Counter)
    for found in facts.values():
        for fact, shown in found.items():
            counts[fact][shown] += 1
    return {
        fact: min(shown, key=lambda text: (-shown[text], text)) for fact, shown in counts.items()
    }


def _count(facts: _Facts) -> tuple[Counter[_Fact], Counter[str]]:
    """Count the people of each fact, and those of whom one of its kind is known."""
    of: Counter[_Fact] = Counter()
    known: Counter[str] = Counter()
    for found in facts.values():
        of.update(found.keys())
        known.update({kind for kind, _ in found} | {"label"})
    return of, known


def _choose(
    members: AbstractSet[str],
    facts: _Facts,
    index: tuple[Counter[_Fact], Counter[str]],
    spelling: Mapping[_Fact, str],
) -> list[_Part]:
    """Give the facts that tell most about who is a member; of each kind one."""
    inside, known = _count({person: facts[person] for person in members})
    parts = []
    for fact, sharing in inside.items():
        kind = fact[0]
        share = sharing / known[kind]
        rest = index[1][kind] - known[kind]
        others = (index[0][fact] - sharing) / rest if rest else np.nan
        lift = share * (rest + 1) / (index[0][fact] - sharing + 0.5)
        if (
            sharing >= FEWEST_PEOPLE
            and share >= FEWEST_SHARE
            and sharing >= FEWEST_OF_ALL * len(members)
            and lift >= LEAST_LIFT
        ):
            gain = round(sharing * float(np.log(lift)), 9)
            parts.append(
                (_Part(kind, spelling[fact], sharing, known[kind], others, lift, gain), fact)
            )
    parts.sort(key=lambda item: (-item[0].gain, list(_KINDS).index(item[0].kind), item[1]))
    chosen: list[_Part] = []
    said: set[str] = set()
    for part, _ in parts:
        words = set(plain(part.shown).split())
        # "choir, singer, Choir Berlin": a second part must add something.
        if part.kind not in {p.kind for p in chosen} and not words & said:
            chosen.append(part)
            said |= words
    return chosen[:_MOST_PARTS]


def _describe(parts: list[_Part], left: AbstractSet[str], central: str) -> dict[str, Any]:
    if not parts:
        what = "no employer, school, label, place or title sets these people apart"
        if central:
            return {
                "name": f"{AROUND}{central}",
                "because": f"{what}; {central} has the most ties among them",
                "sharing": 0,
            }
        return {"name": _MIXED, "because": what, "sharing": 0}
    gone = {plain(key.split(":", 1)[-1]) for key in left}
    shown = []
    for part in parts:
        text = part.shown if len(part.shown) <= _LONGEST_PART else part.shown[:_LONGEST_PART] + "…"
        was_there = part.kind in {"employer", "school"} and plain(part.shown) in gone
        shown.append(f"ex-{text}" if was_there else text)
    reasons = [
        f"{_reason(part)}; you have left it" if word.startswith("ex-") else _reason(part)
        for part, word in zip(parts, shown, strict=True)
    ]
    return {
        "name": ", ".join(shown),
        "because": "; ".join(reasons),
        "sharing": parts[0].sharing,
        "lift": round(parts[0].lift, 3),
    }


def _reason(part: _Part) -> str:
    what = _KINDS[part.kind].format(shown=part.shown)
    if np.isnan(part.others):
        beside = "of nobody else is it known"
    elif part.others:
        beside = f"of everybody else {part.others:.0%}".replace("%", " %")
    else:
        beside = "nobody else does"
    return f"{part.sharing} of {part.known} {what}, {beside}"


def _unique(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each row a name of its own: a second one so called gets a number."""
    taken: set[str] = set()
    result = []
    for row in rows:
        tries = itertools.chain([row["name"]], (f"{row['name']} ({n})" for n in itertools.count(2)))
        name = next(name for name in tries if name not in taken)
        taken.add(name)
        result.append({**row, "name": name})
    return result


def _called(row: dict[str, Any], old: str) -> dict[str, Any]:
    if old in {"", row["name"]}:
        return row
    why = f"so called in the earlier report; by now also “{row['name']}”: {row['because']}"
    return {**row, "name": old, "because": why}


def keep_names(
    names: pd.DataFrame, matches: pd.DataFrame, previous: pd.DataFrame | None
) -> pd.DataFrame:
    """
    Call a community what an earlier report called it, where most of its people are the same.

    Parameters
    ----------
    names
        As `name_communities` gives it.
    matches
        Table of MATCHES.
    previous
        `group_id` and `group` of the earlier report's communities; `None`
        without one.

    Returns
    -------
    names
        The same rows with `name` and `because` as they are to be shown. A name
        after a person is not kept, since whoever was in the middle then need
        not be there now.
    """
    if previous is None or names.empty:
        return names
    called = dict(zip(previous["group_id"], previous["group"], strict=True))
    close = matches[matches["overlap"] >= LEAST_KEPT].dropna(subset=["community_id"])
    kept = {
        now: called[old]
        for now, old in zip(close["community_id"], close["previous_id"], strict=True)
        if old in called and not called[old].startswith((AROUND, _MIXED))
    }
    rows = [_called(row, kept.get(row["community_id"], "")) for row in list_rows(names)]
    # Those with a name to keep come first when two would be called alike.
    order = sorted(range(len(rows)), key=lambda i: rows[i]["community_id"] not in kept)
    unique = _unique(rows[i] for i in order)
    back = sorted(range(len(rows)), key=order.__getitem__)
    return make_table(NAMES, [unique[i] for i in back])
