"""
Rows that were read twice: an older export, or the same file under another name.

A contact's id is made of what its row says, with a number where that was read
before. The first of two equal rows of one file is the first of the other file;
two equal rows within a file stay two.
"""

from collections import Counter

import pandas as pd


def find_copies(contacts: pd.DataFrame, decisions: pd.DataFrame | None) -> dict[str, str]:
    """
    Find contacts that repeat one of another file word for word.

    Parameters
    ----------
    contacts
        Table of `netlens.schema.CONTACTS`; the first one read of equal rows
        is the original.
    decisions
        As for `netlens.people.linking.link`; copies that the user calls
        different are none.

    Returns
    -------
    copies
        Id of each copy to the id of its original.
    """
    parted = _parted(decisions)
    ids, files = contacts["contact_id"].tolist(), contacts["file"].tolist()
    if not any("-" in contact for contact in ids):
        return {}
    seen: Counter[tuple[str, str]] = Counter()
    originals: dict[tuple[str, int], str] = {}
    copies = {}
    for contact, file in zip(ids, files, strict=True):
        row = contact.split("-", 1)[0]
        seen[row, file] += 1
        original = originals.setdefault((row, seen[row, file]), contact)
        if original != contact and frozenset((original, contact)) not in parted:
            copies[contact] = original
    return copies


def _parted(decisions: pd.DataFrame | None) -> set[frozenset[str]]:
    if decisions is None or decisions.empty:
        return set()
    table = decisions[decisions["what"] == "different"]
    pairs = zip(table["contact_a"], table["contact_b"], strict=True)
    return {frozenset(pair) for pair in pairs}
