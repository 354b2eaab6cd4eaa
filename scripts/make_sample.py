"""
Make data/sample: an invented person's exports, rich and untidy as real ones are.

Usage: python scripts/make_sample.py [--out DIR]

Everybody is invented; addresses lie in reserved domains and phone numbers in
blocks kept for fiction. The same bytes come out on every machine.
"""

import argparse
import csv
import io
import random
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from sample_world import (
    FAMILY,
    GIVEN,
    NOTES,
    OWNERS,
    PHONES,
    PLACES,
    WORLDS,
    Person,
    World,
)

SEED = 20260628
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LINKEDIN = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
NOTE = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. "
    "You will only see email addresses for connections who have allowed their connections to see them."
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,"
    "Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value"
).split(",")
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business Country/Region,Business Phone,Mobile Phone,Categories,E-mail Address,E-mail Type,E-mail Display Name,"
    "Manager's Name,Notes,Web Page"
).split(",")


def main() -> None:
    """Write the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parent.parent / "data" / "sample"
    parser.add_argument("--out", type=Path, default=default)
    make_sample(parser.parse_args().out)


def make_sample(folder: Path) -> None:
    """Write the whole project folder, replacing what is there."""
    chance = random.Random(SEED)
    people = invent_people(chance)
    mine = [p for p in people if not p.stranger]
    shutil.rmtree(folder, ignore_errors=True)
    exports = folder / "exports"
    exports.mkdir(parents=True)
    write_archive(exports / "Basic_LinkedInDataExport_06-28-2026.zip", mine, chance)
    write(exports / "iPhone.vcf", phone_book(mine, chance))
    write(exports / "Google contacts.csv", google(mine))
    write(exports / "Outlook Fjordlicht.csv", outlook(mine))
    owners = pool_lists(exports, people, chance)
    write_records(folder, mine, owners)


def write(path: Path, text: str) -> None:
    """Write text with its line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def rows_text(header: Sequence[str], rows: Sequence[Sequence[str]], *, end: str = "\n") -> str:
    """Give CSV text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def invent_people(chance: random.Random) -> list[Person]:
    """Invent everybody: ego's contacts, and those whom only colleagues know."""
    names = [(g, f) for g in GIVEN for f in FAMILY]
    chance.shuffle(names)
    people: list[Person] = []
    for world in WORLDS:
        for i in range(world.contacts + world.strangers):
            given, family = names.pop()
            person = Person(len(people) + 1, given, family, world.name, stranger=i >= world.contacts)
            describe(person, world, chance)
            people.append(person)
    namesakes(people)
    return people


def describe(person: Person, world: World, chance: random.Random) -> None:
    """Give a person a job, a place, dates and the exports they stand in."""
    if world.companies:
        person.company = chance.choice(world.companies)
    if world.companies or chance.random() < 0.5:
        person.title = chance.choice(world.titles)
    person.place = chance.choice(PLACES)
    pattern = PHONES[person.number % 2 if chance.random() < 0.9 else 2 + person.number % 2]
    person.phone = pattern.format(person.number % (100 if "555" in pattern else 1000))
    year = min(2026, world.since + int(abs(chance.gauss(0, 3.5))))
    month = chance.randint(1, 6 if year == 2026 else 12)
    person.since = f"{chance.randint(1, 27):02d} {MONTHS[month - 1]} {year}"
    person.label = world.label if chance.random() < 0.7 else ""
    if chance.random() < 0.3:
        person.note = chance.choice(NOTES[world.name])
    for source in ("linkedin", "phone", "google", "outlook"):
        if chance.random() < getattr(world, source):
            person.sources.add(source)
    if not person.sources:
        person.sources.add("phone" if not world.companies else "linkedin")


def namesakes(people: list[Person]) -> None:
    """Make two pairs of different people with one name, as every network has."""
    mine = [p for p in people if not p.stranger]
    for one, other in ((3, 120), (60, 200)):
        mine[other].given, mine[other].family = mine[one].given, mine[one].family


def connections(people: Sequence[Person], chance: random.Random, *, hidden: int = 0) -> str:
    """Give a Connections.csv, mostly without addresses, newest first as LinkedIn has it."""
    rows = []
    for p in people:
        email = p.email if chance.random() < 0.04 else ""
        rows.append([p.given, p.family, p.linkedin, email, p.company, p.title, p.since])
    rows.sort(key=lambda row: (row[6][7:], MONTHS.index(row[6][3:6]), row[6][:2]), reverse=True)
    rows = [["", "", "", "", "", "", "07 Jun 2026"]] * hidden + rows
    return f'Notes:\n"{NOTE}"\n\n' + rows_text(LINKEDIN, rows)


def write_archive(path: Path, mine: Sequence[Person], chance: random.Random) -> None:
    """Write the LinkedIn archive: the parts that are read, and those that come with them."""
    linked = [p for p in mine if "linkedin" in p.sources]
    first = linked[0]
    profile = (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\n"
        'Nora,Lindqvist-Adu,,,,Data analyst who builds pipelines,"Reporting, SQL, Python.",Logistics,,'
        '"Berlin, Germany",,,\n'
    )
    message = [
        ["c1", "", "Nora Lindqvist-Adu", "https://www.linkedin.com/in/nora-lindqvist-adu-example", first.name,
         first.linkedin, "2026-05-04 09:12:00 UTC", "", "Thank you for the coffee!", "INBOX", "", "No"],
    ]  # fmt: skip
    files = {
        "Connections.csv": connections(linked, chance, hidden=2),
        "Profile.csv": profile,
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
        "Havelgrund Logistik GmbH,Data Analyst,,Berlin,Mar 2020,\n"
        "Fjordlicht Energie,Junior Analyst,,Hamburg,Sep 2014,Feb 2020\n",
        "Skills.csv": "Name\nSQL\nPython\nDashboards\nData modelling\n",
        "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        "Elbtal University,2009,2014,,MSc Statistics,Choir\n",
        "messages.csv": rows_text(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
            "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT".split(","),
            message,
        ),
        "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'{first.name},Nora Lindqvist-Adu,"1/29/26, 2:37 PM",,INCOMING,{first.linkedin},'
        "https://www.linkedin.com/in/nora-lindqvist-adu-example\n",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 6, 28, 12, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, text.encode("utf-8"))


def phone_book(mine: Sequence[Person], chance: random.Random) -> str:
    """Give the phone's vCards: numbers always, jobs rarely and old."""
    cards = []
    for p in mine:
        if "phone" not in p.sources:
            continue
        name = p.given if p.world == "home" and chance.random() < 0.3 else p.name
        family = "" if name == p.given else p.family
        lines = ["BEGIN:VCARD", "VERSION:3.0", "PRODID:-//Apple Inc.//iPhone OS 19.4//EN"]
        lines += [f"N:{family};{p.given};;;", f"FN:{name}", f"TEL;type=CELL;type=VOICE:{p.phone}"]
        if chance.random() < 0.35:
            lines.append(f"item1.EMAIL;type=INTERNET:{p.email}")
        if p.title and chance.random() < 0.15:
            lines += [f"ORG:{p.company or 'Quittenhof Foods AG'};", f"TITLE:{p.title}"]
        if p.label and chance.random() < 0.8:
            lines.append(f"CATEGORIES:{p.label}")
        if p.note and chance.random() < 0.6:
            lines.append(f"NOTE:{p.note.replace(',', chr(92) + ',')}")
        cards.append("\r\n".join([*lines, "END:VCARD"]))
    own = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nora Lindqvist-Adu\r\nEMAIL:nora@example.com\r\nEND:VCARD"
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\n AASABIAAD/4QBMRXhpZg"
    cards[2] = cards[2].replace("END:VCARD", f"{photo}\r\nEND:VCARD")
    cards[4] = cards[4].replace("END:VCARD", "X-ABRELATEDNAMES;type=pref:Theo\r\nEND:VCARD")
    cards[7] = cards[7].removesuffix("\r\nEND:VCARD")
    cards.insert(9, "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD")
    cards.insert(14, own)
    cards.insert(20, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:健太 中川\r\nTEL:+44 20 7946 0991\r\nEND:VCARD")
    cards.insert(25, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:ليلى حداد\r\nTEL:+44 20 7946 0992\r\nEND:VCARD")
    return "\r\n".join(cards) + "\r\n"


def google(mine: Sequence[Person]) -> str:
    """Give a Google export: addresses and labels, some organisations, a row too long."""
    rows = []
    for p in mine:
        if "google" not in p.sources:
            continue
        labels = " ::: ".join(filter(None, [p.label, "* myContacts"]))
        phone = p.phone if p.number % 3 == 0 else ""
        cells = {
            "First Name": p.given,
            "Last Name": p.family,
            "Notes": p.note,
            "Labels": labels,
            "E-mail 1 - Label": "* ",
            "E-mail 1 - Value": p.email,
            "Phone 1 - Label": "Mobile" if phone else "",
            "Phone 1 - Value": phone,
        }
        rows.append([cells.get(name, "") for name in GOOGLE])
    firm = {"Organization Name": "Hausverwaltung Rosenblatt", "E-mail 1 - Value": "info@example.org", "Labels": "Landlord"}
    rows.append([firm.get(name, "") for name in GOOGLE])
    rows.append([{"E-mail 1 - Value": "someone.unnamed@example.net"}.get(name, "") for name in GOOGLE])
    rows[3] = [*rows[3], "surplus"]
    rows.insert(5, [""] * len(GOOGLE))
    return rows_text(GOOGLE, rows)


def outlook(mine: Sequence[Person]) -> str:
    """Give an Outlook export from a former employer: business addresses, job titles of then."""
    rows = []
    for p in mine:
        if "outlook" not in p.sources:
            continue
        cells = {
            "First Name": p.given,
            "Last Name": p.family,
            "Company": "Fjordlicht Energie",
            "Job Title": p.title if p.number % 2 else "Analyst",
            "Business City": "Hamburg",
            "Business Country/Region": "Germany",
            "Business Phone": p.phone if p.number % 2 else "",
            "Categories": "Fjordlicht alumni",
            "E-mail Address": p.email if p.number % 5 else "",
            "E-mail Type": "SMTP",
        }
        rows.append([cells.get(name, "") for name in OUTLOOK])
    return "\ufeff" + rows_text(OUTLOOK, rows, end="\r\n")


def pool_lists(exports: Path, people: Sequence[Person], chance: random.Random) -> list[Person]:
    """Write six colleagues' lists: mostly their own world, a few of every other."""
    owners = []
    for world, form in OWNERS:
        able = [p for p in people if p.world == world and not p.stranger and "linkedin" in p.sources]
        home = [p for p in people if p.world == world and not p.stranger and p.sources & {"phone"}]
        owner = able[1] if form == "csv" else home[3]
        owners.append(owner)
        others = [p for p in people if p is not owner]
        seen = [p for p in others if chance.random() < (0.45 if p.world == world else 0.04)]
        folder = exports / owner.handle.replace(".", "-")
        consent = (
            f'who = "{owner.name}"\nwhen = 2026-05-{len(owners) + 10:02d}\nfor = "reach and introductions"\n'
            f'linkedin = "{owner.linkedin}"\nemail = "{owner.email}"\n'
        )
        write(folder / "consent.toml", consent)
        if form == "csv":
            write(folder / "Connections.csv", connections(seen, chance))
        else:
            cards = [
                f"BEGIN:VCARD\nVERSION:3.0\nFN:{p.name}\nTEL:{p.phone}\nEMAIL:{p.email}\nEND:VCARD\n" for p in seen
            ]
            write(folder / "contacts.vcf", "".join(cards))
    return owners


def write_records(folder: Path, mine: Sequence[Person], owners: Sequence[Person]) -> None:
    """Write what Nora typed: settings, decisions, ledger and ties."""
    linked = [p for p in mine if "linkedin" in p.sources and p not in owners]
    data = [p for p in linked if p.world == "meetup"]
    old = [p for p in linked if p.world == "fjordlicht"]
    boss = next(p for p in linked if p.world == "havelgrund")
    write(folder / "netlens.toml", SETTINGS)
    two = [p for p in mine if "phone" in p.sources and p.world == "choir"][:2]
    decisions = [
        ["2026-06-01", "off-limits", boss.linkedin, "", "my manager"],
        ["2026-06-02", "different", two[0].name, two[1].name, "sisters-in-law"],
        ["2026-06-02", "not-a-person", "Hausverwaltung Rosenblatt", "", "the landlord's office"],
    ]
    write(folder / "decisions.csv", rows_text(["when", "what", "who", "other", "note"], decisions))
    pick = [owners[4], owners[1], data[5], data[8], old[6], owners[5], owners[2]]
    ledger = [
        ["2025-09-12", pick[0], "introduction", "got", "job", "to the platform team at Kranichwerk", "", "yes", ""],
        ["2025-10-02", pick[0], "thanks", "gave", "job", "for the introduction", "", "", ""],
        ["2025-11-20", pick[1], "favour", "gave", "", "reviewed her slides on load forecasts", "", "", ""],
        ["2026-01-15", pick[2], "meeting", "got", "job", "coffee about streaming pipelines", "", "", ""],
        ["2026-02-03", pick[2], "favour", "gave", "", "tested his workshop material", "", "", ""],
        ["2026-02-20", pick[3], "ask", "gave", "job", "what his team looks for", "", "open", ""],
        ["2026-03-08", pick[4], "favour", "got", "job", "looked over my CV", "", "yes", ""],
        ["2026-03-09", pick[4], "thanks", "gave", "job", "for the CV review", "", "", ""],
        ["2026-04-11", pick[5], "introduction", "gave", "", "to a designer from the choir", "", "yes", ""],
        ["2026-04-30", pick[6], "meeting", "got", "", "reunion dinner", "", "", ""],
        ["2026-05-14", pick[1], "ask", "gave", "job", "whether Fjordlicht hires in Berlin", "", "no", ""],
        ["2026-06-05", pick[3], "message", "gave", "job", "sent the article on table formats", "", "", ""],
    ]
    header = ["date", "who", "what", "direction", "goal", "about", "via", "outcome", "note"]
    typed = [[row[0], handle(row[1]), *row[2:]] for row in ledger]
    write(folder / "ledger.csv", rows_text(header, typed))
    ties = [
        [handle(data[5]), handle(data[8]), "colleagues", "2022-01-01", "", ""],
        [handle(owners[5]), handle(data[5]), "friends", "2021-05-01", "", ""],
        [handle(old[6]), handle(owners[1]), "colleagues", "2015-03-01", "2019-12-31", ""],
        ["me", handle(two[0]), "choir", "2016-09-01", "", ""],
    ]
    write(folder / "ties.csv", rows_text(["from", "to", "kind", "since", "until", "note"], ties))


def handle(person: object) -> str:
    """Name a person so that it can mean nobody else."""
    assert isinstance(person, Person)  # noqa: S101
    return person.linkedin if "linkedin" in person.sources else person.name


SETTINGS = """\
# The sample: Nora Lindqvist-Adu and everybody here are invented.

[me]
name = "Nora Lindqvist-Adu"
emails = ["nora@example.com"]
offers = [
  "a review of dashboards and SQL",
  "notes on moving spreadsheets into a data warehouse",
  "an introduction to the choir",
]

[style]
channels = ["linkedin", "email"]
asks_per_week = 3
off_limits = ["Havelgrund Logistik GmbH"]
languages = ["en", "de"]

[[goals]]
name = "job"
goal = "Find a job as a data engineer in Berlin"
by = 2027-03-31
targets = ["Kranichwerk Mobility GmbH", "Zollhafen Data"]

  [[goals.needs]]
  resource = "referral"
  text = "somebody who works as a data engineer in Berlin and could refer me"
  where = "Berlin"

  [[goals.needs]]
  resource = "leads"
  text = "a recruiter for data roles"

  [[goals.needs]]
  resource = "guidance"
  text = "a head of data who hires"

  [[goals.needs]]
  resource = "support"
  text = "somebody to look over my CV"

  [[goals.needs]]
  resource = "counsel"
  text = "an employment lawyer for the notice period"

  [[goals.needs]]
  resource = "information"
  text = "somebody who knows works councils"

[[goals]]
name = "move"
goal = "Find a flat in Lisbon for the winter"

[exports]
region = "DE"
"""


if __name__ == "__main__":
    main()
