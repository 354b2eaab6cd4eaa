"""One claim as a row."""

from netlens.claims.rows import claim


def test_the_section_is_the_first_part_of_the_id():
    """Ids say where a claim is told."""
    row = claim("reach.seen", "fact", "Two people.", value=2, unit="people", evidence=["p1"])
    assert row["section"] == "reach"
    assert row["evidence_ids"] == ("p1",)
    assert row["low"] is None
