"""
One self-contained page from executed notebooks and the claims table.

Nothing is loaded from anywhere: styles, the one plotly.js and our own short
scripts are in the page, and its content security policy lists their digests.
"""

import base64
import hashlib
import importlib.metadata
import platform
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Final

import jinja2
import pandas as pd
from markupsafe import Markup

from netlens.claims.phrasing import long_day
from netlens.escaping import html_text
from netlens.report.blocks import Section
from netlens.report.cards import MoveCard
from netlens.report.sanitizing import sanitize
from netlens.views import ASSUMPTION_COLUMNS, say, table

_PACKAGES: Final = ("netlens", "pandas", "networkx", "numpy", "scipy", "plotly", "papermill")
_SCRIPTS: Final = ("combobox.js", "map.js", "page.js")
_FILE_LABELS: Final = {
    "file": "file",
    "owner": "whose",
    "format": "format",
    "producer": "producer",
    "encoding": "encoding",
    "read": "read",
    "kept": "kept",
    "rejected": "rejected",
    "skipped": "skipped",
}
_REJECTED_LABELS: Final = {"file": "file", "line": "line", "what": "what", "reason": "reason"}
GLOSSARY: Final = (
    ("tie", "that one person knows another, as far as a list or a statement shows"),
    ("observed", "an export shows it"),
    ("asserted", "a person says so"),
    ("inferred", "a guess from what two people share; never shown as a fact"),
    ("unobserved", "no list could have shown it, so its absence means nothing"),
    ("second step", "people whom your contacts know and you do not"),
    ("community", "people with more ties among themselves than chance would give"),
    ("stated", "a label, a note or your ledger says that somebody has it"),
    ("likely", "a title or employer points to it; nobody has said so"),
    ("off limits", "left alone: in no move, draft or introduction, still counted in reach"),
    ("broker, low constraint", "somebody who connects people who otherwise would not meet"),
)


def versions() -> dict[str, str]:
    """Give the versions that a result may depend on."""
    found = {name: importlib.metadata.version(name) for name in _PACKAGES}
    return {"python": platform.python_version(), **found}


def assemble_page(  # noqa: PLR0913
    sections: Sequence[Section],
    *,
    cards: Sequence[MoveCard],
    proposal: str,
    claims: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    ego_name: str,
    goals: Sequence[str],
    day: pd.Timestamp,
    parameters: Mapping[str, Any],
) -> str:
    """
    Assemble the page.

    Parameters
    ----------
    sections
        One per notebook, in order.
    cards
        This week's moves, in order.
    proposal
        The lines of netlens.toml that would accept proposed needs; empty if
        none are proposed.
    claims
        The claims table; section "summary" makes the first screen.
    tables
        By name; `files`, `rejected` and `assumptions` make the provenance.
    ego_name, goals, day
        For the title.
    parameters
        What the run was asked.

    Returns
    -------
    html
        The same bytes for the same arguments and versions.
    """
    own = [Markup(_asset(name)) for name in _SCRIPTS]  # noqa: S704
    scripts = [Markup(_guard(_plotly())), *own]  # noqa: S704
    template = _environment().get_template("page.html")
    summary = claims[claims["section"] == "summary"]
    page: str = template.render(
        policy=_policy(scripts),
        style=Markup(_asset("page.css")),  # noqa: S704
        scripts=scripts,
        ego_name=Markup(html_text(ego_name)),  # noqa: S704
        goals=[Markup(html_text(goal, 300)) for goal in goals],  # noqa: S704
        day=long_day(day),
        headline=_said(summary, "headline"),
        moves=cards,
        pace=Markup(html_text("".join(summary.loc[summary["role"] == "pace", "sentence"]))),  # noqa: S704
        proposal=proposal,
        stand=_stand(summary),
        sections=sections,
        method=_said(claims[claims["section"] == "method"]),
        provenance=_provenance(tables),
        parameters=parameters,
        versions=versions(),
        glossary=GLOSSARY,
    )
    return page


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("netlens.report", "assets"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )


def _asset(name: str) -> str:
    return resources.files("netlens.report").joinpath("assets", name).read_text(encoding="utf-8")


def _plotly() -> str:
    """Read plotly.js out of its package; importing plotly would cost a second."""
    return resources.files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")


def _guard(script: str) -> str:
    """Keep the library's own text from closing its script element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: Sequence[str]) -> str:
    """List what may run, by digest; styles are inline because plotly.js sets them."""
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _said(claims: pd.DataFrame, role: str | None = None) -> Markup:
    chosen = claims if role is None else claims[claims["role"] == role]
    return Markup(sanitize(say(chosen).html)) if len(chosen) else Markup("")  # noqa: S704


def _stand(summary: pd.DataFrame) -> list[tuple[Markup, Markup, Markup]]:
    """Split "people: 612 to 655, from 4 exports" into its word and the rest."""
    rows = summary[summary["role"] == "stand"]
    found = []
    for claim_id, sentence in zip(rows["claim_id"], rows["sentence"], strict=True):
        word, _, rest = sentence.partition(": ")
        found.append(tuple(Markup(html_text(text, 600)) for text in (claim_id, word, rest)))  # noqa: S704
    return found  # type: ignore[return-value]


def _provenance(tables: Mapping[str, pd.DataFrame]) -> list[Markup]:
    parts = [
        table(tables["assumptions"], caption="Assumptions", rows=50, labels=ASSUMPTION_COLUMNS),
        table(tables["files"], caption="Files", rows=200, labels=_FILE_LABELS),
        table(tables["rejected"], caption="Rows not kept", rows=200, labels=_REJECTED_LABELS),
    ]
    return [Markup(sanitize(part.html)) for part in parts]  # noqa: S704
