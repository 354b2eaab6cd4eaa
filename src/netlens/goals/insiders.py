"""
Who is inside the places and organisations that a goal names, as far as held lists show.

A target is what the user typed: an organisation, a person, a place or a role.
"Nobody" means nobody among those whose employer is known; how many it is not
known of stands beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.limits import is_inside
from netlens.goals.sentences import read_sentence
from netlens.goals.titles import has_phrase, parse_title
from netlens.goals.words import fold, light_stem
from netlens.people.names import company_key, name_key
from netlens.schema import list_rows

_COLUMNS: Final = (
    "goal_id", "target", "kind", "person_id", "name", "title", "company", "how", "through",
)  # fmt: skip


def list_targets(goals: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Give goal id and target for each target: as typed, and the employer a sentence names."""
    found: dict[tuple[str, str], None] = {}
    for goal in goals:
        named = read_sentence(goal["goal"]).company
        for target in (*goal["targets"], *((named,) if named else ())):
            found[goal["goal_id"], target] = None
    return list(found)


def find_insiders(
    targets: Sequence[tuple[str, str]],
    people: pd.DataFrame,
    *,
    direct: frozenset[str],
    through: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """
    Find who is inside each target.

    Parameters
    ----------
    targets
        Goal id and what was typed.
    people
        Everybody, `person_id`, `name`, `title`, `company`.
    direct
        Ids of ego's own contacts.
    through
        Person id to the ids of those on whose lists they stand.

    Returns
    -------
    insiders
        One row per target and person inside, ego's own contacts first:
        `goal_id`, `target`, `kind` ("organisation", "person", or for a target
        that is neither "place" or "role"), `person_id`, `name`, `title`,
        `company`, `how` ("yours" or "two steps"), `through` (ids of owners;
        empty for one's own). A target inside which nobody is seen has one row
        whose `person_id` is missing, and `how` is "nobody".
    """
    rows: list[tuple[Any, ...]] = []
    seen = people[people["person_id"].isin(direct | through.keys())]
    everybody = list_rows(seen)
    for goal_id, target in targets:
        kind, found = _find(target, everybody)
        inside = [(row["person_id"] not in direct, str(row["name"]), row) for row in found]
        inside.sort(key=lambda item: (item[0], item[1], item[2]["person_id"]))
        rows += [_row(goal_id, target, kind, row, far, through) for far, _, row in inside]
        if not inside:
            rows.append((goal_id, target, "", None, None, None, None, "nobody", ()))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def find_people_in(target: str, everybody: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the people whom a target means, among rows of people."""
    return _find(target, everybody)[1]


def _find(target: str, everybody: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Take a target for what most targets are first; the first reading that finds somebody."""
    firm, name = company_key(target), name_key(target)
    place = set(fold(target))
    role = tuple(light_stem(word) for word in fold(target))
    readings: tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...] = (
        ("organisation", lambda row: is_inside(row, firm)),
        ("person", lambda row: bool(name) and name_key(_text(row["name"])) == name),
        ("place", lambda row: bool(place) and place <= set(fold(_text(row.get("location"))))),
        ("role", lambda row: bool(role) and _has_role(_text(row["title"]), role)),
    )
    for kind, means in readings:
        found = [row for row in everybody if means(row)]
        if found:
            return kind, found
    return "", []


def _has_role(title: str, role: tuple[str, ...]) -> bool:
    parsed = parse_title(title)
    return not parsed.is_aspiring and has_phrase(parsed.words, role)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _row(
    goal_id: str,
    target: str,
    kind: str,
    person: dict[str, Any],
    far: bool,  # noqa: FBT001
    through: Mapping[str, Sequence[str]],
) -> tuple[Any, ...]:
    return (
        goal_id,
        target,
        kind,
        *(person[name] for name in ("person_id", "name", "title", "company")),
        "two steps" if far else "yours",
        tuple(through.get(person["person_id"], ())) if far else (),
    )
