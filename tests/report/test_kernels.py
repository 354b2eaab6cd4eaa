"""Kernels that use no port, keep no history and leave the user's home alone."""

import sys
import tempfile
from pathlib import Path

import pytest

from netlens.report.kernels import Kernels

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has TCP only")


@posix_only
def test_kernels_listen_on_files_in_a_private_folder():
    """The folder goes with the kernel."""
    with Kernels().make() as (manager, folder):
        assert manager.transport == "ipc"
        assert Path(manager.ip).parent == folder
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


@posix_only
def test_a_long_temporary_folder_is_avoided(tmp_path, monkeypatch):
    """A socket's name has room for about a hundred bytes."""
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with Kernels().make() as (manager, _):
        assert manager.transport == "ipc"
        assert len(manager.ip) < 90


def test_the_kernel_is_this_interpreter_and_writes_nothing_home():
    """Whatever kernel of that name a user has installed."""
    with Kernels().make() as (manager, folder):
        spec = manager.kernel_spec
        assert spec.argv[0] == sys.executable
        assert "--HistoryManager.enabled=False" in spec.argv
        assert spec.env["IPYTHONDIR"] == str(folder)


def test_stopping_before_the_start_is_no_error():
    """A run may be interrupted at any time."""
    kernels = Kernels()
    with kernels.make():
        kernels.stop()
