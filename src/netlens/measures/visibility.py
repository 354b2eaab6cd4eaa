"""
Who knows ego: what others did towards ego, as far as exports show it.

Only evidence that comes from the other side counts: what ego sent, wrote down
or lists says nothing of whom ego is known to. Accepted connections and having
met are mutual and count as weak, dated signs, whichever side's file shows them.
*No sign* means unknown: most of what people know of each other leaves no trace
in an export.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.schema import DAY, FLAG, REAL, TEXT, TUPLE, Table, iter_rows, make_table
from netlens.ties.resolving import NAME_PREFIX, OWNER_PREFIX, Resolver
from netlens.ties.strength import HALF_LIFE_DAYS, Clock, count_repeats, measure_strength

# From the strongest; a person stands at the strongest level of their signs.
LEVELS: Final = ("vouches", "aware", "weak sign", "no sign")
EGOS_OWN: Final = "me"
_BY_EGO: Final = "stated by ego"
# What another person did towards ego, from the most telling.
_LEVEL_OF: Final[dict[str, str]] = {
    "recommendation": "vouches",
    "endorsement": "vouches",
    "relation": "aware",
    "message": "aware",
    "mail": "aware",
    "listed": "aware",
    "invitation": "aware",
    "meeting": "weak sign",
    "connection": "weak sign",
    "together": "weak sign",
    _BY_EGO: "weak sign",
}
SIGNS: Final = tuple(_LEVEL_OF)
_MUTUAL: Final = {
    "linkedin connection": "connection",
    "facebook friend": "connection",
    "meeting": "meeting",
    "group thread": "together",
    "mail together": "together",
}
_WRITTEN_DOWN: Final = "address book"
_SAID: Final = ("stated", "relation")
VISIBILITY: Final = Table(
    name="visibility",
    grain="one person other than ego, and what shows that they know ego",
    columns={
        "person_id": TEXT,
        "level": TEXT,
        "vouches": FLAG,
        "signs": TUPLE,
        "first_seen": DAY,
        "last_seen": DAY,
        "weight": REAL,
        "evidence_ids": TUPLE,
    },
    key=("person_id",),
    choices={"level": frozenset(LEVELS)},
)
_SIGN_COLUMNS: Final = ("person_id", "sign", "level", "kind", "date", "weight", "evidence_id")


def list_signs(
    evidence: pd.DataFrame,
    people: pd.DataFrame,
    *,
    ego_id: str,
    as_of: pd.Timestamp,
    owners: Iterable[str] | None = None,
) -> pd.DataFrame:
    """
    List every sign that somebody knows ego.

    Parameters
    ----------
    evidence
        Table of EVIDENCE.
    people
        Table of PEOPLE, strangers included if they are to count.
    ego_id
        Ego's person id.
    as_of
        Statements dated later are left out.
    owners
        Owners whose exports are held, besides ego; all if not given.

    Returns
    -------
    signs
        One row per statement from, or shared with, the other side, by person,
        strongest kind and date: `person_id`, `sign` (one of SIGNS), `level`
        (one of LEVELS), `kind`, `date` (NaT if none is known), `weight`,
        `evidence_id`. "listed" is standing in an address book of theirs; a
        mutual connection shows no more on their list than on ego's. What ego
        alone says of a tie is a weak sign.
    """
    known = evidence[evidence["date"].isna() | (evidence["date"] <= as_of)]
    known = known[known["basis"] != "inferred"]
    if owners is not None:
        known = known[known["owner"].isin({*owners, EGOS_OWN})]
    known = known[_may_touch_ego(known, people, ego_id)]
    resolver = Resolver(people)
    ends = known.assign(
        start=pd.Series(resolver.resolve(known["from"]), index=known.index, dtype="object"),
        end=pd.Series(resolver.resolve(known["to"]), index=known.index, dtype="object"),
    )
    received = (ends["end"] == ego_id) & ends["start"].notna() & (ends["start"] != ego_id)
    sent = (ends["start"] == ego_id) & ends["end"].notna() & (ends["end"] != ego_id)
    # Whose card a relation stands on says nothing of its direction: kinship goes both ways.
    either = ~ends["directed"] | ends["kind"].str.startswith(_SAID)
    ends = ends[received | (sent & either)]
    other = ends["start"].where(ends["end"] == ego_id, ends["end"])
    signs = ends.assign(
        person_id=other.astype("str"),
        sign=[
            _sign(kind, owner == EGOS_OWN, bool(directed))
            for kind, owner, directed in zip(
                ends["kind"], ends["owner"], ends["directed"], strict=True
            )
        ],
        weight=ends["weight"].fillna(1.0),
    )
    return _ordered(signs[signs["sign"] != ""])


def _may_touch_ego(known: pd.DataFrame, people: pd.DataFrame, ego_id: str) -> pd.Series:
    """Pass over rows neither of whose ends can be ego, so that few need be looked up."""
    ego = people[people["person_id"] == ego_id]
    ids = {ego_id, f"{OWNER_PREFIX}{EGOS_OWN}"}
    for row in iter_rows(ego):
        ids |= {*row.contact_ids, f"linkedin:{row.linkedin}", f"{OWNER_PREFIX}{row.list_owner}"}
        ids |= {f"email:{mail.casefold()}" for mail in row.emails}
    touches = known["from"].isin(ids) | known["to"].isin(ids)
    return (
        touches
        | known["from"].str.startswith(NAME_PREFIX)
        | known["to"].str.startswith(NAME_PREFIX)
    )


def _sign(kind: str, by_ego: bool, directed: bool) -> str:  # noqa: FBT001
    """Name what one statement shows; nothing if it shows nothing."""
    if kind.startswith(_SAID):
        return _BY_EGO if by_ego else "relation"
    if kind == _WRITTEN_DOWN and not by_ego:
        return "listed"
    if not directed:
        return _MUTUAL.get(kind, "")
    return kind if kind in _LEVEL_OF else ""


def _ordered(signs: pd.DataFrame) -> pd.DataFrame:
    rank = signs["sign"].map({sign: position for position, sign in enumerate(SIGNS)})
    signs = signs.assign(
        level=signs["sign"].map(_LEVEL_OF).astype("str"),
        sign=signs["sign"].astype("str"),
        rank=rank.astype("int64"),
    )
    ordered = signs.sort_values(
        ["person_id", "rank", "date", "evidence_id"], kind="stable", ignore_index=True
    )
    return ordered[list(_SIGN_COLUMNS)]


def measure_visibility(
    evidence: pd.DataFrame,
    people: pd.DataFrame,
    *,
    ego_id: str,
    as_of: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
    owners: Iterable[str] | None = None,
) -> pd.DataFrame:
    """
    Say of each person what shows that they know ego.

    Parameters
    ----------
    evidence, people, ego_id, as_of, owners
        As for `list_signs`.
    half_life_days
        Days after which a sign counts half for `weight`.

    Returns
    -------
    visibility
        One row per person other than ego, by id: `level` ("vouches": they
        recommended or endorsed ego; "aware": they wrote, invited, or wrote
        ego down; "weak sign": connected or met; "no sign": unknown, never "does
        not know"), `vouches`, `signs` (kinds, strongest first), `first_seen`
        and `last_seen` (NaT where no sign is dated), `weight` (0–1: the
        strength of the signs by docs/ties.md, fading with age; NaN where
        there is no sign), `evidence_ids`.
    """
    signs = list_signs(evidence, people, ego_id=ego_id, as_of=as_of, owners=owners)
    return rate_signs(signs, people, as_of=as_of, half_life_days=half_life_days)


def rate_signs(
    signs: pd.DataFrame,
    people: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    half_life_days: float = HALF_LIFE_DAYS,
) -> pd.DataFrame:
    """
    Say of each person what the signs listed show, as `measure_visibility` does.

    Parameters
    ----------
    signs
        As `list_signs` gives it.
    people, as_of, half_life_days
        As for `measure_visibility`.

    Returns
    -------
    visibility
        As `measure_visibility` gives it.
    """
    ids = sorted(people.loc[(people["kind"] == "person") & ~people["is_ego"], "person_id"])
    found: dict[str, list[tuple[Any, ...]]] = {person: [] for person in ids}
    for person, *sign in zip(*(signs[name].tolist() for name in _SIGN_COLUMNS), strict=True):
        found.setdefault(person, []).append(tuple(sign))
    rows = [_person(person, found[person], Clock(as_of, half_life_days)) for person in ids]
    return make_table(VISIBILITY, rows)


def _person(person: str, signs: list[tuple[Any, ...]], clock: Clock) -> dict[str, Any]:
    """Give one row of the table from a person's signs, strongest first."""
    days = [day for _, _, _, day, _, _ in signs if not pd.isna(day)]
    level = signs[0][1] if signs else LEVELS[-1]
    return {
        "person_id": person,
        "level": level,
        "vouches": level == LEVELS[0],
        "signs": tuple(dict.fromkeys(sign for sign, *_ in signs)),
        "first_seen": min(days, default=None),
        "last_seen": max(days, default=None),
        "weight": _weigh(signs, clock) if signs else np.nan,
        "evidence_ids": tuple(dict.fromkeys(row[-1] for row in signs)),
    }


def _weigh(signs: list[tuple[Any, ...]], clock: Clock) -> float:
    """Weigh the signs as a tie that goes both ways; ego's own word weighs no more than a click."""
    rows = [
        ("linkedin connection" if sign == _BY_EGO else kind, day, weight)
        for sign, _, kind, day, weight, _ in signs
    ]
    return measure_strength(rows, count_repeats(rows, clock), clock)


def count_visibility(visibility: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """
    Count by group who vouches for ego, who is aware, and of whom nothing shows it.

    Parameters
    ----------
    visibility
        As `measure_visibility` gives it.
    groups
        One row per membership: `person_id`, `group_id` and, if there is one,
        `group` (a name): affiliations, communities, holders of what a goal
        needs. Only people in `visibility` count, each once per group.

    Returns
    -------
    counts
        One row per group, most people first: `people`, and of them `vouches`,
        `aware`, `weak_sign`, `no_sign` (each person in one column), and
        `last_seen`, the latest dated sign.
    """
    named = groups if "group" in groups else groups.assign(group=groups["group_id"])
    members = named[["person_id", "group_id", "group"]].drop_duplicates(["person_id", "group_id"])
    joined = members.merge(
        visibility[["person_id", "level", "last_seen"]], on="person_id", how="inner"
    )
    names = joined.groupby("group_id")["group"].first()
    counts = pd.crosstab(joined["group_id"], joined["level"])
    counts = counts.reindex(index=names.index, columns=list(LEVELS), fill_value=0)
    table = pd.DataFrame(
        {
            "group_id": names.index.astype("str"),
            "group": names.to_numpy(),
            "people": counts.sum(axis=1).to_numpy().astype("int64"),
            **{
                level.replace(" ", "_"): counts[level].to_numpy().astype("int64")
                for level in LEVELS
            },
            "last_seen": joined.groupby("group_id")["last_seen"].max().to_numpy(),
        }
    )
    table["group"] = table["group"].astype("str")
    return table.sort_values(
        ["people", "group_id"], ascending=[False, True], kind="stable", ignore_index=True
    )


def count_signs_by_year(signs: pd.DataFrame) -> pd.DataFrame:
    """
    Count by year the people who gave a sign that they know ego.

    Parameters
    ----------
    signs
        As `list_signs` gives it.

    Returns
    -------
    trend
        One row per year from the first dated sign to the last: people with a
        sign of that year as `vouches`, `aware`, `weak_sign` (each at their
        strongest of the year), and `first` (people with no earlier dated
        sign). A year without rows in the exports reads 0: no sign, not no
        contact. `trend.attrs["undated"]` counts people all of whose signs
        bear no date.
    """
    dated = signs[signs["date"].notna()]
    columns = [level.replace(" ", "_") for level in LEVELS[:-1]]
    if dated.empty:
        table = pd.DataFrame(
            {name: np.zeros(0, dtype="int64") for name in ["year", *columns, "first"]}
        )
    else:
        dated = dated.assign(year=dated["date"].dt.year.astype("int64"))
        rank = dated["level"].map({level: position for position, level in enumerate(LEVELS)})
        best = dated.assign(rank=rank).groupby(["year", "person_id"])["rank"].min().reset_index()
        years = range(int(dated["year"].min()), int(dated["year"].max()) + 1)
        counts = pd.crosstab(best["year"], best["rank"])
        counts = counts.reindex(index=years, columns=range(len(columns)), fill_value=0)
        first = dated.groupby("person_id")["year"].min().value_counts().reindex(years, fill_value=0)
        table = (
            pd.DataFrame(
                {"year": list(years), **dict(zip(columns, counts.to_numpy().T, strict=True))}
            )
            .assign(first=first.to_numpy())
            .astype("int64")
        )
    table.attrs["undated"] = len(set(signs["person_id"]) - set(dated["person_id"]))
    return table
