"""A project begun, and nothing of the user's overwritten."""

import json
import stat
from types import SimpleNamespace

import pytest
from jupyterlab import NeverCheckForUpdate
from jupyterlab.labapp import LabApp

from netlens import starting
from netlens.errors import InputError, OutputError
from netlens.settings import Settings, read_settings
from netlens.starting import copy_notebooks, make_project, start_lab


def test_a_project_is_private_and_complete(tmp_path):
    """Folders for their owner only, headers in place, settings asleep."""
    folder = tmp_path / "my net"
    lines = list(make_project(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "exports").stat().st_mode) == 0o700
    assert read_settings(folder / "netlens.toml") == Settings()
    assert (folder / "ledger.csv").read_text(encoding="utf-8").startswith("date,who,what")
    assert "netlens report" in lines[-1]
    assert not list(folder.glob("*.part"))


def test_what_was_typed_is_never_replaced(tmp_path):
    """A second init keeps every file."""
    (tmp_path / "netlens.toml").write_text('goal = "find a mentor"', encoding="utf-8")
    list(make_project(tmp_path))
    list(make_project(tmp_path))
    assert read_settings(tmp_path / "netlens.toml").goals[0].goal == "find a mentor"


def test_a_dry_run_makes_nothing(tmp_path):
    """It only says what would be."""
    assert any("exports" in line for line in make_project(tmp_path / "new", dry_run=True))
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_way_is_an_error(tmp_path):
    """With its name."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="taken"):
        list(make_project(tmp_path / "taken"))


@pytest.fixture
def one_notebook(tmp_path, monkeypatch):
    """Ship one small notebook."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    source = [
        'project: str = "../data/sample"  # folder\n',
        'as_of: str = "2026-06-30"  # day\n',
        "live: bool = False  # a box\n",
    ]
    cell = {
        "cell_type": "code",
        "metadata": {"tags": ["parameters"]},
        "source": source,
        "outputs": [1],
        "execution_count": 1,
    }
    notebook = {
        "cells": [cell, {"cell_type": "markdown", "metadata": {}, "source": "# x"}],
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
    }
    (folder / "01-x.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    monkeypatch.setattr(starting, "notebooks_folder", lambda: folder)


def test_notebooks_are_copied_onto_the_project_once(tmp_path, one_notebook):  # noqa: ARG001
    """They point at the project, speak for today, take goals, and edits are kept."""
    folder = tmp_path / "net"
    list(make_project(folder))
    list(copy_notebooks(folder))
    copy = folder / "notebooks" / "01-x.ipynb"
    cell = json.loads(copy.read_text(encoding="utf-8"))["cells"][0]
    assert "".join(cell["source"]).splitlines() == [
        'project: str = ".."  # folder',
        'as_of: str = ""  # day',
        "live: bool = True  # a box",
    ]
    assert cell["outputs"] == []
    copy.write_text("mine", encoding="utf-8")
    assert list(copy_notebooks(folder)) == [f"{copy} (kept)"]
    assert copy.read_text(encoding="utf-8") == "mine"


def test_notebooks_need_a_project(tmp_path):
    """And the error says how to make one."""
    with pytest.raises(InputError, match="netlens init"):
        list(copy_notebooks(tmp_path))


@pytest.mark.parametrize(("typed", "news"), [([], None), (["--LabApp.news_url=x"], "x")])
def test_jupyterlab_is_told_to_ask_the_network_for_nothing(tmp_path, monkeypatch, typed, news):
    """By options that it knows; what the user typed stands for ours."""
    commands = []
    done = SimpleNamespace(returncode=3)
    monkeypatch.setattr(starting.subprocess, "run", lambda c, check: commands.append(c) or done)  # noqa: ARG005
    assert start_lab(tmp_path, typed) == 3
    known = LabApp()
    known.parse_command_line(commands[0][4:])
    assert known.check_for_updates_class is NeverCheckForUpdate
    assert (known.extension_manager, known.news_url) == ("readonly", news)
