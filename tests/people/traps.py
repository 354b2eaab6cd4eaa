"""Pairs of people who look like one: father and son, twins, namesakes, shared lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Row = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """What one set of traps is made of; names are frequent ones, so that they are hard."""

    given: str
    like: str
    other: str
    family: str
    foreign: str
    firm: str
    cities: tuple[str, str]
    number: int

    @property
    def name(self) -> str:
        """The name that two people bear."""
        return f"{self.given} {self.family}"

    @property
    def phone(self) -> str:
        """A number that somebody shares; 555 numbers belong to nobody."""
        return f"+1202555{self.number:04}"

    def phones(self, shift: int) -> tuple[str, ...]:
        """Another number."""
        return (f"+1202555{self.number + shift:04}",)


FAMILIES: Final = (
    Family("Maria", "Marie", "José", "Garcia", "Lopez", "Kranich GmbH", ("Madrid", "Bonn"), 100),
    Family("John", "Joan", "Peter", "Smith", "Jones", "Acme Ltd", ("Leeds", "Boston"), 110),
    Family("Wei", "Wen", "Jun", "Zhang", "Wang", "Polymer AG", ("Shanghai", "Toronto"), 120),
    Family("Martin", "Martina", "Uwe", "Müller", "Schmidt", "Nord SE", ("Kiel", "Graz"), 130),
    Family("Mohamed", "Mona", "Karim", "Ali", "Hassan", "Delta LLC", ("Cairo", "Lyon"), 140),
    Family("Anna", "Hanna", "Lars", "Andersson", "Nilsson", "Fjord AB", ("Umeå", "Oslo"), 150),
    Family("Julia", "Julian", "Tom", "Rossi", "Russo", "Ponte Srl", ("Roma", "Zürich"), 160),
    Family("Priya", "Priyanka", "Raj", "Patel", "Shah", "Lotus Inc", ("Pune", "Leicester"), 170),
    Family("Jan", "Jana", "Petr", "Novák", "Svoboda", "Hora s.r.o.", ("Brno", "Linz"), 180),
    Family("Nguyen", "Ngoc", "Minh", "Tran", "Pham", "Lotus VN", ("Hue", "Sydney"), 190),
)

LINKEDIN: Final = {"producer": "LinkedIn"}
PHONE: Final = {"producer": "iPhone"}


def father_and_son(f: Family) -> list[Row]:
    """One name, one landline, senior and junior."""
    return [
        PHONE | {"name": f"{f.name} Sr.", "phones": (f.phone,)},
        PHONE | {"name": f"{f.name} Jr.", "phones": (f.phone,)},
    ]


def junior_elsewhere(f: Family) -> list[Row]:
    """Junior on LinkedIn, the father in the phone, at the family's firm."""
    return [
        LINKEDIN | {"name": f"{f.name} Jr.", "company": f.firm},
        PHONE | {"name": f.name, "company": f.firm},
    ]


def twins(f: Family) -> list[Row]:
    """One family name, birthday, employer and title."""
    same = {"birthday": "1988-04-02", "company": f.firm, "title": "Engineer"}
    return [
        LINKEDIN | same | {"name": f"{f.given} {f.family}"},
        PHONE | same | {"name": f"{f.other} {f.family}"},
    ]


def twins_alike(f: Family) -> list[Row]:
    """Twins whose given names differ by a letter or two."""
    same = {"birthday": "1988-04-02", "company": f.firm}
    return [
        LINKEDIN | same | {"name": f"{f.given} {f.family}"},
        PHONE | same | {"name": f"{f.like} {f.family}"},
    ]


def shared_landline(f: Family) -> list[Row]:
    """Make a couple with one telephone."""
    return [
        PHONE | {"name": f"{f.given} {f.family}", "phones": (f.phone,)},
        PHONE | {"name": f"{f.other} {f.family}", "phones": (f.phone,)},
    ]


def shared_address(f: Family) -> list[Row]:
    """Make a couple with one e-mail address."""
    mail = {"emails": (f"family{f.number}@example.com",)}
    return [
        PHONE | mail | {"name": f"{f.given} {f.family}"},
        {"producer": "Google"} | mail | {"name": f"{f.other} {f.family}"},
    ]


def two_cities(f: Family) -> list[Row]:
    """Namesakes who live apart."""
    return [
        LINKEDIN | {"name": f.name, "location": f.cities[0]},
        {"producer": "Outlook"} | {"name": f.name, "location": f.cities[1]},
    ]


def two_cities_reversed(f: Family) -> list[Row]:
    """Make the same, one of them written family name first, with a title."""
    return [
        LINKEDIN | {"name": f"{f.family}, {f.given}", "location": f.cities[0]},
        {"producer": "Google"} | {"name": f"Dr. {f.name}", "location": f.cities[1]},
    ]


def two_firms(f: Family) -> list[Row]:
    """Namesakes with different employers and titles."""
    return [
        LINKEDIN | {"name": f.name, "company": f.firm, "title": "Nurse"},
        {"producer": "Outlook"} | {"name": f.name, "company": "Zeta Oil", "title": "Lawyer"},
    ]


def one_list(f: Family) -> list[Row]:
    """Namesakes in one telephone, each with a number."""
    return [PHONE | {"name": f.name, "phones": f.phones(n)} for n in (1, 2)]


def two_profiles(f: Family) -> list[Row]:
    """Namesakes at one employer with two LinkedIn addresses."""
    return [
        LINKEDIN | {"name": f.name, "company": f.firm, "linkedin": f"trap-{f.number}-{n}"}
        for n in (1, 2)
    ]


def two_birthdays(f: Family) -> list[Row]:
    """Mother and daughter of one name at one address."""
    return [
        PHONE | {"name": f.name, "birthday": "1951-03-09", "phones": (f.phone,)},
        {"producer": "Google"} | {"name": f.name, "birthday": "1983-11-21", "phones": (f.phone,)},
    ]


def assistant(f: Family) -> list[Row]:
    """Make a director and the assistant who answers the telephone and reads the mail."""
    line = {"phones": (f.phone,), "emails": (f"office{f.number}@example.com",), "company": f.firm}
    return [
        {"producer": "Outlook"} | line | {"name": f.name, "title": "Managing Director"},
        PHONE | line | {"name": f"{f.other} {f.foreign}", "title": "Assistant"},
    ]


def firm_and_person(f: Family) -> list[Row]:
    """Make a firm that bears its owner's name, with the owner's number."""
    return [
        PHONE | {"name": f.name, "phones": (f.phone,)},
        {"producer": "Google", "kind": "organisation"} | {"name": f.name, "phones": (f.phone,)},
    ]


def shared_mailbox(f: Family) -> list[Row]:
    """Colleagues who both answer info@."""
    mail = {"emails": (f"info@trap{f.number}.example.com",), "company": f.firm}
    return [
        {"producer": "Outlook"} | mail | {"name": f.name},
        PHONE | mail | {"name": f"{f.given} {f.foreign}"},
    ]


def ambiguous_initial(f: Family) -> list[Row]:
    """Two siblings with one initial; the third card must join neither."""
    initial = f.given[0]
    return [
        LINKEDIN | {"name": f"{f.given} {f.family}"},
        LINKEDIN | {"name": f"{initial}{f.other[1:]}o {f.family}"},
        PHONE | {"name": f"{initial}. {f.family}"},
    ]


def colleagues(f: Family) -> list[Row]:
    """One given name, employer and title, two family names."""
    same = {"company": f.firm, "title": "Engineer"}
    return [
        LINKEDIN | same | {"name": f"{f.given} {f.family}"},
        {"producer": "Outlook"} | same | {"name": f"{f.given} {f.foreign}"},
    ]


def inherited_mailbox(f: Family) -> list[Row]:
    """Make a successor who was given the address and desk number."""
    same = {
        "emails": (f"lead{f.number}@trap.example.com",),
        "phones": (f.phone,),
        "company": f.firm,
        "title": "Head of Sales",
    }
    return [
        {"producer": "Outlook"} | same | {"name": f.name},
        {"producer": "Google"} | same | {"name": f"{f.other} {f.foreign}"},
    ]


def two_mothers(f: Family) -> list[Row]:
    """Two owners' mothers, and what they are called."""
    return [
        PHONE | {"name": "Mom", "phones": f.phones(3), "owner": "me"},
        PHONE | {"name": "Mom", "phones": f.phones(4), "owner": f"owner-{f.number}"},
    ]


def single_name(f: Family) -> list[Row]:
    """Somebody known by a given name, and somebody who has it."""
    return [
        PHONE | {"name": f.given, "phones": f.phones(5)},
        LINKEDIN | {"name": f.name, "company": f.firm},
    ]


KINDS: Final[tuple[Callable[[Family], list[Row]], ...]] = (
    father_and_son, junior_elsewhere, twins, twins_alike, shared_landline, shared_address,
    two_cities, two_cities_reversed, two_firms, one_list, two_profiles, two_birthdays, assistant,
    firm_and_person, shared_mailbox, ambiguous_initial, colleagues, inherited_mailbox,
    two_mothers, single_name,
)  # fmt: skip
