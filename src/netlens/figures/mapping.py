"""
The map: me in the middle, regions of people around me, and who links them.

One unit is one pixel where the figure is as wide as the page's text. Whatever
is a name is escaped here; the page's own script reads the names once more, from
`layout.meta["map"]`, and only ever writes them as text.
"""

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing
from netlens.figures.labels import label, wrapped
from netlens.figures.map_labels import VEIL, place_names
from netlens.figures.map_meta import list_for_script, number_people
from netlens.schema import list_rows
from netlens.theme import BASIS, INK, PAPER, QUIET, finish, hide_axes

if TYPE_CHECKING:
    from netlens.measures.atlas import Atlas

NAME_WIDTH: Final = 21  # characters of a region's name in one line
LARGEST_DOT: Final = 10.0
SMALLEST_DOT: Final = 6.0
BRIDGE_DOT: Final = 11.0
LEFT_ALONE: Final = "left alone"  # whoever is off limits
DASH: Final = {"observed": "solid", "asserted": "dash"}
_HALF_WIDTH: Final = 352
_EDGE: Final = 4
_ME: Final = 40.0
_LINE: Final = 17.0
NAME_GAP: Final = 6.0  # room for a bridge on the rim below its name
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
# What the script draws with.
_STYLE: Final = {
    "ink": INK,
    "paper": PAPER,
    "dash": DASH,
    "unnamed": LEFT_ALONE,
    **{basis: BASIS[basis] for basis in DASH},
}


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
    _draw_dots(fig, people, atlas.bridges["person_id"], _dot_size(regions))
    _draw_me(fig)
    shapes = [*_draw_lines(atlas), *_draw_regions(regions)]
    notes = [*_name_regions(regions), *place_names(atlas), *_caption(atlas, complete=complete)]
    fig.update_layout(
        shapes=shapes,
        annotations=notes,
        meta={"map": {**list_for_script(atlas, people, complete=complete), "style": _STYLE}},
    )
    low, top = _extent(regions)
    fig.update_xaxes(range=[-_HALF_WIDTH, _HALF_WIDTH])
    fig.update_yaxes(range=[low, top], scaleanchor="x")
    bottom = _CAPTION_LINE * notes[-1]["text"].count("<br>") + 2 * _CAPTION_LINE
    return finish(hide_axes(fig), _MAP, height=top - low, bottom=bottom)


def _extent(regions: pd.DataFrame) -> tuple[int, int]:
    """Give the lowest and the highest point of what is drawn."""
    half = regions["radius"].fillna(regions["height"] / 2)
    lines = [2 + wrapped(name, NAME_WIDTH, 2).count("<br>") for name in regions["region"]]
    names = regions["radius"].notna() * (pd.Series(lines, regions.index) * _LINE + NAME_GAP)
    low = min(float((regions["y"] - half).min()), -_ME)
    top = max(float((regions["y"] + half + names).max()), _ME)
    return round(low) - _EDGE, round(top)


def _draw_regions(regions: pd.DataFrame) -> list[dict[str, Any]]:
    """Draw discs, and the strip of everybody else, which is dashed because it is no group."""
    shapes = []
    for number, region in enumerate(list_rows(regions)):
        disc = not pd.isna(region["radius"])
        across = region["radius"] if disc else region["width"] / 2
        up = region["radius"] if disc else region["height"] / 2
        shapes.append(
            {
                "type": "circle" if disc else "rect",
                "name": f"region-{number}",
                "layer": "below",
                "fillcolor": _FILL if disc else PAPER,
                "line": {"color": _RIM, "width": 1, "dash": "solid" if disc else "dot"},
                "x0": round(region["x"] - across, 1),
                "x1": round(region["x"] + across, 1),
                "y0": round(region["y"] - up, 1),
                "y1": round(region["y"] + up, 1),
            }
        )
    return shapes


def _name_regions(regions: pd.DataFrame) -> list[dict[str, Any]]:
    """Write the name of each region and its people above it, over the lines."""
    notes = []
    for region in list_rows(regions):
        if pd.isna(region["radius"]):
            x, y = 8 - region["width"] / 2, region["y"] + region["height"] / 2 - 3
            place = {"x": x, "xanchor": "left", "yanchor": "top", "text": _name_rest(region)}
        else:
            x, y = region["x"], region["y"] + region["radius"] + NAME_GAP
            place = {"x": x, "yanchor": "bottom", "text": _name_region(region)}
        notes.append({**place, "y": round(y, 1), "bgcolor": VEIL, "borderpad": 0})
    return notes


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


def _draw_lines(atlas: "Atlas") -> list[dict[str, Any]]:
    """Draw a line from each bridge to the rim of each region reached; it passes behind others."""
    dots = atlas.dots.set_index("person_id")[["x", "y"]]
    discs = atlas.regions.set_index("region_id")[["x", "y", "radius"]]
    shapes = []
    for line in list_rows(atlas.bridges):
        x, y = dots.loc[line["person_id"]].tolist()
        to_x, to_y, radius = discs.loc[line["to_region"]].tolist()
        share = radius / max(((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5, 1e-6)
        end = to_x + (x - to_x) * share, to_y + (y - to_y) * share
        stroke = {"color": BASIS[line["basis"]], "width": 1.6, "dash": DASH[line["basis"]]}
        shapes.append(
            {
                "type": "line",
                "name": "bridge",
                "layer": "below",
                "line": stroke,
                "x0": x,
                "y0": y,
                "x1": round(end[0], 1),
                "y1": round(end[1], 1),
            }
        )
    return shapes


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
        if pd.isna(row["name"]):
            told.append(LEFT_ALONE)
            continue
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
        # The ring keeps lines that pass behind me from looking like mine.
        marker={"size": 46, "color": INK, "opacity": 1, "line": {"color": PAPER, "width": 6}},
        textfont={"color": PAPER, "size": 13},
        textposition="middle center",
    )  # fmt: skip


def _dot_size(regions: pd.DataFrame) -> float:
    """Give dots the size that fits the most crowded disc."""
    room = regions["radius"] * (3.14 / regions["shown"].clip(lower=1).astype(float)) ** 0.5
    return round(min(max(0.6 * float(room.min()), SMALLEST_DOT), LARGEST_DOT), 1)


def _caption(atlas: "Atlas", *, complete: bool) -> list[dict[str, Any]]:
    """Say below the map how to read it, and what it cannot show."""
    shown, total = len(atlas.dots), len(atlas.roster)
    kinds = {"ties": "communities that ties show", "groups": "employers, schools and labels"}
    most = "" if shown == total else ", those with most ties first"
    who = f"all {total:,}" if shown == total else f"{shown:,} of {total:,}"
    words = [
        f"Circles: {kinds[atlas.basis]}; larger means more people, where they stand means nothing.",
        f"Dots: {who} people{most}{_count_unnamed(atlas.roster)}.",
        *_describe_lines(atlas.bridges),
        *([] if complete else [_UNSEEN]),
    ]
    lines = [line for said in words for line in wrapped(said, _CAPTION_WIDTH, 3).split("<br>")]
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    font = {"size": 12, "color": QUIET}
    return [{"text": "<br>".join(lines), **place, "align": "left", "font": font}]


def _count_unnamed(roster: pd.DataFrame) -> str:
    count = int(roster["name"].isna().sum())
    if not count:
        return ""
    are = "is" if count == 1 else "are"
    return f"; {count:,} of the {len(roster):,} {are} off limits: counted, not named"


def _describe_lines(bridges: pd.DataFrame) -> list[str]:
    if bridges.empty:
        return []
    count = bridges["person_id"].nunique()
    who = f"{count} people reach" if count > 1 else "1 person reaches"
    cut = (bridges["groups"] > bridges.groupby("person_id")["ties"].transform("size")).any()
    words = {"observed": "solid if an export shows it", "asserted": "dashed if somebody says so"}
    how = ", ".join(words[basis] for basis in words if basis in set(bridges["basis"]))
    return [f"Lines: the circles that {who}{' most' * bool(cut)}; {how}."]
