import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlens.goals.wants import is_beginner, load_wants, own_title, read_wants
from netlens.schema import WANTS, check_table, empty_table


def read(**facts):
    wants = read_wants(pd.DataFrame([{"person_id": "p1", **facts}]))
    return list(zip(wants["kind"], wants["want"], wants["basis"], strict=True))


def stated(**facts):
    return [(kind, want) for kind, want, basis in read(**facts) if basis == "asserted"]


def inferred(**facts):
    return [(kind, want) for kind, want, basis in read(**facts) if basis == "inferred"]


@pytest.mark.parametrize(
    ("facts", "wants"),
    [
        ({"title": "Data Engineer | open to work"}, [("job", "a job as Data Engineer")]),
        ({"title": "Seeking new challenges"}, [("job", "new challenges")]),
        (
            {"title": "CTO - we're hiring backend developers!"},
            [("people to hire", "backend developers")],
        ),
        ({"title": "Auf der Suche nach einer neuen Stelle"}, [("job", "einer neuen Stelle")]),
        ({"notes": "looking for a flat in Berlin"}, [("flat", "a flat in Berlin")]),
        ({"notes": "sucht eine Wohnung in Hamburg, ab Mai"}, [("flat", "eine Wohnung in Hamburg")]),
        ({"notes": "sucht jetzt einen Kitaplatz"}, [("service", "einen Kitaplatz")]),
        ({"notes": "looking for a job and a flat"}, [("job", "a job"), ("flat", "a flat")]),
        (
            {"notes": "wants to hear how the migration went"},
            [("to hear", "how the migration went")],
        ),
        ({"notes": "Looking for the holy grail"}, [("something else", "the holy grail")]),
        ({"notes": "trying to find a tenant for the room"}, [("tenants", "a tenant for the room")]),
        ({"labels": ("Wohnungssuche",)}, [("flat", "a flat")]),
        ({"labels": ("friends", "is hiring")}, [("people to hire", "people to hire")]),
        ({"notes": "found a job; still looking for a flat"}, [("flat", "a flat")]),
    ],
)
def test_what_is_written_of_a_person_states_what_they_look_for(facts, wants):
    assert stated(**facts) == wants


@pytest.mark.parametrize(
    "facts",
    [
        {"notes": "not looking for a flat"},
        {"notes": "isn't looking for work any more"},
        {"notes": "no longer open to work"},
        {"notes": "sucht keine Wohnung; sucht nicht"},
        {"notes": "Looking for a flat in Berlin. Found one."},
        {"notes": "looking for a flat, found one in May"},
        {"notes": "was looking for investors"},
        {"notes": "looking for a job?"},
        {"notes": "knows people looking for flats"},
        {"notes": "I am looking for her phone number"},
        {"notes": "needs"},
        {"notes": "need to call her back"},
        {"title": "Hiring Manager"},
        {"title": "Special Needs Teacher"},
        {"notes": "special needs teacher"},
        {"title": "Helping companies looking for talent"},
        {"title": "Most wanted speaker"},
    ],
)
def test_what_is_denied_over_asked_or_about_others_states_nothing(facts):
    assert stated(**facts) == []


@pytest.mark.parametrize(
    ("facts", "wants"),
    [
        ({"title": "Technical Recruiter"}, [("people to hire", "candidates for technical roles")]),
        ({"title": "Recruiter"}, [("people to hire", "candidates")]),
        ({"title": "Head of Data"}, [("people to hire", "people for data")]),
        ({"title": "Leiter Vertrieb"}, [("people to hire", "people for Vertrieb")]),
        ({"title": "Angel Investor"}, [("founders", "founders who raise money")]),
        (
            {"title": "Founder", "company": "Purzelbach Capital"},
            [("founders", "founders who raise money")],
        ),
        (
            {"title": "Founder & CEO", "company": "Seegrasland Climate"},
            [
                ("money", "investors in a young company"),
                ("customers", "first customers"),
                ("people to hire", "first people for the team"),
            ],
        ),
        (
            {"title": "Junior Data Analyst"},
            [
                ("advice", "advice on starting out as data analyst"),
                ("first chance", "a first job as data analyst"),
            ],
        ),
        (
            {"title": "Praktikum"},
            [("advice", "advice on starting out"), ("first chance", "a first job")],
        ),
        ({"title": "Science Journalist"}, [("sources", "sources and stories")]),
        (
            {"title": "Data Engineer", "notes": "organises the Pipeline Stammtisch"},
            [("speakers", "speakers on data")],
        ),
        ({"labels": ("landlord",)}, [("tenants", "reliable tenants")]),
    ],
)
def test_some_roles_go_with_a_want(facts, wants):
    assert inferred(**facts) == wants


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Staff Data Engineer"},
        {"title": "Student Advisor"},
        {"title": "Former Founder"},
        {"title": "Founder", "company": "Berg Consulting"},
        {"title": "Director of Photography"},
        {"title": "Investor Relations Manager"},
        {"title": "Product Manager"},
        {"notes": "organises the archive"},
        {"notes": "not the landlord"},
        {"labels": ("family",)},
    ],
)
def test_most_roles_do_not(facts):
    assert read(**facts) == []


def test_what_is_stated_replaces_the_same_kind_inferred():
    rows = read(title="Head of Data, hiring analytics engineers")
    assert rows == [("people to hire", "analytics engineers", "asserted")]


def test_the_reason_quotes_the_persons_own_facts():
    people = pd.DataFrame(
        [
            {"person_id": "a", "title": "Head of Data", "company": "Polymer", "notes": None},
            {"person_id": "b", "title": None, "company": None, "notes": "sucht Job"},
        ]
    )
    assert read_wants(people)["because"].tolist() == [
        "Head of Data at Polymer (job title)",
        "note: “sucht Job”",
    ]


def test_undescribed_people_groups_and_ego_have_no_wants():
    people = pd.DataFrame(
        [
            {"person_id": "a", "kind": "person", "is_ego": False, "title": None},
            {"person_id": "b", "kind": "organisation", "is_ego": False, "title": "Recruiter"},
            {"person_id": "c", "kind": "person", "is_ego": True, "title": "Recruiter"},
        ]
    )
    assert read_wants(people).empty
    check_table(read_wants(people), WANTS)
    assert read_wants(pd.DataFrame({"person_id": []})).equals(empty_table(WANTS))


def test_every_kind_that_answers_another_exists():
    kinds = load_wants().kinds
    assert all(name in kinds for kind in kinds.values() for name in kind.meets)
    assert all(kind in kinds for rule in load_wants().rules for kind, _, _ in rule.wants)


def test_a_beginner_is_not_whoever_deals_with_beginners():
    assert is_beginner("Werkstudentin Data Science")
    assert is_beginner("aspiring data engineer")
    assert not is_beginner("Graduate Recruiter")
    assert not is_beginner("Staff Data Engineer")


def test_the_own_title_is_the_part_that_seeks_nothing():
    assert own_title("Looking for a job | Data Analyst") == "Data Analyst"
    assert own_title("open to work") == ""


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_any_text_gives_a_valid_table(title, label, notes):
    people = pd.DataFrame(
        [{"person_id": "p", "title": title, "labels": (label,), "notes": f"sucht {notes}"}]
    )
    wants = read_wants(people)
    check_table(wants, WANTS)
    assert len(wants) <= 6
    assert wants["want"].str.len().between(1, 80).all()
    assert (wants["because"].str.len() <= 120).all()


def test_huge_text_is_read_in_part():
    wants = read_wants(
        pd.DataFrame(
            [
                {
                    "person_id": "p",
                    "title": "x" * 1_000_000 + " seeking " * 50_000,
                    "company": "z" * 1_000_000,
                    "labels": ("seeking " * 100_000,),
                    "notes": "looking for " * 200_000,
                }
            ]
        )
    )
    assert len(wants) <= 6


def test_row_order_changes_nothing_but_the_order():
    people = pd.DataFrame(
        [
            {"person_id": "a", "title": "Recruiter"},
            {"person_id": "b", "title": "Head of Data"},
            {"person_id": "c", "title": "Data Engineer | open to work"},
        ]
    )
    one, other = read_wants(people), read_wants(people[::-1])
    keys = ["person_id", "kind", "want"]
    assert (
        one.sort_values(keys)
        .reset_index(drop=True)
        .equals(other.sort_values(keys).reset_index(drop=True))
    )
