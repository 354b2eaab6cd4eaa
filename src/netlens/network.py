"""
The one facade that notebooks open: a project in, every table as a cached property.

Everything is computed on first use from the exports, `as_of` and `seed`, and
nothing else: no clock, no global state, no network.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from netlens.claims import Facts, build_claims
from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.goals.gaps import build_matrix
from netlens.goals.matching import rank_holders
from netlens.goals.moves import propose_moves
from netlens.goals.needs import propose_needs
from netlens.graph import build_graph, undirected
from netlens.measures.brokerage import measure_bridging, measure_brokerage
from netlens.measures.communities import detect_communities, measure_groups
from netlens.measures.coverage import MINIMUM_COVERAGE, Coverage, measure_coverage
from netlens.measures.reach import (
    ReachEstimate,
    estimate_second_step,
    measure_separation,
    rank_openers,
    rule_of_thumb,
    supposed_second_step,
)
from netlens.people import CountRange, count_people
from netlens.people.describing import (
    count_described,
    measure_growth,
    measure_known,
    rank_values,
    select_direct,
)
from netlens.people.ego import EGO_ID
from netlens.project import Cast, Project, build_cast, read_project
from netlens.schema import ASSUMPTIONS, HOLDERS, NEEDS, make_table
from netlens.settings import Goal, Settings
from netlens.ties import NAMED_PROBABILITY, build_lists, build_ties

_PRIVATE = ("emails", "phones", "phones_raw", "notes", "raw", "birthday", "urls", "relations")


def parse_day(text: str | dt.date | None) -> dt.date:
    """
    Read the day a report speaks for; nothing means today.

    Raises
    ------
    ParameterError
        If the text is not a date such as 2026-11-23.
    """
    if isinstance(text, dt.date):
        return text
    if not text:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"as-of {one_line(text)!r} is not a date. Write it as 2026-11-23."
        raise ParameterError(msg) from error


def open_network(
    path: str | Path | Iterable[str | Path],
    *,
    as_of: str | dt.date | None = None,
    seed: int = 0,
    goal: str = "",
    me: str = "",
    also: Iterable[str | Path] = (),
) -> "Network":
    """
    Open a project folder or export files.

    Parameters
    ----------
    path
        A project folder, an export file, an archive, or several of these.
    as_of
        The day everything is told for; today if not given.
    seed
        Fixes every random choice.
    goal
        The name of a goal in netlens.toml, or one sentence; else all goals.
    me
        Who ego is, if neither netlens.toml nor Profile.csv says so.
    also
        Further export files.

    Returns
    -------
    network
        Tables are computed when first asked for.

    Raises
    ------
    InputError, SettingsError, ParameterError
        If there is nothing to read, or something typed is not understood.
    """
    first = [path] if isinstance(path, (str, Path)) else list(path)
    paths = [Path(item).expanduser() for item in (*first, *also)]
    return Network(read_project(paths), as_of=parse_day(as_of), seed=seed, goal=goal, me=me)


class Network:
    """Every table of one project at one day. Tables are read-only by convention."""

    def __init__(self, project: Project, *, as_of: dt.date, seed: int, goal: str, me: str) -> None:
        self._project = project
        self.as_of = as_of
        self.seed = seed
        self._goal = goal.strip()
        self._me = me.strip()

    # What was read -------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """The project folder, if there is one."""
        return self._project.folder

    @property
    def settings(self) -> Settings:
        """What netlens.toml says."""
        return self._project.settings

    @property
    def contacts(self) -> pd.DataFrame:
        """One row per card or row that was kept."""
        return self._project.imported.contacts

    @property
    def lists(self) -> pd.DataFrame:
        """One row per list of somebody's contacts that is held."""
        return self._project.imported.lists

    @property
    def rejected(self) -> pd.DataFrame:
        """One row per row, card or file that was not kept, with the reason."""
        return self._project.imported.rejected

    @property
    def files(self) -> pd.DataFrame:
        """One row per file that was looked at."""
        return self._project.imported.files

    @property
    def ledger(self) -> pd.DataFrame:
        """One row per line of ledger.csv."""
        return self._project.ledger

    @cached_property
    def day(self) -> pd.Timestamp:
        """The day as a timestamp."""
        return pd.Timestamp(self.as_of).as_unit("s")

    @cached_property
    def _cast(self) -> Cast:
        return build_cast(self._project, me=self._me)

    # People and ties ---------------------------------------------------------------

    @property
    def people(self) -> pd.DataFrame:
        """One row per person after linkage; ego first."""
        return self._cast.people

    @property
    def merges(self) -> pd.DataFrame:
        """One row per pair of contacts that is, or may be, one person."""
        return self._cast.merges

    @property
    def evidence(self) -> pd.DataFrame:
        """One row per statement about a tie."""
        return self._cast.evidence

    @property
    def ego_id(self) -> str:
        """Ego's person id."""
        return EGO_ID

    @cached_property
    def ego_name(self) -> str:
        """Ego's name, or "you"."""
        return str(self.people.loc[0, "name"])

    @cached_property
    def direct(self) -> pd.DataFrame:
        """The people on ego's own lists; organisations and groups left out."""
        return select_direct(self.people)

    @cached_property
    def people_count(self) -> CountRange:
        """How many people ego knows directly, as a range."""
        return count_people(self.direct, self.merges)

    @cached_property
    def _tied(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return build_ties(self.people, self.evidence, self.lists, as_of=self.day)

    @property
    def ties(self) -> pd.DataFrame:
        """One row per directed pair and basis."""
        return self._tied[0]

    @property
    def affiliations(self) -> pd.DataFrame:
        """One row per membership of a person in an employer or label."""
        return self._tied[1]

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """Observed and asserted ties as a directed graph."""
        return build_graph(self.people, self.ties)

    # What the exports describe --------------------------------------------------------

    @cached_property
    def growth(self) -> pd.DataFrame:
        """Dated contacts by source and month, cumulative."""
        return measure_growth(self.contacts, as_of=self.day)

    @cached_property
    def undated(self) -> int:
        """How many of ego's contacts carry no date."""
        mine = self.contacts[self.contacts["owner"] == "me"]
        return int(mine["connected_on"].isna().sum())

    @cached_property
    def known(self) -> pd.DataFrame:
        """For how many people each field is filled."""
        return measure_known(self.direct)

    @cached_property
    def employers(self) -> pd.DataFrame:
        """Employers by people."""
        return rank_values(self.direct, "company")

    @cached_property
    def titles(self) -> pd.DataFrame:
        """Job titles by people."""
        return rank_values(self.direct, "title")

    @cached_property
    def places(self) -> pd.DataFrame:
        """Places by people."""
        return rank_values(self.direct, "location")

    # Reach ---------------------------------------------------------------------------

    @cached_property
    def _names(self) -> dict[str, str]:
        names = self.people["name"].fillna("(no name)")
        return dict(zip(self.people["person_id"], names, strict=True))

    @cached_property
    def _direct_ids(self) -> set[str]:
        return set(self.direct["person_id"])

    @cached_property
    def _pooled(self) -> dict[str, set[str]]:
        """Lists of those colleagues who are themselves among ego's contacts."""
        everybody = build_lists(self.people, self.ties)
        return {owner: seen for owner, seen in everybody.items() if owner in self._direct_ids}

    @cached_property
    def second_step(self) -> ReachEstimate:
        """How many people are two steps away, with its interval."""
        if self._pooled:
            return estimate_second_step(self._pooled, direct=self._direct_ids, seed=self.seed)
        return supposed_second_step(len(self._direct_ids))

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
                if self._pooled
                else ()
            ),
            ("second step", second.low, second.estimate, second.high, "inferred", second.method),
            (
                "rule of thumb",
                np.nan,
                rule_of_thumb(len(self._direct_ids)),
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
        return rank_openers(self._pooled, direct=self._direct_ids, names=self._names)

    @cached_property
    def separation(self) -> pd.DataFrame:
        """People by steps, as far as held lists show."""
        return measure_separation(self._pooled, direct=self._direct_ids)

    # Groups and bridges ------------------------------------------------------------

    @cached_property
    def coverage(self) -> Coverage:
        """For how many pairs of contacts a tie could have been seen at all."""
        return measure_coverage(self._direct_ids, set(self._pooled))

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Employers and labels that two or more direct contacts share."""
        return measure_groups(self.affiliations, self.direct, lists=self._pooled)

    @cached_property
    def bridging(self) -> pd.DataFrame:
        """How many people of each group stand on each pooled list."""
        wanted = set(self.groups["group_id"])
        shared = self.affiliations[self.affiliations["group_id"].isin(wanted)]
        return measure_bridging(self._pooled, shared, direct=self._direct_ids, names=self._names)

    @cached_property
    def _alters(self) -> "nx.Graph[str]":
        """Ties among ego's contacts, without ego."""
        return undirected(self.graph.subgraph(sorted(self._direct_ids)).copy())

    @property
    def structure_is_observable(self) -> bool:
        """Whether enough pairs could have been seen for communities and brokers to mean much."""
        return self.coverage.share >= MINIMUM_COVERAGE

    @cached_property
    def communities(self) -> pd.DataFrame:
        """Communities by ties; empty below the minimum coverage."""
        graph = self._alters if self.structure_is_observable else nx.Graph()
        return detect_communities(graph, seed=self.seed)

    @cached_property
    def brokers(self) -> pd.DataFrame:
        """Constraint and betweenness among contacts; empty below the minimum coverage."""
        graph = self._alters if self.structure_is_observable else nx.Graph()
        table = measure_brokerage(graph)
        table.insert(1, "name", table["person_id"].map(self._names).astype("str"))
        return table

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

    @cached_property
    def holders(self) -> pd.DataFrame:
        """One row per person who may hold what a need asks for."""
        if self.needs.empty:
            table = make_table(HOLDERS, [])
        else:
            table = rank_holders(self.needs, self.direct, top=max(len(self.direct), 1))
        about = self.people.set_index("person_id")[["name", "title", "company"]]
        return table.join(about, on="person_id")

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Needs by status, with the contacts and the evidence behind each cell."""
        return build_matrix(self.needs, self.holders, self.direct)

    @cached_property
    def moves(self) -> pd.DataFrame:
        """What to do this week, in order."""
        style = self.settings.style
        limits = (*self._cast.off_limits, *style.off_limits)
        return propose_moves(
            self.matrix,
            self.holders,
            self.direct,
            self.needs,
            pace=style.asks_per_week,
            off_limits=limits,
        )

    # What is told --------------------------------------------------------------------

    @cached_property
    def assumptions(self) -> pd.DataFrame:
        """Numbers taken from elsewhere."""
        rows = [dict(row) for row in self.second_step.assumptions]
        rows.append(
            {
                "assumption_id": "rule-of-thumb",
                "name": "people a contact knows, by the rule of thumb",
                "value": 200.0,
                "source": "common networking advice; not a measurement",
                "used_by": ("reach",),
            },
        )
        rows.append(
            {
                "assumption_id": "named-relation",
                "name": "a bare name in a relation field means the one contact so called",
                "low": 0.5,
                "value": NAMED_PROBABILITY,
                "high": 1.0,
                "source": "netlens's own guess, not measured",
                "used_by": ("ties",),
            },
        )
        return make_table(ASSUMPTIONS, rows)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Every statement made to the reader."""
        everyone = self.people[self.people["in_my_lists"] & ~self.people["is_ego"]]
        return build_claims(
            Facts(
                as_of=self.day,
                count=self.people_count,
                organisations=len(everyone) - len(self.direct),
                described=count_described(self.direct),
                warnings=self._cast.warnings,
                **{name: getattr(self, name) for name in _FACTS},
            ),
        )

    def claims_of(self, section: str, role: str | None = None) -> pd.DataFrame:
        """Give the claims of one section of the page, in order; of one role if named."""
        chosen = self.claims["section"] == section
        if role is not None:
            chosen &= self.claims["role"] == role
        return self.claims[chosen].reset_index(drop=True)

    def tables(self, *, details: bool = False) -> Mapping[str, pd.DataFrame]:
        """
        Give every table by name.

        Parameters
        ----------
        details
            Also give e-mail addresses, phone numbers, notes and raw rows.
        """
        tables: dict[str, pd.DataFrame] = {name: getattr(self, name) for name in _TABLES}
        if not details:
            tables = {
                name: table.drop(
                    columns=[
                        c
                        for c in (*_PRIVATE, "text")
                        if c in table and (c != "text" or name == "rejected")
                    ]
                )
                for name, table in tables.items()
            }
        return tables

    @property
    def parameters(self) -> dict[str, Any]:
        """What this run was asked: for the manifest and the page."""
        return {
            "as_of": self.as_of.isoformat(),
            "seed": self.seed,
            "goal": self._goal,
            "me": self._me,
        }


_FACTS = (
    "ego_name",
    "contacts",
    "files",
    "rejected",
    "merges",
    "direct",
    "known",
    "undated",
    "employers",
    "places",
    "reach",
    "openers",
    "separation",
    "coverage",
    "groups",
    "bridging",
    "communities",
    "brokers",
    "goals",
    "needs",
    "matrix",
    "moves",
    "assumptions",
)
_TABLES = (
    "claims",
    "assumptions",
    "files",
    "rejected",
    "contacts",
    "people",
    "merges",
    "evidence",
    "lists",
    "ties",
    "affiliations",
    "growth",
    "known",
    "employers",
    "titles",
    "places",
    "reach",
    "openers",
    "separation",
    "groups",
    "bridging",
    "communities",
    "brokers",
    "goals",
    "needs",
    "holders",
    "matrix",
    "moves",
)
