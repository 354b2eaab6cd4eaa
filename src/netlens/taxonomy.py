"""
Occupations between a need and a title: an index of the O*NET database, if the user has one.

Two titles may share no word and still be one occupation. The alternate titles,
tasks and descriptions of the database say which occupations a need means and
which a title belongs to; how far the two agree is the Bhattacharyya coefficient
of both.

The database is O*NET by the U.S. Department of Labor, Employment and Training
Administration, under CC BY 4.0 (https://www.onetcenter.org/database.html). It
is not part of netlens: the user downloads it, and netlens keeps vectors of it.
"""

import contextlib
import csv
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from netlens.errors import InputError
from netlens.vectors import SentenceModel, Vectors

CREDIT: Final = (
    "O*NET Database by the U.S. Department of Labor, Employment and Training Administration "
    "(USDOL/ETA), used under CC BY 4.0"
)
_FILE: Final = "taxonomy.npz"
# How sharply likeness decides for an occupation; docs/matching.md has the figures.
_SHARP: Final = 0.05
_KEPT: Final = 16
_ROWS_AT_ONCE: Final = 256
_CODES: Final = ("soc", "o*net-soc code")
_KINDS: Final = ("titles", "tasks", "descriptions")
_FEWEST: Final = 10

Numbers = NDArray[np.float64]
_Texts = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Taxonomy:
    """
    Vectors of what a database says of occupations.

    `vectors` and `owners` are by kind (titles, tasks, descriptions): one row
    per text, and the number of its occupation; rows are sorted by that.
    `made_by` is the model that made the vectors.
    """

    names: tuple[str, ...]
    vectors: dict[str, Vectors]
    owners: dict[str, NDArray[np.int64]]
    made_by: str = ""

    def place_titles(self, titles: Vectors) -> sparse.csr_array:
        """Give the square roots of each title's shares of occupations, the largest few of them."""
        rows = []
        for start in range(0, len(titles), _ROWS_AT_ONCE):
            best = self._likeness("titles", titles[start : start + _ROWS_AT_ONCE])
            shares = _share(best, _SHARP)
            least = (
                np.partition(shares, -_KEPT, axis=1)[:, [-_KEPT]] if len(self.names) > _KEPT else 0
            )
            rows.append(sparse.csr_array(np.sqrt(np.where(shares >= least, shares, 0.0))))
        return sparse.csr_array(sparse.vstack(rows) if rows else (0, len(self.names)))

    def place_query(self, sentence: Vectors, role: Vectors | None) -> Numbers:
        """Give the square roots of a need's shares: by its role, else by all that it says."""
        both = self._likeness("titles", sentence[None, :])
        if role is not None:
            likeness = (both + self._likeness("titles", role[None, :])) / 2
        else:
            others = (self._likeness(kind, sentence[None, :]) for kind in ("tasks", "descriptions"))
            likeness = (both + sum(others)) / 3
        shares: Numbers = np.sqrt(_share(likeness, _SHARP)[0])
        return shares

    def _likeness(self, kind: str, texts: Vectors) -> Numbers:
        """Give the greatest cosine per occupation; an occupation without a text is unlike all."""
        owners = self.owners[kind]
        found = np.full((len(texts), len(self.names)), -1.0)
        if len(owners):
            starts = np.flatnonzero(np.diff(owners, prepend=-1))
            cosines = (texts @ self.vectors[kind].T).astype(np.float64).round(5)
            found[:, owners[starts]] = np.maximum.reduceat(cosines, starts, axis=1)
        return found


def _share(likeness: Numbers, sharpness: float) -> Numbers:
    odds = np.exp((likeness - likeness.max(axis=1, keepdims=True)) / sharpness)
    shares: Numbers = odds / odds.sum(axis=1, keepdims=True)
    return shares


# Files ----------------------------------------------------------------------------------


def home() -> Path:
    """Give the folder of what netlens keeps for a user, not for a project."""
    said = os.environ.get("NETLENS_HOME")
    if said:
        return Path(said)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "netlens"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "netlens"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "netlens"


def load_taxonomy(model: SentenceModel | None = None) -> Taxonomy | None:
    """
    Give the index that the user added, or `None`.

    Raises
    ------
    InputError
        If it cannot be read, or was made by another model than the given one.
    """
    path = home() / _FILE
    try:
        found = _load(str(path), path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        msg = (
            f"{path} cannot be read ({error}). Add the database again: netlens taxonomy add FOLDER"
        )
        raise InputError(msg) from error
    if model is not None and found.made_by != model.made_by:
        msg = (
            f"{path} was made by another sentence model than the one in {model.folder}. Add the "
            "database again (netlens taxonomy add FOLDER) or remove it (netlens taxonomy remove)."
        )
        raise InputError(msg)
    return found


@lru_cache(maxsize=1)
def _load(path: str, _changed: int) -> Taxonomy:
    with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return Taxonomy(
            tuple(stored["names"].tolist()),
            {kind: stored[kind].astype(np.float32) for kind in _KINDS},
            {kind: stored[f"{kind}_of"] for kind in _KINDS},
            str(stored["made_by"]),
        )


def add_taxonomy(folder: Path, model: SentenceModel) -> dict[str, int]:
    """
    Index the text files of an O*NET download, in place of what was added before.

    Parameters
    ----------
    folder
        With tab-separated tables that name a code of O*NET-SOC and a title,
        alternate title, task or description.
    model
        What makes the vectors; about a minute for the whole database.

    Returns
    -------
    counts
        Of occupations, titles, tasks and descriptions.

    Raises
    ------
    InputError
        If there is no such table in the folder.
    """
    names, texts = read_occupations(folder)
    codes = {code: number for number, code in enumerate(sorted(names))}
    stored: dict[str, NDArray[np.generic]] = {
        "made_by": np.array(model.made_by),
        "names": np.array([names[code] for code in codes]),
    }
    for kind in _KINDS:
        rows = sorted({(codes[code], text) for code, text in texts[kind] if code in codes})
        stored[kind] = model.embed([text for _, text in rows]).astype(np.float16)
        stored[f"{kind}_of"] = np.array([number for number, _ in rows], dtype=np.int64)
    _write(stored)
    return {"occupations": len(codes)} | {kind: len(stored[kind]) for kind in _KINDS}


def read_occupations(folder: Path) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """
    Read the tables of an O*NET download.

    Returns
    -------
    names, texts
        The first title of each occupation by its code; per kind ("titles",
        "tasks", "descriptions") pairs of code and text, as they come.

    Raises
    ------
    InputError
        If the folder has no such tables.
    """
    texts: _Texts = {kind: [] for kind in _KINDS}
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.t*")):
        for kind, code, text in _read_table(path):
            texts[kind].append((code, text))
            if kind == "titles":
                names.setdefault(code, text)
    if len(names) < _FEWEST:
        msg = (
            f"{folder}: no occupations found there. Download the text files of the O*NET database "
            "from https://www.onetcenter.org/database.html, unpack them, and name that folder: it "
            "holds Occupation Data.txt, Alternate Titles.txt and Task Statements.txt."
        )
        raise InputError(msg)
    return names, texts


def remove_taxonomy() -> bool:
    """Delete the index; tell whether there was one."""
    try:
        (home() / _FILE).unlink()
    except FileNotFoundError:
        return False
    return True


def _write(stored: dict[str, NDArray[np.generic]]) -> None:
    home().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=home(), suffix=".npz")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **stored)
        Path(name).replace(home() / _FILE)
    finally:
        Path(name).unlink(missing_ok=True)


def _read_table(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield kind, code and text of each row of a table that is one of the database."""
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(path.open(encoding="utf-8", errors="replace", newline=""))
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = [name.strip().casefold() for name in next(rows, [])]
        code = next((header.index(name) for name in _CODES if name in header), None)
        if code is None:
            return
        wanted = [(kind, header.index(name)) for kind, name in _columns(header)]
        for row in rows:
            for kind, place in wanted:
                if max(code, place) < len(row) and row[place].strip():
                    yield kind, row[code].strip(), row[place].strip()


def _columns(header: list[str]) -> list[tuple[str, str]]:
    """Say which columns hold which kind of text; a table of tasks repeats the titles."""
    if "task" in header:
        return [("tasks", "task")]
    known = (("titles", "title"), ("titles", "alternate title"), ("descriptions", "description"))
    found = [(kind, name) for kind, name in known if name in header]
    return found if any(kind == "titles" for kind, _ in found) else []
