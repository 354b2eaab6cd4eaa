import pytest

from netlens.goals.sentences import is_german, read_sentence


@pytest.mark.parametrize(
    ("text", "intent", "role", "place", "company"),
    [
        ("find a job as a data engineer in Berlin", "job", "data engineer", "Berlin", ""),
        ("find a job as a data engineer in berlin", "job", "data engineer", "berlin", ""),
        ("Stelle als Dateningenieurin bei Siemens", "job", "Dateningenieurin", "", "Siemens"),
        ("get an internship at Kranich Mobility", "job", "", "", "Kranich Mobility"),
        ("raise a seed round for my startup", "money", "startup", "", ""),
        ("get promoted to head of nursing", "promotion", "head of nursing", "", ""),
        ("Wohnung finden in Köln", "housing", "", "Köln", ""),
        ("find a co-founder", "cofounder", "", "", ""),
        ("negotiate a higher salary", "salary", "", "", ""),
        ("hire a good tax accountant", "hire", "tax accountant", "", ""),
    ],
)
def test_a_sentence_is_taken_apart(text, intent, role, place, company):
    wish = read_sentence(text)
    assert wish.intents[0].name == intent
    assert (wish.role, wish.place, wish.company) == (role, place, company)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("find a job by March 2027", "by March 2027"),
        ("find a job until 2027-03-31", "until 2027-03-31"),
        ("einen Job finden bis Ende Juni", "bis Ende Juni"),
        ("find a job within 6 months", "within 6 months"),
        ("find a job as a March hare", ""),
    ],
)
def test_the_deadline_is_no_part_of_the_wish(text, by):
    wish = read_sentence(text)
    assert wish.by == by
    assert not by or wish.topic == ""


def test_a_visa_goes_before_the_move_and_both_are_seen():
    wish = read_sentence("move to Canada and get a visa")
    assert [intent.name for intent in wish.intents] == ["visa", "move"]
    assert wish.place == "Canada"


def test_a_field_in_capitals_is_no_place():
    wish = read_sentence("find a job in Marketing")
    assert wish.place == ""
    assert wish.main_field == "marketing"


def test_the_longest_phrase_of_a_field_wins():
    found = read_sentence("get into medical school").found
    assert [one.field for one in found] == ["medical school"]


@pytest.mark.parametrize("text", ["", "   ", "🙂", "?!", "a", "x" * 100_000])
def test_nonsense_is_read_without_complaint(text):
    wish = read_sentence(text)
    assert wish.intents == ()
    assert wish.place == wish.company == wish.by == ""


def test_a_long_text_is_a_description():
    assert read_sentence("They " + "measure unusual things carefully " * 8).is_description
    assert not read_sentence("find a job").is_description


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("einen Steuerberater finden", True),
        ("Hilfe bei meiner Steuererklärung", True),
        ("Visum für Kanada", True),
        ("find a job in Berlin", False),
        ("sell fur coats", False),
        ("die casting specialist in the den", False),
    ],
)
def test_a_german_sentence_is_told_by_its_small_words(text, german):
    """English has some of them too, and they do not count."""
    assert is_german(text) is german
