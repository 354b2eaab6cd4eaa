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


def test_a_weak_sign_is_not_told_as_no_sign(small_network):
    """Three who may help are connected with the reader: little, but not nothing."""
    said = small_network.pick("summary.known-by")["sentence"].iloc[0]
    assert "0 of 4 people who may help" in said
    assert said.endswith("of 3 there is a weak sign only, of 1 there is no sign either way")
