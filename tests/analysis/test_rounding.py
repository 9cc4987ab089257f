"""Printed numbers stand for intervals, exactly."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.rounding import Interval, printed_decimals, printed_interval, printed_number, round_half_up


def test_interval_of_a_percentage():
    """By hand: 38,5 stands for 38.45 to 38.55."""
    assert printed_interval("38,5") == Interval(Fraction(3845, 100), Fraction(3855, 100))


def test_a_half_may_have_been_rounded_either_way():
    assert Fraction(5, 2) in printed_interval("3")
    assert Fraction(5, 2) in printed_interval("2")


@given(st.fractions(0, 100), st.integers(0, 4))
def test_rounding_agrees_with_decimal_and_lies_in_the_printed_interval(value, decimals):
    """Peer: decimal.Decimal.quantize with ROUND_HALF_UP, on values that decimals can hold."""
    rounded = round_half_up(value, decimals)
    text = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):.{decimals}f}"
    assert value in printed_interval(text)
    assert printed_decimals(text) == decimals
    assert printed_number(text) == rounded


@given(st.decimals(0, 1000, places=3), st.integers(0, 2))
def test_rounding_is_half_up(value, decimals):
    expected = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert round_half_up(Fraction(value), decimals) == Fraction(expected)
