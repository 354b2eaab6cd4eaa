"""Who reaches into which group, as far as lists are held."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.drawing import draw_nothing, text_trace
from netlens.figures.labels import label, stacked
from netlens.theme import BASIS, PAPER, QUIET, finish

MOST_GROUPS: Final = 7
MOST_HOLDERS: Final = 6
ROW_HEIGHT: Final = 52
LARGEST_DOT: Final = 28
SMALLEST_DOT: Final = 17
_BRIDGING: Final = "Whose list reaches which group?"
_NO_GROUPS: Final = "No two of your contacts share an employer or a label."


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
