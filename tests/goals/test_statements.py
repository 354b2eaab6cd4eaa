import pytest

from netlens.goals.lexicon import load_lexicon, split_phrases
from netlens.goals.statements import LONGEST_REASON, clauses, find_statement, quote

RECRUITERS = load_lexicon().fields["recruiting"].roles
TAX = load_lexicon().fields["tax"].roles


@pytest.mark.parametrize(
    "note",
    [
        "knows every recruiter in town",
        "met at the fair. Recruiter at a bank; likes tea",
        "kennt viele Headhunter",
        "not sporty. Works in recruiting",
    ],
)
def test_a_note_states_it(note):
    assert find_statement((), note, RECRUITERS, ()).startswith("note: “")


@pytest.mark.parametrize(
    "note",
    [
        "",
        "not a recruiter",
        "no longer works in recruiting",
        "former recruiter",
        "kein Headhunter",
        "recruiting fair in May",
        "likes tea",
    ],
)
def test_a_note_does_not_state_it(note):
    assert find_statement((), note, RECRUITERS, ()) == ""


def test_only_the_clause_that_states_it_is_quoted():
    because = find_statement((), "likes tea; is a recruiter, but shy", RECRUITERS, ())
    assert because == "note: “is a recruiter”"


@pytest.mark.parametrize(
    ("label", "states"),
    [("Recruiters", True), ("Recruiting", True), ("Not recruiters", False), ("Work", False)],
)
def test_a_label_states_it_if_it_is_all_about_it(label, states):
    assert bool(find_statement((label,), "", RECRUITERS, ())) is states


def test_a_circle_is_where_you_met_not_what_they_have():
    school = load_lexicon().fields["teaching"].roles
    assert find_statement(("School",), "", school, ()) == ""


def test_ability_makes_a_topic_a_statement():
    assert find_statement((), "can help with tax questions", TAX, ())
    assert find_statement((), "is a tax adviser", TAX, ())
    assert not find_statement((), "moaned about tax", TAX, ())
    assert not find_statement((), "gave me a tax paper", TAX, ())
    assert find_statement((), "moaned about tax", (), split_phrases("tax"))


def test_reasons_are_short_and_raw():
    hostile = "recruiter <img src=x onerror=alert(1)> " + "x" * 1_000_000
    because = find_statement((), hostile, RECRUITERS, ())
    assert "<img src=x" in because
    assert len(because) <= LONGEST_REASON
    assert len(quote("label", "y" * 500)) <= LONGEST_REASON
    assert quote("label", "two\n lines") == "label: “two lines”"


def test_clauses_fold_white_space():
    assert clauses("one  two, but three\nfour. ") == ["one two", "three", "four"]
