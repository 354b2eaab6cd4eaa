"""An earlier report of the same project."""

import datetime as dt
import json

import pandas as pd
import pytest

import netlens
from netlens.errors import InputError, ParameterError
from netlens.network import find_earlier
from netlens.network.earlier import read_earlier
from netlens.report.writing import write_tables


def keep(net, folder):
    """Write of a report what is read of it later."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"parameters": net.parameters}))
    write_tables(net.tables(), folder / "tables")
    return folder


@pytest.fixture
def grown(small_project, tmp_path):
    """Give the project after Dana left the choir, Eva joined it, and the earlier report."""
    before = netlens.open(small_project, as_of="2026-05-01")
    folder = keep(before, tmp_path / "reports" / "2026-05-01")
    phone = small_project / "exports" / "phone.vcf"
    text = phone.read_text(encoding="utf-8")
    head, dana = text.split("FN:Dana Novak")
    dana = dana.replace("CATEGORIES:Choir\n", "", 1)
    lines = (
        "BEGIN:VCARD",
        "FN:Esi Mensah",
        "TEL:+49 30 23125-009",
        "CATEGORIES:Choir",
        "END:VCARD",
    )
    card = "".join(f"{line}\n" for line in lines)
    phone.write_text(f"{head}FN:Dana Novak{dana}{card}", encoding="utf-8")
    return small_project, folder


def test_what_changed_is_said_with_names_of_today(grown):
    """Esi joined the choir; Dana left it."""
    project, folder = grown
    net = netlens.open(project, as_of="2026-06-30", since=folder)
    row = net.group_changes.set_index("group").loc["Choir"]
    assert (row["what"], len(row["joined"]), len(row["left"])) == ("changed", 1, 1)
    said = net.pick("clustering.changes")["sentence"].iloc[0]
    assert said.startswith(
        "Since the report of 1 May 2026: Esi Mensah joined “Choir”, 1 person left it"
    )
    assert net.group_cards.set_index("group").loc["Choir", "changed"] == (1, 1)


def test_nothing_changed_is_said_too(small_project, tmp_path):
    """The same exports twice."""
    folder = keep(netlens.open(small_project, as_of="2026-05-01"), tmp_path / "old")
    net = netlens.open(small_project, as_of="2026-06-30", since=folder)
    assert "no group has gained or lost" in net.pick("clustering.changes")["sentence"].iloc[0]


def test_without_an_earlier_report_nothing_is_said(small_network):
    """No change is not the same as no comparison."""
    assert small_network.pick("clustering.changes").empty
    assert small_network.group_changes.empty


def test_names_of_people_are_never_taken_from_the_old_report(grown):
    """Whoever is in no file of today is counted, not named: they may have been forgotten."""
    project, folder = grown
    people = folder / "tables" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Dana Novak", "Xenia Old"))
    net = netlens.open(project, as_of="2026-06-30", since=folder)
    assert "Xenia" not in " ".join(net.claims["sentence"])


def test_communities_keep_their_names_and_ids_are_matched(circle_network, tmp_path):
    """The same data a month later: each community is found again, under its old name."""
    folder = keep(circle_network, tmp_path / "old")
    names = folder / "tables" / "community_names.csv"
    first = circle_network.community_names["name"].iloc[0]
    names.write_text(names.read_text(encoding="utf-8").replace(first, "the old gang"))
    later = netlens.open("data/circle", as_of="2026-07-30", since=folder)
    assert later.community_names["name"].iloc[0] == "the old gang"
    assert "so called in the earlier report" in later.community_names["because"].iloc[0]
    assert later.group_changes.empty


def test_a_folder_that_is_no_report_is_refused(tmp_path, small_project):
    """With what to do."""
    with pytest.raises(InputError, match="is no report"):
        netlens.open(small_project, since=tmp_path)


def test_a_broken_report_is_refused(grown):
    """No traceback for a cut-off manifest."""
    _, folder = grown
    (folder / "manifest.json").write_text("{")
    with pytest.raises(InputError, match="cannot be read"):
        read_earlier(folder)


def test_a_report_of_the_same_day_or_later_is_refused(grown):
    """Nothing can have changed since tomorrow."""
    project, folder = grown
    with pytest.raises(ParameterError, match="not before"):
        netlens.open(project, as_of="2026-05-01", since=folder)


def test_the_newest_report_before_the_day_is_found(small_network, tmp_path):
    """Folders that are no days, hold no report, or a broken one, are passed over."""
    for name in ("2026-01-01", "2026-02-01", "2026-07-01"):
        net = netlens.open(small_network.folder, as_of=name)
        keep(net, tmp_path / name)
    for name in ("2026-03-01", "2026-04-01", "2026-99-99", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "2026-03-01" / "manifest.json").write_text("{")
    assert find_earlier(tmp_path, before=dt.date(2026, 5, 1)) == tmp_path / "2026-02-01"
    assert find_earlier(tmp_path, before=dt.date(2026, 2, 1)) == tmp_path / "2026-01-01"
    assert find_earlier(tmp_path / "none", before=dt.date(2026, 5, 1)) is None


def test_since_none_compares_with_nothing(small_project):
    """The word stands for no report."""
    assert netlens.open(small_project, since="none").since is None
    assert isinstance(netlens.open(small_project, since="none").day, pd.Timestamp)


ORGANISATION = "BEGIN:VCARD\nFN:Sea Shanties\nKIND:org\nCATEGORIES:Choir\nEND:VCARD\n"


def test_an_organisation_does_not_leave_a_group(small_project, tmp_path):
    """Only people were counted then, as now."""
    phone = small_project / "exports" / "phone.vcf"
    phone.write_text(phone.read_text(encoding="utf-8") + ORGANISATION, encoding="utf-8")
    folder = keep(netlens.open(small_project, as_of="2026-05-01"), tmp_path / "old")
    assert netlens.open(small_project, as_of="2026-06-30", since=folder).group_changes.empty


def test_who_has_another_address_now_is_still_the_same_person(small_project, tmp_path):
    """Dana's number is another one, and with it her id: she neither left nor joined."""
    folder = keep(netlens.open(small_project, as_of="2026-05-01"), tmp_path / "old")
    phone = small_project / "exports" / "phone.vcf"
    text = phone.read_text(encoding="utf-8")
    told = text.replace("TEL:+49 30 23125-002", "EMAIL:dana@example.org")
    phone.write_text(told, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30", since=folder)
    then = set(read_earlier(folder).memberships["person_id"])
    dana = net.people.loc[net.people["name"] == "Dana Novak", "person_id"].iloc[0]
    assert dana not in then
    assert net.group_changes.empty


def test_who_is_in_no_file_of_today_is_not_even_counted(small_project, tmp_path):
    """They may have asked to be forgotten: no id of theirs is in a table of today."""
    before = netlens.open(small_project, as_of="2026-05-01")
    folder = keep(before, tmp_path / "old")
    dana = before.people.loc[before.people["name"] == "Dana Novak", "person_id"].iloc[0]
    phone = small_project / "exports" / "phone.vcf"
    cards = phone.read_text(encoding="utf-8").split("BEGIN:VCARD\n")
    kept = [card for card in cards if "Dana" not in card]
    phone.write_text("BEGIN:VCARD\n".join(kept), encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30", since=folder)
    assert dana not in " ".join(table.to_csv() for table in net.tables().values())


def test_a_report_of_other_people_is_refused(small_project, circle_network, tmp_path):
    """Another person's labels have no place in this page."""
    folder = keep(circle_network, tmp_path / "old")
    with pytest.raises(ParameterError, match="is of other people"):
        netlens.open(small_project, as_of="2026-07-30", since=folder)


@pytest.mark.parametrize("text", ["[]", '{"parameters": {"as_of": "soon"}}', '{"parameters": []}'])
def test_a_manifest_of_another_make_is_refused(grown, text):
    """One sentence, no traceback."""
    _, folder = grown
    (folder / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="cannot be read"):
        read_earlier(folder)


def test_a_table_that_was_cut_off_is_refused(grown):
    """A last row without its cells."""
    _, folder = grown
    path = folder / "tables" / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + "p1,Half\n", encoding="utf-8")
    with pytest.raises(InputError, match="too few or too many cells"):
        read_earlier(folder)
