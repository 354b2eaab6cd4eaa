"""
Time `netlens report` beside its floor, and weigh it.

The floor is papermill running four empty notebooks one after another in one
fresh interpreter: what a report of four notebooks costs before it does
anything. Both are run alternately, so that a busy machine slows both; medians
are printed. Memory is the peak, over samples, of the proportional set sizes of
the process and all its descendants together.

    python benchmarks/report.py [PATH…] [--rounds 3]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
NOTEBOOKS = 4
SAMPLED_EVERY = 0.05
FLOOR = """
import sys
import papermill
for target in sys.argv[2:]:
    papermill.execute_notebook(sys.argv[1], target, kernel_name="python3", progress_bar=False)
"""


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds, and bytes at the peak."""

    seconds: float
    peak: int


def run_measured(command: Sequence[str]) -> Run:
    """Run a command to its end while watching the memory of its whole family."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        peak = 0
        while process.poll() is None:
            peak = max(peak, family_memory(process.pid))
            time.sleep(SAMPLED_EVERY)
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode(errors="replace"))
    return Run(seconds, peak)


def family_memory(pid: int) -> int:
    """Sum the proportional set sizes of a process and its descendants, in bytes."""
    total = 0
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for member in family:
        try:
            memory = member.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        total += getattr(memory, "pss", memory.uss)
    return total


def run_report(paths: Sequence[Path], folder: Path) -> tuple[Run, int]:
    """Make one report in a new folder; give the run and the size of the page."""
    options = ["--output", str(folder), "--as-of", "2026-06-30", "--quiet"]
    command = [sys.executable, "-m", "netlens", "report", *options, "--", *map(str, paths)]
    run = run_measured(command)
    return run, (folder / "index.html").stat().st_size


def run_floor(folder: Path) -> Run:
    """Run the empty notebooks one after another."""
    folder.mkdir()
    empty = folder / "empty.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), empty)
    targets = [str(folder / f"{number}.ipynb") for number in range(NOTEBOOKS)]
    return run_measured([sys.executable, "-c", FLOOR, str(empty), *targets])


def measure(paths: Sequence[Path], rounds: int) -> None:
    """Alternate report and floor, and print the medians."""
    reports, floors, page = [], [], 0
    with tempfile.TemporaryDirectory() as name:
        for number in range(rounds):
            report, page = run_report(paths, Path(name) / f"report-{number}")
            floor = run_floor(Path(name) / f"floor-{number}")
            print(f"round {number + 1}: report {report.seconds:.2f} s, floor {floor.seconds:.2f} s")
            reports.append(report)
            floors.append(floor)
    seconds = statistics.median(run.seconds for run in reports)
    floor_seconds = statistics.median(run.seconds for run in floors)
    print(f"{', '.join(path.name for path in paths)}: median of {rounds}")
    print(f"  report       {seconds:8.2f} s   {seconds / floor_seconds:.2f} × the floor")
    print(f"  floor        {floor_seconds:8.2f} s   papermill, {NOTEBOOKS} empty notebooks")
    print(f"  peak memory  {max(run.peak for run in reports) / 1e6:8.0f} MB  with children")
    print(f"  floor's peak {max(run.peak for run in floors) / 1e6:8.0f} MB")
    print(f"  page         {page / 1e6:8.2f} MB")


def main() -> None:
    """Measure the given input, or the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("paths", nargs="*", type=Path, help="exports or a project; default sample")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    measure(options.paths or [SAMPLE], options.rounds)


if __name__ == "__main__":
    main()
