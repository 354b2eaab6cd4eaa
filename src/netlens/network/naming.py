"""The fifth part of the facade: what groups are called, and what changed in them."""

from functools import cached_property

import pandas as pd

from netlens.measures.naming import keep_names, name_communities
from netlens.measures.tracking import list_group_changes, match_communities
from netlens.network.aims import AimedNetwork
from netlens.network.earlier import Earlier, recognise
from netlens.network.grouping import SMALLEST_COMMUNITY

COMMUNITY = "community"
_MEMBERSHIP = ("person_id", "group_id", "group", "kind")
_NOBODY = pd.DataFrame({name: [] for name in _MEMBERSHIP}, dtype="str")


class NamedNetwork(AimedNetwork):
    """Names of groups, none after somebody off limits, and what has changed in them."""

    @cached_property
    def then(self) -> Earlier | None:
        """The earlier report in the ids of today."""
        return recognise(self.earlier, self.people) if self.earlier else None

    @cached_property
    def _matches(self) -> pd.DataFrame:
        """Which community is which one of the earlier report."""
        before = self.then.communities if self.then else _NOBODY
        return match_communities(
            before.rename(columns={"group_id": "community_id"}), self._kept(self.communities)
        )

    def _kept(self, communities: pd.DataFrame) -> pd.DataFrame:
        return communities[communities["community_id"].isin(self.cohesion["community_id"])]

    @cached_property
    def community_names(self) -> pd.DataFrame:
        """What one would call each community of three or more, and why; as before where it was."""
        central = self.cohesion.dropna(subset=["central_id"])
        central = central[~central["central_id"].isin(self.left_alone)]
        table = name_communities(
            self._kept(self.communities),
            self.direct,
            self._memberships,
            left=self._left_groups,
            central=dict(
                zip(central["community_id"], central["central_id"].map(self.names), strict=True)
            ),
        )
        return keep_names(table, self._matches, self.then.communities if self.then else None)

    @property
    def _left_groups(self) -> frozenset[str]:
        """Employers and schools that ego has left, by ego's own archive."""
        own = self.affiliations[self.affiliations["person_id"] == self.ego_id]
        past = own["until"].notna() & (own["until"] <= self.day)
        return frozenset(own.loc[past, "group_id"]) - frozenset(own.loc[~past, "group_id"])

    @property
    def shows_communities(self) -> bool:
        """Whether ties show groups: two or more, or one that chance would not make."""
        return len(self.cohesion) > 1 or (
            len(self.cohesion) == 1 and bool(self.communities.attrs.get("structure"))
        )

    @cached_property
    def shown_groups(self) -> pd.DataFrame:
        """Who is in which group that the page shows: communities if any, else stated groups."""
        if self.shows_communities:
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
        if self.then is None:
            return list_group_changes(_NOBODY, _NOBODY)
        if self.shows_communities and self.then.structure:
            heirs = self._matches.dropna(subset=["previous_id", "community_id"])
            now = dict(zip(heirs["previous_id"], heirs["community_id"], strict=True))
            before = self.then.communities
            ids = [now.get(old, f"before:{old}") for old in before["group_id"]]
            before = before.assign(group_id=pd.Series(ids, index=before.index, dtype="str"))
            return list_group_changes(before, self.shown_groups, smallest=SMALLEST_COMMUNITY)
        stated = self._memberships
        mine = stated[stated["person_id"].isin(self.direct_ids)]
        return list_group_changes(self.then.memberships, mine[list(_MEMBERSHIP)])
