"""What figures share, and the rules that all of them keep."""

import json
import re
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest
from tests.figures.atlases import draw_members

from netlens.figures.clustering import plot_bridging
from netlens.figures.contacts import plot_growth, plot_known, plot_top
from netlens.figures.drawing import draw_bars, draw_nothing
from netlens.figures.goal_gaps import plot_matrix
from netlens.figures.reach import plot_openers, plot_reach
from netlens.figures.visibility import plot_known_by, plot_visibility_trend
from netlens.theme import BASIS, LINE

HOSTILE = "<img src=x onerror=alert(1)></script>{{7*7}}%{x}$\\alpha$\u202e\x1b[31m"
GROWTH = pd.DataFrame(
    {
        "source": [HOSTILE, HOSTILE, "Outlook"],
        "day": pd.to_datetime(["2020-01-01", "2021-01-01", "2020-06-01"]),
        "contacts": [3, 9, 4],
    },
)
KNOWN = pd.DataFrame({"field": ["job title", HOSTILE], "people": [5, 9], "of": [12, 12]})
VALUES = pd.DataFrame({"value": [HOSTILE, "Acme"], "people": [3, 1]})
REACH = pd.DataFrame(
    {
        "figure": ["first step", "seen", "second step", "rule of thumb"],
        "low": [233.0, 413.0, 1016.0, float("nan")],
        "value": [269.0, 413.0, 4033.0, 53_800.0],
        "high": [269.0, 413.0, 24_689.0, float("nan")],
        "basis": ["observed", "observed", "inferred", "inferred"],
        "note": ["", "", "extrapolated from the overlap", "200 × contacts"],
    },
)
OPENERS = pd.DataFrame(
    {"rank": [1, 2], "name": [HOSTILE, "Ben"], "beyond": [9, 8], "new_people": [9, 5]},
)
MEMBERS = pd.DataFrame(
    {
        "person_id": ["p1", "p2", "p3", "p4"],
        "group_id": ["e:a", "e:a", "l:b", "l:b"],
        "group": [HOSTILE, HOSTILE, "Choir", "Choir"],
        "kind": ["employer", "employer", "label", "label"],
    },
)
BRIDGING = pd.DataFrame(
    {
        "person_id": ["p1", "p1", "p2", "p2"],
        "name": [HOSTILE, HOSTILE, "Ben", "Ben"],
        "group_id": ["e:a", "l:b", "e:a", "l:b"],
        "group": [HOSTILE, "Choir", HOSTILE, "Choir"],
        "people": [3, 1, 0, 2],
        "of": [9, 4, 9, 4],
    },
)
MATRIX = pd.DataFrame(
    {
        "need_id": ["n1", "n1", "n1", "n1"],
        "goal": [HOSTILE] * 4,
        "need": [HOSTILE] * 4,
        "status": ["held", "likely", "gap", "not described"],
        "people": [1, 0, 0, 7],
        "names": [(HOSTILE,), (), (), ()],
        "described": [30] * 4,
        "undescribed": [7] * 4,
    },
)

KNOWN_BY = pd.DataFrame(
    {
        "need_id": ["n1"] * 4,
        "goal": [HOSTILE] * 4,
        "need": [HOSTILE] * 4,
        "level": ["vouches", "aware", "weak sign", "no sign"],
        "people": [1, 0, 1, 1],
        "names": [(HOSTILE,), (), ("Ben",), ("Cem",)],
    },
)
TREND = pd.DataFrame(
    {"year": [2024, 2025], "vouches": [1, 0], "aware": [3, 1], "weak_sign": [9, 9]}
)

Case = tuple[Callable[..., go.Figure], pd.DataFrame]
CASES: dict[str, Case] = {
    "growth": (plot_growth, GROWTH),
    "known": (plot_known, KNOWN),
    "top": (lambda values: plot_top(values, title="Where do they work?"), VALUES),
    "reach": (plot_reach, REACH),
    "openers": (plot_openers, OPENERS),
    "map": (draw_members, MEMBERS),
    "bridging": (plot_bridging, BRIDGING),
    "matrix": (plot_matrix, MATRIX),
    "known-by": (plot_known_by, KNOWN_BY),
    "trend": (plot_visibility_trend, TREND),
}
each_figure = pytest.mark.parametrize(("plot", "table"), CASES.values(), ids=CASES)


def words_of(fig: go.Figure) -> str:
    """Give everything that a figure writes."""
    texts = [str(trace.text) for trace in fig.data if trace.text is not None]
    texts += [note.text for note in fig.layout.annotations]
    titles = [fig.layout.title.text, fig.layout.xaxis.title.text, fig.layout.yaxis.title.text]
    return " ".join([*texts, *filter(None, titles)])


@each_figure
def test_every_figure_has_the_template_and_follows_the_width_of_the_screen(plot, table):
    fig = plot(table)
    assert fig.layout.template.layout.font.family == "system-ui, sans-serif"
    assert fig.layout.width is None
    assert 100 < fig.layout.height < 1_000


@each_figure
def test_every_title_is_a_question_that_fits_a_phone(plot, table):
    title = plot(table).layout.title.text
    assert title.endswith("?")
    assert len(title) <= 44


@each_figure
def test_every_axis_has_a_title_or_is_hidden(plot, table):
    fig = plot(table)
    for axis in (fig.layout.xaxis, fig.layout.yaxis):
        assert axis.visible is False or axis.title.text


@each_figure
def test_an_empty_table_makes_an_empty_figure_that_says_why(plot, table):
    fig = plot(table.iloc[:0])
    assert not fig.data
    (note,) = fig.layout.annotations
    assert note.text.endswith(".")
    assert fig.layout.title.text == plot(table).layout.title.text
    assert fig.layout.height < 200


@each_figure
def test_no_figure_changes_its_table(plot, table):
    before = table.copy(deep=True)
    plot(table)
    pd.testing.assert_frame_equal(table, before)


@each_figure
def test_every_figure_shows_hostile_text_as_text(plot, table):
    """Reach and the trend have words of their own only."""
    fig = plot(table)
    words = words_of(fig)
    assert ("&lt;img" in words) == (table is not REACH and table is not TREND)
    assert not re.search(r"<(?!/?b>|br>)", words)
    # What is not drawn is read by the page's script, which writes it as text.
    drawn = fig.update_layout(meta=None).to_json()
    assert not any(sign in drawn for sign in ("%{x}", "$\\\\alpha$", "\u202e", "\\u001b"))


@each_figure
def test_no_figure_has_a_template_of_text(plot, table):
    """Data in a hovertemplate would be read as instructions."""
    for trace in plot(table).data:
        assert "template" not in json.dumps(trace.to_plotly_json())


@each_figure
def test_every_number_is_rounded(plot, table):
    """Unrounded floats differ in their last digits from machine to machine."""
    content = json.dumps(json.loads(plot(table).to_json()))
    assert not re.findall(r"\d\.\d{5,}", content)


@each_figure
def test_a_figure_is_the_same_every_time(plot, table):
    assert plot(table).to_json() == plot(table.copy()).to_json()


def test_a_bar_is_drawn_over_its_track():
    fig = draw_bars("Who?", labels=["a"], values=[3], tracks=[9], notes=["3 of 9"])
    track, bar = fig.data[:2]
    assert (list(track.x), track.marker.color) == ([9], LINE)
    assert (list(bar.x), bar.marker.color) == ([3], BASIS["observed"])
    assert fig.layout.xaxis.range == (0, 9)


def test_labels_and_notes_stand_above_their_bars():
    fig = draw_bars("Who?", labels=["a", "b"], values=[3, 1], notes=["3", "1"])
    labels, notes = fig.data[1:]
    assert list(labels.text) == ["a", "b"]
    assert list(notes.text) == ["3", "1"]
    assert all(y < bar for y, bar in zip(labels.y, fig.data[0].y, strict=True))


def test_what_is_left_out_is_said_last():
    fig = draw_bars("Who?", labels=["a"], values=[3], notes=["3"], more="and 4 more")
    assert fig.data[-1].text == ("and 4 more",)


def test_bars_of_nobody_still_draw():
    assert draw_bars("Who?", labels=["a"], values=[0], notes=["0"]).layout.xaxis.range == (0, 1)


def test_the_reason_for_nothing_is_wrapped_for_a_phone():
    fig = draw_nothing("Who?", "word " * 30)
    assert max(len(line) for line in fig.layout.annotations[0].text.split("<br>")) <= 46
