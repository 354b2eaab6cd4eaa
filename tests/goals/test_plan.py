"""The plan: few moves, at the reader's pace, nobody twice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.goals.ledger import Deed, HelpBook
from netlens.goals.moves import ASKS, Candidate
from netlens.goals.plan import (
    MOST_LATER,
    MOST_NOW,
    Pace,
    assign_offers,
    build_plan,
    start_of_week,
)
from netlens.schema import MOVES, OFFERED, check_table, make_table

DAY = pd.Timestamp("2026-06-30").as_unit("s")  # a Tuesday
KINDS = ["answer", "thank", "congratulate", "introduce", "offer", "return", "keep"]
TO_NOBODY = ["contribute", "seek"]


def goals(*rows):
    """Give goals: id, day, weight."""
    table = pd.DataFrame(rows, columns=["goal_id", "by", "weight"])
    return table.assign(by=pd.to_datetime(table["by"]))


ONE = goals(("g1", None, 1.0))


def ask(person, need="n1", goal="g1", rung=3, kind="ask"):
    """Give a candidate for an ask."""
    return Candidate(kind, person, person, f"Ask {person}", "why", goal, need, "leads", rung)


def act(kind, person=""):
    """Give a candidate that asks for nothing."""
    return Candidate(kind, person, person, kind, "why", "g1", about_id="" if person else kind)


def plan(asks, acts=(), goals_=ONE, book=HelpBook(), **pace):  # noqa: B008
    """Build a plan for the day above."""
    return build_plan(asks, acts, goals_, pace=Pace(**pace), book=book, day=DAY)


def asked(*days, outcome="", person="x"):
    """Give a ledger with asks on these days."""
    deeds = [Deed(person, "ask", pd.Timestamp(d), "g1", "", outcome, 2) for d in days]
    return HelpBook(asked={person: tuple(deeds)})


def test_weeks_begin_on_mondays():
    """And keep the table's unit."""
    week = start_of_week(DAY)
    assert (week.day_name(), str(week.date()), week.unit) == ("Monday", "2026-06-29", "s")


def test_needs_take_turns_and_goals_too_by_weight():
    """Twice the weight, twice the asks."""
    asks = [ask(f"{g}{n}{i}", g + n, g) for g in ("g1", "g2") for n in ("a", "b") for i in range(3)]
    for candidate_goals, expected in (
        (goals(("g1", None, 1.0), ("g2", None, 1.0)), ["g1", "g2", "g1", "g2"]),
        (goals(("g1", None, 2.0), ("g2", None, 1.0)), ["g1", "g1", "g2", "g1"]),
    ):
        made = plan(asks, goals_=candidate_goals, asks_per_week=4).moves
        now = made[made["when"] == "now"]
        assert now["goal_id"].tolist() == expected
        first = now[now["goal_id"] == "g1"]["need_id"].tolist()
        assert first[:2] == ["g1a", "g1b"]


def test_what_waits_comes_first_and_asks_come_before_courtesies():
    """Answer, thank, ask, then what asks for nothing; five in all."""
    acts = [
        act("congratulate", "c1"),
        act("congratulate", "c2"),
        act("thank", "t"),
        act("answer", "a"),
    ]
    made = plan([ask("p1"), ask("p2", "n2")], acts, asks_per_week=2).moves
    now = made[made["when"] == "now"]
    assert now["kind"].tolist() == ["answer", "thank", "ask", "ask", "congratulate"]


def test_asks_of_this_week_in_the_ledger_count():
    """Two asked since Monday leave one; asks before that none."""
    book = asked("2026-06-29", "2026-06-30")
    made = plan([ask(f"p{i}", f"n{i}") for i in range(9)], book=book, asks_per_week=3)
    assert made.spent == 2
    assert (made.moves["when"] == "now").sum() == 1
    assert plan([ask("p1")], book=asked("2026-06-28")).spent == 0


@pytest.mark.parametrize(
    ("book", "when"),
    [
        (asked("2026-06-20", person="p1"), "2026-07-20"),
        (asked("2026-01-20", person="p1", outcome="yes"), "2026-06-29"),
        (asked("2026-01-20", person="p1", outcome="open"), None),
    ],
)
def test_nobody_is_asked_again_within_four_weeks_or_while_an_ask_is_open(book, when):
    """An ask long ago whose outcome was never typed rests no longer."""
    weeks = plan([ask("p1")], book=book).moves["week"]
    assert [str(week.date()) for week in weeks] == ([when] if when else [])


@pytest.mark.parametrize("quiet", [("2026-06",), ("06",)])
def test_in_a_quiet_month_nothing_is_asked(quiet):
    """Courtesies stay, asks wait for the next month."""
    made = plan([ask("p1")], [act("thank", "t")], quiet=quiet)
    assert made.quiet
    assert made.moves["kind"].tolist() == ["thank", "ask"]
    assert str(made.moves["week"].iloc[1].date()) == "2026-07-06"


def test_nothing_is_planned_after_the_goals_day():
    """Who finds no week is counted, not squeezed in."""
    asks = [ask(f"p{i}", f"n{i}") for i in range(5)]
    made = plan(asks, goals_=goals(("g1", "2026-07-08", 1.0)), asks_per_week=1)
    assert [str(week.date()) for week in made.moves["week"]] == ["2026-06-29", "2026-07-06"]
    assert made.left_out == {"g1": 3}


def test_the_easier_ask_of_equals_comes_first_if_wished():
    """A ladder from easy to hard."""
    asks = [ask("hard", "n1", rung=5), ask("easy", "n2", rung=1)]
    assert plan(asks, asks_per_week=1).moves["name"].iloc[0] == "hard"
    assert plan(asks, asks_per_week=1, easy_first=True).moves["name"].iloc[0] == "easy"


def test_company_decides_on_circles():
    """Somebody who prefers one to one is sent to no circle; who prefers groups is, first."""
    acts = [act("congratulate", "c"), act("contribute")]
    assert "contribute" not in set(plan([], acts, meet="one-to-one").moves["kind"])
    assert plan([], acts, meet="group").moves["kind"].iloc[0] == "contribute"


def weeks_of_keeps(made):
    """Give the weeks in which somebody is written to only to keep them warm."""
    return [str(week.date()) for week in made.moves[made.moves["kind"] == "keep"]["week"]]


def test_whom_to_keep_warm_comes_one_a_week_after_everything_else():
    """A few in all, and in a week whose other moves leave room."""
    keeps = [act("keep", f"k{i}") for i in range(9)]
    made = plan([ask("p1")], [*keeps, act("offer", "o")])
    now = made.moves[made.moves["when"] == "now"]
    assert now["kind"].tolist() == ["ask", "offer", "keep"]
    assert weeks_of_keeps(made) == ["2026-06-29", "2026-07-06", "2026-07-13", "2026-07-20"]
    busy = [act("answer", f"a{i}") for i in range(MOST_NOW)]
    assert weeks_of_keeps(plan([], [*keeps, *busy]))[0] == "2026-07-06"


def test_who_may_be_in_the_plan_for_another_reason_is_left_to_it():
    """An ask of a later week is not lost to a letter now."""
    asks = [ask("p1"), ask("p2", "n2")]
    made = plan(asks, [act("keep", "p2")], asks_per_week=1)
    assert made.moves[["kind", "name"]].to_numpy().tolist() == [["ask", "p1"], ["ask", "p2"]]
    meet = Candidate("introduce", "p8", "p8", "introduce", "why", about_id="p9")
    assert not weeks_of_keeps(plan([], [act("keep", "p9"), meet]))


def test_who_found_no_place_for_another_reason_may_still_be_kept_warm():
    """In a later week."""
    asks = [ask(f"p{i}", "n1") for i in range(4)]
    made = plan(asks, [act("keep", "p3")])
    assert weeks_of_keeps(made) == ["2026-07-06"]


def test_a_pace_of_nothing_keeps_nobody_warm():
    """Courtesies stay."""
    made = plan([], [act("keep", "k"), act("offer", "o")], asks_per_week=0)
    assert made.moves["kind"].tolist() == ["offer"]


people = st.sampled_from([f"p{i}" for i in range(12)])
asks_strategy = st.lists(
    st.builds(
        ask,
        people,
        st.sampled_from(["n1", "n2", "n3"]),
        st.sampled_from(["g1", "g2"]),
        st.integers(1, 5),
        st.sampled_from(sorted(ASKS)),
    ),
    max_size=30,
)


@given(
    asks=asks_strategy,
    acts=st.lists(
        st.builds(act, st.sampled_from(KINDS), people) | st.builds(act, st.sampled_from(TO_NOBODY)),
        max_size=24,
    ),
    per_week=st.integers(0, 7),
    spent=st.integers(0, 4),
    quiet=st.sampled_from([(), ("07",), ("2026-08",)]),
    by=st.sampled_from([None, "2026-07-20", "2025-01-01", "2027-01-01"]),
)
def test_the_plan_never_exceeds_the_pace(asks, acts, per_week, spent, quiet, by):
    """In no week, whatever there is to do; nobody appears twice; it is not too long."""
    book = asked(*["2026-06-29"] * spent)
    two = goals(("g1", by, 2.0), ("g2", None, 0.5))
    made = plan(asks, acts, two, book, asks_per_week=per_week, quiet=quiet)
    check_table(made.moves, MOVES)
    counted = made.moves[made.moves["kind"].isin(ASKS)].groupby(["week", "when"]).size()
    for (week, when), number in counted.items():
        assert number <= per_week - (spent if when == "now" else 0)
        pace = Pace(quiet=quiet)
        assert not (pace.is_quiet(DAY) if when == "now" else pace.is_quiet_week(week))
    assert (made.moves["when"] == "now").sum() <= MOST_NOW
    assert (made.moves["when"] == "later").sum() <= MOST_LATER
    named = made.moves["person_id"].dropna()
    assert named.is_unique
    keeps = made.moves[made.moves["kind"] == "keep"]
    assert keeps["week"].is_unique
    assert not len(keeps) or per_week
    # Nothing else is any different for whom there is to keep warm.
    rest = [one for one in acts if one.kind != "keep"]
    without = plan(asks, rest, two, book, asks_per_week=per_week, quiet=quiet)
    others = made.moves[made.moves["kind"] != "keep"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, without.moves)
    assert made.left_out == without.left_out


def test_the_same_candidates_give_the_same_plan():
    """Nothing in it is left to chance."""
    asks = [ask(f"p{i}", f"n{i % 3}") for i in range(9)]
    pd.testing.assert_frame_equal(plan(asks).moves, plan(list(asks)).moves)


def test_nothing_to_do_is_an_empty_plan():
    """With its columns."""
    made = plan([], goals_=goals())
    check_table(made.moves, MOVES)
    assert made.moves.empty


def offered(*rows):
    """Give offers that suit: offer, person, status."""
    return make_table(
        OFFERED,
        [
            {"offer": o, "person_id": p, "status": s, "score": 0.5, "because": "why"}
            for o, p, s in rows
        ],
    )


def test_an_offer_goes_to_one_person_a_week():
    """What somebody asked for comes first; who suits none of them gets none."""
    made = plan([ask("p1"), ask("p2", "n2"), ask("p3", "n3")]).moves
    suits = offered(("notes", "p1", "likely"), ("CV", "p1", "stated"), ("CV", "p2", "likely"))
    assert assign_offers(made, suits)["offer"].fillna("").tolist() == ["CV", "", ""]
    later = plan([ask("p1"), ask("p2", "n2")], asks_per_week=1).moves
    assert assign_offers(later, suits)["offer"].tolist() == ["CV", "CV"]


def test_a_courtesy_carries_no_offer_but_its_own():
    """Thanks are thanks."""
    made = plan([], [act("thank", "p1")]).moves
    assert assign_offers(made, offered(("CV", "p1", "stated")))["offer"].isna().all()


def test_each_goal_ends_on_its_own_day():
    """The day of another goal prolongs nothing; one whose day has passed is asked nothing for."""
    asks = [ask(f"{g}{i}", f"{g}n{i}", g) for g in ("g1", "g2") for i in range(4)]
    two = goals(("g1", "2026-07-02", 1.0), ("g2", "2027-01-01", 1.0))
    made = plan(asks, goals_=two, asks_per_week=1).moves
    first = made[made["goal_id"] == "g1"]["week"]
    assert (first <= pd.Timestamp("2026-06-29")).all()
    past = plan(asks, goals_=goals(("g1", "2026-05-01", 1.0), ("g2", None, 1.0))).moves
    assert "g1" not in set(past["goal_id"])


def test_a_goal_of_no_weight_is_asked_nothing_for():
    """It stays a goal."""
    asks = [ask("p1", "n1", "g1"), ask("p2", "n2", "g2")]
    made = plan(asks, goals_=goals(("g1", None, 0.0), ("g2", None, 1.0))).moves
    assert made["name"].tolist() == ["p2"]


def test_who_is_asked_is_introduced_to_nobody_in_the_same_plan():
    """As one of the two either."""
    meet = Candidate("introduce", "p9", "p9", "introduce", "why", about_id="p1")
    assert "introduce" not in set(plan([ask("p1")], [meet]).moves["kind"])


def test_thanks_come_before_the_next_ask():
    """Of the same person."""
    made = plan([ask("t"), ask("p1", "n2")], [act("thank", "t")]).moves
    assert made["kind"].tolist() == ["thank", "ask"]
    assert made["name"].tolist() == ["t", "p1"]
