"""Sums of whole answers against a walk through all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.rules import RULES, printed_units
from klaster_analisis.analysis.audit.scores.sums import printed_means, sums_printed

rules = st.sampled_from(RULES)


@given(units=st.integers(-60, 60), more=st.integers(0, 9), decimals=st.integers(0, 2), parts=st.integers(1, 60), rule=rules)
def test_sums_are_those_that_print_so(units, more, decimals, parts, rule):
    wanted = range(units, units + more + 1)
    every = range((units - 2) * parts // 10**decimals - 2, (units + more + 2) * parts // 10**decimals + 3)
    expected = [total for total in every if printed_units(Fraction(total, parts), decimals, rule) in wanted]
    assert list(sums_printed(wanted, decimals, parts, rule)) == expected


@given(first=st.integers(-50, 300), number=st.integers(0, 200), parts=st.integers(1, 130), decimals=st.integers(0, 2), rule=rules)
def test_means_are_those_of_every_sum(first, number, parts, decimals, rule):
    sums = range(first, first + number)
    expected = {printed_units(Fraction(total, parts), decimals, rule) for total in sums}
    assert set(printed_means(sums, parts, decimals, rule)) == expected


@pytest.mark.parametrize("rule", RULES)
def test_a_million_answers_are_not_gone_through(rule):
    """By hand: on the scale 1–5 every mean from 1,00 to 5,00 is one of a million answers."""
    assert printed_means(range(10**6, 5 * 10**6 + 1), 10**6, 2, rule) == range(100, 501)
