"""Errors: one tree, each also a builtin, each with an exit code."""

import pytest

from netlens import errors


@pytest.mark.parametrize(
    ("error", "builtin", "code"),
    [
        (errors.InputError, ValueError, 2),
        (errors.SettingsError, ValueError, 2),
        (errors.ParameterError, ValueError, 2),
        (errors.SchemaError, ValueError, 1),
        (errors.GraphError, ValueError, 1),
        (errors.NotebookError, RuntimeError, 1),
        (errors.OutputError, OSError, 1),
    ],
)
def test_each_error_is_a_netlens_error_and_a_builtin(error, builtin, code):
    """Callers may catch either; the command line exits with its code."""
    assert issubclass(error, errors.NetlensError)
    assert issubclass(error, builtin)
    assert error.exit_code == code
