"""What linkage sees of a contact."""

from netlens.people.cards import Deck, full_words, place_words
from netlens.schema import CONTACTS, make_table


def deck(*rows):
    """Make a deck of persons of ego's own list."""
    table = make_table(
        CONTACTS,
        [{"contact_id": f"c{i}", "kind": "person", "owner": "me"} | r for i, r in enumerate(rows)],
    )
    return Deck(table)


def test_an_address_lends_its_name_to_a_card_without_one():
    """`ana.ruiz@…` is Ana Ruiz; an office's address and one word are nobody."""
    cards = deck(
        {"emails": ("ana.ruiz@example.com",)},
        {"emails": ("info@example.com",)},
        {"name": "Ana", "emails": ("ben.okafor@example.com",)},
    ).cards
    assert full_words(cards[0]) == ("ana", "ruiz")
    assert cards[0].by_address
    assert not cards[1].emails
    assert full_words(cards[2]) == ()


def test_an_address_keeps_a_former_name():
    """Married since: the address still says Ruiz."""
    (card,) = deck({"name": "Ana Okafor", "emails": ("ana.ruiz@example.com",)}).cards
    assert [alias.words for alias in card.aliases] == [("ana", "ruiz")]
    assert not card.by_address


def test_domains_name_organisations_not_mail_providers():
    """Who writes from gmail.com works anywhere."""
    (card,) = deck({"emails": ("a@mail.acme.co.uk", "a@gmail.com")}).cards
    assert card.domains == {"acme"}


def test_rows_read_twice_count_once():
    """A repeated row must not make a name look frequent."""
    row = {"name": "Ximena Quispe", "producer": "LinkedIn"}
    once = {"contact_id": "c0123456789abcdef"} | row
    twice = {"contact_id": "c0123456789abcdef-2"} | row
    cards = deck(once, twice)
    assert sum(cards.sizes.values()) == 1
    assert cards.frequencies.of_word("quispe", family=True) == deck(once).frequencies.of_word(
        "quispe", family=True
    )


def test_places_are_their_telling_words():
    """Greater Berlin Area is Berlin."""
    assert place_words("Greater Berlin Area, Germany") == {"berlin"}
