"""Mail headers: directions, being written to together, and what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.exports.mail import is_mbox, read_mbox
from netlens.exports.statements import MOST_TOGETHER

ME, ANA, BEN, CEM = (f"{who}@example.com" for who in ("me", "ana", "ben", "cem"))
NUMBERS = iter(range(10_000))


def letter(sender=ANA, to=(ME,), *, cc=(), more="", day="Tue, 05 Mar 2024 10:00:00 +0000"):
    """Make one message of an mbox."""
    return (
        "From 123@xxx Tue Mar 05 10:00:00 +0000 2024\n"
        f"Message-ID: <{next(NUMBERS)}@example.com>\nDate: {day}\n"
        f"From: {sender}\nTo: {', '.join(to)}\nCc: {', '.join(cc)}\n{more}"
        "Subject: secret\n\nDear me,\nFrom here on, secret 2024 things: a b\n\n"
    )


def read(*letters):
    """Read messages; each is used or dropped."""
    data = "".join(letters).encode()
    assert is_mbox(data)
    found = read_mbox(data)
    assert found.read == found.used + len(found.dropped)
    assert "secret" not in repr(found)
    return found


def ties(found):
    """List kind, ends, day, weight."""
    columns = (found.columns[name] for name in ("kind", "from", "to", "date", "weight"))
    return list(zip(*columns, strict=True))


def test_messages_tie_sender_and_recipients():
    """The owner is known by what was sent from the mailbox."""
    found = read(
        letter(f'"Ana Ruiz" <{ANA}>', (f"Me <{ME}>",), cc=(f"Ben Okafor <{BEN}>",)),
        letter(ME, (ANA,), more="X-Gmail-Labels: Sent\n"),
    )
    assert found.owner_emails == (ME,)
    assert ties(found) == [
        ("mail", f"email:{ANA}", "owner", "2024-03-05", 0.5),
        ("mail", f"email:{ANA}", f"email:{BEN}", "2024-03-05", 0.5),
        ("mail", "owner", f"email:{ANA}", "2024-03-05", 1.0),
    ]
    assert found.columns["from_name"][0] == "Ana Ruiz"
    assert found.columns["to_name"][1] == "Ben Okafor"


def test_people_written_to_together_are_seen_together():
    """Only others; the owner's own ties are the messages."""
    found = read(letter(ME, (ANA, BEN), cc=(CEM,), more=f"Delivered-To: {ME}\n"))
    together = [tie[1:3] for tie in ties(found) if tie[0] == "mail together"]
    assert together == [
        (f"email:{ANA}", f"email:{BEN}"),
        (f"email:{ANA}", f"email:{CEM}"),
        (f"email:{BEN}", f"email:{CEM}"),
    ]


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (letter(more="List-Id: <list.example.com>\n"), "a mailing list"),
        (letter(more="List-Unsubscribe: <mailto:x@example.com>\n"), "a mailing list"),
        (letter(more="Precedence: bulk\n"), "a mailing list"),
        (letter(more="Auto-Submitted: auto-replied\n"), "a mailing list"),
        (letter(more="X-Gmail-Labels: Spam,Unread\n"), "spam, trash or a draft"),
        (letter("No Reply <no-reply@example.com>"), "sent by a machine"),
        (letter(""), "no sender"),
        (letter(to=("undisclosed-recipients:;",)), "no recipient"),
        (letter(ANA, (ANA,)), "nobody but the sender"),
        (letter(to=[f"p{i}@example.com" for i in range(MOST_TOGETHER + 1)]), "more than 12 people"),
    ],
)
def test_what_shows_no_acquaintance_is_dropped(message, reason):
    """With its line, and without a word of it."""
    found = read(letter(), message)
    (drop,) = found.dropped
    assert reason in drop.reason
    assert drop.line == 1 + letter().count("\n")
    assert drop.text == ""


def test_a_copy_of_a_message_counts_once():
    """Takeout writes a message once per label."""
    message = letter()
    found = read(message, message)
    assert (found.used, found.dropped[0].reason) == (1, "the same message again")


def test_names_and_days_in_odd_forms():
    """RFC 2047 names are decoded; a day that is none is unknown."""
    found = read(
        letter(f"=?utf-8?q?Ana_Ru=C3=ADz?= <{ANA}>"),
        letter(day="soon"),
        letter(day="Thu, 01 Jan 1903 00:00:00 +0000"),
    )
    assert found.columns["from_name"][0] == "Ana Ruíz"
    assert found.columns["date"] == ["2024-03-05", None, None]


def test_without_labels_the_owner_is_in_every_message():
    """And unknown where two people are."""
    assert read(letter(ANA), letter(BEN), letter(ME, (CEM,))).owner_emails == (ME,)
    assert read(letter(ANA), letter(ANA), letter(ANA)).owner_emails == ()


@given(st.binary(max_size=500))
def test_junk_never_crashes(junk):
    """Headers are as hostile as anything."""
    data = b"From a@b Tue Mar 05 10:00:00 2024\nFrom: " + junk + b"\nTo: " + junk[::-1] + b"\n\n"
    found = read_mbox(data)
    assert found.read == found.used + len(found.dropped)
    read_mbox(junk)
