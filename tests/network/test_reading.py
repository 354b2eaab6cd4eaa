"""The first part of the facade: who is who."""

import netlens


def test_undecided_pairs_name_both_and_their_rows(tmp_path):
    """A reader can settle them without opening the exports."""
    (tmp_path / "a.vcf").write_text(
        "BEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\nBEGIN:VCARD\nFN:Ana Ruiz\nORG:Polymer\nEND:VCARD\n",
        encoding="utf-8",
    )
    pairs = netlens.open(tmp_path / "a.vcf").undecided
    assert pairs[["one", "other"]].to_numpy().tolist() in (
        [["Ana Ruiz", "Ana Ruiz, Polymer"]],
        [["Ana Ruiz, Polymer", "Ana Ruiz"]],
    )
    assert "a.vcf:1" in pairs["rows"].iloc[0]
    assert "a.vcf:4" in pairs["rows"].iloc[0]


def test_colleagues_namesakes_are_not_mine_to_decide(small_network):
    """Only pairs of one's own contacts are asked about."""
    assert small_network.undecided.empty


def test_growth_and_known_count_only_mine(small_network):
    """Ana's contacts are hers."""
    assert small_network.growth["contacts"].max() == 4
    assert small_network.undated == 3
    assert small_network.known["of"].tolist() == [6] * 7
