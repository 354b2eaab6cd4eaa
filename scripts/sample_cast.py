"""
Who is in the sample: people of seven worlds, and whose lists they stand on.

Chance comes from one seeded source and from `random.random` alone, the only
method whose numbers Python promises to keep.
"""

import datetime as dt
import random
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

SEED: Final = 20260628
LAST_DAY: Final = dt.date(2026, 6, 26)


def read_words(name: str) -> dict[str, Any]:
    """Read one of the files of words beside this one."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


WORDS: Final = read_words("sample_words.toml")
STORY: Final = read_words("sample_story.toml")
ME: Final[dict[str, str]] = STORY["me"]
ME_NAME: Final = f"{ME['given']} {ME['family']}"
# Letters that Unicode does not take apart.
_LETTERS: Final = str.maketrans("łŁøØđĐıæß", "lLoOdDias")
_MAILS: Final = ("example.net", "post.example.org", "mail.example.net", "example.org")
_JOINS: Final = ("email", "number", "company", "name")
# Shares of what is random below.
_STILL_THERE: Final = 0.4
_NO_POSITION: Final = 0.02
_LABELLED: Final = 0.6

Item = TypeVar("Item")


class Chance:
    """Draws that are the same on every platform and in every Python."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  (a sample, not a secret)

    def below(self, size: int) -> int:
        """Draw a whole number from 0 to size - 1."""
        return int(self._random.random() * size)

    def happens(self, share: float) -> bool:
        """Draw yes with this probability."""
        return self._random.random() < share

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one."""
        return items[self.below(len(items))]

    def take(self, items: Sequence[Item], size: int) -> list[Item]:
        """Draw several, each once, in random order; all of them if there are fewer."""
        left = list(items)
        for i in range(min(size, len(left))):
            j = i + self.below(len(left) - i)
            left[i], left[j] = left[j], left[i]
        return left[:size]

    def day(self, first: int, last: int) -> dt.date:
        """Draw a day of the years from first to last, none after the sample was made."""
        start = dt.date(first, 1, 8)
        end = min(dt.date(last, 12, 20), LAST_DAY)
        return start + dt.timedelta(days=self.below((end - start).days))


@dataclass(frozen=True)
class Person:
    """Somebody invented. `cards` are my exports they stand in; `join` is what links these."""

    given: str
    family: str
    world: str
    cards: tuple[str, ...] = ()
    join: str = ""
    prefix: str = ""
    latin: str = ""
    title: str = ""
    company: str = ""
    old_title: str = ""
    old_company: str = ""
    email: str = ""
    work_email: str = ""
    phone: str = ""
    slug: str = ""
    met: dt.date = LAST_DAY
    labels: tuple[str, ...] = ()
    note: str = ""
    city: str = ""
    relations: tuple[tuple[str, str], ...] = ()
    landline: str = ""
    owner: bool = False
    old_job: bool = False

    @property
    def name(self) -> str:
        """Given and family name as shown."""
        return f"{self.given} {self.family}".strip()


@dataclass
class Cast:
    """Everybody: my contacts, those beyond, and per owner the people on their list."""

    mine: list[Person]
    beyond: list[Person]
    lists: dict[str, list[tuple[Person, dt.date]]] = field(default_factory=dict)

    def named(self, name: str) -> Person:
        """Give the first of my contacts with this name."""
        return next(person for person in self.mine if person.name == name)

    def holder(self, folder: str) -> Person:
        """Give the one whose list lies in this folder."""
        return next(p for p in self.mine if p.owner and folder_of(p) == folder)


def folder_of(person: Person) -> str:
    """Name the folder of somebody's exports."""
    return ascii_of(person.latin or person.name)


def ascii_of(text: str) -> str:
    """Reduce a name to what stands in an address: `Wójcik Łoś` becomes `wojcik-los`."""
    bare = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore")
    words = "".join(c if c.isalnum() else " " for c in bare.decode().lower()).split()
    return "-".join(words)


def make_cast() -> Cast:
    """Make everybody, the same every time."""
    chance = Chance(SEED)
    names = Names(chance, STORY["stars"])
    phones = film_phones()
    mine = [_star(spec, chance) for spec in STORY["stars"]]
    beyond: list[Person] = []
    for world, words in WORDS["worlds"].items():
        for pattern in words["people"]:
            size, *cards = pattern.split()
            for _ in range(int(size)):
                mine.append(_contact(world, cards, names, chance))  # noqa: PERF401  (reads better)
        beyond += [_person(world, names.draw("any"), chance) for _ in range(words["beyond"])]
    mine = _annotate([replace(p, phone=p.phone or next(phones)) for p in mine], chance)
    cast = Cast(mine, [replace(p, phone=next(phones, "")) for p in beyond])
    for owner, wishes in WORDS["owners"].items():
        cast.lists[owner] = list(_list_of(owner, wishes, cast, chance))
    return cast


class Names:
    """Names that occur once, also when given and family name are swapped."""

    def __init__(self, chance: Chance, taken: Iterable[Mapping[str, str]]) -> None:
        self._chance = chance
        self._seen = {_key(person["given"], person["family"]) for person in taken}

    def draw(self, culture: str) -> tuple[str, str]:
        """Draw a given and a family name."""
        while True:
            part = WORDS["names"][self._chance.pick(WORDS["cultures"][culture])]
            name = self._chance.pick(part["given"]), self._chance.pick(part["family"])
            if _key(*name) not in self._seen:
                self._seen.add(_key(*name))
                return name


def _key(given: str, family: str) -> frozenset[str]:
    return frozenset(ascii_of(f"{given} {family}").split("-"))


def film_phones() -> Iterator[str]:
    """Give numbers that Germany keeps for films, in an order that looks like chance."""
    steps = range(100)
    for i in steps:
        yield f"+49171392{i * 37 % 100:04d}"
    for i in steps:
        yield f"+4917604069{i * 43 % 100:03d}"
    for i in range(1000):
        yield f"+493023125{i * 457 % 1000:03d}"


def _star(spec: dict[str, Any], chance: Chance) -> Person:
    person = dict(spec)
    for plural in ("labels", "relations"):
        person[plural] = tuple(map(tuple if plural == "relations" else str, person.get(plural, ())))
    cards = tuple(person.pop("cards").split())
    join = cards[-1] if cards[-1] in _JOINS and len(cards) > 1 else ""
    latin = ascii_of(person.get("latin") or f"{spec['given']} {spec['family']}")
    words = WORDS["worlds"][spec["world"]]
    met = person.pop("met", "")
    made = Person(**person, join=join, cards=tuple(c for c in cards if c not in _JOINS))
    return replace(
        made,
        email=made.email or f"{latin.replace('-', '.')}@{chance.pick(_MAILS)}",
        work_email=_work_email(made.company, latin),
        slug=made.slug or f"invented-{latin}",
        met=dt.date.fromisoformat(met) if met else chance.day(*words["years"]),
    )


def _contact(world: str, cards: list[str], names: Names, chance: Chance) -> Person:
    """Make one of my own contacts."""
    words = WORDS["worlds"][world]
    culture = "western" if "outlook" in cards else words["cultures"]
    join = cards[-1] if cards[-1] in _JOINS else ""
    moves = None
    if "outlook" in cards:
        moves = join in {"email", "name"}
    person = _person(world, names.draw(culture), chance, moves=moves)
    city = words["city"] if chance.happens(0.45) else ""
    labelled = words["labels"] and chance.happens(_LABELLED)
    labels = (chance.pick(words["labels"]),) if labelled else ()
    kept = tuple(card for card in cards if card not in _JOINS)
    return replace(person, cards=kept, join=join, city=city, labels=labels)


def _person(
    world: str, name: tuple[str, str], chance: Chance, *, moves: bool | None = None
) -> Person:
    """Make somebody of a world; `moves` says whether they left its company."""
    words = WORDS["worlds"][world]
    latin = ascii_of(" ".join(name))
    titles = [title for part in words["titles"].split() for title in WORDS["titles"][part]]
    title = "" if chance.happens(_NO_POSITION) else chance.pick(titles)
    moved = not chance.happens(_STILL_THERE) if moves is None else moves
    places = [place for part in words["moved"].split() for place in WORDS["companies"][part]]
    company = words["company"]
    if places and (moved or not company):
        company = chance.pick(places)
    if "Recruit" in title or "Talent" in title:
        company = chance.pick(WORDS["companies"]["recruiting"])
    return Person(
        given=name[0],
        family=name[1],
        world=world,
        title=title,
        company=company,
        old_title=chance.pick(titles),
        old_company=words["company"],
        email=f"{latin.replace('-', '.')}@{chance.pick(_MAILS)}",
        work_email=_work_email(words["company"] or company, latin),
        slug=f"invented-{latin}",
        met=chance.day(*words["years"]),
    )


def _work_email(company: str, latin: str) -> str:
    if not company:
        return ""
    place = ascii_of(company).split("-", 1)[0]
    return f"{latin.replace('-', '.')}@{place}.example.com"


def _annotate(people: list[Person], chance: Chance) -> list[Person]:
    """Write notes and old jobs onto some phone cards."""
    notes = {world: list(texts) for world, texts in STORY["notes"].items()}
    jobs = list(STORY["old_jobs"])
    written = []
    for person in people:
        on_phone = "phone" in person.cards and not person.note and bool(person.family)
        waiting = notes.get(person.world)
        if on_phone and waiting and chance.happens(0.5):
            written.append(replace(person, note=waiting.pop(0)))
        elif on_phone and person.cards == ("phone",) and jobs and chance.happens(0.15):
            job = jobs.pop(0)
            then = {"old_title": job["title"], "old_company": job["company"]}
            written.append(replace(person, **then, old_job=True))
        else:
            written.append(person)
    return written


def _list_of(
    owner: str, wishes: dict[str, dict[str, int]], cast: Cast, chance: Chance
) -> Iterator[tuple[Person, dt.date]]:
    """Choose who stands on an owner's list: me, people I know, people I do not."""
    holder = cast.holder(owner)
    phone_book = holder.world == "choir"
    source = {"phone", "google"} if phone_book else {"linkedin"}
    chosen = [Person(**ME, world="", met=holder.met)]
    for world, size in wishes["knows"].items():
        circle = [
            p for p in cast.mine
            if p.world == world and p is not holder and source & set(p.cards) and p.family
        ]  # fmt: skip
        chosen += chance.take(circle, size)
    for world, size in wishes["beyond"].items():
        chosen += chance.take([p for p in cast.beyond if p.world == world], size)
    for person in chosen:
        known = person.world in {"", "elsewhere"}
        first = 2009 if known else WORDS["worlds"][person.world]["years"][0]
        yield person, (person.met if not person.world else chance.day(first, 2026))
