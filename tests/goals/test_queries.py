from netlens.goals.needs import propose_needs
from netlens.goals.queries import build_query, root, weight_of
from netlens.goals.titles import LEAD

GOAL = "find a job as a data engineer at Kranich Mobility in Berlin"


def by_resource(resource, goal=GOAL):
    needs = propose_needs(goal, goal_id="g").set_index("resource")
    return build_query(needs.loc[resource, "text"], goal=goal, resource=resource)


def test_a_proposed_need_means_what_the_lexicon_says():
    assert ("recruit*",) in by_resource("leads").likely
    assert by_resource("referral").company == "Kranich Mobility"
    assert by_resource("targets").level == LEAD
    assert by_resource("information").place == "Berlin"


def test_the_same_words_typed_without_a_goal_are_read_as_a_sentence():
    query = build_query("a recruiter")
    assert ("recruit*",) in query.likely
    assert query.literal == (("recruit", 1.0),)


def test_an_idiom_leaves_its_own_words_out():
    query = build_query("raise a seed round")
    assert ("investor",) in query.likely
    assert query.text == ""
    assert not query.literal
    assert "seed" not in dict(query.words)


def test_a_role_beside_a_tight_field_keeps_to_its_own_words():
    """A maker of gloves is not just anybody in fashion."""
    query = build_query("find a job as a tailor")
    assert query.likely == ()
    assert query.near
    assert dict(query.literal) == {root("tailor"): 1.0}


def test_head_of_means_a_level_not_a_word():
    query = build_query("get promoted to head of nursing")
    assert query.level == LEAD
    assert ("nurs*",) in query.likely


def test_generic_words_weigh_little():
    assert weight_of("manager") < weight_of("nuclear")


def test_nothing_said_is_nothing_asked():
    query = build_query("")
    assert query == build_query("?!")
    assert not [part for part in (query.likely, query.near, query.literal, query.words) if part]


def test_the_meaning_of_an_errand_is_who_does_it():
    """Titles are of people; a role, a description and what the lexicon knows stay as they are."""
    assert build_query("learn to juggle").sentence == "someone who works with juggle"
    assert build_query("learn pottery").sentence.startswith("learn pottery, potter")
    assert build_query("Töpfern lernen bei einem Meister").sentence.startswith("potter, ")
    role = build_query("find a job as a glass blower")
    assert (role.sentence, role.role) == ("find a job as a glass blower", "glass blower")
    assert build_query("raise a seed round").sentence.startswith("venture, ")


def test_what_others_do_is_a_description_and_what_i_do_is_not():
    """Its verbs are no errand of mine."""
    assert build_query("they organise and sell fresh fish at markets").described
    assert not build_query("organise and sell fresh fish at markets").described


def test_whom_a_proposed_need_names_is_meant_and_not_the_goal_behind_it():
    """A recruiter for data engineers need not know data engineering."""
    goal = "find a job as a data engineer"
    needs = propose_needs(goal, goal_id="g")
    leads = needs.loc[needs["resource"] == "leads", "text"].item()
    query = build_query(leads, goal=goal, resource="leads")
    assert "data" not in query.sentence
    assert not {root for root, _ in query.words} & {"data"}
