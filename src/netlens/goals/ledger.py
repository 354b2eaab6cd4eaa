"""
What the ledger tells about people: who helped, with what, and when.

Help that was given is the best evidence there is that somebody holds a
resource. An ask without an answer says nothing; no row here is ever a debt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.goals.matching import build_row_query
from netlens.goals.plainly import says, words_of
from netlens.goals.statements import clause_states, quote
from netlens.schema import HOLDERS, make_table

_HELD: Final = 0.9
_DEEDS: Final = {
    "ask": "answered your ask",
    "favour": "did you a favour",
    "introduction": "introduced you",
    "meeting": "met you",
    "message": "wrote to you",
}
_COLUMNS: Final = ("person_id", "goal", "what", "about", "date", "fact")


@dataclass(frozen=True)
class Deed:
    """One line of the ledger about one person; `day` is NaT and texts empty where not typed."""

    person_id: str
    what: str
    day: Any
    goal: str
    about: str
    outcome: str
    line: int

    @property
    def open(self) -> bool:
        """Whether no answer is known, which is not a no."""
        return self.outcome in {"open", ""}


@dataclass(frozen=True)
class HelpBook:
    """
    The ledger by person: what was received, given and asked, in the order of days.

    `counts` are the deeds given and received across the whole network, also of
    people who are in no export; `last` is the day of the last line about a
    person. `received` and `given` hold deeds done; `asked` what ego asked, with any
    outcome; `waiting` who asked ego and waits for an answer; `unthanked` help
    received with no thanks written down since. `told` are the people to whom
    ego has spoken of a goal.
    """

    received: Mapping[str, tuple[Deed, ...]] = field(default_factory=dict)
    given: Mapping[str, tuple[Deed, ...]] = field(default_factory=dict)
    asked: Mapping[str, tuple[Deed, ...]] = field(default_factory=dict)
    waiting: tuple[Deed, ...] = ()
    unthanked: tuple[Deed, ...] = ()
    told: frozenset[tuple[str, str]] = frozenset()
    last: Mapping[str, Any] = field(default_factory=dict)
    counts: tuple[int, int] = (0, 0)
    lines: int = 0


def read_book(
    rows: pd.DataFrame, resolved: Mapping[str, str], goals: Mapping[str, str]
) -> HelpBook:
    """
    Read the ledger by person.

    Parameters
    ----------
    rows
        The ledger up to the day that is told for, as `list_help` takes it,
        with `line`.
    resolved
        The `person_id` of each `who`; lines about others are counted only.
    goals
        The `goal_id` of each name or sentence of a goal, casefolded.

    Returns
    -------
    book
        A missing outcome of an ask is unknown: it is neither help nor a no.
    """
    everything = [
        (_deed(row, resolved.get(str(row["who"]), ""), goals), str(row["direction"]))
        for row in rows.to_dict("records")
    ]
    deeds = [pair for pair in everything if pair[0].person_id]
    deeds.sort(key=lambda pair: (pd.isna(pair[0].day), pair[0].day, pair[0].line))
    received = [deed for deed, way in deeds if way == "got" and _is_done(deed)]
    given = [deed for deed, way in deeds if way == "gave" and _is_done(deed)]
    asked = [deed for deed, way in deeds if way == "got" and deed.what == "ask"]
    waiting = [d for d, way in deeds if way == "gave" and d.what == "ask" and d.outcome == "open"]
    thanked = [deed for deed, way in deeds if way != "got" and deed.what == "thanks"]
    spoken = [d for d, way in deeds if d.goal and d.what in {"ask", "meeting", "message"}]
    return HelpBook(
        received=_by_person(received),
        given=_by_person(given),
        asked=_by_person(asked),
        waiting=tuple(waiting),
        unthanked=tuple(d for d in received if not any(_thanks(t, d) for t in thanked)),
        told=frozenset((d.person_id, d.goal) for d in spoken),
        last={deed.person_id: deed.day for deed, _ in deeds if not pd.isna(deed.day)},
        counts=(
            sum(_is_done(deed) for deed, way in everything if way == "gave"),
            sum(_is_done(deed) for deed, way in everything if way == "got"),
        ),
        lines=len(rows),
    )


def _deed(row: Mapping[Any, Any], person: str, goals: Mapping[str, str]) -> Deed:
    goal = str(row["goal"]).strip()
    return Deed(
        person_id=person,
        what=str(row["what"]),
        day=row["date"],
        goal=goals.get(goal.casefold(), goal),
        about=" ".join(str(row["about"]).split()),
        outcome=str(row["outcome"]),
        line=int(row["line"]),
    )


def _is_done(deed: Deed) -> bool:
    if deed.what == "ask":
        return deed.outcome == "yes"
    return deed.what in {"favour", "introduction"} and deed.outcome != "no"


def _thanks(thanks: Deed, deed: Deed) -> bool:
    """Tell whether thanks came after the deed; undated ones may have."""
    same = thanks.person_id == deed.person_id
    return same and (pd.isna(thanks.day) or pd.isna(deed.day) or thanks.day >= deed.day)


def _by_person(deeds: list[Deed]) -> dict[str, tuple[Deed, ...]]:
    found: dict[str, tuple[Deed, ...]] = {}
    for deed in deeds:
        found[deed.person_id] = (*found.get(deed.person_id, ()), deed)
    return found


def list_help(rows: pd.DataFrame, resolved: Mapping[str, str]) -> pd.DataFrame:
    """
    List what people have done for ego.

    Parameters
    ----------
    rows
        The ledger: `date`, `who`, `what`, `direction`, `goal`, `about`,
        `outcome`, `note`.
    resolved
        The `person_id` of each `who` as typed; a name that is missing here is
        left out.

    Returns
    -------
    help
        One row per thing received, in ledger order: `person_id`, `goal`,
        `what`, `about` (with the note), `date` (NaT if not typed), `fact` (raw
        text for a reader, at most 120 characters). What was given, and what
        was refused or is still open, is not in it.
    """
    kept = []
    for row in rows.to_dict("records"):
        person_id = resolved.get(str(row["who"]), "")
        if person_id and row["direction"] == "got" and row["outcome"] in {"yes", ""}:
            about = " ".join(text for text in (row["about"], row["note"]) if isinstance(text, str))
            # An ask whose outcome is not typed may never have been answered.
            told = about.strip() and row["what"] != "ask"
            if row["what"] in _DEEDS and (told or row["outcome"] == "yes"):
                kept.append(
                    (person_id, row["goal"], row["what"], about.strip(), row["date"], _fact(row))
                )
    return pd.DataFrame(kept, columns=list(_COLUMNS))


def _fact(row: Mapping[Any, Any]) -> str:
    deed = _DEEDS[str(row["what"])]
    day = row["date"]
    when = (
        f" on {day.day} {day:%B %Y}" if isinstance(day, pd.Timestamp) and not pd.isna(day) else ""
    )
    about = str(row["about"] or "").strip()
    return quote(f"{deed}{when} (ledger)", about) if about else f"{deed}{when} (ledger)"


def hold_by_help(needs: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """
    Say who holds what a need asks for, because they have helped with it.

    Parameters
    ----------
    needs
        NEEDS.
    given
        As `list_help` returns it.

    Returns
    -------
    holders
        HOLDERS, all of them held: one row per need and person whose help was
        about it, or was an introduction for the same goal when the need is a
        referral. The first such help gives the reason.
    """
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for need in needs.to_dict("records"):
        query = build_row_query(need)
        phrases = (*query.likely, *((query.spelled,) if query.spelled else ()))
        for help_ in given.to_dict("records"):
            key = (str(need["need_id"]), str(help_["person_id"]))
            about = str(help_["about"])
            serves = clause_states(about, phrases, stated=query.stated, able=True)
            serves = serves or (not need.get("proposed") and says(about, words_of(need["text"])))
            if key not in rows and (serves or _introduces(need, help_)):
                rows[key] = {
                    "need_id": key[0],
                    "person_id": key[1],
                    "score": _HELD,
                    "status": "held",
                    "because": help_["fact"],
                }
    return make_table(HOLDERS, list(rows.values()))


def _introduces(need: Mapping[Any, Any], help_: Mapping[Any, Any]) -> bool:
    if need.get("resource") != "referral" or help_["what"] != "introduction":
        return False
    goal = str(help_["goal"]).strip().casefold()
    names = (need.get("goal_id"), need.get("goal"))
    return bool(goal) and goal in {str(name).casefold() for name in names}
