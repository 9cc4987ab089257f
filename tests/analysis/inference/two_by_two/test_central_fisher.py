"""Two shares by Fisher's test, each direction for itself: against R, by hand and by listing all outcomes."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from klaster_analisis import UsageError
from klaster_analisis.analysis.inference.two_by_two.central_fisher import central_fisher


@pytest.mark.parametrize(
    ("first", "second", "expected"), [((9, 10), (3, 10), 0.0197666110979), ((5, 40), (20, 44), 0.00177211894958)]
)
def test_p_as_in_r(first, second, expected):
    """R: twice the smaller fisher.test(matrix(c(x, n - x, y, m - y), 2, byrow = TRUE), alternative = ...)$p.value"""
    assert central_fisher(first, second).p == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("first", "second", "confidence", "low"),
    [
        ((9, 10), (3, 10), 0.95, 0.077939863),
        ((5, 40), (20, 44), 0.95, -0.515148493),
        ((5, 40), (20, 44), 0.999, -0.619907449),
    ],
)
def test_lower_ends_as_in_r(first, second, confidence, low):
    """
    R: uniroot(function(t) integrate(function(c) pbeta(pmin(1, pmax(0, c + t)), x, n - x + 1) * dbeta(c, y + 1, m - y), 0, 1,
    rel.tol = 1e-10)$value - tail, c(-1, 1), tol = 1e-10)$root
    """
    effect = central_fisher(first, second, confidence=confidence).effect
    assert effect.low == pytest.approx(low, abs=1e-7)
    assert effect.value == pytest.approx(first[0] / first[1] - second[0] / second[1])


def test_by_hand():
    """All of 4 against none of 4: 1 of C(8, 4) = 70 tables, twice. None of 3 and all of 3: the ends are those of one share."""
    assert central_fisher((4, 4), (0, 4)).p == pytest.approx(2 / 70)
    assert central_fisher((0, 3), (3, 3)).effect.low == -1


COUNTS = st.integers(1, 14).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS, st.sampled_from([0.9, 0.95, 0.999]))
def test_the_interval_agrees_with_the_test(first, second, confidence):
    test = central_fisher(first, second, confidence=confidence)
    turned = central_fisher(second, first, confidence=confidence)
    assert -1 <= test.effect.low <= test.effect.value <= test.effect.high <= 1
    assert (test.effect.low, test.effect.high) == (-turned.effect.high, -turned.effect.low)
    assert (test.effect.low > 0 or test.effect.high < 0) == (test.p < 1 - confidence)


@pytest.mark.parametrize(("one", "other"), [(0.3, 0.1), (0.5, 0.5), (0.95, 0.6)])
def test_it_covers_at_least_as_often_as_it_says(one, other):
    """All outcomes of 9 and 12 firms, each with its probability."""
    missed = 0.0
    for x, y in product(range(10), range(13)):
        effect = central_fisher((x, 9), (y, 12)).effect
        if not effect.low - 1e-9 <= one - other <= effect.high + 1e-9:
            missed += binom.pmf(x, 9, one) * binom.pmf(y, 12, other)
    assert 0 < missed <= 0.05


@pytest.mark.parametrize(("first", "second"), [((0, 0), (3, 4)), ((4, 4), (5, 5)), ((0, 4), (0, 5))])
def test_where_nothing_can_be_compared_there_is_no_p(first, second):
    test = central_fisher(first, second)
    assert math.isnan(test.p)
    assert [note.kind for note in test.notes] == ["tak_teruji"]


@pytest.mark.parametrize("second", [(5, 4), (-1, 4), (0.5, 4)])
def test_what_is_no_share_is_refused(second):
    with pytest.raises(UsageError, match="is not a share"):
        central_fisher((1, 2), second)
