"""The fifth part of the facade: what groups are called, and what changed in them."""

import os
import subprocess
import sys

import pytest

import netlens

ADDRESS = "https://www.linkedin.com/in/invented-{}"
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GIVEN = ("Ana", "Ben", "Cem", "Dana", "Ewa", "Finn")
CIRCLES = [[f"{given} {family}" for given in GIVEN] for family in ("Lind", "Moor")]
STRANGERS = [f"{given} Far{i}" for i in "abcd" for given in GIVEN]


def _address(name):
    return ADDRESS.format(name.replace(" ", "-").lower())


def _rows(people):
    rows = [f"{name.replace(' ', ',')},{_address(name)},,,,01 Jan 2020\n" for name in people]
    return HEAD + "".join(rows)


@pytest.fixture
def cliques(tmp_path):
    """Give two cliques of six that nothing names, and strangers on everybody's list."""
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "Connections.csv").write_text(_rows([*CIRCLES[0], *CIRCLES[1]]), encoding="utf-8")
    for circle in CIRCLES:
        for name in circle:
            folder = exports / name.replace(" ", "-").lower()
            folder.mkdir()
            known = [*(other for other in circle if other != name), *STRANGERS]
            (folder / "Connections.csv").write_text(_rows(known), encoding="utf-8")
            (folder / "consent.toml").write_text(
                f'who = "{name}"\nwhen = 2026-01-01\nfor = "reach"\n'
                f'linkedin = "{_address(name)}"\n',
                encoding="utf-8",
            )
    (tmp_path / "netlens.toml").write_text('[me]\nname = "Me Myself"\n', encoding="utf-8")
    return tmp_path


def test_pieces_without_a_tie_between_are_groups(cliques):
    """Whatever chance would make of two cliques, nobody of one is seen to know one of the other."""
    net = netlens.open(cliques, as_of="2026-06-30")
    assert net.cohesion["people"].tolist() == [6, 6]
    assert set(net.shown_groups["kind"]) == {"community"}
    assert net.holes["status"].tolist() == ["only through ego"]


def test_no_group_is_called_after_somebody_off_limits(cliques):
    """Nor is anything else that the page says."""
    before = netlens.open(cliques, as_of="2026-06-30")
    middle = before.community_names["name"].iloc[0].removeprefix("around ")
    (cliques / "decisions.csv").write_text(f"what,who\noff-limits,{middle}\n", encoding="utf-8")
    net = netlens.open(cliques, as_of="2026-06-30")
    assert middle not in " ".join([*net.community_names["name"], *net.community_names["because"]])
    structure = net.claims[net.claims["section"].isin(["clustering", "visibility"])]
    assert middle not in " ".join(structure["sentence"])


def test_where_lists_show_nobody_stated_groups_are_shown(small_network):
    """Employers and labels."""
    assert set(small_network.shown_groups["kind"]) == {"employer", "label"}


SCRIPT = """
import sys
import netlens
net = netlens.open(sys.argv[1], as_of="2026-06-30")
for name in ("community_names", "holes", "cohesion", "brokers", "group_cards"):
    print(getattr(net, name).to_csv())
"""


@pytest.mark.slow
def test_the_order_of_sets_changes_nothing(cliques):
    """Two runs that hash texts differently give the same tables."""
    told = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(cliques)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    ]
    assert told[0]
    assert told[0] == told[1]
