"""Facts: what claims are made from."""

from dataclasses import fields

from netlens.claims import Facts
from netlens.network import Network


def test_every_fact_is_a_table_of_the_facade_or_counted_from_one():
    """Claims know nothing that a notebook could not show."""
    counted = {
        *("as_of", "count", "organisations", "described", "skills", "warnings"),
        *("warm_only", "given", "waiting", "unanswered"),
    }
    assert all(hasattr(Network, field.name) for field in fields(Facts) if field.name not in counted)
