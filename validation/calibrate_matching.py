"""
Fit how evidence in a title adds up to "likely", and print the trade-off.

usage: python validation/calibrate_matching.py FOLDER [--write]

FOLDER holds the judged data, as for `matching.py`. What is fitted is a choice:
among 300 people without a holder the answer should be nobody, and with one
holder planted it should be that one, not another and not nobody. Weights of
evidence are kept from being negative, so that evidence never speaks against
anybody. Fitted on every second goal; the others, and the sets of goals kept
aside, take no part. Half of the weight is on written goals, a quarter each on
judged roles and judged descriptions; "always" is then moved until a tenth of
the fitted goals, weighed so, show somebody where nobody was planted.

With a taxonomy added (`netlens taxonomy add`) the calibration "occupations" is
fitted as well. `--write` replaces `src/netlens/goals/calibration.json`.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from matching import Judged, probe_goals
from numpy.typing import NDArray
from scipy.optimize import minimize

from netlens.goals import scoring
from netlens.goals.indexing import TitleIndex
from netlens.goals.queries import build_query
from netlens.taxonomy import load_taxonomy
from netlens.vectors import load_model

POOL: Final = 300
HARDEST: Final = 400
RIDGE: Final = 0.01
ALARMS: Final = 0.1
SHOWN_ALARMS: Final = (0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
WRITTEN: Final = ("goals_looked_at.tsv", "goals_looked_at_too.tsv", "goals_looked_at_last.tsv")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One goal and one set of titles: evidence of relevant titles and of the others."""

    kind: str
    relevant: Numbers
    others: Numbers
    sure: Numbers
    able: Numbers
    is_relevant: NDArray[np.bool_]
    weight: float


def build_case(kind: str, text: str, relevant: NDArray[np.bool_], titles: TitleIndex) -> Case:
    """Gather the evidence as the product does."""
    query = build_query(text)
    seen = scoring.gather_evidence(query, titles)
    around = [np.full(len(relevant), v) for v in scoring.list_circumstances(query).values()]
    rows = np.column_stack([*around, *scoring.list_features(query, seen).values()])
    share = {"written": 0.5, "role": 0.25, "need": 0.25}[kind]
    sure, able = seen.by_role & seen.able, seen.able
    return Case(kind, rows[relevant], rows[~relevant], sure, able, relevant, share)


def list_names() -> tuple[list[str], list[str]]:
    """Name the columns of a case: circumstances, then evidence."""
    query = build_query("nothing")
    seen = scoring.gather_evidence(query, TitleIndex(["x"]))
    return list(scoring.list_circumstances(query)), list(scoring.list_features(query, seen))


def fit(cases: list[Case], circumstances: int, used: NDArray[np.bool_]) -> Numbers:
    """Give weights that make the right choice most probable."""
    counts = {kind: sum(case.kind == kind for case in cases) for kind in {c.kind for c in cases}}
    scale = np.maximum(np.std(np.concatenate([c.others[::20] for c in cases]), axis=0), 0.05)
    data = []
    for case in cases:
        hardest = np.argsort(-(case.others / scale).sum(axis=1), kind="stable")[:HARDEST]
        factor = POOL / len(case.others)
        weight = case.weight / counts[case.kind]
        data.append((case.relevant / scale, case.others[hardest] / scale, factor, weight))

    def lose(weights: Numbers) -> tuple[float, Numbers]:
        loss, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for relevant, others, factor, weight in data:
            chance = np.exp(np.minimum(others @ weights, 50)) * factor
            total, pull = 1 + chance.sum(), chance @ others
            planted = np.exp(np.minimum(relevant @ weights, 50))
            share = planted / (planted + total)
            loss += weight * float(np.log(total) - np.log(share).mean())
            by_planted = -((1 - share) @ relevant) / len(share)
            slope = slope + weight * (
                pull / total + pull * (1 / (planted + total)).mean() + by_planted
            )
        return loss, slope

    free = [(None, None)] * circumstances + [(0, None)] * (len(scale) - circumstances)
    bounds = [bound if use else (0, 0) for bound, use in zip(free, used, strict=True)]
    found = minimize(lose, np.zeros(len(scale)), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x / scale)


def list_chances(cases: list[Case], weights: Numbers, move: float) -> tuple[Numbers, Numbers]:
    """Give, per case, the chance of a false alarm in a pool, and of finding who was planted."""
    alarms, found = [], []
    for case in cases:
        shown = np.zeros(len(case.is_relevant), dtype=bool)
        shown[case.is_relevant] = case.relevant @ weights + move >= 0
        shown[~case.is_relevant] = case.others @ weights + move >= 0
        shown = (shown & case.able) | case.sure
        alarms.append(1 - (1 - shown[~case.is_relevant].mean()) ** POOL)
        found.append(shown[case.is_relevant].mean())
    return np.array(alarms), np.array(found)


def average(cases: list[Case], values: Numbers) -> float:
    """Weigh the kinds of goals as the module says."""
    kinds = sorted({case.kind for case in cases})
    shares = {case.kind: case.weight for case in cases}
    means = [values[[case.kind == kind for case in cases]].mean() * shares[kind] for kind in kinds]
    return float(sum(means) / sum(shares.values()))


def find_move(cases: list[Case], weights: Numbers, alarms: float) -> float:
    """Find how far "always" must move for a share of alarms: the most generous move."""
    low, high = -12.0, 12.0
    for _ in range(30):
        middle = (low + high) / 2
        over = average(cases, list_chances(cases, weights, middle)[0]) > alarms
        low, high = (low, middle) if over else (middle, high)
    return low


def print_curve(name: str, cases: list[Case], weights: Numbers) -> None:
    """Print found against alarms, for each kind and together, on goals not fitted."""
    print(f"{name}: alarms / found on goals that were not fitted: all; by kind")
    for alarms in SHOWN_ALARMS:
        chances = list_chances(cases, weights, find_move(cases, weights, alarms))
        both = [average(cases, values) for values in chances]
        kinds = []
        for kind in ("written", "role", "need"):
            of_kind = [case.kind == kind for case in cases]
            kinds.append(f"{kind} " + " / ".join(f"{v[of_kind].mean():.2f}" for v in chances))
        print(f"  {both[0]:.2f} / {both[1]:.2f}; {', '.join(kinds)}")


def gather(folder: Path, model: object, taxonomy: object) -> tuple[list[Case], list[Case]]:
    """Build all cases: those to fit, and those to try."""
    halves: tuple[list[Case], list[Case]] = ([], [])
    here = Path(__file__).parent
    for name in ("jobbert", "onet"):
        judged = Judged(folder, name)
        ids = list(judged.people["person_id"])
        titles = TitleIndex(list(judged.people["title"]), model, taxonomy)
        goals = []
        for path in (folder / "goals_probe.tsv", *(here / written for written in WRITTEN)):
            goals += [("written", i, g) for i, g in enumerate(probe_goals(path, judged))]
        if name == "jobbert":
            rows = enumerate(judged.queries)
            goals += [
                (r["kind"], i // 2, (r["query"], judged.relevant[r["query_id"]])) for i, r in rows
            ]
        for kind, place, (text, relevant) in goals:
            flags = np.array([person in relevant for person in ids])
            halves[place % 2].append(build_case(kind, text, flags, titles))
    return halves


def main() -> None:
    """Fit, print, and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    model, taxonomy = load_model(), load_taxonomy()
    kinds = {"lexical": (None, None), "semantic": (model, None)}
    if taxonomy is not None:
        kinds["occupations"] = (model, taxonomy)
    around, evidence = list_names()
    names = [*around, *evidence]
    calibrations = {name: dict(one) for name, one in scoring.load_calibrations().items()}
    for kind, (sees, knows) in kinds.items():
        fitted, tried = gather(args.folder, sees, knows)
        varied = np.concatenate([case.others[:1] for case in fitted]).any(axis=0)
        used = varied | np.concatenate([case.others for case in fitted[::5]]).any(axis=0)
        weights = fit(fitted, len(around), used)
        weights[0] += find_move(fitted, weights, ALARMS)
        print_curve(kind, tried, weights)
        chances = [average(tried, values) for values in list_chances(tried, weights, 0.0)]
        print(f"{kind} as calibrated, on goals not fitted: {chances[0]:.3f} / {chances[1]:.3f}")
        pairs = zip(names, weights.tolist(), strict=True)
        calibrations[kind] = {name: round(w, 4) for name, w in pairs if round(w, 4)}
        print(calibrations[kind], flush=True)
    if args.write:
        path = Path(scoring.__file__).with_name("calibration.json")
        path.write_text(json.dumps(calibrations, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
