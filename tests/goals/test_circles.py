"""What structure says for the plan, and that what is unobserved says nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.goals.circles import LINKS, Circles, list_links, read_circles
from netlens.measures.cutting import CUTS
from netlens.measures.holes import HOLES, STATUSES
from netlens.measures.naming import NAMES
from netlens.schema import check_table, empty_table, make_table

MEMBERS = {"c1": ("ana", "a2", "a3", "a4"), "c2": ("b1", "b2", "b3"), "c3": ("d1", "d2", "d3")}
COMMUNITIES = pd.DataFrame(
    [(person, name) for name, people in MEMBERS.items() for person in people],
    columns=["person_id", "community_id"],
)
NAMED = make_table(
    NAMES,
    [
        {"community_id": "c1", "name": "choir", "people": 4},
        {"community_id": "c2", "name": "ex-Acme", "people": 3},
        {"community_id": "c3", "name": "around Dana Lind", "people": 3},
    ],
)


def holes(*rows):
    """Give pairs of communities: both, status, observable of 12 pairs, who spans them."""
    return make_table(
        HOLES,
        [
            {
                "community_a": a,
                "community_b": b,
                "status": status,
                "pairs": 12,
                "observable": seen,
                "spanners": len(by),
                "spanned_by": tuple(by),
            }
            for a, b, status, seen, by in rows
        ],
    )


def cuts(*rows):
    """Give whom something hangs on: person, what, community, people."""
    columns = ("person_id", "what", "community_id", "people")
    return make_table(CUTS, [dict(zip(columns, row, strict=True)) for row in rows])


def brokers(**bounds):
    """Give bounds of constraint; everybody else's are 0.5 and 1."""
    rows = [(p, *bounds.get(p, (0.5, 1.0))) for p in COMMUNITIES["person_id"]]
    return pd.DataFrame(rows, columns=["person_id", "constraint_low", "constraint_high"])


SURE = brokers(ana=(0.2, 0.4))
TIED = holes(("c1", "c2", "tied", 12, ("ana", "b1")))


def link(cuts_=None, holes_=TIED, brokers_=SURE, **options):
    """List links among the people above."""
    given_cuts = cuts() if cuts_ is None else cuts_
    found = list_links(given_cuts, holes_, brokers_, COMMUNITIES, NAMED, **options)
    check_table(found, LINKS)
    return found


def words(*args, **options):
    """Give the words of each link by person."""
    found = link(*args, **options)
    return dict(zip(found["person_id"], found["words"], strict=True))


def test_a_community_that_hangs_on_somebody_is_named():
    """Its other people, if they are one of them."""
    found = words(cuts(("ana", "community", "c1", 3), ("b1", "community", "c1", 4)))
    tied = "tied to the rest of your contacts only through them"
    assert found == {
        "ana": f"as far as can be seen, the 3 other people of “choir” are {tied}",
        "b1": f"as far as can be seen, the 4 people of “choir” are {tied}",
    }


@pytest.mark.parametrize(("seen", "count"), [(9, 0), (10, 1)])
def test_nobody_is_the_only_one_where_other_ties_could_not_have_been_seen(seen, count):
    """Less than four in five of the pairs say nothing, whatever hangs together."""
    hidden = holes(("c1", "c2", "tied", seen, ("ana", "b1")))
    assert len(link(cuts(("ana", "community", "c1", 3)), hidden)) == count
    through = holes(("c1", "c2", "through others", seen, ("ana",)))
    assert len(link(None, through)) == count


def test_people_hang_on_a_sure_broker_only():
    """With a high upper bound the others may know each other."""
    row = cuts(("ana", "people", None, 5))
    assert words(row) == {
        "ana": "as far as can be seen, 5 of your contacts are tied to the rest only through them"
    }
    assert link(row, brokers_=brokers(ana=(0.2, 0.5))).empty


def test_who_alone_joins_two_circles_is_a_link_if_surely_a_broker():
    """Not one of two who do, and not with a high upper bound."""
    alone = holes(("c1", "c2", "through others", 12, ("d1",)))
    sure = brokers(d1=(0.2, 0.3))
    both = "apart from you “choir” and “ex-Acme” are both known only to them"
    assert words(None, alone, sure) == {"d1": f"as far as can be seen, {both}"}
    assert link(None, alone).empty
    both = holes(("c1", "c2", "through others", 12, ("d1", "d2")))
    assert link(None, both, sure).empty


@pytest.mark.parametrize("status", ["unknown", "nobody", "only through ego", "tied"])
def test_no_other_status_makes_a_link(status):
    """Unknown never counts as a hole."""
    assert link(None, holes(("c1", "c2", status, 12, ("ana",)))).empty


def test_one_reason_a_person_the_most_telling_first():
    """A circle by its name before a number, more people before fewer."""
    found = link(
        cuts(
            ("b1", "community", "c2", 2),
            ("ana", "community", "c1", 3),
            ("ana", "people", None, 6),
        )
    )
    assert found["person_id"].tolist() == ["ana", "b1"]
    assert found["what"].tolist() == ["community", "community"]


@pytest.mark.parametrize(
    ("unsaid", "cut"), [("Dana Lind", "c3"), ("Acme GmbH", "c2"), ("acme", "c2")]
)
def test_a_name_that_is_off_limits_is_not_said(unsaid, cut):
    """Neither a person's nor an organisation's."""
    seen = holes(("c1", "c2", "tied", 12, ()), ("c1", "c3", "tied", 12, ()))
    row = cuts(("ana", "community", cut, 3))
    assert "“" in words(row, seen)["ana"]
    assert words(row, seen, unsaid=[unsaid]) == {
        "ana": "as far as can be seen, 3 people who know each other are tied to the rest of your "
        "contacts only through them"
    }


def test_without_structure_there_is_no_link_and_nobody_apart():
    """Empty tables, empty answers."""
    nothing = list_links(
        empty_table(CUTS),
        empty_table(HOLES),
        brokers().iloc[:0],
        COMMUNITIES.iloc[:0],
        empty_table(NAMES),
    )
    assert nothing.equals(empty_table(LINKS))
    circles = read_circles(COMMUNITIES.iloc[:0], empty_table(HOLES))
    assert circles == Circles()
    assert not circles.between("ana", "b1")


@given(st.sampled_from(STATUSES), st.sampled_from(STATUSES))
def test_two_are_apart_only_if_their_circles_meet_through_ego_alone(one, other):
    """Whatever the rest says; the order of the two does not matter."""
    circles = read_circles(
        COMMUNITIES, holes(("c1", "c2", one, 12, ()), ("c2", "c3", other, 12, ()))
    )
    assert bool(circles.between("ana", "b1")) == (one == "only through ego")
    assert bool(circles.between("d1", "b1")) == (other == "only through ego")
    assert circles.between("ana", "b1") == circles.between("b1", "ana")
    assert not circles.between("ana", "d1")
    assert not circles.between("ana", "a2")
    assert not circles.between("ana", "stranger")
    assert not circles.between("stranger", "other stranger")
