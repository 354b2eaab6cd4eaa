"""Who is inside a goal's targets."""

from netlens.goals.insiders import find_insiders, list_targets


def find(people, *targets, through=None):
    """Find insiders among the first five people as one's own."""
    return find_insiders(
        [("g1", target) for target in targets],
        people,
        direct=frozenset(people["person_id"][:5]),
        through=through or {},
    )


def test_ones_own_come_before_those_two_steps_away(people):
    """Each with the owners of the lists that show them."""
    found = find(people, "Kranich", through={"p08": ("p02",), "p09": ("p02",)})
    assert found["person_id"].tolist() == ["p01", "p08"]
    assert found["how"].tolist() == ["yours", "two steps"]
    assert found["through"].tolist() == [(), ("p02",)]


def test_a_target_may_be_a_person(people):
    """Named as people are."""
    found = find(people, "ruiz, ana")
    assert found.loc[0, ["person_id", "kind"]].tolist() == ["p02", "person"]


def test_nobody_is_a_row(people):
    """A target with nobody inside is not left out; people on no list held are not seen."""
    found = find(people, "Zollverein Data", "Ypsilon")
    assert found["how"].tolist() == ["nobody", "nobody"]
    assert found["person_id"].isna().all()


def test_targets_are_typed_or_named_in_the_sentence():
    """Each once."""
    goals = [
        {"goal_id": "g1", "goal": "find a job at Kranich Mobility", "targets": ("Polymer",)},
        {"goal_id": "g2", "goal": "find a bigger flat", "targets": ()},
    ]
    assert list_targets(goals) == [("g1", "Polymer"), ("g1", "Kranich Mobility")]


def test_a_target_may_be_a_place_or_a_role(people):
    """If it is no organisation and nobody's name."""
    place = find(people, "Berlin", through={"p11": ("p02",)})
    assert place[["kind", "person_id"]].to_numpy().tolist() == [["place", "p11"]]
    role = find(people, "data engineers")
    assert role[["kind", "person_id"]].to_numpy().tolist() == [["role", "p01"]]
    assert find(people, "recruiter").loc[0, "person_id"] == "p03"
