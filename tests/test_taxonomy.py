"""Occupations between needs and titles."""

import numpy as np
import pandas as pd
import pytest

from netlens import taxonomy
from netlens.errors import InputError
from netlens.goals.matching import rank_holders
from netlens.taxonomy import Taxonomy, add_taxonomy, load_taxonomy, remove_taxonomy
from netlens.vectors import SentenceModel, load_model

MODEL = load_model()
needs_model = pytest.mark.skipif(MODEL is None, reason="netlens[semantic] is not installed")
OCCUPATIONS = [
    ("Morticians", "Undertaker", "Arrange funerals."),
    ("Nurses", "Ward Sister", "Care for patients."),
    ("Carpenters", "Joiner", "Build frames of wood."),
    ("Bakers", "Pastry Cook", "Bake bread."),
    ("Pilots", "Flight Captain", "Fly aircraft."),
    ("Tailors", "Seamstress", "Sew clothes."),
    ("Plumbers", "Pipe Fitter", "Install pipes."),
    ("Judges", "Magistrate", "Decide cases in court."),
    ("Dentists", "Orthodontist", "Treat teeth."),
    ("Welders", "Solderer", "Join metal."),
]


def download(folder, *, odd=False):
    """Write a database of ten occupations as its publisher does; odd: as others tidy it."""
    folder.mkdir(parents=True, exist_ok=True)
    code = "soc" if odd else "O*NET-SOC Code"
    rows = [(f"1{i}-1011.00", *row) for i, row in enumerate(OCCUPATIONS)]
    tables = {
        "Occupation Data": [(code, "Title", "Description"), *((c, t, d) for c, t, _, d in rows)],
        "Alternate Titles": [
            (code, "Title", "Alternate Title"),
            *((c, t, a) for c, t, a, _ in rows),
        ],
        "Task Statements": [(code, "Title", "Task"), *((c, t, d) for c, t, _, d in rows)],
        "Read Me": [("O*NET 29.3 Database",)],
    }
    for name, table in tables.items():
        text = "".join("\t".join(row) + "\n" for row in table)
        (folder / f"{name}.{'tsv' if odd else 'txt'}").write_text(text, encoding="utf-8")
    return folder


@needs_model
@pytest.mark.parametrize("odd", [False, True])
def test_a_download_is_indexed_and_removed(tmp_path, odd):
    """What is counted, and where it is."""
    assert load_taxonomy() is None
    counts = add_taxonomy(download(tmp_path / "onet", odd=odd), MODEL)
    assert counts == {"occupations": 10, "titles": 20, "tasks": 10, "descriptions": 10}
    assert load_taxonomy().names[0] == "Morticians"
    assert remove_taxonomy()
    assert load_taxonomy() is None
    assert not remove_taxonomy()


@needs_model
def test_a_title_is_found_through_its_occupation(tmp_path):
    """An undertaker shares no word with a mortician, and little of what the model knows."""
    needs = pd.DataFrame([{"need_id": "n", "text": "need a referral to a mortician"}])
    titles = ["Undertaker", "Monitor Technician", "Physician", "Musician"]
    people = pd.DataFrame({"person_id": list("abcd"), "title": titles})
    before = rank_holders(needs, people).set_index("person_id")["score"]
    add_taxonomy(download(tmp_path / "onet"), MODEL)
    after = rank_holders(needs, people).set_index("person_id")["score"]
    assert after.idxmax() == "a"
    assert after["a"] > before["a"]


@pytest.mark.parametrize("text", ["", "Title\tDescription\nNurse\tCares\n", "soc\ttask\n1\tx\n"])
def test_a_folder_of_something_else_is_refused(tmp_path, text):
    """With where to get the database."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"onetcenter\.org"):
        add_taxonomy(tmp_path, None)


@needs_model
def test_a_damaged_index_says_what_to_do(tmp_path):
    """Not a traceback."""
    add_taxonomy(download(tmp_path / "onet"), MODEL)
    (taxonomy.home() / "taxonomy.npz").write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="netlens taxonomy add"):
        load_taxonomy()


@needs_model
def test_an_index_of_another_model_is_refused(tmp_path):
    """Its cosines would mean nothing."""
    add_taxonomy(download(tmp_path / "onet"), MODEL)
    assert load_taxonomy(MODEL) is not None
    with pytest.raises(InputError, match="another sentence model"):
        load_taxonomy(SentenceModel(MODEL.folder, made_by="somebody else"))


def test_shares_agree_most_for_titles_of_one_occupation():
    """Worked by hand: two occupations, orthogonal vectors."""
    eye = np.eye(2, dtype=np.float32)
    owners = np.array([0, 1])
    two = Taxonomy(
        ("a", "b"),
        dict.fromkeys(("titles", "tasks", "descriptions"), eye),
        dict.fromkeys(("titles", "tasks", "descriptions"), owners),
    )
    placed = two.place_titles(eye).toarray()
    agreement = placed @ two.place_query(eye[0], None)
    assert agreement[0] == pytest.approx(1, abs=1e-6)
    assert agreement[1] == pytest.approx(2 * np.exp(-1 / 0.05 / 2), rel=1e-3)
