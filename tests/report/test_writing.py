"""Results on disk: guarded, deterministic, whole or absent."""

import csv
import io
import json
import stat

import networkx as nx
import pandas as pd
import pytest

from netlens.errors import OutputError
from netlens.report import writing
from netlens.report.writing import staged, to_csv, write_graph, write_manifest, write_tables


def test_csv_cells_are_guarded_and_typed():
    """Formulas get an apostrophe, in lists and as lists; days are ISO, missing is empty."""
    table = pd.DataFrame(
        {
            "name": ["=1+1", "Ana\nRuiz"],
            "phones": [("+493023125001", "=x"), ()],
            "day": [pd.Timestamp("2026-06-30"), pd.NaT],
            "n": [1.0, float("nan")],
        },
    )
    rows = list(csv.reader(io.StringIO(to_csv(table))))
    assert rows == [
        ["name", "phones", "day", "n"],
        ["'=1+1", "'+493023125001; '=x", "2026-06-30", "1"],
        ["Ana\nRuiz", "", "", ""],
    ]


def test_lone_surrogates_do_not_stop_the_writing():
    """Broken exports hold them."""
    assert "?" in to_csv(pd.DataFrame({"a": [("\ud800",)]}))


def test_graphml_holds_what_xml_cannot(tmp_path):
    """Control characters are spelled out, unknowns left out."""
    graph = nx.DiGraph()
    graph.add_node("a", name="Ana\x00\x1b", is_ego=True)
    graph.add_node("b", name="Ben")
    graph.add_edge("a", "b", kinds=("x", "y"), strength=float("nan"), probability=1.0)
    write_graph(graph, tmp_path / "g.graphml")
    again = nx.read_graphml(tmp_path / "g.graphml")
    assert again.nodes["a"]["name"] == "Ana⟨U+0000⟩⟨U+001B⟩"
    assert again.edges["a", "b"] == {"kinds": "x; y", "probability": 1.0}


def fill(target, text="new"):
    """Make a minimal report."""
    with staged(target) as folder:
        (folder / "index.html").write_text(text, encoding="utf-8")
        write_tables({"t": pd.DataFrame({"a": [1]})}, folder / "tables")
        write_manifest(folder / "manifest.json", {"x": 1})


def fill_half(folder):
    """Be interrupted in the middle."""
    (folder / "index.html").write_text("half", encoding="utf-8")
    raise KeyboardInterrupt


def test_a_report_is_private_and_replaces_an_earlier_one(tmp_path):
    """Nothing else is left beside it."""
    target = tmp_path / "out"
    fill(target, "old")
    fill(target)
    assert (target / "index.html").read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_old_report(tmp_path):
    """And no half of a new one."""
    target = tmp_path / "out"
    fill(target, "old")
    with pytest.raises(KeyboardInterrupt), staged(target) as folder:
        fill_half(folder)
    assert (target / "index.html").read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_is_an_error_of_ours(tmp_path):
    """The old report stays."""
    target = tmp_path / "out"
    fill(target, "old")
    with pytest.raises(OutputError, match="No space left"), staged(target):
        raise OSError(28, "No space left on device")
    assert (target / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("content", ["x", '{"made_by": "somebody else"}'])
def test_a_folder_that_is_no_report_is_never_replaced(tmp_path, content):
    """Somebody's files are in it."""
    target = tmp_path / "out"
    target.mkdir()
    (target / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match="nothing was replaced"):
        fill(target)
    assert (target / "manifest.json").read_text(encoding="utf-8") == content


def test_a_file_in_the_way_is_an_error(tmp_path):
    """As is a link."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="in the way"):
        fill(tmp_path / "out")


def test_what_a_crash_left_is_tidied(tmp_path, monkeypatch):
    """An old report whose successor never came is put back; half a report goes."""
    target = tmp_path / "out"
    fill(target, "old")
    target.rename(tmp_path / ".out.old")
    (tmp_path / ".out.part-999999999-x").mkdir()
    monkeypatch.setattr(writing, "_swap", lambda *_: (_ for _ in ()).throw(OSError(5, "crash")))
    with pytest.raises(OutputError):
        fill(target)
    assert (target / "index.html").read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_manifests_are_deterministic(tmp_path):
    """Sorted keys, one line end."""
    write_manifest(tmp_path / "m.json", {"b": 1, "a": 2})
    text = (tmp_path / "m.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == ["a", "b", "made_by"]
