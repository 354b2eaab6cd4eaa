"""Names and companies reduced for comparing."""

import pytest

from netlens.people.names import company_key, is_shared_mailbox, name_key, names_agree, plain


def test_case_marks_and_punctuation_fold():
    """Letters that Unicode cannot decompose fold too."""
    assert plain("Müller-Łoś, ANA (Ægir)") == "muller los ana aegir"


def test_full_names_are_equal_in_either_order():
    """A first name alone is no key."""
    assert name_key("Dr. Weber, Jonas") == name_key("jonas weber")
    assert name_key("Jonas") == ""


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Jonas Weber", "J. Weber", True),
        ("Jonas Weber", "Weber Jonas", True),
        ("Jonas Weber", "Jonas", True),
        ("Jonas Weber", "", True),
        ("Jonas Weber", "Julia Weber", False),
        ("Jonas Weber", "Jonas Weber Jr.", False),
        ("Maria del Carmen Ruiz", "Maria Ruiz", True),
        ("Ana Ruiz", "Ben Okafor", False),
    ],
)
def test_names_agree_when_one_can_stand_for_the_other(one, other, agree):
    """Agreement is symmetric."""
    assert names_agree(one, other) is agree
    assert names_agree(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Google LLC (Alphabet)", "google"),
        ("Kranich Mobility GmbH", "kranich mobility"),
        ("AG & Co. KG", "AG & Co. KG"),
    ],
)
def test_spellings_of_a_company_are_one(one, other):
    """Legal forms and brackets do not matter; a name made of them stays."""
    assert company_key(one) == company_key(other) != ""


def test_offices_are_not_people():
    """A shared mailbox identifies nobody."""
    assert is_shared_mailbox("Info@example.com")
    assert not is_shared_mailbox("ines@example.com")
