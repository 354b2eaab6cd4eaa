"""
Who knows whom, on what grounds: directed ties and two-mode affiliations.

Three bases are told apart everywhere. *Observed*: an export shows the tie (a
LinkedIn connection, a row in somebody's address book). *Asserted*: a person
says so (ties.csv, a relation field of a card). *Inferred*: a guess from what
two people share; none is made here. Being on one employer's payroll or under
one label makes people members of a group, never acquaintances of each other.

A pair that no list, thread or statement could have shown is unobserved: that
no tie is in the table then means nothing.
"""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from netlens.people.finding import resolve_name
from netlens.people.names import company_key, plain
from netlens.schema import AFFILIATIONS, TIES, make_table

OWNER_PREFIX: Final = "owner:"
NAME_PREFIX: Final = "name:"
# How sure a bare name in a relation field points to the one person so called.
NAMED_PROBABILITY: Final = 0.9


def build_ties(
    people: pd.DataFrame,
    evidence: pd.DataFrame,
    lists: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Build ties and affiliations from what the exports state.

    Parameters
    ----------
    people
        Table of people with `list_owner` filled.
    evidence
        Statements; `from` and `to` are contact ids, `owner:NAME` or
        `name:FULL NAME`. Ends that mean nobody, or several people, make no tie.
    lists
        The lists that are held.
    as_of
        Statements dated later are left out: they were not known then.

    Returns
    -------
    ties
        One row per directed pair and basis. `strength` is NaN: not estimated.
        `probability` is that the statement holds; an observed one is what
        the file shows.
    affiliations
        One row per person and employer or label.
    """
    held = set(lists["owner"]) | {"me"}
    usable = evidence[
        (evidence["date"].isna() | (evidence["date"] <= as_of)) & evidence["owner"].isin(held)
    ]
    known = _Resolver(people)
    start = known.resolve(usable["from"].tolist(), usable["owner"].tolist())
    end = known.resolve(usable["to"].tolist(), usable["owner"].tolist())
    ends = usable.assign(
        start=pd.Series(start, index=usable.index, dtype="str"),
        end=pd.Series(end, index=usable.index, dtype="str"),
    )
    ends = ends[ends["start"].notna() & ends["end"].notna() & (ends["start"] != ends["end"])]
    mutual = ends[~ends["directed"]].rename(columns={"start": "end", "end": "start"})
    return _collapse(pd.concat([ends, mutual], ignore_index=True)), build_affiliations(people)


class _Resolver:
    """Turns the ends of statements into person ids."""

    def __init__(self, people: pd.DataFrame) -> None:
        self._people = people
        self._ids = set(people["person_id"])
        self._named: dict[str, str | None] = {}
        self._of: dict[str, str] = {}
        rows = zip(people["person_id"], people["list_owner"], people["contact_ids"], strict=True)
        for person_id, owner, contact_ids in rows:
            if isinstance(owner, str):
                self._of[f"{OWNER_PREFIX}{owner}"] = person_id
            self._of.update(dict.fromkeys(contact_ids, person_id))

    def resolve(self, ends: list[str], owners: list[str]) -> list[str | None]:
        """Give a person id per end, `None` where it is nobody or ambiguous."""
        return [
            self._by_name(end.removeprefix(NAME_PREFIX))
            if end.startswith(NAME_PREFIX)
            else self._of.get(end)
            for end, _ in zip(ends, owners, strict=True)
        ]

    def _by_name(self, who: str) -> str | None:
        if who not in self._named:
            full = len(plain(who).split()) > 1 or "@" in who or "/" in who
            known = who in self._ids
            self._named[who] = who if known else resolve_name(self._people, who) if full else None
        return self._named[who]


def _collapse(ends: pd.DataFrame) -> pd.DataFrame:
    """Join the statements about one directed pair on one basis into one tie."""
    wanted = ("start", "end", "basis", "kind", "date", "evidence_id", "to")
    grouped: dict[tuple[str, str, str], list[tuple[Any, ...]]] = {}
    for start, end, basis, *rest in zip(*(ends[name].tolist() for name in wanted), strict=True):
        grouped.setdefault((start, end, basis), []).append(tuple(rest))
    return make_table(TIES, [_tie(key, grouped[key]) for key in sorted(grouped)])


def _tie(key: tuple[str, str, str], statements: list[tuple[Any, ...]]) -> dict[str, Any]:
    start, end, basis = key
    kinds, dates, ids, named = zip(*sorted(statements, key=lambda row: row[2]), strict=True)
    days = [day for day in dates if not pd.isna(day)]
    guessed = all(
        kind.startswith("relation") and to.startswith(NAME_PREFIX)
        for kind, to in zip(kinds, named, strict=True)
    )
    return {
        "tie_id": f"t:{start}>{end}:{basis[0]}",
        "from": start,
        "to": end,
        "basis": basis,
        "kinds": tuple(sorted(set(kinds))),
        "probability": NAMED_PROBABILITY if guessed else 1.0,
        "first_seen": min(days, default=None),
        "last_seen": max(days, default=None),
        "evidence_ids": tuple(dict.fromkeys(ids)),
    }


def build_affiliations(people: pd.DataFrame) -> pd.DataFrame:
    """
    List who belongs to which employer and label.

    Parameters
    ----------
    people
        Table of people; ego is left out.

    Returns
    -------
    affiliations
        One row per membership. `group` is the most common spelling;
        spellings that differ by case, accents or legal form are one group.
    """
    table = make_table(AFFILIATIONS, list(_memberships(people)))
    if table.empty:
        return table
    spelling = (
        table.groupby(["group_id", "group"])
        .size()
        .reset_index(name="count")
        .sort_values(["group_id", "count", "group"], ascending=[True, False, True], kind="stable")
        .drop_duplicates("group_id")
        .set_index("group_id")["group"]
    )
    return table.assign(group=table["group_id"].map(spelling).astype("str"))


def _memberships(people: pd.DataFrame) -> Iterator[dict[str, Any]]:
    chosen = people[~people["is_ego"]]
    wanted = ("person_id", "company", "company_from", "labels", "contact_ids", "kind")
    for person_id, company, source, labels, contact_ids, kind in zip(
        *(chosen[name] for name in wanted), strict=True
    ):
        if isinstance(company, str) and company_key(company) and kind == "person":
            yield {
                "person_id": person_id,
                "group_id": f"employer:{company_key(company)}",
                "group": company,
                "kind": "employer",
                "contact_id": source,
            }
        groups = {plain(label): label for label in reversed(labels) if plain(label)}
        for key, label in sorted(groups.items()):
            yield {
                "person_id": person_id,
                "group_id": f"label:{key}",
                "group": label,
                "kind": "label",
                "contact_id": contact_ids[0] if contact_ids else None,
            }


def build_lists(people: pd.DataFrame, ties: pd.DataFrame) -> dict[str, set[str]]:
    """
    Give, per colleague whose list is held, the people on it.

    Returns
    -------
    lists
        Person id of the list's owner to the ids of the people on it, the
        owner and ego left out. Ego's own list is not among them.
    """
    owners = people.loc[people["list_owner"].notna() & ~people["is_ego"], "person_id"]
    ego = set(people.loc[people["is_ego"], "person_id"])
    observed = ties[(ties["basis"] == "observed") & ties["from"].isin(owners)]
    lists: dict[str, set[str]] = {owner: set() for owner in owners}
    for owner, other in zip(observed["from"], observed["to"], strict=True):
        if other not in ego:
            lists[owner].add(other)
    return lists
