"""
What the structure among ego's contacts says for the plan: whom to keep warm, which circles to join.

Only as far as ties could have been seen. Where the tables of structure are
empty, or a pair of communities is *unknown*, nothing follows from them: that no
tie is seen is then no hole, and nobody is the only one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.goals.moves import short
from netlens.people.names import company_key, plain
from netlens.schema import COUNT, TEXT, Table, list_rows, make_table

_APART: Final = "only through ego"
_THROUGH: Final = "through others"
# That somebody is the only one says more than a picture of communities: of the pairs that could
# show another one, at least this share must have been observable.
_ENOUGH: Final = 0.8
# Of several reasons the first is said: a circle by its name tells most.
_ORDER: Final = {"community": 0, "people": 1, "between": 2}

LINKS: Final = Table(
    name="links",
    grain="one contact through whom alone others are tied to the rest, as far as can be seen",
    columns={"person_id": TEXT, "what": TEXT, "people": COUNT, "words": TEXT},
    key=("person_id",),
    choices={"what": frozenset(_ORDER)},
)


@dataclass(frozen=True)
class Circles:
    """
    Who is in which community, and which two communities meet only through ego.

    The default knows of none: nobody is apart from anybody.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()

    def between(self, one: str, other: str) -> frozenset[str]:
        """Give the communities of two people if they meet only through ego; else nothing."""
        pair = frozenset((self.of.get(one, ""), self.of.get(other, "")))
        return pair if pair in self.apart else frozenset()


def read_circles(communities: pd.DataFrame, holes: pd.DataFrame) -> Circles:
    """
    Read which communities meet only through ego.

    Parameters
    ----------
    communities
        `person_id` and `community_id`.
    holes
        Table of HOLES; a pair whose status is unknown is no hole.
    """
    found = holes[holes["status"] == _APART]
    pairs = zip(found["community_a"], found["community_b"], strict=True)
    of = dict(zip(communities["person_id"], communities["community_id"], strict=True))
    return Circles(of, frozenset(frozenset(pair) for pair in pairs))


def list_links(
    cuts: pd.DataFrame,
    holes: pd.DataFrame,
    brokers: pd.DataFrame,
    communities: pd.DataFrame,
    names: pd.DataFrame,
    *,
    unsaid: Collection[str] = (),
) -> pd.DataFrame:
    """
    List the contacts through whom alone others are tied to the rest of ego's contacts.

    Parameters
    ----------
    cuts, holes
        Tables of CUTS and HOLES.
    brokers
        `person_id`, `constraint_low`, `constraint_high`.
    communities
        `person_id` and `community_id`.
    names
        Table of NAMES: what the communities are called.
    unsaid
        Names that are off limits; a community whose name has one in it is
        spoken of without a name.

    Returns
    -------
    links
        One row per person, those who hold the most people first. "community":
        a community hangs on them, and of the pairs between it and the others
        at least four in five could have been seen. "people": the network
        falls apart without them. "between": only they are tied into two
        communities, of whose pairs as many could have been seen. The latter
        two count only for sure brokers: whatever the unobserved ties are,
        their constraint is below what half of the people have at least.
    """
    said = _name(names, unsaid)
    of = dict(zip(communities["person_id"], communities["community_id"], strict=True))
    sure = _list_sure(brokers)
    rows = [*_hang(cuts, holes, of, said), *_fall(cuts, sure), *_join(holes, of, sure, said)]
    rows.sort(key=lambda row: (_ORDER[row["what"]], -row["people"], row["person_id"]))
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row["person_id"], row)
    return make_table(LINKS, list(first.values()))


def _name(names: pd.DataFrame, unsaid: Collection[str]) -> dict[str, str]:
    """Give each community's name as a sentence says it; none where it names what is off limits."""
    keys = {key(text) for text in unsaid for key in (plain, company_key)} - {""}
    limits = [f" {key} " for key in sorted(keys)]
    return {
        str(community): f"“{short(name)}”"
        for community, name in zip(names["community_id"], names["name"], strict=True)
        if not any(limit in f" {plain(name)} " for limit in limits)
    }


def _list_sure(brokers: pd.DataFrame) -> frozenset[str]:
    """
    List whose constraint is low whatever the unobserved ties are.

    Parameters
    ----------
    brokers
        `person_id`, `constraint_low`, `constraint_high`.

    Returns
    -------
    sure
        Ids of those whose greatest possible constraint is below what half of
        the people have at least.
    """
    usual = brokers["constraint_low"].median()
    low = brokers["constraint_high"] < usual
    return frozenset(brokers.loc[low, "person_id"])


def _hang(
    cuts: pd.DataFrame, holes: pd.DataFrame, of: Mapping[str, str], said: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Give the people on whom a community hangs, if other ties of it could have been seen."""
    ends = pd.concat(
        holes[["pairs", "observable"]].assign(community=holes[side])
        for side in ("community_a", "community_b")
    )
    counted = ends.groupby("community")[["pairs", "observable"]].sum().astype("float64")
    seen = counted["observable"] >= _ENOUGH * counted["pairs"]
    visible = set(seen.index[seen])
    for row in list_rows(cuts[cuts["what"] == "community"]):
        community, person, people = row["community_id"], row["person_id"], int(row["people"])
        if community in visible:
            other = " other" if of.get(person) == community else ""
            who = (
                f"the {people:,}{other} people of {said[community]} are"
                if community in said
                else f"{people:,}{other} people who know each other are"
            )
            tied = "tied to the rest of your contacts only through them"
            yield _link(person, "community", people, f"{who} {tied}")


def _fall(cuts: pd.DataFrame, sure: Collection[str]) -> Iterator[dict[str, Any]]:
    for row in list_rows(cuts[(cuts["what"] == "people") & cuts["person_id"].isin(sure)]):
        people = int(row["people"])
        verb = "is" if people == 1 else "are"
        words = f"{people:,} of your contacts {verb} tied to the rest only through them"
        yield _link(row["person_id"], "people", people, words)


def _join(
    holes: pd.DataFrame, of: Mapping[str, str], sure: Collection[str], said: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Give who alone is tied into two communities between which a tie could have been seen."""
    sizes = pd.Series(dict(of), dtype="str").value_counts().to_dict()
    enough = holes["observable"] >= _ENOUGH * holes["pairs"]
    for row in list_rows(holes[(holes["status"] == _THROUGH) & (holes["spanners"] == 1) & enough]):
        person, pair = row["spanned_by"][0], (row["community_a"], row["community_b"])
        if person in sure:
            both = [said.get(community, "") for community in pair]
            which = " and ".join(both) if all(both) else "two of your circles"
            people = min(sizes.get(community, 0) for community in pair)
            words = f"apart from you {which} are both known only to them"
            yield _link(person, "between", people, words)


def _link(person: str, what: str, people: int, words: str) -> dict[str, Any]:
    return {
        "person_id": person,
        "what": what,
        "people": people,
        "words": f"as far as can be seen, {words}",
    }
