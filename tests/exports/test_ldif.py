"""Contacts from LDIF: folded, encoded, listed, and broken."""

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import InputError
from netlens.exports.ldif import read_ldif

ANA = """\
version: 1

# a comment
 that goes on
dn: cn=Ana Ruiz,mail=ana@example.com
objectclass: top
objectclass: mozillaAbPersonAlpha
givenName: Ana
sn: Ruiz
cn: Ana Ruiz
mail: ana@example.com
mail: ruiz@example.org
mozillaSecondEmail: third@example.com
telephoneNumber: +1-202-555-0101
mobile: +1-202-555-
 0102
o: Acme
ou: Research
title: Engineer
l: Berlin
c: Germany
street: 1 Main Street
manager: cn=Bea Li\\, Jr.,ou=people
birthyear: 1970
birthmonth: 2
birthday: 3
modifytimestamp: 1700000000
"""


def encoded(text, encoding="utf-8"):
    return base64.b64encode(text.encode(encoding)).decode()


def records(batch):
    hidden = {"raw", "kind", "line"}
    return [
        {n: cells[row] for n, cells in batch.columns.items() if cells[row] and n not in hidden}
        for row in range(batch.kept)
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry(end):
    """Folded lines are joined, comments left out, several values kept."""
    batch = read_ldif(ANA.replace("\n", end).encode())
    assert (batch.format, batch.producer, batch.read) == ("LDIF", "Thunderbird", 1)
    assert records(batch) == [
        {
            "name": "Ana Ruiz",
            "given": "Ana",
            "family": "Ruiz",
            "emails": ("ana@example.com", "ruiz@example.org", "third@example.com"),
            "phones_raw": ("+1-202-555-0101", "+1-202-555-0102"),
            "company": "Acme",
            "department": "Research",
            "title": "Engineer",
            "location": "Berlin, Germany",
            "relations": (("manager", "Bea Li, Jr."),),
            "birthday": "1970-02-03",
            "observed_on": "2023-11-14",
        },
    ]
    assert batch.columns["line"] == [3]
    assert batch.warnings == []


def test_base64():
    """Values in base64 are decoded, in UTF-8 or an older encoding; over several lines too."""
    long = encoded("Zoë " * 40)
    folded = long[:60] + "\n " + long[60:]
    text = f"dn:: {encoded('cn=Zoë')}\ncn:: {encoded('Zoë', 'cp1252')}\ndescription:: {folded}\n"
    batch = read_ldif(text.encode())
    assert batch.columns["name"] == ["Zoë"]
    assert batch.columns["notes"] == [("Zoë " * 40).strip()]


def test_options_and_pictures():
    """Attributes with options are read; pictures are not decoded and not kept; URLs not fetched."""
    text = (
        "dn: cn=Ana\ncn;lang-en: Ana\njpegPhoto:: /9j/4AAQ\n SkZJRg==\nmail: a@example.com\n"
        "labeledURI:< file:///etc/passwd\n"
    )
    batch = read_ldif(text.encode())
    assert records(batch) == [{"name": "Ana", "emails": ("a@example.com",)}]
    assert batch.columns["raw"] == [
        "dn: cn=Ana\ncn;lang-en: Ana\nmail: a@example.com\nlabeledURI:< file:///etc/passwd",
    ]


def test_mailing_lists():
    """A list is no contact; its members have its name as a label."""
    text = (
        "dn: cn=Team\nobjectclass: groupOfNames\ncn: Team\nmember: cn=Ana,mail=A@example.com\n"
        "member: cn=Ben, ou=people\n\ndn: cn=Ana,mail=a@example.com\ncn: Ana\nmail: a@example.com\n"
        "\ndn: cn=ben,ou=people\ncn: Ben\n\ndn: cn=Cy\ncn: Cy\n"
    )
    batch = read_ldif(text.encode())
    assert batch.columns["name"] == ["Ana", "Ben", "Cy"]
    assert batch.columns["labels"] == [("Team",), ("Team",), ()]
    assert [(d.line, d.what, d.reason) for d in batch.dropped] == [
        (1, "skipped", "a mailing list, not a contact"),
    ]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("dn: ou=people\nobjectclass: organizationalUnit\nou: people", "skipped"),
        ("dn: cn=Old\nchangetype: delete", "skipped"),
        ("dn: uid=7\nobjectclass: person\ndescription: nothing else", "rejected"),
    ],
)
def test_entries_that_are_no_contacts(entry, what):
    """Folders and deletions are skipped, entries without any identity rejected."""
    batch = read_ldif(f"{entry}\n\n{ANA[12:]}".encode())
    assert batch.kept == 1
    assert [drop.what for drop in batch.dropped] == [what]
    assert batch.dropped[0].text == entry


def test_a_name_from_the_dn():
    """An entry that is named by its place in the directory alone is named after that."""
    assert read_ldif(b"dn: CN=Ana Ruiz,mail=a@example.com\nmail: a@example.com\n").columns[
        "name"
    ] == ["Ana Ruiz"]


def test_broken_lines():
    """Lines that cannot be read are counted, and cost no other line."""
    batch = read_ldif(b"dn: cn=Ana\ncn: Ana\nno colon here\nmail:: %%%\nsn: Ruiz\n")
    assert batch.columns["family"] == ["Ruiz"]
    assert batch.warnings == ["2 lines left out that cannot be read"]


@pytest.mark.parametrize("text", ["", "\n\n", "version: 1\n", "hello\n"])
def test_files_without_entries(text):
    """A file without an entry is an error that says what is missing."""
    with pytest.raises(InputError, match="no LDIF entry"):
        read_ldif(text.encode())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", ANA, "dn: cn=x\nobjectclass: group\n"]))
def test_any_text_is_read_or_refused(text, above):
    """No text makes the reader crash, and every entry is accounted for once."""
    try:
        batch = read_ldif((above + text).encode("utf-8", "surrogatepass"))
    except InputError:
        return
    lines = [*batch.columns["line"], *(drop.line for drop in batch.dropped)]
    assert len(lines) == len(set(lines)) == batch.read


@pytest.mark.parametrize(
    "text",
    [
        "dn: cn=a\n" + "mail: a@example.com\n" * 50_000,
        "dn: cn=a\ndescription: x\n" + " y\n" * 200_000,
        "dn: cn=a\ncn: b\n\n" * 30_000,
        "dn: cn=" + "a" * 1_000_000 + "\n",
        "dn: cn=" + ",cn=" * 200_000 + "\n",
        "a" + ";b" * 300_000 + ": c\n",
    ],
    ids=[*"abcdef"],
)
def test_hostile_files_take_linear_time(text):
    """Many values, many folds, many entries or long names: no hang."""
    start = time.process_time()
    try:
        read_ldif(text.encode())
    except InputError:
        assert text.startswith("a")
    assert time.process_time() - start < 30
