"""Rounding rules, and what is behind a printed number under each of them."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.rules import (
    HALF_DOWN,
    HALF_EVEN,
    HALF_UP,
    RULES,
    TRUNCATED,
    USUAL_RULES,
    Behind,
    printed_units,
    values_behind,
)
from klaster_analisis.analysis.rounding import printed_interval

PEERS = {HALF_UP: ROUND_HALF_UP, HALF_EVEN: ROUND_HALF_EVEN, HALF_DOWN: ROUND_HALF_DOWN, TRUNCATED: ROUND_DOWN}
RULE = st.sampled_from(RULES)
DECIMALS = st.integers(0, 3)


@given(st.decimals(0, 1000, places=4), DECIMALS, RULE)
def test_rounding_agrees_with_decimal(value, decimals, rule):
    """Peer: decimal.Decimal.quantize."""
    expected = value.quantize(Decimal(1).scaleb(-decimals), rounding=PEERS[rule])
    assert Fraction(printed_units(Fraction(value), decimals=decimals, rule=rule), 10**decimals) == Fraction(expected)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (HALF_UP, Behind(Fraction(5, 2), Fraction(7, 2), high_included=False)),
        (HALF_EVEN, Behind(Fraction(5, 2), Fraction(7, 2), low_included=False, high_included=False)),
        (HALF_DOWN, Behind(Fraction(5, 2), Fraction(7, 2), low_included=False)),
        (TRUNCATED, Behind(Fraction(3), Fraction(4), high_included=False)),
    ],
)
def test_what_is_behind_a_three(rule, expected):
    """
    By hand: 2.5 goes up to 3, or to the even 2, or down to 2; 3.5 goes up to 4, which is even, or down to 3.

    All from 3 to below 4 is cut to 3.
    """
    assert values_behind(3, decimals=0, rule=rule) == expected


@given(st.integers(-50, 50), DECIMALS, RULE, st.fractions(-2, 2, max_denominator=8))
def test_behind_are_the_values_that_are_printed_so(units, decimals, rule, away):
    value = (units + away) / Fraction(10**decimals)
    printed = printed_units(value, decimals=decimals, rule=rule)
    assert (value in values_behind(units, decimals=decimals, rule=rule)) == (printed == units)


@given(st.integers(0, 5000), DECIMALS, st.fractions(-1, 1, max_denominator=8))
def test_the_usual_rules_together_are_the_printed_interval(units, decimals, away):
    text = f"{Decimal(units).scaleb(-decimals):.{decimals}f}"
    value = (units + away) / Fraction(10**decimals)
    usual = any(value in values_behind(units, decimals=decimals, rule=rule) for rule in USUAL_RULES)
    assert usual == (value in printed_interval(text))


BEHIND = st.builds(
    lambda low, width, low_in, high_in: Behind(low, low + width, low_in or not width, high_in or not width),
    st.integers(0, 6).map(Fraction),
    st.integers(0, 3).map(Fraction),
    st.booleans(),
    st.booleans(),
)
QUARTERS = [Fraction(step, 4) for step in range(-4, 80)]


@given(BEHIND, BEHIND)
def test_meeting_adding_and_cutting_go_by_values(one, other):
    """Enumeration: on a grid fine enough for whole ends."""
    inside, also = ({value for value in QUARTERS if value in behind} for behind in (one, other))
    assert one.meets(other) == bool(inside & also)
    assert {value for value in QUARTERS if value in one.within(low=Fraction(2), high=Fraction(5))} == {
        value for value in inside if 2 <= value <= 5
    }
    halves = {a + b for a in inside for b in also}
    assert {value for value in QUARTERS if value in one + other} >= halves
    ends = (one.low + other.low, one.high + other.high)
    assert [end in one + other for end in ends] == [end in halves for end in ends]
