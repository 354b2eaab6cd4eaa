"""
Papermill imported without a grammar that it never uses.

Papermill imports nbformat, nbformat imports jsonschema, and jsonschema builds
a grammar for international addresses where JupyterLab has brought one along:
most of papermill's import time. No schema of a notebook asks for such an
address, so the grammar is hidden while papermill is imported for the first
time. Kernels do the same, since drawing a Plotly figure imports nbformat too.
"""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, Final

GRAMMAR: Final = "rfc3987_syntax"


def import_papermill() -> Any:  # noqa: ANN401
    """Import papermill, quickly, and give the module."""
    with _hidden(GRAMMAR):
        import papermill  # noqa: PLC0415
    return papermill


@contextlib.contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Make `import name` fail as if it were not installed, unless it was imported before."""
    if name in sys.modules:
        yield
        return
    # Python's own way to block an import; jsonschema then does without.
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
