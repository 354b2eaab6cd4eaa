"""Papermill imported without a grammar that it never uses."""

import subprocess
import sys

CODE = """
import sys
from netlens.report.importing import GRAMMAR, import_papermill
{before}
papermill = import_papermill()
assert papermill is sys.modules["papermill"]
print("grammar" if sys.modules.get(GRAMMAR) else "none", GRAMMAR in sys.modules)
"""


def run(before):
    command = [sys.executable, "-c", CODE.format(before=before)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_grammar_is_neither_built_nor_left_blocked():
    """Others may still import it afterwards."""
    assert run("") == "none False"


def test_a_grammar_that_somebody_imported_stays():
    """It is not ours to take away."""
    assert run("import types; sys.modules[GRAMMAR] = types.ModuleType(GRAMMAR)") == "grammar True"
