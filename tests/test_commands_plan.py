"""The plan on the terminal and in files: what is data is shown, never obeyed."""

import csv
import io
import json
import stat
import tomllib
from types import SimpleNamespace

import pandas as pd
import pytest
import vobject
from click.testing import CliRunner

from netlens import network
from netlens.calendar_file import OPENING
from netlens.cli import main
from netlens.commands_plan import _MARKS
from netlens.goals.needs import NeedSpec, propose_needs, state_needs
from netlens.schema import DRAFTS, MOVES, STEPS, make_table
from netlens.settings import Goal, Settings

JOB = "find a job as a data engineer in Berlin"
HOSTILE = "Eve\nnetlens: all is well\x1b[2J\u202e"


def make_moves():
    """Give four moves, in the order of the plan."""
    rows = [
        {"sentence": "Jonas Weber — referral", "because": "Data Engineer",
         "offer": "Offer first: notes.", "channel": "email", "name": "=Jonas", "when": "now",
         "week": pd.Timestamp("2026-06-29")},
        {"sentence": f"Congratulate {HOSTILE}", "because": HOSTILE, "when": "now",
         "week": pd.Timestamp("2026-06-29")},
        {"sentence": "Ask Zoe", "because": "Recruiter", "when": "later"},
        {"sentence": "Ask Samira", "because": "CTO", "when": "later",
         "week": pd.Timestamp("2026-07-06")},
    ]  # fmt: skip
    usual = {"kind": "ask", "basis": "observed", "goal_id": "g1"}
    return make_table(MOVES, [{"move_id": f"m{i}", **usual, **row} for i, row in enumerate(rows)])


def make_net(**changed):
    """Give what the command reads of a network."""
    steps = [
        {"goal_id": "g1", "step": 1, "name": "know what I want", "status": "done", "because": "x"},
        {"goal_id": "g1", "step": 2, "name": "thanks", "status": "missing", "fix": "thank Ben"},
    ]  # fmt: skip
    draft = {"move_id": "m0", "subject": "A question", "text": f"Dear Jonas,\n\n{HOSTILE}"}
    goals = pd.DataFrame({"goal_id": ["g1"], "goal": [JOB], "by": [pd.Timestamp("2026-12-15")]})
    tables = {
        "as_of": pd.Timestamp("2026-06-30").date(),
        "day": pd.Timestamp("2026-06-30"),
        "settings": Settings(),
        "goals": goals,
        "needs": propose_needs(JOB, goal_id="g1"),
        "moves": make_moves(),
        "drafts": make_table(DRAFTS, [draft]),
        "steps": make_table(STEPS, steps),
    }
    return SimpleNamespace(**{**tables, **changed})


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command on a network; give its result, and what it was opened with."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, net=None):
        opened = []
        monkeypatch.setattr(
            network, "open_network", lambda *a, **k: opened.append((a, k)) or net or make_net()
        )
        result = CliRunner().invoke(main, ["plan", "net", *map(str, arguments)])
        result.opened = opened
        return result

    return invoke


def test_the_plan_is_this_week_then_later_by_week_then_the_steps(run):
    """Numbered through; what has no date comes last."""
    result = run()
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "The plan as of 2026-06-30"
    heads = [line for line in lines if line.isupper() or line.startswith(("THIS", "STEP"))]
    assert heads == [
        "THIS WEEK (your pace: 3 asks)",
        "WEEK OF 2026-07-06",
        "LATER, WITHOUT A DATE",
        f"STEP BY STEP: {JOB} (by 2026-12-15)",
    ]
    assert " 1  Jonas Weber — referral" in lines
    assert "    why    Data Engineer" in lines
    assert "    offer  Offer first: notes." in lines
    assert "    by     email" in lines
    assert lines.index(" 3  Ask Samira") < lines.index(" 4  Ask Zoe")
    assert " 1  done     know what I want: x" in lines
    assert lines[-2:] == [" 2  missing  thanks", "             → thank Ben"]
    assert "Dear Jonas" not in result.stdout


def test_the_words_are_shown_when_asked_for(run):
    """With their subject and their line ends."""
    lines = run("--drafts").stdout.splitlines()
    start = lines.index("    words  Subject: A question")
    assert lines[start + 1 : start + 4] == ["", "           Dear Jonas,", ""]


@pytest.mark.parametrize("arguments", [(), ("--drafts",), ("--json",)])
def test_a_name_forges_no_line_and_moves_no_screen(run, arguments):
    """JSON carries raw values, escaped as JSON does."""
    printed = run(*arguments).stdout
    assert "\x1b" not in printed
    assert not any(line.startswith("netlens: all is well") for line in printed.splitlines())
    assert "--json" in arguments or "\u202e" not in printed


def test_options_mean_what_they_mean_elsewhere(run):
    """They reach the network as typed."""
    result = run("--goal", "job", "--me", "Eva", "--as-of", "2026-01-02", "--seed", "7")
    ((_, options),) = result.opened
    assert options == {"goal": "job", "me": "Eva", "as_of": "2026-01-02", "seed": 7}


def test_json_gives_moves_drafts_and_steps(run):
    """Days as text, what is missing as null; notes go to standard error."""
    result = run("--json", "--ics", "a.ics")
    found = json.loads(result.stdout)
    assert found["plan_as_of"] == "2026-06-30"
    assert [row["week"] for row in found["moves"]] == [
        "2026-06-29",
        "2026-06-29",
        None,
        "2026-07-06",
    ]
    assert (len(found["drafts"]), len(found["steps"])) == (1, 2)
    assert "written: " in result.stderr


def test_files_are_private_complete_and_written_again(run, tmp_path):
    """The calendar is one; the table is safe in a spreadsheet; the text is what is printed."""
    printed = run().stdout
    for _ in range(2):
        result = run("--ics", "a.ics", "--csv", "a.csv", "-o", "a.txt", "--quiet")
        assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.ics", "a.txt"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    calendar = vobject.readOne((tmp_path / "a.ics").read_bytes().decode())
    assert len(calendar.vevent_list) == 4
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert [row["name"] for row in rows][:1] == ["'=Jonas"]
    assert len(rows) == 4
    assert (tmp_path / "a.txt").read_text("utf-8") == printed


def test_what_has_no_place_in_the_calendar_is_told(run):
    """Nothing is left out in silence."""
    assert "netlens: 1 move has no week yet" in run("--ics", "a.ics").stderr


def test_a_dry_run_prints_and_writes_nothing(run, tmp_path):
    """It says what would be written."""
    result = run("--ics", "a.ics", "--csv", "a.csv", "-o", "a.txt", "--dry-run")
    assert result.stderr.count("would be written: ") == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--csv", "ledger.csv"], "did not write; nothing was replaced"),
        (["--csv", "a.csv", "--ics", "ledger.csv"], "did not write; nothing was replaced"),
        (["--ics", "none/a.ics"], "there is no folder"),
        (["--ics", "a", "--csv", "./a"], "named twice"),
        (["--propose", "--ics", "a.ics", "--json"], "leave out --ics, --json"),
    ],
)
def test_a_file_of_another_kind_is_never_replaced(run, tmp_path, arguments, expected):
    """One line that says what to do, and nothing at all is written."""
    (tmp_path / "ledger.csv").write_text("date,who\n")
    result = run(*arguments)
    assert result.exit_code in {1, 2}, result.output
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert [path.read_text() for path in tmp_path.iterdir()] == ["date,who\n"]


def test_what_is_no_file_is_in_the_way(run, tmp_path):
    """A folder, or a device."""
    (tmp_path / "folder").mkdir()
    assert run("--ics", "folder").exit_code == 2
    assert "not a file" in run("--csv", "/dev/null").stderr


def test_what_is_written_begins_as_it_is_recognised(run, tmp_path):
    """Else the next run would refuse to write it again."""
    assert OPENING.encode().startswith(_MARKS)
    for arguments in (["-o"], ["--json", "-o"], ["--csv"], ["--ics"]):
        run(*arguments, "a")
        assert (tmp_path / "a").read_bytes().startswith(_MARKS)
        assert run(*arguments, "a").exit_code == 0


@pytest.mark.parametrize("goals", [True, False])
def test_an_empty_plan_says_why(run, goals):
    """And what to do about it."""
    empty = {"moves": make_table(MOVES, []), "drafts": make_table(DRAFTS, [])}
    if not goals:
        empty |= {"goals": make_net().goals.iloc[:0], "steps": make_table(STEPS, [])}
    printed = run(net=make_net(**empty)).stdout
    assert "Nothing to do yet: " in printed
    assert ("--goal" in printed) is not goals


def test_proposals_are_printed_and_nothing_is_written(run, tmp_path):
    """A goal that netlens.toml has is marked as such; quiet prints nothing."""
    result = run("--propose")
    assert [goal["goal"] for goal in tomllib.loads(result.stdout)["goals"]] == [JOB]
    assert "already" not in result.stdout
    known = make_net(settings=Settings(goals=(Goal(goal=JOB),)))
    assert "already" in run("--propose", net=known).stdout
    assert run("--propose", "--quiet").output == ""
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_propose_is_said(run):
    """Why: no goal, or needs of one's own."""
    typed = make_net(needs=state_needs([NeedSpec("a flat")], goal=JOB, goal_id="g1"))
    result = run("--propose", net=typed)
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "needs of your own" in result.stderr
    none = make_net(goals=typed.goals.iloc[:0], needs=typed.needs.iloc[:0])
    assert "no goal is set" in run("--propose", net=none).stderr
