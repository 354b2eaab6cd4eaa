import pandas as pd
import pytest

from netlens.goals.mine import have_and_need, match_own, present_position
from netlens.schema import NEEDS, OFFERED, OWN, make_table

DAY = pd.Timestamp("2026-06-30")


@pytest.fixture
def own():
    """Give what an invented analyst states of herself, and a line of a colleague's."""
    rows = [
        ("me", "position", "Wolke", "Analytics Engineer", "2023-03-01", None),
        ("me", "position", "Lager", "Logistics Analyst", "2013-10-01", "2017-12-01"),
        ("me", "position", "Zukunft", "Astronaut", "2030-01-01", None),
        ("me", "education", "Universität Falkenmoor", "M.Sc., Statistics", None, None),
        ("me", "skill", "Event Streaming", None, None, None),
        ("me", "skill", "Swedish", None, None, None),
        ("ana", "skill", "Beekeeping", None, None, None),
    ]
    names = ["owner", "kind", "name", "title", "since", "until"]
    return make_table(OWN, [dict(zip(names, row, strict=True)) for row in rows])


def needs(*rows):
    return make_table(
        NEEDS,
        [
            {
                "need_id": f"n{i}",
                "goal_id": "g",
                "goal": "a goal",
                "resource": resource,
                "text": text,
            }
            for i, (resource, text) in enumerate(rows)
        ],
    )


def match(own, resource, text, *offers):
    return match_own(needs((resource, text)), own, offers, day=DAY)["what"].tolist()


def test_a_need_may_be_at_hand(own):
    mine = match_own(
        needs(("information", "someone who runs streaming pipelines")), own, (), day=DAY
    )
    assert mine.loc[0].tolist() == ["n0", "Event Streaming", "a skill on your own profile"]
    assert match(own, "advice", "an analytics engineer")[0] == "Analytics Engineer"
    assert match(own, "tips", "bread baking", "bread baking at home") == ["bread baking at home"]


@pytest.mark.parametrize("resource", ["referral", "introduction", "decision", "review", "leads"])
def test_what_only_others_can_give_is_never_at_hand(own, resource):
    assert match(own, resource, "someone who runs streaming pipelines") == []


@pytest.mark.parametrize(
    "text",
    ["a sworn translator for Swedish", "beekeeping", "an astronaut", "someone who mends roofs"],
)
def test_papers_other_peoples_skills_and_the_future_do_not_count(own, text):
    assert match(own, "information", text) == []


def test_the_present_position_is_the_latest_that_has_not_ended(own):
    assert present_position(own, day=DAY) == ("Analytics Engineer", "Wolke")
    assert present_position(own, day=pd.Timestamp("2015-01-01")) == ("Logistics Analyst", "Lager")
    assert present_position(own.iloc[:0], day=DAY) == ("", "")


def test_have_and_need_stand_side_by_side_and_unknown_is_not_zero(own):
    offered = make_table(
        OFFERED,
        [{"offer": "notes", "person_id": p, "status": s, "score": 1.0, "because": "x"}
         for p, s in (("a", "stated"), ("b", "likely"))],
    )  # fmt: skip
    matrix = pd.DataFrame(
        {"need_id": ["n0"] * 3, "status": ["held", "likely", "gap"], "people": [1, 4, 0]}
    )
    table = have_and_need(
        needs(("advice", "someone kind")), matrix, ["notes", "soup"], own, offered=offered, day=DAY
    )
    have = table[table["side"] == "have"]
    assert have["kind"].tolist() == [
        "offer", "offer", "position", "position", "education", "skill", "skill",
    ]  # fmt: skip
    assert have["people"].tolist()[:2] == [2, 0]
    assert have["stated"].tolist()[:2] == [1, 0]
    assert have["people"].isna().sum() == 5
    need = table[table["side"] == "need"].iloc[0]
    assert need.tolist() == ["need", "advice", "someone kind", "a goal", "n0", 5, 1]


def test_nothing_stated_gives_empty_tables(own):
    assert match_own(needs(), own.iloc[:0], (), day=DAY).empty
    assert list(match_own(needs(), own, (), day=DAY)) == ["need_id", "what", "because"]
