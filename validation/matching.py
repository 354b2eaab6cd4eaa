"""
Measure how well titles are matched to needs, on judged data, beside peers.

usage: python validation/matching.py FOLDER [ranking] [goals] [abstention] [titles]

FOLDER holds `jobbert_*` and `onet_*` (`queries`, `contacts`, `qrels`),
`score.py` and `goals_probe.tsv`. Everything runs with words alone, with the
sentence model if installed, and with the occupations if a taxonomy was added
(`onet` is valid only with one made from FOLDER/taxonomy_eval). Parts are named
to run less: quality beside plain BM25, letters and MiniLM, with an ablation;
precision of written goals; false alarms and holders found in pools of 300;
seniority and function read from titles.
"""

import argparse
import csv
import importlib.util
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final

import numpy as np
import pandas as pd

from netlens.goals import scoring
from netlens.goals.indexing import PeopleIndex
from netlens.goals.matching import rank_one
from netlens.goals.queries import build_query
from netlens.goals.sentences import read_sentence
from netlens.goals.titles import SENIORITIES, parse_title
from netlens.taxonomy import load_taxonomy, read_occupations
from netlens.vectors import SentenceModel, load_model

POOL: Final = 300
SEED: Final = 7
HERE: Final = Path(__file__).parent
ABLATIONS: Final = {
    "likeness of words and letters": {"_ALIKE": 0.0, "_ALIKE_DESCRIBED": 0.0},
    "the lexicon": {"_NAMED": 0.0, "_NEAR_MEANT": 0.0, "_NEAR_TOPIC_MEANT": 0.0},
    "the role's own words": {"_WORDED": 0.0},
}
# O*NET's major groups whose function is beyond doubt, in the words of titles.toml.
FUNCTIONS: Final = {
    "13-2": "finance", "15-1": "engineering it data design", "17-2": "engineering",
    "19-1": "research", "19-2": "research", "23-1": "legal", "25-": "education research",
    "29-1": "health", "31-": "health", "41-": "sales", "43-6": "administration",
}  # fmt: skip


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
        self.name = name
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

    def report(self, how: str, rank: Callable[[str], list[str]]) -> None:
        """Print MRR / nDCG@10 / recall@50 of a ranking, over all queries and each kind."""
        figures: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for row in self.queries:
            found = self.scorer.judge(rank(row["query"]), self.relevant[row["query_id"]])
            for group in ("all", row["kind"]):
                figures[group].append(found)
        told = [
            f"{group} " + " / ".join(f"{mean:.3f}" for mean in np.mean(rows, axis=0))
            for group, rows in figures.items()
        ]
        print(f"{self.name}, {how}: {'; '.join(told)}", flush=True)


# Ranking ----------------------------------------------------------------------------------


def by_product(index: PeopleIndex) -> Callable[[str], list[str]]:
    """Rank as `rank_holders` does."""
    return lambda text: [
        str(row["person_id"]) for row in rank_one(build_query(text), "n", index, top=50)
    ]


def by_one_score(index: PeopleIndex, how: str) -> Callable[[str], list[str]]:
    """Rank by one plain score of likeness alone."""

    def rank(text: str) -> list[str]:
        titles = index.titles
        if how == "BM25":
            scores = titles.word_likeness.compare([(w, 1.0) for w, _ in build_query(text).words])
        elif how == "letters":
            scores = titles.letter_likeness.compare(read_sentence(text).words)
        else:
            meant = titles.compare_meaning(text)
            scores = np.zeros(len(titles.levels)) if meant is None else meant
        by_person = scores[index.title_of]
        order = np.lexsort((index.order, -by_person))[:50]
        return [index.ids[i] for i in order.tolist() if by_person[i] > 0]

    return rank


@contextmanager
def without(names: dict[str, float]) -> Iterator[None]:
    """Change weights of the score for a while."""
    kept = {name: getattr(scoring, name) for name in names}
    for name, value in names.items():
        setattr(scoring, name, value)
    yield
    for name, value in kept.items():
        setattr(scoring, name, value)


def measure_ranking(sets: list[Judged]) -> None:
    """Print quality of the product beside plain scores, and without each of its parts."""
    model, taxonomy = load_model(), load_taxonomy()
    for judged in sets:
        lexical = PeopleIndex(judged.people)
        for how in ("BM25", "letters"):
            judged.report(f"plain {how}", by_one_score(lexical, how))
        judged.report("words alone", by_product(lexical))
        if model is None:
            continue
        plain = PeopleIndex(judged.people, SentenceModel(model.folder, attuned=False))
        judged.report("plain MiniLM", by_one_score(plain, "meaning"))
        index = PeopleIndex(judged.people, model)
        judged.report("with vectors", by_product(index))
        judged.report("with vectors, without attunement", by_product(plain))
        for part, names in ABLATIONS.items():
            with without(names):
                judged.report(f"with vectors, without {part}", by_product(index))
        if taxonomy is not None:
            whole = PeopleIndex(judged.people, model, taxonomy)
            judged.report("with occupations", by_product(whole))


# Written goals ------------------------------------------------------------------------------


def measure_goals(folder: Path, sets: list[Judged]) -> None:
    """Print the precision of the first ten over goals whose pool holds somebody."""
    paths = [folder / "goals_probe.tsv", *sorted(HERE.glob("goals_*.tsv"))]
    for judged in sets:
        titles = dict(zip(judged.people["person_id"], judged.people["title"], strict=True))
        for how, model in list_matchers():
            index = PeopleIndex(judged.people, model)
            for path in paths:
                precisions = []
                for row in read_rows(path):
                    accept = re.compile(row["accept_regex"], re.IGNORECASE)
                    pool = sum(bool(accept.search(title)) for title in titles.values())
                    found = rank_one(build_query(row["goal"]), "n", index, top=10)
                    good = sum(bool(accept.search(titles[str(r["person_id"])])) for r in found)
                    precisions += [good / min(10, pool)] if pool else []
                mean = np.mean(precisions)
                print(f"{path.stem}, {judged.name} titles, {how}: {mean:.3f}", flush=True)


def list_matchers() -> list[tuple[str, SentenceModel | None]]:
    """Give what can be run here."""
    model = load_model()
    return [("words alone", None), *([("with vectors", model)] if model else [])]


# Abstention -----------------------------------------------------------------------------------


def measure_abstention(
    judged: Judged, goals: list[tuple[str, set[str]]], name: str, model: SentenceModel | None
) -> None:
    """
    Print two shares over goals, each with a pool of 300 real titles.

    The first: somebody shown as held or likely though all relevant people are
    hidden. The second: the one relevant person planted is shown.
    """
    chance = random.Random(SEED)  # noqa: S311  (a sample, not a secret)
    everybody = list(judged.people.itertuples(index=False))
    alarms, found = 0, 0
    for text, relevant in goals:
        drawn = chance.sample(everybody, len(everybody))
        pool = [person for person in drawn if person.person_id not in relevant][:POOL]
        chosen = chance.choice(sorted(relevant))
        planted = next(person for person in everybody if person.person_id == chosen)
        index = PeopleIndex(pd.DataFrame([*pool, planted]), model)
        rows = rank_one(build_query(text), "n", index, top=POOL)
        shown = {row["person_id"] for row in rows if row["status"] != "weak"}
        alarms += bool(shown - {planted.person_id})
        found += planted.person_id in shown
    size = max(len(goals), 1)
    shares = f"nobody planted, shown {alarms / size:.2f}; one, found {found / size:.2f}"
    print(f"{name}, {judged.name} titles: {len(goals)} goals; {shares}", flush=True)


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


def measure_all_abstention(folder: Path, sets: list[Judged]) -> None:
    """Print abstention for every set of written goals and for judged queries."""
    for how, model in list_matchers():
        print(how)
        for path in (folder / "goals_probe.tsv", *sorted(HERE.glob("goals_*.tsv"))):
            for judged in sets:
                measure_abstention(judged, probe_goals(path, judged), path.stem, model)
        for kind in ("role", "need"):
            rows = [row for row in sets[0].queries if row["kind"] == kind][1::4][:100]
            goals = [(row["query"], sets[0].relevant[row["query_id"]]) for row in rows]
            measure_abstention(sets[0], goals, kind, model)


# Titles ---------------------------------------------------------------------------------------


def measure_titles(folder: Path) -> None:
    """
    Print how titles are read, against the occupations that O*NET files them under.

    Function: the major group, where its function is beyond doubt. Seniority:
    whether a title leads, by group 11 (managers) against all others without
    supervisors. Both labels are of occupations, not of titles, so noisy.
    """
    _, texts = read_occupations(folder / "onet")
    titles = sorted(set(texts["titles"]))
    told, right, unread = defaultdict(int), defaultdict(int), defaultdict(int)
    for code, title in titles:
        wanted = next((f for start, f in FUNCTIONS.items() if code.startswith(start)), "")
        if wanted:
            found = parse_title(title).function
            told[wanted] += 1
            right[wanted] += found in wanted.split()
            unread[wanted] += not found
    total, good, silent = (sum(count.values()) for count in (told, right, unread))
    print(f"function: {total} titles; right {good / total:.3f}; of those read", end=" ")
    print(f"{good / (total - silent):.3f}; read {1 - silent / total:.3f}")
    for wanted in told:
        read = told[wanted] - unread[wanted]
        print(f"  {wanted}: {told[wanted]}; of {read} read {right[wanted] / max(read, 1):.3f}")
    lead = SENIORITIES.index("manager")
    leads = [(c[:2] == "11", parse_title(t).level >= lead) for c, t in titles if c[3:5] != "10"]
    print(f"seniority, leads or not: {len(leads)} titles; agree", end=" ")
    print(f"{np.mean([a == b for a, b in leads]):.3f}; of managers", end=" ")
    print(f"{np.mean([b for a, b in leads if a]):.3f}; of others", end=" ")
    print(f"{np.mean([not b for a, b in leads if not a]):.3f}")


def main() -> None:
    """Run what is named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("parts", nargs="*")
    args = parser.parse_args()
    sets = [Judged(args.folder, name) for name in ("jobbert", "onet")]
    parts = {
        "ranking": lambda: measure_ranking(sets),
        "goals": lambda: measure_goals(args.folder, sets),
        "abstention": lambda: measure_all_abstention(args.folder, sets),
        "titles": lambda: measure_titles(args.folder),
    }
    for part in args.parts or parts:
        parts[part]()


if __name__ == "__main__":
    main()
