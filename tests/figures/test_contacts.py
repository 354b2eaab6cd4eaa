import pandas as pd

from netlens.figures.contacts import (
    growth_data,
    known_data,
    plot_growth,
    plot_known,
    plot_top,
    top_data,
)


def grow(**sources: dict[str, int]) -> pd.DataFrame:
    rows = [
        (pd.Timestamp(day), name, n) for name, days in sources.items() for day, n in days.items()
    ]
    return pd.DataFrame(rows, columns=["day", "source", "contacts"])


TWO = grow(Outlook={"2020-01-01": 2, "2020-03-01": 5}, LinkedIn={"2020-02-01": 7, "2020-05-01": 9})
SIX = grow(**{f"S{n}": {"2020-01-01": n} for n in range(1, 7)})
VALUES = pd.DataFrame({"value": ["Acme", "Polymer", "Kranich"], "people": [5, 3, 1]})


def test_the_largest_source_is_the_first_line():
    assert growth_data(TWO)["source"].drop_duplicates().tolist() == ["LinkedIn", "Outlook"]


def test_a_line_begins_when_its_source_does_and_lasts_to_the_end():
    lines = growth_data(TWO).set_index("source")
    outlook = lines.loc["Outlook"]
    assert outlook["contacts"].tolist() == [2, 2, 5, 5]
    assert lines.loc["LinkedIn", "day"].min() == pd.Timestamp("2020-02-01")


def test_small_sources_are_added_up():
    """Of sources with 6 to 1 contacts the three largest have lines; 3 + 2 + 1 remain."""
    last = growth_data(SIX).groupby("source", sort=False)["contacts"].last().to_dict()
    assert last == {"S6": 6, "S5": 5, "S4": 4, "3 smaller sources": 6}


def test_every_line_is_named_at_its_end():
    words = [trace.text[0] for trace in plot_growth(TWO).data if trace.mode == "text"]
    assert words == ["LinkedIn: 9", "Outlook: 5"]


def test_names_of_lines_that_end_together_do_not_cover_each_other():
    fig = plot_growth(grow(A={"2020-01-01": 100}, B={"2020-01-01": 99}, C={"2020-01-01": 98}))
    heights = sorted(trace.y[0] for trace in fig.data if trace.mode == "text")
    assert heights == [98, 108, 118]
    assert fig.layout.yaxis.range[1] >= 118


def test_lines_differ_without_color():
    dashes = [trace.line.dash for trace in plot_growth(TWO).data if trace.mode == "lines"]
    assert len(set(dashes)) == len(dashes) == 2


def test_what_is_known_most_comes_first():
    known = pd.DataFrame({"field": ["place", "phone", "note"], "people": [1, 9, 1], "of": [10] * 3})
    assert known_data(known)["field"].tolist() == ["phone", "place", "note"]


def test_known_is_written_as_n_of_all():
    known = pd.DataFrame({"field": ["phone", "place"], "people": [1_200, 9], "of": [4_000] * 2})
    fig = plot_known(known)
    assert fig.data[-1].text == ("1,200 of 4,000 people", "9 of 4,000")


def test_nothing_known_of_nobody_is_an_empty_figure():
    known = pd.DataFrame({"field": ["phone"], "people": [0], "of": [0]})
    assert not plot_known(known).data


def test_the_most_frequent_values_are_shown_and_the_rest_counted():
    shown, left_out = top_data(VALUES, top=2)
    assert shown["value"].tolist() == ["Acme", "Polymer"]
    assert left_out == 1
    assert plot_top(VALUES, title="Where?", top=2).data[-1].text == ("and 1 more",)


def test_all_values_are_shown_where_there_is_room():
    fig = plot_top(VALUES, title="Where?")
    assert fig.data[-1].text == ("5 people", "3", "1")


def test_one_person_is_not_people():
    fig = plot_top(VALUES.tail(1), title="Where?")
    assert fig.data[-1].text == ("1 person",)
