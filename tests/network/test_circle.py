"""Where enough lists are pooled, what is planted among data/circle/'s ties is found."""

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from validation.communities import score

import netlens
from netlens.graph import undirected
from netlens.measures.coverage import MINIMUM_COVERAGE
from netlens.measures.cutting import find_cuts
from netlens.measures.holes import find_holes
from netlens.measures.naming import name_communities

REPOSITORY = Path(__file__).resolve().parents[2]
AS_OF = "2026-06-30"
BROKERS = {
    "Sigrún Fálkahlíð": {"course-2018", "course-2022"},
    "Hauke Brunswarder": {"course-2018", "rowing"},
    "Inés Valdivieso-Krämling": {"course-2022", "start-ups"},
}
ONLY_LINK = "Ludger Wiesmoorer"
NAMES = {
    "course-2018": "course of 2018, Bremen",
    "course-2022": "course of 2022, Hannover",
    "rowing": "rowing club, Oldenburg",
    "wattwerk": "Wattwerk Nordsiel",
    "start-ups": "start-up scene, Hamburg",
}


def letters(name: str) -> str:
    """Reduce a name to its letters in one order: who is written family name first is found too."""
    return "".join(sorted(unicodedata.normalize("NFC", name).replace(" ", "")))


@pytest.fixture(scope="module")
def circle():
    """Give the circle as notebooks open it."""
    return netlens.open(REPOSITORY / "data" / "circle", as_of=AS_OF)


@pytest.fixture(scope="module")
def words():
    """Give the words that the circle was made of."""
    return tomllib.loads(
        (REPOSITORY / "scripts" / "circle_words.toml").read_text(encoding="utf-8")
    )["circles"]


@pytest.fixture(scope="module")
def planted(circle, words):
    """Give the planted community of each contact, by id."""
    ids = {letters(circle.names[person]): person for person in circle.direct_ids}
    members = [(p, world) for world, spec in words.items() for p in spec["people"]]
    return {ids[letters(f"{p['given']} {p['family']}")]: world for p, world in members}


@pytest.fixture(scope="module")
def community_of(circle, planted):
    """Give for each planted community that in which most of its members were found."""
    found = circle.communities.assign(planted=circle.communities["person_id"].map(planted))
    return found.groupby("planted")["community_id"].agg(lambda ids: ids.mode()[0]).to_dict()


@pytest.fixture(scope="module")
def alters(circle):
    """Give the ties among ego's contacts, without ego."""
    return undirected(circle.graph.subgraph(circle.direct_ids))


@pytest.fixture(scope="module")
def holes(circle, alters):
    """Give who connects each pair of communities."""
    return find_holes(
        alters,
        circle.communities,
        holders=set(circle.pooled),
        direct=circle.direct_ids,
    ).set_index(["community_a", "community_b"])


def test_everybody_is_one_person_and_24_of_60_pool_their_list(circle, planted, words):
    """No name of the circle is split in two or lost among those beyond it."""
    assert len(circle.direct_ids) == len(planted) == 60
    pooling = {p["given"] for spec in words.values() for p in spec["people"] if p.get("pools")}
    assert len(circle.pooled) == len(pooling) == 24
    assert circle.people_count.undecided == 0


def test_about_two_thirds_of_the_pairs_could_have_been_seen(circle):
    """36 of 60 pool nothing, and one of them is not on LinkedIn: 654 of 1,770 pairs are unseen."""
    assert (circle.coverage.pairs, circle.coverage.observable) == (1770, 1116)
    assert circle.coverage.blind == 1
    assert MINIMUM_COVERAGE < 0.6 < circle.coverage.share < 0.65
    assert circle.structure_is_observable


def test_ties_are_seen_on_held_lists_only(circle, alters):
    """Of two who pool nothing no tie is known, though they have one."""
    ends = alters.edges
    assert len(ends) > 150
    assert all({a, b} & set(circle.pooled) for a, b in ends)


def test_the_two_lists_of_a_pair_agree(circle):
    """Connections are mutual."""
    pairs = [(a, b) for a in circle.pooled for b in circle.pooled if b in circle.pooled[a]]
    assert len(pairs) > 50
    assert all(a in circle.pooled[b] for a, b in pairs)


def test_the_planted_communities_are_found(circle, planted, community_of):
    """Each community has its own name among the found ones, and four in five of its members."""
    tied = circle.communities.dropna(subset=["stability"])
    worlds = [planted[person] for person in tied["person_id"]]
    likeness, _ = score(np.array(worlds), tied["community_id"].to_numpy(dtype="U"))
    assert likeness > 0.85
    assert len({community_of[world] for world in NAMES}) == len(NAMES)
    right = [
        community_of[world] == found
        for world, found in zip(worlds, tied["community_id"], strict=True)
    ]
    for world in NAMES:
        own = [hit for hit, name in zip(right, worlds, strict=True) if name == world]
        assert sum(own) >= 0.8 * len(own), world


def test_somebody_whom_no_list_could_show_is_in_no_table_of_structure(circle):
    """The keyholder of the room is on no LinkedIn: that he stands on no list says nothing."""
    assert [circle.names[person] for person in circle.unlistable] == ["Ottokar Brückenwirtel"]
    assert not circle.communities["person_id"].isin(circle.unlistable).any()
    assert not circle.brokers["person_id"].isin(circle.unlistable).any()
    assert circle.communities["stability"].notna().all()


def test_the_planted_brokers_lead(circle, alters, planted):
    """They have low constraint, lie between many, and are tied into the communities they link."""
    table = circle.brokers.set_index("name")
    assert set(BROKERS) <= set(table["constraint"].nsmallest(4).index)
    assert {*BROKERS, ONLY_LINK} == set(table["betweenness"].nlargest(4).index)
    for name, worlds in BROKERS.items():
        near = Counter(planted[p] for p in alters[table.loc[name, "person_id"]])
        assert all(near[world] >= 4 for world in worlds), name


def test_one_community_hangs_on_one_person(circle, alters, community_of):
    """Nobody at Wattwerk but Ludger comes to the evenings."""
    cuts = find_cuts(alters, circle.communities)
    found = cuts.assign(name=cuts["person_id"].map(circle.names)).fillna({"community_id": ""})
    assert found[["name", "what", "community_id", "people"]].to_numpy().tolist() == [
        [ONLY_LINK, "community", community_of["wattwerk"], 8],
        [ONLY_LINK, "people", "", 8],
    ]


def test_one_pair_of_communities_meets_only_through_ego(holes, community_of):
    """Rowers and founders: no tie, nobody tied to both, and enough pairs that could be seen."""
    hole = holes[holes["status"] == "only through ego"]
    pair = {community_of["rowing"], community_of["start-ups"]}
    assert [set(ends) for ends in hole.index] == [pair]
    assert (hole["observable"] / hole["pairs"]).iloc[0] > MINIMUM_COVERAGE
    assert set(holes["status"]) == {"tied", "through others", "only through ego"}


def test_communities_get_the_names_that_a_person_would_give(circle, community_of):
    """A label and a town; the employer where all share it."""
    names = name_communities(circle.communities, circle.people, circle.affiliations)
    by_id = names.set_index("community_id")["name"]
    assert {world: by_id[community_of[world]] for world in NAMES} == NAMES


def test_every_level_of_being_known_occurs(circle):
    """Some vouch, some wrote, many are merely connected, and of some nothing is seen."""
    mine = circle.visibility[circle.visibility["person_id"].isin(circle.direct_ids)]
    levels = mine["level"].value_counts()
    assert set(levels.index) == {"vouches", "aware", "weak sign", "no sign"}
    assert levels.min() >= 5
    days = mine["first_seen"].dropna()
    assert days.max().year - days.min().year >= 6


def test_lists_were_given_for_different_purposes(circle):
    """Most for the circle, some for less or more; the words of each are kept."""
    purposes = circle.lists["consent"].dropna().str.split(": ", n=1).str[1]
    assert len(purposes) == 24
    assert purposes.nunique() >= 6
    assert "reach and introductions, for the mentor programme only" in set(purposes)


def test_the_claims_tell_of_communities_and_brokers(circle):
    """Here a number is given, where the sample's page says why there is none."""
    claims = circle.claims_of("clustering").set_index("claim_id")
    assert claims.loc["clustering.coverage", "basis"] == "observed"
    assert claims.loc["clustering.communities", "value"] == len(NAMES)
    assert all(name in claims.loc["clustering.brokers", "sentence"] for name in list(BROKERS)[:2])
