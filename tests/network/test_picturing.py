"""The eighth part of the facade: groups as cards."""

import pandas as pd

import netlens
from netlens.figures.mapping import plot_map


def test_there_is_a_card_for_each_group(circle_network):
    """Largest first; communities, since they can be seen."""
    cards = circle_network.group_cards
    assert set(cards["kind"]) == {"community"}
    assert cards["people"].is_monotonic_decreasing
    assert cards["group"].tolist() == circle_network.community_names["name"].tolist()
    assert cards["density"].between(0, 1).all()


def test_levels_of_visibility_add_up_to_the_people(circle_network):
    """Each person stands at one level."""
    cards = circle_network.group_cards
    levels = cards[["vouches", "aware", "weak_sign", "no_sign"]].sum(axis=1)
    assert levels.tolist() == cards["people"].tolist()


def test_who_helps_is_who_holds(circle_network):
    """Everybody named on a card is held or likely for a need of that goal."""
    held = circle_network.holders[circle_network.holders["status"].isin(["held", "likely"])]
    for row in circle_network.group_help.itertuples():
        members = circle_network.shown_groups
        group = set(members.loc[members["group_id"] == row.group_id, "person_id"])
        assert set(row.person_ids) <= group & set(held["person_id"])
        assert row.people == len(row.person_ids)


def test_the_one_on_whom_a_group_hangs_stands_on_its_card(circle_network):
    """As the table of cuts has it."""
    cut = circle_network.cuts[circle_network.cuts["what"] == "community"].iloc[0]
    card = circle_network.group_cards.set_index("group_id").loc[cut["community_id"]]
    assert card["hangs_on"] == circle_network.names[cut["person_id"]]


def test_each_contacts_group_comes_with_how_sure_it_is(circle_network):
    """The least sure first; whoever is tied to nobody is in none."""
    table = circle_network.named_communities
    assert table["stability"].is_monotonic_increasing
    assert len(table) == circle_network.group_cards["people"].sum()


def test_holes_that_only_ego_spans_come_first(circle_network):
    """By name, and with nobody off limits among those tied to both."""
    table = circle_network.named_holes
    assert table["status"].iloc[0] == "nobody but you is seen to know both"
    assert set(table["one"]) <= set(circle_network.community_names["name"])


def test_nobody_off_limits_is_named_on_the_map(repository):
    """The goal is a job: those of the present employer are counted, and their names are nowhere."""
    sample_network = netlens.open(repository / "data" / "sample", as_of="2026-06-30")
    aside = sample_network.left_alone & sample_network.direct_ids
    atlas = sample_network.atlas
    assert set(atlas.roster.loc[atlas.roster["name"].isna(), "person_id"]) == aside
    assert sample_network.employer in set(atlas.regions["region"])
    assert not aside & set(atlas.bridges["person_id"])
    page = plot_map(atlas, complete=False).to_json()
    names = {sample_network.names[person] for person in aside}
    assert len(names) > 5
    assert not [name for name in names if name in page]


def test_a_long_list_of_colleagues_is_cut_and_counted(circle_network):
    """Three names, and how many more."""
    row = circle_network.named_beyond.iloc[0]
    whole = circle_network.beyond.iloc[0]["through"]
    assert row["through"] == (*whole[:3], f"{len(whole) - 3} more")


def test_without_lists_cards_are_stated_groups_and_say_nothing_of_ties(lonely_network):
    """No density, nobody on whom it hangs; who knows whom is unobserved."""
    cards = lonely_network.group_cards
    assert cards["kind"].tolist() == ["employer"]
    assert pd.isna(cards["density"]).all()
    assert pd.isna(cards["lists_reaching"]).all()
