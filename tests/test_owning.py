"""Whose archive it is: nobody else's contacts are read as ego's own."""

import zipfile

import pytest
from tests.network.test_reimport import HEADER, ROWS

import netlens
from netlens.errors import InputError
from netlens.people import read_as_other_person

COLUMNS = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers"
)


def archives(folder, *names):
    """Write one archive per name of a Profile.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        given, family = name.split(" ", 1)
        with zipfile.ZipFile(folder / f"a{number}.zip", "w") as archive:
            profile = f"{COLUMNS}\n{given},{family},,,,Something,,,,,,,\n"
            archive.writestr("Profile.csv", profile)
            archive.writestr("Connections.csv", HEADER + ROWS[number])
    return folder


def project(folder, *names, settings=""):
    """Make a project of archives."""
    archives(folder / "exports", *names)
    (folder / "netlens.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (["Eva Lind"], ""),
        (["Eva Lind", "Eva Lind-Novak"], ""),
        (["Eva Lind", "Eva Novak"], 'name = "Eva Lind"'),
        (["Evamaria Otto"], 'name = "Eva Lind"\nother_names = ["Evamaria Otto"]'),
        (["遥 佐々木"], 'name = "Haruka Sasaki"'),
    ],
)
def test_archives_of_one_person_are_read(tmp_path, names, typed):
    """Married, written in another script, or by a name that the user told."""
    net = netlens.open(project(tmp_path, *names, settings=f"[me]\n{typed}\n"))
    assert len(net.contacts) == len(names)


@pytest.mark.parametrize(
    ("names", "typed", "culprit"),
    [
        (["Eva Lind", "Ben Okafor"], "", "a1.zip/Profile.csv: this archive is Ben Okafor's"),
        (["Ben Okafor"], 'name = "Eva Lind"', "a0.zip/Profile.csv: this archive is Ben Okafor's"),
    ],
)
def test_an_archive_of_somebody_else_is_refused(tmp_path, names, typed, culprit):
    """The error says where to put it, and what consent it takes."""
    folder = project(tmp_path, *names, settings=f"[me]\n{typed}\n")
    with pytest.raises(InputError, match=culprit) as error:
        netlens.open(folder)
    assert "you are Eva Lind" in str(error.value)
    assert "exports/ben-okafor/consent.toml" in str(error.value)
    assert 'other_names = ["Ben Okafor"]' in str(error.value)


def test_two_loose_archives_of_two_people_are_refused(tmp_path):
    """A coach who gives both at once."""
    folder = archives(tmp_path, "Eva Lind", "Ben Okafor")
    with pytest.raises(InputError, match="consent"):
        netlens.open([folder / "a0.zip", folder / "a1.zip"])


def test_what_is_said_with_the_command_counts_first(tmp_path):
    """`--me` with a name; an address says nothing of the name."""
    folder = archives(tmp_path, "Ben Okafor")
    with pytest.raises(InputError, match="as you say with --me"):
        netlens.open(folder / "a0.zip", me="Eva Lind")
    assert len(netlens.open(folder / "a0.zip", me="eva@example.com").contacts) == 1


def test_a_colleagues_archive_in_a_folder_of_their_own_is_read(tmp_path):
    """With consent."""
    folder = project(tmp_path, "Eva Lind")
    theirs = archives(folder / "exports" / "ben-okafor", "Ben Okafor", "Ben Okafor")
    consent = 'who = "Ben Okafor"\nwhen = 2026-05-02\nfor = "reach"\n'
    (theirs / "consent.toml").write_text(consent, encoding="utf-8")
    assert set(netlens.open(folder).contacts["owner"]) == {"me", "ben-okafor"}


@pytest.mark.parametrize("other", ["E. Lind", "Lind Eva", "Eva", "Dr. Eva Lind, PhD", "Eva Meier"])
def test_forms_of_a_name_are_no_other_person(other):
    """Nor is a family name that may be a spouse's."""
    assert not read_as_other_person("Eva Lind", other)
    assert read_as_other_person("Eva Lind", "Hans Lind")
