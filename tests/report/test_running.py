"""Notebooks run by papermill: checked first, named when they fail, leaving no trace."""

import json

import pytest

from netlens.errors import NotebookError, ParameterError
from netlens.report.running import (
    check_parameters,
    find_notebooks,
    inspect_parameters,
    run_notebooks,
)

PARAMETERS = (
    "code",
    'word: str = "x"  # a word\nnumber: int = 1  # a count\nshare: float = 0.5\nflag: bool = True\nmany: list = []',
    "parameters",
)


def test_parameters_are_read_with_their_help(make_notebook):
    """As papermill prints them."""
    found = inspect_parameters(make_notebook("01-a.ipynb", PARAMETERS))
    assert found["number"] == {"type": "int", "default": "1", "help": "a count"}


def test_values_are_read_by_their_type(make_notebook):
    """Text from the command line becomes what the notebook declares."""
    folder = make_notebook("01-a.ipynb", PARAMETERS).parent
    given = {"word": "7", "number": "7", "share": "0.25", "flag": "no", "many": "a, b"}
    assert check_parameters(folder, given) == {
        "word": "7",
        "number": 7,
        "share": 0.25,
        "flag": False,
        "many": ["a", "b"],
    }


def test_unknown_names_and_wrong_values_are_errors(make_notebook):
    """All at once, with the nearest name."""
    folder = make_notebook("01-a.ipynb", PARAMETERS).parent
    with pytest.raises(ParameterError) as caught:
        check_parameters(folder, {"nubmer": "1", "number": "many", "flag": "maybe"})
    for expected in ("did you mean 'number'", "a whole number, not 'many'", "true or false"):
        assert expected in str(caught.value)


def test_notebooks_run_with_the_parameters_they_declare(make_notebook, tmp_path):
    """Others are left out; nothing that differs from run to run is stored."""
    first = make_notebook("01-a.ipynb", PARAMETERS, ("code", "number + 1"))
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


def test_a_failing_cell_is_named_and_nothing_is_left(make_notebook, tmp_path):
    """Notebook, cell, last line of the error."""
    path = make_notebook("01-a.ipynb", PARAMETERS, ("code", 'raise ValueError("bad luck")'))
    target = tmp_path / "done"
    target.mkdir()
    with pytest.raises(NotebookError, match=r"01-a\.ipynb, cell 2: ValueError: bad luck"):
        run_notebooks([path], target, {})
    assert not list(target.iterdir())
