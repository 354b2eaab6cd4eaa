"""Commands that write: at once, on request only, and never obeying what is data."""

import json
import sys

import pytest
from click.testing import CliRunner

import netlens
from netlens import commands
from netlens.cli import main
from netlens.records import DECISIONS, LEDGER, read_record

DAY = ("--as-of", "2026-06-30")
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Niall Ashcombe
ORG:Ottermühlen
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Niall Ashcombe
TEL:+49 30 23125-001
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Cem Arslan
TEL:+49 30 23125-002
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Dana Novak
TEL:+49 30 23125-003
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ben Okafor
ORG:Kranich
ADR:;;;Berlin;;;
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ben Okafor
ORG:Storch
ADR:;;;Madrid;;;
END:VCARD
"""


@pytest.fixture
def run():
    """Run a command and give its result."""

    def invoke(*arguments, typed=""):
        return CliRunner().invoke(main, [str(a) for a in arguments], input=typed)

    return invoke


@pytest.fixture
def doubtful(tmp_path):
    """Give a project with two undecided pairs."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "cards.vcf").write_text(CARDS, encoding="utf-8")
    return tmp_path


def whats(folder):
    """Give the decisions in order."""
    return read_record(folder, DECISIONS)["what"].tolist()


def test_answers_are_written_as_they_are_given(run, doubtful):
    """Also when the input ends without a word."""
    result = run("decide", doubtful, *DAY, typed="s\nd\n")
    assert result.exit_code == 0, result.output
    assert whats(doubtful) == ["same", "different"]
    assert "Nothing is left to decide." in result.output
    assert result.output.count("written decisions.csv:") == 2
    assert read_record(doubtful, DECISIONS)["when"].astype(str).tolist() == ["2026-06-30"] * 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("q\n", []),
        ("?\n?\n", []),
        ("skip\nskip\n", []),
        ("s\nu\nd\nq\n", ["different"]),
        ("s\nu\nu\nq\n", []),
        ("n\n1\nn\n\nq\n", ["not-a-person"]),
        ("n\n", []),
        ("stop\n\x1b\nS\n", ["same"]),
    ],
)
def test_every_key_does_what_it_says(run, doubtful, typed, expected):
    """A word that begins like a key is none; no more input means quit."""
    result = run("decide", doubtful, *DAY, typed=typed)
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    assert whats(doubtful) == expected


def test_undo_goes_back_to_its_question_and_not_over_others(run, doubtful):
    """What another netlens wrote meanwhile stays."""
    result = run("decide", doubtful, *DAY, typed="s\nu\n")
    assert result.output.count("1 of 2") == 2
    run("decide", doubtful, "--same", "Cem Arslan", "Dana Novak", *DAY)
    assert run("decide", doubtful, "--undo", "--dry-run").output.startswith("would be taken back")
    assert len(whats(doubtful)) == 1
    assert run("decide", doubtful, "--undo").output.startswith("taken back: ")
    result = run("decide", doubtful, "--undo")
    assert result.exit_code == 2
    assert "no line to take back" in result.stderr


def test_pairs_can_be_listed_for_people_and_programs(run, doubtful):
    """Nothing is asked and nothing written."""
    result = run("decide", doubtful, "--list")
    assert "2 undecided" in result.output
    assert "likely " in result.output
    found = json.loads(run("decide", doubtful, "--list", "--json").output)
    assert len(found) == 2
    assert found[0]["one"]["fields"]["name"]
    assert [path.name for path in doubtful.iterdir()] == ["exports"]


@pytest.mark.parametrize("what", ["same", "different"])
def test_a_decision_can_be_given_on_the_command_line(run, doubtful, what):
    """Dry: nothing. Quiet: no word. JSON: the row."""
    names = ("Cem Arslan", "Dana Novak")
    assert "would be" in run("decide", doubtful, f"--{what}", *names, "--dry-run").output
    assert whats(doubtful) == []
    assert run("decide", doubtful, f"--{what}", *names, "--quiet").output == ""
    found = json.loads(run("decide", doubtful, f"--{what}", *names, "--json", "--note", "x").output)
    assert found["rows"][0]["note"] == "x"
    assert whats(doubtful) == [what, what]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--same", "Zoe", "Cem Arslan"], "nobody in these exports is called Zoe"),
        (["--same", "Ben Okafor", "Cem Arslan"], "Name one by its id"),
        (["--list", "--undo"], "choose one"),
    ],
)
def test_a_decision_that_is_not_clear_is_an_error(run, doubtful, arguments, expected):
    """One line, nothing written."""
    result = run("decide", doubtful, *arguments)
    assert result.exit_code == 2
    assert expected in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (doubtful / "decisions.csv").exists()


def test_commands_without_a_project_say_what_to_do(run, tmp_path, monkeypatch):
    """In a folder that is none, and with a loose file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8")
    for arguments in (
        ["decide"],
        ["log"],
        ["trace", "x"],
        ["forget", "x"],
        ["forget", "--project"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "netlens init" in result.stderr
    for arguments in (
        ["decide", "a.vcf"],
        ["log", "a.vcf", "--who", "x", "--what", "ask", "--direction", "got"],
        ["forget", "Ben Okafor", "a.vcf"],
        ["forget", "--project", "a.vcf"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert "project folder" in result.stderr


ENTRY = ("--who", "Mom", "--what", "ask", "--direction", "got")


def test_log_writes_one_line(run, small_project):
    """And says where."""
    result = run("log", small_project, *ENTRY, "--about", 'a\n"b"', *DAY)
    assert result.exit_code == 0, result.stderr
    assert result.output.startswith("written ledger.csv:2: 2026-06-30 | Mom | ask | got")
    assert read_record(small_project, LEDGER)["about"].tolist() == ['a\n"b"']
    assert run("log", small_project, *ENTRY, "--dry-run").output.startswith("would be written")
    assert len(read_record(small_project, LEDGER)) == 1


def test_log_warns_of_somebody_unknown_and_writes_all_the_same(run, small_project):
    """On standard error, escapes shown."""
    result = run("log", small_project, "--who", "Zoe\x1b[2J", *ENTRY[2:])
    assert result.exit_code == 0
    assert "nobody in these exports is called Zoe⟨U+001B⟩" in result.stderr
    assert "\x1b" not in result.output
    assert read_record(small_project, LEDGER)["who"].tolist() == ["Zoe\x1b[2J"]


def test_log_without_a_terminal_names_what_is_missing(run, small_project):
    """No command waits for an answer that nobody gives."""
    result = run("log", small_project, "--who", "Mom", typed="ask\ngot\n\n")
    assert result.exit_code == 2
    assert "--what, --direction" in result.stderr
    assert not (small_project / "ledger.csv").exists()


class Terminal:
    """Stands in for a terminal at which somebody types."""

    def __init__(self, text):
        self._lines = text.splitlines(keepends=True)

    def isatty(self):
        """Somebody sits here."""
        return True

    def readline(self):
        """Give the next line, then nothing."""
        return self._lines.pop(0) if self._lines else ""


def test_log_at_a_terminal_asks_for_what_is_missing(small_project, monkeypatch):
    """In the words that the ledger takes."""
    asked = []
    monkeypatch.setattr(sys, "stdin", Terminal("ask\ngot\nlunch\n"))
    monkeypatch.setattr(commands.click, "echo", lambda *a, **_: asked.append(str(a)))
    main(["log", str(small_project), "--who", "Mom", *DAY], standalone_mode=False)
    assert any("introduction" in line for line in asked)
    row = read_record(small_project, LEDGER).iloc[0]
    assert (row["what"], row["direction"], row["about"]) == ("ask", "got", "lunch")


def test_trace_prints_places_and_hides_details(run, small_project):
    """File and line, then the fields."""
    result = run("trace", "Mom", small_project, *DAY)
    assert result.exit_code == 0, result.output
    assert "phone.vcf:15" in result.output
    assert "23125" not in result.output
    assert "+493023125003" in run("trace", "Mom", small_project, "--with-details").output
    rows = json.loads(run("trace", "Mom", small_project, "--json").output)
    assert {row["line"] for row in rows} == {15}
    assert set(rows[0]) == {"what", "file", "line", "field", "value"}


def test_trace_of_nothing_is_an_error(run, small_project):
    """With what is near."""
    result = run("trace", "Momm", small_project)
    assert result.exit_code == 2
    assert "Did you mean 'Mom'" in result.stderr


def test_forget_says_what_went_and_what_is_left_to_do(run, small_project):
    """Names no name; the dry run changes nothing."""
    page = small_project / "reports" / "2026-01-01"
    page.mkdir(parents=True)
    (page / "index.html").write_text("Ben Okafor")
    dry = run("forget", "Ben Okafor", small_project, "--dry-run", *DAY)
    assert "would be deleted: reports/2026-01-01/" in dry.output
    assert page.exists()
    assert not (small_project / "forgotten.csv").exists()
    result = run("forget", "Ben Okafor", small_project, *DAY)
    assert result.exit_code == 0, result.stderr
    assert "deleted: reports/2026-01-01/" in result.output
    assert "delete it yourself: exports: Connections.csv:6" in result.output
    assert "Okafor" not in result.output
    assert not page.exists()
    found = json.loads(run("check", small_project, "--json").output)
    assert found["contacts"] == 7
    assert run("forget", small_project).exit_code == 2


def test_forgetting_quietly_and_for_programs(run, small_project):
    """No word; or everything as JSON."""
    found = json.loads(run("forget", "Mom", small_project, "--json", "--dry-run").output)
    assert found["exports"] == [["phone.vcf", 15]]
    assert found["digests"] > 0
    assert run("forget", "Mom", small_project, "--quiet").output == ""


def test_deleting_everything_needs_a_yes(run, small_project, monkeypatch):
    """By option, or typed at a terminal."""
    page = small_project / "reports" / "2026-01-01"
    page.mkdir(parents=True)
    refused = run("forget", "--project", small_project, typed="delete\n")
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert "would be deleted" in run("forget", "--project", small_project, "--dry-run").output
    assert page.exists()
    monkeypatch.setattr(sys, "stdin", Terminal("no\n"))
    with pytest.raises(SystemExit):
        main(["forget", "--project", str(small_project)])
    assert page.exists()
    monkeypatch.setattr(sys, "stdin", Terminal("delete\n"))
    main(["forget", "--project", str(small_project)], standalone_mode=False)
    assert not page.exists()
    page.mkdir()
    assert run("forget", "--project", small_project, "--yes").output == (
        "deleted: reports/2026-01-01\n"
    )


def test_decide_puts_somebody_off_limits(run, doubtful):
    """One line, which the next plan obeys and --undo takes back."""
    assert "would be" in run("decide", doubtful, "--off-limits", "Dana Novak", "--dry-run").output
    result = run("decide", doubtful, "--off-limits", "Dana Novak", *DAY)
    assert result.output.startswith("written decisions.csv:2: 2026-06-30 | off-limits | ")
    assert netlens.open(doubtful).off_limits
    assert run("decide", doubtful, "--undo").output.startswith("taken back: ")
    assert not netlens.open(doubtful).off_limits
    result = run("decide", doubtful, "--off-limits", "Zoe Nobody")
    assert (result.exit_code, "nobody in these exports" in result.output) == (2, True)
