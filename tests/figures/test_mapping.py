"""The map: me in the middle, named circles, bridges as the only lines, limits in words."""

import dataclasses
import json
import re

import pytest
from tests.figures.atlases import HOSTILE, small_atlas

from netlens.figures.mapping import plot_map
from netlens.theme import BASIS


def trace(fig, name):
    (found,) = [one for one in fig.data if one.name == name]
    return found


def shapes(fig, kind):
    return [shape for shape in fig.layout.shapes if shape.type == kind]


def words(fig):
    return [note.text for note in fig.layout.annotations]


@pytest.fixture(scope="module")
def atlas():
    return small_atlas()


@pytest.fixture(scope="module")
def fig(atlas):
    return plot_map(atlas, complete=False)


def test_i_am_in_the_middle(fig):
    me = trace(fig, "me")
    assert (me.x, me.y, me.text) == ((0,), (0,), ("<b>you</b>",))


def test_every_circle_is_a_disc_with_its_name_and_count_above(fig, atlas):
    discs = shapes(fig, "circle")
    regions = atlas.regions[atlas.regions["radius"].notna()]
    assert [disc.name for disc in discs] == ["region-0", "region-1"]
    for disc, radius in zip(discs, regions["radius"], strict=True):
        assert disc.x1 - disc.x0 == pytest.approx(2 * radius, abs=0.3)
        assert disc.y1 - disc.y0 == pytest.approx(disc.x1 - disc.x0, abs=0.3)
    assert words(fig)[:2] == ["<b>Circle Ana Ruiz</b><br>4 people"] * 2


def test_one_unit_is_as_wide_as_high(fig):
    """Otherwise discs would be no circles."""
    assert fig.layout.yaxis.scaleanchor == "x"
    low, top = fig.layout.yaxis.range
    assert top - low == fig.layout.height - fig.layout.margin.t - fig.layout.margin.b


def test_the_rest_is_a_dashed_strip_that_counts_its_people(fig):
    (strip,) = shapes(fig, "rect")
    assert strip.line.dash == "dot"
    assert words(fig)[2] == "<b>2 in none of these circles</b>"


def test_smaller_groups_in_the_rest_are_counted():
    fig = plot_map(small_atlas(circles="abc", most_regions=1), complete=True)
    rest = words(fig)[1]
    assert rest == "<b>10 in none of these circles</b>, some of them in 2 smaller groups"


def test_somebody_drawn_elsewhere_is_said(atlas):
    regions = atlas.regions.assign(elsewhere=[3, 0, 0])
    fig = plot_map(dataclasses.replace(atlas, regions=regions), complete=True)
    assert words(fig)[0].endswith("<br>4 people, 3 drawn elsewhere")


def test_the_only_lines_are_bridges_from_their_dot_to_a_rim(fig, atlas):
    """Those of a0 into the other circle, and of b1 and b2 back, and of z0 into none but one."""
    lines = shapes(fig, "line")
    assert len(lines) == len(atlas.bridges) == 3
    assert all(one.mode != "lines" for one in fig.data)
    dots = atlas.dots.set_index("person_id")
    discs = atlas.regions.set_index("region_id")
    for line, person, region in zip(
        lines, atlas.bridges["person_id"], atlas.bridges["to_region"], strict=True
    ):
        assert (line.x0, line.y0) == tuple(dots.loc[person, ["x", "y"]])
        x, y, radius = discs.loc[region, ["x", "y", "radius"]]
        assert ((line.x1 - x) ** 2 + (line.y1 - y) ** 2) ** 0.5 == pytest.approx(radius, abs=0.2)


def test_bridges_are_named(fig, atlas):
    named = {note.text for note in fig.layout.annotations if note.name == "bridge"}
    assert named == {f"Ana Ruiz {who}" for who in atlas.bridges["person_id"]}


@pytest.mark.parametrize(("basis", "dash"), [("observed", "solid"), ("asserted", "dash")])
def test_colour_and_dashes_of_a_line_are_its_basis(basis, dash):
    """Dashes also where there is no colour; the caption explains what is drawn, and only that."""
    fig = plot_map(small_atlas(basis=basis), complete=True)
    assert {line.line.color for line in shapes(fig, "line")} == {BASIS[basis]}
    assert {line.line.dash for line in shapes(fig, "line")} == {dash}
    caption = words(fig)[-1]
    assert ("solid if an export shows it" in caption) == (basis == "observed")
    assert ("dashed if somebody says so" in caption) == (basis == "asserted")


def test_where_little_could_be_seen_the_caption_says_so(atlas):
    unseen = "no line does not mean no tie"
    assert unseen in words(plot_map(atlas, complete=False))[-1]
    assert unseen not in words(plot_map(atlas, complete=True))[-1]


def test_the_caption_says_how_many_are_drawn_and_what_circles_are():
    few = plot_map(small_atlas(most_dots=6), complete=True)
    assert "6 of 10 people, those with most ties first" in words(few)[-1]
    assert "communities that ties show" in words(few)[-1]
    stated = dataclasses.replace(small_atlas(), basis="groups")
    assert "employers, schools and labels" in words(plot_map(stated, complete=True))[-1]


def test_hovering_says_who_somebody_is_and_how_many_ties_are_seen(fig):
    told = trace(fig, "dots").hovertext
    assert (
        "<b>Ana Ruiz a0</b><br>Ana Ruiz, Acme<br>tied to 4 others here, as far as is seen" in told
    )
    assert "<b>Ana Ruiz a3</b><br>Ana Ruiz, Acme<br>no tie to others here is seen" in told


def test_hostile_names_and_titles_are_text_on_hovering():
    told = trace(plot_map(small_atlas(HOSTILE), complete=True), "dots").hovertext
    for words_ in told:
        assert not re.search(r"<(?!/?b>|br>)", words_)
        assert words_.count("&lt;img") == 2
        assert not any(sign in words_ for sign in ("%{x}", "$", "\u202e", "\x1b"))


def test_unknown_ties_are_not_said_to_be_none():
    told = trace(plot_map(small_atlas(holders=()), complete=False), "dots").hovertext
    assert "<b>Ana Ruiz a3</b><br>Ana Ruiz, Acme<br>whom else they know cannot be seen" in told


def test_whoever_is_off_limits_is_counted_and_named_nowhere():
    """Neither on hovering, nor beside a dot, nor for the script; nor is their title."""
    named = {"a0": "Zoe Offlimits", "b1": "Yan Offlimits"}
    fig = plot_map(small_atlas(named=named, unnamed={"a0", "b1"}), complete=True)
    assert "Offlimits" not in fig.to_json()
    told = dict(zip(trace(fig, "dots").customdata, trace(fig, "dots").hovertext, strict=True))
    assert [told[0], told[5]] == ["left alone"] * 2
    meta = fig.layout.meta["map"]
    assert [meta["names"][who] for who in (0, 5)] == [None, None]
    assert [meta["about"][who] for who in (0, 5)] == ["", ""]
    caption = words(fig)[-1].replace("<br>", " ")
    assert "Dots: all 10 people; 2 of the 10 are off limits: counted, not named." in caption
    assert "off limits" not in words(plot_map(small_atlas(), complete=True))[-1]


def test_dots_carry_the_number_that_the_script_knows_them_by(fig):
    dots = trace(fig, "dots")
    assert list(dots.customdata) == list(range(10))
    names = fig.layout.meta["map"]["names"]
    assert all(name in told for name, told in zip(names, dots.hovertext, strict=True))


def test_without_groups_there_is_no_map():
    fig = plot_map(small_atlas(circles=""), complete=False)
    assert not fig.data
    assert words(fig)[0].startswith("No two of your contacts share a group")


def test_nobody_else_needs_no_strip(atlas):
    """Where everybody is in a circle."""
    regions = atlas.regions.assign(people=[4, 4, 0])
    fig = plot_map(dataclasses.replace(atlas, regions=regions), complete=True)
    assert not shapes(fig, "rect")
    assert len(fig.layout.meta["map"]["regions"]) == 2


def test_every_number_is_rounded(fig):
    """They would differ in their last digits from machine to machine."""
    assert not re.findall(r"\d\.\d{3,}", json.dumps(json.loads(fig.to_json())["data"]))
    assert not re.findall(r"\d\.\d{3,}", fig.layout.to_plotly_json()["meta"].__repr__())
