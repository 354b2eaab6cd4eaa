"""What a note or the ledger says in the need's own words."""

import pandas as pd
import pytest

from netlens.goals.needs import NeedSpec, propose_needs, state_needs
from netlens.goals.plainly import hold_by_words

NEEDS = state_needs([NeedSpec("someone to read my CV", "review")], goal="a job", goal_id="g")


def noted(note):
    """Give one person with a note."""
    return pd.DataFrame({"person_id": ["p"], "notes": [note]})


def test_a_note_in_the_needs_own_words_states_it():
    """With the clause as reason."""
    held = hold_by_words(NEEDS, noted("plays chess. offered to read my CV before I send it"))
    assert held.loc[0, ["person_id", "status"]].tolist() == ["p", "held"]
    assert held.loc[0, "because"].startswith("note: “offered to read my CV")


@pytest.mark.parametrize(
    "note", [None, "", "likes to read", "did not want to read my CV", "knows recruiters"]
)
def test_less_than_all_of_it_or_a_denial_states_nothing(note):
    """One word in common is chance."""
    assert hold_by_words(NEEDS, noted(note)).empty


def test_what_netlens_proposed_is_nobodys_own_words():
    """So no note is read for it."""
    proposed = propose_needs("find a job as a data engineer in Berlin", goal_id="g")
    notes = noted("someone who works as a data engineer and can tell what the work is like")
    assert hold_by_words(proposed, notes).empty
