"""
Calibrate the second step on networks whose truth is known, and judge it on others.

Usage: python -m validation.calibrate_reach NETWORKS_FOLDER [--write] [--unseen]

For every network, egos are drawn and m of their contacts' lists, at random and
as people choose; see reach_draws. Printed is what a user of an unseen network
would get: everything is fitted to all other networks, families of one source
left out together. `--write` stores what netlens ships, fitted to all.
`--unseen` then judges the shipped figures on networks kept aside.
"""

import argparse
import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from validation.reach_draws import CHOSEN, EGOS, HELD, RANDOM, Draw, draw_lists, find_communities
from validation.reach_fitting import LEVELS, fit_kind, fit_sizes_alone, tabulate, weigh
from validation.reach_judging import (
    LEVEL,
    chao2,
    chapman,
    inext,
    judge,
    leave_out,
    summarise,
)
from validation.reach_networks import (
    CLOSED,
    make_models,
    make_unseen,
    read_networks,
    read_unseen,
)

from netlens.measures import reach_intervals

TARGET = Path(reach_intervals.__file__).with_name("reach_calibration.json")
KINDS = {"sizes": "list sizes known", "lists": "lists only"}
PEERS = {"Chao2 w/o repl.": chao2, "iNEXT-style": inext}
Draws = dict[str, dict[int, list[Draw]]]


def draw_all(networks: Iterable[tuple[str, sparse.csr_array]]) -> tuple[Draws, dict[str, str]]:
    """Draw from every network; give its kind too."""
    draws: Draws = {}
    kinds: dict[str, str] = {}
    for name, graph in networks:
        communities = find_communities(graph)
        draws[name] = {m: list(draw_lists(graph, m, communities=communities)) for m in HELD}
        shares = [draw.truth / graph.shape[0] for draw in draws[name][HELD[0]]]
        reach = "closed" if np.median(shares) >= CLOSED else "open"
        origin = "model" if "model" in name else "real"
        kinds[name] = f"{origin}, {reach}"
    return draws, kinds


def tabulate_all(draws: Draws, kind: str) -> pd.DataFrame:
    """Give weighed rows of all networks."""
    tables = [tabulate(name, m, d, kind) for name, by in draws.items() for m, d in by.items()]
    return weigh(pd.concat(tables, ignore_index=True))


def tabulate_sizes(draws: Draws) -> pd.DataFrame:
    """Give the truth per ego beside the number of people on all lists together."""
    rows = [
        (name, draw.truth, float(sample.sizes.sum() + sample.rest_sizes.sum()))
        for name, by in draws.items()
        for draw in by[HELD[0]]
        if draw.chosen == RANDOM and draw.truth
        for sample in [draw.sizes_known]
    ]
    return pd.DataFrame(rows, columns=["network", "truth", "listed"])


def show(title: str, table: pd.DataFrame) -> None:
    """Print a table."""
    print(f"\n## {title}\n")
    print(table.round(3).to_string(index=False))


def show_random(told: pd.DataFrame, kinds: dict[str, str], title: str) -> None:
    """Print random lists: all networks, then open and real ones apart."""
    random = told[told["chosen"] == RANDOM]
    show(f"{title}: random lists", summarise(random))
    kind = random["network"].map(kinds)
    for part, rows in (
        ("open networks", random[kind.str.endswith("open")]),
        ("real networks", random[kind.str.startswith("real")]),
        ("without facebook_combined", random[random["network"] != "facebook_combined"]),
    ):
        show(f"{title}: random lists, {part}", summarise(rows).drop(columns="which"))


def show_peers(rows: pd.DataFrame) -> None:
    """Print the errors that peers make on the same random lists."""
    random = rows[rows["chosen"] == RANDOM]
    rng = np.random.default_rng(0)
    found = random[["network", "held"]].copy()
    for name, peer in PEERS.items():
        found[name] = [peer(sample) for sample in random["sample"]]
    found["Chapman"] = [chapman(sample, rng) for sample in random["sample"]]
    found["netlens, lists only"] = [union.estimate for union in random["union"]]
    names = [name for name in found if name not in ("network", "held")]
    errors = found[names].div(random["truth"], axis=0).sub(1).abs()
    by = errors.groupby([found["held"], found["network"]]).median()
    show("peers: median error, mean over networks", by.groupby("held").mean().reset_index())


def show_levels(told: pd.DataFrame, title: str) -> None:
    """Print coverage and width of random lists at every level, left out."""
    random = told[told["chosen"] == RANDOM]
    by = random.groupby(["level", "held", "network"])[["inside", "width"]].mean()
    show(f"{title}: levels", by.groupby(["held", "level"]).mean().reset_index())


def show_unseen(folder: Path) -> None:
    """Judge what is shipped on networks kept aside."""
    draws, kinds = draw_all(chain(read_unseen(folder), make_unseen()))
    print(f"\n{len(draws)} networks kept aside: {kinds}")
    for kind, title in KINDS.items():
        told = judge(tabulate_all(draws, kind), None)
        show(f"kept aside, {title}", summarise(told))


def main() -> None:
    """Draw, print the tables, and write the figures if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    draws, kinds = draw_all(chain(read_networks(options.folder), make_models()))
    print(f"{len(draws)} networks, {EGOS} egos each; ways: {RANDOM}, {', '.join(CHOSEN)}")
    tables = {kind: tabulate_all(draws, kind) for kind in KINDS}
    if options.write:
        stored = {
            "levels": LEVELS,
            "networks": len(draws),
            "names": {name: kinds[name] for name in sorted(kinds)},
            "sizes_alone": fit_sizes_alone(tabulate_sizes(draws)),
            "kinds": {kind: fit_kind(tables[kind], kind) for kind in KINDS},
        }
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
        reach_intervals.load_calibration.cache_clear()
    if options.unseen:
        show_unseen(options.folder)
    show_peers(tables["lists"])
    for kind, title in KINDS.items():
        rows = tables[kind]
        told = pd.concat(leave_out(rows, lambda part, kind=kind: fit_kind(part, kind), kind))
        show_levels(told, title)
        told = told[told["level"] == LEVEL]
        show_random(told, kinds, title)
        show(f"{title}: chosen lists", summarise(told[told["chosen"] != RANDOM]))


if __name__ == "__main__":
    main()
