"""The second lock on the door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.report.sanitizing import sanitize


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('<p class="nl-lead x" onclick="evil()">hi</p>', '<p class="nl-lead">hi</p>'),
        ('<p data-claim="a.b-1" id="main" style="position:fixed">a', '<p data-claim="a.b-1">a</p>'),
        ('<td scope="row" class="figure">a', '<td scope="row">a</td>'),
        ("<script>evil()</script>after", "after"),
        ("<style>p{}</style>a", "a"),
        ('<img src=x onerror="evil()">a', "a"),
        ('<a href="javascript:evil()">a</a>', "a"),
        ("<div><p>open", "<div><p>open</p></div>"),
        ("</div>a", "a"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<svg><script>x</script></svg>y", "y"),
        ("a<br>b", "a<br>b"),
        ("<table><caption>c</caption></table>", "<table><caption>c</caption></table>"),
    ],
)
def test_only_known_tags_and_attributes_pass(text, kept):
    """The rest is dropped or becomes text."""
    assert sanitize(text) == kept


@given(st.text(alphabet="<>/a='\" spcrit&;", max_size=60))
def test_nothing_that_runs_ever_passes(text):
    """Whatever the nesting; sanitizing twice changes nothing more."""
    clean = sanitize(text)
    assert "<script" not in clean
    assert sanitize(clean) == clean
