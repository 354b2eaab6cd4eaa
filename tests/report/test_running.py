"""Notebooks run by papermill: checked first, named when they fail, leaving no trace."""

import json

import pytest

from netlens.errors import NotebookError
from netlens.report.notebooks import find_notebooks
from netlens.report.running import run_notebooks


def test_notebooks_run_with_the_parameters_they_declare(make_notebook, parameters_cell, tmp_path):
    """Others are left out; nothing that differs from run to run is stored."""
    first = make_notebook("01-a.ipynb", parameters_cell, ("code", "number + 1"))
    make_notebook("02-b.ipynb", ("code", 'project: str = ""', "parameters"), ("code", "project"))
    target = tmp_path / "done"
    target.mkdir()
    said = []
    done = run_notebooks(
        find_notebooks(first.parent), target, {"number": 41, "project": "p"}, progress=said.append
    )
    text = done[0].read_text(encoding="utf-8")
    cells = json.loads(text)["cells"]
    assert cells[-1]["outputs"][0]["data"]["text/plain"] == ["42"]
    assert json.loads(done[1].read_text(encoding="utf-8"))["cells"][-1]["outputs"]
    assert "start_time" not in text
    assert "duration" not in text
    assert said == ["  1 of 2: 01-a", "  2 of 2: 02-b"]


def test_a_failing_cell_is_named_and_nothing_is_left(make_notebook, parameters_cell, tmp_path):
    """Notebook, cell, last line of the error."""
    path = make_notebook("01-a.ipynb", parameters_cell, ("code", 'raise ValueError("bad luck")'))
    target = tmp_path / "done"
    target.mkdir()
    with pytest.raises(NotebookError, match=r"01-a\.ipynb, cell 2: ValueError: bad luck"):
        run_notebooks([path], target, {})
    assert not list(target.iterdir())
