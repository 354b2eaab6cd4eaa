"""Who knows the reader, drawn."""

import itertools

import pandas as pd
import pytest

from netlens.figures.visibility import (
    MOST_NEEDS,
    MOST_YEARS,
    known_by_data,
    plot_known_by,
    plot_visibility_trend,
    trend_data,
)
from netlens.theme import KNOWN, PAPER

LEVELS = ("vouches", "aware", "weak sign", "no sign")


def need(number=1, **names):
    found = [tuple(names.get(level.replace(" ", "_"), ())) for level in LEVELS]
    return pd.DataFrame(
        {
            "need_id": f"n{number}",
            "goal": "find a job",
            "need": f"need number {number}",
            "level": LEVELS,
            "people": [len(cell) for cell in found],
            "names": found,
        }
    )


def trend(first, *shown, weak=5):
    years = range(first, first + len(shown))
    return pd.DataFrame(
        {"year": list(years), "vouches": [n // 2 for n in shown],
         "aware": [n - n // 2 for n in shown], "weak_sign": weak}
    )  # fmt: skip


def test_names_stand_in_the_cell_of_their_level_below_what_it_means():
    (only,), _ = known_by_data(need(aware=["Ben"], vouches=["Ana"], no_sign="CDEFG"))
    assert [(cell.status, cell.lines) for cell in only.cells] == [
        ("vouches", ("<b>vouches for you: 1</b>", "Ana")),
        ("aware", ("<b>aware of you: 1</b>", "Ben")),
        ("no sign", ("<b>no sign either way: 5</b>", "C", "D", "E", "and 2 more")),
    ]


def test_each_level_has_one_color_and_no_sign_is_an_outline():
    fig = plot_known_by(need(vouches="A", aware="B", weak_sign="C", no_sign="D"))
    looks = [(shape.fillcolor, shape.line.color) for shape in fig.layout.shapes]
    assert looks == [
        *((KNOWN[level], KNOWN[level]) for level in LEVELS[:3]),
        (PAPER, KNOWN["no sign"]),
    ]


def test_no_sign_is_said_not_to_be_a_no():
    assert "is not a no" in plot_known_by(need(no_sign="A")).layout.xaxis.title.text


def test_a_need_that_nobody_may_hold_says_so():
    fig = plot_known_by(pd.concat([need(1), need(2, aware="A")]))
    assert "nobody you have described may have it" in [n.text for n in fig.layout.annotations]
    assert len(fig.layout.shapes) == 1


def test_needs_without_room_are_counted():
    fig = plot_known_by(pd.concat([need(n, aware="A") for n in range(MOST_NEEDS + 3)]))
    assert len(fig.layout.shapes) == MOST_NEEDS
    assert fig.layout.xaxis.title.text.endswith("not shown: 3 needs")
    heights = [(shape.y0, shape.y1) for shape in fig.layout.shapes]
    assert all(above[1] < below[0] for above, below in itertools.pairwise(heights))


def test_bars_are_people_who_vouch_or_are_aware():
    """Connections and meetings are told in the table only."""
    fig = plot_visibility_trend(trend(2023, 4, 0, 3))
    vouch, aware, words = fig.data
    assert (list(vouch.y), list(aware.y)) == ([2, 0, 1], [2, 0, 2])
    assert (vouch.marker.color, aware.marker.color) == (KNOWN["vouches"], KNOWN["aware"])
    assert list(words.text) == ["4", "", "3"]
    assert list(words.x) == ["2023", "2024", "2025"]
    assert [note.text for note in fig.layout.annotations] == ["vouches for you", "aware of you"]
    assert [shape.fillcolor for shape in fig.layout.shapes] == [KNOWN["vouches"], KNOWN["aware"]]


def test_years_begin_with_the_first_in_which_somebody_showed_it():
    years, earlier = trend_data(trend(2010, 0, 0, 1, 0, 2))
    assert (years["year"].tolist(), earlier) == ([2012, 2013, 2014], 0)


@pytest.mark.parametrize(("more", "words"), [(1, "1 earlier year"), (3, "3 earlier years")])
def test_years_without_room_are_counted(more, words):
    table = trend(2000, *[1] * (MOST_YEARS + more))
    assert trend_data(table)[0]["year"].tolist()[0] == 2000 + more
    title = plot_visibility_trend(table).layout.xaxis.title.text
    assert title.endswith(f"<br>not shown: {words}")


def test_weak_signs_alone_are_an_empty_figure():
    fig = plot_visibility_trend(trend(2020, 0, 0))
    assert not fig.data
    assert "stronger than a connection" in fig.layout.annotations[0].text.replace("<br>", " ")
