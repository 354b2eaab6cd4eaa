"""Linkage: exact keys merge, a name alone waits, everything has a reason."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import traps
from validation.contact_books import make_books
from validation.linkage import measure_books

from netlens.people import link_contacts
from netlens.people.linking import link
from netlens.schema import CONTACTS, MERGES, check_table, make_table


def cards(*rows):
    """Make contacts with ids c0, c1, … of persons in ego's own lists."""
    return make_table(
        CONTACTS,
        [
            {"contact_id": f"c{i}", "kind": "person", "owner": "me", **row}
            for i, row in enumerate(rows)
        ],
    )


def clusters(*rows, decisions=None):
    """Link cards and give the clusters."""
    return link(cards(*rows), decisions).clusters


def test_each_exact_key_merges():
    """E-mail (case aside), E.164 phone, LinkedIn address, name with company."""
    mail = {"emails": ("Ana@example.com",)}, {"emails": ("ana@EXAMPLE.com",)}
    phone = {"phones": ("+493023125001",)}, {"phones": ("+493023125001",)}
    slug = {"linkedin": "ana"}, {"linkedin": "ana"}
    name = (
        {"name": "Ana Ruiz", "company": "Polymer GmbH"},
        {"name": "ruiz, ana", "company": "polymer"},
    )
    for pair in (mail, phone, slug, name):
        assert clusters(*pair) == [[0, 1]]


def test_an_equal_name_alone_is_undecided():
    """Two rows of one list stay two people, and the pair waits for review."""
    people, merges = link_contacts(
        cards({"name": "Ana Ruiz"}, {"name": "Ana Ruiz", "company": "Polymer"})
    )
    assert len(people) == 2
    assert merges["zone"].tolist() == ["review"]
    assert 0.05 < merges["probability"].iloc[0] < 0.95


def test_a_rare_name_in_two_lists_is_one_person():
    """A phone and LinkedIn overlap, and nobody else is called so."""
    row = {"name": "Ximena Quispe-Thorvald"}
    phone, linkedin = row | {"producer": "iPhone"}, row | {"producer": "LinkedIn"}
    linkage = link(cards(phone, linkedin))
    assert linkage.clusters == [[0, 1]]
    assert linkage.merges["reasons"].tolist() == [("same name",)]
    assert linkage.merges["probability"].iloc[0] > 0.9


@pytest.mark.parametrize("kind", traps.KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("family", traps.FAMILIES, ids=lambda family: family.name)
def test_people_who_look_like_one_stay_apart(kind, family):
    """Two hundred traps: nothing is ever merged in them."""
    rows = kind(family)
    assert clusters(*rows) == [[i] for i in range(len(rows))]


def test_traps_stay_apart_when_all_stand_in_one_project():
    """Also with everybody else around; other families' members are other people."""
    rows, truth = [], []
    for family in traps.FAMILIES[:4]:
        for kind in (traps.father_and_son, traps.twins, traps.shared_landline, traps.assistant):
            for row in kind(family):
                rows.append(row)
                truth.append((family.name, kind.__name__, len(rows)))
    for cluster in clusters(*rows):
        kinds = [truth[i][:2] for i in cluster]
        assert len(set(kinds)) == len(kinds), [rows[i] for i in cluster]


def test_somebody_who_fits_two_people_joins_neither():
    """A. Thorvald may be Ana or Alberto."""
    linkage = link(
        cards(
            {"name": "Anahi Quispe-Thorvald", "producer": "LinkedIn"},
            {"name": "Alvaro Quispe-Thorvald", "producer": "LinkedIn"},
            {"name": "A. Quispe-Thorvald", "producer": "iPhone"},
        )
    )
    assert linkage.clusters == [[0], [1], [2]]
    assert "somebody else fits as well" in linkage.merges["reasons"].iloc[0]


def test_books_of_one_person_are_linked():
    """Contact-shaped exports with known truth: precision .99; recall of what can be linked."""
    books = make_books(400, seed=11)
    found = measure_books(books)
    assert found["precision"] >= 0.99
    assert found["recall, linkable"] >= 0.93


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 50))
def test_neither_order_nor_splitting_changes_who_is_who(chance, seed):
    """Files may come in any order and pieces: the same contacts become the same people."""
    books = make_books(40, seed=seed).drop(columns="truth")
    order = list(range(len(books)))
    chance.shuffle(order)
    people, merges = link_contacts(books)
    again, merges_again = link_contacts(books.iloc[order].reset_index(drop=True))
    assert _groups(people) == _groups(again)
    assert _pairs(merges) == _pairs(merges_again)


def _groups(people):
    rows = zip(people["person_id"], people["contact_ids"], strict=True)
    return {(person, frozenset(ids)) for person, ids in rows}


def _pairs(merges):
    rows = merges[["merge_id", "zone", "probability", "reasons"]].itertuples(index=False)
    return {tuple(row) for row in rows}


def test_two_linkedin_addresses_are_two_people():
    """Neither an equal name nor an equal employer overrides them."""
    one = {"name": "Ana Ruiz", "company": "Polymer", "linkedin": "ana-1"}
    assert clusters(one, one | {"linkedin": "ana-2"}) == [[0], [1]]


def test_a_family_landline_merges_nobody():
    """Different given names on one number are different people."""
    linkage = link(
        cards(
            {"name": "Jonas Weber", "phones": ("+493023125001",)},
            {"name": "Julia Weber", "phones": ("+493023125001",)},
        )
    )
    assert linkage.clusters == [[0], [1]]
    assert linkage.merges["zone"].tolist() == ["different"]


def test_a_shared_mailbox_merges_nobody():
    """info@ is an office."""
    row = {"emails": ("info@example.com",)}
    assert clusters(row | {"name": "Ana Ruiz"}, row | {"name": "Ben Okafor"}) == [[0], [1]]


def test_one_address_with_two_names_is_for_review():
    """An address may have been inherited."""
    row = {"emails": ("desk@example.com",)}
    merges = link(cards(row | {"name": "Ana Ruiz"}, row | {"name": "Ben Okafor"})).merges
    assert merges["zone"].tolist() == ["review"]


def test_merges_chain_but_never_join_two_linkedin_addresses():
    """A phone book entry cannot glue two accounts together."""
    linkage = link(
        cards(
            {"name": "Ana Ruiz", "linkedin": "ana-1", "emails": ("a@example.com",)},
            {"name": "Ana Ruiz", "emails": ("a@example.com",), "phones": ("+493023125001",)},
            {"name": "Ana Ruiz", "linkedin": "ana-2", "phones": ("+493023125001",)},
        )
    )
    assert linkage.clusters == [[0, 1], [2]]
    blocked = linkage.merges[linkage.merges["zone"] == "review"]
    assert blocked["reasons"].iloc[0] == ("same phone, but other details differ",)


def test_a_number_of_people_with_full_names_parts_them_and_mom_waits():
    """Colleagues share a telephone; what a child calls somebody is a name too."""
    line = {"phones": ("+493023125001",)}
    assert link(cards(line | {"name": "Ana Ruiz"}, line | {"name": "Ben Okafor"})).merges[
        "zone"
    ].tolist() == ["different"]
    assert link(cards(line | {"name": "Ana Ruiz"}, line | {"name": "Mom"})).merges[
        "zone"
    ].tolist() == ["review"]


def test_decisions_override_every_rule():
    """What the user says is same is same, what is different stays apart."""
    row = {"name": "Ana Ruiz", "emails": ("a@example.com",)}
    apart = pd.DataFrame([{"contact_a": "c0", "contact_b": "c1", "what": "different"}])
    same = apart.assign(what="same")
    assert clusters(row, row, decisions=apart) == [[0], [1]]
    assert clusters({"name": "Ana"}, {"name": "Ben"}, decisions=same) == [[0, 1]]


def test_a_decided_difference_holds_through_a_third_card():
    """Cards may not meet by way of another card either."""
    row = {"name": "Ana Ruiz", "emails": ("a@example.com",)}
    apart = pd.DataFrame([{"contact_a": "c0", "contact_b": "c2", "what": "different"}])
    assert clusters(row, row, row, decisions=apart) == [[0, 1], [2]]


def test_a_decision_against_the_rules_holds_for_copies_in_a_newer_export():
    """Married, with another given name or profile: each later row of the profile joins too."""
    aga = {"name": "Aga Borówkowska", "emails": ("aga@example.com",), "linkedin": "aga"}
    agnieszka = {"name": "Agnieszka Lenz", "linkedin": "lenz", "birthday": "1980-01-02"}
    same = pd.DataFrame([{"contact_a": "c0", "contact_b": "c1", "what": "same"}])
    assert clusters(aga, agnieszka, agnieszka, decisions=same) == [[0, 1, 2]]
    assert clusters(aga, agnieszka, agnieszka) == [[0], [1, 2]]


def test_nameless_cards_stay_apart():
    """Hidden LinkedIn members are people, each their own."""
    assert clusters({}, {}, {}) == [[0], [1], [2]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(["Ana Ruiz", "Ben Okafor", "Ana", None]),
                "emails": st.lists(
                    st.sampled_from(["a@example.com", "b@example.com"]), max_size=2
                ).map(tuple),
                "linkedin": st.sampled_from(["x", "y", None]),
                "company": st.sampled_from(["Polymer", None]),
            }
        ),
        max_size=9,
    )
)
def test_every_contact_is_in_exactly_one_person(rows):
    """Nothing is lost, nobody has two LinkedIn addresses, the tables are valid."""
    contacts = cards(*rows)
    linkage = link(contacts)
    found = [i for cluster in linkage.clusters for i in cluster]
    assert sorted(found) == list(range(len(rows)))
    for cluster in linkage.clusters:
        assert len({rows[i]["linkedin"] for i in cluster} - {None}) <= 1
    check_table(linkage.merges, MERGES)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_files_does_not_change_who_is_who(order):
    """The same cards make the same people."""
    rows = [
        {"contact_id": "x", "name": "Ana Ruiz", "emails": ("a@example.com",)},
        {"contact_id": "y", "name": "Ana Ruiz", "emails": ("a@example.com",), "linkedin": "ana"},
        {"contact_id": "z", "name": "Ben Okafor"},
    ]
    people, _ = link_contacts(
        make_table(CONTACTS, [{"kind": "person", "owner": "me", **rows[i]} for i in order])
    )
    assert sorted(map(sorted, people["contact_ids"])) == [["x", "y"], ["z"]]
