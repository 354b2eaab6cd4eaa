"""
Offer first: which contacts may want what ego can give.

*Stated*: the person asked for it, or says that they look for it. *Likely*:
role and topic fit. An offer to the wrong person is worse than none, so what is
meant for beginners goes to no senior, and a service goes only to somebody who
looks for such a thing.
"""

import itertools
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

import pandas as pd

from netlens.goals.indexing import Flags, PeopleIndex, Person
from netlens.goals.lexicon import Phrase, load_lexicon, split_phrases
from netlens.goals.queries import build_query, root
from netlens.goals.statements import quote
from netlens.goals.topics import do_agree, find_topics, list_roles, list_wider, load_topics
from netlens.goals.wants import by_title, is_beginner
from netlens.goals.words import fold, light_stem
from netlens.schema import OFFERED, make_table

_ASKED: Final = 0.95
_SAID: Final = 0.9
_BEGINNER: Final = 0.7
_SERVED: Final = 0.6
_PEER: Final = 0.6
_NEAR: Final = 0.1
_LABEL: Final = 0.5
_ENOUGH: Final = 0.5
_LONGEST_OFFER: Final = 300
_FOR = re.compile(r"\b(?:for|für)\s+(.+)", re.IGNORECASE | re.DOTALL)
_BEGINNERS_WANT: Final = frozenset({"job", "first chance", "advice"})


@dataclass(frozen=True)
class Offer:
    """
    One offer as understood.

    `form` is "knowledge", "gathering" or "service"; `audience` "beginners",
    "founders", "job" or empty; `roles` are title phrases of any other audience that is
    named; `serves` the kinds of wants it answers.
    """

    text: str
    form: str
    audience: str
    roles: tuple[Phrase, ...]
    topics: frozenset[str]
    place: tuple[str, ...]
    serves: frozenset[str]
    roots: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class _Phrases:
    forms: Mapping[str, tuple[Phrase, ...]]
    audiences: Mapping[str, tuple[Phrase, ...]]
    serves: Mapping[str, tuple[Phrase, ...]]
    same: Mapping[str, str]
    empty: frozenset[str]


@lru_cache(maxsize=1)
def _load() -> _Phrases:
    source = resources.files("netlens.goals").joinpath("exchange.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    forms, audiences, serves = (
        {name: split_phrases(text, stem=False) for name, text in data[part].items()}
        for part in ("forms", "audiences", "serves")
    )
    same = {}
    for group in data["same"]["groups"]:
        first, *rest = fold(group)
        same.update(dict.fromkeys((first, *rest), first))
    return _Phrases(forms, audiences, serves, same, frozenset(fold(data["same"]["empty"])))


@lru_cache(maxsize=1024)
def read_offer(text: str) -> Offer:
    """Read one offer, in English or German; what is not understood is a service."""
    text = " ".join(text[:_LONGEST_OFFER].split())
    words = fold(text)
    said = _load()
    audience = next((name for name, p in said.audiences.items() if _says(words, p)), "")
    form = next((name for name, phrases in said.forms.items() if _says(words, phrases)), "service")
    named = _FOR.search(text)
    roles: tuple[Phrase, ...] = ()
    if named and not audience:
        roles = build_query(named[1]).likely
    serves = {kind for kind, phrases in said.serves.items() if _says(words, phrases)}
    content = [word for word in words if word not in load_lexicon().stop]
    return Offer(
        text=text,
        form=form,
        audience=audience,
        roles=roles,
        topics=find_topics(text),
        place=_place(words),
        serves=frozenset(serves),
        roots=content_of(text),
        pairs=frozenset(itertools.pairwise(content)),
    )


def match_offers(
    offers: Sequence[str],
    people: pd.DataFrame,
    *,
    wants: pd.DataFrame | None = None,
    asked: pd.DataFrame | None = None,
    off_limits: Collection[str] = (),
    top: int = 25,
) -> pd.DataFrame:
    """
    Say which contacts may want each of ego's offers.

    Parameters
    ----------
    offers
        In ego's words, English or German.
    people
        The contacts: `person_id`, `title`; `company`, `location`, `labels`,
        `notes` if known.
    wants
        WANTS, as `netlens.goals.wants.read_wants` gives it.
    asked
        What people asked ego for, by the ledger: `person_id`, `about`.
    off_limits
        Ids of people who get no row.
    top
        At most so many rows per offer.

    Returns
    -------
    offered
        OFFERED: offers in order; within one, what is stated first, then by
        score, ties by `person_id`. `because` is the person's own fact, raw, at
        most 120 characters. Nobody of whom nothing is described is in it.
    """
    index = PeopleIndex(people)
    known = set(people["person_id"].astype(str)) - set(off_limits)
    rows = []
    for text in dict.fromkeys(offers):
        offer = read_offer(text)
        found: dict[str, tuple[str, float, str]] = {}
        evidence = (_asked(offer, asked), _wanting(offer, wants, index), _fitting(offer, index))
        for person, status, score, because in itertools.chain(*evidence):
            if person in known:
                _keep_best(found, person, (status, score, because))
        order = sorted(found, key=lambda p: (found[p][0] != "stated", -found[p][1], p))
        rows += [
            {
                "offer": text,
                "person_id": person,
                "status": found[person][0],
                "score": round(found[person][1], 4),
                "because": found[person][2],
            }
            for person in order[:top]
        ]
    return make_table(OFFERED, rows)


_Fit = tuple[str, float, str]
_Row = tuple[str, str, float, str]


def _keep_best(found: dict[str, _Fit], person: str, fit: _Fit) -> None:
    """Keep the better of two reasons: more evidence never lowers anybody."""
    known = found.get(person)
    if known is None or (fit[0] == "stated", fit[1]) > (known[0] == "stated", known[1]):
        found[person] = fit


# Stated ------------------------------------------------------------------------------


def _asked(offer: Offer, asked: pd.DataFrame | None) -> Iterator[_Row]:
    for row in () if asked is None else asked.to_dict("records"):
        about = row["about"] if isinstance(row["about"], str) else ""
        if _meets(offer, about):
            yield str(row["person_id"]), "stated", _ASKED, quote("asked you (ledger)", about)


def _wanting(offer: Offer, wants: pd.DataFrame | None, index: PeopleIndex) -> Iterator[_Row]:
    if wants is None or wants.empty:
        return
    people = {person.person_id: person for person in index.people}
    for row in wants.to_dict("records"):
        person = people.get(str(row["person_id"]))
        if person is None:
            continue
        said = row["basis"] != "inferred"
        if _serves(offer, row, person) or (said and _meets(offer, str(row["want"]))):
            status, score = ("stated", _SAID) if said else ("likely", _SERVED)
            yield person.person_id, status, score, str(row["because"])


def _serves(offer: Offer, want: Mapping[Any, Any], person: Person) -> bool:
    """Tell whether the kind of want is one that the offer answers, in the same topic."""
    kinds = set(offer.serves)
    if offer.audience == "founders":
        kinds &= {"money", "customers"}
    own = _topics_of(person)
    wanted = find_topics(str(want["want"]))
    if offer.audience == "beginners":
        kinds &= _BEGINNERS_WANT
        changes = want["basis"] != "inferred" and not do_agree(own, offer.topics)
        if not is_beginner(person.title) and not (changes and do_agree(wanted, offer.topics)):
            return False
    if want["kind"] not in kinds:
        return False
    return not offer.topics or do_agree(wanted or own, offer.topics) or want["kind"] == "money"


def _meets(offer: Offer, said: str) -> bool:
    """Tell whether what somebody said is about the offer: half of its words, or two of them."""
    words = content_of(said)
    shared = words & offer.roots
    return bool(shared) and (len(shared) > 1 or len(shared) / len(words) >= _ENOUGH)


# Likely ------------------------------------------------------------------------------


def _fitting(offer: Offer, index: PeopleIndex) -> Iterator[_Row]:
    """Give whom an offer fits by role and topic; a mere service fits nobody."""
    if offer.audience == "beginners":
        yield from _beginners(offer, index)
    elif offer.audience:
        return
    elif offer.roles:
        yield from _by_titles(index.titles.phrases.find_any(offer.roles), index)
    elif offer.form != "service" and offer.topics:
        titled = _in_topics(offer.topics, index)
        place = offer.place if offer.form == "gathering" else ()
        for i, person in enumerate(index.people):
            yield from _peer(offer, person, titled=bool(titled[index.title_of[i]]), place=place)


def _beginners(offer: Offer, index: PeopleIndex) -> Iterator[_Row]:
    for person in index.people:
        if not is_beginner(person.title):
            continue
        label = _label_in(offer.topics, person)
        if not offer.topics or do_agree(find_topics(person.title), offer.topics):
            yield person.person_id, "likely", _BEGINNER, by_title(person.title, person.company)
        elif label:
            yield person.person_id, "likely", _BEGINNER - _NEAR, _with_label(person, label)


def _by_titles(fitting: Flags, index: PeopleIndex) -> Iterator[_Row]:
    for i, person in enumerate(index.people):
        if fitting[index.title_of[i]]:
            yield person.person_id, "likely", _PEER, by_title(person.post, person.company)


def _peer(offer: Offer, person: Person, *, titled: bool, place: tuple[str, ...]) -> Iterator[_Row]:
    """Give a person who works on an offer's topic, and is not known to be elsewhere."""
    if offer.form == "gathering" and _is_inside(offer, person):
        return
    where = [load_lexicon().word(word) for word in fold(person.location)]
    inside = bool(place) and set(place) <= set(where)
    if place and where and not inside:
        return
    near = (_NEAR if inside else -_NEAR) if place else 0.0
    label = _label_in(offer.topics, person) if offer.form == "gathering" else ""
    if titled:
        because = by_title(person.post, person.company)
        if inside:
            because = _placed(because, person.location)
        yield person.person_id, "likely", _PEER + near + (_NEAR / 2 if label else 0.0), because
    elif label:
        yield person.person_id, "likely", _LABEL + near, quote("label", label)


def _in_topics(topics: Collection[str], index: PeopleIndex) -> Flags:
    known = [load_topics()[name] for name in sorted(topics) if name in load_topics()]
    says = [phrase for topic in known for phrase in topic.says]
    around = [load_topics()[name] for name in sorted(list_wider(topics))]
    unless = [phrase for topic in (*known, *around) for phrase in topic.unless]
    phrases = index.titles.phrases
    found = phrases.find_any((*says, *list_roles(topics)))
    if "people" not in topics:
        # Who recruits for a topic does not work on it.
        unless += load_lexicon().fields["recruiting"].roles
    fitting: Flags = found & ~phrases.find_any(unless) & ~index.titles.aspiring
    return fitting


def _is_inside(offer: Offer, person: Person) -> bool:
    """Tell whether what is written of a person names the gathering, so that they know it."""
    for text in (*person.labels, person.notes, person.company, person.title):
        words = [word for word in fold(text) if word not in load_lexicon().stop]
        if offer.pairs & set(itertools.pairwise(words)):
            return True
    return False


def _label_in(topics: Iterable[str], person: Person) -> str:
    return next((label for label in person.labels if do_agree(find_topics(label), topics)), "")


def _topics_of(person: Person) -> frozenset[str]:
    return frozenset().union(find_topics(person.post), *map(find_topics, person.labels))


def _with_label(person: Person, label: str) -> str:
    short = quote("label", label[:40])
    return f"{by_title(person.title[:40], person.company[:30])[:75]}; {short}"[:120]


def _placed(because: str, location: str) -> str:
    placed = f"{because}, in {' '.join(location.split())[:40]}"
    return placed if len(placed) <= 120 else because  # noqa: PLR2004


# Words -------------------------------------------------------------------------------


def content_of(text: str) -> frozenset[str]:
    """Give the roots of the words of a text that say what it is about."""
    said, lexicon = _load(), load_lexicon()
    words = [word for word in fold(text) if word not in lexicon.stop and word not in said.empty]
    stems = [said.same.get(word) or light_stem(word) for word in words if len(word) > 1]
    return frozenset(root(stem) for stem in stems if stem not in lexicon.generic)


def _place(words: Sequence[str]) -> tuple[str, ...]:
    lexicon = load_lexicon()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            window = tuple(words[start : start + size])
            if window in lexicon.places and window != ("us",):
                return tuple(lexicon.word(word) for word in window)
    return ()


def _says(words: Sequence[str], phrases: Iterable[Phrase]) -> bool:
    return any(
        tuple(words[start : start + len(phrase)]) == phrase
        for phrase in phrases
        for start in range(len(words) - len(phrase) + 1)
    )
