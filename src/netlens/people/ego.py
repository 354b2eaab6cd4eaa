"""
Ego and the colleagues who pooled their lists, as people of the same table.

Ego is known from Profile.csv, netlens.toml or `--me`, else is simply "you". A
card of ego's own in ego's address book is ego, not a contact.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.people.comparing import compare_names, read_name
from netlens.people.finding import find_people
from netlens.people.names import name_key
from netlens.schema import PEOPLE, make_table

EGO_ID: Final = "ego"


@dataclass(frozen=True)
class OwnerCard:
    """How the owner of a list calls themselves."""

    owner: str
    name: str = ""
    emails: Sequence[str] = ()
    linkedin: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    person_ids: Sequence[str] = ()


def add_owners(people: pd.DataFrame, owners: Sequence[OwnerCard]) -> pd.DataFrame:
    """
    Mark the people who own a list, ego first, adding those who are not there yet.

    Parameters
    ----------
    people
        Table of people without ego.
    owners
        One card per owner; the one named "me" is ego.

    Returns
    -------
    people
        The same people with ego as first row (`is_ego`, id "ego") and
        `list_owner` filled for everybody whose list is held. Ego's own cards
        are taken out of the contacts and into ego's row.
    """
    table = people.copy()
    table["list_owner"] = table["list_owner"].astype(object)
    added = []
    for card in owners:
        if card.owner == "me":
            continue
        found = _find_owner(table, card)
        if found is None:
            person_id = "p" + hashlib.blake2b(card.owner.encode(), digest_size=8).hexdigest()
            added.append({"person_id": person_id, "list_owner": card.owner, **_describe(card)})
        else:
            table.loc[table["person_id"] == found, "list_owner"] = card.owner
    ego = next((card for card in owners if card.owner == "me"), OwnerCard("me"))
    own = _own_cards(table, ego)
    cards = table[table["person_id"].isin(own)]
    first = {
        "person_id": EGO_ID,
        "is_ego": True,
        "list_owner": "me",
        **_describe(ego),
        "contact_ids": tuple(i for ids in cards["contact_ids"] for i in ids),
    }
    rest = table[~table["person_id"].isin(own)]
    rest = rest.assign(list_owner=rest["list_owner"].astype("str"))
    return pd.concat(
        [make_table(PEOPLE, [first]), rest, make_table(PEOPLE, added)], ignore_index=True
    )


def read_as_other_person(one: str, other: str) -> bool:
    """Tell whether two names are hardly one person's; two scripts cannot be compared."""
    if _is_latin(one) != _is_latin(other):
        return False
    return compare_names(read_name(one), read_name(other)) in {"different", "relative"}


def _is_latin(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return all("LATIN" in unicodedata.name(sign, "") for sign in letters)


def _describe(card: OwnerCard) -> dict[str, Any]:
    return {
        "name": card.name or ("you" if card.owner == "me" else card.owner),
        "kind": "person",
        "emails": tuple(card.emails),
        "linkedin": card.linkedin or None,
        **card.details,
    }


def _find_owner(people: pd.DataFrame, card: OwnerCard) -> str | None:
    """Find the one person who is this owner, by strong keys before the name."""
    keys = [f"linkedin.com/in/{card.linkedin}"] if card.linkedin else []
    for who in (*keys, *card.emails, card.name):
        found = find_people(people, who) if who else []
        mine = people.loc[people["person_id"].isin(found) & people["in_my_lists"], "person_id"]
        if len(mine) == 1:
            return str(mine.iloc[0])
    return None


def _own_cards(people: pd.DataFrame, ego: OwnerCard) -> set[str]:
    """Find ego's own cards: by address anywhere, by full name in address books only."""
    mails = {mail.casefold() for mail in ego.emails}
    key = name_key(ego.name)
    rows = zip(
        people["person_id"],
        people["emails"],
        people["linkedin"].fillna(""),
        people["name"].fillna(""),
        strict=True,
    )
    return set(ego.person_ids) | {
        person_id
        for person_id, emails, slug, name in rows
        if (mails & {mail.casefold() for mail in emails})
        or (ego.linkedin and slug == ego.linkedin)
        or (key and not slug and name_key(name) == key)
    }
