"""
Feed the readers broken files, guided by coverage, and stop at the first fault.

Usage: python scripts/fuzz_readers.py [--seconds N | --minutes N] [--reader NAME] [--seed N]

Each reader gets its share of the time in a process of its own. A fault is an
exception other than InputError, an input of at most 64 kB that takes longer
than two seconds, or a batch in which read is not kept + rejected + skipped.
The input that caused it is kept, and its path printed. Needs Atheris (Linux).
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LONGEST_INPUT = 1 << 16
LONGEST_WAIT = 2  # seconds for one input
READERS = ("vcard", "delimited", "ldif", "facebook")
SUFFIXES = {
    "vcard": {".vcf"},
    "delimited": {".csv", ".txt"},
    "ldif": {".ldif"},
    "facebook": {".json"},
}
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
FAULTS = Path(tempfile.gettempdir()) / "netlens-faults"

# What a reader looks for, so that mutations find it too.
WORDS = {
    "vcard": r"""BEGIN:VCARD\n END:VCARD\n VERSION:2.1\n VERSION:4.0\n AGENT:\n FN: N: TEL: EMAIL:
        ORG: ADR: NOTE: REV: BDAY: PHOTO: X-ABLabel: X-ABRELATEDNAMES: RELATED: CATEGORIES:
        KIND:group\n item1. ;TYPE= ;PREF= ;CHARSET= UTF-8 UTF-16 UTF-7 GBK SHIFT_JIS ISO-2022-JP
        Windows-1251 Murks ;ENCODING=QUOTED-PRINTABLE ;ENCODING=b ;BASE64 =\n =C3=BC =0D=0A \n\x20
        \n\t \r \r\r\n \\, \\; \\n \xef\xbb\xbf \xff\xfe \x00 _$!<Spouse>!$_
        BEGIN:VCARD\\nFN:x\\nEND:VCARD""",
    "delimited": r"""First\x20Name Last\x20Name E-mail\x20Address Connected\x20On URL Company
        Notes:\n \" \"\" , ; \t \n \r\n \r \x20:::\x20 *\x20myContacts \xef\xbb\xbf \xff\xfe \x00
        sep=;\n 2024-05-01 12\x20Mar\x202024 https://www.linkedin.com/in/ linkedin.com/in/%C3""",
    "ldif": r"""dn:\x20 dn::\x20 cn: mail: objectclass:\x20groupOfNames member: sn:
        telephoneNumber: jpegPhoto:: \n\x20 \n\n # version:\x201\n :: :< =,""",
    "facebook": r"""{ } [ ] \" : , \"friends_v2\": \"name\": \"timestamp\": 1700000000 -1 1e400
        null \\u00c3\\u00bc \\ud800""",
}
SEEDS = {
    "vcard": """BEGIN:VCARD
VERSION:3.0
N:Ruiz;Ana;;Dr.;
FN:Ana Ruiz
item1.X-ABRELATEDNAMES:Ben
item1.X-ABLabel:_$!<Manager>!$_
AGENT:
BEGIN:VCARD
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=
=20M
END:VCARD
PHOTO;ENCODING=b:AAAA
 AAAA
NOTE:one
 two
END:VCARD
""",
    "delimited": """Notes:
"text"

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz-example,,"Polymer, Inc.",Head,12 Mar 2024
,,,,,,07 Jun 2026
""",
    "ldif": """dn: cn=Ana Ruiz,mail=ana@example.com
objectclass: person
cn:: WsOzw6s=
mail: ana@example.com
telephoneNumber: +49 30
 23125001
""",
    "facebook": '{"friends_v2": [{"name": "Ana Ru\\u00c3\\u00ad", "timestamp": 1700000000}]}',
}


def read_seeds(reader: str) -> Iterator[bytes]:
    """Give files to start from: one made here, and those of the sample."""
    text = SEEDS[reader]
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        yield text.encode(codec)
    yield text.replace("\n", "\r\n").encode()
    for path in sorted(SAMPLE.rglob("*")):
        if path.suffix.lower() in SUFFIXES[reader]:
            yield path.read_bytes()[:LONGEST_INPUT]


def load_reader(reader: str) -> Callable[[bytes], object]:
    """Import a reader so that Atheris sees which of its lines run."""
    import importlib  # noqa: PLC0415  (only the process that fuzzes needs these)

    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["netlens.exports"]):
        module = importlib.import_module(f"netlens.exports.{reader}")
    function: Callable[[bytes], object] = getattr(module, f"read_{reader}")
    return function


def check_input(read: Callable[[bytes], object], data: bytes) -> None:
    """Read one input and raise if anything about it is wrong."""
    from netlens.errors import InputError  # noqa: PLC0415  (after instrumenting)

    start = time.perf_counter()
    try:
        batch = read(data)
    except InputError:
        return
    finally:
        seconds = time.perf_counter() - start
        if seconds > LONGEST_WAIT:
            msg = f"{len(data)} bytes took {seconds:.1f} seconds"
            raise TimeoutError(msg)
    what = [drop.what for drop in batch.dropped]
    total = batch.kept + what.count("rejected") + what.count("skipped")
    lengths = {len(cells) for cells in batch.columns.values()} or {0}
    if batch.read != total or lengths != {batch.kept}:
        msg = f"read {batch.read}, kept {batch.kept}, dropped {what}, columns of {lengths}"
        raise AssertionError(msg)


def fuzz(reader: str, seconds: int, seed: int) -> None:
    """Fuzz one reader in this process; does not return."""
    import atheris  # noqa: PLC0415

    read = load_reader(reader)
    folder = Path(tempfile.mkdtemp(prefix=f"netlens-{reader}-"))
    for number, data in enumerate(read_seeds(reader)):
        (folder / f"seed-{number}").write_bytes(data)
    words = folder.with_suffix(".words")
    words.write_text(
        "".join(f'"{_hex(word)}"\n' for word in WORDS[reader].split()), encoding="ascii"
    )
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={5 * LONGEST_WAIT}",
        f"-seed={seed}",
        f"-dict={words}",
        f"-artifact_prefix={FAULTS}/{reader}-",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], lambda data: check_input(read, data))
    atheris.Fuzz()


def _hex(word: str) -> str:
    raw = word.encode("ascii").decode("unicode_escape").encode("latin-1")
    return "".join(f"\\x{byte:02x}" for byte in raw)


def main() -> int:
    """Give every reader its time; return 1 if one has a fault."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--minutes", type=int, default=0)
    parser.add_argument("--reader", choices=READERS, action="append")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 1 << 30))
    parser.add_argument("--child", choices=READERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    seconds = args.seconds + 60 * args.minutes or 60
    FAULTS.mkdir(exist_ok=True)
    if args.child:
        fuzz(args.child, seconds, args.seed)
    readers = args.reader or READERS
    failed = []
    for reader in readers:
        share = max(1, seconds // len(readers))
        print(f"{reader}: {share} seconds, seed {args.seed}", flush=True)
        options = [f"--child={reader}", f"--seconds={share}", f"--seed={args.seed}"]
        done = subprocess.run([sys.executable, __file__, *options], check=False)
        if done.returncode:
            failed.append(reader)
    print(f"faults in {', '.join(failed)}; the inputs are in {FAULTS}" if failed else "no fault")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
