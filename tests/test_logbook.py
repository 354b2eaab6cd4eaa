"""The ledger takes what is understood, as it was typed."""

import pytest

import netlens
from netlens.errors import InputError, ParameterError
from netlens.logbook import build_entry, list_missing, write_entries
from netlens.records import LEDGER, read_record


def test_an_entry_is_written_and_read_back(small_project, small_network):
    """The date is the day of the run."""
    entry = {"who": " Ben Okafor ", "what": "ASK", "direction": "gave", "about": 'a "talk"\nagain'}
    row, warnings = build_entry(small_network, entry)
    assert warnings == []
    assert write_entries(small_network, [row]).line == 2
    (read,) = read_record(small_project, LEDGER).to_dict("records")
    assert (read["who"], read["what"], read["about"]) == ("Ben Okafor", "ask", 'a "talk"\nagain')
    assert str(read["date"])[:10] == "2026-06-30"


def test_what_is_missing_is_named(small_network):
    """With the options that say it."""
    assert list_missing({"who": " ", "what": "ask"}) == ["who", "direction"]
    with pytest.raises(ParameterError, match="--who, --direction"):
        build_entry(small_network, {"what": "ask"})


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"what": "beg"}, "not one of ask, favour"),
        ({"direction": "took"}, "not one of gave, got"),
        ({"outcome": "maybe"}, "not one of open, yes, no"),
        ({"date": "yesterday"}, "not a date"),
    ],
)
def test_words_that_are_not_known_are_errors(small_network, entry, expected):
    """Before anything is written."""
    full = {"who": "Mom", "what": "ask", "direction": "gave"} | entry
    with pytest.raises(ParameterError, match=expected):
        build_entry(small_network, full)


def test_somebody_unknown_is_written_with_a_warning(small_network):
    """People come and go."""
    entry = {"who": "Zoe\x1b Nobody", "what": "ask", "direction": "gave", "via": "Mom"}
    row, warnings = build_entry(small_network, entry)
    assert row["who"] == "Zoe\x1b Nobody"
    assert warnings == ["nobody in these exports is called Zoe⟨U+001B⟩ Nobody; written as typed"]


@pytest.mark.parametrize("column", ["who", "via"])
def test_a_name_of_several_people_lists_them(small_project, column):
    """Written so, it would stop every later run."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Other Ltd\nADR:;;;Madrid;;;\nEND:VCARD\n"
    (small_project / "exports" / "second.vcf").write_text(card, encoding="utf-8")
    entry = {"who": "Mom", "what": "ask", "direction": "gave"} | {column: "Ana Ruiz"}
    with pytest.raises(ParameterError, match=r"may be .*Polymer GmbH.*Other Ltd.*e-mail"):
        build_entry(netlens.open(small_project), entry)


def test_without_a_project_folder_it_says_what_to_do(lonely_network):
    """There is no ledger beside a loose file."""
    with pytest.raises(InputError, match="netlens init"):
        write_entries(lonely_network, [{"who": "x"}])
