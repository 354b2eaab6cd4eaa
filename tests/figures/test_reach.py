import numpy as np
import pandas as pd
import pytest

from netlens.figures.reach import openers_data, plot_openers, plot_reach, reach_data
from netlens.theme import BASIS


def reach(**figures: tuple[float, float, float, str, str]) -> pd.DataFrame:
    rows = [(name.replace("_", " "), *cells) for name, cells in figures.items()]
    return pd.DataFrame(rows, columns=["figure", "low", "value", "high", "basis", "note"])


NAN = float("nan")
FIRST = (233.0, 269.0, 269.0, "observed", "people on your own lists")
SEEN = (413.0, 413.0, 413.0, "observed", "named on colleagues' lists")
SECOND = (
    9_016.0,
    14_033.0,
    20_689.0,
    "inferred",
    "extrapolated from the overlap of the lists held",
)
RULE = (NAN, 53_800.0, NAN, "inferred", "200 × contacts")
FULL = reach(rule_of_thumb=RULE, second_step=SECOND, first_step=FIRST, seen=SEEN)
OPENERS = pd.DataFrame(
    {"rank": [2, 1, 3], "name": ["B", "A", "C"], "beyond": [8, 9, 7], "new_people": [5, 9, 1]},
)


def said(table: pd.DataFrame) -> dict[str, str]:
    rows = reach_data(table)
    return dict(zip(rows["figure"], rows["said"], strict=True))


def test_rows_go_from_near_to_far():
    order = ["first step", "seen", "second step", "rule of thumb"]
    assert reach_data(FULL)["figure"].tolist() == order


def test_what_was_counted_is_exact_and_what_is_estimated_has_two_figures():
    assert said(FULL) == {
        "first step": "<b>233 to 269</b>",
        "seen": "<b>413</b>",
        "second step": "<b>9,000 to 21,000</b>, 90 % sure",
        "rule of thumb": "<b>54,000</b>",
    }


def test_a_range_from_published_figures_is_not_called_sure():
    supposed = (*SECOND[:4], "published figures; no list is held")
    assert said(reach(second_step=supposed)) == {"second step": "<b>9,000 to 21,000</b>"}


def test_an_exact_union_is_one_number():
    exact = (413.0, 413.0, 413.0, "inferred", "union of all lists")
    assert said(reach(second_step=exact)) == {"second step": "<b>410</b>"}


def test_what_is_unknown_is_said_and_not_drawn():
    fig = plot_reach(reach(first_step=FIRST, second_step=(NAN, NAN, NAN, "inferred", "")))
    text = fig.data[-1].text
    assert text[1] == "two steps away: cannot be known from these files"
    drawn = np.concatenate([trace.y for trace in fig.data[:-1]])
    assert set(drawn) == {0.0}


def test_the_estimate_is_a_bar_with_the_people_seen_as_its_floor():
    fig = plot_reach(FULL)
    bars = [trace for trace in fig.data if trace.mode == "lines"]
    assert [list(bar.x) for bar in bars] == [[233, 269], [9_016, 20_689]]
    assert [bar.line.color for bar in bars] == [BASIS["observed"], BASIS["inferred"]]
    ticks = [t for t in fig.data if t.mode == "markers" and t.marker.symbol == "line-ns"]
    assert [(tick.x[0], tick.y[0]) for tick in ticks] == [(413, 1), (413, 2)]


def test_the_rule_of_thumb_is_a_hollow_mark():
    marks = {t.marker.symbol: t.x[0] for t in plot_reach(FULL).data if t.mode == "markers"}
    assert marks["diamond-open"] == 53_800


def test_the_axis_is_logarithmic_and_holds_every_number():
    axis = plot_reach(FULL).layout.xaxis
    assert axis.type == "log"
    assert axis.range == (1, 5)
    assert axis.tickvals == (100, 1_000, 10_000)


@pytest.mark.parametrize("people", [0.0, 1.0, 10.0, 100.0])
def test_few_people_fit_on_the_axis(people):
    """A logarithm knows no zero; nobody is said in words and has no mark."""
    fig = plot_reach(reach(first_step=(people, people, people, "observed", "")))
    low, high = fig.layout.xaxis.range
    marks = [trace.x[0] for trace in fig.data if trace.mode == "markers"]
    assert marks == [people] * (people >= 1)
    assert all(10**low <= mark < 10**high for mark in marks)
    assert fig.data[-1].text == (f"people you know: <b>{people:.0f}</b>",)


def test_openers_are_ranked_and_the_rest_counted():
    shown, left_out = openers_data(OPENERS, top=2)
    assert shown["name"].tolist() == ["A", "B"]
    assert left_out == 1


def test_an_opener_shows_new_people_of_those_on_the_list():
    fig = plot_openers(OPENERS)
    track, bar = fig.data[:2]
    assert list(track.x) == [9, 8, 7]
    assert list(bar.x) == [9, 5, 1]
    assert fig.data[-1].text == ("9 new of 9 people", "5 of 8", "1 of 7")
