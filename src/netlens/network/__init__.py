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

import pandas as pd

from netlens.claims import Facts, build_claims
from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.measures.coverage import describe_agreement
from netlens.measures.persistence import describe_chain_bias
from netlens.network.earlier import NO_EARLIER, Earlier, find_earlier, read_earlier
from netlens.network.grouping import GroupedNetwork
from netlens.network.picturing import PicturedNetwork
from netlens.network.reading import ReadNetwork
from netlens.network.structure import MeasuredNetwork
from netlens.network.tracing import trace
from netlens.people.describing import count_described
from netlens.project import read_project
from netlens.schema import ASSUMPTIONS, make_table
from netlens.ties import HALF_LIFE_DAYS, HOUSEHOLD_PRIOR, NAMED_PROBABILITY

__all__ = ["NO_EARLIER", "Network", "find_earlier", "open_network", "parse_day"]
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
    details: bool = False,
    since: str | Path = "",
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
    details
        Quote notes where they are the reason for something.
    since
        Folder of an earlier report of this project: groups keep their names,
        and the page says what changed.

    Returns
    -------
    network
        Tables are computed when first asked for.

    Raises
    ------
    InputError, SettingsError, ParameterError
        If there is nothing to read, something typed is not understood, or
        `since` is no report of an earlier day.
    """
    first = [path] if isinstance(path, (str, Path)) else list(path)
    paths = [Path(item).expanduser() for item in (*first, *also)]
    day = parse_day(as_of)
    network = Network(
        read_project(paths, me=me),
        as_of=day,
        seed=seed,
        goal=goal,
        me=me,
        details=details,
        earlier=_read_since(since, day),
    )
    if network.earlier:
        network.then  # noqa: B018  (raises if that report is of other people, before anything is made)
    return network


def _read_since(since: str | Path, day: dt.date) -> Earlier | None:
    if not str(since).strip() or str(since) == NO_EARLIER:
        return None
    earlier = read_earlier(Path(since))
    if earlier.day.date() >= day:
        msg = (
            f"since: the report {one_line(earlier.label)} speaks for {earlier.day.date()}, "
            f"which is not before {day}. Give an earlier one, or none."
        )
        raise ParameterError(msg)
    return earlier


class Network(PicturedNetwork):
    """Every table of one project at one day. Tables are read-only by convention."""

    @cached_property
    def assumptions(self) -> pd.DataFrame:
        """Numbers taken from elsewhere."""
        half_life = self.settings.assumptions.get("tie_half_life_days", HALF_LIFE_DAYS)
        rows = [dict(row) for row in self.second_step.assumptions]
        rows += [dict(row) for row in _ASSUMED]
        rows.append({**_FADING, "value": half_life})
        rows += [self.willingness.describe(), describe_chain_bias()]
        agreement = describe_agreement(self.coverage.share)
        rows += [agreement] if agreement else []
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
                offers=self.settings.me.offers,
                skills=() if self.settings.me.offers else self.offers,
                warnings=self._cast.warnings,
                names=self.names,
                left_alone=len(self.left_alone & self.direct_ids),
                warm_only=self.settings.style.warm_only,
                given=self.book.counts[0],
                received=self.book.counts[1],
                waiting=self._named_once(deed.person_id for deed in self.book.waiting),
                unanswered=self._named_once(
                    deed.person_id
                    for deeds in self.book.asked.values()
                    for deed in deeds
                    if deed.open
                ),
                **{name: getattr(self, name) for name in _FACTS},
            ),
        )

    def _named_once(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names[person] for person in ids))

    def ask(self, goal: str) -> "Network":
        """
        Open the same project for another goal, without reading it again.

        Parameters
        ----------
        goal
            The name of a goal in netlens.toml, or one sentence.

        Returns
        -------
        network
            As `open_network` gives it for that goal. What does not depend on
            goals (people, ties, reach …) is shared; what claims need of it is
            computed now, so that every further goal is answered at once.

        Raises
        ------
        ParameterError
            If `goal` is empty.
        """
        if not goal.strip():
            msg = 'no goal is given. Say it in one sentence: "find a job as a data engineer".'
            raise ParameterError(msg)
        for name in _FACTS:
            if name in _GOALLESS:
                getattr(self, name)
        other = Network(
            self._project,
            as_of=self.as_of,
            seed=self.seed,
            goal=goal,
            me=self._me,
            details=self.details,
            earlier=self.earlier,
        )
        vars(other).update({name: vars(self)[name] for name in _GOALLESS & vars(self).keys()})
        other._share(self._by_limits)
        return other

    @cached_property
    def _by_limits(self) -> "dict[frozenset[str], Network]":
        """Networks of this project by whom they leave alone, which a goal may change."""
        return {self.left_alone: self}

    def _share(self, by_limits: "dict[frozenset[str], Network]") -> None:
        """Take what depends on goals only by whom they leave alone from another network."""
        self.__dict__["_by_limits"] = by_limits
        like = by_limits.setdefault(self.left_alone, self)
        for name in _ASKED_ALIKE:
            self.__dict__[name] = getattr(like, name)

    def claims_of(self, section: str, role: str | None = None) -> pd.DataFrame:
        """Give the claims of one section of the page, in order; of one role if named."""
        chosen = self.claims["section"] == section
        if role is not None:
            chosen &= self.claims["role"] == role
        return self.claims[chosen].reset_index(drop=True)

    def pick(self, *claim_ids: str) -> pd.DataFrame:
        """Give the named claims, as far as this run makes them, in the order of the page."""
        return self.claims[self.claims["claim_id"].isin(claim_ids)].reset_index(drop=True)

    def trace(self, what: str, *, details: bool = False) -> pd.DataFrame:
        """List the rows of the exports beneath an id or a name; see `tracing.trace`."""
        return trace(self, what, details=details)

    def proof(self, claim_id: str) -> tuple[str, ...]:
        """Name the rows beneath a claim as file and line, in order, each once."""
        rows = self.trace(claim_id)
        rows = rows[rows["file"] != ""]
        lines = rows["line"].astype("str")
        places = rows["file"].where(rows["line"].isna(), rows["file"] + ":" + lines)
        return tuple(dict.fromkeys(places))

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
            "since": self.earlier.label if self.earlier else "",
        }


# What is kept of a run and asks for no goal: the first three parts of the facade.
_GOALLESS = frozenset(
    name
    for part in (ReadNetwork, MeasuredNetwork, GroupedNetwork)
    for name, value in vars(part).items()
    if isinstance(value, cached_property)
)
# What depends on goals only by whom they leave alone.
_ASKED_ALIKE = ("askable", "shared", "wants", "meetings")
_ASSUMED: tuple[Mapping[str, Any], ...] = (
    {
        "assumption_id": "rule-of-thumb",
        "name": "people a contact knows, by the rule of thumb",
        "value": 200.0,
        "source": "common networking advice; not a measurement",
        "used_by": ("reach",),
    },
    {
        "assumption_id": "named-relation",
        "name": "a bare name in a relation field means the one contact so called",
        "low": 0.5,
        "value": NAMED_PROBABILITY,
        "high": 1.0,
        "source": "netlens's own guess, not measured",
        "used_by": ("ties",),
    },
    {
        "assumption_id": "shared-phone",
        "name": "people who share a telephone number know each other",
        **dict(zip(("low", "value", "high"), HOUSEHOLD_PRIOR, strict=True)),
        "source": "netlens's own guess, not measured",
        "used_by": ("ties",),
    },
)
_FADING: Mapping[str, Any] = {
    "assumption_id": "tie-half-life",
    "name": "days after which a sign of contact counts half",
    "low": 180.0,
    "high": 1825.0,
    "source": "netlens's own choice; that ties fade unless renewed: Burt 2000, "
    "Decay functions, Social Networks 22",
    "used_by": ("ties", "visibility"),
}
_FACTS = (
    "ego_name",
    "contacts",
    "dated",
    "files",
    "rejected",
    "merges",
    "changes",
    "direct",
    "known",
    "undated",
    "employers",
    "places",
    "reach",
    "openers",
    "strangers",
    "separation",
    "second_step",
    "third_step",
    "access",
    "next_lists",
    "overlap",
    "compared",
    "coverage",
    "groups",
    "bridging",
    "communities",
    "community_names",
    "cohesion",
    "holes",
    "cuts",
    "links",
    "beyond",
    "ego_bounds",
    "brokers",
    "group_changes",
    "since",
    "askable",
    "goals",
    "needs",
    "matrix",
    "questions",
    "doors",
    "insiders",
    "gaps",
    "chains",
    "help",
    "richness",
    "visibility",
    "known_by",
    "signs",
    "visibility_by_group",
    "visibility_by_goal",
    "visibility_by_target",
    "visibility_trend",
    "affiliations",
    "plan",
    "pace",
    "moves",
    "steps",
    "offered",
    "meetings",
    "own_matches",
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
    "changes",
    "evidence",
    "own",
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
    "strangers",
    "in_touch",
    "visibility",
    "signs",
    "visibility_by_group",
    "visibility_by_goal",
    "visibility_by_target",
    "visibility_trend",
    "access",
    "next_lists",
    "overlap",
    "separation",
    "groups",
    "bridging",
    "communities",
    "community_names",
    "cohesion",
    "holes",
    "cuts",
    "links",
    "beyond",
    "brokers",
    "shown_groups",
    "group_ages",
    "group_help",
    "group_changes",
    "goals",
    "needs",
    "holders",
    "matrix",
    "insiders",
    "doors",
    "gaps",
    "chains",
    "moves",
    "drafts",
    "steps",
    "offered",
    "wants",
    "meetings",
)
