"""
Time the matching of needs to people, beside plain BM25 and bare MiniLM.

usage: python benchmarks/matching.py [--people 30000]

Titles are made of words drawn by chance, so nearly all are different: the
worst case, as equal titles are looked at once. The BM25 peer is a term matrix
of scipy over the same words; the MiniLM peer is the model run on the same
titles, which sets the pace of everything with vectors.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse

from netlens.goals.indexing import PeopleIndex
from netlens.goals.matching import rank_one
from netlens.goals.queries import build_query
from netlens.vectors import SentenceModel, load_model

RANKS = ("Senior", "Junior", "Lead", "Head", "Chief", "Assistant", "Principal", "Deputy")
FIELDS = (
    "Data", "Sales", "Nursing", "Tax", "Cloud", "Garden", "Music", "Patent", "Kitchen", "Legal",
    "Logistics", "Marketing", "Safety", "Design", "Payroll", "Bridge", "Harbour", "Textile",
    "Energy", "Pharmacy", "School", "Travel", "Insurance", "Timber",
)  # fmt: skip
ROLES = (
    "Engineer", "Manager", "Nurse", "Consultant", "Teacher", "Analyst", "Clerk", "Technician",
    "Director", "Planner", "Cook", "Driver", "Researcher", "Buyer", "Officer", "Editor",
)  # fmt: skip
GOALS = (
    "find a job as a data engineer in Berlin", "raise a seed round", "hire a good tax accountant",
    "they plan and oversee the daily operations of a harbour and its safety", "get a visa",
    "find a violin teacher for my daughter", "einen Steuerberater finden", "fix my boiler",
)  # fmt: skip


def time_of(work: Callable[[], object]) -> float:
    """Give the seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def invent(count: int) -> pd.DataFrame:
    """Invent people with titles of four to six words."""
    chance = np.random.default_rng(1)
    titles = [
        " ".join([*chance.choice(RANKS, 1), *chance.choice(FIELDS, 3), *chance.choice(ROLES, 1)])
        for _ in range(count)
    ]
    ids = [f"p{i:06}" for i in range(count)]
    return pd.DataFrame({"person_id": ids, "title": titles, "company": [f"C{i}" for i in ids]})


def build_bm25(titles: list[str]) -> Callable[[str], np.ndarray]:
    """Build the plainest BM25 there is."""
    words: dict[str, int] = {}
    rows = [[words.setdefault(w, len(words)) for w in t.lower().split()] for t in titles]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.concatenate(rows)
    matrix = sparse.csr_array((np.ones(len(flat)), flat, ends), shape=(len(rows), len(words)))
    counts = np.bincount(flat, minlength=len(words))
    rarity = np.log1p((len(rows) - counts + 0.5) / (counts + 0.5))

    def score(text: str) -> np.ndarray:
        wanted = np.zeros(len(words))
        for word in text.lower().split():
            if word in words:
                wanted[words[word]] = rarity[words[word]]
        return np.argsort(-(matrix @ wanted))[:50]

    return score


def print_queries(name: str, rank: Callable[[str], object]) -> None:
    """Print milliseconds of a question, first time excepted."""
    for goal in GOALS:
        rank(goal)
    spent = [time_of(lambda g=goal: rank(g)) * 1e3 for goal in GOALS for _ in range(5)]
    print(f"{name}: a question {np.median(spent):.1f} ms, worst {max(spent):.1f} ms", flush=True)


def main() -> None:
    """Time everything once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30_000)
    people = invent(parser.parse_args().people)
    titles = list(people["title"])
    spent = time_of(lambda: build_bm25(titles))
    print(f"plain BM25: indexed in {spent:.1f} s")
    print_queries("plain BM25", build_bm25(titles))
    spent = time_of(lambda: PeopleIndex(people))
    print(f"words alone: indexed in {spent:.1f} s")
    index = PeopleIndex(people)
    print_queries("words alone", lambda goal: rank_one(build_query(goal), "n", index, top=50))
    installed = load_model()
    if installed is None:
        return
    plain = SentenceModel(installed.folder, attuned=False)
    spent = time_of(lambda: plain.embed(titles))
    print(f"bare MiniLM: {len(titles) / spent:.0f} titles a second, {spent:.1f} s")
    rows = plain.embed(titles)
    print_queries("bare MiniLM", lambda goal: np.argsort(-(rows @ plain.embed([goal])[0]))[:50])
    model = SentenceModel(installed.folder, made_by=installed.made_by)
    print(f"with vectors: indexed in {time_of(lambda: PeopleIndex(people, model)):.1f} s the first")
    print(f"time, {time_of(lambda: PeopleIndex(people, model)):.1f} s when vectors are known")
    whole = PeopleIndex(people, model)
    print_queries("with vectors", lambda goal: rank_one(build_query(goal), "n", whole, top=50))


if __name__ == "__main__":
    main()
