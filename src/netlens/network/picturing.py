"""The eighth part of the facade: each group as a card, and the map."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from netlens.goals.group_help import list_group_help
from netlens.measures.ages import measure_ages
from netlens.measures.atlas import Atlas, draw_up
from netlens.network.naming import COMMUNITY
from netlens.network.planning import PlannedNetwork
from netlens.schema import list_rows

MOST_NAMED = 3


class PicturedNetwork(PlannedNetwork):
    """What one group is, how it hangs together, and what it can do."""

    @cached_property
    def group_ages(self) -> pd.DataFrame:
        """Since when ego has known the people of each group."""
        return measure_ages(self.shown_groups, self.ties, ego_id=self.ego_id)

    @cached_property
    def visibility_by_circle(self) -> pd.DataFrame:
        """How many of each group that the page shows have shown that they know ego."""
        kinds = self.shown_groups.drop_duplicates("group_id").set_index("group_id")["kind"]
        table = self.count_known_by(self.shown_groups)
        table.insert(2, "kind", table["group_id"].map(kinds).astype("str"))
        return table

    @cached_property
    def group_help(self) -> pd.DataFrame:
        """What each group can do for each goal; nobody off limits."""
        return list_group_help(self.shown_groups, self._helpers, self.needs, self.goals)

    @cached_property
    def _helpers(self) -> pd.DataFrame:
        """Who may help with which need, by the status that the needs' own picture gives them."""
        cells = self.matrix[self.matrix["status"].isin(["held", "likely"])]
        rows = [
            (row["need_id"], person, row["status"])
            for row in list_rows(cells)
            for person in row["person_ids"]
        ]
        table = pd.DataFrame(rows, columns=["need_id", "person_id", "status"]).astype("str")
        scores = self.holders[["need_id", "person_id", "score"]]
        return table.merge(scores, on=["need_id", "person_id"], how="left").fillna({"score": 0.0})

    @cached_property
    def group_cards(self) -> pd.DataFrame:
        """
        One row per group that the page shows, largest first, with all that is known of it.

        Numbers are missing where ties among its people cannot be seen.
        """
        shown = self.shown_groups.groupby(["group_id", "group", "kind"], sort=True)["person_id"]
        cards = shown.agg(people="nunique").reset_index()
        cards = cards.sort_values(
            ["people", "group_id"], ascending=[False, True], kind="stable", ignore_index=True
        )
        cards = cards.merge(self.group_ages.drop(columns="people"), on="group_id", how="left")
        known = self.visibility_by_circle
        levels = ["vouches", "aware", "weak_sign", "no_sign"]
        cards = cards.merge(known[["group_id", *levels]], on="group_id", how="left")
        return self._with_ties(cards).assign(
            helps=self._column(cards, self._helps()),
            changed=self._column(cards, self._changed()),
        )

    @cached_property
    def atlas(self) -> Atlas:
        """The map; who may help or vouch gets a dot before others, nobody off limits a name."""
        goal_of = self.needs.set_index("need_id")["goal_id"]
        held = self._helpers.assign(goal_id=self._helpers["need_id"].map(goal_of)).merge(
            self.goals[["goal_id", "goal"]], on="goal_id"
        )
        held = held.sort_values(
            ["goal_id", "status", "score", "person_id"],
            ascending=[True, True, False, True],
            kind="stable",
        ).drop_duplicates(["goal_id", "person_id"])
        vouching = self.known_by.loc[self.known_by["vouches"], "person_id"]
        first = [*self.named_brokers["person_id"].head(MOST_NAMED), *held["person_id"], *vouching]
        return draw_up(
            self.shown_groups,
            self.ties,
            people=self.direct,
            names=self.names,
            seed=self.seed,
            first=list(dict.fromkeys(first)),
            goals=held[["goal_id", "goal", "person_id", "status"]],
            basis="ties" if self.shows_communities else "groups",
            holders=set(self.pooled),
            threads=self._threads.values(),
            blind=self.unlistable,
            unnamed=self.left_alone,
        )

    @cached_property
    def named_openers(self) -> pd.DataFrame:
        """Colleagues by how many people their list adds; nobody off limits is named."""
        aside = self.openers["person_id"].isin(self.left_alone)
        return self.openers[~aside].reset_index(drop=True)

    @cached_property
    def named_overlap(self) -> pd.DataFrame:
        """Pairs of colleagues by people on both lists; nobody off limits is named."""
        aside = self.overlap["person_id"].isin(self.left_alone)
        aside |= self.overlap["other_id"].isin(self.left_alone)
        return self.overlap[~aside].reset_index(drop=True)

    @cached_property
    def named_brokers(self) -> pd.DataFrame:
        """Who bridges, the surest first; nobody off limits."""
        aside = self.brokers["person_id"].isin(self.left_alone)
        return self.brokers[~aside].reset_index(drop=True)

    @cached_property
    def named_communities(self) -> pd.DataFrame:
        """Contacts with their community and how sure it is, the least sure first."""
        shown = self.shown_groups[self.shown_groups["kind"] == COMMUNITY]
        shown = shown[~shown["person_id"].isin(self.left_alone)]
        sure = self.communities.set_index("person_id")["stability"]
        table = shown.assign(
            name=shown["person_id"].map(self.names).astype("str"),
            stability=shown["person_id"].map(sure).astype("float64"),
        )
        return table.sort_values(
            ["stability", "group_id", "person_id"], kind="stable", ignore_index=True
        )

    @cached_property
    def named_holes(self) -> pd.DataFrame:
        """Pairs of communities by name: those that meet only through ego first."""
        names = dict(
            zip(self.community_names["community_id"], self.community_names["name"], strict=True)
        )
        through = [
            (
                *(self.names[person] for person in ids if person not in self.left_alone),
                *([f"{count - len(ids):,} more"] if count > len(ids) else []),
            )
            for ids, count in zip(self.holes["spanned_by"], self.holes["spanners"], strict=True)
        ]
        table = self.holes.assign(
            one=self.holes["community_a"].map(names).astype("str"),
            other=self.holes["community_b"].map(names).astype("str"),
            through=pd.Series(through, index=self.holes.index, dtype=object),
            status=self.holes["status"].map(_HOLES_FIRST).astype("str"),
        )
        order = table["status"].map(list(_HOLES_FIRST.values()).index)
        return table.iloc[order.argsort(kind="stable")].reset_index(drop=True)

    @cached_property
    def named_beyond(self) -> pd.DataFrame:
        """Employers where ego knows nobody, with three colleagues who know most people there."""
        through = [
            (
                *names[:MOST_NAMED],
                *([f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []),
            )
            for names in self.beyond["through"]
        ]
        return self.beyond.assign(through=pd.Series(through, index=self.beyond.index, dtype=object))

    @cached_property
    def named_changes(self) -> pd.DataFrame:
        """Who joined and how many left each group since the earlier report; nobody off limits."""
        askable = set(self.askable["person_id"])
        joined = [
            tuple(self.names[person] for person in ids if person in askable)
            for ids in self.group_changes["joined"]
        ]
        table = self.group_changes
        return table.assign(
            joined=pd.Series(joined, index=table.index, dtype=object),
            left=table["left"].map(len).astype("int64"),
        )

    def _column(self, cards: pd.DataFrame, by_group: Mapping[str, Any]) -> pd.Series:
        values = [by_group.get(group, ()) for group in cards["group_id"]]
        return pd.Series(values, index=cards.index, dtype=object)

    def _with_ties(self, cards: pd.DataFrame) -> pd.DataFrame:
        """Add why a community is called so, how it hangs together, and whom it reaches."""
        names = dict(
            zip(self.community_names["community_id"], self.community_names["name"], strict=True)
        )
        seen = self.cohesion.rename(columns={"community_id": "group_id"})
        seen = seen[["group_id", "observable", "pairs", "ties", "density", "stability", "reaches"]]
        because = self.community_names[["community_id", "because"]].rename(
            columns={"community_id": "group_id"}
        )
        table = cards.merge(because, on="group_id", how="left").merge(
            seen, on="group_id", how="left"
        )
        reaches = [
            tuple(names[c] for c in ids if c in names) if isinstance(ids, tuple) else ()
            for ids in table["reaches"]
        ]
        cut = self.cuts[
            (self.cuts["what"] == COMMUNITY) & ~self.cuts["person_id"].isin(self.left_alone)
        ]
        hangs = dict(zip(cut["community_id"], cut["person_id"].map(self.names), strict=True))
        lists = self.groups.set_index("group_id")["holders_reaching"]
        return table.assign(
            reaches=pd.Series(reaches, index=table.index, dtype=object),
            hangs_on=table["group_id"].map(hangs),
            lists_reaching=table["group_id"].map(lists),
        )

    def _helps(self) -> dict[str, tuple[str, ...]]:
        """Say for each group and goal who may help, in one line."""
        lines: dict[str, list[str]] = {}
        for (group, goal), rows in self.group_help.groupby(["group_id", "goal"], sort=False):
            parts = [self._named(row) for row in list_rows(rows)]
            lines.setdefault(str(group), []).append(f"“{goal}”: {'; '.join(parts)}")
        return {group: tuple(told) for group, told in lines.items()}

    def _named(self, row: dict[str, Any]) -> str:
        shown = [self.names[person] for person in row["person_ids"][:MOST_NAMED]]
        more = [f"{row['people'] - len(shown):,} more"] if row["people"] > len(shown) else []
        return f"{', '.join([*shown, *more])} ({_STATUS[row['status']]})"

    def _changed(self) -> dict[str, tuple[int, int]]:
        """Count for each group who joined and who left since the earlier report."""
        return {
            row["group_id"]: (len(row["joined"]), len(row["left"]))
            for row in list_rows(self.group_changes)
        }


_HOLES_FIRST = {
    "only through ego": "nobody but you is seen to know both",
    "nobody": "nobody is seen to know both",
    "through others": "through others",
    "tied": "tied",
    "unknown": "cannot be told",
}
_STATUS = {"held": "stated", "likely": "likely"}
