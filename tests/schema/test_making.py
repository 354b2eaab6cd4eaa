"""Tables: made complete, checked whole."""

import pandas as pd
import pytest

from netlens import schema
from netlens.errors import SchemaError
from netlens.schema import CONTACTS, MERGES, check_table, empty_table, make_table

TABLES = [value for value in vars(schema).values() if isinstance(value, schema.Table)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_empty_tables_satisfy_their_schema(table):
    """A table without rows has every column and type."""
    check_table(empty_table(table), table)
    check_table(make_table(table, []), table)


def test_missing_values_stay_unknown():
    """What a row leaves out is missing, never zero; lists are empty tuples."""
    row = make_table(CONTACTS, [{"contact_id": "c1", "kind": "person"}]).iloc[0]
    assert pd.isna(row["title"])
    assert pd.isna(row["line"])
    assert row["emails"] == ()


def test_days_before_1678_are_kept():
    """LinkedIn archives of test data, and typing errors, hold such years."""
    table = make_table(CONTACTS, [{"contact_id": "c1", "connected_on": "1633-06-05"}])
    assert table["connected_on"].iloc[0].year == 1633


def test_all_problems_are_named_at_once():
    """A caller sees every broken column in one error."""
    table = make_table(
        MERGES, [{"merge_id": "m", "zone": "maybe"}, {"merge_id": "m", "zone": "same"}]
    )
    with pytest.raises(SchemaError, match=r"repeats.*maybe"):
        check_table(table, MERGES)
    with pytest.raises(SchemaError, match=r"missing column zone.*unknown column zoen"):
        check_table(table.rename(columns={"zone": "zoen"}), MERGES)
    with pytest.raises(SchemaError, match="probability is str"):
        check_table(table.assign(probability="high"), MERGES)


def test_unknown_columns_are_refused():
    """A typing error in a column name is not dropped in silence."""
    with pytest.raises(SchemaError, match="no such column"):
        make_table(MERGES, [{"merge": "m"}])


def test_half_a_surrogate_pair_is_no_character():
    """Broken JSON holds them; the neighbours are kept."""
    table = make_table(CONTACTS, {"contact_id": ["c1", "c2"], "name": ["\ud800x", None]})
    assert table["name"].iloc[0] == "?x"
    assert pd.isna(table["name"].iloc[1])
