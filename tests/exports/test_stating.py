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


def letters(*rows):
    """Make one file's letters from (from, to, thread, day); each is to one or several."""
    found = Statements("LinkedIn messages", "LinkedIn", "utf-8", used=len(rows))
    for line, (start, to, thread, day) in enumerate(rows, 2):
        for end in to.split():
            found.add(
                line=line,
                kind="message",
                basis="observed",
                **{"from": f"linkedin:{start}", "to": f"linkedin:{end}"},
                directed=True,
                date=day,
                weight=round(1 / len(to.split()), 9),
                thread=thread,
                mark=f"{day} 08:00:{line:02}",
            )
    return found


def groups(*files):
    """State files and list who was in a thread together."""
    stated = Stated()
    for number, file in enumerate(files):
        stated.add(file, "me", f"{number}.csv")
    table = stated.evidence()
    table = table[table["kind"] == "group thread"]
    return [
        (row["from"], row["to"], str(row["date"])[:10], row["weight"])
        for row in table.to_dict("records")
    ]


GROUP = (
    ("me", "ana ben", "g", "2024-03-05"),
    ("ana", "me ben", "g", "2024-06-01"),
    ("me", "cem", "t2", "2024-01-01"),
    ("me", "dana", "t3", "2024-01-01"),
)
TIED = [("linkedin:ana", "linkedin:ben", "2024-06-01", 1.0)]


def test_a_group_ties_its_members_once_on_its_last_day():
    """However often they write; the owner is no part of it."""
    assert groups(letters(*GROUP)) == TIED


def test_a_group_split_over_files_is_one_group():
    """In any order, and if a part comes twice."""
    for cut in range(1, 4):
        parts = letters(*GROUP[:cut]), letters(*GROUP[cut:])
        assert groups(*parts) == groups(*parts[::-1]) == groups(*parts, parts[0]) == TIED


def test_a_thread_of_single_letters_is_no_group():
    """Two letters under one id do not show that their receivers met."""
    lone = letters(("me", "ana", "g", None), ("me", "ben", "g", None), ("me", "cem", "t", None))
    assert groups(lone) == []


def test_the_owner_is_who_is_in_every_thread():
    """With one correspondent nobody can tell: both are."""
    stated = Stated()
    stated.add(letters(*GROUP), "me", "a")
    stated.add(letters(("me", "ana", "t", None), ("ana", "me", "u", None)), "ana", "b")
    assert stated.slug_of_owner("me") == "me"
    assert stated.slug_of_owner("ana") is None


def test_the_owner_is_no_co_recipient():
    """One half of a mailbox may not show whose it is."""
    mail = statements(("email:me@example.com", "email:x@y.example", None))
    mail.columns["kind"] = ["mail together"]
    stated = Stated()
    stated.add(mail, "me", "half")
    assert len(stated.evidence()) == 1
    stated.add(statements(emails=("me@example.com",)), "me", "other half")
    assert stated.evidence().empty
