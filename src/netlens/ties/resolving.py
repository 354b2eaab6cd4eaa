"""Whom the ends of statements mean: person ids, or nobody, or not to be told."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from netlens.people.names import name_key

OWNER_PREFIX = "owner:"
NAME_PREFIX = "name:"


class Resolver:
    """
    Looks up ends of statements in a table of people.

    An end is a contact or person id, `owner:NAME`, `linkedin:SLUG`,
    `email:ADDRESS` or `name:FULL NAME`. One that means several people means
    nobody: which of them cannot be told.
    """

    def __init__(self, people: pd.DataFrame) -> None:
        self._of: dict[str, str] = {}
        several: defaultdict[str, set[str]] = defaultdict(set)
        columns = ("person_id", "list_owner", "contact_ids", "linkedin", "emails", "name")
        for person_id, owner, ids, slug, emails, name in zip(
            *(people[column] for column in columns), strict=True
        ):
            self._of[person_id] = person_id
            self._of[f"{NAME_PREFIX}{person_id}"] = person_id
            if isinstance(owner, str):
                self._of[f"{OWNER_PREFIX}{owner}"] = person_id
            self._of.update(dict.fromkeys(ids, person_id))
            if isinstance(slug, str):
                several[f"linkedin:{slug}"].add(person_id)
            for mail in emails:
                several[f"email:{mail.casefold()}"].add(person_id)
            if isinstance(name, str) and (key := name_key(name)):
                several[f"{NAME_PREFIX}{key}"].add(person_id)
        self._several = several

    def resolve(self, ends: Iterable[str]) -> list[str | None]:
        """Give a person id per end, `None` where it is nobody or ambiguous."""
        known: dict[str, str | None] = {}
        return [
            known[end] if end in known else known.setdefault(end, self._resolve(end))
            for end in ends
        ]

    def candidates(self, end: str) -> set[str]:
        """Give everybody whom an end may mean."""
        if end in self._of:
            return {self._of[end]}
        if end.startswith(NAME_PREFIX):
            return self._by_name(end.removeprefix(NAME_PREFIX))
        return set(self._several.get(end, ()))

    def _resolve(self, end: str) -> str | None:
        found = self.candidates(end)
        return next(iter(found)) if len(found) == 1 else None

    def _by_name(self, who: str) -> set[str]:
        if "@" in who:
            return set(self._several.get(f"email:{who.strip().casefold()}", ()))
        key = name_key(who)
        return set(self._several.get(f"{NAME_PREFIX}{key}", ())) if key else set()
