"""
Who is who: contacts linked into people, ego found, counts as ranges.

Linking is reversible: every person lists the contacts it stands for, and every
merge its reason.
"""

import pandas as pd

from netlens.people.building import build_people
from netlens.people.changes import list_changes
from netlens.people.counting import CountRange, count_people
from netlens.people.ego import add_owners, read_as_other_person
from netlens.people.finding import find_people, resolve_name
from netlens.people.linking import link

__all__ = [
    "CountRange",
    "add_owners",
    "count_people",
    "find_people",
    "leave_unlinked",
    "link_contacts",
    "list_changes",
    "read_as_other_person",
    "resolve_name",
]


def leave_unlinked(contacts: pd.DataFrame) -> pd.DataFrame:
    """Give one person per contact: what somebody typed may name a single card."""
    return build_people(contacts, [[i] for i in range(len(contacts))])


def link_contacts(
    contacts: pd.DataFrame, *, decisions: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Link the contacts of one person across and within exports.

    Parameters
    ----------
    contacts
        One row per contact, as `netlens.schema.CONTACTS`.
    decisions
        Pairs the user decided: `contact_a`, `contact_b`, `what` ("same" or
        "different"). `None` for none.

    Returns
    -------
    people, merges
        Tables of `netlens.schema.PEOPLE` (one row per person) and
        `netlens.schema.MERGES` (one row per pair that was merged, waits for
        review, or shares a key without being one person).
    """
    linkage = link(contacts, decisions)
    return build_people(contacts, linkage.clusters), linkage.merges
