"""Words for a chain: why a hop is believed, and how to ask for an introduction."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.errors import ParameterError

LONGEST_WHY: Final = 120
_LONGEST_GOAL: Final = 200
# A list dates when somebody came onto it, not when they were last in touch.
_LISTED: Final = frozenset({"linkedin connection", "facebook friend", "address book"})
_WORDS: Final = {
    "observed": "seen in an export",
    "asserted": "somebody says so",
    "inferred": "a guess from what they share",
}


def describe_tie(facts: Mapping[str, Any]) -> str:
    """
    Say on what a tie rests.

    Parameters
    ----------
    facts
        `basis`, `kinds`, `strength` (0 to 1), `last_seen`; what is missing is
        said to be unknown, or left out.

    Returns
    -------
    why
        At most 120 characters, as they come: escape before showing.
    """
    kinds = facts.get("kinds") or ()
    listed = [kinds] if isinstance(kinds, str) else [str(kind) for kind in kinds]
    basis = facts.get("basis")
    ground = _WORDS.get(str(basis), "grounds not recorded") if basis else "grounds not recorded"
    ends = []
    strength = facts.get("strength")
    if strength is not None and not math.isnan(strength):
        ends.append(f"strength {strength:.2f} of 1")
    last = facts.get("last_seen")
    if last is not None and not pd.isna(last):
        when = "connected" if listed and _LISTED.issuperset(listed) else "last seen"
        ends.append(f"{when} {pd.Timestamp(last).date().isoformat()}")
    else:
        ends.append("no date")
    end = "; ".join(["", *ends])
    start = f"{', '.join(listed)} ({ground})" if listed else ground
    return clip(start, LONGEST_WHY - len(end)) + end


def clip(text: str, longest: int) -> str:
    """Put text on one line and cut it where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def phrase_request(names: Sequence[str], *, goal: str = "", offer: str = "") -> list[str]:
    """
    Phrase what to ask along a chain, one sentence per hop.

    Parameters
    ----------
    names
        Ego first, the target last; an empty name or "?" stands for somebody
        who is not known.
    goal
        What it is about, as a noun phrase: "a job as a data engineer".
    offer
        What ego can give in return, as a noun phrase.

    Returns
    -------
    sentences
        The first is what ego says now; each next one is said once the one
        before has worked. Not escaped.

    Raises
    ------
    ParameterError
        If there are fewer than two names.
    """
    if len(names) < 2:  # noqa: PLR2004
        msg = f"a chain has at least two people; got {len(names)}."
        raise ParameterError(msg)
    steps = [clip(name, _LONGEST_GOAL) for name in names[1:]]
    about = f" about {clip(goal, _LONGEST_GOAL)}" if goal.strip() else ""
    give = f"I can offer {clip(offer, _LONGEST_GOAL)}; " if offer.strip() else ""
    sentences = []
    for number, name in enumerate(steps):
        if not _is_known(name):
            break
        following = steps[number + 1] if number + 1 < len(steps) else None
        referred = f"{steps[number - 1]} suggested that I write to you; " if number else ""
        if following is None:
            ask = f"may I ask you{about}"
        elif _is_known(following):
            ask = f"would you introduce me to {following}{about}"
        else:
            goal_end = f" to {steps[-1]}" if _is_known(steps[-1]) else ""
            ask = f"whom would you ask for a way{goal_end}{about}"
        sentences.append(f"{name}, {referred}{give}{ask} (no is a fine answer)?")
    return sentences


def _is_known(name: str) -> bool:
    return name not in {"", "?"}
