import itertools
import json

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from netlens.theme import BASIS, KNOWN, PAPER, STATUS, TEMPLATE, finish, hide_axes


def lightness(color: str) -> float:
    """Give L* (0–100), which is what remains of a colour in grey."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def test_the_lightness_of_known_greys():
    assert lightness("#ffffff") == pytest.approx(100, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.05)


@pytest.mark.parametrize("colors", [BASIS, STATUS, KNOWN], ids=["basis", "status", "known"])
def test_colors_of_one_meaning_differ_in_grey(colors):
    """Lightness survives every kind of colour vision, and printing."""
    for one, other in itertools.combinations(colors.values(), 2):
        assert abs(lightness(one) - lightness(other)) >= 12


def test_words_on_white_in_the_color_of_gaps_have_contrast():
    """A ratio of 4.5 to white means a lightness of at most about 50."""
    assert lightness(STATUS["gap"]) < 50
    assert lightness(PAPER) == pytest.approx(100, abs=0.01)


def test_no_two_meanings_share_a_color():
    for one, other in itertools.combinations([BASIS, STATUS, KNOWN], 2):
        assert not set(one.values()) & set(other.values())


def test_the_template_is_light_since_every_figure_carries_it():
    content = json.dumps(pio.templates[TEMPLATE].to_plotly_json(), separators=(",", ":"))
    assert len(content) < 1_000


def test_registering_leaves_the_default_template_alone():
    assert pio.templates.default == "plotly"


def test_a_finished_figure_has_a_height_and_no_width():
    fig = finish(go.Figure(), "Who?", height=100)
    assert fig.layout.height > 100
    assert fig.layout.width is None
    assert fig.layout.title.text == "Who?"
    assert fig.layout.template.layout.font.family == "system-ui, sans-serif"


def test_a_figure_with_room_for_an_axis_is_as_much_higher():
    low, high = (finish(go.Figure(), "Who?", height=100, bottom=b) for b in (8, 48))
    assert high.layout.height - low.layout.height == 40


def test_hidden_axes_are_hidden():
    fig = hide_axes(go.Figure())
    assert fig.layout.xaxis.visible is False
    assert fig.layout.yaxis.visible is False
