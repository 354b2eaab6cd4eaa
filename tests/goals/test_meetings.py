import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.goals.circles import Circles
from netlens.goals.meetings import suggest_meetings
from netlens.goals.wants import read_wants
from netlens.schema import MEETINGS, check_table, empty_table

NO_TIES = pd.DataFrame({"from": [], "to": [], "basis": []})


def table(*rows):
    columns = ["person_id", "title", "company", "location", "labels", "notes"]
    filled = [(*row, *(None,) * (6 - len(row))) for row in rows]
    people = pd.DataFrame(filled, columns=columns)
    people["labels"] = [cell if isinstance(cell, tuple) else () for cell in people["labels"]]
    return people


def suggest(people, *, ties=NO_TIES, pooled=None, **options):
    meetings = suggest_meetings(
        read_wants(people), people, ties=ties, pooled=pooled or {}, **options
    )
    check_table(meetings, MEETINGS)
    return meetings


def pairs(people, **options):
    meetings = suggest(people, **options)
    return list(zip(meetings["person_id"], meetings["other_id"], meetings["tie"], strict=True))


SEEKER = ("seeker", "Data Engineer | open to work", "Zeile")
HEAD = ("head", "Head of Data", "Polymer")
FOUNDER = ("founder", "Founder", "Seegras Climate")
ANGEL = ("angel", "Angel Investor", "Wind")


def test_two_who_look_for_each_other_should_meet():
    meetings = suggest(table(SEEKER, HEAD))
    assert meetings.loc[0].tolist() == [
        "seeker", "head", "a job as Data Engineer",
        "title: “Data Engineer | open to work”", "Head of Data at Polymer (job title)",
        "unobserved", 0.7,
    ]  # fmt: skip


def test_a_stated_want_meets_who_has_it():
    people = table(
        ("guest", None, None, None, (), "looking for a flat in Berlin"),
        ("host", None, None, "Berlin, Germany", ("landlord",)),
    )
    assert pairs(people) == [("guest", "host", "unobserved")]


def test_who_is_known_to_be_elsewhere_is_no_match():
    people = table(
        ("guest", None, None, None, (), "looking for a flat in Berlin"),
        ("host", None, None, "Hamburg", ("landlord",)),
    )
    assert pairs(people) == []


def test_a_job_in_another_topic_is_no_match():
    assert pairs(table(("seeker", "Nurse | open to work", "Klinik"), HEAD)) == []


def test_a_guess_alone_brings_nobody_together():
    people = table(("junior", "Junior Data Analyst", "A"), ("senior", "Senior Data Analyst", "B"))
    assert pairs(people) == []


@pytest.mark.parametrize("ends", [("founder", "angel"), ("angel", "founder")])
@pytest.mark.parametrize(("basis", "left"), [("observed", 0), ("asserted", 0), ("inferred", 1)])
def test_people_with_a_known_tie_are_left_out(ends, basis, left):
    ties = pd.DataFrame({"from": [ends[0]], "to": [ends[1]], "basis": [basis]})
    assert len(pairs(table(FOUNDER, ANGEL), ties=ties)) == left


def test_people_with_one_employer_are_left_out():
    people = table(SEEKER, ("head", "Head of Data", "Zeile GmbH"))
    assert pairs(people) == []


@pytest.mark.parametrize("owner", ["founder", "angel"])
def test_a_held_list_without_the_other_makes_a_tie_absent(owner):
    assert pairs(table(FOUNDER, ANGEL), pooled={owner: {"x"}}) == [("founder", "angel", "absent")]


def test_a_held_list_with_the_other_leaves_the_pair_out():
    assert pairs(table(FOUNDER, ANGEL), pooled={"angel": {"founder"}}) == []


def test_each_person_comes_once_stated_wants_first_and_few():
    people = table(
        SEEKER,
        HEAD,
        ("junior", "Junior Data Engineer", "Anfang"),
        FOUNDER,
        ANGEL,
        ("other", "Angel Investor", "Wasser"),
    )
    meetings = suggest(people)
    named = [*meetings["person_id"], *meetings["other_id"]]
    assert len(named) == len(set(named))
    assert meetings.loc[0, "person_id"] == "seeker"
    assert len(suggest(people, most=1)) == 1
    assert suggest(people, most=0).equals(empty_table(MEETINGS))


def test_who_is_off_limits_is_in_no_pair():
    assert pairs(table(SEEKER, HEAD), off_limits={"head"}) == []
    assert pairs(table(SEEKER, HEAD), off_limits={"seeker"}) == []


def test_the_order_of_rows_changes_nothing():
    people = table(SEEKER, HEAD, FOUNDER, ANGEL, ("twin", "Angel Investor", "Wasser"))
    assert suggest(people[::-1].reset_index(drop=True)).equals(suggest(people))


def test_an_empty_table_gives_an_empty_one():
    assert suggest(table()).equals(empty_table(MEETINGS))


# Circles that meet only through ego ------------------------------------------------------


def circles(*groups, apart=True):
    """Put each group into a circle of its own, each apart from all others."""
    of = {person: f"c{i}" for i, group in enumerate(groups) for person in group}
    pairs = itertools.combinations(sorted(set(of.values())), 2) if apart else ()
    return Circles(of, frozenset(map(frozenset, pairs)))


def test_of_equals_those_whose_circles_meet_only_through_ego_come_first():
    people = table(FOUNDER, ANGEL, ("banker", "Angel Investor", "Wasser"))
    assert pairs(people) == [("founder", "angel", "unobserved")]
    joined = circles(["founder", "angel"], ["banker"])
    assert pairs(people, circles=joined) == [("founder", "banker", "unobserved")]
    assert pairs(people, circles=circles(["founder", "angel"], ["banker"], apart=False)) == [
        ("founder", "angel", "unobserved")
    ]


def test_a_stated_want_still_comes_before_a_guess_that_joins_circles():
    people = table(
        ("guest", None, None, None, (), "looking for a flat in Berlin"),
        ("host", None, None, "Berlin, Germany", ("landlord",)),
        FOUNDER,
        ANGEL,
    )
    found = suggest(people, circles=circles(["guest", "host", "founder"], ["angel"]))
    assert found["person_id"].tolist() == ["guest", "founder"]


WIND = ("wind", "Wind Power Engineer", "Boe", None, (), "looking for advice on solar power")
SUN = ("sun", "Solar Planner", "Strahl", None, (), "wants to hear about wind power")


def test_peers_of_one_topic_who_both_look_for_something_in_it_join_two_circles():
    found = suggest(table(WIND, SUN), circles=circles(["wind"], ["sun"]))
    assert found.loc[0].tolist() == [
        "sun", "wind", "an exchange on climate",
        "note: “wants to hear about wind power”", "note: “looking for advice on solar power”",
        "unobserved", 0.25,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        SUN[:5],  # looks for nothing that is known
        ("sun", "Nurse", "Klinik", None, (), "wants to hear about wind power"),
        ("sun", "Solar Planner", "Strahl", None, (), "wants to hear about choir singing"),
        ("sun", "Solar Planner", "Strahl", None, (), "looking for a flat"),
        ("sun", None, None, None, ("climate",), "wants to hear about wind power"),
        ("sun", "Solar Planner", "Boe", None, (), "wants to hear about wind power"),
    ],
)
def test_else_nobody_is_the_answer(other):
    assert pairs(table(WIND, other), circles=circles(["wind"], ["sun"])) == []


def test_peers_are_brought_together_across_holes_only():
    assert pairs(table(WIND, SUN)) == []
    assert pairs(table(WIND, SUN), circles=circles(["wind", "sun"])) == []
    assert pairs(table(WIND, SUN), circles=circles(["wind"], ["sun"], apart=False)) == []


def test_guesses_alone_make_no_peers():
    reporter = ("reporter", "Climate Reporter", "Blatt")
    twin = ("twin", "Climate Journalist", "Zeitung")
    assert pairs(table(reporter, twin), circles=circles(["reporter"], ["twin"])) == []
    met = pairs(table(reporter, SUN), circles=circles(["reporter"], ["sun"]))
    assert met == [("reporter", "sun", "unobserved")]


def test_where_a_want_joins_two_circles_peers_are_not_needed():
    people = table(WIND, SUN, FOUNDER, ANGEL)
    both = circles(["wind", "founder"], ["sun", "angel"])
    assert pairs(people, circles=both) == [("founder", "angel", "unobserved")]


WHO = (SEEKER, HEAD, FOUNDER, ANGEL, WIND, SUN)
PEOPLE = table(*WHO)
IDS = [row[0] for row in WHO]


@settings(max_examples=40, deadline=None)
@given(
    place=st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=6, max_size=6),
    apart=st.sets(st.sampled_from([("a", "b"), ("b", "c"), ("a", "c")])),
    gone=st.sets(st.sampled_from(IDS)),
    tied=st.sets(st.sampled_from(list(itertools.combinations(IDS, 2))), max_size=4),
)
def test_whatever_the_circles_are_nobody_off_limits_or_known_to_each_other_meets(
    place, apart, gone, tied
):
    of = {person: circle for person, circle in zip(IDS, place, strict=True) if circle}
    ties = pd.DataFrame(sorted(tied), columns=["from", "to"]).assign(basis="observed")
    joined = Circles(of, frozenset(map(frozenset, apart)))
    found = suggest(PEOPLE, ties=ties, circles=joined, off_limits=gone)
    named = [*found["person_id"], *found["other_id"]]
    assert not gone & set(named)
    assert len(named) == len(set(named))
    met = set(zip(found["person_id"], found["other_id"], strict=True))
    assert not {frozenset(pair) for pair in met} & {frozenset(pair) for pair in tied}
    if not apart:
        plain = suggest(PEOPLE, ties=ties, off_limits=gone)
        pd.testing.assert_frame_equal(found, plain)
