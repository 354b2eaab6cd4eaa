"""
What a map of one's network shows: few regions, the dots in them, the bridges between them.

Everybody is counted and can be found; as many are drawn as can be read. A
region is a disc whose area grows with its people. Those who are in no region
stand on a strip below the map, which is no group. Ties are those that were
seen: where nothing could be seen, a number is missing instead of zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from netlens.errors import ParameterError
from netlens.measures.bridges import find_bridges
from netlens.measures.layout import compare_with_chance
from netlens.measures.packing import MOST_DISCS, WIDTH, pack_discs
from netlens.measures.seating import (
    MOST_ON_STRIP,
    Strip,
    seat_inside,
    seat_on_edge,
    seat_on_rim,
    seat_strip,
    size_discs,
)
from netlens.measures.seen import SeenTies, read_seen
from netlens.schema import COUNT, REAL, TEXT, Table, make_table

REST: Final = "rest"
Basis = Literal["ties", "groups"]
REGIONS: Final = Table(
    name="map_regions",
    grain="one region of the map; the last one, `rest`, holds everybody else",
    columns={
        "region_id": TEXT,
        "region": TEXT,
        "kind": TEXT,
        "people": COUNT,
        "shown": COUNT,
        "elsewhere": COUNT,
        "groups": COUNT,
        "x": REAL,
        "y": REAL,
        "radius": REAL,
        "width": REAL,
        "height": REAL,
    },
    key=("region_id",),
)
DOTS: Final = Table(
    name="map_dots",
    grain="one person who is drawn",
    columns={
        "person_id": TEXT,
        "name": TEXT,
        "region_id": TEXT,
        "x": REAL,
        "y": REAL,
        "about": TEXT,
        "ties": COUNT,
        "observable": COUNT,
    },
    key=("person_id",),
)
ROSTER: Final = Table(
    name="map_roster",
    grain="one of ego's contacts, drawn or not",
    columns={
        "person_id": TEXT,
        "name": TEXT,
        "region_id": TEXT,
        "ties": COUNT,
        "observable": COUNT,
    },
    key=("person_id",),
)
BRIDGES: Final = Table(
    name="map_bridges",
    grain="one person who is tied into a region that is not theirs",
    columns={
        "person_id": TEXT,
        "from_region": TEXT,
        "to_region": TEXT,
        "ties": COUNT,
        "basis": TEXT,
        "groups": COUNT,
    },
    key=("person_id", "to_region"),
)
PAIRS: Final = Table(
    name="map_pairs",
    grain="one tied pair, at least one of whom is drawn",
    columns={"person_id": TEXT, "other_id": TEXT, "basis": TEXT},
    key=("person_id", "other_id"),
)
GOALS: Final = Table(
    name="map_goals",
    grain="one person who holds what a goal needs, or may",
    columns={"goal_id": TEXT, "goal": TEXT, "person_id": TEXT, "status": TEXT},
    key=("goal_id", "person_id"),
)
MOST_PAIRS: Final = 20_000
_SMALLEST_GROUP: Final = 2
_FEWEST: Final = 3  # dots in a region that has so many people
_EGO_ROOM: Final = 34.0
_STRIP_GAP: Final = 16.0
_EDGE_GAP: Final = 34.0  # with names above the strip


@dataclass(frozen=True, eq=False)
class Atlas:
    """
    Tables of a map `WIDTH` units wide, y upwards, with ego at (0, 0).

    `basis` says what the regions are: communities that ties show ("ties"), or
    groups that people state or share ("groups").
    """

    regions: pd.DataFrame
    dots: pd.DataFrame
    roster: pd.DataFrame
    bridges: pd.DataFrame
    pairs: pd.DataFrame
    goals: pd.DataFrame
    basis: Basis


@dataclass(frozen=True, eq=False)
class _Members:
    """
    Who stands in which region, by position: `region` is −1 for everybody else.

    `belongs` has a column per region: all who are in that group, wherever they stand.
    """

    region: np.ndarray
    belongs: np.ndarray
    table: pd.DataFrame
    left_out: int


def draw_up(  # noqa: PLR0913
    groups: pd.DataFrame,
    ties: pd.DataFrame,
    *,
    people: pd.DataFrame,
    names: Mapping[str, str],
    seed: int = 0,
    most_regions: int = 7,
    most_dots: int = 400,
    first: Sequence[str] = (),
    goals: pd.DataFrame | None = None,
    basis: Basis = "ties",
    holders: AbstractSet[str] = frozenset(),
    threads: Iterable[AbstractSet[str]] = (),
    blind: AbstractSet[str] = frozenset(),
    unnamed: AbstractSet[str] = frozenset(),
) -> Atlas:
    """
    Choose and place what a map of one's network shows.

    Parameters
    ----------
    groups
        One row per membership: `person_id`, `group_id`, `group` (its name),
        `kind`. People may be in several groups.
    ties
        `from`, `to`, `basis`; only those among `people` that are observed or
        asserted count, in either direction.
    people
        Ego's own contacts: `person_id`, `title`, `company`.
    names
        Person id to name.
    seed
        Draws where the springs start.
    most_regions
        Regions drawn, the groups with most people; at most 8.
    most_dots
        People drawn; bridges and `first` come first, then those with most
        ties seen.
    first
        People who get a dot before others, in this order.
    goals
        `goal_id`, `goal`, `person_id`, `status` (held or likely).
    basis
        What `groups` rest on.
    holders, threads, blind
        Whose lists are held, who was seen together, and whom no list held
        could show, as in `measure_coverage`: for how many pairs of each person
        a tie could have been seen.
    unnamed
        People who are off limits: counted and drawn, but never a bridge, in
        no goal and without a name.

    Returns
    -------
    atlas
        `regions`: largest first, then `rest`. `people` are its members,
        `shown` those with a dot, `elsewhere` those who stand in a larger
        region; `groups` is 1, of the rest the number of groups in it. A disc
        has a `radius`, the strip of the rest a `width` and `height`.
        `dots` and `roster`: `ties` to other contacts, missing where none was
        seen and none could have been; `observable`, for how many pairs one
        could have been seen. `name` is missing for those `unnamed`. `about`
        is title and company, missing for them too and if neither is known.
        `bridges`: see `find_bridges`. `pairs`: the ties of
        people drawn, of whole people as long as they are at most 20,000.
        `goals`: of people in `people`.

    Raises
    ------
    ParameterError
        If more than 8 regions are asked for, or none; if a group has the id
        that is kept for everybody else.
    """
    _check(groups, most_regions)
    ids = pd.Index(sorted(set(people["person_id"])), dtype="str")
    seen = read_seen(ids, ties, holders=holders, threads=threads, blind=blind)
    members = _assign(groups, ids, most_regions)
    aside = np.asarray(ids.isin(sorted(unnamed)))
    bridges = find_bridges(seen, members.region, belongs=members.belongs, aside=aside)
    named = [person for person in first if person not in unnamed]
    listed = [*bridges["person"].drop_duplicates(), *_positions(ids, named)]
    drawn = _choose(members.region, seen.count, listed, most_dots)
    regions, at = _place(members, seen, drawn, bridges, seed)
    region_ids = pd.Index([*members.table["group_id"], REST])
    told = {person: names.get(person, "") for person in ids[~aside]}
    roster = make_table(
        ROSTER,
        {
            "person_id": ids,
            "name": [told.get(person) for person in ids],
            "region_id": region_ids[members.region],
            "ties": seen.told,
            "observable": seen.observable,
        },
    )
    return Atlas(
        regions=regions,
        dots=_list_dots(roster.iloc[drawn], at, people[people["person_id"].isin(told)]),
        roster=roster,
        bridges=_name_bridges(bridges, ids, region_ids),
        pairs=_list_pairs(seen, ids, drawn, listed),
        goals=_list_goals(goals, ids[~aside]),
        basis=basis,
    )


def _check(groups: pd.DataFrame, most_regions: int) -> None:
    """Refuse what no map can show."""
    if not 1 <= most_regions <= MOST_DISCS:
        msg = f"most_regions is {most_regions}; a map has room for 1 to {MOST_DISCS}."
        raise ParameterError(msg)
    if (groups["group_id"] == REST).any():
        msg = f"a group has the id {REST!r}, which the map keeps for everybody else; rename it."
        raise ParameterError(msg)


def _assign(groups: pd.DataFrame, ids: pd.Index, most: int) -> _Members:
    """Put everybody into the largest of their groups that is shown."""
    inside = groups[groups["person_id"].isin(ids)]
    inside = inside.drop_duplicates(["person_id", "group_id"]).reset_index(drop=True)
    sizes = inside.groupby("group_id").agg(
        group=("group", "min"), kind=("kind", "min"), people=("person_id", "size")
    )
    sizes = sizes[sizes["people"] >= _SMALLEST_GROUP].reset_index()
    sizes = sizes.sort_values(["people", "group_id"], ascending=[False, True], kind="stable")
    table = sizes.head(most).reset_index(drop=True)
    rank = inside["group_id"].map(dict(zip(table["group_id"], table.index, strict=True)))
    best = rank.dropna().astype("int64").groupby(inside["person_id"]).min()
    region = np.full(len(ids), -1, dtype=np.int64)
    region[ids.get_indexer(pd.Index(best.index))] = best.to_numpy()
    belongs = np.zeros((len(ids), len(table)), dtype=bool)
    shown = rank.dropna().astype("int64")
    who = ids.get_indexer(pd.Index(inside.loc[shown.index, "person_id"]))
    belongs[who, shown.to_numpy()] = True
    return _Members(region, belongs, table, len(sizes) - len(table))


def _positions(ids: pd.Index, wanted: Iterable[str]) -> list[int]:
    at = ids.get_indexer(pd.Index(list(dict.fromkeys(wanted)), dtype="str"))
    return [int(position) for position in at if position >= 0]


def _rank(region: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Rank people within their region by ties, then by id."""
    order = np.lexsort((np.arange(len(region)), -count, region))
    firsts = np.concatenate(([0], np.cumsum(np.bincount(region + 1))))
    rank = np.empty(len(region), dtype=np.int64)
    rank[order] = np.arange(len(region)) - firsts[region[order] + 1]
    return rank


def _choose(region: np.ndarray, count: np.ndarray, listed: list[int], most: int) -> np.ndarray:
    """Choose who is drawn: those listed, then every region by its share, then the rest."""
    rank = _rank(region, count)
    size = np.bincount(region + 1, minlength=1)[region + 1]
    share = np.where(rank < _FEWEST, 0.0, rank / np.maximum(size, 1)).round(9)
    turn = np.full(len(region), len(listed))
    turn[listed] = np.arange(len(listed))
    order = np.lexsort((np.arange(len(region)), -count, share, region < 0, turn))
    outside = np.cumsum((region[order] < 0) & (turn[order] == len(listed)))
    kept = order[(outside <= MOST_ON_STRIP) | (region[order] >= 0)][:most]
    chosen: np.ndarray = np.sort(kept)
    return chosen


def _place(
    members: _Members, seen: SeenTies, drawn: np.ndarray, bridges: pd.DataFrame, seed: int
) -> tuple[pd.DataFrame, np.ndarray]:
    """Place the regions, and in them those who are drawn."""
    region, table = members.region, members.table
    count = len(table)
    between = np.zeros((count, count))
    for start, end in ((seen.start, seen.end), (seen.end, seen.start)):
        inside = (region[start] >= 0) & (region[end] >= 0)
        np.add.at(between, (region[start[inside]], region[end[inside]]), 1.0)
    shown = np.bincount(region[drawn] + 1, minlength=count + 1)
    radius = size_discs(table["people"].to_numpy(dtype=float), shown[1:])
    centre, radius = pack_discs(radius, compare_with_chance(between), seed=seed)
    lowest = float((centre[:, 1] - radius).min(initial=-_EGO_ROOM))
    heads: dict[int, list[int]] = bridges.groupby("person")["to"].agg(list).to_dict()  # type: ignore[assignment]
    ordered = drawn[np.lexsort((drawn, -seen.count[drawn]))]
    at = np.zeros((len(region), 2))
    strip = Strip(lowest, 0.0, at[:0])
    for number in range(-1, count):
        here = ordered[region[ordered] == number]
        on_rim = np.isin(here, list(heads))
        inner, outer = here[~on_rim], here[on_rim]
        reached = [centre[heads[who]] for who in outer.tolist()]
        if number < 0:
            strip = seat_strip(len(inner), lowest - (_EDGE_GAP if len(outer) else _STRIP_GAP))
            at[inner], at[outer] = strip.seats, seat_on_edge(reached, strip.top)
        else:
            middle = centre[number]
            at[inner] = middle + seat_inside(len(inner), radius[number], rim=len(outer) > 0)
            towards = [places - middle for places in reached]
            at[outer] = middle + seat_on_rim(towards, radius[number])
    return _tabulate(members, shown, centre, radius, strip), at[drawn].round(1) + 0.0


def _tabulate(
    members: _Members, shown: np.ndarray, centre: np.ndarray, radius: np.ndarray, strip: Strip
) -> pd.DataFrame:
    """List the regions, and last the strip of everybody else."""
    table = members.table
    placed = np.bincount(members.region + 1, minlength=len(table) + 1)
    people = table["people"].to_numpy(dtype=np.int64)
    nothing = [np.nan] * len(table)
    return make_table(
        REGIONS,
        {
            "region_id": [*table["group_id"], REST],
            "region": [*table["group"], "everybody else"],
            "kind": [*table["kind"], REST],
            "people": [*people.tolist(), int(placed[0])],
            "shown": [*shown[1:].tolist(), int(shown[0])],
            "elsewhere": [*(people - placed[1:]).tolist(), 0],
            "groups": [*[1] * len(table), members.left_out],
            "x": [*_rounded(centre[:, 0]), 0.0],
            "y": [*_rounded(centre[:, 1]), *_rounded([strip.y])],
            "radius": [*_rounded(radius), np.nan],
            "width": [*nothing, WIDTH],
            "height": [*nothing, *_rounded([strip.height])],
        },
    )


def _rounded(values: Sequence[float] | np.ndarray) -> list[float]:
    # Minus zero would be written differently.
    return [round(float(value), 1) + 0.0 for value in values]


def _list_dots(drawn: pd.DataFrame, at: np.ndarray, described: pd.DataFrame) -> pd.DataFrame:
    """List who is drawn, where, and what is said of them."""
    about = _describe(described[described["person_id"].isin(drawn["person_id"])])
    dots = drawn.assign(x=at[:, 0], y=at[:, 1], about=about.reindex(drawn["person_id"]).to_numpy())
    return make_table(DOTS, {name: dots[name].array for name in DOTS.columns})


def _describe(people: pd.DataFrame) -> pd.Series:
    """Say title and company, as far as they are known."""
    known = people.drop_duplicates("person_id").set_index("person_id")[["title", "company"]]
    pairs = known.fillna("").itertuples(index=False)
    said = pd.Series([", ".join(filter(None, pair)) for pair in pairs], known.index, dtype="str")
    told: pd.Series = said.where(said != "")
    return told


def _name_bridges(bridges: pd.DataFrame, ids: pd.Index, region_ids: pd.Index) -> pd.DataFrame:
    return make_table(
        BRIDGES,
        {
            "person_id": ids[bridges["person"]],
            "from_region": region_ids[bridges["from"]],
            "to_region": region_ids[bridges["to"]],
            "ties": bridges["ties"].to_numpy(dtype=np.int64),
            "basis": bridges["basis"],
            "groups": bridges["groups"].to_numpy(dtype=np.int64),
        },
    )


def _list_pairs(
    seen: SeenTies, ids: pd.Index, drawn: np.ndarray, listed: list[int]
) -> pd.DataFrame:
    """List the ties of one drawn person after the other, as long as there is room."""
    turn = np.full(seen.size, seen.size)
    order = [*dict.fromkeys([*(who for who in listed if who in set(drawn.tolist())), *drawn])]
    turn[order] = np.arange(len(order))
    soonest = np.minimum(turn[seen.start], turn[seen.end])
    needed = np.cumsum(np.bincount(soonest, minlength=seen.size + 1)[: len(order)])
    whole = int((needed <= MOST_PAIRS).sum())
    kept = soonest < whole
    return make_table(
        PAIRS,
        {
            "person_id": ids[seen.start[kept]],
            "other_id": ids[seen.end[kept]],
            "basis": np.where(seen.observed[kept], "observed", "asserted"),
        },
    )


def _list_goals(goals: pd.DataFrame | None, ids: pd.Index) -> pd.DataFrame:
    """Keep the goals of people on the map, a person once per goal, held before likely."""
    if goals is None:
        return make_table(GOALS, [])
    columns = list(GOALS.columns)
    inside = goals[goals["person_id"].isin(ids) & goals["status"].isin(["held", "likely"])]
    ordered = inside.sort_values(["goal_id", "person_id", "status"], kind="stable")
    once = ordered.drop_duplicates(["goal_id", "person_id"])[columns].reset_index(drop=True)
    return make_table(GOALS, {name: once[name] for name in columns})
