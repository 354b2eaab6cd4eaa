"""
Time reach beside plain Python, networkx and networkit, in the same run.

Usage: python -m benchmarks.reach [--contacts N] [--lists M] [--people P] [--size S]

Marginal gains are greedy set cover over the same invented lists: netlens; plain
Python that counts every gain in every round; the same over a networkx and, if
it is installed (`pip install networkit`), a networkit graph of owners and people.
Making the graph is timed apart. All orders have to be the same. Then the second
step, what-if and the next list are timed.
"""

import argparse
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

import networkx as nx
import numpy as np

from netlens.measures.next_list import rank_next_lists
from netlens.measures.openers import rank_openers
from netlens.measures.reach import estimate_second_step
from netlens.measures.whatif import what_if

REPEATS = 3
Gains = list[tuple[str, int]]


def make_lists(contacts: int, lists: int, people: int, size: int) -> tuple[dict, set[str], dict]:
    """Invent lists of unequal length, some people on many of them."""
    rng = np.random.default_rng(1)
    names = np.array([f"p{i}" for i in range(people)], dtype=object)
    weight = rng.lognormal(0, 1, people)
    direct = [f"c{i}" for i in range(contacts)]
    sizes = np.clip(rng.lognormal(np.log(size), 0.8, contacts), 2, people // 4).astype(int)
    held = {}
    for i in range(lists):
        drawn = rng.choice(people, size=sizes[i], p=weight / weight.sum())
        mutual = rng.choice(contacts, size=min(contacts, 5 + size // 50), replace=False)
        held[direct[i]] = set(names[np.unique(drawn)]) | {direct[j] for j in mutual if j != i}
    known = {who: int(number) for who, number in zip(direct, sizes, strict=True)}
    return held, set(direct), known


def cover(owners: Iterable[str], world: Callable[[str], set[Any]]) -> Gains:
    """Cover greedily, counting every gain in every round; equal ones by id."""
    left, covered, taken = sorted(owners), set(), []
    while left:
        gains = [len(world(owner) - covered) for owner in left]
        best = int(np.argmax(gains))
        owner = left.pop(best)
        covered |= world(owner)
        taken.append((owner, gains[best]))
    return taken


def by_netlens(lists: dict[str, set[str]], direct: set[str]) -> Gains:
    """Rank openers."""
    table = rank_openers(lists, direct=direct)
    return list(zip(table["person_id"], table["new_people"].tolist(), strict=True))


def by_python(lists: dict[str, set[str]], direct: set[str]) -> Gains:
    """Keep sets of strangers."""
    worlds = {owner: seen - direct for owner, seen in lists.items()}
    return cover(worlds, worlds.__getitem__)


def make_networkx(lists: dict[str, set[str]], direct: set[str]) -> nx.Graph:
    """Tie owners to strangers; an owner is no stranger."""
    graph = nx.Graph()
    graph.add_nodes_from(("list", owner) for owner in lists)
    graph.add_edges_from(
        (("list", owner), person) for owner, seen in lists.items() for person in seen - direct
    )
    return graph


def by_networkx(graph: nx.Graph) -> Gains:
    """Take neighbours as worlds."""
    owners = [node[1] for node in graph if isinstance(node, tuple)]
    return cover(owners, lambda owner: set(graph["list", owner]))


def by_networkit(lists: dict[str, set[str]], direct: set[str]) -> tuple[Gains, float]:
    """Take neighbours in a networkit graph as worlds; give the seconds of making it too."""
    import networkit  # noqa: PLC0415 - optional

    start = time.perf_counter()
    owners = sorted(lists)
    numbers = {owner: i for i, owner in enumerate(owners)}
    graph = networkit.Graph(len(owners))
    people: dict[str, int] = {}
    for owner in owners:
        for person in lists[owner] - direct:
            if person not in people:
                people[person] = graph.addNode()
            graph.addEdge(numbers[owner], people[person])
    made = time.perf_counter() - start
    return cover(owners, lambda owner: set(graph.iterNeighbors(numbers[owner]))), made


def best_of(job: Callable[[], Any]) -> tuple[Any, float]:
    """Give the result and the least of a few timings, in milliseconds."""
    timings = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        result = job()
        timings.append(time.perf_counter() - start)
    return result, 1_000 * min(timings)


def show_gains(lists: dict[str, set[str]], direct: set[str]) -> None:
    """Time marginal gains; stop if two orders differ."""
    graph, made = best_of(lambda: make_networkx(lists, direct))
    found = {
        "netlens": best_of(lambda: by_netlens(lists, direct)),
        "plain Python": best_of(lambda: by_python(lists, direct)),
        f"networkx (graph: {made:,.0f} ms)": best_of(lambda: by_networkx(graph)),
    }
    if find_spec("networkit"):
        (gains, seconds), all_of = best_of(lambda: by_networkit(lists, direct))
        name = f"networkit (graph: {1_000 * seconds:,.0f} ms)"
        found[name] = gains, all_of - 1_000 * seconds
    else:
        print("networkit is not installed: left out")
    first = found["netlens"][0]
    for name, (gains, milliseconds) in found.items():
        if gains != first:
            msg = f"{name} gives another order than netlens"
            raise SystemExit(msg)
        print(f"marginal gains, {name}: {milliseconds:,.1f} ms")


def main() -> None:
    """Invent lists and time everything on them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000)
    parser.add_argument("--lists", type=int, default=200)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=500)
    options = parser.parse_args()
    lists, direct, sizes = make_lists(options.contacts, options.lists, options.people, options.size)
    entries = sum(map(len, lists.values()))
    print(f"{options.contacts:,} contacts, {len(lists):,} lists, {entries:,} entries")
    show_gains(lists, direct)
    some = {owner: lists[owner] for owner in sorted(lists)[:30]}
    known = {"direct": direct, "list_sizes": sizes}
    jobs = {
        "second step, 30 lists": lambda: estimate_second_step(some, **known),
        "what-if, 30 lists, one goes and one comes": lambda: what_if(
            some, direct, remove=[min(some)], add={"new": lists[max(lists)]}, list_sizes=sizes
        ),
        "next list, 30 lists": lambda: rank_next_lists(some, **known),
    }
    for name, job in jobs.items():
        print(f"{name}: {best_of(job)[1]:,.1f} ms")


if __name__ == "__main__":
    main()
