"""Friends from Facebook's JSON, old and new."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlens.errors import InputError
from netlens.exports.facebook import read_facebook, repair_latin

ANA = {"name": "Ana Ruiz", "timestamp": 1609459200}
ZOE = {"name": "ZoÃ« MÃ¼ller", "timestamp": 0}


@pytest.mark.parametrize(
    "document",
    [
        {"friends_v2": [ANA, ZOE]},
        {"friends": [ANA, ZOE]},
        {"other": {"x": []}, "your_friends": [ANA, ZOE]},
        [ANA, ZOE],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_shapes(document, indent):
    """All the shapes of the list give names and days."""
    batch = read_facebook(json.dumps(document, indent=indent).encode())
    assert (batch.format, batch.producer, batch.list_kind) == (
        *("Facebook friends", "Facebook", "facebook"),
    )
    assert batch.columns["name"] == ["Ana Ruiz", "Zoë Müller"]
    assert batch.columns["connected_on"] == ["2021-01-01", None]
    assert batch.columns["kind"] == ["person", "person"]


def test_places_in_the_file():
    """Each friend has the line where it starts and its own text."""
    text = '{"friends": [\n {"name": "Ana"},\n\n {"name":\n "Ben"}, {"name": "Cy"}]}'
    batch = read_facebook(text.encode())
    assert batch.columns["line"] == [2, 4, 5]
    assert batch.columns["raw"] == ['{"name": "Ana"}', '{"name":\n "Ben"}', '{"name": "Cy"}']


def test_contact_details():
    """Old downloads state an address or a number."""
    friends = [
        {"name": "A", "contact_info": "a@example.com"},
        {"name": "B", "contact_info": "0101"},
    ]
    batch = read_facebook(json.dumps({"friends": friends}).encode())
    assert batch.columns["emails"] == [("a@example.com",), ()]
    assert batch.columns["phones_raw"] == [(), ("0101",)]


@pytest.mark.parametrize(
    "item", [{"name": "Facebook user"}, {"name": " "}, {"x": 1}, {"name": 5}, 7, None]
)
def test_nobody(item):
    """An entry without a name is rejected and costs no other."""
    batch = read_facebook(json.dumps({"friends_v2": [item, ANA]}).encode())
    assert batch.columns["name"] == ["Ana Ruiz"]
    assert [(d.line, d.what) for d in batch.dropped] == [(1, "rejected")]
    assert batch.read == 2


@pytest.mark.parametrize("rest", ['{"name": ', "oops", '{"name": "B"', "[" * 100_000])
def test_a_broken_rest(rest):
    """What comes before a break is read; the break is rejected with its line."""
    batch = read_facebook(f'{{"friends_v2": [{json.dumps(ANA)},\n{rest}'.encode())
    assert batch.columns["name"] == ["Ana Ruiz"]
    assert [(d.line, d.what, d.reason) for d in batch.dropped] == [
        (2, "rejected", "broken JSON from here on"),
    ]


def test_requests_are_not_friends():
    """Lists of requests and of former friends are recognised and not read."""
    batch = read_facebook(json.dumps({"removed_friends_v2": [ANA]}).encode())
    assert (batch.role, batch.format, batch.read) == ("unread", "Facebook removed friends v2", 0)


@pytest.mark.parametrize("text", ["", "{}", '{"name": "x"}', '"friends"'])
def test_files_without_friends(text):
    """A file without a list of friends is an error."""
    with pytest.raises(InputError, match="no list of friends"):
        read_facebook(text.encode())


def test_repair():
    """Only text that is UTF-8 written as Latin-1 is changed."""
    assert repair_latin("ZoÃ«") == "Zoë"
    assert repair_latin("Zoë Ω") == "Zoë Ω"
    assert repair_latin("Zoë") == "Zoë"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", '{"friends_v2": [', '{"friends": [{"name": "']))
def test_any_text_is_read_or_refused(text, above):
    """No text makes the reader crash."""
    try:
        batch = read_facebook((above + text).encode("utf-8", "surrogatepass"))
    except InputError:
        return
    assert batch.read == batch.kept + len(batch.dropped)


def test_many_friends_take_linear_time():
    """A hundred thousand friends on a single line are no problem."""
    data = json.dumps({"friends_v2": [ANA] * 100_000}).encode()
    start = time.process_time()
    assert read_facebook(data).kept == 100_000
    assert time.process_time() - start < 30
