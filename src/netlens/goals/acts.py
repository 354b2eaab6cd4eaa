"""
What asks for nothing: congratulations, a few lines, offers, introductions, circles.

A goal often depends on who knows ego. These candidates make ego known and
useful to those who matter; `plan` puts them between the asks. Asking for a
recommendation is here too, since it is about being known; it counts as an ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from netlens.goals.circles import Circles
from netlens.goals.moves import Candidate, Scene, in_month, name_day, short
from netlens.schema import list_rows

_NEW_JOBS: Final = {"new employer": "new job", "new title": "new title"}
_RECOMMENDED: Final = frozenset({"job", "promotion", "sell"})

# Being known ------------------------------------------------------------------------------


def list_congratulations(scene: Scene, changes: pd.DataFrame) -> list[Candidate]:
    """Give whom a newer export gives a reason to congratulate: a letter that asks for nothing."""
    news = changes[changes["what"].isin(list(_NEW_JOBS))].drop_duplicates("person_id")
    return [
        Candidate(
            "congratulate",
            row["person_id"],
            scene.name(row["person_id"]),
            f"Congratulate {scene.name(row['person_id'])} — {_NEW_JOBS[row['what']]}: "
            f"{row['after']}. Nothing to ask yet",
            f"By your {row['source']} export of {name_day(row['newer'])}; in that of "
            f"{name_day(row['older'])} it was {row['before']}",
            basis="observed",
            evidence_ids=(row["person_id"],),
        )
        for row in list_rows(news)
        if row["person_id"] in scene.people
    ]


def list_returns(scene: Scene, asks: Sequence[Candidate]) -> list[Candidate]:
    """
    Give whom to write to without a request, because they may matter later: ties to warm.

    Those from whom nothing was heard for a year, and those of whom nothing but
    a list is seen; who is inside a target comes first.
    """
    found: dict[str, Candidate] = {}
    for ask in asks:
        row = scene.help[ask.person_id]
        silent = _is_silent(scene, row)
        if ask.person_id in found or not (silent or not row["warm"]):
            continue
        since = f", last in touch{in_month(row['last'])}" if silent else ""
        again = "again" if silent else "a few lines"
        found[ask.person_id] = replace(
            ask,
            kind="return",
            sentence=f"Write {ask.name} {again}{since}; ask for nothing yet",
            because=ask.because if silent else f"{ask.because}; {_NO_LETTER}",
            resource="",
            rung=2,
            order=(not _is_target(scene, ask), not silent, *ask.order),
        )
    return sorted(found.values(), key=lambda candidate: candidate.order)


def _is_silent(scene: Scene, row: Mapping[str, Any]) -> bool:
    """Tell whether something was heard once, and nothing for a year."""
    return not pd.isna(row["last"]) and (scene.day - row["last"]).days > _SILENT


def _is_target(scene: Scene, ask: Candidate) -> bool:
    return ask.person_id in scene.targets.get(ask.goal_id, frozenset())


_SILENT: Final = 365
_NO_LETTER: Final = "no letter between you is in your files"


def list_keeps(scene: Scene, links: pd.DataFrame) -> list[Candidate]:
    """
    Give whom to keep warm for the sake of those who are tied to ego's contacts through them alone.

    Only from whom nothing was heard for a year, or of whom nothing but a list
    is seen: who is in touch needs no reminder of it, nor does whoever is being
    asked for something already.

    Parameters
    ----------
    links
        Table of LINKS, in the order in which they count.
    """
    found = []
    for place, link in enumerate(list_rows(links)):
        person = link["person_id"]
        if person not in scene.people:
            continue
        row = scene.help[person]
        silent = _is_silent(scene, row)
        if row["asked"] or not (silent or not row["warm"]):
            continue
        since = f"last in touch{in_month(row['last'])}" if silent else _NO_LETTER
        found.append(
            Candidate(
                "keep",
                person,
                scene.name(person),
                f"Write {scene.name(person)} a few lines; ask for nothing yet",
                f"{link['words'][0].upper()}{link['words'][1:]}; {since}",
                rung=2,
                evidence_ids=(person,),
                order=(place,),
            )
        )
    return found


def join_keeps(
    candidates: Sequence[Candidate], keeps: Sequence[Candidate], links: pd.DataFrame
) -> list[Candidate]:
    """Add to other moves with people to keep warm what hangs on them: one move, both reasons."""
    words = dict(zip(links["person_id"], links["words"], strict=True))
    kept = {keep.person_id for keep in keeps}
    return [
        replace(candidate, because=f"{candidate.because}; {words[candidate.person_id]}")
        if candidate.person_id in kept
        else candidate
        for candidate in candidates
    ]


def list_recommendations(
    scene: Scene, goals: pd.DataFrame, vouching: pd.DataFrame
) -> list[Candidate]:
    """
    Give whom to ask for a recommendation: who has seen ego work and shows that they know it.

    Parameters
    ----------
    goals
        `goal_id`, `intent` (the kind of goal, as the lexicon names it).
    vouching
        `person_id`, `kinds` (the signs by which they know ego).
    """
    wanted = [row["goal_id"] for row in list_rows(goals) if row["intent"] in _RECOMMENDED]
    if not wanted:
        return []
    found = []
    for row in list_rows(vouching):
        person, kinds = row["person_id"], set(row["kinds"])
        shared = scene.shared.get(person)
        vouches = "endorsement" in kinds and "recommendation" not in kinds
        if person in scene.people and shared and vouches:
            name = scene.name(person)
            found.append(
                Candidate(
                    "recommend",
                    person,
                    name,
                    f"Ask {name} for a recommendation on LinkedIn, and offer to write one",
                    f"They have endorsed you; {shared['words']}",
                    goal_id=wanted[0],
                    rung=3,
                    basis="observed",
                    evidence_ids=(person,),
                    order=(person,),
                )
            )
    return sorted(found, key=lambda candidate: candidate.order)


# Giving -----------------------------------------------------------------------------------


def list_offers(scene: Scene, offered: pd.DataFrame, matter: Sequence[str]) -> list[Candidate]:
    """
    Give whom to offer something to without asking: who seems to want it, who matters first.

    Parameters
    ----------
    offered
        Table of OFFERED.
    matter
        Ids of those who may hold what a goal needs.
    """
    known = frozenset(matter)
    found = [
        Candidate(
            "offer",
            row["person_id"],
            scene.name(row["person_id"]),
            f"Offer {scene.name(row['person_id'])} {short(row['offer'], 200)}; ask for nothing",
            f"It may suit them: {row['because']}",
            offer=str(row["offer"]),
            basis="asserted" if row["status"] == "stated" else "inferred",
            evidence_ids=(row["person_id"],),
            order=(
                row["status"] != "stated",
                row["person_id"] not in known,
                -row["score"],
                row["person_id"],
            ),
        )
        for row in list_rows(offered)
        if row["person_id"] in scene.people
    ]
    return sorted(found, key=lambda candidate: candidate.order)


def list_introductions(
    scene: Scene,
    meetings: pd.DataFrame,
    circles: Circles = Circles(),  # noqa: B008  (frozen)
) -> list[Candidate]:
    """Give which two contacts to bring together, if each of them wants it; say what it joins."""
    seen = {
        "unobserved": "whether they know each other cannot be known from your files",
        "absent": "they are not on each other's list, as far as the lists you hold show",
    }
    found = []
    for row in list_rows(meetings):
        one, other = row["person_id"], row["other_id"]
        if one in scene.people and other in scene.people:
            names = scene.name(one), scene.name(other)
            apart = f"; {_APART}" if circles.between(one, other) else ""
            found.append(
                Candidate(
                    "introduce",
                    one,
                    names[0],
                    f"Ask {names[0]} whether they would like to meet {names[1]}, "
                    f"then ask {names[1]}",
                    f"It may be about {row['want']}. {names[0]}: {row['because']}. "
                    f"{names[1]}: {row['because_other']}; {seen[row['tie']]}{apart}",
                    rung=2,
                    evidence_ids=(one, other),
                    about_id=other,
                )
            )
    return found


_APART: Final = "as far as can be seen, nobody but you knows people in both their circles"


def list_contributions(
    scene: Scene,
    groups: pd.DataFrame,
    members: Mapping[str, Sequence[str]],
    asks: Sequence[Candidate],
) -> list[Candidate]:
    """Give the circles in which several people matter for a goal: bring something there."""
    matter: dict[str, set[str]] = {}
    for ask in asks:
        matter.setdefault(ask.goal_id, set()).add(ask.person_id)
    return list(_contributions(scene, groups, members, matter))


def _contributions(
    scene: Scene,
    groups: pd.DataFrame,
    members: Mapping[str, Sequence[str]],
    matter: Mapping[str, set[str]],
) -> Iterator[Candidate]:
    for goal_id, wanted in matter.items():
        best = []
        for group in list_rows(groups[groups["kind"].isin(["label", "school"])]):
            inside = sorted(wanted.intersection(members.get(group["group_id"], ())))
            if len(inside) > 1:
                best.append((-len(inside), group["group_id"], group["group"], inside))
        for _, group_id, name, inside in sorted(best)[:2]:
            names = ", ".join(scene.name(person) for person in inside[:3])
            yield Candidate(
                "contribute",
                "",
                short(name),
                f"Bring something to “{short(name)}”: help, notes or a talk",
                f"{len(inside)} people there may have what this goal needs: {names}"
                f"{' and others' if len(inside) > 3 else ''}",  # noqa: PLR2004
                goal_id=goal_id,
                rung=2,
                evidence_ids=tuple(inside),
                about_id=group_id,
            )


def list_searches(gaps: pd.DataFrame, needs: pd.DataFrame) -> list[Candidate]:
    """Give the strangers to seek, one per need that nobody is known to meet."""
    goal_of = dict(zip(needs["need_id"], needs["goal_id"], strict=True))
    # One search answers all needs of a goal that are missing for the same reason.
    gaps = gaps[gaps["seek"] != ""]
    same = pd.DataFrame({"goal": gaps["need_id"].map(goal_of), "why": gaps["sentence"]})
    refused = gaps["kind"] == "said no"
    gaps = gaps[~(same.duplicated() & refused)]
    return [
        Candidate(
            "seek",
            "",
            "",
            f"Seek {row['seek']}",
            row["sentence"],
            goal_id=goal_of[row["need_id"]],
            need_id=row["need_id"],
            basis="unknown",
            rung=3,
        )
        for row in list_rows(gaps)
    ]
