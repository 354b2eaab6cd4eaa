"""A project begun: the folder, a commented netlens.toml, notebooks to explore in."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from netlens.errors import InputError, OutputError
from netlens.escaping import one_line
from netlens.exports.sources import is_project
from netlens.settings import FILE_NAME
from netlens.shipped import notebooks_folder

_FOLDERS = ("exports", "reports")
_HEADERS = {
    "decisions.csv": "when,what,who,other,note\n",
    "ledger.csv": "date,who,what,direction,goal,about,via,outcome,note\n",
    "ties.csv": "from,to,kind,since,until,note\n",
}
_PRIVATE = 0o700
# JupyterLab would look for news and newer versions by itself; nothing here asks the network.
_OFFLINE = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)


def make_project(folder: Path, *, dry_run: bool = False) -> Iterator[str]:
    """
    Make a project folder that only its owner can read.

    Parameters
    ----------
    folder
        Where; it may exist, and nothing in it is overwritten.
    dry_run
        Make nothing.

    Yields
    ------
    line
        What was (or would be) made, and what to do next.

    Raises
    ------
    OutputError
        If the folder cannot be made.
    """
    template = (
        resources.files("netlens").joinpath("netlens-template.toml").read_text(encoding="utf-8")
    )
    files = {FILE_NAME: template, **_HEADERS}
    try:
        if not dry_run:
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        for name in _FOLDERS:
            if not (folder / name).exists():
                yield f"{folder / name}/"
                if not dry_run:
                    (folder / name).mkdir(mode=_PRIVATE)
        for name, text in files.items():
            if not (folder / name).exists():
                yield f"{folder / name}"
                if not dry_run:
                    _write_new(folder / name, text)
    except OSError as error:
        msg = f"{one_line(folder)}: cannot make the project: {error.strerror or error}."
        raise OutputError(msg) from error
    yield f"Put your exports into {folder / 'exports'}, then: netlens report {folder}"


def _write_new(path: Path, text: str) -> None:
    """Write a file that is complete or absent, and never replace one."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    try:
        os.link(part, path)
    except (OSError, AttributeError):
        part.rename(path)
        return
    part.unlink()


def copy_notebooks(folder: Path, *, dry_run: bool = False) -> Iterator[str]:
    """
    Copy the notebooks into a project, set to that project.

    Yields
    ------
    line
        What was (or would be) copied, or kept because it was there.

    Raises
    ------
    InputError
        If `folder` is no project.
    """
    if not (folder.is_dir() and is_project(folder)):
        msg = (
            f"{one_line(folder)}: no project folder. Make one with netlens init {one_line(folder)}."
        )
        raise InputError(msg)
    target = folder / "notebooks"
    for source in sorted(notebooks_folder().glob("*.ipynb")):
        copy = target / source.name
        if copy.exists():
            yield f"{copy} (kept)"
            continue
        yield f"{copy}"
        if not dry_run:
            target.mkdir(mode=_PRIVATE, exist_ok=True)
            _write_new(copy, _for_project(json.loads(source.read_text(encoding="utf-8"))))


def _for_project(notebook: dict[str, Any]) -> str:
    """Point the parameters at the project, let goals be typed, drop the sample's outputs."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        cell["outputs"], cell["execution_count"] = [], None
        if "parameters" in cell["metadata"].get("tags", ()):
            text = "".join(cell["source"]).replace('"../data/sample"', '".."')
            text = text.replace('as_of: str = "2026-06-30"', 'as_of: str = ""')
            text = text.replace("live: bool = False", "live: bool = True")
            cell["source"] = text.splitlines(keepends=True)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def start_lab(folder: Path, options: Sequence[str]) -> int:
    """Run JupyterLab on `folder`, offline, until the user stops it; give its exit code."""
    # It refuses an option that is given twice, so what the user typed stands for ours.
    typed = {option.partition("=")[0] for option in options}
    ours = [option for option in _OFFLINE if option.partition("=")[0] not in typed]
    command = [sys.executable, "-m", "jupyterlab", str(folder), *ours, *options]
    return subprocess.run(command, check=False).returncode  # noqa: S603
