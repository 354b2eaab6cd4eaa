"""
Who of those who matter for a goal has shown that they know ego.

Those who matter are the contacts who may hold what a need asks for, and the
people inside what a goal names. Levels are those of
`netlens.measures.visibility`: "no sign" means unknown, never "does not know".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.limits import is_inside
from netlens.measures.visibility import LEVELS
from netlens.people.names import company_key
from netlens.schema import list_rows

_CELL: Final = ("level", "people", "names", "person_ids")
_BY_NEED: Final = ("goal_id", "goal", "need_id", "need", *_CELL)
_BY_TARGET: Final = ("goal_id", "target", "kind", "contacts", "off_limits", *_CELL)
_NAMELESS: Final = "(no name)"
# A place or a role is nothing that somebody could be inside of and know ego from.
_ADDRESSED: Final = frozenset({"organisation", "person", ""})


def spread_by_need(
    needs: pd.DataFrame, matrix: pd.DataFrame, visibility: pd.DataFrame
) -> pd.DataFrame:
    """
    Spread those who may hold what each need asks for over the levels.

    Parameters
    ----------
    needs
        NEEDS.
    matrix
        As `netlens.goals.gaps.build_matrix` gives it; its statuses held and
        likely count, and it holds nobody who is off limits.
    visibility
        As `netlens.measures.visibility.measure_visibility` gives it.

    Returns
    -------
    spread
        Four rows per need, in the order of LEVELS: `goal_id`, `goal`,
        `need_id`, `need` (its text), `level`, `people` (how many), `names`
        and `person_ids` (aligned; in the order of the matrix).
    """
    levels = dict(zip(visibility["person_id"], visibility["level"], strict=True))
    rows: list[dict[str, Any]] = []
    for need in list_rows(needs):
        cells = matrix[
            (matrix["need_id"] == need["need_id"]) & matrix["status"].isin(["held", "likely"])
        ]
        people = [
            pair
            for ids, names in zip(cells["person_ids"], cells["names"], strict=True)
            for pair in zip(ids, names, strict=True)
        ]
        about = {name: need[name] for name in ("goal_id", "goal", "need_id")}
        rows += ({**about, "need": need["text"], **cell} for cell in _spread(people, levels))
    return _table(rows, _BY_NEED)


def spread_by_target(
    insiders: pd.DataFrame, visibility: pd.DataFrame, *, left_alone: pd.DataFrame
) -> pd.DataFrame:
    """
    Spread the people inside each target of a goal over the levels.

    Parameters
    ----------
    insiders
        As `netlens.goals.insiders.find_insiders` gives it.
    visibility
        As `netlens.measures.visibility.measure_visibility` gives it.
    left_alone
        Ego's own contacts who are off limits: counted where they work at the
        target, never named.

    Returns
    -------
    spread
        Four rows per target, in the order of LEVELS: `goal_id`, `target`,
        `kind` ("organisation", "person", or empty where nobody is seen),
        `contacts` (how many of ego's own are inside, at any level),
        `off_limits` (how many of these are), `level`, `people` (own contacts
        and people two steps away), `names` and `person_ids` (aligned, ego's
        own first; without those off limits). Places, roles, and targets that
        are off limits themselves are left out.
    """
    levels = dict(zip(visibility["person_id"], visibility["level"], strict=True))
    rows: list[dict[str, Any]] = []
    kept = insiders[insiders["kind"].isin(_ADDRESSED) & (insiders["how"] != "off limits")]
    for (goal_id, target), found in kept.groupby(["goal_id", "target"], sort=False):
        seen = found[found["person_id"].notna()]
        unnamed = _inside(str(target), left_alone) if "person" not in set(found["kind"]) else []
        about = {
            "goal_id": goal_id,
            "target": target,
            "kind": "organisation" if unnamed else found["kind"].iloc[0],
            "contacts": int((seen["how"] == "yours").sum()) + len(unnamed),
            "off_limits": len(unnamed),
        }
        people = list(zip(seen["person_id"], seen["name"].fillna(_NAMELESS), strict=True))
        rows += ({**about, **cell} for cell in _spread(people, levels, unnamed))
    return _table(rows, _BY_TARGET)


def _inside(target: str, people: pd.DataFrame) -> list[str]:
    firm = company_key(target)
    return [row["person_id"] for row in list_rows(people) if is_inside(row, firm)]


def _spread(
    people: Sequence[tuple[str, str]], levels: Mapping[str, str], unnamed: Sequence[str] = ()
) -> Iterator[dict[str, Any]]:
    """Give one cell per level: everybody counted, those who may be named named."""
    for level in LEVELS:
        here = [pair for pair in people if levels.get(pair[0], LEVELS[-1]) == level]
        more = sum(levels.get(person, LEVELS[-1]) == level for person in unnamed)
        yield {
            "level": level,
            "people": len(here) + more,
            "names": tuple(name for _, name in here),
            "person_ids": tuple(person for person, _ in here),
        }


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    whole = [name for name in ("people", "contacts", "off_limits") if name in columns]
    return pd.DataFrame(rows, columns=list(columns)).astype(dict.fromkeys(whole, "int64"))
