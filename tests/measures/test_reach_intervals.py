"""The calibrated range: what it is made of, and that it holds on networks nobody fitted."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from netlens.measures.reach_intervals import (
    COVARIATES,
    LEANING,
    LIMITED,
    SIGNALS,
    apply_linear,
    calibrate_union,
    load_calibration,
    measure_covariates,
)
from netlens.measures.reach_sample import summarise_lists
from netlens.measures.reach_selection import measure_signals
from netlens.measures.reach_union import extrapolate_union


def ego_net(seed: int, ego: int = 0) -> dict[int, set[int]]:
    """Contacts and their lists, ego left out, in a network of groups."""
    graph = nx.random_partition_graph([40] * 25, 0.3, 0.01, seed=seed)
    return {who: set(graph[who]) - {ego} for who in graph[ego]}


def test_a_linear_model_is_evaluated_by_hand_and_held_within_what_was_seen():
    """1 + 2 × (3 − 1) / 2 = 3; at 9, which was never seen, as at 5: 1 + 2 × 2 = 5."""
    term = {"name": "x", "slope": 2.0, "mean": 1.0, "spread": 2.0, "low": 0.0, "high": 5.0}
    model = {"intercept": 1.0, "terms": [term]}
    assert apply_linear(model, {"x": 3.0}) == 3
    assert apply_linear(model, {"x": 9.0}) == apply_linear(model, {"x": 5.0}) == 5


def test_covariates_are_counted_by_hand():
    """Four lists of two of eight; x on all four, y to w on one each: 4 of 8 entries repeat."""
    lists = {i: {"x", f"y{i}"} for i in "abcd"}
    sample = summarise_lists(lists, direct=set("abcdefgh"))
    union = extrapolate_union(sample)
    found = measure_covariates(sample, union)
    assert found["lists"] == pytest.approx(math.log(4))
    assert found["units"] == pytest.approx(math.log(2))
    assert found["coverage"] == pytest.approx(0.5)
    assert found["uneven"] == 0
    assert found["growth"] == pytest.approx(math.log(math.log(union.estimate / 5) + 0.02))


def test_the_shipped_figures_fit_the_code():
    """Same covariates and signals; networks of both origins; wider for a higher level."""
    shipped = load_calibration()
    assert shipped["networks"] == len(shipped["names"]) >= 25
    assert {"real, open", "real, closed", "model, open"} <= set(shipped["names"].values())
    for kind, model in shipped["kinds"].items():
        assert [term["name"] for term in model["scale"]["terms"]] == list(COVARIATES)
        assert [term["name"] for term in model["shift"]["terms"]] == list(SIGNALS[kind])
        assert [term["name"] for term in model["lean"]["terms"]] == list(LEANING[kind])
        for row in model["rows"]:
            assert {name for name, _ in LIMITED[kind]} == set(row["limits"])
            for group in ("alike", "chosen"):
                ends = [row[group][f"{level:g}"] for level in shipped["levels"]]
                assert all(a[0] >= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(ends))


@pytest.mark.parametrize("known", [True, False])
def test_ranges_hold_on_a_network_that_nothing_was_fitted_to(known):
    """Ten random lists, forty egos, 0.90 promised: at least three quarters hold."""
    rng, held, egos = np.random.default_rng(5), 0, range(0, 1_000, 25)
    for ego in egos:
        near = ego_net(11, ego)
        owners = rng.choice(sorted(near), 10, replace=False).tolist()
        sizes = {who: len(seen) + 1 for who, seen in near.items()} if known else None
        sample = summarise_lists({o: near[o] for o in owners}, direct=set(near), list_sizes=sizes)
        union = extrapolate_union(sample)
        found = calibrate_union(sample, union, measure_signals(sample), level=0.9)
        assert sample.observed <= found.low <= found.estimate <= found.high
        held += found.low <= len(set().union(*near.values()) - set(near)) <= found.high
    assert held >= 30


def test_knowing_more_sizes_narrows_the_range():
    """None, half and all of the other lists' sizes."""
    near = ego_net(3)
    owners = sorted(near)[:6]
    lists = {who: near[who] for who in owners}
    sizes = {who: len(near[who]) + 1 for who in near}
    half = {who: sizes[who] for who in sorted(near)[: (6 + len(near)) // 2]}
    widths = []
    for known in ({}, half, sizes):
        sample = summarise_lists(lists, direct=set(near), list_sizes=known)
        union, signals = extrapolate_union(sample), measure_signals(sample)
        found = calibrate_union(sample, union, signals, level=0.9)
        widths.append(found.high / found.low)
    assert widths[0] > widths[1] > widths[2]


def test_a_clique_of_owners_is_odd():
    """Six owners who all know each other, among thirty contacts whom they hardly know."""
    owners = [f"c{i:02d}" for i in range(6)]
    lists = {o: (set(owners) - {o}) | {f"{o}-{j}" for j in range(15)} for o in owners}
    sample = summarise_lists(lists, direct={f"c{i:02d}" for i in range(30)})
    union, signals = extrapolate_union(sample), measure_signals(sample)
    found = calibrate_union(sample, union, signals, level=0.9)
    assert ("z_in", 1) in found.odd
