"""
Chains of introductions: the most probable ways from ego to somebody, with a spare.

Two factors are kept apart on each hop: that the tie exists, and that whoever
stands before it passes the request on. Ego asks, so the first hop needs no
willingness; everybody in between passes it on; the target passes nothing on.
Hops are taken to be independent.
"""

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import pandas as pd

from netlens.errors import GraphError, ParameterError
from netlens.measures.introductions import LONGEST_WHY, clip, describe_tie
from netlens.measures.paths import Path, Search, choose_paths, find_tie, price_ties, reach_all
from netlens.measures.tie_arrays import TieArrays, build_arrays, sort_ids
from netlens.measures.willingness import Willingness, read_willingness
from netlens.schema import list_rows

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.Graph[Any] | TieArrays"
Willing: TypeAlias = float | Sequence[float] | Willingness
Targets: TypeAlias = Hashable | Iterable[Hashable] | Mapping[Any, Iterable[Hashable]]

UNKNOWN_STEP: Final = "?"
COLUMNS: Final = (
    "target",
    "rank",
    "hop",
    "from",
    "to",
    "probability",
    "low",
    "high",
    "why",
    "tie",
    "tie_low",
    "tie_high",
    "willingness",
    "willingness_low",
    "willingness_high",
    "chain_probability",
    "chain_low",
    "chain_high",
    "weakest",
    "backup",
    "status",
)
_COUNTS: Final = ("rank", "hop")
_FLAGS: Final = ("weakest", "backup")
_WORDS: Final = ("why", "status")
_DECIMALS: Final = 9


def find_chains(
    graph: Graph,
    source: Hashable,
    targets: Targets,
    *,
    willingness: Willing,
    off_limits: Iterable[Hashable] = (),
    k: int = 3,
    max_hops: int = 6,
) -> pd.DataFrame:
    """
    Find the k most probable chains of introductions to each target.

    Parameters
    ----------
    graph
        Ties (`netlens.graph.build_graph`), or the arrays behind them
        (`netlens.measures.tie_arrays.build_arrays`). Edge attributes as read there.
    source
        Who asks; usually ego.
    targets
        An id, several ids, or a mapping from a name (an organisation, a role)
        to ids: then chains end at whoever of them is reached first.
    willingness
        That one person passes the request on: a number, low, value and high,
        or what `estimate_willingness` gives.
    off_limits
        Ids that no chain may start at, end at or go through.
    k
        Chains per target. From two on, one of them shares no one in between
        with the first, if there is any such chain; it takes the last place
        where it is not among the k best.
    max_hops
        Longest chain, in ties.

    Returns
    -------
    chains
        One row per hop, by target, rank and hop. `probability` with `low` and
        `high`: that the tie exists (`tie`) times that whoever stands before
        it passes the request on (`willingness`, 1 on the first hop).
        `chain_probability`, `chain_low`, `chain_high`: the product over the
        hops. `weakest`: the hop with the lowest probability, the first of
        equal ones. `backup`: the chain that shares no one in between with the
        first. `status` is "complete". `why` is not escaped. A target that is
        unknown, off limits, out of reach, or the source itself has no rows.

    Raises
    ------
    GraphError
        If `source` is not in the graph, or the ties are impossible.
    ParameterError
        If `willingness`, `k` or `max_hops` is impossible.

    Notes
    -----
    By hand: ties ego–Ana .9, ego–Ben .6, Ana–Cem .5, Ben–Cem .8 and
    willingness .5. Through Ana: .9 × (.5 × .5) = .225; through Ben:
    .6 × (.8 × .5) = .24, which is rank 1 although its first tie is weaker.

    Equally probable chains (to 1e-7 in the logarithm) are ordered by fewer
    hops, then by ids. `chain_low` multiplies the low ends, as if all hops
    were bad at once: a scenario, not a confidence limit.

    References
    ----------
    Yen (1971), Management Science 17; Travers & Milgram (1969), Sociometry 32.
    """
    arrays = build_arrays(graph)
    _check(arrays, source, k=k, max_hops=max_hops)
    willing = read_willingness(willingness)
    cost = price_ties(arrays, willing[1], _numbers(arrays, off_limits))
    rows: list[dict[str, Any]] = []
    for name, ids in _read_targets(targets):
        goals = set(_numbers(arrays, ids)) - {arrays.position[source]}
        if goals:
            search = Search(arrays, arrays.position[source], goals, cost=cost, max_hops=max_hops)
            paths, spare = choose_paths(search, k)
            for rank, path in enumerate(paths, start=1):
                hops = _describe_chain(arrays, path, willing)
                rows += [
                    {"target": name, "rank": rank, "backup": path == spare, **hop} for hop in hops
                ]
    return make_chains(rows)


def find_inbound(
    graph: Graph,
    source: Hashable,
    targets: Targets,
    *,
    willingness: Willing,
    off_limits: Iterable[Hashable] = (),
    k: int = 3,
    max_hops: int = 6,
) -> pd.DataFrame:
    """
    Find how targets would hear of ego: chains of people each known to the next.

    A tie from B to A says that B knows A, so word of A can come to B. Word of
    ego starts with somebody who has shown to know ego, which ego's own address
    book does not show.

    Parameters
    ----------
    graph, source, targets, willingness, off_limits, k, max_hops
        As for `find_chains`; `source` is whom the word is about.

    Returns
    -------
    chains
        As `find_chains` gives them, in the order in which word travels: on
        each hop `to` knows `from`, and tells of ego from the second hop on.

    Raises
    ------
    GraphError, ParameterError
        As `find_chains`.

    Notes
    -----
    By hand: Ana wrote to ego, and Cem endorsed Ana; ego only holds Cem's card.
    Word goes ego → Ana → Cem, although ego's own way to Cem is one hop.
    """
    return find_chains(
        build_arrays(graph).flip(),
        source,
        targets,
        willingness=willingness,
        off_limits=off_limits,
        k=k,
        max_hops=max_hops,
    )


def best_chains(
    graph: Graph,
    source: Hashable,
    *,
    willingness: Willing,
    off_limits: Iterable[Hashable] = (),
    max_hops: int | None = 6,
) -> pd.DataFrame:
    """
    Find everybody's best chain from ego in one pass.

    Parameters
    ----------
    graph, source, willingness, off_limits
        As for `find_chains`.
    max_hops
        Longest chain, in ties; `None` for no limit.

    Returns
    -------
    chains
        One row per person who can be reached, by id: `person_id`, `hops`,
        `via` (the first step), `previous` (the last one before them),
        `probability`, `low`, `high` of the whole chain. The same chains as
        rank 1 of `find_chains`. Who is missing cannot be reached along known
        ties, which says nothing of ties that nobody could see.

    Raises
    ------
    GraphError, ParameterError
        As `find_chains`.

    Notes
    -----
    In the example of `find_chains` Cem has 2 hops via Ben, .24; Ana .9.
    """
    arrays = build_arrays(graph)
    _check(arrays, source, k=1, max_hops=1 if max_hops is None else max_hops)
    willing = read_willingness(willingness)
    cost = price_ties(arrays, willing[1], _numbers(arrays, off_limits))
    number = arrays.position[source]
    reached = reach_all(arrays, number, cost=cost, max_hops=max_hops, willing=willing)
    found = np.flatnonzero(reached.hops > 0)
    ids = pd.Series(arrays.ids)
    return pd.DataFrame(
        {
            "person_id": ids.take(found).to_numpy(),
            "hops": reached.hops[found],
            "via": ids.take(reached.first[found]).to_numpy(),
            "previous": ids.take(reached.previous[found]).to_numpy(),
            "probability": reached.probability[found].round(_DECIMALS),
            "low": reached.low[found].round(_DECIMALS),
            "high": reached.high[found].round(_DECIMALS),
        }
    )


def find_doors(
    graph: Graph,
    source: Hashable,
    targets: Mapping[Any, Iterable[Hashable]],
    *,
    doors: Mapping[Any, Mapping[Any, str]],
    willingness: Willing,
    off_limits: Iterable[Hashable] = (),
    k: int = 3,
    max_hops: int = 6,
) -> pd.DataFrame:
    """
    Find chains into organisations, or to the nearest door where nobody inside is known.

    Parameters
    ----------
    graph, source, willingness, off_limits, k
        As for `find_chains`.
    targets
        Name of each organisation to the ids of the people known in it, if any.
    doors
        Name of an organisation to people who may know somebody inside: id to
        the reason, such as "worked there until 2021".
    max_hops
        Longest known part of a chain, in ties.

    Returns
    -------
    chains
        Where there is a way to an insider: what `find_chains` gives, `status`
        "complete". Otherwise chains to the most probable doors, `status`
        "open", each ended by one more hop from the door to "?": its
        probability is NaN, since nobody knows whether the door knows anybody
        there, and `chain_probability` is that of coming to the door. No rows
        where neither can be reached.

    Raises
    ------
    GraphError, ParameterError
        As `find_chains`.

    Notes
    -----
    By hand: ego–Ana .9, Ana–Ben .5 and Ben once worked at Example Ltd, where
    nobody is known. With willingness .5: ego → Ana → Ben at .9 × (.5 × .5) =
    .225, then Ben → ? unknown.
    """
    arrays = build_arrays(graph)
    options: dict[str, Any] = {
        "willingness": willingness,
        "off_limits": list(off_limits),
        "k": k,
        "max_hops": max_hops,
    }
    rows: list[dict[str, Any]] = []
    for name, insiders in targets.items():
        complete = list_rows(find_chains(arrays, source, {name: insiders}, **options))
        reasons = doors.get(name, {})
        if complete:
            rows += complete
        else:
            near = find_chains(arrays, source, {name: list(reasons)}, **options)
            rows += _leave_open(list_rows(near), reasons)
    return make_chains(rows)


def _leave_open(hops: Sequence[dict[str, Any]], reasons: Mapping[Any, str]) -> list[dict[str, Any]]:
    """End each chain with the step that nobody knows."""
    unknown = [name for name in COLUMNS if name.startswith(("tie", "willingness"))]
    rows: list[dict[str, Any]] = []
    for hop, following in itertools.zip_longest(hops, hops[1:]):
        rows.append({**hop, "status": "open"})
        if following is None or following["rank"] != hop["rank"]:
            step = {
                **dict.fromkeys([*unknown, "probability", "low", "high"], np.nan),
                "hop": hop["hop"] + 1,
                "from": hop["to"],
                "to": UNKNOWN_STEP,
                "why": clip(str(reasons[hop["to"]]), LONGEST_WHY),
                "weakest": False,
            }
            rows.append({**rows[-1], **step})
    return rows


def make_chains(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table of chains, with its columns and types also where there are no rows."""
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, "float64")
    kinds |= dict.fromkeys(_COUNTS, "int64") | dict.fromkeys(_FLAGS, "bool")
    kinds |= dict.fromkeys(_WORDS, "str")
    for name in ("target", "from", "to"):
        texts = all(isinstance(value, str) for value in table[name])
        kinds[name] = "str" if texts else "object"
    return table.astype(kinds)


def _describe_chain(
    arrays: TieArrays, path: Path, willing: tuple[float, float, float]
) -> list[dict[str, Any]]:
    """Give one row per hop, without target, rank and backup."""
    rows: list[dict[str, Any]] = []
    chain = np.ones(3)
    for hop, (start, end) in enumerate(itertools.pairwise(path), start=1):
        tie = find_tie(arrays, start, end)
        exists = np.array([arrays.low[tie], arrays.probability[tie], arrays.high[tie]])
        passes = np.array(willing) if hop > 1 else np.ones(3)
        both = exists * passes
        chain = chain * both
        rows.append(
            {
                "hop": hop,
                "from": arrays.ids[start],
                "to": arrays.ids[end],
                "why": describe_tie(arrays.facts(tie)),
                "status": "complete",
                **_triple("", both),
                **_triple("tie", exists),
                **_triple("willingness", passes),
            }
        )
    weakest = min(range(len(rows)), key=lambda spot: rows[spot]["probability"])
    whole = _triple("chain", chain)
    return [{**row, "weakest": spot == weakest, **whole} for spot, row in enumerate(rows)]


def _triple(name: str, numbers: np.ndarray) -> dict[str, float]:
    """Name low, value and high, rounded so that machines agree."""
    low, value, high = (float(number) for number in numbers.round(_DECIMALS))
    middle = {"": "probability", "chain": "chain_probability"}.get(name, name)
    start = f"{name}_" if name else ""
    return {f"{start}low": low, middle: value, f"{start}high": high}


def _read_targets(targets: Targets) -> list[tuple[Any, list[Any]]]:
    """Give names and ids; ids stand for themselves, each once, in the order given."""
    if isinstance(targets, Mapping):
        return [(name, list(ids)) for name, ids in targets.items()]
    if isinstance(targets, (str, bytes)) or not isinstance(targets, Iterable):
        return [(targets, [targets])]
    several = sort_ids(targets) if isinstance(targets, (set, frozenset)) else list(targets)
    return [(target, [target]) for target in dict.fromkeys(several)]


def _numbers(arrays: TieArrays, ids: Iterable[Any]) -> list[int]:
    return [arrays.position[person] for person in ids if person in arrays.position]


def _check(arrays: TieArrays, source: Hashable, *, k: int, max_hops: int) -> None:
    if source not in arrays.position:
        msg = f"{source!r} is not in the graph of {len(arrays.ids)} people; whose chains?"
        raise GraphError(msg)
    if k < 1 or max_hops < 1:
        msg = f"k is {k} and max_hops {max_hops}; both are at least 1."
        raise ParameterError(msg)
