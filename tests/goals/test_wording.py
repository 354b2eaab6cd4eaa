import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.goals.wording import (
    address,
    as_title,
    deed_of,
    first_person,
    full_name,
    given_name,
    guess_language,
    is_language,
    make_safe,
    thanks_for,
    with_article,
)


@pytest.mark.parametrize(
    ("goal", "language", "sentence"),
    [
        (
            "find a job as a data engineer in Berlin",
            "en",
            "I am looking for a job as a data engineer in Berlin.",
        ),
        (
            "Find a co-founder for a climate start-up.",
            "en",
            "I am looking for a co-founder for a climate start-up.",
        ),
        ("find out how pensions work", "en", "My goal: find out how pensions work."),
        ("Learn Spanish", "en", "I would like to learn Spanish."),
        ("get promoted to head of data", "en", "I would like to get promoted to head of data."),
        ("a bigger flat", "en", "I am looking for a bigger flat."),
        ("I want to sing", "en", "I want to sing."),
        ("world peace", "en", "My goal: world peace."),
        (
            "eine Stelle als Data Engineer in Berlin finden",
            "de",
            "Ich suche eine Stelle als Data Engineer in Berlin.",
        ),
        ("eine Firma gründen", "de", "Ich möchte eine Firma gründen."),
        ("ich suche eine Wohnung", "de", "Ich suche eine Wohnung."),
        ("Stelle in Berlin finden", "de", "Mein Ziel: Stelle in Berlin finden."),
        ("  ", "en", ""),
    ],
)
def test_a_goal_is_put_into_the_first_person(goal, language, sentence):
    assert first_person(goal, language) == sentence


@pytest.mark.parametrize(
    ("name", "given", "full"),
    [
        ("Tomasz Zielonkowicz", "Tomasz", "Tomasz Zielonkowicz"),
        ("Zielonkowicz, Tomasz", "Tomasz", "Tomasz Zielonkowicz"),
        ("Dr. Meltem Aksoy", "Meltem", "Dr. Meltem Aksoy"),
        ("J. Robert Oppen", "Robert", "J. Robert Oppen"),
        ("佐々木遥", "佐々木遥", "佐々木遥"),
        ("tom@example.com", "", ""),
        ("<b>Tom</b>", "", ""),
        ("https example", "", ""),
        ("+49 170 000", "", ""),
        ("x" * 500, "", ""),
        ("\u202eTom\nBerg", "Tom", "Tom Berg"),
        (None, "", ""),
        (float("nan"), "", ""),
    ],
)
def test_only_what_is_a_name_is_used_as_one(name, given, full):
    assert (given_name(name), full_name(name)) == (given, full)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("find a job", "en"),
        ("we worked together until 2021", "en"),
        ("wir haben zusammen gearbeitet", "de"),
        ("Lebenslauf prüfen", "de"),
        ("SQL", ""),
        ("", ""),
    ],
)
def test_small_words_give_the_language_away(text, language):
    assert guess_language(text) == language
    assert is_language(text, language or "de")


@pytest.mark.parametrize(
    ("role", "with_one"),
    [
        ("Analytics Engineer", "an Analytics Engineer"),
        ("data engineer", "a data engineer"),
        ("Head of Data", "Head of Data"),
        ("Founder & CEO", "Founder & CEO"),
        ("", ""),
    ],
)
def test_a_role_takes_an_article_and_a_rank_none(role, with_one):
    assert with_article(role) == with_one


def test_roles_are_capitalised_as_titles():
    assert as_title("head of data engineering") == "Head of Data Engineering"
    assert as_title("SRE") == "SRE"


@pytest.mark.parametrize(
    ("about", "thanks"),
    [
        ("to read my CV", "for taking the time to read my CV"),
        ("to Tomasz at the Stammtisch", "for introducing me to Tomasz at the Stammtisch"),
        ("how they replay a topic", "for telling me how they replay a topic"),
        ("for an hour of plain words", "for an hour of plain words"),
        ("the van", "for your help (the van)"),
        ("", ""),
    ],
)
def test_thanks_say_what_for(about, thanks):
    assert thanks_for(about) == thanks


@pytest.mark.parametrize(
    ("about", "addressed"),
    [
        ("how they replay a topic", "how you replay a topic"),
        ("what his team looks for", "what your team looks for"),
        ("what she said", ""),
        ("for an hour", "for an hour"),
    ],
)
def test_what_is_said_of_somebody_is_said_to_them(about, addressed):
    assert address(about) == addressed


def test_a_need_may_name_the_deed():
    assert deed_of("someone to read my CV") == "read my CV"
    assert deed_of("a recruiter for data roles") == ""


@given(st.text(max_size=400))
def test_a_safe_text_is_one_short_line_that_nothing_obeys(text):
    safe = make_safe(text, 60)
    assert len(safe) <= 60
    assert len(safe.split()) <= 13
    assert not set("{}\n\r\t\u202e\u200b\x00") & set(safe)
    assert safe == " ".join(safe.split())


def test_a_long_text_is_cut_at_a_word():
    assert (
        make_safe("an extraordinarily long sentence about nothing", 30)
        == "an extraordinarily long…"
    )
