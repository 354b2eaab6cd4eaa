"""Whatever has an id leads back to files and lines."""

import pytest

import netlens
from netlens.errors import ParameterError
from netlens.network.tracing import HIDDEN

COLUMNS = ["what", "file", "line", "field", "value"]


def values(table, field):
    """Give the values of one field."""
    return table.loc[table["field"] == field, "value"].tolist()


def test_a_person_is_the_filled_fields_of_their_contacts(small_network):
    """One row per field, three cards, in files and lines."""
    table = small_network.trace("Ben Okafor")
    assert list(table.columns) == COLUMNS
    places = table[["file", "line"]].drop_duplicates().to_numpy().tolist()
    assert sorted(map(tuple, places)) == [
        ("Connections.csv", 6),
        ("ana-ruiz/Connections.csv", 2),
        ("phone.vcf", 1),
    ]
    assert values(table, "labels") == ["Choir"]
    assert set(values(table, "company")) == {"Kranich Mobility"}


def test_addresses_and_notes_are_hidden_unless_asked_for(small_network):
    """That there is one is no secret."""
    private = ["emails", "phones", "phones_raw", "urls", "raw", "notes"]
    for who in ("Ben Okafor", "Dana Novak"):
        table = small_network.trace(who)
        shown = table.loc[table["field"].isin(private), "value"]
        assert set(shown) == {HIDDEN}
        assert not table["value"].str.contains("@|23125|recruiter").any()
    found = small_network.trace("ben@example.com", details=True)
    assert values(found, "emails") == ["ben@example.com", "ben@example.com"]
    assert "+493023125001" in values(found, "phones")


def test_every_claim_leads_to_rows(small_network):
    """A sentence, then something beneath it for each id it names."""
    for claim in small_network.claims.to_dict("records"):
        table = small_network.trace(claim["claim_id"])
        assert table.loc[0, "value"] == claim["sentence"]
        named = len(claim["evidence_ids"])
        assert len(table) > named or not named, claim["claim_id"]


def test_a_claim_names_what_it_assumes(small_network):
    """With value and source."""
    claims = small_network.claims
    assuming = claims[claims["assumptions"].map(len) > 0]["claim_id"].iloc[0]
    assert "assumption" in small_network.trace(assuming)["field"].tolist()


def test_a_merge_shows_both_contacts_and_why(small_network):
    """Zone, reasons, probability, then the rows."""
    merge = small_network.merges.iloc[0]
    table = small_network.trace(merge["merge_id"])
    assert values(table, "reasons") == [", ".join(merge["reasons"])]
    assert values(table, "zone") == ["same, decided by rule"]
    assert {merge["contact_a"], merge["contact_b"]} < set(table["what"])


def test_a_tie_shows_its_statements(small_network):
    """Each with file and line."""
    ties = small_network.ties
    tie = ties[ties["evidence_ids"].map(len) > 1].iloc[0]
    table = small_network.trace(tie["tie_id"])
    stated = table[table["what"].isin(tie["evidence_ids"])]
    assert len(stated) == len(tie["evidence_ids"])
    assert stated["line"].notna().all()


def test_every_id_of_every_table_can_be_traced(small_network):
    """Contacts, people, statements, merges, ties, groups, files."""
    net = small_network
    ids = {
        "contact_id": net.contacts,
        "person_id": net.people,
        "evidence_id": net.evidence,
        "merge_id": net.merges,
        "tie_id": net.ties,
        "group_id": net.affiliations,
        "file": net.files,
    }
    for column, table in ids.items():
        for one in table[column]:
            assert len(net.trace(one)), one


def test_a_stranger_leads_to_who_named_them(small_project):
    """Nobody lists them; a card says so."""
    import netlens  # noqa: PLC0415

    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Gus Gray\nX-SPOUSE:Hanna Gray\nEND:VCARD\n"
    (small_project / "exports" / "gus.vcf").write_text(card, encoding="utf-8")
    table = netlens.open(small_project).trace("Hanna Gray")
    assert table["file"].tolist() == ["gus.vcf"]
    assert "Gus Gray → " in table["value"].iloc[0]


def test_statements_name_people_where_they_are_known(small_project):
    """Threads, meetings and addresses of messages are not named in the export itself."""
    url = "https://www.linkedin.com/in/"
    (small_project / "exports" / "messages.csv").write_text(
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
        f'g,Eva Lind,{url}eva-example,"Ana,Ben","{url}ana-ruiz-example,{url}ben-okafor-example",'
        "2024-04-05 12:00:00 UTC,hi,INBOX\n"
        f"t,Eva Lind,{url}eva-example,Cem,{url}cem-arslan-example,"
        "2024-04-06 12:00:00 UTC,hi,INBOX\n",
        encoding="utf-8",
    )
    net = netlens.open(small_project, as_of="2026-06-30")
    together = net.evidence[net.evidence["kind"] == "group thread"]
    (thread,) = together["evidence_id"]
    assert values(net.trace(thread), "group thread") == ["Ana Ruiz – Ben Okafor, 2024-04-05"]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("contacts.peopel", "Did you mean 'contacts.people'"),
        ("Ben Okafro", "Did you mean 'Ben Okafor'"),
        ("\x1b[31m", "is called '⟨U\\+001B⟩"),
    ],
)
def test_what_is_not_there_is_an_error_with_what_is_near(small_network, what, expected):
    """A typing slip costs one look."""
    with pytest.raises(ParameterError, match=expected):
        small_network.trace(what)


def test_a_name_of_several_people_lists_their_ids(small_project):
    """The id is unambiguous."""
    import netlens  # noqa: PLC0415

    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nORG:Other Ltd\nADR:;;;Madrid;;;\nEND:VCARD\n"
    (small_project / "exports" / "second.vcf").write_text(card, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"may be p\w+ \(Ana Ruiz.*; p\w+ \(Ana Ruiz, Other"):
        netlens.open(small_project).trace("Ana Ruiz")
