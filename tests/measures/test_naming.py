"""Names of communities: what sets members apart, with the numbers, and nothing unknown counted."""

import pandas as pd
import pytest

from netlens.measures.naming import NAMES, name_communities
from netlens.schema import AFFILIATIONS, PEOPLE, check_table, make_table


def make(**groups):
    """Give communities: each a list of people, who are dictionaries of what is known."""
    people, members, rows = [], [], []
    for name, persons in groups.items():
        for number, known in enumerate(persons):
            person = f"{name}-{number}"
            people.append(
                {"person_id": person, **{k: known[k] for k in ("location", "title") if k in known}}
            )
            members.append((person, name))
            rows += [
                {"person_id": person, "group_id": f"{kind}:{text.casefold()}", "group": text}
                | {"kind": kind}
                for kind, text in known.items()
                if kind in {"employer", "label", "school", "thread"}
            ]
    communities = pd.DataFrame(members, columns=["person_id", "community_id"])
    return communities, make_table(PEOPLE, people), make_table(AFFILIATIONS, rows)


def names(*given, **options):
    table = name_communities(*given, **options)
    check_table(table, NAMES)
    return dict(zip(table["community_id"], table["name"], strict=True))


ACME = {"employer": "Acme", "location": "Berlin, Germany"}
OTHERS = [{"employer": f"Firm {i}", "location": f"Town {i}"} for i in range(12)]


def test_a_community_is_called_by_employer_and_place():
    """And by what ego has left: ex-Acme."""
    given = make(k1=[ACME] * 5, k2=OTHERS)
    assert names(*given)["k1"] == "Acme, Berlin"
    assert names(*given, left={"employer:acme"})["k1"] == "ex-Acme, Berlin"


def test_the_reason_gives_the_numbers():
    """Of those known, here and among everybody else."""
    table = name_communities(*make(k1=[{"employer": "Acme"}] * 3 + [{}], k2=OTHERS))
    row = table.set_index("community_id").loc["k1"]
    assert row["because"] == ("3 of 3 whose employer is known work at “Acme”, nobody else does")
    assert (row["people"], row["sharing"], row["lift"]) == (4, 3, 26.0)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"label": "choir"}, "choir"),
        ({"school": "TU Nord"}, "TU Nord"),
        ({"title": "Senior Nurse"}, "nurse"),
        ({"location": "Oslo"}, "Oslo"),
        ({"label": "* myContacts"}, "a mixed group"),
        ({"thread": "mail, 2020"}, "a mixed group"),
        ({"title": "Senior Manager"}, "a mixed group"),
    ],
)
def test_each_kind_names_and_what_means_nothing_does_not(known, expected):
    """Ranks, threads and Google's own labels are no circles."""
    assert names(*make(k1=[known] * 14, k2=OTHERS))["k1"] == expected


def test_what_everybody_shares_sets_nobody_apart():
    """Nor does what one person or few members have."""
    berlin = {"location": "Berlin"}
    assert set(names(*make(k1=[berlin] * 5, k2=[berlin] * 6)).values()) == {
        "a mixed group",
        "a mixed group (2)",
    }
    few = [{"label": "choir"}, *[{}] * 9]
    assert names(*make(k1=few, k2=OTHERS), central={"k1": "Ana Ruiz"})["k1"] == "around Ana Ruiz"


def test_a_second_part_adds_something():
    """Not the same word again."""
    choir = {"label": "Choir Berlin", "location": "Berlin", "title": "Choir singer"}
    assert names(*make(k1=[choir] * 4, k2=OTHERS))["k1"] in {"Choir Berlin", "Choir Berlin, singer"}


def test_two_communities_never_have_one_name():
    """The smaller one gets a number; nobody gets none."""
    given = make(k1=[ACME] * 5, k2=[ACME] * 4, k3=OTHERS)
    assert names(*given)["k1"] == "Acme, Berlin"
    assert names(*given)["k2"] == "Acme, Berlin (2)"
    assert names(*make()) == {}
