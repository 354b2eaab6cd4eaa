"""Statements are columns of one length, and every row is accounted for."""

from netlens.exports.batch import Dropped
from netlens.exports.statements import STATEMENT_FIELDS, Statements


def test_every_column_grows_with_each_statement():
    found = Statements("mbox", "unknown", "utf-8")
    found.add(line=3, kind="mail", to="email:ana@example.com")
    assert {len(cells) for cells in found.columns.values()} == {1}
    assert list(found.columns) == list(STATEMENT_FIELDS)
    assert found.columns["from_name"] == [None]


def test_what_was_read_was_used_or_dropped():
    found = Statements("mbox", "unknown", "utf-8", used=2)
    found.dropped.append(Dropped(9, "skipped", "a mailing list"))
    assert found.read == 3
