"""
Results on disk: tables, graph, manifest, and a report that is whole or absent.

A report is made in a folder beside its place and moved in when complete. A
folder that is no netlens report is never replaced.
"""

import contextlib
import csv
import glob
import io
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pandas as pd

from netlens.errors import OutputError
from netlens.escaping import csv_cell, one_line, show_invisible

MANIFEST: Final = "manifest.json"
_PRIVATE: Final = 0o700
_MADE_BY: Final = "netlens report"


def to_csv(table: pd.DataFrame) -> str:
    """
    Write a table as CSV that a spreadsheet cannot be tricked by.

    Text cells are guarded by `netlens.escaping.csv_cell`; cells of several
    values are joined by "; ", each guarded; days are ISO days; missing is
    empty.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(list(table.columns))
    columns = [[_csv_text(value) for value in table[name].tolist()] for name in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _csv_text(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, (tuple, list)):
        return csv_cell("; ".join(str(_csv_text(item)) for item in value))
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return csv_cell(value.encode("utf-8", "replace").decode("utf-8"))
    return value


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write one CSV file per table."""
    folder.mkdir(mode=_PRIVATE)
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text(to_csv(table), encoding="utf-8", newline="")


def write_graph(graph: "nx.DiGraph[str]", path: Path) -> None:
    """
    Write the graph as GraphML.

    Control characters, which XML cannot hold, are spelled out; what is not
    known is left out.
    """
    clean: nx.DiGraph[str] = nx.DiGraph()
    for node, data in graph.nodes(data=True):
        clean.add_node(node, **_attributes(data))
    for start, end, data in graph.edges(data=True):
        clean.add_edge(start, end, **_attributes(data))
    nx.write_graphml(clean, path, encoding="utf-8")


def _attributes(data: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, (tuple, list)):
            kept[name] = show_invisible("; ".join(map(str, value)))
        elif isinstance(value, str):
            kept[name] = show_invisible(value)
        elif not (isinstance(value, float) and math.isnan(value)):
            kept[name] = value
    return kept


def write_manifest(path: Path, content: Mapping[str, Any]) -> None:
    """Write what made the report: inputs with their digests, versions, parameters."""
    text = json.dumps(
        {"made_by": _MADE_BY, **content}, ensure_ascii=False, indent=2, sort_keys=True
    )
    path.write_text(text + "\n", encoding="utf-8")


def check_target(target: Path) -> None:
    """
    Check that a report may be put at `target`.

    Raises
    ------
    OutputError
        If something is there that is neither empty nor an earlier report.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        msg = f"{one_line(target)} is in the way: not a folder. Choose another place with -o."
        raise OutputError(msg)
    if target.is_dir() and any(target.iterdir()) and not _is_report(target):
        msg = (
            f"{one_line(target)} holds files that are no netlens report; nothing was replaced. "
            "Choose an empty or new folder with -o."
        )
        raise OutputError(msg)


def _is_report(folder: Path) -> bool:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("made_by") == _MADE_BY


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Path]:
    """
    Give a private folder to fill, and move it to `target` when all went well.

    Parameters
    ----------
    target
        Where the report goes; an earlier report there is replaced.

    Yields
    ------
    folder
        Empty, beside `target`.

    Raises
    ------
    OutputError
        If `target` may not be replaced, or cannot be written; what was there
        stays as it was.
    """
    check_target(target)
    place = target.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _tidy(place)
        prefix = f".{place.name}.part-{os.getpid()}-"
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=place.parent))
    except OSError as error:
        msg = f"{one_line(target)}: cannot be written: {error.strerror or error}."
        raise OutputError(msg) from error
    try:
        yield folder
        _swap(folder, place)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        msg = f"{one_line(target)}: cannot be written: {error.strerror or error}. The old report stays."  # noqa: E501
        raise OutputError(msg) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(folder: Path, place: Path) -> None:
    old = place.with_name(f".{place.name}.old")
    if place.exists():
        place.rename(old)
    try:
        folder.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError, OverflowError):
        return True
    return True


def _tidy(place: Path) -> None:
    """Undo what a crash left: half a report, or an old one whose successor never came."""
    for left in place.parent.glob(f".{glob.escape(place.name)}.part-*"):
        pid = left.name.removeprefix(f".{place.name}.part-").split("-", 1)[0]
        if not _is_alive(pid):
            shutil.rmtree(left, ignore_errors=True)
    old = place.with_name(f".{place.name}.old")
    if old.exists():
        if place.exists() and any(place.iterdir()):
            shutil.rmtree(old, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                place.rmdir()
            os.replace(old, place)  # noqa: PTH105
