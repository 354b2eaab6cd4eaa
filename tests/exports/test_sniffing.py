"""What a file is, by content first."""

import pytest

from netlens.exports.sniffing import describe_other, detect_format


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"BEGIN:VCARD\r\nEND:VCARD", "x.csv", "vcard"),
        (b"\xef\xbb\xbfjunk\nbegin:vcard \n", "x", "vcard"),
        ("\ufeffBEGIN:VCARD\n".encode("utf-16-le"), "x.vcf", "vcard"),
        ("BEGIN:VCARD\n".encode("utf-16-be"), "x.vcf", "vcard"),
        (b"", "x.vcf", "vcard"),
        (b"version: 1\n\ndn: cn=Ana\n", "x.txt", "ldif"),
        (b"# remark\ndn:: YQ==\n", "x.ldif", "ldif"),
        (b'{"friends_v2": [{"name": "Ana"}]}', "your_friends.json", "facebook"),
        (b'{"photos": []}', "photos.json", None),
        (b"First Name,Last Name\n", "c.csv", "delimited"),
        (b"a\tb\n", "book.txt", "delimited"),
        (b"a,b\n", "no-ending", "delimited"),
        (b"a,b\n", "page.md", None),
        (b"%PDF-1.7", "cv.csv", None),
        (b"\x00\x01\x02", "x.csv", None),
        (b"BEGIN:VCALENDAR\n", "c.ics", "calendar"),
        (b"From a@b Tue Mar 05 10:00:00 2024\nTo: c@d\n\n", "x.mbox", "mailbox"),
    ],
)
def test_format_is_told_by_content(data, name, kind):
    """The name only decides between kinds of plain text."""
    assert detect_format(data, name) == kind


def test_other_files_say_what_to_do():
    """A spreadsheet is to be saved as CSV."""
    assert "CSV" in describe_other(b"PK\x03\x04xxxx")
    assert describe_other(b"Name,E-mail\n") == ""
