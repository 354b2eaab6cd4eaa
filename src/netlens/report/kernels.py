"""
Kernels that use no port, keep no history and leave the user's home alone.

Jupyter's kernels listen on TCP ports by default: other users of the machine
can knock there, and where the loopback is down nothing runs. On POSIX they
talk through sockets in a private folder instead.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from netlens.report.importing import GRAMMAR

# macOS allows 104 bytes for a socket's whole name; a folder and a number are added.
_LONGEST_ROOT: Final = 64
# The working folder must not shadow modules, and drawing needs no grammar (see `importing`).
_LAUNCH: Final = f"""
import sys
del sys.path[0]
sys.modules[{GRAMMAR!r}] = None
from ipykernel.kernelapp import launch_new_instance
launch_new_instance()
"""


class _OneKernel(KernelSpecManager):
    """Knows one kernel: the interpreter that runs this, whatever a user has installed."""

    folder = ""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        """Give the only kernel, by whatever name a notebook asks for."""
        command = [sys.executable, "-c", _LAUNCH, "-f", "{connection_file}"]
        return KernelSpec(
            argv=[*command, "--HistoryManager.enabled=False"],
            display_name="Python 3",
            language="python",
            env={
                "IPYTHONDIR": self.folder,
                "JUPYTER_CONFIG_DIR": self.folder,
                "JUPYTER_DATA_DIR": self.folder,
                "JUPYTER_RUNTIME_DIR": self.folder,
                "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            },
        )


class Kernels:
    """The kernels of one run: when one notebook fails, the others need not end first."""

    def __init__(self) -> None:
        self._managers: set[Any] = set()

    @contextlib.contextmanager
    def make(self) -> Iterator[tuple[AsyncKernelManager, Path]]:
        """Give the manager of a kernel that can be started, and a folder of its own."""
        root, private = _short_root()
        with tempfile.TemporaryDirectory(
            prefix="nl-", dir=root, ignore_cleanup_errors=True
        ) as name:
            folder = Path(name)
            specs = _OneKernel()
            specs.folder = name
            manager = AsyncKernelManager(
                kernel_spec_manager=specs, connection_file=str(folder / "kernel.json")
            )
            if private:
                manager.transport, manager.ip = "ipc", str(folder / "s")
            self._managers.add(manager)
            try:
                yield manager, folder
            finally:
                self._managers.discard(manager)
                manager.context.destroy(linger=0)

    def stop(self) -> None:
        """End the processes of all kernels at once."""
        for manager in tuple(self._managers):
            process = getattr(manager.provisioner, "process", None)
            if process is not None:
                process.kill()


def _short_root() -> tuple[str, bool]:
    """Give a temporary folder, and whether its name leaves room for a socket's."""
    usual = tempfile.gettempdir()
    if sys.platform == "win32":
        return usual, False
    short = "/tmp"  # noqa: S108 - a private folder is made inside
    for root in (usual, short):
        if len(os.fsencode(root)) <= _LONGEST_ROOT and os.access(root, os.W_OK):
            return root, True
    return usual, False
