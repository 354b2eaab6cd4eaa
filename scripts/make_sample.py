"""
Make data/sample/: the project folder of an invented person, the same bytes every time.

Usage: python scripts/make_sample.py [--out FOLDER]

Everybody in it is invented. Addresses lie under example.com, example.net and
example.org, phone numbers in ranges that are kept for films, and every
LinkedIn address begins with "invented-".
"""

import argparse
from pathlib import Path
from typing import Final

from sample_cast import STORY, WORDS, Cast, make_cast
from sample_mine import (
    make_google,
    make_iphone,
    make_linkedin,
    make_older_linkedin,
    make_outlook,
)
from sample_pooled import make_pooled

SAMPLE: Final = Path(__file__).resolve().parent.parent / "data" / "sample"


def make_files(cast: Cast) -> dict[str, bytes]:
    """Give every file of the project folder: its path to its bytes."""
    consents = {owner: wishes["consent"] for owner, wishes in WORDS["owners"].items()}
    texts = {
        "netlens.toml": STORY["settings"],
        "decisions.csv": STORY["decisions"],
        "ledger.csv": STORY["ledger"],
        "ties.csv": STORY["ties"],
        "exports/iPhone.vcf": make_iphone(cast),
        "exports/google-contacts.csv": make_google(cast),
    }
    return {
        **{name: text.encode() for name, text in texts.items()},
        "exports/outlook-murmelfeld.CSV": make_outlook(cast),
        "exports/Basic_LinkedInDataExport_12-15-2025.zip": make_older_linkedin(cast),
        "exports/Basic_LinkedInDataExport_06-28-2026.zip": make_linkedin(cast),
        **{f"exports/{name}": data for name, data in make_pooled(cast, consents).items()},
    }


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description="Make the sample project; the same every time.")
    parser.add_argument("--out", type=Path, default=SAMPLE, help="folder (default: data/sample)")
    folder: Path = parser.parse_args().out
    files = make_files(make_cast())
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    size = sum(map(len, files.values()))
    print(f"{folder}: {len(files)} files, {size:,} bytes")


if __name__ == "__main__":
    main()
