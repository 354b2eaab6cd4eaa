"""Claims about doors and offers."""

import netlens


def test_doors_need_a_list(lonely_network, small_project):
    """Without one they cannot be known; without a goal there is nobody to look for."""
    assert lonely_network.claims_of("doors")["claim_id"].tolist() == ["doors.no-goal"]
    alone = netlens.open(small_project / "exports" / "phone.vcf", goal="find a mentor")
    assert alone.claims_of("doors")["claim_id"].tolist() == ["doors.no-list"]


def test_doors_name_through_whom(small_project):
    """Finn is a CTO on Ana's list."""
    net = netlens.open(small_project, goal="find a job as a CTO")
    said = " ".join(net.claims_of("doors")["sentence"])
    assert "Finn Berg (CTO at Zollverein Data) through Ana Ruiz" in said


def test_offers_are_asked_for_until_stated(small_project, small_network):
    """Give before asking."""
    assert small_network.claims_of("offers", "unknown")["claim_id"].tolist() == ["offers.none"]
    toml = small_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8").replace("[me]\n", '[me]\noffers = ["CV reviews"]\n')
    toml.write_text(text, encoding="utf-8")
    assert "CV reviews" in netlens.open(small_project).claims_of("offers")["sentence"].iloc[0]
