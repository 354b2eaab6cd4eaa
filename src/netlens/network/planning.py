"""The seventh part of the facade: what to do now and later, in which words, step by step."""

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from netlens.goals import acts, moves
from netlens.goals.circles import Circles, list_links, read_circles
from netlens.goals.drafts import Matter, choose_voice, describe_writer, list_matters, write_drafts
from netlens.goals.exchange import match_offers
from netlens.goals.gaps import find_gaps
from netlens.goals.limits import find_off_limits
from netlens.goals.meetings import suggest_meetings
from netlens.goals.mine import have_and_need, match_own
from netlens.goals.moves import Candidate, Scene
from netlens.goals.plan import Pace, Plan, assign_offers, build_plan
from netlens.goals.steps import Stand, check_steps
from netlens.goals.wants import read_wants
from netlens.goals.wording import guess_language
from netlens.network.aims import without_note
from netlens.network.chaining import ChainedNetwork
from netlens.schema import list_rows
from netlens.settings import Style

# Who can help is asked first, then who can open a door; a recommendation can wait.
_KINDS = ("ask", "door", "recommend")
_YEAR = pd.Timedelta(days=365)
_CHANNELS = {"email": "emails", "e-mail": "emails", "mail": "emails", "phone": "phones"}


class PlannedNetwork(ChainedNetwork):
    """Candidates, the plan, the words, the step gate."""

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """What ego can do for others: as typed, else the skills of ego's own profile."""
        skills = self.own[(self.own["owner"] == "me") & (self.own["kind"] == "skill")]
        return self.settings.me.offers or tuple(skills["name"])

    # Exchange ----------------------------------------------------------------------

    @cached_property
    def wants(self) -> pd.DataFrame:
        """What contacts themselves seem to look for; nobody off limits."""
        return self._guarded(self._read_wants)

    @cached_property
    def _read_wants(self) -> pd.DataFrame:
        return read_wants(self.askable)

    @cached_property
    def offered(self) -> pd.DataFrame:
        """Which contacts may want what ego offers, by offer."""
        asked = [(deed.person_id, deed.about) for deed in self.book.waiting]
        found = match_offers(
            self.settings.me.offers,
            self._told_of,
            wants=self._read_wants,
            asked=pd.DataFrame(asked, columns=["person_id", "about"]),
        )
        return self._guarded(found)

    @cached_property
    def _told_of(self) -> pd.DataFrame:
        """Contacts with what ties.csv and the ledger tell of them beside their notes."""
        told: dict[str, list[str]] = {}
        for tie in list_rows(self.ties[self.ties["basis"] == "asserted"]):
            for kind in tie["kinds"]:
                for end in (tie["from"], tie["to"]):
                    told.setdefault(end, []).append(kind.partition(": ")[2])
        for who, about in zip(self.ledger["who"], self.ledger["about"], strict=True):
            if who in self._resolved:
                told.setdefault(self._resolved[who], []).append(about)
        notes = [
            "; ".join(filter(None, [note if isinstance(note, str) else "", *told.get(person, ())]))
            for person, note in zip(self.askable["person_id"], self.askable["notes"], strict=True)
        ]
        return self.askable.assign(notes=pd.Series(notes, index=self.askable.index, dtype="str"))

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """Pairs of contacts who may be glad to meet, and are not known to have met."""
        found = suggest_meetings(
            self._read_wants,
            self.askable,
            ties=self.ties,
            pooled=self.pooled,
            circles=self.circles,
        )
        return self._guarded(self._guarded(found), "because_other")

    @cached_property
    def circles(self) -> Circles:
        """Which communities meet only through ego; none where ties could not be seen."""
        return read_circles(self.communities, self.holes)

    @cached_property
    def links(self) -> pd.DataFrame:
        """Contacts through whom alone others are tied to the rest; nobody off limits."""
        found = list_links(
            self.cuts,
            self.holes,
            self.brokers,
            self.communities,
            self.community_names,
            unsaid=(*self.limits, *(self.names[person] for person in sorted(self.left_alone))),
        )
        return found[~found["person_id"].isin(self.left_alone)].reset_index(drop=True)

    def _guarded(self, table: pd.DataFrame, column: str = "because") -> pd.DataFrame:
        """Say of notes that they are the reason, without quoting them unless asked to."""
        if self.details:
            return table
        guarded = table.assign(**{column: table[column].map(without_note).astype("str")})
        if column == "because" and "want" in table:
            # What a note says somebody wants is the note's own words: its kind is enough.
            kinds = dict(
                zip(
                    zip(self._read_wants["person_id"], self._read_wants["want"], strict=True),
                    self._read_wants["kind"],
                    strict=True,
                )
            )
            pairs = zip(table["person_id"], table["want"], table["because"], strict=True)
            wants = [
                kinds.get((person, want), want) if str(because).startswith("note:") else want
                for person, want, because in pairs
            ]
            guarded["want"] = pd.Series(wants, index=table.index, dtype="str")
        return guarded

    @cached_property
    def own_matches(self) -> pd.DataFrame:
        """Which needs ego could fill, by ego's own skills, positions and offers."""
        return match_own(self.needs, self.own, self.settings.me.offers, day=self.day)

    @cached_property
    def have_and_need(self) -> pd.DataFrame:
        """What ego has, and what ego needs, side by side."""
        return have_and_need(
            self.needs,
            self.matrix,
            self.settings.me.offers,
            self.own,
            offered=self.offered,
            day=self.day,
        )

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """Needs for which somebody or something is missing, and whom to seek."""
        return find_gaps(
            self.matrix,
            needs=self.needs,
            help_=self.help,
            doors=self.doors if self.pooled else None,
            offered=self.offered if self.settings.me.offers else None,
            nearest={need: self.names[person] for need, person in self.nearest.items()},
        )

    # Candidates --------------------------------------------------------------------

    @cached_property
    def _scene(self) -> Scene:
        """Ego's contacts as candidates see them; who has left ego's newest export is out."""
        gone = find_off_limits(self.askable, self._vanished())
        people = {row["person_id"]: row for row in list_rows(self.askable)}
        inside = self.insiders[self.insiders["how"] == "yours"]
        return Scene(
            people={who: row for who, row in people.items() if who not in gone},
            help=_by_person(self.help),
            book=self.book,
            day=self.day,
            shared=_by_person(self.shared),
            targets={
                str(goal): frozenset(rows["person_id"]) for goal, rows in inside.groupby("goal_id")
            },
            warm_only=self.settings.style.warm_only,
        )

    def _vanished(self) -> tuple[str, ...]:
        """Find who stands in nothing newer than an export that a later one leaves them out of."""
        gone = self.changes[self.changes["what"] == "vanished"]
        ids = self.people.set_index("person_id")["contact_ids"]
        return tuple(
            person
            for person, left in zip(gone["person_id"], gone["contact_ids"], strict=True)
            if set(ids[person]) <= set(left)
        )

    @cached_property
    def _keeps(self) -> list[Candidate]:
        return acts.list_keeps(self._scene, self.links)

    @cached_property
    def _asks(self) -> list[Candidate]:
        asks = moves.list_asks(self._scene, self.needs, self.matrix, self.holders)
        doors = moves.list_door_asks(self._scene, self.doors, self.needs, purposes=self._purposes)
        starts = moves.list_chain_starts(self._scene, self.chains, self.insiders)
        signs = self.visibility[["person_id", "signs"]].rename(columns={"signs": "kinds"})
        vouching = acts.list_recommendations(self._scene, self.goals, signs)
        return acts.join_keeps([*asks, *starts, *doors, *vouching], self._keeps, self.links)

    @cached_property
    def _purposes(self) -> dict[str, str]:
        """What colleagues let their lists be read for, by person."""
        owners = dict(zip(self.people["list_owner"], self.people["person_id"], strict=True))
        said = self.lists[self.lists["consent"].notna()]
        return {
            owners[owner]: consent.partition(": ")[2]
            for owner, consent in zip(said["owner"], said["consent"], strict=True)
            if owner in owners
        }

    @cached_property
    def _acts(self) -> list[Candidate]:
        members = {
            str(group): tuple(rows["person_id"])
            for group, rows in self._memberships.groupby("group_id")
        }
        asked = [ask for ask in self._asks if ask.kind == "ask"]
        cold = replace(self._scene, warm_only=False)
        candidates = moves.list_asks(cold, self.needs, self.matrix, self.holders)
        others = [
            *moves.list_duties(self._scene),
            *acts.list_congratulations(self._scene, self._news),
            *acts.list_returns(self._scene, candidates),
            *acts.list_introductions(self._scene, self.meetings, self.circles),
            *acts.list_offers(self._scene, self.offered, [ask.person_id for ask in candidates]),
            *acts.list_contributions(self._scene, self.groups, members, asked),
            *acts.list_searches(self.gaps, self.needs),
        ]
        return [*acts.join_keeps(others, self._keeps, self.links), *self._keeps]

    @cached_property
    def _news(self) -> pd.DataFrame:
        """What changed, without naming what is off limits."""
        limits = [text.casefold() for text in self.limits if text]
        before = [
            "another post" if any(limit in str(text).casefold() for limit in limits) else text
            for text in self.changes["before"]
        ]
        return self.changes.assign(before=pd.Series(before, index=self.changes.index, dtype="str"))

    # The plan ------------------------------------------------------------------------

    @cached_property
    def pace(self) -> Pace:
        """How the user likes to go about it."""
        style = self.settings.style
        return Pace(style.asks_per_week, style.quiet, style.meet, style.easy_first)

    @cached_property
    def plan(self) -> Plan:
        """The moves of this week and the later ones, with what found no place."""
        return build_plan(
            sorted(self._asks, key=lambda ask: (_KINDS.index(ask.kind), ask.order)),
            self._acts,
            self.goals,
            pace=self.pace,
            book=self.book,
            day=self.day,
        )

    @cached_property
    def moves(self) -> pd.DataFrame:
        """One row per move, this week's first; nobody twice."""
        table = assign_offers(self.plan.moves, self.offered)
        channels = [self._channel(person) for person in table["person_id"]]
        return table.assign(channel=pd.Series(channels, index=table.index, dtype="str"))

    def _channel(self, person: Any) -> str | None:  # noqa: ANN401
        """Give the first channel of the user's own by which somebody can be reached."""
        row = self._scene.people.get(person) if isinstance(person, str) else None
        if row is None:
            return None
        for channel in self.settings.style.channels:
            name = channel.casefold()
            if name == "linkedin" and isinstance(row["linkedin"], str):
                return channel
            if name in _CHANNELS and row[_CHANNELS[name]]:
                return channel
            if name not in {"linkedin", *_CHANNELS}:
                return channel
        return None

    @cached_property
    def drafts(self) -> pd.DataFrame:
        """The words for each move, to be copied and changed."""
        style = self.settings.style
        return write_drafts(
            self.moves,
            me=describe_writer(
                self.own,
                name="" if self.ego_name == "you" else self.ego_name,
                day=self.day,
                goals=self.goals["goal"],
                off_limits=style.off_limits,
            ),
            goals=self.goals,
            needs=self.needs,
            people=self.askable.assign(given=self.askable["contact_ids"].map(self._given)),
            voice=choose_voice(self._languages, style.tone),
            shared=dict(zip(self.shared["person_id"], self.shared["clause"], strict=True)),
            matters=self._matters,
            warm=frozenset(
                self.help.loc[self.help["warm"] | self.help["last"].notna(), "person_id"]
            ),
        )

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        """The languages of netlens.toml; if none is set, that of the goals."""
        languages = self.settings.style.languages
        written = {guess_language(goal) for goal in self.goals["goal"]}
        return ("de",) if written == {"de"} and languages == Style().languages else languages

    def _given(self, contact_ids: tuple[str, ...]) -> str:
        """Give the first given name that a contact's rows state."""
        return next((self._given_names[i] for i in contact_ids if i in self._given_names), "")

    @cached_property
    def _given_names(self) -> dict[str, str]:
        stated = self.contacts[self.contacts["given"].notna()]
        return dict(zip(stated["contact_id"], stated["given"], strict=True))

    @cached_property
    def _matters(self) -> dict[str, Matter]:
        """What letters are about beyond the moves: the third person, the line of the ledger."""
        found = list_matters(self.moves, self.meetings, self.askable)
        people = _by_person(self.people)
        about = {f"ledger:{row['line']}": row["about"] for row in list_rows(self.ledger)}
        for move in list_rows(self.moves):
            ids = move["evidence_ids"]
            if move["kind"] == "door":
                found[move["move_id"]] = Matter(other=people[ids[1]])
            elif ids and ids[0] in about:
                found[move["move_id"]] = Matter(about=about[ids[0]])
        return found

    # Steps ---------------------------------------------------------------------------

    @cached_property
    def steps(self) -> pd.DataFrame:
        """One row per step of the method and goal."""
        return check_steps([self._stand(row) for row in list_rows(self.goals)])

    def _stand(self, goal: dict[str, Any]) -> Stand:
        needs = self.needs[self.needs["goal_id"] == goal["goal_id"]]
        cells = self.matrix[self.matrix["need_id"].isin(needs["need_id"])]
        cells = cells[cells["status"].isin(["held", "likely"]) & (cells["people"] > 0)]
        last = self.help.loc[self.help["last"].notna() & (self.help["last"] > self.day - _YEAR)]
        skills = (self.own["owner"] == "me") & (self.own["kind"] == "skill")
        return Stand(
            goal_id=goal["goal_id"],
            has_day=not pd.isna(goal["by"]),
            has_target=bool(goal["targets"]) or bool(needs["where"].fillna("").any()),
            needs=len(needs),
            proposed=int(needs["proposed"].sum()),
            filled=cells["need_id"].nunique(),
            described=int(self.matrix["described"].max()) if len(self.matrix) else 0,
            holders=frozenset(person for ids in cells["person_ids"] for person in ids),
            offers=len(self.settings.me.offers),
            skills=int(skills.sum()),
            named=self.ego_name not in {"", "you"},
            book=self.book,
            touched=frozenset(last["person_id"]),
            any_touch=len(self.in_touch) > 0,
        )


def _by_person(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["person_id"]: row for row in list_rows(table)}
