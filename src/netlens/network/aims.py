"""The fourth part of the facade: goals, needs, who may hold what, what is missing."""

from functools import cached_property
from pathlib import Path

import pandas as pd

from netlens.goals.gaps import build_matrix, next_question, put_held
from netlens.goals.helping import measure_help
from netlens.goals.history import list_shared
from netlens.goals.insiders import find_insiders, list_targets
from netlens.goals.known_by import spread_by_need, spread_by_target
from netlens.goals.ledger import HelpBook, list_help, read_book
from netlens.goals.limits import find_off_limits, is_limit, list_limits
from netlens.goals.matching import rank_holders
from netlens.goals.needs import propose_needs
from netlens.goals.plainly import hold_by_words
from netlens.goals.richness import measure_richness
from netlens.goals.sentences import read_sentence
from netlens.measures.beyond import list_beyond
from netlens.network.grouping import GroupedNetwork
from netlens.schema import HOLDERS, NEEDS, list_rows, make_table
from netlens.settings import Goal
from netlens.vectors import load_model

CACHE = ".cache"


class AimedNetwork(GroupedNetwork):
    """Goals, needs, holders, insiders, doors and gaps."""

    # Goals -------------------------------------------------------------------------

    @cached_property
    def chosen_goals(self) -> tuple[Goal, ...]:
        """The goals of this run: all, the named one, or the sentence given."""
        goals = self.settings.goals
        if not self._goal:
            return tuple(sorted(goals, key=lambda goal: -goal.weight))
        wanted = self._goal.casefold()
        named = [g for g in goals if wanted in {g.name.casefold(), g.goal.casefold()}]
        return tuple(named) or (Goal(goal=self._goal),)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """One row per goal of this run, the weightiest first: id, sentence, day, weight, kind."""
        rows = [
            (
                f"g{i}",
                g.goal,
                pd.Timestamp(g.by) if g.by else pd.NaT,
                g.weight,
                g.targets,
                next((intent.name for intent in read_sentence(g.goal).intents), ""),
            )
            for i, g in enumerate(self.chosen_goals, 1)
        ]
        columns = ["goal_id", "goal", "by", "weight", "targets", "intent"]
        return pd.DataFrame(rows, columns=columns).astype({"weight": "float64"})

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

    # Whom to leave alone -------------------------------------------------------------

    @cached_property
    def employer(self) -> str:
        """Where ego works now, by ego's own positions; empty where that is not known."""
        jobs = self.own[(self.own["owner"] == "me") & (self.own["kind"] == "position")]
        present = jobs[jobs["until"].isna() | (jobs["until"] > self.day)]
        latest = present.sort_values(["since", "name"], kind="stable", na_position="first")
        return str(latest["name"].iloc[-1]) if len(latest) else ""

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """What is off limits: ids, names of people and of organisations."""
        said = (*self.off_limits, *self.settings.style.off_limits)
        return list_limits(self.goals["goal"], said, self.employer)

    @cached_property
    def left_alone(self) -> frozenset[str]:
        """Ids of all people who are off limits, contacts or not."""
        return frozenset(find_off_limits(self.people, self.limits))

    @cached_property
    def askable(self) -> pd.DataFrame:
        """The people on ego's own lists who are not off limits."""
        gone = self.direct["person_id"].isin(self.left_alone)
        return self.direct[~gone].reset_index(drop=True)

    # Vectors of titles ---------------------------------------------------------------

    @property
    def _vectors(self) -> Path | None:
        return self.folder / CACHE / "vectors.npz" if self.folder else None

    def _recall_vectors(self) -> None:
        """Take what earlier runs of this project computed, before titles are compared."""
        model = load_model()
        if model is not None and self._vectors is not None:
            model.read(self._vectors)

    def keep_vectors(self) -> None:
        """Write the vectors of titles and needs into the project's cache, for the next run."""
        model = load_model()
        if model is None or self._vectors is None or self.needs.empty:
            return
        model.read(self._vectors)
        before = model.size
        compared = len(self.holders) + len(self.doors)
        if compared and (model.size > before or not self._vectors.exists()):
            model.write(self._vectors)

    # Who holds what ------------------------------------------------------------------

    def _rank(self, people: pd.DataFrame) -> pd.DataFrame:
        """Rank people for every need, with what they are and what the need says."""
        if self.needs.empty or people.empty:
            table = make_table(HOLDERS, [])
        else:
            self._recall_vectors()
            table = rank_holders(self.needs, people, top=len(people))
            table = put_held(hold_by_words(self.needs, people), table)
            if not self.details:
                table["because"] = table["because"].map(without_note).astype("str")
        about = people.set_index("person_id")[["name", "title", "company"]]
        texts = self.needs.set_index("need_id")["text"].rename("need")
        return table.join(about, on="person_id").join(texts, on="need_id")

    @cached_property
    def holders(self) -> pd.DataFrame:
        """Contacts who may hold what a need asks for, and what is seen between them and ego."""
        table = self._rank(self.askable)
        seen = dict(zip(self.help["person_id"], self.help["words"], strict=True))
        told = ["; ".join(seen[person]) for person in table["person_id"]]
        return table.assign(seen=pd.Series(told, index=table.index, dtype="str"))

    @cached_property
    def richness(self) -> pd.DataFrame:
        """What contacts work on, by function; for a page without a goal."""
        return measure_richness(self.direct)

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Needs by status, with the contacts and the evidence behind each cell."""
        return build_matrix(self.needs, self.holders, self.askable, ledger=self.received)

    @cached_property
    def _stands_on(self) -> dict[str, tuple[str, ...]]:
        """Person id to the ids of colleagues on whose lists they stand; nobody off limits."""
        found: dict[str, list[str]] = {}
        for owner in sorted(set(self.pooled) - self.left_alone):
            for person in self.pooled[owner]:
                found.setdefault(person, []).append(owner)
        mine = self.direct_ids | {self.ego_id} | self.left_alone
        return {person: tuple(owners) for person, owners in found.items() if person not in mine}

    @cached_property
    def doors(self) -> pd.DataFrame:
        """People two steps away whose title fits a need, and whose list shows them."""
        table = self._rank(self.people[self.people["person_id"].isin(self._stands_on)])
        table = table[table["status"].isin(["held", "likely"])]
        owners = [self._stands_on[person] for person in table["person_id"]]
        goal_of = table["need_id"].map(self.needs.set_index("need_id")["goal_id"])
        inside = {(row["goal_id"], row["person_id"]) for row in list_rows(self.insiders)}
        target = [pair in inside for pair in zip(goal_of, table["person_id"], strict=True)]
        table = table.assign(
            through=_cells([tuple(self.names[o] for o in ids) for ids in owners], table),
            through_ids=_cells(owners, table),
            target=pd.Series(target, index=table.index, dtype=bool),
        )
        columns = ["need_id", "need", "person_id", "name", "title", "company", "score", "through"]
        return table[[*columns, "through_ids", "target", "because"]].reset_index(drop=True)

    @cached_property
    def insiders(self) -> pd.DataFrame:
        """Who is inside the organisations, or is the person, that a goal names."""
        kept = self.people[~self.people["person_id"].isin(self.left_alone)]
        found = find_insiders(
            list_targets(list_rows(self.goals)),
            kept,
            direct=frozenset(self.askable["person_id"]),
            through=self._stands_on,
        )
        limited = {target: is_limit(target, self.limits) for target in found["target"].unique()}
        aside = found["target"].map(limited).astype(bool)
        found.loc[aside, "how"] = "off limits"
        names = [tuple(self.names[owner] for owner in ids) for ids in found["through"]]
        return found.assign(through=_cells(names, found))

    @cached_property
    def beyond(self) -> pd.DataFrame:
        """Employers that colleagues' lists reach and where ego knows nobody; nobody off limits."""
        lists = {o: on for o, on in self.pooled.items() if o not in self.left_alone}
        return list_beyond(
            lists,
            self._memberships,
            direct=self.direct_ids | self.left_alone | {self.ego_id},
            names=self.names,
        )

    # Who of those who matter knows ego -----------------------------------------------

    @cached_property
    def visibility_by_goal(self) -> pd.DataFrame:
        """For each need: who of those who may hold it has shown that they know ego."""
        return spread_by_need(self.needs, self.matrix, self.visibility)

    @cached_property
    def visibility_by_target(self) -> pd.DataFrame:
        """For each organisation or person that a goal names: who there knows ego."""
        aside = self.direct[self.direct["person_id"].isin(self.left_alone)]
        return spread_by_target(self.insiders, self.visibility, left_alone=aside)

    # The ledger ----------------------------------------------------------------------

    @cached_property
    def _ledger_until(self) -> pd.DataFrame:
        return self.ledger[self.ledger["date"].isna() | (self.ledger["date"] <= self.day)]

    @cached_property
    def _resolved(self) -> dict[str, str]:
        return {who: found for who, found in self.ledger_people.items() if found}

    @cached_property
    def received(self) -> pd.DataFrame:
        """What people have done for ego, by the ledger."""
        rows = self._ledger_until
        sentences = {goal.name.casefold(): goal.goal for goal in self.settings.goals if goal.name}
        goals = [sentences.get(name.casefold(), name) for name in rows["goal"]]
        return list_help(
            rows.assign(goal=pd.Series(goals, index=rows.index, dtype="str")), self._resolved
        )

    @cached_property
    def book(self) -> HelpBook:
        """The ledger by person: received, given, asked, waiting."""
        named = {
            text.casefold(): goal_id
            for goal_id, goal in zip(self.goals["goal_id"], self.chosen_goals, strict=True)
            for text in (goal.goal, goal.name)
            if text
        }
        return read_book(self._ledger_until, self._resolved, named)

    @cached_property
    def help(self) -> pd.DataFrame:
        """What is seen between ego and each contact that bears on whether they would help."""
        return measure_help(
            self.askable,
            self.ties,
            self.in_touch,
            self.book,
            ego_id=self.ego_id,
            day=self.day,
            sharing=frozenset(self.pooled),
        )

    @cached_property
    def shared(self) -> pd.DataFrame:
        """Contacts who work where ego works or worked, by ego's own positions."""
        return list_shared(self.askable, self.own, day=self.day)

    # Gaps ----------------------------------------------------------------------------

    @cached_property
    def questions(self) -> pd.DataFrame:
        """People of whom nothing is known and whose description would tell most."""
        return next_question(self.askable, self.holders)

    @cached_property
    def nearest(self) -> dict[str, str]:
        """Need id to the contact whose work comes nearest, where nobody is held or likely."""
        met = set(self.matrix.loc[_is_met(self.matrix), "need_id"])
        weak = self.holders[~self.holders["need_id"].isin(met)]
        best = weak.sort_values(["score", "person_id"], ascending=[False, True], kind="stable")
        first = best.drop_duplicates("need_id")
        return dict(zip(first["need_id"], first["person_id"], strict=True))


def _is_met(matrix: pd.DataFrame) -> "pd.Series[bool]":
    return matrix["status"].isin(["held", "likely"]) & (matrix["people"] > 0)


def _cells(values: list[tuple[str, ...]], like: pd.DataFrame) -> pd.Series:
    return pd.Series(values, index=like.index, dtype=object)


def without_note(because: str) -> str:
    """Say that a note is the reason without quoting it: notes are shown only when asked for."""
    return "a note of yours says so" if because.startswith("note:") else because
