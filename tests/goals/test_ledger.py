import pandas as pd
import pytest

from netlens.goals.ledger import hold_by_help, list_help, read_book
from netlens.goals.needs import NeedSpec, propose_needs, state_needs
from netlens.schema import HOLDERS, check_table

COLUMNS = ["date", "who", "what", "direction", "goal", "about", "outcome", "note"]
KNOWN = {"Ana Ruiz": "p1", "Ben Okafor": "p2"}


def ledger(*rows):
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["date"] = pd.to_datetime(table["date"]).astype("datetime64[s]")
    return table


HELPED = ("2025-05-03", "Ana Ruiz", "favour", "got", "", "tax return", "yes", "")


def test_help_received_is_told_with_its_day():
    given = list_help(ledger(HELPED), KNOWN)
    assert given["person_id"].tolist() == ["p1"]
    assert given.loc[0, "fact"] == "did you a favour on 3 May 2025 (ledger): “tax return”"


@pytest.mark.parametrize(
    "row",
    [
        ("2025-05-03", "Ana Ruiz", "favour", "gave", "", "tax return", "yes", ""),
        ("2025-05-03", "Ana Ruiz", "ask", "got", "", "tax return", "no", ""),
        ("2025-05-03", "Ana Ruiz", "ask", "got", "", "tax return", "open", ""),
        ("2025-05-03", "Who Knows", "favour", "got", "", "tax return", "yes", ""),
        ("2025-05-03", "Ana Ruiz", "thanks", "got", "", "tax return", "yes", ""),
    ],
)
def test_what_was_given_refused_open_or_by_strangers_is_no_help(row):
    assert list_help(ledger(row), KNOWN).empty


def test_help_with_the_thing_itself_is_held():
    needs = propose_needs("do my taxes", goal_id="g1")
    holders = hold_by_help(needs, list_help(ledger(HELPED), KNOWN))
    check_table(holders, HOLDERS)
    assert holders.loc[0, ["need_id", "person_id", "status"]].tolist() == ["g1n1", "p1", "held"]
    assert "3 May 2025" in holders.loc[0, "because"]


def test_help_with_something_else_holds_nothing():
    needs = state_needs([NeedSpec("a plumber")], goal="fix the sink", goal_id="g1")
    assert hold_by_help(needs, list_help(ledger(HELPED), KNOWN)).empty


def test_an_introduction_for_the_goal_is_a_referral_held():
    row = ("2025-05-03", "Ben Okafor", "introduction", "got", "g1", "", "yes", "")
    needs = propose_needs("find a job as a tailor", goal_id="g1")
    holders = hold_by_help(needs, list_help(ledger(row), KNOWN))
    assert holders["need_id"].tolist() == ["g1n1"]
    assert holders.loc[0, "because"] == "introduced you on 3 May 2025 (ledger)"


def test_a_day_that_was_not_typed_is_not_told():
    row = (None, "Ana Ruiz", "favour", "got", "", "tax return", "yes", "")
    assert list_help(ledger(row), KNOWN).loc[0, "fact"] == "did you a favour (ledger): “tax return”"


def test_nothing_in_nothing_out():
    assert list_help(ledger(), KNOWN).empty
    assert hold_by_help(propose_needs("x", goal_id="g"), list_help(ledger(), KNOWN)).empty


def read(*rows):
    """Read lines of the ledger by person."""
    table = ledger(*rows)
    return read_book(table.assign(line=range(2, len(table) + 2)), KNOWN, {"job": "g1"})


def test_the_book_tells_given_from_received():
    """An ask counts once it was answered with yes; unknown answers are neither help nor a no."""
    book = read(
        HELPED,
        ("2025-06-01", "Ana Ruiz", "favour", "gave", "", "notes", "", ""),
        ("2025-07-01", "Ben Okafor", "ask", "got", "Job", "a word", "", ""),
        ("2025-08-01", "Ben Okafor", "ask", "got", "Job", "a word", "yes", ""),
    )
    assert book.counts == (1, 2)
    assert [deed.outcome for deed in book.asked["p2"]] == ["", "yes"]
    assert book.asked["p2"][0].open
    assert book.told == {("p2", "g1")}
    assert book.lines == 4


def test_who_asked_and_waits_is_known():
    """An ask of theirs that is open; one that was answered waits no longer."""
    book = read(
        ("2025-06-01", "Ana Ruiz", "ask", "gave", "", "a grant writer", "open", ""),
        ("2025-06-01", "Ben Okafor", "ask", "gave", "", "a word", "yes", ""),
    )
    assert [(deed.person_id, deed.line) for deed in book.waiting] == [("p1", 2)]
    assert list(book.given) == ["p2"]


@pytest.mark.parametrize(
    ("day", "direction", "unthanked"),
    [
        ("2025-06-01", "gave", 0),
        (None, "gave", 0),
        ("2025-01-01", "gave", 1),
        ("2025-06-01", "got", 1),
    ],
)
def test_thanks_count_after_the_deed_and_from_ego(day, direction, unthanked):
    """Undated ones may have come after it."""
    book = read(HELPED, (day, "Ana Ruiz", "thanks", direction, "", "", "", ""))
    assert len(book.unthanked) == unthanked


def test_an_ask_without_an_outcome_is_no_help():
    """It may never have been answered."""
    row = ("2025-05-03", "Ana Ruiz", "ask", "got", "", "tax return", "", "")
    assert list_help(ledger(row), KNOWN).empty
