import pandas as pd
import pytest

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
