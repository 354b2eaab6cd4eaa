"""
Strangers: people whom the exports name although nobody lists them.

A contact's husband, a recruiter who wrote, somebody copied on a mail: no
contacts, but known by name, and one step behind somebody who is one. They join
the table of people with no contact behind them, so that ties can reach them.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

import pandas as pd

from netlens.people.names import name_key, name_words
from netlens.schema import PEOPLE, make_table
from netlens.ties.resolving import NAME_PREFIX, Resolver

_FULL: Final = 2
_LONGEST: Final = 6


def add_strangers(people: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """
    Add everybody whom a statement names and the table of people does not have.

    Parameters
    ----------
    people
        Table of people.
    evidence
        Statements; ends of the forms `linkedin:`, `email:` and `name:`.

    Returns
    -------
    people
        With one more row per stranger who is named in full: no contacts,
        in nobody's lists. An address without a name beside it stays out, as
        does a name that several people have.
    """
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for end, name in ((e, n) for side in ("from", "to") for e, n in _ends(evidence, side)):
        named[end][name] += 1
    added = _describe(named, people, prefix=("linkedin:", "email:"))
    joined = pd.concat([people, added], ignore_index=True) if len(added) else people
    by_name = _describe(named, joined, prefix=(NAME_PREFIX,))
    return pd.concat([joined, by_name], ignore_index=True) if len(by_name) else joined


def _ends(evidence: pd.DataFrame, side: str) -> Iterable[tuple[str, str]]:
    chosen = evidence[evidence[side].str.startswith(("linkedin:", "email:", NAME_PREFIX))]
    names = chosen[f"{side}_name"].fillna("")
    for end, name in zip(chosen[side], names, strict=True):
        yield end, end.removeprefix(NAME_PREFIX) if end.startswith(NAME_PREFIX) else name


def _describe(
    named: dict[str, Counter[str]], people: pd.DataFrame, prefix: tuple[str, ...]
) -> pd.DataFrame:
    resolver = Resolver(people)
    rows: dict[str, dict[str, object]] = {}
    for end in sorted(named):
        if not end.startswith(prefix) or resolver.candidates(end):
            continue
        counts = named[end]
        name = min(counts, key=lambda text: (-counts[text], text))
        if not _is_full_name(name):
            continue
        key = end if prefix != (NAME_PREFIX,) else f"{NAME_PREFIX}{name_key(name)}"
        digest = hashlib.blake2b(f"stranger\0{key}".encode(), digest_size=8).hexdigest()
        rows[key] = {
            "person_id": f"p{digest}",
            "name": name,
            "kind": "person",
            "linkedin": end.removeprefix("linkedin:") if end.startswith("linkedin:") else None,
            "emails": (end.removeprefix("email:"),) if end.startswith("email:") else (),
        }
    return make_table(PEOPLE, list(rows.values()))


def _is_full_name(text: str) -> bool:
    """Tell a name from a remark such as `somebody nice, ask again`."""
    words = text.split()
    if not _FULL <= len(name_words(text)) <= _LONGEST or any(sign.isdigit() for sign in text):
        return False
    return not (words[0][0].islower() or words[-1][0].islower())
