"""What people type is in the file, whole and as typed, or they are told that it is not."""

import csv
import errno
import io
import multiprocessing
import os
import stat

import pytest

from netlens import appending
from netlens.appending import append_rows, lock_folder, remove_last_rows, remove_rows, replace_file
from netlens.errors import InputError, OutputError
from netlens.records import DECISIONS, LEDGER, read_record

HEADER = "when,what,who,other,note\n"
HOSTILE = [
    'a "quoted" one, with a comma',
    "two\nlines",
    "two\r\nlines and a \r alone",
    "\x1b[31mred\x1b[0m \x07",
    "=HYPERLINK(1)",
    "+49 30 23125-001",
    "-1+2",
    "@cmd",
    "'apostrophe",
    "#1 friend",
    "Zoë 李明 \u202egnp.exe 👩‍💻",
    "\x00 nothing",
    '"',
    ";\t|",
]


def append(folder, *rows, record=DECISIONS):
    """Append decisions."""
    return append_rows(folder / record.file_name, record.columns, rows)


def same(who, other="Mom", **cells):
    """Give a decision."""
    return {"when": "2026-06-30", "what": "same", "who": who, "other": other, **cells}


def test_a_new_file_has_a_header_and_is_private(tmp_path):
    """Nobody else on the machine reads it."""
    done = append(tmp_path, same("Ana"))
    path = tmp_path / "decisions.csv"
    assert path.read_text() == HEADER + "2026-06-30,same,Ana,Mom,\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (done.line, done.notes) == (2, ())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("column", ["who", "note"])
def test_what_is_typed_is_read_back_identical(tmp_path, text, column):
    """Quotes, line ends, formulas, escapes: data, all of it."""
    for _ in range(2):
        append(tmp_path, same("Ana") | {column: text}, same("after"))
    table = read_record(tmp_path, DECISIONS)
    assert table[column].tolist()[::2] == [text, text]
    assert table["who"].tolist()[1::2] == ["after", "after"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_columns_follow_the_file_and_its_line_ends(tmp_path, text, end):
    """A user may put who first; even then #1 is a name and no remark."""
    path = tmp_path / "decisions.csv"
    path.write_bytes(f"who,note,what,when,other{end}".encode())
    append(tmp_path, same(text), same("after"))
    assert read_record(tmp_path, DECISIONS)["who"].tolist() == [text, "after"]
    assert path.read_bytes().endswith(f"after,,same,2026-06-30,Mom{end}".encode())


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        HEADER,
        HEADER.rstrip(),
        "\ufeff" + HEADER,
        "\n# my decisions\n\n" + HEADER,
        "# nothing yet\n",
        HEADER.replace("\n", "\r\n"),
        "When , What,WHO,other,note\n",
    ],
)
def test_every_beginning_is_kept_and_continued(tmp_path, before):
    """Empty, header alone, byte order mark, remarks."""
    path = tmp_path / "decisions.csv"
    path.write_text(before, encoding="utf-8", newline="")
    append(tmp_path, same("Ana"))
    assert path.read_text(encoding="utf-8").replace("\r", "").startswith(before.replace("\r", ""))
    assert read_record(tmp_path, DECISIONS)["who"].tolist() == ["Ana"]


def test_a_last_line_without_an_end_gets_one_and_that_is_said(tmp_path):
    """Neither the old line nor the new one is lost in the other."""
    path = tmp_path / "decisions.csv"
    path.write_bytes((HEADER + ",same,Ana,Ana R.").encode())
    done = append(tmp_path, same("Ben"))
    assert read_record(tmp_path, DECISIONS)["who"].tolist() == ["Ana", "Ben"]
    assert "had no end" in done.notes[0]
    assert done.line == 3


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (HEADER + ',same,"Ana,Ana R.\n', "line 2: a quotation mark"),
        (HEADER + ",same,Ana,B,\n" + ',same,"Ana', "line 3: a quotation mark"),
        ("what,who\n", "Make it when,what,who,other,note"),
        ("when,what,who,other,note,mood\n", "first line is"),
        ("when,what,who,who,other,note\n", "first line is"),
        ("when;what;who\n", "first line is"),
        ("when,what\rsame,Ana\r", "line 1"),
    ],
)
def test_a_file_that_would_swallow_a_line_is_refused_untouched(tmp_path, before, expected):
    """Nothing is mended in silence."""
    path = tmp_path / "decisions.csv"
    path.write_text(before, encoding="utf-8", newline="")
    for who in ("Ben", 'Ben "B"'):
        with pytest.raises(InputError, match=expected):
            append(tmp_path, same(who))
    assert path.read_bytes().decode() == before


@pytest.mark.parametrize("row", [same("Ana\udce4"), {}, same("x" * 200_000)])
def test_what_could_not_be_read_back_is_not_written(tmp_path, row):
    """Half a character, nothing at all, more than a cell can hold."""
    append(tmp_path, same("Ana"))
    with pytest.raises(InputError, match="nothing was"):
        append(tmp_path, row)
    assert len(read_record(tmp_path, DECISIONS)) == 1


def test_a_file_in_another_encoding_is_refused(tmp_path):
    """Appending UTF-8 to it would make it unreadable."""
    (tmp_path / "decisions.csv").write_bytes(b"when,what,who,other,note\n,same,M\xfcller,x,\n")
    with pytest.raises(InputError, match="Save it as UTF-8"):
        append(tmp_path, same("Ana"))


def fail_at(monkeypatch, name, error=None, *, short=None):
    """Let one system call fail, or write less than it was given."""
    real = getattr(os, name)

    def broken(handle, *data):
        if error:
            raise OSError(error, os.strerror(error))
        return real(handle, data[0][:short])

    monkeypatch.setattr(appending.os, name, broken)


@pytest.mark.parametrize(
    ("call", "error", "short"),
    [("write", errno.ENOSPC, None), ("write", None, 7), ("fsync", errno.EIO, None)],
)
@pytest.mark.parametrize("before", [None, HEADER + ",same,Ana,B,\n"])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch, call, error, short, before):
    """All lines or none, and the user is told."""
    path = tmp_path / "decisions.csv"
    if before:
        path.write_text(before)
    with monkeypatch.context() as patch:
        fail_at(patch, call, error, short=short)
        with pytest.raises(OutputError, match=r"2 lines could not be written.*type it again"):
            append(tmp_path, same("Ben"), same("Cem"))
    assert (path.read_text() if path.exists() else None) == before
    append(tmp_path, same("Ben"))
    assert read_record(tmp_path, DECISIONS)["who"].tolist()[-1] == "Ben"


def test_one_write_carries_all_rows(tmp_path, monkeypatch):
    """A kill between two writes would leave half."""
    calls = []
    real = os.write
    monkeypatch.setattr(appending.os, "write", lambda *a: calls.append(a) or real(*a))
    append(tmp_path, *(same(f"p{i}") for i in range(50)))
    assert len(calls) == 1


def _append_many(folder, name):
    for i in range(50):
        append_rows(
            folder / LEDGER.file_name, LEDGER.columns, [{"who": f"{name} {i}", "what": "ask"}]
        )


@pytest.mark.parametrize("has_flock", [True, False])
def test_two_processes_lose_nothing(tmp_path, has_flock, monkeypatch):
    """One header, a hundred lines, with either kind of lock."""
    monkeypatch.setattr(appending, "_HAS_FLOCK", has_flock)
    context = multiprocessing.get_context("fork")
    both = [context.Process(target=_append_many, args=(tmp_path, name)) for name in "ab"]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    who = read_record(tmp_path, LEDGER)["who"].tolist()
    assert sorted(who) == sorted(f"{name} {i}" for name in "ab" for i in range(50))
    assert [w for w in who if w.startswith("a")] == [f"a {i}" for i in range(50)]


@pytest.mark.parametrize("has_flock", [True, False])
def test_a_lock_that_is_held_is_waited_for_and_then_named(tmp_path, has_flock, monkeypatch):
    """The wait has an end."""
    monkeypatch.setattr(appending, "_HAS_FLOCK", has_flock)
    with (
        lock_folder(tmp_path),
        pytest.raises(OutputError, match="another netlens has been writing"),
        lock_folder(tmp_path, wait=0.05),
    ):
        pytest.fail("two writers at once")
    append(tmp_path, same("Ana"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """A missing folder is no traceback."""
    with pytest.raises(OutputError, match="cannot be written"):
        append(tmp_path / "missing", same("Ana"))


def test_the_last_line_can_be_taken_back_and_nothing_else_moves(tmp_path):
    """Remarks, blank lines, mode and line ends stay."""
    path = tmp_path / "decisions.csv"
    kept = "# mine\r\n" + HEADER.strip() + '\r\n,same,"A\nna",B,\r\n'
    path.write_bytes((kept + ',same,"C\r\nem",D,\r\n\r\n# end\r\n').encode())
    path.chmod(0o640)
    assert remove_last_rows(path, DECISIONS.columns, dry_run=True)[0]["who"] == "C\r\nem"
    removed = remove_last_rows(path, DECISIONS.columns)
    assert removed == [{"when": "", "what": "same", "who": "C\r\nem", "other": "D", "note": ""}]
    assert path.read_bytes().decode() == kept + "\r\n# end\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(tmp_path.glob("*.part"))


def test_a_line_that_somebody_else_wrote_is_not_taken_back(tmp_path):
    """Undo takes back what was given here."""
    mine = same("Ana")
    append(tmp_path, mine)
    append(tmp_path, same("Ben"))
    path = tmp_path / "decisions.csv"
    with pytest.raises(InputError, match="somebody else has written"):
        remove_last_rows(path, DECISIONS.columns, expected=[mine])
    assert len(read_record(tmp_path, DECISIONS)) == 2
    remove_last_rows(path, DECISIONS.columns, expected=[same("Ben")])
    remove_last_rows(path, DECISIONS.columns, expected=[mine])
    with pytest.raises(InputError, match="no line to take back"):
        remove_last_rows(path, DECISIONS.columns)
    assert path.read_text() == HEADER


def test_rows_are_removed_by_what_they_say_but_never_the_header(tmp_path):
    """Also remarks; the numbers given are those of the file before."""
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER + "# who\n,same,Ana,B,\n,same,who,C,\n")
    removed = remove_rows(path, lambda cells: any("who" in c for c in cells))
    assert removed == [range(2, 3), range(4, 5)]
    assert path.read_text() == HEADER + ",same,Ana,B,\n"
    assert remove_rows(tmp_path / "missing.csv", bool) == []


def test_a_change_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """Old or new, never half."""
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER)
    fail_at(monkeypatch, "fsync", errno.ENOSPC)
    with pytest.raises(OutputError, match="as it was before"):
        replace_file(path, b"new")
    assert path.read_text() == HEADER
    assert [entry.name for entry in tmp_path.iterdir()] == ["decisions.csv"]


def test_a_file_that_is_not_there_is_made_for_its_owner_alone(tmp_path):
    """One that is there keeps who may read it."""
    path = tmp_path / "plan.ics"
    replace_file(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    replace_file(path, b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", 0o640)


def test_a_linked_file_stays_a_link(tmp_path):
    """Some keep the folder in one place and the file in another."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "decisions.csv"
    link.symlink_to(tmp_path / "real" / "decisions.csv")
    append(tmp_path, same("Ana"), same("Ben"))
    remove_last_rows(link, DECISIONS.columns)
    assert link.is_symlink()
    rows = list(csv.reader(io.StringIO((tmp_path / "real" / "decisions.csv").read_text())))
    assert [row[2] for row in rows] == ["who", "Ana"]
