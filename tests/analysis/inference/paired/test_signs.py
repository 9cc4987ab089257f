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
    ("up", "down", "n", "expected"),
    [
        (12, 3, 40, (0.0331200000867153, 0.395451428484713)),
        (0, 0, 9, (-0.251982513518123, 0.251982513518123)),
        (5, 0, 5, (0.195835985223577, 1)),  # 1.23 before it is cut
        (1, 6, 20, (-0.477098432101155, 0.0225529775557003)),
    ],
)
def test_net_change_as_in_r(up, down, n, expected):
    """R: u <- (up+1)/(n+2); d <- (down+1)/(n+2); u - d + c(-1, 1) * qnorm(.975) * sqrt((u + d - (u - d)^2) / (n + 2)), cut."""
    found = net_change(up, down, n)
    assert found.value == pytest.approx((up - down) / n)
    assert (found.low, found.high) == pytest.approx(expected, rel=1e-12)


def test_of_nobody_nothing_is_estimated():
    found = net_change(0, 0, 0)
    assert math.isnan(found.value)
    assert [note.kind for note in found.notes] == ["tanpa_data"]


@pytest.mark.parametrize(("p_up", "p_down"), [(0.3, 0.1), (0.2, 0.2), (0.5, 0.3), (0.05, 0.15)])
def test_net_change_covers_about_as_often_as_it_says(p_up, p_down):
    """All outcomes of 24 firms, each with its probability: an approximate interval, near 95 of 100."""
    n = 24
    outcomes = [(up, down) for up, down in product(range(n + 1), repeat=2) if up + down <= n]
    covered = [net_change(up, down, n).low <= p_up - p_down <= net_change(up, down, n).high for up, down in outcomes]
    probability = multinomial(n, [p_up, p_down, 1 - p_up - p_down]).pmf([(up, down, n - up - down) for up, down in outcomes])
    assert probability.sum() == pytest.approx(1)
    assert 0.93 < float(np.dot(covered, probability)) < 0.99


@pytest.mark.parametrize(("up", "down", "n"), [(-1, 2, 5), (3, 3, 5), (1.5, 0, 5)])
def test_what_is_no_count_is_refused(up, down, n):
    with pytest.raises(UsageError, match="no counts of"):
        sign_test(up, down, n)
    with pytest.raises(UsageError, match="no counts of"):
        net_change(up, down, n)


def test_too_many_to_be_exact():
    with pytest.raises(UsageError, match="2⁵³"):
        sign_test(3, 4, 2**53)
