"""What asks for nothing: being known, giving, bringing together."""

import dataclasses

import pandas as pd
from tests.goals.scenes import NEEDS, asks, deed, scene

from netlens.goals import acts
from netlens.goals.circles import LINKS, Circles
from netlens.goals.ledger import HelpBook
from netlens.goals.moves import ASKS
from netlens.schema import OFFERED, make_table


def test_a_new_job_is_a_reason_to_congratulate_and_asks_for_nothing(people):
    """A change of name is none."""
    changes = pd.DataFrame(
        {
            "person_id": ["p01", "p02"],
            "what": ["new employer", "renamed"],
            "before": "Analyst at Polymer",
            "after": "Head of Data at Kranich",
            "source": "LinkedIn",
            "older": pd.Timestamp("2025-12-15"),
            "newer": pd.Timestamp("2026-06-28"),
        }
    )
    (found,) = acts.list_congratulations(scene(people), changes)
    assert found.sentence == (
        "Congratulate Ben Okafor — new job: Head of Data at Kranich. Nothing to ask yet"
    )
    assert found.because == (
        "By your LinkedIn export of 28 June 2026; in that of 15 December 2025 it was "
        "Analyst at Polymer"
    )


def test_ties_to_warm_are_the_silent_and_the_unseen(people):
    """Not those who are in touch; a target comes first."""
    touch = pd.DataFrame(
        {
            "person_id": ["p01", "p03"],
            "last": pd.to_datetime(["2022-02-01", "2026-06-01"]).astype("datetime64[s]"),
            "wrote": [True, True],
            "answered": [True, True],
        }
    )
    there = scene(people, touch=touch, targets={"g1": frozenset({"p02"})})
    found = acts.list_returns(there, asks(people, touch=touch))
    assert found[0].person_id == "p02"
    assert "p03" not in {c.person_id for c in found}
    ben = next(c for c in found if c.person_id == "p01")
    assert ben.sentence == (
        "Write Ben Okafor again, last in touch in February 2022; ask for nothing yet"
    )


TIED = "as far as can be seen, the 12 people of “choir” are tied to the rest only through them"


def links(*people):
    """Give contacts on whom a choir hangs."""
    row = {"what": "community", "people": 12, "words": TIED}
    return make_table(LINKS, [{"person_id": person, **row} for person in people])


def last_touch(**days):
    """Give the days of the last letters, answered."""
    return pd.DataFrame(
        {
            "person_id": list(days),
            "last": pd.to_datetime(list(days.values())).astype("datetime64[s]"),
            "wrote": True,
            "answered": True,
        }
    )


def test_whom_a_circle_hangs_on_is_written_to_after_a_year_of_silence(people):
    """Or where nothing but a list is seen; who is in touch needs no letter."""
    touch = last_touch(p01="2025-03-01", p03="2026-06-01")
    found = acts.list_keeps(scene(people, touch=touch), links("p03", "p01", "p02", "gone"))
    assert [c.person_id for c in found] == ["p01", "p02"]
    left = {person: row for person, row in scene(people).people.items() if person != "p02"}
    gone = dataclasses.replace(scene(people, touch=touch), people=left)
    assert [c.person_id for c in acts.list_keeps(gone, links("p01", "p02"))] == ["p01"]
    ben, ana = found
    assert ben.sentence == "Write Ben Okafor a few lines; ask for nothing yet"
    assert ben.because == f"A{TIED[1:]}; last in touch in March 2025"
    assert ana.because == f"A{TIED[1:]}; no letter between you is in your files"
    assert {ben.kind, ana.kind}.isdisjoint(ASKS)


def test_who_is_being_asked_already_is_not_written_to_for_the_circles_sake(people):
    """A second letter would read as a reminder."""
    old = deed("p01", "ask", "2025-01-10", outcome="open")
    book = HelpBook(asked={"p01": (old,)}, last={"p01": old.day})
    assert not acts.list_keeps(scene(people, book), links("p01"))


def test_reasons_join_in_the_one_move(people):
    """Of whoever is to be kept warm; nobody else's reason changes."""
    there = scene(people, touch=last_touch(p01="2025-03-01", p03="2026-06-01"))
    table = links("p01", "p03")
    candidates = asks(people)
    joined = acts.join_keeps(candidates, acts.list_keeps(there, table), table)
    for before, after in zip(candidates, joined, strict=True):
        more = f"; {TIED}" if before.person_id == "p01" else ""
        assert after.because == before.because + more
        assert after.move_id == before.move_id
    assert {"p01", "p03"} <= {c.person_id for c in candidates}
    assert acts.join_keeps(candidates, [], links()) == candidates


def test_a_recommendation_is_asked_of_who_endorsed_and_has_not_written_one(people):
    """For goals that it serves only."""
    vouching = pd.DataFrame(
        {
            "person_id": ["p01", "p02"],
            "kinds": [("endorsement",), ("endorsement", "recommendation")],
        }
    )
    job = pd.DataFrame({"goal_id": ["g1"], "intent": ["job"]})
    flat = job.assign(intent="move")
    words = {"words": "you worked at Acme until 2021"}
    together = scene(people, shared={"p01": words, "p02": words})
    (found,) = acts.list_recommendations(together, job, vouching)
    assert found.person_id == "p01"
    assert found.kind in ASKS
    assert not acts.list_recommendations(together, flat, vouching)
    # Who never worked where ego did has not seen ego work.
    assert not acts.list_recommendations(scene(people), job, vouching)


def test_an_offer_asks_for_nothing_and_goes_first_to_who_asked_for_it(people):
    """Then to who matters."""
    rows = [
        {"offer": "CV reviews", "person_id": p, "status": s, "score": 0.5, "because": "why"}
        for p, s in (("p01", "likely"), ("p02", "likely"), ("p03", "stated"))
    ]
    found = acts.list_offers(scene(people), make_table(OFFERED, rows), ["p02"])
    assert [c.person_id for c in found] == ["p03", "p02", "p01"]
    assert found[0].sentence == "Offer Cem Arslan CV reviews; ask for nothing"


def test_two_who_should_meet_are_each_asked_first(people):
    """And whether they know each other is said as far as it is known."""
    meetings = pd.DataFrame(
        {
            "person_id": ["p01", "p02"],
            "other_id": ["p03", "gone"],
            "want": "x",
            "because": "looks for x",
            "because_other": "has x",
            "tie": ["unobserved", "absent"],
        }
    )
    (found,) = acts.list_introductions(scene(people), meetings)
    assert "cannot be known from your files" in found.because
    assert found.evidence_ids == ("p01", "p03")
    assert "meet only through you" not in found.because
    apart = Circles({"p01": "c1", "p03": "c2"}, frozenset({frozenset({"c1", "c2"})}))
    (said,) = acts.list_introductions(scene(people), meetings, apart)
    assert said.because == (
        f"{found.because}; as far as can be seen, nobody but you knows people in both their circles"
    )


def test_circles_are_labels_and_schools_with_several_who_matter(people):
    """An employer is no circle to bring something to."""
    groups = pd.DataFrame(
        {
            "group_id": ["l:a", "e:b"],
            "group": ["Stammtisch", "Polymer"],
            "kind": ["label", "employer"],
        }
    )
    members = {"l:a": ("p01", "p11", "p06"), "e:b": ("p01", "p11")}
    (found,) = acts.list_contributions(scene(people), groups, members, asks(people))
    assert found.name == "Stammtisch"
    assert found.evidence_ids == ("p01", "p11")
    assert "2 people there" in found.because


def test_strangers_are_sought_where_nobody_is_known():
    """Not where one person is."""
    gaps = pd.DataFrame(
        {
            "need_id": ["g1n1", "g1n2"],
            "kind": ["nobody", "one person"],
            "sentence": "s",
            "seek": ["a b", ""],
        }
    )
    (found,) = acts.list_searches(gaps, NEEDS)
    assert found.sentence == "Seek a b"
