"""Papermill on private kernels."""

import os
import sys
from pathlib import Path

import pytest

from netlens.report.engine import KernelDiedError, execute
from netlens.report.kernels import Kernels
from netlens.report.notebooks import read_notebook

LOOK = """
import os, sys
from pathlib import Path
home = Path.home()
(os.getcwd(), "" in sys.path[:1], os.environ["IPYTHONDIR"], get_ipython().history_manager.enabled)
"""


@pytest.fixture
def run(make_notebook, tmp_path):
    """Run one cell and give its outputs."""

    def run(source):
        notebook = read_notebook(make_notebook("01-a.ipynb", ("code", source)))
        return execute(notebook, {}, cwd=tmp_path, kernels=Kernels()).cells[0].outputs

    return run


def test_cells_run_in_the_folder_given_without_history(run, tmp_path):
    """The user's IPython folder is somewhere else."""
    shown = run(LOOK)[0]["data"]["text/plain"]
    assert str(tmp_path) in shown
    assert str(Path.home() / ".ipython") not in shown
    assert shown.endswith("False)")


def test_what_a_kernel_says_reaches_no_terminal(run, capfd):
    """Only a cell's own output is kept."""
    run("1 + 1")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill differs")
def test_a_dying_kernel_is_an_error_with_its_last_words(run):
    """Such as a missing library."""
    with pytest.raises(KernelDiedError, match="out of luck"):
        run(
            "import os; os.write(2, b'out of luck')\n"
            f"import time; time.sleep(0.2); os.kill(os.getpid(), {int(os.name == 'posix') * 9})"
        )
