"""
Time the reading of a LinkedIn Connections.csv beside bare `pandas.read_csv`.

Usage: python benchmarks/connections.py [ROWS]

Both read the same generated file in turns, in one process; the median of seven
turns is printed. `read_delimited` gives a batch, `read_exports` the finished
and checked tables.
"""

import csv
import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from netlens.exports import read_exports
from netlens.exports.delimited import read_delimited

ROWS = 30_000
TURNS = 7
WITH_ADDRESS = 0.05  # few members let their address be exported
HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
NOTE = (
    "When exporting your connection data, you may notice that some of the email addresses are "
    "missing. You will only see email addresses for connections who have allowed it."
)
GIVEN = ["Ana", "Jürgen", "Zoë", "Li", "Olga", "Tomás", "Priya", "Samuel", "Chloé", "Ben", "Łukasz"]
FAMILY = ["Ruiz", "Müller", "Okafor", "Nowak", "de Vries", "Sørensen", "Tanaka", "Smith", "Sanyal"]
COMPANY = ["Acme, Inc.", "Nordwind GmbH", "Example & Sons", "Société Générique", "Umbrella", "Self"]
POSITION = ["Engineer", "Senior Engineer, Data", "Director of Sales", "Geschäftsführerin", "CTO"]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def make_connections(rows: int, *, seed: int = 0) -> bytes:
    """Make a Connections.csv with its introduction, quoted commas and other alphabets."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made here
    buffer = io.StringIO()
    buffer.write(f'Notes:\n"{NOTE}"\n\n')
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    for number in range(rows):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        email = f"person{number}@example.com" if chance.random() < WITH_ADDRESS else ""
        company = f"{chance.choice(COMPANY)} {chance.randrange(3000)}"
        day = f"{chance.randint(1, 28):02d} {chance.choice(MONTHS)} {chance.randint(2008, 2025)}"
        url = f"https://www.linkedin.com/in/person-{number:05d}"
        writer.writerow([given, family, url, email, company, chance.choice(POSITION), day])
    return buffer.getvalue().encode()


def time_once(work: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and how many times as long as bare pandas they are."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    data = make_connections(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Connections.csv"
        path.write_bytes(data)
        works: dict[str, Callable[[], object]] = {
            "pandas.read_csv": lambda: pd.read_csv(path, skiprows=3),
            "read_delimited": lambda: read_delimited(path.read_bytes(), file_name=path.name),
            "read_exports": lambda: read_exports(path),
        }
        kept = read_delimited(data).kept
        seconds: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(TURNS):
            for name, work in works.items():
                seconds[name].append(time_once(work))
    bare = statistics.median(seconds["pandas.read_csv"])
    print(f"{kept:,} of {rows:,} rows kept, {len(data):,} bytes")
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:16} {median * 1e3:7.1f} ms  {median / bare:5.2f} x pandas.read_csv")


if __name__ == "__main__":
    main()
