"""Numbers and dates as people type them; what may be read in two ways is not read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.sources.survey.numbers import day_first, decimal_sign, is_ambiguous, read_date, read_number


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["1.250,5", "3.000"], ","),
        (["1,250.5", "3,000"], "."),
        (["12,5"], ","),
        (["12.5"], "."),
        (["1.250.000"], ","),
        (["1.250", "3"], None),
        (["1,5", "2,5", "3.5"], ","),
        ([], None),
    ],
)
def test_a_column_shows_its_decimal_sign_or_does_not(column, sign):
    assert decimal_sign(column) == sign


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("1.250,5", ",", 1250.5),
        ("1 250,5", ",", 1250.5),
        ("Rp 1.250.000", ",", 1250000),
        ("Rp1.250.000,00", ",", 1250000),
        ("-3,5", ",", -3.5),
        ("1,250.5", ".", 1250.5),
        ("7", None, 7),
        ("7.5", None, 7.5),
        ("1e3", None, 1000),
        ("1.250", None, None),
        ("1.25,5", ",", None),
        ("12.50.0", ",", None),
        ("dua", None, None),
        ("", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("１２", None, None),
    ],
)
def test_a_number_is_read_or_not(text, sign, number):
    assert read_number(text, sign) == number


@pytest.mark.parametrize(
    ("text", "ambiguous"), [("1.250", True), ("1,250", True), ("12.5", False), ("1.2500", False), ("x", False)]
)
def test_what_may_be_two_numbers(text, ambiguous):
    assert is_ambiguous(text) is ambiguous


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_number_written_as_in_indonesia_is_read_back(whole, cents):
    text = f"{whole:,}".replace(",", ".") + f",{cents:02d}"
    assert read_number(text, ",") == float(f"{whole}.{cents:02d}")


@pytest.mark.parametrize(
    ("text", "first", "day"),
    [
        ("2026-11-26", None, date(2026, 11, 26)),
        ("2026/1/2 08:00", None, date(2026, 1, 2)),
        ("2026-11-26T14:05:33.123+07:00", None, date(2026, 11, 26)),
        ("26/11/2026 14.05.33", True, date(2026, 11, 26)),
        ("11/26/2026 2:05:33 PM", False, date(2026, 11, 26)),
        ("5/5/2026", None, date(2026, 5, 5)),
        ("3/4/2026", None, None),
        ("31/2/2026", True, None),
        ("26 November 2026", None, date(2026, 11, 26)),
        ("26 Nov", True, None),
        ("", True, None),
    ],
)
def test_a_date_is_read_or_not(text, first, day):
    assert read_date(text, day_is_first=first) == day


def test_a_column_shows_whether_the_day_stands_first_or_contradicts_itself():
    assert day_first(["3/4/2026", "26/4/2026"]) is True
    assert day_first(["3/4/2026", "4/26/2026"]) is False
    assert day_first(["26/4/2026", "4/26/2026"]) is None
    assert day_first(["3/4/2026"]) is None
