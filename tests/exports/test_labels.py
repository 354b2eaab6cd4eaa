"""Labels of programs are told from those of people."""

import pytest

from netlens.exports.labels import is_system_label


@pytest.mark.parametrize("label", ["myContacts", "* My Contacts", "starred", "", "Imported on 3/4"])
def test_what_a_program_puts_on_everybody_is_no_label(label):
    assert is_system_label(label)


@pytest.mark.parametrize("label", ["Choir", "Starred restaurants", "Contacts at work"])
def test_what_somebody_typed_is_a_label(label):
    assert not is_system_label(label)
