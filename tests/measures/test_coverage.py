"""Observability: what could have been seen at all."""

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from netlens.measures.coverage import (
    MINIMUM_COVERAGE,
    count_lacking,
    describe_agreement,
    find_observable,
    measure_coverage,
)
from netlens.measures.seen import read_seen


def test_with_only_egos_list_no_pair_is_observable():
    """Most users are here."""
    result = measure_coverage(set("abcd"), set())
    assert (result.pairs, result.observable, result.share, result.holders) == (6, 0, 0.0, 0)


def test_every_list_makes_every_pair_observable():
    """Holders who are no contacts do not count."""
    assert measure_coverage(set("abc"), set("abcz")).share == 1.0
    assert measure_coverage(set("abc"), set("z")).holders == 0


def test_nobody_has_no_pairs():
    """No division by zero."""
    assert measure_coverage(set(), set()).share == 0.0


@given(
    st.sets(st.sampled_from("abcdefg")),
    st.sets(st.sampled_from("abcxy")),
    st.lists(st.sets(st.sampled_from("abcdefgz")), max_size=3),
    st.sets(st.sampled_from("acefx")),
)
def test_counts_equal_brute_force(people, holders, threads, blind):
    """Pair by pair, of all and of each person."""

    def is_seen(a, b):
        listed = ({a, b} & holders) and not ({a, b} & (blind - holders))
        return bool(listed) or any({a, b} <= thread for thread in threads)

    pairs = [pair for pair in combinations(sorted(people), 2) if is_seen(*pair)]
    options = {"threads": threads, "blind": blind}
    assert measure_coverage(people, holders, **options).observable == len(pairs)
    ids = pd.Index(sorted(people), dtype="str")
    ties = pd.DataFrame([], columns=["from", "to", "basis"])
    each = read_seen(ids, ties, holders=holders, **options).observable
    assert each.tolist() == [sum(who in pair for pair in pairs) for who in ids]


def test_as_many_lists_are_lacking_as_make_half_of_the_pairs_visible():
    """Of 239 people, 70 lists show half of the pairs."""
    ids = {f"p{i:03d}" for i in range(239)}
    held = sorted(ids)
    for have in (0, 6, 70, 100):
        lacking = count_lacking(measure_coverage(ids, set(held[:have])))
        assert measure_coverage(ids, set(held[: have + lacking])).share >= MINIMUM_COVERAGE
        if lacking:
            short = set(held[: have + lacking - 1])
            assert measure_coverage(ids, short).share < MINIMUM_COVERAGE


def test_nobody_lacks_no_list():
    """An empty network has no pair to see."""
    assert count_lacking(measure_coverage(set(), set())) == 0


@given(
    st.sets(st.sampled_from("abcdefg")),
    st.sets(st.sampled_from("abcxy")),
    st.lists(st.sets(st.sampled_from("abcdefg")), max_size=3),
)
def test_pair_by_pair_as_many_are_observable_as_are_counted(people, holders, threads):
    """Whichever end comes first."""
    ids = sorted(people, reverse=True)
    one, other = np.triu_indices(len(ids), 1)
    observable = find_observable(ids, holders, threads=threads)
    found = observable(one, other)
    assert found.tolist() == observable(other, one).tolist()
    assert found.sum() == measure_coverage(people, holders, threads=threads).observable


def test_whom_linkedin_cannot_show_an_address_book_can():
    """Of four people one has no address: a list shows two pairs, an address book three."""
    people = set("abcd")
    narrow = measure_coverage(people, {"a"}, blind={"d"})
    wide = measure_coverage(people, {"a"}, blind={"d"}, wide={"a"})
    assert (narrow.observable, wide.observable) == (2, 3)
    together = measure_coverage(people, {"a"}, blind={"d"}, threads=[{"b", "d"}])
    assert together.observable == 3


def test_the_fewer_pairs_are_seen_the_less_groups_agree():
    """Nothing is left open where all are seen; below half no groups are told."""
    assert describe_agreement(0.3) is None
    assert describe_agreement(1.0) is None
    half, most = describe_agreement(0.5), describe_agreement(0.95)
    assert half["low"] < half["value"] < half["high"] < most["high"]
    assert half["low"] < most["low"]
