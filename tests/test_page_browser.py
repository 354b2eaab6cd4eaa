"""A report of hostile contacts, in a real browser: text stays text, nothing leaves."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.browsing import CLOSING, ENDLESS, FORMULA, HOSTILE, IMAGE, IN_BROWSER, TEMPLATE, Watched

from netlens.cli import main

pytestmark = IN_BROWSER

HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]


def write_connections(path: Path, owner: str) -> None:
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number, bad in enumerate(HOSTILE):
            for twin in ("one", "two"):
                slug = f"https://www.linkedin.com/in/{owner}-{number}-{twin}-example"
                cells = [bad, twin, slug, "", bad, f"Data Engineer {bad}", "12 Mar 2024"]
                writer.writerow(cells)
        shared = "https://www.linkedin.com/in/ana-ruiz-example"
        writer.writerow(["Ana", IMAGE, shared, "", CLOSING, TEMPLATE, "1 Jan 2024"])


def card(number: int, bad: str) -> str:
    shown = bad.replace(",", "\\,").replace(";", "\\;")
    lines = [f"FN:{shown} card", f"ORG:{shown}", f"CATEGORIES:{shown[:99]}", f"NOTE:{shown}"]
    lines += [f"TEL:+49 30 23125-0{number:02}", f"TITLE:{shown}"]
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory):
    """Report on contacts, files, a goal, an ego and a pooled list that all mean harm."""
    project = tmp_path_factory.mktemp("hostile")
    write_connections(project / "exports" / "Connections.csv", "mine")
    write_connections(project / "exports" / "ana" / "Connections.csv", "anas")
    (project / "exports" / "ana" / "consent.toml").write_text(
        f'who = "Ana {IMAGE}"\nwhen = 2026-05-02\nfor = "reach"\n', encoding="utf-8"
    )
    book = "".join(card(number, bad) for number, bad in enumerate(HOSTILE))
    (project / "exports" / "<img src=x onerror=window.pwned=4>.vcf").write_text(book, "utf-8")
    (project / "netlens.toml").write_text(
        f"[me]\nname = '{IMAGE}'\noffers = ['{CLOSING} data']\n"
        f"[[goals]]\ngoal = 'find a job as a data engineer {IMAGE} {TEMPLATE}'\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke(main, ["report", str(project), "--as-of", "2026-06-30"])
    assert run.exit_code == 0, run.output
    assert "\x1b" not in run.output
    assert "\u202e" not in run.output
    return project / "reports" / "2026-06-30" / "index.html"


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["desktop", "phone"])
def watched(request, browser, hostile_page):
    """Open the hostile page at each width, with all of it drawn."""
    width, height = request.param
    page = Watched(browser, hostile_page, viewport={"width": width, "height": height})
    page.scroll()
    yield page
    page.context.close()


def test_no_script_of_a_contact_runs_and_nothing_is_fetched(watched):
    page = watched.page
    assert page.evaluate("window.pwned") is None
    assert watched.said == []
    assert [url for url in watched.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert len([url for url in watched.asked if url.startswith("file:")]) == 1
    assert page.query_selector_all("img, iframe, object, embed, form, link") == []
    places = [link.get_attribute("href") for link in page.query_selector_all("a")]
    assert all((place or "#").startswith("#") for place in places), places


def test_every_figure_is_drawn_and_hostile_names_are_text_in_it(watched):
    page = watched.page
    places = page.query_selector_all("div.figure:visible")
    assert len(places) >= 4
    assert all(place.query_selector("svg.main-svg") for place in places)
    drawn = " ".join(text.text_content() for text in page.query_selector_all("svg text"))
    assert "<img src=x" in drawn
    assert "</script>" in drawn
    assert "49" not in drawn.replace("2049", "")  # {{7*7}} was not worked out


def test_hostile_text_is_shown_as_text(watched):
    text = watched.page.inner_text("body")
    for bad in (IMAGE, CLOSING, "{{7*7}}", FORMULA[:10], "⟨U+001B⟩[31mred", "⟨U+202E⟩txt"):
        assert bad in text, bad
    assert "\u202e" not in watched.page.content()
    assert "A" * 1000 not in watched.page.content()


def test_nothing_is_wider_than_the_screen(watched):
    wide = watched.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= watched.page.viewport_size["width"]


def test_without_scripts_every_figure_has_its_table(browser, hostile_page):
    watched = Watched(browser, hostile_page, java_script_enabled=False)
    text = watched.page.text_content("main")
    assert "Its numbers stand in the table below" in text
    for figure in watched.page.query_selector_all("figure"):
        after = figure.evaluate_handle("f => f.nextElementSibling").as_element()
        assert after is not None
        assert after.query_selector("table") or "none" in after.text_content()
    watched.context.close()


def test_it_prints_whole(browser, hostile_page):
    watched = Watched(browser, hostile_page)
    data = watched.page.pdf(format="A4")
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 3
    watched.context.close()


def test_a_guarded_spreadsheet_cell(hostile_page):
    longest = csv.field_size_limit(2 * len(ENDLESS))
    with (hostile_page.parent / "tables" / "people.csv").open(encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    csv.field_size_limit(longest)
    formulas = [cell for cell in cells if "HYPERLINK" in cell]
    assert formulas
    assert not any(cell.startswith("=") for cell in formulas)
