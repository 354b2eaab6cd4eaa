"""Counts of people as ranges, while pairs are undecided."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class CountRange:
    """At least `low` and at most `high` people; `undecided` pairs make the difference."""

    low: int
    high: int
    undecided: int

    def __str__(self) -> str:
        """Give `612 to 655`, or one number where nothing is undecided."""
        return f"{self.high:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


def count_people(people: pd.DataFrame, merges: pd.DataFrame) -> CountRange:
    """
    Count people, from "every undecided pair is one" to "every one is two".

    Parameters
    ----------
    people
        The people to count (for instance those in one's own lists).
    merges
        Pairs of contacts; only those in the zone "review" with both ends
        among `people` matter.

    Returns
    -------
    count
        In people.
    """
    person_of = {
        contact: person
        for person, ids in zip(people["person_id"], people["contact_ids"], strict=True)
        for contact in ids
    }
    pairs = {
        (person_of[a], person_of[b])
        for a, b, zone in zip(merges["contact_a"], merges["contact_b"], merges["zone"], strict=True)
        if zone == "review" and a in person_of and b in person_of and person_of[a] != person_of[b]
    }
    parent: dict[str, str] = {}

    def root(person: str) -> str:
        while parent.setdefault(person, person) != person:
            person = parent[person]
        return person

    joined = 0
    for one, other in sorted(pairs):
        first, second = root(one), root(other)
        if first != second:
            parent[second] = first
            joined += 1
    return CountRange(len(people) - joined, len(people), len(pairs))
