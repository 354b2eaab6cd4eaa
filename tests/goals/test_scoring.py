"""What titles say about a need, and when that is enough."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.goals import scoring
from netlens.goals.indexing import TitleIndex
from netlens.goals.queries import build_query
from netlens.goals.scoring import (
    gather_evidence,
    list_circumstances,
    list_features,
    load_calibrations,
    score_titles,
)
from netlens.vectors import SentenceModel, load_model

MODEL = load_model()
needs_model = pytest.mark.skipif(MODEL is None, reason="netlens[semantic] is not installed")
MODELS = [None, *([MODEL] if MODEL else [])]
STRANGERS = ["Gardener", "Pilot", "Nurse", "Seed Technician", "Cook", "Zauberkünstler"]
GOALS = [
    "find a job as a data engineer",
    "hire a data engineer",
    "need a referral to a data engineer",
]


@pytest.mark.parametrize("model", MODELS)
@settings(deadline=None, max_examples=30)
@given(
    before=st.sampled_from(["", "Senior ", "Freelance ", "Principal ", "Berlin "]),
    after=st.sampled_from(["", " at large", " (m/w/d)", " | Speaker", " - Home Based (RM3,000)"]),
    goal=st.sampled_from(GOALS),
)
def test_who_carries_the_role_in_the_title_is_likely(model, before, after, goal):
    """Whatever else the title says."""
    titles = TitleIndex([*STRANGERS, f"{before}Data Engineer{after}"], model)
    assert score_titles(build_query(goal), titles).likely.tolist() == [False] * 6 + [True]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "goal", ["find a beekeeper for my orchard", "raise a seed round", "einen Steuerberater finden"]
)
def test_strangers_are_not_likely(model, goal):
    """Nobody is an answer, in either matcher."""
    assert not score_titles(build_query(goal), TitleIndex(STRANGERS, model)).likely.any()


def test_evidence_never_speaks_against_anybody():
    """No weight of evidence is negative; every weight is of something that is looked at."""
    query = build_query("hire a data engineer")
    known = set(list_features(query, gather_evidence(query, TitleIndex(["x"]))))
    around = set(list_circumstances(query))
    for weights in load_calibrations().values():
        assert set(weights) <= known | around
        assert all(weights.get(name, 0) >= 0 for name in known)
    assert set(load_calibrations()) == {"lexical", "semantic", "occupations"}


@needs_model
def test_a_title_may_be_likely_by_its_meaning_alone():
    """No word of the role is in it, and the lexicon does not name it."""
    titles = TitleIndex(["Lift Mechanic", "Elevator Repairer", "Poet"], MODEL)
    query = build_query("need a referral to an elevator technician")
    found = score_titles(query, titles)
    assert found.score[:2].min() > found.score[2]


@needs_model
def test_who_is_no_nearer_than_anybody_is_left_out():
    """A faint cosine is no likeness."""
    found = score_titles(
        build_query("need a referral to a mortician"), TitleIndex(STRANGERS, MODEL)
    )
    assert (found.score[[0, 1, 5]] == 0).all()


@needs_model
def test_words_decide_for_a_model_that_nothing_was_calibrated_for():
    """Its cosines may lie anywhere."""
    plain = SentenceModel(MODEL.folder, attuned=False)
    titles = TitleIndex(STRANGERS, plain)
    query = build_query("hire a cook")
    assert scoring.choose_calibration(query, titles, gather_evidence(query, titles)) == "lexical"


@needs_model
def test_words_decide_in_german():
    """The model reads English; a title in German has no vector to rely on."""
    titles = TitleIndex(["Steuerberaterin", "Tax Consultant", *STRANGERS], MODEL)
    found = score_titles(build_query("Hilfe bei der Steuererklärung"), titles)
    assert found.likely.tolist() == [True, True] + [False] * 6


def test_scores_are_one_per_title_and_bounded():
    """Also for titles without a word."""
    found = score_titles(build_query("hire a cook"), TitleIndex(["", "???", "Cook"]))
    assert found.score.shape == (3,)
    assert ((found.score >= 0) & (found.score <= 1)).all()
    assert np.argmax(found.score) == 2


PROGRAM = """
import pandas as pd
from netlens.goals.matching import rank_holders
titles = ["Data Engineer", "Nurse", "ETL Developer", "Angel Investor", "Partner", "Data Lead"] * 9
people = pd.DataFrame({"person_id": [f"p{i:02}" for i in range(54)], "title": titles})
people["title"] += [f" {i % 5}" for i in range(54)]
texts = ["find a data engineer", "raise a seed round"]
needs = pd.DataFrame({"need_id": ["a", "b"], "text": texts})
print(rank_holders(needs, people).to_csv())
"""


def test_threads_do_not_change_the_ranking():
    """The same table with one thread and with two."""
    tables = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=os.environ | {"OMP_NUM_THREADS": n, "OPENBLAS_NUM_THREADS": n},
            capture_output=True,
            check=True,
        ).stdout
        for n in ("1", "2")
    ]
    assert tables[0] == tables[1]
    assert tables[0].count(b"\n") > 20
