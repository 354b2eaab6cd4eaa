"""Chains: hand-worked odds, a spare, nobody off limits, and unknown that stays unknown."""

import itertools
import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netlens.errors import GraphError, ParameterError
from netlens.measures.chains import COLUMNS, best_chains, find_chains, find_doors, find_inbound
from netlens.measures.tie_arrays import build_arrays
from netlens.measures.willingness import SCENARIO

PROMISED = ["target", "rank", "hop", "from", "to", "probability", "low", "high", "why"]


@pytest.fixture
def two_ways_to_cem():
    """Draw the example of the docstring."""
    graph = nx.DiGraph()
    for start, end, chance in [
        ("ego", "Ana", 0.9),
        ("ego", "Ben", 0.6),
        ("Ana", "Cem", 0.5),
        ("Ben", "Cem", 0.8),
    ]:
        graph.add_edge(start, end, probability=chance, basis="observed", kinds=("mail",))
    return graph


def people(chains, rank=1):
    chain = chains[chains["rank"] == rank]
    return [*chain["from"], chain["to"].iloc[-1]] if len(chain) else []


def test_the_hand_worked_example(two_ways_to_cem):
    """Through Ben .6 × (.8 × .5) = .24 beats through Ana .9 × (.5 × .5) = .225."""
    chains = find_chains(two_ways_to_cem, "ego", "Cem", willingness=0.5)
    assert list(chains.columns[:9]) == PROMISED
    assert people(chains, 1) == ["ego", "Ben", "Cem"]
    assert people(chains, 2) == ["ego", "Ana", "Cem"]
    assert chains["chain_probability"].tolist() == [0.24, 0.24, 0.225, 0.225]
    assert chains["probability"].tolist() == [0.6, 0.4, 0.9, 0.25]
    assert chains["weakest"].tolist() == [False, True, False, True]
    assert chains["backup"].tolist() == [False, False, True, True]


def test_the_two_factors_are_kept_apart(two_ways_to_cem):
    """Ego asks, so the first hop needs no willingness; the range is that of the scenario."""
    chains = find_chains(two_ways_to_cem, "ego", "Cem", willingness=SCENARIO, k=1)
    assert chains["willingness"].tolist() == [1.0, 0.53]
    assert chains["willingness_low"].tolist() == [1.0, 0.37]
    assert chains["tie"].tolist() == [0.6, 0.8]
    assert chains["low"].tolist() == pytest.approx([0.6, 0.8 * 0.37])
    assert chains["chain_high"].iloc[0] == pytest.approx(0.6 * 0.8 * 0.75)


def test_a_direct_tie_needs_nobody_to_pass_anything_on(two_ways_to_cem):
    """One hop has the probability of the tie."""
    chains = find_chains(two_ways_to_cem, "ego", "Ana", willingness=0.1)
    assert chains[["hop", "probability", "chain_probability"]].to_numpy().tolist() == [
        [1, 0.9, 0.9]
    ]


def test_the_weakest_hop_may_be_the_first():
    """A tie of .2 is weaker than .9 passed on with .5."""
    graph = nx.DiGraph()
    graph.add_edge("ego", "a", probability=0.2)
    graph.add_edge("a", "b", probability=0.9)
    chains = find_chains(graph, "ego", "b", willingness=0.5)
    assert chains["weakest"].tolist() == [True, False]


def test_willingness_makes_long_chains_lose(two_ways_to_cem):
    """With everybody willing three sure hops beat one of .8; with half of them they do not."""
    two_ways_to_cem.add_edge("ego", "Dia", probability=0.8)
    two_ways_to_cem.add_edge("Cem", "Dia", probability=1.0)
    two_ways_to_cem["ego"]["Ben"]["probability"] = two_ways_to_cem["Ben"]["Cem"]["probability"] = 1
    eager = find_chains(two_ways_to_cem, "ego", "Dia", willingness=1.0)
    assert people(eager) == ["ego", "Ben", "Cem", "Dia"]
    assert people(find_chains(two_ways_to_cem, "ego", "Dia", willingness=0.5)) == ["ego", "Dia"]


def test_why_says_on_what_a_hop_rests(two_ways_to_cem):
    """Kinds and ground, in words."""
    two_ways_to_cem["ego"]["Ben"].update(strength=0.41, last_seen=pd.Timestamp("2026-01-05"))
    chains = find_chains(two_ways_to_cem, "ego", "Ben", willingness=0.5)
    assert chains["why"].tolist() == [
        "mail (seen in an export); strength 0.41 of 1; last seen 2026-01-05"
    ]


def test_a_spare_takes_the_last_place_where_it_is_not_among_the_best():
    """Three good chains through Hub and a poor one beside it: the poor one is the spare."""
    graph = nx.DiGraph()
    graph.add_edge("ego", "Hub", probability=0.9)
    for name in ("a", "b", "c"):
        graph.add_edge("Hub", name, probability=0.9)
        graph.add_edge(name, "goal", probability=0.9)
    graph.add_edge("ego", "z", probability=0.1)
    graph.add_edge("z", "goal", probability=0.1)
    chains = find_chains(graph, "ego", "goal", willingness=1.0, k=3)
    assert [people(chains, rank) for rank in (1, 2, 3)] == [
        ["ego", "Hub", "a", "goal"],
        ["ego", "Hub", "b", "goal"],
        ["ego", "z", "goal"],
    ]
    assert sorted(set(chains.loc[chains["backup"], "rank"])) == [3]


def test_several_targets_have_chains_of_their_own(two_ways_to_cem):
    """Unknown ones have no rows, and raise nothing."""
    chains = find_chains(two_ways_to_cem, "ego", ["Cem", "Nobody", "Ana"], willingness=0.5)
    assert chains["target"].drop_duplicates().tolist() == ["Cem", "Ana"]


def test_an_organisation_is_reached_through_whoever_is_nearest(two_ways_to_cem):
    """Chains end at the first insider; nobody inside passes on to another insider."""
    chains = find_chains(two_ways_to_cem, "ego", {"Example Ltd": ["Cem", "Ana"]}, willingness=0.5)
    assert people(chains, 1) == ["ego", "Ana"]
    assert people(chains, 2) == ["ego", "Ben", "Cem"]
    assert set(chains["target"]) == {"Example Ltd"}
    assert chains["rank"].max() == 2


@pytest.mark.parametrize(
    ("off", "expected"),
    [(["Ben"], {"Cem"}), (["Ben", "Ana"], set()), (["Cem"], {"Ben"}), (["ego"], set())],
)
def test_off_limits_means_gone(two_ways_to_cem, off, expected):
    """Not at the start, not in between, not at the end."""
    chains = find_chains(two_ways_to_cem, "ego", ["Cem", "Ben"], willingness=0.5, off_limits=off)
    assert set(off).isdisjoint([*chains["from"], *chains["to"]])
    assert set(chains["target"]) == expected


def test_an_unknown_source_is_an_error_and_a_target_without_a_way_is_not(two_ways_to_cem):
    """Whose chains is a mistake; no way is an answer."""
    with pytest.raises(GraphError, match="Zoe"):
        find_chains(two_ways_to_cem, "Zoe", "Cem", willingness=0.5)
    with pytest.raises(GraphError, match="Zoe"):
        best_chains(two_ways_to_cem, "Zoe", willingness=0.5)
    for target in ("Zoe", "ego"):
        chains = find_chains(two_ways_to_cem, "ego", target, willingness=0.5)
        assert list(chains.columns) == list(COLUMNS)
        assert chains.empty
    assert find_chains(two_ways_to_cem, "Cem", "ego", willingness=0.5).empty


@pytest.mark.parametrize("options", [{"k": 0}, {"max_hops": 0}, {"willingness": 0}])
def test_impossible_options_are_errors(two_ways_to_cem, options):
    """Nought chains, nought hops, nobody willing."""
    with pytest.raises(ParameterError):
        find_chains(two_ways_to_cem, "ego", "Cem", **({"willingness": 0.5} | options))


def test_max_hops_limits_chains(two_ways_to_cem):
    """The style's longest chain."""
    assert find_chains(two_ways_to_cem, "ego", "Cem", willingness=0.5, max_hops=1).empty
    limited = best_chains(two_ways_to_cem, "ego", willingness=0.5, max_hops=1)
    assert limited["person_id"].tolist() == ["Ana", "Ben"]


def test_ties_are_broken_by_fewer_hops_then_ids_not_by_insertion():
    """Sure ties everywhere: the direct one, then through a, then through b."""
    edges = [("ego", "b"), ("b", "z"), ("ego", "a"), ("a", "z"), ("ego", "z")]
    found = []
    for order in (edges, edges[::-1]):
        graph = nx.DiGraph()
        graph.add_edges_from(order, probability=1.0)
        found.append(find_chains(graph, "ego", "z", willingness=1.0))
    assert [people(found[0], rank) for rank in (1, 2, 3)] == [
        ["ego", "z"],
        ["ego", "a", "z"],
        ["ego", "b", "z"],
    ]
    pd.testing.assert_frame_equal(*found)


def test_a_tie_without_an_estimate_spans_everything():
    """Unknown is neither sure nor impossible."""
    graph = nx.DiGraph([("ego", "a")])
    chains = find_chains(graph, "ego", "a", willingness=0.5)
    assert chains[["low", "probability", "high"]].to_numpy().tolist() == [[0.0, 0.5, 1.0]]


def test_word_of_ego_travels_along_who_knows_whom():
    """Ana wrote to ego and Cem endorsed Ana; that ego holds Cem's card shows Cem nothing."""
    graph = nx.DiGraph()
    graph.add_edge("ego", "Cem", probability=1.0, kinds=("address book",))
    graph.add_edge("Ana", "ego", probability=0.8, kinds=("message",), basis="observed")
    graph.add_edge("Cem", "Ana", probability=0.5, kinds=("endorsement",), basis="observed")
    chains = find_inbound(graph, "ego", "Cem", willingness=0.5)
    assert people(chains) == ["ego", "Ana", "Cem"]
    assert chains["chain_probability"].iloc[0] == pytest.approx(0.8 * 0.5 * 0.5)
    assert chains["why"].iloc[1].startswith("endorsement")


def test_nobody_inside_leads_to_the_nearest_door_and_says_what_is_unknown():
    """From ego to Ana to Ben at .225, then Ben → ? with no number."""
    graph = nx.DiGraph()
    graph.add_edge("ego", "Ana", probability=0.9)
    graph.add_edge("Ana", "Ben", probability=0.5)
    doors = {"Example Ltd": {"Ben": "worked there until 2021"}}
    chains = find_doors(graph, "ego", {"Example Ltd": []}, doors=doors, willingness=0.5)
    assert people(chains) == ["ego", "Ana", "Ben", "?"]
    assert chains["hop"].tolist() == [1, 2, 3]
    assert chains["why"].iloc[2] == "worked there until 2021"
    assert math.isnan(chains["probability"].iloc[2])
    assert set(chains["chain_probability"]) == {0.225}
    assert set(chains["status"]) == {"open"}
    assert not chains["weakest"].iloc[2]


def test_somebody_inside_makes_doors_superfluous(two_ways_to_cem):
    """The chains are complete; another organisation beside stays open."""
    chains = find_doors(
        two_ways_to_cem,
        "ego",
        {"In": ["Cem"], "Out": ["Nobody"], "Far": []},
        doors={"In": {"Ana": "x"}, "Out": {"Ana": "same field"}},
        willingness=0.5,
        k=1,
    )
    assert chains.groupby("target")["status"].first().to_dict() == {"In": "complete", "Out": "open"}
    assert people(chains[chains["target"] == "Out"]) == ["ego", "Ana", "?"]


def test_doors_respect_what_is_off_limits(two_ways_to_cem):
    """A door that is gone opens nothing."""
    doors = {"Out": {"Ana": "same field"}}
    chains = find_doors(
        two_ways_to_cem, "ego", {"Out": []}, doors=doors, willingness=0.5, off_limits=["Ana"]
    )
    assert chains.empty
    assert list(chains.columns) == list(COLUMNS)


PEOPLE = [f"p{number}" for number in range(7)]
CHANCES = st.floats(0.01, 1.0)


@st.composite
def small_graphs(draw):
    """Draw up to seven people with some ties of any probability."""
    pairs = list(itertools.permutations(PEOPLE, 2))
    graph = nx.DiGraph()
    graph.add_nodes_from(PEOPLE)
    for start, end in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=22)):
        graph.add_edge(start, end, probability=draw(CHANCES))
    return graph


def odds(graph, path, willingness):
    ties = [graph.edges[tie]["probability"] for tie in itertools.pairwise(path)]
    return math.prod(ties) * willingness ** (len(ties) - 1)


@given(small_graphs(), st.floats(0.1, 1.0), st.sets(st.sampled_from(PEOPLE[1:]), max_size=2))
def test_chains_are_the_best_of_all_simple_paths(graph, willingness, off):
    """The first two are the most probable ones; nobody off limits is in any."""
    left = graph.subgraph([person for person in graph if person not in off])
    every = nx.all_simple_paths(left, "p0", "p6") if "p6" in left else []
    chances = sorted((odds(graph, path, willingness) for path in every), reverse=True)
    chains = find_chains(graph, "p0", "p6", willingness=willingness, off_limits=off, k=3)
    found = chains.groupby("rank")["chain_probability"].first().tolist()
    assert len(found) == min(3, len(chances))
    np.testing.assert_allclose(found[:2], chances[:2], rtol=1e-6, atol=1e-8)
    assert off.isdisjoint([*chains["from"], *chains["to"]])
    product = chains.groupby("rank")["probability"].prod().to_numpy()
    np.testing.assert_allclose(product, found, rtol=1e-6, atol=1e-8)


@given(small_graphs(), st.floats(0.1, 1.0))
def test_one_pass_gives_what_each_search_gives(graph, willingness):
    """`best_chains` and rank 1 of `find_chains` are the same chains."""
    arrays = build_arrays(graph)
    every = best_chains(arrays, "p0", willingness=willingness).set_index("person_id")
    single = find_chains(arrays, "p0", PEOPLE, willingness=willingness, k=1)
    assert set(single["target"]) == set(every.index)
    for target, chain in single.groupby("target"):
        row = every.loc[target]
        assert (row["hops"], row["via"], row["previous"]) == (
            len(chain),
            chain["to"].iloc[0],
            chain["from"].iloc[-1],
        )
        assert row["probability"] == pytest.approx(chain["chain_probability"].iloc[0], abs=1e-8)


@given(small_graphs(), st.data())
def test_a_more_probable_tie_never_makes_the_best_chain_less_probable(graph, data):
    """The best chain is monotone in each tie's probability."""
    assume(graph.number_of_edges())
    start, end = data.draw(st.sampled_from(sorted(graph.edges)))
    raised = graph.copy()
    raised[start][end]["probability"] = data.draw(st.floats(graph[start][end]["probability"], 1.0))
    before = best_chains(graph, "p0", willingness=0.5).set_index("person_id")["probability"]
    after = best_chains(raised, "p0", willingness=0.5).set_index("person_id")["probability"]
    assert set(before.index) == set(after.index)
    assert (after.loc[before.index] >= before - 1e-7).all()
