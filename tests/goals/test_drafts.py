import dataclasses
import itertools
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.goals.drafts import (
    Matter,
    Voice,
    Writer,
    choose_voice,
    describe_writer,
    draft_kinds,
    list_matters,
    load_drafts,
    write_draft,
    write_drafts,
)
from netlens.goals.meetings import name_topic
from netlens.goals.topics import load_topics
from netlens.goals.wording import guess_language
from netlens.schema import DRAFTS, MEETINGS, MOVE_KINDS, MOVES, NEEDS, OWN, check_table, make_table

VOICES = [Voice(*pair) for pair in itertools.product(("en", "de"), ("friendly", "formal"))]
GOAL = "find a job as a data engineer in Berlin"
ME = Writer("Jana Okoro", "Analytics Engineer")
TOMASZ = {
    "person_id": "p1",
    "name": "Tomasz Zielonkowicz",
    "title": "Data Engineering Manager",
    "company": "Flussbarsch Payments",
    "notes": "secret note",
    "labels": ("secret label",),
}
SOLENE = {"name": "Solène Perdrixel", "title": "Head of Data", "company": "Sandglasur"}
SHARED = {
    "en": "we worked together at Murmelfeld until 2017",
    "de": "wir haben bis 2017 zusammen bei Murmelfeld gearbeitet",
}
FULL = Matter(
    goal=GOAL,
    need="someone who runs streaming pipelines",
    resource="information",
    offer="notes on moving a warehouse to an orchestrator",
    about="how they replay a topic after a bug",
    want="investors in a young company",
    other=SOLENE,
)


def write(kind, voice=VOICES[0], *, person=TOMASZ, me=ME, matter=FULL, **changes):
    fields = {**matter.__dict__, **changes}
    return write_draft(kind, person=person, me=me, voice=voice, matter=Matter(**fields))


def test_an_ask_says_who_what_and_the_exchange_and_leaves_room_for_a_no():
    subject, text = write("ask", shared=SHARED["en"])
    assert subject == "A question, and an offer"
    assert text == (
        "Hi Tomasz,\n\n"
        "We worked together at Murmelfeld until 2017, and your work as Data Engineering Manager "
        "at Flussbarsch Payments made me think of you. I work as an Analytics Engineer.\n\n"
        "Something from my side first: I can offer notes on moving a warehouse to an "
        "orchestrator, if that is of use to you, whatever you answer below.\n\n"
        "I am looking for a job as a data engineer in Berlin. "
        "What would help me now: someone who runs streaming pipelines. "
        "Could you tell me how this looks from the inside? "
        "A few lines or a short call would be plenty.\n\n"
        "If now is not a good moment, a short no is perfectly fine, and so is no answer.\n\n"
        "Best wishes, Jana"
    )


def test_german_says_du_or_sie_and_goes_on_in_lower_case():
    _, friendly = write("ask", Voice("de"), shared=SHARED["de"])
    _, formal = write("ask", Voice("de", "formal"), shared=SHARED["de"])
    assert friendly.startswith("Hallo Tomasz,\n\nwir haben bis 2017 zusammen")
    assert formal.startswith("Guten Tag Tomasz Zielonkowicz,\n\nwir haben bis 2017 zusammen")
    assert "Ich suche eine Stelle als Data Engineer in Berlin." in friendly
    assert re.search(r"\b(?:du|dich|dir)\b", friendly)


@pytest.mark.parametrize("kind", sorted(MOVE_KINDS))
def test_sie_never_says_du(kind):
    for holder in (False, True):
        _, text = write(kind, Voice("de", "formal"), shared=SHARED["de"], is_holder=holder)
        assert not re.search(
            r"\b(?:du|dich|dir|dein|deine|deiner|euch|ihr|magst)\b", text, re.IGNORECASE
        )


def test_every_kind_of_move_has_words():
    assert set(draft_kinds()) == MOVE_KINDS
    with pytest.raises(KeyError):
        write("shout")


def test_every_voice_says_every_kind_and_names_only_what_it_has():
    for voice in VOICES:
        book = load_drafts(voice)
        known = {"ask_known", "keep_known", "return_known"}
        assert set(book["kinds"]) == {*MOVE_KINDS, "introduce_other", *known}
        said = {
            p[1:]
            for k in book["kinds"].values()
            for par in k["text"]
            for p in par
            if isinstance(p, str)
        }
        assert said <= set(book["say"])
        assert set(book["asks"]) >= {"referral", "information", "advice", "other"}  # fmt: skip


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("kind", sorted(MOVE_KINDS))
def test_every_draft_is_short_whole_and_in_its_language(kind, voice):
    shared = SHARED[voice.language]
    bare = Matter(goal=GOAL)
    offer = "Notizen zum Umzug auf einen Orchestrator" if voice.language == "de" else FULL.offer
    full = Matter(**{**FULL.__dict__, "shared": shared, "offer": offer})
    known = dataclasses.replace(full, is_known=True)
    for matter in (full, bare, known, dataclasses.replace(bare, is_known=True)):
        subject, text = write(kind, voice, matter=matter)
        assert 30 <= len(text.split()) <= 130
        assert guess_language(text) == voice.language
        assert not re.search(r"[{}]|\bNone\b|\bnan\b|\n\n\n|  | [.,:;?]|“”", subject + text)
        assert subject


@pytest.mark.parametrize("kind", sorted(MOVE_KINDS))
def test_what_is_not_known_is_left_out(kind):
    for voice in VOICES:
        subject, text = write_draft(kind, person={}, me=Writer(), voice=voice, matter=Matter())
        assert subject
        assert not re.search(r"[{}]|None|nan\b|  | [.,:;?]", text)
        assert all(paragraph.strip() for paragraph in text.split("\n\n"))


@given(
    hostile=st.text(max_size=300),
    kind=st.sampled_from(sorted(MOVE_KINDS)),
    voice=st.sampled_from(VOICES),
)
@settings(max_examples=150)
def test_hostile_text_stays_in_its_place(hostile, kind, voice):
    person = {"name": hostile, "given": hostile, "title": hostile, "company": hostile}
    me = Writer(hostile, hostile, hostile)
    texts = ("goal", "need", "offer", "shared", "about", "want")
    matter = Matter(**dict.fromkeys(texts, hostile), other=person)
    subject, text = write_draft(kind, person=person, me=me, voice=voice, matter=matter)
    plain = write_draft(kind, person=TOMASZ, me=ME, voice=voice, matter=FULL)[1]
    assert len(text.split()) <= 160
    assert text.count("\n\n") <= plain.count("\n\n") + 1
    assert not set(subject + text.replace("\n\n", "")) & set("{}\n\r\u202e\u2066\x00")


def test_notes_and_labels_never_get_into_a_letter():
    for kind, voice in itertools.product(MOVE_KINDS, VOICES):
        assert "secret" not in "".join(write(kind, voice))


def test_names_are_passed_on_only_after_both_agree():
    for voice, holder in itertools.product(VOICES, (False, True)):
        text = "".join(write("introduce", voice, is_holder=holder))
        assert "Perdrixel" not in text
        assert "Sandglasur" not in text
    assert "Solène Perdrixel, Head of Data at Sandglasur" in write("door")[1]


def test_who_may_have_it_is_not_told_that_they_look_for_it():
    assert "of interest to you: investors in a young company." in write("introduce")[1]
    _, text = write("introduce", is_holder=True)
    assert "What it may be about: investors in a young company." in text
    assert "of interest to you" not in text


def test_a_need_is_asked_for_once():
    _, text = write("ask", need="someone to read my CV", resource="review")
    assert "Would you be willing to read my CV?" in text
    assert "What would help" not in text
    _, text = write("ask", need="a data engineer who can pass on my name", resource="referral")
    assert text.count("pass on my name") == 1


def test_an_offer_in_another_language_is_quoted_and_a_skill_is_help():
    assert "I can help with CV reviews" in write("offer", offer="CV reviews")[1]
    german = "Notizen zum Umzug auf einen Orchestrator"
    assert f"This is what I can offer: {german}." in write("offer", offer=german)[1]
    assert "I can offer notes" in write("offer", offer="Offer first: notes on bread.")[1]


def test_without_an_offer_there_is_a_graceful_line():
    assert "Should there be something I can do for you" in write("ask", offer="")[1]


def test_thanks_are_to_the_person_and_in_one_language():
    assert "Thank you for telling me how you replay a topic after a bug." in write("thank")[1]
    assert "Danke für deine Hilfe." in write("thank", Voice("de"))[1].replace("danke", "Danke")


def test_who_looks_for_a_flat_asks_for_help_not_for_a_method():
    flat = {"goal": "find a bigger flat in Berlin", "resource": "problem-solving help", "need": ""}
    assert "I am looking for a bigger flat in Berlin. Could you help me" in write("ask", **flat)[1]
    german = write("ask", Voice("de"), **flat)[1]
    assert "Ich suche eine Wohnung in Berlin. Kannst du mir dabei helfen" in german


def test_what_is_shared_in_another_language_is_left_out():
    assert "Murmelfeld" not in write("ask", shared=SHARED["de"])[1]


@pytest.mark.parametrize(
    ("languages", "tone", "voice"),
    [
        (("en", "de"), "friendly", Voice("en")),
        (("fr", "de-AT"), "formal", Voice("de", "formal")),
        ((), "", Voice("en")),
    ],
)
def test_the_first_language_that_is_spoken_is_taken(languages, tone, voice):
    assert choose_voice(languages, tone) == voice


@pytest.mark.parametrize(
    ("goals", "limits", "employer"),
    [
        (["learn Spanish"], [], "Wolke AG"),
        ([GOAL], [], ""),
        (["learn Spanish"], ["Wolke"], ""),
    ],
)
def test_the_employer_is_not_named_when_a_job_is_sought_or_it_is_off_limits(
    goals, limits, employer
):
    own = make_table(
        OWN, [{"owner": "me", "kind": "position", "name": "Wolke AG", "title": "Analyst"}]
    )
    day = pd.Timestamp("2026-01-01")
    me = describe_writer(own, name="Jana Okoro", day=day, goals=goals, off_limits=limits)
    assert me == Writer("Jana Okoro", "Analyst", employer)


@pytest.fixture
def tables():
    """Give moves of each kind to one person, and whatever they point to."""
    rows = [
        {"move_id": f"m{i}", "when": "now", "kind": kind, "person_id": "p1", "goal_id": "g1",
         "need_id": "n1", "offer": "notes on bread", "basis": "asserted"}
        for i, kind in enumerate(sorted(MOVE_KINDS))
    ]  # fmt: skip
    need = {"need_id": "n1", "goal_id": "g1", "resource": "review", "text": "someone to read my CV"}
    return {
        "moves": make_table(MOVES, rows),
        "goals": pd.DataFrame({"goal_id": ["g1"], "goal": [GOAL]}),
        "needs": make_table(NEEDS, [need]),
        "people": pd.DataFrame([TOMASZ]),
        "me": ME,
        "voice": Voice(),
    }


def test_each_move_gets_its_words(tables):
    drafts = write_drafts(**tables, shared={"p1": SHARED["en"]})
    check_table(drafts, DRAFTS)
    assert drafts["move_id"].tolist() == tables["moves"]["move_id"].tolist()
    assert set(drafts["language"]) == {"en"}
    ask = drafts.loc[sorted(MOVE_KINDS).index("ask"), "text"]
    assert "Murmelfeld" in ask
    assert "Would you be willing to read my CV?" in ask


def test_a_need_that_netlens_proposed_is_not_put_into_the_users_mouth(tables):
    tables["needs"]["proposed"] = True
    assert not write_drafts(**tables)["text"].str.contains("read my CV").any()


def test_who_is_not_among_the_people_gets_no_draft(tables):
    tables["people"] = tables["people"].iloc[:0]
    assert write_drafts(**tables).empty


def test_a_move_to_nobody_is_written_to_everybody_or_not_at_all(tables):
    tables["moves"]["person_id"] = None
    drafts = write_drafts(**tables)
    assert len(drafts) == 2
    assert drafts["text"].str.startswith("Hello everyone,").all()


def test_the_order_of_moves_changes_no_words(tables):
    expected = write_drafts(**tables)
    tables["moves"] = tables["moves"][::-1].reset_index(drop=True)
    drafts = write_drafts(**tables).sort_values("move_id").reset_index(drop=True)
    assert drafts.equals(expected.sort_values("move_id").reset_index(drop=True))


def test_an_introduction_knows_the_other_and_who_wants_what():
    meetings = make_table(
        MEETINGS,
        [{"person_id": "p1", "other_id": "p2", "want": "a flat", "tie": "absent", "score": 1.0}],
    )
    moves = make_table(
        MOVES,
        [
            {"move_id": f"m{i}", "kind": kind, "person_id": person}
            for i, (kind, person) in enumerate(
                [("introduce", "p1"), ("introduce", "p2"), ("introduce", "p9"), ("ask", "p1")]
            )
        ],
    )
    people = pd.DataFrame({"person_id": ["p1", "p2"], "name": ["Ana", "Bo"]})
    found = list_matters(moves, meetings, people)
    assert {key: (m.other["name"], m.want, m.is_holder) for key, m in found.items()} == {
        "m0": ("Bo", "a flat", False),
        "m1": ("Ana", "a flat", True),
    }


def test_nobody_introduces_themselves_to_a_friend():
    """And to somebody of whom no letter is known nothing is said of old times."""
    _, known = write("ask", is_known=True)
    assert "I work as" not in known
    assert "I hope that you are well." in known
    assert "been a while" in write("return", is_known=True)[1]
    assert "been a while" not in write("return")[1]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("known", [True, False])
def test_a_letter_to_keep_warm_asks_for_nothing_and_tells_of_no_goal(voice, known):
    """Nor does it say what hangs on whom."""
    _, text = write("keep", voice, is_known=known, shared=SHARED[voice.language])
    assert ("asking for nothing" if voice.language == "en" else "bitte um nichts") in text
    for said in ("Berlin", "looking for", "suche", "only through", "circle", FULL.need):
        assert said not in text
    other = write("keep", voice, is_known=not known, shared=SHARED[voice.language])[1]
    assert other != text


@pytest.mark.parametrize("topic", sorted(load_topics()))
def test_what_peers_meet_about_is_said_in_german(topic):
    """Every topic that a meeting may name."""
    want = f"an exchange on {name_topic(topic)}"
    assert want in write("introduce", want=want)[1]
    german = write("introduce", Voice("de"), want=want)[1]
    assert "ein Austausch über" in german
    assert want not in german


@pytest.mark.parametrize(
    ("given", "greeted"),
    [("Hồng Vân", "Hồng Vân"), ("Jean-Luc", "Jean-Luc"), ("", "Tomasz"), ("<b>", "Tomasz")],
)
def test_a_given_name_is_whole_as_an_export_states_it(given, greeted):
    """Two words may be one name; what is none falls back on the full name."""
    _, text = write("thank", person={**TOMASZ, "given": given})
    assert text.startswith(f"Hi {greeted},")
