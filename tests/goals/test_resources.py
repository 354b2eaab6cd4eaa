"""What contacts can hold, and which ties carry it."""

import pytest

from netlens.goals.lexicon import load_lexicon
from netlens.goals.resources import CLOSENESS, get_resource, list_resources, load_resources


def test_every_resource_that_the_lexicon_proposes_is_explained():
    """And each says what it is, what shows it, and why a tie should carry it."""
    proposed = {need.resource for intent in load_lexicon().intents for need in intent.needs}
    assert proposed <= set(load_resources())
    table = list_resources()
    assert (table.map(len) > 0).all(axis=None)


def test_the_resources_of_the_method_are_all_there():
    """Targets, help, guidance, information, tips, leads and so on to growth."""
    wanted = """targets;problem-solving help;guidance;information;tips;leads;referral;advice;
        support;counsel;sponsorship;encouragement;growth"""
    assert {name.strip() for name in wanted.split(";")} <= set(load_resources())


@pytest.mark.parametrize(
    ("resource", "order"),
    [
        ("sponsorship", ["close", "some", "faint"]),
        ("leads", ["some", "close", "faint"]),
    ],
)
def test_ties_carry_resources_by_their_strength(resource, order):
    """Sponsors are close; leads come best from neither the closest nor the faintest."""
    suits = [get_resource(resource).suits(closeness) for closeness in order]
    assert suits == sorted(suits)
    assert suits[0] < suits[-1] or resource == "leads"
    assert get_resource("leads").suits("some") < get_resource("leads").suits("close")


@pytest.mark.parametrize("name", list(load_resources()))
def test_closeness_that_is_not_seen_is_never_last(name):
    """Unknown is not far."""
    resource = get_resource(name)
    assert resource.suits("not seen") <= max(resource.suits(c) for c in CLOSENESS[:3])
    if resource.carried == "strong":
        assert resource.suits("not seen") < resource.suits("faint")


@pytest.mark.parametrize("word", ["paperwork", "", None, float("nan")])
def test_a_word_of_ones_own_may_help(word):
    """And is no error."""
    assert get_resource(word).hope == "may help"
