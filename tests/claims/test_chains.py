"""What is said of chains."""

import netlens


def with_targets(project, *targets):
    """Open the small project with targets for its goal."""
    path = project / "netlens.toml"
    listed = ", ".join(f'"{target}"' for target in targets)
    path.write_text(path.read_text(encoding="utf-8") + f"targets = [{listed}]\n", encoding="utf-8")
    return netlens.open(project, as_of="2026-06-30")


def said(net, claim_id):
    """Give one sentence."""
    return net.pick(claim_id)["sentence"].iloc[0]


def test_without_a_target_one_is_asked_for(small_network):
    """And the command that looks for one is named."""
    assert "netlens chain" in said(small_network, "chains.no-target")


def test_a_chain_has_odds_and_their_grounds(small_project):
    """A tie without dated contact leaves no floor."""
    net = with_targets(small_project, "Zollverein Data", "Polymer", "Ypsilon AG")
    way = said(net, "chains.target-1")
    assert way.startswith("Zollverein Data: you → Ana Ruiz → Finn Berg; odds up to ")
    assert "no floor, since nothing dates contact between Ana Ruiz and Finn Berg" in way
    assert "nobody is seen inside; the nearest door is" in said(net, "chains.target-2")
    assert net.pick("chains.target-2")["value"].isna().all()
    assert "64 reached him" in said(net, "chains.milgram")
    assert "37 % to 75 %" in said(net, "chains.willingness")
    assert net.pick("chains.target-1")["assumptions"].iloc[0] == ("willingness", "chains-hold")


def test_where_somebody_is_inside_no_chain_is_needed(small_project):
    """That is said."""
    net = with_targets(small_project, "Polymer")
    assert net.claims_of("chains")["claim_id"].tolist() == ["chains.inside"]


def test_no_chain_seen_is_not_no_chain(small_project):
    """Nobody at all can be asked."""
    path = small_project / "netlens.toml"
    text = path.read_text(encoding="utf-8")
    limits = '[style]\noff_limits = ["Ana Ruiz", "Ben Okafor", "Polymer", "Dana Novak"]\n'
    path.write_text(limits + text, encoding="utf-8")
    net = with_targets(small_project, "Zollverein Data")
    assert "There may be one that they do not show" in said(net, "chains.target-1")
