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


MESSAGES = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
    "a,Cem,https://www.linkedin.com/in/cem-arslan-example,Eva,"
    "https://www.linkedin.com/in/eva-example,2024-04-06 12:00:00 UTC,hi,INBOX\n"
    "b,Zoe Stranger,https://www.linkedin.com/in/zoe-stranger-example,Eva,"
    "https://www.linkedin.com/in/eva-example,2024-05-06 12:00:00 UTC,hi,INBOX\n"
)


def test_only_contacts_are_counted_among_those_who_know_ego(small_project):
    """Zoe wrote too, and is a sign; she is no contact, in no group and in no year."""
    (small_project / "exports" / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    toml = '[me]\nname = "Eva Lind"\nlinkedin = "https://www.linkedin.com/in/eva-example"\n'
    (small_project / "netlens.toml").write_text(toml, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30")
    wrote = net.signs.loc[net.signs["sign"] == "message", "person_id"]
    assert sorted(net.names[person] for person in wrote) == ["Cem Arslan", "Zoe Stranger"]
    aware = net.known_by.loc[net.known_by["level"] == "aware", "person_id"]
    assert [net.names[person] for person in aware] == ["Cem Arslan"]
    assert len(net.known_by) == len(net.direct)
    assert net.visibility_trend.set_index("year").loc[2024, "aware"] == 1
    groups = net.visibility_by_group.set_index("group")
    assert groups.loc["Polymer GmbH", ["kind", "people", "aware"]].tolist() == ["employer", 2, 1]
    assert groups.loc["Choir", ["kind", "people", "weak_sign"]].tolist() == ["label", 2, 1]
    assert groups["people"].max() == 2


def test_any_groups_can_be_counted_by_who_knows_ego(small_network):
    """Communities have no name but their id; people who are no contacts do not count."""
    ids = [*small_network.direct["person_id"][:3], "nobody"]
    groups = pd.DataFrame({"person_id": ids, "group_id": ["c1", "c1", "c2", "c2"]})
    found = small_network.count_known_by(groups)
    assert found[["group", "people"]].to_numpy().tolist() == [["c1", 2], ["c2", 1]]
    assert small_network.count_known_by(groups.iloc[:0]).empty


def test_an_address_book_gives_no_sign_in_no_year(small_project):
    net = netlens.open(small_project / "exports" / "phone.vcf", as_of="2026-06-30")
    assert net.visibility_trend.empty
    assert net.visibility_by_group["no_sign"].tolist() == [2]
