"""Sentences agree with their numbers where a number is one."""

import re
from types import SimpleNamespace

import pytest

import netlens
from netlens.claims.structure import claim_structure

# What stands after "1" only by mistake: a plural noun, or a plural verb soon after.
PLURAL = re.compile(
    r"(?<![\d,.–-])(?<!to )1 (?:more )?(?:people|contacts|colleagues|needs|things|titles|lists"
    r"|pairs|files|groups|employers|offers|skills|asks|moves|others|rows|are|have|were|know|stand"
    r"|vouch|need have|of 1\b)"
    r"|\b1 (?:person|contact|colleague|need|title|list|pair|file|skill) (?:who )?"
    r"(?:are|have|were|show|stand|tell|reach)\b"
    r"|these 1\b|the 1\b|they are 1\b|[Aa]ll [01]\b|\bof 0\b|\bthe 0\b|\bnan\b"
)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
URL = "https://www.linkedin.com/in/"
ROWS = (
    f"Ana,Ruiz,{URL}ana-ruiz-example,,Polymer GmbH,Head of Data,12 Mar 2024\n",
    f"Ben,Okafor,{URL}ben-okafor-example,,Polymer GmbH,Engineer,03 Jan 2023\n",
)
TOML = '[me]\nname = "Eva Lind"\nlinkedin = "https://www.linkedin.com/in/eva-example"\n'
GOAL = '\n[[goals]]\nname = "job"\ngoal = "find a job in data"\ntargets = ["Polymer GmbH"]\n'
NEED = '\n[[goals.needs]]\nresource = "referral"\ntext = "{}"\n'
LEDGER = "date,who,what,direction,goal\n2026-05-01,Ana Ruiz,message,gave,job\n"
ANAS = (
    "Eva,Lind,https://www.linkedin.com/in/eva-example,,,,12 Mar 2024\n"
    "Ewa,Lis,https://www.linkedin.com/in/ewa-lis-example,,Zollverein,Head of Data,05 May 2020\n"
)


FACTS_OF_STRUCTURE = (
    *("assumptions", "communities", "cohesion", "holes", "cuts", "links", "brokers", "ego_bounds"),
    *("askable", "names"),
)


def make_project(folder, *, contacts=1, need="", list_of_ana=False):
    """Give a project of few contacts, at most one need and at most one list of a colleague."""
    exports = folder / "exports"
    exports.mkdir()
    text = CONNECTIONS + "".join(ROWS[:contacts])
    (exports / "Connections.csv").write_text(text, encoding="utf-8")
    toml = TOML + (GOAL + NEED.format(need) if need else "")
    (folder / "netlens.toml").write_text(toml, encoding="utf-8")
    if need:
        (folder / "ledger.csv").write_text(LEDGER, encoding="utf-8")
    if list_of_ana:
        anas = exports / "ana-ruiz"
        anas.mkdir()
        (anas / "Connections.csv").write_text(CONNECTIONS + ANAS, encoding="utf-8")
        consent = 'who = "Ana Ruiz"\nwhen = 2026-05-02\nfor = "reach"\n'
        (anas / "consent.toml").write_text(consent, encoding="utf-8")
    return folder


@pytest.mark.parametrize("contacts", [0, 1, 2])
@pytest.mark.parametrize("need", ["", "a head of data", "a beekeeper"])
@pytest.mark.parametrize("list_of_ana", [False, True])
def test_no_sentence_has_a_plural_after_one(tmp_path, contacts, need, list_of_ana):
    """One contact, one need, one list: every sentence, reason and fix of the page."""
    if not contacts and not list_of_ana:
        pytest.skip("files that list nobody are an error")
    project = make_project(tmp_path, contacts=contacts, need=need, list_of_ana=list_of_ana)
    net = netlens.open(project, as_of="2026-06-30")
    told = [*net.claims["sentence"]]
    for table in (net.moves, net.steps, net.gaps, net.next_lists):
        for column in {"because", "sentence", "fix", "reason"} & set(table.columns):
            told += table[column].dropna().tolist()
    wrong = [text for text in told if PLURAL.search(text)]
    assert not wrong, "\n".join(wrong)


def test_nobody_on_ones_own_lists_is_no_figure(tmp_path):
    """A colleague's list is held and none of one's own: no reach of zero, nobody described."""
    net = netlens.open(make_project(tmp_path, contacts=0, list_of_ana=True), as_of="2026-06-30")
    said = net.claims.set_index("claim_id")["sentence"]
    assert "how far you reach cannot be told" in said["reach.second-step"]
    assert "reach: not known" in said["summary.reach"]
    assert not {"reach.rule-of-thumb", "reach.third", "reach.access"} & set(said.index)
    assert said["contacts.undescribed"].startswith("Nobody stands on a list of yours")


@pytest.mark.parametrize(
    ("need", "said", "step"),
    [
        (
            "a head of data",
            "Your one need has someone stated or likely.",
            "the one need has somebody",
        ),
        ("a beekeeper", "the one thing this goal needs", "the one need has nobody"),
    ],
)
def test_one_need_is_told_in_the_singular(tmp_path, need, said, step):
    net = netlens.open(make_project(tmp_path, need=need), as_of="2026-06-30")
    assert said in net.claims_of("summary", "headline")["sentence"].iloc[0]
    assert "for its one need" in net.claims_of("goal-gaps", "lead")["sentence"].iloc[0]
    assert step in net.steps["because"].tolist()
    assert "1 person has heard of it from you" in net.steps["because"].tolist()


def test_no_name_of_a_group_fills_a_sentence(tmp_path):
    """An employer and a label of 10,000 characters."""
    long = "Polymer " * 1_250
    rows = [
        f"{name},Lind,{URL}{name.lower()}-example,,{long},Head of Data,12 Mar 2024\n"
        for name in ("Ana", "Ben", "Cem", "Dan")
    ]
    exports = make_project(tmp_path, list_of_ana=True) / "exports"
    (exports / "Connections.csv").write_text(CONNECTIONS + "".join(rows), encoding="utf-8")
    anas = exports / "ana-ruiz"
    beyond = (f"Z{n},Gray,{URL}z{n}-example,,{long}Sea,Nurse,05 May 2020\n" for n in range(4))
    text = (anas / "Connections.csv").read_text(encoding="utf-8") + "".join([*rows[1:], *beyond])
    (anas / "Connections.csv").write_text(text, encoding="utf-8")
    (anas / "consent.toml").write_text(
        'who = "Ana Lind"\nwhen = 2026-05-02\nfor = "reach"\n', encoding="utf-8"
    )
    cards = (f"BEGIN:VCARD\nFN:{n} Berg\nCATEGORIES:{long}\nEND:VCARD\n" for n in ("Eli", "Fay"))
    (exports / "phone.vcf").write_text("".join(cards), encoding="utf-8")
    claims = netlens.open(tmp_path, as_of="2026-06-30").claims
    sections = claims[claims["section"].isin(["clustering", "visibility", "contacts"])]
    told = sections[sections["sentence"].str.contains("Polymer Polymer")]
    wanted = {"clustering.groups", "clustering.beyond", "contacts.employers"}
    assert wanted <= set(told["claim_id"])
    assert told["sentence"].str.len().max() < 1_000
    assert told["sentence"].str.contains("…").all()


def test_no_name_of_a_community_fills_a_sentence(circle_network):
    """The names are clipped wherever ties are told of."""
    names = circle_network.community_names
    long = names.assign(name=[f"{name} {'x' * 9_999}" for name in names["name"]])
    facts = SimpleNamespace(
        **{name: getattr(circle_network, name) for name in FACTS_OF_STRUCTURE},
        community_names=long,
    )
    said = [row["sentence"] for row in claim_structure(facts)]
    assert any("…”" in sentence for sentence in said)
    assert max(map(len, said)) < 1_000
