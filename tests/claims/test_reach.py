"""Claims about reach: ranges, floors and what cannot be known."""


def by_id(net):
    """Give the reach claims by id."""
    return net.claims_of("reach").set_index("claim_id")


def test_without_a_list_the_range_rests_on_published_figures(lonely_network):
    """And the sentence says so."""
    row = by_id(lonely_network).loc["reach.second-step"]
    assert "No list but yours is held" in row["sentence"]
    assert row["basis"] == "inferred"
    assert row["low"] < row["high"]
    assert "second-step-ratio" in row["assumptions"]


def test_separation_is_unknown_without_lists(lonely_network):
    """Whose list would tell is said."""
    row = by_id(lonely_network).loc["reach.separation"]
    assert row["role"] == "unknown"
    assert "colleague's export" in row["sentence"]


def test_seen_people_are_the_floor(small_network):
    """Ewa and Finn are named by Ana's list."""
    table = by_id(small_network)
    assert table.loc["reach.seen", "value"] == 2
    assert "Ana Ruiz opens most: 2 people" in table.loc["reach.openers", "sentence"]
    assert "6 are one step away and 2 are farther" in table.loc["reach.separation", "sentence"]


def test_the_rule_of_thumb_is_no_ceiling(small_network):
    """It errs both ways."""
    said = by_id(small_network).loc["reach.rule-of-thumb", "sentence"]
    assert "1,200" in said
    assert "no ceiling" in said


def test_one_list_is_too_few_and_the_sentences_say_so(small_network):
    """The range is not passed off as one that rests on Ana's list."""
    said = by_id(small_network).loc["reach.second-step", "sentence"]
    stand = small_network.claims_of("summary").set_index("claim_id").loc["summary.reach"]
    assert "1 colleague's list cannot tell (too few lists" in said
    assert "published figures" in stand["sentence"]
    assert "90 %" not in said + stand["sentence"]


def test_what_would_narrow_the_range_is_named(small_network, lonely_network):
    """Sizes of lists always; a list where one is held already."""
    assert "[list_sizes]" in by_id(lonely_network).loc["reach.next", "sentence"]
    assert "'s list" in by_id(small_network).loc["reach.next", "sentence"]


def test_access_is_told_from_existence(small_network):
    """With the range of willingness and the asks that it takes."""
    row = by_id(small_network).loc["reach.access"]
    assert "37 % to 75 %" in row["sentence"]
    assert row["low"] < row["high"]


def test_the_third_step_is_an_order_of_magnitude(small_network):
    """Powers of ten."""
    row = by_id(small_network).loc["reach.third"]
    assert "order of magnitude" in row["sentence"]
    assert str(int(row["low"])).strip("0") == "1"
