"""Memberships: ego's own jobs and schools, and threads."""

import pandas as pd

from netlens.schema import AFFILIATIONS, OWN, check_table, make_table
from netlens.ties.affiliations import build_own_affiliations, build_threads


def test_own_jobs_and_schools_have_dates():
    """Skills are no membership, and a colleague's job is the colleague's."""
    own = make_table(
        OWN,
        [
            {"owner": "me", "kind": "position", "name": "Polymer GmbH", "since": "2019-03-01"},
            {"owner": "me", "kind": "education", "name": "TU Falkenmoor", "until": "2013-01-01"},
            {"owner": "me", "kind": "skill", "name": "SQL"},
            {"owner": "ana", "kind": "position", "name": "Kranich"},
        ],
    )
    table = build_own_affiliations(own, "ego")
    check_table(table, AFFILIATIONS)
    assert table[["person_id", "group_id", "kind"]].to_numpy().tolist() == [
        ["ego", "employer:polymer", "employer"],
        ["ego", "school:tu falkenmoor", "school"],
    ]
    assert pd.isna(table["until"].iloc[0])


def test_a_thread_has_each_member_once():
    """Directed letters are no thread."""
    ends = pd.DataFrame(
        {
            "start": ["pa", "pa", "pb", "pa"],
            "end": ["pb", "pc", "pc", "pd"],
            "kind": "group thread",
            "thread": "t1",
            "date": pd.Timestamp("2026-06-20"),
            "directed": [False, False, False, True],
        }
    )
    table = build_threads(ends)
    check_table(table, AFFILIATIONS)
    assert table["person_id"].tolist() == ["pa", "pb", "pc"]
    assert table["group"].unique().tolist() == ["group thread, 2026-06-20"]
