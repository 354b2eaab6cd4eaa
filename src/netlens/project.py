"""
A project folder opened: settings, hand-typed records and exports, resolved to people.

This is where the words people type ("Ana Ruiz", an e-mail address) become ids.
A name that means several people is an error that lists them; one that means
nobody in the exports is a warning, since people come and go.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netlens.errors import InputError, SettingsError
from netlens.escaping import one_line
from netlens.exports import Import, read_exports
from netlens.exports.linkedin import slug_of
from netlens.exports.sources import is_project
from netlens.forgetting import drop_forgotten, read_forgotten
from netlens.owning import check_owner
from netlens.people import add_owners, find_people, leave_unlinked, link_contacts
from netlens.people.ego import EGO_ID, OwnerCard
from netlens.records import DECISIONS, LEDGER, TYPED_TIES, read_record
from netlens.schema import EVIDENCE, iter_rows, make_table
from netlens.settings import FILE_NAME, Settings, read_settings
from netlens.ties import add_strangers

_MOST_TOLD: Final = 5


@dataclass(frozen=True)
class Project:
    """Everything that was typed or exported, as it came."""

    folder: Path | None
    settings: Settings
    imported: Import
    decisions: pd.DataFrame
    ledger: pd.DataFrame
    typed_ties: pd.DataFrame


@dataclass(frozen=True)
class Cast:
    """People, and what the hand-typed records say of them."""

    people: pd.DataFrame
    merges: pd.DataFrame
    evidence: pd.DataFrame
    off_limits: tuple[str, ...] = ()
    ledger_people: dict[str, str | None] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_project(paths: Sequence[Path], *, me: str = "") -> Project:
    """
    Read a project folder, or loose export files, or both; `me` as for `build_cast`.

    Raises
    ------
    InputError
        If there is nothing to read, or neither a contact nor a rejected row
        in it, two project folders are given, or an archive in ego's place is
        somebody else's.
    SettingsError
        If netlens.toml or a hand-typed table cannot be understood.
    """
    folder = _find_folder(paths)
    settings = read_settings(folder / FILE_NAME) if folder else Settings()
    records = [read_record(folder, record) for record in (DECISIONS, LEDGER, TYPED_TIES)]
    imported = _read(paths, folder, settings)
    _check_contacts(imported)
    check_owner(imported.profiles, settings.me, _said_name(me))
    return Project(folder, settings, imported, *records)


def read_imported(paths: Sequence[Path]) -> Import:
    """Read the exports alone, by the project's netlens.toml if it has one; see `read_project`."""
    folder = _find_folder(paths)
    settings = read_settings(folder / FILE_NAME) if folder else Settings()
    return _read(paths, folder, settings)


def _check_contacts(imported: Import) -> None:
    """Raise where nobody stands on any list, and no row says why: a page would tell of nobody."""
    if len(imported.contacts) or imported.files["rejected"].any():
        return
    files = list(iter_rows(imported.files))
    seen = [f"{one_line(row.file)}: {row.read:,} read, {row.skipped:,} skipped" for row in files]
    more = f"; {len(files) - _MOST_TOLD:,} more files" if len(files) > _MOST_TOLD else ""
    msg = (
        f"no contacts found. {'; '.join(seen[:_MOST_TOLD])}{more}. Letters, meetings and "
        "headings alone list nobody: export your contacts again, or give a list of them too "
        "(Connections.csv, an address book)."
    )
    raise InputError(msg)


def _find_folder(paths: Sequence[Path]) -> Path | None:
    folders = [path for path in paths if path.is_dir() and is_project(path)]
    if len(folders) > 1:
        names = ", ".join(one_line(folder) for folder in folders)
        msg = f"{names}: two project folders. Give one, and loose files beside it if you like."
        raise InputError(msg)
    return folders[0] if folders else None


def _read(paths: Sequence[Path], folder: Path | None, settings: Settings) -> Import:
    imported = read_exports(
        paths,
        default_region=settings.exports.region,
        column_maps=settings.exports.columns,
    )
    return drop_forgotten(imported, read_forgotten(folder))


def build_cast(project: Project, *, me: str = "") -> Cast:
    """
    Link the contacts of a project into people, decisions applied.

    Parameters
    ----------
    project
        What was read.
    me
        Ego's name, e-mail or LinkedIn address; before netlens.toml and
        Profile.csv.

    Returns
    -------
    cast
        People (ego first) and the records resolved to them.

    Raises
    ------
    SettingsError
        If a name in a hand-typed table means several people.
    """
    contacts, evidence = project.imported.contacts, project.imported.evidence
    people, merges = link_contacts(contacts)
    names = _Names(people)
    pairs = _decided_pairs(project.decisions, contacts, names)
    if len(pairs):
        people, merges = link_contacts(contacts, decisions=pairs)
        names = _Names(people, names.problems, names.warnings)
    apart = _ids(project.decisions, "not-a-person", names)
    people = people.assign(
        kind=people["kind"].mask(people["person_id"].isin(apart), "organisation")
    )
    mine = _ids(project.decisions, "me", names)
    people = add_owners(people, _owner_cards(project, me, people, mine))
    names = _Names(people, names.problems, names.warnings)
    typed = _typed_evidence(project.typed_ties, names)
    ledger_people = {
        who: names.one(who, f"{LEDGER.file_name} line {line}")
        for who, line in zip(project.ledger["who"], project.ledger["line"], strict=True)
    }
    off_limits = _ids(project.decisions, "off-limits", names)
    names.raise_problems()
    joined = pd.concat([evidence, typed], ignore_index=True) if len(typed) else evidence
    people = add_strangers(people, joined)
    return Cast(
        people,
        merges,
        joined,
        tuple(off_limits),
        ledger_people,
        tuple(dict.fromkeys(names.warnings)),
    )


def resolve_sizes(people: pd.DataFrame, sizes: Mapping[str, int]) -> dict[str, int]:
    """
    Give the sizes of lists by person id.

    Raises
    ------
    SettingsError
        If a name means several people. One that nobody has is left out.
    """
    names = _Names(people)
    found = {names.one(who, "list_sizes"): size for who, size in sizes.items()}
    names.raise_problems()
    return {person: size for person, size in found.items() if person}


class _Names:
    """Resolves names, collecting what is ambiguous or unknown."""

    def __init__(
        self,
        people: pd.DataFrame,
        problems: list[str] | None = None,
        warnings: list[str] | None = None,
    ) -> None:
        self._people = people
        self.problems = problems if problems is not None else []
        self.warnings = warnings if warnings is not None else []

    def one(self, who: str, where: str) -> str | None:
        found = find_people(self._people, who)
        if len(found) == 1:
            return found[0]
        if not found:
            self.warnings.append(f"{where}: nobody in these exports is called {one_line(who)}")
        else:
            rows = self._people[self._people["person_id"].isin(found)]
            described = "; ".join(_describe(row) for _, row in rows.head(6).iterrows())
            self.problems.append(
                f"{where}: {one_line(who)} may be {described}. Use an e-mail or address"
            )
        return None

    def raise_problems(self) -> None:
        if self.problems:
            raise SettingsError("; ".join(dict.fromkeys(self.problems)) + ".")


def _describe(row: "pd.Series[Any]") -> str:
    parts = [row["name"], row["title"], row["company"], *row["emails"][:1], row["linkedin"]]
    return ", ".join(one_line(part, 60) for part in parts if isinstance(part, str) and part)


def _decided_pairs(decisions: pd.DataFrame, contacts: pd.DataFrame, names: _Names) -> pd.DataFrame:
    """
    Give the pairs of contacts that decisions join or part.

    What is typed is looked up among single contacts: a decision that two are
    different must find both although they would have been merged.
    """
    columns = ["contact_a", "contact_b", "what"]
    chosen = decisions[decisions["what"].isin(["same", "different"])]
    if chosen.empty:
        return pd.DataFrame(columns=columns)
    cards = leave_unlinked(contacts)
    card_of = dict(zip(cards["person_id"], contacts["contact_id"], strict=True))
    rows = []
    for row in iter_rows(chosen):
        where = f"{row.file} line {row.line}"
        ends = [[card_of[i] for i in find_people(cards, who)] for who in (row.who, row.other)]
        for who, found in zip((row.who, row.other), ends, strict=True):
            if not found or row.what == "same":
                names.one(who, where)
        shared = set(ends[0]) & set(ends[1])
        one, other = ([i for i in end if i not in shared] or end for end in ends)
        pairs = (
            itertools.product(one, other)
            if row.what == "different"
            else zip(one[:1], other[:1], strict=False)
        )
        rows += [(a, b, row.what) for a, b in pairs if a != b]
    return pd.DataFrame(rows, columns=columns)


def _ids(decisions: pd.DataFrame, what: str, names: _Names) -> list[str]:
    rows = decisions[decisions["what"] == what]
    found = [
        names.one(who, f"{DECISIONS.file_name} line {line}")
        for who, line in zip(rows["who"], rows["line"], strict=True)
    ]
    return [person for person in found if person]


def _owner_cards(
    project: Project, me: str, people: pd.DataFrame, mine: Iterable[str]
) -> list[OwnerCard]:
    """Say who owns each list: Profile.csv and consent.toml, ego's own words first."""
    cards: dict[str, OwnerCard] = {}
    for row in iter_rows(project.imported.profiles):
        old = cards.get(row.owner)
        name = row.name if isinstance(row.name, str) else ""
        slug = row.linkedin if isinstance(row.linkedin, str) else ""
        details = {"location": row.location} if isinstance(row.location, str) else {}
        if old is None:
            cards[row.owner] = OwnerCard(row.owner, name, row.emails, slug, details)
        elif not old.name:
            cards[row.owner] = OwnerCard(row.owner, name, old.emails, old.linkedin, details)
    typed, profile = project.settings.me, cards.pop("me", OwnerCard("me"))
    ids = tuple(mine)
    own = people[people["person_id"].isin(ids)]
    emails = (
        *typed.emails,
        *profile.emails,
        *((me,) if "@" in me else ()),
        *(e for cell in own["emails"] for e in cell),
    )
    given_slug = slug_of(me) if "/" in me else None
    said_name = _said_name(me)
    ego = OwnerCard(
        "me",
        said_name or typed.name or profile.name,
        tuple(dict.fromkeys(emails)),
        given_slug or slug_of(typed.linkedin) or profile.linkedin,
        profile.details,
        ids,
    )
    owners = {owner: OwnerCard(owner) for owner in project.imported.lists["owner"] if owner != "me"}
    return [ego, *(owners | cards).values()]


def _said_name(me: str) -> str:
    """Give the name in what `--me` says, which may be an address instead."""
    return "" if "@" in me or ("/" in me and slug_of(me)) else me.strip()


def _typed_evidence(ties: pd.DataFrame, names: _Names) -> pd.DataFrame:
    """Turn ties.csv into statements; a name that is not in the exports makes none."""
    rows = []
    for row in iter_rows(ties.rename(columns={"from": "start", "to": "end"})):
        ends = [_end(end, names, f"{row.file} line {row.line}") for end in (row.start, row.end)]
        if not all(ends) or ends[0] == ends[1]:
            continue
        rows.append(
            {
                "evidence_id": f"s{row.line}",
                "kind": f"stated: {row.kind or 'knows'}",
                "basis": "asserted",
                "from": f"name:{ends[0]}",
                "to": f"name:{ends[1]}",
                "directed": False,
                "date": row.since,
                "weight": 1.0,
                "owner": "me",
                "file": row.file,
                "line": row.line,
            },
        )
    return make_table(EVIDENCE, rows)


def _end(who: str, names: _Names, where: str) -> str | None:
    return EGO_ID if who.strip().lower() in {"me", "i", "ego"} else names.one(who, where)
