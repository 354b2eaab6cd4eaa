"""
What to look for in people, for one need: titles, words, companies and places.

A need that netlens proposed carries its meaning in the lexicon; one that a
person typed, and a whole goal, are read as sentences. Each says which titles
show a holder (`likely`), and which only come near.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from netlens.goals.lexicon import Field, Phrase, Template, load_lexicon, split_phrases
from netlens.goals.needs import list_templates
from netlens.goals.sentences import Wish, is_german, is_word, read_sentence
from netlens.goals.titles import LEAD, SENIOR
from netlens.goals.words import deep_stem, fold, light_stem

GENERIC_WEIGHT: Final = 0.35
_EXPANSION: Final = 0.3
_HIGH: Final = frozenset(
    {"head", "director", "vp", "chief", "vice", "president", "leiter", "leitung"}
)
_PREFIXES: Final = frozenset({"senior", "junior", "sr", "jr", "lead"})
_LONGEST_LITERAL: Final = 7
_FEW_WORDS: Final = 5
_MANY_WORDS: Final = 4
_SHORT: Final = 7
_OTHERS: Final = frozenset({"they", "he", "she", "sie", "er"})  # whose work is told of


@dataclass(frozen=True)
class Query:
    """
    One need, ready for looking people up.

    `literal` are the roots of the words of the role asked for, with weights;
    `level` is the least seniority that counts (0: any). `words` (root to
    weight) and `text` are for the scores of likeness. `by_place` says that
    being in `place` is by itself what is needed. `spelled` is the role asked
    for as a phrase; `by_lexicon` says that the lexicon knows the topic, so
    that its word counts more than likeness. `sentence` is the need as written and
    `role` the role in it, for vectors; `described` says that it tells of work done
    rather than of somebody wanted, so that its single words mean little; `in_german`
    says that a model which reads English should not decide.
    """

    likely: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    literal: tuple[tuple[str, float], ...] = ()
    level: int = 0
    company: str = ""
    place: str = ""
    by_place: bool = False
    stated: tuple[Phrase, ...] = ()
    spelled: Phrase = ()
    by_lexicon: bool = False
    words: tuple[tuple[str, float], ...] = ()
    text: str = ""
    sentence: str = ""
    role: str = ""
    described: bool = False
    in_german: bool = False


def build_query(text: str, *, goal: str = "", resource: str = "", where: str = "") -> Query:
    """
    Say what to look for, for one need.

    Parameters
    ----------
    text
        The need in words; a whole goal is a need too.
    goal, resource
        Where the need comes from: they tell a proposed need from a typed one.
    where
        The place, if the need names one.

    Returns
    -------
    query
        Without any phrase or word when the text says nothing.
    """
    if goal:
        for template, filled in list_templates(goal):
            if filled == text and template.resource == resource:
                return _by_template(read_sentence(goal), template, where)
    wish = read_sentence(text)
    query = _by_sentence(wish)
    many = len(wish.words) >= _MANY_WORDS
    described = wish.is_description or (many and (not wish.intents or fold(text)[0] in _OTHERS))
    query = replace(query, described=described, company=wish.company, place=where or wish.place)
    return _spell(query, text)


def _spell(query: Query, text: str) -> Query:
    """Add the texts whose meaning is compared; a text without words has none."""
    wish = read_sentence(text)
    role = "" if wish.is_description else wish.role
    sentence = " ".join(text.split()) if wish.words else ""
    if wish.intents and wish.intents[0].idiom and query.likely:
        # A seed round is about no seeds: what the lexicon names is meant.
        query = replace(query, in_german=is_german(text))
        sentence, role = _say_likely(query), ""
    elif is_german(text) and not wish.is_description:
        # The model reads English; in German the lexicon's words are all that it is given.
        query, sentence, role = replace(query, in_german=True), _say_likely(query), ""
    elif len(wish.words) <= _SHORT and wish.topic and not (query.described or _names_role(wish)):
        # A title is nearer to a person than to an errand.
        topic = " ".join(wish.topic.split())
        known = f"{sentence}, {_say_likely(query)}"
        sentence = known if query.likely else f"someone who works with {topic}"
    return replace(query, sentence=sentence, role=" ".join(role.split()))


def _names_role(wish: Wish) -> bool:
    return bool(wish.intents) and wish.intents[0].takes == "role"


def _say_likely(query: Query) -> str:
    """Put the lexicon's first phrases into words."""
    phrases = [" ".join(word.rstrip("*") for word in phrase) for phrase in query.likely]
    return ", ".join(phrases[:_FEW_WORDS])


def _by_template(wish: Wish, template: Template, where: str) -> Query:
    fields = load_lexicon().fields
    query = Query()
    for who in template.who:
        if who in fields:
            query = _add(query, fields[who].roles, fields[who].near)
        elif who == "company":
            query = replace(query, company=wish.company)
        elif who == "place":
            query = replace(query, by_place=True)
        elif who == "leaders":
            role = _role(wish)
            query = _add(replace(query, level=LEAD), (*role.likely, *role.near), ())
            query = replace(query, by_lexicon=bool(query.likely))
        elif not query.company:
            role = _topic(wish) if who == "topic" else _role(wish)
            query = replace(
                _add(query, role.likely, role.near), literal=role.literal, spelled=role.spelled
            )
            query = replace(query, level=max(query.level, role.level))
    level = max(query.level, SENIOR) if template.level else query.level
    stated = [p for part in template.stated for p in (wish.named if part == "{found}" else (part,))]
    query = replace(query, level=level, stated=split_phrases(",".join(stated)))
    if all(who in fields for who in template.who) and query.likely:
        # The recruiter who helps a data engineer need not know data engineering.
        query = replace(query, by_lexicon=True, sentence=_say_likely(query))
        return replace(_with_words(query, None), place=where or wish.place)
    if template.who == ("leaders",):
        asked = wish.role or wish.topic
        query = replace(query, sentence=f"head of {asked}" if asked else "")
    elif {"role", "topic"} & set(template.who):
        query = replace(query, sentence=wish.role or wish.topic, role=wish.role)
    return replace(_with_words(query, wish), place=where or wish.place)


def _by_sentence(wish: Wish) -> Query:
    intent = wish.intents[0] if wish.intents else None
    if wish.is_description:
        fields = _fields(found.field for found in wish.found)
        query = Query(near=_join(field.roles for field in fields))
    elif intent and intent.takes == "nothing":
        query = _by_intent(wish)
    elif intent and intent.takes == "topic":
        query = _by_intent(wish) if intent.idiom else _topic(wish)
    elif intent is None and _is_short_topic(wish):
        query = _topic(wish)
    else:
        query = _role(wish) if wish.role else _by_intent(wish)
    return replace(_with_words(query, wish), place=wish.place)


def _by_intent(wish: Wish) -> Query:
    """Take the lexicon's word for it: the first need decides, the others come near."""
    fields = load_lexicon().fields
    query = Query()
    for intent in wish.intents:
        named = [[fields[who] for who in need.who if who in fields] for need in intent.needs]
        first, *others = [group for group in named if group] or [[]]
        likely = _join(f.roles for f in first)
        query = _add(
            query, () if query.likely else likely, (*_join(f.near for f in first), *likely)
        )
        query = _add(query, (), _join(f.roles for group in others for f in group))
        query = replace(query, by_place=query.by_place or "place" in intent.needs[0].who)
    return replace(query, by_lexicon=True)


def _role(wish: Wish) -> Query:
    """Look for a role: its words; for a profession with many names, all of these too."""
    stems = [light_stem(word) for word in fold(wish.role)]
    content = [stem for stem in stems if stem not in load_lexicon().stop]
    high = bool(_HIGH & set(content)) and len(content) > 1
    kept = [stem for stem in content if stem not in (_HIGH | _PREFIXES)] or content
    inside = [found for found in wish.found if found.inside]
    query = Query(
        literal=_literal(kept),
        spelled=tuple(kept[:_LONGEST_LITERAL]),
        level=LEAD if high else 0,
    )
    specific = {stem for stem in kept if stem not in load_lexicon().generic}
    named = {light_stem(word) for found in inside for word in fold(found.text)}
    query = replace(query, by_lexicon=bool(named) and specific <= named)
    for field in _fields(found.field for found in inside):
        if field.tight and any(_says(phrase, kept) for phrase in (*field.says, *field.roles)):
            query = _add(query, field.roles, field.near)
        else:
            query = _add(query, (), (*field.roles, *field.near))
    return query


def _is_short_topic(wish: Wish) -> bool:
    """Tell whether a few words name a field and are more than the name of a role."""
    named = [found.text for found in wish.found]
    return bool(named) and wish.role not in named and len(wish.words) <= _FEW_WORDS


def _says(phrase: Phrase, words: list[str]) -> bool:
    return len(phrase) == len(words) and all(map(is_word, phrase, words))


def _topic(wish: Wish) -> Query:
    """Look for a topic: the fields that are named most; without any, its words."""
    weights = wish.field_weights
    intent = wish.intents[0].name if wish.intents else ""
    inside = [found for found in wish.found if found.inside]
    main = wish.main_field
    if intent == "sell" and inside:
        # Whom to sell to is named last; what is sold is beside the point.
        main = max(inside, key=lambda found: found.end).field
    elif not inside and wish.topic and intent != "help":
        main = ""
    query = Query()
    for field in _fields(weights):
        roles = field.roles if field.name == main else ()
        query = _add(query, roles, (*field.near, *(field.roles if main else ())))
    if query.likely:
        return replace(query, by_lexicon=True)
    words = [light_stem(word) for word in fold(wish.topic)]
    kept = [word for word in words if word not in load_lexicon().stop]
    return replace(query, literal=_literal(kept), spelled=tuple(kept[:_LONGEST_LITERAL]))


def _fields(names: Iterable[str]) -> list[Field]:
    fields = load_lexicon().fields
    return [fields[name] for name in dict.fromkeys(names)]


def _join(groups: Iterable[tuple[Phrase, ...]]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(phrase for group in groups for phrase in group))


def _add(query: Query, likely: tuple[Phrase, ...], near: tuple[Phrase, ...]) -> Query:
    return replace(query, likely=_join((query.likely, likely)), near=_join((query.near, near)))


def _literal(stems: list[str]) -> tuple[tuple[str, float], ...]:
    weights = {root(stem): weight_of(stem) for stem in stems}
    return tuple(weights.items()) if 0 < len(weights) <= _LONGEST_LITERAL else ()


@lru_cache(maxsize=1 << 16)
def root(stem: str) -> str:
    """Give the root of a stemmed word, after taking words of one meaning as one."""
    return deep_stem(load_lexicon().word(stem))


def weight_of(stem: str) -> float:
    """Weigh a stemmed word: little for words that say nothing by themselves."""
    return GENERIC_WEIGHT if stem in load_lexicon().generic else 1.0


def _with_words(query: Query, wish: Wish | None) -> Query:
    """Add what the scores of likeness need: the wish's words, and some of the lexicon's."""
    words: dict[str, float] = {}
    if wish and not (wish.intents and wish.intents[0].idiom and query.likely):
        words = {root(stem): weight_of(stem) for stem in wish.words}
    text = " ".join(wish.words) if wish and words else ""
    for phrase in query.likely:
        for word in phrase:
            words.setdefault(root(word.rstrip("*")), _EXPANSION * weight_of(word.rstrip("*")))
    return replace(query, words=tuple(words.items()), text=text)
