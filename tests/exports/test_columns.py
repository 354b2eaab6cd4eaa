"""Column names of every producer, in many languages, and in a bad state."""

import csv
import tomllib
from importlib import resources

import pytest

from netlens.errors import SettingsError
from netlens.exports.columns import (
    IDENTIFYING,
    MAPPABLE,
    apply_column_map,
    column_numbers,
    detect_producer,
    header_key,
    match_header,
    repair_mojibake,
)

# Outlook's own words for the columns that matter, as it writes them in each language.
LOCALISED = {
    "de": {
        "prefix": "Anrede", "given": "Vorname", "middle": "Weitere Vornamen", "family": "Nachname",
        "company": "Firma", "department": "Abteilung", "title": "Position",
        "work_city": "Ort geschäftlich", "work_country": "Land/Region geschäftlich",
        "phone": "Telefon geschäftlich 2", "email": "E-Mail 2: Adresse", "labels": "Kategorien",
        "notes": "Notizen", "spouse": "Partner", "manager": "Name des/der Vorgesetzten",
        "referred by": "Empfohlen von", "birthday": "Geburtstag", "ignored": "E-Mail 2: Typ",
    },
    "fr": {
        "given": "Prénom", "middle": "Deuxième prénom", "name?": "Nom", "company": "Société",
        "department": "Service", "title?": "Titre", "work_city": "Ville (bureau)",
        "home_country": "Pays/Région (domicile)", "phone": "Télécopie (bureau)",
        "email": "Adresse de messagerie 2", "labels": "Catégories", "notes": "Notes",
        "spouse": "Conjoint(e)", "child": "Enfants", "assistant": "Nom de l'assistant(e)",
        "birthday": "Anniversaire", "ignored": "Nom complet de l'adresse de messagerie",
    },
    "es": {
        "name?": "Nombre", "middle": "Segundo nombre", "family": "Apellidos",
        "company": "Organización", "title": "Puesto", "work_city": "Ciudad de trabajo",
        "work_country": "País o región del trabajo", "phone": "Teléfono del trabajo",
        "email": "Dirección de correo electrónico 2", "labels": "Categorías", "child": "Hijos",
        "ignored": "Nombre de pantalla de correo electrónico 3",
    },
    "it": {
        "name?": "Nome", "family": "Cognome", "company": "Società", "department": "Reparto",
        "title": "Posizione", "work_city": "Città (uff.)", "home_country": "Paese (ab.)",
        "phone": "Cellulare", "email": "Indirizzo posta elettronica 3", "labels": "Categorie",
        "spouse": "Nome coniuge", "manager": "Nome manager", "guess?": "Ufficio 2",
    },
    "nl": {
        "given": "Voornaam", "middle": "Middelste naam", "family": "Achternaam",
        "company": "Bedrijf", "title": "Functie", "home_city": "Huisadres, plaats",
        "work_country": "Land/regio (werk)", "phone": "Telefoon op werk 2", "email": "E-mailadres",
        "labels": "Categorieën", "notes": "Notities", "ignored": "E-mail, weergegeven naam 3",
    },
    "pt-BR": {
        "given": "Primeiro nome", "middle": "Segundo nome", "family": "Sobrenome",
        "company": "Empresa", "title": "Cargo", "prefix": "Tratamento",
        "home_city": "Cidade do endereço residencial", "phone": "Telefone comercial 2",
        "email": "Endereço de email 2", "labels": "Categorias", "notes": "Anotações",
        "child": "Filhos", "ignored": "Nome para exibição do email 2",
    },
    "pl": {
        "given": "Imię", "middle": "Drugie imię", "family": "Nazwisko", "company": "Firma",
        "department": "Dział", "title": "Stanowisko", "work_city": "Adres służbowy - miejscowość",
        "phone": "Telefon komórkowy", "email": "Adres e-mail 2", "labels": "Kategorie",
        "notes": "Notatki", "spouse": "Współmałżonek", "assistant": "Imię i nazwisko asystenta",
    },
    "sv": {
        "given": "Förnamn", "middle": "Mellannamn", "family": "Efternamn", "company": "Företag",
        "department": "Avdelning", "title": "Befattning", "work_city": "Ort, arbete",
        "home_country": "Land, hem", "phone": "Telefon 2, arbete", "email": "E-postadress 3",
        "labels": "Kategorier", "notes": "Anteckningar", "manager": "Namn, chef",
    },
    "da": {
        "given": "Fornavn", "middle": "Mellemnavn", "family": "Efternavn", "company": "Firma",
        "department": "Afdeling", "title": "Stilling", "work_city": "By (arbejde)",
        "phone": "Telefon 2 (privat)", "email": "E-mail 2-adresse", "labels": "Kategorier",
        "notes": "Notater", "spouse": "Ægtefælle", "manager": "Navn på overordnet",
    },
    "ru": {
        "name?": "Имя", "middle": "Отчество", "family": "Фамилия", "company": "Организация",
        "department": "Отдел", "title": "Должность", "work_city": "Город (раб. адрес)",
        "phone": "Телефон раб. 2", "email": "Адрес 3 эл. почты", "labels": "Категории",
        "notes": "Заметки", "spouse": "Супруг(а)", "manager": "Руководитель",
    },
    "ja": {
        "given": "名", "family": "姓", "company": "会社名", "department": "部署", "title": "役職",
        "work_city": "市町村 (会社)", "phone": "自宅電話 2", "email": "電子メール 2 アドレス",
        "labels": "分類", "notes": "メモ", "spouse": "配偶者", "ignored": "電子メール 2 の種類",
    },
    "tr": {
        "given": "İlk Adı", "middle": "İkinci Adı", "family": "Soyadı", "company": "Şirket",
        "department": "Bölüm", "title": "İş Unvanı", "work_city": "İş-Şehir",
        "phone": "İş Telefonu 2", "email": "Elektronik Posta 3 Adres", "labels": "Kategoriler",
        "notes": "Notlar", "spouse": "Eşi", "manager": "Yönetici'nin Adı",
    },
}  # fmt: skip


def field_of(name):
    return match_header([name]).fields[0]


def known_names():
    text = resources.files("netlens").joinpath("exports", "headers.toml").read_text("utf-8")
    return tomllib.loads(text)


@pytest.mark.parametrize("language", LOCALISED)
def test_localised_headers(language):
    """Outlook's columns are understood in the language that it wrote them in."""
    names = LOCALISED[language]
    assert {field: field_of(name) for field, name in names.items()} == {f: f for f in names}


def test_no_name_has_two_meanings():
    """Every known name, as it is compared, stands for one field."""
    meanings = {}
    for field, names in known_names().items():
        for name in names:
            meanings.setdefault(header_key(name), set()).add(field)
    assert {key: fields for key, fields in meanings.items() if len(fields) > 1} == {}
    assert "" not in meanings


def test_what_users_may_map_to_exists():
    """Every field that a user may name is one that columns can have."""
    assert set(MAPPABLE.values()) <= set(known_names())
    assert set(known_names()) >= IDENTIFYING


@pytest.mark.parametrize(
    "name",
    [
        "E-mail Address",
        "email_address",
        "EMAIL ADDRESS",
        "e-mail 2 address",
        " Email\u00a0Address ",
    ],
)
def test_spelling_does_not_matter(name):
    """Case, spaces, punctuation and a number make no difference."""
    assert field_of(name) == "email"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Stra\ufffde gesch\ufffdftlich 2", "ignored"),
        ("Telefon gesch\ufffd\ufffdftlich", "phone"),
        ("Telefon gesch?ftlich", "phone"),
        ("Pr?nom", "given"),
        ("?????", ""),
        ("Telefon geschÃ¤ftlich", "phone"),
        ("StraÃŸe geschÃ¤ftlich", "ignored"),
        ("PrÃƒÂ©nom", "given"),
    ],
)
def test_damaged_headers(name, field):
    """Names with lost or doubly encoded characters are matched by what is left."""
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Customer E-Mail (primary)", "email?"),
        ("Mobilnummer privat", "phone?"),
        ("Person LinkedIn profile", "url?"),
        ("Contact First Name (preferred)", "given"),
        ("Email Status", ""),
        ("Email opt in", ""),
        ("Company LinkedIn Url", ""),
        ("Phone Type", "ignored"),
        ("Contact owner", "ignored"),
        ("Amount", ""),
        ("When exporting your data, you may notice that e-mail addresses are missing", ""),
    ],
)
def test_unknown_names_are_read_by_their_words(name, field):
    """A word such as e-mail is taken up, unless others say it is about something else."""
    assert field_of(name) == field


def test_birth_day_beside_a_month():
    """Thunderbird's "Birth Day" is the day of a month; elsewhere it is a date."""
    assert match_header(["Birth Year", "Birth Month", "Birth Day"]).fields[2] == "birth_day"
    assert match_header(["Name", "Birth day"]).fields[1] == "birthday"


@pytest.mark.parametrize(
    ("names", "producer", "file_format"),
    [
        ("First Name,Last Name,URL,Connected On", "LinkedIn", "LinkedIn Connections.csv"),
        ("Vorname,Nachname,Verbunden am", "LinkedIn", "LinkedIn Connections.csv"),
        ("First Name,Phone 1 - Label,Phone 1 - Value", "Google (2024+)", "Google CSV"),
        ("Name,E-mail 1 - Type,E-mail 1 - Value", "Google (old)", "Google CSV"),
        ("Imię,Telex,ISDN,Adres e-mail", "Outlook", "Outlook CSV"),
        ("First,Last,Email,Yahoo! ID,Yahoo! Phone", "Yahoo", "Yahoo CSV"),
        ("Record ID,First Name,Lead Status", "HubSpot", "CSV"),
        ("Name,Phone", "unknown", "CSV"),
    ],
)
def test_producers(names, producer, file_format):
    """A producer is told by the columns that only it writes."""
    assert detect_producer(match_header(names.split(","))) == (producer, file_format)


def test_the_users_map_wins():
    """A mapped column means what the user says, whatever it is called."""
    header, warnings = apply_column_map(
        match_header(["Name", "Wer", "Email"]), {"wer ": "Given", "email": "ignore", "Wo": "city"}
    )
    assert header.fields == ("name?", "given", "ignored")
    assert warnings == ["there is no column 'Wo', which is mapped"]


def test_a_map_to_an_unknown_field_is_an_error():
    """The error names the column, what was typed and what may be meant."""
    with pytest.raises(SettingsError, match="'Wer' is mapped to 'nmae': did you mean 'name'"):
        apply_column_map(match_header(["Wer"]), {"Wer": "nmae"})


def test_numbers_in_names():
    """The number that ties a label to its value is read."""
    names = ["Relation 2 - Value", "Relation 12 - Label", "Email2", "Name"]
    assert column_numbers(names) == [2, 12, 0, 0]


def test_repair_leaves_good_text_alone():
    """Only text that is UTF-8 read wrongly is changed."""
    assert repair_mojibake("KÃ¶ln") == "Köln"
    assert repair_mojibake("Köln Ω é") == "Köln Ω é"


def test_headers_of_all_producers(shared):
    """Of every known export, all columns of people are understood and the producer is named."""
    with (shared / "corpus" / "HEADERS.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    people = [
        row
        for row in rows
        if not row["format"].startswith("LinkedIn") or "onnections" in row["format"]
    ]
    assert len(people) > 10
    for row in people:
        header = match_header(next(csv.reader([row["header"]])))
        unknown = [n for n, f in zip(header.names, header.fields, strict=True) if not f]
        assert unknown == [], row["format"]
        assert detect_producer(header)[0] != "unknown", row["format"]
