"""A goal typed in a box: handlers are fired as JupyterLab fires them, without a browser."""

import shutil

import ipywidgets
import pytest

import netlens
from netlens.views import View
from netlens.widgets import answer_goal, explore

PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture
def typed(small_network):
    """Show the box of the small network; give a function that types into it."""
    shown = explore(small_network)
    box, below = shown.children

    def type_goal(text):
        box.set_state({"value": text})  # what a message from the browser does
        return below.outputs

    type_goal.box, type_goal.below = box, below
    return type_goal


def told(outputs):
    """Give the plain text of outputs."""
    return "\n".join(output["data"]["text/plain"] for output in outputs)


def test_a_stored_notebook_shows_one_sentence(small_network, lonely_network):
    """The same for everybody, so that stored outputs stay equal."""
    views = [explore(net, live=False) for net in (small_network, lonely_network)]
    assert all(isinstance(view, View) for view in views)
    assert views[0].html == views[1].html
    assert "netlens lab" in views[0].text


def test_the_box_opens_with_the_goals_of_the_project(typed):
    """Lead, figure, who, gaps: the views of the page."""
    assert isinstance(typed.box, ipywidgets.Text)
    lead, figure, who, _ = typed.below.outputs
    assert "find a job as a data engineer in Berlin" in lead["data"]["text/plain"]
    assert figure["data"][PLOTLY]["layout"]["title"]["text"]
    assert "Ben Okafor" in who["data"]["text/html"]


def test_a_typed_goal_ranks_everything_anew(typed, small_network):
    """With what a run for that goal alone would show; the network itself stays."""
    outputs = typed("hire a technical recruiter")
    expected = small_network.ask("hire a technical recruiter")
    assert outputs == answer_goal(expected, "")
    assert "Cem Arslan" in outputs[2]["data"]["text/html"]
    assert "Berlin" not in told(outputs)
    assert small_network.goals["goal"].tolist() == ["find a job as a data engineer in Berlin"]
    assert typed("job")[0]["data"] != outputs[0]["data"]


def test_an_emptied_box_goes_back_to_the_goals_of_the_project(typed):
    """White space is empty too."""
    before = typed.below.outputs
    typed("learn to paint")
    assert typed("  ") == before


def test_without_a_goal_a_sentence_says_what_to_type(lonely_network):
    """No traceback."""
    _, below = explore(lonely_network).children
    (only,) = below.outputs
    assert only["data"]["text/plain"].startswith("Type a goal in one sentence")


def test_without_people_there_is_nobody_to_ask(small_project):
    """Whatever is typed."""
    exports = small_project / "exports"
    shutil.rmtree(exports)
    exports.mkdir()
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nKIND:org\nFN:Ottermühlen GmbH\nORG:Ottermühlen GmbH\nEND:VCARD\n"
    )
    (exports / "cards.vcf").write_text(card, encoding="utf-8")
    net = netlens.open(small_project, as_of="2026-06-30")
    assert net.direct.empty
    box, below = explore(net).children
    box.value = "find a mentor"
    (only,) = below.outputs
    assert "nobody in these exports" in only["data"]["text/plain"]


def test_an_error_is_one_sentence(typed, small_network, monkeypatch):
    """What netlens can explain, it explains; nothing older stays beneath the new goal."""

    def fail(goal):
        msg = f"cannot: {goal}"
        raise netlens.errors.ParameterError(msg)

    monkeypatch.setattr(small_network, "ask", fail)
    (only,) = typed("<b>fly</b>")
    assert only["data"]["text/plain"] == "cannot: <b>fly</b>"
    assert "&lt;b&gt;" in only["data"]["text/html"]


def test_what_is_typed_is_shown_and_not_obeyed(typed):
    """It ends up in sentences and figures."""
    outputs = typed("find <img src=x onerror=alert(1)> a job\x1b[31m")
    assert "<img" not in "".join(output["data"].get("text/html", "") for output in outputs)
    assert "<img" not in str(outputs[1]["data"][PLOTLY])
    assert "\x1b" not in told(outputs)
