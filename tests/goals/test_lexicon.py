import re

import pytest

from netlens.goals.lexicon import RESOURCES, load_lexicon, split_phrases

LEXICON = load_lexicon()
ROLES_OF_THE_GOAL = {"role", "topic", "leaders", "company", "place"}


def test_phrases_are_folded_stemmed_and_keep_their_stars():
    assert split_phrases("Data Engineers, psycholog*, find ~ job,, ") == (
        ("data", "engineer"),
        ("psycholog*",),
        ("find", "~", "job"),
    )


def test_every_need_names_known_fields_and_resources():
    for intent in LEXICON.intents:
        for need in intent.needs:
            assert set(need.who) <= ROLES_OF_THE_GOAL | set(LEXICON.fields), intent.name
            assert need.resource in RESOURCES
            assert need.who or need.stated, intent.name


def test_every_intent_proposes_something_without_any_slot():
    for intent in LEXICON.intents:
        plain = [need for need in intent.needs if "{" not in need.texts[-1]]
        assert len(plain) >= 3, intent.name


@pytest.mark.parametrize("field", LEXICON.fields.values(), ids=lambda field: field.name)
def test_fields_are_complete_and_stars_stand_behind_enough_letters(field):
    assert field.says
    assert field.roles
    starred = [w for phrase in (*field.roles, *field.near) for w in phrase if w.endswith("*")]
    assert not [word for word in starred if not re.fullmatch(r"\w{3,}\*", word)]


def test_words_of_one_meaning_are_one():
    assert LEXICON.word("programmierer") == LEXICON.word("coders") == "developer"
