"""netlens chain."""

import json

import pytest
from click.testing import CliRunner

from netlens.cli import main

DAY = ["--as-of", "2026-06-30"]


@pytest.fixture
def run(small_project):
    """Run a command on the small project."""

    def go(*arguments):
        return CliRunner().invoke(main, ["chain", *arguments, str(small_project), *DAY])

    return go


def test_it_says_the_way_the_odds_and_what_to_ask(run):
    """Line by line."""
    result = run("Finn Berg")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("best: you → Ana Ruiz → Finn Berg  (odds up to ".replace("  ", " "))
    assert any(line.startswith("Ana Ruiz → Finn Berg: linkedin connection") for line in lines)
    assert lines[-2].startswith("Ana Ruiz, would you introduce me to Finn Berg")


def test_a_door_is_open_where_nobody_is_inside(run):
    """And that is said."""
    assert "behind this door nothing is seen" in run("Ypsilon AG").output


def test_no_chain_has_an_exit_code_of_its_own(run, small_project):
    """It does not say that there is none."""
    path = small_project / "netlens.toml"
    limits = "[style]\nlongest_chain = 1\n"
    path.write_text(limits + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("Finn Berg")
    assert result.exit_code == 3
    assert "there may be others" in result.output


def test_json_and_quiet(run):
    """For programs, and for nobody."""
    rows = json.loads(run("Finn Berg", "--json").output)
    assert [row["to_name"] for row in rows if row["rank"] == 1] == ["Ana Ruiz", "Finn Berg"]
    assert run("Finn Berg", "--quiet").output == ""


def test_inbound_is_the_other_way_round(run):
    """How they would hear of ego."""
    assert run("Ana Ruiz", "--inbound").exit_code in {0, 3}
