"""What one reader hands over."""

from netlens.exports.batch import Batch, Dropped


def test_read_is_kept_and_dropped():
    """Whatever the reader did, the sum holds."""
    dropped = [Dropped(3, "rejected", "no name"), Dropped(4, "skipped", "blank")]
    batch = Batch("CSV", "unknown", "utf-8", columns={"line": [1, 2]}, dropped=dropped)
    assert (batch.kept, batch.read) == (2, 4)
    assert Batch("CSV", "unknown", "utf-8").read == 0
