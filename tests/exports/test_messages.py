"""LinkedIn messages: directions, threads, and what is dropped."""

import pytest

from netlens.exports.messages import read_messages
from netlens.exports.sheets import read_sheet
from netlens.exports.statements import MOST_TOGETHER

URL = "https://www.linkedin.com/in/"
HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"
)


def row(sender, to, *, thread="t1", day="2024-03-05 10:00:00 UTC", folder="INBOX", draft="No"):
    """Make one line; people are named by their slugs."""
    address = f"{URL}{sender}" if sender else ""
    names, urls = ",".join(to), ",".join(f"{URL}{slug}" for slug in to)
    cells = (thread, "", sender, address, names, urls, day, "s", "secret", folder, "", draft)
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


def read(*rows):
    """Read lines below the header of 2024."""
    data = (HEADER + "".join(rows)).encode()
    return read_messages(read_sheet(data, "messages.csv", frozenset({"from", "to", "date"})))


def ends(found, kind):
    """List from, to, day and weight of the statements of one kind."""
    columns = (found.columns[name] for name in ("kind", "from", "to", "date", "weight"))
    return [tuple(cells) for k, *cells in zip(*columns, strict=True) if k == kind]


def test_messages_are_directed_and_dated():
    """One row each, and none is lost."""
    found = read(row("me", ["ana"]), row("ana", ["me"]), row("me", ["ben"], thread="t2"))
    assert ends(found, "message") == [
        ("linkedin:me", "linkedin:ana", "2024-03-05", 1.0),
        ("linkedin:ana", "linkedin:me", "2024-03-05", 1.0),
        ("linkedin:me", "linkedin:ben", "2024-03-05", 1.0),
    ]
    assert found.read == found.used + len(found.dropped) == 4


def test_a_letter_to_several_weighs_a_part_each():
    """So that a round of thanks is not ten letters."""
    assert [w for *_, w in ends(read(row("me", ["ana", "ben"])), "message")] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (row("me", ["ana"], draft="Yes"), "a draft: never sent"),
        (row("me", ["ana"], folder="SPAM"), "in the folder spam"),
        (row("", ["me"]), "the sender has not a profile address"),
        (row("ana", []), "no recipient has a profile address"),
        (row("me", ["me"]), "sent to oneself"),
        (row("me", [f"p{i}" for i in range(MOST_TOGETHER)]), "an address list"),
    ],
)
def test_what_shows_no_tie_is_dropped_with_its_line(line, reason):
    """And what was written is nowhere."""
    found = read(line, row("me", ["ben"]))
    drop = found.dropped[-1]
    assert (drop.line, drop.what, drop.text) == (2, "skipped", "")
    assert reason in drop.reason
    assert found.used == 1
    assert "secret" not in repr(found)


def test_archives_without_addresses_give_names():
    """As they were until about 2018."""
    text = (
        "From,To,Date,Subject,Content,Direction,Folder\nMe Myself,Ana Ruiz,1/2/17,s,c,OUTGOING,\n"
    )
    sheet = read_sheet(text.encode(), "messages.csv", frozenset({"from", "to", "date"}))
    found = read_messages(sheet)
    assert ends(found, "message")[0][:2] == ("name:Me Myself", "name:Ana Ruiz")
