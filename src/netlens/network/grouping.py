"""The third part of the facade: communities, brokers and holes, where ties could be seen."""

from functools import cached_property

import networkx as nx
import pandas as pd

from netlens.graph import undirected
from netlens.measures.bounds import bound_brokerage
from netlens.measures.brokerage import compare_bases, measure_brokerage
from netlens.measures.cohesion import measure_cohesion
from netlens.measures.communities import detect_communities
from netlens.measures.cutting import find_cuts
from netlens.measures.holes import find_holes
from netlens.measures.naming import keep_names, name_communities
from netlens.measures.tracking import list_group_changes, match_communities
from netlens.network.structure import MeasuredNetwork

COMMUNITY = "community"
_MEMBERSHIP = ("person_id", "group_id", "group", "kind")
_NOBODY = pd.DataFrame({name: [] for name in _MEMBERSHIP}, dtype="str")
# A community of fewer is no circle that one would name.
SMALLEST_COMMUNITY = 3


class GroupedNetwork(MeasuredNetwork):
    """What ties among contacts show; every table is empty below the minimum coverage."""

    @cached_property
    def _seen(self) -> "nx.Graph[str]":
        """Ties among contacts, if enough pairs could have been seen; else nobody."""
        return self._alters if self.structure_is_observable else nx.Graph()

    @cached_property
    def _complete(self) -> set[str]:
        """Colleagues one of whose lists is whole: who is not on it is not tied to them."""
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
        return detect_communities(
            plain, seed=self.seed, holders=set(self.pooled), threads=self._threads.values()
        )

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

    @cached_property
    def _matches(self) -> pd.DataFrame:
        """Which community is which one of the earlier report."""
        before = self.earlier.communities if self.earlier else _NOBODY
        return match_communities(
            before.rename(columns={"group_id": "community_id"}), self._kept(self.communities)
        )

    def _kept(self, communities: pd.DataFrame) -> pd.DataFrame:
        return communities[communities["community_id"].isin(self.cohesion["community_id"])]

    @cached_property
    def community_names(self) -> pd.DataFrame:
        """What one would call each community of three or more, and why; as before where it was."""
        central = self.cohesion.dropna(subset=["central_id"])
        table = name_communities(
            self._kept(self.communities),
            self.direct,
            self._memberships,
            left=self._left_groups,
            central=dict(
                zip(central["community_id"], central["central_id"].map(self.names), strict=True)
            ),
        )
        return keep_names(table, self._matches, self.earlier.communities if self.earlier else None)

    @property
    def _left_groups(self) -> frozenset[str]:
        """Employers and schools that ego has left, by ego's own archive."""
        own = self.affiliations[self.affiliations["person_id"] == self.ego_id]
        past = own["until"].notna() & (own["until"] <= self.day)
        return frozenset(own.loc[past, "group_id"]) - frozenset(own.loc[~past, "group_id"])

    @cached_property
    def shown_groups(self) -> pd.DataFrame:
        """Who is in which group that the page shows: communities if seen, else stated groups."""
        if self.structure_is_observable:
            found = self.communities.merge(
                self.community_names[["community_id", "name"]], on="community_id"
            )
            found = found.rename(columns={"community_id": "group_id", "name": "group"})
            return found.assign(kind=COMMUNITY)[list(_MEMBERSHIP)]
        stated = self._memberships
        mine = stated["person_id"].isin(self.direct_ids)
        shared = stated["group_id"].isin(self.groups["group_id"])
        return stated.loc[mine & shared, list(_MEMBERSHIP)].drop_duplicates(ignore_index=True)

    @cached_property
    def group_changes(self) -> pd.DataFrame:
        """Who joined and who left which group since the earlier report; empty without one."""
        if self.earlier is None:
            return list_group_changes(_NOBODY, _NOBODY)
        if self.structure_is_observable and self.earlier.structure:
            heirs = self._matches.dropna(subset=["previous_id", "community_id"])
            now = dict(zip(heirs["previous_id"], heirs["community_id"], strict=True))
            before = self.earlier.communities
            ids = [now.get(old, f"before:{old}") for old in before["group_id"]]
            before = before.assign(group_id=pd.Series(ids, index=before.index, dtype="str"))
            return list_group_changes(before, self.shown_groups, smallest=SMALLEST_COMMUNITY)
        stated = self._memberships
        mine = stated[stated["person_id"].isin(self.direct_ids)]
        return list_group_changes(self.earlier.memberships, mine[list(_MEMBERSHIP)])

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
        return table.sort_values(
            ["constraint_high", "constraint", "person_id"], kind="stable", ignore_index=True
        )

    @cached_property
    def ego_bounds(self) -> pd.DataFrame:
        """Ego's own constraint and effective size, between bounds: one row or none."""
        if not len(self._seen):
            return bound_brokerage(nx.Graph(), holders=set())
        graph = undirected(self.graph.subgraph([self.ego_id, *sorted(self.direct_ids)]).copy())
        bounds = bound_brokerage(
            graph, holders={*self._complete, self.ego_id}, threads=self._threads.values()
        )
        return bounds[bounds["person_id"] == self.ego_id].reset_index(drop=True)

    # Holes -------------------------------------------------------------------------

    @cached_property
    def holes(self) -> pd.DataFrame:
        """Pairs of communities, and who connects them."""
        return find_holes(
            self._seen,
            self.communities,
            holders=set(self.pooled),
            threads=self._threads.values(),
            direct=self.direct_ids,
            smallest=SMALLEST_COMMUNITY,
        )

    @cached_property
    def cuts(self) -> pd.DataFrame:
        """Single points of failure among contacts."""
        return find_cuts(self._seen, self.communities, smallest=SMALLEST_COMMUNITY)
