"""What ego and a contact share by ego's own record."""

import pandas as pd

from netlens.goals.history import list_shared
from netlens.schema import OWN, make_table

DAY = pd.Timestamp("2026-06-30")


def own(*rows):
    """Give positions of ego: name, title, since, until."""
    keys = ("name", "title", "since", "until")
    return make_table(
        OWN, [{"owner": "me", "kind": "position", **dict(zip(keys, r, strict=True))} for r in rows]
    )


def test_a_former_employer_is_shared_with_who_works_there(people):
    """The legal form does not matter; that both were there at once is not said."""
    jobs = own(("Polymer", "Analyst", "2018-01-01", "2021-05-01"))
    shared = list_shared(people, jobs, day=DAY)
    assert shared["person_id"].tolist() == ["p02", "p03"]
    assert shared.loc[0, "words"] == "you worked at Polymer until 2021"
    assert shared.loc[0, "clause"] == "I worked at Polymer until 2021"
    assert not shared.loc[0, "present"]


def test_the_present_employer_is_said_to_be_present(people):
    """A job that has not begun is none; the latest of two at one employer counts."""
    jobs = own(
        ("Polymer GmbH", "Intern", "2015-01-01", "2016-01-01"),
        ("Polymer GmbH", "Lead", "2020-01-01", None),
        ("Ypsilon", "Lead", "2027-01-01", None),
    )
    shared = list_shared(people, jobs, day=DAY)
    assert shared["words"].unique().tolist() == ["you work at Polymer GmbH too"]
    assert set(shared["person_id"]) == {"p02", "p03"}


def test_others_positions_are_not_egos(people):
    """A colleague's archive says nothing of where ego worked."""
    jobs = own(("Polymer", "Analyst", "2018-01-01", None)).assign(owner="ana-ruiz")
    assert list_shared(people, jobs, day=DAY).empty
