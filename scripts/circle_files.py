"""The files of data/circle/: what a coordinator typed and exported, and the lists of her circle."""

from collections.abc import Iterator
from typing import Any

from circle_cast import STORY, WORDS
from sample_cast import Cast, read_words
from sample_formats import write_card
from sample_linkedin import Account, make_archive
from sample_mine import iphone_lines
from sample_pooled import make_pooled

_LETTERS = read_words("circle_letters.toml")


def make_circle_files(cast: Cast) -> dict[str, bytes]:
    """Give every file of the project folder: its path to its bytes."""
    account = Account(STORY["me"], cast.mine, _LETTERS)
    pooled = make_pooled(cast, dict(_consents(cast)))
    return {
        "netlens.toml": STORY["settings"].encode(),
        "ledger.csv": STORY["ledger"].encode(),
        "exports/iPhone.vcf": _phone(cast).encode(),
        "exports/Basic_LinkedInDataExport_06-28-2026.zip": make_archive(account, account.rows()),
        **{f"exports/{name}": data for name, data in pooled.items()},
    }


def _phone(cast: Cast) -> str:
    """Make the phone's address book, where the coordinator keeps who belongs to what."""
    known = [person for person in cast.mine if "phone" in person.cards]
    known.sort(key=lambda person: (person.given, person.family))
    return "".join(write_card(iphone_lines(person, i)) for i, person in enumerate(known))


def _consents(cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """Say when and for what each list was given: most of them at one of a few evenings."""
    words = WORDS["consents"]
    for number, folder in enumerate(cast.lists):
        day = words["days"][number % len(words["days"])]
        yield folder, {"when": day, "for": words["own"].get(folder, words["usual"])}
