"""Names of bridges: beside their dots, off what is written already."""

import dataclasses

from tests.figures.atlases import HOSTILE, small_atlas

from netlens.figures.map_labels import Box, place_names


def test_boxes_share_the_area_where_both_are():
    assert Box(0, 0, 5, 5).overlap(Box(8, 0, 5, 5)) == 2 * 10
    assert Box(0, 0, 5, 5).overlap(Box(11, 0, 5, 5)) == 0


def test_every_bridge_is_named_once_near_its_dot():
    atlas = small_atlas()
    dots = atlas.dots.set_index("person_id")
    bridges = list(dict.fromkeys(atlas.bridges["person_id"]))
    notes = place_names(atlas)
    assert [note["text"] for note in notes] == dots.loc[bridges, "name"].tolist()
    for note, person in zip(notes, bridges, strict=True):
        assert abs(note["x"] - dots.loc[person, "x"]) < 100
        assert abs(note["y"] - dots.loc[person, "y"]) < 20


def test_two_bridges_in_one_place_have_names_apart():
    atlas = small_atlas()
    together = atlas.dots.assign(x=-200.0, y=0.0)
    notes = place_names(dataclasses.replace(atlas, dots=together))
    places = {(note["x"], note["y"]) for note in notes}
    assert len(places) == len(notes) == 3


def test_no_name_hides_another_bridge():
    """b1 stands where the name of a0 would, to its right."""
    atlas = small_atlas()
    dots = atlas.dots.set_index("person_id")
    dots.loc["a0", ["x", "y"]] = [-200.0, 0.0]
    dots.loc["b1", ["x", "y"]] = [-170.0, 0.0]
    notes = place_names(dataclasses.replace(atlas, dots=dots.reset_index()))
    assert (notes[0]["text"], notes[0]["xanchor"]) == ("Ana Ruiz a0", "right")


def test_no_name_leaves_the_map():
    atlas = small_atlas("An Endless Name Indeed")
    edge = atlas.dots.assign(x=349.0)
    notes = place_names(dataclasses.replace(atlas, dots=edge))
    assert all(note["xanchor"] == "right" or note["x"] < 300 for note in notes)


def test_a_name_at_the_side_begins_or_ends_at_its_dot():
    atlas = small_atlas()
    dots = atlas.dots.set_index("person_id")
    for note, person in zip(place_names(atlas), atlas.bridges["person_id"].unique(), strict=True):
        if note["y"] == dots.loc[person, "y"]:
            side = {"left": 7.0, "right": -7.0}[note["xanchor"]]
            assert note["x"] == round(dots.loc[person, "x"] + side, 1)
        else:
            assert note["xanchor"] == "center"


def test_names_are_escaped():
    assert all(note["text"].startswith("&lt;img") for note in place_names(small_atlas(HOSTILE)))
