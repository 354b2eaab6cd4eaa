"""Real exports: every file that holds contacts gives all of them, every column its field."""

import csv
import re

import pytest

from netlens.exports.delimited import read_delimited
from netlens.exports.facebook import read_facebook
from netlens.exports.ldif import read_ldif

# Rows that have no name at all: only an address. The manifest counts its rows as named.
NAMELESS = {"email_only.csv": 4, "linkedin_bom_crlf.csv": 1}
# What the manifest counts as rows: not people, or the owner of the archive.
NO_CONTACTS = {"Profile.csv": "profile"}
READERS = {"ldif": read_ldif, "json": read_facebook}

PRODUCERS = {
    "google_2024": "Google (2024+)",
    "google_old": "Google (old)",
    "linkedin_bom": "LinkedIn",
    "linkedin_urllast": "LinkedIn",
    "linkedin_archive/Connections": "LinkedIn",
    "outlook2007_de": "Outlook",
    "thunderbird_plain": "Thunderbird",
    "thunderbird_utf16": "Thunderbird",
    "thunderbird_basic": "Thunderbird",
    "facebook": "Facebook",
    "generic": "unknown",
}


def read_table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def batches(shared):
    """Return every CSV, LDIF and JSON file of the manifest, with its row there."""
    corpus = shared / "corpus"
    found = {}
    for row in read_table(corpus / "MANIFEST.tsv"):
        name, kind = row["file"], row["file"].rsplit(".", 1)[-1]
        if kind != "vcf":
            data = (corpus / name).read_bytes()
            reader = READERS.get(kind)
            found[name] = (reader(data) if reader else read_delimited(data, file_name=name), row)
    assert len(found) > 30
    return found


def test_every_contact_is_read(batches):
    """The number of contacts of each file is that of the manifest."""
    counts = {n: b.kept for n, (b, _) in batches.items() if b.role == "contacts"}
    assert counts == {n: int(batches[n][1]["true_contacts"]) for n in counts}
    assert sum(counts.values()) > 2000


def test_every_name_is_read(batches):
    """Every contact that has a name in its file has it here."""
    named = {
        name: sum(cell is not None for cell in batch.columns["name"]) + NAMELESS.get(name, 0)
        for name, (batch, _) in batches.items()
        if batch.role == "contacts"
    }
    assert named == {n: int(batches[n][1]["contacts_with_a_name"]) for n in named}


def test_files_without_contacts_are_named(batches):
    """Tables of a LinkedIn archive that list nobody are recognised as what they are."""
    others = {n.rsplit("/", 1)[-1]: b for n, (b, _) in batches.items() if b.role != "contacts"}
    assert {name: batch.role for name, batch in others.items()} == {
        name: NO_CONTACTS.get(name, "unread") for name in others
    }
    assert len(others) == 9
    assert all(batch.format.startswith("LinkedIn ") for batch in others.values())


def test_nothing_is_rejected(batches):
    """No row of a real file is lost; what is dropped is a header, a blank row or a list."""
    rejected = [d for batch, _ in batches.values() for d in batch.dropped if d.what == "rejected"]
    assert rejected == []


@pytest.mark.parametrize("start", PRODUCERS)
def test_producers(batches, start):
    """The program that wrote a file is named."""
    found = {batch.producer for name, (batch, _) in batches.items() if name.startswith(start)}
    assert found == {PRODUCERS[start]}


def test_days_of_the_large_archive(batches):
    """All dates of the archive are read, those of the nineteenth century too."""
    days = batches["linkedin_archive/Connections.csv"][0].columns["connected_on"]
    assert None not in days
    assert min(days) < "1834"


EMAILS = re.compile(
    r"(?i)(?=.*mail)(?!.*(?:type|label|display))|alternate email|emails",
)
PHONES = re.compile(
    r"(?i)phone(?!tic| . - (?:type|label))|\bfax|pager|mobile|callback|isdn|telefon|hauptnummer"
    r"|^(?:home|work|other)$",
)
URLS = re.compile(r"(?i)web page|website(?! . - (?:type|label))|^url$|sites|profiles|homepage")
NOT_THEIRS = {"Assistant's Phone", "Primary"}
SINGLE = {
    "company": ("Company", "Organization", "Organization Name", "Organization 1 - Name", "Firma",
                "Companies", "Associated Company"),
    "title": ("Job Title", "Organization Title", "Organization 1 - Title", "Position",
              "Berufsbezeichnung"),
    "department": ("Department", "Organization Department", "Organization 1 - Department"),
    "given": ("First Name", "Given Name", "First", "Vorname", "FirstName"),
    "middle": ("Middle Name", "Additional Name", "Middle"),
    "family": ("Last Name", "Family Name", "Last", "Nachname", "LastName"),
    "suffix": ("Suffix", "Name Suffix"),
    "nickname": ("Nickname",),
    "maiden": ("Maiden Name",),
    "notes": ("Notes", "Comments", "Notizen"),
}  # fmt: skip
RELATIONS = {"Spouse", "Manager's Name", "Assistant's Name", "Referred By", "Children"}


def made_up(header):
    """Return one cell per column that can be traced to its column."""
    cells = []
    for number, name in enumerate(header):
        if name not in NOT_THEIRS and EMAILS.match(name):
            cells.append(f"c{number}@example.com")
        elif name not in NOT_THEIRS and PHONES.search(name) and not EMAILS.match(name):
            cells.append(f"+1-202-555-{number:04d}")
        elif URLS.search(name):
            cells.append(f"https://example.com/{number}")
        else:
            cells.append(f"Cell{number}")
    return cells


def people_headers(shared):
    rows = read_table(shared / "corpus" / "HEADERS.tsv")
    wanted = ("Connections", "ImportedContacts")
    return [
        next(csv.reader([row["header"]]))
        for row in rows
        if not row["format"].startswith("LinkedIn") or any(w in row["format"] for w in wanted)
    ]


def test_every_column_lands_in_its_field(shared):
    """A made-up row under each known header gives every value to the field it is for."""
    headers = people_headers(shared)
    assert len(headers) == 14
    for header in headers:
        cells = made_up(header)
        batch = read_delimited("\n".join([",".join(header), ",".join(cells)]).encode())
        assert batch.kept == 1, header[:3]
        row = {name: values[0] for name, values in batch.columns.items()}
        for field, start in (("emails", "c"), ("phones_raw", "+1"), ("urls", "https")):
            wanted = [cell for cell in cells if cell.startswith(start)]
            assert list(row[field]) == wanted, (field, header[:3])
        for field, names in SINGLE.items():
            if field == "title" and not set(header) & set(names):
                names = ("Title", "Occupation", "Profession")  # noqa: PLW2901 - no other job title
            wanted = [c for n, c in zip(header, cells, strict=True) if n in names]
            assert row[field] == (wanted[0] if wanted else None), (field, header[:3])
        stated = {value for _, value in row["relations"]}
        assert stated >= {c for n, c in zip(header, cells, strict=True) if n in RELATIONS}


def test_streets_never_show(shared):
    """No street, postal code or formatted address of any known format leaves its row."""
    private = re.compile(r"(?i)street|strasse|zip|postal|plz|formatted|address$|po box")
    for header in people_headers(shared):
        cells = made_up(header)
        batch = read_delimited("\n".join([",".join(header), ",".join(cells)]).encode())
        batch.columns.pop("raw")
        shown = str({name: values[0] for name, values in batch.columns.items()})
        hidden = [
            cell
            for name, cell in zip(header, cells, strict=True)
            if private.search(name) and "mail" not in name.lower()
        ]
        assert [cell for cell in hidden if re.search(rf"{cell}\b", shown)] == []
