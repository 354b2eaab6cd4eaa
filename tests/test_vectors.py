"""Sentences as vectors: the installed model, its digests, what is kept of it."""

import hashlib

import numpy as np
import pytest

from netlens import vectors
from netlens.errors import InputError
from netlens.vectors import SIZE, SentenceModel, load_model

MODEL = load_model()
needs_model = pytest.mark.skipif(MODEL is None, reason="netlens[semantic] is not installed")


@needs_model
def test_meaning_is_nearer_than_letters():
    """A developer of big data is nearer to a data engineer than a nurse is."""
    engineer, developer, nurse = MODEL.embed(["data engineer", "big data developer", "data nurse"])
    assert engineer @ developer > engineer @ nurse
    assert np.linalg.norm(engineer) == pytest.approx(1)


@needs_model
def test_a_vector_does_not_depend_on_its_company():
    """The same bits alone, in a batch, and beside longer texts."""
    text = "Senior Data Engineer"
    alone = SentenceModel(MODEL.folder).embed([text])[0]
    crowd = [f"title number {i}" for i in range(70)] + ["a much longer text than the others " * 4]
    among = SentenceModel(MODEL.folder).embed([*crowd, text])[-1]
    assert (alone == among).all()


@needs_model
def test_vectors_are_kept_without_their_texts(tmp_path):
    """A second run reads them; a damaged file counts as none."""
    path = tmp_path / ".cache" / "vectors.npz"
    first = SentenceModel(MODEL.folder)
    expected = first.embed(["Secret Title", "Nurse"])
    first.write(path)
    assert b"Secret" not in path.read_bytes()
    second = SentenceModel(MODEL.folder)
    second.read(path)
    assert second.size == 2
    assert (second.embed(["Secret Title", "Nurse"]) == expected).all()
    for damaged in (b"", b"PK\x03\x04nonsense", path.read_bytes()[:200]):
        path.write_bytes(damaged)
        third = SentenceModel(MODEL.folder)
        third.read(path)
        assert third.size == 0


def test_no_text_has_no_vector():
    """An empty table has no rows and the usual width."""
    assert SentenceModel(None).embed([]).shape == (0, SIZE)


@pytest.mark.parametrize("names", [[], ["tokenizer.json"]])
def test_a_folder_without_a_model_is_refused(tmp_path, names):
    """With the name of what is missing."""
    for name in names:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"no onnx/model\.onnx"):
        load_model(str(tmp_path))


def test_installed_files_that_were_changed_are_refused(tmp_path, monkeypatch):
    """Whoever can change the model could change what it says of people."""
    (tmp_path / "onnx").mkdir()
    for name in vectors.DIGESTS:
        (tmp_path / name).write_bytes(b"something else")
    monkeypatch.setattr(vectors, "find_installed", lambda: tmp_path)
    vectors.forget_models()
    with pytest.raises(InputError, match="not the file that was published"):
        load_model()
    digest = hashlib.sha256(b"something else").hexdigest()
    monkeypatch.setattr(vectors, "DIGESTS", dict.fromkeys(vectors.DIGESTS, digest))
    assert load_model().folder == tmp_path
    vectors.forget_models()


def test_without_the_extra_there_is_no_model(monkeypatch):
    """And that is no error."""
    monkeypatch.setattr(vectors, "find_installed", lambda: None)
    vectors.forget_models()
    assert load_model() is None
    vectors.forget_models()


@needs_model
def test_the_environment_names_a_model(tmp_path, monkeypatch):
    """A folder named there comes before the installed one; a copy of the published is the same."""
    (tmp_path / "onnx").mkdir()
    for name in vectors.DIGESTS:
        (tmp_path / name).symlink_to(MODEL.folder / name)
    monkeypatch.setenv(vectors.NAMED_BY, str(tmp_path))
    named = load_model()
    assert (named.folder, named.made_by, named.attuned) == (tmp_path, MODEL.made_by, True)


@needs_model
def test_another_model_is_not_attuned_and_its_vectors_are_kept_apart(tmp_path):
    """The map towards occupations means nothing to it."""
    (tmp_path / "onnx").mkdir()
    for name in vectors.DIGESTS:
        (tmp_path / name).symlink_to(MODEL.folder / name)
    (tmp_path / "tokenizer.json").unlink()
    text = (MODEL.folder / "tokenizer.json").read_text(encoding="utf-8")
    (tmp_path / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
    other = load_model(str(tmp_path))
    assert not other.attuned
    other.embed(["Nurse"])
    other.write(tmp_path / "kept.npz")
    mine = SentenceModel(MODEL.folder, made_by=MODEL.made_by)
    mine.read(tmp_path / "kept.npz")
    assert mine.size == 0


@needs_model
def test_turning_towards_occupations_brings_their_titles_together():
    """Bookkeepers are nearer to those who keep accounts than to those who keep books."""
    texts = ["Bookkeeper", "Accounts Clerk", "Librarian"]
    plain = SentenceModel(MODEL.folder, attuned=False).embed(texts)
    turned = MODEL.embed(texts)
    assert plain[0] @ plain[1] < plain[0] @ plain[2]
    assert turned[0] @ turned[1] > turned[0] @ turned[2]
