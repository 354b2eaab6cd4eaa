"""
Run the notebooks on data/sample and store their outputs in them.

    python scripts/refresh_notebooks.py

Nothing that differs from run to run or from machine to machine is stored: no
times, versions or paths. The notebooks are their own source; only outputs are
written.
"""

import os
import tempfile
from pathlib import Path

import nbformat

from netlens.report.notebooks import find_notebooks
from netlens.report.running import run_notebooks

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def settle(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep of a run notebook only what any other run would store too."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return notebook


def main() -> None:
    """Refresh every notebook in place."""
    os.chdir(FOLDER)  # where a reader who opens a notebook would run it
    found = find_notebooks(FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        executed = run_notebooks(found, Path(folder), {}, progress=print)
        for path, done in zip(found, executed, strict=True):
            notebook = settle(nbformat.read(done, as_version=4))
            path.write_text(nbformat.writes(notebook, version=4) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
