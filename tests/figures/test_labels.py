import pytest

from netlens.claims import phrasing
from netlens.figures.labels import label, stacked, two_figures, wrapped


@pytest.mark.parametrize("value", [0, 7, 42, 99.6, 104, 413, 4_033, 4_250, 24_689, 53_800, 1e6])
def test_figures_round_as_sentences_do(value):
    """A figure and the sentence above it never show two forms of one number."""
    assert two_figures(value) == phrasing.two_figures(value)


def test_a_label_is_escaped():
    assert label("<b>A & B</b>", 30) == "&lt;b&gt;A &amp; B&lt;/b&gt;"


def test_a_long_label_is_cut_before_it_is_escaped():
    assert label("&" * 9, 5) == "&amp;&amp;&amp;&amp;…"


def test_a_label_that_fits_is_whole():
    assert label("Ana Ruiz", 8) == "Ana Ruiz"


def test_wide_characters_count_double():
    assert label("東京都渋谷区", 7) == "東京都…"


def test_combining_marks_count_nothing():
    assert label("Ngo\u0302", 3) == "Ngo\u0302"


def test_text_that_turns_around_is_shown_as_what_it_is():
    assert "U+202E" in label("Ana\u202e", 20)


def test_a_megabyte_of_text_becomes_one_short_label():
    assert len(label("x" * 1_000_000, 30)) == 30


def test_lines_break_at_spaces():
    assert wrapped("Klinikum Orchideenhain", 15, 2) == "Klinikum<br>Orchideenhain"


def test_a_word_longer_than_a_line_is_broken():
    assert wrapped("Donaudampfschifffahrt", 10, 3) == "Donaudampf<br>schifffahr<br>t"


def test_the_last_line_is_cut():
    assert wrapped("one two three four", 7, 2) == "one two<br>three…"


def test_lines_are_escaped_but_their_breaks_are_not():
    assert wrapped("<br> <br>", 4, 2) == "&lt;br&gt;<br>&lt;br&gt;"


def test_nothing_is_wrapped_to_nothing():
    assert wrapped("", 10, 2) == ""


def test_a_name_is_stacked_from_its_first_and_last_word():
    assert stacked("João Pedro Vasconcelhos", 8) == "João<br>Vasconc…"


def test_a_name_of_one_word_is_one_line():
    assert stacked("Madonna", 8) == "Madonna"
