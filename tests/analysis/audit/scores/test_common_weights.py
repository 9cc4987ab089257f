"""Weights that keep conditions, against scipy's linear programming."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from klaster_analisis.analysis.audit.scores.common_weights import ranges_of_weights
from klaster_analisis.analysis.rounding import Interval

conditions = st.integers(1, 5).flatmap(
    lambda number: st.tuples(
        st.just(number), st.lists(st.lists(st.integers(-6, 6), min_size=number, max_size=number), min_size=0, max_size=7)
    )
)


@given(conditions)
def test_ranges_are_those_of_linprog(given_conditions):
    """scipy: linprog(±e, A_ub=-conditions, b_ub=0, A_eq=1, b_eq=1), method highs."""
    number, rows = given_conditions
    found = ranges_of_weights([list(map(Fraction, row)) for row in rows], number=number)
    limits = {"A_ub": -np.array(rows), "b_ub": np.zeros(len(rows))} if rows else {}
    for place in range(number):
        for sign in (1, -1):
            other = linprog(sign * np.eye(number)[place], A_eq=np.ones((1, number)), b_eq=[1], **limits)
            assert (other.status == 2) == (found is None)
            if found is not None:
                end = found[place].low if sign == 1 else found[place].high
                assert other.fun * sign == pytest.approx(float(end), abs=1e-7)


def test_one_point_is_found_exactly():
    """By hand: a third at least of either, and the second no more than half the first."""
    rows = [(Fraction(2), Fraction(-1)), (Fraction(-1), Fraction(2)), (Fraction(1), Fraction(-2))]
    assert ranges_of_weights(rows, number=2) == (
        Interval(Fraction(2, 3), Fraction(2, 3)),
        Interval(Fraction(1, 3), Fraction(1, 3)),
    )


def test_without_conditions_any_weights_will_do():
    assert ranges_of_weights([], number=2) == (Interval(Fraction(0), Fraction(1)),) * 2
