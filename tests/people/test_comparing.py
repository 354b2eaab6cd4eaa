"""Names compared: order, short forms, initials, scripts, slips, relatives."""

import pytest

from netlens.people.comparing import LEVELS, Frequencies, compare_names, read_name, short_forms


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ana Ruiz", "Ruiz, Ana", "same"),
        ("Dr. Ana Ruiz", "ana RUIZ", "same"),
        ("Ольга Иванова", "Olga Ivanova", "same"),
        ("Jörg Müller", "Joerg Mueller", "same"),
        ("Carlos Ma", "carlos ma", "same"),
        ("Ana Ruiz", "Ana María Ruiz", "subset"),
        ("Bob Thornquist", "Robert Thornquist", "nickname"),
        ("John Thornquist", "Juan Thornquist", "variant"),
        ("A. Ruiz", "Ana Ruiz", "initial"),
        ("Ana Thornquist", "Ana Thornqvist", "slip"),
        ("Elina Ruiz", "Elira Ruiz", "typo"),
        ("Ana", "Ana Ruiz", "one word"),
        ("Ana Ruiz", "Ana Okafor", "other family"),
        ("Jonas Weber", "Julia Weber", "relative"),
        ("Jonas Weber", "Jonas Weber Jr.", "generation"),
        ("Jonas Weber senior", "Jonas Weber junior", "generation"),
        ("Ana Ruiz", "Ben Okafor", "different"),
        ("", "Ben Okafor", "missing"),
    ],
)
def test_each_level_in_both_directions(one, other, level):
    """A comparison is symmetric."""
    assert level in LEVELS
    assert compare_names(read_name(one), read_name(other)) == level
    assert compare_names(read_name(other), read_name(one)) == level


def test_a_maiden_name_is_a_family_name():
    """Then an equal given name alone is no relative's."""
    married = read_name("Ana Okafor", "Okafor", "Ruiz")
    assert "ruiz" in married.family
    assert compare_names(married, read_name("Ana Ruiz", "Ruiz")) == "other family"


def test_short_forms_are_groups():
    """Bob and Rob share one; an unknown word has none."""
    assert short_forms("bob") & short_forms("robert")
    assert not short_forms("thornquist")


def test_frequent_names_prove_less():
    """By what is frequent everywhere, and by the list at hand."""
    nobody = Frequencies([])
    rare, frequent = read_name("Ximena Quispe"), read_name("Maria Garcia")
    assert nobody.of_name(rare, rare) < nobody.of_name(frequent, frequent) / 10
    family = [read_name(f"{given} Quispe") for given in ("Ana", "Ben", "Cem", "Dana", "Emil")]
    at_home = Frequencies([family])
    assert at_home.of_word("quispe", family=True) > 50 * nobody.of_word("quispe", family=True)
