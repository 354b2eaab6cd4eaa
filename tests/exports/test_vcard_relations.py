"""Whom a card names is kept with the word that the card uses for it."""

import pytest

from netlens.exports.charsets import Charsets
from netlens.exports.vcard_relations import clean_label, read_relations
from netlens.exports.vcard_syntax import Parser


def relations(text, agents=()):
    parser = Parser(Charsets(b""))
    return read_relations(parser.parse(f"\n{text}".encode()).properties, agents, parser)


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("RELATED;TYPE=friend:urn:uuid:1", ("friend", "urn:uuid:1")),
        ("RELATED;TYPE=co-worker,crush;VALUE=text:Ägidius", ("co-worker", "Ägidius")),
        ("RELATED;VALUE=text:Eva", ("", "Eva")),
        ("X-EVOLUTION-SPOUSE:Maria", ("spouse", "Maria")),
        ("X-MS-MANAGER:Big Blue", ("manager", "Big Blue")),
        ("X-KADDRESSBOOK-X-AssistantsName:Asok", ("assistant", "Asok")),
        ("MANNAME:boss", ("manager", "boss")),
        ("X-WAB-SPOUSE_NAME:Partner", ("spouse", "Partner")),
        ("MEMBER:urn:uuid:2", ("member", "urn:uuid:2")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Eva;11;;", ("referred by", "Eva")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Eva;0;Mentor;", ("mentor", "Eva")),
    ],
)
def test_relations_of_every_producer_are_read(line, relation):
    assert relations(line) == (relation,)


def test_apple_and_google_name_the_kind_in_a_label_of_the_group():
    text = (
        "item1.X-ABRELATEDNAMES:Jenny\nitem1.X-ABLabel:_$!<Spouse>!$_\n"
        "item2.X-ABRELATEDNAMES:Ben\nitem2.X-ABLabel:REFERRED_BY\n"
        "item3.X-ABRELATEDNAMES:Cem\nitem3.X-ABLabel:Chess club\n"
        "X-ABRELATEDNAMES:Dana\nitem4.TEL:1\nitem4.X-ABLabel:_$!<Other>!$_"
    )
    assert relations(text) == (
        ("spouse", "Jenny"),
        ("referred by", "Ben"),
        ("chess club", "Cem"),
        ("", "Dana"),
    )


def test_several_children_are_several_people():
    assert relations("X-CHILDREN:Eva\nX-CHILDREN:Finn,Gerda\nX-CHILDREN:Eva") == (
        ("child", "Eva"),
        ("child", "Finn"),
        ("child", "Gerda"),
    )


def test_the_same_statement_made_twice_counts_once():
    assert relations("MANNAME:boss\nX-OUTLOOK-MANAGER-NAME:boss") == (("manager", "boss"),)


def test_an_agent_written_out_in_one_value_is_named():
    text = "AGENT:BEGIN:VCARD\\nFN:Susan Thomas\\nTEL:+1-919-555-\n 1234\\nEND:VCARD\\n"
    assert relations(text) == (("agent", "Susan Thomas"),)
    assert relations("AGENT:BEGIN:VCARD\\nN:Thomas\\;Susan\\nEND:VCARD") == (
        ("agent", "Susan Thomas"),
    )


def test_an_agent_that_is_an_address_is_nobody():
    assert relations("AGENT;VALUE=uri:\n CID:JQPUBLIC@example.com") == ()


def test_a_nested_card_is_named_by_whatever_it_has():
    agents = [b"\nN:Friday;Fred\nTEL:1", b"\n FN:Ana\n TEL:2", b"\nEMAIL:b@example.com", b"\nTEL:3"]
    assert relations("FN:Eva", agents) == (
        ("agent", "Fred Friday"),
        ("agent", "Ana"),
        ("agent", "b@example.com"),
    )


def test_labels_become_plain_words():
    assert clean_label("_$!<DomesticPartner>!$_") == "domestic partner"
    assert clean_label("_$!<>!$_") == ""
