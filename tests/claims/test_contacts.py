"""Claims about what was read."""

import netlens


def sentences(net, section="contacts"):
    """Give a section's claims by id."""
    table = net.claims_of(section)
    return dict(zip(table["claim_id"], table["sentence"], strict=True))


def test_the_lead_counts_contacts_and_people(small_network):
    """Seven rows of mine are six people."""
    said = sentences(small_network)["contacts.people"]
    assert said == "Your 2 exports hold 7 contacts; they are 6 people."


def test_every_row_is_accounted_for_in_words(small_network):
    """Read is kept, rejected and skipped."""
    assert "None was rejected" in sentences(small_network)["contacts.read"]


def test_a_range_says_why(tmp_path):
    """Pairs that may be one person make it."""
    card = "BEGIN:VCARD\nFN:Ana Ruiz\nORG:{}\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(card.format("Polymer") + card.format("Acme"), encoding="utf-8")
    said = sentences(netlens.open(tmp_path / "a.vcf"))
    assert "1 to 2 people, since 1 pair may be the same person" in said["contacts.people"]
    assert "netlens decide" in said["contacts.review"]


def test_growth_that_cannot_be_known_is_said_so(small_project):
    """A phone book has no dates."""
    said = sentences(netlens.open(small_project / "exports" / "phone.vcf"))
    assert "None of your contacts is dated" in said["contacts.growth"]


def test_growth_counts_the_last_year(small_network):
    """One of four joined since June 2025."""
    said = sentences(small_network)["contacts.growth"]
    assert "4 contacts are dated, from August 2021 to June 2026; 1 of them joined" in said


def test_undescribed_people_are_unknown_not_nothing(small_network):
    """Mom and the hidden member."""
    said = sentences(small_network)["contacts.undescribed"]
    assert said.startswith("Of 2 people (33 %) nothing is known")


def test_refused_files_are_named(small_project):
    """With their number."""
    (small_project / "exports" / "old.xlsx").write_bytes(b"PK\x03\x04")
    said = sentences(netlens.open(small_project))
    assert "1 file could not be read at all: old.xlsx." in said["contacts.refused"]
