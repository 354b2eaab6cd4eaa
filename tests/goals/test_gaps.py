import pandas as pd
import pytest

from netlens.goals.gaps import STATUSES, build_matrix, find_gaps, next_question
from netlens.goals.matching import rank_holders
from netlens.goals.needs import NeedSpec, propose_needs, state_needs

DATA_JOB = "find a job as a data engineer in Berlin"


def build(people, goal=DATA_JOB, **options):
    needs = propose_needs(goal, goal_id="g")
    return build_matrix(needs, rank_holders(needs, people), people, **options)


def cell(matrix, need_id, status):
    return matrix[(matrix["need_id"] == need_id) & (matrix["status"] == status)].iloc[0]


def test_every_need_has_its_four_cells(people):
    matrix = build(people)
    assert matrix["status"].tolist() == [*STATUSES] * 6
    leads = cell(matrix, "gn3", "held")
    assert (leads["names"], leads["because"]) == (
        ("Dana Novak",),
        ("note: “knows every recruiter in town”",),
    )
    assert cell(matrix, "gn3", "likely")["person_ids"] == ("p03",)


def test_a_gap_is_among_the_described_and_the_others_stand_beside_it(people):
    matrix = build(people)
    gap, unknown = cell(matrix, "gn6", "gap"), cell(matrix, "gn6", "not described")
    assert (gap["people"], unknown["people"]) == (9, 2)
    assert (gap["described"], gap["undescribed"]) == (9, 2)
    assert cell(matrix, "gn3", "gap")["people"] == 0


def test_weak_people_are_in_no_cell(people):
    names = [name for group in build(people)["names"] for name in group]
    assert "Fay Green" not in names


def test_people_who_are_not_asked_about_are_left_out(people):
    needs = propose_needs(DATA_JOB, goal_id="g")
    holders = rank_holders(needs, people)
    matrix = build_matrix(needs, holders, people[people["person_id"] != "p01"])
    assert "Ben Okafor" not in [name for group in matrix["names"] for name in group]


def test_help_from_the_ledger_is_held_and_counted_once(people):
    given = pd.DataFrame(
        {
            "person_id": ["p03"],
            "goal": [""],
            "what": ["favour"],
            "about": ["talk with a recruiter"],
            "fact": ["did you a favour (ledger)"],
        },
    )
    matrix = build(people, ledger=given)
    assert set(cell(matrix, "gn3", "held")["person_ids"]) == {"p03", "p04"}
    assert cell(matrix, "gn3", "likely")["people"] == 0


@pytest.mark.parametrize(
    ("rows", "kind", "words"),
    [
        (["p05", "p07"], "nobody", "Nobody among the 2 people who are described; everybody is"),
        (["p01", "p06"], "one person", "One person only: Ben Okafor; 1 person is not described"),
        (["p06"], "unknown", "Not known: 1 person is not described"),
    ],
)
def test_gaps_are_told_in_words(people, rows, kind, words):
    needs = state_needs([NeedSpec("a data engineer")], goal=DATA_JOB, goal_id="g")
    few = people[people["person_id"].isin(rows)]
    gaps = find_gaps(build_matrix(needs, rank_holders(needs, few), few))
    assert gaps.loc[0, "kind"] == kind
    assert gaps.loc[0, "sentence"].startswith(words)


def test_two_people_are_no_gap(people):
    gaps = find_gaps(build(people))
    assert "gn1" not in set(gaps["need_id"])


def test_the_next_question_starts_where_holders_work(people):
    holders = rank_holders(propose_needs(DATA_JOB, goal_id="g"), people)
    question = next_question(people, holders)
    assert question["name"].tolist() == ["Jo March", "Mom"]
    assert question["because"].tolist()[1] == ""
    assert "Kranich Mobility" in question.loc[0, "because"]


def test_a_private_mailbox_tells_nothing(people):
    holders = rank_holders(propose_needs(DATA_JOB, goal_id="g"), people)
    mail = people.copy()
    mail["emails"] = [("x@gmail.com",)] * len(mail)
    assert set(next_question(mail, holders)["because"]) == {""}


def test_empty_tables_give_empty_tables(people):
    needs = propose_needs(DATA_JOB, goal_id="g")
    nobody = people.iloc[:0]
    matrix = build_matrix(needs, rank_holders(needs, nobody), nobody)
    assert set(matrix["people"]) == {0}
    assert find_gaps(matrix)["kind"].eq("unknown").all()
    assert next_question(nobody, rank_holders(needs, nobody)).empty
    assert build_matrix(needs.iloc[:0], rank_holders(needs, nobody), nobody).empty


def gaps_of(people, rows, **options):
    """Give the gaps of one need among these people."""
    needs = state_needs([NeedSpec("a data engineer", where="Berlin")], goal=DATA_JOB, goal_id="g")
    few = people[people["person_id"].isin(rows)]
    matrix = build_matrix(needs, rank_holders(needs, few, matcher="lexical"), few)
    return find_gaps(matrix, needs=needs, **options)


def test_only_by_introduction_is_a_gap_of_its_own(people):
    """Somebody on a colleague's list is nearer than nobody."""
    doors = pd.DataFrame({"need_id": ["gn1", "gn1"], "name": ["Ewa Lis", "Finn Berg"]})
    gap = gaps_of(people, ["p07"], doors=doors).iloc[0]
    assert gap["kind"] == "by introduction"
    assert "only by introduction: Ewa Lis and 1 more on colleagues' lists" in gap["sentence"]
    assert gap["seek"] == ""


def test_a_stranger_to_seek_has_a_place_and_a_bridge(people):
    """Where such people meet, what the lists show, who stands nearest."""
    gap = gaps_of(
        people,
        ["p07"],
        doors=pd.DataFrame({"need_id": [], "name": []}),
        nearest={"gn1": "Fay Green"},
    ).iloc[0]
    assert gap["kind"] == "nobody"
    assert gap["seek"].startswith(
        "a data engineer, where people who work in data engineering meet in Berlin; "
    )
    assert "none of the lists you hold shows one either" in gap["seek"]
    assert gap["seek"].endswith("Fay Green's work comes nearest: ask whom they know")


def test_holders_without_contact_or_offer_are_gaps_too(people):
    """Several kinds may meet; the gravest is named first."""
    cold = pd.DataFrame({"person_id": ["p01", "p11"], "warm": False, "declined": [(), ()]})
    none = pd.DataFrame({"person_id": []})
    gap = gaps_of(people, ["p01", "p11"], help_=cold, offered=none).iloc[0]
    assert (gap["kind"], gap["also"]) == ("no sign of contact", ("nothing to offer",))
    warm = cold.assign(warm=[True, False])
    fits = pd.DataFrame({"person_id": ["p11"]})
    assert gaps_of(people, ["p01", "p11"], help_=warm, offered=fits).empty


def test_where_everybody_said_no_others_are_to_be_sought(people):
    """A no to another goal is none to this one."""
    help_ = pd.DataFrame({"person_id": ["p01"], "warm": True, "declined": [("g",)]})
    gap = gaps_of(people, ["p01"], help_=help_).iloc[0]
    assert (gap["kind"], gap["also"]) == ("said no", ("one person",))
    assert gap["sentence"] == "Ben Okafor said no to this, by your ledger"
    assert gap["seek"]
    other = help_.assign(declined=[("other",)])
    assert gaps_of(people, ["p01"], help_=other).iloc[0]["kind"] == "one person"
