"""Ties as a networkx graph, and back to nothing that is not in the table."""

import math
from collections.abc import Iterable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from netlens.errors import GraphError


def build_graph(
    people: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    bases: Iterable[str] = ("observed", "asserted"),
) -> "nx.DiGraph[str]":
    """
    Build the directed graph of ties.

    Parameters
    ----------
    people
        One node each, in table order; attributes `name` and `is_ego`.
    ties
        One edge per directed pair; where a pair has ties on several bases,
        the first of `bases` gives the attributes and `bases` lists all.
    bases
        Which bases to draw, strongest first.

    Returns
    -------
    graph
        Edge attributes: `basis`, `bases`, `kinds`, `strength`, `probability`,
        `last_seen` (an ISO day); what is not known is left out.

    Raises
    ------
    GraphError
        If a tie leads from a person to the same person, or to somebody who is
        not in `people`.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for person_id, name, is_ego in zip(
        people["person_id"], people["name"], people["is_ego"], strict=True
    ):
        graph.add_node(person_id, name=name if isinstance(name, str) else "", is_ego=bool(is_ego))
    rank = {basis: position for position, basis in enumerate(bases)}
    chosen = ties[ties["basis"].isin(list(rank))]
    order = chosen["basis"].map(rank).to_numpy().argsort(kind="stable")
    wanted = ("from", "to", "basis", "kinds", "strength", "probability", "last_seen")
    for start, end, basis, kinds, strength, probability, last in zip(
        *(chosen[name].to_numpy()[order] for name in wanted), strict=True
    ):
        facts = {"kinds": kinds, **({} if np.isnat(last) else {"last_seen": str(last)[:10]})}
        numbers = {"strength": strength, "probability": probability}
        _add_tie(graph, start, end, basis, facts, numbers)
    return graph


def _add_tie(
    graph: "nx.DiGraph[str]",
    start: str,
    end: str,
    basis: str,
    facts: dict[str, Any],
    numbers: dict[str, float],
) -> None:
    if start == end:
        msg = (
            f"a tie from {start} to itself; self-loops make constraint and clustering meaningless."
        )
        raise GraphError(msg)
    if start not in graph or end not in graph:
        msg = f"a tie {start} → {end} with somebody who is not in the table of people."
        raise GraphError(msg)
    if graph.has_edge(start, end):
        graph.edges[start, end]["bases"] += (basis,)
        return
    known = {name: float(value) for name, value in numbers.items() if not math.isnan(value)}
    graph.add_edge(start, end, basis=basis, bases=(basis,), **facts, **known)


def undirected(graph: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """
    Project a directed graph: one edge where either direction has a tie.

    The stronger direction gives `strength` and `probability`; `mutual` tells
    whether both directions are there.
    """
    projected: nx.Graph[str] = nx.Graph()
    projected.add_nodes_from(graph.nodes(data=True))
    for start, end, data in graph.edges(data=True):
        if projected.has_edge(start, end):
            edge = projected.edges[start, end]
            edge["mutual"] = True
            for name in ("strength", "probability"):
                found = [x for x in (edge.get(name), data.get(name)) if x is not None]
                if found:
                    edge[name] = max(found)
        else:
            projected.add_edge(start, end, **data, mutual=False)
    return projected
