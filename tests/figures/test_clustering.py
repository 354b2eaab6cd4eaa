import pandas as pd

from netlens.figures.clustering import bridging_data, plot_bridging


def reach(**owners: list[int]) -> pd.DataFrame:
    """Give the people of group 0, 1, … that stand on each owner's list."""
    rows = [
        (who, who.title(), f"g{n}", f"Group {n}", people, 10 - n)
        for who, counts in owners.items()
        for n, people in enumerate(counts)
    ]
    return pd.DataFrame(rows, columns=["person_id", "name", "group_id", "group", "people", "of"])


def test_dots_are_ordered_by_what_lists_reach():
    dots, _, _ = bridging_data(reach(ana=[0, 2, 0], ben=[0, 2, 3]))
    assert dots["group"].drop_duplicates().tolist() == ["Group 1", "Group 2", "Group 0"]
    assert dots["name"].drop_duplicates().tolist() == ["Ben", "Ana"]


def test_dots_of_groups_and_lists_without_room_are_counted():
    owners = {f"p{n}": [1] * 9 for n in range(8)}
    dots, groups_left_out, owners_left_out = bridging_data(reach(**owners))
    assert (len(dots), groups_left_out, owners_left_out) == (42, 2, 2)
    title = plot_bridging(reach(**owners)).layout.xaxis.title.text
    assert title.endswith("not shown: groups: 2, lists: 2")


def test_nobody_of_a_group_is_a_dash_without_a_dot():
    fig = plot_bridging(reach(ana=[4, 0]))
    dots, counts = fig.data[:2]
    assert list(dots.marker.size) == [28]
    assert counts.text == ("4", "–")
