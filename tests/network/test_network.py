"""The facade: every table of a small project, checked against hand counts."""

import datetime as dt

import networkx as nx
import pandas as pd
import pytest

import netlens
from netlens import schema
from netlens.errors import ParameterError
from netlens.network import parse_day
from netlens.schema import check_table


@pytest.fixture
def net(small_project):
    """Open the small project."""
    return netlens.open(small_project, as_of="2026-06-30")


@pytest.fixture
def only_mine(small_project):
    """Open one Connections.csv and nothing else."""
    return netlens.open(small_project / "exports" / "Connections.csv", as_of="2026-06-30")


def test_the_tables_satisfy_their_schemas(net):
    """Every table that has a schema keeps it."""
    for name in (
        "contacts",
        "people",
        "merges",
        "evidence",
        "lists",
        "ties",
        "affiliations",
        "claims",
        "assumptions",
    ):
        check_table(getattr(net, name), getattr(schema, name.upper()))


def test_people_are_counted_once(net):
    """Four on LinkedIn, three in the phone, one in both."""
    assert len(net.direct) == 6
    assert str(net.people_count) == "6"


def test_ties_are_those_the_lists_show(net):
    """Ego to six, Ana to three of hers; the phone book one way."""
    graph = net.graph
    assert sum(1 for _ in graph.successors(net.ego_id)) == 6
    ana = net.direct.loc[net.direct["name"] == "Ana Ruiz", "person_id"].iloc[0]
    assert graph.out_degree(ana) == 4
    assert not nx.number_of_selfloops(graph)


def test_reach_counts_only_strangers(net):
    """Ana opens Ewa and Finn; Ben is mine already."""
    assert net.openers["new_people"].tolist() == [2]
    assert net.openers["mutual"].tolist() == [1]
    rows = net.reach.set_index("figure")
    assert rows.loc["seen", "value"] == 2
    assert rows.loc["second step", "low"] >= 2
    assert rows.loc["rule of thumb", "value"] == 1_200


def test_one_list_shows_no_structure(only_mine):
    """No broker, no community, no separation, and a sentence that says why."""
    assert only_mine.brokers.empty
    assert only_mine.communities.empty
    assert only_mine.bridging.empty
    assert (only_mine.separation["steps"] == 1).all()
    assert only_mine.coverage.share == 0
    sentences = " ".join(only_mine.claims["sentence"])
    assert "cannot be known" in sentences
    for word in ("constraint", "betweenness", "degrees of separation"):
        assert word not in sentences


def test_every_claim_has_a_basis_and_a_sentence(net):
    """Ids are unique, estimates have both ends, unknown has its own basis."""
    claims = net.claims
    assert claims["sentence"].str.len().gt(10).all()
    assert claims["basis"].isin(["observed", "asserted", "inferred", "unknown"]).all()
    assert (claims["low"].isna() == claims["high"].isna()).all()
    assert claims.loc[claims["role"] == "unknown", "basis"].eq("unknown").all()


def test_everything_is_equal_on_a_second_run(net, small_project):
    """No clock and no chance takes part."""
    again = netlens.open(small_project, as_of=dt.date(2026, 6, 30))
    for name, table in net.tables().items():
        pd.testing.assert_frame_equal(table, again.tables()[name])


def test_addresses_and_notes_stay_inside_unless_asked_for(net):
    """Tables beside a page name people, not how to reach them."""
    hidden = {"emails", "phones", "notes", "raw", "phones_raw"}
    assert not any(hidden & set(table.columns) for table in net.tables().values())
    assert hidden <= set(net.tables(details=True)["contacts"].columns)


def test_a_goal_is_a_name_or_a_sentence(small_project):
    """An unknown name is a sentence of its own."""
    assert netlens.open(small_project, goal="JOB").goals["goal"].tolist() == [
        "find a job as a data engineer in Berlin"
    ]
    assert netlens.open(small_project, goal="find a flat").goals["goal"].tolist() == ["find a flat"]
    assert netlens.open(small_project / "exports" / "phone.vcf").needs.empty


def test_who_is_known_to_hold_a_need_is_found(net):
    """Ben's title says data engineer; nobody undescribed is ranked."""
    held = net.holders[net.holders["status"].isin(["held", "likely"])]
    assert "Ben Okafor" in held["name"].tolist()
    assert "Mom" not in net.holders["name"].tolist()


def test_the_day_is_an_argument():
    """Nothing means today, nonsense is an error."""
    assert parse_day("2026-06-30") == dt.date(2026, 6, 30)
    assert isinstance(parse_day(""), dt.date)
    with pytest.raises(ParameterError, match="2026-11-23"):
        parse_day("yesterday")


@pytest.mark.parametrize("goal", ["raise a seed round for a climate start-up", "job"])
@pytest.mark.parametrize("project", ["small_project", "mine"])
@pytest.mark.parametrize("warm", [True, False])
def test_another_goal_gives_what_a_fresh_start_would(small_project, project, goal, warm):
    """Every table and claim, whatever had been computed before."""
    path = (
        small_project if project == "small_project" else small_project / "exports/Connections.csv"
    )
    fresh = netlens.open(path, as_of="2026-06-30", seed=3, goal=goal, me="Eva", details=True)
    net = netlens.open(
        path, as_of="2026-06-30", seed=3, goal="learn Polish", me="Eva", details=True
    )
    if warm:
        net.tables(details=True)
    other = net.ask(goal)
    assert net.goals["goal"].tolist() == ["learn Polish"]
    found, expected = other.tables(details=True), fresh.tables(details=True)
    assert found.keys() == expected.keys()
    for name, table in expected.items():
        pd.testing.assert_frame_equal(found[name], table, obj=name)
    assert other.parameters == fresh.parameters


def test_goals_that_leave_others_alone_do_not_mix(small_project):
    """The present employer may not know of a new job, and may help with everything else."""
    heads = "Company Name,Title,Description,Location,Started On,Finished On"
    positions = f"{heads}\nKranich Mobility,Analyst,,,Jan 2020,\n"
    (small_project / "exports" / "Positions.csv").write_text(positions, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30", goal="learn Polish")
    for goal in ("job", "find a mentor", "job", "learn to paint"):
        other = net.ask(goal)
        fresh = netlens.open(small_project, as_of="2026-06-30", goal=goal)
        assert ("Ben Okafor" in set(other.askable["name"])) is (goal != "job")
        for name in ("askable", "shared", "wants", "meetings", "holders", "moves"):
            pd.testing.assert_frame_equal(getattr(other, name), getattr(fresh, name), obj=name)


def test_another_goal_reads_and_links_nothing_again(net, monkeypatch):
    """People, ties and reach are the very same objects."""
    first = net.ask("find a flat in Berlin")
    for name in ("build_cast", "build_ties", "estimate_second_step"):
        for module in ("reading", "structure"):
            monkeypatch.delattr(f"netlens.network.{module}.{name}", raising=False)
    second = first.ask("learn to paint")
    second.tables()
    assert second.people is net.people
    assert second.ties is net.ties
    assert second.wants is first.wants
    assert second.second_step is net.second_step
    assert second.goals["goal"].tolist() == ["learn to paint"]


def test_no_goal_is_no_question(net):
    """And the error says how to ask one."""
    with pytest.raises(ParameterError, match="one sentence"):
        net.ask(" ")
