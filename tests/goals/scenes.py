"""What tests of moves and acts share: a scene with few people, and asks among them."""

import pandas as pd

from netlens.goals import moves
from netlens.goals.gaps import build_matrix
from netlens.goals.helping import measure_help
from netlens.goals.ledger import Deed, HelpBook
from netlens.goals.matching import rank_holders
from netlens.goals.moves import Scene
from netlens.goals.needs import NeedSpec, state_needs
from netlens.schema import TIES, make_table

DAY = pd.Timestamp("2026-06-30").as_unit("s")
JOB = "find a job as a data engineer in Berlin"
NEEDS = state_needs(
    [
        NeedSpec("a data engineer", "referral"),
        NeedSpec("a technical recruiter", "leads"),
        NeedSpec("a head of data", "decision"),
    ],
    goal=JOB,
    goal_id="g1",
)
TOUCH = pd.DataFrame({"person_id": [], "last": pd.to_datetime([]), "wrote": [], "answered": []})


def scene(people, book=HelpBook(), ties=None, touch=TOUCH, **options):  # noqa: B008
    """Set the scene with these people and no ties."""
    ties = make_table(TIES, []) if ties is None else ties
    help_ = measure_help(people, ties, touch, book, ego_id="ego", day=DAY)
    return Scene(
        people={row["person_id"]: row for row in people.to_dict("records")},
        help={row["person_id"]: row for row in help_.to_dict("records")},
        book=book,
        day=DAY,
        **options,
    )


def asks(people, needs=NEEDS, **options):
    """Give the asks among these people."""
    holders = rank_holders(needs, people, matcher="lexical")
    matrix = build_matrix(needs, holders, people)
    return moves.list_asks(scene(people, **options), needs, matrix, holders)


def deed(person, what="favour", day="2026-05-01", **fields):
    """Give a line of the ledger."""
    given = {"goal": "", "about": "", "outcome": "yes", "line": 2} | fields
    return Deed(person, what, pd.Timestamp(day), **given)
