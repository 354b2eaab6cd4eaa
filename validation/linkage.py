"""
Measure linkage on invented address books and on FEBRL, beside two peers.

    python -m validation.linkage [FEBRL_FOLDER]

A pair is linkable if both cards have a full name or they share an address or
number: nobody can tell which Brian `Brian` is. Peers run in environments of
their own (validation/linkage_peers.py says how), on the same tables.
"""

import argparse
import itertools
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pandas as pd
from validation.contact_books import make_books
from validation.febrl import SETS, measure_febrl, read_febrl, read_plain

from netlens.people.linking import link

_FULL: Final = 2


def measure_books(books: pd.DataFrame) -> dict[str, float]:
    """
    Link address books and compare with the truth.

    Parameters
    ----------
    books
        As `make_books` gives them.

    Returns
    -------
    figures
        `precision`, `recall` and `f1` of merged pairs, `recall, linkable`,
        `review` (pairs that wait) and `review, one person` (how many of them
        are one).
    """
    linkage = link(books.drop(columns="truth"))
    truth = books["truth"].tolist()
    cluster_of = {i: n for n, cluster in enumerate(linkage.clusters) for i in cluster}
    right = sum(
        n * (n - 1) // 2
        for cluster in linkage.clusters
        for n in Counter(truth[i] for i in cluster).values()
    )
    merged = sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in linkage.clusters)
    pairs = list(true_pairs(books))
    linkable = [pair for pair, can in pairs if can]
    found = sum(cluster_of[a] == cluster_of[b] for a, b in linkable)
    person = dict(zip(books["contact_id"], truth, strict=True))
    review = linkage.merges[linkage.merges["zone"] == "review"]
    ends = zip(review["contact_a"], review["contact_b"], strict=True)
    precision, recall = right / max(1, merged), right / len(pairs)
    return {
        "pairs": len(pairs),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "recall, linkable": found / len(linkable),
        "review": len(review),
        "review, one person": sum(person[a] == person[b] for a, b in ends),
    }


def true_pairs(books: pd.DataFrame) -> list[tuple[tuple[int, int], bool]]:
    """List the pairs of rows that are one person, and whether anybody could tell."""
    rows: list[dict[Any, Any]] = books.to_dict("records")
    members: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        members.setdefault(row["truth"], []).append(position)
    found = []
    for positions in members.values():
        for a, b in itertools.combinations(positions, 2):
            one, other = rows[a], rows[b]
            keyed = any(set(one[key]) & set(other[key]) for key in ("emails", "phones"))
            full = min(len(row["name"].split()) for row in (one, other)) >= _FULL
            found.append(((a, b), keyed or full))
    return found


def flatten(table: pd.DataFrame) -> pd.DataFrame:
    """Give contacts as one plain column per field, as peers expect them."""
    words = table["name"].fillna("").str.replace(",", "").str.lower().str.split()
    plain = {
        "unique_id": table["contact_id"],
        "truth": table["truth"],
        "list": table["producer"],
        "given": words.str[0],
        "family": words.str[1:].str[-1],
        **{name: table[name].str.lower() for name in ("company", "title", "birthday", "location")},
        "email": table["emails"].str[0],
        "phone": table["phones"].str[0],
    }
    return pd.DataFrame(plain).rename(columns={"location": "address"})


def main() -> None:
    """Print the figures; write the tables for the peers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("febrl", nargs="?", type=Path)
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--people", type=int, nargs="*", default=[300, 2_000])
    options = parser.parse_args()
    tables: dict[str, pd.DataFrame] = {}
    for people, seed in itertools.product(options.people, (1, 2, 3)):
        tables[f"books-{people}-{seed}"] = make_books(people, seed=seed)
    for name, books in tables.items():
        start = time.perf_counter()
        print(f"{name}: {_line(measure_books(books))}; {time.perf_counter() - start:.1f} s")
    for name, files in SETS.items() if options.febrl else ():
        tables[name] = read_febrl(options.febrl, files)
        start = time.perf_counter()
        print(f"{name}: {_line(measure_febrl(tables[name]))}; {time.perf_counter() - start:.1f} s")
    for name, table in tables.items() if options.write else ():
        options.write.mkdir(exist_ok=True)
        plain = read_plain(options.febrl, SETS[name]) if name in SETS else flatten(table)
        plain.to_csv(options.write / f"{name}.csv", index=False)


def _line(figures: dict[str, float]) -> str:
    return ", ".join(
        f"{name} {value:,}" if isinstance(value, int) else f"{name} {value:.4f}"
        for name, value in figures.items()
    )


if __name__ == "__main__":
    main()
