"""The sixth part of the facade: chains of introductions to whom and what the goals name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import networkx as nx  # noqa: TC002
import pandas as pd

from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.goals.insiders import find_people_in
from netlens.goals.limits import is_limit
from netlens.measures.chains import find_doors, find_inbound
from netlens.measures.persistence import (
    Persistence,
    calibrate_persistence,
    fit_persistence,
    measure_contact,
    suppose_silent,
    weigh_ties,
)
from netlens.measures.tie_arrays import TieArrays, build_arrays
from netlens.measures.willingness import Willingness, estimate_willingness
from netlens.network.naming import NamedNetwork
from netlens.people import find_people
from netlens.schema import list_rows
from netlens.ties import Resolver

_TOUCHING = ("message", "mail", "meeting", "group thread", "mail together")
_OPENING = ("leads", "introduction", "referral", "targets")
_MOST_DOORS = 8
CHAINS = 2
# Decimals of odds that are the same on every machine.
DECIMALS = 6


class ChainedNetwork(NamedNetwork):
    """Ties that still last, willingness, chains to targets."""

    # What chains rest on -------------------------------------------------------------

    @cached_property
    def willingness(self) -> Willingness:
        """How likely one person passes a request on: a scenario until the ledger can tell."""
        outcomes = [deed.outcome or None for deeds in self.book.asked.values() for deed in deeds]
        found = estimate_willingness(outcomes)
        typed = self.settings.assumptions.get("passes_on_a_request")
        if typed is None:
            return found
        low, high = min(found.low, typed), max(found.high, typed)
        return Willingness(low, typed, high, "typed under [assumptions]; range as published")

    @cached_property
    def _contact_events(self) -> pd.DataFrame:
        """
        Dated signs of contact between people, both ends known.

        Letters and meetings; with ego also what the ledger dates, and the day
        on which somebody agreed to share a list.
        """
        chosen = self.evidence[
            self.evidence["kind"].isin(_TOUCHING) & (self.evidence["date"] <= self.day)
        ]
        known = Resolver(self.people)
        ends = {name: known.resolve(chosen[name]) for name in ("from", "to")}
        table = pd.DataFrame({**ends, "date": chosen["date"].to_numpy()})
        table = pd.concat([table, *self._own_events()], ignore_index=True)
        whole = table["from"].notna() & table["to"].notna() & (table["from"] != table["to"])
        return table[whole & table["date"].notna()].reset_index(drop=True)

    def _own_events(self) -> list[pd.DataFrame]:
        rows = self._ledger_until[["who", "date"]]
        owners = dict(zip(self.people["list_owner"], self.people["person_id"], strict=True))
        agreed = pd.to_datetime(self.lists["consent"].str[:10], errors="coerce")
        met = pd.DataFrame(
            {
                "from": [
                    *rows["who"].map(self._resolved),
                    *self.lists["owner"].map(owners).where(agreed <= self.day),
                ],
                "date": [*rows["date"], *agreed],
            }
        ).drop_duplicates()
        met["date"] = met["date"].astype("datetime64[s]")
        other = met.rename(columns={"from": "to"})
        return [met.assign(to=self.ego_id), other.assign(**{"from": self.ego_id})]

    @cached_property
    def persistence(self) -> Persistence:
        """How past contact tells whether a tie is still in use."""
        return fit_persistence(self._contact_events, as_of=self.day)

    @cached_property
    def _contact(self) -> pd.DataFrame:
        """How often and how recently each directed pair was in touch."""
        return measure_contact(self._contact_events, as_of=self.day)

    @cached_property
    def chain_graph(self) -> "nx.DiGraph[str]":
        """Ties as likely as they still last; with `warm_only` only the warm ones of ego."""
        contact = self._contact
        lasting = calibrate_persistence(
            contact["count"], contact["days_since"], contact["span"], persistence=self.persistence
        )
        persisting = pd.concat([contact[["from", "to"]], lasting], axis=1)
        silent = suppose_silent(self.persistence)
        weighed = weigh_ties(self.graph, persisting, silent=silent)
        if self.settings.style.warm_only:
            warm = set(self.help.loc[self.help["warm"], "person_id"])
            cold = [end for end in weighed.successors(self.ego_id) if end not in warm]
            weighed.remove_edges_from((self.ego_id, end) for end in cold)
        return weighed

    @cached_property
    def _tie_arrays(self) -> TieArrays:
        return build_arrays(self.chain_graph)

    @cached_property
    def _never(self) -> frozenset[str]:
        return self.left_alone - {self.ego_id}

    # Chains --------------------------------------------------------------------------

    @cached_property
    def chains(self) -> pd.DataFrame:
        """One row per hop of the best chains to targets inside which ego knows nobody."""
        wanted: dict[str, tuple[str, ...]] = {}
        for target, rows in self.insiders.groupby("target", sort=False):
            if not {"yours", "off limits"} & set(rows["how"]):
                wanted[str(target)] = tuple(rows["person_id"].dropna())
        return self._name(self._find(wanted, doors=self._doorways))

    def _find(
        self, wanted: Mapping[str, Sequence[str]], *, doors: Mapping[str, str], k: int = CHAINS
    ) -> pd.DataFrame:
        return find_doors(
            self._tie_arrays,
            self.ego_id,
            wanted,
            doors=dict.fromkeys(wanted, doors),
            willingness=self.willingness,
            off_limits=self._never,
            k=k,
            max_hops=self.settings.style.longest_chain,
        )

    @cached_property
    def _doorways(self) -> dict[str, str]:
        """Contacts who may know people where nobody is known: who hears or opens for a living."""
        opening = self.needs.loc[self.needs["resource"].isin(_OPENING), "need_id"]
        rows = self.holders[
            self.holders["need_id"].isin(opening) & self.holders["status"].isin(["held", "likely"])
        ]
        best = rows.drop_duplicates("person_id").head(_MOST_DOORS)
        return dict(zip(best["person_id"], best["because"], strict=True))

    def _name(self, chains: pd.DataFrame) -> pd.DataFrame:
        """Add the names of both ends of each hop."""
        names = {end: [self._called(i) for i in chains[end]] for end in ("from", "to")}
        pairs = set(zip(self._contact["from"], self._contact["to"], strict=True))
        dated = [pair in pairs for pair in zip(chains["from"], chains["to"], strict=True)]
        numbers = chains.select_dtypes("float").columns
        return chains.assign(
            **{name: chains[name].round(DECIMALS) for name in numbers},
            dated=pd.Series(dated, index=chains.index, dtype=bool),
            from_name=pd.Series(names["from"], index=chains.index, dtype="str"),
            to_name=pd.Series(names["to"], index=chains.index, dtype="str"),
        )

    def _called(self, person: Any) -> str:  # noqa: ANN401
        return "you" if person == self.ego_id else self.names.get(person, "?")

    def find_chains_to(self, target: str, *, k: int = 2) -> pd.DataFrame:
        """
        Find chains to a person, or to anybody inside an organisation, place or role.

        Parameters
        ----------
        target
            A name, address or id of a person; else what `targets` in
            netlens.toml takes.
        k
            How many chains, a spare among them.

        Returns
        -------
        chains
            One row per hop, as `netlens.measures.chains.find_doors` gives
            them, with `from_name` and `to_name`. Without rows if neither the
            target nor a door to it can be reached.

        Raises
        ------
        ParameterError
            If several people are called so.
        """
        ids, is_person = self._mean(target)
        # A door leads into organisations, never to one person, and never where nobody shall ask.
        doors = {} if is_person or is_limit(target, self.limits) else self._doorways
        return self._name(self._find({target: ids}, k=k, doors=doors))

    def find_chains_from(self, target: str, *, k: int = 1) -> pd.DataFrame:
        """Find how somebody would hear of ego, from directed evidence; as `find_chains_to`."""
        found = find_inbound(
            self._tie_arrays,
            self.ego_id,
            {target: self._mean(target)[0]},
            willingness=self.willingness,
            off_limits=self._never,
            k=k,
            max_hops=self.settings.style.longest_chain,
        )
        return self._name(found)

    def _mean(self, target: str) -> tuple[list[str], bool]:
        """Give the ids that a target means, nobody off limits, and whether it is one person."""
        is_person = True
        if target in self.names:
            found: Iterable[str] = [target]
        else:
            found = find_people(self.people, target)
            if len(set(found)) > 1:
                told = "; ".join(sorted(f"{self.names[i]} ({i})" for i in found)[:6])
                msg = f"{one_line(target)} may be {one_line(told, 400)}. Name one by the id."
                raise ParameterError(msg)
            is_person = bool(found)
            found = found or [row["person_id"] for row in find_people_in(target, self._others)]
        return [person for person in found if person not in self._never], is_person

    @cached_property
    def _others(self) -> list[dict[str, Any]]:
        return list_rows(self.people[~self.people["is_ego"]])


def chain_lines(chains: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Split a table of chains into single ones, each as `you → A → B`, in order."""
    return [
        (" → ".join([str(hops["from_name"].iloc[0]), *hops["to_name"]]), hops)
        for _, hops in chains.groupby(["target", "rank"], sort=False)
    ]
