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
    assert "1 has shown that they know you, though not by" in said(open_at(seen_project), "lead")
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


def test_one_person_is_no_finding_about_a_group(seen_project):
    """Two at Polymer have shown it; with one of three nothing is said of the most."""
    polymer = "BEGIN:VCARD\nVERSION:3.0\nFN:Kim Seo\nORG:Polymer GmbH\nEND:VCARD\n"
    (seen_project / "exports" / "kim.vcf").write_text(polymer, encoding="utf-8")
    assert said(open_at(seen_project), "groups-most") == (
        "The group with most people who have shown that they know you: Polymer GmbH (2 of 3)."
    )
    (seen_project / "exports" / "messages.csv").unlink()
    net = open_at(seen_project)
    assert net.visibility_by_group.set_index("group").loc["Polymer GmbH", "vouches"] == 1
    assert "visibility.groups-most" not in by_id(net).index


def test_fewer_signs_than_before_are_not_told(seen_project):
    """Two in 2023, one in 2025: fewer, or the files hold less; neither can be said."""
    assert "visibility.trend" not in by_id(open_at(seen_project)).index


@pytest.mark.parametrize("as_of", ["2023-12-01", "2024-02-01", "2025-02-01"])
def test_a_year_that_is_not_over_or_has_none_before_it_is_no_trend(seen_project, as_of):
    """In 2023 two of three, and nobody in a year before; in 2024 none, and a connection."""
    assert "visibility.trend" not in by_id(netlens.open(seen_project, as_of=as_of)).index


def test_a_last_whole_year_above_all_before_is_told(seen_project):
    """Cem wrote in 2022; two vouched in 2023."""
    path = seen_project / "exports" / "messages.csv"
    path.write_text(WROTE.replace("2025-04", "2022-04"), encoding="utf-8")
    row = by_id(netlens.open(seen_project, as_of="2024-02-01")).loc["visibility.trend"]
    assert row["sentence"].startswith("2 people showed in 2023 that they know you, more than in")
    assert (row["value"], len(row["evidence_ids"])) == (2, 2)


def test_files_that_end_early_are_something_to_check(seen_project):
    """Nothing is newer than a message of April 2025, connections included."""
    connections = seen_project / "exports" / "Connections.csv"
    text = connections.read_text(encoding="utf-8").replace("07 Jun 2026", "07 Jun 2024")
    connections.write_text(text, encoding="utf-8")
    row = by_id(netlens.open(seen_project, as_of="2027-02-01")).loc["visibility.trend"]
    assert (row["role"], row["basis"]) == ("unknown", "unknown")
    assert "newest sign, connections included, is from April 2025" in row["sentence"]
    assert len(row["evidence_ids"]) == 1
    assert "visibility.trend" not in by_id(netlens.open(seen_project, as_of="2026-02-01")).index


def test_old_signs_are_told_with_the_half_life_assumed_and_its_range(seen_project):
    """Ana's last one is her connection of March 2024; a longer half-life makes none old."""
    net = open_at(seen_project)
    row = by_id(net).loc["visibility.age"]
    assert row["sentence"] == (
        "Of the 3 who have shown it, 2 have a last dated sign from before 30 June 2024. This page "
        "assumes that a sign counts half after 730 days; anything from 180 to 1,825 days could "
        "be right."
    )
    assert (row["low"], row["value"], row["high"]) == (0, 2, 3)
    assert row["assumptions"] == ("tie-half-life",)
    assert "assumption" in net.trace("visibility.age")["field"].tolist()
    toml = seen_project / "netlens.toml"
    text = toml.read_text(encoding="utf-8") + "\n[assumptions]\ntie_half_life_days = 1900\n"
    toml.write_text(text, encoding="utf-8")
    told = said(open_at(seen_project), "age")
    assert "none has a last dated sign" in told
    assert "from 180 to 1,900 days" in told


def test_what_is_missing_is_named_and_what_is_there_is_not(seen_project, lonely_network):
    more = said(open_at(seen_project), "more")
    assert "a mailbox file" in more
    assert "Invitations.csv" in more
    assert "a colleague's address book" in more
    assert not any(word in more for word in ("messages.csv", "endorsements"))
    book = "BEGIN:VCARD\nVERSION:3.0\nFN:Finn Berg\nEND:VCARD\n"
    (seen_project / "exports" / "ana-ruiz" / "phone.vcf").write_text(book, encoding="utf-8")
    assert "colleague" not in said(open_at(seen_project), "more")
    alone = said(lonely_network, "more")
    assert "endorsements received (LinkedIn's larger archive has them)" in alone
    assert "messages.csv" in alone


def test_recommendations_that_the_reader_gave_are_no_source(small_project):
    path = small_project / "exports" / "Recommendations_Given.csv"
    path.write_text(RECOMMENDED, encoding="utf-8")
    assert "recommendations received" in said(open_at(small_project), "more")


def test_a_colleagues_connections_show_no_more_than_ones_own(small_project):
    """That Ana lists the reader is the connection again; in her phone book it is her own doing."""
    path = small_project / "exports" / "ana-ruiz" / "Connections.csv"
    me = f"Eva,Lind,{URL}eva-example,,,,12 Mar 2024\n"
    path.write_text(path.read_text(encoding="utf-8") + me, encoding="utf-8")
    (small_project / "netlens.toml").write_text(TOML, encoding="utf-8")
    lead = by_id(open_at(small_project)).loc["visibility.lead"]
    assert (lead["role"], lead["value"]) == ("unknown", 4)
    book = f"BEGIN:VCARD\nVERSION:3.0\nFN:Eva Lind\nURL:{URL}eva-example\nEND:VCARD\n"
    (path.parent / "phone.vcf").write_text(book, encoding="utf-8")
    assert "Of your 6 contacts 1 has shown" in said(open_at(small_project), "lead")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (True, "Your one contact has shown that they know you (these files hold nothing"),
        (False, "nothing in them shows what others did of their own accord"),
    ],
)
def test_one_contact_is_told_in_the_singular(tmp_path, message, expected):
    """No "1 have", "these 1" or "1 are"."""
    head, row = "First Name,Last Name,URL,Company,Position,Connected On", "Cem,Arslan"
    row += f",{URL}cem-arslan-example,Polymer GmbH,Recruiter,01 Aug 2021"
    (tmp_path / "Connections.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    if message:
        (tmp_path / "messages.csv").write_text(WROTE, encoding="utf-8")
    (tmp_path / "netlens.toml").write_text(TOML, encoding="utf-8")
    exports = tmp_path / "exports"
    exports.mkdir()
    for path in tmp_path.glob("*.csv"):
        path.rename(exports / path.name)
    net = open_at(tmp_path)
    assert expected in said(net, "lead")
    if message:
        assert said(net, "age").startswith(
            "The last dated sign of the one who has shown it is not from before 30 June 2024."
        )
    else:
        assert "1 person is connected with you" in said(net, "lead")


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
    book = "BEGIN:VCARD\nVERSION:3.0\nFN:Finn Berg\nEND:VCARD\n"
    (exports / "ana-ruiz" / "phone.vcf").write_text(book, encoding="utf-8")
    (exports / "mail.mbox").write_text(mail, encoding="utf-8")
    (exports / "days.ics").write_text(day, encoding="utf-8")
    (exports / "Invitations.csv").write_text(invited, encoding="utf-8")
    toml = TOML.replace("[me]\n", '[me]\nemails = ["eva@example.com"]\n') + GOAL
    (seen_project / "netlens.toml").write_text(toml, encoding="utf-8")
    row = by_id(open_at(seen_project)).loc["visibility.more"]
    assert row["role"] == "note", row["sentence"]
