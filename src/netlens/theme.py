"""
How every figure looks: one small Plotly template, and colours that mean one thing.

Colours stand for the basis of a number, for the status of a need, or for what
shows that somebody knows ego; never for two of these in one figure. Within each
set they differ in lightness, so that they can be told apart in grey and with
any colour vision. Importing this module registers the template by name and
leaves Plotly's default alone.
"""

from typing import Final

import plotly.graph_objects as go
import plotly.io as pio

TEMPLATE: Final = "netlens"

INK: Final = "#1d232b"
QUIET: Final = "#56606c"
LINE: Final = "#dfe3e8"
PAPER: Final = "#ffffff"

# How a number is known: the darker, the surer.
BASIS: Final = {"observed": "#0b5c86", "asserted": "#5a9fc4", "inferred": "#b9d6e6"}
# What is known about a need: nobody is drawn as an outline, as there is nothing to fill.
STATUS: Final = {
    "held": "#0f4c5c",
    "likely": "#7db8c4",
    "gap": "#a8480e",
    "not described": "#d9dde2",
}
# What shows that somebody knows ego: the darker, the more; no sign is an outline.
KNOWN: Final = {
    "vouches": "#45306f",
    "aware": "#a08cc8",
    "weak sign": "#ddd5ec",
    "no sign": "#6b727b",
}

TITLE_SPACE: Final = 44
MARGIN: Final = 8

_AXIS: Final = {
    "showgrid": False,
    "zeroline": False,
    "fixedrange": True,
    "title": {"font": {"size": 12, "color": QUIET}, "standoff": 8},
    "tickfont": {"size": 12, "color": QUIET},
}

# Each figure carries the whole template in its JSON, so it says only what all of them need.
pio.templates[TEMPLATE] = go.layout.Template(
    layout={
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "title": {"x": 0, "y": 1, "yanchor": "top", "pad": {"t": 8, "l": MARGIN}},
        "colorway": list(BASIS.values()),
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "align": "left"},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "annotationdefaults": {"showarrow": False},
    },
)


def finish(fig: go.Figure, title: str, *, height: int, bottom: int = MARGIN) -> go.Figure:
    """
    Give a figure what all figures have: the template, its question, a fixed height.

    Parameters
    ----------
    fig
        Drawn; changed in place and returned.
    title
        The question that the figure answers; at most 44 characters, or it is
        cut off on a phone. Already escaped.
    height
        Pixels of the plotting area; the width follows the reader's screen.
    bottom
        Pixels below it, for an axis.
    """
    return fig.update_layout(
        template=TEMPLATE,
        title_text=title,
        height=height + TITLE_SPACE + bottom,
        margin={"l": MARGIN, "r": MARGIN, "t": TITLE_SPACE, "b": bottom},
    )


def hide_axes(fig: go.Figure) -> go.Figure:
    """Hide both axes, for figures whose every number is written beside its mark."""
    return fig.update_xaxes(visible=False).update_yaxes(visible=False)
