"""The fuzzer notices what it is there to notice."""

import time

import pytest
from scripts import fuzz_readers

from netlens.errors import InputError
from netlens.exports.batch import Batch, Dropped
from netlens.exports.vcard import read_vcard


def test_every_seed_is_short_enough_and_read():
    for reader in fuzz_readers.READERS:
        assert all(
            len(seed) <= fuzz_readers.LONGEST_INPUT for seed in fuzz_readers.read_seeds(reader)
        )
    for seed in fuzz_readers.read_seeds("vcard"):
        fuzz_readers.check_input(read_vcard, seed)


def test_a_refused_file_is_no_fault():
    def refuse(data):
        msg = f"{len(data)} bytes of nothing"
        raise InputError(msg)

    assert fuzz_readers.check_input(refuse, b"") is None


def test_a_batch_that_does_not_add_up_is_a_fault():
    batch = Batch(
        "vCard", "unknown", "utf-8", {"line": [1], "name": []}, [Dropped(2, "skipped", "")]
    )
    with pytest.raises(AssertionError, match="kept 1"):
        fuzz_readers.check_input(lambda _: batch, b"")


def test_a_slow_reader_is_a_fault(monkeypatch):
    monkeypatch.setattr(fuzz_readers, "LONGEST_WAIT", 0)
    with pytest.raises(TimeoutError, match="3 bytes took"):
        fuzz_readers.check_input(lambda _: time.sleep(0.001), b"abc")
