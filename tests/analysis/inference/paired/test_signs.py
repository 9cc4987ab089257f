"""The same firms twice: sign test and net change against R, hand calculation and all possible outcomes."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multinomial

from klaster_analisis import UsageError
from klaster_analisis.analysis.inference.paired.signs import net_change, sign_test


@pytest.mark.parametrize(
    ("up", "down", "expected"),
    [(12, 3, 0.03515625), (0, 7, 0.015625), (5, 5, 1), (20, 31, 0.160779601811988), (1, 0, 1)],
)
def test_sign_test_as_in_r(up, down, expected):
    """R: binom.test(up, up + down)$p.value"""
    assert sign_test(up, down, up + down + 4).p == pytest.approx(expected, rel=1e-12)


def test_sign_test_by_hand():
    """Of 4 that moved all went up: 2 × (1/2)^4."""
    assert sign_test(4, 0, 10).p == 2 / 16


@given(up=st.integers(0, 60), down=st.integers(0, 60), stayed=st.integers(0, 60))
def test_it_does_not_matter_who_is_called_up_nor_how_many_stayed(up, down, stayed):
    found = sign_test(up, down, up + down + stayed)
    assert found.p == pytest.approx(sign_test(down, up, up + down).p, nan_ok=True)
    assert math.isnan(found.p) == (up + down == 0)


def test_where_nobody_moved_nothing_is_tested():
    found = sign_test(0, 0, 9)
    assert math.isnan(found.p)
    assert [note.kind for note in found.notes] == ["tanpa_perubahan"]
    assert found.effect.value == 0


@pytest.mark.parametrize(
    ("up", "down", "n", "confidence", "expected"),
    [
        (12, 3, 40, 0.95, (0.013280164, 0.417923418)),
        (15, 3, 25, 0.95, (0.114992198, 0.735166199)),
        (1, 6, 20, 0.999, (-0.665754263, 0.252374068)),
    ],
)
def test_net_change_as_in_r(up, down, n, confidence, expected):
    """
    R, of u up and d down, m = u + d; the upper end with u and d exchanged, and its sign:
    cdf <- function(t) if (t >= 0) pbeta(.5, u, d + 1) + integrate(function(b) dbeta(b, u, d + 1) *
    pbeta(pmin(1, t / (2 * b - 1)), m, n - m + 1), .5, 1, rel.tol = 1e-10)$value else integrate(function(b) dbeta(b, u, d + 1) *
    pbeta(pmin(1, t / (2 * b - 1)), m + 1, n - m, lower.tail = FALSE), 0, .5, rel.tol = 1e-10)$value
    uniroot(function(t) cdf(t) - tail, c(-1, 1), tol = 1e-11)$root
    """
    found = net_change(up, down, n, confidence=confidence)
    assert found.value == pytest.approx((up - down) / n)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-8)


def test_net_change_at_its_ends_by_hand():
    """
    Nobody moved, of 9: 1 − 0.025^(1/9) may have gone up. All 5 went up: down may have been as many as 1 − 0.025^(1/5) of them.
    """
    nobody, all_up = net_change(0, 0, 9), net_change(5, 0, 5)
    assert (nobody.low, nobody.high) == pytest.approx((0.025 ** (1 / 9) - 1, 1 - 0.025 ** (1 / 9)))
    assert (all_up.low, all_up.high) == pytest.approx((2 * 0.025 ** (1 / 5) - 1, 1))


@given(up=st.integers(0, 30), down=st.integers(0, 30), stayed=st.integers(0, 30), confidence=st.sampled_from([0.9, 0.95, 0.999]))
def test_the_interval_agrees_with_the_test(up, down, stayed, confidence):
    test = sign_test(up, down, up + down + stayed, confidence=confidence)
    if test.effect:
        assert -1 <= test.effect.low <= test.effect.value <= test.effect.high <= 1
        assert (test.effect.low > 0 or test.effect.high < 0) == (test.p < 1 - confidence)


def test_of_nobody_nothing_is_estimated():
    found = net_change(0, 0, 0)
    assert math.isnan(found.value)
    assert [note.kind for note in found.notes] == ["tanpa_data"]


@pytest.mark.parametrize(("p_up", "p_down"), [(0.3, 0.1), (0.2, 0.2), (0.5, 0.3), (0.05, 0.15)])
def test_net_change_covers_at_least_as_often_as_it_says(p_up, p_down):
    """All outcomes of 16 firms, each with its probability."""
    n = 16
    outcomes = [(up, down) for up, down in product(range(n + 1), repeat=2) if up + down <= n]
    found = [net_change(up, down, n) for up, down in outcomes]
    covered = [one.low <= p_up - p_down + 1e-9 and p_up - p_down - 1e-9 <= one.high for one in found]
    probability = multinomial(n, [p_up, p_down, 1 - p_up - p_down]).pmf([(up, down, n - up - down) for up, down in outcomes])
    assert probability.sum() == pytest.approx(1)
    assert 0.95 <= float(np.dot(covered, probability)) < 1


@pytest.mark.parametrize(("up", "down", "n"), [(-1, 2, 5), (3, 3, 5), (1.5, 0, 5)])
def test_what_is_no_count_is_refused(up, down, n):
    with pytest.raises(UsageError, match="no counts of"):
        sign_test(up, down, n)
    with pytest.raises(UsageError, match="no counts of"):
        net_change(up, down, n)


def test_too_many_to_be_exact():
    with pytest.raises(UsageError, match="2⁵³"):
        sign_test(3, 4, 2**53)
