"""Tables of a LinkedIn archive: who turned to whom, and what the owner did."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import InputError
from netlens.exports.archive import READ_TABLES, read_linkedin_table
from netlens.exports.stating import Stated

SHARED = Path(os.environ.get("NETLENS_SHARED", Path(__file__).parents[3] / "shared"))
ARCHIVE = SHARED / "corpus" / "linkedin_archive"
URL = "https://www.linkedin.com/in/"


def read(table, text, file_name="x.csv"):
    """Read a table from text; every row is used or dropped."""
    found = read_linkedin_table(text.encode(), table, file_name)
    assert found.read == found.used + len(found.dropped)
    return found


def ties(found):
    """List kind, from, to and day."""
    columns = (found.columns[name] for name in ("kind", "from", "to", "date"))
    return list(zip(*columns, strict=True))


def test_invitations_go_from_inviter_to_invitee():
    """Direction tells which end is the owner."""
    found = read(
        "invitations",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f"Me,Ana,2024-01-02 03:04:05 UTC,secret,OUTGOING,{URL}me,{URL}ana\n"
        f"Ben,Me,2024-01-03 03:04:05 UTC,,INCOMING,{URL}ben,{URL}me\n"
        ",Me,2024-01-03 03:04:05 UTC,,INCOMING,,\n",
    )
    assert ties(found) == [
        ("invitation", "linkedin:me", "linkedin:ana", "2024-01-02"),
        ("invitation", "linkedin:ben", "linkedin:me", "2024-01-03"),
    ]
    assert found.owner_slug == "me"
    assert found.dropped[-1].reason == "one end is not named"
    assert "secret" not in repr(found)


def test_invitations_without_addresses_name_the_other_end():
    """Older archives; the owner is the owner."""
    found = read("invitations", "From,To,Sent At,Message,Direction\nBen O,Me,1/2/19,,INCOMING\n")
    assert ties(found)[0][1:3] == ("name:Ben O", "owner")


def test_endorsements_go_from_author_to_subject():
    """Received and given; only accepted ones."""
    received = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
        "Endorsement Status\n"
        "05 Jun 2020,SQL,Ana,Ruiz,www.linkedin.com/in/ana,ACCEPTED\n"
        "05 Jun 2020,SQL,Ben,Okafor,www.linkedin.com/in/ben,PENDING\n"
    )
    found = read("endorsements received", received)
    assert ties(found) == [("endorsement", "linkedin:ana", "owner", "2020-06-05")]
    assert found.dropped[-1].reason == "not accepted: pending"
    given_ = received.replace("Endorser", "Endorsee")
    assert ties(read("endorsements given", given_))[0][1:3] == ("owner", "linkedin:ana")


def test_recommendations_tell_their_direction_by_the_files_name():
    """They have no address, so a name is all."""
    text = (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        "Ana,Ruiz,Polymer,CTO,secret,22 Mar 2021,VISIBLE\n"
    )
    received = read("recommendations", text, "Recommendations_Received.csv")
    given_ = read("recommendations", text, "Recommendations_Given.csv")
    assert ties(received) == [("recommendation", "name:Ana Ruiz", "owner", "2021-03-22")]
    assert ties(given_) == [("recommendation", "owner", "name:Ana Ruiz", "2021-03-22")]
    assert "secret" not in repr(received)


def test_what_the_owner_did_has_days():
    """Positions and schools with dates, skills without."""
    position = read(
        "positions",
        "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Polymer,CTO,x,Berlin,Mar 2019,\n",
    ).own[0]
    assert (position.kind, position.name, position.title) == ("position", "Polymer", "CTO")
    assert (position.since, position.until, position.line) == ("2019-03-01", None, 2)
    school = read(
        "education",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nTU,2008,2012,,MSc,\n",
    ).own[0]
    assert (school.name, school.title, school.since) == ("TU", "MSc", "2008-01-01")
    skills = read("skills", "Name\nSQL\n\nGo\n")
    assert [(fact.name, fact.line) for fact in skills.own] == [("SQL", 2), ("Go", 4)]


@pytest.mark.parametrize("table", sorted(READ_TABLES))
def test_a_table_without_its_header_is_an_error(table):
    """Not a traceback."""
    with pytest.raises(InputError, match="no header row"):
        read_linkedin_table(b"nothing of it\n1,2\n", table, "x.csv")


@given(st.binary(max_size=300))
def test_junk_is_accounted_for(junk):
    """Whatever the rows hold."""
    header = b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    found = read_linkedin_table(header + junk, "invitations", "x.csv")
    assert found.read == found.used + len(found.dropped)
    assert all(len(cells) == len(found.columns["line"]) for cells in found.columns.values())


@pytest.mark.skipif(not ARCHIVE.is_dir(), reason=f"no archive at {ARCHIVE}")
def test_every_message_of_a_large_archive_is_accounted_for():
    """Used, or dropped and why."""
    data = (ARCHIVE / "messages.csv").read_bytes()
    found = read_linkedin_table(data, "messages", "messages.csv")
    reasons = {drop.reason for drop in found.dropped}
    assert found.read == 20_001
    assert found.used == 19_959
    assert reasons == {"header row", "a draft: never sent"}
    stated = Stated()
    stated.add(found, "me", "messages.csv")
    assert stated.slug_of_owner("me") == "fake-ada-byron-lovelace"
    assert "group thread" not in set(stated.evidence()["kind"])
