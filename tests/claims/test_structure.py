"""Claims about communities, brokers and holes."""

from types import SimpleNamespace

import pytest

from netlens.claims.structure import claim_structure


@pytest.fixture
def said(circle_network):
    """Give the sentences about groups by id."""
    table = circle_network.claims_of("clustering")
    return dict(zip(table["claim_id"], table["sentence"], strict=True))


def test_communities_are_named_with_their_sizes(circle_network, said):
    """The names and sizes are those of the tables."""
    first = circle_network.community_names.iloc[0]
    assert f"“{first['name']}” ({first['people']})" in said["clustering.communities"]


def test_a_hole_says_how_many_pairs_could_have_been_seen(circle_network, said):
    """The rowing club and the start-up scene meet only through ego."""
    holes = circle_network.holes
    row = holes[holes["status"] == "only through ego"].iloc[0]
    sentence = said["clustering.hole-1"]
    assert sentence.startswith("Nobody but you is seen to know people in both")
    assert f"of the {row['observable']:,} pairs across that could have been seen" in sentence
    assert f"(of {row['pairs']:,})" in sentence


def test_brokers_are_told_by_what_unseen_pairs_cannot_change(circle_network, said):
    """By the lower bound of effective size, among those whose lists are held whole."""
    held = circle_network.brokers[circle_network.brokers["listed"]]
    for row in held.nlargest(3, "effective_size_low").to_dict("records"):
        ways = f"{row['name']} ({int(row['effective_size_low'])} separate ways among "
        assert ways in said["clustering.brokers"]
    others = len(circle_network.brokers) - len(held)
    assert f"Of the {others} others it cannot be told." in said["clustering.brokers"]


def test_in_a_complete_graph_nobody_is_a_broker(circle_network):
    """Everybody knows everybody: each leads one way, whatever the order of names."""
    facts = _facts(circle_network)
    one_way = facts.brokers.assign(effective_size_low=1.0)
    told = {c["claim_id"]: c for c in claim_structure(_replace(facts, brokers=one_way))}
    assert "nobody stands out" in told["clustering.brokers"]["sentence"]


def test_ego_has_a_range_and_not_a_number(circle_network):
    """From all unseen pairs tied to none."""
    row = circle_network.claims_of("clustering").set_index("claim_id").loc["clustering.ego"]
    assert row["low"] < row["high"]
    assert f"{round(row['low'])} to {round(row['high'])}" in row["sentence"]


def test_a_single_point_of_failure_is_named(circle_network, said):
    """The people of one employer hang on one of them."""
    cut = circle_network.cuts.iloc[0]
    assert circle_network.names[cut["person_id"]] in said["clustering.cut-1"]


def test_whoever_is_off_limits_is_not_named(circle_network):
    """They are in no sentence about brokers or cuts; the numbers stay."""
    facts = _facts(circle_network)
    gone = {*circle_network.brokers["person_id"].head(2), *circle_network.cuts["person_id"]}
    askable = facts.askable[~facts.askable["person_id"].isin(gone)]
    told = " ".join(
        claim["sentence"] for claim in claim_structure(_replace(facts, askable=askable))
    )
    for person in gone:
        assert circle_network.names[person] not in told


def test_one_community_is_no_finding_of_groups(circle_network):
    """Where ties are not bundled, the sentence says so."""
    facts = _facts(circle_network)
    one = facts.communities.assign(community_id="k1")
    one.attrs["structure"] = False
    whole = facts.cohesion.head(1)
    told = list(claim_structure(_replace(facts, communities=one, cohesion=whole)))
    assert "no separate groups" in told[0]["sentence"]
    assert not [claim for claim in told if "hole" in claim["claim_id"]]


def test_unknown_pairs_of_groups_are_counted_as_unknown(circle_network):
    """Too few pairs could be seen: that is said, with its basis."""
    facts = _facts(circle_network)
    holes = facts.holes.assign(status="unknown")
    told = {c["claim_id"]: c for c in claim_structure(_replace(facts, holes=holes))}
    assert told["clustering.holes-unknown"]["value"] == len(holes)
    assert told["clustering.holes-unknown"]["basis"] == "unknown"
    assert "clustering.hole-1" not in told


def test_every_claim_of_structure_can_be_traced(circle_network):
    """To statements in files, by line."""
    table = circle_network.claims_of("clustering")
    for claim_id in ("clustering.communities", "clustering.hole-1", "clustering.cut-1"):
        assert claim_id in set(table["claim_id"])
        assert circle_network.proof(claim_id)


def _facts(net):
    names = (
        "assumptions",
        *("communities", "cohesion", "community_names", "holes", "cuts", "links", "brokers"),
        *("ego_bounds", "askable", "names"),
    )
    return SimpleNamespace(**{name: getattr(net, name) for name in names})


def _replace(facts, **changed):
    return SimpleNamespace(**{**vars(facts), **changed})


def test_how_far_groups_agree_with_those_of_all_ties_is_an_assumption(circle_network):
    """63 % of the pairs could be seen: the sentence names the range, the claim its source."""
    row = circle_network.claims_of("clustering").set_index("claim_id").loc["clustering.sureness"]
    assert "agreed by 0.4 to 0.7 with those of all ties" in row["sentence"]
    assert row["assumptions"] == ("group-agreement",)
    facts = _facts(circle_network)
    none = _replace(facts, assumptions=facts.assumptions.iloc[:0])
    told = {c["claim_id"]: c["sentence"] for c in claim_structure(none)}
    assert "agreed by" not in told["clustering.sureness"]
