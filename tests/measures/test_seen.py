"""Seen ties: each pair once, and for how many pairs of each person one could have been seen."""

import pandas as pd
import pytest

from netlens.measures.coverage import measure_coverage
from netlens.measures.seen import read_seen

IDS = pd.Index(["a", "b", "c", "d", "e"])


def ties(*rows):
    return pd.DataFrame(rows, columns=["from", "to", "basis"])


def test_a_pair_counts_once_whatever_its_direction():
    seen = read_seen(
        IDS, ties(("b", "a", "asserted"), ("a", "b", "observed"), ("a", "c", "asserted"))
    )
    assert list(zip(seen.start, seen.end, seen.observed, strict=True)) == [
        (0, 1, True),
        (0, 2, False),
    ]
    assert seen.count.tolist() == [2, 1, 1, 0, 0]


def test_guesses_strangers_and_oneself_do_not_count():
    seen = read_seen(
        IDS, ties(("a", "b", "inferred"), ("a", "x", "observed"), ("c", "c", "observed"))
    )
    assert seen.count.sum() == 0


def test_whoever_holds_a_list_could_be_seen_with_everybody_and_others_with_them():
    seen = read_seen(IDS, ties(), holders={"a", "b", "x"})
    assert seen.observable.tolist() == [4, 4, 2, 2, 2]


def test_people_seen_together_could_be_seen_to_be_tied():
    seen = read_seen(IDS, ties(), holders={"a"}, threads=[{"b", "c", "x"}, {"a", "b", "c"}])
    assert seen.observable.tolist() == [4, 2, 2, 1, 1]


@pytest.mark.parametrize("holders", [set(), {"a"}, {"a", "e"}])
def test_it_agrees_with_the_coverage_of_all(holders):
    threads = [{"b", "c", "d"}, {"c", "e"}]
    seen = read_seen(IDS, ties(), holders=holders, threads=threads)
    assert (
        seen.observable.sum() == 2 * measure_coverage(set(IDS), holders, threads=threads).observable
    )


def test_a_tie_that_is_stated_was_observable():
    seen = read_seen(IDS, ties(("a", "b", "asserted")))
    assert seen.observable.tolist() == [1, 1, 0, 0, 0]


def test_unknown_is_missing_and_seen_to_be_none_is_zero():
    seen = read_seen(IDS, ties(("a", "b", "asserted")), threads=[{"c", "d"}])
    assert seen.told.isna().tolist() == [False, False, False, False, True]
    assert seen.told.dropna().tolist() == [1, 1, 0, 0]


def test_nobody_is_seen_with_nobody():
    seen = read_seen(IDS[:0], ties())
    assert len(seen.told) == 0
