import pytest

from netlens.goals.words import deep_stem, fold, light_stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("engineers", "engineer"),
        ("ingenieurin", "ingenieur"),
        ("entwicklerinnen", "entwickler"),
        ("companies", "company"),
        ("coaches", "coach"),
        ("business", "business"),
        ("berlin", "berlin"),
        ("admin", "admin"),
    ],
)
def test_light_stems_differ_by_number_and_gender_only(word, stem):
    assert light_stem(word) == stem


def test_deep_stems_share_a_root():
    assert deep_stem("designer") == deep_stem("designing") == deep_stem("designs")
    assert deep_stem("nurse") != deep_stem("nursery")


def test_fold_reads_only_the_beginning_of_a_huge_text():
    assert fold("Müller-Lüdenscheidt") == ["muller", "ludenscheidt"]
    assert len(fold("word " * 1_000_000)) <= 4_001
