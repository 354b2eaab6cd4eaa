"""The moves of this week as cards."""

import pytest

import netlens
from netlens.report.cards import MOST_PROOFS, build_cards

HOSTILE = "<script>alert(1)</script>"


def test_a_card_has_words_proof_and_a_way_out(small_network):
    """In the order of the plan."""
    cards = build_cards(small_network)
    now = small_network.moves[small_network.moves["when"] == "now"]
    people = now["name"].where(now["person_id"].notna(), "")
    assert [str(card.person.unescape()).strip("'") for card in cards] == people.tolist()
    first = cards[0]
    assert first.claim_id == "summary.move-1"
    assert first.draft
    assert 0 < len(first.proof) <= MOST_PROOFS
    assert "<p" in first.said


def test_hostile_names_are_text(small_project):
    """In words, proof and commands."""
    path = small_project / "exports" / "Connections.csv"
    text = path.read_text(encoding="utf-8").replace("Ben,Okafor", f"Ben,{HOSTILE}")
    path.write_text(text, encoding="utf-8")
    cards = build_cards(netlens.open(small_project, as_of="2026-06-30"))
    shown = "".join(str(part) for c in cards for part in (c.said, *c.draft, *c.proof, c.person))
    assert "script" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("name", ["`rm -rf x` $(id)", 'a"; rm x; "', "-x", "<b>"])
def test_a_name_that_a_shell_would_obey_is_given_by_its_id(small_project, name):
    """The page offers a command to copy."""
    path = small_project / "exports" / "phone.vcf"
    text = path.read_text(encoding="utf-8").replace("FN:Dana Novak", f"FN:{name}")
    path.write_text(text, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30")
    shown = [str(card.person.unescape()) for card in build_cards(net)]
    assert not any(sign in text for text in shown for sign in '`$";<')
