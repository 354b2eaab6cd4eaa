"""Groups as cards."""

import pandas as pd

from netlens.group_cards import CARDS_OPEN, MOST_CARDS, group_cards

ROW = {
    "group_id": "k1",
    "group": "choir",
    "kind": "community",
    "people": 9,
    "dated": 5,
    "first": pd.Timestamp("2015-03-01"),
    "half": pd.Timestamp("2019-08-01"),
    "vouches": 1,
    "aware": 2,
    "weak_sign": 3,
    "no_sign": 3,
    "because": "8 of 9 carry the label “choir”, nobody else does",
    "observable": 30,
    "pairs": 36,
    "ties": 20,
    "density": 20 / 30,
    "stability": 1.0,
    "reaches": ("work",),
    "hangs_on": "Ana Lind",
    "lists_reaching": float("nan"),
    "helps": ("“sing”: Ben (stated)",),
    "changed": (2, 1),
}


def cards(**changed):
    """Give a table of one card."""
    return pd.DataFrame([{**ROW, **changed}])


def test_a_card_says_what_is_known():
    """Every part in a sentence."""
    text = group_cards(cards(), since=pd.Timestamp("2026-05-23")).text
    for part in (
        "choir: 9 people",
        "Called so because 8 of 9 carry the label “choir”, nobody else does.",
        "The first you have known since March 2015 at the latest,",
        "half of the 5 with a date since August 2019.",
        "Of 30 pairs that could have been seen (of 36), 20 are tied: 67 %.",
        "Its ties lead above all to “work”.",
        "Every tie seen from it to the rest is one of Ana Lind's.",
        "For “sing”: Ben (stated).",
        "3 have shown that they know you, 1 of them by vouching;",
        "of 3 there is only a weak sign; of 3 no sign either way.",
        "Since the report of May 2026: 2 joined, 1 left.",
    ):
        assert part in text


def test_what_could_not_be_seen_is_left_out():
    """No zero stands for what nobody could see."""
    nothing = {"because": None, "half": pd.NaT, "density": float("nan"), "reaches": ()}
    text = group_cards(cards(**nothing, hangs_on=None, helps=(), changed=())).text
    assert "tied" not in text
    assert "known since" not in text
    assert "pairs" not in text


def test_no_sign_from_anybody_is_not_said_to_be_no():
    """Files show nothing: the card is silent."""
    assert "know you" not in group_cards(cards(vouches=0, aware=0, weak_sign=4, no_sign=5)).text


def test_names_are_escaped():
    """Group names and people are hostile text."""
    view = group_cards(cards(group="<script>x</script>", hangs_on="<img src=x>"))
    assert "<script" not in view.html
    assert "<img" not in view.html


def test_the_rest_is_folded_and_counted():
    """Seven are open."""
    many = pd.concat([cards()] * (CARDS_OPEN + 2), ignore_index=True)
    html = group_cards(many).html
    assert "2 more groups" in html
    assert html.index("<details>") > html.index("choir")


def test_beyond_forty_groups_are_only_counted():
    """Thousands of cards would be read by nobody."""
    many = pd.concat([cards()] * (MOST_CARDS + 1), ignore_index=True)
    view = group_cards(many)
    assert view.html.count('nl-card"') == MOST_CARDS
    assert view.text.endswith("1 smaller group more in tables/groups.csv.")


def test_nothing_is_said_in_words():
    """An empty table gives a sentence."""
    assert "No two of your contacts" in group_cards(cards().iloc[:0]).text
