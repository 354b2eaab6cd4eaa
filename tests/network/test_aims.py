"""The fourth part of the facade: goals, holders, doors, moves."""

import pytest

import netlens
from netlens.vectors import load_model


def write(folder, name, text):
    """Type a record."""
    (folder / name).write_text(text, encoding="utf-8")


def test_needs_are_proposed_until_typed(small_project, small_network):
    """A sentence is enough; typed needs replace the proposal."""
    assert small_network.needs["proposed"].all()
    toml = small_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8")
    need = '\n[[goals.needs]]\nresource = "leads"\ntext = "a technical recruiter"\n'
    toml.write_text(text + need, encoding="utf-8")
    typed = netlens.open(small_project)
    assert typed.needs["text"].tolist() == ["a technical recruiter"]
    assert not typed.needs["proposed"].any()
    assert "Cem Arslan" in typed.holders.query("status == 'likely'")["name"].tolist()


def test_doors_are_strangers_on_pooled_lists(small_network, lonely_network):
    """Each names whose list shows them; without a list there is none."""
    doors = small_network.doors
    assert set(doors["name"]) <= {"Ewa Lis", "Finn Berg"}
    assert all(through == ("Ana Ruiz",) for through in doors["through"])
    assert lonely_network.doors.empty


def test_help_in_the_ledger_is_held(small_project):
    """The goal may be named as in netlens.toml."""
    write(
        small_project,
        "ledger.csv",
        "date,who,what,direction,goal,about,via,outcome,note\n"
        "2026-01-02,Cem Arslan,introduction,got,job,to his team,,yes,\n",
    )
    net = netlens.open(small_project, as_of="2026-06-30")
    assert net.received["goal"].tolist() == ["find a job as a data engineer in Berlin"]
    held = net.matrix[net.matrix["status"] == "held"]
    assert any("Cem Arslan" in names for names in held["names"])
    early = netlens.open(small_project, as_of="2025-06-30")
    assert early.received.empty


def test_off_limits_people_are_in_no_move(small_project, small_network):
    """By decisions.csv, and by organisation in netlens.toml."""
    assert "Ben Okafor" in small_network.moves["name"].tolist()
    write(small_project, "decisions.csv", "what,who\noff-limits,Ben Okafor\n")
    toml = small_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f'{text}\n[style]\noff_limits = ["Polymer"]\n', encoding="utf-8")
    moves = netlens.open(small_project).moves
    assert not {"Ben Okafor", "Ana Ruiz", "Cem Arslan"} & set(moves["name"])


def test_questions_ask_about_the_undescribed(small_network):
    """Mom's card says nothing of what she does."""
    assert "Mom" in small_network.questions["name"].tolist()


def test_vectors_are_kept_in_the_project_and_for_nobody_else(small_project):
    """The second run computes none; the file names nobody; loose files leave nothing."""
    if load_model() is None:
        pytest.skip("netlens[semantic] is not installed")
    cache = small_project / ".cache" / "vectors.npz"
    netlens.open(small_project).keep_vectors()
    written = cache.read_bytes()
    assert b"Recruiter" not in written
    netlens.open(small_project).keep_vectors()
    assert cache.read_bytes() == written
    loose = small_project / "exports" / "Connections.csv"
    netlens.open(loose, goal="find a mentor").keep_vectors()
    assert not list(loose.parent.rglob("vectors.npz"))


def test_whose_knowing_ego_matters_follows_the_goal(small_project):
    """Holders by level, the same people as in the matrix; insiders of what the goal names."""
    toml = small_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8") + 'targets = ["Polymer GmbH"]\n'
    toml.write_text(text, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30")
    matter = net.matrix[net.matrix["status"].isin(["held", "likely"])]
    held = {person for ids in matter["person_ids"] for person in ids}
    spread = net.visibility_by_goal
    assert {person for ids in spread["person_ids"] for person in ids} == held
    levels = net.visibility.set_index("person_id")["level"]
    for level, ids in zip(spread["level"], spread["person_ids"], strict=True):
        assert set(levels[list(ids)]) <= {level}
    assert len(spread) == 4 * len(net.needs)
    inside = net.visibility_by_target.set_index("level")
    assert set(inside.loc["weak sign", "names"]) == {"Ana Ruiz", "Cem Arslan"}
    assert inside.loc["no sign", "names"] == ("Ewa Lis",)
    other = net.ask("find a mentor")
    assert other.visibility_by_target.empty
    assert other.visibility is net.visibility


def test_people_off_limits_are_counted_inside_a_target_and_not_named(small_project):
    toml = small_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8") + 'targets = ["Polymer GmbH"]\n'
    toml.write_text(text, encoding="utf-8")
    write(small_project, "decisions.csv", "what,who\noff-limits,Ana Ruiz\n")
    net = netlens.open(small_project, as_of="2026-06-30")
    inside = net.visibility_by_target.set_index("level")
    weak = inside.loc["weak sign", ["people", "names", "contacts", "off_limits"]].tolist()
    assert weak == [2, ("Cem Arslan",), 2, 1]
