"""`netlens taxonomy`: add, show, remove."""

import pytest
from click.testing import CliRunner

from netlens.cli import main
from netlens.vectors import load_model

needs_model = pytest.mark.skipif(load_model() is None, reason="netlens[semantic] is not installed")


def download(folder):
    """Write a database of ten occupations."""
    folder.mkdir()
    rows = [f"1{i}-1011.00\tJob {i}\tDoes the work {i}.\n" for i in range(10)]
    text = "O*NET-SOC Code\tTitle\tDescription\n" + "".join(rows)
    (folder / "Occupation Data.txt").write_text(text, encoding="utf-8")
    return folder


@needs_model
def test_the_command_adds_shows_and_removes(tmp_path):
    """And gives credit as the licence asks."""
    run = CliRunner().invoke
    assert "no taxonomy" in run(main, ["taxonomy", "show"]).output
    added = run(main, ["taxonomy", "add", str(download(tmp_path / "onet"))])
    assert added.exit_code == 0
    assert "10 occupations" in added.output
    assert "CC BY 4.0" in added.output
    assert "10 occupations" in run(main, ["taxonomy", "show"]).output
    assert run(main, ["taxonomy", "remove"]).output == "removed\n"
    assert run(main, ["taxonomy", "remove"]).output == "there was none\n"
    assert run(main, ["taxonomy", "add", str(tmp_path)]).exit_code == 2
