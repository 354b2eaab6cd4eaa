"""Single properties say what they say, and nothing more."""

import pytest

from netlens.exports import vcard_fields as fields
from netlens.exports.charsets import Charsets
from netlens.exports.vcard_syntax import Parser


def parse(text):
    return Parser(Charsets(b"")).parse(f"\n{text}".encode()).properties


def test_a_shown_name_is_never_parted_and_the_preferred_one_wins():
    assert fields.read_shown_name(parse("FN:Mr. John Q. Public\\, Esq.; x")) == (
        "Mr. John Q. Public, Esq.; x"
    )
    assert fields.read_shown_name(parse("FN:\nFN:Ana\nFN;PREF=1:  Ana \t Ruiz ")) == "Ana Ruiz"
    assert fields.read_shown_name(parse("FN:\nFN: ")) is None


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("N:Ruiz;Ana;Maria;Dr.;MBA", ["Ruiz", "Ana", "Maria", "Dr.", "MBA"]),
        ("N:Ruiz;Ana", ["Ruiz", "Ana", "", "", ""]),
        ("N:Ruiz", ["Ruiz", "", "", "", ""]),
        ("N:;Ana;;;", ["", "Ana", "", "", ""]),
        ("N:Ruiz;Ana;Maria,Eva;;MBA,PhD;;x", ["Ruiz", "Ana", "Maria Eva", "", "MBA PhD"]),
        ("N:Doe;John;Richter\\, James;Mr.;Sr.", ["Doe", "John", "Richter, James", "Mr.", "Sr."]),
        ("N:a\\;b;c", ["a;b", "c", "", "", ""]),
        ("N;ALTID=1:Ruiz;Ana\nN;ALTID=1;LANGUAGE=jp:x;y", ["Ruiz", "Ana", "", "", ""]),
        ("N:;;;;", ["", "", "", "", ""]),
    ],
)
def test_a_name_has_one_to_five_parts(line, parts):
    assert fields.read_name_parts(parse(line)) == parts


def test_the_first_nickname_is_taken():
    assert fields.read_nickname(parse("NICKNAME:,Jim,Jimmie")) == "Jim"
    assert fields.read_nickname(parse("X-NICKNAME:Jim")) == "Jim"
    custom = "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jim;1;;;"
    assert fields.read_nickname(parse(custom)) == "Jim"


def test_organisations_have_departments_below_them():
    card = parse("ORG:ABC\\, Inc.;North American Division;Marketing")
    assert fields.read_company(card) == "ABC, Inc."
    assert fields.read_department(card) == "North American Division, Marketing"
    assert fields.read_company(parse("ORG:;\nORG:Acme;")) == "Acme"
    assert fields.read_company(parse("ORG:;")) is None
    assert fields.read_department(parse("ORG:A\nX-DEPARTMENT:Sales")) == "Sales"


def test_a_title_goes_before_a_role():
    assert fields.read_title(parse("ROLE:Programmer\nTITLE:Director\\, Research")) == (
        "Director, Research"
    )
    assert fields.read_title(parse("ROLE:Programmer")) == "Programmer"


def test_addresses_are_kept_as_they_are_and_repeats_too():
    card = parse(
        "EMAIL: ana@example.com\nEMAIL:work@email\nEMAIL:other email\nEMAIL:\n"
        "EMAIL:mailto:ben@example.com\nEMAIL:Ana <ana@example.org>\nEMAIL:ana@example.com"
    )
    assert fields.read_emails(card) == (
        "ana@example.com",
        "work@email",
        "other email",
        "ben@example.com",
        "ana@example.org",
        "ana@example.com",
    )


def test_every_filled_number_is_kept_that_of_a_fax_too():
    card = parse(
        "TEL;TYPE=CELL: +49 30 23125001\nTEL;TYPE=FAX:fax\nTEL;TYPE=PAGER:\n"
        "TEL;VALUE=uri:tel:+1-202-555-0101;ext=7\nTEL:+49 30 23125001"
    )
    assert fields.read_phones(card) == (
        "+49 30 23125001",
        "fax",
        "+1-202-555-0101;ext=7",
        "+49 30 23125001",
    )


def test_profiles_are_web_addresses():
    card = parse(
        "URL:http\\://example.com\nURL:\n"
        "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ana-ruiz-example\n"
        "X-SOCIALPROFILE;TYPE=LINKEDIN:ana-ruiz-example\n"
        "X-SOCIALPROFILE;type=twitter:x-apple:ana"
    )
    assert fields.read_urls(card) == (
        "http://example.com",
        "http://www.linkedin.com/in/ana-ruiz-example",
        "https://www.linkedin.com/in/ana-ruiz-example",
    )


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("ADR:;;Main St 1;Berlin;BE;10115;Germany", "Berlin, Germany"),
        ("ADR:;;Main St 1;;Bavaria;;Germany", "Bavaria, Germany"),
        ("ADR:;;Main St 1;;;;Germany", "Germany"),
        ("ADR:;;;Singapore;;;Singapore", "Singapore"),
        ("ADR:;;;Berlin", "Berlin"),
        ("ADR:;;Main St 1\\nBerlin;;;;", None),
        ("ADR:;Main St 1", None),
        ("ADR;TYPE=HOME:;;;Rome;;;\nADR;TYPE=WORK:;;;Berlin;;;", "Berlin"),
        ("ADR;TYPE=WORK:;;;Berlin;;;\nADR;TYPE=HOME,pref:;;;Rome;;;", "Rome"),
        ("ADR;TYPE=OTHER:;;;Oslo;;;\nADR;HOME:;;;Rome;;;", "Rome"),
        ("ADR;PREF=1:;;Street;;;;\nADR:;;;Rome;;;", "Rome"),
    ],
)
def test_a_place_is_a_city_and_a_country_and_never_a_street(lines, place):
    assert fields.read_location(parse(lines)) == place


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19780311", "1978-03-11"),
        ("BDAY:1996-04-15T201243+04:00", "1996-04-15"),
        ("BDAY;VALUE=date:1953-10-15T23:10:00Z", "1953-10-15"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY:--02-03", "--02-03"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", "--03-22"),
        ("BDAY:1985-04", "1985-04"),
        ("BDAY:19723101", "19723101"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY:", None),
    ],
)
def test_birthdays_of_every_kind_are_kept(line, birthday):
    assert fields.read_birthday(parse(line)) == birthday


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("REV:20121012T210525Z", "2012-10-12"),
        ("REV;VALUE=timestamp:2016-11-19T17:44:22.057Z", "2016-11-19"),
        ("REV:1995-10-31T22:27:10Z\nREV:1997-11-15", "1997-11-15"),
        ("REV:0", None),
        ("REV:2014722T222710Z", None),
        ("REV:20240230T000000Z", None),
        ("REV:0001-01-01", None),
    ],
)
def test_a_revision_is_a_day_or_nothing(lines, day):
    assert fields.read_revision(parse(lines)) == day


def test_notes_are_never_parted_and_all_are_kept():
    card = parse("NOTE:one\\, two; three\\nfour\nNOTE:\nNOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab")
    assert fields.read_notes(card) == "one, two; three\nfour\na\nb"


def test_labels_are_parted_at_marks_and_programs_own_ones_left_out():
    card = parse("CATEGORIES:myContacts,Choir,A\\, B\nCATEGORIES:Work;Choir,starred")
    assert fields.read_labels(card) == ("Choir", "A, B", "Work")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("KIND:individual", "person"),
        ("KIND:ORG", "organisation"),
        ("KIND:group", "group"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "group"),
        ("X-ABShowAs:COMPANY", "organisation"),
        ("X-EVOLUTION-LIST:TRUE", "group"),
        ("KIND:x-robot", None),
    ],
)
def test_kinds_are_told_as_stated(line, kind):
    assert fields.read_kind(parse(line)) == kind
