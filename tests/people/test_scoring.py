"""Fellegi and Sunter's sums, from the weights that are shipped."""

import math

import pytest
from validation.train_linkage import train

from netlens.people.cards import Deck
from netlens.people.scoring import compare, compare_birthdays, load_weights, score
from netlens.schema import CONTACTS, make_table


def probability(one, other):
    """Score two persons of two programs of ego's."""
    rows = [
        {"contact_id": f"c{i}", "kind": "person", "owner": "me", "producer": f"p{i}"} | row
        for i, row in enumerate((one, other))
    ]
    deck = Deck(make_table(CONTACTS, rows))
    return score(deck, 0, 1, compare(deck, 0, 1))


def test_bits_add_up_to_the_probability():
    """The sum by hand: prior, e-mail, other company."""
    one = {"emails": ("a@example.com",), "company": "Polymer"}
    weights = load_weights()
    prior = weights["prior"]["one owner"] / 100
    odds = prior / (1 - prior)
    odds *= weights["email"]["same"]["m"] / weights["email"]["same"]["u"]
    odds *= weights["company"]["other"]["m"] / weights["company"]["other"]["u"]
    assert probability(one, one | {"company": "Kranich"}) == pytest.approx(
        odds / (1 + odds), abs=1e-9
    )


@pytest.mark.parametrize(
    ("field", "one", "same", "other"),
    [
        ("company", "Google LLC (Alphabet)", "google", "Kranich"),
        ("title", "Data Engineer", "data engineer", "Lawyer"),
        ("location", "Greater Berlin Area", "Berlin, Germany", "Madrid"),
        ("birthday", "1990-02-03", "1990-02-03", "1961-11-20"),
        ("phones", ("+493023125001",), ("+493023125001",), ("+14155550100",)),
        ("emails", ("a@example.com",), ("a@example.com",), ("b@example.org",)),
    ],
)
def test_agreeing_speaks_for_and_differing_against(field, one, same, other):
    """What is missing says nothing either way."""
    name = {"name": "Maria Garcia"}
    unknown = probability(name, name)
    assert probability(name | {field: one}, name | {field: same}) > unknown
    assert probability(name | {field: one}, name | {field: other}) < unknown
    assert probability(name | {field: one}, name) == unknown


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1990-02-03", "1990-02-03", "same"),
        ("--02-03", "1990-02-03", "day"),
        ("--02-03", "1990-02-04", "other"),
        ("1990-02-03", "1990-03-02", "near"),
        ("1990-02-03", "1961-11-20", "other"),
        ("", "1961-11-20", "missing"),
    ],
)
def test_birthdays(one, other, level):
    """With or without a year; one slip is near."""
    assert compare_birthdays(one, other) == level


def test_weights_are_what_training_gives():
    """The shipped file is trained, not typed."""
    assert load_weights() == train()


def test_probabilities_are_rounded():
    """To nine decimals: the same bits on every machine."""
    value = probability({"name": "Ana Ruiz"}, {"name": "Ana Ruiz"})
    assert value == round(value, 9)
    assert not math.isnan(value)
