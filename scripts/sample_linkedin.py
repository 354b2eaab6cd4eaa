"""The archive that LinkedIn sends: connections, and what was written, asked and vouched."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sample_cast import Person
from sample_formats import (
    ENDORSEMENTS,
    INVITATIONS,
    MESSAGES,
    linkedin_day,
    linkedin_url,
    write_connections,
    write_csv,
    write_zip,
)


@dataclass(frozen=True)
class Account:
    """Whose archive it is: `me` as a person's words, my contacts, and my letters."""

    me: Mapping[str, str]
    contacts: Sequence[Person]
    letters: Mapping[str, Any]

    @property
    def my_name(self) -> str:
        """My name as shown."""
        return f"{self.me['given']} {self.me['family']}"

    def connected(self) -> list[Person]:
        """Give those I am connected to, the newest first."""
        known = [person for person in self.contacts if "linkedin" in person.cards]
        return sorted(known, key=lambda person: (-person.met.toordinal(), person.slug))

    def rows(self) -> list[list[str]]:
        """Give Connections.csv; most rows have no e-mail address."""
        return [connection_row(p, p.met, email=p.join == "email") for p in self.connected()]


def connection_row(person: Person, day: dt.date, *, email: bool = False) -> list[str]:
    """Give one row of Connections.csv, the e-mail address only if its owner lets it be seen."""
    return [
        person.given,
        person.family,
        linkedin_url(person.slug),
        person.email if email else "",
        person.company if person.title else "",
        person.title,
        linkedin_day(day),
    ]


def make_archive(account: Account, connections: Sequence[Sequence[str]]) -> bytes:
    """Make the archive around these rows of Connections.csv."""
    letters = account.letters
    texts = {
        "Connections.csv": write_connections(connections),
        "Education.csv": letters["education"],
        "Endorsement_Received_Info.csv": write_csv(ENDORSEMENTS, _endorsements(account)),
        "Invitations.csv": write_csv(INVITATIONS, _invitations(account)),
        "Positions.csv": letters["positions"],
        "Profile.csv": letters["profile"],
        "Recommendations_Received.csv": letters["recommendations"],
        "Skills.csv": write_csv(["Name"], [[skill] for skill in letters["skills"]]),
        "messages.csv": write_csv(MESSAGES, _messages(account), quoting=csv.QUOTE_ALL),
    }
    return write_zip(texts)


def _url(account: Account, name: str) -> str:
    """Give the profile address of somebody named in a letter; strangers have one too."""
    if name == "LinkedIn Member":
        return ""
    if not name:
        return linkedin_url(account.me["slug"])
    slugs = [p.slug for p in account.contacts if p.name == name and "linkedin" in p.cards]
    return linkedin_url(slugs[-1] if slugs else f"invented-{name.lower().replace(' ', '-')}")


def _endorsements(account: Account) -> Iterator[list[str]]:
    for when, skill, name, status in account.letters["endorsements"]:
        person = next(p for p in account.contacts if p.name == name)
        url = linkedin_url(person.slug).removeprefix("https://")
        yield [when, skill, person.given, person.family, url, status]


def _invitations(account: Account) -> Iterator[list[str]]:
    for letter in account.letters["invitations"]:
        ends = ["", letter["name"]]
        if letter["incoming"]:
            ends.reverse()
        direction = "INCOMING" if letter["incoming"] else "OUTGOING"
        names, urls = [end or account.my_name for end in ends], [_url(account, end) for end in ends]
        yield [*names, letter["when"], letter["text"], direction, *urls]


def _messages(account: Account) -> Iterator[dict[str, str]]:
    for number, thread in enumerate(account.letters["threads"], 1):
        for letter in thread["letters"]:
            yield {
                "CONVERSATION ID": f"2-invented-{number:03d}",
                "CONVERSATION TITLE": thread["title"],
                **_message(account, letter["sender"], letter["receivers"]),
                "DATE": letter["when"],
                "CONTENT": letter["text"],
                "IS MESSAGE DRAFT": "No",
            }
    draft = account.letters["draft"]
    yield {
        "CONVERSATION ID": "2-invented-draft",
        **_message(account, "", [draft["name"]]),
        "DATE": draft["when"],
        "CONTENT": draft["text"],
        "IS MESSAGE DRAFT": "Yes",
    }


def _message(account: Account, sender: str, receivers: list[str]) -> dict[str, str]:
    return {
        "FROM": sender or account.my_name,
        "SENDER PROFILE URL": _url(account, sender),
        "TO": ",".join(name or account.my_name for name in receivers),
        "RECIPIENT PROFILE URLS": ",".join(_url(account, name) for name in receivers),
        "FOLDER": "INBOX",
    }
