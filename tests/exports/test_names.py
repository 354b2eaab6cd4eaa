"""Names from their parts, and text that is folded before it is compared."""

import unicodedata

import pytest

from netlens.exports.names import compose_name, fold_column, fold_text


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Ana", None, "Ruiz"), "Ana Ruiz"),
        (("Ana", "Maria", "Ruiz"), "Ana Maria Ruiz"),
        (("Ana", None, None), "Ana"),
        ((None, None, "Ruiz"), "Ruiz"),
        ((None, "Maria", None), "Maria"),
        ((None, None, None), None),
        (("太郎", None, "山田"), "山田太郎"),
        (("철수", None, "김"), "김철수"),
        (("Jürgen", None, "山田"), "Jürgen 山田"),
    ],
)
def test_compose(parts, name):
    """Family names come last, and first in Chinese, Japanese and Korean."""
    assert compose_name(*parts) == name


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  Ana \t Ruiz\u3000", "Ana Ruiz"),
        (unicodedata.normalize("NFD", "Zoë"), "Zoë"),
        ("Ana\xa0Ruiz", "Ana Ruiz"),
        ("", None),
        ("   ", None),
        ("Acme ::: Old Acme", "Acme"),
    ],
)
def test_columns_are_folded_like_cells(typed, folded):
    """A column is folded whatever else is in it."""
    assert fold_column([typed]) == [folded]
    assert fold_column(["Ben", typed, "Cy"]) == ["Ben", folded, "Cy"]
    if folded and ":::" not in typed:
        assert fold_text(typed) == folded
