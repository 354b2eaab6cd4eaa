"""Producers are told by what they say themselves, then by what only they write."""

import pytest

from netlens.exports.vcard_producers import detect_producer


@pytest.mark.parametrize(
    ("prodid", "producer"),
    [
        ("-//Apple Inc.//iPhone OS 17.4//EN", "Apple"),
        ("-//Thunderbird.net/NONSGML Thunderbird CardBook V36.3//DE", "Thunderbird"),
        ("-//Nextcloud Contacts v5.5.3", "Nextcloud"),
        ("-//Sabre//Sabre VObject 4.5.6//EN", "Nextcloud"),
        ("-//ownCloud//NONSGML Contacts 0.3//EN", "ownCloud"),
        ("+//IDN bitfire.at//DAVdroid/1.3.4.1-ose vcard4android ez-vcard/0.10.0", "DAVx5"),
        ("-//CyrusIMAP.org//Cyrus 3.9//EN", "Fastmail"),
        ("pm-ez-vcard 0.0.1", "Proton"),
        ("-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "Outlook"),
        ("-//KADDRESSBOOK//NONSGML Version 1//EN", "KDE"),
        ("-//ONLINE DIRECTORY//NONSGML Version 1//EN", "unknown"),
    ],
)
def test_what_a_file_says_itself_counts_most(prodid, producer):
    assert detect_producer(["X-MS-MANAGER"] * (producer == "Apple"), prodids=[prodid]) == producer


@pytest.mark.parametrize(
    ("head", "producer"),
    [
        ("X-MS-OL-DEFAULT-POSTAL-ADDRESS", "Outlook"),
        ("item1.X-ABADR", "Apple"),
        ("X-EVOLUTION-FILE-AS", "Evolution"),
        ("X-KADDRESSBOOK-BlogFeed", "KDE"),
        ("X-ANDROID-CUSTOM", "Android"),
        ("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE", "Android"),
        ("item1.TEL;waid=12025550101", "WhatsApp"),
        ("EMAIL;type=INTERNET;type=HOME", "Apple"),
        ("N;LANGUAGE=de", "Outlook"),
        ("X-PM-ENCRYPT", "Proton"),
        ("EMAIL;TYPE=INTERNET;TYPE=HOME", "unknown"),
    ],
)
def test_properties_that_only_one_program_writes_tell_it(head, producer):
    assert detect_producer(["FN", head]) == producer


def test_identifiers_and_labels_tell_too():
    assert detect_producer([], uids=["proton-web-8a1"]) == "Proton"
    assert detect_producer([], uids=["pas-id-54B2522600000001"]) == "Evolution"
    assert detect_producer([], labels=["myContacts"]) == "Google"
    assert detect_producer(["item1.EMAIL;TYPE=INTERNET", "item1.X-ABLabel"]) == "Google"


def test_nobody_in_particular_is_unknown():
    assert detect_producer(["FN", "N", "TEL;CELL"]) == "unknown"
