"""Hostile text: shown as text at each of the four doors."""

import pytest

from netlens.escaping import csv_cell, html_text, one_line, plotly_text, shorten, show_invisible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("</script>", "&lt;/script&gt;"),
        ('" onmouseover="x', "&quot; onmouseover=&quot;x"),
        ("{{7*7}}", "{{7*7}}"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("abc\u202edef", "abc⟨U+202E⟩def"),
    ],
)
def test_html_shows_hostile_text_as_text(hostile, shown):
    """Nothing a browser would obey is left."""
    assert html_text(hostile) == shown


def test_a_megabyte_of_name_is_cut_and_says_so():
    """A long value says how long it was."""
    assert html_text("x" * 1_048_576).endswith("… (1,048,576 characters)")
    assert shorten("short") == "short"


def test_plotly_neither_reads_templates_nor_tex():
    """`%{x}`, `$…$` and tags are text."""
    shown = plotly_text("<b>%{x}</b> $a$")
    assert "%{" not in shown
    assert "$" not in shown
    assert "<b>" not in shown


def test_a_name_cannot_forge_a_second_line():
    """Line ends fold into spaces in the terminal."""
    assert one_line("Ana\nnetlens: all fine\r\tx") == "Ana netlens: all fine x"


def test_joiners_stay_where_they_are_spelling():
    """Emoji and Persian use zero-width joiners; a Latin name does not."""
    assert show_invisible("👩\u200d💻") == "👩\u200d💻"
    assert show_invisible("می\u200cخواهم") == "می\u200cخواهم"
    assert show_invisible("a\u200db") == "a⟨U+200D⟩b"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-2+3", "'-2+3"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("+49 30 23125-001", "+49 30 23125-001"),
        ("-3.5", "-3.5"),
        ("+12,000.5", "+12,000.5"),
        ("Ana", "Ana"),
        ("", ""),
        (3.0, 3.0),
    ],
)
def test_csv_cells_do_not_run_as_formulas(cell, written):
    """Formula starts get an apostrophe, plain numbers and phones do not."""
    assert csv_cell(cell) == written
