"""What ego could do, one candidate after the other."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.goals.scenes import NEEDS, asks, deed, scene

from netlens.goals import moves
from netlens.goals.gaps import build_matrix
from netlens.goals.ledger import HelpBook
from netlens.goals.matching import rank_holders
from netlens.schema import MOVE_KINDS


def by_need(found, need):
    """Give names in order for one need."""
    chosen = [c for c in found if c.need_id == need]
    return [c.name for c in sorted(chosen, key=lambda c: c.order)]


def test_an_ask_says_whom_for_what_and_why(people):
    """In the reader's own facts."""
    found = {c.person_id: c for c in asks(people)}
    ben = found["p01"]
    assert ben.sentence.startswith("Ben Okafor — could pass on your name at Kranich Mobility: ask ")
    assert ben.because.startswith("For “a data engineer”: Senior Data Engineer at Kranich Mobility")
    assert ben.because.endswith("connected since 2021")
    assert (ben.resource, ben.rung, ben.basis) == ("referral", 3, "inferred")
    assert found["p04"].basis == "asserted"


def test_who_has_helped_is_asked_before_who_fits_as_well(people):
    """And the ask is easier by one rung."""
    plain = by_need(asks(people), "g1n1")
    helped = HelpBook(received={"p11": (deed("p11"),)})
    found = asks(people, book=helped)
    assert set(plain) == {"Ben Okafor", "Kim Seo"}
    assert by_need(found, "g1n1")[0] == "Kim Seo"
    assert next(c for c in found if c.person_id == "p11").rung == 2


def test_who_is_inside_a_target_comes_first_for_what_is_about_work(people):
    """Whatever the tie."""
    for inside, first in (("p01", "Ben Okafor"), ("p11", "Kim Seo")):
        found = asks(people, targets={"g1": frozenset({inside})})
        assert by_need(found, "g1n1")[0] == first


def test_warm_only_asks_nobody_without_a_sign_of_contact(people):
    """A no holds for its goal alone."""
    helped = HelpBook(received={"p11": (deed("p11"),)})
    assert {c.person_id for c in asks(people, book=helped, warm_only=True)} == {"p11"}
    refused = HelpBook(asked={"p11": (deed("p11", "ask", outcome="no", goal="g1"),)})
    assert "p11" not in {c.person_id for c in asks(people, book=refused)}
    other = HelpBook(asked={"p11": (deed("p11", "ask", outcome="no", goal="g2"),)})
    assert "p11" in {c.person_id for c in asks(people, book=other)}


def test_duties_come_from_the_ledger(people):
    """Answers first, thanks once per person, each traced to its line."""
    book = HelpBook(
        waiting=(deed("p02", "ask", "2026-06-15", about="a grant writer", outcome="open", line=7),),
        unthanked=(deed("p01", "introduction", about="to Tom", line=3), deed("p02", line=4)),
    )
    answer, thank = moves.list_duties(scene(people, book))
    assert answer.sentence == "Answer Ana Ruiz, who asked you on 15 June 2026: “a grant writer”"
    assert answer.evidence_ids == ("ledger:7", "p02")
    assert thank.sentence == (
        "Thank Ben Okafor for the introduction “to Tom” in May 2026, and say what came of it"
    )


def doors(**changes):
    """Give one person two steps away, on the list of Ana Ruiz."""
    row = {
        "need_id": "g1n1",
        "person_id": "s1",
        "name": "Ewa Lis",
        "title": "Data Engineer",
        "company": "Zollverein Data",
        "score": 0.7,
        "through_ids": ("p02",),
        "target": False,
    }
    return pd.DataFrame([row | changes])


def test_a_door_names_whom_to_ask_and_on_whose_list_it_is_seen(people):
    """Observed, and off limits for those who are not among the people."""
    (found,) = moves.list_door_asks(scene(people), doors(target=True), NEEDS)
    assert found.sentence == (
        "Ask Ana Ruiz to introduce you to Ewa Lis, Data Engineer at Zollverein Data"
    )
    assert "Ewa Lis stands on Ana Ruiz's list, one of your targets" in found.because
    assert (found.about_id, found.basis) == ("s1", "observed")
    assert not moves.list_door_asks(scene(people), doors(through_ids=("gone",)), NEEDS)


def test_a_door_says_what_the_list_was_given_for(people):
    """In its owner's words, so that the reader sees where a purpose does not cover it."""
    said = {"p02": "reach; no patients"}
    (found,) = moves.list_door_asks(scene(people), doors(), NEEDS, purposes=said)
    assert "; the list was given for “reach; no patients”" in found.because


def test_the_tone_is_kind(people):
    """No debt, no guilt, no orders."""
    said = " ".join(c.sentence + c.because for c in asks(people)).casefold()
    assert not [word for word in ("owe", "score", "should", "neglect", "must") if word in said]
    assert {c.kind for c in asks(people)} <= MOVE_KINDS


def test_ids_stay_and_differ(people):
    """The same move has the same id in every run; two moves never share one."""
    first, second = ([c.move_id for c in asks(people)] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(gone=st.sets(st.sampled_from([f"p{number:02}" for number in range(1, 12)])))
def test_who_is_left_out_of_the_scene_is_in_no_move(people, gone):
    """Whatever the tables still say of them."""
    kept = people[~people["person_id"].isin(gone)]
    holders = rank_holders(NEEDS, people, matcher="lexical")
    matrix = build_matrix(NEEDS, holders, people)
    book = HelpBook(
        waiting=(deed("p02", "ask", outcome="open"),), unthanked=(deed("p03"), deed("p01"))
    )
    there = scene(kept, book)
    found = [
        *moves.list_asks(there, NEEDS, matrix, holders),
        *moves.list_door_asks(there, doors(), NEEDS),
        *moves.list_duties(there),
    ]
    assert not gone & {person for c in found for person in (c.person_id, *c.evidence_ids)}


@pytest.mark.parametrize("name", [None, float("nan"), ""])
def test_somebody_without_a_name_is_this_contact(people, name):
    """Never None or nan."""
    people = people.copy()
    people["name"] = people["name"].astype(object)
    people.loc[0, "name"] = name
    ben = next(c for c in asks(people) if c.person_id == "p01")
    assert ben.sentence.startswith("This contact — ")


def test_a_chain_starts_with_whom_to_ask_first(people):
    """Complete ones with somebody between; one that ends in a door starts nothing."""
    hops = [
        {"target": "Zollverein Data", "rank": 1, "to": "p02", "to_name": "Ana Ruiz"},
        {"target": "Zollverein Data", "rank": 1, "to": "s1", "to_name": "Ewa Lis"},
    ]
    insiders = pd.DataFrame({"target": ["Zollverein Data"], "goal_id": ["g1"]})
    chains = pd.DataFrame(hops).assign(status="complete")
    (found,) = moves.list_chain_starts(scene(people), chains, insiders)
    assert found.sentence == "Ask Ana Ruiz to introduce you to Ewa Lis"
    assert (found.kind, found.goal_id, found.about_id) == ("door", "g1", "s1")
    assert not moves.list_chain_starts(scene(people), chains.assign(status="open"), insiders)
