"""Phone numbers come out in E.164 where that is certain, else as typed."""

import subprocess
import sys

import pytest

from netlens.exports.phones import normalise_phones


def normalise(phone, region=None):
    return normalise_phones((phone,), region)[0]


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("+49 30 23125-001", "+493023125001"),
        ("+49 (0)30 23125-001", "+493023125001"),
        ("+49 (030) 23125-001", "+493023125001"),
        ("+49 030 23125001", "+493023125001"),
        ("0049 30 23125001", "+493023125001"),
        ("+44(0)20 7946 0123", "+442079460123"),
        ("+1 (202) 555-0101", "+12025550101"),
        ("+1.202.555.0101", "+12025550101"),
        ("+39 06 1234567", "+39061234567"),
        ("+36 06 20 123 4567", "+36201234567"),
        ("tel:+1-202-555-0101;ext=102", "+12025550101"),
        ("tel:555-0101;phone-context=+1-202", "+12025550101"),
        ("+12025550101 ext. 7", "+12025550101"),
        ("+1 202 555 0101 x7", "+12025550101"),
        ("+12025550101,,123#", "+12025550101"),
        ("+1-800-MY-APPLE", "+18006927753"),
        ("\u202a+49\xa030\u201123125001\u202c", "+493023125001"),
        ("＋４９ ３０ ２３１２５００１", "+493023125001"),
        ("+٤٩٣٠٢٣١٢٥٠٠١", "+493023125001"),
    ],
)
def test_a_number_with_a_country_needs_no_region(typed, normal):
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "region", "normal"),
    [
        ("030 23125001", "DE", "+493023125001"),
        ("030 23125001", "de", "+493023125001"),
        ("(202) 555-0101", "US", "+12025550101"),
        ("1-202-555-0101", "US", "+12025550101"),
        ("020 7946 0123", "GB", "+442079460123"),
        ("06 1234567", "IT", "+39061234567"),
        ("011 49 30 23125001", "US", "+493023125001"),
        ("0800 1234567 Durchwahl 3", "DE", "+498001234567"),
    ],
)
def test_a_region_completes_a_number(typed, region, normal):
    assert normalise(typed, region) == normal


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("030 23125001", None),
        ("23125001", "DE"),  # without an area code it could be anywhere
        ("555-0101", "US"),
        ("110", "DE"),
        ("+49 MOBIL", "DE"),
        ("+49", None),
        ("+1-800-MYFAX", None),
        ("+4930231250011234567", None),
        ("030 23125001", "XX"),
        ("sekretariat", "DE"),
        ("*100#", "DE"),
        ("", "DE"),
    ],
)
def test_what_is_not_certain_stays_as_typed(typed, region):
    assert normalise(typed, region) == typed


def test_there_is_one_result_for_each_number_in_order():
    typed = ("+49 30 23125001", "office", "+49 30 23125001")
    assert normalise_phones(typed, None) == ("+493023125001", "office", "+493023125001")


def test_the_library_is_loaded_only_for_local_numbers():
    code = (
        "import sys; from netlens.exports.phones import normalise_phones as n; "
        "n(('+49 30 23125001', '030 1'), None); assert 'phonenumbers' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
