"""The whole job, on the small project."""

import csv
import json

import pytest

import netlens
from netlens.errors import NotebookError
from netlens.report import check_parameters, make_report
from netlens.shipped import notebooks_folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory, request):
    """Make the sample's report twice."""
    folder = tmp_path_factory.mktemp("made")
    sample = request.config.rootpath / "data" / "sample"
    parameters = check_parameters(notebooks_folder(), {"as_of": "2026-06-30", "seed": "0"})
    made = []
    for name in ("one", "two"):
        net = netlens.open(sample, as_of="2026-06-30")
        made.append(
            make_report(
                net,
                folder / name,
                notebooks=notebooks_folder(),
                paths=[sample],
                parameters=parameters,
            )
        )
    return [result.path.parent for result in made]


def test_the_report_is_complete(reports):
    """Page, tables, graph, notebooks, manifest."""
    names = {path.name for path in reports[0].iterdir()}
    assert names == {"index.html", "tables", "network.graphml", "notebooks", "manifest.json"}
    assert len(list((reports[0] / "notebooks").glob("*.ipynb"))) == 5
    manifest = json.loads((reports[0] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["as_of"] == "2026-06-30"
    assert all(len(row["sha256"]) == 64 for row in manifest["inputs"])


def test_two_runs_give_the_same_bytes(reports):
    """Page, tables and graph."""
    for path in sorted(reports[0].rglob("*")):
        twin = reports[1] / path.relative_to(reports[0])
        if path.is_file() and path.suffix != ".ipynb":
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_no_address_or_note_is_in_the_page_or_tables(reports):
    """Unless asked for."""
    page = (reports[0] / "index.html").read_text(encoding="utf-8")
    assert "@example." not in page
    for path in (reports[0] / "tables").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            header = next(csv.reader(file))
        assert not {"emails", "phones", "notes", "raw"} & set(header)


def test_every_sentence_of_the_summary_is_a_claim(reports):
    """The page renders the claims table."""
    page = (reports[0] / "index.html").read_text(encoding="utf-8")
    with (reports[0] / "tables" / "claims.csv").open(encoding="utf-8") as file:
        claims = list(csv.DictReader(file))
    for claim in claims:
        assert f'data-claim="{claim["claim_id"]}"' in page, claim["claim_id"]


def test_a_failing_notebook_leaves_the_old_report(make_notebook, small_project, tmp_path):
    """It names notebook and cell."""
    bad = make_notebook(
        "01-bad.ipynb", ("code", 'project: str = ""', "parameters"), ("code", "1 / 0")
    )
    target = tmp_path / "out"
    target.mkdir()
    (target / "manifest.json").write_text('{"made_by": "netlens report"}', encoding="utf-8")
    net = netlens.open(small_project)
    with pytest.raises(NotebookError, match=r"01-bad\.ipynb, cell 2: ZeroDivisionError"):
        make_report(net, target, notebooks=bad.parent, paths=[small_project], parameters={})
    assert [p.name for p in target.iterdir()] == ["manifest.json"]
