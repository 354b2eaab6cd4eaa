"""
Notebooks run by papermill: parameters checked first, nothing over the network.

Kernels talk through files instead of ports, keep no history and leave the
user's home alone. A failing cell is an error that names notebook and cell.
"""

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import nbformat

from netlens.errors import NotebookError, ParameterError
from netlens.escaping import one_line
from netlens.settings import nearest

AT_ONCE: Final = 2
_ENGINE: Final = "netlens"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_NEEDLESS: Final = ("papermill", "execution", "widgets")
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})

Parameters = Mapping[str, Any]


def find_notebooks(folder: Path) -> list[Path]:
    """Give the notebooks of a folder in name order."""
    return sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))


def inspect_parameters(notebook: Path) -> dict[str, dict[str, str]]:
    """
    Read the parameters cell of a notebook.

    Returns
    -------
    parameters
        Name to `type`, `default` (as written) and `help`.
    """
    import papermill  # noqa: PLC0415

    found = papermill.inspect_notebook(str(notebook))
    return {
        name: {
            "type": str(row["inferred_type_name"]),
            "default": str(row["default"]),
            "help": str(row["help"]),
        }
        for name, row in found.items()
    }


def check_parameters(folder: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Check parameters against what the notebooks of a folder declare.

    Parameters
    ----------
    folder
        The notebooks.
    given
        Name to value, or to text that is read by the declared type.

    Returns
    -------
    parameters
        Name to typed value.

    Raises
    ------
    ParameterError
        If no notebook declares a name, or a value does not fit its type; all
        problems at once.
    """
    declared: dict[str, str] = {}
    for path in find_notebooks(folder):
        declared |= {name: row["type"] for name, row in inspect_parameters(path).items()}
    problems, typed = [], {}
    for name, value in given.items():
        if name not in declared:
            problems.append(f"unknown parameter {one_line(name)!r}: {nearest(name, declared)}")
            continue
        try:
            typed[name] = _parse(value, declared[name])
        except ValueError:
            shown = one_line(value, 60)
            problems.append(
                f"{name} takes {_WORDS.get(declared[name], declared[name])}, not {shown!r}"
            )
    if problems:
        raise ParameterError("; ".join(problems))
    return typed


_WORDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "list": "texts separated by commas",
}


def _parse(value: Any, kind: str) -> Any:  # noqa: ANN401
    if not isinstance(value, str):
        return value
    text = value.strip()
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        if text.lower() in _TRUE | _FALSE:
            return text.lower() in _TRUE
        raise ValueError
    if kind == "list":
        return [item.strip() for item in text.split(",") if item.strip()]
    return value


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
        What to run.
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
        If a cell fails; names the notebook and the cell.
    """
    with _private_kernels(), ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(_run_in_thread, path, target / path.name, parameters) for path in notebooks
        ]
        try:
            for number, (path, job) in enumerate(zip(notebooks, jobs, strict=True), 1):
                job.result()
                progress(f"  {number} of {len(jobs)}: {path.stem}")
        except BaseException:
            for job in jobs:
                job.cancel()
            raise
    return [target / path.name for path in notebooks]


def _run_in_thread(source: Path, target: Path, parameters: Parameters) -> None:
    """Run a notebook and close the event loop that Jupyter opens for each thread."""
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415

    with contextlib.closing(ensure_event_loop()):
        run_notebook(source, target, parameters)


@contextlib.contextmanager
def _private_kernels() -> Iterator[None]:
    """Keep what Jupyter writes in a folder of its own, short enough for socket names."""
    with tempfile.TemporaryDirectory(prefix="nl-", ignore_cleanup_errors=True) as folder:
        wanted = {
            "JUPYTER_RUNTIME_DIR": folder,
            "IPYTHONDIR": folder,
            "JUPYTER_CONFIG_DIR": folder,
            "JUPYTER_NO_CONFIG": "1",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def run_notebook(source: Path, target: Path, parameters: Parameters) -> None:
    """
    Run one notebook by papermill and keep it without timestamps.

    Raises
    ------
    NotebookError
        If a cell fails; `target` is then not left behind.
    """
    import papermill  # noqa: PLC0415
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    _register_engine()
    declared = inspect_parameters(source)
    chosen = {name: value for name, value in parameters.items() if name in declared}
    try:
        papermill.execute_notebook(
            str(source),
            str(target),
            parameters=chosen,
            engine_name=_ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
        )
    except PapermillExecutionError as error:
        target.unlink(missing_ok=True)
        raise NotebookError(_describe(source, error)) from error
    except Exception as error:
        target.unlink(missing_ok=True)
        msg = f"{source.name}: the kernel failed: {one_line(error, 400)}"
        raise NotebookError(msg) from error
    _strip(target)


def _describe(source: Path, error: Any) -> str:  # noqa: ANN401
    """Name notebook, cell and the last line of the error."""
    said = one_line(_ANSI.sub("", str(error.evalue)), 1_000)
    kind = (
        ""
        if error.ename.startswith(("Netlens", "Input", "Settings", "Parameter"))
        else f"{error.ename}: "
    )
    return f"{source.name}, cell {error.cell_index + 1}: {kind}{said}"


def _register_engine() -> None:
    from papermill.clientwrap import PapermillNotebookClient  # noqa: PLC0415
    from papermill.engines import NBClientEngine, papermill_engines  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    if _ENGINE in papermill_engines._engines:  # noqa: SLF001
        return

    class PrivateEngine(NBClientEngine):  # type: ignore[misc]
        """Papermill's own engine with kernels that use no ports and keep no history."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> Any:  # noqa: ANN401
            config = Config()
            if sys.platform != "win32":
                # An absolute name of its own for every kernel; the default is relative.
                socket = str(Path(tempfile.mkdtemp(dir=os.environ["JUPYTER_RUNTIME_DIR"])) / "k")
                for manager in (config.KernelManager, config.AsyncKernelManager):
                    manager.transport = "ipc"
                    manager.ip = socket
            client = PapermillNotebookClient(
                nb_man,
                kernel_name=kernel_name,
                config=config,
                extra_arguments=["--HistoryManager.enabled=False"],
                timeout=None,
                startup_timeout=120,
            )
            return client.execute()

    papermill_engines.register(_ENGINE, PrivateEngine)


def _strip(path: Path) -> None:
    """Take out what differs from run to run: times, versions, widget state."""
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    for name in _NEEDLESS:
        notebook.metadata.pop(name, None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells):
        for name in _NEEDLESS:
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell["id"] = f"injected-{number}"
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
