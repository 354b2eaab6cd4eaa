"""The seventh part of the facade: moves, channels, steps."""

import pytest

import netlens
from netlens.goals.circles import LINKS, Circles
from netlens.schema import DRAFTS, MOVES, STEPS, check_table


def set_up(project, toml="", **files):
    """Write settings and records, and open the project."""
    path = project / "netlens.toml"
    path.write_text(path.read_text(encoding="utf-8") + toml, encoding="utf-8")
    for name, text in files.items():
        (project / f"{name}.csv").write_text(text, encoding="utf-8")
    return netlens.open(project, as_of="2026-06-30")


def test_the_tables_keep_their_schemas(small_network):
    """With a draft for each move about somebody."""
    check_table(small_network.moves, MOVES)
    check_table(small_network.steps, STEPS)
    check_table(small_network.drafts, DRAFTS)
    assert set(small_network.drafts["move_id"]) <= set(small_network.moves["move_id"])


def test_a_channel_is_one_of_ones_own_by_which_they_can_be_reached(small_project):
    """The first that fits; none is unknown."""
    net = set_up(small_project, '\n[style]\nchannels = ["email", "linkedin"]\n')
    channels = dict(zip(net.moves["name"], net.moves["channel"], strict=True))
    assert channels["Ben Okafor"] == "email"
    assert channels.get("Ana Ruiz", "linkedin") == "linkedin"


@pytest.mark.parametrize(
    ("toml", "decisions"),
    [('\n[style]\noff_limits = ["Polymer", "Ben Okafor"]\n', "what,who\n"),
     ("", "what,who\noff-limits,Ana Ruiz\noff-limits,Cem Arslan\noff-limits,Ben Okafor\n")],
)  # fmt: skip
def test_who_is_off_limits_is_in_nothing_that_is_planned(small_project, toml, decisions):
    """Moves, drafts, introductions, doors and holders; reach still counts them."""
    before = netlens.open(small_project, as_of="2026-06-30").reach
    net = set_up(small_project, toml, decisions=decisions)
    gone = {"Ana Ruiz", "Cem Arslan", "Ben Okafor"}
    tables = (net.moves, net.drafts, net.doors, net.matrix, net.holders, net.insiders, net.wants)
    shown = " ".join(table.astype("str").to_csv() for table in tables)
    assert not [name for name in gone if name in shown]
    assert net.reach.equals(before)


def test_a_vanished_contact_is_asked_nothing(small_project):
    """Who stands in no newer export may have gone for a reason."""
    assert set(small_project.iterdir())
    net = netlens.open(small_project, as_of="2026-06-30")
    assert net._vanished() == ()  # noqa: SLF001


def test_the_proof_of_a_move_names_file_and_line(small_network):
    """Each once."""
    proof = small_network.proof("summary.move-1")
    assert proof
    assert all(":" in place for place in proof)
    assert len(set(proof)) == len(proof)


# What structure adds ----------------------------------------------------------------------

ADDRESS = "https://www.linkedin.com/in/invented-{}"
CARD = f"BEGIN:VCARD\nFN:{{0}}\nURL:{ADDRESS.format('{1}')}\nTITLE:{{2}}\nNOTE:{{3}}\nEND:VCARD\n"
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
LIND, MOOR, FAR = (
    [f"{given} {family}" for given in ("Ana", "Ben", "Cem", "Dana", "Ewa")]
    for family in ("Lind", "Moor", "Far")
)
# Two circles that only Ana Lind ties together, and one that only ego knows.
KNOWS = {
    name: [*(n for n in circle if n != name), *([MOOR[0], MOOR[1]] if name == LIND[0] else [])]
    for circle in (LIND, MOOR, FAR)
    for name in circle
}
TITLES = {LIND[2]: "Wind Power Engineer", FAR[2]: "Solar Planner"}
NOTES = {LIND[2]: "looking for advice on solar power", FAR[2]: "wants to hear about wind power"}


def _slug(name):
    return name.replace(" ", "-").lower()


def _book(people):
    told = [(TITLES.get(name, ""), NOTES.get(name, "")) for name in people]
    return "".join(CARD.format(p, _slug(p), *t) for p, t in zip(people, told, strict=True))


def _connections(people):
    rows = [f"{p.replace(' ', ',')},{ADDRESS.format(_slug(p))},,,,01 Jan 2020\n" for p in people]
    return HEAD + "".join(rows)


@pytest.fixture
def circled(tmp_path):
    """Give a project in which everybody's connections are held; Ana Lind wrote in March 2025."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "mine.vcf").write_text(_book(KNOWS), encoding="utf-8")
    for name, known in KNOWS.items():
        folder = exports / _slug(name)
        folder.mkdir()
        (folder / "Connections.csv").write_text(_connections(known), encoding="utf-8")
        lines = (f'who = "{name}"', "when = 2026-01-01", 'for = "reach"')
        address = f'linkedin = "{ADDRESS.format(_slug(name))}"'
        (folder / "consent.toml").write_text("\n".join([*lines, address]), encoding="utf-8")
    (tmp_path / "netlens.toml").write_text('[me]\nname = "Me Myself"\n', encoding="utf-8")
    ledger = "date,who,what,direction\n2025-03-05,Ana Lind,message,gave\n"
    (tmp_path / "ledger.csv").write_text(ledger, encoding="utf-8")
    return tmp_path


def test_whom_a_circle_hangs_on_is_kept_warm(circled):
    """With the reason in the reader's own facts, and words that tell nobody of it."""
    net = netlens.open(circled, as_of="2026-06-30")
    check_table(net.links, LINKS)
    keep = net.moves[net.moves["kind"] == "keep"]
    assert keep["name"].tolist() == ["Ana Lind"]
    because = keep["because"].iloc[0]
    assert because.startswith("As far as can be seen, the 5 people of “around ")
    assert because.endswith("only through them; last in touch in March 2025")
    text = net.drafts.set_index("move_id").loc[keep["move_id"].iloc[0], "text"]
    assert "only through" not in text


def test_who_is_in_touch_is_kept_warm_by_that(circled):
    """No move, and no reason joined to another."""
    ledger = "date,who,what,direction,about\n2026-06-01,Ana Lind,favour,got,a book\n"
    (circled / "ledger.csv").write_text(ledger, encoding="utf-8")
    net = netlens.open(circled, as_of="2026-06-30")
    assert len(net.links)
    assert net.moves["kind"].tolist()[0] == "thank"
    assert not net.moves["because"].str.contains("only through them").any()


def test_another_reason_takes_the_circle_with_it(circled):
    """One move, both reasons."""
    ledger = "date,who,what,direction,about\n2025-03-05,Ana Lind,favour,got,a book\n"
    (circled / "ledger.csv").write_text(ledger, encoding="utf-8")
    net = netlens.open(circled, as_of="2026-06-30")
    ana = net.moves[net.moves["name"] == "Ana Lind"]
    assert ana["kind"].tolist() == ["thank"]
    assert ana["because"].iloc[0].startswith("Your ledger has no thanks for it; as far as can be")


def test_two_whose_circles_meet_only_through_ego_may_meet(circled):
    """By a topic of both, which says nothing of either's note."""
    net = netlens.open(circled, as_of="2026-06-30")
    meet = net.moves[net.moves["kind"] == "introduce"]
    because = meet["because"].iloc[0]
    assert {"Cem Far", "Cem Lind"} & set(meet["name"])
    assert "It may be about an exchange on climate" in because
    assert because.endswith(
        "as far as can be seen, nobody but you knows people in both their circles"
    )
    assert "solar power" not in because
    assert "wind power" not in because


def test_who_is_off_limits_is_neither_kept_warm_nor_introduced_nor_named(circled):
    """Not as the middle of a circle either."""
    gone = ["Ana Lind", "Cem Far", *MOOR]
    before = netlens.open(circled, as_of="2026-06-30")
    assert any(name in " ".join(before.community_names["name"]) for name in MOOR)
    lines = "".join(f"off-limits,{name}\n" for name in gone)
    (circled / "decisions.csv").write_text(f"what,who\n{lines}", encoding="utf-8")
    (circled / "ledger.csv").write_text(
        "date,who,what,direction\n2025-03-05,Ben Lind,message,gave\n", encoding="utf-8"
    )
    net = netlens.open(circled, as_of="2026-06-30")
    tables = (net.moves, net.drafts, net.meetings, net.links)
    shown = " ".join(table.astype("str").to_csv() for table in tables)
    assert not [name for name in gone if name in shown]
    assert set(before.links["person_id"]) & net.left_alone
    assert not set(net.links["person_id"]) & net.left_alone


def test_a_circles_name_that_is_off_limits_is_left_out(circled):
    """The number of people stays."""
    before = netlens.open(circled, as_of="2026-06-30")
    named = before.community_names["name"]
    (middle,) = {name for name in MOOR if f"around {name}" in set(named)}
    (circled / "decisions.csv").write_text(f"what,who\noff-limits,{middle}\n", encoding="utf-8")
    net = netlens.open(circled, as_of="2026-06-30")
    assert "a mixed group" in set(net.community_names["name"])
    assert middle not in " ".join(net.claims["sentence"])
    (because,) = net.moves.loc[net.moves["kind"] == "keep", "because"]
    assert middle not in because


def test_without_what_could_be_seen_the_plan_is_what_it_was(repository, monkeypatch):
    """Tables of structure are empty for the sample: byte for byte the plan of a run without any."""
    net = netlens.open(repository / "data" / "sample", as_of="2026-06-30")
    seen = [table.to_csv() for table in (net.moves, net.drafts, net.meetings)]
    assert net.cuts.empty
    assert net.holes.empty
    assert net.links.empty
    assert net.circles == Circles()
    for name in ("_keeps", "_asks", "_acts", "plan", "moves", "drafts", "meetings"):
        del vars(net)[name]
    monkeypatch.setattr("netlens.goals.acts.list_keeps", lambda *_: [])
    monkeypatch.setattr("netlens.goals.acts.join_keeps", lambda candidates, *_: candidates)
    assert [table.to_csv() for table in (net.moves, net.drafts, net.meetings)] == seen
