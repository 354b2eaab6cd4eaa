"""After forgetting, no byte outside exports/ names the person."""

import gzip
import html
import json
import re
import zipfile

import pytest

import netlens
from netlens.erasing import Traces, erase_derived, fold_text, forget_person
from netlens.errors import InputError, OutputError, ParameterError
from netlens.people.names import plain
from netlens.project import read_imported

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Zoë O'Brien
N:O'Brien;Zoë;;;
EMAIL:zoe+x@example.com
TEL:+49 30 23125-077
URL:https://www.linkedin.com/in/zoë-obrien-77
NOTE:sister of Ben Okafor
END:VCARD
"""
FORMS = [
    "Zoë O'Brien",
    "O'Brien, Zoë",
    "zoë  o’brien",
    "Zoe O'Brien",
    "zoe+x@example.com",
    "ZOE+X@EXAMPLE.COM",
    "+493023125077",
    "+49 30 23125-077",
    "030 23125077",
    "zoë-obrien-77",
    "https://www.linkedin.com/in/zo%C3%AB-obrien-77/",
    "https://example.com/?q=Zo%C3%AB%20O%27Brien",
]


def escapes(text):
    """Give the forms in which a program writes a text."""
    yield text
    yield json.dumps(text)[1:-1]
    yield html.escape(text)
    yield json.dumps(html.escape(text))[1:-1]
    yield html.escape(json.dumps(text))
    yield "".join(f"&#{ord(letter)};" for letter in text)
    yield text.replace("o", "<b>o</b>", 0)


@pytest.fixture
def project(small_project):
    """Add Zoë, whose name needs every kind of escape, and reports that name her or not."""
    (small_project / "exports" / "zoe.vcf").write_text(CARD, encoding="utf-8")
    (small_project / "decisions.csv").write_text(
        "when,what,who,other,note\n"
        ",off-limits,zoe+x@example.com,,\n"
        ",off-limits,Cem Arslan,,\n"
        "# Zoë O'Brien is nice\n",
        encoding="utf-8",
    )
    (small_project / "ledger.csv").write_text(
        "date,who,what,direction,goal,about,via,outcome,note\n"
        "2026-01-01,Cem Arslan,ask,got,,,,,\n"
        '2026-01-02,Cem Arslan,ask,got,,"she said:\nask O\'Brien, Zoë",,,\n',
        encoding="utf-8",
    )
    (small_project / "ties.csv").write_text(
        "from,to,kind\nZoë O'Brien,Cem Arslan,friends\n", encoding="utf-8"
    )
    (small_project / ".cache" / "x").mkdir(parents=True)
    (small_project / ".cache" / "x" / "people.json").write_text(json.dumps(FORMS))
    reports = small_project / "reports"
    for i, form in enumerate(f for text in FORMS for f in escapes(text)):
        tables = reports / f"2026-01-{i:02}" / "tables"
        tables.mkdir(parents=True)
        (tables.parent / "index.html").write_text("<p>Cem Arslan</p>")
        (tables / f"x.{['html', 'json', 'csv'][i % 3]}").write_text(f"a {form} b", encoding="utf-8")
    (reports / "clean").mkdir()
    (reports / "clean" / "index.html").write_text("<p>Cem Arslan, 3023125 and zoe</p>")
    return small_project


def open_(folder):
    """Open as of a fixed day."""
    return netlens.open(folder, as_of="2026-06-30")


def every_byte(folder):
    """Give every byte and name outside exports/, escapes undone."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if not inside.startswith("exports"):
            data = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            yield inside, data
            yield inside, html.unescape(data)
            if "\\u" in data:
                yield inside, re.sub(r"\\u(....)", lambda m: chr(int(m[1], 16)), data)


NEEDLES = re.compile(
    r"zo[eë]\W+o\W*brien|brien\W+zo[eë]|zoe\+x|3023125077|23125.?077|obrien", re.IGNORECASE
)


def mentioned(folder):
    """Name the files outside exports/ that still name Zoë."""
    return sorted({inside for inside, text in every_byte(folder) if NEEDLES.search(text + inside)})


def test_nothing_outside_exports_names_them_afterwards(project):
    """Every form in every old report, in the cache, in what was typed."""
    assert len(mentioned(project)) > len(FORMS) * 4
    exports = {p: p.read_bytes() for p in (project / "exports").rglob("*") if p.is_file()}
    found = forget_person(open_(project), "Zoë O'Brien")
    assert mentioned(project) == []
    assert found.left == []
    assert [entry.name for entry in (project / "reports").iterdir()] == ["clean"]
    assert (project / "decisions.csv").read_text() == (
        "when,what,who,other,note\n,off-limits,Cem Arslan,,\n"
    )
    assert read_lines(project / "ledger.csv") == 2
    assert read_lines(project / "ties.csv") == 1
    assert {p: p.read_bytes() for p in (project / "exports").rglob("*") if p.is_file()} == exports
    assert ("zoe.vcf", 1) in found.exports
    net = open_(project)
    assert not net.people["name"].str.contains("Brien").any()
    assert len(net.people) == len(open_(project).people)


def read_lines(path):
    """Count the lines."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_second_time_is_no_error_and_adds_nothing(project):
    """Reports that come from a backup are found by what is typed."""
    forget_person(open_(project), "zoe+x@example.com")
    before = (project / "forgotten.csv").read_bytes()
    with pytest.raises(ParameterError, match="nobody in these exports or reports"):
        forget_person(open_(project), "Zoë O'Brien")
    old = project / "reports" / "old"
    old.mkdir()
    (old / "index.html").write_text("O&#x27;Brien, Zoë")
    assert forget_person(open_(project), "Zoë O'Brien").deleted == ["reports/old/"]
    assert (project / "forgotten.csv").read_bytes() == before


def test_a_dry_run_tells_the_same_and_changes_nothing(project):
    """Every file is as it was."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    told = forget_person(open_(project), "Zoë O'Brien", dry_run=True)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    done = forget_person(open_(project), "Zoë O'Brien")
    assert told == done


def test_what_is_the_users_is_listed_and_left(project):
    """netlens.toml and notebooks are not ours to edit."""
    toml = project / "netlens.toml"
    text = toml.read_text() + '\n[style]\noff_limits = ["Zo\\u00eb O\'Brien"]\n'
    toml.write_text(text)
    (project / "notebooks").mkdir()
    (project / "notebooks" / "a.ipynb").write_text('{"x":\n "zoe+x@example.com"}')
    found = forget_person(open_(project), "Zoë O'Brien")
    assert found.left == [("netlens.toml", 9), ("notebooks/a.ipynb", 2)]
    assert toml.read_text() == text


def test_exports_list_every_row_that_mentions_them(small_project):
    """The contacts and whoever notes something about them."""
    (small_project / "exports" / "zoe.vcf").write_text(CARD, encoding="utf-8")
    assert forget_person(open_(small_project), "Ben Okafor").exports == [
        ("Connections.csv", 6),
        ("ana-ruiz/Connections.csv", 2),
        ("phone.vcf", 1),
        ("zoe.vcf", 1),
    ]


def test_a_namesakes_card_is_not_to_be_deleted(small_project):
    """Another Ana Ruiz stays in the exports."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Other\nADR:;;;Madrid;;;\nEND:VCARD\n"
    (small_project / "exports" / "second.vcf").write_text(card)
    who = "https://www.linkedin.com/in/ana-ruiz-example"
    places = forget_person(open_(small_project), who, dry_run=True).exports
    assert ("Connections.csv", 5) in places
    assert ("second.vcf", 1) not in places


def test_archives_in_reports_are_searched(small_project):
    """A page may have been zipped for somebody."""
    reports = small_project / "reports"
    reports.mkdir()
    with zipfile.ZipFile(reports / "a.zip", "w") as archive:
        archive.writestr("x.html", "Ben Okafor")
    (reports / "b.gz").write_bytes(gzip.compress(b"ben@example.com"))
    (reports / "c.csv").write_text("Ben Okafor", encoding="utf-16")
    (reports / "d.zip").write_bytes(b"PK\x03\x04 broken")
    (reports / "ben-okafor-example.html").write_text("")
    assert forget_person(open_(small_project), "Ben Okafor").deleted == [
        "reports/a.zip",
        "reports/b.gz",
        "reports/ben-okafor-example.html",
        "reports/c.csv",
    ]


def test_a_name_alone_warns_of_namesakes(small_project):
    """Who has no address cannot be told from others of the name."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Gus Gray\nEND:VCARD\n"
    (small_project / "exports" / "gus.vcf").write_text(card)
    found = forget_person(open_(small_project), "Gus Gray")
    assert "namesakes" in found.warnings[0]
    assert "Gus Gray" not in read_imported([small_project]).contacts["name"].tolist()


def test_a_number_that_others_have_forgets_only_one(small_project):
    """A family shares its telephone."""
    phone = small_project / "exports" / "phone.vcf"
    phone.write_text(phone.read_text().replace("23125-003", "23125-002"))
    forget_person(open_(small_project), "Dana Novak")
    names = read_imported([small_project]).contacts["name"].tolist()
    assert "Mom" in names
    assert "Dana Novak" not in names


def test_a_link_is_removed_and_what_it_leads_to_is_not(small_project, tmp_path):
    """Deleting never leaves the project folder."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("Ben Okafor")
    (small_project / "reports").mkdir()
    (small_project / "reports" / "ben okafor").symlink_to(outside)
    assert forget_person(open_(small_project), "Ben Okafor").deleted == ["reports/ben okafor/"]
    assert (outside / "index.html").exists()
    assert not (small_project / "reports" / "ben okafor").is_symlink()


@pytest.mark.parametrize(
    ("who", "expected"), [("Eva Lind", "that is you"), ("Zoe Nobody", "nobody in these exports")]
)
def test_yourself_and_nobody_are_refused(small_project, who, expected):
    """Nothing is changed."""
    with pytest.raises(ParameterError, match=expected):
        forget_person(open_(small_project), who)


def test_several_people_are_an_error_with_ids(small_project):
    """Forgetting the wrong one cannot be undone."""
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Other\nADR:;;;Madrid;;;\nEND:VCARD\n"
    (small_project / "exports" / "second.vcf").write_text(card)
    with pytest.raises(ParameterError, match=r"Ana Ruiz may be p\w+.*Name one by the id"):
        forget_person(open_(small_project), "Ana Ruiz")


def test_loose_files_keep_nothing_of_anybody(small_project):
    """There is no folder to search."""
    with pytest.raises(InputError, match="no project folder"):
        forget_person(open_(small_project / "exports" / "phone.vcf"), "Mom")


def test_what_cannot_be_deleted_is_named(small_project, monkeypatch):
    """The digests are written by then, so that nobody comes back."""
    (small_project / ".cache").mkdir()
    monkeypatch.setattr(
        "netlens.erasing.shutil.rmtree", lambda _: (_ for _ in ()).throw(OSError(1))
    )
    with pytest.raises(OutputError, match="Delete it yourself"):
        forget_person(open_(small_project), "Ben Okafor")
    assert "Ben Okafor" not in read_imported([small_project]).contacts["name"].tolist()


def test_git_is_pointed_out(small_project):
    """Its history holds what was deleted."""
    (small_project / ".git").mkdir()
    assert "git" in forget_person(open_(small_project), "Ben Okafor").warnings[-1]


def test_a_project_loses_what_was_made_and_nothing_else(project):
    """Exports and typed files stay."""
    typed = {p.name for p in project.iterdir()} - {".cache"}
    told = erase_derived(project, dry_run=True)
    assert (project / ".cache").exists()
    assert erase_derived(project) == told
    assert {p.name for p in project.iterdir()} == typed
    assert not list((project / "reports").iterdir())


def test_a_common_word_is_no_mention_in_what_was_typed():
    """Will is also a word; in a cell of its own it is the name."""
    traces = Traces.of([{"name": "Will", "linkedin": None, "emails": (), "phones": ()}])
    assert traces.in_cell("Will")
    assert not traces.in_cell("she will ask")
    assert traces.in_bytes(b"<td>Will</td>")


@pytest.mark.parametrize(
    "text",
    [
        "Müller-Łoś, Ana_Maria",
        "Zoe\u0308 – O’Brien",
        "Straße ΣΊΣΥΦΟΣ İstanbul ﬁn 李明 x李",
        "éa aé a\u0301\u0308b",
        "  ",
        "½ cup",
    ],
)
def test_long_texts_are_folded_as_names_are(text):
    """Else a name would not be found in them."""
    assert fold_text(f"x {text} y") == plain(f"x {text} y")
