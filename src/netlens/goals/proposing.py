"""
Proposed needs as the TOML that accepts them: to be read, changed and copied by the user.

What a sentence holds is somebody's text: in TOML it stays one string, and on a
screen it moves nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from netlens.schema import list_rows

_OPENING: Final = (
    "# What netlens proposes. Change it, delete what does not fit, then copy it into netlens.toml.",
)
_KNOWN: Final = (
    "# This goal is in your netlens.toml already: copy only what stands below",
    "# the line that begins with goal, to the place below that goal.",
)
_SPONSORS: Final = (
    "# Who would speak for you when you are not in the room? Sponsors sit in your own organisation",
    "# and are rarely in an export: name two or three, then wake this line up.",
    '# targets = ["First Sponsor", "Second Sponsor"]',
)
_NEED: Final = ("resource", "text", "where")


def propose_toml(goals: pd.DataFrame, needs: pd.DataFrame, *, known: Collection[str] = ()) -> str:
    """
    Write the part of a netlens.toml that accepts the proposed needs.

    Parameters
    ----------
    goals
        `goal_id`, `goal`, and `by` where there is a date.
    needs
        NEEDS; those that are not `proposed` are the user's own and left out.
    known
        Sentences of goals that netlens.toml has already.

    Returns
    -------
    toml
        Valid TOML; empty if nothing is proposed. Each goal with proposed needs
        stands once, in order. Where a sponsor is needed, a comment asks for
        sponsors by name.
    """
    proposed = [row for row in list_rows(needs) if row["proposed"]]
    lines: list[str] = []
    for goal in list_rows(goals):
        mine = [need for need in proposed if need["goal_id"] == goal["goal_id"]]
        if mine:
            lines += ["", *_goal(goal, mine, is_known=goal["goal"] in known)]
    return "\n".join((*_OPENING, *lines, "")) if lines else ""


def _goal(goal: Mapping[str, Any], needs: list[dict[str, Any]], *, is_known: bool) -> Iterator[str]:
    yield from _KNOWN if is_known else ()
    yield "[[goals]]"
    yield f"goal = {_string(goal['goal'])}"
    by = goal["by"]
    if isinstance(by, pd.Timestamp) and not pd.isna(by):
        yield f"by = {by:%Y-%m-%d}"
    if any(need["resource"] == "sponsorship" for need in needs):
        yield from _SPONSORS
    for need in needs:
        yield ""
        yield "  [[goals.needs]]"
        for name in _NEED:
            if isinstance(need[name], str) and need[name]:
                yield f"  {name} = {_string(need[name])}"


def _string(text: str) -> str:
    """Write a basic string; whatever a screen would not show as it is gets its number."""
    return f'"{"".join(map(_character, text.encode("utf-8", "replace").decode("utf-8")))}"'


def _character(character: str) -> str:
    if character in {'"', "\\"}:
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004
