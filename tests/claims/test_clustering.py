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
    assert "33 % of the 15 pairs" in row["sentence"]
    assert "none is given" in row["sentence"]
    assert row["role"] == "unknown"


def test_groups_are_named_with_their_size(small_network):
    """Largest first."""
    said = by_id(small_network).loc["clustering.groups", "sentence"]
    assert "2 groups" in said
    assert "Polymer GmbH (2)" in said
