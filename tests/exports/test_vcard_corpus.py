"""Real vCards of 84 programs and versions, checked by eye, are read as a reader would."""

import csv
from collections import defaultdict

import pytest

from netlens.exports.vcard import read_vcard

# Where the display name has two spaces in a row; netlens folds white space in names.
KNOWN_MISSES = {("webdav_collaborator_30.vcf", 0)}


def read_table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def batches(shared):
    files = sorted((shared / "corpus").glob("*.vcf"))
    return {path.name: read_vcard(path.read_bytes()) for path in files}


def test_the_number_of_contacts_is_right_in_every_file(shared, batches):
    manifest = read_table(shared / "corpus" / "MANIFEST.tsv")
    wanted = {row["file"]: int(row["true_contacts"]) for row in manifest}
    wrong = {
        name: (batch.kept, wanted[name])
        for name, batch in batches.items()
        if batch.kept != wanted[name]
    }
    assert len(batches) > 80
    assert wrong == {}


def test_names_and_counts_of_addresses_and_numbers_are_right(shared, batches):
    misses = set()
    cards = 0
    for row in read_table(shared / "corpus" / "EXPECTED_vcf.tsv"):
        number, columns = int(row["index"]), batches[row["file"]].columns
        found = (
            columns["name"][number] or "",
            "|".join(columns["emails"][number]),
            len(columns["phones_raw"][number]),
        )
        cards += 1
        if found != (row["name"], row["emails"], int(row["tels"])):
            misses.add((row["file"], number))
    assert misses == KNOWN_MISSES
    assert len(misses) <= 0.01 * cards


def test_organisations_and_relations_are_those_of_the_cards(shared, batches):
    wrong = defaultdict(list)
    for row in read_table(shared / "corpus" / "EXPECTED_vcf.tsv"):
        number, columns = int(row["index"]), batches[row["file"]].columns
        stated = {
            value.partition("=")[2] for value in row["related_or_members"].split("|") if value
        }
        named = {name for kind, name in columns["relations"][number] if kind != "agent"}
        if stated - named:
            wrong[row["file"]].append(stated - named)
        if bool(row["org"]) != bool(columns["company"][number]):
            wrong[row["file"]].append(row["org"])
    assert wrong == {}


def test_every_card_is_accounted_for(batches):
    assert all(batch.read == batch.kept + len(batch.dropped) for batch in batches.values())
    assert sum(len(batch.dropped) for batch in batches.values()) == 0
