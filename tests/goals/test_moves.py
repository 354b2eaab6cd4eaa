import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlens.goals.gaps import build_matrix
from netlens.goals.matching import rank_holders
from netlens.goals.moves import find_off_limits, propose_congratulations, propose_moves
from netlens.goals.needs import propose_needs

DATA_JOB = "find a job as a data engineer in Berlin"


def propose(people, goal=DATA_JOB, **options):
    needs = propose_needs(goal, goal_id="g")
    holders = rank_holders(needs, people)
    return propose_moves(build_matrix(needs, holders, people), holders, people, needs, **options)


def test_a_move_says_whom_why_and_what(people):
    moves = propose(people[people["name"] != "Kim Seo"])
    assert moves.loc[0, "sentence"].startswith("Ben Okafor — referral at Kranich Mobility: ask ")
    assert moves.loc[0, "because"] == (
        "For “someone inside a company that employs data engineers”: "
        "Senior Data Engineer at Kranich Mobility (job title); connected since 2021"
    )


def test_nobody_comes_twice_and_needs_take_turns(people):
    moves = propose(people, pace=5)
    assert moves["person_id"].is_unique
    assert moves["need_id"].tolist()[:3] == ["gn1", "gn2", "gn3"]


@pytest.mark.parametrize(("pace", "most"), [(0, 0), (2, 2), (50, 5), (-1, 0)])
def test_the_pace_is_never_exceeded(people, pace, most):
    assert len(propose(people, pace=pace)) == most


def test_an_offer_is_ones_own_and_made_to_one_person_or_none(people):
    kept = people[people["name"] != "Kim Seo"]
    moves = propose(kept, offers=["bread baking", "notes on data pipelines"], pace=5)
    offers = dict(zip(moves["name"], moves["offer"], strict=True))
    assert offers.pop("Ben Okafor") == "Offer first: notes on data pipelines."
    assert set(offers.values()) == {""}
    assert set(propose(people, pace=5)["offer"]) == {""}


def test_the_present_employer_is_off_limits_for_a_new_job(people):
    moves = propose(people, employer="Polymer", pace=5)
    assert not set(moves["name"]) & {"Ana Ruiz", "Cem Arslan"}
    assert "Ben Okafor" in set(moves["name"])


def test_the_present_employer_may_be_asked_for_other_goals(people):
    moves = propose(people, goal="hire a data engineer", employer="Kranich Mobility", pace=5)
    assert "Ben Okafor" in set(moves["name"])


@pytest.mark.parametrize(
    ("limit", "gone"),
    [
        ("p01", {"p01"}),
        ("Ben Okafor", {"p01"}),
        ("okafor, ben", {"p01"}),
        ("mom", {"p06"}),
        ("Polymer", {"p02", "p03"}),
        ("POLYMER GMBH", {"p02", "p03"}),
        ("Kranich", {"p01", "p08"}),
        ("Poly", set()),
        ("  ", set()),
    ],
)
def test_off_limits_are_ids_names_and_organisations(people, limit, gone):
    assert find_off_limits(people, [limit]) == gone


def test_an_employer_in_the_title_is_off_limits_too(people):
    people = people.copy()
    people.loc[6, "title"] = "Gardener at Siemens Energy"
    assert find_off_limits(people, ["Siemens Energy"]) == {"p07"}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    ids=st.sets(st.sampled_from([f"p{number:02}" for number in range(1, 12)])),
    pace=st.integers(0, 9),
)
def test_off_limits_always_removes(people, ids, pace):
    moves = propose(people, off_limits=sorted(ids), pace=pace)
    assert not ids & set(moves["person_id"])
    assert len(moves) <= min(pace, 5)


def test_the_tone_is_kind(people):
    text = " ".join(propose(people, pace=5)["sentence"]).casefold()
    assert not [word for word in ("owe", "score", "should", "neglect", "must") if word in text]


def test_nobody_to_ask_gives_no_moves(people):
    assert propose(people.iloc[:0]).empty
    assert list(propose(people.iloc[:0])) == list(propose(people))


def changed(*ids, what="new employer"):
    """Give changes of jobs between two exports."""
    return pd.DataFrame(
        {
            "person_id": list(ids),
            "name": [f"Name {person}" for person in ids],
            "what": what,
            "before": "Analyst at Polymer",
            "after": "Head of Data at Kranich",
            "source": "LinkedIn",
            "older": pd.Timestamp("2025-12-15"),
            "newer": pd.Timestamp("2026-06-28"),
        }
    )


def test_a_new_job_is_a_reason_to_congratulate_and_asks_for_nothing(people):
    none = propose(people, pace=0)
    kind = propose_congratulations(changed("p01"), people, none)
    assert kind["sentence"].tolist() == [
        "Congratulate Name p01 — new job: Head of Data at Kranich. Nothing to ask yet."
    ]
    assert kind.loc[0, "because"] == (
        "Analyst at Polymer in your LinkedIn export of 15 December 2025, no longer in "
        "that of 28 June 2026"
    )
    assert list(kind.columns) == list(none.columns)
    assert kind.loc[0, ["what", "need_id", "offer"]].tolist() == ["congratulate", "", ""]


def test_congratulations_never_crowd_the_week(people):
    """Two at most, five moves in all, nobody twice, none for who is off limits."""
    everyone = changed(*people["person_id"])
    asks = propose(people, pace=4)
    assert len(propose_congratulations(everyone, people, propose(people, pace=0))) == 2
    kind = propose_congratulations(everyone, people, asks)
    assert len(kind) == min(2, 5 - len(asks))
    assert not set(kind["person_id"]) & set(asks["person_id"])
    rest = propose_congratulations(everyone, people, asks, off_limits=list(people["person_id"]))
    assert rest.empty


@pytest.mark.parametrize("what", ["new", "vanished", "renamed"])
def test_nobody_is_congratulated_on_what_is_no_job(people, what):
    none = propose(people, pace=0)
    assert propose_congratulations(changed("p01", what=what), people, none).empty
