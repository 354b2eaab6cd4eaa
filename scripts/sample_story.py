"""
The hand-written part of the sample: who matters in Jana Okoro's invented life.

Everything that a reader should be able to find again is planted here: people
with a role in the story, what she typed by hand, what she wrote to whom.
Nobody and no company in it exists.
"""

from typing import Any, Final

ME: Final = {
    "given": "Jana",
    "family": "Okoro",
    "slug": "invented-jana-okoro",
    "email": "jana.okoro@example.net",
    "phone": "+491729925904",
}

NETLENS_TOML: Final = """\
# An invented person. Nobody in this folder exists.

[me]
name = "Jana Okoro"
emails = ["jana.okoro@example.net", "okoro@murmelfeld.example.com"]
linkedin = "https://www.linkedin.com/in/invented-jana-okoro"
offers = [
  "notes on moving a warehouse to an orchestrator without a night shift",
  "CV reviews for people who change into data",
  "an introduction to the Pipeline Stammtisch Berlin",
]

[style]
channels = ["email", "linkedin", "in person"]
asks_per_week = 3
warm_only = true
longest_chain = 3
off_limits = ["Wolkenfurt Energie"]     # my present employer need not know
quiet = ["2026-08"]
languages = ["en", "de"]

[[goals]]
name = "job"
goal = "find a job as a data engineer in Berlin"
by = 2026-12-15
weight = 2.0
targets = ["Quellmoor Analytics", "Zinnhafen Mobility", "Tidenrand Data"]

  [[goals.needs]]
  resource = "referral"
  text = "a data engineer who can pass on my name"
  where = "Berlin"

  [[goals.needs]]
  resource = "introduction"
  text = "a recruiter for data roles"
  where = "Berlin"

  [[goals.needs]]
  resource = "decision"
  text = "a head of data who hires"
  where = "Berlin"

  [[goals.needs]]
  resource = "information"
  text = "someone who runs streaming pipelines"

  [[goals.needs]]
  resource = "review"
  text = "someone to read my CV"

  [[goals.needs]]
  resource = "paperwork"
  text = "a sworn translator for my Swedish certificates"

[[goals]]
name = "start-up"
goal = "find a co-founder for a climate start-up"
weight = 1.0

[[goals]]
name = "flat"
goal = "find a bigger flat in Berlin"
by = 2027-05-31
weight = 0.5

[assumptions]
passes_on_a_request = 0.5               # how often a friend of a friend helps; my guess

[exports]
region = "DE"
"""


def _star(cards: str, world: str, given: str, family: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"cards": cards, "world": world, "given": given, "family": family, **more}


# People with a part in the story. `cards` as in sample_words.toml; `owner` is
# the folder of those whose lists are pooled.
STARS: Final[list[dict[str, Any]]] = [
    _star(
        "linkedin phone email", "murmelfeld", "Deniz", "Kaplandere",
        title="Head of Data", company="Zinnhafen Mobility", owner="deniz-kaplan",
        labels=("Murmelfeld alumni",), met="2012-04-16",
    ),
    _star(
        "linkedin phone company", "lorimanda", "Olumide", "Balogunsi",
        title="Staff Data Engineer", company="Quellmoor Analytics", owner="olumide-balogun",
        labels=("Lorimanda",), note="taught me Spark; two daughters, plays chess", met="2018-03-05",
    ),
    _star(
        "linkedin google email", "university", "Katarzyna", "Wójcikowa",
        title="Data Scientist", company="Kupferkamm Bank", owner="katarzyna-wojcik",
        labels=("Uni",), met="2009-11-02",
    ),
    _star(
        "phone google number", "choir", "Friederike", "Sommerlathen",
        title="Music Teacher", company="Grundschule Wolkenstieg", owner="friederike-sommerlath",
        labels=("choir",), note="conducts; knows everybody with a piano", city="Berlin",
    ),
    _star(
        "linkedin phone email", "meetup", "Rafael", "Teixeirinha",
        title="Senior Data Engineer", company="Kieselgrat Cloud", owner="rafael-teixeira",
        labels=("Data meetup",), note="organises the Pipeline Stammtisch", met="2019-09-12", city="Berlin",
    ),
    _star(
        "linkedin google email", "startup", "Priyanka", "Raghunathar",
        title="Founder & CEO", company="Seegrasland Climate", owner="priyanka-raghunathan",
        labels=("startup scene",), met="2021-02-18", city="Berlin",
    ),
    _star(
        "linkedin", "meetup", "Yasemin", "Tunçeloğlu",
        title="Technical Recruiter", company="Querpassel Recruiting", met="2022-05-19",
    ),
    _star(
        "linkedin", "lorimanda", "Babajide", "Ogunbanjoko",
        title="Talent Acquisition Partner – Data & Engineering", company="Quellmoor Analytics",
        met="2020-10-01",
    ),
    _star(
        "phone", "meetup", "Ingrid", "Haugsbakken",
        note="met at PyCon, knows recruiters", labels=("Data meetup",), city="Berlin",
    ),
    _star(
        "linkedin", "meetup", "Tomasz", "Zielonkowicz",
        title="Data Engineering Manager", company="Flussbarsch Payments", met="2023-01-26",
    ),
    _star(
        "linkedin phone company", "meetup", "Hồng Vân", "Lê Thị",
        title="Streaming Platform Engineer", company="Spatzenpost Logistics", met="2021-06-10",
        labels=("Data meetup",), note="runs streaming pipelines in production, happy to explain",
    ),
    _star(
        "phone", "family", "Gerhard", "Windhövelmann",
        labels=("landlord",), note="landlord, has two more flats in Berlin-Neukölln", city="Berlin",
    ),
    _star(
        "linkedin phone email", "university", "Aoife", "O'Dunnavan",
        title="Senior Editor", company="Hollerbruch Verlag", met="2010-02-08", labels=("Uni",),
        note="offered to read my CV before I send it\nbest red pencil I know",
    ),
    _star(
        "linkedin", "meetup", "遥", "佐々木", latin="Haruka Sasaki",
        title="Machine Learning Engineer", company="Ottermühlen Robotics", met="2024-03-14",
    ),
    _star(
        "google", "startup", "ليلى", "الزيتوني", latin="Layla Alzaytuni",
        title="Angel Investor", company="Heidelerchen Ventures", labels=("startup scene",), city="Berlin",
    ),
    _star(
        "linkedin google company", "startup", "Carmen", "Ibáñez-Rüdiger",
        title="Rechtsanwältin", company="Ibáñez-Rüdiger & Moosleitner", met="2022-09-30", city="Berlin",
    ),
    _star(
        "linkedin", "startup", "João Pedro", "Vasconcelhos Brandãozinho",
        title="Angel Investor", company="Purzelbach Capital", met="2023-11-07",
    ),
    _star(
        "phone", "family", "Mama", "", labels=("family",),
        relations=(("_$!<Daughter>!$_", "Jana Okoro"), ("_$!<Spouse>!$_", "Papa")),
    ),
    _star("phone", "family", "Papa", "", labels=("family",)),
    _star(
        "phone", "family", "Chidinma", "Okoro", labels=("family",), city="Hamburg",
        relations=(("_$!<Sister>!$_", "Jana Okoro"), ("_$!<Spouse>!$_", "Henning Ährenfelder")),
        note="birthday 3 May; nurse on the night shift",
    ),
    _star("phone", "family", "Henning", "Ährenfelder", labels=("family",), city="Hamburg"),
    _star(
        "phone", "family", "Meltem", "Aksoyluoğlu", prefix="Dr.", labels=("doctor",),
        note="Hausärztin, only mornings", city="Berlin",
    ),
    _star(
        "linkedin", "murmelfeld", "Bernd", "Kaltwasserer",
        title="Head of Operations", company="Murmelfeld Logistik", met="2011-10-03",
    ),
    # Two people of one name, told apart by their addresses alone.
    _star(
        "linkedin", "murmelfeld", "Minh Anh", "Nguyễn Khuê", slug="invented-minh-anh-nguyen-khue-1",
        title="Logistics Analyst", company="Murmelfeld Logistik", met="2014-08-11",
    ),
    _star(
        "linkedin", "startup", "Minh Anh", "Nguyễn Khuê", slug="invented-minh-anh-nguyen-khue-2",
        title="Co-Founder & CTO", company="Kolibrandt Drones", met="2024-05-22",
    ),
    # One name, decided in decisions.csv to be two people.
    _star(
        "linkedin", "lorimanda", "Stefan", "Moorkampen", slug="invented-stefan-moorkampen",
        title="QA Engineer", company="Lorimanda Health", met="2019-01-21",
    ),
    _star(
        "phone", "choir", "Stefan", "Moorkampen", labels=("choir",),
        email="stefan.moorkampen@example.org", note="second bass, not the one from Lorimanda",
    ),
    # Two names, decided there to be one person.
    _star(
        "linkedin", "choir", "Agnieszka", "Borówkowska-Lenz", slug="invented-agnieszka-borowkowska-lenz",
        title="Social Worker", company="Stadtwerke Murmeltal", met="2018-12-09", same="aga",
    ),
    _star(
        "phone", "choir", "Aga", "Borówkowska", labels=("choir",), email="aga.borowkowska@example.org", same="aga",
    ),
]  # fmt: skip

# What stands on phone cards of others in these worlds; the first cards get them.
NOTES: Final = {
    "murmelfeld": ["used to run the warehouse reports with me, now at a bank?"],
    "lorimanda": ["left in 2022, wants to hear how the migration went", "good on Terraform and cost"],
    "university": ["thesis group; moved to Utrecht", "owes me a bicycle, I owe her a favour"],
    "choir": ["alto; works at a hospital", "has a van", "tenor, sublets his room every summer"],
    "meetup": ["gave the talk on late events, 2025"],
    "family": ["spare keys", "calls on Sundays", "upstairs, waters the plants"],
    "startup": ["wants a data person for two days a week"],
}
OLD_JOBS: Final = [
    ("Krankenpflegerin", "Klinikum Sonnenaue"),
    ("Praktikantin", "Hollerbruch Verlag"),
    ("Barista", "Käuzchenhof Kitchen"),
    ("Werkstudent", "Nordkiesel Bau"),
]

DECISIONS: Final = [
    "when,what,who,other,note",
    "2026-06-14,same,aga.borowkowska@example.org,"
    "https://www.linkedin.com/in/invented-agnieszka-borowkowska-lenz,married in 2024",
    "2026-06-14,different,stefan.moorkampen@example.org,"
    "https://www.linkedin.com/in/invented-stefan-moorkampen,one sings and one tests",
    "2026-06-15,off-limits,Bernd Kaltwasserer,,we did not part well",
]

LEDGER: Final = [
    "date,who,what,direction,goal,about,via,outcome,note",
    "2024-10-17,Rafael Teixeirinha,favour,gave,,my talk at the Stammtisch,,,",
    "2025-03-09,Aoife O'Dunnavan,favour,gave,,proofread her funding table,,yes,",
    "2025-06-21,Friederike Sommerlathen,favour,gave,,programme notes for the summer concert,,,",
    "2025-11-12,Priyanka Raghunathar,introduction,gave,start-up,to Katarzyna about forecasting,,yes,they met twice",
    "2025-11-30,Katarzyna Wójcikowa,thanks,got,,for Priyanka,,,",
    "2026-01-22,Rafael Teixeirinha,introduction,got,job,to Tomasz at the Stammtisch,,yes,",
    "2026-02-03,Tomasz Zielonkowicz,meeting,,job,coffee: what his team looks for,Rafael Teixeirinha,,",
    "2026-02-04,Tomasz Zielonkowicz,thanks,gave,job,for an hour of plain words,,,",
    "2026-03-18,Gerhard Windhövelmann,ask,got,flat,whether one of his flats gets free,,no,maybe next year",
    "2026-04-02,Hồng Vân Lê Thị,ask,got,job,how they replay a topic after a bug,,yes,sent me her notes",
    "2026-04-09,Hồng Vân Lê Thị,thanks,gave,job,for the notes,,,",
    "2026-05-05,Babajide Ogunbanjoko,message,,job,asked how Quellmoor is doing,,,no answer yet",
    "2026-05-28,Aoife O'Dunnavan,ask,got,job,to read my CV,,yes,",
    "2026-06-11,Olumide Balogunsi,ask,got,job,whether his team will grow,,open,",
    "2026-06-19,Yasemin Tunçeloğlu,ask,got,job,which teams in Berlin hire this autumn,,open,",
]

TIES: Final = [
    "from,to,kind,since,until,note",
    "Mama,Papa,married,1983-06-04,,",
    "Olumide Balogunsi,Babajide Ogunbanjoko,friends,2019-02-01,,Lorimanda football",
    "Rafael Teixeirinha,Tomasz Zielonkowicz,organise the Stammtisch,2021-01-01,,",
    "Friederike Sommerlathen,me,choir,2016-09-01,,",
    "Deniz Kaplandere,Katarzyna Wójcikowa,former flatmates,2013-10-01,2015-09-30,",
]

CONSENTS: Final = {
    "deniz-kaplan": ("2026-05-02", "reach and introductions"),
    "olumide-balogun": ("2026-05-09", "reach and introductions"),
    "katarzyna-wojcik": ("2026-05-11", "reach"),
    "friederike-sommerlath": ("2026-05-17", "reach and introductions"),
    "rafael-teixeira": ("2026-06-04", "reach and introductions"),
    "priyanka-raghunathan": ("2026-06-07", "reach and introductions; ask me before you write to an investor"),
}
