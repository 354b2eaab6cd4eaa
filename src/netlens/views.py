"""
What notebooks show besides figures: claims as sentences, tables as tables.

Everything is escaped here, once: as HTML for the page and JupyterLab, as plain
text for terminals and for readers of the notebook file.
"""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from netlens.escaping import html_text, one_line

FILE_COLUMNS: Final = {
    "file": "file",
    "owner": "whose",
    "format": "format",
    "encoding": "encoding",
    "read": "read",
    "kept": "kept",
    "rejected": "rejected",
    "skipped": "skipped",
}
VALUE_COLUMNS: Final = {"value": "value", "people": "people"}
PAIR_COLUMNS: Final = {
    "one": "one",
    "other": "other",
    "probability": "probability",
    "reasons": "why",
    "rows": "rows",
}
CHANGE_COLUMNS: Final = {
    "name": "who",
    "what": "what",
    "before": "before",
    "after": "after",
    "newer": "export of",
    "rows": "rows",
}
STRANGER_COLUMNS: Final = {
    "name": "who",
    "through": "through",
    "kinds": "seen in",
    "basis": "basis",
    "last_seen": "last seen",
}
OPENER_COLUMNS: Final = {
    "rank": "order",
    "name": "name",
    "list_size": "on the list",
    "mutual": "also yours",
    "beyond": "not yours",
    "new_people": "new",
    "covered": "in all",
}
NEXT_COLUMNS: Final = {
    "rank": "order",
    "name": "whose list",
    "list_size": "people on it",
    "linked": "lists that name them",
    "width_after": "width after",
    "reason": "why",
}
OVERLAP_COLUMNS: Final = {
    "name": "one",
    "other_name": "other",
    "shared": "on both",
    "only": "only on the first",
    "other_only": "only on the second",
    "overlap": "of the smaller",
}
DOOR_COLUMNS: Final = {
    "need": "need",
    "name": "who",
    "title": "title",
    "company": "employer",
    "through": "through",
}
ASSUMPTION_COLUMNS: Final = {
    "name": "assumption",
    "low": "low",
    "value": "value",
    "high": "high",
    "source": "source",
}
GROUP_COLUMNS: Final = {
    "group": "group",
    "kind": "by",
    "people": "people",
    "share": "share",
    "holders_reaching": "lists reaching in",
}
BRIDGE_COLUMNS: Final = {"name": "list of", "group": "group", "people": "people", "of": "of"}
MATRIX_COLUMNS: Final = {
    "goal": "goal",
    "need": "need",
    "status": "status",
    "people": "people",
    "names": "names",
}
INSIDER_COLUMNS: Final = {
    "target": "target",
    "name": "who",
    "title": "title",
    "how": "how near",
    "through": "through",
}
CHAIN_COLUMNS: Final = {
    "target": "target",
    "rank": "chain",
    "hop": "hop",
    "from_name": "from",
    "to_name": "to",
    "tie_low": "tie, low",
    "tie_high": "tie, high",
    "willingness_low": "passes on, low",
    "willingness_high": "passes on, high",
    "dated": "dated contact",
    "why": "what is seen",
}
GAP_COLUMNS: Final = {"need": "need", "kind": "gap", "also": "and", "sentence": "what is known"}
STEP_COLUMNS: Final = {
    "step": "step",
    "name": "what",
    "status": "status",
    "because": "because",
    "fix": "what helps",
}
HAVE_COLUMNS: Final = {"side": "side", "what": "what", "kind": "kind", "people": "people"}
RESOURCE_COLUMNS: Final = {
    "resource": "resource",
    "what": "what it is",
    "shows": "what shows it",
    "carried": "ties that carry it",
    "grounds": "why",
}
HOLDER_COLUMNS: Final = {
    "need": "need",
    "name": "who",
    "status": "status",
    "because": "because",
    "seen": "between you",
}
REGION_COLUMNS: Final = {
    "region": "group",
    "kind": "by",
    "people": "people",
    "shown": "drawn",
    "elsewhere": "stand elsewhere",
    "groups": "groups",
}
COMMUNITY_COLUMNS: Final = {"name": "who", "group": "group", "stability": "share of runs"}
BROKER_COLUMNS: Final = {
    "name": "who",
    "listed": "list held",
    "contacts_low": "ties seen",
    "effective_size_low": "effective size, at least",
    "effective_size_high": "at most",
    "constraint_low": "constraint, at least",
    "constraint_high": "at most",
    "constraint": "by ties seen",
    "constraint_inferred": "with inferred ties",
    "constraint_weighted": "weighed",
    "betweenness": "betweenness, by ties seen",
}
HOLE_COLUMNS: Final = {
    "one": "one group",
    "other": "other",
    "status": "how they meet",
    "ties": "ties seen",
    "observable": "pairs that could be seen",
    "pairs": "of",
    "through": "tied to both",
}
BEYOND_COLUMNS: Final = {
    "group": "group",
    "people": "people seen",
    "through": "on the lists of",
    "most": "most on one list",
}
CHANGED_COLUMNS: Final = {
    "group": "group",
    "kind": "by",
    "what": "what",
    "people": "people now",
    "joined": "joined",
    "left": "left",
}
VISIBILITY_GOAL_COLUMNS: Final = {
    "goal": "goal",
    "need": "need",
    "level": "what shows it",
    "people": "people",
    "names": "names",
}
VISIBILITY_TARGET_COLUMNS: Final = {
    "target": "target",
    "level": "what shows it",
    "people": "people",
    "names": "names",
}
VISIBILITY_GROUP_COLUMNS: Final = {
    "group": "group",
    "kind": "by",
    "people": "people",
    "vouches": "vouch",
    "aware": "aware",
    "weak_sign": "weak sign",
    "no_sign": "no sign",
    "last_seen": "last sign",
}
VISIBILITY_TREND_COLUMNS: Final = {
    "year": "year",
    "vouches": "vouched",
    "aware": "aware",
    "weak_sign": "weak sign",
    "first": "for the first time",
}
CLUSTERING_SEEN: Final = ("clustering.coverage", "clustering.sureness", "clustering.cohesion")
CLUSTERING_LINKS: Final = (
    "clustering.brokers",
    "clustering.cut-",
    "clustering.link-",
    "clustering.ego",
)
CLUSTERING_BETWEEN: Final = ("clustering.hole", "clustering.beyond")
VISIBILITY_AIMED: Final = ("visibility.goal-", "visibility.target-")
CONTACTS_READ: Final = (
    "contacts.sources",
    "contacts.pooled",
    "contacts.read",
    "contacts.refused",
    "contacts.unread",
)
CONTACTS_WHO: Final = ("contacts.employers", "contacts.places", "contacts.undescribed")
CONTACTS_CHANGED: Final = "contacts.changes-"
CONTACTS_MERGED: Final = ("contacts.merged", "contacts.review")

LONGEST_SENTENCE: Final = 2_000
LONGEST_CELL: Final = 300
LONGEST_NOTE: Final = 400
_ONE_THOUSAND: Final = 1_000

Formats = Mapping[str, Callable[[Any], str]]


class View:
    """Something to show: `html` for pages, `text` for everywhere else. Both are escaped."""

    def __init__(self, html: str, text: str) -> None:
        self.html = html
        self.text = text

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """Give the plain text."""
        return self.text


def say(claims: pd.DataFrame) -> View:
    """
    Show claims as sentences.

    Parameters
    ----------
    claims
        Rows of the claims table. Where a claim has several lines, the first
        is set in bold and each of the others starts a line of its own.

    Returns
    -------
    view
        One paragraph per claim, with its id as `data-claim`.
    """
    paragraphs = [
        _paragraph(claim_id, role, sentence)
        for claim_id, role, sentence in zip(
            claims["claim_id"], claims["role"], claims["sentence"], strict=True
        )
    ]
    lines = [one_line(sentence, LONGEST_SENTENCE) for sentence in claims["sentence"]]
    return View(f'<div class="nl-claims">{"".join(paragraphs)}</div>', "\n".join(lines))


def _paragraph(claim_id: str, role: str, sentence: str) -> str:
    first, *rest = [html_text(line, LONGEST_SENTENCE) for line in sentence.split("\n")]
    shown = "<br>".join([f"<strong>{first}</strong>", *rest]) if rest else first
    return (
        f'<p class="nl-claim nl-{html_text(role)}" data-claim="{html_text(claim_id)}">{shown}</p>'
    )


def tell(sentence: str) -> View:
    """Show one sentence that is no claim: how to go on, or why there is nothing to show."""
    told = html_text(sentence, LONGEST_SENTENCE)
    return View(f'<p class="nl-none">{told}</p>', one_line(sentence, LONGEST_SENTENCE))


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    rows: int = 20,
    labels: Mapping[str, str] | None = None,
    formats: Formats | None = None,
    empty: str = "none",
) -> View:
    """
    Show a table, escaped and accessible.

    Parameters
    ----------
    frame
        What to show; columns in order.
    caption
        What a row is.
    rows
        How many rows at most; how many there are is said.
    labels
        Column name to heading; only these columns are shown if given.
    formats
        Column name to a function from cell to text, instead of the usual
        form. Missing values are shown as a dash.
    empty
        What to say of a table without rows. "None" is a finding: say
        otherwise where nothing could be found.

    Returns
    -------
    view
        Numbers right-aligned, lists joined by commas, days as ISO days. A
        table without rows is one line that says so.
    """
    if frame.empty:
        none = f"{caption}: {empty}"
        return View(f'<p class="nl-none">{html_text(none, LONGEST_NOTE)}</p>', one_line(none))
    heads = dict(labels) if labels else {str(name): _heading(str(name)) for name in frame.columns}
    shown = frame.head(rows)
    cells = {name: _texts(shown[name], (formats or {}).get(name)) for name in heads}
    numeric = {name for name in heads if _is_number(frame[name])}
    size = len(frame)
    note = f"{caption} (showing {rows:,} of {size:,})" if size > rows else caption
    return View(_html(heads, cells, numeric, note), _text(heads, cells, note))


def _heading(name: str) -> str:
    return name.replace("_", " ")


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column) and column.dtype != bool)


def _texts(column: pd.Series, form: Callable[[Any], str] | None) -> list[str]:
    return [_cell(value, form) for value in column.tolist()]


def _cell(value: Any, form: Callable[[Any], str] | None) -> str:  # noqa: ANN401, PLR0911
    if isinstance(value, (tuple, list)):
        return ", ".join(str(item) for item in value) or "–"
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return "–"
    if form is not None:
        return form(value)
    if isinstance(value, (pd.Timestamp, dt.date)):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _number(value: float) -> str:
    """Three significant figures, never in powers of ten."""
    if not math.isfinite(value):
        return "–"
    whole = value.is_integer() or abs(value) >= _ONE_THOUSAND
    return f"{value:,.0f}" if whole else f"{value:.3g}"


def _html(
    heads: Mapping[str, str], cells: Mapping[str, list[str]], numeric: set[str], note: str
) -> str:
    classes = {name: ' class="nl-number"' if name in numeric else "" for name in heads}
    head = "".join(f'<th scope="col"{classes[n]}>{html_text(h)}</th>' for n, h in heads.items())
    size = len(next(iter(cells.values()), []))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{classes[name]}>{html_text(cells[name][i], LONGEST_CELL)}</td>" for name in heads
        )
        + "</tr>"
        for i in range(size)
    )
    return (
        f'<table class="nl-table"><caption>{html_text(note, LONGEST_NOTE)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _text(heads: Mapping[str, str], cells: Mapping[str, list[str]], note: str) -> str:
    size = len(next(iter(cells.values()), []))
    lines = ["\t".join(one_line(head) for head in heads.values())]
    lines += ["\t".join(one_line(cells[name][i], 80) for name in heads) for i in range(size)]
    return "\n".join([one_line(note, LONGEST_NOTE), *lines])
