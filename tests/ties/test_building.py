"""Ties and affiliations: told apart by basis, never expanded into cliques."""

import pandas as pd
import pytest

from netlens.people import add_owners
from netlens.people.ego import EGO_ID, OwnerCard
from netlens.schema import AFFILIATIONS, EVIDENCE, LISTS, PEOPLE, TIES, check_table, make_table
from netlens.ties import build_affiliations, build_lists, build_ties

DAY = pd.Timestamp("2026-06-30")


@pytest.fixture
def people():
    """Ego, Ana who pooled her list, Ben, and Cem whom only Ana lists."""
    rows = [
        {
            "person_id": "pa",
            "name": "Ana Ruiz",
            "kind": "person",
            "in_my_lists": True,
            "contact_ids": ("ca",),
        },
        {
            "person_id": "pb",
            "name": "Ben Okafor",
            "kind": "person",
            "in_my_lists": True,
            "contact_ids": ("cb", "cb2"),
        },
        {"person_id": "pc", "name": "Cem Arslan", "kind": "person", "contact_ids": ("cc",)},
    ]
    return add_owners(
        make_table(PEOPLE, rows), [OwnerCard("me", "Eva Lind"), OwnerCard("ana", "Ana Ruiz")]
    )


LISTED = make_table(LISTS, [{"list_id": "l1", "owner": "me"}, {"list_id": "l2", "owner": "ana"}])


def statement(number, start, end, **rest):
    """Make one statement."""
    row = {
        "evidence_id": f"e{number}",
        "kind": "linkedin connection",
        "basis": "observed",
        "owner": "me",
    }
    return {**row, "from": start, "to": end, **rest}


def ties_of(people, *rows, as_of=DAY):
    """Build ties from statements."""
    ties, _ = build_ties(people, make_table(EVIDENCE, list(rows)), LISTED, as_of=as_of)
    check_table(ties, TIES)
    return {(row["from"], row["to"]): row for row in ties.to_dict("records")}


def test_a_connection_is_mutual_and_a_phone_book_row_is_not(people):
    """Holding somebody's number does not mean that they hold yours."""
    ties = ties_of(
        people,
        statement(1, "owner:me", "ca"),
        statement(2, "owner:me", "cb", kind="address book", directed=True),
    )
    assert set(ties) == {(EGO_ID, "pa"), ("pa", EGO_ID), (EGO_ID, "pb")}


def test_statements_about_one_pair_join_into_one_tie(people):
    """First and last date, kinds and evidence are kept."""
    tie = ties_of(
        people,
        statement(1, "owner:me", "cb", date="2020-01-01"),
        statement(2, "owner:me", "cb2", kind="address book", directed=True, date="2024-01-01"),
    )[EGO_ID, "pb"]
    assert tie["kinds"] == ("address book", "linkedin connection")
    assert (tie["first_seen"].year, tie["last_seen"].year) == (2020, 2024)
    assert tie["evidence_ids"] == ("e1", "e2")
    assert 0.2 < tie["strength"] < 0.5


def test_an_invitation_alone_is_an_attempt(people):
    """With a letter, or once accepted, it is part of a tie."""
    invited = statement(1, "owner:me", "ca", kind="invitation", directed=True)
    assert not ties_of(people, invited)
    answered = statement(2, "ca", "owner:me", kind="message", directed=True)
    ties = ties_of(people, invited, answered)
    assert ties[EGO_ID, "pa"]["kinds"] == ("invitation",)


def test_people_on_one_telephone_are_tied_by_inference_only(people):
    """With a prior and its range, no strength; a switchboard ties nobody."""
    line = ("+493023125001",)
    sharing = people.assign(phones=[(), line, line, ()])
    ties, _ = build_ties(sharing, make_table(EVIDENCE, []), LISTED, as_of=DAY)
    assert ties["basis"].unique().tolist() == ["inferred"]
    assert set(zip(ties["from"], ties["to"], strict=True)) == {("pa", "pb"), ("pb", "pa")}
    tie = ties.iloc[0]
    assert tie["low"] < tie["prior"] < tie["high"]
    assert "guess" in tie["source"]
    assert pd.isna(tie["strength"])
    assert pd.isna(tie["probability"])
    extra = make_table(PEOPLE, [{"person_id": f"px{i}", "kind": "person"} for i in range(4)])
    crowd = pd.concat([people, extra], ignore_index=True).assign(phones=[line] * 8)
    assert build_ties(crowd, make_table(EVIDENCE, []), LISTED, as_of=DAY)[0].empty


def test_a_letter_puts_nobody_on_a_list(people):
    """A list is what its owner exported as one."""
    letter = statement(1, "owner:ana", "cc", owner="ana", kind="message", directed=True)
    ties, _ = build_ties(people, make_table(EVIDENCE, [letter]), LISTED, as_of=DAY)
    assert build_lists(people, ties) == {"pa": set()}


def test_a_bare_name_points_to_one_person_or_nobody(people):
    """A relation by full name is asserted and less than sure; a first name makes no tie."""
    ties = ties_of(
        people,
        statement(
            1, "ca", "name:Ben Okafor", basis="asserted", kind="relation: spouse", directed=True
        ),
        statement(2, "ca", "name:Cem", basis="asserted", kind="relation: friend", directed=True),
        statement(
            3, "ca", "name:Nobody Known", basis="asserted", kind="relation: friend", directed=True
        ),
    )
    assert set(ties) == {("pa", "pb")}
    assert ties["pa", "pb"]["basis"] == "asserted"
    assert ties["pa", "pb"]["probability"] == pytest.approx(0.9)


def test_what_was_not_known_yet_is_left_out(people):
    """Statements after `as_of` make no tie."""
    assert not ties_of(people, statement(1, "owner:me", "ca", date="2026-07-01"))


def test_nobody_is_tied_to_themselves(people):
    """Ana's own card on Ana's list makes no self-loop."""
    assert not ties_of(people, statement(1, "owner:ana", "ca", owner="ana"))


def test_pooled_lists_leave_out_ego(people):
    """A colleague's list is a set of people other than ego; ego's own is not among them."""
    rows = [statement(1, "owner:ana", "cc", owner="ana"), statement(2, "owner:me", "cb")]
    ties, _ = build_ties(people, make_table(EVIDENCE, rows), LISTED, as_of=DAY)
    assert build_lists(people, ties) == {"pa": {"pc"}}


def test_colleagues_are_members_of_a_group_not_tied_to_each_other():
    """Shared employers and labels stay two-mode."""
    rows = [
        {
            "person_id": f"p{i}",
            "kind": "person",
            "company": company,
            "labels": ("Choir", "choir "),
            "contact_ids": (f"c{i}",),
        }
        for i, company in enumerate(["Polymer GmbH", "polymer", "Polymer GmbH"])
    ]
    table = build_affiliations(make_table(PEOPLE, rows))
    check_table(table, AFFILIATIONS)
    employers = table[table["kind"] == "employer"]
    assert employers["group"].tolist() == ["Polymer GmbH"] * 3
    assert len(set(employers["group_id"])) == 1
    assert table[table["kind"] == "label"].groupby("group_id").size().tolist() == [3]


def test_no_statements_make_no_ties(people):
    """Empty in, empty out."""
    ties, affiliations = build_ties(people, make_table(EVIDENCE, []), LISTED, as_of=DAY)
    check_table(ties, TIES)
    check_table(affiliations, AFFILIATIONS)
    assert ties.empty
    assert affiliations.empty
