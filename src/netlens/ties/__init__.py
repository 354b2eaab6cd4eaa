"""
Who knows whom, on what grounds: directed ties and two-mode affiliations.

Three bases are told apart everywhere. *Observed*: an export shows the tie (a
LinkedIn connection, a letter, a meeting, a row in somebody's address book).
*Asserted*: a person says so (ties.csv, a relation field of a card).
*Inferred*: a guess from what two people share, with a prior and its range; it
has no strength, so that it never outranks what was seen. Being on one
employer's payroll or under one label makes people members of a group, never
acquaintances of each other.

A pair that no list, thread or statement could have shown is unobserved: that
no tie is in the table then means nothing.
"""

import itertools
from collections import defaultdict
from typing import Any, Final

import pandas as pd

from netlens.schema import TIES, make_table
from netlens.ties.affiliations import build_affiliations, build_own_affiliations, build_threads
from netlens.ties.resolving import NAME_PREFIX, OWNER_PREFIX, Resolver
from netlens.ties.strangers import add_strangers
from netlens.ties.strength import HALF_LIFE_DAYS, Clock, count_repeats, measure_strength

__all__ = [
    "HALF_LIFE_DAYS",
    "HOUSEHOLD_PRIOR",
    "NAMED_PROBABILITY",
    "OWNER_PREFIX",
    "Resolver",
    "add_strangers",
    "build_affiliations",
    "build_lists",
    "build_own_affiliations",
    "build_ties",
]

# How sure a bare name points to the one person so called.
NAMED_PROBABILITY: Final = 0.9
# How likely people with one telephone know each other: low, value, high.
HOUSEHOLD_PRIOR: Final = (0.5, 0.9, 0.99)
_MOST_ON_A_LINE: Final = 4

Statement = tuple[Any, ...]  # kind, day, weight, evidence id, whether only a name says who


def build_ties(
    people: pd.DataFrame,
    evidence: pd.DataFrame,
    lists: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    half_life: float = HALF_LIFE_DAYS,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Build ties and affiliations from what the exports state.

    Parameters
    ----------
    people
        Table of people with `list_owner` filled; strangers too, if ties are
        to reach them (`add_strangers`).
    evidence
        Statements; `from` and `to` are ends as `Resolver` reads them. Ends
        that mean nobody, or several people, make no tie.
    lists
        The lists that are held.
    as_of
        Statements dated later are left out: they were not known then.
    half_life
        Days after which something counts half for `strength`.

    Returns
    -------
    ties
        One row per directed pair and basis. `strength` (0 to 1, see
        docs/ties.md) and `probability` (that the statement means these two)
        for observed and asserted ties; `prior` with `low`, `high` and
        `source` for inferred ones, whose strength is NaN. An invitation
        alone is an attempt and makes no tie.
    affiliations
        One row per person and employer, label, or thread in which people were
        seen together.
    """
    held = set(lists["owner"]) | {"me"}
    usable = evidence[
        (evidence["date"].isna() | (evidence["date"] <= as_of)) & evidence["owner"].isin(held)
    ]
    known = Resolver(people)
    ends = usable.assign(
        start=pd.Series(known.resolve(usable["from"]), index=usable.index, dtype="str"),
        end=pd.Series(known.resolve(usable["to"]), index=usable.index, dtype="str"),
        weight=usable["weight"].fillna(1.0),
        guessed=usable["from"].str.startswith(NAME_PREFIX)
        | usable["to"].str.startswith(NAME_PREFIX),
    )
    ends = ends[ends["start"].notna() & ends["end"].notna() & (ends["start"] != ends["end"])]
    # What ego types in ties.csv was looked up before, and is no guess.
    ends["guessed"] &= ~ends["kind"].str.startswith("stated")
    mutual = ends[~ends["directed"]].rename(columns={"start": "end", "end": "start"})
    rows = _collapse(pd.concat([ends, mutual], ignore_index=True), Clock(as_of, half_life))
    ties = make_table(TIES, sorted([*rows, *_households(people)], key=lambda row: row["tie_id"]))
    affiliations = [build_affiliations(people), build_threads(ends)]
    return ties, pd.concat(
        [table for table in affiliations if len(table)] or affiliations[:1], ignore_index=True
    )


def _collapse(ends: pd.DataFrame, clock: Clock) -> list[dict[str, Any]]:
    """Join the statements about one directed pair on one basis into one tie."""
    wanted = ("start", "end", "basis", "kind", "date", "weight", "evidence_id", "guessed")
    grouped: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    # Somebody who was merely invited, and neither wrote nor accepted, is no acquaintance.
    met: set[frozenset[str]] = set()
    for start, end, basis, *rest in zip(*(ends[name].tolist() for name in wanted), strict=True):
        grouped[start, end, basis].append(tuple(rest))
        if rest[0] != "invitation":
            met.add(frozenset((start, end)))
    return [
        _tie((start, end, basis), found, grouped.get((end, start, basis), []), clock)
        for (start, end, basis), found in grouped.items()
        if frozenset((start, end)) in met
    ]


def _tie(
    key: tuple[str, str, str], found: list[Statement], back: list[Statement], clock: Clock
) -> dict[str, Any]:
    start, end, basis = key
    found = sorted(found, key=lambda row: row[3])
    days = [row[1] for row in found if row[1] is not pd.NaT]
    answered = count_repeats([row[:3] for row in back], clock)
    return {
        "tie_id": f"t:{start}>{end}:{basis[0]}",
        "from": start,
        "to": end,
        "basis": basis,
        "kinds": tuple(sorted({row[0] for row in found})),
        "strength": measure_strength([row[:3] for row in found], answered, clock),
        "probability": NAMED_PROBABILITY if all(row[4] for row in found) else 1.0,
        "first_seen": min(days, default=None),
        "last_seen": max(days, default=None),
        "evidence_ids": tuple(dict.fromkeys(row[3] for row in found)),
    }


def _households(people: pd.DataFrame) -> list[dict[str, Any]]:
    """Infer that people who share a telephone know each other; many share a switchboard."""
    lines: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    chosen = people[(people["kind"] == "person") & ~people["is_ego"]]
    for person, phones, ids in zip(
        chosen["person_id"], chosen["phones"], chosen["contact_ids"], strict=True
    ):
        for phone in phones:
            lines[phone].append((person, ids))
    low, value, high = HOUSEHOLD_PRIOR
    rows = {}
    for sharing in lines.values():
        if len(sharing) > _MOST_ON_A_LINE:
            continue
        for (start, one), (end, other) in itertools.permutations(sharing, 2):
            rows[start, end] = {
                "tie_id": f"t:{start}>{end}:i",
                "from": start,
                "to": end,
                "basis": "inferred",
                "kinds": ("shared phone",),
                "prior": value,
                "low": low,
                "high": high,
                "source": "they have one telephone number; netlens's own guess, not measured",
                "evidence_ids": tuple(sorted({f"e{i[1:]}" for i in (*one, *other)})),
            }
    return list(rows.values())


def build_lists(people: pd.DataFrame, ties: pd.DataFrame) -> dict[str, set[str]]:
    """
    Give, per colleague whose list is held, the people on it.

    Returns
    -------
    lists
        Person id of the list's owner to the ids of the people on it, the
        owner and ego left out. Ego's own list is not among them; a letter
        or meeting puts nobody on a list.
    """
    owners = people.loc[people["list_owner"].notna() & ~people["is_ego"], "person_id"]
    ego = set(people.loc[people["is_ego"], "person_id"])
    listed = ties["kinds"].map(lambda kinds: not _LISTED.isdisjoint(kinds)).astype(bool)
    observed = ties[(ties["basis"] == "observed") & ties["from"].isin(owners) & listed]
    lists: dict[str, set[str]] = {owner: set() for owner in owners}
    for owner, other in zip(observed["from"], observed["to"], strict=True):
        if other not in ego:
            lists[owner].add(other)
    return lists


_LISTED: Final = frozenset({"linkedin connection", "facebook friend", "address book"})
