"""Persistence: contact seen again, learnt from networks and from one's own past."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.errors import ParameterError
from netlens.measures.persistence import (
    FEWEST_TIES,
    Persistence,
    calibrate_persistence,
    describe_chain_bias,
    fit_logistic,
    fit_persistence,
    load_calibration,
    measure_contact,
    split_past,
    suppose_silent,
    weigh_ties,
)

AS_OF = pd.Timestamp("2026-11-01")
BY_HAND = Persistence((1.0, -2.0), 0.0, 0.5, (0.0, 0.5), "by hand")


def events(*rows):
    table = pd.DataFrame(rows, columns=["from", "to", "date"])
    return table.assign(date=pd.to_datetime(table["date"]))


def invent(pairs, share, *, seed=0):
    """Invent ties seen two to five times in the first half; a share is seen in the second."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(pairs):
        rows += [(f"a{number}", "b", day) for day in rng.integers(0, 400, rng.integers(2, 6))]
        if number < share * pairs:
            rows += [(f"a{number}", "b", day) for day in rng.integers(600, 1000, 5)]
    filling = [("x", "y", day) for day in rng.integers(500, 1000, len(rows))]
    table = pd.DataFrame([*rows, *filling], columns=["from", "to", "date"])
    return table.assign(date=AS_OF - pd.to_timedelta(1000 - table["date"], unit="D"))


def test_contact_is_counted_per_directed_pair():
    """Undated and later rows are left out; the span runs from the first event of all."""
    contact = measure_contact(
        events(
            ("a", "b", "2026-10-22"),
            ("a", "b", "2026-10-30"),
            ("b", "a", "2026-10-02"),
            ("a", "c", None),
            ("a", "c", "2027-01-01"),
        ),
        as_of=AS_OF,
    )
    assert contact.to_numpy().tolist() == [["a", "b", 2, 2.0, 30.0], ["b", "a", 1, 30.0, 30.0]]


def test_the_past_is_halved_by_events():
    """Of two early ties one is seen again."""
    early, again = split_past(
        events(
            ("a", "b", "2026-01-01"),
            ("a", "c", "2026-01-02"),
            ("a", "b", "2026-05-01"),
            ("a", "d", "2026-06-01"),
        )
    )
    assert dict(zip(early["to"], again, strict=True)) == {"b": True, "c": False}


def test_the_hand_worked_example():
    """One contact a quarter of the span ago: log odds 0; e contacts: log odds 1."""
    found = calibrate_persistence([1, np.e], [25, 25], 100, persistence=BY_HAND)
    assert found["probability"].tolist() == pytest.approx([0.5, 0.731059])
    assert found[["low", "high"]].iloc[0].tolist() == pytest.approx([0.377541, 0.622459])


@given(st.integers(1, 500), st.floats(0, 100), st.integers(1, 5), st.floats(0, 50))
def test_more_and_more_recent_contact_persists_more(count, days, more, sooner):
    """With what is shipped."""
    found = calibrate_persistence([count, count + more], [days, days], 100)["probability"]
    assert found[0] <= found[1]
    found = calibrate_persistence([count, count], [days, max(days - sooner, 0)], 100)["probability"]
    assert found[0] <= found[1]


def test_unknown_contact_has_an_unknown_probability():
    """NaN in, NaN out."""
    found = calibrate_persistence([np.nan, 1], [1, np.nan], 10)
    assert found.isna().all(axis=None)


@pytest.mark.parametrize(("count", "days"), [(0, 1), (1, -1), (1, 11)])
def test_impossible_contact_is_an_error(count, days):
    """No contact, in the future, or before the records."""
    with pytest.raises(ParameterError, match="impossible contact"):
        calibrate_persistence([count], [days], 10)


@pytest.mark.parametrize("share", [0.2, 0.8])
def test_the_level_comes_from_ones_own_past(share):
    """Where a fifth, or four fifths, of ties are seen again, predictions say so."""
    past = invent(300, share)
    fitted = fit_persistence(past, as_of=AS_OF)
    contact = measure_contact(past, as_of=AS_OF)
    columns = (contact[name] for name in ("count", "days_since", "span"))
    predicted = calibrate_persistence(*columns, persistence=fitted)["probability"]
    assert predicted.mean() == pytest.approx(share, abs=0.1)
    assert fitted.ties >= 290
    assert "own past" in fitted.method


def test_a_past_of_few_ties_falls_back_to_the_networks_and_a_wide_range():
    """The method says how many are missing."""
    fitted = fit_persistence(invent(FEWEST_TIES - 5, 0.5), as_of=AS_OF)
    assert fitted.ties == 0
    assert "of the 30 it takes" in fitted.method
    found = calibrate_persistence([3], [10], 100, persistence=fitted).iloc[0]
    assert found["high"] - found["low"] > 0.7


@pytest.mark.parametrize("rows", [[], [("a", "b", None)], [("a", "b", "2026-01-01")] * 3])
def test_a_past_without_two_halves_is_no_error(rows):
    """Nothing, nothing dated, one moment."""
    assert fit_persistence(events(*rows), as_of=AS_OF).ties == 0


def test_the_shipped_numbers_say_what_they_rest_on():
    """More contact persists more, longer silence less; networks differ."""
    shipped = load_calibration()
    assert shipped.slopes[0] > 0 > shipped.slopes[1]
    assert shipped.margin > 1
    assert "6 networks" in shipped.method
    row = describe_chain_bias()
    assert row["low"] < row["value"] < row["high"]


def test_the_fit_finds_the_curve_that_made_the_data():
    """Slope 1.5 and level −.5, from ten thousand draws."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(10_000, 1))
    y = rng.random(10_000) < 1 / (1 + np.exp(0.5 - 1.5 * x[:, 0]))
    fitted, covariance = fit_logistic(x, y, before=np.zeros(2), tightness=np.full(2, 1e-6))
    assert fitted == pytest.approx([1.5, -0.5], abs=0.1)
    assert np.sqrt(np.diag(covariance)) == pytest.approx([0.033, 0.025], abs=0.01)


def test_a_tight_prior_holds_the_fit():
    """Ten outcomes do not move what is known well."""
    x, y = np.zeros((10, 1)), np.ones(10, dtype=bool)
    fitted, _ = fit_logistic(x, y, before=np.array([1.0, -2.0]), tightness=np.full(2, 1e6))
    assert fitted == pytest.approx([1.0, -2.0], abs=1e-4)


def test_weighing_multiplies_and_leaves_the_rest_alone():
    """Undated ties and ties without an estimate stay as they are; so does the argument."""
    graph = nx.DiGraph()
    graph.add_edge("a", "b", probability=0.9)
    graph.add_edge("a", "c", probability=1.0)
    graph.add_edge("a", "d")
    persisting = pd.DataFrame(
        {
            "from": ["a"] * 4,
            "to": ["b", "c", "d", "z"],
            "probability": [0.5, np.nan, 0.5, 0.5],
            "low": [0.2, np.nan, 0.2, 0.2],
            "high": [0.8, np.nan, 0.8, 0.8],
        }
    )
    weighed = weigh_ties(graph, persisting)
    assert weighed["a"]["b"] == pytest.approx({"probability": 0.45, "low": 0.18, "high": 0.72})
    assert weighed["a"]["c"] == {"probability": 1.0}
    assert weighed["a"]["d"] == {}
    assert "z" not in weighed
    assert graph["a"]["b"] == {"probability": 0.9}


def test_a_tie_never_seen_in_use_does_not_outrank_one_that_was():
    """It counts like one contact at the very start, with a range up to average contact."""
    low, value, high = suppose_silent(BY_HAND)
    seen = calibrate_persistence([1, 5], [100, 20], 100, persistence=BY_HAND)
    assert value == seen["probability"].min()
    assert low < value < high
    graph = nx.DiGraph()
    graph.add_edge("a", "b", probability=1.0)
    graph.add_edge("a", "c", probability=1.0)
    persisting = pd.DataFrame({"from": ["a", "a"], "to": ["z", "c"]}).join(seen)
    weighed = weigh_ties(graph, persisting, silent=(low, value, high))
    assert weighed["a"]["b"] == {"probability": value, "low": low, "high": high}
    assert weighed["a"]["c"]["probability"] > value
