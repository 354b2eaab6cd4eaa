"""Claims about who knows the reader: shown, a weak sign, or not known; never "they do not"."""

import pytest

import netlens

URL = "https://www.linkedin.com/in/"
ENDORSED = (
    "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,"
    "Endorsement Status\n"
    "2023/03/12 09:41:07 UTC,SQL,Ben,Okafor,www.linkedin.com/in/ben-okafor-example,ACCEPTED\n"
    "2023/05/12 09:41:07 UTC,SQL,Ana,Ruiz,www.linkedin.com/in/ana-ruiz-example,ACCEPTED\n"
)
RECOMMENDED = (
    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    'Ana,Ruiz,Polymer GmbH,Head of Data,"Good.","02/24/23, 05:40 PM",VISIBLE\n'
)
WROTE = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
    f"t,Cem Arslan,{URL}cem-arslan-example,Eva Lind,{URL}eva-example,"
    "2025-04-06 12:00:00 UTC,hi,INBOX\n"
)
TOML = '[me]\nname = "Eva Lind"\nlinkedin = "https://www.linkedin.com/in/eva-example"\n'
GOAL = (
    '\n[[goals]]\nname = "job"\ngoal = "find a job as a data engineer in Berlin"\n'
    'targets = ["Polymer GmbH", "Kranich Mobility", "Nowhere Ltd"]\n'
    '\n[[goals.needs]]\nresource = "leads"\ntext = "a technical recruiter"\n'
    '\n[[goals.needs]]\nresource = "referral"\ntext = "a data engineer"\n'
)


@pytest.fixture
def seen_project(small_project):
    """Give a project in which Ana recommends, Ben and Ana endorse, and Cem writes."""
    exports = small_project / "exports"
    (exports / "Endorsement_Received_Info.csv").write_text(ENDORSED, encoding="utf-8")
    (exports / "Recommendations_Received.csv").write_text(RECOMMENDED, encoding="utf-8")
    (exports / "messages.csv").write_text(WROTE, encoding="utf-8")
    (small_project / "netlens.toml").write_text(TOML + GOAL, encoding="utf-8")
    return small_project


def open_at(folder, **options):
    return netlens.open(folder, as_of="2026-06-30", **options)


def by_id(net):
    return net.claims_of("visibility").set_index("claim_id")


def said(net, what):
    return by_id(net).loc[f"visibility.{what}", "sentence"]


def test_the_lead_counts_who_has_shown_it_and_who_vouches(seen_project):
    """Ana, Ben and Cem of six; Dana and Mom gave no sign, the hidden member a weak one."""
    row = by_id(open_at(seen_project)).loc["visibility.lead"]
    assert (row["role"], row["basis"], row["value"]) == ("lead", "observed", 3)
    assert "3 have shown that they know you, 2 of them by vouching for you" in row["sentence"]
    assert "Of 1 there is only a weak sign" in row["sentence"]
    assert "of 2 there is no sign either way: unknown, and not a no" in row["sentence"]
    assert len(row["evidence_ids"]) == 3


def test_nobody_vouches_is_said_only_where_vouching_could_be_seen(seen_project):
    """Cem wrote; an endorsement of the reader's own skills is not in the files, or is nobody's."""
    exports = seen_project / "exports"
    (exports / "Recommendations_Received.csv").unlink()
    path = exports / "Endorsement_Received_Info.csv"
    stranger = ENDORSED.replace("Ben,Okafor", "Zoe,Gray").replace("Ana,Ruiz", "Yan,Gray")
    stranger = stranger.replace("ben-okafor", "zoe-gray").replace("ana-ruiz", "yan-gray")
    path.write_text(stranger, encoding="utf-8")
    assert "1 has shown that they know you, none of them by" in said(open_at(seen_project), "lead")
    path.unlink()
    assert "nothing that would show who vouches" in said(open_at(seen_project), "lead")


def test_every_claim_leads_to_rows_of_the_exports(seen_project):
    """Files and lines below each, but for the note on what counts."""
    net = open_at(seen_project)
    for claim_id in by_id(net).index:
        rows = net.trace(claim_id)
        assert len(rows) > 1, claim_id
        assert claim_id == "visibility.basis" or net.proof(claim_id), claim_id
    assert net.proof("visibility.vouches") == (
        "Recommendations_Received.csv:2",
        "Endorsement_Received_Info.csv:2",
    )


@pytest.mark.parametrize(
    ("first", "second"), [("Ana Ruiz", "Ben Okafor"), ("Ben Okafor", "Ana Ruiz")]
)
def test_who_recommends_is_named_before_who_endorses(seen_project, first, second):
    text = RECOMMENDED.replace("Ana,Ruiz", first.replace(" ", ","))
    path = seen_project / "exports" / "Recommendations_Received.csv"
    path.write_text(text, encoding="utf-8")
    assert said(open_at(seen_project), "vouches") == (
        f"2 people vouch for you, 1 by recommendation and 2 by endorsement: {first} and {second}."
    )


def test_each_goal_says_who_of_those_who_may_help_knows_the_reader(seen_project):
    net = open_at(seen_project)
    row = by_id(net).loc["visibility.goal-g1"]
    assert "1 vouches for you (Ben Okafor) and 1 is aware of you (Cem Arslan)" in row["sentence"]
    assert row["value"] == 2
    assert len(row["evidence_ids"]) == 2


def test_each_target_says_who_inside_knows_the_reader(seen_project):
    """Two at Polymer and Ewa two steps away; one at Kranich; nobody at Nowhere."""
    net = open_at(seen_project)
    assert said(net, "target-g1-1") == (
        "Polymer GmbH: of your 2 contacts there and 1 person seen there two steps away, "
        "1 vouches for you (Ana Ruiz) and 1 is aware of you (Cem Arslan); "
        "of 1 there is no sign either way."
    )
    assert said(net, "target-g1-2").startswith("Kranich Mobility: of your 1 contact there, 1 vouch")
    nobody = by_id(net).loc["visibility.target-g1-3"]
    assert nobody["basis"] == "unknown"
    assert "cannot be known" in nobody["sentence"]


def test_people_off_limits_are_counted_and_neither_named_nor_proof(seen_project):
    """Ana still vouches, and is inside Polymer still; no claim names her or shows her rows."""
    before = open_at(seen_project)
    (seen_project / "decisions.csv").write_text("what,who\noff-limits,Ana Ruiz\n", encoding="utf-8")
    net = open_at(seen_project)
    assert by_id(net)["sentence"].str.contains("Ana Ruiz").sum() == 0
    assert said(net, "lead") == said(before, "lead")
    assert said(net, "vouches").endswith(": Ben Okafor and 1 more.")
    assert "your 2 contacts there, 1 vouches for you (1 whom you want left alone)" in said(
        net, "target-g1-1"
    )
    proofs = [net.trace(claim_id)["value"] for claim_id in by_id(net).index]
    assert not any(values.str.contains("Ana Ruiz").any() for values in proofs)


def test_groups_in_which_nobody_has_shown_it_are_not_told_to_be_strangers(seen_project):
    """Three of a choir; that they have not is said to be unknown."""
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name} Lind\nCATEGORIES:{label}\nEND:VCARD\n"
        for label, names in {"Rowing": ("Fay", "Gus", "Hal"), "Pair": ("Ida", "Jo")}.items()
        for name in names
    )
    (seen_project / "exports" / "club.vcf").write_text(cards, encoding="utf-8")
    polymer = "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Seo\nORG:Polymer GmbH\nEND:VCARD\n"
    (seen_project / "exports" / "kim.vcf").write_text(polymer, encoding="utf-8")
    net = open_at(seen_project)
    silent = by_id(net).loc["visibility.groups-none"]
    assert silent["basis"] == "unknown"
    assert silent["sentence"].startswith("Of the 3 people under your label Rowing none has shown")
    assert "Pair" not in silent["sentence"]
    assert len(silent["evidence_ids"]) == 3
    assert said(net, "groups-most").endswith("Polymer GmbH (2 of 3).")


def test_a_group_of_people_off_limits_only_is_not_named(seen_project):
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name} Lind\nORG:Boss Ltd\nEND:VCARD\n"
        for name in ("Fay", "Gus", "Hal", "Ida")
    )
    (seen_project / "exports" / "boss.vcf").write_text(cards, encoding="utf-8")
    assert by_id(open_at(seen_project))["sentence"].str.contains("Boss").sum() == 0
    polymer = "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Seo\nORG:Polymer GmbH\nEND:VCARD\n"
    (seen_project / "exports" / "kim.vcf").write_text(polymer, encoding="utf-8")
    assert "Boss Ltd" in said(open_at(seen_project), "groups-none")
    toml = seen_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8") + '\n[style]\noff_limits = ["Boss Ltd"]\n'
    toml.write_text(text, encoding="utf-8")
    assert by_id(open_at(seen_project))["sentence"].str.contains("Boss").sum() == 0


def test_fewer_signs_are_no_decline(seen_project):
    """Two in 2023, one in 2025: fewer, or the files end."""
    row = by_id(open_at(seen_project)).loc["visibility.trend"]
    assert row["sentence"].startswith("In 2023 2 people showed that they know you, in 2025 1: ")
    assert "cannot be told apart" in row["sentence"]
    assert len(row["evidence_ids"]) == 3


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-12-01", "All dated signs stronger than a connection are from 2023"),
        ("2024-02-01", "In 2023 2 people showed that they know you; no whole year before"),
        ("2025-02-01", "in 2024 nobody: fewer signs, or files that end"),
    ],
)
def test_the_last_whole_year_is_compared(seen_project, as_of, expected):
    """The year of the report is not over."""
    assert expected in said(netlens.open(seen_project, as_of=as_of), "trend")


def test_old_signs_are_told_with_the_half_life_assumed(seen_project):
    """Ana's last one is her connection of March 2024; a longer half-life makes none old."""
    net = open_at(seen_project)
    row = by_id(net).loc["visibility.age"]
    assert row["sentence"].startswith(
        "The last dated sign of 2 of these 3 is from before June 2024"
    )
    assert row["assumptions"] == ("tie-half-life",)
    assert "assumption" in net.trace("visibility.age")["field"].tolist()
    toml = seen_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8") + "\n[assumptions]\ntie_half_life_days = 1800\n"
    toml.write_text(text, encoding="utf-8")
    assert "of 0 of these 3" in said(open_at(seen_project), "age")


def test_what_is_missing_is_named_and_what_is_there_is_not(seen_project, lonely_network):
    more = said(open_at(seen_project), "more")
    assert "a mailbox file" in more
    assert "Invitations.csv" in more
    assert not any(word in more for word in ("messages.csv", "endorsements", "colleague"))
    alone = said(lonely_network, "more")
    assert "endorsements received (LinkedIn's larger archive has them)" in alone
    assert "messages.csv" in alone


def test_recommendations_that_the_reader_gave_are_no_source(small_project):
    path = small_project / "exports" / "Recommendations_Given.csv"
    path.write_text(RECOMMENDED, encoding="utf-8")
    assert "recommendations received" in said(open_at(small_project), "more")


def test_a_list_of_connections_cannot_say_who_knows_the_reader(lonely_network):
    """Accepted connections are weak signs; nothing is said of goals, groups or years."""
    table = by_id(lonely_network)
    lead = table.loc["visibility.lead"]
    assert (lead["role"], lead["basis"]) == ("unknown", "unknown")
    assert lead["sentence"].startswith("We cannot know from these files who knows you")
    assert "4 people are connected with you: a weak sign" in lead["sentence"]
    assert "address book" not in lead["sentence"]
    assert table.index.tolist() == ["visibility.lead", "visibility.more", "visibility.basis"]


def test_an_address_book_says_nothing_of_who_knows_the_reader(small_project):
    net = open_at(small_project / "exports" / "phone.vcf", goal="find a mentor")
    lead = by_id(net).loc["visibility.lead"]
    assert lead["basis"] == "unknown"
    assert "of 3 there is no sign at all" in lead["sentence"]
    assert "weak" not in lead["sentence"]
    assert net.claims_of("visibility", "fact").empty


def test_a_source_without_a_sign_is_observed(small_project):
    """Messages are held, and none came from a contact: none has shown it there."""
    ends = (f"Eva Lind,{URL}eva-example", f"Cem Arslan,{URL}cem-arslan-example")
    sent = f"t,{ends[0]},{ends[1]},2025-04-06 12:00:00 UTC,hi,SENT\n"
    path = small_project / "exports" / "messages.csv"
    path.write_text(WROTE.splitlines(keepends=True)[0] + sent, encoding="utf-8")
    (small_project / "netlens.toml").write_text(TOML, encoding="utf-8")
    lead = by_id(open_at(small_project)).loc["visibility.lead"]
    assert (lead["role"], lead["basis"], lead["value"]) == ("lead", "observed", 0)
    assert "none has shown that they know you" in lead["sentence"]


def test_nobody_at_all_is_one_sentence(tmp_path):
    card = "BEGIN:VCARD\nFN:Acme\nORG:Acme\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_text(card, encoding="utf-8")
    assert said(netlens.open(tmp_path / "a.vcf"), "lead").startswith("There is nobody yet")


def test_formats_are_called_as_the_readers_call_them(seen_project):
    """A source whose format is misspelt would always be missing."""
    mail = (
        "From ana@example.com Mon Apr 01 12:00:00 2024\nFrom: Ana Ruiz <ana@example.com>\n"
        "To: Eva Lind <eva@example.com>\nDate: Mon, 01 Apr 2024 12:00:00 +0000\n"
        "Message-ID: <1@example.com>\nSubject: x\n\nhi\n\n"
    )
    day = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20240405T100000Z\n"
        "ORGANIZER;CN=Eva Lind:mailto:eva@example.com\n"
        "ATTENDEE;CN=Ben Okafor:mailto:ben@example.com\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    invited = (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Cem Arslan,Eva Lind,"5/22/24, 6:12 PM",,INCOMING,'
        f"{URL}cem-arslan-example,{URL}eva-example\n"
    )
    exports = seen_project / "exports"
    (exports / "mail.mbox").write_text(mail, encoding="utf-8")
    (exports / "days.ics").write_text(day, encoding="utf-8")
    (exports / "Invitations.csv").write_text(invited, encoding="utf-8")
    toml = TOML.replace("[me]\n", '[me]\nemails = ["eva@example.com"]\n') + GOAL
    (seen_project / "netlens.toml").write_text(toml, encoding="utf-8")
    row = by_id(open_at(seen_project)).loc["visibility.more"]
    assert row["role"] == "note", row["sentence"]
