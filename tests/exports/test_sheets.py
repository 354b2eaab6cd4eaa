"""A table as columns by name, with lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import InputError
from netlens.exports.sheets import read_sheet

NAME = frozenset({"name"})


def test_rows_know_their_lines_although_cells_hold_line_breaks():
    """An introduction, a cell of two lines, a blank row."""
    text = 'A note\nName,Started On\n"Ana\nRuiz",Mar 2019\n\n,\nBen,2014\n'
    sheet = read_sheet(text.encode(), "x.csv", NAME)
    assert [sheet.starts[row] for row in sheet.rows] == [3, 7]
    assert [sheet.folded("name")[row] for row in sheet.rows] == ["Ana Ruiz", "Ben"]
    assert [(drop.line, drop.reason) for drop in sheet.dropped] == [
        (1, "text above the header row"),
        (2, "header row"),
        (5, "blank row"),
        (6, "blank row"),
    ]


def test_months_and_years_count_from_their_first_day():
    """What is no date is unknown."""
    text = "Name,On\na,Mar 2019\nb,2014\nc,05 Jun 2020\nd,2021-01-02 08:14:00 UTC\ne,soon\nf,\n"
    sheet = read_sheet(text.encode(), "x.csv", NAME)
    assert sheet.days("on") == [
        "2019-03-01",
        "2014-01-01",
        "2020-06-05",
        "2021-01-02",
        None,
        None,
    ]


def test_a_missing_column_is_empty_cells():
    """Years differ in what they export."""
    assert read_sheet(b"Name\nAna\n", "x.csv", NAME).cells("other", "another") == [""]


def test_a_file_without_the_header_says_what_to_do():
    """The name is escaped, the columns are named."""
    with pytest.raises(InputError, match=r"x\.csv: no header row with name. Export it again"):
        read_sheet(b"a,b\n1,2\n", "folder/x.csv", NAME)


@given(st.binary(max_size=400))
def test_junk_below_the_header_never_crashes(junk):
    """Every row is there once, in order."""
    sheet = read_sheet(b"Name,On\n" + junk, "x.csv", NAME)
    assert sheet.starts == sorted(set(sheet.starts))
    sheet.days("on")
