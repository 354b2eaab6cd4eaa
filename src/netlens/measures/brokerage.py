"""
Who bridges: constraint, effective size, efficiency, betweenness, and reach into groups.

Only as true as the ties are complete: callers compute it where pairs could
have been observed.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import networkx as nx
import numpy as np
import pandas as pd

from netlens.errors import GraphError

_COLUMNS = ("person_id", "constraint", "effective_size", "efficiency", "betweenness")


def measure_brokerage(graph: "nx.Graph[str]") -> pd.DataFrame:
    """
    Measure how far each person bridges otherwise separate others.

    Parameters
    ----------
    graph
        Ties, directed or not; edge attribute `strength` weighs them where
        every edge has one.

    Returns
    -------
    brokerage
        One row per person, in node order: `constraint` (low = broker; 1.125
        in a closed triad), `effective_size` (people), `efficiency` (0–1),
        `betweenness` (0–1). All but betweenness are NaN for isolates.

    Raises
    ------
    GraphError
        If there are self-loops.

    References
    ----------
    Burt (1992), Structural Holes, ch. 2; Freeman (1977), Sociometry 40.
    """
    if nx.number_of_selfloops(graph):
        msg = "the graph has self-loops, which make constraint meaningless; leave them out."
        raise GraphError(msg)
    nodes = list(graph)
    if not nodes:
        return pd.DataFrame({name: pd.Series(dtype=_type(name)) for name in _COLUMNS})
    weighted = graph.number_of_edges() > 0 and all(
        "strength" in data for _, _, data in graph.edges(data=True)
    )
    weight = "strength" if weighted else None
    # Given explicitly: networkx's shortcut for all nodes is wrong on weighted and directed graphs.
    size = nx.effective_size(graph, nodes=nodes, weight=weight)
    constraint = nx.constraint(graph, nodes=nodes, weight=weight)
    between = nx.betweenness_centrality(graph)
    degree = {node: len(set(nx.all_neighbors(graph, node))) for node in nodes}
    table = pd.DataFrame(
        {
            "person_id": nodes,
            "constraint": [constraint[n] if degree[n] else np.nan for n in nodes],
            "effective_size": [size[n] if degree[n] else np.nan for n in nodes],
            "efficiency": [size[n] / degree[n] if degree[n] else np.nan for n in nodes],
            "betweenness": [between[n] for n in nodes],
        },
    )
    table["person_id"] = table["person_id"].astype("str")
    numbers = list(_COLUMNS[1:])
    table[numbers] = table[numbers].astype(float).round(9)
    return table


def _type(name: str) -> str:
    return "str" if name == "person_id" else "float64"


def measure_bridging(
    lists: Mapping[str, AbstractSet[str]],
    affiliations: pd.DataFrame,
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str],
) -> pd.DataFrame:
    """
    Count how many people of each of ego's groups stand on each held list.

    Parameters
    ----------
    lists
        Person id of a list's owner to the ids on it.
    affiliations
        Memberships; only direct contacts count.
    direct
        Ids of ego's own contacts.
    names
        Person id to name, for showing.

    Returns
    -------
    bridging
        One row per list owner and group: `people` seen on the list `of` the
        group's members other than the owner. Zero is observed: nobody of that
        group is on the list.
    """
    members = affiliations[affiliations["person_id"].isin(direct)]
    groups = {
        (group_id, group): set(found)
        for (group_id, group), found in members.groupby(["group_id", "group"], sort=True)[
            "person_id"
        ]
    }
    rows = [
        {
            "person_id": owner,
            "name": names.get(owner, ""),
            "group_id": group_id,
            "group": group,
            "people": len((found - {owner}) & lists[owner]),
            "of": len(found - {owner}),
        }
        for owner in sorted(lists)
        for (group_id, group), found in groups.items()
    ]
    return pd.DataFrame(rows, columns=["person_id", "name", "group_id", "group", "people", "of"])
