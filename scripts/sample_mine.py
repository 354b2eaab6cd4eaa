"""Jana's own exports: a LinkedIn archive, a phone, Google contacts, a former employer's Outlook."""

import csv
from collections.abc import Iterator

import sample_letters as letters
from sample_cast import Cast, Person
from sample_formats import (
    ENDORSEMENTS,
    GOOGLE,
    INVITATIONS,
    MESSAGES,
    OUTLOOK,
    escape,
    linkedin_url,
    photo_line,
    spell_phone,
    write_card,
    write_connections,
    write_csv,
    write_zip,
)
from sample_pooled import connection_row
from sample_story import ME

_PRODUCT = "PRODID:-//Apple Inc.//iOS 18.5//EN"
_HIDDEN = ["", "", "", "", "", "", "07 Jun 2026"], ["", "", "", "", "", "", "19 Nov 2024"]
_ME = f"{ME['given']} {ME['family']}"


def make_linkedin(cast: Cast) -> bytes:
    """Make the archive that LinkedIn sends; most rows have no e-mail address."""
    known = [person for person in cast.mine if "linkedin" in person.cards]
    known.sort(key=lambda person: (-person.met.toordinal(), person.slug))
    rows = [
        connection_row(p, p.met, email=p.join == "email" or i % 29 == 0)
        for i, p in enumerate(known)
    ]
    rows.insert(4, _HIDDEN[0])
    rows.insert(31, _HIDDEN[1])
    texts = {
        "Connections.csv": write_connections(rows),
        "Education.csv": _lines(letters.EDUCATION),
        "Endorsement_Received_Info.csv": write_csv(ENDORSEMENTS, _endorsements(cast)),
        "Invitations.csv": write_csv(INVITATIONS, _invitations(cast)),
        "Positions.csv": _lines(letters.POSITIONS),
        "Profile.csv": _lines(letters.PROFILE),
        "Recommendations_Received.csv": _lines(letters.RECOMMENDATIONS),
        "Skills.csv": _lines(letters.SKILLS),
        "messages.csv": write_csv(MESSAGES, _messages(cast), quoting=csv.QUOTE_ALL),
    }
    return write_zip(texts)


def _lines(rows: list[str]) -> str:
    return "\n".join(rows) + "\n"


def _url(cast: Cast, name: str) -> str:
    """Give the profile address of somebody named in a letter; strangers have one too."""
    if name == "LinkedIn Member":
        return ""
    if not name:
        return linkedin_url(ME["slug"])
    slugs = [p.slug for p in cast.mine if p.name == name and "linkedin" in p.cards]
    return linkedin_url(slugs[-1] if slugs else f"invented-{name.lower().replace(' ', '-')}")


def _endorsements(cast: Cast) -> Iterator[list[str]]:
    for when, skill, name, status in letters.ENDORSEMENTS:
        person = cast.named(name)
        url = linkedin_url(person.slug).removeprefix("https://")
        yield [when, skill, person.given, person.family, url, status]


def _invitations(cast: Cast) -> Iterator[list[str]]:
    for when, name, incoming, text in letters.INVITATIONS:
        ends = (name, _ME) if incoming else (_ME, name)
        urls = (_url(cast, name), _url(cast, "")) if incoming else (_url(cast, ""), _url(cast, name))
        yield [*ends, when, text, "INCOMING" if incoming else "OUTGOING", *urls]


def _messages(cast: Cast) -> Iterator[dict[str, str]]:
    for number, (title, thread) in enumerate(letters.MESSAGES, 1):
        for when, sender, receivers, text in thread:
            yield {
                "CONVERSATION ID": f"2-invented-{number:03d}",
                "CONVERSATION TITLE": title,
                "FROM": sender or _ME,
                "SENDER PROFILE URL": _url(cast, sender),
                "TO": ",".join(name or _ME for name in receivers),
                "RECIPIENT PROFILE URLS": ",".join(_url(cast, name) for name in receivers),
                "DATE": when,
                "CONTENT": text,
                "FOLDER": "INBOX",
                "IS MESSAGE DRAFT": "No",
            }
    when, name, text = letters.DRAFT
    yield {
        "CONVERSATION ID": "2-invented-draft",
        "FROM": _ME,
        "SENDER PROFILE URL": _url(cast, ""),
        "TO": name,
        "RECIPIENT PROFILE URLS": _url(cast, name),
        "DATE": when,
        "CONTENT": text,
        "FOLDER": "INBOX",
        "IS MESSAGE DRAFT": "Yes",
    }


def make_outlook(cast: Cast) -> bytes:
    """Make what Outlook wrote on leaving Murmelfeld: Windows-1252, and one row cut off."""
    known = [person for person in cast.mine if "outlook" in person.cards]
    known.sort(key=lambda person: (person.family, person.given))
    rows = [_outlook_row(person, i) for i, person in enumerate(known)]
    text = write_csv(OUTLOOK, rows, newline="\r\n", quoting=csv.QUOTE_ALL)
    cut = '"","Hannelore","","Abgerissen","","Murmelfeld Logistik GmbH","Zoll"\r\n'
    return (text + cut).encode("cp1252")


def _outlook_row(person: Person, number: int) -> dict[str, str]:
    row = {
        "First Name": person.given,
        "Last Name": person.family,
        "Company": "Murmelfeld Logistik GmbH",
        "Job Title": person.old_title,
        "Business City": "Hamburg" if number % 3 else "",
        "Business Phone": f"040 66969-{100 + number * 7}",
        "E-mail Address": person.work_email,
        "E-mail Type": "SMTP",
        "E-mail Display Name": f"{person.family}, {person.given}",
        "Priority": "Normal",
        "Private": "False",
        "Sensitivity": "Normal",
    }
    if person.join == "email":
        row |= {"E-mail 2 Address": person.email, "E-mail 2 Type": "SMTP"}
    if person.join == "number":
        row["Mobile Phone"] = spell_phone(person.phone, number + 2)
    return row


def make_google(cast: Cast) -> str:
    """Make contacts.csv of 2024 and later, with a row that has only an e-mail and a ragged one."""
    known = [person for person in cast.mine if "google" in person.cards]
    known.sort(key=lambda person: (person.given, person.family))
    rows = [_google_row(person, i) for i, person in enumerate(known)]
    rows.insert(9, {"Labels": "* myContacts", "E-mail 1 - Label": "* ", "E-mail 1 - Value": "kasse@vereinsheim.example.org"})
    ragged = "Ottfried,,Zerrissenburg,,,,,,,,,,,,said, without quotes, to call back,,* myContacts,,,,,,,,,,,,,,,,,,,,\n"
    return write_csv(GOOGLE, rows) + ragged


def _google_row(person: Person, number: int) -> dict[str, str]:
    row = {
        "First Name": person.given,
        "Last Name": person.family,
        "Labels": " ::: ".join([*(_google_label(label) for label in person.labels), "* myContacts"]),
    }
    if person.join in {"email", "company"} or number % 3 != 0 or person.cards == ("google",):
        row |= {"E-mail 1 - Label": "* Home", "E-mail 1 - Value": person.email}
    if person.join == "number":
        row |= {"Phone 1 - Label": "Mobile", "Phone 1 - Value": spell_phone(person.phone, number)}
    if person.join == "company" or person.owner or (person.world == "startup" and person.title):
        row |= {"Organization Name": person.company, "Organization Title": person.title}
    if person.city and person.join != "name":
        row |= {"Address 1 - Label": "Home", "Address 1 - City": person.city, "Address 1 - Country": "DE"}
    if number % 17 == 5:  # noqa: PLR2004  (a few)
        row |= {"Relation 1 - Label": "Partner", "Relation 1 - Value": "somebody nice, ask again"}
    return row


def _google_label(label: str) -> str:
    return label[:1].upper() + label[1:]


def make_iphone(cast: Cast) -> str:
    """Make the phone's address book, with an empty card and one that never ends."""
    known = [person for person in cast.mine if "phone" in person.cards]
    known.sort(key=lambda person: (person.given, person.family))
    cards = [write_card(_iphone_lines(person, i)) for i, person in enumerate(known)]
    cards.insert(12, write_card([]))
    unended = write_card([_PRODUCT, "N:Unbeendet;Ortrud;;;", "FN:Ortrud Unbeendet", "TEL:+49 30 23125-998"])
    cards.insert(40, unended.removesuffix("END:VCARD\r\n"))
    cards.append(_organisation("Zahnarztpraxis Drosselweg", "+49 30 23125-997"))
    cards.append(_organisation("Hausverwaltung Kieselhof", "030 23125 996"))
    own = [f"TEL;type=CELL;type=VOICE;type=pref:{ME['phone']}", f"EMAIL;type=INTERNET:{ME['email']}"]
    cards.append(write_card([_PRODUCT, f"N:{ME['family']};{ME['given']};;;", f"FN:{_ME}", *own]))
    return "".join(cards)


def _organisation(name: str, phone: str) -> str:
    lines = [_PRODUCT, "N:;;;;", f"FN:{name}", f"ORG:{name};", f"TEL;type=MAIN:{phone}"]
    return write_card([*lines, "X-ABShowAs:COMPANY"])


def _iphone_lines(person: Person, number: int) -> Iterator[str]:
    yield _PRODUCT
    yield f"N:{escape(person.family)};{escape(person.given)};;{escape(person.prefix)};"
    yield f"FN:{escape(f'{person.prefix} {person.name}'.strip())}"
    yield from _iphone_job(person)
    if person.join == "email" or person.cards == ("phone",) and number % 4 == 0:
        yield f"EMAIL;type=INTERNET;type=HOME;type=pref:{person.email}"
    yield f"TEL;type=CELL;type=VOICE;type=pref:{spell_phone(person.phone, number)}"
    if person.world == "wolkenfurt" and person.work_email:
        yield f"item1.EMAIL;type=INTERNET:{person.work_email}"
        yield "item1.X-ABLabel:Büro"
    if person.city:
        yield f"item2.ADR;type=HOME:;;;{escape(person.city)};;;Germany"
        yield "item2.X-ABADR:de"
    for i, (label, name) in enumerate(person.relations, 3):
        yield f"item{i}.X-ABRELATEDNAMES:{escape(name)}"
        yield f"item{i}.X-ABLabel:{label}"
    if person.note:
        yield f"NOTE:{escape(person.note)}"
    if person.labels and (person.cards == ("phone",) or number % 2 == 0):
        yield f"CATEGORIES:{','.join(map(escape, person.labels))}"
    if number in {3, 57}:
        yield photo_line()
    yield f"REV:{2019 + number % 8}-0{1 + number % 6}-{10 + number % 17}T0{number % 10}:12:44Z"


def _iphone_job(person: Person) -> Iterator[str]:
    """Few cards say where somebody works, some of these what was long ago."""
    if person.join == "company":
        yield f"ORG:{escape(person.company)};"
    elif person.old_job:
        yield f"ORG:{escape(person.old_company)};"
        yield f"TITLE:{escape(person.old_title)}"
    elif person.cards == ("phone",) and person.world == "wolkenfurt":
        yield f"ORG:{escape(person.company)};"
