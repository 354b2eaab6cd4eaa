"""The fourth part of the facade: moves, channels, steps."""

import pytest

import netlens
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
