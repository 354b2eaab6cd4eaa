"""Rows and columns of text that breaks the rules of CSV."""

import csv
import time

import pytest

from netlens.exports.rows import (
    fit_width,
    split_grid,
    split_head,
    split_lines,
    unwrap_lines,
    usual_width,
)


def grid_of(text, width, delimiter=",", above=0):
    return split_grid(split_lines(text), delimiter, width=width, above=above)


def rows_of(grid):
    return [grid.row(number) for number in range(len(grid.starts))]


def test_line_ends():
    """LF, CR and CRLF end lines, and nothing else does."""
    assert split_lines("a\nb\rc\r\nd\u2028e\x0bf\x85g") == ["a", "b", "c", "d\u2028e\x0bf\x85g"]
    assert split_lines("") == []
    assert split_lines("\n\n") == ["", ""]


def test_plain_and_quoted_lines_keep_their_order():
    """Rows with and without quotes come back in the order of the file."""
    grid = grid_of('a,b\n"c, d",e\nf,"g ""h"""\ni,j\n', 2)
    assert rows_of(grid) == [["a", "b"], ["c, d", "e"], ["f", 'g "h"'], ["i", "j"]]
    assert list(grid.starts) == [1, 2, 3, 4]
    assert list(grid.raws) == ["a,b", '"c, d",e', 'f,"g ""h"""', "i,j"]
    assert grid.warnings == []


def test_rows_over_several_lines():
    """A quoted cell may hold line ends; the row has the line where it starts and all its text."""
    grid = grid_of('a,"1\n\n2"\nb,3\n', 2, above=10)
    assert rows_of(grid) == [["a", "1\n\n2"], ["b", "3"]]
    assert list(grid.starts) == [11, 14]
    assert grid.raws[0] == 'a,"1\n\n2"'
    assert grid.warnings == []


@pytest.mark.parametrize(
    "broken",
    [
        'b,"2,x\n',
        '"b,2,x\n',
        'b,"2" 3",x\n',
    ],
)
def test_a_broken_quote_costs_no_other_row(broken):
    """Rows before and after a broken quote are read as if it were not there."""
    grid = grid_of(f'a,1,x\n{broken}c,"3, 4",x\nd,5,x\n', 3)
    rows = rows_of(grid)
    assert rows[0] == ["a", "1", "x"]
    assert rows[-2:] == [["c", "3, 4", "x"], ["d", "5", "x"]]
    assert "broken quotes" in grid.warnings[0]
    assert "line 2" in grid.warnings[0]


def test_an_unclosed_quote_in_the_last_row():
    """A quote that is never closed ends with its line."""
    assert rows_of(grid_of('a,1\n"b,2\nc,3\n', 2)) == [["a", "1"], ["b", "2"], ["c", "3"]]


def test_a_swallowed_row_is_found_by_its_width():
    """A quote that closes by chance lines below gives the rows in between back."""
    grid = grid_of('a,1,x\n"b,2,x\nc,3,"\nd,4,x\n', 3)
    assert ["c", "3", ""] in rows_of(grid)
    assert rows_of(grid)[-1] == ["d", "4", "x"]


def test_escaped_quotes():
    r"""Programs that write \" for a quote are understood."""
    grid = grid_of('a,"say \\"hi, you\\" twice",x\n', 3)
    assert rows_of(grid) == [["a", 'say "hi, you" twice', "x"]]


def test_spaces_before_quotes():
    """A space between delimiter and quote does not undo the quote."""
    assert rows_of(grid_of('a, "b, c", d\n', 3)) == [["a", "b, c", "d"]]


def test_short_and_long_rows():
    """Short rows are filled up, long ones cut; the whole of them is kept aside."""
    grid = grid_of('a\nb,1,2,3\n\n"c",9\n', 2)
    assert rows_of(grid) == [["a", ""], ["b", "1"], ["", ""], ["c", "9"]]
    assert grid.long_rows == {1: ["b", "1", "2", "3"]}
    assert grid.filled() == [0, 1, 3]


def test_rows_with_another_delimiter():
    """Lines that a spreadsheet saved with tabs or semicolons are split at those."""
    grid = grid_of("a,1\nb;2\nc\t3\nd e\n", 2)
    assert rows_of(grid) == [["a", "1"], ["b", "2"], ["c", "3"], ["d e", ""]]
    assert "another delimiter" in grid.warnings[0]


def test_huge_cells():
    """A cell of a megabyte is no error, and the limit of the csv module is put back."""
    before = csv.field_size_limit()
    grid = grid_of('a,"' + "x" * 1_000_000 + '"\nb,2\n', 2)
    assert len(grid.columns[1][0]) == 1_000_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    "text",
    [
        '"a\n' * 20_000,
        'a,"b""\n' * 20_000,
        'b"c,"d\n' * 20_000,
        'x,"""\n' * 20_000,
        '"' * 200_001,
        "," * 200_000,
        "\n" * 200_000,
        '"\n,' * 20_000,
        ('"a' + "\n" * 60) * 2_000,
    ],
)
def test_hostile_text_takes_linear_time(text):
    """No pattern of quotes makes reading quadratic."""
    start = time.process_time()
    grid_of(text, 3)
    assert time.process_time() - start < 30


def test_unwrapping():
    """Lines that are quoted as a whole are opened; other quoted files are left alone."""
    assert unwrap_lines(['"a,b"', '"c,""d"""', ""]) == ["a,b", 'c,"d"', ""]
    assert unwrap_lines(['"a","b"', '"c","d"']) is None
    assert unwrap_lines(['"Name"', '"Ruiz, Ana"']) is None
    assert unwrap_lines([]) is None


def test_widths():
    """The usual width counts filled rows; columns are cut or filled to a width."""
    assert usual_width([["a", "b"], [], ["c"], ["d", "e"], ["", ""]]) == (2, 2)
    assert usual_width([]) == (0, 0)
    assert fit_width([["a", "b", "c"], ["d"]], 2) == [["a", "d"], ["b", ""]]
    assert fit_width([], 2) == [[], []]
    assert split_head(['a,"b', 'c"', "d"], ",").starts == [1, 3]
