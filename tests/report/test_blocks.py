"""Executed notebooks as blocks: never code, nothing that can break out."""

import json

import pytest

from netlens.report.blocks import read_sections


@pytest.fixture
def executed(make_notebook):
    """Give a notebook with a title, a figure, its table and hostile output."""
    path = make_notebook(
        "03-who-bridges.ipynb",
        ("markdown", "# Bridges\n\nWho links <b>them</b>?"),
        ("code", "secret_code()"),
        ("code", "table"),
        ("code", "hostile"),
        ("markdown", "## More\n\nIn words."),
    )
    content = json.loads(path.read_text(encoding="utf-8"))
    figure = {
        "data": [{"type": "bar", "x": [1], "name": "</script><b>&"}],
        "layout": {"title": {"text": "Who?"}, "height": 300},
        "config": {"plotlyServerURL": "https://example.com"},
    }
    outputs = [
        {"application/vnd.plotly.v1+json": figure},
        {"text/html": "<table><caption>c</caption></table>", "text/plain": "c"},
        {"text/html": "<p onclick='x'>a</p><script>b</script>", "image/svg+xml": "<svg/>"},
    ]
    for cell, data in zip(content["cells"][1:4], outputs, strict=True):
        cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_sections([path])[0]


def test_the_first_heading_is_the_title(executed):
    """The rest of its cell is prose, escaped."""
    assert (executed.section_id, executed.title) == ("who-bridges", "Bridges")
    assert executed.blocks[0].kind == "question"
    assert executed.blocks[0].html == "<p>Who links &lt;b&gt;them&lt;/b&gt;?</p>\n"
    assert "<h3>More</h3>" in executed.blocks[-1].html


def test_no_code_reaches_the_page(executed):
    """Only outputs do."""
    assert not any("secret_code" in block.html + block.figure for block in executed.blocks)


def test_figures_are_json_that_cannot_close_their_script(executed):
    """The title stands apart; no address of a server is kept."""
    figure = executed.blocks[1]
    assert (figure.kind, figure.title, figure.height) == ("figure", "Who?", 300)
    assert "<" not in figure.figure
    assert json.loads(figure.figure)["data"][0]["name"] == "</script><b>&"
    assert "example.com" not in figure.figure


def test_a_figure_that_the_script_may_search_is_a_map(executed, make_notebook):
    """Others are not."""
    assert not executed.blocks[1].is_map
    path = make_notebook("03-map.ipynb", ("markdown", "# Map"), ("code", "figure"))
    content = json.loads(path.read_text(encoding="utf-8"))
    figure = {"data": [], "layout": {"meta": {"map": {"names": ["</script>"]}}}}
    data = {"application/vnd.plotly.v1+json": figure}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    content["cells"][1]["outputs"] = [output]
    path.write_text(json.dumps(content), encoding="utf-8")
    block = read_sections([path])[0].blocks[0]
    assert block.is_map
    assert "</script>" not in block.figure


def test_a_table_behind_a_figure_is_its_twin(executed):
    """It is folded away on the page."""
    assert executed.blocks[2].kind == "table"
    assert executed.blocks[2].of_figure


def test_two_notebooks_of_one_name_are_two_sections(make_notebook):
    """Nor does one take the place of the page's own summary."""
    paths = [
        make_notebook(name, ("markdown", "# Twice"))
        for name in ("01-reach.ipynb", "02-reach.ipynb", "03-summary.ipynb")
    ]
    ids = [section.section_id for section in read_sections(paths)]
    assert ids == ["reach", "section-02-reach", "section-03-summary"]


def test_output_is_sanitized(executed):
    """Whatever a notebook shows."""
    assert executed.blocks[3].html == "<p>a</p>"


NOTHING = {"data": [], "layout": {"title": {"text": "Who?"}, "annotations": [{"text": "nobody"}]}}
WORDS = {"data": [], "layout": {"shapes": [{}, {}], "annotations": [{"text": "a"}, {"text": "b"}]}}


def test_a_heading_over_nothing_is_left_out(make_notebook):
    """Empty tables, figures and sentences alone make no part of the page."""
    cells = [("markdown", "# T\n\nQ?"), ("markdown", "## Empty"), *[("code", "x")] * 3]
    cells += [("markdown", "## Full"), ("code", "x"), ("code", "x"), ("markdown", "## Last")]
    path = make_notebook("03-t.ipynb", *cells)
    content = json.loads(path.read_text(encoding="utf-8"))
    none = {"text/html": '<p class="nl-none">Rows: none</p>'}
    outputs = {2: none, 3: {"text/html": '<div class="nl-claims"></div>'}}
    outputs |= {4: {"application/vnd.plotly.v1+json": NOTHING}, 6: none}
    outputs |= {7: {"application/vnd.plotly.v1+json": WORDS}}
    for at, data in outputs.items():
        content["cells"][at]["outputs"] = [
            {"output_type": "display_data", "data": data, "metadata": {}}
        ]
    path.write_text(json.dumps(content), encoding="utf-8")
    blocks = read_sections([path])[0].blocks
    headings = [block.html for block in blocks if block.html.startswith("<h3>")]
    assert [heading.strip() for heading in headings] == ["<h3>Full</h3>"]
    assert [block.kind for block in blocks] == ["question", "html", "html", "figure"]
