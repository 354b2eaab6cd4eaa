"""The command line: exit codes, one-line errors, nothing obeyed that is only data."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

import netlens
from netlens.cli import _open_since, main
from netlens.errors import ParameterError
from netlens.report.writing import write_tables


@pytest.fixture
def run():
    """Run a command and give its result."""
    return lambda *arguments: CliRunner().invoke(main, [str(a) for a in arguments])


def test_every_command_has_help_and_stands_in_the_readme(run, repository):
    """Nothing is hidden."""
    readme = (repository / "README.md").read_text(encoding="utf-8")
    assert run("--help").exit_code == 0
    for name, command in main.commands.items():
        assert command.help, name
        assert run(name, "--help").exit_code == 0
        assert f"netlens {name}" in readme


def test_check_shows_what_is_there_and_writes_nothing(run, small_project):
    """Formats, counts, and the total."""
    before = sorted(small_project.rglob("*"))
    result = run("check", small_project)
    assert result.exit_code == 0
    assert "phone.vcf" in result.output
    assert "10 contacts" in result.output
    assert sorted(small_project.rglob("*")) == before


def test_check_json_has_the_promised_shape(run, small_project):
    """Files, contacts, rejected."""
    found = json.loads(run("check", small_project, "--json").output)
    assert found["contacts"] == 10
    assert found["rejected"] == 0
    assert all(f["read"] == f["kept"] + f["rejected"] + f["skipped"] for f in found["files"])


def test_contacts_in_csv_are_guarded_and_in_json_raw(run, tmp_path):
    """A spreadsheet must not run a name."""
    path = tmp_path / "a.vcf"
    path.write_text(
        "BEGIN:VCARD\nFN:=HYPERLINK(1)\nTEL:+49 30 23125-001\nEND:VCARD\n", encoding="utf-8"
    )
    rows = list(csv.DictReader(io.StringIO(run("contacts", path).output)))
    assert rows[0]["name"] == "'=HYPERLINK(1)"
    assert rows[0]["phones"] == "+493023125001"
    found = json.loads(run("contacts", path, "--format", "json").output)
    assert found[0]["name"] == "=HYPERLINK(1)"
    assert found[0]["phones"] == ["+493023125001"]
    assert found[0]["connected_on"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["check", "missing.csv"], 2, "missing.csv"),
        (["report", "missing.csv"], 2, "missing.csv"),
        (["report", "x.csv", "-p", "nonsense"], 2, "name=value"),
        (["check"], 2, "no netlens project"),
    ],
)
def test_a_users_mistake_is_one_line_and_no_traceback(
    run, tmp_path, monkeypatch, arguments, code, expected
):
    """What was wrong and what to do."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert expected in result.stderr
    said = [line for line in result.stderr.splitlines() if not line.endswith("…")]
    assert len(said) == 1
    assert "Traceback" not in result.output


def test_an_unknown_parameter_is_refused_before_anything_runs(run, small_project, tmp_path):
    """With the nearest known one."""
    result = run("report", small_project, "-o", tmp_path / "out", "-p", "sede=3")
    assert result.exit_code == 2
    assert "did you mean 'seed'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_terminal_shows_escapes_instead_of_obeying(run, tmp_path):
    """A file name and a broken card cannot colour or forge lines."""
    path = tmp_path / "a\x1b[31m.vcf"
    path.write_text("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", encoding="utf-8")
    output = run("check", path).output
    assert "\x1b" not in output
    assert "⟨U+001B⟩" in output


def test_init_then_report_says_what_is_missing(run, tmp_path):
    """An empty project is not an empty page."""
    assert run("init", tmp_path / "net").exit_code == 0
    result = run("report", tmp_path / "net")
    assert result.exit_code == 2
    assert "no contacts found" in result.stderr


def test_a_dry_run_writes_nothing(run, small_project, tmp_path):
    """It reads and checks everything."""
    result = run(
        "report", small_project, "-o", tmp_path / "out", "--dry-run", "--as-of", "2026-06-30"
    )
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "out").exists()


def test_since_must_be_a_report(run, small_project, tmp_path):
    """One line, with what to give instead; nothing is written."""
    out = tmp_path / "out"
    result = run("report", small_project, "-o", out, "--since", tmp_path, "--as-of", "2026-06-30")
    assert result.exit_code == 2
    assert "is no report" in result.stderr
    assert not out.exists()


@pytest.mark.slow
def test_the_next_report_says_what_changed_since_the_last(run, small_project):
    """Without being asked; the manifest names the report it was compared with."""
    made = run("report", small_project, "--as-of", "2026-05-01", "--quiet")
    assert made.exit_code == 0, made.stderr
    phone = small_project / "exports" / "phone.vcf"
    text = phone.read_text(encoding="utf-8")
    phone.write_text(text.replace("FN:Mom\n", "FN:Mom\nCATEGORIES:Choir\n"), encoding="utf-8")
    made = run("report", small_project, "--as-of", "2026-06-30", "--quiet")
    assert made.exit_code == 0, made.stderr
    folder = small_project / "reports" / "2026-06-30"
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Since the report of 1 May 2026: Mom joined “Choir”" in page
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["since"] == "2026-05-01"
    assert str(small_project) not in page


def keep_report(net, folder):
    """Write of a report what a later one reads."""
    folder.mkdir(parents=True)
    text = json.dumps({"parameters": net.parameters})
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    write_tables(net.tables(), folder / "tables")


ASKED = {"as_of": "2026-06-30", "seed": 0, "goal": "", "me": "", "details": False}


def test_a_report_is_compared_with_one_named_from_here(small_project, tmp_path, monkeypatch):
    """Notebooks run elsewhere: what they are told is the whole path."""
    keep_report(netlens.open(small_project, as_of="2026-05-01"), tmp_path / "old")
    monkeypatch.chdir(tmp_path)
    net, since = _open_since([small_project], {**ASKED, "since": "old"})
    assert since == str((tmp_path / "old").resolve())
    assert net.since is not None


def test_a_last_report_of_other_contacts_keeps_none_from_being_made(small_project, circle_network):
    """Only one that was asked for is an error."""
    folder = small_project / "reports" / "2026-01-01"
    keep_report(circle_network, folder)
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({"parameters": {"as_of": "2026-01-01"}}), encoding="utf-8")
    net, since = _open_since([small_project], {**ASKED, "since": ""})
    assert (since, net.since) == ("none", None)
    with pytest.raises(ParameterError, match="of other people"):
        _open_since([small_project], {**ASKED, "since": str(folder)})
