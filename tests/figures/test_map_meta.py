"""What the page's script reads: everybody by number, short, and nothing that a screen obeys."""

import json

import pytest
from tests.figures.atlases import HOSTILE, small_atlas

from netlens.figures.map_meta import list_for_script, number_people


def listed(atlas, *, complete=False):
    return list_for_script(atlas, number_people(atlas), complete=complete)


@pytest.fixture(scope="module")
def atlas():
    return small_atlas(most_dots=6)


@pytest.fixture(scope="module")
def meta(atlas):
    return listed(atlas)


def test_people_are_numbered_region_by_region_those_drawn_first(atlas):
    people = number_people(atlas)
    at = {region: place for place, region in enumerate(atlas.regions["region_id"])}
    order = list(
        zip(people["region_id"].map(at), people["x"].isna(), people["person_id"], strict=True)
    )
    assert order == sorted(order)
    assert set(people["person_id"]) == set(atlas.roster["person_id"])


def test_regions_say_where_they_are_and_how_many_stand_in_them(meta):
    assert [region["here"] for region in meta["regions"]] == [4, 4, 2]
    assert sum(region["shown"] for region in meta["regions"]) == 6
    assert "radius" in meta["regions"][0]
    assert "radius" not in meta["regions"][2]
    assert meta["regions"][2]["width"] == 700


def test_only_those_who_are_drawn_are_described(meta):
    assert len(meta["names"]) == 10
    assert meta["about"] == ["Ana Ruiz, Acme"] * 6


def test_every_pair_is_listed_once_from_the_smaller_number(atlas, meta):
    number = {who: at for at, who in enumerate(number_people(atlas)["person_id"])}
    pairs = {frozenset((row[0], other)) for row in meta["pairs"]["observed"] for other in row[1:]}
    wanted = zip(atlas.pairs["person_id"], atlas.pairs["other_id"], strict=True)
    assert pairs == {frozenset((number[a], number[b])) for a, b in wanted}
    assert all(row[0] < min(row[1:]) for row in meta["pairs"]["observed"])
    assert sum(len(row) - 1 for row in meta["pairs"]["observed"]) == len(atlas.pairs)


def test_bases_are_kept_apart():
    assert list(listed(small_atlas(basis="asserted"))["pairs"]) == ["asserted"]


def test_unknown_numbers_of_ties_are_null():
    ties = listed(small_atlas(holders=()))["ties"]
    assert None in ties
    assert 0 not in ties


def test_what_could_be_seen_is_listed_by_exception(atlas, meta):
    """Two of ten hold a list; all others could be seen with those two."""
    people = number_people(atlas)
    assert meta["usual"] == 2
    told = {people["person_id"][who]: count for who, count in meta["unusual"]}
    assert told == {"a0": 9, "b0": 9, "b1": 3, "b2": 3}


def test_goals_list_who_holds_what_they_need(atlas, meta):
    number = {who: at for at, who in enumerate(number_people(atlas)["person_id"])}
    assert meta["goals"] == [
        {"goal": "a job Ana Ruiz", "held": [number["a0"]], "likely": [number["z1"]]}
    ]


def test_what_a_screen_would_obey_is_spelled_out():
    """Markup stays as it is, since the script writes text."""
    text = json.dumps(listed(small_atlas(HOSTILE)), ensure_ascii=False)
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "⟨U+202E⟩" in text
    assert "<img src=x" in text


def test_endless_names_are_cut():
    atlas = small_atlas("A" * 100_000)
    assert len(json.dumps(listed(atlas))) < 10_000


def test_it_is_json_without_nan(meta):
    assert json.loads(json.dumps(meta, allow_nan=False)) == meta
