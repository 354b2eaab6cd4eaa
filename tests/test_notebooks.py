"""Notebooks are thin, stored with their outputs, and the same on every machine."""

import ast
import datetime as dt
import importlib
import importlib.metadata
import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

import netlens
from netlens import views
from netlens.report.running import inspect_parameters, run_notebooks

REPOSITORY = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
FIGURE = "application/vnd.plotly.v1+json"
MOST_LINES = 12
COMMON = ["project", "also", "goal", "me", "as_of", "seed"]
UNWANTED = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor,
    ast.While, ast.comprehension,
)  # fmt: skip
SECTIONS = [
    *("contacts", "reach", "doors", "chains", "clustering", "goal-gaps"),
    *("visibility", "offers", "plan", "exchange"),
]

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def outputs(path: Path) -> Iterator[nbformat.NotebookNode]:
    for cell in code_cells(path):
        yield from cell.outputs


def shown(path: Path) -> str:
    """Give all text that a run notebook shows."""
    return "\n".join(output.get("data", {}).get("text/plain", "") for output in outputs(path))


def figures(path: Path) -> dict[str, dict]:
    """Give each figure of a run notebook by the id of its cell."""
    return {
        cell.id: output.data[FIGURE]
        for cell in code_cells(path)
        for output in cell.outputs
        if FIGURE in output.get("data", {})
    }


def test_there_is_a_notebook_for_each_part_of_the_report():
    stems = [path.stem for path in NOTEBOOKS]
    assert stems == ["01-contacts", "02-reach", "03-clustering", "04-goal-gaps", "05-plan"]


@each_notebook
def test_it_opens_with_a_title_and_a_question(path):
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert re.fullmatch(r"# [^\n]+\n\n[^\n]+\?", first.source)


@each_notebook
def test_parameters_are_typed_and_explained(path):
    """Papermill prints exactly these lines as help."""
    (cell,) = [c for c in code_cells(path) if "parameters" in c.metadata.get("tags", [])]
    for line in cell.source.splitlines():
        assert re.fullmatch(r"[a-z_]+: (str|int|float|bool|list) = .+  # .{10,}", line)
    found = inspect_parameters(path)
    assert list(found)[: len(COMMON)] == COMMON
    assert all(row["help"] and row["type"] != "None" for row in found.values())


def test_parameters_of_one_name_are_explained_alike():
    lines = [code_cells(path)[0].source.splitlines()[: len(COMMON)] for path in NOTEBOOKS]
    assert all(found == lines[0] for found in lines)


@each_notebook
def test_cells_run_from_parameters_to_imports_to_opening(path):
    assert [cell.id for cell in code_cells(path)[:3]] == ["parameters", "imports", "open"]


@each_notebook
def test_code_is_thin(path):
    for cell in code_cells(path):
        # One name a line is how imports are formatted; a list of them is no code.
        assert cell.id == "imports" or len(cell.source.splitlines()) <= MOST_LINES, cell.id
        found = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, UNWANTED)]
        assert not found, cell.id


@each_notebook
def test_only_public_names_are_used(path):
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_")
            if isinstance(node, ast.ImportFrom):
                module = importlib.import_module(node.module)
                assert f"{node.module}.".startswith("netlens.")
                assert all(hasattr(module, a.name) and a.name[0] != "_" for a in node.names)
            if isinstance(node, ast.Import):
                assert [alias.name for alias in node.names] == ["netlens"]


@each_notebook
def test_cells_are_named_for_what_is_in_them(path):
    """Ids made by an editor are eight hexadecimal digits, and differ with every save."""
    notebook = read(path)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in ids)
    assert not any(re.fullmatch(r"[0-9a-f]{8}", name) for name in ids)


@each_notebook
def test_every_output_is_stored(path):
    for number, cell in enumerate(code_cells(path), 1):
        assert cell.execution_count == number
        shows = isinstance(ast.parse(cell.source).body[-1], ast.Expr)
        kinds = [output.output_type for output in cell.outputs]
        assert len(kinds) == int(shows), cell.id
        assert set(kinds) <= {"execute_result", "display_data"}


@each_notebook
def test_every_figure_is_followed_by_its_table(path):
    """Where no figure is drawn, such as on a web page of the repository, the table is read."""
    cells = read(path).cells
    places = [at for at, cell in enumerate(cells) if cell.id.endswith("-figure")]
    assert places
    assert {cells[at].id for at in places} == set(figures(path))
    for at in places:
        assert cells[at + 1].id == cells[at].id.replace("-figure", "-table")


@each_notebook
def test_nothing_stored_names_a_machine_a_version_or_a_day_of_running(path):
    content = path.read_text(encoding="utf-8")
    packages = ("pandas", "plotly", "networkx", "nbformat", "ipykernel", "papermill")
    versions = [importlib.metadata.version(name) for name in packages]
    for text in [platform.python_version(), *versions, str(REPOSITORY), str(Path.home()) + "/"]:
        assert text not in content
    assert dt.datetime.now().astimezone().date().isoformat() not in content
    assert not re.search(r'"/(home|root|tmp|usr|Users|var)/|[A-Z]:\\\\', content)
    assert set(read(path).metadata) == {"kernelspec", "language_info"}
    assert read(path).metadata.language_info == {"name": "python"}
    assert all(set(cell.metadata) <= {"tags"} for cell in read(path).cells)


@each_notebook
def test_every_stored_figure_is_small(path):
    """The map knows everybody by name and position; the other figures draw few marks."""
    for name, figure in figures(path).items():
        most = 80_000 if name == "map-figure" else 12_000
        assert len(json.dumps(figure, separators=(",", ":"))) < most, name


def test_every_statement_about_the_sample_is_told_in_a_notebook():
    """What `netlens.claims` states reaches the reader."""
    net = netlens.open(REPOSITORY / "data" / "sample", as_of="2026-06-30")
    stated = set(net.claims.loc[net.claims["section"].isin(SECTIONS), "claim_id"])
    pages = "".join(output.data.get("text/html", "") for p in NOTEBOOKS for output in outputs(p))
    told = re.findall(r'data-claim="([^"]+)"', pages)
    assert stated == set(told)
    assert len(told) == len(set(told))


def test_every_claim_on_structure_is_told_somewhere(circle_network):
    """What the sample has none of is told by the same cells where there is any."""
    cells = [cell.source for path in NOTEBOOKS for cell in code_cells(path)]
    told = "\n".join([*cells, *map(str, vars(views).values())])
    stated = circle_network.claims[circle_network.claims["section"] == "clustering"]
    kinds = {re.sub(r"-\d+$", "", claim) for claim in stated["claim_id"]}
    notes = set(stated.loc[stated["role"] == "note", "claim_id"])
    assert {kind for kind in kinds | {"clustering.link"} if kind not in told} <= notes


def alter(notebook: nbformat.NotebookNode, name: str) -> None:
    """Change one digit in what is stored of one cell."""
    (cell,) = [cell for cell in notebook.cells if cell.id == name]
    data = cell.outputs[0].data
    kind = FIGURE if FIGURE in data else "text/plain"
    text = json.dumps(data[kind])
    changed = re.sub(r"(?<=\d)\d(?=[,.\] \\])", lambda m: str((int(m[0]) + 1) % 10), text, count=1)
    assert changed != text
    data[kind] = json.loads(changed)


@pytest.mark.slow
def test_an_altered_number_is_found(tmp_path):
    """Of four cells run under nbval the two with an altered digit fail, in a figure and a table."""
    notebook = read(REPOSITORY / "notebooks" / "02-reach.ipynb")
    wanted = ["parameters", "imports", "open", "lead", "reach-figure", "reach-table"]
    notebook.cells = [cell for cell in notebook.cells if cell.id in wanted]
    alter(notebook, "reach-figure")
    alter(notebook, "reach-table")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").symlink_to(REPOSITORY / "data")
    shutil.copy(REPOSITORY / "conftest.py", tmp_path)
    nbformat.write(notebook, tmp_path / "notebooks" / "altered.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-rA"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "-p", "no:xdist", "notebooks"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert re.findall(r"^FAILED \S+::Cell (\d)", done.stdout, re.MULTILINE) == ["4", "5"]
    assert re.findall(r"^PASSED \S+::Cell (\d)", done.stdout, re.MULTILINE) == ["0", "1", "2", "3"]


def run(stem: str, target: Path, **parameters) -> Path:
    (source,) = [path for path in NOTEBOOKS if path.stem == stem]
    (done,) = run_notebooks([source], target, parameters)
    return done


@pytest.mark.slow
def test_contacts_follow_their_parameters(small_project, tmp_path):
    """Six people in two files; of two employers one is asked for; 2023 has seen one contact."""
    done = run("01-contacts", tmp_path, project=str(small_project), as_of="2023-02-01", top=1)
    assert "Your 2 exports hold 7 contacts" in shown(done)
    assert "Employers by people (showing 1 of 2)" in shown(done)
    assert list(figures(done)["growth-figure"]["data"][0]["y"])[-1] == 2
    assert figures(done)["employers-figure"]["data"][-1]["text"] == ["and 1 more"]


@pytest.mark.slow
def test_reach_is_that_of_the_project_named(small_project, tmp_path):
    """Ana's list names two people whom ego does not know; one list is too few for a range."""
    done = run("02-reach", tmp_path, project=str(small_project), as_of="2026-06-30")
    words = figures(done)["reach-figure"]["data"][-1]["text"]
    assert words[1] == "two steps away, seen by name: <b>2</b>"
    assert not any("sure" in line for line in words)
    assert "1\tAna Ruiz\t3\t1\t2\t2\t2" in shown(done)


@pytest.mark.slow
def test_without_colleagues_there_are_groups_and_no_structure(small_project, tmp_path):
    exports = small_project / "exports"
    files = [str(exports / "Connections.csv"), str(exports / "phone.vcf")]
    done = run("03-clustering", tmp_path, project=files[0], also=files[1:], top=1)
    assert "how many of each have shown that they know you (showing 1 of " in shown(done)
    assert "Who connects people, the surest first: not given" in shown(done)
    assert not figures(done)["bridging-figure"]["data"]
    drawn = figures(done)["map-figure"]["layout"]
    assert not [shape for shape in drawn["shapes"] if shape["type"] == "line"]
    assert drawn["meta"]["map"]["basis"] == "groups"


@pytest.mark.slow
def test_a_sentence_is_a_goal(small_project, tmp_path):
    sentence = "find a recruiter for data roles"
    done = run("04-goal-gaps", tmp_path, project=str(small_project), goal=sentence, top=2)
    assert shown(done).startswith(sentence)
    assert "find a job as a data engineer in Berlin" not in shown(done)
    assert figures(done)["matrix-figure"]["layout"]["annotations"]
