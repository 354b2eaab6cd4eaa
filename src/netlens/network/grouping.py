"""The third part of the facade: communities, brokers and holes, where ties could be seen."""

from functools import cached_property

import networkx as nx
import pandas as pd

from netlens.measures.bounds import bound_brokerage
from netlens.measures.brokerage import compare_bases, measure_brokerage
from netlens.measures.cohesion import measure_cohesion
from netlens.measures.communities import detect_communities, split_parts
from netlens.measures.cutting import find_cuts
from netlens.measures.holes import find_holes
from netlens.network.structure import MeasuredNetwork

# A community of fewer is no circle that one would name.
SMALLEST_COMMUNITY = 3


class GroupedNetwork(MeasuredNetwork):
    """What ties among contacts show; every table is empty below the minimum coverage."""

    @cached_property
    def _seen(self) -> "nx.Graph[str]":
        """Ties among the contacts whom lists can show, if enough pairs are seen; else nobody."""
        if not self.structure_is_observable:
            return nx.Graph()
        return self._among(self.direct_ids - self.unlistable)

    @cached_property
    def _complete(self) -> set[str]:
        """
        Colleagues one of whose lists is whole: who is not on it is not tied to them.

        Whole lists are LinkedIn's, so nobody's is where they could not show somebody.
        """
        if self.not_on_linkedin & set(self._seen):
            return set()
        whole = set(self.lists.loc[self.lists["complete"], "owner"])
        owners = self.people[self.people["list_owner"].isin(whole)]
        return set(owners["person_id"]) & set(self.pooled)

    # Communities -------------------------------------------------------------------

    @cached_property
    def communities(self) -> pd.DataFrame:
        """
        Communities by ties, one row per contact.

        Ties count alike: their strength fades with the day on which a list dates them,
        and that two people connected long ago makes them no less of one circle.
        """
        plain: nx.Graph[str] = nx.Graph()
        plain.add_nodes_from(self._seen)
        plain.add_edges_from(self._seen.edges)
        found = detect_communities(
            plain, seed=self.seed, holders=set(self.pooled), threads=self._threads.values()
        )
        # Parts between which no tie is seen are two groups, whatever chance would make of them.
        return found if found.attrs["structure"] else split_parts(found, plain)

    @cached_property
    def cohesion(self) -> pd.DataFrame:
        """How closely each community of three or more hangs together, and whom it reaches."""
        table = measure_cohesion(
            self._seen,
            self.communities,
            holders=set(self.pooled),
            threads=self._threads.values(),
        )
        return table[table["people"] >= SMALLEST_COMMUNITY].reset_index(drop=True)

    # Brokers -------------------------------------------------------------------------

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """Who bridges, the surest first: with bounds, with inferred ties, and weighed."""
        table = compare_bases(self._seen.nodes, self.ties, seed=self.seed)
        bounds = bound_brokerage(self._seen, holders=self._complete, threads=self._threads.values())
        weighed = measure_brokerage(self._seen, seed=self.seed)
        weighed = weighed[["person_id", "constraint"]].rename(
            columns={"constraint": "constraint_weighted"}
        )
        naive = [name for name in bounds.columns.tolist() if name.endswith("_naive")]
        table = table.merge(bounds.drop(columns=naive), on="person_id", validate="1:1")
        table = table.merge(weighed, on="person_id", validate="1:1")
        table.insert(1, "name", table["person_id"].map(self.names).astype("str"))
        table["listed"] = table["person_id"].isin(self._complete)
        return table.sort_values(
            ["listed", "effective_size_low", "constraint_high", "person_id"],
            ascending=[False, False, True, True],
            kind="stable",
            ignore_index=True,
        )

    @cached_property
    def ego_bounds(self) -> pd.DataFrame:
        """Ego's own constraint and effective size, between bounds: one row or none."""
        if not len(self._seen):
            return bound_brokerage(nx.Graph(), holders=set())
        graph = self._among({self.ego_id, *self._seen})
        bounds = bound_brokerage(
            graph, holders={*self._complete, self.ego_id}, threads=self._threads.values()
        )
        return bounds[bounds["person_id"] == self.ego_id].reset_index(drop=True)

    # Holes -------------------------------------------------------------------------

    @cached_property
    def holes(self) -> pd.DataFrame:
        """Pairs of communities, and who connects them; an address book left open is no proof."""
        return find_holes(
            self._seen,
            self.communities,
            holders=self._complete,
            threads=self._threads.values(),
            direct=self.direct_ids,
            smallest=SMALLEST_COMMUNITY,
        )

    @cached_property
    def cuts(self) -> pd.DataFrame:
        """Single points of failure among contacts."""
        return find_cuts(self._seen, self.communities, smallest=SMALLEST_COMMUNITY)
