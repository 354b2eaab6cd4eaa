"""The claims table as a whole."""

import pandas as pd

import netlens
from netlens.schema import CLAIMS, check_table


def test_claims_are_in_the_order_of_the_page(small_network):
    """Summary first, method last."""
    check_table(small_network.claims, CLAIMS)
    sections = small_network.claims["section"].drop_duplicates().tolist()
    assert sections[0] == "summary"
    assert sections[-1] == "method"


def test_evidence_leads_to_rows_that_exist(small_network):
    """Every id that is named can be looked up."""
    known = {
        *small_network.people["person_id"],
        *small_network.merges["merge_id"],
        *small_network.needs["need_id"],
        *small_network.groups["group_id"],
        *small_network.files["file"],
        *small_network.moves["move_id"],
        *small_network.evidence["evidence_id"],
    }
    named = {i for ids in small_network.claims["evidence_ids"] for i in ids}
    assert named <= known


def test_warnings_are_told(small_project):
    """A name in the ledger that nobody has is on the page."""
    (small_project / "ledger.csv").write_text("date,who,what\n,Zoe Nobody,ask\n", encoding="utf-8")
    net = netlens.open(small_project)
    assert net.claims["sentence"].str.contains("Zoe Nobody").any()


def test_nobody_at_all_still_makes_claims(tmp_path):
    """One organisation and no person."""
    (tmp_path / "a.vcf").write_text(
        "BEGIN:VCARD\nFN:Acme\nORG:Acme\nX-ABShowAs:COMPANY\nEND:VCARD\n", encoding="utf-8"
    )
    net = netlens.open(tmp_path / "a.vcf", goal="find a mentor")
    assert isinstance(net.claims, pd.DataFrame)
    assert "0 people" in net.claims_of("contacts", "lead")["sentence"].iloc[0]
