"""
Dates as people and programs write them, read into ISO days.

Whether `03/12/2024` is in March or in December is decided for a whole file:
one date such as `03/25/2024` settles all others. Where nothing settles it the
day stays unknown, since a guess would be wrong half of the time.
"""

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

# Names of months in the languages that exports come in, and the
# abbreviations that are not simply the beginning of exactly one name.
_MONTHS: Final = """
1  jan january januar janvier enero gennaio janeiro januari tammikuu stycznia styczeń ocak
1  ianuarie ledna leden января январь січня
2  feb february februar février febrero febbraio fevereiro februari helmikuu lutego luty şubat
2  februarie února únor февраля февраль лютого
3  march märz mars marzo março maart maaliskuu marca marzec mart martie března březen mar mrz
3  mrt марта март березня мар
4  april avril abril aprile huhtikuu kwietnia kwiecień nisan aprilie dubna duben apr апреля
4  апрель квітня
5  may mai mayo maggio maio mei maj toukokuu maja mayıs mayis května květen мая май травня
6  jun june juni juin junio giugno junho kesäkuu czerwca czerwiec haziran iunie června červen
6  июня июнь червня
7  jul july juli juillet julio luglio julho heinäkuu lipca lipiec temmuz iulie července
7  červenec juil июля июль липня
8  aug august août agosto augustus augusti elokuu sierpnia sierpień ağustos srpna srpen
8  augustu авг августа август серпня
9  september septembre septiembre settembre setembro syyskuu września wrzesień eylül
9  septembrie září set setiembre sep sept сентября сентябрь вересня
10 october oktober octobre octubre ottobre outubro lokakuu października październik ekim
10 octombrie října říjen oct okt октября октябрь жовтня
11 november novembre noviembre novembro marraskuu listopada listopad kasım noiembrie nov
11 ноября ноябрь листопада
12 december dezember décembre diciembre dicembre dezembro desember joulukuu grudnia grudzień
12 aralık decembrie prosince prosinec dec декабря декабрь грудня
"""
_FIRST_SHORT_YEAR: Final = 69  # as POSIX has it: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 on
_LONGEST: Final = 60
_MOST_MONTHS: Final = 12
_SHORTEST_MONTH: Final = "28"

_LINKEDIN = re.compile(r"(\d\d) ([A-Z][a-z][a-z]) (\d{4})")
_ISO = re.compile(r"(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\w*|\d{4,6}(?:\.\d+)?Z?)?\Z")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?[\s.\-/]*(?:de |of )?([^\W\d_]{3,})[\s.,\-/]*(?:de )?"
    r"(\d{4}|\d{2})(?!\d)",
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,})[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s.,\-/]+(\d{4}|\d{2})(?![\d:])",
)
_STAMP = re.compile(
    r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})-(\d{2})-(\d{4}))(?!\d)",
)
_FIRST_STAMP: Final = 1990


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.replace("ı", "i").replace("ł", "l")


_MONTH_OF: Final = {
    _plain(word): int(number)
    for number, *words in map(str.split, _MONTHS.strip().splitlines())
    for word in words
}


def parse_days(
    values: Iterable[str],
    *,
    since: int = 1,
) -> tuple[dict[str, str | None], list[str]]:
    """
    Read the dates of one column of one file.

    Parameters
    ----------
    values
        Cells as typed; repeats cost nothing.
    since
        Earliest year that a date written with two digits can be in.

    Returns
    -------
    days, unclear
        Cell to ISO day, `None` where the cell is no date or where day and
        month cannot be told apart; and the filled cells that got no day, sorted.
    """
    cells = set(values)
    days = {cell: _parse_common(cell) for cell in cells}
    others = [cell for cell, day in days.items() if day is None]
    order = _numeric_order(others)
    days |= {cell: _parse(cell, order, since) for cell in others}
    return days, sorted(cell for cell, day in days.items() if day is None and cell.strip())


def _parse_common(cell: str) -> str | None:
    """Read `12 Mar 2024`, which is most of all dates, without much ado."""
    match = _LINKEDIN.fullmatch(cell)
    month = _MONTH_OF.get(match[2].lower()) if match else None
    if match is None or month is None or not "01" <= match[1] <= _SHORTEST_MONTH:
        return None
    return f"{match[3]}-{month:02d}-{match[1]}"


def _numeric_order(cells: Iterable[str]) -> str:
    """Tell whether the file writes the day or the month first, or neither is certain."""
    seen = {
        "dm" if int(match[1]) > _MOST_MONTHS else "md"
        for match in map(_NUMERIC.match, cells)
        if match and (int(match[1]) > _MOST_MONTHS) != (int(match[3]) > _MOST_MONTHS)
    }
    return seen.pop() if len(seen) == 1 else ""


def _parse(cell: str, order: str, since: int) -> str | None:
    text = cell.strip()[:_LONGEST]
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _iso_day(match[1], match[2], match[3], since)
    if match := _NUMERIC.match(text):
        return _parse_numeric(match, order, since)
    if (match := _DAY_FIRST.search(text)) and (month := _month(match[2])):
        return _iso_day(match[3], month, match[1], since)
    if (match := _MONTH_FIRST.search(text)) and (month := _month(match[1])):
        return _iso_day(match[3], month, match[2], since)
    return None


def _parse_numeric(match: re.Match[str], order: str, since: int) -> str | None:
    first, second, year = int(match[1]), int(match[3]), match[4]
    # A point between the numbers is written only where the day comes first.
    if first > _MOST_MONTHS or first == second or order == "dm" or match[2] == ".":
        return _iso_day(year, second, first, since)
    if second > _MOST_MONTHS or order == "md":
        return _iso_day(year, first, second, since)
    return None


@functools.lru_cache(maxsize=256)
def _month(word: str) -> int | None:
    plain = _plain(word)
    if exact := _MONTH_OF.get(plain):
        return exact
    numbers = {number for name, number in _MONTH_OF.items() if name.startswith(plain)}
    return numbers.pop() if len(numbers) == 1 else None


def _iso_day(year: str, month: str | int, day: str | int, since: int) -> str | None:
    number = int(year)
    if len(year) < len("2000"):
        number += 1900 if number >= _FIRST_SHORT_YEAR else 2000
        if number < since:
            return None
    try:
        return dt.date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None


def iso_from_epoch(seconds: object) -> str | None:
    """Turn seconds since 1970 into an ISO day in UTC; `None` for what is no such number."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float, str)):
        return None
    try:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(float(seconds)))
    except (ValueError, OverflowError):
        return None
    return moment.date().isoformat()


def iso_from_parts(
    years: Sequence[str], months: Sequence[str], days: Sequence[str]
) -> list[str | None]:
    """Join columns of year, month and day; without a year the result is `--MM-DD`."""
    return [_join_parts(*parts) for parts in zip(years, months, days, strict=True)]


def day_in_name(name: str) -> str | None:
    """Give the last day in a file's name, as exporters stamp it: 2026-05-14 or 05-14-2026."""
    found = None
    for match in _STAMP.finditer(name):
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 4, 5)
        if int(year) >= _FIRST_STAMP:
            found = _iso_day(year, month, day, _FIRST_STAMP) or found
    return found


def _join_parts(year: str, month: str, day: str) -> str | None:
    if not (month.strip().isdecimal() and day.strip().isdecimal()):
        return year.strip() or None
    if year.strip().isdecimal():
        return _iso_day(year.strip().zfill(4), month, day, 1)
    return f"--{int(month):02d}-{int(day):02d}"
