"""Claims about needs: who is stated or likely, and when nobody is."""

import netlens
from netlens.claims.goals import best_status


def test_a_need_names_its_people_or_says_nobody(small_network):
    """Always beside how many are not described."""
    table = small_network.claims_of("goal-gaps")
    needs = table[table["claim_id"].str.startswith("goal-gaps.need")]
    assert len(needs) == len(small_network.needs)
    unknown = needs[needs["role"] == "unknown"]["sentence"]
    assert unknown.str.contains(
        r"nobody among those who are described \(4\); not described: 2"
    ).all()
    assert needs[needs["role"] == "fact"]["sentence"].str.contains("stated|likely").all()


def test_best_status_prefers_what_is_stated(small_network):
    """Held before likely before gap."""
    status = best_status(small_network.matrix)
    assert set(status) == set(small_network.needs["need_id"])
    assert set(status.values()) <= {"held", "likely", "gap"}


def test_without_a_goal_one_is_asked_for(lonely_network):
    """And the page still says what the network holds."""
    assert "--goal" in lonely_network.claims_of("goal-gaps", "lead")["sentence"].iloc[0]
    headline = lonely_network.claims_of("summary", "headline")["sentence"].iloc[0]
    assert headline.startswith("You know 4 people")


def test_a_goal_that_nobody_fits_has_no_holder(small_project):
    """Nobody is an answer."""
    net = netlens.open(small_project / "exports" / "phone.vcf", goal="find a beekeeper in Oslo")
    said = net.claims_of("summary", "headline")["sentence"].iloc[0]
    assert "Nobody you have described" in said
