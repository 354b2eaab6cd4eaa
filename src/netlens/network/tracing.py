"""
From whatever a page says back to the rows of the exports that it rests on.

Everything that has an id can be traced: a claim, a person, a contact, a merge,
a tie, a statement, a group, a file. Addresses, numbers and notes are named as
there, and shown only when asked for.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from netlens.errors import ParameterError
from netlens.escaping import one_line
from netlens.people import find_people
from netlens.records import LEDGER
from netlens.schema import list_rows
from netlens.ties import Resolver

if TYPE_CHECKING:
    from netlens.network import Network

COLUMNS: Final = ("what", "file", "line", "field", "value")
HIDDEN: Final = "(hidden: --with-details)"
_PRIVATE: Final = frozenset(
    {"emails", "phones", "phones_raw", "notes", "raw", "birthday", "urls", "relations", "text"}
)
# What says where a contact stands, and what other columns say better.
_NOT_FIELDS: Final = frozenset({"contact_id", "file", "line", "format", "producer", "owner"})
_MOST_NAMED: Final = 6
_CLOSE: Final = 0.5

Row = dict[str, Any]


def trace(net: "Network", what: str, *, details: bool = False) -> pd.DataFrame:
    """
    List the rows of the exports beneath something that has an id or a name.

    Parameters
    ----------
    net
        The opened project.
    what
        Id of a claim, person, contact, merge, tie, statement or group; name of
        a file; or a person as `netlens.people.find_people` finds one.
    details
        Give e-mail addresses, phone numbers, notes and raw rows too.

    Returns
    -------
    rows
        One row per filled field of a contact, per statement, per dropped row:
        `what` (id of the row), `file`, `line` (missing where there is none),
        `field`, `value`.

    Raises
    ------
    ParameterError
        If nothing, or more than one person, is called so.
    """
    tracer = _Tracer(net, details=details)
    wanted = what.strip()
    rows = list(tracer.find(wanted) or tracer.claim(wanted))
    if not rows:
        raise ParameterError(tracer.suggest(wanted))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"line": "Int64"} | dict.fromkeys(set(COLUMNS) - {"line"}, "str"))


class _Tracer:
    def __init__(self, net: "Network", *, details: bool) -> None:
        self._net = net
        self._details = details

    # Tables by id ----------------------------------------------------------------------

    @cached_property
    def _contacts(self) -> dict[str, Row]:
        return _by_id(self._net.contacts, "contact_id")

    @cached_property
    def _evidence(self) -> dict[str, Row]:
        return _by_id(self._net.evidence, "evidence_id")

    @cached_property
    def _merges(self) -> dict[str, Row]:
        return _by_id(self._net.merges, "merge_id")

    @cached_property
    def _ties(self) -> dict[str, Row]:
        return _by_id(self._net.ties, "tie_id")

    @cached_property
    def _people(self) -> dict[str, Row]:
        return _by_id(self._net.people, "person_id")

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self._net.people)

    @cached_property
    def _files(self) -> dict[str, Row]:
        return _by_id(self._net.files, "file")

    @cached_property
    def _groups(self) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in list_rows(self._net.affiliations):
            groups.setdefault(row["group_id"], []).append(row)
        return groups

    @cached_property
    def _communities(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in list_rows(self._net.communities):
            found.setdefault(row["community_id"], []).append(row)
        return found

    @cached_property
    def _ledger(self) -> dict[str, Row]:
        return {f"ledger:{row['line']}": row for row in list_rows(self._net.ledger)}

    @cached_property
    def _moves(self) -> dict[str, Row]:
        return _by_id(self._net.moves, "move_id")

    @cached_property
    def _dropped(self) -> dict[str, list[Row]]:
        dropped: dict[str, list[Row]] = {}
        for row in list_rows(self._net.rejected):
            dropped.setdefault(row["file"], []).append(row)
        return dropped

    # What is meant ---------------------------------------------------------------------

    def find(self, what: str) -> list[Row]:
        """Give the rows beneath anything but a claim; nothing if there is no such thing."""
        # In this order, so that what costs most is computed last.
        finders: tuple[tuple[str, Callable[[Any], Iterable[Row]]], ...] = (
            ("_contacts", self._contact),
            ("_people", self._person),
            ("_files", self._file),
            ("_evidence", lambda row: [self._statement(row)]),
            ("_merges", self._merge),
            ("_ties", self._tie),
            ("_groups", self._group),
            ("_communities", self._community),
            ("_ledger", self._entry),
            ("_moves", self._move),
        )
        for table, give in finders:
            if what in (rows := getattr(self, table)):
                return list(give(rows[what]))
        return self._named(what)

    def _named(self, what: str) -> list[Row]:
        found = find_people(self._net.people, what)
        if len(found) > 1:
            rows = [self._people[person] for person in found[:_MOST_NAMED]]
            told = "; ".join(f"{row['person_id']} ({_describe(row)})" for row in rows)
            msg = f"{one_line(what)} may be {told}. Name one by the id."
            raise ParameterError(msg)
        return list(self._person(self._people[found[0]])) if found else []

    def claim(self, what: str) -> Iterator[Row]:
        """Give what one claim says, the rows beneath it, and what it assumes."""
        net = self._net
        for claim in list_rows(net.claims[net.claims["claim_id"] == what]):
            yield _row(what, "sentence", claim["sentence"])
            needs = _by_id(net.needs, "need_id")
            for part in claim["evidence_ids"]:
                if part in needs:
                    yield _row(part, "need", needs[part]["text"], file="netlens.toml")
                else:
                    yield from self.find(part)
            known = _by_id(net.assumptions, "assumption_id")
            for name in claim["assumptions"]:
                row = known.get(name, {})
                told = f"{row.get('name', name)}: {row.get('value', '')} ({row.get('source', '')})"
                yield _row(name, "assumption", told)

    # Rows ------------------------------------------------------------------------------

    def _contact(self, row: Mapping[str, Any]) -> Iterator[Row]:
        for field, value in row.items():
            if field in _NOT_FIELDS or not (text := _text(value)):
                continue
            shown = self._shown(field, text)
            yield _row(row["contact_id"], field, shown, file=row["file"], line=row["line"])

    def _shown(self, field: str, text: str) -> str:
        return text if self._details or field not in _PRIVATE else HIDDEN

    def _person(self, row: Mapping[str, Any]) -> Iterator[Row]:
        for contact in row["contact_ids"]:
            if contact in self._contacts:
                yield from self._contact(self._contacts[contact])
        if row["is_ego"]:
            yield _row(row["person_id"], "name", _text(row["name"]), file="netlens.toml")
        elif not row["contact_ids"]:
            yield from self._stated(row["person_id"])

    def _stated(self, person: str) -> Iterator[Row]:
        """Give the statements that name somebody whom no list holds."""
        ties = self._net.ties
        about = ties[(ties["from"] == person) | (ties["to"] == person)]
        ids = dict.fromkeys(i for cell in about["evidence_ids"] for i in cell)
        yield from self._statements(ids)
        if not ids:
            yield _row(person, "name", _text(self._people[person]["name"]))

    def _statements(self, ids: Iterable[str]) -> Iterator[Row]:
        for evidence in ids:
            if evidence in self._evidence:
                yield self._statement(self._evidence[evidence])

    def _statement(self, row: Mapping[str, Any]) -> Row:
        ends = [self._end(row[side], row[f"{side}_name"]) for side in ("from", "to")]
        parts = [" → ".join(ends) if row["directed"] else " – ".join(ends), _text(row["date"])]
        return _row(
            row["evidence_id"],
            row["kind"],
            ", ".join(filter(None, parts)),
            file=row["file"],
            line=row["line"],
        )

    def _end(self, end: str, name: object) -> str:
        if end in self._contacts:
            return _text(self._contacts[end]["name"]) or end
        if self._details:
            return f"{name} ({end})" if isinstance(name, str) and name else end
        if isinstance(name, str) and name and "@" not in name:
            return name
        meant = self._resolver.resolve([end])[0]
        known = _text(self._people[meant]["name"]) if meant else ""
        shown = known or end
        return HIDDEN if "@" in shown else shown

    def _merge(self, row: Mapping[str, Any]) -> Iterator[Row]:
        merge = row["merge_id"]
        yield _row(merge, "zone", f"{row['zone']}, decided by {row['decided_by']}")
        if not pd.isna(row["probability"]):
            yield _row(merge, "probability", f"{row['probability']:.3f}")
        yield _row(merge, "reasons", ", ".join(row["reasons"]))
        for contact in (row["contact_a"], row["contact_b"]):
            yield from self._contact(self._contacts[contact])

    def _tie(self, row: Mapping[str, Any]) -> Iterator[Row]:
        names = [_text(self._people.get(row[side], {}).get("name")) for side in ("from", "to")]
        yield _row(row["tie_id"], row["basis"], f"{' → '.join(names)}: {', '.join(row['kinds'])}")
        if source := _text(row["source"]):
            yield _row(row["tie_id"], "source", source)
        yield from self._statements(row["evidence_ids"])

    def _group(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
        for row in rows:
            contact = self._contacts.get(str(row["contact_id"]), {})
            name = _text(self._people.get(row["person_id"], {}).get("name"))
            where = {"file": contact.get("file"), "line": contact.get("line")}
            yield _row(row["group_id"], row["kind"], f"{name}: {row['group']}", **where)

    def _community(self, rows: list[Row]) -> Iterator[Row]:
        """Give the statements that show the ties among a community's people."""
        ids = {row["person_id"] for row in rows}
        ties = self._net.ties
        inside = ties["from"].isin(ids) & ties["to"].isin(ids) & (ties["basis"] != "inferred")
        statements = dict.fromkeys(i for cell in ties.loc[inside, "evidence_ids"] for i in cell)
        yield from self._statements(statements)
        if not statements:
            for person in sorted(ids):
                yield from self._person(self._people[person])

    def _entry(self, row: Mapping[str, Any]) -> Iterator[Row]:
        for field in LEDGER.columns:
            if text := _text(row[field]):
                shown = self._shown("notes" if field == "note" else field, text)
                where = {"file": row["file"], "line": row["line"]}
                yield _row(f"ledger:{row['line']}", field, shown, **where)

    def _move(self, row: Mapping[str, Any]) -> Iterator[Row]:
        yield _row(row["move_id"], "move", f"{row['sentence']}. {row['because']}")
        for part in row["evidence_ids"]:
            yield from self.find(part)

    def _file(self, row: Mapping[str, Any]) -> Iterator[Row]:
        counts = (f"{row[name]:,} {name}" for name in ("read", "kept", "rejected", "skipped"))
        yield _row(row["file"], "rows", ", ".join(counts), file=row["file"])
        for lost in self._dropped.get(row["file"], ()):
            where = {"file": row["file"], "line": lost["line"]}
            yield _row(lost["what"], "reason", _text(lost["reason"]), **where)
            if text := _text(lost["text"]):
                yield _row(lost["what"], "text", self._shown("text", text), **where)

    def suggest(self, what: str) -> str:
        """Say that nothing is called so, and what is called nearly so."""
        net = self._net
        names = net.people["name"].dropna().tolist()
        ids = [*net.claims["claim_id"], *self._merges, *self._ties, *self._people, *self._groups]
        by_fold = {text.casefold(): text for text in (*ids, *self._files, *names)}
        close = difflib.get_close_matches(what.casefold(), by_fold, n=3, cutoff=_CLOSE)
        found = " or ".join(repr(one_line(by_fold[text])) for text in close)
        hint = f"Did you mean {found}?" if close else "Give a name, or an id from a table."
        return f"nothing here is called {one_line(what)!r}. {hint}"


def _by_id(table: pd.DataFrame, key: str) -> dict[str, Row]:
    return {row[key]: row for row in list_rows(table)}


def _row(what: str, field: str, value: str, *, file: str | None = None, line: object = None) -> Row:
    where = pd.NA if line is None or pd.isna(line) else int(line)  # type: ignore[call-overload]
    return {"what": what, "file": file or "", "line": where, "field": field, "value": value}


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, (tuple, list)):
        return "; ".join(filter(None, map(_text, value)))
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return ""
    return value.isoformat()[:10] if isinstance(value, pd.Timestamp) else str(value)


def _describe(row: Mapping[str, Any]) -> str:
    parts = [row["name"], row["title"], row["company"], row["linkedin"]]
    return ", ".join(one_line(part, 60) for part in parts if isinstance(part, str) and part)
