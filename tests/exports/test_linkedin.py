"""Profile addresses, Profile.csv, and the other tables of a LinkedIn archive."""

import pytest

from netlens.exports.linkedin import (
    is_linkedin_extra,
    is_profile,
    lists_contacts,
    read_profile,
    slug_of,
)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/AnaRuiz/", "anaruiz"),
        ("https://www.linkedin.com/in/ana-ruiz-1a2b3c", "ana-ruiz-1a2b3c"),
        ("http://de.linkedin.com/in/j%C3%BCrgen-m%C3%BCller?trk=x", "jürgen-müller"),
        ("www.linkedin.com/in/ju\u0308rgen", "jürgen"),
        ("linkedin.com/in/ana#about", "ana"),
        ("https://www.LinkedIn.com/IN/Ana/en", "ana"),
        ("https://www.linkedin.com/in/%E9x", "%e9x"),
        ("https://www.linkedin.com/company/acme", None),
        ("https://www.linkedin.com/in/", None),
        ("https://notlinkedin.com/in/ana", None),
        ("https://example.com/", None),
        ("", None),
    ],
)
def test_slugs(url, slug):
    """The slug after /in/ is the key, decoded and in lower case; other addresses have none."""
    assert slug_of(url) == slug


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("From,To,Date,Subject,Content,Direction,Folder", "messages"),
        ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,CONTENT", "messages"),
        ("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", "invitations"),
        ("First Name,Last Name,Company,Job Title,Text,Creation Date,Status", "recommendations"),
        ("Company Name,Title,Description,Location,Started On,Finished On", "positions"),
        ("School Name,Start Date,End Date,Notes,Degree Name,Activities", "education"),
        ("Organization,Followed On", "company follows"),
        ("Email Address,Confirmed,Primary,Updated On", "e-mail addresses"),
        ("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", "shares"),
        ("Name,Email", None),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", None),
        ("Vorname,Nachname,Verbunden am", None),
    ],
)
def test_tables_by_their_columns(header, table):
    """A table is known by columns that only it has, whatever the file is called."""
    assert is_linkedin_extra("download (3).csv", header.split(",")) == table


@pytest.mark.parametrize(
    ("file_name", "table"),
    [
        ("Skills.csv", "skills"),
        ("archive/Jobs/Saved Jobs.csv", "saved jobs"),
        ("Ad_Targeting.csv", "ad targeting"),
        ("Basic_LinkedInDataExport_05-01-2026/New Table.csv", "new table"),
        ("Connections.csv", None),
        ("Contacts.csv", None),
        ("people.csv", None),
    ],
)
def test_tables_by_their_name(file_name, table):
    """Where columns could be anybody's the file's name decides."""
    assert is_linkedin_extra(file_name, ["Name"]) == table
    assert is_linkedin_extra(file_name, ["Name", "Email"]) is None


def test_lists_of_people():
    """A name with an address, a number, a company or a link is a list of people."""
    assert lists_contacts(["First Name", "Last Name"])
    assert lists_contacts(["Nom", "Société"])
    assert lists_contacts(["Phone"])
    assert not lists_contacts(["Name"])
    assert not lists_contacts(["Date", "Amount"])


def test_profiles():
    """Who the owner is comes without the street, and with what is not stated unknown."""
    header = ["First Name", "Last Name", "Address", "Headline", "Geo Location", "Websites"]
    assert is_profile([*header, "Summary"])
    assert not is_profile(["First Name", "Last Name", "Headline"])
    row = ["太郎", "山田", "1 Main St", " Engineer ", "", "[PERSONAL:https://example.com]"]
    profile = read_profile(header, row, 2)
    assert profile["name"] == "山田太郎"
    assert profile["headline"] == "Engineer"
    assert profile["location"] is None
    assert profile["websites"] == ("https://example.com",)
    assert "1 Main St" not in profile.values()
