"""
Whose list to ask for next: the one that is expected to narrow the range most.

What a list not held would show is expected from what is known of it: its size,
if known, else the mean of those held; how many lists held name its owner. On
networks of known truth, contacts whom no list names open other worlds: about
half of what would be known already is new there.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from netlens.measures.reach_intervals import calibrate_union
from netlens.measures.reach_sample import PooledSample, summarise_lists
from netlens.measures.reach_selection import measure_signals
from netlens.measures.reach_union import extrapolate_union

LEVEL: Final = 0.90
FEWEST_LISTS: Final = 3
# Lists whose size and links hardly differ narrow alike: so many steps per doubling of the size.
_STEPS: Final = 1.0
_MANY_LINKS: Final = 3
_COLUMNS: Final = [
    "rank", "person_id", "name", "list_size", "linked", "new_people", "width_now", "width_after",
    "reason",
]  # fmt: skip


@dataclass(frozen=True)
class _Expected:
    """What one more list is expected to hold, in people."""

    size: float
    mutual: float
    new: float
    linked: float


def rank_next_lists(
    lists: Mapping[str, AbstractSet[str]],
    *,
    direct: AbstractSet[str],
    list_sizes: Mapping[str, int] | None = None,
    names: Mapping[str, str] | None = None,
    top: int = 10,
) -> pd.DataFrame:
    """
    Rank contacts whose list is not held by how far theirs would narrow the range.

    Parameters
    ----------
    lists
        Contact id to the ids on that contact's list.
    direct
        Ids of ego's contacts.
    list_sizes
        As in `estimate_second_step`.
    names
        Id to name, for showing.
    top
        Rows to give.

    Returns
    -------
    next_lists
        One row per contact, narrowest expected range first, then most new
        people, then id: `rank`, `person_id`, `name`; people: `list_size`
        (NaN is unknown), `linked` (lists held that name the contact),
        `new_people` (expected; NaN without any list held); `width_now`,
        `width_after` (high / low of the 0.90 range; NaN where fewer than
        three lists are or would be held); `reason`. Asking for the longest
        lists only makes them unlike the rest, which the range then says.
    """
    near = set(direct)
    sample = summarise_lists(lists, direct=near, list_sizes=list_sizes)
    rest = sorted(near.difference(lists))
    if not rest:
        return pd.DataFrame(columns=_COLUMNS)
    expected = [_expect(sample, i) for i in range(len(rest))]
    now = _width(sample)
    after = _widths(sample, expected)
    rows = [
        {
            "person_id": who,
            "name": (names or {}).get(who, who),
            "list_size": float(sample.rest_sizes[i]),
            "linked": int(sample.rest_linked[i]),
            "new_people": float(np.round(expected[i].new)),
            "width_now": round(now, 3),
            "width_after": round(after[i], 3),
            "reason": _reason(sample, i),
        }
        for i, who in enumerate(rest)
    ]
    table = pd.DataFrame(rows)
    # Where nothing is expected of the lists, the longest comes first.
    table = table.sort_values(
        ["width_after", "new_people", "list_size", "person_id"],
        ascending=[True, False, False, True],
        ignore_index=True,
    ).head(top)
    return table.assign(rank=np.arange(1, len(table) + 1))[_COLUMNS]


def _expect(sample: PooledSample, i: int) -> _Expected:
    """Expect what the list of one of the rest holds."""
    if not sample.held:
        return _Expected(float("nan"), float("nan"), float("nan"), 0.0)
    linked = float(sample.rest_linked[i])
    mutual = float(sample.mutual_of_rest[i])
    known = float(sample.rest_sizes[i])
    beyond = float(sample.beyond.mean()) if np.isnan(known) else max(known - mutual, 0.0)
    entries = max(float(sample.beyond.sum()), 1.0)
    fresh = float(sample.alone.sum()) / entries
    part = fresh if linked else (1.0 + fresh) / 2.0
    return _Expected(beyond + mutual, mutual, beyond * part, linked)


def _widths(sample: PooledSample, expected: list[_Expected]) -> list[float]:
    """Expect the width with each list more, once per kind of list."""
    found: dict[tuple[float, float], float] = {}
    widths = []
    for i, item in enumerate(expected):
        kind = (
            round(_STEPS * float(np.log2(1.0 + np.nan_to_num(item.size)))),
            min(item.linked, _MANY_LINKS),
        )
        if kind not in found:
            found[kind] = _width(_with_list(sample, i, item)) if sample.held else float("nan")
        widths.append(found[kind])
    return widths


def _with_list(sample: PooledSample, i: int, item: _Expected) -> PooledSample:
    """Move one of the rest to those held, with the list that is expected."""
    counts = np.append(sample.multiplicities.astype(float), 0.0)
    entries = counts * np.arange(1, len(counts) + 1)
    again = max(item.size - item.mutual - item.new, 0.0)
    moved = np.minimum(again * entries / max(float(entries.sum()), 1.0), counts)
    stay = 1.0 - float(moved[0]) / max(float(counts[0]), 1.0)
    counts += np.append(0.0, moved[:-1]) - moved
    counts[0] += item.new
    held = sample.held
    return replace(
        sample,
        multiplicities=counts,
        sizes=np.append(sample.sizes, item.size),
        mutual=np.append(sample.mutual, item.mutual),
        alone=np.append(sample.alone * stay, item.new),
        linked=np.append(sample.linked + item.linked / held, item.linked),
        rest_linked=np.delete(sample.rest_linked, i) * (held + 1) / held,
        rest_sizes=np.delete(sample.rest_sizes, i),
    )


def _width(sample: PooledSample) -> float:
    """Give high / low of the calibrated range."""
    if sample.held == sample.of:
        return 1.0
    if sample.held < FEWEST_LISTS or not sample.observed:
        return float("nan")
    union, signals = extrapolate_union(sample), measure_signals(sample)
    found = calibrate_union(sample, union, signals, level=LEVEL)
    return found.high / max(found.low, 1.0)


def _reason(sample: PooledSample, i: int) -> str:
    size, linked, held = sample.rest_sizes[i], int(sample.rest_linked[i]), sample.held
    said: list[Any] = []
    if not np.isnan(size):
        said.append(f"a list of {size:,.0f} people")
    if not held:
        said.append("no list is held yet: any would begin to tell")
    elif linked:
        where = "the one list" if held == 1 else f"{linked} of the {held} lists"
        said.append(f"named on {where} held: partly the same world")
    else:
        where = "not on the one list" if held == 1 else f"on none of the {held} lists"
        said.append(f"{where} held: likely another world")
    return "; ".join(said)
