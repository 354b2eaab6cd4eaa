"""Chains of introductions: the best one, its spare, the odds and what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from netlens.claims.facts import Facts
from netlens.claims.phrasing import listing, percent
from netlens.claims.rows import Claim, claim
from netlens.schema import list_rows

_ENOUGH_ANSWERS = 20


def claim_chains(facts: Facts) -> Iterator[Claim]:
    """State chains into targets inside which ego knows nobody."""
    if facts.insiders.empty:
        yield claim(
            "chains.no-target",
            "unknown",
            "No goal names an organisation or a person, so there is nobody in particular to reach. targets in netlens.toml names them; "
            "netlens chain NAME looks for one at once.",
            basis="unknown",
        )
        return
    found = dict(list(facts.chains.groupby("target", sort=False)))
    far = facts.insiders.groupby("target", sort=False)["how"].agg(
        lambda how: "yours" not in set(how)
    )
    for number, target in enumerate(far[far].index, 1):
        hops = found.get(target)
        yield _no_way(number, target) if hops is None else _chain(facts, number, target, hops)
    if not far.any():
        yield claim(
            "chains.inside",
            "fact",
            "You know somebody inside each of your targets: no chain is needed.",
            basis="observed",
        )
    if found:
        yield from _grounds(facts)


def _no_way(number: int, target: str) -> Claim:
    return claim(
        f"chains.target-{number}",
        "unknown",
        f"{target}: no chain is seen in the lists you hold. There may be one that they do not show.",
        basis="unknown",
    )


def _chain(facts: Facts, number: int, target: str, hops: pd.DataFrame) -> Claim:
    best, *others = [list_rows(rows) for _, rows in hops.groupby("rank", sort=False)]
    spare = next((rows for rows in others if rows[0]["backup"]), others[0] if others else None)
    is_open = best[0]["status"] == "open"
    end = (
        f"nobody is seen inside; the nearest door is {best[-2]['to_name']} ({_way(best[:-1])}), and what lies behind it is not known"
        if is_open
        else f"{_way(best)}; {say_odds(best)}"
    )
    also = f". A spare that shares nobody with it: {_way(spare, is_open=is_open)}" if spare else ""
    low, high = best[0]["chain_low"], best[0]["chain_high"]
    return claim(
        f"chains.target-{number}",
        "fact",
        f"{target}: {end}{also}.",
        value=None if is_open else float(best[0]["chain_probability"]),
        low=None if is_open else float(low),
        high=None if is_open else float(high),
        unit="probability",
        basis="unknown" if is_open else "inferred",
        evidence=[hop["to"] for hop in best if hop["to"] in facts.names],
        assumptions=["willingness", "chains-hold"],
    )


def _way(hops: Sequence[dict[str, Any]], *, is_open: bool = False) -> str:
    shown = hops[:-1] if is_open else hops
    return " → ".join([str(shown[0]["from_name"]), *(str(hop["to_name"]) for hop in shown)])


def say_odds(hops: Sequence[Mapping[str, Any]]) -> str:
    """
    Say how likely a chain holds and is passed on.

    A floor is given only where every tie on it has dated contact: of a tie that
    merely stands on a list nobody knows whether it is alive.
    """
    low, high = hops[0]["chain_low"], hops[0]["chain_high"]
    silent = [hop for hop in hops if not hop["dated"]]
    if silent:
        ends = listing([f"{hop['from_name']} and {hop['to_name']}" for hop in silent], 2)
        return f"odds up to {percent(high)}; no floor, since nothing dates contact between {ends}"
    return f"odds {percent(low)} to {percent(high)}"


def _grounds(facts: Facts) -> Iterator[Claim]:
    rows = {row["assumption_id"]: row for row in list_rows(facts.assumptions)}
    willing = rows["willingness"]
    yield claim(
        "chains.willingness",
        "note",
        f"Odds are those that every tie is still alive and that each person between passes the request on, in {percent(willing['low'])} to "
        f"{percent(willing['high'])} of cases ({willing['source']}). Whether the last one then says yes is not in them. From {_ENOUGH_ANSWERS} answers "
        "in your ledger on, your own figure takes their place; no answer is not a no.",
        value=float(willing["value"]),
        low=float(willing["low"]),
        high=float(willing["high"]),
        unit="probability",
        basis="inferred",
        assumptions=["willingness"],
    )
    yield claim(
        "chains.milgram",
        "note",
        "For comparison: of 296 people whom Travers and Milgram asked in 1969 to pass a folder on towards a stranger, 64 reached him, through 5.2 others "
        "on average. Most chains break.",
        value=64.0,
        unit="folders",
        basis="observed",
    )
    bias = rows["chains-hold"]
    yield claim(
        "chains.bias",
        "note",
        f"Even calibrated odds err to the high side: on networks where it could be checked, whole chains held {bias['low']:.2g} to "
        f"{bias['high']:.2g} times as often as the product of their ties said ({bias['value']:.2g} in the middle).",
        value=bias["value"],
        low=bias["low"],
        high=bias["high"],
        unit="times",
        basis="inferred",
        assumptions=["chains-hold"],
    )
