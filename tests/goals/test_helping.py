"""Who is likely to help, as far as anything is seen."""

import pandas as pd
import pytest

from netlens.goals.helping import measure_help, name_closeness, rank_readiness
from netlens.goals.ledger import Deed, HelpBook
from netlens.schema import TIES, make_table

DAY = pd.Timestamp("2026-06-30")
TOUCH = pd.DataFrame(
    {
        "person_id": ["p01", "p02"],
        "last": pd.to_datetime(["2026-06-01", "2022-01-01"]).astype("datetime64[s]"),
        "wrote": [True, True],
        "answered": [True, False],
    }
)


def ties(*rows):
    """Give ties of ego: other, basis, kinds, strength."""
    keys = ("to", "basis", "kinds", "strength")
    return make_table(
        TIES,
        [
            {"tie_id": f"t{n}", "from": "ego", **dict(zip(keys, row, strict=True))}
            for n, row in enumerate(rows)
        ],
    )


def measure(people, ties_, book=HelpBook(), **options):  # noqa: B008
    """Measure with the touches above, by person."""
    table = measure_help(people, ties_, TOUCH, book, ego_id="ego", day=DAY, **options)
    return {row["person_id"]: row for row in table.to_dict("records")}


def deed(person, what="favour", day="2026-05-01", outcome="yes", goal=""):
    """Give one line of the ledger."""
    return Deed(person, what, pd.Timestamp(day), goal, "", outcome, 2)


@pytest.mark.parametrize(
    ("strength", "word"),
    [(None, "not seen"), (0.05, "faint"), (0.2, "some"), (0.49, "some"), (0.5, "close")],
)
def test_closeness_in_words(strength, word):
    """By bands of the strength."""
    assert name_closeness(strength) == word


def test_a_list_alone_says_nothing_of_closeness(people):
    """A connection may be a stranger or a sister."""
    seen = measure(people, ties(("p03", "observed", ("linkedin connection",), 0.15)))
    assert seen["p03"]["closeness"] == "not seen"
    assert pd.isna(seen["p03"]["strength"])
    assert not seen["p03"]["warm"]


def test_letters_and_relations_do(people):
    """The strength of the tie is then worth something; inferred ties have none."""
    seen = measure(
        people,
        ties(
            ("p01", "observed", ("linkedin connection", "message"), 0.45),
            ("p04", "asserted", ("relation: sister",), 0.52),
            ("p05", "inferred", ("shared phone",), float("nan")),
        ),
    )
    assert [seen[p]["closeness"] for p in ("p01", "p04", "p05")] == ["some", "close", "not seen"]
    assert seen["p01"]["words"] == ("last in touch in June 2026",)
    assert seen["p02"]["words"] == ("you wrote in January 2022, no answer is seen",)
    assert seen["p04"]["warm"]


def test_an_ask_without_answer_is_open_and_no_refusal(people):
    """A no holds for its goal alone."""
    book = HelpBook(
        asked={
            "p03": (deed("p03", "ask", outcome="", goal="g1"),),
            "p04": (deed("p04", "ask", outcome="no", goal="g1"),),
        }
    )
    seen = measure(people, ties(), book)
    assert seen["p03"]["asked"]
    assert seen["p03"]["declined"] == ()
    assert not seen["p04"]["asked"]
    assert seen["p04"]["declined"] == ("g1",)
    assert seen["p04"]["asked_on"] == pd.Timestamp("2026-05-01")


def test_who_helped_comes_first_and_unknown_never_last(people):
    """Helped, in touch, not seen, silent for years."""
    book = HelpBook(received={"p05": (deed("p05"),)})
    seen = measure(people, ties(), book, sharing=frozenset({"p06"}))
    ranks = {p: rank_readiness(seen[p], DAY) for p in ("p05", "p01", "p06", "p07", "p02")}
    assert ranks["p05"] < ranks["p01"] == ranks["p06"] < ranks["p07"] < ranks["p02"]
    assert seen["p05"]["words"][0] == "helped you in May 2026"


def test_nobody_gives_an_empty_table(people):
    """With its columns and types."""
    table = measure_help(people.iloc[:0], ties(), TOUCH, HelpBook(), ego_id="ego", day=DAY)
    assert table.empty
    assert table["warm"].dtype == bool


def test_what_the_ledger_dates_is_contact_too(people):
    """The later of the two days counts."""
    book = HelpBook(last={"p01": pd.Timestamp("2026-06-20"), "p09": pd.Timestamp("2026-03-18")})
    seen = measure(people, ties(), book)
    assert seen["p01"]["last"] == pd.Timestamp("2026-06-20")
    assert seen["p09"]["words"] == ("last in touch in March 2026",)
    assert seen["p09"]["warm"]
