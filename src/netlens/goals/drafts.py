"""
The words for one move: who I am, what I seek, the exchange I suggest.

A draft is copied and changed by ego, never sent from here. It says nothing
that is not in the tables: what is not known is left out, and so are notes and
labels, which are ego's own business. Names of two people who do not know each
other are passed on only after both have said yes.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from string import Formatter
from typing import Any, Final

import pandas as pd

from netlens.goals.limits import is_new_job
from netlens.goals.mine import present_position
from netlens.goals.sentences import read_sentence
from netlens.goals.wants import own_title, text_of
from netlens.goals.wording import (
    LANGUAGES,
    address,
    as_title,
    deed_of,
    first_person,
    full_name,
    given_name,
    guess_language,
    is_language,
    make_safe,
    thanks_for,
    with_article,
)
from netlens.people.names import company_key
from netlens.schema import DRAFTS, make_table

_LONGEST_TITLE: Final = 60
_LONGEST_OFFER: Final = 100
_LONGEST_CLAUSE: Final = 100
_LONGEST_GIVEN: Final = 40
_GIVEN: Final = re.compile(r"[^\W\d_]{2,}(?:[ '’-][^\W\d_]{2,}){0,2}")
_MOST_SKILL_WORDS: Final = 2
_NEW_JOB: Final = "job"
# Goals of a field that no intent of the lexicon names by itself.
_AS_GOAL: Final = {"property": "housing"}
_LOOKS: Final = ("I am looking for", "Ich suche")
_PREFIX: Final = "Offer first: "
# What these ask for is who the letter goes to: saying it would be saying it twice.
_SAID_BY_ASK: Final = frozenset({"referral", "introduction", "decision", "targets", "sponsorship"})
# Kinds that can be written to nobody in particular.
_TO_ALL: Final = frozenset({"seek", "contribute"})
_LOWERED: Final = frozenset(
    [
        "Ich",
        "Du",
        "Wir",
        "Es",
        "Danke",
        "Herzlichen",
        "Mir",
        "Wenn",
        "Vielleicht",
        "Das",
        "Falls",
        "Zuerst",
        "Mein",
    ],
)


@dataclass(frozen=True)
class Voice:
    """How ego writes: language ("en" or "de") and tone ("friendly" or "formal")."""

    language: str = "en"
    tone: str = "friendly"


@dataclass(frozen=True)
class Writer:
    """Who writes; employer is empty where it is better not named."""

    name: str = ""
    role: str = ""
    employer: str = ""


@dataclass(frozen=True)
class Matter:
    """
    What one letter is about; whatever is empty is left out.

    `need` is a need in ego's own words, `about` what was asked or given by the
    ledger, `other` the facts of a third person, `want` what brings two people
    together; `is_holder` says that the letter goes to the one who may have it,
    `is_known` that ego and the reader have been in touch, so that nobody need be
    introduced.
    """

    goal: str = ""
    need: str = ""
    resource: str = ""
    offer: str = ""
    shared: str = ""
    about: str = ""
    want: str = ""
    is_holder: bool = False
    is_known: bool = False
    other: Mapping[Any, Any] = field(default_factory=dict)


def choose_voice(languages: Sequence[str], tone: str) -> Voice:
    """Take the first language that drafts are written in, else English."""
    spoken = [text.strip().casefold()[:2] for text in languages]
    chosen = next((language for language in spoken if language in LANGUAGES), "en")
    return Voice(chosen, "formal" if tone == "formal" else "friendly")


def describe_writer(
    own: pd.DataFrame,
    *,
    name: str,
    day: pd.Timestamp,
    goals: Iterable[str] = (),
    off_limits: Iterable[str] = (),
) -> Writer:
    """
    Say who ego is in a letter, by ego's own positions.

    The present employer is not named when any goal is a new job, nor when it
    is among the names that are off limits; the role still is.
    """
    role, employer = present_position(own, day=day)
    secret = any(_NEW_JOB in {i.name for i in read_sentence(goal).intents} for goal in goals)
    key = company_key(employer)
    limits = {company_key(text) for text in off_limits} - {""}
    hidden = secret or any(key == limit or key.startswith(f"{limit} ") for limit in limits)
    return Writer(full_name(name), make_safe(role, _LONGEST_TITLE), "" if hidden else employer)


def write_drafts(  # noqa: PLR0913  (each table says another part of a letter)
    moves: pd.DataFrame,
    *,
    me: Writer,
    goals: pd.DataFrame,
    needs: pd.DataFrame,
    people: pd.DataFrame,
    voice: Voice,
    shared: Mapping[str, str] | None = None,
    matters: Mapping[str, Matter] | None = None,
    warm: Collection[str] = (),
) -> pd.DataFrame:
    """
    Write the words for each move.

    Parameters
    ----------
    moves
        MOVES.
    me
        Who writes.
    goals, needs
        `goal_id` and `goal`; NEEDS. The text of a need goes into a letter only
        if ego typed it.
    people
        Everybody who may be written to: `person_id`, `name`, `title`,
        `company`. Who is off limits must not be in it: a move to a person who
        is missing here gets no draft.
    voice
        Language and tone.
    shared
        For some people a clause on what ego has in common with them, such as
        "we worked together at Acme until 2021"; left out in another language.
    matters
        For some moves what the tables above do not say: what was asked
        (`about`), the other person, what brings two together.
    warm
        Ids of those who know who writes.

    Returns
    -------
    drafts
        DRAFTS: one row per move in the same order, without moves to nobody
        that only make sense to a person. `text` is raw, paragraphs divided by
        an empty line.
    """
    known = {str(row["person_id"]): row for row in people.to_dict("records")}
    sentences = dict(zip(goals["goal_id"].astype(str), goals["goal"], strict=True))
    asked = {str(row["need_id"]): row for row in needs.to_dict("records")}
    rows = []
    for move in moves.to_dict("records"):
        key, kind, person_id = (text_of(move, name) for name in ("move_id", "kind", "person_id"))
        if person_id not in known and (person_id or kind not in _TO_ALL):
            continue
        matter = _complete(
            (matters or {}).get(key, Matter()),
            move,
            goal=sentences.get(text_of(move, "goal_id"), ""),
            need=asked.get(text_of(move, "need_id"), {}),
            shared=(shared or {}).get(person_id, ""),
        )
        if kind == "seek" and not _can_say(matter.need, voice):
            continue  # who is sought cannot be said: a letter about nothing helps nobody
        matter = replace(matter, is_known=person_id in warm)
        subject, text = write_draft(
            kind, person=known.get(person_id, {}), me=me, voice=voice, matter=matter
        )
        rows.append({"move_id": key, "language": voice.language, "subject": subject, "text": text})
    return make_table(DRAFTS, rows)


def _complete(
    matter: Matter, move: Mapping[Any, Any], *, goal: str, need: Mapping[Any, Any], shared: str
) -> Matter:
    kind = text_of(move, "kind")
    text = text_of(need, "text")
    # A letter to everybody tells nobody of a new job; one to who has it does not describe them.
    secret = kind in _TO_ALL and is_new_job(goal)
    typed = need.get("proposed") is not True
    told = kind == "seek" or (typed and (kind != "ask" or deed_of(text)))
    return replace(
        matter,
        goal="" if secret else matter.goal or goal,
        need=matter.need or (text if told else ""),
        resource=matter.resource or text_of(move, "resource") or text_of(need, "resource"),
        offer=matter.offer or text_of(move, "offer"),
        shared=matter.shared or shared,
    )


def _can_say(need: str, voice: Voice) -> bool:
    return bool(need) and is_language(need, voice.language)


def write_draft(
    kind: str, *, person: Mapping[Any, Any], me: Writer, voice: Voice, matter: Matter
) -> tuple[str, str]:
    """
    Write one letter.

    Parameters
    ----------
    kind
        One of `netlens.schema.MOVE_KINDS`.
    person
        Facts of who is written to: `name`, `given`, `title`, `company`; empty
        for a letter to everybody.

    Returns
    -------
    subject, text
        Raw text; paragraphs divided by an empty line.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    book = load_drafts(voice)
    wanted = f"{kind}_other" if kind == "introduce" and matter.is_holder else kind
    if matter.is_known and f"{kind}_known" in book["kinds"]:
        wanted = f"{kind}_known"
    template = book["kinds"][wanted]
    slots = {
        **_about_me(me),
        **_about_person(person),
        **_about_matter(matter, voice, book),
        **_about_other(matter.other),
    }
    subject = _fill(template["subject"], slots)
    body = [
        " ".join(filter(None, (_sentence(part, slots, book) for part in paragraph)))
        for paragraph in template["text"]
    ]
    body = [text for text in body if text]
    greeting = _fill([book["greeting"], book["greeting_plain"]], slots)
    greeting = greeting if person else book["greeting_all"]
    if voice.language == "de" and body:
        body[0] = _continue(body[0])
    close = _fill([book["close"], book["close_plain"]], slots)
    return subject, "\n\n".join([greeting, *body, close])


@lru_cache(maxsize=8)
def load_drafts(voice: Voice) -> dict[str, Any]:
    """Read the words of one voice; what a tone does not say, its language says."""
    source = resources.files("netlens.goals").joinpath("drafts.toml")
    base = tomllib.loads(source.read_text(encoding="utf-8"))[voice.language]
    tone = base.get(voice.tone, {})
    parts = ("say", "extra", "asks", "goals", "kinds", "wants")
    book = {part: {**base.get(part, {}), **tone.get(part, {})} for part in parts}
    book["say"] |= book.pop("extra")
    lines = ("greeting", "greeting_plain", "greeting_all", "close", "close_plain")
    return book | {line: tone.get(line, base[line]) for line in lines}


# Filling -----------------------------------------------------------------------------------


def _sentence(part: str | list[str], slots: Mapping[str, str], book: Mapping[str, Any]) -> str:
    return _fill(book["say"][part[1:]] if isinstance(part, str) else part, slots)


def _fill(wordings: Iterable[str], slots: Mapping[str, str]) -> str:
    """Take the first wording of which every slot is known; none gives nothing."""
    for wording in wordings:
        names = {name for _, name, _, _ in Formatter().parse(wording) if name}
        if all(slots.get(name) for name in names):
            return wording.format_map(slots)
    return ""


def _continue(text: str) -> str:
    """Begin in lower case, as German does after the comma of a greeting."""
    first, space, rest = text.partition(" ")
    return f"{first[0].lower()}{first[1:]}{space}{rest}" if first in _LOWERED else text


def _about_me(me: Writer) -> dict[str, str]:
    role = make_safe(own_title(me.role), _LONGEST_TITLE)
    return {
        "my_full": full_name(me.name),
        "my_given": given_name(me.name),
        "role": role,
        "a_role": with_article(role),
        "employer": make_safe(me.employer, _LONGEST_TITLE),
    }


def _about_person(person: Mapping[Any, Any]) -> dict[str, str]:
    name = text_of(person, "name")
    return {
        "full": full_name(name),
        "given": _stated_given(text_of(person, "given")) or given_name(name),
        "title": make_safe(own_title(text_of(person, "title")), _LONGEST_TITLE),
        "company": make_safe(text_of(person, "company"), _LONGEST_TITLE),
    }


def _stated_given(given: str) -> str:
    """Give a given name as an export states it, if it is one: two words may be one name."""
    return make_safe(given, _LONGEST_GIVEN) if _GIVEN.fullmatch(given) else given_name(given)


def _about_other(other: Mapping[Any, Any]) -> dict[str, str]:
    facts = _about_person(other)
    return {
        "other_name": facts["full"],
        "other_title": facts["title"],
        "other_company": facts["company"],
    }


def _about_matter(matter: Matter, voice: Voice, book: Mapping[str, Any]) -> dict[str, str]:
    language = voice.language
    about = address(make_safe(matter.about, _LONGEST_CLAUSE).rstrip(" ."))
    if guess_language(about) not in {language, "" if language == "en" else language}:
        about = ""
    shared = make_safe(matter.shared, _LONGEST_CLAUSE).rstrip(" .")
    need = make_safe(matter.need, _LONGEST_CLAUSE).rstrip(" .")
    if not is_language(need, language) or matter.resource in _SAID_BY_ASK:
        need = ""
    deed = deed_of(need) if language == "en" else ""
    asks = book["asks"]
    goal = _say_goal(matter.goal, language, book)
    # Whoever looks for a thing does not want to be told how to look.
    looks = matter.resource == "problem-solving help" and goal.startswith(_LOOKS)
    ask = asks["other"] if looks else asks.get(matter.resource, asks["other"])
    return {
        **_offer_slots(matter.offer, language),
        "goal": goal,
        "need": "" if deed else need,
        "ask": asks["willing"].format(deed=deed) if deed else ask,
        "shared": _capital(shared) if is_language(shared, language) else "",
        "about": about,
        "thanks": thanks_for(about),
        "want": _say_want(make_safe(matter.want, _LONGEST_CLAUSE).rstrip(" ."), book["wants"]),
    }


def _offer_slots(offer: str, language: str) -> dict[str, str]:
    """Tell an offer that reads on in a sentence from a skill, and from one in another language."""
    text = make_safe(offer.removeprefix(_PREFIX), _LONGEST_OFFER).rstrip(" .")
    slots = {"anything": text, "offer": "", "skill": "", "foreign": ""}
    if not text:
        return slots
    if not is_language(text, language):
        return {**slots, "foreign": text}
    few = len(text.split()) <= _MOST_SKILL_WORDS
    return {**slots, "skill" if few else "offer": text}


def _say_goal(goal: str, language: str, book: Mapping[str, Any]) -> str:
    """Say the goal in the first person; one typed in the other language by what it means."""
    written = guess_language(goal) or language
    if not goal.strip() or written == language:
        return first_person(goal, language)
    wish = read_sentence(goal)
    role = make_safe(wish.role, _LONGEST_TITLE)
    slots = {
        "wish": as_title(role),
        "a_wish": with_article(role),
        "place": make_safe(wish.place, _LONGEST_TITLE),
        "raw": make_safe(goal).rstrip(" ."),
    }
    names = [*(intent.name for intent in wish.intents), _AS_GOAL.get(wish.main_field, ""), "other"]
    name = next(name for name in names if name in book["goals"])
    return _fill(book["goals"][name], slots)


def _say_want(want: str, words: Mapping[str, str]) -> str:
    """Put a want that netlens worded itself into the language of the letter."""
    for said, instead in words.items():
        before, star, after = said.partition("*")
        topic = want[len(before) : len(want) - len(after)]
        if want == said or (star and topic and want == f"{before}{topic}{after}"):
            return instead.replace("*", topic)
    return want


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def list_matters(
    moves: pd.DataFrame, meetings: pd.DataFrame, people: pd.DataFrame
) -> dict[str, Matter]:
    """
    Say for each introduction who the other one is, and what brings the two together.

    Parameters
    ----------
    moves
        MOVES; only introductions are looked at, one per person.
    meetings
        MEETINGS.

    Returns
    -------
    matters
        By `move_id`, for `write_drafts`; a letter to the one who may have what
        is wanted says so without a name.
    """
    known = {str(row["person_id"]): row for row in people.to_dict("records")}
    pairs: dict[str, tuple[str, str, bool]] = {}
    for row in meetings.to_dict("records"):
        one, other, want = str(row["person_id"]), str(row["other_id"]), str(row["want"])
        pairs.setdefault(one, (other, want, False))
        pairs.setdefault(other, (one, want, True))
    matters = {}
    for move in moves.to_dict("records"):
        found = pairs.get(str(move["person_id"])) if move["kind"] == "introduce" else None
        if found and found[0] in known:
            other, want, is_holder = found
            matters[str(move["move_id"])] = Matter(
                want=want, is_holder=is_holder, other=known[other]
            )
    return matters


def draft_kinds() -> Collection[str]:
    """Give the kinds of moves for which there are words."""
    return {kind for kind in load_drafts(Voice())["kinds"] if "_" not in kind}
