"""The second part of the facade: reach, groups and bridges, as far as they are observable."""

from collections.abc import Iterable
from functools import cached_property

import networkx as nx
import numpy as np
import pandas as pd

from netlens.graph import undirected
from netlens.measures.brokerage import measure_bridging
from netlens.measures.communities import measure_groups
from netlens.measures.coverage import MINIMUM_COVERAGE, Coverage, measure_coverage
from netlens.measures.next_list import rank_next_lists
from netlens.measures.openers import measure_overlap, rank_openers
from netlens.measures.reach import ReachEstimate, rule_of_thumb
from netlens.measures.reach_supposed import estimate_access, supposed_third_step
from netlens.measures.separation import compare_separation, measure_separation
from netlens.measures.visibility import (
    count_signs_by_year,
    count_visibility,
    list_signs,
    rate_signs,
)
from netlens.measures.whatif import WhatIf, estimate_reach, what_if
from netlens.network.reading import ReadNetwork
from netlens.project import resolve_sizes
from netlens.ties import HALF_LIFE_DAYS, build_lists
from netlens.ties.contact import list_strangers, measure_touch


class MeasuredNetwork(ReadNetwork):
    """Reach, given groups, who reaches into them, who knows ego."""

    # Reach ---------------------------------------------------------------------------

    @cached_property
    def names(self) -> dict[str, str]:
        """Person id to name."""
        names = self.people["name"].fillna("(no name)")
        return dict(zip(self.people["person_id"], names, strict=True))

    @cached_property
    def direct_ids(self) -> set[str]:
        """Ids of the people on ego's own lists."""
        return set(self.direct["person_id"])

    @cached_property
    def pooled(self) -> dict[str, set[str]]:
        """Lists of those colleagues who are themselves among ego's contacts."""
        everybody = build_lists(self.people, self.ties)
        return {owner: seen for owner, seen in everybody.items() if owner in self.direct_ids}

    @cached_property
    def list_sizes(self) -> dict[str, int]:
        """How many people contacts know, as far as netlens.toml says."""
        return resolve_sizes(self.people, self.settings.list_sizes)

    @cached_property
    def second_step(self) -> ReachEstimate:
        """How many people are two steps away, with its interval."""
        return estimate_reach(self.pooled, self.direct_ids, self.list_sizes)

    @cached_property
    def third_step(self) -> ReachEstimate:
        """How many people are three steps away, to an order of magnitude."""
        return supposed_third_step(self.second_step, population=self.settings.population)

    @cached_property
    def access(self) -> pd.DataFrame:
        """Whom introductions would reach, told from who exists; and how many asks it takes."""
        return estimate_access(self.second_step)

    @cached_property
    def next_lists(self) -> pd.DataFrame:
        """Contacts whose list would narrow reach most; none where no colleague shares one."""
        if not self.pooled:
            return rank_next_lists({}, direct=set(), names=self.names)
        return rank_next_lists(
            self.pooled, direct=self.direct_ids, list_sizes=self.list_sizes, names=self.names
        )

    @cached_property
    def overlap(self) -> pd.DataFrame:
        """How far the worlds of two colleagues overlap, for each pair of pooled lists."""
        return measure_overlap(self.pooled, direct=self.direct_ids, names=self.names)

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The mean number of people between, beside what experiments found."""
        return compare_separation(self.separation)

    def what_if(self, *, remove: Iterable[str] = (), gone: bool = False) -> WhatIf:
        """
        Compute reach again without some contacts.

        Parameters
        ----------
        remove
            Ids of contacts, as the people table has them.
        gone
            Whether they are gone from everybody's list too.
        """
        return what_if(
            self.pooled,
            self.direct_ids,
            remove=tuple(remove),
            list_sizes=self.list_sizes,
            gone=gone,
        )

    @cached_property
    def reach(self) -> pd.DataFrame:
        """First step, rule of thumb, people seen, and the honest range of the second step."""
        count, second = self.people_count, self.second_step
        rows = [
            (
                "first step",
                count.low,
                count.high,
                count.high,
                "observed",
                "people on your own lists",
            ),
            *(
                (
                    (
                        "seen",
                        second.observed,
                        second.observed,
                        second.observed,
                        "observed",
                        "named on colleagues' lists",
                    ),
                )
                if self.pooled
                else ()
            ),
            ("second step", second.low, second.estimate, second.high, "inferred", second.method),
            (
                "rule of thumb",
                np.nan,
                rule_of_thumb(len(self.direct_ids)),
                np.nan,
                "inferred",
                "200 × contacts",
            ),
        ]
        table = pd.DataFrame(rows, columns=["figure", "low", "value", "high", "basis", "note"])
        numbers = ["low", "value", "high"]
        table[numbers] = table[numbers].astype(float).round(0)
        return table

    @cached_property
    def openers(self) -> pd.DataFrame:
        """Colleagues by how many people their list adds; empty without pooled lists."""
        return rank_openers(self.pooled, direct=self.direct_ids, names=self.names)

    @cached_property
    def separation(self) -> pd.DataFrame:
        """People by steps, as far as held lists show."""
        return measure_separation(self.pooled, direct=self.direct_ids)

    @cached_property
    def strangers(self) -> pd.DataFrame:
        """People whom the exports name and nobody lists, and who is tied to them."""
        return list_strangers(self.people, self.ties)

    @cached_property
    def in_touch(self) -> pd.DataFrame:
        """When ego and each contact last wrote, met or mailed, as far as exports show."""
        return measure_touch(self.ties, self.ego_id)

    @cached_property
    def visibility(self) -> pd.DataFrame:
        """Who has shown that they know ego, from what others did towards ego."""
        half_life = self.settings.assumptions.get("tie_half_life_days", HALF_LIFE_DAYS)
        return rate_signs(self.signs, self.people, as_of=self.day, half_life_days=half_life)

    # Groups and bridges ------------------------------------------------------------

    @cached_property
    def coverage(self) -> Coverage:
        """For how many pairs of contacts a tie could have been seen at all."""
        return measure_coverage(
            self.direct_ids,
            set(self.pooled),
            threads=self._threads.values(),
            blind=self.not_on_linkedin if set(self.pooled) - self._wide else frozenset(),
            wide=self._wide,
        )

    @cached_property
    def _wide(self) -> set[str]:
        """Colleagues with a list on which anybody may stand: not LinkedIn's alone."""
        owners = dict(zip(self.people["list_owner"], self.people["person_id"], strict=True))
        held = self.lists.loc[self.lists["kind"] != "linkedin", "owner"]
        return set(held.map(owners).dropna()) & set(self.pooled)

    @cached_property
    def not_on_linkedin(self) -> set[str]:
        """Contacts of whom no LinkedIn address is known, and who have no list of their own here."""
        return set(self.direct.loc[self.direct["linkedin"].isna(), "person_id"]) - set(self.pooled)

    @cached_property
    def unlistable(self) -> set[str]:
        """Contacts whom most of the lists held could not show: LinkedIn's show who is there."""
        if not self.pooled or 2 * len(self._wide) >= len(self.pooled):
            return set()
        return self.not_on_linkedin

    @cached_property
    def _threads(self) -> dict[str, set[str]]:
        """Who was seen together: by thread, mail or meeting."""
        together = self.affiliations[self.affiliations["kind"] == "thread"]
        return {str(key): set(ids) for key, ids in together.groupby("group_id")["person_id"]}

    @property
    def _memberships(self) -> pd.DataFrame:
        """Employers, schools and labels; a thread is no group."""
        return self.affiliations[self.affiliations["kind"] != "thread"]

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Employers and labels that two or more direct contacts share."""
        return measure_groups(self._memberships, self.direct, lists=self.pooled)

    @cached_property
    def ungrouped(self) -> int:
        """How many direct contacts share no employer or label with another."""
        shared = self.affiliations["group_id"].isin(set(self.groups["group_id"]))
        grouped = set(self.affiliations.loc[shared, "person_id"])
        return len(self.direct_ids - grouped)

    @cached_property
    def bridging(self) -> pd.DataFrame:
        """How many people of each group stand on each pooled list."""
        wanted = set(self.groups["group_id"])
        shared = self.affiliations[self.affiliations["group_id"].isin(wanted)]
        return measure_bridging(self.pooled, shared, direct=self.direct_ids, names=self.names)

    def _among(self, ids: set[str]) -> "nx.Graph[str]":
        """Give the ties among some people, in the order of their ids on every machine."""
        part: nx.DiGraph[str] = nx.DiGraph()
        part.add_nodes_from(sorted(ids))
        inside = (tie for tie in self.graph.edges(sorted(ids), data=True) if tie[1] in ids)
        part.add_edges_from(sorted(inside, key=lambda tie: tie[:2]))
        return undirected(part)

    @property
    def structure_is_observable(self) -> bool:
        """Whether enough pairs could have been seen for communities and brokers to mean much."""
        return self.coverage.share >= MINIMUM_COVERAGE

    # Who knows ego -------------------------------------------------------------------

    @cached_property
    def signs(self) -> pd.DataFrame:
        """Every statement that shows that somebody knows ego, of contacts and of strangers."""
        return list_signs(
            self.evidence,
            self.people,
            ego_id=self.ego_id,
            as_of=self.day,
            owners=set(self.lists["owner"]),
        )

    @cached_property
    def known_by(self) -> pd.DataFrame:
        """What shows that they know ego, of ego's own contacts only."""
        mine = self.visibility["person_id"].isin(self.direct_ids)
        return self.visibility[mine].reset_index(drop=True)

    def count_known_by(self, groups: pd.DataFrame) -> pd.DataFrame:
        """
        Count by group how many of ego's own contacts have shown that they know ego.

        Parameters
        ----------
        groups
            One row per membership: `person_id`, `group_id` and, if there is
            one, `group` (a name), of whatever kind of groups.

        Returns
        -------
        counts
            One row per group with a contact in it, as
            `netlens.measures.visibility.count_visibility` gives it.
        """
        return count_visibility(self.known_by, groups)

    @cached_property
    def visibility_by_group(self) -> pd.DataFrame:
        """How many contacts of each employer, school and label have shown that they know ego."""
        kinds = self._memberships.drop_duplicates("group_id").set_index("group_id")["kind"]
        table = self.count_known_by(self._memberships)
        table.insert(2, "kind", table["group_id"].map(kinds).astype("str"))
        return table

    @cached_property
    def visibility_trend(self) -> pd.DataFrame:
        """How many of ego's contacts gave a sign, by year; a year without rows is not a No."""
        return count_signs_by_year(self.signs[self.signs["person_id"].isin(self.direct_ids)])
