"""What a network is rich and poor in."""

import pandas as pd

from netlens.goals.lexicon import load_lexicon
from netlens.goals.richness import measure_richness


def test_people_count_by_what_they_work_on_and_once(people):
    """The richest first, with who leads."""
    table = measure_richness(people)
    assert set(table["function"]) == set(load_lexicon().functions)
    assert table["people"].is_monotonic_decreasing
    data = table.set_index("function").loc["data"] if "data" in set(table["function"]) else None
    assert data is not None
    assert "Ana Ruiz" in data["names"]
    assert data["leads"] >= 1
    assert table["people"].sum() <= people["title"].notna().sum()


def test_nobody_with_a_title_is_nobody_anywhere():
    """Every function stays in the table, with zero people among those described."""
    none = pd.DataFrame({"person_id": ["p"], "name": ["Jo"], "title": [None]})
    assert measure_richness(none)["people"].sum() == 0
