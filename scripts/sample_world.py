"""The invented world behind data/sample: names, employers, titles, and who belongs where."""

from dataclasses import dataclass, field

GIVEN = (
    "Aisha Aleksander Amara Anh Anneke Arjun Astrid Ayşe Baran Beatriz Bohdan Camille Chiara Chinedu Clara "
    "Dagny Dariusz Deniz Diego Efua Elif Emeka Enrique Esra Fatima Felix Femke Finn Giulia Grzegorz Hanna "
    "Haruto Helga Hoa Ibrahim Ifeoma Ines Ingrid Jakub Jana Joana Jörg Kemal Khadija Kofi Laila Lars Leyla "
    "Linh Lotte Luca Magda Malik Marek Mariam Mateo Meike Milan Minh Naledi Nele Ngozi Nina Oluwaseun Omar "
    "Otto Paula Petra Priya Rafael Rania Rosa Ruben Sanjay Sara Selma Siobhán Sofía Stefan Sunita Svenja "
    "Tariq Theo Thuy Tomasz Ursula Vera Wanjiru Xenia Yara Yusuf Zeynep Zofia Åsa Élodie Jürgen Søren Łucja"
).split()
FAMILY = (
    "Abdi Achterberg Adeyemi Akgün Almeida Amadi Andersdotter Arslan Baumgärtner Bello Bielski Björnsson "
    "Cabral Çelik Chukwu Dąbek Demirci Dinh Eberhardt Eriksdotter Falkenau Farouk Fiorentini Gallagher-Roth "
    "Grabowska Haddad Hoang Holmberg Iyer Jankowiak Kamara Karimi Kessler Kowal Krüger-Lenz Lindholm "
    "Machado Mbeki Mehrotra Moreau Mwangi Nadkarni Nakagawa Nguyễn Nowicki Ó-Faoláin O'Dowd Okonjo Olsson "
    "Osei Özdemir Papadakis Petrescu Pfeiffer Quintana Radović Rahmani Rosendahl Sabatini Saavedra Salazar "
    "Schimmelpfennig Sethi Sikora Sobczak Steinkamp Szymańska Tanaka-Weiß Thapa Tran Uchenna Vandermeer "
    "Vasquez Vogelsang Wójcik Wenger Yıldız Zamora Zielonka"
).split()

DATA_TITLES = (
    "Data Engineer",
    "Senior Data Engineer",
    "Staff Data Engineer",
    "Analytics Engineer",
    "Head of Data",
    "Data Platform Lead",
    "Machine Learning Engineer",
    "Data Scientist",
    "Database Administrator",
    "BI Developer",
)
OFFICE_TITLES = (
    "Operations Manager",
    "Product Manager",
    "Controller",
    "Warehouse Shift Lead",
    "Project Manager",
    "HR Business Partner",
    "Sales Executive",
    "Software Engineer",
    "Procurement Specialist",
    "Team Assistant",
    "Head of Customer Service",
)
START_TITLES = (
    "Founder & CEO",
    "Co-founder",
    "Angel Investor",
    "Product Designer",
    "Growth Lead",
    "Startup Lawyer",
    "Full-stack Developer",
    "Community Manager",
)
MIXED_TITLES = (
    "Teacher",
    "Nurse",
    "Architect",
    "Lawyer",
    "Physiotherapist",
    "Journalist",
    "Carpenter",
    "Research Associate",
    "Translator",
    "Librarian",
)
PEOPLE_TITLES = ("Technical Recruiter", "Talent Acquisition Partner", "Senior Recruiter, Data & AI")


@dataclass(frozen=True)
class World:
    """One circle of ego's life: how many of ego's contacts, where they work, how they are kept."""

    name: str
    contacts: int
    strangers: int
    companies: tuple[str, ...]
    titles: tuple[str, ...]
    label: str = ""
    linkedin: float = 0.0
    phone: float = 0.0
    google: float = 0.0
    outlook: float = 0.0
    since: int = 2012


WORLDS = (
    World(
        "fjordlicht", 48, 130, ("Fjordlicht Energie",), (*OFFICE_TITLES, *DATA_TITLES[:4]),
        label="Fjordlicht alumni", linkedin=0.85, phone=0.15, google=0.05, outlook=0.55, since=2014,
    ),
    World(
        "havelgrund", 38, 110, ("Havelgrund Logistik GmbH",), OFFICE_TITLES,
        linkedin=0.85, phone=0.3, google=0.05, since=2020,
    ),
    World(
        "elbtal", 30, 100, ("Talmühle Versicherung", "Klinikum Orchideenhain", "Elbtal University"),
        (*MIXED_TITLES, "Data Scientist", "Actuary"), label="Elbtal University",
        linkedin=0.65, phone=0.2, google=0.3, since=2009,
    ),
    World(
        "choir", 26, 60, (), MIXED_TITLES, label="Choir", linkedin=0.05, phone=0.9, google=0.25, since=2016,
    ),
    World(
        "meetup", 36, 160,
        ("Kranichwerk Mobility GmbH", "Zollhafen Data", "Sternwarte Labs", "Quittenhof Foods AG", "Blaufuchs Studio"),
        (*DATA_TITLES, *PEOPLE_TITLES), label="Data meetup", linkedin=0.9, phone=0.08, google=0.15, since=2019,
    ),
    World(
        "home", 24, 40, (), MIXED_TITLES, linkedin=0.0, phone=1.0, google=0.3, since=2009,
    ),
    World(
        "startups", 28, 120, ("Morgenrot Ventures", "Blaufuchs Studio", "Papierkranich", "Nachtzug Software"),
        START_TITLES, linkedin=0.85, phone=0.2, google=0.2, since=2021,
    ),
)  # fmt: skip

NOTES = {
    "meetup": (
        "met at the data meetup, knows recruiters",
        "gave a talk on moving pipelines to the cloud",
        "offered to look over CVs",
    ),
    "startups": ("introduced me to the incubator", "is looking for a data person"),
    "choir": ("sings alto", "drives to rehearsal on Tuesdays"),
    "home": ("school friend", "watered the plants in August"),
    "fjordlicht": ("we built the reporting together", "left before me"),
    "elbtal": ("shared a flat in the second year",),
    "havelgrund": ("helped me with the year-end figures",),
}
PLACES = ("Berlin, Germany", "Berlin, Germany", "Potsdam, Germany", "Hamburg, Germany", "Leipzig, Germany", "Lisbon, Portugal")
# Number blocks that are kept free for invented people.
PHONES = ("+49 30 23125 {:03d}", "030 23125-{:03d}", "+44 20 7946 0{:03d}", "+1 202-555-01{:02d}")
OWNERS = (
    ("havelgrund", "csv"),
    ("fjordlicht", "csv"),
    ("elbtal", "csv"),
    ("choir", "vcf"),
    ("meetup", "csv"),
    ("startups", "csv"),
)


@dataclass
class Person:
    """Somebody invented."""

    number: int
    given: str
    family: str
    world: str
    title: str = ""
    company: str = ""
    place: str = ""
    phone: str = ""
    since: str = ""
    label: str = ""
    note: str = ""
    stranger: bool = False
    sources: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Give the full name."""
        return f"{self.given} {self.family}"

    @property
    def handle(self) -> str:
        """Give an ASCII handle that is nobody's."""
        letters = f"{self.given}.{self.family}".lower().translate(_PLAIN)
        return "".join(c for c in letters if c.isascii() and (c.isalnum() or c == "."))

    @property
    def email(self) -> str:
        """Give an address in a reserved domain."""
        return f"{self.handle}{self.number}@example.{('com', 'org', 'net')[self.number % 3]}"

    @property
    def linkedin(self) -> str:
        """Give an address that is obviously invented."""
        return f"https://www.linkedin.com/in/{self.handle.replace('.', '-')}-example-{self.number:04d}"


_PLAIN = str.maketrans(
    "äöüßşçğıłąęóśńźżéèáàíñúøåæćễūě",
    "aousscgilaeosnzzeeaainuoaaceue",
)
