"""
Figures about groups: a map with me in its middle, and who reaches into which group.

Sizes on the map are pixels for the width of a phone. On a wider screen the same
discs stand farther apart, so what is legible there is legible everywhere.
"""

import itertools
import math
from collections.abc import Iterable
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing, text_trace
from netlens.figures.labels import label, stacked, wrapped
from netlens.theme import BASIS, INK, PAPER, QUIET, finish, hide_axes

MOST_GROUPS: Final = 7
MOST_BRIDGES: Final = 3
MOST_HOLDERS: Final = 6
LEFT: Final = 0.16
RIGHT: Final = 0.84
NAME_HEIGHT: Final = 62
# Where list owners sit in the middle column, as shares of its height; I am at a half.
SEATS: Final = (0.2, 0.8, 0.35)
LARGEST_DISC: Final = 84
SMALLEST_DISC: Final = 14
ROW_HEIGHT: Final = 52
LARGEST_DOT: Final = 28
SMALLEST_DOT: Final = 17
_MAP: Final = "Which groups do you hold together?"
_BRIDGING: Final = "Whose list reaches which group?"
_NO_GROUPS: Final = "No two of your contacts share an employer or a label."
_PALE: Final = "#aab2bb"
_FILLS: Final = {"employer": "#bcc6d0", "school": "#e3e8ec", "label": PAPER, "rest": PAPER}


def map_data(groups: pd.DataFrame, *, ungrouped: int | None = None) -> pd.DataFrame:
    """
    Decide the discs of `plot_map`.

    Parameters
    ----------
    groups
        One row per `group_id`, largest first: `group`, `kind`, `people`.
    ungrouped
        People in no group; unknown if not given.

    Returns
    -------
    discs
        One row per disc, largest first: `group_id`, `group`, `said`, `kind`,
        `diameter` (pixels; area is proportional to people), `x` (0–1), `y`
        (pixels from the top). After the seven largest groups one small disc
        stands for all smaller ones, and one for people in no group.
    """
    ranked = groups.sort_values(["people", "group_id"], ascending=[False, True], kind="stable")
    columns = ["group_id", "group", "kind", "people"]
    rows = [
        (group_id, group, f"{people:,} · {kind}", kind, float(people))
        for group_id, group, kind, people in ranked.head(MOST_GROUPS)[columns].itertuples(
            index=False
        )
    ]
    smaller = len(ranked) - len(rows)
    if smaller:
        words = "smaller group" if smaller == 1 else "smaller groups"
        rows.append(("", f"{smaller:,} {words}", "", "rest", 0.0))
    if ungrouped:
        rows.append(("", "in no group", f"{ungrouped:,} people", "rest", float(ungrouped)))
    discs = pd.DataFrame(rows, columns=["group_id", "group", "said", "kind", "people"])
    scale = LARGEST_DISC / math.sqrt(max(discs["people"].max(), 1.0)) if rows else 1.0
    discs["diameter"] = (discs["people"] ** 0.5 * scale).clip(lower=SMALLEST_DISC).round()
    return _in_columns(discs.drop(columns="people"))


def _in_columns(discs: pd.DataFrame) -> pd.DataFrame:
    """Stack discs with room for their names left and right of the middle, the shorter side next."""
    depth = {RIGHT: 0.0, LEFT: 0.0}
    places = []
    for diameter in discs["diameter"]:
        side = min(depth, key=lambda x: depth[x])
        places.append((side, depth[side] + diameter / 2))
        depth[side] += diameter + NAME_HEIGHT
    short = min(depth, key=lambda x: depth[x])
    lower = (max(depth.values()) - depth[short]) / 2
    return discs.assign(
        x=[x for x, _ in places],
        y=[round(y + lower * (x == short), 1) for x, y in places],
    )


def bridges_data(discs: pd.DataFrame, bridging: pd.DataFrame) -> pd.DataFrame:
    """
    Decide the lines of `plot_map`: from list owners to the groups that they reach.

    Parameters
    ----------
    discs
        From `map_data`.
    bridging
        One row per list owner and group: `people` of the group on the list.

    Returns
    -------
    lines
        One row per line: `person_id`, `name`, `x`, `y` (of the owner, above or below the
        middle, near the groups reached), `to_x`, `to_y`, `people`. The three
        owners who reach most of the groups shown, and at least two.
    """
    shown = discs[discs["group_id"] != ""].set_index("group_id")
    lines = bridging[(bridging["people"] > 0) & bridging["group_id"].isin(shown.index)]
    spans = lines.groupby("person_id")["people"].agg(["size", "sum"]).reset_index()
    spans = spans[spans["size"] > 1].sort_values(
        ["size", "sum", "person_id"], ascending=[False, False, True], kind="stable"
    )
    chosen = spans["person_id"].head(MOST_BRIDGES).tolist()
    lines = lines[lines["person_id"].isin(chosen)].copy()
    lines["x"] = 0.5
    for axis in "xy":
        lines[f"to_{axis}"] = lines["group_id"].map(shown[axis]).astype(float)
    seats = _seats(chosen, lines, depth=map_depth(discs))
    lines["y"] = lines["person_id"].map(seats).astype(float)
    order = lines["person_id"].map({who: rank for rank, who in enumerate(chosen)})
    lines = lines.assign(order=order).sort_values(["order", "group_id"], kind="stable")
    columns = ["person_id", "name", "x", "y", "to_x", "to_y", "people"]
    return lines[columns].reset_index(drop=True)


def map_depth(discs: pd.DataFrame) -> float:
    """Give the height of the map in pixels."""
    return float((discs["y"] + discs["diameter"] / 2).max() + NAME_HEIGHT) if len(discs) else 0.0


def _seats(chosen: list[str], lines: pd.DataFrame, *, depth: float) -> dict[str, float]:
    """Seat owners in the middle column so that their lines are short: at most six ways."""
    seats = [round(share * depth, 1) for share in SEATS[: len(chosen)]]

    def length(order: Iterable[str]) -> float:
        heights = lines["person_id"].map(dict(zip(order, seats, strict=True))).astype(float)
        return round(float((lines["to_y"] - heights).abs().sum()), 3)

    return dict(zip(min(itertools.permutations(chosen), key=length), seats, strict=True))


def plot_map(
    groups: pd.DataFrame,
    people_total: int,
    bridging: pd.DataFrame,
    *,
    ungrouped: int | None = None,
) -> go.Figure:
    """
    Draw me in the middle of my groups; the only lines are bridges between them.

    Parameters
    ----------
    groups
        One row per group of two or more: `group_id`, `group`, `kind`, `people`.
    people_total
        How many people I know in all.
    bridging
        One row per list owner and group: `person_id`, `name`, `group_id`,
        `people`. Without rows no line is drawn: who knows whom is unobserved.
    ungrouped
        How many of them are in no group; left out if unknown.
    """
    discs = map_data(groups, ungrouped=ungrouped)
    if groups.empty:
        return draw_nothing(_MAP, _NO_GROUPS)
    fig = go.Figure()
    lines = bridges_data(discs, bridging)
    _draw_lines(fig, lines)
    _draw_discs(fig, discs)
    _draw_people(fig, lines, people_total, middle=map_depth(discs) / 2)
    depth = map_depth(discs)
    hide_axes(fig).update_xaxes(range=[0, 1]).update_yaxes(range=[depth, -4])
    return finish(fig, _MAP, height=round(depth) + 4)


def _draw_lines(fig: go.Figure, lines: pd.DataFrame) -> None:
    for _, own in lines.groupby("person_id", sort=False):
        ends = own[["x", "to_x", "y", "to_y"]].itertuples(index=False)
        xs, ys = [], []
        for x, to_x, y, to_y in ends:
            xs += [x, to_x, None]
            ys += [y, to_y, None]
        fig.add_scatter(
            x=xs, y=ys, mode="lines", hoverinfo="skip",
            line={"width": 1.5, "color": BASIS["asserted"]},
        )  # fmt: skip


def _draw_discs(fig: go.Figure, discs: pd.DataFrame) -> None:
    rest = discs["kind"] == "rest"
    fig.add_scatter(
        x=discs["x"].tolist(), y=discs["y"].tolist(), mode="markers", hoverinfo="skip",
        marker={
            "size": discs["diameter"].tolist(),
            "opacity": 1,
            "color": discs["kind"].map(_FILLS).fillna(PAPER).tolist(),
            "line": {"width": 1.5, "color": [_PALE if other else QUIET for other in rest]},
        },
    )  # fmt: skip
    for disc in discs.to_dict("records"):
        words = wrapped(disc["group"], 15, 2)
        said = f"<br>{label(disc['said'], 15)}" if disc["said"] else ""
        fig.add_annotation(
            text=f"{words}{said}", x=disc["x"], y=disc["y"], yanchor="top", borderpad=0,
            yshift=-round(disc["diameter"] / 2) - 1, font={"size": 12}, bgcolor=PAPER,
        )  # fmt: skip


def _draw_people(fig: go.Figure, lines: pd.DataFrame, people: int, *, middle: float) -> None:
    owners = lines.drop_duplicates("person_id")
    ys = [round(middle, 1), *owners["y"]]
    fig.add_scatter(
        x=[0.5] * len(ys), y=ys, mode="markers", hoverinfo="skip",
        marker={
            "size": [15] + [10] * len(owners),
            "opacity": 1,
            "color": [INK] + [BASIS["observed"]] * len(owners),
        },
    )  # fmt: skip
    names = [f"<b>you</b> · {people:,} people", *(wrapped(name, 20, 2) for name in owners["name"])]
    for y, name in zip(ys, names, strict=True):
        fig.add_annotation(
            text=name, x=0.5, y=y, yanchor="top", yshift=-7, borderpad=0, bgcolor=PAPER,
            font={"size": 12},
        )  # fmt: skip


def bridging_data(bridging: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    """
    Decide the dots of `plot_bridging`.

    Parameters
    ----------
    bridging
        One row per list owner and group: `person_id`, `name`, `group_id`,
        `group`, `people` of the group on the list, `of` all its others.

    Returns
    -------
    dots, groups_left_out, owners_left_out
        One row per dot: `row` and `column` (from 0), `group`, `name`,
        `people`, `diameter` (pixels; 0 for nobody). The seven groups with most
        people on these lists, and the six owners whose lists reach most groups.
    """
    sizes = bridging.groupby("group_id").agg({"people": "sum", "of": "max"}).reset_index()
    sizes = sizes.sort_values(
        ["people", "of", "group_id"], ascending=[False, False, True], kind="stable"
    )
    reached = bridging.assign(any=bridging["people"] > 0)
    spans = reached.groupby("person_id").agg({"any": "sum", "people": "sum"}).reset_index()
    spans = spans.sort_values(
        ["any", "people", "person_id"], ascending=[False, False, True], kind="stable"
    )
    rows = {group: row for row, group in enumerate(sizes["group_id"].head(MOST_GROUPS))}
    columns = {who: column for column, who in enumerate(spans["person_id"].head(MOST_HOLDERS))}
    inside = bridging["group_id"].isin(rows) & bridging["person_id"].isin(columns)
    dots = bridging[inside].copy()
    dots["row"] = dots["group_id"].map(rows)
    dots["column"] = dots["person_id"].map(columns)
    most = max(dots["people"].max(), 1) if len(dots) else 1
    scaled = ((dots["people"] / most) ** 0.5 * LARGEST_DOT).round(1)
    dots["diameter"] = scaled.clip(lower=SMALLEST_DOT).where(dots["people"] > 0, 0.0)
    dots = dots.sort_values(["row", "column"], kind="stable", ignore_index=True)
    shown = ["row", "column", "group", "name", "people", "diameter"]
    return dots[shown], len(sizes) - len(rows), len(spans) - len(columns)


def plot_bridging(bridging: pd.DataFrame) -> go.Figure:
    """
    Draw how many people of each group stand on each list that is held.

    Parameters
    ----------
    bridging
        One row per list owner and group: `person_id`, `name`, `group_id`,
        `group`, `people`, `of`. Zero is observed: nobody of that group is on
        the list.
    """
    dots, groups, owners = bridging_data(bridging)
    if dots.empty:
        why = "No list but your own is held, so nobody's reach into your groups can be seen."
        return draw_nothing(_BRIDGING, why if len(bridging) == 0 else _NO_GROUPS)
    fig = go.Figure()
    some = dots[dots["people"] > 0]
    fig.add_scatter(
        x=some["column"].tolist(), y=some["row"].tolist(), mode="markers", hoverinfo="skip",
        marker={"size": some["diameter"].tolist(), "color": BASIS["observed"], "opacity": 1},
        cliponaxis=False,
    )  # fmt: skip
    _write_counts(fig, dots)
    names = dots.drop_duplicates("row")["group"]
    above = [row - 0.5 for row in range(len(names))]
    fig.add_trace(
        text_trace(
            x=[-0.5] * len(above), y=above, text=[label(name, 40) for name in names],
            textposition="middle right",
        ),
    )  # fmt: skip
    for column, name in enumerate(dots.drop_duplicates("column").sort_values("column")["name"]):
        fig.add_annotation(
            text=stacked(name, 8), x=column, y=1, yref="paper", yanchor="bottom",
            font={"size": 11, "color": QUIET},
        )  # fmt: skip
    return _finish_bridging(fig, len(names), int(dots["column"].max()) + 1, groups, owners)


def _write_counts(fig: go.Figure, dots: pd.DataFrame) -> None:
    fig.add_trace(
        text_trace(
            x=dots["column"].tolist(), y=dots["row"].tolist(),
            text=[f"{count:,}" if count else "–" for count in dots["people"]],
            textposition="middle center",
            textfont={
                "size": 11,
                "color": [PAPER if count else QUIET for count in dots["people"]],
            },
        ),
    )  # fmt: skip


def _finish_bridging(
    fig: go.Figure, rows: int, columns: int, groups: int, owners: int
) -> go.Figure:
    left = [f"groups: {groups:,}"] * bool(groups) + [f"lists: {owners:,}"] * bool(owners)
    words = "people of each group on each list"
    if left:
        words += f"<br>not shown: {', '.join(left)}"
    fig.update_yaxes(visible=False, range=[round(rows - 0.55, 2), -0.75])
    fig.update_xaxes(range=[-0.5, columns - 0.5], showticklabels=False, title_text=words)
    finish(fig, _BRIDGING, height=ROW_HEIGHT * rows, bottom=44)
    return fig.update_layout(height=fig.layout.height + 30, margin_t=fig.layout.margin.t + 30)
