"""What a notebook can be told, checked before anything runs."""

import pytest

from netlens.errors import ParameterError
from netlens.report.notebooks import check_parameters, inspect_parameters


def test_parameters_are_read_with_their_help(make_notebook, parameters_cell):
    """As papermill prints them."""
    found = inspect_parameters(make_notebook("01-a.ipynb", parameters_cell))
    assert found["number"] == {"type": "int", "default": "1", "help": "a count"}


def test_values_are_read_by_their_type(make_notebook, parameters_cell):
    """Text from the command line becomes what the notebook declares."""
    folder = make_notebook("01-a.ipynb", parameters_cell).parent
    given = {"word": "7", "number": "7", "share": "0.25", "flag": "no", "many": "a, b"}
    assert check_parameters(folder, given) == {
        "word": "7",
        "number": 7,
        "share": 0.25,
        "flag": False,
        "many": ["a", "b"],
    }


def test_unknown_names_and_wrong_values_are_errors(make_notebook, parameters_cell):
    """All at once, with the nearest name."""
    folder = make_notebook("01-a.ipynb", parameters_cell).parent
    with pytest.raises(ParameterError) as caught:
        check_parameters(folder, {"nubmer": "1", "number": "many", "flag": "maybe"})
    for expected in ("did you mean 'number'", "a whole number, not 'many'", "true or false"):
        assert expected in str(caught.value)
