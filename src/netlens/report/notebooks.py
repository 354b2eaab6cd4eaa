"""
Notebooks on disk: found, and their parameters read and checked before anything runs.

Papermill only warns of an unknown parameter; here it is an error.
"""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.report.importing import import_papermill
from netlens.settings import nearest

_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


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
    papermill = import_papermill()
    # Read here, since papermill takes braces in a path for placeholders.
    found = papermill.inspect_notebook(read_notebook(notebook))
    return {
        name: {
            "type": str(row["inferred_type_name"]),
            "default": str(row["default"]),
            "help": str(row["help"]),
        }
        for name, row in found.items()
    }


def read_notebook(path: Path) -> Any:  # noqa: ANN401
    """Read a notebook as nbformat's nodes."""
    import_papermill()
    import nbformat  # noqa: PLC0415

    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


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
        words, read = _READERS.get(declared[name], _TEXT)
        try:
            typed[name] = read(value)
        except (TypeError, ValueError):
            problems.append(f"{name} takes {words}, not {one_line(value, 60)!r}")
    if problems:
        raise ParameterError("; ".join(problems))
    return typed


def _whole(value: Any) -> int:  # noqa: ANN401
    if isinstance(value, str):
        return int(value.strip())
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _number(value: Any) -> float:  # noqa: ANN401
    if isinstance(value, bool):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _flag(value: Any) -> bool:  # noqa: ANN401
    text = str(value).strip().lower()
    if text not in _TRUE | _FALSE:
        raise ValueError
    return text in _TRUE


def _list(value: Any) -> list[str]:  # noqa: ANN401
    if isinstance(value, str):
        return [item.strip() for item in value.split(",") if item.strip()]
    return [str(item) for item in value]


_TEXT: Final[tuple[str, Callable[[Any], Any]]] = ("a text", str)
_READERS: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "int": ("a whole number", _whole),
    "float": ("a number", _number),
    "bool": ("true or false", _flag),
    "list": ("texts separated by commas", _list),
    "str": _TEXT,
}
