"""
Time the reading of a phone's address book beside vobject, lenient.

Usage: python benchmarks/vcard.py [CARDS]

Both read the same generated file in turns, in one process; the median of five
turns is printed. vobject is given the text already decoded and stops at typed
properties; netlens is timed from bytes to columns (`read_vcard`), and from a
file to the finished and checked tables (`read_exports`).
"""

import base64
import gc
import logging
import platform
import quopri
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import vobject

from netlens.exports import read_exports
from netlens.exports.vcard import read_vcard

CARDS = 10_000
TURNS = 5
# Shares of cards, or of addresses, that have something.
WITH_PHOTO = 0.1
ENCODED = 0.05
GROUPED = 0.3
AT_WORK = 0.3
AT_HOME = 0.2
NOTED = 0.15
BORN = 0.2
LABELLED = 0.3
FOLD_AT = 75
GIVEN = ["Ana", "Jürgen", "Zoë", "Li", "Olga", "Tomás", "Priya", "Samuel", "Chloé", "Ben", "Łukasz"]
FAMILY = ["Ruiz", "Müller", "Okafor", "Nowak", "de Vries", "Sørensen", "Tanaka", "Smith", "Sanyal"]
COMPANY = ["Acme\\, Inc.", "Nordwind GmbH", "Example & Sons", "Société Générique", "Umbrella"]
TITLE = ["Engineer", "Head of Data\\, Europe", "Director of Sales", "Geschäftsführerin", "CTO"]
PLACE = ["Berlin;;10115;Germany", "London;;SW1A 1AA;United Kingdom", "Austin;TX;78701;USA"]
NOTE = "Met at the conference in spring\\; asked about the data team. Prefers to be called."
GROUPS = ["Friends", "Family,Choir", "Work", "myContacts"]


def make_address_book(cards: int, *, seed: int = 0) -> bytes:
    """Make a vCard 3.0 file as a phone exports it, with some cards as older phones wrote them."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret is made here
    lines = [line for number in range(cards) for line in _make_card(number, chance)]
    return b"".join(_fold(line.encode()) for line in lines)


def _make_card(number: int, chance: random.Random) -> Iterator[str]:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    if chance.random() < ENCODED:
        yield f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_encode(family)};{_encode(given)};;;"
        yield f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{_encode(f'{given} {family} {number}')}"
    else:
        yield f"N:{family};{given};;;"
        yield f"FN:{given} {family} {number}"
    for kind in chance.sample(["CELL", "HOME", "WORK"], chance.choice([1, 1, 1, 2, 2, 3])):
        yield f"TEL;TYPE={kind}:+49 30 23125{chance.randrange(10**5):05d}"
    for place in range(chance.choice([0, 1, 1, 2])):
        group = f"item{place + 1}." if chance.random() < GROUPED else ""
        yield f"{group}EMAIL;TYPE=INTERNET:person{number}.{place}@example.com"
        if group:
            yield f"{group}X-ABLabel:_$!<Other>!$_"
    yield from _make_rest(chance)
    yield "REV:2024-05-01T10:00:00Z"
    yield "END:VCARD"


def _make_rest(chance: random.Random) -> Iterator[str]:
    if chance.random() < AT_WORK:
        yield f"ORG:{chance.choice(COMPANY)};"
        yield f"TITLE:{chance.choice(TITLE)}"
    if chance.random() < AT_HOME:
        yield f"ADR;TYPE=HOME:;;Example Street {chance.randrange(200)};{chance.choice(PLACE)}"
    if chance.random() < NOTED:
        yield f"NOTE:{NOTE}"
    if chance.random() < BORN:
        yield f"BDAY:19{chance.randint(50, 99)}-{chance.randint(1, 12):02d}-11"
    if chance.random() < LABELLED:
        yield f"CATEGORIES:{chance.choice(GROUPS)}"
    if chance.random() < WITH_PHOTO:
        photo = base64.b64encode(chance.randbytes(chance.randint(2000, 4000))).decode()
        yield f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}"


def _encode(text: str) -> str:
    return quopri.encodestring(text.encode()).decode().strip()


def _fold(line: bytes) -> bytes:
    """Fold at 75 bytes, but never within a letter, which would cost vobject the card."""
    pieces = []
    while len(line) > FOLD_AT:
        at = FOLD_AT
        while line[at] & 0xC0 == 0x80:  # noqa: PLR2004 - the second byte or later of a letter
            at -= 1
        pieces.append(line[:at])
        line = b" " + line[at:]
    return b"\r\n".join([*pieces, line]) + b"\r\n"


def read_with_vobject(data: bytes) -> int:
    """Read with vobject as leniently as it can; return the number of cards."""
    text = data.decode()
    return sum(1 for _ in vobject.readComponents(text, ignoreUnreadable=True, allowQP=True))


def time_once(work: Callable[[], object]) -> float:
    """Return the seconds that one call takes; what the turn before left is swept up first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Run the comparison and print a table."""
    logging.disable(logging.CRITICAL)  # vobject reports each line it cannot read
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else CARDS
    data = make_address_book(cards)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.vcf"
        path.write_bytes(data)
        works: dict[str, Callable[[], object]] = {
            "vobject 0.9.9, lenient": lambda: read_with_vobject(data),
            "netlens, bytes to columns": lambda: read_vcard(data),
            "netlens, file to tables": lambda: read_exports(path),
        }
        counts = read_with_vobject(data), read_vcard(data).kept, len(read_exports(path).contacts)
        turns = [[time_once(work) for work in works.values()] for _ in range(TURNS)]
    medians = [statistics.median(times) for times in zip(*turns, strict=True)]
    print(f"{cards:,} cards, {len(data) / 1e6:.1f} MB, Python {platform.python_version()}")
    print(f"{'reader':<28}{'cards read':>12}{'seconds':>10}{'cards/s':>11}{'times faster':>14}")
    for name, count, seconds in zip(works, counts, medians, strict=True):
        speed, ratio = count / seconds, medians[0] / seconds
        print(f"{name:<28}{count:>12,}{seconds:>10.3f}{speed:>11,.0f}{ratio:>14.1f}")


if __name__ == "__main__":
    main()
