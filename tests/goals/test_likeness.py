import math

import numpy as np
import pytest

from netlens.goals.likeness import Bags, LetterLikeness, WordLikeness

TEXTS = [["data", "engineer"], ["tax", "accountant"], ["data", "analyst"], []]


def test_bm25_by_hand():
    """One text of mean length, the word once: weight 1 times the rarity ln(1 + 3.5/1.5)."""
    score = WordLikeness([["tax"], ["data"], ["sale"], ["law"]]).compare([("tax", 1.0)])
    assert score[0] == pytest.approx(math.log(1 + 3.5 / 1.5))
    assert score[1:].tolist() == [0.0, 0.0, 0.0]


def test_rare_words_count_more():
    likeness = WordLikeness(TEXTS)
    assert likeness.compare([("data", 1.0)]).max() < likeness.compare([("tax", 1.0)]).max()


def test_letters_find_other_forms_of_a_word():
    score = LetterLikeness(TEXTS).compare(["accounting"])
    assert int(np.argmax(score)) == 1
    assert score[0] == 0


def test_the_same_word_is_most_alike_and_never_above_one():
    likeness = LetterLikeness([["tax"], ["taxes"], ["law"]])
    score = likeness.compare(["tax"])
    assert score[0] == pytest.approx(1.0)
    assert 0 < score[1] < score[0]
    assert score[2] == 0


def test_nothing_is_like_nothing():
    assert WordLikeness([]).compare([("tax", 1.0)]).tolist() == []
    assert LetterLikeness(TEXTS).compare([]).tolist() == [0, 0, 0, 0]
    assert LetterLikeness([[]]).compare(["tax"]).tolist() == [0]


def test_bags_find_the_texts_with_a_word():
    bags = Bags([{"a": 1.0}, {"b": 2.0}, {"a": 3.0}])
    assert bags.texts_with("a").tolist() == [0, 2]
    assert bags.texts_with("z").tolist() == []
    assert bags.add_up({"a": 2.0, "z": 9.0}).tolist() == [2.0, 0.0, 6.0]
