"""One claim as a row, made in one place so that none lacks its basis."""

from collections.abc import Iterable
from typing import Any

Claim = dict[str, Any]


def claim(  # noqa: PLR0913
    claim_id: str,
    role: str,
    sentence: str,
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    basis: str = "observed",
    evidence: Iterable[str] = (),
    assumptions: Iterable[str] = (),
) -> Claim:
    """
    Make one claim.

    Parameters
    ----------
    claim_id
        `section.what`, stable from run to run.
    role
        headline, lead, fact, unknown, move, stand or note.
    sentence
        What the reader is told, complete with the number.
    value, low, high, unit
        The number in it, if there is one; low and high if it is an estimate.
    basis
        observed, asserted, inferred, or unknown for what cannot be known.
    evidence
        Ids of the rows beneath it (contacts, people, evidence or files).
    assumptions
        Ids of the assumptions it rests on.
    """
    return {
        "claim_id": claim_id,
        "section": claim_id.split(".", 1)[0],
        "role": role,
        "sentence": sentence,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "basis": basis,
        "evidence_ids": tuple(evidence),
        "assumptions": tuple(assumptions),
    }
