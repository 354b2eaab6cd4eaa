"""What a second export, a split file or a copy changes: nothing but what it says."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netlens

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
URL = "https://www.linkedin.com/in/"
ROWS = [
    f"Ana,Ruiz,{URL}ana-ruiz-example,,Polymer GmbH,Head of Data,12 Mar 2024\n",
    f"Ben,Okafor,{URL}ben-okafor-example,ben@example.com,Kranich,Engineer,03 Jan 2023\n",
    f"Cem,Arslan,{URL}cem-arslan-example,,Polymer GmbH,Recruiter,01 Aug 2021\n",
    f"Dora,Lind,{URL}dora-lind-example,,Zollverein Data,CTO,02 Aug 2021\n",
    f"Ben,Okafor,{URL}ben-okafor-2-example,,Luft AG,Pilot,03 Aug 2021\n",
]
CARDS = [
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Okafor\nEMAIL:ben@example.com\nEND:VCARD\n",
    (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Polymer\nTEL:+49 30 23125-001\n"
        "RELATED;TYPE=spouse;VALUE=text:Cem Arslan\nEND:VCARD\n"
    ),
    "BEGIN:VCARD\nVERSION:3.0\nFN:Mom\nTEL:+49 30 23125-003\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n",
]
LETTER_HEADER = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
)
LETTERS = [
    f"t1,Eva,{URL}eva-example,Ana,{URL}ana-ruiz-example,2024-03-05 10:00:00 UTC,hi,INBOX\n",
    f"t1,Ana,{URL}ana-ruiz-example,Eva,{URL}eva-example,2024-03-05 11:00:00 UTC,hi,INBOX\n",
    f"t1,Eva,{URL}eva-example,Ana,{URL}ana-ruiz-example,2024-03-05 12:00:00 UTC,hi,INBOX\n",
    (
        f'g,Eva,{URL}eva-example,"Ana,Ben","{URL}ana-ruiz-example,{URL}ben-okafor-example",'
        "2024-04-05 12:00:00 UTC,hi,INBOX\n"
    ),
    f"t2,Eva,{URL}eva-example,Zoe Quill,{URL}zoe-quill-example,2024-05-05 12:00:00 UTC,hi,INBOX\n",
]
MAILS = [
    (
        "From - Mon Jan 06 10:00:00 2025\nFrom: Eva <eva@example.com>\nTo: ben@example.com, "
        "nora@example.org\nDate: Mon, 6 Jan 2025 10:00:00 +0000\nMessage-ID: <1@example.com>\n\nx\n"
    ),
    (
        "From - Tue Jan 07 10:00:00 2025\nFrom: ben@example.com\nTo: Eva <eva@example.com>\n"
        "Date: Tue, 7 Jan 2025 10:00:00 +0000\nMessage-ID: <2@example.com>\n\nx\n"
    ),
    (
        "From - Wed Jan 08 10:00:00 2025\nFrom: Eva <eva@example.com>\nTo: ben@example.com\n"
        "Date: Wed, 8 Jan 2025 10:00:00 +0000\nMessage-ID: <3@example.com>\n\nx\n"
    ),
]
KINDS = {
    "csv": ("Connections", HEADER, ROWS),
    "vcf": ("phone", "", CARDS),
    "msg.csv": ("messages", LETTER_HEADER, LETTERS),
    "mbox": ("mail", "", MAILS),
}
SETTINGS = '[me]\nname = "Eva Lind"\nemails = ["eva@example.com"]\n'


def write(folder, files):
    """Write a project of (name, text)."""
    (folder / "exports").mkdir(parents=True)
    (folder / "netlens.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in files:
        (folder / "exports" / name).write_text(text, encoding="utf-8")
    return netlens.open(folder, as_of="2026-06-30")


def summary(net):
    """Give people and ties by what they say, whichever rows they stand on."""
    people = net.people
    known = people[["person_id", "name", "title", "company", "linkedin", "in_my_lists", "kind"]]
    ties = net.ties[["from", "to", "basis", "kinds", "strength", "probability", "last_seen"]]
    return (
        sorted(map(tuple, known.astype(str).to_numpy().tolist())),
        sorted(map(tuple, ties.astype(str).to_numpy().tolist())),
        net.people_count,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Import every file once, as exported."""
    files = [(f"{stem}.{end}", head + "".join(rows)) for end, (stem, head, rows) in KINDS.items()]
    return summary(write(tmp_path_factory.mktemp("whole") / "net", files))


@st.composite
def arrangements(draw):
    """Split each file at some rows, repeat some parts, name the parts in any order."""
    parts = []
    for end, (_, head, rows) in KINDS.items():
        cuts = sorted({0, *draw(st.sets(st.integers(1, len(rows) - 1))), len(rows)})
        pieces = [head + "".join(rows[a:b]) for a, b in itertools.pairwise(cuts)]
        if draw(st.booleans()):
            pieces.append(draw(st.sampled_from([*pieces, head + "".join(rows)])))
        parts += [(end, piece) for piece in pieces]
    order = draw(st.permutations(range(len(parts))))
    return [(f"{number:02}.{end}", text) for number, (end, text) in zip(order, parts, strict=True)]


@settings(max_examples=40, deadline=None)
@given(arrangements())
def test_order_split_and_repetition_change_neither_people_nor_ties(tmp_path_factory, whole, files):
    """Any names of the files, any split of one, any part twice."""
    assert summary(write(tmp_path_factory.mktemp("parts") / "net", files)) == whole


OLD = HEADER + (
    f"Ana,Ruiz,{URL}ana-ruiz-example,,Zollverein Data,Analyst,12 Mar 2024\n"
    f"Ben,Okafor,{URL}ben-okafor-example,ben@example.com,Kranich,Engineer,03 Jan 2023\n"
    f"Ewa,Lis,{URL}ewa-lis-example,,Wolke GmbH,Senior Data Engineer,03 Jan 2023\n"
)
NEW = HEADER + "".join(ROWS[:3])
GOAL = '\n[[goals]]\nname = "job"\ngoal = "find a job as a data engineer"\n'


@pytest.fixture
def updated(tmp_path):
    """Give a network of an export of December and one of June."""
    files = [("Connections_12-15-2025.csv", OLD), ("Connections_06-28-2026.csv", NEW)]
    net = write(tmp_path / "net", files)
    settings_file = tmp_path / "net" / "netlens.toml"
    settings_file.write_text(SETTINGS + GOAL, encoding="utf-8")
    return netlens.open(net.folder, as_of="2026-06-30")


def test_a_newer_export_tells_what_it_changed(updated):
    """In one sentence with its rows, and nobody's id is another."""
    claims = updated.claims.set_index("claim_id")
    claim = claims.loc["contacts.changes-linkedin-2026-06-28"]
    assert claim["sentence"] == (
        "Between your LinkedIn exports of 15 December 2025 and 28 June 2026: 1 at a new "
        "employer, 1 new and 1 no longer there, for whatever reason."
    )
    proof = updated.trace("contacts.changes-linkedin-2026-06-28")
    assert len(proof[proof["line"].notna()].groupby(["file", "line"])) == 4
    ana = updated.people.set_index("name").loc["Ana Ruiz"]
    assert (ana["title"], ana["company"]) == ("Head of Data", "Polymer GmbH")


def test_the_rows_of_an_older_export_do_not_count_as_growth(updated):
    """Four connections, three of them on one list or both."""
    assert updated.growth["contacts"].max() == 4


def test_who_is_gone_is_not_asked_and_a_new_job_is_congratulated(updated):
    """Ewa would hold the best title of all."""
    moves = updated.moves
    assert "Ewa Lis" in set(updated.holders["name"])
    assert "Ewa Lis" not in set(moves["name"])
    told = moves[(moves["name"] == "Ana Ruiz")]
    assert len(told) == 1
    alone = updated.changes[updated.changes["what"] == "new employer"]
    assert alone["name"].tolist() == ["Ana Ruiz"]
