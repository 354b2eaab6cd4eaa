"""
The map: me in the middle, regions of people around me, and who links them.

One unit is one pixel where the figure is as wide as the page's text. Whatever
is a name is escaped here; the page's own script reads the names once more, from
`layout.meta["map"]`, and only ever writes them as text.
"""

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing, text_trace
from netlens.figures.labels import label, wrapped
from netlens.figures.map_labels import place_names
from netlens.figures.map_meta import list_for_script, number_people
from netlens.schema import list_rows
from netlens.theme import BASIS, INK, PAPER, QUIET, finish, hide_axes

if TYPE_CHECKING:
    from netlens.measures.atlas import Atlas

NAME_WIDTH: Final = 21  # characters of a region's name in one line
LARGEST_DOT: Final = 10.0
SMALLEST_DOT: Final = 6.0
BRIDGE_DOT: Final = 11.0
DASH: Final = {"observed": "solid", "asserted": "dash"}
_HALF_WIDTH: Final = 350
_EDGE: Final = 10
_CAPTION_WIDTH: Final = 104
_CAPTION_LINE: Final = 17
_MAP: Final = "Who links the circles that you move in?"
_NO_REGIONS: Final = "No two of your contacts share a group, as far as your files say."
_UNSEEN: Final = (
    "Most pairs of people could not have been seen on the lists held: no line does not mean no tie."
)
_FILL: Final = "#eef1f4"
_RIM: Final = "#c3cad2"
_DOT: Final = "#7d8793"


def plot_map(atlas: "Atlas", *, complete: bool) -> go.Figure:
    """
    Draw me among the groups of my contacts; the only lines are bridges.

    Parameters
    ----------
    atlas
        From `netlens.measures.atlas.draw_up`.
    complete
        Whether most pairs of contacts could have been seen to be tied. If
        not, the map says that a missing line is no missing tie.

    Returns
    -------
    figure
        `layout.meta["map"]` holds what the page's script needs for searching
        and focusing.
    """
    regions = atlas.regions[atlas.regions["people"] > 0]
    if regions["radius"].isna().all():
        return draw_nothing(_MAP, _NO_REGIONS)
    people = number_people(atlas)
    fig = go.Figure()
    _draw_regions(fig, regions)
    _draw_lines(fig, atlas)
    _draw_dots(fig, people, atlas.bridges["person_id"], _dot_size(regions))
    _draw_me(fig)
    for note in place_names(atlas):
        fig.add_annotation(**note, bgcolor="rgba(255,255,255,0.8)", borderpad=1)
    top = float((regions["y"] + regions["radius"]).max()) + 58
    low = min(
        float((regions["y"] - regions["radius"]).min()),
        float((regions["y"] - regions["height"] / 2).fillna(0.0).min()),
    )
    height = round(max(top, 50.0) - min(low, -50.0)) + 2 * _EDGE
    caption = _caption(atlas, complete=complete)
    fig.update_xaxes(range=[-_HALF_WIDTH - _EDGE, _HALF_WIDTH + _EDGE])
    fig.update_yaxes(range=[min(low, -50.0) - _EDGE, min(low, -50.0) - _EDGE + height])
    fig.update_yaxes(scaleanchor="x")
    hide_axes(fig).update_layout(meta={"map": list_for_script(atlas, people, complete=complete)})
    fig.add_annotation(
        text="<br>".join(caption), x=0, y=0, xref="paper", yref="paper", xanchor="left",
        yanchor="top", align="left", font={"size": 12, "color": QUIET},
    )  # fmt: skip
    return finish(fig, _MAP, height=height, bottom=_CAPTION_LINE * len(caption) + 12)


def _draw_regions(fig: go.Figure, regions: pd.DataFrame) -> None:
    """Draw discs, and the strip of everybody else, which is dashed because it is no group."""
    discs = regions[regions["radius"].notna()]
    for x, y, radius in discs[["x", "y", "radius"]].itertuples(index=False):
        fig.add_shape(
            type="circle", layer="below", fillcolor=_FILL, line={"color": _RIM, "width": 1},
            x0=round(x - radius, 1), x1=round(x + radius, 1),
            y0=round(y - radius, 1), y1=round(y + radius, 1),
        )  # fmt: skip
    for y, width, height in regions.loc[
        regions["radius"].isna(), ["y", "width", "height"]
    ].itertuples(index=False):
        fig.add_shape(
            type="rect", layer="below", line={"color": _RIM, "width": 1, "dash": "dot"},
            x0=-width / 2, x1=width / 2,
            y0=round(y - height / 2, 1), y1=round(y + height / 2, 1),
        )  # fmt: skip
    fig.add_trace(
        text_trace(
            name="regions", x=discs["x"].tolist(),
            y=(discs["y"] + discs["radius"] + 2).round(1).tolist(),
            text=[_name_region(row) for row in list_rows(discs)],
            textposition="top center",
        )
    )  # fmt: skip
    rest = regions[regions["radius"].isna()]
    if len(rest):
        fig.add_trace(
            text_trace(
                name="rest", x=(8 - rest["width"] / 2).tolist(),
                y=(rest["y"] + rest["height"] / 2 - 15).round(1).tolist(),
                text=[_name_rest(row) for row in list_rows(rest)],
                textposition="middle right",
            )
        )  # fmt: skip


def _name_region(region: dict[str, Any]) -> str:
    lines = wrapped(region["region"], NAME_WIDTH, 2).split("<br>")
    away = f", {region['elsewhere']:,} drawn elsewhere" if region["elsewhere"] else ""
    return "<br>".join(
        [*(f"<b>{line}</b>" for line in lines), f"{region['people']:,} people{away}"]
    )


def _name_rest(rest: dict[str, Any]) -> str:
    count = f"<b>{rest['people']:,} in none of these circles</b>"
    if not rest["groups"]:
        return count
    groups = "1 smaller group" if rest["groups"] == 1 else f"{rest['groups']:,} smaller groups"
    return f"{count}, some of them in {groups}"


def _draw_lines(fig: go.Figure, atlas: "Atlas") -> None:
    """Draw a line from each bridge to the rim of each region that they reach."""
    dots = atlas.dots.set_index("person_id")[["x", "y"]]
    discs = atlas.regions.set_index("region_id")[["x", "y", "radius"]]
    for basis in ("asserted", "observed"):
        lines = atlas.bridges[atlas.bridges["basis"] == basis]
        xs: list[float | None] = []
        ys: list[float | None] = []
        for person, region in lines[["person_id", "to_region"]].itertuples(index=False):
            x, y = (float(value) for value in dots.loc[person])
            to_x, to_y, radius = (float(value) for value in discs.loc[region])
            away = max(((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5, 1e-6)
            xs += [x, round(to_x + (x - to_x) / away * radius, 1), None]
            ys += [y, round(to_y + (y - to_y) / away * radius, 1), None]
        fig.add_scatter(
            name=basis, x=xs, y=ys, mode="lines", hoverinfo="skip",
            line={"color": BASIS[basis], "width": 1.6, "dash": DASH[basis]},
        )  # fmt: skip


def _draw_dots(fig: go.Figure, people: pd.DataFrame, bridges: pd.Series, size: float) -> None:
    """Draw everybody who has a dot, in the order of the script; bridges last, over their lines."""
    drawn = people[people["x"].notna()]
    spans = drawn["person_id"].isin(bridges)
    fig.add_scatter(
        name="dots", x=drawn["x"].tolist(), y=drawn["y"].tolist(), mode="markers",
        customdata=drawn.index.tolist(), hoverinfo="text", hovertext=_tell(drawn),
        cliponaxis=False,
        marker={
            "size": [BRIDGE_DOT if span else size for span in spans],
            "color": [INK if span else _DOT for span in spans],
            "opacity": 1, "line": {"color": PAPER, "width": 1},
        },
    )  # fmt: skip


def _tell(people: pd.DataFrame) -> list[str]:
    """Say of each person who they are and how many ties are seen."""
    told = []
    for row in list_rows(people):
        about = [] if pd.isna(row["about"]) else wrapped(row["about"], 40, 2).split("<br>")
        told.append("<br>".join([f"<b>{label(row['name'], 40)}</b>", *about, _count(row["ties"])]))
    return told


def _count(ties: Any) -> str:  # noqa: ANN401  (a number or missing)
    if pd.isna(ties):
        return "whom else they know cannot be seen"
    if not ties:
        return "no tie to others here is seen"
    return f"tied to {ties:,} {'other' if ties == 1 else 'others'} here, as far as is seen"


def _draw_me(fig: go.Figure) -> None:
    fig.add_scatter(
        name="me", x=[0], y=[0], mode="markers+text", text=["<b>you</b>"], hoverinfo="skip",
        marker={"size": 40, "color": INK}, textfont={"color": PAPER, "size": 13},
        textposition="middle center",
    )  # fmt: skip


def _dot_size(regions: pd.DataFrame) -> float:
    """Give dots the size that fits the most crowded disc."""
    room = regions["radius"] * (3.14 / regions["shown"].clip(lower=1).astype(float)) ** 0.5
    return round(min(max(0.6 * float(room.min()), SMALLEST_DOT), LARGEST_DOT), 1)


def _caption(atlas: "Atlas", *, complete: bool) -> list[str]:
    """Say how to read the map, and what it cannot show."""
    shown, total = len(atlas.dots), len(atlas.roster)
    kinds = {"ties": "communities that ties show", "groups": "employers, schools and labels"}
    dots = f"all {total:,}" if shown == total else f"{shown:,} of {total:,}, most ties first"
    circles = f"Circles: {kinds[atlas.basis]}; their area grows with their people"
    words = [f"{circles}, their place means nothing. Dots: people, {dots}."]
    words += _describe_lines(atlas.bridges)
    words += [] if complete else [_UNSEEN]
    return [line for said in words for line in wrapped(said, _CAPTION_WIDTH, 3).split("<br>")]


def _describe_lines(bridges: pd.DataFrame) -> list[str]:
    if bridges.empty:
        return []
    count = bridges["person_id"].nunique()
    who = f"the {count} people" if count > 1 else "the person"
    words = {"observed": "solid: seen in an export", "asserted": "dashed: somebody says so"}
    how = ", ".join(words[basis] for basis in words if basis in set(bridges["basis"]))
    return [f"Lines: ties of {who} who reach into most circles ({how})."]
