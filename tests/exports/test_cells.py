"""Cells by field become the columns of a batch."""

import pytest

from netlens.exports.cells import Table, build_columns, split_addresses


def built(*rows, fields, **options):
    columns = list(zip(*rows, strict=True))
    numbered = [
        (*field.partition("#")[::2], cells) for field, cells in zip(fields, columns, strict=True)
    ]
    parts = [(name, int(number or 0), cells) for name, number, cells in numbered]
    table = Table(parts, range(2, len(rows) + 2), [",".join(row) for row in rows], **options)
    return (*build_columns(table), table)


def only(field, cell, **options):
    """Return what one cell of one field becomes beside a name."""
    columns, _, _ = built(("Ana", cell), fields=("name", field), **options)
    return columns


@pytest.mark.parametrize(
    ("cell", "emails"),
    [
        ("Ana@Example.com ", ("Ana@Example.com",)),
        ("a@example.com ::: b@example.com", ("a@example.com", "b@example.com")),
        (
            "a@example.com; b@example.com,c@example.com",
            ("a@example.com", "b@example.com", "c@example.com"),
        ),
        ("a@example.com;A@EXAMPLE.com", ("a@example.com",)),
        ("Ana Ruiz <a@example.com>", ("a@example.com",)),
        ("mailto:a@example.com", ("a@example.com",)),
        ("'a@example.com'", ("a@example.com",)),
        ("ana at work", ("ana at work",)),
        ("/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=ana", ()),
        ("a@localhost", ("a@localhost",)),
        ("", ()),
    ],
)
def test_addresses(cell, emails):
    """Several addresses are parted, odd ones kept, Exchange paths left out."""
    assert only("email", cell)["emails"] == [emails]
    assert split_addresses(cell) == list(emails)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("+1-202-555-0101", ("+1-202-555-0101",)),
        ("+49 30 23125 / 001", ("+49 30 23125 / 001",)),
        ("+1-202-555-0101 ::: +1-202-555-0102", ("+1-202-555-0101", "+1-202-555-0102")),
        ("+1-202-555-0101, +1-202-555-0102", ("+1-202-555-0101", "+1-202-555-0102")),
        ("'+1-202-555-0101", ("+1-202-555-0101",)),
        ("tel:+1-202-555-0101;ext=5", ("tel:+1-202-555-0101;ext=5",)),
        (" 0101\t", ("0101",)),
        ("call the office", ("call the office",)),
    ],
)
def test_phones(cell, phones):
    """Numbers are kept as typed; several in a cell are parted."""
    assert only("phone", cell)["phones_raw"] == [phones]


@pytest.mark.parametrize(
    ("cell", "urls"),
    [
        ("https://example.com/a,b", ("https://example.com/a,b",)),
        (
            "https://example.com ::: https://example.org",
            ("https://example.com", "https://example.org"),
        ),
        ("https://example.com,https://example.org", ("https://example.com", "https://example.org")),
        ("[https://example.com]", ("https://example.com",)),
        (" none ", ()),
    ],
)
def test_urls(cell, urls):
    """Web addresses are parted; words that are none are left out."""
    assert only("url", cell)["urls"] == [urls]


@pytest.mark.parametrize(
    ("cell", "google", "labels"),
    [
        ("* My Contacts ::: Exit", True, ("Exit",)),
        ("* myContacts ::: * starred ::: *", True, ()),
        ("* Friends ::: A, B", True, ("Friends", "A, B")),
        ("Imported on 3/4/12 ::: VIP", True, ("VIP",)),
        ("VIP; Press", False, ("VIP", "Press")),
        ("VIP, Press, vip", False, ("VIP", "Press")),
    ],
)
def test_labels(cell, google, labels):
    """Groups that mean nothing are dropped; the others lose Google's asterisk."""
    assert only("labels", cell, google=google)["labels"] == [labels]


def test_names():
    """The shown name wins, then the parts, then nickname and filing name."""
    fields = ("name", "given", "family", "nickname", "file_as", "prefix", "email")
    rows = [
        ("Ann  R.", "Ana", "Ruiz", "", "", "Dr.", "x@example.com"),
        ("", "Ana", "Ruiz", "Annie", "", "Dr.", "x@example.com"),
        ("", "", "", "Annie", "Ruiz, Ana", "", "x@example.com"),
        ("", "", "", "", "Ruiz, Ana", "", "x@example.com"),
        ("", "", "", "", "", "", "x@example.com"),
    ]
    columns, _, _ = built(*rows, fields=fields)
    assert columns["name"] == ["Ann R.", "Ana Ruiz", "Annie", "Ruiz, Ana", None]
    assert columns["prefix"] == ["Dr.", "Dr.", None, None, None]
    assert set(columns["kind"]) == {"person"}


def test_a_name_that_is_an_address():
    """Programs show the address where there is no name; it is no name then."""
    columns, _, _ = built(("ana@example.com", "Ana@example.com"), fields=("name", "email"))
    assert columns["name"] == [None]
    assert columns["emails"] == [("Ana@example.com",)]


def test_organisations():
    """A company without a person is an organisation of that name."""
    rows = [("", "Acme", ""), ("Acme", "Acme", ""), ("Ana", "Acme", ""), ("", "Acme", "CEO")]
    columns, _, _ = built(*rows, fields=("name", "company", "title"))
    assert columns["kind"] == ["organisation", "organisation", "person", "person"]
    assert columns["name"] == ["Acme", "Acme", "Ana", None]


def test_hidden_members_are_people():
    """LinkedIn lists no organisations: a company alone is where a hidden person works."""
    columns, dropped, _ = built(
        ("", "Acme", ""), ("", "", "07 Jun 2026"), ("", "", ""),
        fields=("name", "company", "connected_on"), linkedin=True,
    )  # fmt: skip
    assert columns["kind"] == ["person", "person"]
    assert columns["name"] == [None, None]
    assert columns["connected_on"] == [None, "2026-06-07"]
    assert [(drop.line, drop.what) for drop in dropped] == [(4, "skipped")]


def test_places():
    """Work comes before home, a stated location before both; streets never show."""
    fields = (
        "name",
        "location",
        "work_city",
        "work_country",
        "home_city",
        "home_region",
        "home_country",
    )
    rows = [
        ("A", "Somewhere", "Berlin", "Germany", "", "", ""),
        ("B", "", "Berlin", "Germany", "Paris", "", "France"),
        ("C", "", "", "", "", "Texas", "USA"),
        ("D", "", "", "", "", "", ""),
        ("E", "", "Singapore", "Singapore", "", "", ""),
    ]
    columns, _, _ = built(*rows, fields=fields)
    assert columns["location"] == ["Somewhere", "Berlin, Germany", "Texas, USA", None, "Singapore"]


def test_numbered_places():
    """Of Google's numbered addresses the one that is called work wins."""
    fields = ("name", "address_label#1", "address_city#1", "address_label#2", "address_city#2")
    rows = [("A", "Home", "Paris", "* Work", "Berlin"), ("B", "Home", "Paris", "Other", "Rome")]
    columns, _, _ = built(*rows, fields=fields)
    assert columns["location"] == ["Berlin", "Paris"]


def test_relations():
    """What a row says about others is kept with its kind in lower case."""
    fields = ("name", "spouse", "child", "referred by", "relation_label#2", "relation#2")
    row = ("A", "Bea", "Cy, Di and Ed", "Fay", "* Best Friend", "Gus ::: Hal")
    columns, _, _ = built(row, fields=fields)
    assert columns["relations"] == [
        (
            ("spouse", "Bea"), ("child", "Cy"), ("child", "Di"), ("child", "Ed"),
            ("referred by", "Fay"), ("best friend", "Gus"), ("best friend", "Hal"),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "birthday"),
    [
        ("20/01/1991", "1991-01-20"),
        ("1815-12-10", "1815-12-10"),
        ("--02-03", "--02-03"),
        ("3/4/91", "3/4/91"),
        ("0.0.00", None),
        ("00/00/00", None),
        ("in spring", "in spring"),
    ],
)
def test_birthdays(cell, birthday):
    """Certain days are written as ISO, others kept as typed, Outlook's zeros are none."""
    assert only("birthday", cell)["birthday"] == [birthday]


def test_birthday_in_parts():
    """Thunderbird has a column each for year, month and day."""
    fields = ("name", "birth_year", "birth_month", "birth_day")
    assert built(("A", "1970", "11", "15"), fields=fields)[0]["birthday"] == ["1970-11-15"]


def test_unclear_dates_are_counted():
    """A date that may mean two days is unknown, and the warning says how many are."""
    rows = [("A", "03/04/2020"), ("B", "03/04/2020"), ("C", "05/06/2020")]
    columns, _, table = built(*rows, fields=("name", "connected_on"), linkedin=True)
    assert columns["connected_on"] == [None] * 3
    assert "3 dates" in table.warnings[0]


def test_several_columns_for_one_value():
    """The first filled column wins; notes are put together; numbers are all kept."""
    fields = ("name", "title", "profession", "notes", "notes", "phone", "phone")
    row = ("A", "", "Baker", "one", " two ", "0101", "0102")
    columns, _, _ = built(row, fields=fields)
    assert columns["title"] == ["Baker"]
    assert columns["notes"] == ["one\ntwo"]
    assert columns["phones_raw"] == [("0101", "0102")]


def test_rows_that_identify_nobody():
    """Blank rows are skipped, rows without any identity rejected with their text."""
    rows = [("", "", "hello"), (" ", "", ""), ("A", "", "")]
    columns, dropped, _ = built(*rows, fields=("name", "email", "notes"))
    assert columns["line"] == [4]
    assert [(d.line, d.what, d.text) for d in dropped] == [
        (2, "rejected", ",,hello"),
        (3, "skipped", ""),
    ]


def test_a_header_row_once_more():
    """Files that were joined have their header in the middle; it is no person."""
    rows = [("A", "a@example.com"), ("Name", "Email"), ("B", "b@example.com")]
    columns, dropped, _ = built(*rows, fields=("name", "email"), header="Name,Email")
    assert columns["name"] == ["A", "B"]
    assert [(d.line, d.what, d.reason) for d in dropped] == [(3, "skipped", "header row once more")]


def test_an_empty_table():
    """A table without rows has columns without cells."""
    columns, dropped = build_columns(Table([("name", 0, [])], [], []))
    assert columns["name"] == columns["line"] == []
    assert dropped == []
