"""Executed notebooks as blocks of a page: prose, sentences, tables, figures. Never code."""

import html
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import mistune

from netlens.escaping import shorten, show_invisible
from netlens.report.notebooks import read_notebook
from netlens.report.sanitizing import sanitize

_PLOTLY: Final = "application/vnd.plotly.v1+json"
_NOT_ID = re.compile(r"[^a-zA-Z0-9]+")
_TAG = re.compile(r"<[^>]*>")
_CAPTION = re.compile("<caption>(.*?)</caption>", re.DOTALL)
_MARKDOWN = mistune.create_markdown(escape=True)
# Anchors of the page itself.
_TAKEN: Final = frozenset({"main", "method", "summary"})
# What views show for an empty table.
_NONE: Final = '<p class="nl-none">'
_USUAL_HEIGHT: Final = 380
_TITLE_MARGIN: Final = 30
_LONGEST_OUTPUT: Final = 20_000


@dataclass(frozen=True)
class Block:
    """
    One piece of a section.

    `html` and `title` are sanitized HTML; `figure` is the JSON of a Plotly
    figure, safe within a script element; `is_map` says that the page's script
    may search it.
    """

    kind: Literal["question", "html", "table", "figure"]
    html: str = ""
    figure: str = ""
    block_id: str = ""
    title: str = ""
    height: int = 0
    of_figure: bool = False
    rows: int = 0
    is_map: bool = False


@dataclass(frozen=True)
class Section:
    """One notebook as a section of the page."""

    section_id: str
    title: str
    blocks: tuple[Block, ...]


def read_sections(notebooks: Sequence[Path]) -> list[Section]:
    """
    Turn executed notebooks into sections.

    Parameters
    ----------
    notebooks
        Executed; the first heading of each is its section's title.

    Returns
    -------
    sections
        In the order given. Their ids are their files' names without the
        number in front, unless that is taken.
    """
    sections: list[Section] = []
    for path in notebooks:
        taken = _TAKEN.union(section.section_id for section in sections)
        sections.append(_read_section(path, taken))
    return sections


def _read_section(notebook: Path, taken: AbstractSet[str]) -> Section:
    """Take markdown cells and the outputs of code cells, in order; never code."""
    stem = _identify(notebook.stem)
    short = re.sub(r"^\d+-", "", stem)
    title = short.replace("-", " ").capitalize()
    blocks: list[Block] = []
    for number, cell in enumerate(read_notebook(notebook).cells):
        if cell.cell_type == "markdown":
            heading, body = _split_title(cell.source)
            title = heading or title
            if body.strip():
                blocks.append(Block("question" if heading else "html", html=_prose(body)))
        elif cell.cell_type == "code":
            cell_id = _identify(str(cell.get("id", number)))
            for block in _outputs(cell.outputs, f"block-{stem}-{cell_id}"):
                follows = block.kind == "table" and bool(blocks) and blocks[-1].kind == "figure"
                blocks.append(replace(block, of_figure=follows))
    section_id = f"section-{stem}" if short in taken else short
    return Section(section_id, title, tuple(_leave_out_empty(blocks)))


def _leave_out_empty(blocks: Sequence[Block]) -> Iterator[Block]:
    """
    Leave out headings under which nothing is but "none": the notebook keeps them.

    What cannot be known is said in a sentence of its own, which is no empty block.
    """
    starts = [at for at, block in enumerate(blocks) if block.html.startswith("<h3>")]
    starts.append(len(blocks))
    yield from blocks[: starts[0]]
    for start, end in itertools.pairwise(starts):
        part = blocks[start:end]
        has_prose = "<p>" in part[0].html
        if has_prose or not all(_is_empty(block) for block in part[1:]):
            yield from part


def _is_empty(block: Block) -> bool:
    if block.kind == "figure":
        drawn = json.loads(block.figure)
        layout = drawn["layout"]
        # A figure of nothing has one sentence on it; others may be drawn by shapes and words alone.
        words = layout.get("annotations", ())
        return not drawn["data"] and not layout.get("shapes") and len(words) == 1
    return block.html.startswith(_NONE) or not _TAG.sub("", block.html).strip()


def _identify(text: str) -> str:
    return _NOT_ID.sub("-", text).strip("-").lower()


def _split_title(source: str) -> tuple[str, str]:
    match = re.match(r"\s*# (.+)\n?", source)
    return (match[1].strip(), source[match.end() :]) if match else ("", source)


def _prose(source: str) -> str:
    """Render Markdown one heading level down, since the section has its own heading."""
    rendered = str(_MARKDOWN(source))
    rendered = re.sub(r"<(/?)h3>", r"<\1h4>", rendered)
    return sanitize(re.sub(r"<(/?)h2>", r"<\1h3>", rendered))


def _outputs(outputs: list[Any], block_id: str) -> Iterator[Block]:
    """Give what outputs show; what they say on standard error stays in the notebook."""
    for number, output in enumerate(outputs):
        data: Mapping[str, Any] = output.get("data", {})
        name = block_id if not number else f"{block_id}-{number}"
        if _PLOTLY in data:
            yield _figure(data[_PLOTLY], name)
        elif "text/html" in data:
            yield _html("".join(data["text/html"]), name)
        elif "text/plain" in data or output.get("name") == "stdout":
            yield _plain("".join(data.get("text/plain", output.get("text", ""))), name)


def _html(text: str, block_id: str) -> Block:
    clean = sanitize(text)
    if not clean.startswith("<table"):
        return Block("html", clean, block_id=block_id)
    caption = _CAPTION.search(clean)
    title = caption[1] if caption else "Table"
    return Block("table", clean, block_id=block_id, title=title, rows=clean.count("<tr>") - 1)


def _plain(text: str, block_id: str) -> Block:
    shown = show_invisible(shorten(text.rstrip(), _LONGEST_OUTPUT))
    return Block("html", f"<pre>{html.escape(shown)}</pre>", block_id=block_id)


def _figure(figure: Mapping[str, Any], block_id: str) -> Block:
    layout = dict(figure.get("layout", {}))
    title = layout.pop("title", {})
    words = title.get("text", "") if isinstance(title, Mapping) else str(title)
    # The title stands above the figure as text, where it wraps and prints.
    margin = layout.get("margin", {})
    layout["margin"] = {**margin, "t": min(int(margin.get("t", _TITLE_MARGIN)), _TITLE_MARGIN)}
    # NaN and Infinity are no JSON: a browser would refuse the whole figure.
    content = json.loads(
        json.dumps({"data": figure.get("data", []), "layout": layout}),
        parse_constant=lambda _: None,
    )
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    height = int(layout.get("height", _USUAL_HEIGHT))
    title = sanitize(words) or "Figure"
    meta = layout.get("meta")
    is_map = isinstance(meta, Mapping) and "map" in meta
    return Block(
        "figure", figure=text, block_id=block_id, title=title, height=height, is_map=is_map
    )
