"""
Time the linking of address books, and what memory it takes, beside Splink.

Usage: python -m benchmarks.linkage [--people N …] [--splink PYTHON]

Each library links the same invented books in a process of its own. Splink
needs an environment of its own (`pip install splink`); without one, netlens is
timed alone. Reading the table is not timed, importing the library is not
either.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from validation.contact_books import make_books
from validation.linkage import flatten

from netlens.people import link_contacts

PEERS = Path(__file__).resolve().parent.parent / "validation" / "linkage_peers.py"
PEOPLE = (300, 3_000, 30_000)


def time_netlens(path: Path) -> None:
    """Link one table; print seconds and the process's peak memory."""
    books = pd.read_pickle(path).drop(columns="truth")  # noqa: S301 - written by this run
    start = time.perf_counter()
    people, _ = link_contacts(books)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"netlens: {len(books):,} contacts, {len(people):,} people; {seconds:.1f} s, {peak} MB")


def main() -> None:
    """Run both at every size, in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=PEOPLE)
    parser.add_argument("--splink", metavar="PYTHON", help="a Python that has Splink")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        time_netlens(options.one)
        return
    for people in options.people:
        with tempfile.TemporaryDirectory() as folder:
            books = make_books(people, seed=1)
            pickled, plain = Path(folder) / "books.pickle", Path(folder) / "plain"
            plain.mkdir()
            books.to_pickle(pickled)
            flatten(books).to_csv(plain / f"{people}.csv", index=False)
            subprocess.run(
                [sys.executable, "-m", "benchmarks.linkage", "--one", str(pickled)], check=True
            )
            if options.splink:
                command = [options.splink, str(PEERS), "splink", str(plain)]
                done = subprocess.run(command, check=False, capture_output=True, text=True)
                print(done.stdout.strip() or f"splink failed: {done.stderr.strip()[-300:]}")


if __name__ == "__main__":
    main()
