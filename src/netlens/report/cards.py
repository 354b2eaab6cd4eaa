"""The moves of the first screen: what is said, its words to copy, the rows beneath it."""

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from markupsafe import Markup

from netlens.escaping import html_text
from netlens.report.sanitizing import sanitize
from netlens.schema import list_rows
from netlens.views import say

if TYPE_CHECKING:
    from netlens.network import Network

MOST_PROOFS: Final = 8
_LONGEST_DRAFT: Final = 4_000
_PLAIN_NAME: Final = re.compile(r"[^\W\d_][\w .,'’-]{1,80}")


@dataclass(frozen=True)
class MoveCard:
    """
    One move, as safe HTML.

    `draft` are its paragraphs. `proof` are files with lines, at most eight;
    `more` says how many are left out. `person` is the name as it is
    to be typed into decisions.csv; empty if the move is about nobody.
    """

    said: Markup
    claim_id: str
    subject: Markup
    draft: tuple[Markup, ...]
    proof: tuple[Markup, ...]
    more: int
    person: Markup


def build_cards(network: "Network") -> list[MoveCard]:
    """Give a card for each of this week's moves, in order."""
    claims = network.claims_of("summary", "move")
    now = list_rows(network.moves[network.moves["when"] == "now"])
    drafts = {row["move_id"]: row for row in list_rows(network.drafts)}
    return [
        _card(network, claims.iloc[[number]], move, drafts.get(move["move_id"], {}))
        for number, move in enumerate(now)
    ]


def _card(
    network: "Network", claim: pd.DataFrame, move: dict[str, Any], draft: dict[str, Any]
) -> MoveCard:
    claim_id = str(claim["claim_id"].iloc[0])
    proof = network.proof(claim_id)
    named = isinstance(move["person_id"], str) and isinstance(move["name"], str)
    return MoveCard(
        said=Markup(sanitize(say(claim).html)),  # noqa: S704
        claim_id=claim_id,
        subject=_text(draft.get("subject"), 300),
        draft=_paragraphs(draft.get("text")),
        proof=tuple(_text(place, 300) for place in proof[:MOST_PROOFS]),
        more=max(0, len(proof) - MOST_PROOFS),
        person=_text(_typed(move) if named else "", 200),
    )


def _typed(move: dict[str, Any]) -> str:
    """Give the name as a shell takes it; a hostile or missing one as the id."""
    name = str(move["name"])
    return shlex.quote(name if _PLAIN_NAME.fullmatch(name) else str(move["person_id"]))


def _paragraphs(text: object) -> tuple[Markup, ...]:
    parts = text[:_LONGEST_DRAFT].split("\n") if isinstance(text, str) else []
    return tuple(_text(part, _LONGEST_DRAFT) for part in parts if part.strip())


def _text(value: object, longest: int) -> Markup:
    return Markup(html_text(value, longest)) if isinstance(value, str) else Markup("")  # noqa: S704
