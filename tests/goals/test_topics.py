import pytest

from netlens.goals.lexicon import load_lexicon
from netlens.goals.topics import do_agree, find_topics, list_roles, list_wider, load_topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("notes on moving a warehouse to an orchestrator without a night shift", {"pipelines"}),
        ("CV reviews for people who change into data", {"data"}),
        ("Warehouse Operations Lead", {"logistics"}),
        ("Data Protection Officer", {"law"}),
        ("Clinical Data Manager", {"health"}),
        ("Technical Recruiter", {"tech"}),
        ("Klimaforscherin Klima", {"climate"}),
        ("bread baking", set()),
        ("", set()),
    ],
)
def test_a_text_is_about_what_its_own_words_say(text, topics):
    assert find_topics(text) == topics


def test_every_field_and_wider_topic_exists():
    topics = load_topics()
    for topic in topics.values():
        assert topic.fields <= set(load_lexicon().fields)
        assert topic.within in {"", *topics}


def test_no_topic_is_within_itself():
    assert all(name not in list_wider([name]) for name in load_topics())


def test_a_wider_topic_takes_a_narrower_one_in_and_siblings_differ():
    assert do_agree({"pipelines"}, {"data"})
    assert do_agree({"tech"}, {"pipelines"})
    assert not do_agree({"pipelines"}, {"law"})
    assert not do_agree(set(), {"data"})


def test_the_roles_of_a_topic_are_those_of_its_fields_and_of_narrower_ones():
    assert ("data", "engineer*") in list_roles(["data"])
    assert ("data", "engineer*") in list_roles(["pipelines"])
    assert ("data", "engineer*") not in list_roles(["law"])
    assert list_roles(["logistics"]) == load_lexicon().fields["logistics"].roles


def test_a_huge_text_is_read_in_part():
    assert find_topics("data " * 100_000) == {"data"}
