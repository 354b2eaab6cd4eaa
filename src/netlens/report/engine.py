"""Papermill's own engine, on the kernels of `netlens.report.kernels`."""

from pathlib import Path
from typing import IO, Any, Final

import papermill
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from netlens.report.kernels import Kernels

NAME: Final = "netlens"
_SECONDS_TO_START: Final = 120


class KernelDiedError(RuntimeError):
    """A kernel did not start, or ended in the middle; the message is what it said last."""


class _Engine(NBClientEngine):  # type: ignore[misc]
    """Runs the cells on the kernel that it is given."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401
        kernel_name: str,
        *,
        manager: Any,  # noqa: ANN401
        folder: Path,
        log: IO[bytes],
        **_: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Run all cells; what the kernel's process itself says goes to `log`."""
        client = PapermillNotebookClient(
            nb_man,
            km=manager,
            kernel_name=kernel_name,
            timeout=None,
            startup_timeout=_SECONDS_TO_START,
            shutdown_kernel="immediate",
        )
        return client.execute(cwd=str(folder), stdout=log, stderr=log, cleanup_kc=True)


def execute(
    notebook: Any,  # noqa: ANN401
    parameters: dict[str, Any],
    *,
    cwd: Path,
    kernels: Kernels,
) -> Any:  # noqa: ANN401
    """
    Run a notebook by papermill, in memory.

    Parameters
    ----------
    notebook
        nbformat's nodes.
    parameters
        Injected after its parameters cell.
    cwd
        Where relative paths in it start.
    kernels
        Where its kernel is made.

    Returns
    -------
    executed
        nbformat's nodes, with outputs.

    Raises
    ------
    papermill.exceptions.PapermillExecutionError
        If a cell fails.
    KernelDiedError
        If the kernel does not start or dies.
    """
    papermill_engines.register(NAME, _Engine)
    with kernels.make() as (manager, folder), (folder / "log").open("w+b") as log:
        try:
            return papermill.execute_notebook(
                notebook,
                None,
                parameters=parameters,
                engine_name=NAME,
                kernel_name="python3",
                language="python",
                progress_bar=False,
                manager=manager,
                folder=cwd,
                log=log,
            )
        except papermill.PapermillException:
            raise
        except Exception as error:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").split("\n")
            last = next((line for line in reversed(said) if line.strip()), "")
            raise KernelDiedError(last or str(error)) from error
