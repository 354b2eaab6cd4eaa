"""
A goal typed in JupyterLab, and everything about it ranked anew.

The views are those of the page: the lead, needs with names, who and why, the
gaps. A stored notebook must not depend on who typed what, so it shows one
sentence instead of the box.
"""

import json
from typing import TYPE_CHECKING, Any, Final

from netlens.errors import NetlensError
from netlens.figures.goal_gaps import plot_matrix
from netlens.views import HOLDER_COLUMNS, View, say, table, tell

if TYPE_CHECKING:
    import ipywidgets
    import plotly.graph_objects as go

    from netlens.network import Network

_ASLEEP: Final = (
    "Run netlens lab: in the copy of this notebook that it opens, goals can be typed in a box "
    "here and everything is ranked anew."
)
_HINT: Final = "Type a goal in one sentence, such as: find a job as a data engineer in Berlin."
_NOBODY: Final = "There is nobody in these exports whom a goal could be asked about."
_WORKING: Final = "Looking …"
_ROWS: Final = 12

Output = dict[str, Any]


def explore(net: "Network", *, live: bool = True) -> "ipywidgets.VBox | View":
    """
    Show a box to type goals into, and what the network has for each.

    Parameters
    ----------
    net
        The opened project; it is not changed, and read only once.
    live
        Show the box. It needs JupyterLab and a running kernel; without, one
        sentence says how to get there, the same for every network.

    Returns
    -------
    shown
        The box with its results beneath, or the sentence. A goal is taken
        when Enter is pressed or the box is left. What cannot be answered is
        said in one sentence.
    """
    if not live:
        return tell(_ASLEEP)
    import ipywidgets  # noqa: PLC0415  (slow to load, and of use in JupyterLab only)

    box = ipywidgets.Text(
        description="Goal",
        placeholder=_HINT,
        continuous_update=False,
        layout=ipywidgets.Layout(width="100%", max_width="44em"),
    )
    below = ipywidgets.Output()

    def answer(_: object = None) -> None:
        # Nothing of the last goal may stand beneath the words of this one.
        below.outputs = (_output(tell(_WORKING)),)
        below.outputs = answer_goal(net, box.value)

    box.observe(answer, names="value")
    answer()
    return ipywidgets.VBox([box, below])


def answer_goal(net: "Network", goal: str) -> tuple[Output, ...]:
    """
    Give what is shown beneath a goal, as outputs of a notebook cell.

    Parameters
    ----------
    net
        The opened project.
    goal
        One sentence or the name of a goal in netlens.toml; empty for the goals
        that `net` was opened with.

    Returns
    -------
    outputs
        One per view; a single sentence where there is nothing to rank.
    """
    if net.direct.empty:
        return (_output(tell(_NOBODY)),)
    try:
        asked = net.ask(goal) if goal.strip() else net
        if asked.goals.empty:
            return (_output(tell(_HINT)),)
        return tuple(_output(shown) for shown in _show(asked))
    except NetlensError as error:
        return (_output(tell(str(error))),)


def _show(net: "Network") -> "list[View | go.Figure]":
    likely = net.holders[net.holders["status"] != "weak"]
    return [
        say(net.claims_of("goal-gaps", "lead")),
        plot_matrix(net.matrix),
        table(likely, caption="Who, and why", labels=HOLDER_COLUMNS, rows=_ROWS),
        say(net.claims_of("goal-gaps", "unknown")),
    ]


def _output(shown: "View | go.Figure") -> Output:
    """Make an output of its own: the same whether or not a kernel displays it."""
    if isinstance(shown, View):
        data: dict[str, Any] = {"text/html": shown.html, "text/plain": shown.text}
    else:
        drawn = json.loads(shown.to_json())
        data = {"application/vnd.plotly.v1+json": drawn, "text/plain": "a figure"}
    return {"output_type": "display_data", "data": data, "metadata": {}}
