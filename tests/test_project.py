"""A project opened: typed words become people, or errors that list the candidates."""

import pytest

from netlens.errors import InputError, SettingsError
from netlens.people.ego import EGO_ID
from netlens.project import build_cast, read_project


def cast(folder, **options):
    """Open and resolve a project."""
    return build_cast(read_project([folder]), **options)


def test_ego_is_named_by_the_nearest_word(small_project):
    """--me comes before netlens.toml."""
    assert cast(small_project).people.loc[0, "name"] == "Eva Lind"
    assert cast(small_project, me="Eva L. Lind").people.loc[0, "name"] == "Eva L. Lind"


def test_the_colleague_who_pooled_is_my_contact(small_project):
    """Ana's list belongs to the Ana on my list."""
    people = cast(small_project).people
    owner = people[people["list_owner"] == "ana-ruiz"]
    assert owner["name"].tolist() == ["Ana Ruiz"]
    assert owner["in_my_lists"].tolist() == [True]


def test_one_person_in_two_exports_is_one(small_project):
    """Ben is on LinkedIn, in the phone and on Ana's list."""
    people = cast(small_project).people
    ben = people[people["name"] == "Ben Okafor"].iloc[0]
    assert len(ben["contact_ids"]) == 3
    assert ben["title"] == "Senior Data Engineer"
    assert ben["labels"] == ("Choir",)


def write(folder, name, text):
    """Type a record."""
    (folder / name).write_text(text, encoding="utf-8")


def test_decisions_are_obeyed(small_project):
    """Same joins, not-a-person and off-limits mark."""
    write(
        small_project,
        "decisions.csv",
        "what,who,other\nsame,Mom,Dana Novak\nnot-a-person,Cem Arslan,\noff-limits,Ben Okafor,\n",
    )
    result = cast(small_project)
    people = result.people.set_index("name")
    assert "Mom" not in people.index
    assert people.loc["Cem Arslan", "kind"] == "organisation"
    assert result.off_limits == (people.loc["Ben Okafor", "person_id"],)


def test_a_decision_can_part_what_a_rule_joined(small_project):
    """Undoing a merge is one line."""
    contact = "https://www.linkedin.com/in/ben-okafor-example"
    write(small_project, "decisions.csv", f"what,who,other\nme,Dana Novak,\nsame,{contact},Mom\n")
    people = cast(small_project).people
    assert "Dana Novak" not in people["name"].tolist()
    assert len(people.loc[people["name"] == "Ben Okafor", "contact_ids"].iloc[0]) == 4


def test_names_nobody_has_are_warnings(small_project):
    """People come and go; the line is named."""
    write(small_project, "ledger.csv", "date,who,what\n2026-01-01,Zoe Nobody,ask\n")
    result = cast(small_project)
    assert result.ledger_people == {"Zoe Nobody": None}
    assert result.warnings == ("ledger.csv line 2: nobody in these exports is called Zoe Nobody",)


def test_names_several_people_have_are_errors_with_candidates(small_project):
    """Guessing would be worse."""
    phone = small_project / "exports" / "second.vcf"
    card = "BEGIN:VCARD\nFN:Ana Ruiz\nORG:Other Ltd\nADR:;;;Madrid;;;\nEND:VCARD\n"
    phone.write_text(card, encoding="utf-8")
    write(small_project, "decisions.csv", "what,who\noff-limits,Ana Ruiz\n")
    with pytest.raises(SettingsError, match=r"line 2: Ana Ruiz may be .*Polymer GmbH.*Other Ltd"):
        cast(small_project)


def test_typed_ties_are_asserted(small_project):
    """`me` is ego; a stranger makes no tie but a warning."""
    write(
        small_project, "ties.csv", "from,to,kind\nCem Arslan,Dana Novak,flatmates\nme,Zoe Nobody,\n"
    )
    result = cast(small_project)
    stated = result.evidence[result.evidence["basis"] == "asserted"]
    assert stated["kind"].tolist() == ["stated: flatmates"]
    assert "ties.csv line 3" in result.warnings[0]
    write(small_project, "ties.csv", "from,to\nme,Mom\n")
    assert f"name:{EGO_ID}" in cast(small_project).evidence["from"].tolist()


def test_two_projects_at_once_are_refused(small_project, tmp_path):
    """One page is about one person's network."""
    other = tmp_path / "other"
    (other / "exports").mkdir(parents=True)
    with pytest.raises(InputError, match="two project folders"):
        read_project([small_project, other])


LISTS_NOBODY = {
    "Connections.csv": ("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"),
    "messages.csv": (
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
        "t,Cem Arslan,https://www.linkedin.com/in/cem-arslan-example,Eva Lind,"
        "https://www.linkedin.com/in/eva-example,2025-04-06 12:00:00 UTC,hi,INBOX\n"
    ),
    "mail.mbox": (
        "From a Mon Apr 01 12:00:00 2024\nFrom: News <news@example.com>\n"
        "To: Eva <eva@example.com>\nDate: Mon, 01 Apr 2024 12:00:00 +0000\n"
        "Message-ID: <1@example.com>\nList-Id: <x.example.com>\nSubject: x\n\nhi\n\n"
    ),
}


@pytest.mark.parametrize("name", LISTS_NOBODY)
def test_files_that_list_nobody_are_one_error(tmp_path, name):
    """Headings, letters and newsletters: it says what was read, and what to give."""
    path = tmp_path / name
    path.write_text(LISTS_NOBODY[name], encoding="utf-8")
    with pytest.raises(InputError, match=rf"^no contacts found\. {name}: \d read") as caught:
        read_project([path])
    assert "Connections.csv, an address book" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rejected_row_is_no_error_but_a_row_of_the_page(tmp_path):
    path = tmp_path / "your_friends.json"
    path.write_text('{"friends_v2":[{"timestamp":1}]}', encoding="utf-8")
    imported = read_project([path]).imported
    assert imported.contacts.empty
    assert imported.files["rejected"].tolist() == [1]
