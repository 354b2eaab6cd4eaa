"""What a newer export says that an older one of the same source did not."""

import pytest

from netlens.people import link_contacts, list_changes
from netlens.schema import CONTACTS, LISTS, make_table

OLD = {
    "ana": ("Ana Ruiz", "Analyst", "Polymer"),
    "ben": ("Ben Okafor", "Engineer", "Kranich"),
    "cem": ("Cem Arslan", "Recruiter", "Zoll"),
    "dora": ("Dora Lind", "Nurse", "Klinik"),
    "ewa": ("Ewa Lis", "Baker", "Ofen GmbH"),
}
NEW = {
    "ana": ("Ana Ruiz", "Head of Data", "Kranich"),
    "ben": ("Ben Okafor", "Staff Engineer", "Kranich AG"),
    "cem": ("Cem Arslan-Meier", "Recruiter", "Zoll"),
    "ewa": ("Ewa Lis", None, None),
    "finn": ("Finn Berg", "Pilot", "Luft"),
}


def changes(*files, days=("2025-12-01", "2026-06-01"), formats=("csv", "csv")):
    """Import exports of given days and compare them."""
    rows = [
        {
            "contact_id": f"c{number}{slug}", "file": f"{number}.csv", "line": line, "owner": "me",
            "kind": "person", "format": formats[number], "producer": "LinkedIn", "linkedin": slug,
            "observed_on": days[number],
            "name": name, "title": title, "company": company,
        }
        for number, file in enumerate(files)
        for line, (slug, (name, title, company)) in enumerate(file.items(), 2)
    ]  # fmt: skip
    lists = [
        {"list_id": f"l{i}", "owner": "me", "file": f"{i}.csv", "complete": True, "as_of": day}
        for i, day in enumerate(days[: len(files)])
    ]
    contacts = make_table(CONTACTS, rows)
    people, _ = link_contacts(contacts)
    people = people.assign(is_ego=False)
    return list_changes(contacts, people, make_table(LISTS, lists))


def test_new_jobs_names_arrivals_and_departures_are_told():
    """Kranich AG is Kranich: only the title is new there. No job stated is not a lost job."""
    found = changes(OLD, NEW)
    told = list(zip(found["what"], found["name"], found["before"], found["after"], strict=True))
    assert told == [
        ("new employer", "Ana Ruiz", "Analyst at Polymer", "Head of Data at Kranich"),
        ("new title", "Ben Okafor", "Engineer at Kranich", "Staff Engineer at Kranich AG"),
        ("renamed", "Cem Arslan-Meier", "Cem Arslan", "Cem Arslan-Meier"),
        ("new", "Finn Berg", "", "Pilot at Luft"),
        ("vanished", "Dora Lind", "Nurse at Klinik", ""),
    ]
    assert found.loc[0, "rows"] == "0.csv:2, 1.csv:2"
    assert found.loc[0, "contact_ids"] == ("c0ana", "c1ana")


def test_the_newer_export_need_not_be_read_last():
    """The day decides."""
    found = changes(NEW, OLD, days=("2026-06-01", "2025-12-01"))
    assert found.loc[0, "after"] == "Head of Data at Kranich"


@pytest.mark.parametrize(
    ("files", "more"),
    [
        ([OLD], {}),
        ([OLD, OLD], {}),
        ([OLD, NEW], {"days": ("2026-06-01", "2026-06-01")}),
        ([OLD, NEW], {"days": (None, "2026-06-01")}),
        ([OLD, NEW], {"formats": ("csv", "vCard")}),
        ([OLD, {"finn": NEW["finn"]}], {}),
    ],
    ids=["one", "repeated", "same day", "undated", "other program", "other list"],
)
def test_what_is_no_newer_export_of_the_source_changes_nothing(files, more):
    """Two parts of one export, or two address books, are not older and newer."""
    assert changes(*files, **more).empty


def test_no_contact_at_all_is_no_change():
    """A list with a header and no rows has a day or none, and nothing to compare."""
    contacts = make_table(CONTACTS, [])
    people, _ = link_contacts(contacts)
    empty = make_table(LISTS, [])
    held = make_table(LISTS, [{"list_id": "l0", "owner": "me", "file": "0.csv", "complete": True}])
    for lists in (empty, held):
        assert list_changes(contacts, people, lists).empty
