"""The first part of the facade: what was read, who is who, what is known of whom."""

import datetime as dt
from functools import cached_property
from pathlib import Path

import networkx as nx  # noqa: TC002
import pandas as pd

from netlens.graph import build_graph
from netlens.network.earlier import Earlier
from netlens.people import CountRange, count_people, list_changes
from netlens.people.describing import measure_growth, measure_known, rank_values, select_direct
from netlens.people.ego import EGO_ID
from netlens.project import Cast, Project, build_cast
from netlens.settings import Settings
from netlens.ties import HALF_LIFE_DAYS, build_own_affiliations, build_ties


class ReadNetwork:
    """Contacts, people, ties, and what the exports say of people."""

    def __init__(
        self,
        project: Project,
        *,
        as_of: dt.date,
        seed: int,
        goal: str,
        me: str,
        details: bool = False,
        earlier: Earlier | None = None,
    ) -> None:
        self._project = project
        self.as_of = as_of
        self.seed = seed
        self._goal = goal.strip()
        self._me = me.strip()
        self.details = details
        self.earlier = earlier

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
    def own(self) -> pd.DataFrame:
        """One row per position, school or skill that owners state of themselves."""
        return self._project.imported.own

    @property
    def ledger(self) -> pd.DataFrame:
        """One row per line of ledger.csv."""
        return self._project.ledger

    @property
    def since(self) -> pd.Timestamp | None:
        """The day of the earlier report that this one is compared with, if any."""
        return self.earlier.day if self.earlier else None

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

    @cached_property
    def changes(self) -> pd.DataFrame:
        """What newer exports of a source say that older ones did not."""
        return list_changes(self.contacts, self.people, self.lists)

    @property
    def evidence(self) -> pd.DataFrame:
        """One row per statement about a tie."""
        return self._cast.evidence

    @property
    def off_limits(self) -> tuple[str, ...]:
        """Ids of people whom decisions.csv puts off limits."""
        return self._cast.off_limits

    @property
    def ledger_people(self) -> dict[str, str | None]:
        """Who each name in ledger.csv is; `None` for nobody in the exports."""
        return self._cast.ledger_people

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
        half_life = self.settings.assumptions.get("tie_half_life_days", HALF_LIFE_DAYS)
        ties, groups = build_ties(
            self.people, self.evidence, self.lists, as_of=self.day, half_life=half_life
        )
        own = build_own_affiliations(self.own, self.ego_id)
        return ties, pd.concat([groups, own], ignore_index=True) if len(own) else groups

    @property
    def ties(self) -> pd.DataFrame:
        """One row per directed pair and basis."""
        return self._tied[0]

    @property
    def affiliations(self) -> pd.DataFrame:
        """One row per membership of a person in an employer, school, label or thread."""
        return self._tied[1]

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """Observed and asserted ties as a directed graph."""
        return build_graph(self.people, self.ties)

    # What the exports describe --------------------------------------------------------

    @cached_property
    def dated(self) -> pd.DataFrame:
        """Contacts with a date; a row that newer exports of its source repeat counts once."""
        people = zip(self.people["person_id"], self.people["contact_ids"], strict=True)
        owner = {contact: person for person, ids in people for contact in ids}
        known = self.contacts[self.contacts["connected_on"].notna()]
        known = known.assign(person_id=known["contact_id"].map(owner))
        return known.drop_duplicates(["owner", "producer", "person_id", "connected_on"])

    @cached_property
    def growth(self) -> pd.DataFrame:
        """Dated contacts by source and month, cumulative."""
        return measure_growth(self.dated, as_of=self.day)

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

    @cached_property
    def undecided(self) -> pd.DataFrame:
        """Pairs of ego's contacts that may be one person: names, probability, why, the rows."""
        about = self.contacts.set_index("contact_id")
        place = about["file"] + ":" + about["line"].astype("str")
        pairs = self.merges[self.merges["zone"] == "review"]
        ends = [pairs["contact_a"], pairs["contact_b"]]
        mine = [end.map(about["owner"]) == "me" for end in ends]
        kept = pairs[mine[0] & mine[1]]
        one, other = (_describe(about, kept[name]) for name in ("contact_a", "contact_b"))
        rows = kept["contact_a"].map(place) + ", " + kept["contact_b"].map(place)
        table = pd.DataFrame(
            {"one": one, "other": other, "probability": kept["probability"].round(2)}
            | {"reasons": kept["reasons"], "rows": rows}
        )
        order = ["probability", "one", "rows"]
        return table.sort_values(
            order, ascending=[False, True, True], kind="stable", ignore_index=True
        )


def _describe(about: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Give name, title and company of contacts in one line."""
    columns = [ids.map(about[name]).fillna("") for name in ("name", "title", "company")]
    lines = [", ".join(filter(None, parts)) for parts in zip(*columns, strict=True)]
    return pd.Series(lines, index=ids.index, dtype="str")
