"""Spaces, readings by rule, and printed roots."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.rules import RULES, USUAL_RULES
from klaster_analisis.analysis.audit.scores.shape import by_rule, printed_between, printed_root, score_layout, space_of, whole_n
from klaster_analisis.sources.printed.number import PrintedNumber
from klaster_analisis.sources.printed.table import FrequencyLayout, PrintedTable

DECIMAL = {"ke_atas": ROUND_HALF_UP, "ke_genap": ROUND_HALF_EVEN, "ke_bawah": ROUND_HALF_DOWN, "dipangkas": ROUND_DOWN}


@given(
    numerator=st.integers(0, 10**6),
    denominator=st.integers(1, 10**4),
    decimals=st.integers(0, 4),
    rule=st.sampled_from(RULES),
)
def test_a_root_is_printed_as_decimal_prints_it(numerator, denominator, decimals, rule):
    """Python: Decimal.sqrt to 60 digits, then quantize."""
    with localcontext() as context:
        context.prec = 60
        root = (Decimal(numerator) / Decimal(denominator)).sqrt()
        expected = int(root.scaleb(decimals).quantize(Decimal(1), DECIMAL[rule]))
    assert printed_root(Fraction(numerator, denominator), decimals, rule) == expected


@given(halves=st.integers(0, 200), decimals=st.integers(0, 2))
def test_a_root_that_is_a_half_goes_as_the_rule_says(halves, decimals):
    """By hand: 2 k + 1 halves are k + 1, the even of k and k + 1, k, or cut k."""
    square = Fraction(2 * halves + 1, 2 * 10**decimals) ** 2
    even = halves + halves % 2
    printed = {rule: printed_root(square, decimals, rule) for rule in RULES}
    assert printed == {"ke_atas": halves + 1, "ke_genap": even, "ke_bawah": halves, "dipangkas": halves}


@pytest.mark.parametrize(
    ("text", "scale", "space"),
    [
        ("17", None, range(100)),
        ("3,30", None, range(1000)),
        ("-0,5", None, range(-99, 100)),
        ("3", (1, 5), range(1, 6)),
        ("3,0", (-2, 2), range(-20, 21)),
    ],
)
def test_space(text, scale, space):
    """By hand."""
    assert space_of(PrintedNumber("1", "a", "b", "rata_rata", text), scale=scale) == space


def test_usual_readings_come_first():
    readings = by_rule(lambda rule: frozenset({len(rule)}))
    assert [(reading.kind, reading.usual) for reading in readings] == [(rule, rule in USUAL_RULES) for rule in RULES]
    assert [reading.usual for reading in readings] == sorted((reading.usual for reading in readings), reverse=True)


def test_between_takes_halves_at_either_end_both_ways():
    """By hand: 2,5 is printed 2 or 3, and 3,5 is printed 3 or 4."""
    assert printed_between(Fraction(5, 2), Fraction(7, 2), 0) == range(2, 5)


def test_another_table_is_refused():
    with pytest.raises(TypeError, match="table 4 is no table of scores"):
        score_layout(PrintedTable("4", (), FrequencyLayout((), ())))


@pytest.mark.parametrize(("n", "whole"), [("12", 12), ("12,0", 12), ("12,5", None), ("0", None), ("-3", None)])
def test_n_is_a_whole_number_above_0(cell, n, whole):
    assert whole_n(cell({"n": n}), "a", "b") == whole
    assert whole_n(cell({}), "a", "b") is None
