"""
What the ledger tells about people: who helped, with what, and when.

Help that was given is the best evidence there is that somebody holds a
resource. An ask without an answer says nothing; no row here is ever a debt.
"""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from netlens.goals.matching import build_row_query
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
            if row["what"] in _DEEDS and (about.strip() or row["outcome"] == "yes"):
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
            serves = clause_states(str(help_["about"]), phrases, stated=query.stated, able=True)
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
