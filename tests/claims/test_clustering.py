"""Claims about groups: missing data never reads as structure."""


def by_id(net):
    """Give the clustering claims by id."""
    return net.claims_of("clustering").set_index("claim_id")


def test_one_list_gives_a_sentence_instead_of_brokers(lonely_network):
    """Every pair among the contacts is unobserved."""
    table = by_id(lonely_network)
    assert "every pair among them is unobserved" in table.loc["clustering.coverage", "sentence"]
    assert "clustering.brokers" not in table.index
    assert "clustering.bridge" not in table.index


def test_little_coverage_gives_no_structure_either(small_network):
    """One list of six shows a third of the pairs."""
    row = by_id(small_network).loc["clustering.coverage"]
    assert "13 % of the 15 pairs" in row["sentence"]
    assert "none are given" in row["sentence"]
    assert row["role"] == "unknown"


def test_groups_are_named_with_their_size(small_network):
    """Largest first."""
    said = by_id(small_network).loc["clustering.groups", "sentence"]
    assert "2 groups" in said
    assert "Polymer GmbH (2)" in said


def test_what_would_show_more_is_named(lonely_network, small_network):
    """A list, a mailbox and a calendar; how many lists; the group that the fewest lists reach."""
    said = by_id(lonely_network).loc["clustering.coverage", "sentence"]
    for part in ("a colleague's export", "your mailbox", "your calendar", "Polymer GmbH"):
        assert part in said
    said = by_id(small_network).loc["clustering.coverage", "sentence"]
    assert "Lists from LinkedIn cannot show 3 of your contacts, who have no address there." in said
    assert said.endswith("lists from LinkedIn alone never show enough.")


def test_groups_beyond_ones_own_name_the_lists_that_show_them(circle_network):
    """Where ego knows nobody and a colleague does."""
    row = circle_network.beyond.iloc[0]
    said = by_id(circle_network).loc["clustering.beyond", "sentence"]
    assert f"{row['group']} ({row['people']} people, most on {row['through'][0]}'s list)" in said


def test_what_ties_show_comes_before_what_labels_say(circle_network):
    """Communities are the first thing said where they can be seen."""
    assert circle_network.claims_of("clustering", "lead")["claim_id"].tolist() == [
        "clustering.communities",
        "clustering.groups",
    ]
