"""
What ego could do for a goal, one candidate after the other: duties, asks and doors.

`acts` adds what asks for nothing; `plan` chooses among them. Nobody who is off
limits is in any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.goals.helping import rank_readiness
from netlens.goals.ledger import Deed, HelpBook
from netlens.goals.resources import get_resource
from netlens.schema import list_rows

ASKS: Final = frozenset({"ask", "recommend", "door"})  # these count against the pace
_STATUS: Final = {"held": 0, "likely": 1}
_LONGEST: Final = 60


@dataclass(frozen=True)
class Candidate:
    """
    One thing that could be done; the fields are those of `schema.MOVES`.

    `order` sorts candidates for one need, or of one kind: smaller comes first.
    `about_id` is the person whom an introduction is to, or the circle.
    """

    kind: str
    person_id: str
    name: str
    sentence: str
    because: str
    goal_id: str = ""
    need_id: str = ""
    resource: str = ""
    rung: int = 1
    offer: str = ""
    basis: str = "inferred"
    evidence_ids: tuple[str, ...] = ()
    order: tuple[Any, ...] = ()
    about_id: str = ""

    @property
    def move_id(self) -> str:
        """An id that stays the same as long as the move does."""
        parts = (self.kind, self.need_id or self.goal_id, self.person_id, self.about_id)
        return ".".join(part for part in parts if part)


@dataclass(frozen=True)
class Scene:
    """
    What candidates are made from.

    `people` are ego's contacts who are not off limits, by id; `help` and
    `shared` say what is seen of each; `targets` are ids of those inside the
    organisations that a goal names, by goal.
    """

    people: Mapping[str, Mapping[str, Any]]
    help: Mapping[str, Mapping[str, Any]]
    book: HelpBook
    day: pd.Timestamp
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    targets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    warm_only: bool = False

    def name(self, person: str) -> str:
        """Give a contact's name as the page writes it."""
        name = self.people[person]["name"]
        return short(name) or "This contact"


# What waits -------------------------------------------------------------------------------


def list_duties(scene: Scene) -> list[Candidate]:
    """Give whom to answer, who has waited longest first, and whom to thank."""
    found = [_answer(scene, deed) for deed in scene.book.waiting if deed.person_id in scene.people]
    for deed in reversed(scene.book.unthanked):
        if deed.person_id in scene.people and deed.person_id not in {c.person_id for c in found}:
            found.append(_thank(scene, deed))
    return found


def _answer(scene: Scene, deed: Deed) -> Candidate:
    name = scene.name(deed.person_id)
    about = f": “{deed.about}”" if deed.about else ""
    return Candidate(
        "answer",
        deed.person_id,
        name,
        f"Answer {name}, who asked you{on_day(deed.day)}{about}",
        "Your ledger has no answer to it yet; who waits comes first",
        goal_id=deed.goal,
        basis="asserted",
        evidence_ids=(f"ledger:{deed.line}", deed.person_id),
    )


def _thank(scene: Scene, deed: Deed) -> Candidate:
    name = scene.name(deed.person_id)
    about = f" “{deed.about}”" if deed.about else ""
    what = {
        "introduction": f"the introduction{about}",
        "favour": f"the favour{about}",
        "ask": f"saying yes when you asked{about}",
    }[deed.what]
    return Candidate(
        "thank",
        deed.person_id,
        name,
        f"Thank {name} for {what}{in_month(deed.day)}, and say what came of it",
        "Your ledger has no thanks for it",
        goal_id=deed.goal,
        basis="asserted",
        evidence_ids=(f"ledger:{deed.line}", deed.person_id),
    )


# Asks -------------------------------------------------------------------------------------


def list_asks(
    scene: Scene, needs: pd.DataFrame, matrix: pd.DataFrame, holders: pd.DataFrame
) -> list[Candidate]:
    """
    Give for each need whom to ask, in order.

    Held before likely; then those inside the goal's targets where the need is
    about an employer; then who is likelier to help and whose tie tends to
    carry the resource; then by score and id. Who said no to this goal is not
    asked for it again, and with `warm_only` nobody is asked of whom there is
    no sign that they would know who writes.
    """
    scores = dict(
        zip(
            zip(holders["need_id"], holders["person_id"], strict=True),
            holders["score"],
            strict=True,
        )
    )
    found: list[Candidate] = []
    for need in list_rows(needs):
        cells = matrix[
            (matrix["need_id"] == need["need_id"]) & matrix["status"].isin(list(_STATUS))
        ]
        for cell in list_rows(cells):
            for person, because in zip(cell["person_ids"], cell["because"], strict=True):
                if person in scene.people and _may_ask(scene, person, need["goal_id"]):
                    score = scores.get((need["need_id"], person), 1.0)
                    found.append(_ask(scene, need, person, because, cell["status"], score))
    return found


def _may_ask(scene: Scene, person: str, goal_id: str) -> bool:
    row = scene.help[person]
    return goal_id not in row["declined"] and (row["warm"] or not scene.warm_only)


def _ask(
    scene: Scene, need: Mapping[str, Any], person: str, because: str, status: str, score: float
) -> Candidate:
    name, resource = scene.name(person), get_resource(need["resource"])
    row, helped = scene.people[person], scene.help[person]
    inside = person in scene.targets.get(need["goal_id"], frozenset())
    company = short(row.get("company"))
    # What somebody did is told of them, not of their employer.
    at_work = resource.at_work and company and "(ledger)" not in because
    hope = f"{resource.hope} at {company}" if at_work else resource.hope
    easier = int(helped["helped"] > 0 or helped["closeness"] == "close")
    return Candidate(
        "ask",
        person,
        name,
        f"{name} — {hope}: {resource.ask}",
        _reason(scene, person, short(need["text"], 200), because),
        goal_id=need["goal_id"],
        need_id=need["need_id"],
        resource=short(need["resource"]),
        rung=max(1, resource.rung - easier),
        basis="asserted" if status == "held" else "inferred",
        evidence_ids=(person,),
        order=(
            _STATUS[status],
            int(not (inside and resource.at_work)),
            rank_readiness(dict(helped), scene.day) + resource.suits(helped["closeness"]),
            -score,
            person,
        ),
    )


def _reason(scene: Scene, person: str, need: str, because: str) -> str:
    """Say what they hold by which fact, then at most two facts about the tie."""
    shared = scene.shared.get(person)
    seen = [str(shared["words"])] if shared else []
    # What the ledger gave as the reason is not said twice.
    told = "(ledger)" in because
    seen += [words for words in scene.help[person]["words"] if not (told and "helped you" in words)]
    return "; ".join([f"For “{need}”: {because}" if need else because, *seen[:2]])


# Doors ------------------------------------------------------------------------------------


def list_door_asks(
    scene: Scene,
    doors: pd.DataFrame,
    needs: pd.DataFrame,
    *,
    purposes: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """
    Give whom to ask for an introduction to somebody on their list, by need.

    Parameters
    ----------
    doors
        `need_id`, `person_id`, `name`, `title`, `company`, `score`,
        `through_ids`, `target` (inside an organisation that the goal names).
    purposes
        Person id of a list's owner to what they let it be read for, in their
        words: said beside every use, since not every purpose covers it.
    """
    said = purposes or {}
    known = {need["need_id"]: need for need in list_rows(needs)}
    return [
        _door(scene, known[door["need_id"]], door, owner, said.get(owner, ""))
        for door in list_rows(doors)
        for owner in door["through_ids"]
        if owner in scene.people and _may_ask(scene, owner, known[door["need_id"]]["goal_id"])
    ]


def _door(
    scene: Scene, need: Mapping[str, Any], door: Mapping[str, Any], owner: str, purpose: str
) -> Candidate:
    name, helped = scene.name(owner), scene.help[owner]
    post = " at ".join(filter(None, (short(door["title"]), short(door["company"]))))
    who = f"{door['name']}, {post}" if post else str(door["name"])
    inside = ", one of your targets" if door["target"] else ""
    seen = "".join(f"; {words}" for words in helped["words"][:1])
    given = f"; the list was given for “{short(purpose, 200)}”" if purpose else ""
    stands = f"{door['name']} stands on {name}'s list{inside}{given}{seen}"
    return Candidate(
        "door",
        owner,
        name,
        f"Ask {name} to introduce you to {who}",
        f"For “{short(need['text'], 200)}”: {stands}",
        goal_id=need["goal_id"],
        need_id=need["need_id"],
        resource="introduction",
        rung=get_resource("introduction").rung,
        basis="observed",
        evidence_ids=(owner, door["person_id"]),
        order=(
            int(not door["target"]),
            rank_readiness(dict(helped), scene.day),
            -door["score"],
            door["person_id"],
            owner,
        ),
        about_id=door["person_id"],
    )


def list_chain_starts(
    scene: Scene, chains: pd.DataFrame, insiders: pd.DataFrame
) -> list[Candidate]:
    """
    Give whom to ask first on the way into a target where ego knows nobody.

    Parameters
    ----------
    chains
        One row per hop, with the names of both ends; of each the first chain,
        or its spare if that starts with somebody else.
    insiders
        Which goal names which target.
    """
    goal_of = dict(zip(insiders["target"], insiders["goal_id"], strict=True))
    found = []
    for (target, rank), hops in chains.groupby(["target", "rank"], sort=False):
        rows = list_rows(hops)
        first = rows[0]["to"]
        if rows[0]["status"] != "complete" or len(rows) < 2 or first not in scene.people:  # noqa: PLR2004
            continue
        last = rows[-1]["to_name"]
        further = "" if len(rows) == 2 else f", on the way to {last}"  # noqa: PLR2004
        found.append(
            Candidate(
                "door",
                first,
                scene.name(first),
                f"Ask {scene.name(first)} to introduce you to {rows[1]['to_name']}{further}",
                f"For a way into {short(target)}, one of your targets: nobody you know is inside",
                goal_id=goal_of[target],
                need_id=f"{goal_of[target]}-{short(target)}",
                resource="introduction",
                rung=get_resource("introduction").rung,
                basis="observed",
                evidence_ids=(first, rows[1]["to"]),
                order=(0, rank, 0.0, str(target), first),
                about_id=rows[1]["to"],
            )
        )
    return found


# Words ------------------------------------------------------------------------------------


def short(value: object, longest: int = _LONGEST) -> str:
    """Give a text on one line, cut; nothing for what is no text."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= longest else f"{text[:longest]}…"


def name_day(day: pd.Timestamp) -> str:
    """Write a day as 15 June 2026."""
    return f"{day.day} {day.month_name()} {day.year}"


def on_day(day: Any) -> str:  # noqa: ANN401  (a day, or NaT)
    """Write " on 15 June 2026"; nothing for a day that is not known."""
    return "" if pd.isna(day) else f" on {name_day(day)}"


def in_month(day: Any) -> str:  # noqa: ANN401
    """Write " in June 2026"; nothing for a day that is not known."""
    return "" if pd.isna(day) else f" in {day.month_name()} {day.year}"
