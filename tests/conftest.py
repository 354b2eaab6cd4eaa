"""Fixtures that every test may use."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests.browsing import CHROMIUM

import netlens

# No test asserts a wall time: a busy machine is no failure.
settings.register_profile("netlens", deadline=None)
settings.load_profile("netlens")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path_factory):
    """Let no test see, or change, what the user of this machine added."""
    monkeypatch.setenv("NETLENS_HOME", str(tmp_path_factory.mktemp("home") / "netlens"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real exports and networks, or skip where it is absent."""
    folder = Path(os.environ.get("NETLENS_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"the shared trial data is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz-example,,Polymer GmbH,Head of Data,12 Mar 2024
Ben,Okafor,https://www.linkedin.com/in/ben-okafor-example,ben@example.com,Kranich Mobility,Senior Data Engineer,03 Jan 2023
Cem,Arslan,https://www.linkedin.com/in/cem-arslan-example,,Polymer GmbH,Technical Recruiter,01 Aug 2021
,,,,,,07 Jun 2026
"""
PHONE_BOOK = """BEGIN:VCARD
VERSION:3.0
FN:Ben Okafor
EMAIL:ben@example.com
TEL:+49 30 23125-001
CATEGORIES:Choir
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Dana Novak
TEL:+49 30 23125-002
CATEGORIES:Choir
NOTE:knows every recruiter in town
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Mom
TEL:+49 30 23125-003
END:VCARD
"""
ANAS_LIST = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ben,Okafor,https://www.linkedin.com/in/ben-okafor-example,,Kranich Mobility,Senior Data Engineer,03 Jan 2022
Ewa,Lis,https://www.linkedin.com/in/ewa-lis-example,,Polymer GmbH,Data Analyst,05 May 2020
Finn,Berg,https://www.linkedin.com/in/finn-berg-example,,Zollverein Data,CTO,06 May 2020
"""


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """Give a project with one LinkedIn list, a phone book and one colleague's pooled list."""
    folder = tmp_path / "net"
    anas = folder / "exports" / "ana-ruiz"
    anas.mkdir(parents=True)
    (folder / "exports" / "Connections.csv").write_text(CONNECTIONS, encoding="utf-8")
    (folder / "exports" / "phone.vcf").write_text(PHONE_BOOK, encoding="utf-8")
    (anas / "Connections.csv").write_text(ANAS_LIST, encoding="utf-8")
    (anas / "consent.toml").write_text(
        'who = "Ana Ruiz"\nwhen = 2026-05-02\nfor = "reach"\n',
        encoding="utf-8",
    )
    (folder / "netlens.toml").write_text(
        '[me]\nname = "Eva Lind"\n\n[[goals]]\nname = "job"\ngoal = "find a job as a data engineer in Berlin"\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def small_network(small_project: Path) -> Any:
    """Open the small project."""
    return netlens.open(small_project, as_of="2026-06-30")


@pytest.fixture
def lonely_network(small_project: Path) -> Any:
    """Open one Connections.csv and nothing else, as most users do first."""
    return netlens.open(small_project / "exports" / "Connections.csv", as_of="2026-06-30")


@pytest.fixture(scope="session")
def circle_network() -> Any:
    """Open the second invented project, in which 24 of 60 contacts let their lists be read."""
    return netlens.open(REPOSITORY / "data" / "circle", as_of="2026-06-30")
