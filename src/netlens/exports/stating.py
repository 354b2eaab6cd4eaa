"""
Statements of many files joined: owners put in their place, copies recognised.

An archive of June and one of November hold the same messages. A statement has
an id made of what it says, so that the second copy is not a second message;
two equal ones within one file are two.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from netlens.exports.statements import OWNER, Statements
from netlens.schema import EVIDENCE, OWN, make_table

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
        counts = self._slugs.get(owner)
        return min(counts, key=lambda slug: (-counts[slug], slug)) if counts else None

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
        for found, owner, file in self._files:
            known = dict(self._names_of(owner))
            ends = {
                name: [known.get(end, end) for end in found.columns[name]]
                for name in ("from", "to")
            }
            ids = _make_ids(owner, found.columns | ends)
            new = [row for row, made in enumerate(ids) if made not in seen]
            seen.update(ids)
            for name in _TAKEN:
                cells = ends.get(name) or found.columns[name]
                columns[name] += [cells[row] for row in new]
            columns["evidence_id"] += [ids[row] for row in new]
            columns["owner"] += [owner] * len(new)
            columns["file"] += [file] * len(new)
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


def _make_ids(owner: str, columns: Mapping[str, list[Any]]) -> list[str]:
    """Derive ids from content; what occurs again in one file is numbered."""
    wanted = (columns[name] for name in ("kind", "from", "to", "date", "thread"))
    counts: Counter[tuple[Any, ...]] = Counter()
    made = []
    for key in zip(*wanted, strict=True):
        counts[key] += 1
        text = "\0".join(map(str, (owner, *key, counts[key])))
        data = text.encode("utf-8", "surrogatepass")
        made.append("x" + hashlib.blake2b(data, digest_size=8).hexdigest())
    return made
