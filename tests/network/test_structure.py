"""The second part of the facade: reach and groups, as far as observable."""

import pandas as pd

import netlens


def test_groups_and_the_people_in_none(small_network):
    """Polymer has Ana and Cem, the choir Ben and Dana; Mom and the hidden member are in none."""
    assert small_network.groups.set_index("group")["people"].to_dict() == {
        "Polymer GmbH": 2,
        "Choir": 2,
    }
    assert small_network.ungrouped == 2


def test_bridging_sees_only_held_lists(small_network):
    """Ana's list holds Ben of the choir."""
    seen = small_network.bridging.set_index("group")
    assert seen.loc["Choir", ["people", "of"]].tolist() == [1, 2]


def test_an_owner_who_is_no_contact_does_not_extend_my_reach(small_project):
    """A list counts only if its owner is one step away."""
    consent = small_project / "exports" / "ana-ruiz" / "consent.toml"
    text = consent.read_text(encoding="utf-8")
    consent.write_text(text.replace("Ana Ruiz", "Zoe Stranger"), encoding="utf-8")
    net = netlens.open(small_project)
    assert net.pooled == {}
    assert net.openers.empty


def test_reach_has_a_range_and_a_floor(small_network, lonely_network):
    """Without lists nothing is seen, and the range is wide."""
    assert small_network.reach["figure"].tolist() == [
        "first step",
        "seen",
        "second step",
        "rule of thumb",
    ]
    assert "seen" not in lonely_network.reach["figure"].tolist()
    wide = lonely_network.reach.set_index("figure").loc["second step"]
    assert wide["high"] / wide["low"] > 8
    assert pd.isna(lonely_network.groups["holders_reaching"]).all()


def test_sizes_of_lists_are_resolved_and_tell_reach(small_project):
    """A number per contact; a name that nobody has is left out."""
    path = small_project / "netlens.toml"
    sizes = '\n[list_sizes]\n"Ben Okafor" = 400\n"Nobody Known" = 9\n'
    path.write_text(path.read_text(encoding="utf-8") + sizes, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30")
    assert list(net.list_sizes.values()) == [400]
    ben = net.people.loc[net.people["name"] == "Ben Okafor", "person_id"].iloc[0]
    assert list(net.list_sizes) == [ben]


def test_what_goes_with_a_person_who_goes(small_network):
    """Ana's list is the only way to the two whom it shows."""
    ana = next(iter(small_network.pooled))
    result = small_network.what_if(remove=[ana])
    assert (result.before.observed, result.after.observed) == (2, 0)
    assert result.direct_after == result.direct_before - 1
