"""Notebooks under nbval are reached through files: no ports, no races for them, no network."""

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbval.kernel
from jupyter_client.manager import KernelManager


class FileKernelManager(KernelManager):
    """Starts kernels that listen on sockets in a folder of their own."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        folder = tempfile.mkdtemp(prefix="netlens-kernel-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        # Spelled out, since the default is relative to wherever a process happens to be.
        super().__init__(transport="ipc", ip=str(Path(folder) / "socket"), **options)


nbval.kernel.KernelManager = FileKernelManager
