"""Comparisons of rounded numbers, against trying every value on a fine grid under each rule of rounding."""

from fractions import Fraction
from itertools import product
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.claims.figure import Figure
from klaster_analisis.analysis.claims.truth import (
    Truth,
    alike,
    all_true,
    any_true,
    at_least,
    greater,
    in_order,
    is_number,
    spread,
    wider,
)
from klaster_analisis.analysis.rounding import Interval, printed_interval, round_half_up
from klaster_analisis.sources.claim_operand import Literal

GRID = [Fraction(k, 8) for k in range(8, 41)]  # 1 to 5 by eighths: the halves are on it
HALF_UP, TO_EVEN, CUT_OFF = (lambda x: round_half_up(x, 0)), (lambda x: Fraction(round(x))), (lambda x: Fraction(floor(x)))
RULES = (HALF_UP, TO_EVEN)


def mean(value):
    interval = printed_interval(str(value)).within(low=Fraction(1), high=Fraction(5))
    return Figure("", "rata_rata", (str(value),), Fraction(value), interval, 0)


def exact(value):
    return Figure("", "bagian", (), Fraction(value), Interval(Fraction(value), Fraction(value)))


def outcomes(values, holds):
    """Ask of all values that one rule rounds to the printed ones."""
    cases = [[x for x in GRID if rule(x) == value] for rule in RULES for value in values]
    n = len(values)
    return {holds(*chosen) for k in range(len(RULES)) for chosen in product(*cases[k * n : (k + 1) * n])}


COMPARED = [
    (greater, lambda x, y: x > y),
    (at_least, lambda x, y: x >= y),
    (lambda a, b: alike([a, b]), lambda x, y: x == y),
    (lambda a, b: in_order([a, b]), lambda x, y: x > y),
]


@pytest.mark.parametrize(("compare", "holds"), COMPARED)
@pytest.mark.parametrize("values", list(product(range(1, 6), repeat=2)))
def test_two_means_are_judged_as_all_values_behind_them(compare, holds, values):
    """Enumeration: true in all cases, in some, in none."""
    found, truth = outcomes(values, holds), compare(*map(mean, values))
    assert truth.printed == holds(*values)
    assert truth.always == (found == {True})
    assert truth.possible == (True in found)


@given(st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_three_means(values):
    figures = [mean(value) for value in values]
    for truth, holds in (
        (alike(figures), lambda *x: len(set(x)) == 1),
        (in_order(figures), lambda a, b, c: a > b > c),
    ):
        found = outcomes(values, holds)
        assert (truth.always, truth.possible) == (found == {True}, True in found)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=3), st.lists(st.integers(1, 5), min_size=2, max_size=2))
def test_spreads_hold_every_value(values, others):
    """A bound: never wrongly certain."""
    _, interval = spread([mean(value) for value in values])
    assert all(outcomes(values, lambda *x: interval.low <= max(x) - min(x) <= interval.high))
    truth = wider([mean(value) for value in values], [mean(value) for value in others])
    wide = outcomes(values, lambda *x: max(x) - min(x))
    narrow = outcomes(others, lambda *x: max(x) - min(x))
    found = {one > other for one in wide for other in narrow}
    assert not truth.always or found == {True}
    assert truth.possible or found == {False}


def test_cutting_off_keeps_order_too():
    assert all(x > y for x, y in product(GRID, repeat=2) if CUT_OFF(x) > CUT_OFF(y))


def test_exact_numbers_leave_nothing_open():
    assert greater(exact(2), exact(1)) == Truth(True, True, True)
    assert greater(exact(1), exact(1)) == Truth(False, False, False)
    assert alike([exact(1), exact(1)]) == Truth(True, True, True)


def test_a_figure_without_a_value_is_refused():
    with pytest.raises(ValueError, match="has no value"):
        greater(Figure("5:pati:ada/jumlah", "bagian", (), None, None), exact(1))


TRUTHS = st.sampled_from([Truth(p, a, o) for p, a, o in product([True, False], repeat=3) if a <= p <= o])


@given(st.lists(TRUTHS))
def test_some_and_all_are_each_other_denied(truths):
    assert any_true(truths) == ~all_true(~truth for truth in truths)
    assert any_true(truths).printed == any(truth.printed for truth in truths)


# By hand: a share, a number of the prose, whether it is that number rounded.
NUMBERS = [
    (Fraction(700, 41), "17", True),  # 17.07
    (Fraction(3400, 48), "70,8", True),  # 70.83
    (Fraction(3400, 48), "70,9", False),
    (Fraction(25, 2), "13", True),  # a half, up
    (Fraction(25, 2), "12", True),  # or to the even digit
    (Fraction(27, 2), "13", False),  # never down to an odd one
    (Fraction(900, 13), "70", False),  # 69.23 is not 70, only nearly
]


@pytest.mark.parametrize(("value", "number", "holds"), NUMBERS)
def test_a_number_of_the_prose(value, number, holds):
    assert is_number(value, Interval(value, value), None, Literal(number)) == Truth(holds, holds, holds)


def test_a_rounded_number_rounded_again():
    """By hand: 2.8 is 2.75 to 2.85, all nearest to 3; 2.5 is 2.45 to 2.55, on both sides."""
    assert is_number(Fraction(14, 5), printed_interval("2,8"), 1, Literal("3")) == Truth(True, True, True)
    assert is_number(Fraction(5, 2), printed_interval("2,5"), 1, Literal("3")) == Truth(True, False, True)
    assert is_number(Fraction(12, 5), printed_interval("2,4"), 1, Literal("3")) == Truth(False, False, False)
