"""Files, folders, archives: what is opened and what is refused."""

import io
import os
import struct
import zipfile

import pytest

from netlens.errors import InputError, SettingsError
from netlens.exports import sources
from netlens.exports.sources import is_project, open_sources

CARD = b"BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n"


def names(path):
    """List what is opened at a path."""
    return [(source.name, source.refused or len(source.data)) for source in open_sources(path)]


def make_zip(path, members, **options):
    """Write an archive of (name, data) pairs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def test_files_and_folders_are_read_in_name_order(tmp_path):
    """Hidden files, caches and reports are passed over."""
    for name in ("b.vcf", "a ü [1].vcf", ".hidden.vcf"):
        (tmp_path / name).write_bytes(CARD)
    for name in ("sub", "reports", ".cache"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "c.vcf").write_bytes(CARD)
    assert names(tmp_path) == [
        ("a ü [1].vcf", len(CARD)),
        ("b.vcf", len(CARD)),
        ("sub/c.vcf", len(CARD)),
    ]


def test_archive_members_are_named_with_their_archive(tmp_path):
    """Mac noise is passed over."""
    path = make_zip(
        tmp_path / "a.zip", [("x/c.vcf", CARD), ("__MACOSX/c.vcf", b"x"), (".DS_Store", b"x")]
    )
    assert names(path) == [("a.zip/x/c.vcf", len(CARD))]


@pytest.mark.parametrize(
    "name", ["../evil.vcf", "/etc/evil.vcf", "a/../../evil.vcf", "..\\evil.vcf", "C:/evil.vcf"]
)
def test_a_path_out_of_the_archive_is_refused(tmp_path, name):
    """Nothing is unpacked, and nothing pretends to be elsewhere."""
    [(_, refused)] = names(make_zip(tmp_path / "a.zip", [(name, CARD)]))
    assert "leads out" in refused


def test_a_bomb_is_refused_without_unpacking(tmp_path):
    """Fifty megabytes of zeros in fifty kilobytes."""
    [(_, refused)] = names(make_zip(tmp_path / "a.zip", [("c.csv", b"0" * (50 << 20))]))
    assert "zip bomb" in refused


def test_a_lie_about_the_size_is_found_out(tmp_path):
    """The header announces ten bytes, the stream holds more."""
    path = make_zip(tmp_path / "a.zip", [("c.csv", os.urandom(5_000))])
    data = bytearray(path.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    [(_, refused)] = names(path)
    assert "announces" in refused or "damaged" in refused


def test_nested_encrypted_and_broken_archives_are_refused(tmp_path):
    """Each with its reason, and the readable neighbour is read."""
    path = make_zip(tmp_path / "a.zip", [("inner.zip", b"PK"), ("c.vcf", CARD)])
    assert [entry for _, entry in names(path)] == [
        len(CARD),
        "an archive within the archive; unpack it first",
    ]
    locked = make_zip(tmp_path / "locked.zip", [("c.vcf", CARD)])
    data = bytearray(locked.read_bytes())
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    locked.write_bytes(bytes(data))
    assert "encrypted" in names(locked)[0][1]
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 50)
    assert "not a readable zip" in names(broken)[0][1]
    empty = make_zip(tmp_path / "empty.zip", [])
    assert "empty" in names(empty)[0][1]


def test_too_large_a_file_is_refused(tmp_path, monkeypatch):
    """Unread, with its limit."""
    monkeypatch.setattr(sources, "LARGEST_FILE", 1)
    (tmp_path / "a.vcf").write_bytes(CARD)
    assert "larger than" in names(tmp_path / "a.vcf")[0][1]


def test_nothing_there_is_an_input_error(tmp_path):
    """With what to check."""
    with pytest.raises(InputError, match="quotes"):
        names(tmp_path / "missing.vcf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path):
    """Only regular files are read."""
    os.mkfifo(tmp_path / "pipe.vcf")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        names(tmp_path / "pipe.vcf")
    assert names(tmp_path) == []


@pytest.fixture
def project(tmp_path):
    """Give a project with a colleague's folder."""
    folder = tmp_path / "exports" / "ana-ruiz"
    folder.mkdir(parents=True)
    (folder / "c.vcf").write_bytes(CARD)
    (tmp_path / "exports" / "mine.vcf").write_bytes(CARD)
    (tmp_path / "notes.vcf").write_bytes(CARD)
    return tmp_path


def test_a_project_is_its_exports(project):
    """Only exports/ is read, and no colleague's list without consent."""
    assert is_project(project)
    opened = list(open_sources(project))
    assert [source.name for source in opened] == ["ana-ruiz/", "mine.vcf"]
    assert "consent.toml" in opened[0].refused


def test_consent_makes_a_colleagues_list_readable(project):
    """The owner is the folder; who, when and what for are kept."""
    consent = project / "exports" / "ana-ruiz" / "consent.toml"
    consent.write_text('who = "Ana Ruiz"\nwhen = 2026-05-02\nfor = "reach"\n', encoding="utf-8")
    first = next(iter(open_sources(project)))
    assert (first.name, first.owner.name, first.owner.consent) == (
        "ana-ruiz/c.vcf",
        "ana-ruiz",
        "2026-05-02: reach",
    )


@pytest.mark.parametrize("text", ['who = "Ana"\n', "who = [", ""])
def test_half_a_consent_is_none(project, text):
    """It must say who, when and what for."""
    (project / "exports" / "ana-ruiz" / "consent.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="ana-ruiz/consent"):
        list(open_sources(project))


def test_an_unpacked_linkedin_download_is_mine(project):
    """It needs no consent."""
    folder = project / "exports" / "Basic_LinkedInDataExport_06-28-2026"
    folder.mkdir()
    (folder / "Connections.csv").write_bytes(b"x")
    assert ("Basic_LinkedInDataExport_06-28-2026/Connections.csv", 1) in names(project)


def test_unknown_compression_is_refused_not_raised(tmp_path):
    """A method that Python does not know."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("c.vcf", CARD)
    data = bytearray(buffer.getvalue())
    place = data.rfind(b"PK\x01\x02")
    data[place + 10] = 99
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert "damaged" in names(tmp_path / "a.zip")[0][1]
