"""Setting up installs once per lock, and says clearly what is missing."""

import stat
import sys
from pathlib import Path

import pytest
from scripts import set_up

LOCK = """\
# made by hand
alpha==1.0 \\
    --hash=sha256:00
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:01
"""


@pytest.fixture
def checkout(tmp_path) -> Path:
    """Make a folder with locks and a .venv whose interpreter works."""
    for name in set_up.LOCKS.values():
        (tmp_path / name).write_text(LOCK)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


@pytest.fixture
def installed(monkeypatch) -> list[str]:
    """Record what would be installed instead of installing it."""
    calls: list[str] = []
    monkeypatch.setattr(set_up, "install", lambda _root, _python, what: calls.append(what))
    return calls


def test_an_old_python_is_named_and_the_way_out_is_told():
    with pytest.raises(SystemExit, match=r"3\.11 or newer; /usr/bin/python3 is 3\.9\.18.*PYTHON="):
        set_up.check_python((3, 9, 18), "/usr/bin/python3")


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_is_let_in(version):
    assert set_up.check_python(version, "python3") is None


def test_an_unchanged_lock_is_installed_once(checkout, installed):
    set_up.set_up(checkout, "runtime")
    (checkout / "requirements.lock").touch()
    set_up.set_up(checkout, "runtime")
    assert installed == ["runtime"]


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_again(checkout, installed, changed):
    set_up.set_up(checkout, "runtime")
    (checkout / changed).write_text("gamma==3.0\n")
    set_up.set_up(checkout, "runtime")
    assert installed == ["runtime", "runtime"]


def test_the_lock_for_tests_serves_reports_but_not_the_other_way_round(checkout, installed):
    set_up.set_up(checkout, "runtime")
    set_up.set_up(checkout, "tests")
    set_up.set_up(checkout, "runtime")
    assert installed == ["runtime", "tests"]


def test_an_environment_whose_python_is_gone_is_made_again(checkout, installed):
    set_up.set_up(checkout, "runtime")
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert not set_up.is_installed(checkout, "runtime")
    set_up.set_up(checkout, "runtime")
    assert installed == ["runtime", "runtime"]
    assert (checkout / ".venv" / "pyvenv.cfg").is_file()


def test_a_failed_installation_shows_the_last_words_and_is_tried_again(checkout, capsys):
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho no such package\nexit 1\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(SystemExit, match="Installing failed"):
        set_up.set_up(checkout, "runtime")
    assert "no such package" in capsys.readouterr().err
    assert not set_up.is_installed(checkout, "runtime")


def test_packages_are_counted_without_hashes_and_comments():
    assert set_up.count_packages(LOCK) == 2
