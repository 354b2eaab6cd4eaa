"""
Make data/sample/ and data/circle/: the project folders of two invented persons.

Usage: python scripts/make_sample.py [--out FOLDER]

The same bytes every time. Everybody in them is invented. Addresses lie under
example.com, example.net and example.org, phone numbers in ranges that are kept
for films, and every LinkedIn address begins with "invented-". In the first, few
lists are pooled; in the second so many that ties among contacts can be seen.
"""

import argparse
from pathlib import Path
from typing import Final

from circle_cast import make_circle
from circle_files import make_circle_files
from sample_cast import STORY, WORDS, Cast, make_cast
from sample_mine import (
    make_google,
    make_iphone,
    make_linkedin,
    make_older_linkedin,
    make_outlook,
)
from sample_pooled import make_pooled

DATA: Final = Path(__file__).resolve().parent.parent / "data"


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
    """Write both projects."""
    parser = argparse.ArgumentParser(description="Make the sample projects; the same every time.")
    parser.add_argument("--out", type=Path, default=DATA, help="folder (default: data)")
    out: Path = parser.parse_args().out
    projects = {
        "sample": make_files(make_cast()),
        "circle": make_circle_files(make_circle()),
    }
    for project, files in projects.items():
        for name, data in files.items():
            path = out / project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        size = sum(map(len, files.values()))
        print(f"{out / project}: {len(files)} files, {size:,} bytes")


if __name__ == "__main__":
    main()
