"""How exports look: LinkedIn's, Google's and Outlook's CSV, an iPhone's and Android's vCards."""

import csv
import datetime as dt
import io
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

CONNECTIONS: Final = (
    "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
)  # fmt: skip
MESSAGES: Final = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO",
    "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS",
    "IS MESSAGE DRAFT",
)  # fmt: skip
INVITATIONS: Final = (
    "From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl",
)  # fmt: skip
ENDORSEMENTS: Final = (
    "Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name",
    "Endorser Public Url", "Endorsement Status",
)  # fmt: skip
GOOGLE: Final = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
    "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value",
    "Phone 1 - Label", "Phone 1 - Value", "Address 1 - Label", "Address 1 - Formatted",
    "Address 1 - Street", "Address 1 - City", "Address 1 - PO Box", "Address 1 - Region",
    "Address 1 - Postal Code", "Address 1 - Country", "Address 1 - Extended Address",
    "Relation 1 - Label", "Relation 1 - Value", "Website 1 - Label", "Website 1 - Value",
)  # fmt: skip
OUTLOOK: Final = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department",
    "Job Title", "Business Street", "Business Street 2", "Business Street 3", "Business City",
    "Business State", "Business Postal Code", "Business Country/Region", "Home Street",
    "Home Street 2", "Home Street 3", "Home City", "Home State", "Home Postal Code",
    "Home Country/Region", "Other Street", "Other Street 2", "Other Street 3", "Other City",
    "Other State", "Other Postal Code", "Other Country/Region", "Assistant's Phone",
    "Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone",
    "Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone",
    "Other Fax", "Other Phone", "Pager", "Primary Phone", "Radio Phone", "TTY/TDD Phone", "Telex",
    "Account", "Anniversary", "Assistant's Name", "Billing Information", "Birthday",
    "Business Address PO Box", "Categories", "Children", "Directory Server", "E-mail Address",
    "E-mail Type", "E-mail Display Name", "E-mail 2 Address", "E-mail 2 Type",
    "E-mail 2 Display Name", "E-mail 3 Address", "E-mail 3 Type", "E-mail 3 Display Name",
    "Gender", "Government ID Number", "Hobby", "Home Address PO Box", "Initials",
    "Internet Free Busy", "Keywords", "Language", "Location", "Manager's Name", "Mileage",
    "Notes", "Office Location", "Organizational ID Number", "Other Address PO Box", "Priority",
    "Private", "Profession", "Referred By", "Sensitivity", "Spouse", "User 1", "User 2", "User 3",
    "User 4", "Web Page",
)  # fmt: skip
_PREAMBLE: Final = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses '
    "are missing. You will only see email addresses for connections who have allowed their "
    'connections to see or download their email address."\n\n'
)
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_FOLD_AT: Final = 75
# Not a picture: netlens never looks into one.
_PHOTO: Final = b64encode(b"This is not a picture. " * 9).decode()


def linkedin_day(day: dt.date) -> str:
    """Write a day as Connections.csv does, whatever the machine's language: `05 Mar 2024`."""
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def linkedin_url(slug: str) -> str:
    """Give the address of a profile."""
    return f"https://www.linkedin.com/in/{slug}"


def write_csv(
    header: Sequence[str],
    rows: Iterable[Sequence[str] | Mapping[str, str]],
    *,
    newline: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    """Write a table; rows given as mappings leave the cells empty that they do not name."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(header)
    for row in rows:
        cells = [row.get(name, "") for name in header] if isinstance(row, Mapping) else row
        writer.writerow(cells)
    return target.getvalue()


def write_connections(rows: Iterable[Sequence[str]], *, newline: str = "\n") -> str:
    """Write Connections.csv, notes before the header included."""
    return _PREAMBLE.replace("\n", newline) + write_csv(CONNECTIONS, rows, newline=newline)


def write_zip(members: Mapping[str, str]) -> bytes:
    """
    Write a zip archive whose bytes depend on nothing but its members.

    Members are stored, not packed: packers differ from platform to platform.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, date_time=(2026, 6, 28, 7, 30, 0))
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, text.encode())
    return target.getvalue()


def spell_phone(number: str, style: int) -> str:
    """Write a German number as people do; `style` chooses one of six notations."""
    area = 2 if number.startswith("+4930") else 3
    local = number.removeprefix("+49")
    code, rest = local[:area], local[area:]
    return (
        f"+49 {code} {rest}",
        f"0{code} {rest}",
        f"0{code}/{rest[:3]} {rest[3:]}",
        f"+49 (0){code} {rest[:4]}-{rest[4:]}",
        f"0049{code}{rest}",
        number,
    )[style % 6]


def write_card(lines: Iterable[str], *, version: str = "3.0") -> str:
    """Write one vCard, long lines folded, with the line ends that vCard asks for."""
    inside = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]
    return "".join(f"{_fold(line)}\r\n" for line in inside)


def _fold(line: str) -> str:
    """Fold a line at 75 bytes, never within a letter."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD_AT:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += width
    return "\r\n".join(parts)


def escape(text: str) -> str:
    """Escape a value of a vCard."""
    for plain, escaped in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(plain, escaped)
    return text


def photo_line() -> str:
    """Give a PHOTO property whose picture is none."""
    return f"PHOTO;ENCODING=b;TYPE=JPEG:{_PHOTO}"
