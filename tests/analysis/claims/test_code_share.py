"""The share of a code that a mean leaves open, against enumeration."""

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from klaster_analisis.analysis.claims.code_share import code_share
from klaster_analisis.analysis.rounding import Interval

N = 12
SETS = {codes: list(combinations_with_replacement(codes, N)) for codes in ((1, 2, 3), (1, 2, 3, 4))}


@pytest.mark.parametrize("codes", SETS)
@pytest.mark.parametrize("tenths", range(10, 41))
def test_no_set_of_answers_is_outside(codes, tenths):
    """Enumeration of all sets of 12 answers whose mean is rounded to this one; each bound is at most one answer away."""
    mean = Interval(Fraction(2 * tenths - 1, 20), Fraction(2 * tenths + 1, 20)).within(low=Fraction(1), high=Fraction(codes[-1]))
    fitting = [answers for answers in SETS[codes] if mean.low <= Fraction(sum(answers), N) <= mean.high]
    for code in codes if fitting else ():
        shares = [Fraction(answers.count(code), N) for answers in fitting]
        bounds = code_share(mean, codes, code)
        assert bounds.low <= min(shares)
        assert max(shares) <= bounds.high
        assert max(shares) > bounds.high - Fraction(2, N)
        assert min(shares) < bounds.low + Fraction(2, N)


def test_by_hand():
    """A mean of 3.5 or more on 1–4 needs half of the answers at 4; one of 1.5 or less needs half at 1."""
    assert code_share(Interval(Fraction(7, 2), Fraction(4)), (1, 2, 3, 4), 4) == Interval(Fraction(1, 2), Fraction(1))
    assert code_share(Interval(Fraction(1), Fraction(3, 2)), (1, 2, 3, 4), 1) == Interval(Fraction(1, 2), Fraction(1))
    assert code_share(Interval(Fraction(4), Fraction(4)), (1, 2, 3, 4), 1) == Interval(Fraction(0), Fraction(0))
