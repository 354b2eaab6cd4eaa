"""
Notebooks run by papermill, two at once: private kernels, nothing half-written.

A failing cell is an error that names notebook and cell. What is kept of a run
carries no times, versions or numbers that differ from run to run.
"""

import contextlib
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netlens import errors
from netlens.errors import NotebookError
from netlens.escaping import one_line
from netlens.report.importing import import_papermill
from netlens.report.notebooks import inspect_parameters, read_notebook

if TYPE_CHECKING:
    from netlens.report.kernels import Kernels

AT_ONCE: Final = 2
_LONGEST_MESSAGE: Final = 1_000
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_CHANGING: Final = ("papermill", "execution", "widgets")
_OURS: Final = frozenset(
    name
    for name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.NetlensError)
)

Parameters = Mapping[str, Any]


def run_notebooks(
    notebooks: Sequence[Path],
    target: Path,
    parameters: Parameters,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """
    Run notebooks, two at once, each with those parameters that it declares.

    Parameters
    ----------
    notebooks
        What to run; relative paths in them start at their own folder.
    target
        Folder for the executed notebooks.
    parameters
        Name to typed value.
    progress
        Told about each finished notebook.

    Returns
    -------
    executed
        The executed notebooks, in the order given.

    Raises
    ------
    NotebookError
        If a cell fails; names the notebook and the cell. The other kernels
        are ended at once.
    """
    import_papermill()
    from netlens.report.kernels import Kernels  # noqa: PLC0415

    kernels = Kernels()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(_run_in_thread, path, target / path.name, parameters, kernels)
            for path in notebooks
        ]
        try:
            for number, (path, job) in enumerate(zip(notebooks, jobs, strict=True), 1):
                job.result()
                progress(f"  {number} of {len(jobs)}: {path.stem}")
        except BaseException:
            for job in jobs:
                job.cancel()
            kernels.stop()
            raise
    return [target / path.name for path in notebooks]


def _run_in_thread(source: Path, target: Path, parameters: Parameters, kernels: "Kernels") -> None:
    """Run a notebook and close the event loop that Jupyter opens for each thread."""
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415

    with contextlib.closing(ensure_event_loop()):
        run_notebook(source, target, parameters, cwd=source.parent, kernels=kernels)


def run_notebook(
    source: Path,
    target: Path,
    parameters: Parameters,
    *,
    cwd: Path,
    kernels: "Kernels | None" = None,
) -> None:
    """
    Run one notebook by papermill and write it without anything that changes from run to run.

    Parameters
    ----------
    source
        The notebook.
    target
        File for the executed notebook; written only when all cells ran.
    parameters
        Name to typed value; those that the notebook does not declare are
        left out.
    cwd
        Where relative paths in the notebook start.
    kernels
        Where its kernel is made, so that somebody else can stop it.

    Raises
    ------
    NotebookError
        If a cell fails or the kernel dies.
    """
    papermill = import_papermill()
    from netlens.report.engine import KernelDiedError, execute  # noqa: PLC0415
    from netlens.report.kernels import Kernels  # noqa: PLC0415

    declared = inspect_parameters(source)
    chosen = {name: value for name, value in parameters.items() if name in declared}
    notebook = read_notebook(source)
    try:
        executed = execute(notebook, chosen, cwd=cwd, kernels=kernels or Kernels())
    except papermill.PapermillExecutionError as error:
        before = _cells_up_to_parameters(notebook) if chosen else None
        raise NotebookError(_describe(source, error, before)) from error
    except KernelDiedError as error:
        msg = f"{source.name}: the kernel died: {one_line(error, _LONGEST_MESSAGE)}"
        raise NotebookError(msg) from error
    _write(executed, target)


def _cells_up_to_parameters(notebook: Any) -> int | None:  # noqa: ANN401
    tagged = (
        number
        for number, cell in enumerate(notebook.cells, 1)
        if "parameters" in cell.metadata.get("tags", ())
    )
    return next(tagged, None)


def _describe(source: Path, error: Any, before: int | None) -> str:  # noqa: ANN401
    """Name the notebook, the cell as the source counts it, and the last line of the error."""
    # Papermill puts a cell of its own behind the parameters.
    number = error.cell_index + 1
    if before is not None and number > before:
        number -= 1
    said = _ANSI.sub("", str(error.evalue)).strip()
    if error.ename not in _OURS:
        said = f"{error.ename}: {said.splitlines()[-1] if said else 'no message'}"
    return f"{source.name}, cell {number}: {one_line(said, _LONGEST_MESSAGE)}"


def _write(notebook: Any, path: Path) -> None:  # noqa: ANN401
    """Take out times, versions, widget state and random ids, then write."""
    import nbformat  # noqa: PLC0415

    for name in _CHANGING:
        notebook.metadata.pop(name, None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells):
        for name in _CHANGING:
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = f"injected-{number}"
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
