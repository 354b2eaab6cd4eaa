"""What is said of the plan, the steps and the exchange."""

import netlens

LEDGER = (
    "date,who,what,direction,goal,about,via,outcome,note\n"
    "2026-06-01,Ana Ruiz,favour,gave,,notes,,,\n"
    "2026-06-02,Cem Arslan,ask,got,job,a word,,open,\n"
    "2026-06-03,Ben Okafor,ask,gave,,a grant writer,,open,\n"
)


def open_with(project, ledger="", toml=""):
    """Open the small project with a ledger and more settings."""
    (project / "ledger.csv").write_text(ledger, encoding="utf-8")
    path = project / "netlens.toml"
    path.write_text(path.read_text(encoding="utf-8") + toml, encoding="utf-8")
    return netlens.open(project, as_of="2026-06-30")


def said(net, claim_id):
    """Give the sentence of one claim."""
    return net.pick(claim_id)["sentence"].iloc[0]


def test_the_lead_counts_asks_and_says_the_pace(small_network):
    """And that nobody is asked twice."""
    lead = said(small_network, "plan.lead")
    asks = small_network.moves.query("when == 'now' and kind in ['ask', 'recommend', 'door']")
    assert lead.startswith(f"This week: {len(asks)} ask")
    assert "Your pace is 3 asks a week" in lead


def test_every_later_move_can_be_traced(small_project):
    """By its own id."""
    net = open_with(small_project, toml="\n[style]\nasks_per_week = 1\n")
    later = net.moves[net.moves["when"] == "later"]
    assert len(later)
    assert len(net.trace(later["move_id"].iloc[0])) > 1


def test_steps_say_what_comes_next(small_network):
    """And of how many nothing is known."""
    sentence = said(small_network, "plan.steps-g1")
    assert "of 10 steps are done; next: know what I have" in sentence
    assert "Of 5 nothing is known." in sentence


def test_give_and_take_is_counted_and_never_a_debt(small_project):
    """Who waits is named; a missing answer is no no."""
    net = open_with(small_project, LEDGER)
    assert "1 given and 0 received" in said(net, "exchange.balance")
    assert said(net, "exchange.waiting").startswith("Ben Okafor asked you for something and waits")
    assert said(net, "exchange.unanswered").endswith("That is not a no.")
    exchange = " ".join(net.claims_of("exchange")["sentence"]).casefold()
    assert not [word for word in ("owe", "debt", "should") if word in exchange]


def test_without_a_ledger_nothing_is_known(small_network, lonely_network):
    """It is not zero."""
    assert "not known" in said(small_network, "exchange.no-ledger")
    assert lonely_network.pick("plan.no-goal")["basis"].tolist() == ["unknown"]


def test_off_limits_are_counted_and_not_named(small_project):
    """They still count in reach."""
    net = open_with(small_project, toml='\n[style]\noff_limits = ["Polymer"]\nwarm_only = true\n')
    sentence = said(net, "plan.off-limits")
    assert sentence.startswith("2 people are off limits")
    assert "Ana Ruiz" not in sentence
    assert "That does not say that they are far" in said(net, "plan.warm-only")
