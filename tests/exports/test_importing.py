"""Everything together: counts add up, ids are stable, proofs are stated."""

import zipfile

import pandas as pd
import pytest

from netlens.errors import InputError
from netlens.exports import read_exports
from netlens.schema import CONTACTS, EVIDENCE, FILES, LISTS, REJECTED, check_table

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"


def test_every_row_is_accounted_for(small_project):
    """Every file: read = kept + rejected + skipped, and kept rows are contacts."""
    result = read_exports(small_project)
    for table, schema in (
        (result.contacts, CONTACTS),
        (result.evidence, EVIDENCE),
        (result.lists, LISTS),
        (result.rejected, REJECTED),
        (result.files, FILES),
    ):
        check_table(table, schema)
    files = result.files
    assert (files["read"] == files["kept"] + files["rejected"] + files["skipped"]).all()
    assert files["kept"].sum() == len(result.contacts)
    assert files.set_index("file").loc["phone.vcf", "kept"] == 3


def test_what_a_row_proves_depends_on_the_list(small_project):
    """A connection is mutual, a phone book entry is not; nobody's list is ego's by mistake."""
    evidence = (
        read_exports(small_project).evidence.groupby("kind")["directed"].agg(["all", "any", "size"])
    )
    assert evidence.loc["linkedin connection"].tolist() == [False, False, 7]
    assert evidence.loc["address book"].tolist() == [True, True, 3]


def test_lists_say_whose_they_are_and_whether_complete(small_project):
    """LinkedIn's list is complete for LinkedIn, a phone book is not; consent is kept."""
    lists = read_exports(small_project).lists.set_index("file")
    assert lists["owner"].to_dict() == {
        "Connections.csv": "me",
        "phone.vcf": "me",
        "ana-ruiz/Connections.csv": "ana-ruiz",
    }
    assert lists["complete"].to_dict()["phone.vcf"] is False
    assert lists.loc["ana-ruiz/Connections.csv", "consent"] == "2026-05-02: reach"
    assert lists.loc["Connections.csv", "as_of"] == pd.Timestamp("2026-06-07")


def test_the_same_content_has_the_same_ids(small_project, tmp_path):
    """Importing again, or under another name, changes nothing."""
    first = read_exports(small_project)
    renamed = tmp_path / "Connections (1).csv"
    renamed.write_bytes((small_project / "exports" / "Connections.csv").read_bytes())
    again = read_exports(renamed)
    mine = first.contacts[first.contacts["file"] == "Connections.csv"]
    assert again.contacts["contact_id"].tolist() == mine["contact_id"].tolist()
    pd.testing.assert_frame_equal(read_exports(small_project).contacts, first.contacts)


def test_equal_rows_stay_two_rows(tmp_path):
    """Nothing is lost to an equal neighbour."""
    path = tmp_path / "a.vcf"
    path.write_text(CARD.format("Ana") * 2, encoding="utf-8")
    ids = read_exports(path).contacts["contact_id"].tolist()
    assert ids[1] == f"{ids[0]}-2"


def test_the_same_bytes_are_read_once(tmp_path):
    """A copy is named as one."""
    for name in ("a.vcf", "b.vcf"):
        (tmp_path / name).write_text(CARD.format("Ana"), encoding="utf-8")
    result = read_exports(tmp_path)
    assert len(result.contacts) == 1
    assert result.files["warnings"].tolist()[1] == ("the same bytes as a.vcf: not read twice",)


def test_unread_files_are_named_and_the_others_read(tmp_path):
    """One bad file never costs its neighbours."""
    (tmp_path / "a.vcf").write_text(CARD.format("Ana"), encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04rest")
    (tmp_path / "c.csv").write_bytes(b"")
    result = read_exports(tmp_path)
    assert len(result.contacts) == 1
    reasons = dict(zip(result.rejected["file"], result.rejected["reason"], strict=True))
    assert "CSV" in reasons["b.xlsx"]
    assert "empty" in reasons["c.csv"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"PK\x03\x04"])
def test_nothing_readable_is_an_error_that_says_what_is(tmp_path, data):
    """Unknown and empty input end with exit code 2."""
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(InputError, match="netlens reads vCard") as caught:
        read_exports(path)
    assert caught.value.exit_code == 2


def test_an_archive_is_read_like_a_folder(small_project, tmp_path):
    """Members keep their archive's name; extras are skipped, not errors."""
    path = tmp_path / "Basic export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(small_project / "exports" / "Connections.csv", "Connections.csv")
        archive.writestr("Rich_Media.csv", "Date/Time,Media Description,Media Link\n1,2,3\n")
        archive.writestr("picture.png", b"\x89PNG")
        archive.writestr(
            "messages.csv",
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n",
        )
    result = read_exports(path)
    assert len(result.contacts) == 4
    assert set(result.rejected["what"]) == {"skipped"}
    files = result.files.set_index("file")
    assert files.loc["Basic export.zip/messages.csv", "format"] == "LinkedIn messages"
    unread = files.loc["Basic export.zip/Rich_Media.csv"]
    assert "it does not tell who knows whom" in unread["warnings"][0]


def test_profile_says_who_ego_is(tmp_path):
    """It is not a contact."""
    (tmp_path / "Profile.csv").write_text(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\nEva,Lind,,,,Analyst,,,,Berlin,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "a.vcf").write_text(CARD.format("Ana"), encoding="utf-8")
    result = read_exports(tmp_path)
    assert result.profiles[["owner", "name"]].to_numpy().tolist() == [["me", "Eva Lind"]]
    assert len(result.contacts) == 1


def test_phones_need_a_region_only_without_a_country_code(tmp_path):
    """Without one the number stays as typed."""
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nFN:Ana\nTEL:+49 30 23125-001\nTEL:030 23125-002\nEND:VCARD\n",
        encoding="utf-8",
    )
    assert read_exports(path).contacts["phones"].iloc[0] == ("+493023125001", "030 23125-002")
    with_region = read_exports(path, default_region="DE").contacts["phones"].iloc[0]
    assert with_region == ("+493023125001", "+493023125002")


def test_relations_are_asserted_statements(tmp_path):
    """A card says who somebody's manager is."""
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nFN:Ana\nX-MANAGER:Ben Okafor\nRELATED;TYPE=friend;VALUE=text:Cem Arslan\nEND:VCARD\n",
        encoding="utf-8",
    )
    evidence = read_exports(path).evidence
    stated = evidence[evidence["basis"] == "asserted"]
    assert "name:Cem Arslan" in stated["to"].tolist()


MESSAGES = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,FOLDER\n"
    "t1,Me,https://www.linkedin.com/in/me-1,Ana,https://www.linkedin.com/in/ana,2026-05-01,INBOX\n"
    "t2,Cem,https://www.linkedin.com/in/cem,Me,https://www.linkedin.com/in/me-1,2026-05-02,INBOX\n"
    "t3,,,Me,https://www.linkedin.com/in/me-1,2026-05-02,INBOX\n"
)


def test_statements_become_evidence_with_their_rows(small_project):
    """The owner's own address is put in place; every row is accounted for."""
    (small_project / "exports" / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    result = read_exports(small_project)
    rows = result.evidence[result.evidence["kind"] == "message"]
    assert rows[["from", "to", "line"]].to_numpy().tolist() == [
        ["owner:me", "linkedin:ana", 2],
        ["linkedin:cem", "owner:me", 3],
    ]
    assert rows["file"].unique().tolist() == ["messages.csv"]
    file = result.files.set_index("file").loc["messages.csv"]
    assert (file["read"], file["kept"], file["skipped"]) == (4, 2, 2)
    assert "me-1" in result.profiles["linkedin"].tolist()


def test_a_newer_archive_repeats_nothing(small_project):
    """Messages that both hold are the same messages."""
    exports = small_project / "exports"
    (exports / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    once = read_exports(small_project).evidence
    later = "t4,Me,https://www.linkedin.com/in/me-1,Ana,https://www.linkedin.com/in/ana,2026-06-01,INBOX\n"
    (exports / "messages-2.csv").write_text(MESSAGES + later, encoding="utf-8")
    twice = read_exports(small_project).evidence
    assert len(twice) == len(once) + 1
    assert set(once["evidence_id"]) < set(twice["evidence_id"])


def test_mail_and_calendars_are_read(tmp_path):
    """By their content; every message and event counts as read."""
    (tmp_path / "all.mbox").write_bytes(
        b"From 1@xxx Tue Mar 05 10:00:00 +0000 2024\nFrom: a@example.com\nTo: b@example.com\n\nx\n"
    )
    (tmp_path / "c.ics").write_bytes(
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE:mailto:a@example.com\n"
        b"ATTENDEE:mailto:b@example.com\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    result = read_exports(tmp_path)
    assert sorted(result.evidence["kind"]) == ["mail", "meeting"]
    assert result.files["read"].tolist() == [1, 1]


def test_what_owners_state_of_themselves_is_kept(tmp_path):
    """Positions with dates, skills."""
    (tmp_path / "Positions.csv").write_text(
        "Company Name,Title,Description,Location,Started On,Finished On\nPolymer,CTO,,,Mar 2019,\n",
        encoding="utf-8",
    )
    (tmp_path / "Skills.csv").write_text("Name\nSQL\n", encoding="utf-8")
    own = read_exports(tmp_path).own
    assert own[["kind", "name", "line"]].to_numpy().tolist() == [
        ["position", "Polymer", 2],
        ["skill", "SQL", 2],
    ]
