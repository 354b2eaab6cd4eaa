import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.goals.lexicon import RESOURCES, load_lexicon
from netlens.goals.needs import NeedSpec, propose_needs, state_needs
from netlens.schema import NEEDS, check_table


def test_a_new_job_needs_what_a_person_would_nod_at():
    needs = propose_needs("find a job as a data engineer in Berlin", goal_id="g1")
    check_table(needs, NEEDS)
    said = dict(zip(needs["resource"], needs["text"], strict=True))
    assert said["referral"] == "someone inside a company that employs data engineers"
    assert said["information"].startswith("someone who works as a data engineer")
    assert "recruiter" in said["leads"]
    assert set(needs["where"]) == {"Berlin"}
    assert list(needs["need_id"])[:2] == ["g1n1", "g1n2"]
    assert needs["proposed"].all()


def test_a_company_named_in_the_goal_is_where_the_referral_is():
    needs = propose_needs("Job als Entwicklerin bei Siemens", goal_id="g1")
    assert needs.loc[0, "text"] == "someone inside Siemens who can pass on your name"


def test_an_idiom_is_not_taken_by_its_words():
    needs = propose_needs("raise a seed round for my startup", goal_id="g1")
    assert "investor" in needs.loc[0, "text"]
    assert not needs["text"].str.contains("seed").any()


def test_an_unknown_goal_gets_needs_made_of_its_own_words():
    needs = propose_needs("juggle with seven balls", goal_id="g1")
    assert "juggle with seven balls" in needs.loc[0, "text"]


@pytest.mark.parametrize("intent", load_lexicon().intents, ids=lambda intent: intent.name)
def test_every_intent_is_found_by_its_own_words(intent):
    phrase = " ".join(word for word in intent.says[0] if word != "~")
    needs = propose_needs(phrase, goal_id="g1")
    assert set(needs["resource"]) & {need.resource for need in intent.needs}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_goal_gets_three_to_six_needs_without_open_slots(goal):
    needs = propose_needs(goal, goal_id="g")
    assert 3 <= len(needs) <= 6
    assert set(needs["resource"]) <= set(RESOURCES)
    assert needs["text"].str.len().gt(0).all()
    assert needs.equals(propose_needs(goal, goal_id="g"))


def test_typed_needs_keep_their_words():
    needs = state_needs(
        [NeedSpec("someone who has read term sheets", resource="counsel"), NeedSpec("a desk")],
        goal="raise money",
        goal_id="g2",
    )
    check_table(needs, NEEDS)
    assert list(needs["text"]) == ["someone who has read term sheets", "a desk"]
    assert not needs["proposed"].any()
    assert needs["resource"].isna().tolist() == [False, True]
