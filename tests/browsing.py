"""Pages in a real browser, and text that means harm."""

import json
import shutil
from pathlib import Path

import nbformat
import pandas as pd
import plotly.graph_objects as go
import pytest

from netlens.report.assembling import assemble_page
from netlens.report.blocks import read_sections
from netlens.schema import ASSUMPTIONS, CLAIMS, FILES, REJECTED, empty_table

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]

IMAGE = "<img src=x onerror=window.pwned=1>"
CLOSING = "</script><script>window.pwned=2</script>"
TEMPLATE = "{{7*7}} ${7*7} %{y}"
FORMULA = '=HYPERLINK("https://example.com/pwned")'
ANSI = "\x1b[31mred\x1b[0m"
OVERRIDE = "Ana \u202etxt.exe"
ENDLESS = "A" * 1_000_000
LINK = "<a href='javascript:window.pwned=3'>here</a>"
HOSTILE = [IMAGE, CLOSING, TEMPLATE, FORMULA, ANSI, OVERRIDE, ENDLESS, LINK]


def write_figure_page(figure: go.Figure, target: Path) -> int:
    """Write the report's page with one figure, of nobody's network; give its bytes."""
    data = {"application/vnd.plotly.v1+json": json.loads(figure.to_json())}
    outputs = [nbformat.v4.new_output("display_data", data=data)]
    cells = [nbformat.v4.new_code_cell("figure", id="figure", outputs=outputs)]
    notebook = target.with_suffix(".ipynb")
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
    tables = {"assumptions": ASSUMPTIONS, "files": FILES, "rejected": REJECTED}
    page = assemble_page(
        read_sections([notebook]),
        cards=[],
        proposal="",
        claims=empty_table(CLAIMS),
        tables={name: empty_table(table) for name, table in tables.items()},
        ego_name="Me",
        goals=[],
        day=pd.Timestamp("2026-06-30"),
        parameters={},
    )
    return target.write_bytes(page.encode())


class Watched:
    """A page with everything it says, asks for or pops up."""

    def __init__(self, browser, path, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def scroll(self):
        """Bring every figure into view, so that it is drawn, then open what is folded."""
        for place in self.page.query_selector_all("div.figure:visible"):
            place.scroll_into_view_if_needed()
            self.page.wait_for_timeout(100)
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        self.page.wait_for_timeout(300)
