"""The first screen."""


def test_the_headline_counts_needs(small_network):
    """Met of all."""
    row = small_network.claims_of("summary", "headline").iloc[0]
    assert row["value"] <= len(small_network.needs)
    assert str(len(small_network.needs)) in row["sentence"]


def test_moves_carry_their_reason(small_network):
    """First line what to do, then why."""
    moves = small_network.claims_of("summary", "move")
    assert 1 <= len(moves) <= 5
    first = moves["sentence"].iloc[0].split("\n")
    assert len(first) >= 2
    assert any("Ben Okafor" in line for line in moves["sentence"])


def test_where_you_stand_has_one_form(small_network):
    """A word, a colon, the rest."""
    stand = small_network.claims_of("summary", "stand")["sentence"]
    assert [s.split(":")[0] for s in stand] == ["people", "reach", "who knows you", "not known"]
