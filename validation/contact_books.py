"""
Make the exports of one invented address book, with the truth of who is who.

    from validation.contact_books import make_books

Realistic sparsity: LinkedIn rows carry name, employer and title, seldom an
e-mail and never a phone; the phone book carries a name, often a short or
partial one, and a number; Google mostly addresses; Outlook work details that
may be years old. People change jobs and names, and typing is careless.
"""

import random
import tomllib
from importlib import resources
from typing import Any, Final

import pandas as pd

from netlens.schema import CONTACTS, make_table

CITIES: Final = (
    "Berlin", "Hamburg", "München", "Wien", "Zürich", "London", "Leeds", "Paris", "Lyon", "Madrid",
    "Porto", "Milano", "Warszawa", "Kraków", "Oslo", "Dublin", "Boston",
    "Austin", "Toronto", "Pune",
)  # fmt: skip
TITLES: Final = (
    "Software Engineer", "Senior Software Engineer", "Data Scientist", "Product Manager", "CTO",
    "Head of Sales", "Account Executive", "Recruiter", "HR Manager", "Founder", "Consultant",
    "Project Manager", "Designer", "Marketing Manager", "Accountant", "Lawyer", "Professor",
    "Research Associate", "Nurse", "Teacher", "Architect", "Managing Director", "Student",
)  # fmt: skip
_BEGIN: Final = """
    bal bren cor dal el fen gar hol ir jor kal lun mor nes ol per quin ros sal tor ul ver
    wal zan thal gri stei bach
""".split()
_MIDDLE: Final = "a e i o u an en ar or el il em am ing ert old".split()
_END: Final = """
    berg stein mann son sen ska wicz ini etti ez ova enko ard eau ley ton field hofer
    inger ström
""".split()
_SHARE: Final = {"LinkedIn": 0.62, "iPhone": 0.45, "Google": 0.35, "Outlook": 0.25}
_COMMON: Final = 0.3


def _common(kind: str) -> list[str]:
    text = resources.files("netlens.people").joinpath("common_names.toml").read_text("utf-8")
    return str(tomllib.loads(text)[kind]).split()


def _nicknames() -> dict[str, list[str]]:
    text = resources.files("netlens.people").joinpath("nicknames.toml").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for group in tomllib.loads(text)["groups"]:
        first, *others = group.split()
        found.setdefault(first, []).extend(others)
    return found


class _World:
    """Names, employers and people, drawn from one stream of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.given, self.family = _common("given"), _common("family")
        self.short = _nicknames()
        self.rare_given = [
            (a + b + c).capitalize()
            for a in _BEGIN
            for b in ("a", "i", "e")
            for c in ("na", "ra", "lo", "mir", "s", "n")
        ]

    def name(self) -> tuple[str, str]:
        """Draw a given and a family name; three in ten of each are frequent ones."""
        pick = self.chance
        given = pick.choice(self.given if pick.random() < 0.6 else self.rare_given)
        if pick.random() < _COMMON:
            family = pick.choice(self.family)
        else:
            family = pick.choice(_BEGIN) + pick.choice(_MIDDLE) + pick.choice(_END)
        return given.capitalize(), family.capitalize()

    def company(self, size: int) -> str:
        """Draw an employer; large ones employ many."""
        rank = int(size ** self.chance.random())
        return f"{_BEGIN[rank % len(_BEGIN)].capitalize()}{_END[rank % len(_END)]} {rank} GmbH"

    def person(self, number: int, size: int) -> dict[str, Any]:
        """Draw a person with everything that their exports may tell."""
        pick = self.chance
        given, family = self.name()
        company = self.company(max(20, size // 8))
        domain = company.split(" GmbH")[0].replace(" ", "").lower()
        local = (
            f"{given}.{family}".lower()
            if pick.random() < 0.6
            else f"{given[0]}{family}{pick.randrange(100)}".lower()
        )
        return {
            "who": number,
            "given": given,
            "family": family,
            "company": company,
            "old_company": self.company(max(20, size // 8)),
            "title": pick.choice(TITLES),
            "city": pick.choice(CITIES),
            "private": f"{local}{number if pick.random() < 0.5 else ''}@mail{number % 7}.example",
            "work": f"{given}.{family}".lower() + f"@{domain}.example",
            "phone": f"+4930{pick.randrange(10**7, 10**8)}",
            "born": f"19{pick.randrange(50, 99)}-0{pick.randrange(1, 10)}-{pick.randrange(10, 29)}",
        }

    def spelled(self, person: dict[str, Any], *, casual: float) -> str:
        """Write a name as people write it: short forms, initials, order, slips."""
        pick, given, family = self.chance, person["given"], person["family"]
        if pick.random() < 0.015:
            family = self.name()[1]  # a name changed by marriage
        if pick.random() < casual:
            shorter = self.short.get(given.lower())
            given = pick.choice(shorter).capitalize() if shorter else given
        if pick.random() < casual / 4:
            given = f"{given[0]}."
        if pick.random() < 0.02:
            family = _slip(family, pick)
        if pick.random() < casual / 3:
            return given
        if pick.random() < 0.04:
            given = f"{given} {pick.choice(self.given).capitalize()}"
        return f"{family} {given}" if pick.random() < 0.03 else f"{given} {family}"


def _slip(word: str, pick: random.Random) -> str:
    at = pick.randrange(1, max(2, len(word) - 1))
    return pick.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]])


def make_books(people: int, *, seed: int = 0) -> pd.DataFrame:
    """
    Make contacts of `people` invented persons.

    Returns
    -------
    contacts
        CONTACTS plus the column `truth`, the number of the person; rows of a
        program stand together.
    """
    world = _World(seed)
    made = [world.person(number, people) for number in range(people)]
    rows: list[dict[str, Any]] = []
    for producer, share in _SHARE.items():
        for person in made:
            times = 1 + (producer == "iPhone" and world.chance.random() < 0.05)
            if world.chance.random() < share:
                rows += [_row(world, person, producer) for _ in range(times)]
    for number, row in enumerate(rows):
        row |= {"contact_id": f"c{number:07}", "owner": "me", "kind": "person", "line": number}
    truth = [row.pop("truth") for row in rows]
    return make_table(CONTACTS, rows).assign(truth=truth)


def _row(world: _World, person: dict[str, Any], producer: str) -> dict[str, Any]:
    pick = world.chance
    row: dict[str, Any] = {
        "producer": producer,
        "format": "x",
        "file": producer,
        "truth": person["who"],
    }
    moved = pick.random() < 0.35
    old = person["old_company"] if moved else person["company"]
    if producer == "LinkedIn":
        name = world.spelled(person, casual=0.03)
        slug = f"{person['given']}-{person['family']}-{person['who']}".lower()
        emails = (person["private"],) if pick.random() < 0.04 else ()
        row |= {"linkedin": slug, "company": person["company"], "title": person["title"]}
    elif producer == "iPhone":
        name = world.spelled(person, casual=0.15)
        emails = (person["private"],) if pick.random() < 0.15 else ()
        row |= {"phones": (person["phone"],), "company": old if pick.random() < 0.12 else None}
        row["birthday"] = person["born"] if pick.random() < 0.1 else None
    elif producer == "Google":
        name = world.spelled(person, casual=0.08)
        emails = (person["private"],) if pick.random() < 0.85 else (person["work"],)
        row["phones"] = (person["phone"],) if pick.random() < 0.3 else ()
    else:
        name = world.spelled(person, casual=0.04)
        emails = (person["work"],) if pick.random() < 0.8 else ()
        row |= {"company": old, "title": person["title"] if not moved else pick.choice(TITLES)}
        row["phones"] = (person["phone"],) if pick.random() < 0.3 else ()
        row["location"] = person["city"] if pick.random() < 0.5 else None
    return row | {"name": name, "emails": emails}
