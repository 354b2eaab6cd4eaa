"""
Columns of cells into the columns of a batch: what every table of contacts shares.

Work is done a column at a time. A cell with several values becomes a tuple; of
several columns for one value the first that is filled wins.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from netlens.exports.batch import Dropped
from netlens.exports.days import iso_from_parts, parse_days
from netlens.exports.names import compose_name, fold_column

Cells = Sequence[str]
Texts = list[str | None]
Tuples = list[tuple[str, ...]]

_FIRST_LINKEDIN_YEAR: Final = 2003
_PLAIN_TEXTS: Final = ("prefix", "suffix", "nickname", "maiden", "department")
_RELATIONS: Final = ("manager", "assistant", "spouse", "child", "referred by")
_SHOWN: Final = 80

# Separators never take in the white space around them: a megabyte of spaces would cost dearly.
_MANY = re.compile(r":::|[;\n\r]")
_MANY_ADDRESSES = re.compile(r":::|[;,\s]")
_MANY_NUMBERS = re.compile(r":::|[;\n\r]|(?<=\d{3}),(?=[^,]{0,20}\d{3})")
_MANY_URLS = re.compile(r":::|\s|[;,](?=https?:|www\.)")
_MANY_LABELS = re.compile(r":::|[;,\n]")
_MANY_GROUPS = re.compile(r":::|\n")
_MANY_PEOPLE = re.compile(r":::|[;,\n]|(?<=\s)(?:&|and|und|et|y|e|en|og|och)(?=\s)")
_IN_BRACKETS = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_ADDRESS = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+")
# Without one of these marks a cell is one value, and as it should be.
_ADDRESS_MARKS: Final = (" ", ":", ";", ",", "<", "'", '"', "\t", "\n", "\xa0", "/o=")
_NUMBER_MARKS: Final = (":::", ";", ",", "\n", "\t", "'", "  ", "\0 ", " \0", "\xa0", "\u202f")
_URL_MARKS: Final = (":::", " ", ";", ",", "\n", "\t", "[", "\xa0")
# Google's system groups say nothing about a person.
_NO_LABEL = re.compile(
    r"\*?\s*(?:my\s?contacts|starred|starred in android|meine kontakte|mes contacts|"
    r"mis contactos|i miei contatti|meus contatos|imported(?: on)? \d.*|restored(?: on)? \d.*)?",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"work|business|office|arbeit|gesch|bureau|travail|trabajo|lavoro|werk",
    re.IGNORECASE,
)


@dataclass
class Table:
    """
    The cells of one file by what they mean.

    `parts` holds (field, number in the column's name, cells) in the order of
    the columns; `starts` and `raws` say where each row stands and how it is
    written. A row that is written like `header` is the header once more.
    """

    parts: list[tuple[str, int, Cells]]
    starts: Sequence[int]
    raws: Sequence[str]
    header: str = ""
    linkedin: bool = False
    google: bool = False
    warnings: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.starts)

    def of(self, name: str) -> list[Cells]:
        """Return the columns of one field."""
        return [cells for field_, _, cells in self.parts if field_ == name]


def build_columns(table: Table) -> tuple[dict[str, list[Any]], list[Dropped]]:
    """
    Make the columns of a batch.

    Returns
    -------
    columns, dropped
        One cell per row that is kept; rows in which nothing identifies anybody
        are dropped, blank ones as skipped and others as rejected.
    """
    columns: dict[str, list[Any]] = {name: _texts(table, name) for name in _PLAIN_TEXTS}
    columns |= _names(table, columns["nickname"])
    titles = [*_folded(table, "title"), *_folded(table, "profession")]
    columns["title"] = _coalesce(titles, table.size)
    columns["location"] = _locations(table)
    columns["birthday"] = _birthdays(table)
    columns["notes"] = _notes(table)
    columns["emails"] = _tuples(table, "email", split_addresses, _ADDRESS_MARKS)
    columns["phones_raw"] = _tuples(table, "phone", _split_numbers, _NUMBER_MARKS)
    columns["urls"] = _tuples(table, "url", _split_urls, _URL_MARKS)
    columns["labels"] = _labels(table)
    columns["relations"] = _relations(table)
    columns["connected_on"] = _days(table, "connected_on")
    columns["observed_on"] = _days(table, "observed_on")
    _move_addresses(columns)
    columns["kind"] = _kinds(table, columns)
    columns["line"], columns["raw"] = list(table.starts), list(table.raws)
    return _drop_empty(table, columns)


def _folded(table: Table, name: str) -> list[Texts]:
    return [fold_column(cells) for cells in table.of(name)]


def _texts(table: Table, name: str) -> Texts:
    return _coalesce(_folded(table, name), table.size)


def _coalesce(columns: Sequence[Texts], size: int) -> Texts:
    if not columns:
        return [None] * size
    first, *others = columns
    for other in others:
        first = [a or b for a, b in zip(first, other, strict=True)]
    return first


def _names(table: Table, nicknames: Texts) -> dict[str, list[Any]]:
    columns = {name: _texts(table, name) for name in ("given", "middle", "family", "company")}
    given, middle, family = columns["given"], columns["middle"], columns["family"]
    if any(middle):
        composed = [compose_name(*parts) for parts in zip(given, middle, family, strict=True)]
    else:
        composed = [
            f"{g} {f}" if g and f and (g.isascii() or f.isascii()) else compose_name(g, None, f)
            for g, f in zip(given, family, strict=True)
        ]
    choices = [*_folded(table, "name"), composed, nicknames, *_folded(table, "file_as")]
    columns["name"] = _coalesce([choice for choice in choices if any(choice)], table.size)
    return columns


def _kinds(table: Table, columns: dict[str, list[Any]]) -> list[str]:
    """Call rows with a company and no name at all organisations, and name them after it."""
    names, companies = columns["name"], columns["company"]
    if table.linkedin:  # LinkedIn hides names of people, and lists nobody else
        return ["person"] * table.size
    kinds = ["person"] * table.size
    for row, (name, company) in enumerate(zip(names, companies, strict=True)):
        if company and (not name or name == company) and not columns["title"][row]:
            names[row], kinds[row] = company, "organisation"
    return kinds


def _move_addresses(columns: dict[str, list[Any]]) -> None:
    """Make names that are e-mail addresses what they are."""
    if "@" not in "".join(filter(None, columns["name"])):
        return
    for row, name in enumerate(columns["name"]):
        if name and "@" in name and _ADDRESS.fullmatch(name):
            columns["name"][row] = None
            columns["emails"][row] = _unique((*columns["emails"][row], name))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    """Keep the first spelling of each value, in order."""
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(value.casefold(), value)
    return tuple(seen.values())


def _tuples(
    table: Table, name: str, split: Callable[[str], Iterable[str]], marks: Sequence[str]
) -> Tuples:
    parts = [_split_column(cells, split, marks) for cells in table.of(name)]
    if not parts:
        return [()] * table.size
    if len(parts) == 1:
        return parts[0]
    return [
        _unique(value for part in row for value in part) if any(row) else ()
        for row in zip(*parts, strict=True)
    ]


def _split_column(
    cells: Cells, split: Callable[[str], Iterable[str]], marks: Sequence[str]
) -> Tuples:
    """Split the cells of a column, unless it has none of the marks that need it."""
    joined = "\0" + "\0".join(cells) + "\0"
    if any(mark in joined for mark in marks):
        return [tuple(split(cell)) if cell else () for cell in cells]
    return [(cell,) if cell else () for cell in cells]


def split_addresses(cell: str) -> list[str]:
    """Split a cell of e-mail addresses; what is odd is kept, an Exchange path is not."""
    text = cell.strip()
    if inside := _IN_BRACKETS.findall(text):
        return list(_unique(inside))
    values = _MANY_ADDRESSES.split(text) if text.count("@") > 1 else _MANY.split(text)
    cleaned = (re.sub(r"(?i)\Amailto:", "", value.strip(" '\"\t,")) for value in values)
    return list(_unique(value for value in cleaned if value and not value.startswith("/o=")))


def _split_numbers(cell: str) -> list[str]:
    values = [cell] if cell.lower().startswith("tel:") else _MANY_NUMBERS.split(cell)
    # A leading apostrophe keeps a spreadsheet from computing the number.
    cleaned = (re.sub(r"\A'(?=[+\d(])", "", " ".join(value.split())) for value in values)
    return list(_unique(value for value in cleaned if value))


def _split_urls(cell: str) -> list[str]:
    values = (value.strip("[];,") for value in _MANY_URLS.split(cell))
    return list(_unique(value for value in values if "." in value or "/" in value))


def _labels(table: Table) -> Tuples:
    many = _MANY_GROUPS if table.google else _MANY_LABELS
    known: dict[str, tuple[str, ...]] = {}

    def split(cell: str) -> tuple[str, ...]:
        if cell not in known:
            known[cell] = _unique(
                " ".join(label.replace("*", " ", 1).split())
                for label in map(str.strip, many.split(cell))
                if not _NO_LABEL.fullmatch(label)
            )
        return known[cell]

    return _tuples(table, "labels", split, ("",))


def _relations(table: Table) -> list[tuple[tuple[str, str], ...]]:
    if {name for name, _, _ in table.parts}.isdisjoint((*_RELATIONS, "relation")):
        return [()] * table.size
    found: list[list[tuple[str, str]]] = [[] for _ in range(table.size)]
    kinds = {number: cells for name, number, cells in table.parts if name == "relation_label"}
    blank = [""] * table.size
    for name, number, cells in table.parts:
        if name in _RELATIONS:
            _add_relations(found, cells, [name] * table.size)
        elif name == "relation":
            _add_relations(found, cells, kinds.get(number, blank))
    return [tuple(dict.fromkeys(pairs)) if pairs else () for pairs in found]


def _add_relations(found: list[list[tuple[str, str]]], cells: Cells, kinds: Sequence[str]) -> None:
    for row, cell in enumerate(cells):
        if cell:
            kind = " ".join(kinds[row].casefold().replace("*", " ").split())
            many = _MANY_PEOPLE if kind == "child" else _MANY
            values = (" ".join(value.split()) for value in many.split(cell))
            found[row] += [(kind, value) for value in values if value]


def _locations(table: Table) -> Texts:
    """Say where somebody is as "city, country": work before home, and never the street."""
    stated = _folded(table, "location")
    have = {name for name, _, _ in table.parts}
    kinds = [kind for kind in ("work_", "home_", "", "other_") if have & _place_fields(kind)]
    places = [_place(table, kind) for kind in kinds]
    return _coalesce([*stated, *_numbered_places(table), *places], table.size)


def _place_fields(kind: str) -> set[str]:
    return {kind + part for part in ("city", "region", "country")}


def _place(table: Table, kind: str) -> Texts:
    cities, regions, countries = (
        _coalesce(_folded(table, kind + part), table.size) for part in ("city", "region", "country")
    )
    return _join_places(cities, regions, countries)


def _join_places(cities: Texts, regions: Texts, countries: Texts) -> Texts:
    return [
        ", ".join(dict.fromkeys(filter(None, (city or region, country)))) or None
        for city, region, country in zip(cities, regions, countries, strict=True)
    ]


def _numbered_places(table: Table) -> list[Texts]:
    numbers = sorted({number for name, number, _ in table.parts if name.startswith("address_")})
    work: list[Texts] = []
    others: list[Texts] = []
    for number in numbers:
        parts = {name: cells for name, other, cells in table.parts if other == number}
        blank = ("",) * table.size
        city, region, country = (
            fold_column(parts.get(f"address_{part}", blank))
            for part in ("city", "region", "country")
        )
        places = _join_places(city, region, country)
        labels = parts.get("address_label", blank)
        at_work = [bool(_WORK.search(label)) for label in labels]
        work.append([p if w else None for p, w in zip(places, at_work, strict=True)])
        others.append(places)
    return work + others


def _birthdays(table: Table) -> Texts:
    """Read birthdays as ISO days where that is certain, else keep them as typed."""
    typed = _coalesce(_folded(table, "birthday"), table.size)
    if any(typed):
        days, _ = parse_days(text for text in typed if text)
        typed = [_birthday(text, days[text]) if text else None for text in typed]
    months, numbers = table.of("birth_month"), table.of("birth_day")
    if months and numbers:
        years = (table.of("birth_year") or [("",) * table.size])[0]
        return _coalesce([typed, iso_from_parts(years, months[0], numbers[0])], table.size)
    return typed


def _birthday(text: str, day: str | None) -> str | None:
    if day and re.search(r"\d{4}", text):  # the century of a short year is a guess
        return day
    return text if re.search(r"[1-9]|[^\W\d]", text) else None  # Outlook writes 0.0.00 for none


def _notes(table: Table) -> Texts:
    columns = table.of("notes")
    if len(columns) == 1:
        return [cell.strip() or None for cell in columns[0]]
    if not columns:
        return [None] * table.size
    rows = zip(*columns, strict=True)
    return ["\n".join(cell.strip() for cell in row if cell.strip()) or None for row in rows]


def _days(table: Table, name: str) -> Texts:
    columns = table.of(name)
    if not columns:
        return [None] * table.size
    since = _FIRST_LINKEDIN_YEAR if table.linkedin else 1
    days, unclear = parse_days(itertools.chain.from_iterable(columns), since=since)
    if unclear and name == "connected_on":
        rows = sum(days[cell] is None and bool(cell.strip()) for cells in columns for cell in cells)
        example = unclear[0].strip()[:_SHOWN]
        table.warnings.append(
            f"{rows:,} date{'' if rows == 1 else 's'} in {name} cannot be read with certainty and "
            f"stay unknown, such as {example!r}",
        )
    return _coalesce([[days[cell] for cell in cells] for cells in columns], table.size)


def _drop_empty(
    table: Table, columns: dict[str, list[Any]]
) -> tuple[dict[str, list[Any]], list[Dropped]]:
    again = bool(table.header) and table.header in table.raws
    if all(columns["name"]) and not again:
        return columns, []
    names = ["name", "emails", "phones_raw", "urls", "company"]
    if table.linkedin:  # a member who hides everything still counts: the date is left
        names += ["title", "connected_on"]
    keep = [any(cells) for cells in zip(*(columns[name] for name in names), strict=True)]
    if again:
        keep = [k and raw != table.header for k, raw in zip(keep, table.raws, strict=True)]
    if all(keep):
        return columns, []
    dropped = [_dropped(table, row) for row, kept in enumerate(keep) if not kept]
    kept_columns = {
        name: [cell for cell, k in zip(cells, keep, strict=True) if k]
        for name, cells in columns.items()
    }
    return kept_columns, dropped


def _dropped(table: Table, row: int) -> Dropped:
    text, line = table.raws[row], table.starts[row]
    if text and text == table.header:
        return Dropped(line, "skipped", "header row once more", text)
    if text.strip(" \t\r\n,;|\"'"):
        return Dropped(line, "rejected", "no name, company, address or number in it", text)
    return Dropped(line, "skipped", "blank row", "")
