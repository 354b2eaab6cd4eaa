"""
`netlens.toml` as frozen settings: who I am, my style, my goals, my assumptions.

Everything is optional. A key that is not known is an error with the nearest
known one, since a silently ignored line would be a silently ignored wish.
"""

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from netlens.errors import SettingsError
from netlens.escaping import one_line

FILE_NAME: Final = "netlens.toml"
# What [assumptions] may set.
ASSUMPTIONS: Final = ("passes_on_a_request", "tie_half_life_days")


@dataclass(frozen=True)
class Me:
    """Who ego is: the person whose contacts these are."""

    name: str = ""
    other_names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    linkedin: str = ""
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """How ego likes to approach people, and whom never."""

    channels: tuple[str, ...] = ("email", "linkedin")
    asks_per_week: int = 3
    warm_only: bool = False
    longest_chain: int = 3
    off_limits: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    tone: str = "friendly"
    meet: str = "either"
    easy_first: bool = False


@dataclass(frozen=True)
class Need:
    """One thing that a goal needs, as typed by the user."""

    resource: str
    text: str
    where: str = ""


@dataclass(frozen=True)
class Goal:
    """One goal: a sentence, and whatever else the user said of it."""

    goal: str
    name: str = ""
    by: dt.date | None = None
    weight: float = 1.0
    targets: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class ExportSettings:
    """How exports are to be read."""

    region: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """Everything a user may say in `netlens.toml`."""

    me: Me = field(default_factory=Me)
    style: Style = field(default_factory=Style)
    goals: tuple[Goal, ...] = ()
    assumptions: Mapping[str, float] = field(default_factory=dict)
    exports: ExportSettings = field(default_factory=ExportSettings)
    list_sizes: Mapping[str, int] = field(default_factory=dict)
    population: int | None = None


def nearest(word: str, known: Iterable[str]) -> str:
    """Say `did you mean …?` for the known word nearest to `word`, or list them all."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(choices)}."


def read_settings(path: Path) -> Settings:
    """
    Read `netlens.toml`.

    Parameters
    ----------
    path
        The file; one that does not exist gives the default settings.

    Returns
    -------
    settings
        Frozen, complete with defaults.

    Raises
    ------
    SettingsError
        If the file is not TOML, or has unknown keys or values of the wrong
        type. All problems are named at once.
    """
    if not path.exists():
        return Settings()
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        msg = f'{path.name}: not valid TOML: {error}. Texts need quotes: name = "Ana".'
        raise SettingsError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path.name}: not UTF-8 at byte {error.start}. Save it as UTF-8."
        raise SettingsError(msg) from error
    except OSError as error:
        msg = f"{path.name}: cannot be read: {error.strerror}."
        raise SettingsError(msg) from error
    return parse_settings(data, name=path.name)


def parse_settings(data: Mapping[str, Any], *, name: str = FILE_NAME) -> Settings:
    """Turn parsed TOML into settings; see `read_settings` for the errors."""
    reader = _Reader(name)
    top = reader.table(
        data,
        "",
        {
            "me": _dict,
            "style": _dict,
            "goals": _goals,
            "goal": _text,
            "assumptions": _dict,
            "exports": _dict,
            "list_sizes": _sizes,
            "population": _count,
        },
    )
    goals = tuple(
        reader.goal(item, f"goals[{i}]") for i, item in enumerate(top.get("goals", ()), 1)
    )
    if top.get("goal"):
        goals = (Goal(goal=top["goal"]), *goals)
    settings = Settings(
        me=Me(**reader.table(top.get("me", {}), "me", _ME)),
        style=Style(**reader.table(top.get("style", {}), "style", _STYLE)),
        goals=goals,
        assumptions=reader.numbers(top.get("assumptions", {}), "assumptions"),
        exports=ExportSettings(**reader.table(top.get("exports", {}), "exports", _EXPORTS)),
        list_sizes=top.get("list_sizes", {}),
        population=top.get("population") or None,
    )
    reader.finish()
    return settings


class _WrongTypeError(Exception):
    """A value is not what its key takes; the text says what it takes."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongTypeError("a text in quotes")
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _WrongTypeError('a list of texts, such as ["a", "b"]')
    return tuple(item.strip() for item in value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _WrongTypeError("a whole number, zero or more")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _WrongTypeError("a number")
    return float(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongTypeError("true or false")
    return value


def _day(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise _WrongTypeError("a date such as 2027-03-31") from error


def _dict(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongTypeError("a section in [brackets]")
    return value


def _sizes(value: object) -> dict[str, int]:
    try:
        return {name: _count(size) for name, size in _dict(value).items()}
    except _WrongTypeError as error:
        raise _WrongTypeError('names with numbers, such as "Ana Ruiz" = 812') from error


def _goals(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _WrongTypeError("sections in [[double brackets]]")
    return value


def _one_of(*words: str) -> Callable[[object], str]:
    """Take one of a few words, in any case."""

    def read(value: object) -> str:
        text = _text(value).casefold()
        if text not in words:
            raise _WrongTypeError(f"one of {', '.join(repr(word) for word in words)}")
        return text

    return read


def _quiet_months(value: object) -> tuple[str, ...]:
    months = _texts(value)
    if not all(re.fullmatch(r"(\d{4}-)?(0[1-9]|1[0-2])", month) for month in months):
        raise _WrongTypeError('months such as ["2027-08", "12"]; "12" means every December')
    return months


def _region(value: object) -> str:
    text = _text(value).upper()
    if not re.fullmatch("[A-Z]{2}", text):
        raise _WrongTypeError('a two-letter country code such as "DE"')
    return text


def _column_maps(value: object) -> dict[str, dict[str, str]]:
    maps = _dict(value)
    if not all(
        isinstance(columns, dict) and all(isinstance(target, str) for target in columns.values())
        for columns in maps.values()
    ):
        raise _WrongTypeError(
            'a section per file, such as [exports.columns."crm*.csv"] with "Full Name" = "name"'
        )
    return maps


_Kinds = Mapping[str, Callable[[object], Any]]

_ME: Final[_Kinds] = {
    "name": _text,
    "other_names": _texts,
    "emails": _texts,
    "linkedin": _text,
    "offers": _texts,
}
_STYLE: Final[_Kinds] = {
    "channels": _texts,
    "asks_per_week": _count,
    "warm_only": _flag,
    "longest_chain": _count,
    "off_limits": _texts,
    "quiet": _quiet_months,
    "languages": _texts,
    "tone": _one_of("friendly", "formal"),
    "meet": _one_of("one-to-one", "group", "either"),
    "easy_first": _flag,
}
_GOAL: Final[_Kinds] = {
    "goal": _text,
    "name": _text,
    "by": _day,
    "weight": _number,
    "targets": _texts,
    "needs": _goals,
}
_NEED: Final[_Kinds] = {"resource": _text, "text": _text, "where": _text}
_EXPORTS: Final[_Kinds] = {"region": _region, "columns": _column_maps}


class _Reader:
    """Collects every problem of one file, so that all are told at once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._problems: list[str] = []

    def table(self, data: Mapping[str, Any], where: str, kinds: _Kinds) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in data.items():
            place = f"{where}.{key}" if where else key
            if key not in kinds:
                self._problems.append(f"unknown key {one_line(place)!r}: {nearest(key, kinds)}")
                continue
            try:
                values[key] = kinds[key](value)
            except _WrongTypeError as error:
                seen = one_line(repr(value), 60)
                self._problems.append(f"{place} takes {error}, not {seen}")
        return values

    def goal(self, data: Mapping[str, Any], where: str) -> Goal:
        values = self.table(data, where, _GOAL)
        values["needs"] = tuple(
            self._need(item, f"{where}.needs[{i}]")
            for i, item in enumerate(values.get("needs", ()), 1)
        )
        if not values.get("goal"):
            self._problems.append(f'{where} has no sentence: write goal = "find a job as …"')
            values["goal"] = ""
        return Goal(**values)

    def _need(self, data: Mapping[str, Any], where: str) -> Need:
        values = self.table(data, where, _NEED)
        if not values.get("text"):
            self._problems.append(f'{where} has no text: write text = "someone who …"')
        return Need(
            resource=values.get("resource", ""),
            text=values.get("text", ""),
            where=values.get("where", ""),
        )

    def numbers(self, data: Mapping[str, Any], where: str) -> dict[str, float]:
        return self.table(data, where, dict.fromkeys(ASSUMPTIONS, _number))

    def finish(self) -> None:
        if self._problems:
            msg = f"{self._name}: {'; '.join(self._problems)}"
            raise SettingsError(msg)
