"""People found by what a person would call them: a name, an e-mail, a phone, a LinkedIn address."""

import re

import pandas as pd

from netlens.people.names import name_key, plain

_CONTACT = re.compile(r"c[0-9a-f]{16}(?:-\d+)?")
_SLUG = re.compile(r"linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)


def find_people(people: pd.DataFrame, who: str) -> list[str]:
    """
    Find everyone whom `who` may mean.

    Parameters
    ----------
    people
        Table of people.
    who
        A person or contact id, full name, e-mail address, phone number in
        E.164 or LinkedIn address.

    Returns
    -------
    person_ids
        In table order; empty if nobody, several if ambiguous.
    """
    wanted = who.strip()
    ids = people["person_id"]
    if wanted in set(ids):
        return [wanted]
    if _CONTACT.fullmatch(wanted):
        return ids[[wanted in cell for cell in people["contact_ids"]]].tolist()
    slug = _SLUG.search(wanted)
    if slug:
        return ids[people["linkedin"] == slug[1].lower()].tolist()
    if "@" in wanted:
        mail = wanted.casefold()
        return ids[[any(e.casefold() == mail for e in cell) for cell in people["emails"]]].tolist()
    if re.fullmatch(r"\+[\d\s()./-]{6,}", wanted):
        phone = "+" + re.sub(r"\D", "", wanted)
        return ids[[phone in cell for cell in people["phones"]]].tolist()
    return _by_name(people, wanted)


def _by_name(people: pd.DataFrame, wanted: str) -> list[str]:
    key = name_key(wanted)
    names = people["name"].fillna("")
    if key:
        return people.loc[[name_key(name) == key for name in names], "person_id"].tolist()
    word = plain(wanted)
    return people.loc[[plain(name) == word for name in names], "person_id"].tolist() if word else []


def resolve_name(people: pd.DataFrame, who: str) -> str | None:
    """Give the one person whom `who` means, or `None` if nobody or several."""
    found = find_people(people, who)
    return found[0] if len(found) == 1 else None
