import pytest

from netlens.goals.titles import BREAK, SENIORITIES, has_phrase, parse_title


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Data Engineer", "senior"),
        ("Sr. Consultant", "senior"),
        ("Staff Software Engineer", "lead"),
        ("Staff Nurse", ""),
        ("Working Student Marketing", "intern"),
        ("Junior Developer (m/w/d)", "junior"),
        ("Teamleiterin Einkauf", "lead"),
        ("Product Manager", "manager"),
        ("Assistant Manager", "lead"),
        ("Head of Data", "director"),
        ("Vice President Sales", "vp"),
        ("Geschäftsführer", "chief"),
        ("Co-Founder & CTO", "owner"),
        ("HR Business Partner", ""),
        ("Gardener", ""),
        ("", ""),
    ],
)
def test_seniority(title, seniority):
    assert parse_title(title).seniority == seniority
    assert parse_title(title).level == SENIORITIES.index(seniority)


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Senior Data Engineer", "engineering"),
        ("Machine Learning Scientist", "data"),
        ("Vertriebsleiter", ""),
        ("Key Account Manager", "sales"),
        ("Steuerberaterin", "finance"),
        ("Krankenschwester", "health"),
        ("Rechtsanwältin", "legal"),
        ("Talent Acquisition Partner", "people"),
        ("Astronaut", ""),
    ],
)
def test_function(title, function):
    assert parse_title(title).function == function


def test_who_serves_somebody_is_not_that_person():
    """A secretary to the CEO is no chief."""
    secretary = parse_title("Secretary to the CEO")
    assert "ceo" not in secretary.words
    assert secretary.seniority == ""
    assert parse_title("CEO").seniority == "chief"


def test_an_aspiring_engineer_is_not_one_yet():
    assert parse_title("Aspiring Data Engineer").is_aspiring
    assert not parse_title("Data Engineer").is_aspiring


def test_phrases_do_not_span_the_parts_of_a_title():
    words = parse_title("Head of Data | Engineer").words
    assert BREAK in words
    assert not has_phrase(words, ("data", "engineer"))
    assert has_phrase(("engineer", "data"), ("data", "engineer"))
    assert has_phrase(("data", "engineering"), ("data", "engineer*"))
    assert not has_phrase(("data", "center", "engineer"), ("data", "engineer"))


def test_a_huge_title_is_read_at_once():
    assert len(parse_title("x " * 500_000).words) < 300
