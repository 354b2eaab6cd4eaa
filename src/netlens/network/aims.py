"""The third part of the facade: goals, needs, who may hold what, what to do next."""

from functools import cached_property

import pandas as pd

from netlens.goals.gaps import build_matrix, next_question
from netlens.goals.ledger import list_help
from netlens.goals.matching import rank_holders
from netlens.goals.moves import propose_congratulations, propose_moves
from netlens.goals.needs import propose_needs
from netlens.network.structure import MeasuredNetwork
from netlens.schema import HOLDERS, NEEDS, make_table
from netlens.settings import Goal


class AimedNetwork(MeasuredNetwork):
    """Goals, needs, holders, gaps, doors and moves."""

    # Goals -------------------------------------------------------------------------

    @cached_property
    def chosen_goals(self) -> tuple[Goal, ...]:
        """The goals of this run: all, the named one, or the sentence given."""
        goals = self.settings.goals
        if not self._goal:
            return goals
        wanted = self._goal.casefold()
        named = [g for g in goals if wanted in {g.name.casefold(), g.goal.casefold()}]
        return tuple(named) or (Goal(goal=self._goal),)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """One row per goal of this run."""
        rows = [
            (f"g{i}", g.goal, pd.Timestamp(g.by) if g.by else pd.NaT)
            for i, g in enumerate(self.chosen_goals, 1)
        ]
        return pd.DataFrame(rows, columns=["goal_id", "goal", "by"])

    @cached_property
    def needs(self) -> pd.DataFrame:
        """One row per need; those netlens proposed are marked."""
        tables = []
        for goal_id, goal in zip(self.goals["goal_id"], self.chosen_goals, strict=True):
            typed = [
                {
                    "need_id": f"{goal_id}n{i}",
                    "goal_id": goal_id,
                    "goal": goal.goal,
                    "resource": need.resource,
                    "text": need.text,
                    "where": need.where,
                    "proposed": False,
                }
                for i, need in enumerate(goal.needs, 1)
            ]
            tables.append(
                make_table(NEEDS, typed) if typed else propose_needs(goal.goal, goal_id=goal_id)
            )
        return pd.concat(tables, ignore_index=True) if tables else make_table(NEEDS, [])

    def _rank(self, people: pd.DataFrame) -> pd.DataFrame:
        """Rank people for every need, with what they are and what the need says."""
        if self.needs.empty or people.empty:
            table = make_table(HOLDERS, [])
        else:
            table = rank_holders(self.needs, people, top=len(people))
            if not self.details:
                table["because"] = table["because"].map(_without_note).astype("str")
        about = people.set_index("person_id")[["name", "title", "company"]]
        texts = self.needs.set_index("need_id")["text"].rename("need")
        return table.join(about, on="person_id").join(texts, on="need_id")

    @cached_property
    def holders(self) -> pd.DataFrame:
        """One row per contact who may hold what a need asks for."""
        return self._rank(self.direct)

    @cached_property
    def doors(self) -> pd.DataFrame:
        """People two steps away whose title fits a need, and whose list shows them."""
        seen = {person for people in self.pooled.values() for person in people}
        ids = seen - self.direct_ids - {self.ego_id}
        table = self._rank(self.people[self.people["person_id"].isin(ids)])
        table = table[table["status"].isin(["held", "likely"])]
        through = {
            person: tuple(
                self.names[owner] for owner in sorted(self.pooled) if person in self.pooled[owner]
            )
            for person in table["person_id"]
        }
        table = table.assign(through=table["person_id"].map(through).astype(object))
        columns = ["need_id", "need", "person_id", "name", "title", "company", "score", "through"]
        return table[[*columns, "because"]].reset_index(drop=True)

    @cached_property
    def help(self) -> pd.DataFrame:
        """What people have done for ego, by the ledger."""
        rows = self.ledger[self.ledger["date"].isna() | (self.ledger["date"] <= self.day)]
        sentences = {goal.name.casefold(): goal.goal for goal in self.settings.goals if goal.name}
        goals = [sentences.get(name.casefold(), name) for name in rows["goal"]]
        resolved = {who: found for who, found in self.ledger_people.items() if found}
        return list_help(
            rows.assign(goal=pd.Series(goals, index=rows.index, dtype="str")), resolved
        )

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Needs by status, with the contacts and the evidence behind each cell."""
        return build_matrix(self.needs, self.holders, self.direct, ledger=self.help)

    @cached_property
    def questions(self) -> pd.DataFrame:
        """People of whom nothing is known and whose description would tell most."""
        return next_question(self.direct, self.holders)

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """What ego can do for others: as typed, else the skills of ego's own profile."""
        skills = self.own[(self.own["owner"] == "me") & (self.own["kind"] == "skill")]
        return self.settings.me.offers or tuple(skills["name"])

    @cached_property
    def employer(self) -> str:
        """Where ego works now, by ego's own positions; empty where that is not known."""
        jobs = self.own[(self.own["owner"] == "me") & (self.own["kind"] == "position")]
        present = jobs[jobs["until"].isna() | (jobs["until"] > self.day)]
        latest = present.sort_values(["since", "name"], kind="stable", na_position="first")
        return str(latest["name"].iloc[-1]) if len(latest) else ""

    @cached_property
    def moves(self) -> pd.DataFrame:
        """What to do this week, in order."""
        style = self.settings.style
        touched = self.in_touch.set_index("person_id")["last"]
        last = touched.reindex(self.direct["person_id"]).to_numpy()
        people = self.direct.assign(in_touch=pd.Series(last, index=self.direct.index))
        off_limits = (*self.off_limits, *style.off_limits)
        asks = propose_moves(
            self.matrix,
            self.holders,
            people,
            self.needs,
            pace=style.asks_per_week,
            off_limits=(*off_limits, *self._vanished()),
            offers=self.offers,
            employer=self.employer,
        )
        kind = propose_congratulations(self.changes, people, asks, off_limits=off_limits)
        return pd.concat([asks, kind], ignore_index=True) if len(kind) else asks

    def _vanished(self) -> tuple[str, ...]:
        """Find who stands in nothing newer than an export that a later one leaves them out of."""
        gone = self.changes[self.changes["what"] == "vanished"]
        ids = self.people.set_index("person_id")["contact_ids"]
        return tuple(
            person
            for person, left in zip(gone["person_id"], gone["contact_ids"], strict=True)
            if set(ids[person]) <= set(left)
        )


def _without_note(because: str) -> str:
    """Say that a note is the reason without quoting it: notes are shown only when asked for."""
    return "a note of yours says so" if because.startswith("note:") else because
