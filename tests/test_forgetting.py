"""Forgotten people do not come back with the next import, and no file names them."""

import re

import pandas as pd
import pytest

import netlens
from netlens.errors import SettingsError
from netlens.forgetting import Forgotten, is_forgotten, list_keys, make_digests, read_forgotten
from netlens.project import read_imported
from netlens.schema import FILES, LISTS, REJECTED, check_table

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{rest}END:VCARD\n"


def forget(folder, *keys):
    """Write forgotten.csv as netlens does."""
    digests = make_digests(keys, read_forgotten(folder))
    lines = "".join(f"2026-06-30,{digest}\n" for digest in digests)
    (folder / "forgotten.csv").write_text(f"when,digest\n{lines}", encoding="utf-8")


def keys_of(folder, name):
    """Give the keys of everybody of that name."""
    contacts = read_imported([folder]).contacts
    return list_keys(contacts[contacts["name"] == name])


def test_keys_are_what_a_later_export_may_know_them_by(small_project):
    """Addresses and numbers, and the name with the company."""
    assert keys_of(small_project, "Ben Okafor") == [
        "card:name:ben okafor\0kranich mobility",
        "email:ben@example.com",
        "name:ben okafor",
        "phone:493023125001",
        "slug:ben-okafor-example",
    ]


def test_what_others_have_too_is_no_key(small_project):
    """An office's number would forget the whole office."""
    contacts = read_imported([small_project]).contacts
    ben = contacts[contacts["name"] == "Ben Okafor"]
    assert "phone:493023125001" not in list_keys(ben, not_of={"phone:493023125001"})


def test_the_file_names_nobody(small_project):
    """Digests and a salt, in an order that says nothing."""
    keys = keys_of(small_project, "Ben Okafor")
    digests = make_digests(keys, Forgotten())
    assert digests == sorted(digests)
    assert all(re.fullmatch(r"blake2b\$[0-9a-f]{32}\$[0-9a-f]{32}", text) for text in digests)
    assert make_digests(keys, Forgotten()) != digests


def test_a_second_person_gets_the_salt_of_the_first(small_project):
    """One look-up per key is enough; who is known already is not written again."""
    forget(small_project, "name:ana ruiz")
    known = read_forgotten(small_project)
    made = make_digests(["name:ana ruiz", "name:cem arslan"], known)
    assert len(made) == 1
    assert made[0].split("$")[1] in {salt for salt, _ in known.digests}


@pytest.mark.parametrize(
    "key",
    ["slug:ben-okafor-example", "email:ben@example.com", "card:name:ben okafor\0kranich mobility"],
)
def test_a_contact_is_recognised_by_each_of_its_keys(small_project, key):
    """The next export may carry only one of them."""
    forget(small_project, key)
    before = read_imported([small_project / "exports" / "Connections.csv"]).contacts
    mask = is_forgotten(before, read_forgotten(small_project))
    assert before.loc[mask, "name"].tolist() == ["Ben Okafor"]


def test_a_namesake_with_an_address_of_their_own_stays(tmp_path):
    """A name alone forgets only who has nothing but the name."""
    exports = tmp_path / "exports"
    exports.mkdir()
    cards = [("Ana Ruiz", ""), ("Ruiz, Ana", "EMAIL:other@example.com\n"), ("Ana Ruiz", "ORG:X\n")]
    text = "".join(CARD.format(name=name, rest=rest) for name, rest in cards)
    (exports / "a.vcf").write_text(text, encoding="utf-8")
    forget(tmp_path, "name:ana ruiz", "card:name:ana ruiz\0")
    assert read_imported([tmp_path]).contacts["emails"].tolist() == [("other@example.com",), ()]


def test_a_reimport_leaves_them_out_and_counts_them(small_project):
    """Skipped at the user's wish, without name or text; read = kept + rejected + skipped."""
    before = read_imported([small_project])
    forget(small_project, *keys_of(small_project, "Ben Okafor"))
    after = read_imported([small_project])
    assert len(before.contacts) - len(after.contacts) == 3
    told = after.rejected[after.rejected["reason"] == "forgotten at your wish"]
    assert sorted(zip(told["file"], told["line"], strict=True)) == [
        ("Connections.csv", 6),
        ("ana-ruiz/Connections.csv", 2),
        ("phone.vcf", 1),
    ]
    assert told["text"].isna().all()
    files = after.files
    assert (files["read"] == files["kept"] + files["rejected"] + files["skipped"]).all()
    assert files["kept"].sum() == len(after.contacts)
    assert after.lists["size"].sum() == len(after.contacts)
    for table, schema in ((files, FILES), (after.lists, LISTS), (after.rejected, REJECTED)):
        check_table(table, schema)


def write_statements(folder):
    """Add what else may name Ben: a relation and a letter."""
    exports = folder / "exports"
    (exports / "more.vcf").write_text(
        CARD.format(name="Gus Gray", rest="TEL:+49 30 23125-009\nX-SPOUSE:Ben Okafor\n"),
        encoding="utf-8",
    )
    letter = (
        "From x Thu Jan  1 00:00:00 2026\nFrom: Ben Okafor <ben@example.com>\n"
        "To: Cem Arslan <cem@example.com>, Eva Lind <eva@example.com>\nSubject: x\n"
        "Date: Thu, 01 Jan 2026 10:00:00 +0000\nMessage-ID: <1@x>\n\nx\n"
    )
    answer = letter.replace("From: Ben Okafor <ben", "From: Cem Arslan <cem").replace(
        "To: Cem Arslan <cem", "To: Ben Okafor <ben"
    )
    (exports / "mail.mbox").write_text(letter + answer.replace("<1@x>", "<2@x>"), encoding="utf-8")


def test_no_table_names_them_any_more(small_project):
    """Evidence, relations, strangers: nobody mentions Ben."""
    write_statements(small_project)

    def mentions():
        net = netlens.open(small_project, as_of="2026-06-30")
        names = ("contacts", "people", "merges", "evidence", "lists", "rejected", "ties")
        return [
            f"{name}: {text}"
            for name in names
            for text in getattr(net, name).map(str).to_numpy().flat
            if re.search("okafor|ben@example|3023125001", text, re.IGNORECASE)
        ]

    assert {line.split(":")[0] for line in mentions()} >= {"contacts", "people", "evidence"}
    forget(small_project, *keys_of(small_project, "Ben Okafor"))
    assert mentions() == []


def test_a_colleague_who_is_forgotten_takes_the_pooled_list_along(small_project):
    """Her consent is gone with her."""
    forget(small_project, *keys_of(small_project, "Ana Ruiz"))
    after = read_imported([small_project])
    assert set(after.contacts["owner"]) == {"me"}
    assert set(after.lists["owner"]) == {"me"}
    people = netlens.open(small_project, as_of="2026-06-30").people
    assert not people["name"].str.contains("ana.ruiz", case=False).any()


def test_rejected_text_that_names_them_is_blank(small_project):
    """A row that could not be read may name them all the same."""
    forgotten = Forgotten()
    assert not forgotten.is_named_in("Ben Okafor")
    forget(small_project, *keys_of(small_project, "Ben Okafor"))
    forgotten = read_forgotten(small_project)
    for text in (
        "x;BEN  Ökáfor;y".replace("Ö", "O").replace("á", "a"),
        "Okafor, Ben",
        "write to <BEN@example.com>.",
        "https://www.linkedin.com/in/ben-okafor-example/ x",
        "call +49 (30) 23125-001 now",
    ):
        assert forgotten.is_named_in(text), text
    assert not forgotten.is_named_in("Ben and Okafor, or ben@example.org")


def test_without_forgotten_people_nothing_is_touched(small_project):
    """No file, no cost, the same tables."""
    contacts = read_imported([small_project]).contacts
    assert not is_forgotten(contacts, read_forgotten(None)).any()
    (small_project / "forgotten.csv").write_text("when,digest\n")
    pd.testing.assert_frame_equal(read_imported([small_project]).contacts, contacts)


def test_a_digest_that_was_spoiled_is_named(small_project):
    """Somebody would come back in silence."""
    (small_project / "forgotten.csv").write_text("when,digest\n2026-06-30,Ben\n")
    with pytest.raises(SettingsError, match=r"forgotten\.csv line 2"):
        read_imported([small_project])
