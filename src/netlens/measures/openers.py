"""
Who opens what: marginal gains of lists, and how far contacts' worlds overlap.

Only lists that are held can be compared; a person counts who is on one of them
and no contact of ego's.
"""

import heapq
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy import sparse

# Of the smaller world, so much is in the other one: asking both opens little.
REDUNDANT: Final = 0.8
BRIDGING: Final = 0.5


def rank_openers(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Rank colleagues by how many people their lists add to ego's world.

    Parameters
    ----------
    lists
        Contact id to the ids on that contact's list.
    direct
        Ids of ego's own contacts, who are not counted.
    names
        Id to name, for showing.

    Returns
    -------
    openers
        One row per list in greedy order: the first covers most, each next
        most of what is left; equal ones by id. Counts of people: `list_size`,
        `beyond` (not ego's contacts), `new_people` (nor on a list before),
        `covered` (so far), `mutual` (ego's contacts on the list).

    References
    ----------
    Nemhauser, Wolsey & Fisher (1978): greedy covers at least 1 − 1/e of what
    the best choice of as many lists would. Minoux (1978): a gain only falls,
    so an old one is a bound, and few have to be counted again.
    """
    owners, people, _ = _number_people(lists, direct)
    rows: list[dict[str, Any]] = []
    covered = 0
    for i, gain in _take_greedily(people):
        owner, beyond = owners[i], len(people[i])
        covered += gain
        rows.append(
            {
                "rank": len(rows) + 1,
                "person_id": owner,
                "name": (names or {}).get(owner, owner),
                "list_size": len(lists[owner]),
                "beyond": beyond,
                "new_people": gain,
                "covered": covered,
                "mutual": len(lists[owner]) - beyond,
            },
        )
    columns = [
        "rank", "person_id", "name", "list_size", "beyond", "new_people", "covered", "mutual",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _take_greedily(worlds: list[np.ndarray]) -> list[tuple[int, int]]:
    """Give places and gains in greedy order; equal gains in order of place."""
    queue = [(-len(world), i, 0) for i, world in enumerate(worlds)]
    heapq.heapify(queue)
    covered = np.zeros(1 + max((int(world.max(initial=0)) for world in worlds), default=0), bool)
    taken: list[tuple[int, int]] = []
    while queue:
        bound, i, counted = heapq.heappop(queue)
        if counted == len(taken):
            covered[worlds[i]] = True
            taken.append((i, -bound))
            continue
        gain = len(worlds[i]) - int(np.count_nonzero(covered[worlds[i]]))
        heapq.heappush(queue, (-gain, i, len(taken)))
    return taken


def measure_overlap(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Measure how far the worlds of two colleagues overlap, for every pair of lists.

    Returns
    -------
    overlap
        One row per pair with somebody beyond ego's contacts on both lists,
        most of the smaller world shared first: `person_id`, `name`,
        `other_id`, `other_name`; people: `shared`, `only`, `other_only`;
        `jaccard` (shared / on either), `overlap` (shared / the smaller
        world); `redundant_id`: whose world is the smaller one, if at least
        0.8 of it is in the other; missing otherwise.

    References
    ----------
    Jaccard (1912); the overlap coefficient is Szymkiewicz and Simpson's.
    """
    owners, on = _incidence(lists, direct)
    sizes = np.asarray(on.sum(axis=1)).ravel().astype(int)
    both = sparse.triu(on @ on.T, k=1).tocoo()
    i, j, shared = both.row, both.col, both.data.astype(int)
    smaller = np.minimum(sizes[i], sizes[j])
    overlap = (shared / smaller).round(6)
    ids = np.array(owners, dtype=object)
    shown = np.array([(names or {}).get(owner, owner) for owner in owners], dtype=object)
    # Owners are sorted, so of equal worlds the first by id is the redundant one.
    less = np.where(sizes[i] <= sizes[j], ids[i], ids[j])
    table = pd.DataFrame(
        {
            "person_id": ids[i],
            "name": shown[i],
            "other_id": ids[j],
            "other_name": shown[j],
            "shared": shared,
            "only": sizes[i] - shared,
            "other_only": sizes[j] - shared,
            "jaccard": (shared / (sizes[i] + sizes[j] - shared)).round(6),
            "overlap": overlap,
            "redundant_id": np.where(overlap >= REDUNDANT, less, None),
        }
    )
    order = ["overlap", "shared", "person_id", "other_id"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def measure_redundancy(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """
    Measure for each list how much of it no other list held has.

    Returns
    -------
    redundancy
        One row per list, most people of its own first: `person_id`, `name`;
        people: `beyond` (not ego's contacts), `alone` (of them, on no other
        list held); `elsewhere` (share of `beyond` on another list; NaN if
        nobody is beyond); `tie`: "bridging" if less than half is elsewhere,
        "redundant" from 0.8 on, "mixed" between, missing where `elsewhere`
        is. With one list held nothing is elsewhere, and `tie` is missing.
    """
    owners, on = _incidence(lists, direct)
    once = np.asarray(on.sum(axis=0)).ravel() == 1
    beyond = np.asarray(on.sum(axis=1)).ravel().astype(int)
    alone = (on @ once.astype(np.int64)).astype(int)
    shown = names or {}
    rows = []
    for owner, all_of, own in zip(owners, beyond, alone, strict=True):
        elsewhere = round(1 - own / all_of, 6) if all_of else np.nan
        rows.append(
            {
                "person_id": owner,
                "name": shown.get(owner, owner),
                "beyond": int(all_of),
                "alone": int(own),
                "elsewhere": elsewhere,
                "tie": _kind(elsewhere) if len(owners) > 1 else None,
            }
        )
    table = pd.DataFrame(rows, columns=["person_id", "name", "beyond", "alone", "elsewhere", "tie"])
    return table.sort_values(["alone", "person_id"], ascending=[False, True], ignore_index=True)


def _kind(elsewhere: float) -> str | None:
    if np.isnan(elsewhere):
        return None
    return (
        "bridging" if elsewhere < BRIDGING else "redundant" if elsewhere >= REDUNDANT else "mixed"
    )


def _incidence(
    lists: Mapping[str, AbstractSet[str]], direct: AbstractSet[str]
) -> tuple[list[str], sparse.csr_array]:
    """Give owners by id, and a matrix of owners × strangers."""
    owners, worlds, count = _number_people(lists, direct)
    ends = np.cumsum([0, *map(len, worlds)])
    columns = np.concatenate([*worlds, np.empty(0, dtype=np.int64)])
    ones = np.ones(len(columns), dtype=np.int64)
    return owners, sparse.csr_array((ones, columns, ends), shape=(len(owners), count))


def _number_people(
    lists: Mapping[str, AbstractSet[str]], direct: AbstractSet[str]
) -> tuple[list[str], list[np.ndarray], int]:
    """Give owners by id, the strangers on each list as numbers, and how many there are."""
    owners, near = sorted(lists), set(direct)
    numbers: dict[str, int] = {}
    worlds = []
    for owner in owners:
        found = [numbers.setdefault(who, len(numbers)) for who in lists[owner] if who not in near]
        worlds.append(np.array(found, dtype=np.int64))
    return owners, worlds, len(numbers)
