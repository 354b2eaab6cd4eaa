"""
Who is likely to help: what is seen between ego and each person, kept apart from what they hold.

A list that both stand on says nothing of closeness; letters, meetings,
recommendations, stated relations and the ledger do. Where none of these is
seen, closeness is *not seen*, which is neither near nor far.
"""

from typing import Any, Final

import pandas as pd

from netlens.goals.ledger import HelpBook
from netlens.schema import list_rows

# Being on a list, or having clicked once, is no sign of closeness.
_BARE: Final = frozenset({"linkedin connection", "facebook friend", "address book", "invitation"})
CLOSE: Final = 0.5
SOME: Final = 0.2
RECENT_DAYS: Final = 365
SILENT_DAYS: Final = 730
_COLUMNS: Final = (
    "person_id", "closeness", "strength", "last", "answered", "helped", "given", "asked",
    "asked_on", "declined", "shares_list", "warm", "words",
)  # fmt: skip


def measure_help(
    people: pd.DataFrame,
    ties: pd.DataFrame,
    touch: pd.DataFrame,
    book: HelpBook,
    *,
    ego_id: str,
    day: pd.Timestamp,
    sharing: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """
    Say what is seen between ego and each person that bears on whether they would help.

    Parameters
    ----------
    people
        Everybody who is asked about: `person_id`, `connected_on` if known.
    ties
        Table of TIES; observed and asserted ones with ego count.
    touch
        As `netlens.ties.contact.measure_touch` gives it.
    book
        The ledger, read.
    ego_id
        Ego's person id.
    day
        The day it is told for.
    sharing
        Ids of those who let ego use their lists.

    Returns
    -------
    help
        One row per person of `people`, in order: `closeness` ("close", "some",
        "faint", or "not seen" where nothing but a list ties them), `strength`
        (0 to 1 as in docs/ties.md; NaN where not seen), `last` (day of the
        last letter, meeting or line of the ledger; NaT if none is dated), `answered` (they have
        written back), `helped` and `given` (deeds in the ledger, received
        and given), `asked` (an ask of ego's is open), `asked_on` (day of the
        last ask; NaT if none), `declined` (goals for which they said no),
        `shares_list`, `warm` (some sign that they would know who writes),
        `words` (what is seen, for a reader, the most telling first; an empty
        tuple if nothing is).
    """
    seen = _strengths(ties, ego_id)
    touched = {row["person_id"]: row for row in list_rows(touch)}
    days = people["connected_on"] if "connected_on" in people else [pd.NaT] * len(people)
    rows = [
        _row(str(person), seen, touched.get(person, {}), book, day, since, str(person) in sharing)
        for person, since in zip(people["person_id"], days, strict=True)
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    return table.astype(
        {"strength": "float64", "last": "datetime64[s]", "asked_on": "datetime64[s]"}
        | dict.fromkeys(("answered", "asked", "shares_list", "warm"), "bool")
    )


def _strengths(ties: pd.DataFrame, ego_id: str) -> dict[str, float]:
    """Give the greater strength of both directions, for ties that more than a list shows."""
    own = ties[((ties["from"] == ego_id) | (ties["to"] == ego_id)) & (ties["basis"] != "inferred")]
    found: dict[str, float] = {}
    for row in list_rows(own):
        if not _BARE.issuperset(row["kinds"]):
            other = row["to"] if row["from"] == ego_id else row["from"]
            found[other] = max(found.get(other, 0.0), float(row["strength"]))
    return found


def _row(
    person: str,
    seen: dict[str, float],
    touched: dict[str, Any],
    book: HelpBook,
    day: pd.Timestamp,
    since: pd.Timestamp,
    shares: bool,  # noqa: FBT001
) -> tuple[Any, ...]:
    strength = seen.get(person)
    days = [day for day in (touched.get("last"), book.last.get(person)) if not pd.isna(day)]
    last = max(days, default=pd.NaT)
    helped, given = book.received.get(person, ()), book.given.get(person, ())
    asks = book.asked.get(person, ())
    recent = not pd.isna(last) and (day - last).days <= SILENT_DAYS
    closeness = name_closeness(strength)
    return (
        person,
        closeness,
        strength,
        last,
        bool(touched.get("answered", False)),
        len(helped),
        len(given),
        any(ask.open for ask in asks),
        max((ask.day for ask in asks if not pd.isna(ask.day)), default=pd.NaT),
        tuple(sorted({ask.goal for ask in asks if ask.outcome == "no"})),
        shares,
        bool(helped or given or recent or shares or closeness in {"close", "some"}),
        _words(helped, given, last, since, shares=shares, silent=_is_silent(touched, last)),
    )


def name_closeness(strength: float | None) -> str:
    """Name a strength of tie in words; `None` is not seen."""
    if strength is None:
        return "not seen"
    return "close" if strength >= CLOSE else "some" if strength >= SOME else "faint"


def _words(
    helped: tuple[Any, ...],
    given: tuple[Any, ...],
    last: Any,  # noqa: ANN401  (a day, or NaT)
    since: Any,  # noqa: ANN401
    *,
    shares: bool,
    silent: bool,
) -> tuple[str, ...]:
    parts = []
    if helped:
        parts.append(f"helped you{_when(helped[-1].day)}")
    if given:
        parts.append(f"you helped them{_when(given[-1].day)}")
    if shares:
        parts.append("shares their list with you")
    if not pd.isna(last):
        parts.append(
            f"you wrote{_when(last)}, no answer is seen"
            if silent
            else f"last in touch{_when(last)}"
        )
    elif not pd.isna(since):
        parts.append(f"connected since {since.year}")
    return tuple(parts)


def _is_silent(touched: dict[str, Any], last: Any) -> bool:  # noqa: ANN401
    """Tell whether the last that is seen is a letter of ego's own, never answered."""
    return bool(touched.get("wrote")) and not touched.get("answered") and touched["last"] == last


def _when(day: Any) -> str:  # noqa: ANN401
    return "" if pd.isna(day) else f" in {day.month_name()} {day.year}"


def rank_readiness(row: dict[Any, Any], day: pd.Timestamp) -> int:
    """
    Order people by what speaks for their helping: 0 comes first.

    Who has helped before, then who is in touch, then of whom nothing is seen,
    then with whom nothing was exchanged for two years. Unknown never comes last.
    """
    if row["helped"]:
        return 0
    if row["shares_list"] or row["closeness"] == "close" or row["given"]:
        return 1
    if not pd.isna(row["last"]):
        age = (day - row["last"]).days
        return 1 if age <= RECENT_DAYS and row["answered"] else 2 if age <= SILENT_DAYS else 4
    return 3
