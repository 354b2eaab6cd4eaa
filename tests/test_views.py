"""What notebooks show: escaped, accessible, honest about what is left out."""

import pandas as pd

from netlens import views
from netlens.claims.rows import claim
from netlens.schema import CLAIMS, make_table
from netlens.views import say, table, tell

HOSTILE = "<img src=x onerror=alert(1)>\x1b[31m\u202e"


def test_claims_are_paragraphs_with_their_id():
    """Several lines: the first is what to do."""
    rows = [claim("summary.move-1", "move", "Ask Ana.\nShe knows."), claim("a.b", "fact", HOSTILE)]
    view = say(make_table(CLAIMS, rows))
    html = view._repr_html_()
    assert (
        '<p class="nl-claim nl-move" data-claim="summary.move-1"><strong>Ask Ana.</strong><br>She'
        in html
    )
    assert "<img" not in html
    assert "\x1b" not in repr(view)
    assert "\u202e" not in html + repr(view)


def test_a_sentence_is_shown_and_not_obeyed():
    """As HTML and as text."""
    view = tell(f"Go on: {HOSTILE}")
    assert view.html.startswith('<p class="nl-none">Go on: &lt;img')
    assert "\x1b" not in view.html + view.text


def test_no_claims_are_an_empty_block():
    """Nothing to say is nothing."""
    assert say(make_table(CLAIMS, [])).html == '<div class="nl-claims"></div>'


def test_tables_have_caption_scope_and_no_empty_heading():
    """As screen readers need them."""
    html = table(pd.DataFrame({"who_knows": ["Ana"], "n": [1_234]}), caption="People").html
    assert "<caption>People</caption>" in html
    assert '<th scope="col">who knows</th>' in html
    assert '<td class="nl-number">1,234</td>' in html
    assert "<th></th>" not in html


def test_what_is_left_out_is_said():
    """Rows beyond the limit are counted; an empty table says none."""
    frame = pd.DataFrame({"a": range(30)})
    assert "People (showing 20 of 30)" in table(frame, caption="People").html


def test_a_table_without_rows_is_one_line():
    """Headings above nothing would only be noise."""
    view = table(pd.DataFrame({"a": []}), caption="<People>")
    assert view.html == '<p class="nl-none">&lt;People&gt;: none</p>'
    assert repr(view) == "<People>: none"


def test_numbers_are_never_in_powers_of_ten():
    """Three significant figures; a number that is no number is a dash."""
    frame = pd.DataFrame({"n": [31_170.5, 0.001234, float("inf"), -2.0]})
    assert repr(table(frame, caption="x")).splitlines()[2:] == ["31,170", "0.00123", "–", "-2"]


def test_long_text_is_cut_and_says_so():
    """A megabyte in a cell stays a cell."""
    html = table(pd.DataFrame({"a": ["x" * 1_000_000]}), caption="x").html
    assert "(1,000,000 characters)" in html
    assert len(html) < 1_000


def test_cells_have_one_form_each():
    """Missing is a dash, lists join, days are ISO, flags are words."""
    frame = pd.DataFrame(
        {
            "missing": [None],
            "many": [("a", "b")],
            "day": [pd.Timestamp("2026-06-30")],
            "flag": [True],
            "number": [0.12345],
            "whole": [3.0],
        },
    )
    text = repr(table(frame, caption="x")).splitlines()[-1].split("\t")
    assert text == ["–", "a, b", "2026-06-30", "yes", "0.123", "3"]
    assert (
        "50 %"
        in table(
            pd.DataFrame({"s": [0.5]}),
            caption="x",
            formats={"s": lambda v: f"{v:.0%}".replace("%", " %")},
        ).html
    )


def test_labels_choose_and_name_columns():
    """Only those are shown; their text is escaped."""
    html = table(pd.DataFrame({"a": [HOSTILE], "b": [2]}), caption="x", labels={"a": "<A>"}).html
    assert "&lt;A&gt;" in html
    assert ">2<" not in html
    assert "<img" not in html


def test_headings_of_visibility_name_columns_that_there_are(small_network):
    """A column without a heading is not shown; a heading without a column is an error."""
    shown = {
        "visibility_by_goal": views.VISIBILITY_GOAL_COLUMNS,
        "visibility_by_target": views.VISIBILITY_TARGET_COLUMNS,
        "visibility_by_group": views.VISIBILITY_GROUP_COLUMNS,
        "visibility_trend": views.VISIBILITY_TREND_COLUMNS,
    }
    for name, labels in shown.items():
        assert set(labels) <= set(getattr(small_network, name).columns), name
