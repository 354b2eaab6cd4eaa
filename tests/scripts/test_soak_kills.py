"""The soak notices what it is there to notice."""

import pytest
from scripts import soak_kills

HEADER = "when,what,who,other,note\n"


@pytest.fixture
def folder(tmp_path):
    """Give a project with one decision."""
    (tmp_path / "exports").mkdir()
    (tmp_path / "decisions.csv").write_text(HEADER + '2026-06-30,same,Ana,Ben,"x\ny"\n')
    return tmp_path


def test_what_is_there_is_no_fault(folder):
    said = "noise\nwritten decisions.csv:2: 2026-06-30 | same | Ana | Ben | x y\nmore\n"
    acknowledged = soak_kills.list_acknowledged(said)
    assert acknowledged == [("decisions.csv", "2026-06-30 | same | Ana | Ben | x y")]
    assert soak_kills.list_faults(folder, acknowledged) == []


def test_a_lost_line_is_a_fault(folder):
    faults = soak_kills.list_faults(folder, [("ledger.csv", "2026-06-30 | Ana | ask | got")])
    assert [fault.split(":")[0] for fault in faults] == ["lost"]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('2026-06-30,same,Ana,Ben,"x\ny"\n', "twice"),
        (",same,Ana,Cem,", "no line end"),
        ("garbage\n", "unreadable"),
    ],
)
def test_a_spoiled_file_is_a_fault(folder, more, fault):
    with (folder / "decisions.csv").open("a") as file:
        file.write(more)
    assert [text.split(":")[0] for text in soak_kills.list_faults(folder, [])] == [fault]


def test_half_a_file_left_over_is_a_fault(folder):
    (folder / ".decisions.csv.abc.part").write_text("")
    assert soak_kills.list_faults(folder, []) == ["left over: .decisions.csv.abc.part"]


@pytest.mark.slow
def test_one_kill_loses_nothing(capsys):
    assert soak_kills.main(["--rounds", "1"]) == 0
    assert "1 kills of 2" in capsys.readouterr().out
