"""Dates in every shape that exports have, and none that is guessed."""

import pytest

from netlens.exports.days import day_in_name, iso_from_epoch, iso_from_parts, parse_days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 Mar 2024", "2024-03-12"),
        ("7-Feb-22", "2022-02-07"),
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T10:11:12Z", "2024-03-12"),
        ("2024/02/01 15:02:55 UTC", "2024-02-01"),
        ("20240312", "2024-03-12"),
        ("20240312101112Z", "2024-03-12"),
        ("05 Jun 1833", "1833-06-05"),
        ("31 Dec 2019", "2019-12-31"),
        ("Mar 12, 2024", "2024-03-12"),
        ("March 3rd, 2021", "2021-03-03"),
        ("12.03.2024", "2024-03-12"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("1/29/26, 2:37 PM", "2026-01-29"),
        ("3. März 2021", "2021-03-03"),
        ("12 mars 2024", "2024-03-12"),
        ("15 août 2019", "2019-08-15"),
        ("1 de marzo de 2020", "2020-03-01"),
        ("12 mag 2021", "2021-05-12"),
        ("12 mrt 2023", "2023-03-12"),
        ("12 out 2021", "2021-10-12"),
        ("5 maj 2020", "2020-05-05"),
        ("20 paź 2020", "2020-10-20"),
        ("5 Ağu 2021", "2021-08-05"),
        ("5 мая 2021", "2021-05-05"),
        ("2024年3月12日", "2024-03-12"),
    ],
)
def test_shapes(typed, day):
    """A date that can be read one way only is read."""
    days, unclear = parse_days([typed])
    assert days[typed] == day
    assert not unclear


@pytest.mark.parametrize("typed", ["", "  ", "foo", "31 Feb 2020", "32 Mar 2020", "0.0.00", "12"])
def test_no_dates(typed):
    """What is no date stays unknown and does not raise."""
    days, unclear = parse_days([typed])
    assert days[typed] is None
    assert unclear == ([typed] if typed.strip() else [])


def test_order_is_unknown_alone():
    """Day and month that could be swapped are unknown when nothing in the file settles them."""
    days, unclear = parse_days(["03/04/2020", "05/06/2020", "07/07/2020"])
    assert days["07/07/2020"] == "2020-07-07"
    assert unclear == ["03/04/2020", "05/06/2020"]


def test_order_is_settled_by_another_date():
    """One date that can be read one way only settles the order of the file."""
    assert parse_days(["03/04/2020", "25/06/2020"])[0]["03/04/2020"] == "2020-04-03"
    assert parse_days(["03/04/2020", "06/25/2020"])[0]["03/04/2020"] == "2020-03-04"


def test_order_is_unknown_when_contradictory():
    """A file that writes both orders keeps only what is certain."""
    days, unclear = parse_days(["03/04/2020", "25/06/2020", "06/25/2020"])
    assert unclear == ["03/04/2020"]
    assert days["25/06/2020"] == days["06/25/2020"] == "2020-06-25"


def test_short_years_before_the_beginning_are_unknown():
    """LinkedIn has no connection of 1985, whatever a short year says."""
    assert parse_days(["7-Feb-85"], since=2003)[0]["7-Feb-85"] is None
    assert parse_days(["7-Feb-85"])[0]["7-Feb-85"] == "1985-02-07"


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        (1609459200, "2021-01-01"),
        ("1609459201", "2021-01-01"),
        (-4323974400, "1832-12-24"),
        ("x", None),
        (None, None),
        (True, None),
        (10**30, None),
    ],
)
def test_epoch(seconds, day):
    """Seconds since 1970 become days in UTC; everything else is unknown."""
    assert iso_from_epoch(seconds) == day


def test_parts():
    """Years, months and days in columns of their own are joined; the year may be missing."""
    joined = iso_from_parts(["1970", "", "1980", "x"], ["11", "2", "", "2"], ["15", "3", "", "30"])
    assert joined == ["1970-11-15", "--02-03", "1980", "--02-30"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Basic_LinkedInDataExport_06-28-2026.zip", "2026-06-28"),
        ("Basic_LinkedInDataExport_06-28-2026.zip/Connections.csv", "2026-06-28"),
        ("contacts-2026-05-14.vcf", "2026-05-14"),
        ("2024-01-01/contacts 2025-02-03.csv", "2025-02-03"),
        ("contacts.vcf", None),
        ("call 555-12-20244.vcf", None),
        ("contacts-2026-13-45.vcf", None),
        ("1826-05-14.csv", None),
    ],
)
def test_the_day_that_exporters_stamp_into_a_name(name, day):
    """Month first as LinkedIn writes it, or ISO; a number that is no day is none."""
    assert day_in_name(name) == day
