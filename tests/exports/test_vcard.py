"""Cards as real programs write them become contacts; broken ones cost nobody else."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import InputError
from netlens.exports.batch import TEXT_FIELDS, TUPLE_FIELDS
from netlens.exports.vcard import read_vcard

IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.4//EN
N:Ruiz;Ana;Maria;Dr.;
FN:Dr. Ana Maria Ruiz
NICKNAME:Anita
X-MAIDENNAME:Lopez
ORG:Polymer GmbH;Data;
TITLE:Head of Data
EMAIL;type=INTERNET;type=HOME;type=pref:ana@example.com
item1.EMAIL;type=INTERNET:ana@example.org
item1.X-ABLabel:_$!<School>!$_
TEL;type=CELL;type=VOICE;type=pref:+49 30 23125-001
item2.ADR;type=WORK;type=pref:;;Main St 1;Berlin;;10115;Germany
item2.X-ABADR:de
X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ana-ruiz-example
item3.X-ABRELATEDNAMES;type=pref:Ben Okafor
item3.X-ABLabel:_$!<Manager>!$_
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22
NOTE:met in May\\, at a fair
CATEGORIES:Choir
REV:2024-05-01T10:00:00Z
END:VCARD
"""
GOOGLE = """BEGIN:VCARD
VERSION:3.0
FN:Ben Okafor
N:Okafor;Ben;;;
EMAIL;TYPE=INTERNET;TYPE=WORK:ben@example.com
TEL;TYPE=CELL:+44 20 7946 0123
item1.ORG:Kranich Mobility
item1.X-ABLabel:
item2.URL:https\\://www.linkedin.com/in/ben-okafor-example
item2.X-ABLabel:PROFILE
CATEGORIES:myContacts,starred,Rowing
END:VCARD
"""
SAMSUNG = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=4A=C3=B6=72=67;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4A=C3=B6=72=67=20=4D=C3=BC=6C=\n=6C=65=72
TEL;CELL;PREF:030 23125002
TEL;X-Sekretariat:030 23125003
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Eva;14;;;;;;;;;;;;;
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEB
 AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB

END:VCARD
"""
OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:Größe;Sören
FN;CHARSET=Windows-1252:Sören Größe
ORG:Nordwind GmbH;Vertrieb
TEL;WORK;VOICE:+49 (30) 23125-004
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A=
10115 Berlin
EMAIL;PREF;INTERNET:soeren@example.com
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
X-MS-MANAGER:Ana Ruiz
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAAAAAAAD/2wBDAAUDBA

REV:20230614T144419Z
END:VCARD
"""
THUNDERBIRD = """BEGIN:VCARD
VERSION:4.0
EMAIL;PREF=1:cem@example.com
FN:Cem Arslan
N:Arslan;Cem;;;
TEL;TYPE=work;VALUE=TEXT:+49 30 23125-005
BDAY;VALUE=DATE:--0412
X-CUSTOM1;VALUE=TEXT:one
UID:0f1e
END:VCARD
"""
PROTON = """BEGIN:VCARD
VERSION:4.0
PRODID;VALUE=TEXT:pm-ez-vcard 0.0.1
FN;PREF=1:Dana Novak
UID:proton-web-1234
ITEM1.EMAIL;PREF=1:dana@example.com
ITEM1.X-PM-ENCRYPT:true
TEL;TYPE=cell;PREF=1;VALUE=uri:tel:+1-202-555-0101
ADR;PREF=1:;;;London;;;United Kingdom
END:VCARD
"""
WHATSAPP = """BEGIN:VCARD
VERSION:3.0
N:;Eva;;;
FN:Eva
item1.TEL;waid=4930231250:+49 30 23125 06
item1.X-ABLabel:Mobile
X-WA-BIZ-NAME:Eva
END:VCARD
"""
EXCHANGE = """BEGIN:VCARD
PROFILE:VCARD
VERSION:3.0
MAILER:Microsoft Exchange
PRODID:Microsoft Exchange
FN:Finn Berg
N:Berg;Finn;;;
ORG:Zollverein Data;
CLASS:PUBLIC
ADR;TYPE=WORK:;;;Essen;;;Germany
TEL;TYPE=WORK:
EMAIL:finn@example.com
REV;VALUE=DATE-TIME:2024-02-29T09:41:37,453Z
END:VCARD
"""


def read(text, **changes):
    assert not changes
    return read_vcard(text if isinstance(text, bytes) else text.encode())


def rows(batch):
    """Return the filled cells of each row."""
    return [
        {name: cells[row] for name, cells in batch.columns.items() if cells[row]}
        for row in range(batch.kept)
    ]


def row(text):
    batch = read(text)
    assert (batch.kept, batch.read) == (1, 1)
    cells = rows(batch)[0]
    return {name: cell for name, cell in cells.items() if name not in {"line", "raw"}}


def card(*lines):
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def test_an_iphones_card_is_read_in_full():
    assert row(IPHONE) == {
        "kind": "person",
        "name": "Dr. Ana Maria Ruiz",
        "prefix": "Dr.",
        "given": "Ana",
        "middle": "Maria",
        "family": "Ruiz",
        "nickname": "Anita",
        "maiden": "Lopez",
        "company": "Polymer GmbH",
        "department": "Data",
        "title": "Head of Data",
        "location": "Berlin, Germany",
        "birthday": "--03-22",
        "notes": "met in May, at a fair",
        "emails": ("ana@example.com", "ana@example.org"),
        "phones_raw": ("+49 30 23125-001",),
        "urls": ("http://www.linkedin.com/in/ana-ruiz-example",),
        "labels": ("Choir",),
        "relations": (("manager", "Ben Okafor"),),
        "observed_on": "2024-05-01",
    }


@pytest.mark.parametrize(
    ("text", "producer", "version", "expected"),
    [
        (IPHONE, "Apple", "3.0", ("Dr. Ana Maria Ruiz", 2, 1)),
        (GOOGLE, "Google", "3.0", ("Ben Okafor", 1, 1)),
        (SAMSUNG, "Android", "2.1", ("Jörg Müller", 0, 2)),
        (OUTLOOK, "Outlook", "2.1", ("Sören Größe", 1, 1)),
        (THUNDERBIRD, "Thunderbird", "4.0", ("Cem Arslan", 1, 1)),
        (PROTON, "Proton", "4.0", ("Dana Novak", 1, 1)),
        (WHATSAPP, "WhatsApp", "3.0", ("Eva", 0, 1)),
        (EXCHANGE, "Outlook", "3.0", ("Finn Berg", 1, 0)),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_program_that_wrote_a_card_is_told(text, producer, version, expected, codec, end):
    batch = read(text.replace("\n", end).encode(codec))
    (found,) = zip(*(batch.columns[name] for name in ("name", "emails", "phones_raw")), strict=True)
    assert (found[0], len(found[1]), len(found[2])) == expected
    assert (batch.producer, batch.format) == (producer, f"vCard {version}")


def test_raw_bytes_of_an_older_windows_are_read_as_declared():
    batch = read(OUTLOOK.encode("cp1252"))
    assert batch.columns["name"] == ["Sören Größe"]
    assert batch.encoding == "cp1252"


def test_raw_bytes_that_nobody_declares_are_told_by_their_letters():
    batch = read(card("FN:אפרים קישון").encode("cp1255"))
    assert batch.columns["name"] == ["אפרים קישון"]
    assert batch.encoding == "cp1255"


def test_encodings_that_differ_from_card_to_card_are_all_named():
    data = card("FN:Zoë").encode() + card("FN:Sören Größe").encode("cp1252")
    batch = read(data)
    assert batch.columns["name"] == ["Zoë", "Sören Größe"]
    assert batch.encoding == "utf-8 and cp1252"


def test_versions_that_differ_are_called_mixed():
    assert read(IPHONE + THUNDERBIRD).format == "vCard mixed"
    assert read("BEGIN:VCARD\nFN:Ana\nEND:VCARD").format == "vCard"
    assert read("BEGIN:VCARD\nVERSION: 4.0\nFN:Ana\nEND:VCARD").format == "vCard 4.0"


def test_every_column_has_a_cell_per_card_and_lines_are_those_of_the_file():
    batch = read("\n\n" + card("FN:Ana") + "\n" + card("FN:Ben"))
    assert batch.columns["line"] == [3, 8]
    assert {len(cells) for cells in batch.columns.values()} == {2}
    assert {*TEXT_FIELDS, *TUPLE_FIELDS} <= set(batch.columns)
    assert batch.list_kind == "address book"
    assert batch.role == "contacts"


def test_the_source_is_kept_without_photos():
    (raw,) = read(SAMSUNG).columns["raw"]
    assert raw.startswith("BEGIN:VCARD\nVERSION:2.1\nN;CHARSET")
    assert raw.endswith("END:VCARD")
    assert "PHOTO" not in raw
    assert "AQEB" not in raw


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Dr. Ana Ruiz", "N:Ruiz;Ana;;Dr.;"], "Dr. Ana Ruiz"),
        (["N:Ruiz;Ana;Maria;Dr.;MBA"], "Ana Maria Ruiz"),
        (["FN:", "N:;Ana;;;"], "Ana"),
        (["N:王;小明;;;"], "王小明"),
        (["N:;;;;", "NICKNAME:Anita"], "Anita"),
        (["ORG:Acme", "TITLE:CEO"], None),
        (["EMAIL:ana@example.com"], None),
        (["FN:ana@example.com"], "ana@example.com"),
        (["FN:전도훈"], "전도훈"),
    ],
)
def test_a_name_is_what_the_card_shows_else_its_parts_and_never_invented(lines, name):
    assert row(card(*lines)).get("name") == name


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["FN:Acme", "ORG:Acme;", "N:;;;;"], "organisation"),
        (["FN:Acme", "ORG:Acme;", "N:Ruiz;Ana;;;"], "organisation"),
        (["FN:Ana Ruiz", "ORG:Ana Ruiz", "N:Ruiz;Ana;;;"], "person"),
        (["FN:Acme", "ORG:Acme", "TITLE:Founder"], "person"),
        (["FN:Karl", "ORG:Acme", "X-ABShowAs:COMPANY"], "organisation"),
        (["FN:Acme", "ORG:Acme", "KIND:individual"], "person"),
        (["ORG:Bike Shop"], "organisation"),
        (["TEL:1"], "person"),
        (["FN:Choir", "KIND:group", "MEMBER:urn:uuid:1"], "group"),
    ],
)
def test_companies_and_groups_are_told_from_people(lines, kind):
    assert row(card(*lines))["kind"] == kind


def test_members_of_a_group_are_relations_of_it():
    text = card(
        "FN:Choir", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1"
    )
    assert row(text)["relations"] == (("member", "urn:uuid:1"),)


def test_an_agent_is_no_contact_whichever_way_it_is_nested():
    nested = card("FN:Ana", "AGENT:", "BEGIN:VCARD", "FN:Ben", "END:VCARD", "TEL:1")
    inline = card("FN:Cem", "AGENT:BEGIN:VCARD\\nFN:Dana\\nEND:VCARD\\n")
    address = card("FN:Eva", "AGENT;VALUE=uri:CID:x@example.com")
    batch = read(nested + inline + address + card("FN:Finn"))
    assert batch.columns["name"] == ["Ana", "Cem", "Eva", "Finn"]
    assert batch.columns["relations"] == [(("agent", "Ben"),), (("agent", "Dana"),), (), ()]
    assert batch.columns["phones_raw"][0] == ("1",)


def test_an_android_relation_and_nickname_come_from_the_same_property():
    text = card(
        "FN:Ana",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Eva;14;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Anita;1;;",
    )
    assert row(text)["relations"] == (("spouse", "Eva"),)
    assert row(text)["nickname"] == "Anita"


def test_an_empty_card_is_skipped_and_says_so():
    batch = read(card("FN:Ana") + card("N:;;;;", "FN:", "UID:1", "REV:20240101T000000Z"))
    assert (batch.kept, batch.read) == (1, 2)
    (dropped,) = batch.dropped
    assert (dropped.what, dropped.line, dropped.reason) == ("skipped", 5, "empty card")


@pytest.mark.parametrize(
    "line",
    ["PHOTO;ENCODING=b:/9j/4AAQ", "NOTE:call back", "TEL:1", "ADR:;;Main St 1;;;;", "X-SKYPE:ana"],
)
def test_a_nameless_card_is_kept_if_it_has_anything(line):
    assert read(card(line)).kept == 1


def test_a_card_of_no_properties_is_rejected_with_line_reason_and_text():
    batch = read(card("FN:Ana") + "BEGIN:VCARD\nwhat is this\nEND:VCARD\n" + card("FN:Ben"))
    assert batch.columns["name"] == ["Ana", "Ben"]
    (dropped,) = batch.dropped
    assert (dropped.what, dropped.line, dropped.text) == ("rejected", 5, "what is this")
    assert dropped.reason == "no line of this card is a property"


def test_a_card_that_is_cut_off_is_kept_and_warned_of():
    batch = read(card("FN:Ana")[: -len("END:VCARD\n")] + card("FN:Ben"))
    assert batch.columns["name"] == ["Ana", "Ben"]
    assert batch.warnings == [
        "1 card does not end with END:VCARD and may be cut off (first: line 1)",
    ]


def test_a_card_that_is_cut_off_within_a_letter_costs_no_neighbour():
    cut = "BEGIN:VCARD\nVERSION:2.1\nFN:Ana\nNOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=\n"
    batch = read(cut + card("FN:Ben") + cut)
    assert batch.columns["name"] == ["Ana", "Ben", "Ana"]
    assert batch.columns["line"] == [1, 5, 9]


def test_text_before_the_first_card_is_no_card_and_warned_of():
    batch = read("Dear Eva,\nTEL:1\n" + card("FN:Ana"))
    assert (batch.kept, batch.read) == (1, 1)
    assert "before the first card" in batch.warnings[0]


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"Name,E-mail\nAna,ana@example.com\n", b"BEGIN:VCALENDAR"]
)
def test_a_file_without_cards_is_an_error_that_says_what_was_seen(data):
    with pytest.raises(InputError, match="starts with"):
        read_vcard(data)


def test_a_photo_of_many_megabytes_takes_time_in_proportion():
    photo = b"PHOTO;ENCODING=b;TYPE=JPEG:" + b"\r\n ".join([b"A" * 74] * 270_000)
    data = card("FN:Ana").encode().replace(b"END", photo + b"\r\nEND")
    start = time.process_time()
    assert read(data).columns["name"] == ["Ana"]
    assert time.process_time() - start < 30


def test_a_megabyte_of_name_is_kept_in_full():
    name = "<script>" * 125_000
    assert read(card(f"FN:{name}")).columns["name"] == [name]


PIECES = st.sampled_from(
    [
        *(text.encode() for text in (IPHONE, SAMSUNG, OUTLOOK)),
        *(line.encode() + b"\n" for line in (IPHONE + SAMSUNG + OUTLOOK + PROTON).splitlines()),
        *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n", b"AGENT:BEGIN:VCARD\n", b"=\n"),
        *(b" ", b"\r", b"\n", b";", b":", b'"', b"\\", b"\0", b"\xff", b"\xc3", b";B:", b"\x1b$B"),
        *(b"CHARSET=utf-16:", b"BDAY:99999999\n", b"REV:0000-00-00\n"),
        b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-7:+AGE-=FF\n",
    ],
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=12)), max_size=40).map(b"".join))
def test_any_bytes_are_read_or_refused_and_every_card_is_accounted_for(data):
    try:
        batch = read_vcard(b"BEGIN:VCARD\n" + data)
    except InputError:
        return
    assert batch.read == batch.kept + len(batch.dropped)
    assert {len(cells) for cells in batch.columns.values()} == {batch.kept}
