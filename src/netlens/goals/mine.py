"""
What ego has: own skills, positions, schools and offers, beside what ego needs.

Some needs are already at hand: who runs pipelines needs nobody to explain
them. What only another person can give, such as a referral or a second pair of
eyes, is never found here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from netlens.goals.exchange import content_of
from netlens.goals.indexing import PeopleIndex
from netlens.goals.matching import build_row_query, rank_one
from netlens.goals.statements import quote

# What somebody else has to give, whatever ego can do.
_FROM_OTHERS: Final = frozenset(
    {
        "targets", "referral", "introduction", "decision", "review", "leads", "sponsorship",
        "support", "encouragement", "growth",
    },
)  # fmt: skip
# A paper that only an office or a sworn person can give; a skill does not stand in for it.
_OFFICIAL: Final = frozenset(
    {
        "sworn", "certified", "licensed", "notary", "notar", "registered", "vereidigt",
        "vereidigte", "vereidigter", "beglaubigt", "lawyer", "anwalt",
        "anwältin", "doctor", "arzt", "ärztin",
    },
)  # fmt: skip
_ENOUGH: Final = 0.5
_OWN: Final = ("need_id", "what", "because")
_HAVE: Final = ("side", "kind", "what", "detail", "need_id", "people", "stated")
_LONGEST_WHAT: Final = 120
_ME: Final = "me"


def match_own(
    needs: pd.DataFrame, own: pd.DataFrame, offers: Sequence[str], *, day: pd.Timestamp
) -> pd.DataFrame:
    """
    Say which needs ego could fill for herself.

    Parameters
    ----------
    needs
        NEEDS.
    own
        OWN; of several owners only "me" counts.
    offers
        What ego offers others, in ego's words.
    day
        Positions that begin later are left out.

    Returns
    -------
    mine
        One row per need and thing of ego's own that may fill it, in the order
        of `needs`, at most three each: `need_id`, `what` (the skill, position,
        school or offer), `because` (where it is from; raw text). No row for
        what only somebody else can give: a referral, an introduction, a
        decision, a second pair of eyes, a sworn paper.
    """
    facts = list(_facts(own, day=day))
    facts += [(f"o{i}", "offer", offer, "", "your own offer") for i, offer in enumerate(offers)]
    index = PeopleIndex(
        pd.DataFrame(
            [(key, what, company) for key, _, what, company, _ in facts],
            columns=["person_id", "title", "company"],
        )
    )
    rows: list[tuple[str, str, str]] = []
    for need in needs.to_dict("records"):
        text, resource = need.get("text"), need.get("resource")
        if not isinstance(text, str) or resource in _FROM_OTHERS or _is_official(text):
            continue
        found = rank_one(build_row_query(need), "", index, top=len(facts))
        likely = {
            row["person_id"]: float(str(row["score"])) for row in found if row["status"] != "weak"
        }
        best = [
            (-max(likely.get(key, 0.0), cover), place, what, because)
            for place, (key, _, what, _, because) in enumerate(facts)
            for cover in (_cover(text, what),)
            if key in likely or cover >= _ENOUGH
        ]
        rows += [(str(need["need_id"]), what, because) for _, _, what, because in sorted(best)[:3]]
    return pd.DataFrame(rows, columns=list(_OWN)).astype("str")


def _facts(own: pd.DataFrame, *, day: pd.Timestamp) -> Iterator[tuple[str, str, str, str, str]]:
    """Give key, kind, what, company and source of what ego states of herself."""
    for i, row in enumerate(own[own["owner"] == _ME].to_dict("records")):
        name, title = _text(row["name"]), _text(row["title"])
        if not isinstance(row["since"], pd.Timestamp) or not row["since"] > day:
            if row["kind"] == "skill" and name:
                yield f"s{i}", "skill", name, "", "a skill on your own profile"
            elif row["kind"] == "position" and title:
                span = "your work now" if is_present(row, day) else "work you have done"
                yield (
                    f"p{i}",
                    "position",
                    title,
                    name,
                    quote(span, f"{title} at {name}" if name else title),
                )
            elif row["kind"] == "education" and (title or name):
                yield (
                    f"e{i}",
                    "education",
                    title or name,
                    name,
                    quote("your studies", name or title),
                )


def is_present(row: Mapping[Any, Any], day: pd.Timestamp) -> bool:
    """Tell whether a position is held on a day; one without an end is."""
    until, since = row["until"], row["since"]
    ended = isinstance(until, pd.Timestamp) and until <= day
    return not ended and not (isinstance(since, pd.Timestamp) and since > day)


def present_position(own: pd.DataFrame, *, day: pd.Timestamp) -> tuple[str, str]:
    """Give title and employer of ego's latest present position; empty where not stated."""
    rows = [
        row
        for row in own[(own["owner"] == _ME) & (own["kind"] == "position")].to_dict("records")
        if is_present(row, day)
    ]
    if not rows:
        return "", ""
    latest = max(rows, key=lambda row: (_since(row), _text(row["name"]), _text(row["title"])))
    return _text(latest["title"]), _text(latest["name"])


def _since(row: Mapping[Any, Any]) -> str:
    return row["since"].isoformat() if isinstance(row["since"], pd.Timestamp) else ""


def have_and_need(
    needs: pd.DataFrame,
    matrix: pd.DataFrame,
    offers: Sequence[str],
    own: pd.DataFrame,
    *,
    offered: pd.DataFrame,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """
    Lay out what ego has beside what ego needs.

    Parameters
    ----------
    needs, matrix
        NEEDS, and who is held or likely for each as
        `netlens.goals.gaps.build_matrix` gives it.
    offers, own, day
        As for `match_own`.
    offered
        OFFERED: who may want each offer.

    Returns
    -------
    table
        First what ego has (offers, positions, schools, skills), then what ego
        needs: `side` ("have" or "need"), `kind` (offer, position, education,
        skill, or the resource of a need), `what`, `detail` (employer, school,
        or the goal), `need_id` (empty for what ego has), `people` (contacts
        who may want it, or who may have it; missing where that was not looked
        for), `stated` (how many of these say so themselves).
    """
    rows: list[tuple[object, ...]] = []
    for offer in dict.fromkeys(offers):
        mine = offered[offered["offer"] == offer]
        stated = int((mine["status"] == "stated").sum())
        rows.append(("have", "offer", offer, "", "", len(mine), stated))
    order = ("position", "education", "skill")
    facts = sorted(_facts(own, day=day), key=lambda fact: order.index(fact[1]))
    taken = {offer.casefold() for offer in offers}
    for _, kind, what, company, _ in facts:
        if what.casefold() not in taken:
            rows.append(("have", kind, what, company if company != what else "", "", None, None))
    for need in needs.to_dict("records"):
        cells = matrix[matrix["need_id"] == need["need_id"]].set_index("status")["people"]
        held, likely = (int(cells.get(status, 0)) for status in ("held", "likely"))
        text, goal = _text(need["text"]), _text(need["goal"])
        rows.append(
            ("need", _text(need["resource"]), text, goal, need["need_id"], held + likely, held)
        )
    table = pd.DataFrame(rows, columns=list(_HAVE))
    texts = list(_HAVE[:5])
    return table.astype({**dict.fromkeys(texts, "str"), "people": "Int64", "stated": "Int64"})


def _cover(need: str, what: str) -> float:
    """Say how much of a need's own words are in a thing of ego's."""
    wanted = content_of(need)
    return len(wanted & content_of(what)) / len(wanted) if wanted else 0.0


def _is_official(text: str) -> bool:
    return bool(_OFFICIAL & {word.strip(".,;:()").casefold() for word in text.split()})


def _text(value: object) -> str:
    return " ".join(value.split())[:_LONGEST_WHAT] if isinstance(value, str) else ""
