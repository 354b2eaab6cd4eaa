"""What figures of needs share."""

import pandas as pd

from netlens.figures.cells import (
    LEFT,
    MOST_NEEDS,
    RIGHT,
    Cell,
    Look,
    Need,
    draw_needs,
    list_needs,
    name_lines,
)

LOOKS = {
    "up": Look(LEFT, "#111111", "#222222", "#333333"),
    "beside": Look(RIGHT, "#444444", "#555555", "#666666"),
    "down": Look(LEFT, "#777777", "#888888", "#999999", row=1),
}


def draw(*needs, heads=None):
    return draw_needs("Who?", needs, LOOKS, heads=heads or {}, none="nobody", below="below")


def need(*statuses, goal=""):
    return Need(goal, ("a need",), tuple(Cell(s, 2, ("Ana", "Ben")) for s in statuses))


def boxes(fig):
    return {
        shape.fillcolor: (shape.x0, shape.x1, shape.y0, shape.y1) for shape in fig.layout.shapes
    }


def test_cells_of_one_row_stand_beside_each_other_and_the_next_row_below():
    found = boxes(draw(need("up", "beside", "down")))
    up, beside, down = (found[LOOKS[name].fill] for name in LOOKS)
    assert up[2:] == beside[2:]
    assert up[1] < beside[0]
    assert (down[0], down[1]) == (up[0], up[1])
    assert down[2] > up[3]


def test_a_row_without_cells_takes_no_room():
    assert boxes(draw(need("down")))["#777777"][2:] == boxes(draw(need("up")))["#111111"][2:]


def test_the_words_of_a_cell_have_its_color_and_place():
    (_, cell) = draw(need("beside")).layout.annotations
    assert (cell.text, cell.font.color, cell.x) == ("Ana<br>Ben", "#666666", RIGHT[0])


def test_a_need_without_cells_says_so():
    fig = draw(need(), need("up"))
    assert not fig.layout.shapes[1:]
    assert fig.layout.annotations[1].text == "nobody"
    assert fig.layout.annotations[2].y > fig.layout.annotations[1].y


def test_heads_stand_above_their_columns():
    first = draw(need("up"), heads={"beside": "there"}).layout.annotations[0]
    assert (first.text, first.x, first.y) == ("there", RIGHT[0], 0)


def test_names_are_shown_up_to_three_and_the_rest_counted():
    assert name_lines(("A", "B", "C", "D", "E")) == ("A", "B", "C", "and 2 more")
    assert name_lines(("<b>",)) == ("&lt;b&gt;",)
    assert name_lines(()) == ()


def test_needs_are_in_the_order_of_the_table_and_the_rest_is_counted():
    table = pd.DataFrame(
        {"need_id": [f"n{n}" for n in range(MOST_NEEDS + 2)], "goal": "one", "need": "x"}
    )
    shown, left_out = list_needs(table, lambda rows: [Cell("up", len(rows), ())])
    assert (len(shown), left_out) == (MOST_NEEDS, 2)
    assert [n.goal for n in shown] == [""] * MOST_NEEDS
    assert list_needs(table, lambda _: [], most=3)[1] == MOST_NEEDS - 1


def test_each_of_several_goals_is_named_above_its_first_need():
    table = pd.DataFrame({"need_id": ["a", "b", "c"], "goal": ["g", "g", "h"], "need": "x"})
    assert [need.goal for need in list_needs(table, lambda _: [])[0]] == ["g", "", "h"]
