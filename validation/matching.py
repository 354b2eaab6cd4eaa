"""
Measure how well titles are matched to needs, on judged data.

usage: python validation/matching.py FOLDER [--sweep]

FOLDER holds `jobbert_{queries,contacts,qrels}.tsv`, `score.py` and
`goals_probe.tsv`. Prints ranking quality beside plain BM25 and letter n-grams,
precision on the probe goals, abstention, and speed.
"""

import argparse
import csv
import importlib.util
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd

from netlens.goals import matching
from netlens.goals.indexing import PeopleIndex
from netlens.goals.matching import rank_holders, rank_one
from netlens.goals.queries import build_query
from netlens.goals.sentences import read_sentence
from netlens.vectors import load_model

POOL = 300
SEED = 7


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a tab-separated file without quoting."""
    with path.open(encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def load_scorer(folder: Path) -> ModuleType:
    """Load score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judged:
    """One set of judged queries."""

    def __init__(self, folder: Path, name: str) -> None:
        self.scorer = load_scorer(folder)
        self.queries = read_rows(folder / f"{name}_queries.tsv")
        self.contacts = read_rows(folder / f"{name}_contacts.tsv")
        self.relevant: dict[str, set[str]] = defaultdict(set)
        for row in read_rows(folder / f"{name}_qrels.tsv"):
            self.relevant[row["query_id"]].add(row["contact_id"])
        self.people = pd.DataFrame(
            {
                "person_id": [row["contact_id"] for row in self.contacts],
                "title": [row["title"] for row in self.contacts],
            },
        )

    def needs(self) -> pd.DataFrame:
        """Give the queries as a needs table."""
        return pd.DataFrame(
            {
                "need_id": [row["query_id"] for row in self.queries],
                "text": [row["query"] for row in self.queries],
            },
        )

    def judge(self, ranked: dict[str, list[str]]) -> dict[str, tuple[float, ...]]:
        """Give MRR, nDCG@10 and recall@50 for all queries, each kind, and each half."""
        figures: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for number, row in enumerate(self.queries):
            found = self.scorer.judge(
                ranked.get(row["query_id"], []), self.relevant[row["query_id"]]
            )
            for group in ("all", row["kind"], "odd" if number % 2 else "even"):
                figures[group].append(found)
        return {
            group: tuple(float(np.mean(column).round(3)) for column in zip(*rows, strict=True))
            for group, rows in sorted(figures.items())
        }


def rank_all(judged: Judged) -> dict[str, list[str]]:
    """Rank with the product."""
    holders = rank_holders(judged.needs(), judged.people, top=50)
    groups = holders.groupby("need_id", sort=False)["person_id"]
    return {need: list(ids) for need, ids in groups}


def rank_plain(judged: Judged, *, letters: bool) -> dict[str, list[str]]:
    """Rank by one score of likeness alone."""
    index = PeopleIndex(judged.people, load_model())
    ranked = {}
    for row in judged.queries:
        query = build_query(row["query"])
        wish = read_sentence(row["query"])
        words = dict(query.words)
        plain = [(root, 1.0) for root in words]
        titles = index.titles
        by_title = (
            titles.letter_likeness.compare(wish.words)
            if letters
            else titles.word_likeness.compare(plain)
        )
        score = by_title[index.title_of]
        order = sorted(np.flatnonzero(score > 0), key=lambda i, s=score: (-s[i], index.ids[i]))
        ranked[row["query_id"]] = [index.ids[i] for i in order[:50]]
    return ranked


def measure_probe(path: Path, sets: Sequence[Judged]) -> None:
    """Print the precision of the first ten over goals whose pool holds somebody."""
    goals = read_rows(path)
    print(path.name)
    for judged, name in zip(sets, ("jobbert", "onet"), strict=True):
        index = PeopleIndex(judged.people, load_model())
        titles = dict(zip(judged.people["person_id"], judged.people["title"], strict=True))
        precisions, shown_precisions = [], []
        for row in goals:
            accept = re.compile(row["accept_regex"], re.IGNORECASE)
            pool = sum(bool(accept.search(title)) for title in titles.values())
            found = rank_one(build_query(row["goal"]), "n", index, top=10)
            good = [bool(accept.search(titles[str(item["person_id"])])) for item in found]
            sure = [g for g, item in zip(good, found, strict=True) if item["status"] != "weak"]
            if pool:
                precisions.append(sum(good) / min(10, pool))
                shown_precisions.append(sum(sure) / len(sure) if sure else np.nan)
                shown = f"likely {sum(sure)}/{len(sure)} of {pool}"
                print(f"  {precisions[-1]:5.2f} {shown}  {row['goal']}")
        sure_share = np.nanmean(shown_precisions)
        print(f"{name}: precision@10 {np.mean(precisions):.3f}; of likely ones {sure_share:.3f}")


def measure_abstention(
    judged: Judged, goals: Iterable[tuple[str, set[str]]], name: str
) -> tuple[float, float]:
    """
    Give two shares over goals, each with a pool of 300 real titles.

    The first: somebody shown as held or likely though all relevant people are
    hidden. The second: the one relevant person planted is shown.
    """
    chance = random.Random(SEED)  # noqa: S311  (a sample, not a secret)
    everybody = list(judged.people.itertuples(index=False))
    alarms, found, number = 0, 0, 0
    for text, relevant in goals:
        pool = [p for p in chance.sample(everybody, POOL + 50) if p.person_id not in relevant][
            :POOL
        ]
        chosen = chance.choice(sorted(relevant))
        planted = next(person for person in everybody if person.person_id == chosen)
        index = PeopleIndex(pd.DataFrame([*pool, planted]), load_model())
        rows = rank_one(build_query(text), "n", index, top=POOL)
        shown = {row["person_id"] for row in rows if row["status"] != "weak"}
        alarms += bool(shown - {planted.person_id})
        found += planted.person_id in shown
        number += 1
    shares = alarms / number, found / number
    print(
        f"{name}: {number} goals; nobody planted, shown {shares[0]:.2f}; one, found {shares[1]:.2f}"
    )
    return shares


def goals_of(judged: Judged, kind: str, most: int, *, odd: bool) -> list[tuple[str, set[str]]]:
    """Take judged queries of one kind as goals."""
    rows = [row for row in judged.queries if row["kind"] == kind][odd::2][:most]
    return [(row["query"], judged.relevant[row["query_id"]]) for row in rows]


def probe_goals(path: Path, judged: Judged) -> list[tuple[str, set[str]]]:
    """Take written goals with whom their patterns accept."""
    goals = []
    for row in read_rows(path):
        accept = re.compile(row["accept_regex"], re.IGNORECASE)
        titles = zip(judged.people["person_id"], judged.people["title"], strict=True)
        relevant = {person for person, title in titles if accept.search(title)}
        if relevant:
            goals.append((row["goal"], relevant))
    return goals


def measure_speed(judged: Judged) -> None:
    """Print the seconds to index 30,000 distinct titles and the milliseconds of a query."""
    titles = list(judged.people["title"])
    people = pd.DataFrame(
        {
            "person_id": [f"p{i:05}" for i in range(30_000)],
            "title": [
                f"{titles[i % len(titles)]} {titles[(i * 7 + i // len(titles)) % len(titles)]}"
                for i in range(30_000)
            ],
            "company": [f"Company {i % 4_000}" for i in range(30_000)],
        },
    )
    start = time.perf_counter()
    index = PeopleIndex(people)
    built = time.perf_counter() - start
    spent = []
    for row in judged.queries[:200]:
        start = time.perf_counter()
        rank_one(build_query(row["query"]), "n", index, top=50)
        spent.append(time.perf_counter() - start)
    middle, slow = np.quantile(spent, [0.5, 0.95]) * 1e3
    print(f"30,000 people: indexed in {built:.1f} s; query {middle:.0f} ms, 95 % {slow:.0f} ms")


def sweep(sets: Sequence[Judged]) -> None:
    """Print the trade-off between false alarms and holders found."""
    for covered in (0.6, 0.7, 0.75, 0.85, 1.0):
        for pure in (0.3, 0.5, 0.7, 0.85):
            matching.COVERED, matching.PURE = covered, pure  # type: ignore[misc]
            measure_abstention(
                sets[0], goals_of(sets[0], "role", 100, odd=True), f"covered {covered} pure {pure}"
            )


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sweep", action="store_true")
    args = parser.parse_args()
    sets = [Judged(args.folder, name) for name in ("jobbert", "onet")]
    if args.sweep:
        sweep(sets)
        return
    for judged, name in zip(sets, ("jobbert", "onet"), strict=True):
        for how, ranked in (
            ("BM25 on roots", rank_plain(judged, letters=False)),
            ("letter n-grams", rank_plain(judged, letters=True)),
            ("rank_holders", rank_all(judged)),
        ):
            print(f"{name} {how}: {judged.judge(ranked)}")
    here = Path(__file__).parent
    written = [
        args.folder / "goals_probe.tsv",
        here / "goals_looked_at.tsv",
        here / "goals_kept_aside.tsv",
    ]
    for path in written:
        measure_probe(path, sets)
        for judged, name in zip(sets, ("jobbert", "onet"), strict=True):
            measure_abstention(judged, probe_goals(path, judged), f"{path.stem}, {name} titles")
    measure_abstention(sets[0], goals_of(sets[0], "role", 100, odd=True), "roles, odd")
    measure_abstention(sets[0], goals_of(sets[0], "role", 100, odd=False), "roles, even")
    measure_speed(sets[0])


if __name__ == "__main__":
    main()
