"""Columns that are understood by their cells, and rows with a cell too many."""

import pytest

from netlens.exports.columns import match_header
from netlens.exports.guessing import infer_fields, mend_long_row, settle_fields, tell_kind


def settled(names, *columns):
    return settle_fields(match_header(names), columns)[0]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["a@example.com", "", "b@example.org"], "email"),
        (["+1-202-555-0101", "(030) 23125 001", "020 7946 0000 ext. 5"], "phone"),
        (["https://example.com", "linkedin.com/in/ana"], "url"),
        (["2024-03-12", "12.03.2024", "7 Feb 22"], "day"),
        (["12345", "Ana Ruiz", "Ben Ng"], ""),
        (["", " "], ""),
        ([], ""),
    ],
)
def test_kinds(cells, kind):
    """A column is what most of its filled cells look like."""
    assert tell_kind(cells) == kind


def test_name_beside_one_part():
    """A column "Name" is the other part of a name unless its cells hold the part."""
    assert settled(["Name", "Vorname"], ["Müller"], ["Jürgen"]) == ["family", "given"]
    assert settled(["Name", "First Name"], ["Ana Ruiz"], ["Ana"]) == ["name", "given"]
    assert settled(["Nombre", "Apellidos"], ["Ana"], ["Ruiz"]) == ["given", "family"]
    assert settled(["Nome", "Email"], ["Ana"], ["a@example.com"]) == ["name", "email"]
    both = settled(["First Name", "Last Name", "Name"], ["Ana"], ["Ruiz"], ["Ana Ruiz"])
    assert both == ["given", "family", "name"]


def test_title_is_polite_or_a_job():
    """A column "Title" is a job title unless there is one, or its cells are forms of address."""
    assert settled(["Title", "First Name"], ["Engineer", "CTO"], ["A", "B"])[0] == "title"
    assert settled(["Title", "First Name"], ["Dr.", "Frau"], ["A", "B"])[0] == "prefix"
    assert settled(["Title", "Job Title"], ["x"], ["y"]) == ["prefix", "title"]
    french = settled(["Titre", "Prénom", "Nom", "Titre"], [""], ["A"], ["B"], ["Directeur"])
    assert french == ["prefix", "given", "family", "title"]


def test_bare_words():
    """Columns "Home" and "Work" are phones, addresses or nothing, as their cells are."""
    names = ["First", "Home", "Work", "Other"]
    columns = [["A"], ["+1-202-555-0101"], ["a@example.com"], ["1 Main Street"]]
    assert settled(names, *columns) == ["given", "phone", "email", ""]


def test_a_guessed_address_has_to_look_like_one():
    """A column that only sounds like e-mail is used if it holds addresses."""
    assert settled(["Name", "Preferred email channel"], ["A"], ["newsletter"])[1] == ""
    assert settled(["Name", "Customer email (main)"], ["A"], ["a@example.com"])[1] == "email"


def test_addresses_under_an_unknown_name():
    """Without another one, a column of addresses is used, and that is said."""
    header = match_header(["Name", "Zork"])
    fields, warnings = settle_fields(header, [["A"], ["a@example.com"]])
    assert fields == ["name", "email"]
    assert "'Zork'" in warnings[0]
    header = match_header(["Name", "Email", "Contact owner"])
    columns = [["A"], [""], ["me@example.com"]]
    assert settle_fields(header, columns)[0] == ["name", "email", "ignored"]


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([("John Doe", "John", "Doe", "j@example.com")], ["name", "given", "family", "email"]),
        ([("John", "Doe", "j@example.com")], ["given", "family", "email"]),
        ([("John Doe", "+1-202-555-0101", "Acme")], ["name", "phone", ""]),
        ([("j@example.com", "John Doe")], ["email", "name"]),
        (
            [("A", "B", "A B", "Ab", "a@example.com")],
            ["given", "family", "name", "nickname", "email"],
        ),
        ([("2020-01-01", "5.00", "coffee")], ["", "", ""]),
        ([("Ana", "Ruiz")], ["", ""]),
    ],
)
def test_tables_without_a_header(rows, fields):
    """Names are told by where they stand and what they have in common."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    assert infer_fields(columns) == fields


CONNECTIONS = ["given", "family", "url", "email", "company", "title", "connected_on"]


def test_a_comma_without_quotes_is_joined_again():
    """The cell after a lost pair of quotes goes back to the text that it belongs to."""
    row = ["A", "B", "https://example.com", "", "Acme", " Inc.", "CEO", "03 Jan 2020"]
    assert mend_long_row(row, CONNECTIONS, ", ")[4:] == ["Acme,  Inc.", "CEO", "03 Jan 2020"]


def test_an_empty_cell_too_many_is_left_out():
    """Where an empty cell is too many, the rest moves back to where it fits."""
    fields = ["name", "", "", "labels", "email"]
    assert mend_long_row(["Jane", "", "", "", "x", "j@example.com"], fields, ", ") == [
        *("Jane", "", "", "x", "j@example.com"),
    ]


def test_rows_that_fit_are_left_alone():
    """A surplus at the end moves nothing; nor does a surplus of many cells."""
    row = ["A", "B", "https://example.com", "", "Acme", "CEO", "03 Jan 2020", "more"]
    assert mend_long_row(row, CONNECTIONS, ", ") is None
    assert mend_long_row(["x"] * 100, CONNECTIONS, ", ") is None
