"""
What titles say about a need: evidence, a score that orders, a decision that shows.

The score orders people and is about likeness. Whether somebody is *likely* to
hold what is asked for is decided apart: a title that carries the role asked
for always is; others by a logistic model, calibrated so that few needs show
somebody where nobody was planted. Its coefficients lie in `calibration.json`,
made by `validation/calibrate_matching.py`; `docs/matching.md` has the
trade-off between false alarms and holders found.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np

from netlens.goals.indexing import Flags, TitleIndex
from netlens.goals.likeness import Numbers
from netlens.goals.queries import Query

# Without vectors scores are bands, so that a likely title comes before others.
LIKELY: Final = 0.5
BEST_WEAK: Final = 0.49
BEST_LIKELY: Final = 0.79
COVERED: Final = 0.75  # of the weight of the role asked for is in the title
PURE: Final = 0.5  # of the weight of the title is explained by the role
# A cosine below this is what a title has with nine needs of ten that it has nothing to do with.
_FAINT: Final = 0.3
# Beside the cosine of a need and a title: what likeness, the lexicon's word, the role's own
# words, nearness and the shared occupation are worth.
_ALIKE: Final = 0.2
_ALIKE_DESCRIBED: Final = 0.1
_NAMED: Final = 0.3
_WORDED: Final = 0.1
_NEAR_MEANT: Final = 0.05
_NEAR_TOPIC_MEANT: Final = 0.1
_OCCUPIED: Final = 0.5
# How much being near counts beside likeness: more where the lexicon knows the topic.
NEAR: Final = 0.25
_NEAR_TOPIC: Final = 0.5


@dataclass(frozen=True)
class Evidence:
    """
    One row per title for one need; cosines and shares are 0 to 1.

    `sentence`, `role` and `occupation` are `None` without a model or taxonomy.
    `by_role` says that the title carries the role asked for, in its own words.
    """

    sentence: Numbers | None
    role: Numbers | None
    occupation: Numbers | None
    covered: Numbers
    pure: Numbers
    alike: Numbers
    letters: Numbers
    by_lexicon: Flags
    by_role: Flags
    near: Flags
    able: Flags


@dataclass(frozen=True)
class TitleScores:
    """
    What the titles alone say about one need, one row per title.

    `worded` says that words, and not only meaning, speak for the title.
    """

    score: Numbers
    likely: Flags
    worded: Flags


def score_titles(query: Query, titles: TitleIndex) -> TitleScores:
    """Score distinct titles for one need, and decide who is likely."""
    seen = gather_evidence(query, titles)
    likely = seen.able & (
        seen.by_role | (weigh_evidence(query, seen, choose_calibration(query, titles, seen)) >= 0)
    )
    worded = seen.by_lexicon | seen.by_role
    if seen.sentence is None:
        return TitleScores(_score_by_words(query, seen, likely), likely, worded)
    score = np.where(likely | _is_more_than_faint(seen), _score_by_meaning(query, seen), 0.0)
    return TitleScores(score, likely, worded)


def gather_evidence(query: Query, titles: TitleIndex) -> Evidence:
    """Look at distinct titles from every side."""
    covered, pure = titles.cover(query.literal)
    by_lexicon = titles.phrases.find_any(query.likely)
    spelled = titles.phrases.find_any([query.spelled] if query.spelled else [])
    letters = titles.letter_likeness.compare(query.text.split())
    words = titles.word_likeness.compare(query.words)
    return Evidence(
        sentence=titles.compare_meaning(query.sentence),
        role=titles.compare_meaning(query.role),
        occupation=titles.compare_occupations(query.sentence, query.role),
        covered=covered,
        pure=pure,
        alike=(_relative(words) + _relative(letters)) / 2,
        letters=letters,
        by_lexicon=by_lexicon,
        by_role=spelled | ((covered >= COVERED) & (pure >= PURE)),
        near=by_lexicon | titles.phrases.find_any(query.near),
        able=(titles.levels >= query.level) & ~titles.aspiring,
    )


# Deciding ---------------------------------------------------------------------------------


def choose_calibration(query: Query, titles: TitleIndex, seen: Evidence) -> str:
    """Name the calibration that fits; words decide in German, and with a model of the user's."""
    if seen.sentence is None or not titles.is_attuned or query.in_german:
        return "lexical"
    return "semantic" if seen.occupation is None else "occupations"


def list_features(query: Query, seen: Evidence) -> dict[str, Numbers]:
    """Give everything that the decision may weigh; more of it never speaks against a title."""
    nothing = np.zeros(len(seen.covered))
    sentence = nothing if seen.sentence is None else seen.sentence
    described = float(query.described)
    return {
        "sentence": sentence,
        "sentence of a description": described * sentence,
        "role": sentence if seen.role is None else seen.role,
        "occupation": nothing if seen.occupation is None else seen.occupation,
        "covered": seen.covered,
        "letters": seen.letters,
        "letters of a description": described * seen.letters,
        "lexicon": seen.by_lexicon.astype(np.float64),
        "lexicon knows the topic": seen.by_lexicon * np.float64(query.by_lexicon),
        "near": seen.near.astype(np.float64),
        "role in the title": seen.by_role.astype(np.float64),
    }


def list_circumstances(query: Query) -> dict[str, float]:
    """Give what is true of the whole need, whoever is looked at."""
    return {
        "always": 1.0,
        "description": float(query.described),
        "topic": float(query.by_lexicon),
        "names a role": float(bool(query.role)),
    }


def weigh_evidence(query: Query, seen: Evidence, calibration: str) -> Numbers:
    """Give each title's log odds against the chance of a false alarm that is accepted."""
    weights = load_calibrations()[calibration]
    base = sum(weights.get(name, 0.0) * value for name, value in list_circumstances(query).items())
    odds = np.full(len(seen.covered), base)
    for name, values in list_features(query, seen).items():
        odds += weights.get(name, 0.0) * values
    return np.round(odds, 6)


@lru_cache(maxsize=1)
def load_calibrations() -> Mapping[str, Mapping[str, float]]:
    """Give the shipped weights, by calibration and by name."""
    source = resources.files("netlens.goals").joinpath("calibration.json")
    read: dict[str, dict[str, float]] = json.loads(source.read_text(encoding="utf-8"))
    return read


# Scoring ----------------------------------------------------------------------------------


def _score_by_words(query: Query, seen: Evidence, likely: Flags) -> Numbers:
    share = _NEAR_TOPIC if query.by_lexicon else NEAR
    weak = BEST_WEAK * ((1 - share) * seen.alike + share * seen.near)
    named = np.maximum(seen.covered * seen.pure, 0.5 * seen.by_lexicon)
    return np.where(likely, LIKELY + 0.1 * (seen.alike + named), weak)


def _score_by_meaning(query: Query, seen: Evidence) -> Numbers:
    """
    Score titles by their meaning first; words and the lexicon add to it.

    Unlike without vectors, the score says nothing of the status.
    """
    score = np.zeros(len(seen.covered)) if seen.sentence is None else seen.sentence
    if query.described:
        score, most = score + _ALIKE_DESCRIBED * seen.alike, 1 + _ALIKE_DESCRIBED
    else:
        near = _NEAR_TOPIC_MEANT if query.by_lexicon else _NEAR_MEANT
        named, worded = _NAMED * (seen.by_lexicon & seen.able), _WORDED * (seen.by_role & seen.able)
        score = score + _ALIKE * seen.alike + named + worded + near * seen.near
        most = 1 + _ALIKE + _NAMED + _WORDED + near
    if seen.occupation is not None:
        score, most = score + _OCCUPIED * seen.occupation, most + _OCCUPIED
    return BEST_LIKELY * score / most


def _is_more_than_faint(seen: Evidence) -> Flags:
    """Leave out whoever is no nearer to the need than most people are to any need."""
    near = seen.near | seen.by_role
    for cosine in (seen.sentence, seen.role):
        if cosine is not None:
            near = near | (cosine >= _FAINT)
    return near


def _relative(scores: Numbers) -> Numbers:
    best = scores.max(initial=0.0)
    return scores / best if best > 0 else scores
