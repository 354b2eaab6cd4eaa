"""Statements of many files: owners in their place, copies recognised, own facts once."""

from netlens.exports.statements import OwnFact, Statements
from netlens.exports.stating import Stated
from netlens.schema import EVIDENCE, OWN, check_table


def statements(*rows, slug=None, emails=()):
    """Make one file's statements from (from, to, day)."""
    found = Statements("x", "x", "utf-8", owner_slug=slug, owner_emails=emails, used=len(rows))
    for line, (start, end, day) in enumerate(rows, 2):
        found.add(
            line=line,
            kind="message",
            basis="observed",
            **{"from": start, "to": end},
            directed=True,
            date=day,
            weight=1.0,
        )
    return found


def test_owners_stand_in_their_own_place():
    """By address, by mail, or as the owner; each archive has its own."""
    stated = Stated()
    stated.add(statements(("linkedin:me", "linkedin:ana", None), slug="me"), "me", "a")
    stated.add(statements(("owner", "linkedin:me", None), slug="ana"), "ana", "b")
    stated.add(statements(("email:me@example.com", "email:x@y.example", None)), "me", "c")
    stated.add(statements(emails=("me@example.com",)), "me", "d")
    table = stated.evidence()
    check_table(table, EVIDENCE)
    assert table[["from", "to"]].to_numpy().tolist() == [
        ["owner:me", "linkedin:ana"],
        ["owner:ana", "linkedin:me"],
        ["owner:me", "email:x@y.example"],
    ]


def test_equal_statements_are_two_in_one_file_and_one_in_two_files():
    """Two letters a day are two letters; an older export's copy is a copy."""
    row = ("owner", "linkedin:ana", "2024-01-01")
    stated = Stated()
    stated.add(statements(row, row), "me", "june")
    stated.add(statements(row, row, row), "me", "november")
    table = stated.evidence()
    assert table["file"].tolist() == ["june", "june", "november"]
    assert table["evidence_id"].is_unique


def test_own_facts_are_listed_once():
    """The newest file's row is kept."""
    stated = Stated()
    for file in ("june", "november"):
        found = Statements("x", "x", "utf-8")
        found.own.append(OwnFact("position", "Polymer", "CTO", "2019-03-01", None, 2))
        stated.add(found, "me", file)
    table = stated.own()
    check_table(table, OWN)
    assert table["file"].tolist() == ["november"]
