"""
Statements of many files joined: owners put in their place, copies recognised.

An archive of June and one of November hold the same messages. A statement has
an id made of what it says, so that the second copy is not a second message;
two equal ones within one file are two. Whose archive it is, and who was in a
thread together, shows only in all of an owner's files at once: one may be the
half of another.
"""

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.exports.statements import MOST_TOGETHER, OWNER, Statements
from netlens.schema import EVIDENCE, OWN, make_table

_FEWEST_THREADS: Final = 2
_OWNERS_SHARE: Final = 0.8
_SLUG: Final = "linkedin:"
_TOGETHER: Final = "mail together"
_TAKEN: Final = (
    "kind",
    "basis",
    "from",
    "to",
    "directed",
    "date",
    "weight",
    "line",
    "from_name",
    "to_name",
    "thread",
)


@dataclass
class Stated:
    """What files without contacts state, file by file."""

    _files: list[tuple[Statements, str, str]] = field(default_factory=list)
    _slugs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _emails: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, found: Statements, owner: str, file: str) -> None:
        """Take one file's statements."""
        self._files.append((found, owner, file))
        if found.owner_slug:
            self._slugs[owner][found.owner_slug] += max(1, found.used)
        self._emails[owner].update(found.owner_emails)

    def slug_of_owner(self, owner: str) -> str | None:
        """Give the LinkedIn address that an owner's files show most often."""
        counts = Counter(self._slugs.get(owner, ()))
        found = _find_correspondent(list(self._threads_of(owner).values()))
        if found and found.startswith(_SLUG):
            counts[found.removeprefix(_SLUG)] += 1
        return min(counts, key=lambda slug: (-counts[slug], slug)) if counts else None

    def _threads_of(self, owner: str) -> dict[str, set[str]]:
        """Give everybody by thread of an owner's messages; a message without one is its own."""
        threads: dict[str, set[str]] = defaultdict(set)
        for number, (found, whose, _) in enumerate(self._files):
            wanted = (found.columns[name] for name in ("kind", "from", "to", "thread", "line"))
            for kind, start, end, thread, line in zip(*wanted, strict=True):
                if kind == "message" and whose == owner:
                    threads[thread or f"{number} {line}"] |= {start, end}
        return threads

    def emails_of_owner(self, owner: str) -> tuple[str, ...]:
        """Give the addresses of an owner's mailboxes and calendars."""
        return tuple(sorted(self._emails.get(owner, ())))

    def own(self) -> pd.DataFrame:
        """Give positions, schools and skills of owners; the newest file first, each once."""
        rows: dict[tuple[object, ...], dict[str, Any]] = {}
        for found, owner, file in self._files:
            for fact in found.own:
                key = (owner, fact.kind, fact.name.casefold(), fact.title, fact.since)
                rows[key] = {"owner": owner, "file": file, **vars(fact)}
        return make_table(OWN, list(rows.values()))

    def evidence(self) -> pd.DataFrame:
        """Give all statements as a table of EVIDENCE, copies left out."""
        columns: dict[str, list[Any]] = {name: [] for name in EVIDENCE.columns}
        seen: set[str] = set()
        names = {owner: dict(self._names_of(owner)) for owner in {file[1] for file in self._files}}
        for found, owner, file in self._files:
            ends = {
                name: [names[owner].get(end, end) for end in found.columns[name]]
                for name in ("from", "to")
            }
            ids = _make_ids(owner, found.columns | ends)
            apart = _are_of_others(found.columns["kind"], *ends.values(), end=f"owner:{owner}")
            new = [row for row, made in enumerate(ids) if made not in seen and apart[row]]
            seen.update(ids)
            for name in _TAKEN:
                cells = ends.get(name) or found.columns[name]
                columns[name] += [cells[row] for row in new]
            columns["evidence_id"] += [ids[row] for row in new]
            columns["owner"] += [owner] * len(new)
            columns["file"] += [file] * len(new)
        _add_groups(columns)
        return make_table(EVIDENCE, columns)

    def _names_of(self, owner: str) -> Iterable[tuple[str, str]]:
        """Give what an owner may be called as an end of a statement."""
        end = f"owner:{owner}"
        yield OWNER, end
        slug = self.slug_of_owner(owner)
        if slug:
            yield f"linkedin:{slug}", end
        for mail in self.emails_of_owner(owner):
            yield f"email:{mail}", end


def _find_correspondent(threads: list[set[str]]) -> str | None:
    """Find who is in (nearly) all threads; with a single correspondent nobody can tell."""
    counts = Counter(end for members in threads for end in members)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked or ranked[0][1] < max(_FEWEST_THREADS, _OWNERS_SHARE * len(threads)):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[1][1] < ranked[0][1] else None


def _are_of_others(kinds: list[Any], starts: list[Any], ends: list[Any], *, end: str) -> list[bool]:
    """Tell where two recipients are both others: the owner is no co-recipient of the owner's."""
    return [
        kind != _TOGETHER or end not in pair
        for kind, *pair in zip(kinds, starts, ends, strict=True)
    ]


def _add_groups(columns: dict[str, list[Any]]) -> None:
    """
    State who was in one thread together, besides the owner, on its last day.

    A thread with several others is the only place of LinkedIn's archive where
    two contacts are seen together. Every member is named in each message.
    """
    wanted = ("kind", "owner", "thread", "weight", "from", "to", "date", "file", "line")
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    last: dict[tuple[str, str], tuple[str, str, int]] = {}
    for kind, owner, thread, weight, start, end, day, file, line in zip(
        *(columns[name] for name in wanted), strict=True
    ):
        if kind == "message" and thread and weight < 1:
            key = owner, thread
            members[key] |= {start, end}
            last[key] = max(last.get(key, ("", "", 0)), (day or "", file, line))
    for (owner, thread), everybody in members.items():
        others = sorted(everybody - {f"owner:{owner}"})
        if not 1 < len(others) < MOST_TOGETHER:
            continue
        day, file, line = last[owner, thread]
        for one, other in itertools.combinations(others, 2):
            row = {
                "evidence_id": f"x{_digest('group thread', owner, thread, one, other)}",
                "kind": "group thread",
                "basis": "observed",
                "from": one,
                "to": other,
                "directed": False,
                "date": day or None,
                "weight": round(1 / (len(others) - 1), 9),
                "owner": owner,
                "file": file,
                "line": line,
                "thread": thread,
            }
            for name, cells in columns.items():
                cells.append(row.get(name))


def _make_ids(owner: str, columns: Mapping[str, list[Any]]) -> list[str]:
    """Derive ids from content; what occurs again in one file is numbered."""
    wanted = (columns[name] for name in ("kind", "from", "to", "date", "thread", "mark"))
    counts: Counter[tuple[Any, ...]] = Counter()
    made = []
    for key in zip(*wanted, strict=True):
        counts[key] += 1
        made.append("x" + _digest(owner, *key, counts[key]))
    return made


def _digest(*parts: object) -> str:
    text = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()
