"""The whole job: notebooks run, page assembled, tables written, all moved in at once."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netlens.goals.proposing import propose_toml
from netlens.report.assembling import assemble_page, versions
from netlens.report.blocks import Section, read_sections
from netlens.report.cards import build_cards
from netlens.report.notebooks import find_notebooks
from netlens.report.running import run_notebooks
from netlens.report.writing import (
    MANIFEST,
    staged,
    write_graph,
    write_manifest,
    write_tables,
)
from netlens.shipped import sample_folder

if TYPE_CHECKING:
    from netlens.network import Network


@dataclass(frozen=True)
class ReportResult:
    """Where the page is, its bytes, and what it says first."""

    path: Path
    size: int
    headline: str


def make_report(
    network: "Network",
    target: Path,
    *,
    notebooks: Path,
    paths: Sequence[Path],
    parameters: Mapping[str, Any],
    details: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> ReportResult:
    """
    Make one report folder.

    Parameters
    ----------
    network
        The opened project; writes the tables while the notebooks run.
    target
        Folder of the report; an earlier report there is replaced when the
        new one is complete.
    notebooks
        Folder of the notebooks.
    paths
        What was opened: handed to the notebooks.
    parameters
        Typed, as `check_parameters` gives them.
    details
        Also write e-mail addresses, phones and notes into the tables.
    progress
        Told what happens.

    Returns
    -------
    result
        The page is `target`/index.html.

    Raises
    ------
    NotebookError
        If a cell fails; the old report stays.
    OutputError
        If the target cannot or must not be written.
    """
    # The sample is everybody's: nothing derived is left in it.
    if network.folder and network.folder.resolve() != sample_folder().resolve():
        network.keep_vectors()
    first, *rest = [str(Path(path).expanduser().resolve()) for path in paths]
    given = {**parameters, "project": first, "also": rest}
    found = find_notebooks(notebooks)
    with staged(target) as folder:
        (folder / "notebooks").mkdir(mode=0o700)
        progress(f"running {len(found)} notebooks …")
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(_write_beside, network, folder, details=details)
            executed = run_notebooks(found, folder / "notebooks", given, progress=progress)
            job.result()
        progress("assembling the page …")
        page = assemble_page(
            sorted(read_sections(executed), key=_place),
            cards=build_cards(network),
            proposal=propose_toml(network.goals, network.needs),
            claims=network.claims,
            tables=network.tables(),
            ego_name=network.ego_name,
            goals=network.goals["goal"].tolist(),
            day=network.day,
            parameters=network.parameters,
        )
        data = page.encode("utf-8", "replace")
        (folder / "index.html").write_bytes(data)
        write_manifest(folder / MANIFEST, _manifest(network, data))
    headline = network.claims_of("summary", "headline")["sentence"].iloc[0]
    return ReportResult(target / "index.html", len(data), headline)


def _place(section: Section) -> int:
    """Put what the reader acts on first, and what was read last, whatever the files' order."""
    return _ORDER.index(section.section_id) if section.section_id in _ORDER else len(_ORDER)


# The order in which a reader needs it.
_ORDER: Final = ("goal-gaps", "reach", "clustering", "plan", "contacts")


def _write_beside(network: "Network", folder: Path, *, details: bool) -> None:
    write_tables(network.tables(details=details), folder / "tables")
    write_graph(network.graph, folder / "network.graphml")


def _manifest(network: "Network", page: bytes) -> dict[str, Any]:
    files = network.files
    return {
        "inputs": [
            {
                "file": file,
                "owner": owner,
                "sha256": digest if isinstance(digest, str) else None,
                "bytes": int(size),
            }
            for file, owner, digest, size in zip(
                files["file"], files["owner"], files["sha256"], files["bytes"], strict=True
            )
        ],
        "parameters": network.parameters,
        "versions": versions(),
        "tables": {name: len(table) for name, table in network.tables().items()},
        "page_sha256": hashlib.sha256(page).hexdigest(),
    }
