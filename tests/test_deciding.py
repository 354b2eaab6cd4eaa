"""Pairs are put to the user once, and what is answered means the same cards later."""

import re

import pytest

import netlens
from netlens.deciding import Decider, show_side_by_side
from netlens.errors import InputError, ParameterError
from netlens.records import DECISIONS, read_record

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{rest}END:VCARD\n"


def write_cards(folder, *cards):
    """Write one address book."""
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    text = "".join(
        CARD.format(name=name, rest="".join(f"{r}\n" for r in rest)) for name, *rest in cards
    )
    (folder / "exports" / "cards.vcf").write_text(text, encoding="utf-8")
    return folder


def decider(folder):
    """Open as of a fixed day."""
    return Decider(netlens.open(folder, as_of="2026-06-30"))


@pytest.fixture
def doubtful(tmp_path):
    """Give two pairs that may be one person, and a stranger to both."""
    return write_cards(
        tmp_path,
        ("Niall Ashcombe", "TEL:+49 30 23125-001"),
        ("Niall Ashcombe", "ORG:Ottermühlen"),
        ("Ben Okafor", "ORG:Kranich", "ADR:;;;Berlin;;;"),
        ("Ben Okafor", "ORG:Storch", "ADR:;;;Madrid;;;"),
        ("Dana Novak", "EMAIL:dana@example.com"),
    )


def zone_of(folder, *names):
    """Tell what became of the pair of these names."""
    net = netlens.open(folder, as_of="2026-06-30")
    of = net.contacts.set_index("contact_id")["name"]
    merges = net.merges
    pairs = zip(
        merges["contact_a"].map(of), merges["contact_b"].map(of), merges["zone"], strict=True
    )
    return [zone for a, b, zone in pairs if sorted((a, b)) == sorted(names)]


def test_the_most_likely_pair_is_asked_first(doubtful):
    """One question per two people, with the probability in words."""
    questions = decider(doubtful).questions
    assert len(questions) == 2
    assert questions[0].probability > questions[1].probability
    assert questions[0].likely.startswith("likely ")
    assert questions[0].likely.endswith(" %")


@pytest.mark.parametrize(("what", "zone"), [("same", "same"), ("different", "different")])
def test_an_answer_settles_its_pair_at_the_next_import(doubtful, what, zone):
    """Also where the two have nothing but one name."""
    asked = decider(doubtful)
    for question in asked.questions:
        asked.write(asked.answer(question, what))
    assert decider(doubtful).questions == []
    assert set(zone_of(doubtful, "Ben Okafor", "Ben Okafor")) == {zone}
    assert set(zone_of(doubtful, "Niall Ashcombe", "Niall Ashcombe")) == {zone}


def test_an_address_is_written_before_a_number_before_an_id(small_project):
    """What a later export is most likely to carry."""
    asked = decider(small_project)
    ids = {
        asked.card(i).fields["name"]: i
        for i in asked._net.contacts["contact_id"].tolist()[::-1]  # noqa: SLF001
        if "name" in asked.card(i).fields
    }
    assert asked.reference(ids["Ana Ruiz"]) == "https://www.linkedin.com/in/ana-ruiz-example"
    assert asked.reference(ids["Mom"]) == "+493023125003"


def test_what_the_other_card_carries_too_is_not_written(small_project):
    """Two cards with one e-mail are told apart by something else."""
    asked = decider(small_project)
    contacts = asked._net.contacts  # noqa: SLF001
    listed, phoned = (
        contacts.loc[(contacts["file"] == file) & (contacts["name"] == "Ben Okafor")].iloc[0]
        for file in ("Connections.csv", "phone.vcf")
    )
    assert asked.reference(phoned["contact_id"]) == "ben@example.com"
    words = asked.reference(phoned["contact_id"], apart_from=listed["contact_id"])
    assert words == "+493023125001"


def test_what_others_share_or_a_spreadsheet_runs_is_not_written(tmp_path):
    """Then the contact's id stands for it."""
    folder = write_cards(
        tmp_path,
        ("Ana Ruiz", "EMAIL:office@example.com"),
        ("Cem Arslan", "EMAIL:office@example.com"),
        ("Evil Eve", "EMAIL:=cmd@example.com"),
    )
    asked = decider(folder)
    for contact in asked._net.contacts["contact_id"]:  # noqa: SLF001
        assert asked.reference(contact) == contact


def test_typed_names_are_looked_up_and_written_as_references(small_project):
    """A namesake in a later export must not make them ambiguous."""
    asked = decider(small_project)
    rows = asked.answer_typed("Mom", "Dana Novak", "same")
    assert rows == [
        {"when": "2026-06-30", "what": "same", "who": "+493023125003", "other": "+493023125002"}
    ]
    asked.write(rows, note="she is")
    assert read_record(small_project, DECISIONS)["note"].tolist() == ["she is"]
    assert "Mom" not in netlens.open(small_project).people["name"].tolist()


def test_a_merge_can_be_undone_by_naming_two_of_its_cards(small_project):
    """LinkedIn's Ben is not the Ben of the phone book."""
    asked = decider(small_project)
    slug = "https://www.linkedin.com/in/ben-okafor-example"
    mine = [i for i in asked._net.contacts.query("file == 'phone.vcf'")["contact_id"]][0]  # noqa: RUF015, SLF001, C416
    asked.write(asked.answer_typed(slug, mine, "different"))
    people = netlens.open(small_project, as_of="2026-06-30").people
    assert people["name"].tolist().count("Ben Okafor") == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Zoe Nobody", "Mom", "nobody in these exports is called Zoe Nobody"),
        ("Ben Okafor", "Ben Okafor", "are the same rows"),
    ],
)
def test_what_cannot_be_told_apart_is_an_error(small_project, one, other, expected):
    """Nothing is written."""
    with pytest.raises(ParameterError, match=expected):
        decider(small_project).answer_typed(one, other, "same")


def test_an_ambiguous_name_lists_the_cards(doubtful):
    """By id, file and line."""
    with pytest.raises(ParameterError, match=r"c[0-9a-f]{16} \(Ben Okafor, cards.vcf:\d+\); c"):
        decider(doubtful).answer_typed("Ben Okafor", "Dana Novak", "same")


def test_not_a_person_is_one_line_that_is_obeyed(doubtful):
    """Even for somebody known by name only."""
    asked = decider(doubtful)
    asked.write(asked.answer_one(asked.questions[1].one))
    people = netlens.open(doubtful, as_of="2026-06-30").people
    assert (people["kind"] == "organisation").sum() == 1


def test_undo_takes_back_exactly_what_was_given(doubtful):
    """And nothing that came from elsewhere."""
    asked = decider(doubtful)
    rows = asked.answer(asked.questions[0], "same")
    asked.write(rows)
    assert [row["what"] for row in asked.undo(rows)] == ["same"]
    with pytest.raises(InputError, match="no line to take back"):
        asked.undo(rows)


def test_two_columns_show_hostile_cards_without_obeying(tmp_path):
    """Escapes, line ends and long texts stay in their column; the line number is seen."""
    folder = write_cards(
        tmp_path,
        (
            "\x1b[31mNiall Ashcombe",
            "TITLE:" + "very " * 40 + "long\\nforged: line",
        ),
        ("\x1b[31mNiall Ashcombe", "TEL:+49 30 23125-001"),
    )
    (folder / "exports" / "cards.vcf").rename(folder / "exports" / f"{'x' * 60}.vcf")
    (question,) = decider(folder).questions
    lines = list(show_side_by_side(question, 80))
    assert "\x1b" not in "".join(lines)
    assert all(len(line) <= 130 for line in lines)
    assert sum(bool(re.search(r"…x+\.vcf:1\b", line)) for line in lines) == 1
    assert lines[-1].startswith("likely ")


def test_without_a_project_folder_it_says_what_to_do(small_project):
    """Loose files have nowhere to keep decisions."""
    with pytest.raises(InputError, match="netlens init"):
        Decider(netlens.open(small_project / "exports" / "phone.vcf"))
