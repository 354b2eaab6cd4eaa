"""One page: self-contained, deterministic, hostile text shown as text."""

import hashlib
import re
from base64 import b64encode

import pandas as pd
import pytest

from netlens.report.assembling import assemble_page
from netlens.report.blocks import Block, Section
from netlens.report.cards import build_cards


@pytest.fixture
def page(small_network):
    """Assemble a page with one figure."""
    section = Section(
        "reach",
        "Reach",
        (
            Block("html", html="<p>hello</p>"),
            Block(
                "figure",
                figure='{"data":[],"layout":{}}',
                block_id="reach-f",
                title="Who?",
                height=200,
            ),
            Block("table", html="<table></table>", of_figure=True),
            Block("figure", figure="{}", block_id="reach-m", title="Where?", is_map=True),
        ),
    )
    arguments = {
        "cards": build_cards(small_network),
        "proposal": "[[goals]]\n# <b>",
        "claims": small_network.claims,
        "tables": small_network.tables(),
        "ego_name": "Eva <Lind>",
        "goals": ["find {{7*7}} & more"],
        "day": pd.Timestamp("2026-06-30"),
        "parameters": small_network.parameters,
    }
    first = assemble_page([section], **arguments)
    assert first == assemble_page([section], **arguments)
    return first


def test_names_and_goals_are_text(page):
    """No template runs in them."""
    assert "Eva &lt;Lind&gt;" in page
    assert "find {{7*7}} &amp; more" in page


def test_the_policy_lists_exactly_the_scripts_of_the_page(page):
    """By digest; nothing else may run, nothing may be loaded."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(scripts) == 4
    for script in scripts:
        digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nothing_is_loaded_from_anywhere(page):
    """No element has an address but the page's own anchors."""
    own = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert set(re.findall(r'(?:src|href)="([^#][^"]*)"', own)) == set()
    assert "url(" not in own


def test_the_first_screen_comes_first(page):
    """Goal, moves, where you stand; then sections; then provenance."""
    places = [
        page.index(text)
        for text in ("<h1 ", "This week", "Where you stand", 'id="reach"', 'id="method"')
    ]
    assert places == sorted(places)


def test_a_map_is_marked_as_one(page):
    """Other figures are not: a phone shows those."""
    (place,) = re.findall(r'<figure class="map">.*?</figure>', page, flags=re.DOTALL)
    assert 'id="reach-m" data-map="yes"' in place


def test_a_figures_table_is_folded_below_it(page):
    """And is there without scripts."""
    assert "<details><summary>The same as a table</summary>" in page
    assert 'data-figure="reach-f"' in page


def test_no_script_of_ours_makes_html_or_code_from_text(page):
    """A name is written as text, whatever is in it."""
    own = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)[1:]
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
    assert [re.findall(forbidden, script) for script in own] == [[], [], []]


def test_the_page_is_light_enough(page):
    """plotly.js is most of it."""
    assert len(page.encode()) < 8_000_000
