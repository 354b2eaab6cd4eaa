"""Executed notebooks as blocks of a page: prose, sentences, tables, figures. Never code."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import mistune

from netlens.report.notebooks import read_notebook
from netlens.report.sanitizing import sanitize

_PLOTLY: Final = "application/vnd.plotly.v1+json"
_NOT_ID = re.compile(r"[^a-zA-Z0-9]+")
_MARKDOWN = mistune.create_markdown(escape=True)


@dataclass(frozen=True)
class Block:
    """One piece of a section; `figure` is the JSON of a Plotly figure, safe within a script tag."""

    kind: Literal["html", "table", "figure"]
    html: str = ""
    figure: str = ""
    block_id: str = ""
    title: str = ""
    height: int = 0
    of_figure: bool = False
    rows: int = 0


@dataclass(frozen=True)
class Section:
    """One notebook as a section of the page."""

    section_id: str
    title: str
    blocks: tuple[Block, ...]


def read_section(notebook: Path) -> Section:
    """
    Turn an executed notebook into a section.

    Parameters
    ----------
    notebook
        Executed; its first heading is the section's title.

    Returns
    -------
    section
        Markdown cells and the outputs of code cells, in order. A table that
        follows a figure is marked as its twin.
    """
    content = read_notebook(notebook)
    stem = _NOT_ID.sub("-", notebook.stem.split("-", 1)[-1]).strip("-")
    title = stem.replace("-", " ").capitalize()
    blocks: list[Block] = []
    for number, cell in enumerate(content.cells):
        if cell.cell_type == "markdown":
            heading, body = _split_title(cell.source)
            title = heading or title
            if body.strip():
                blocks.append(Block("html", html=_prose(body)))
        elif cell.cell_type == "code":
            block_id = f"{stem}-{_NOT_ID.sub('-', str(cell.get('id', number)))}"
            for block in _outputs(cell.outputs, block_id):
                follows = block.kind == "table" and bool(blocks) and blocks[-1].kind == "figure"
                blocks.append(Block(**{**vars(block), "of_figure": follows}))
    return Section(stem, title, tuple(blocks))


def _split_title(source: str) -> tuple[str, str]:
    match = re.match(r"\s*# (.+)\n?", source)
    return (match[1].strip(), source[match.end() :]) if match else ("", source)


def _prose(source: str) -> str:
    """Render Markdown one heading level down, since the section has its own heading."""
    rendered = str(_MARKDOWN(source))
    rendered = re.sub(r"<(/?)h3>", r"<\1h4>", rendered)
    return sanitize(re.sub(r"<(/?)h2>", r"<\1h3>", rendered))


def _outputs(outputs: list[Any], block_id: str) -> Iterator[Block]:
    for number, output in enumerate(outputs):
        data: Mapping[str, Any] = output.get("data", {})
        name = block_id if not number else f"{block_id}-{number}"
        if _PLOTLY in data:
            yield _figure(data[_PLOTLY], name)
        elif "text/html" in data:
            text = sanitize("".join(data["text/html"]))
            if text.startswith("<table"):
                caption = re.search("<caption>(.*?)</caption>", text)
                title = caption[1] if caption else ""
                yield Block("table", text, block_id=name, title=title, rows=text.count("<tr>") - 1)
            else:
                yield Block("html", text, block_id=name)


def _figure(figure: Mapping[str, Any], block_id: str) -> Block:
    layout = dict(figure.get("layout", {}))
    title = layout.pop("title", {})
    words = title.get("text", "") if isinstance(title, Mapping) else str(title)
    # The title stands above the figure as text, where it wraps and prints.
    layout.setdefault("margin", {})
    layout["margin"] = {**layout["margin"], "t": min(int(layout["margin"].get("t", 30)), 30)}
    text = json.dumps(
        {"data": figure.get("data", []), "layout": layout},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Block(
        "figure", figure=text, block_id=block_id, title=words, height=int(layout.get("height", 380))
    )
