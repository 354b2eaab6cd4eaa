import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.goals.exchange import match_offers, read_offer
from netlens.goals.wants import read_wants
from netlens.schema import OFFERED, check_table, empty_table

NOTES = "notes on moving a warehouse to an orchestrator without a night shift"
REVIEWS = "CV reviews for people who change into data"
TABLE = "an introduction to the Pipeline Stammtisch Berlin"


@pytest.fixture
def crowd():
    """Give twelve invented people whom one offer or another may suit."""
    rows = [
        ("staff", "Staff Data Engineer", "Polymer", None, (), None),
        ("junior", "Junior Data Analyst", "Kranich", None, (), None),
        ("intern", "Praktikum", "Verlag", None, ("Data meetup",), None),
        ("baker", "Bakery Trainee", "Brotland", None, (), None),
        ("floor", "Warehouse Operations Lead", "Lager", "Berlin", (), None),
        ("near", "Data Engineer", "Zeile", "Berlin, Germany", (), None),
        ("far", "Data Engineer", "Spalte", "Hamburg", (), None),
        ("host", "Data Engineer", "Wolke", "Berlin", (), "organises the Pipeline Stammtisch"),
        ("teacher", "Teacher | looking for a job as data analyst", None, None, (), None),
        ("ears", "Data Engineer", "Bank", None, (), "wants to hear how the migration went"),
        ("scout", "Talent Acquisition Partner Data", "Leute", None, (), None),
        ("founder", "Founder", "Seegras", None, (), None),
    ]  # fmt: skip
    columns = ["person_id", "title", "company", "location", "labels", "notes"]
    return pd.DataFrame(rows, columns=columns)


def match(people, *offers, **options):
    offered = match_offers(offers, people, wants=read_wants(people), **options)
    check_table(offered, OFFERED)
    return dict(zip(offered["person_id"], offered["status"], strict=True))


def test_help_for_beginners_goes_to_beginners_and_changers_of_the_topic(crowd):
    assert match(crowd, REVIEWS) == {"teacher": "stated", "junior": "likely", "intern": "likely"}


def test_what_was_learned_goes_to_peers_and_first_to_who_wants_to_hear_it(crowd):
    found = match(crowd, NOTES)
    assert next(iter(found)) == "ears"
    assert found == {
        "ears": "stated", "staff": "likely", "near": "likely", "far": "likely", "host": "likely",
    }  # fmt: skip


def test_a_gathering_goes_to_its_topic_there_or_unknown_and_not_to_its_host(crowd):
    found = match(crowd, TABLE)
    assert next(iter(found)) == "near"
    assert set(found) == {"near", "intern", "staff", "ears"}


def test_a_gathering_says_the_place_where_it_is_known(crowd):
    offered = match_offers([TABLE], crowd)
    reasons = dict(zip(offered["person_id"], offered["because"], strict=True))
    assert reasons["near"] == "Data Engineer at Zeile (job title), in Berlin, Germany"
    assert reasons["intern"] == "label: “Data meetup”"


def test_a_mere_service_goes_to_nobody_who_does_not_look_for_it(crowd):
    assert match(crowd, "SQL", "bread baking", "help with SQL", "") == {}
    crowd.loc[0, "notes"] = "looking for bread baking lessons"
    assert match(crowd, "bread baking") == {"staff": "stated"}


def test_founders_and_named_professions_are_audiences(crowd):
    assert match(crowd, "pitch deck feedback for founders") == {"founder": "likely"}
    crowd.loc[0, "title"] = "Nurse"
    assert match(crowd, "Spanish lessons for nurses") == {"staff": "likely"}


def test_what_somebody_asked_for_comes_first(crowd):
    asked = pd.DataFrame({"person_id": ["floor"], "about": ["notes on the orchestrator"]})
    offered = match_offers([NOTES], crowd, wants=read_wants(crowd), asked=asked)
    assert offered.loc[0, ["person_id", "status"]].tolist() == ["floor", "stated"]
    assert offered.loc[0, "because"] == "asked you (ledger): “notes on the orchestrator”"


def test_asking_never_lowers_anybody(crowd):
    before = match_offers([NOTES, TABLE], crowd, wants=read_wants(crowd), top=99)
    asked = pd.DataFrame({"person_id": crowd["person_id"], "about": NOTES})
    after = match_offers([NOTES, TABLE], crowd, wants=read_wants(crowd), asked=asked, top=99)
    both = before.merge(after, on=["offer", "person_id"], how="left", suffixes=("", "_after"))
    assert (both["score_after"] >= both["score"]).all()


def test_off_limits_and_the_limit_per_offer_hold(crowd):
    assert "near" not in match(crowd, TABLE, off_limits={"near"})
    assert list(match(crowd, NOTES, top=2)) == ["ears", "far"]
    assert match(crowd, NOTES, top=0) == {}


def test_the_undescribed_get_no_row_and_no_offer_gives_an_empty_table(crowd):
    nobody = pd.DataFrame({"person_id": ["a", "b"], "title": [None, None]})
    assert match(nobody, NOTES, REVIEWS, TABLE) == {}
    assert match_offers([], crowd).equals(empty_table(OFFERED))


@given(st.permutations(range(12)))
@settings(max_examples=10)
def test_the_order_of_people_changes_nothing(order):
    people = pd.DataFrame(
        {
            "person_id": [f"p{i:02}" for i in range(12)],
            "title": ["Data Engineer", "Junior Data Analyst", "Head of Data", "Baker"] * 3,
        }
    )
    shuffled = people.iloc[list(order)]
    offers = [NOTES, REVIEWS, TABLE]
    expected = match_offers(offers, people, wants=read_wants(people))
    assert match_offers(offers, shuffled, wants=read_wants(shuffled)).equals(expected)


@pytest.mark.parametrize(
    ("text", "form", "audience", "place"),
    [
        (NOTES, "knowledge", "", ()),
        (REVIEWS, "service", "beginners", ()),
        (TABLE, "gathering", "", ("berlin",)),
        ("Erfahrungen mit Airflow", "knowledge", "", ()),
        ("Einladung zum Stammtisch in München", "gathering", "", ("munich",)),
        ("Lebenslauf-Check für Quereinsteiger", "service", "beginners", ()),
        ("x" * 100_000, "service", "", ()),
    ],
)
def test_an_offer_is_read(text, form, audience, place):
    offer = read_offer(text)
    assert (offer.form, offer.audience, offer.place) == (form, audience, place)
