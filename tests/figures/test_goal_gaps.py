import itertools

import pandas as pd

from netlens.figures.cells import MOST_NEEDS
from netlens.figures.goal_gaps import matrix_data, plot_matrix
from netlens.theme import PAPER, STATUS


def need(number: int, *, held=(), likely=(), described=30, goal="find a job") -> pd.DataFrame:
    found = len(held) + len(likely)
    return pd.DataFrame(
        {
            "need_id": f"n{number}",
            "goal": goal,
            "need": f"need number {number}",
            "status": ["held", "likely", "gap", "not described"],
            "people": [len(held), len(likely), 0 if found else described, 7],
            "names": [tuple(held), tuple(likely), (), ()],
            "described": described,
            "undescribed": 7,
        },
    )


def cells(table: pd.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    (only,), _ = matrix_data(table)
    return [(cell.status, cell.lines) for cell in only.cells]


def words(table: pd.DataFrame) -> list[str]:
    return [note.text for note in plot_matrix(table).layout.annotations]


def test_names_stand_in_the_cells_of_their_status():
    assert cells(need(1, held=["Ana"], likely=["Ben", "Cem"])) == [
        ("held", ("Ana",)),
        ("likely", ("Ben", "Cem")),
    ]


def test_three_names_are_shown_and_the_rest_counted():
    assert cells(need(1, likely=list("ABCDE"))) == [("likely", ("A", "B", "C", "and 2 more"))]


def test_a_gap_is_nobody_among_those_described():
    assert cells(need(1)) == [("gap", ("nobody among the 30 who are described",))]


def test_where_nobody_is_described_there_is_no_gap():
    table = need(1, described=0)
    assert cells(table) == []
    assert "not known: nobody is described" in words(table)


def test_a_gap_is_an_outline_and_the_rest_is_filled():
    fig = plot_matrix(pd.concat([need(1, held=["Ana"], likely=["Ben"]), need(2)]))
    looks = [(shape.fillcolor, shape.line.color) for shape in fig.layout.shapes]
    assert looks == [
        (STATUS["held"], STATUS["held"]),
        (STATUS["likely"], STATUS["likely"]),
        (PAPER, STATUS["gap"]),
    ]


def test_people_who_are_not_described_are_counted_below():
    title = plot_matrix(need(1)).layout.xaxis.title.text
    assert title == "7 more are not described: any of them might"


def test_one_goal_is_not_repeated_and_several_are_named_once_each():
    table = pd.concat([need(1), need(2), need(3, goal="find a flat")])
    assert "<b>find a job</b>" not in words(need(1))
    assert [text for text in words(table) if "<b>" in text] == [
        "<b>find a job</b>",
        "<b>find a flat</b>",
    ]


def test_needs_without_room_are_counted():
    table = pd.concat([need(n) for n in range(MOST_NEEDS + 3)])
    shown, left_out = matrix_data(table)
    assert (len(shown), left_out) == (MOST_NEEDS, 3)
    assert plot_matrix(table).layout.xaxis.title.text.endswith("not shown: 3 needs")


def test_needs_stand_below_each_other():
    fig = plot_matrix(pd.concat([need(n, likely=["A", "B"]) for n in range(4)]))
    boxes = [(shape.y0, shape.y1) for shape in fig.layout.shapes]
    assert all(above[1] < below[0] for above, below in itertools.pairwise(boxes))
    assert boxes[-1][1] < fig.layout.yaxis.range[0]
