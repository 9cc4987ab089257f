"""Sums of scores have the distribution that a list of all tables gives."""

from collections import defaultdict
from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.inference.exact.ways import TooLargeError
from klaster_analisis.analysis.inference.ordered.score_sums import as_extreme, score_sums

pytestmark = pytest.mark.filterwarnings("error")

groups = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 6)), min_size=2, max_size=4)


def by_list(totals, scores, drawn):
    """All ways to draw, in fractions."""
    ways = defaultdict(Fraction)
    for taken in product(*(range(n + 1) for n in totals)):
        if sum(taken) == drawn:
            ways[sum(x * s for x, s in zip(taken, scores, strict=True))] += prod(map(comb, totals, taken))
    return {total: count / comb(sum(totals), drawn) for total, count in sorted(ways.items())}


@given(groups)
@settings(max_examples=60, deadline=None)
def test_a_list_of_all_tables(groups):
    totals, scores = [n for n, _, _ in groups], [Fraction(s) for _, s, _ in groups]
    taken = [min(n, x) for n, _, x in groups]
    assume(sum(totals) and len(set(scores)) > 1)
    ways = by_list(totals, scores, sum(taken))
    mean = sum(total * p for total, p in ways.items())
    observed = abs(sum(x * s for x, s in zip(taken, scores, strict=True)) - mean)
    exact = sum(p for total, p in ways.items() if abs(total - mean) >= observed)
    assert as_extreme(totals, [float(s) for s in scores], taken) == pytest.approx(float(exact), rel=1e-11)


def test_two_groups_are_hypergeometric():
    """R: dhyper(0:4, 7, 5, 4)"""
    sums, probabilities = score_sums([5, 7], [0, 1], 4)
    expected = [0.0101010101010101, 0.1414141414141414, 0.4242424242424242, 0.3535353535353535, 0.0707070707070707]
    assert sums.tolist() == [0, 1, 2, 3, 4]
    assert probabilities == pytest.approx(expected, rel=1e-13)


def test_ties_in_scores_that_are_no_binary_fractions():
    """Scores in tenths give the same p as in whole numbers: sums that are equal on paper are equal here."""
    totals, taken = [12, 17, 19, 14], [4, 13, 17, 3]
    assert as_extreme(totals, [0.1, 0.2, 0.3, 0.7], taken) == pytest.approx(as_extreme(totals, [1, 2, 3, 7], taken), rel=1e-12)


def test_the_mean_itself_is_no_exception():
    """By hand: one of each group of two gives the sum 1, which is its mean; nothing is nearer."""
    assert as_extreme([2, 2], [0, 1], [1, 1]) == pytest.approx(1)


def test_large_totals_do_not_underflow():
    sums, probabilities = score_sums([20_000, 30], [0, 1], 100)
    assert probabilities.sum() == pytest.approx(1)
    assert sums @ probabilities == pytest.approx(100 * 30 / 20_030)


def test_too_large_is_refused():
    with pytest.raises(TooLargeError):
        as_extreme([100] * 6, np.sqrt([2, 3, 5, 7, 11, 13]), [50] * 6)


def test_too_large_is_refused_before_it_is_laid_out():
    """A group of 10^12 would take terabytes."""
    with pytest.raises(TooLargeError):
        score_sums([10**12, 10**12], [0, 1], 10**12)
