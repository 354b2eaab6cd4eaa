"""Delimited files of every producer, from bytes to a batch."""

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import InputError, SettingsError
from netlens.exports.batch import DAY_FIELDS, TEXT_FIELDS, TUPLE_FIELDS
from netlens.exports.columns import MAPPABLE
from netlens.exports.delimited import read_delimited

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
NOTES = 'Notes:\n"When exporting your data, you may notice, that\nsome is missing."\n\n'


def read(text, encoding="utf-8", **options):
    return read_delimited(text.encode(encoding), **options)


def records(batch):
    """Return the kept rows as dictionaries of what is stated, without source and kind."""
    hidden = {"raw", "kind", "line"}
    return [
        {n: cells[row] for n, cells in batch.columns.items() if cells[row] and n not in hidden}
        for row in range(batch.kept)
    ]


def skipped(batch):
    return [(drop.line, drop.what, drop.reason) for drop in batch.dropped]


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("", 2),
        (NOTES, 6),
        ("Notes:\n", 3),
        ("one line\nand another\n\n", 5),
        ("Notes:,,,,,,\nWhen exporting,,,,,,\n,,,,,,\n", 5),
        ("\ufeff" + NOTES, 6),
        ("\ufeff\n", 3),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_connections_under_any_introduction(above, line, end):
    """The header row is found by its names, whatever stands above it."""
    row = 'Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,"Acme, Inc.",CTO,12 Mar 2024\n'
    text = (above + CONNECTIONS + row).replace("\n", end)
    batch = read(text, file_name="Connections.csv")
    assert (batch.format, batch.producer) == ("LinkedIn Connections.csv", "LinkedIn")
    assert (batch.role, batch.list_kind) == ("contacts", "linkedin")
    assert batch.columns["line"] == [line]
    assert records(batch) == [
        {
            "name": "Ana Ruiz",
            "given": "Ana",
            "family": "Ruiz",
            "urls": ("https://www.linkedin.com/in/ana-ruiz",),
            "company": "Acme, Inc.",
            "title": "CTO",
            "connected_on": "2024-03-12",
        },
    ]
    assert {what for _, what, _ in skipped(batch)} == {"skipped"}
    assert batch.warnings == []


def test_hidden_members_and_blank_rows():
    """A member who hides all but the date counts, a row of commas does not."""
    batch = read(CONNECTIONS + ",,,,,,07 Jun 2026\n,,,,,,\n,,https://linkedin.com/in/x,,,,\n\n")
    assert batch.columns["name"] == [None, None]
    assert batch.columns["connected_on"] == ["2026-06-07", None]
    assert skipped(batch)[1:] == [(3, "skipped", "blank row"), (5, "skipped", "blank row")]
    assert (batch.read, batch.kept) == (5, 2)


def test_raw_is_the_source_text():
    """The text of a row is kept as it stands in the file."""
    batch = read('Name,Notes\r\n"Ana ""A"" Ruiz","one\r\ntwo"\r\nBen,x\r\n')
    assert batch.columns["raw"] == ['"Ana ""A"" Ruiz","one\ntwo"', "Ben,x"]
    assert batch.columns["name"] == ['Ana "A" Ruiz', "Ben"]
    assert batch.columns["notes"][0] == "one\ntwo"
    assert batch.columns["line"] == [2, 4]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter):
    """The delimiter is the one that makes sense of the header."""
    text = "Name,E-Mail,Telefon\nRuiz; Ana,a@example.com,+1-202-555-0101\n".replace(",", delimiter)
    text = text.replace(f"Ruiz{delimiter}", "Ruiz,") if delimiter == ";" else text
    batch = read(text)
    assert batch.columns["emails"] == [("a@example.com",)]
    assert batch.columns["phones_raw"] == [("+1-202-555-0101",)]


def test_a_line_that_names_the_delimiter():
    """Excel's first line `sep=;` is obeyed and accounted for."""
    batch = read("sep=;\nName;Email\nA, B;a@example.com\n")
    assert records(batch) == [{"name": "A, B", "emails": ("a@example.com",)}]
    assert skipped(batch)[0] == (1, "skipped", "names the delimiter")


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp1252", "Vorname;Nachname;Straße geschäftlich\nJürgen;Weiß;x\n", "Jürgen Weiß"),
        ("cp1251", "Имя,Фамилия,Адрес эл. почты\nОльга,Иванова,o@example.com\n", "Ольга Иванова"),
        ("cp1250", "Imię;Nazwisko;Adres e-mail\nŁucja;Wójcik;l@example.com\n", "Łucja Wójcik"),
        ("cp1254", "İlk Adı,Soyadı,Şirket\nİpek,Şahin,Örnek\n", "İpek Şahin"),
        ("cp932", "姓,名,電子メール アドレス\n山田,太郎,t@example.com\n", "山田太郎"),
        ("cp949", "성,이름,전자 메일 주소\n김,철수,k@example.com\n", "김철수"),
        ("mac_roman", "Prénom,Nom,Téléphone (bureau)\nChloé,Lefèvre,01\n", "Chloé Lefèvre"),
        ("utf-16", "Förnamn\tEfternamn\nÅsa\tÖberg\n", "Åsa Öberg"),
        ("utf-16-le", "Förnamn\tEfternamn\nÅsa\tÖberg\n", "Åsa Öberg"),
        ("utf-8-sig", "Förnamn\tEfternamn\nÅsa\tÖberg\n", "Åsa Öberg"),
    ],
)
def test_encodings(encoding, text, name):
    """Known column names decide between code pages that any bytes would fit."""
    batch = read(text, encoding)
    assert batch.columns["name"] == [name]


def test_text_that_was_encoded_twice():
    """A file whose header is doubly encoded is repaired as a whole, and that is said."""
    text = "Vorname;Nachname;Ort geschäftlich\nZoë;Müller;Köln\n"
    batch = read(text.encode().decode("cp1252"))
    assert records(batch)[0]["location"] == "Köln"
    assert "encoded twice" in batch.warnings[0]


def test_nul_characters():
    """NUL characters are left out, and that is said."""
    batch = read("Name,Email\nA\0na,a@example.com\n")
    assert batch.columns["name"] == ["Ana"]
    assert "NUL" in batch.warnings[0]


def test_lines_that_are_quoted_as_a_whole():
    """A file of which each line is one quoted cell is opened first."""
    batch = read('"Name,Email"\n"A,a@example.com"\n"B,""b@example.com"""\n')
    assert batch.columns["emails"] == [("a@example.com",), ("b@example.com",)]


def test_ragged_rows():
    """Short rows are kept; a surplus is cut and counted, or put right where that can be told."""
    batch = read(
        f"{CONNECTIONS}Ana,Ruiz\nBen,Ng,,,Acme,CTO,12 Mar 2024,more,and more\n"
        "Cy,Li,https://linkedin.com/in/cy,,Beta, Inc.,CEO,13 Mar 2024\n",
    )
    assert batch.columns["name"] == ["Ana Ruiz", "Ben Ng", "Cy Li"]
    assert batch.columns["company"] == [None, "Acme", "Beta, Inc."]
    assert batch.columns["connected_on"] == [None, "2024-03-12", "2024-03-13"]
    assert "more" in batch.columns["raw"][1]
    assert [warning.rsplit(" ", 1)[1] for warning in batch.warnings] == ["1", "1"]


def test_broken_quotes_cost_no_other_row():
    """An unclosed quote does not swallow the rest of the file; the warning names the line."""
    batch = read('Name,Email,Notes\nA,a@example.com,x\n"B,b@example.com,x\nC,"c@example.com",x\n')
    assert batch.columns["name"] == ["A", "B", "C"]
    assert "line 3" in batch.warnings[0]


def test_joined_exports():
    """A header row in the middle of a file is no person."""
    batch = read(f"{CONNECTIONS}A,B,,,,,12 Mar 2024\n{CONNECTIONS}C,D,,,,,13 Mar 2024\n")
    assert batch.columns["name"] == ["A B", "C D"]
    assert skipped(batch)[-1] == (3, "skipped", "header row once more")


def test_no_header_row():
    """Without a header, columns are read by what is in them, and that is said."""
    batch = read("John Doe,John,Doe,j@example.com\nJane Roe,Jane,Roe,jr@example.com\n")
    assert batch.columns["name"] == ["John Doe", "Jane Roe"]
    assert batch.columns["family"] == ["Doe", "Roe"]
    assert batch.read == 2
    assert "there is no header row" in batch.warnings[0]


def test_unknown_header_row():
    """A header in unknown words is no contact; its columns are read by what is in them."""
    batch = read("Quux,Zork,Blib\nAna Ruiz,a@example.com,7\nBen Ng,b@example.com,8\n")
    assert batch.columns["name"] == ["Ana Ruiz", "Ben Ng"]
    assert skipped(batch) == [(1, "skipped", "header row")]
    assert "names are not known" in batch.warnings[0]
    assert "'Blib'" in batch.warnings[1]


def test_the_users_column_map():
    """The user's words for columns win over what would be guessed."""
    text = "Wer;Wo;Name\nAna Ruiz;a@example.com;Acme\n"
    batch = read(text, column_map={"Wer": "name", "Wo": "email", "Name": "company"})
    assert records(batch) == [{"name": "Ana Ruiz", "emails": ("a@example.com",), "company": "Acme"}]
    with pytest.raises(SettingsError, match="did you mean 'name'"):
        read(text, column_map={"Wer": "nam"})


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " , ,\n"])
def test_empty_files(text):
    """A file without text is an error that says so."""
    with pytest.raises(InputError, match=r"x\.csv is empty"):
        read(text, file_name="folder/x.csv")


def test_files_that_are_no_contact_lists():
    """The error names the columns seen and how to say what they are."""
    with pytest.raises(InputError) as error:
        read("Date,Amount,Purpose\n2020-01-01,5.00,tea\n", file_name="bank.csv")
    message = str(error.value)
    assert "'Date', 'Amount', 'Purpose'" in message
    assert '[exports.columns."bank*.csv"]' in message
    assert '"Date" = "name"' in message


def test_a_header_without_rows():
    """An address book may be empty."""
    batch = read("First Name,Last Name,E-mail Address\n")
    assert (batch.kept, batch.read) == (0, 1)


PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
)


def test_profile():
    """Profile.csv says who the owner is and lists no contacts."""
    batch = read(
        PROFILE + 'Ana,Ruiz,,"1 Main Street",,Engineer,,,,Berlin,,[https://example.com],\n'
    )
    assert (batch.role, batch.format, batch.kept) == ("profile", "LinkedIn Profile.csv", 0)
    assert batch.profile["name"] == "Ana Ruiz"
    assert batch.profile["headline"] == "Engineer"
    assert batch.profile["location"] == "Berlin"
    assert batch.profile["line"] == 2
    assert "1 Main Street" not in str(batch.profile)


@pytest.mark.parametrize(
    ("file_name", "header", "table"),
    [
        ("x.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT", "messages"),
        ("x.csv", "From,To,Sent At,Message,Direction", "invitations"),
        ("x.csv", "Endorsement Date,Skill Name,Endorser First Name", "endorsements received"),
        ("Skills.csv", "Name", "skills"),
        ("Ad_Targeting.csv", "Member Age,Company Names", "ad targeting"),
        ("Learning.csv", "Whatever", "learning"),
    ],
)
def test_other_tables_of_an_archive(file_name, header, table):
    """LinkedIn's other tables are recognised and named."""
    batch = read(f"{header}\na,b,c\n", file_name=file_name)
    assert (batch.role, batch.format, batch.read) == ("unread", f"LinkedIn {table}", 0)
    assert batch.warnings == ["recognised, not read: it does not tell who knows whom"]


def test_contacts_in_a_file_with_an_archive_name():
    """A list of people is read whatever it is called."""
    assert read("Name,Email\nA,a@example.com\n", file_name="Events.csv").kept == 1


def test_a_person_named_like_a_column():
    """What stands below the header row of a list of people says nothing about the table."""
    assert read(f"{CONNECTIONS}Hashtag,,,,,,12 Mar 2024\n").columns["name"] == ["Hashtag"]


def test_messages_are_not_parsed():
    """A large table that is not read is known by its first lines, at once."""
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    data = (header + 'c1,t,Ana,Ben,2020-01-01,s,"é\n\nlong",INBOX\n' * 200_000).encode()
    start = time.process_time()
    assert read_delimited(data, file_name="messages.csv").role == "unread"
    assert time.process_time() - start < 2


def test_imported_contacts():
    """LinkedIn's copy of an uploaded address book is a list of contacts."""
    header = (
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,"
        "InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles\n"
    )
    row = (
        'MOBILE,Ana,Ruiz,Acme,CTO,"a@example.com,b@example.com",+1-202-555-0101,,1 Main St,,,,,,,\n'
    )
    batch = read(header + row, file_name="ImportedContacts.csv")
    assert batch.list_kind == "address book"
    assert records(batch)[0]["emails"] == ("a@example.com", "b@example.com")
    assert records(batch)[0]["phones_raw"] == ("+1-202-555-0101",)


def check_shape(batch):
    """Check what every batch promises, whatever was read."""
    sizes = {name: len(cells) for name, cells in batch.columns.items()}
    assert set(sizes.values()) <= {batch.kept}
    assert set(sizes) <= {*TEXT_FIELDS, *TUPLE_FIELDS, *DAY_FIELDS, "line"}
    assert batch.read == batch.kept + len(batch.dropped)
    assert {drop.what for drop in batch.dropped} <= {"rejected", "skipped"}
    assert all(isinstance(cell, tuple) for n in TUPLE_FIELDS for cell in batch.columns.get(n, ()))
    lines = [*batch.columns.get("line", ()), *(drop.line for drop in batch.dropped)]
    assert len(lines) == len(set(lines))
    return lines


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["", CONNECTIONS, "Name;Email;Phone\n", NOTES]))
def test_any_text_is_read_or_refused(text, above):
    """No text makes the reader crash, and every batch keeps its promises."""
    try:
        batch = read_delimited((above + text).encode("utf-8", "surrogatepass"))
    except InputError:
        return
    check_shape(batch)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", CONNECTIONS.encode(), b"Name\tE-Mail\n"]))
def test_any_bytes_are_read_or_refused(data, above):
    """No bytes make the reader crash."""
    try:
        batch = read_delimited(above + data)
    except InputError:
        return
    check_shape(batch)


CELLS = st.text(
    st.characters(blacklist_characters="\r\0", blacklist_categories=["Cs"]), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=12))
def test_every_row_is_accounted_for(rows):
    """Of a well-formed file every row is kept or dropped, with its own text."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    batch = read_delimited((CONNECTIONS + buffer.getvalue()).encode())
    assert len(check_shape(batch)) == len(rows) + 1
    starts = dict(zip(batch.columns["line"], batch.columns["raw"], strict=True))
    written = (CONNECTIONS + buffer.getvalue()).split("\n")
    assert all(raw.split("\n")[0] == written[line - 1] for line, raw in starts.items())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(MAPPABLE)), CELLS.filter(str.strip))
def test_any_mapped_field_is_read(field, cell):
    """Every field that a user may name takes any text."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["Name", "Zork"], ["Ana", cell]])
    check_shape(read_delimited(buffer.getvalue().encode(), column_map={"Zork": field}))


@pytest.mark.parametrize(
    "body",
    [
        "Ana," + "x" * 1_000_000 + "\n",
        "Ana," + " " * 1_000_000 + "\n",
        "Ana," + "a@" * 300_000 + "\n",
        "Ana," + "<a@b" * 200_000 + "\n",
        "Ana," + ":::" * 300_000 + "\n",
        "Ana," * 10_000 + "\n",
        ("Ana" + "," * 10_000 + "\n") * 50,
        "\n" * 100_000,
        ",,,,,,\n" * 100_000,
        '"\n' * 100_000,
        'A,"B\n' * 30_000,
        "A,B,C,D,E,F,G,H,I\n" * 30_000,
    ],
    ids=[*"abcdefghijkl"],
)
@pytest.mark.parametrize("header", ["Name,Email\n", CONNECTIONS, "Name,Phone,Labels,URL\n", ""])
def test_hostile_files_take_linear_time(header, body):
    """A megabyte in a cell, ten thousand delimiters, a hundred thousand blank lines: no hang."""
    start = time.process_time()
    try:
        read(header + body)
    except InputError:
        assert not header
    assert time.process_time() - start < 30
