"""Chains in the facade: to targets, people and organisations."""

import pytest

import netlens
from netlens.errors import ParameterError

DAY = "2026-06-30"


def open_with(project, toml="", **files):
    """Open the small project with more settings and records."""
    path = project / "netlens.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n[[goals]]", f"{toml}\n[[goals]]"), encoding="utf-8")
    for name, content in files.items():
        (project / f"{name}.csv").write_text(content, encoding="utf-8")
    return netlens.open(project, as_of=DAY)


def ways(chains):
    """Give each chain as its names."""
    return [
        [hops["from_name"].iloc[0], *hops["to_name"]]
        for _, hops in chains.groupby("rank", sort=False)
    ]


def test_a_stranger_is_reached_through_whose_list_shows_them(small_network):
    """With the two factors of each hop apart."""
    found = small_network.find_chains_to("Finn Berg")
    assert ways(found)[0] == ["you", "Ana Ruiz", "Finn Berg"]
    assert found["willingness"].tolist()[0] == 1
    assert (found["low"] <= found["probability"]).all()
    assert (found["probability"] <= found["high"]).all()


def test_an_organisation_is_reached_at_its_nearest_insider(small_network):
    """And one where nobody is seen at an open door."""
    assert ways(small_network.find_chains_to("Zollverein Data"))[0][-1] == "Finn Berg"
    nowhere = small_network.find_chains_to("Ypsilon AG")
    assert set(nowhere["status"]) == {"open"}
    assert nowhere["to"].tolist()[-1] == "?"
    assert nowhere["probability"].isna().any()


def test_off_limits_ends_every_chain(small_project):
    """As start, way and end."""
    net = open_with(small_project, '\n[style]\noff_limits = ["Ana Ruiz"]\n')
    assert net.find_chains_to("Finn Berg").empty
    assert net.find_chains_to("Ana Ruiz").empty


def test_warm_only_asks_no_cold_contact(small_project):
    """Ana shares her list, so she is warm; Ben is not."""
    net = open_with(small_project, "\n[style]\nwarm_only = true\n")
    assert len(net.find_chains_to("Finn Berg"))
    assert net.find_chains_to("Dana Novak").empty


def test_the_longest_chain_is_the_users(small_project):
    """One step reaches nobody behind Ana."""
    net = open_with(small_project, "\n[style]\nlongest_chain = 1\n")
    assert net.find_chains_to("Finn Berg").empty


def test_a_name_that_several_have_is_an_error(small_project):
    """With the candidates."""
    path = small_project / "exports" / "phone.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nTEL:{}\nORG:{}\nEND:VCARD\n"
    more = card.format("Kim Seo", "+49 30 23125-010", "A") + card.format(
        "Kim Seo", "+49 30 23125-011", "B"
    )
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    net = netlens.open(small_project, as_of=DAY)
    with pytest.raises(ParameterError, match="may be Kim Seo"):
        net.find_chains_to("Kim Seo")


def test_letters_of_ones_own_make_a_tie_dated(small_project):
    """What the ledger dates is contact too."""
    ledger = "date,who,what,direction\n2026-06-01,Dana Novak,meeting,\n"
    before = netlens.open(small_project, as_of=DAY).find_chains_to("Dana Novak")
    after = open_with(small_project, ledger=ledger).find_chains_to("Dana Novak")
    assert not before["dated"].any()
    assert after["dated"].all()
    assert after["probability"].iloc[0] > before["probability"].iloc[0]


def test_willingness_is_a_scenario_until_the_ledger_can_tell(small_project):
    """Twenty answers; a typed assumption is the middle of the range."""
    assert netlens.open(small_project, as_of=DAY).willingness.low == pytest.approx(0.37)
    rows = "".join(
        f"2026-05-{day:02},Ben Okafor,ask,got,,x,,{'yes' if day % 2 else 'no'},\n"
        for day in range(1, 25)
    )
    header = "date,who,what,direction,goal,about,via,outcome,note\n"
    own = open_with(small_project, ledger=header + rows).willingness
    assert own.outcomes == 24
    typed = open_with(small_project, "\n[assumptions]\npasses_on_a_request = 0.6\n").willingness
    assert typed.value == pytest.approx(0.6)


def test_inbound_is_how_they_would_hear_of_ego(small_network):
    """Ana's list does not name ego, so nothing shows that Finn could."""
    found = small_network.find_chains_from("Ana Ruiz")
    assert found.empty or found["to_name"].tolist()[-1] == "Ana Ruiz"
