"""Small maps of invented people, for the tests of figures."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from netlens.figures.mapping import plot_map
from netlens.measures.atlas import Atlas, draw_up

HOSTILE = "<img src=x onerror=alert(1)></script>{{7*7}}%{x}$\\alpha$\u202e\x1b[31m"


def small_atlas(
    name: str = "Ana Ruiz",
    *,
    holders: tuple[str, ...] = ("a0", "b0"),
    basis: str = "observed",
    circles: str = "ab",
    size: int = 4,
    named: Mapping[str, str] | None = None,
    **options: object,
) -> Atlas:
    """Give circles of four, a0 tied into the first two, b1 with b2, and two people in none."""
    ids = [f"{circle}{n}" for circle in circles for n in range(size)]
    rows = [(who, who[0], f"Circle {name}", "label") for who in ids]
    groups = pd.DataFrame(rows, columns=["person_id", "group_id", "group", "kind"])
    pairs = [("a0", "a1"), ("a0", "b1"), ("a0", "b2"), ("a0", "z0"), ("b1", "b2")]
    pairs += [("a0", who) for who in ids[4:size]]
    ties = pd.DataFrame([(*pair, basis) for pair in pairs], columns=["from", "to", "basis"])
    everybody = [*ids, "z0", "z1"]
    people = pd.DataFrame({"person_id": everybody, "title": name, "company": "Acme"})
    goals = pd.DataFrame(
        [("g", f"a job {name}", "a0", "held"), ("g", f"a job {name}", "z1", "likely")],
        columns=["goal_id", "goal", "person_id", "status"],
    )
    return draw_up(
        groups,
        ties,
        people=people,
        names={**{who: f"{name} {who}" for who in everybody}, **(named or {})},
        holders=set(holders),
        goals=goals,
        **options,
    )


def draw_members(members: pd.DataFrame) -> go.Figure:
    """Draw a map of the memberships of p1 to p4, whose names and titles mean harm."""
    people = pd.DataFrame({"person_id": ["p1", "p2", "p3", "p4"], "title": HOSTILE, "company": ""})
    ties = pd.DataFrame([("p1", "p3", "observed")], columns=["from", "to", "basis"])
    names = dict.fromkeys(people["person_id"], HOSTILE)
    return plot_map(draw_up(members, ties, people=people, names=names), complete=False)
