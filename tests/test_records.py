"""Hand-typed tables: read whole, or refused with the line."""

import pandas as pd
import pytest

from netlens.errors import SettingsError
from netlens.records import DECISIONS, LEDGER, TYPED_TIES, parse_record, read_record


@pytest.mark.parametrize("record", [DECISIONS, LEDGER, TYPED_TIES], ids=lambda r: r.file_name)
def test_absent_files_give_empty_tables(tmp_path, record):
    """A project need not have them."""
    table = read_record(tmp_path, record)
    assert table.empty
    assert list(table.columns) == [*record.columns, "file", "line"]


def test_lines_keep_their_numbers():
    """Comments and blank lines are passed over, numbers stay those of the file."""
    table = parse_record("what,who,other\n# a remark\n\nSame,Ana,Ana R.\n", DECISIONS)
    assert table["line"].tolist() == [4]
    assert table["what"].tolist() == ["same"]


def test_days_are_days():
    """Dates may carry a time, which is dropped."""
    table = parse_record("date,who,what\n2026-03-01T10:00,Ana,ask\n,Ben,thanks\n", LEDGER)
    assert table["date"].iloc[0] == pd.Timestamp("2026-03-01")
    assert pd.isna(table["date"].iloc[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what,who\nsmae,Ana\n", "line 2: what 'smae' is not one of same"),
        ("what,who\nsame,\n", "line 2: no 'who'"),
        ("when,what,who\n2026-02-30,same,Ana\n", "line 2: when '2026-02-30' is not a date"),
        ("wat,who\nsame,Ana\n", "did you mean 'what'"),
        ("a,b\n", "first line must name the columns"),
    ],
)
def test_a_bad_line_is_an_error_with_its_number(text, expected):
    """A decision is never dropped in silence."""
    with pytest.raises(SettingsError, match=expected):
        parse_record(text, DECISIONS)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    """Excel may save in another encoding."""
    (tmp_path / "ledger.csv").write_bytes(b"date,who,what\n,M\xfcller,ask\n")
    with pytest.raises(SettingsError, match=r"ledger\.csv.*UTF-8"):
        read_record(tmp_path, LEDGER)


def test_a_file_with_line_ends_of_another_age_is_named():
    """Carriage returns alone are an error with a line, not a traceback."""
    with pytest.raises(SettingsError, match=r"decisions\.csv: line 1: .*Mend or delete"):
        parse_record("what,who\rsame,Ana\r", DECISIONS)
