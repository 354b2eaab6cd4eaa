"""
Pairs that may be one person, put to the user; each answer is a line of decisions.csv.

What is written must mean the same cards when the exports are read again: a
LinkedIn address, else an e-mail, else a phone number, each only if it leads to
nobody else, else the contact's own id.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pandas as pd

from netlens.appending import Appended, append_rows, remove_last_rows
from netlens.errors import InputError, ParameterError
from netlens.escaping import csv_cell, one_line
from netlens.network import Network
from netlens.people import find_people, leave_unlinked
from netlens.records import DECISIONS
from netlens.schema import list_rows

Row = dict[str, str]
_SHOWN: Final = ("name", "title", "company", "location", "emails", "phones")
_MOST_LISTED: Final = 6


@dataclass(frozen=True)
class Card:
    """One contact as the user is shown it; texts are raw."""

    contact_id: str
    place: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """Two people who may be one: the most telling pair of cards, and all the pairs between them."""

    one: Card
    other: Card
    probability: float
    reasons: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def likely(self) -> str:
        """The probability in words: `likely 84 %`."""
        if math.isnan(self.probability):
            return "you said so, and that others who belong to them differ"
        return f"likely {self.probability:.0%}".replace("%", " %")


class Decider:
    """Asks about one project as it was when it was opened, and writes the answers."""

    def __init__(self, net: Network) -> None:
        if net.folder is None:
            msg = (
                "decisions are kept in a project folder, and there is none here. Make one with "
                "netlens init FOLDER, put your exports into FOLDER/exports, then: "
                "netlens decide FOLDER"
            )
            raise InputError(msg)
        self._net = net
        self._path = net.folder / DECISIONS.file_name
        self._day = net.as_of.isoformat()

    # Questions -----------------------------------------------------------------------

    @cached_property
    def questions(self) -> list[Question]:
        """One question per two people who may be one, the most likely first."""
        merges = self._net.merges
        review = merges[merges["zone"] == "review"].sort_values(
            ["probability", "merge_id"], ascending=[False, True], kind="stable"
        )
        grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in list_rows(review):
            ends = [self._person_of[row[name]] for name in ("contact_a", "contact_b")]
            grouped.setdefault((min(ends), max(ends)), []).append(row)
        return [self._question(rows) for rows in grouped.values()]

    def _question(self, rows: Sequence[Mapping[str, Any]]) -> Question:
        first = rows[0]
        return Question(
            self.card(first["contact_a"]),
            self.card(first["contact_b"]),
            float(first["probability"]),
            tuple(first["reasons"]),
            tuple((row["contact_a"], row["contact_b"]) for row in rows),
        )

    def card(self, contact_id: str) -> Card:
        """Give one contact as it is shown."""
        row = self._contacts[contact_id]
        place = row["file"] if pd.isna(row["line"]) else f"{row['file']}:{row['line']}"
        fields = {name: _text(row[name]) for name in _SHOWN}
        return Card(contact_id, place, {name: text for name, text in fields.items() if text})

    @cached_property
    def _contacts(self) -> dict[str, dict[str, Any]]:
        rows = list_rows(self._net.contacts[["contact_id", "file", "line", "linkedin", *_SHOWN]])
        return {row["contact_id"]: row for row in rows}

    @cached_property
    def _person_of(self) -> dict[str, str]:
        people = self._net.people
        pairs = zip(people["person_id"], people["contact_ids"], strict=True)
        return {contact: person for person, ids in pairs for contact in ids}

    # How a card is called ------------------------------------------------------------

    @cached_property
    def _cards(self) -> pd.DataFrame:
        return leave_unlinked(self._net.contacts)

    @cached_property
    def _contact_of(self) -> dict[str, str]:
        ids = self._net.contacts["contact_id"]
        return dict(zip(self._cards["person_id"], ids, strict=True))

    def _find(self, who: str) -> list[str]:
        """Find the single cards that `who` may mean."""
        found = find_people(self._cards, who)
        if found:
            return [self._contact_of[person] for person in found]
        # A person's id, as netlens prints them, stands for the cards of that person.
        people = find_people(self._net.people, who)
        return [contact for contact, person in self._person_of.items() if person in people]

    def reference(self, contact_id: str, *, apart_from: str = "") -> str:
        """
        Say how to call a contact so that it is found again in later exports.

        Parameters
        ----------
        contact_id
            The contact.
        apart_from
            Another contact that must not be meant too.

        Returns
        -------
        words
            LinkedIn address, e-mail or phone number; the contact's id if each
            of these leads to other people as well.
        """
        row = self._contacts[contact_id]
        slug = row["linkedin"]
        told = [f"https://www.linkedin.com/in/{slug}"] if isinstance(slug, str) and slug else []
        for words in (*told, *row["emails"], *row["phones"]):
            # A decisions.csv opened in a spreadsheet must not run what an export says.
            if csv_cell(words) != words or words != words.strip():
                continue
            found = find_people(self._cards, words)
            meant = {self._contact_of[card] for card in found}
            people = {self._person_of.get(contact) for contact in meant}
            if contact_id in meant and apart_from not in meant and len(people) == 1:
                return str(words)
        return contact_id

    # Answers -------------------------------------------------------------------------

    def answer(self, question: Question, what: str) -> list[Row]:
        """Give the lines for `same` (one joins all their cards) or `different` (each pair)."""
        pairs = question.pairs if what == "different" else question.pairs[:1]
        return self._rows(pairs, what)

    def answer_one(self, card: Card) -> list[Row]:
        """Give the line for a card that is not a person."""
        who = self.reference(card.contact_id)
        return [{"when": self._day, "what": "not-a-person", "who": who}]

    def leave_alone(self, who: str) -> list[Row]:
        """
        Give the line that puts somebody off limits.

        Raises
        ------
        ParameterError
            If nobody, or more than one person, is called so.
        """
        found = self._find(who)
        self._check_typed(who, found)
        return [{"when": self._day, "what": "off-limits", "who": self.reference(found[0])}]

    def answer_typed(self, one: str, other: str, what: str) -> list[Row]:
        """
        Give the lines for two cards that the user names.

        Raises
        ------
        ParameterError
            If nobody, or more than one person, is called so.
        """
        ends = [self._find(who) for who in (one, other)]
        for who, found in zip((one, other), ends, strict=True):
            self._check_typed(who, found)
        shared = set(ends[0]) & set(ends[1])
        left, right = ([card for card in end if card not in shared] for end in ends)
        if not left or not right:
            msg = (
                f"{one_line(one)} and {one_line(other)} are the same rows of the exports: "
                f"{self._list_cards(ends[0])}. Name two of them by their ids."
            )
            raise ParameterError(msg)
        pairs = [(a, b) for a in left for b in right]
        return self._rows(pairs if what == "different" else pairs[:1], what)

    def _check_typed(self, who: str, found: Sequence[str]) -> None:
        if not found:
            msg = (
                f"nobody in these exports is called {one_line(who)}. Give a full name, an e-mail, "
                "a phone number, a LinkedIn address, or an id from netlens decide --list."
            )
            raise ParameterError(msg)
        if len({self._person_of.get(contact) for contact in found}) > 1:
            msg = f"{one_line(who)} may be {self._list_cards(found)}. Name one by its id."
            raise ParameterError(msg)

    def _list_cards(self, contacts: Sequence[str]) -> str:
        cards = [self.card(contact) for contact in contacts[:_MOST_LISTED]]
        return "; ".join(
            f"{card.contact_id} ({one_line(card.fields.get('name', '?'), 60)}, "
            f"{one_line(card.place, 80)})"
            for card in cards
        )

    def _rows(self, pairs: Sequence[tuple[str, str]], what: str) -> list[Row]:
        rows: dict[tuple[str, str], Row] = {}
        for a, b in pairs:
            who, other = self.reference(a, apart_from=b), self.reference(b, apart_from=a)
            rows[who, other] = {"when": self._day, "what": what, "who": who, "other": other}
        return list(rows.values())

    def write(self, rows: Sequence[Row], *, note: str = "") -> Appended:
        """Append an answer to decisions.csv at once; see `netlens.appending.append_rows`."""
        noted = [row | {"note": note} for row in rows]
        return append_rows(self._path, DECISIONS.columns, noted)

    def undo(
        self, rows: Sequence[Row] | None = None, *, dry_run: bool = False
    ) -> list[dict[str, str]]:
        """Take back the last line, or exactly `rows` if nothing was written below them."""
        count = 1 if rows is None else len(rows)
        return remove_last_rows(
            self._path, DECISIONS.columns, count=count, expected=rows, dry_run=dry_run
        )


def show_side_by_side(question: Question, width: int = 100) -> Iterator[str]:
    """Lay out the two cards of a question in two columns, as text that no terminal obeys."""
    half = max((width - 12) // 2, 20)
    sides = [
        {**card.fields, "from": _end_of(card.place, half - 3)}
        for card in (question.one, question.other)
    ]
    for name in (*_SHOWN, "from"):
        cells = [one_line(side.get(name, ""), half - 3) for side in sides]
        if any(cells):
            yield f"{name:<10}{cells[0]:<{half}}  {cells[1]}".rstrip()
    yield f"{question.likely}: {one_line(', '.join(question.reasons), width)}"


def _end_of(place: str, longest: int) -> str:
    """Cut a place from the left, since the line number stands at its right end."""
    return place if len(place) <= longest else f"…{place[1 - longest :]}"


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else ""
