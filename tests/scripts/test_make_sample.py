"""The two samples are the same every time, name nobody real, and hold what was planted."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import netlens
from netlens.exports import read_exports
from netlens.project import build_cast, read_project

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY / "data"
SAMPLE = DATA / "sample"
CIRCLE = DATA / "circle"
SCRIPT = REPOSITORY / "scripts" / "make_sample.py"
LARGEST = {SAMPLE: 500_000, CIRCLE: 150_000}
MADE_ON = "2026-06-28"

RESERVED_HOST = re.compile(r"(?:[\w-]+\.)*example\.(?:com|net|org)")
# Kept free for films and books by the German and British authorities and the North American plan.
RESERVED_PHONE = re.compile(
    r"\+493023125\d{3}|\+494066969\d{3}|\+496990009\d{3}|\+49171392(?:00)\d\d|\+4917604069(?:0)\d\d"
    r"|\+49(?:15228817386|15228895456|1729925904|1749091317)|\+44207946(?:0)\d{3}|\+1202555(?:01)\d\d"
)
# A few who would be noticed: makers of exports may be named as such, nowhere else.
BRANDS = re.compile(
    r"\b(?:siemens|sap|bosch|zalando|n26|delivery hero|hellofresh|deutsche bahn|telekom|allianz|"
    r"amazon|microsoft|meta|netflix|spotify|ikea|databricks|snowflake|mckinsey|accenture)\b",
    re.IGNORECASE,
)


DERIVED = {".cache", "reports"}


def read_folder(folder: Path) -> dict[str, bytes]:
    """Give every file but what a report leaves behind in a project, which git ignores."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and DERIVED.isdisjoint(path.relative_to(folder).parts)
    }


def decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


@pytest.fixture(scope="module", params=[SAMPLE, CIRCLE], ids=["sample", "circle"])
def project(request) -> Path:
    """Give each of the two project folders."""
    return request.param


@pytest.fixture(scope="module")
def texts(project) -> dict[str, str]:
    """Give every text of a project, folded vCard lines joined, archives opened."""
    found = {}
    for name, data in read_folder(project).items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(project / name) as archive:
                found |= {f"{name}/{n}": decode(archive.read(n)) for n in archive.namelist()}
        else:
            found[name] = decode(data).replace("\r\n ", "")
    return found


@pytest.fixture(scope="module")
def imported():
    """Give what the readers make of the sample."""
    return read_exports(SAMPLE, default_region="DE")


@pytest.fixture(scope="module")
def net():
    """Give the sample as notebooks open it."""
    return netlens.open(SAMPLE, as_of="2026-06-30")


def test_the_script_makes_the_committed_samples_byte_for_byte(tmp_path):
    subprocess.run([sys.executable, SCRIPT, "--out", tmp_path], check=True, capture_output=True)
    made = read_folder(tmp_path)
    assert made
    assert made == read_folder(DATA)


def test_a_sample_is_small_and_holds_nothing_derived(project):
    assert sum(map(len, read_folder(project).values())) < LARGEST[project]
    kept = subprocess.run(
        ["git", "ls-files", project], cwd=REPOSITORY, check=True, capture_output=True, text=True
    )
    assert f"{project.name}/netlens.toml" in kept.stdout
    assert not [part for part in re.split(r"[/\n]", kept.stdout) if part in DERIVED]


def test_every_address_lies_in_a_reserved_domain(texts):
    everything = "\n".join(texts.values())
    hosts = re.findall(r"[\w.+-]+@([\w.-]+\w)", everything)
    hosts += [h for h in re.findall(r"https?://([\w.-]+)", everything) if h != "www.linkedin.com"]
    assert len(hosts) > 50
    assert not [host for host in hosts if not RESERVED_HOST.fullmatch(host)]


def test_every_linkedin_address_says_that_it_is_invented(texts):
    slugs = re.findall(r"linkedin\.com/in/([^\s,\"]+)", "\n".join(texts.values()))
    assert len(slugs) > 800
    assert not [slug for slug in slugs if not slug.startswith("invented-")]


def test_every_phone_number_is_kept_for_fiction(project):
    contacts = read_exports(project, default_region="DE").contacts
    phones = {phone for cell in contacts["phones"] for phone in cell}
    assert len(phones) > 30
    assert not [phone for phone in phones if not RESERVED_PHONE.fullmatch(phone)]


def test_nothing_is_dated_after_the_day_of_the_export(texts):
    typed = {name: text for name, text in texts.items() if name != "netlens.toml"}
    days = re.findall(r"\b20\d\d-\d\d-\d\d", "\n".join(typed.values()))
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    days += [
        f"{year}-{months.index(month) + 1:02d}-{day}"
        for text in typed.values()
        for day, month, year in re.findall(rf"\b(\d\d) ({'|'.join(months)}) (20\d\d)\b", text)
    ]
    assert len(days) > 800
    assert max(days) <= MADE_ON
    assert min(day for day in days if day > "2000") < "2016"


def test_no_well_known_company_is_named(texts):
    assert not {name: BRANDS.findall(text) for name, text in texts.items() if BRANDS.search(text)}


def test_each_of_my_exports_has_its_size_and_its_gaps(imported):
    mine = imported.contacts[imported.contacts["owner"] == "me"]
    by_format = dict(list(mine.groupby("format")))
    linkedin, phone = by_format["LinkedIn Connections.csv"], by_format["vCard 3.0"]
    older = linkedin["file"].str.contains("12-15-2025")
    assert 130 <= older.sum() < (~older).sum() <= 160
    linkedin = linkedin[~older]
    assert (linkedin["emails"].str.len() == 0).mean() > 0.8
    assert linkedin["name"].isna().sum() == 2
    assert 85 <= len(phone) <= 100
    assert phone["title"].isna().mean() > 0.9
    assert phone["company"].isna().mean() > 0.6
    assert phone["notes"].notna().mean() > 0.1
    assert 45 <= len(by_format["Google CSV"]) <= 55
    assert 25 <= len(by_format["Outlook CSV"]) <= 35


def test_broken_rows_are_seen_as_such(imported):
    files = imported.files.set_index("file")
    assert (files["read"] == files["kept"] + files["rejected"] + files["skipped"]).all()
    phone = imported.rejected[imported.rejected["file"] == "iPhone.vcf"]
    assert phone["reason"].tolist() == ["empty card"]
    assert "END:VCARD" in files.loc["iPhone.vcf", "warnings"][0]
    assert "cell too many" in files.loc["google-contacts.csv", "warnings"][0]
    assert files.loc["outlook-murmelfeld.CSV", "encoding"] == "cp1252"
    google = imported.contacts[imported.contacts["file"] == "google-contacts.csv"]
    assert google.loc[google["name"].isna(), "emails"].tolist() == [
        ("kasse@vereinsheim.example.org",)
    ]


def test_my_contacts_are_about_230_people_some_of_them_undecided(net):
    count = net.people_count
    assert 225 <= count.low < count.high <= 250
    assert 5 <= count.undecided <= 15
    assert 0.25 < net.direct["title"].isna().mean() < 0.35


def test_the_older_archive_shows_every_kind_of_change(net):
    counts = net.changes["what"].value_counts()
    assert set(counts.index) == {"new employer", "new title", "renamed", "new", "vanished"}
    assert net.moves["kind"].tolist().count("congratulate") == 3


def test_every_way_of_being_one_person_occurs(net):
    mine = set(net.contacts.loc[net.contacts["owner"] == "me", "contact_id"])
    merges = net.merges[net.merges["contact_a"].isin(mine) & net.merges["contact_b"].isin(mine)]
    same = merges.loc[merges["zone"] == "same", "reasons"].map(lambda reasons: reasons[0])
    counts = same.value_counts()
    assert {"same e-mail", "same phone", "same name and company", "same name"} <= set(same)
    assert (counts[["same e-mail", "same phone", "same name and company"]] >= 10).all()
    assert counts["decided"] == 1


def test_decisions_join_and_part_people(net):
    people = net.people.explode("emails").dropna(subset=["emails"]).set_index("emails")
    aga = people.loc["aga.borowkowska@example.org"]
    assert aga["linkedin"] == "invented-agnieszka-borowkowska-lenz"
    assert people.loc["stefan.moorkampen@example.org", "linkedin"] != "invented-stefan-moorkampen"
    assert (net.people["name"] == "Minh Anh Nguyễn Khuê").sum() == 2


def test_whatever_was_typed_names_exactly_one_person(net):
    cast = build_cast(read_project([SAMPLE]))
    assert cast.warnings == ()
    assert len(cast.off_limits) == 1
    assert len(cast.ledger_people) == len(set(net.ledger["who"]))
    assert len(net.ledger) == 16
    assert len(net.ties[net.ties["kinds"].map(lambda kinds: kinds[0].startswith("stated"))]) == 10


def test_six_colleagues_of_mine_pool_their_lists(net):
    owners = net.people[net.people["list_owner"].notna() & ~net.people["is_ego"]]
    assert len(owners) == 6
    assert owners["in_my_lists"].all()
    assert net.openers["list_size"].between(60, 220).all()
    assert (net.openers["mutual"] >= 15).all()
    seen = net.reach.set_index("figure").loc["seen", "value"]
    assert 600 <= seen <= 750
    assert net.openers["beyond"].sum() > seen * 1.2


def test_the_worlds_show_as_groups(net):
    groups = set(net.groups.head(9)["group"].str.casefold())
    assert {
        "murmelfeld logistik",
        "lorimanda health",
        "wolkenfurt energie",
        "choir",
        "uni",
    } <= groups


def test_the_goal_has_needs_that_are_held_likely_and_nobodys(net):
    cells = net.matrix[net.matrix["people"] > 0]
    named = {(row.need, row.status): set(row.names) for row in cells.itertuples()}
    assert named["a recruiter for data roles", "held"] == {"Ingrid Haugsbakken"}
    assert "Yasemin Tunçeloğlu" in named["a recruiter for data roles", "likely"]
    assert named["someone who runs streaming pipelines", "held"] == {"Hồng Vân Lê Thị"}
    assert "Deniz Kaplandere" in named["a head of data who hires", "likely"]
    assert ("a sworn translator for my Swedish certificates", "gap") in named


def test_one_target_is_out_of_my_own_reach(net):
    there = net.people[net.people["company"] == "Tidenrand Data"]
    assert len(there) > 0
    assert not there["in_my_lists"].any()
