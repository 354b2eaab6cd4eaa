"""
Kill netlens at random moments while it writes, and count what is lost: nothing may be.

Usage: python scripts/soak_kills.py [--rounds N] [--seed N]

Each round starts two processes at once, of `decide --same`, `log`, an
interactive `decide` and an import, and kills them (-9) after a random while.
What a command said was written must be in the file afterwards, once, complete
and readable; no import may leave anything in the project folder; every later
command must work. Exits with 1 if anything was lost.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from netlens.errors import NetlensError
from netlens.records import DECISIONS, LEDGER, read_record

FAMILIES = ("Ashcombe", "Okafor", "Ruiz", "Arslan", "Novak", "Lind", "Berg", "Lis")
PEOPLE = 40
LONGEST_RUN = 60.0
WRITTEN = re.compile(r"^written (decisions|ledger)\.csv:\d+: (.*)$", re.MULTILINE)
# A start takes most of a second; the writing itself is at the very end.
SLACK = 1.15

Command = tuple[str, ...]


def make_project(folder: Path) -> list[str]:
    """Make a project with distinct people and a pair that may be one person."""
    names = [f"Person{chr(97 + i // 8)}{chr(97 + i % 8)} {FAMILIES[i % 8]}" for i in range(PEOPLE)]
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:+49 30 23125-{i:03}\nEND:VCARD\n"
        for i, name in enumerate(names)
    )
    twins = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Niall Marlowright\nORG:Storch\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Niall Marlowright\nTEL:+49 30 23125-999\nEND:VCARD\n"
    )
    (folder / "exports").mkdir()
    (folder / "exports" / "phone.vcf").write_text(cards + twins, encoding="utf-8")
    return names


def build_commands(folder: Path, names: Sequence[str], chance: random.Random) -> Iterator[Command]:
    """Give commands without end, each with words of its own to be found again by."""
    number = 0
    while True:
        number += 1
        note = f'n{number} "quoted", =1+1 and\nmore {"x" * chance.choice([0, 50, 9_000])}.'
        one, other = chance.sample(names, 2)
        yield ("decide", str(folder), "--different", one, other, "--note", note)
        entry = ("--who", one, "--what", "ask", "--direction", "got")
        yield ("log", str(folder), *entry, "--note", note)
        yield ("decide", str(folder), "--note", note)
        yield (chance.choice(("check", "contacts")), str(folder))
        yield ("decide", str(folder), "--different", other, one, "--note", note)


def start(command: Command, said: Path) -> subprocess.Popen[bytes]:
    """Start a command; what it says goes to a file, so that a kill loses nothing of it."""
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "netlens", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
    if process.stdin:
        process.stdin.write(b"d\nq\n")
        process.stdin.close()
    return process


def list_acknowledged(said: str) -> list[tuple[str, str]]:
    """Give each row that a command said was written: the file, and its cells in one line."""
    return [(f"{name}.csv", row) for name, row in WRITTEN.findall(said)]


def list_rows(folder: Path) -> Counter[tuple[str, str]]:
    """Read both files as netlens does, each row as a command would print it."""
    found: Counter[tuple[str, str]] = Counter()
    for record in (DECISIONS, LEDGER):
        table = read_record(folder, record)
        for row in table.astype(dict.fromkeys(record.days, "str")).to_dict("records"):
            cells = [str(row[name]) for name in record.columns]
            found[record.file_name, fold(" | ".join(cell for cell in cells if cell))] += 1
    return found


def fold(text: str) -> str:
    """Reduce a row to what survives being printed in one line and shortened."""
    return re.sub(r"\s+", " ", text)[:300]


def run_round(
    folder: Path, commands: Sequence[Command], wait: Callable[[], float] | None
) -> list[str]:
    """Run commands at once, kill them after a while if one is given; give what they said."""
    said = [folder.parent / f"said-{i}" for i in range(len(commands))]
    running = [start(command, path) for command, path in zip(commands, said, strict=True)]
    if wait is not None:
        time.sleep(wait())
        for process in running:
            process.send_signal(signal.SIGKILL)
    for process in running:
        process.wait(LONGEST_RUN)
    if wait is None and any(process.returncode for process in running):
        told = b"\n".join(path.read_bytes() for path in said).decode("utf-8", "replace")
        msg = f"a command that nobody killed failed:\n{told}"
        raise RuntimeError(msg)
    return [path.read_text(encoding="utf-8", errors="replace") for path in said]


def list_faults(folder: Path, acknowledged: Sequence[tuple[str, str]]) -> list[str]:
    """Compare what was said with what is there."""
    try:
        found = list_rows(folder)
    except NetlensError as error:
        return [f"unreadable: {error}"]
    wanted = Counter((name, fold(row)) for name, row in acknowledged)
    faults = [f"lost: {name}: {row}" for name, row in wanted if not found[name, row]]
    faults += [f"twice: {name}: {row[:80]}" for (name, row), n in found.items() if n > 1]
    faults += [
        f"no line end: {path.name}"
        for path in folder.glob("*.csv")
        if not path.read_bytes().endswith(b"\n")
    ]
    known = {"exports", DECISIONS.file_name, LEDGER.file_name, ".netlens.lock"}
    return faults + [
        f"left over: {path.name}" for path in folder.iterdir() if path.name not in known
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50, help="how many kills")
    parser.add_argument("--seed", type=int, default=0, help="fixes the random moments")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="netlens-soak-") as name:
        folder = Path(name) / "project"
        folder.mkdir()
        commands = build_commands(folder, make_project(folder), chance)
        began = time.monotonic()
        acknowledged = read_said(run_round(folder, [next(commands), next(commands)], None))
        usual = (time.monotonic() - began) * SLACK
        for _ in range(options.rounds):
            both = [next(commands), next(commands)]
            # Mostly near the end, where the writing is.
            moment = chance.choice((chance.uniform(0, usual), chance.uniform(0.7, 1) * usual))
            acknowledged += read_said(run_round(folder, both, lambda moment=moment: moment))
        survivors = [c for c in (next(commands) for _ in range(3)) if c[0] == "decide"][:2]
        acknowledged += read_said(run_round(folder, survivors, None))
        faults = list_faults(folder, acknowledged)
        rows = 0 if faults else sum(list_rows(folder).values())
    print(f"{options.rounds} kills of 2: {len(acknowledged)} lines acknowledged, {rows} found")
    for fault in faults:
        print(fault[:300], file=sys.stderr)
    return 1 if faults else 0


def read_said(said: Sequence[str]) -> list[tuple[str, str]]:
    """Give all that several commands said was written."""
    return [row for text in said for row in list_acknowledged(text)]


if __name__ == "__main__":
    sys.exit(main())
