"""Cards begin and end where a reader would say they do, whatever is missing."""

import time

import pytest

from netlens.exports.vcard_cards import split_cards

CARD = b"BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n"


def bodies(data, **how):
    return [card.body.strip() for card in split_cards(data, **how).cards]


@pytest.mark.parametrize("plainly", [True, False])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r\r\n", b"\r"])
def test_every_kind_of_line_end_parts_cards(end, plainly):
    data = (CARD + b"\n" + CARD).replace(b"\n", end)
    cards = split_cards(data, plainly=plainly).cards
    assert [card.body.strip() for card in cards] == [b"FN:Ana Ruiz"] * 2
    assert cards[0].line == 1


@pytest.mark.parametrize("plainly", [True, False])
def test_lines_are_counted_from_the_beginning_of_the_file(plainly):
    found = split_cards(b"hello\n\n" + CARD + b"\n" + CARD, plainly=plainly)
    assert [card.line for card in found.cards] == [3, 7]
    assert found.junk_before


@pytest.mark.parametrize("plainly", [True, False])
def test_an_empty_card_is_a_card(plainly):
    assert bodies(b"BEGIN:VCARD\nEND:VCARD\n" + CARD, plainly=plainly) == [b"", b"FN:Ana Ruiz"]


@pytest.mark.parametrize(
    "begin",
    [
        b"begin:vcard",
        b"BEGIN:vCard",
        b"BEGIN:VCARD ",
        b"BEGIN : VCARD",
        b"BEGIN: VCARD\t",
        b"  BEGIN:VCARD",
        b"\xef\xbb\xbfBEGIN:VCARD",
    ],
)
def test_a_beginning_is_found_however_it_is_written(begin):
    assert bodies(begin + b"\nFN:Ana\nend:vcard \n" + CARD) == [b"FN:Ana", b"FN:Ana Ruiz"]


def test_a_card_without_an_end_is_ended_by_the_next_and_by_the_file():
    found = split_cards(b"BEGIN:VCARD\nFN:Ana\n" + CARD + b"BEGIN:VCARD\nFN:Ben\n")
    assert [card.body.strip() for card in found.cards] == [b"FN:Ana", b"FN:Ana Ruiz", b"FN:Ben"]
    assert [card.ended for card in found.cards] == [False, True, False]


def test_an_end_without_a_beginning_is_reported_with_its_text():
    found = split_cards(CARD + b"FN:Ben Okafor\nTEL:1\nEND:VCARD\n" + CARD)
    assert len(found.cards) == 2
    assert [(stray.what, stray.line) for stray in found.strays] == [("rejected", 6)]
    assert "Ben Okafor" in found.strays[0].text


def test_text_between_cards_is_not_a_card():
    found = split_cards(CARD + b"-- \nsent by mail\n" + CARD)
    assert len(found.cards) == 2
    assert found.strays == []


@pytest.mark.parametrize(
    "agent",
    [
        b"AGENT:\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n",
        b"AGENT:BEGIN:VCARD\nFN:Ben\nEND:VCARD\n",
        b"agent;type=x:\n\nbegin:vcard\nFN:Ben\nend:vcard\n",
        b"AGENT:BEGIN:VCARD\n FN:Ben\n END:VCARD\n",
        b"AGENT:\n BEGIN:VCARD\n FN:Ben\n END:VCARD\n",
    ],
)
def test_a_nested_card_is_no_card_of_its_own(agent):
    data = b"BEGIN:VCARD\nFN:Ana\n" + agent + b"TEL:1\nEND:VCARD\n" + CARD
    cards = split_cards(data, plainly=False).cards
    assert len(cards) == 2
    assert [nested.strip() for nested in cards[0].agents] == [b"FN:Ben"]
    assert b"TEL:1" in cards[0].body
    assert b"Ben" not in cards[0].body


def test_a_nested_card_without_an_end_costs_no_neighbour():
    data = b"BEGIN:VCARD\nFN:Ana\nAGENT:\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n" + CARD
    assert len(split_cards(data).cards) == 2


def test_ten_thousand_nested_cards_need_neither_depth_nor_time():
    deep = b"BEGIN:VCARD\nFN:Ana\n" + b"AGENT:\nBEGIN:VCARD\nFN:Ben\n" * 10_000
    deep += b"END:VCARD\n" * 10_001
    start = time.process_time()
    cards = split_cards(deep + CARD).cards
    assert len(cards) == 2
    assert time.process_time() - start < 30


def test_words_within_values_begin_nothing():
    card = b"BEGIN:VCARD\nFN:Ana\nNOTE:BEGIN:VCARD\nEND:VCARD\n"
    assert bodies(card, plainly=False) == [b"FN:Ana\nNOTE:BEGIN:VCARD"]
    assert bodies(b"x" * 400 + b"BEGIN:VCARD\n", plainly=False) == []


def test_a_line_of_a_thousand_beginnings_takes_no_time():
    start = time.process_time()
    assert bodies(b"BEGIN:VCARD" * 300_000, plainly=False) == []
    assert time.process_time() - start < 30


def test_zero_bytes_are_left_out():
    assert bodies(CARD.replace(b"Ana", b"A\0na")) == [b"FN:Ana Ruiz"]
