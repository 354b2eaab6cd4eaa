"""Groups as cards: what each is, since when, how close, whom it leads to, what it can do."""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from netlens.claims.phrasing import count, listing, month, people, percent
from netlens.escaping import html_text, one_line
from netlens.schema import list_rows
from netlens.views import View

CARDS_OPEN: Final = 7
MOST_CARDS: Final = 40
# A group of two is counted; what could be said of it says the list.
FEWEST_PEOPLE: Final = 3
_LONGEST: Final = 400
_FEW: Final = 3
_KINDS: Final = {
    "employer": "employer",
    "school": "school",
    "label": "your label",
    "community": "by who knows whom",
}


def group_cards(
    cards: pd.DataFrame,
    *,
    since: pd.Timestamp | None = None,
    empty: str = "No two of your contacts share a group that the exports state.",
) -> View:
    """
    Show groups one below the other, each with what is known of it.

    Parameters
    ----------
    cards
        As `netlens.network.Network.group_cards` gives it.
    since
        The day of the earlier report with which it was compared.
    empty
        What to say if there is none.

    Returns
    -------
    view
        Seven groups of three or more, the others folded with their number. What is not known
        is said, or left out where nothing could be known of it.
    """
    every = list_rows(cards)
    rows = [row for row in every if row["people"] >= FEWEST_PEOPLE][:MOST_CARDS]
    if not every:
        return View(f'<p class="nl-none">{html_text(empty)}</p>', one_line(empty))
    shown = "".join(_card(row, since) for row in rows[:CARDS_OPEN])
    rest, left = rows[CARDS_OPEN:], len(every) - len(rows)
    if rest or left:
        inside = "".join(_card(row, since) for row in rest)
        inside += f"<p>{_left(left)}</p>" if left else ""
        more = count(len(rest) + left, "more group")
        shown += f'<details><summary>{more}</summary><div class="nl-cards">{inside}</div></details>'
    lines = [
        line
        for row in rows
        for line in (_title(row), *(f"  {told}" for told in _lines(row, since)))
    ]
    text = "\n".join([*lines, *([_left(left)] if left else [])])
    return View(f'<div class="nl-cards">{shown}</div>', text)


def _left(groups: int) -> str:
    return f"{count(groups, 'smaller group')} more in tables/groups.csv."


def _title(row: dict[str, Any]) -> str:
    return one_line(f"{row['group']}: {people(row['people'])}", _LONGEST)


def _card(row: dict[str, Any], since: pd.Timestamp | None) -> str:
    name = html_text(row["group"], _LONGEST)
    size = html_text(f"{people(row['people'])}, {_KINDS[row['kind']]}")
    items = "".join(f"<li>{html_text(line, _LONGEST)}</li>" for line in _lines(row, since))
    head = f'<h4>{name}</h4><p class="nl-size">{size}</p>'
    return f'<div class="nl-card">{head}<ul>{items}</ul></div>'


def _lines(row: dict[str, Any], since: pd.Timestamp | None) -> list[str]:
    parts = (_helps, _known_by, _way, _closeness, _age)
    lines = [line for part in parts for line in part(row)]
    return [one_line(line, _LONGEST) for line in [*lines, *_change(row, since), *_why(row)]]


def _why(row: dict[str, Any]) -> Iterator[str]:
    if isinstance(row["because"], str):
        yield f"Called so because {row['because']}."


def _age(row: dict[str, Any]) -> Iterator[str]:
    if pd.isna(row["half"]):
        return
    dated, first, half = row["dated"], month(row["first"]), month(row["half"])
    if dated <= _FEW:
        of = f" ({dated:,} of {people(row['people'])} {'has' if dated == 1 else 'have'} a date)"
        yield f"Known since {first} at the latest{of if dated < row['people'] else ''}."
    else:
        whom = "them" if dated == row["people"] else f"the {dated:,} with a date"
        yield f"The first you have known since {first} at the latest, half of {whom} since {half}."


def _closeness(row: dict[str, Any]) -> Iterator[str]:
    if pd.isna(row["density"]):
        return
    could = f"{row['observable']:,} pairs that could have been seen (of {row['pairs']:,})"
    yield f"Of {could}, {row['ties']:,} are tied: {percent(row['density'])}."


def _way(row: dict[str, Any]) -> Iterator[str]:
    if row["reaches"]:
        yield f"Its ties lead above all to {listing([f'“{name}”' for name in row['reaches']])}."
    if isinstance(row["hangs_on"], str):
        yield f"Every tie seen from it to the rest is one of {row['hangs_on']}'s."
    if not pd.isna(row["lists_reaching"]):
        reaching = int(row["lists_reaching"])
        yield (
            f"{count(reaching, 'list')} that you hold reach{'es' if reaching == 1 else ''} into it."
            if reaching
            else "No list that you hold reaches into it."
        )


def _helps(row: dict[str, Any]) -> Iterator[str]:
    for told in row["helps"]:
        yield f"For {told}."


def _known_by(row: dict[str, Any]) -> Iterator[str]:
    vouch, aware, weak, none = (
        int(row[name]) for name in ("vouches", "aware", "weak_sign", "no_sign")
    )
    shown = vouch + aware
    # Where nobody has shown it, the part on who knows the reader says why that means little.
    if not shown:
        return
    parts = [f"{shown:,} {'has' if shown == 1 else 'have'} shown that they know you"]
    parts += [f"{vouch:,} of them by vouching"] if vouch else []
    told = ", ".join(parts)
    rest = [f"of {weak:,} there is only a weak sign"] if weak else []
    rest += [f"of {none:,} no sign either way"] if none else []
    yield f"{'; '.join([told, *rest])}."


def _change(row: dict[str, Any], since: pd.Timestamp | None) -> Iterator[str]:
    if since is None or not row["changed"]:
        return
    joined, left = row["changed"]
    parts = [f"{joined:,} joined"] * bool(joined) + [f"{left:,} left"] * bool(left)
    yield f"Since the report of {month(since)}: {', '.join(parts)}."
