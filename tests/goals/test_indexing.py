import pandas as pd
import pytest

from netlens.goals.indexing import PeopleIndex, PhraseIndex, TitleIndex


@pytest.fixture
def people():
    """Give five people: three described by title, note and label, two not at all."""
    return pd.DataFrame(
        {
            "person_id": ["a", "b", "c", "d", "e"],
            "title": ["Nurse", None, None, "", None],
            "company": ["Kranich Mobility GmbH", None, None, None, None],
            "department": [None, None, None, "Sales", None],
            "location": ["München, Germany", None, None, "Berlin", None],
            "labels": [(), (), ("Choir",), ("* myContacts",), None],
            "notes": [None, "knows a notary", None, None, float("nan")],
        },
    )


def test_who_is_not_described_is_not_in_the_index(people):
    assert PeopleIndex(people).ids == ["a", "b", "c"]


def test_only_id_and_title_are_needed():
    index = PeopleIndex(pd.DataFrame({"person_id": ["a"], "title": ["Nurse"]}))
    assert index.ids == ["a"]
    assert index.noted == []


def test_companies_are_found_by_the_start_of_their_name(people):
    index = PeopleIndex(people)
    assert index.at_company("kranich") == [0]
    assert index.at_company("Kranich Mobility AG") == [0]
    assert index.at_company("Mobility") == []
    assert index.at_company("") == []


def test_places_are_found_in_either_language(people):
    index = PeopleIndex(people)
    assert index.in_place("Munich") == [0]
    assert index.in_place("Munich Berlin") == []
    assert index.in_place("") == []


def test_phrases_are_found_side_by_side():
    index = PhraseIndex([["data", "engineer"], ["engineer", "data"], ["data", "lake", "engineer"]])
    assert index.find(("data", "engineer")).tolist() == [0, 1]
    assert index.find(("engin*",)).tolist() == [0, 1, 2]
    assert index.find(("nurs*",)).tolist() == []
    assert index.find_any([("lake",), ("nurse",)]).tolist() == [False, False, True]


def test_cover_weighs_specific_words_more():
    index = TitleIndex(["Tax Accountant", "Accountant", "Tax Manager Nuclear"])
    covered, pure = index.cover((("tax", 1.0), ("account", 1.0)))
    assert covered.tolist() == [1.0, 0.5, 0.5]
    assert pure[0] == 1.0
    assert pure[2] < 0.5
