"""Which pairs are compared: those that share a key, and never all of them."""

import itertools

import pytest
from validation.contact_books import make_books
from validation.linkage import true_pairs

from netlens.people.blocking import MOST_SHARING, pair_up
from netlens.people.cards import Deck
from netlens.schema import CONTACTS, make_table


def pairs(*rows):
    """Pair up persons of ego's list."""
    table = make_table(
        CONTACTS,
        [
            {"contact_id": f"c{i:03}", "kind": "person", "owner": "me"} | row
            for i, row in enumerate(rows)
        ],
    )
    return pair_up(Deck(table))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"linkedin": "ana"}, {"linkedin": "ana"}),
        ({"emails": ("a@example.com",)}, {"emails": ("a@example.com",)}),
        ({"phones_raw": ("030 23125001",)}, {"phones": ("+493023125001",)}),
        ({"name": "Ana Ruiz"}, {"name": "Ruiz Ana"}),
        ({"name": "Bob Thornquist"}, {"name": "Robert Thornquist"}),
        ({"name": "A. Thornquist"}, {"name": "Ana Thornquist"}),
        ({"name": "Ana Thornquist"}, {"name": "Ana Thornqvist"}),
        ({"name": "Ana Okafor", "emails": ("ana.ruiz@example.com",)}, {"name": "Ana Ruiz"}),
    ],
)
def test_likely_pairs_meet(one, other):
    """Each by a key of its own."""
    assert pairs(one, other) == [(0, 1)]


def test_strangers_do_not_meet():
    """Nothing shared, nothing compared."""
    assert pairs({"name": "Ana Ruiz"}, {"name": "Ben Okafor"}) == []


def test_a_switchboard_pairs_nobody():
    """A number that very many share tells nothing."""
    shared = {"phones": ("+493023125001",), "emails": ("desk@example.com",)}
    assert len(pairs(*[shared] * MOST_SHARING)) == MOST_SHARING * (MOST_SHARING - 1) / 2
    assert pairs(*[shared] * (MOST_SHARING + 1)) == []


def test_equal_names_in_numbers_are_chained():
    """A name that very many bear costs no more pairs than bearers."""
    rows = [{"name": "Maria Garcia"}] * (MOST_SHARING * 20)
    assert pairs(*rows) == list(itertools.pairwise(range(len(rows))))


def test_few_true_pairs_are_missed_and_few_false_ones_made():
    """Recall of blocking where a name or key is left to meet by; growth far below n²."""
    books = make_books(1_000, seed=3)
    deck = Deck(books.drop(columns="truth"))
    found = {
        (min(deck.position[a], deck.position[b]), max(deck.position[a], deck.position[b]))
        for a, b in pair_up(deck)
    }
    linkable = [pair for pair, can in true_pairs(books) if can]
    assert sum(pair in found for pair in linkable) / len(linkable) > 0.96
    assert len(found) < 8 * len(books)
