"""Jana's own exports: a LinkedIn archive, a phone, Google contacts, a former employer's Outlook."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from sample_cast import ME, ME_NAME, Cast, Person, read_words
from sample_formats import (
    GOOGLE,
    OUTLOOK,
    escape,
    photo_line,
    spell_phone,
    write_card,
    write_connections,
    write_csv,
    write_zip,
)
from sample_linkedin import Account, connection_row, make_archive

_PRODUCT = "PRODID:-//Apple Inc.//iOS 18.5//EN"
# Members who left, or hid: LinkedIn leaves nothing but the day.
_HIDDEN = {4: "07 Jun 2026", 31: "19 Nov 2024"}
_LETTERS = read_words("sample_letters.toml")
# The day of the older archive.
_OLDER = dt.date(2025, 12, 15)


def make_older_linkedin(cast: Cast) -> bytes:
    """Make the connections of half a year before: some had other jobs or names, one has left."""
    everybody = Account(ME, cast.mine, _LETTERS).connected()
    known = [person for person in everybody if person.met < _OLDER]
    then = {row.pop("slug"): row for row in map(dict, _LETTERS["then"])}
    known = [replace(person, **then.get(person.slug, {})) for person in known]
    gone = _LETTERS["gone"]
    known.insert(gone["place"], replace(known[gone["place"]], **gone["person"]))
    rows = [connection_row(p, p.met, email=p.join == "email") for p in known]
    return write_zip({"Connections.csv": write_connections(rows)})


def make_linkedin(cast: Cast) -> bytes:
    """Make the archive that LinkedIn sends, with members who left nothing but a day."""
    account = Account(ME, cast.mine, _LETTERS)
    rows = account.rows()
    for place, day in _HIDDEN.items():
        rows.insert(place, [*[""] * 6, day])
    return make_archive(account, rows)


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
    rows.insert(9, {"E-mail 1 - Value": "kasse@vereinsheim.example.org", "Labels": "* myContacts"})
    end = {"E-mail 1 - Value": "ottfried@example.net", "Website 1 - Value": "https://example.net/o"}
    cells = {
        "First Name": "Ottfried",
        "Last Name": "Zerrissenburg",
        "Labels": "* myContacts",
        **end,
    }
    # A comma that nobody quoted makes this row one cell longer than the header.
    ragged = [cells.get(name, "") for name in GOOGLE]
    ragged[GOOGLE.index("Notes")] = "called, without quotes"
    return write_csv(GOOGLE, rows) + ",".join(ragged) + "\n"


def _google_row(person: Person, number: int) -> dict[str, str]:
    row = {
        "First Name": person.given,
        "Last Name": person.family,
        "Labels": " ::: ".join([*map(_google_label, person.labels), "* myContacts"]),
    }
    if person.join in {"email", "company"} or number % 3 != 0 or person.cards == ("google",):
        row |= {"E-mail 1 - Label": "* Home", "E-mail 1 - Value": person.email}
    if person.join == "number":
        row |= {"Phone 1 - Label": "Mobile", "Phone 1 - Value": spell_phone(person.phone, number)}
    if person.join == "company" or person.owner or person.world == "startup":
        row |= {"Organization Name": person.company, "Organization Title": person.title}
    if person.city and person.join != "name":
        row |= {"Address 1 - City": person.city, "Address 1 - Country": "Germany"}
    if number % 17 == 5:  # noqa: PLR2004  (a few)
        row |= {"Relation 1 - Label": "Partner", "Relation 1 - Value": "somebody nice, ask again"}
    return row


def _google_label(label: str) -> str:
    return label[:1].upper() + label[1:]


def make_iphone(cast: Cast) -> str:
    """Make the phone's address book, with an empty card and one that never ends."""
    known = [person for person in cast.mine if "phone" in person.cards]
    known.sort(key=lambda person: (person.given, person.family))
    cards = [write_card(iphone_lines(_labelled(p, i), i)) for i, p in enumerate(known)]
    cards.insert(12, write_card([]))
    unended = [_PRODUCT, "N:Unbeendet;Ortrud;;;", "FN:Ortrud Unbeendet", "TEL:+49 30 23125-998"]
    cards.insert(40, write_card(unended).removesuffix("END:VCARD\r\n"))
    cards.append(_organisation("Zahnarztpraxis Drosselweg", "+49 30 23125-997"))
    cards.append(_organisation("Hausverwaltung Kieselhof", "030 23125 996"))
    me = [_PRODUCT, f"N:{ME['family']};{ME['given']};;;", f"FN:{ME_NAME}"]
    me += [f"TEL;type=CELL;type=VOICE;type=pref:{ME['phone']}", f"EMAIL;type=HOME:{ME['email']}"]
    return "".join([*cards, write_card(me)])


def _organisation(name: str, phone: str) -> str:
    lines = [_PRODUCT, "N:;;;;", f"FN:{name}", f"ORG:{name};", f"TEL;type=MAIN:{phone}"]
    return write_card([*lines, "X-ABShowAs:COMPANY"])


def _labelled(person: Person, number: int) -> Person:
    """Leave out every other label of those who stand elsewhere too: nobody labels everybody."""
    keeps = person.cards == ("phone",) or number % 2 == 0
    return person if keeps else replace(person, labels=())


def iphone_lines(person: Person, number: int) -> Iterator[str]:
    """Give the properties of one card; `number` varies what is on it."""
    yield _PRODUCT
    given = _typed_given(person)
    yield f"N:{escape(person.family)};{escape(given)};;{escape(person.prefix)};"
    yield f"FN:{escape(f'{person.prefix} {given} {person.family}'.strip())}"
    yield from _iphone_job(person)
    if person.join == "email" or (person.cards == ("phone",) and number % 4 == 0):
        yield f"EMAIL;type=INTERNET;type=HOME;type=pref:{person.email}"
    yield f"TEL;type=CELL;type=VOICE;type=pref:{spell_phone(person.phone, number)}"
    if person.landline:
        yield f"TEL;type=HOME;type=VOICE:{spell_phone(person.landline, number)}"
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
    if person.labels:
        yield f"CATEGORIES:{','.join(map(escape, person.labels))}"
    if number in {3, 57}:
        yield photo_line()
    yield f"REV:{2019 + number % 8}-0{1 + number % 6}-{10 + number % 17}T0{number % 10}:12:44Z"


def _typed_given(person: Person) -> str:
    """Mistype the given name of those whom nothing but the name links: thumbs slip."""
    long = len(person.given) > len("Anna")
    return (
        f"{person.given[:3]}{person.given[2:]}" if person.join == "name" and long else person.given
    )


def _iphone_job(person: Person) -> Iterator[str]:
    """Few cards say where somebody works, some of these what was long ago."""
    if person.join == "company":
        yield f"ORG:{escape(person.company)};"
    elif person.old_job:
        yield f"ORG:{escape(person.old_company)};"
        yield f"TITLE:{escape(person.old_title)}"
    elif person.cards == ("phone",) and person.world == "wolkenfurt":
        yield f"ORG:{escape(person.company)};"
