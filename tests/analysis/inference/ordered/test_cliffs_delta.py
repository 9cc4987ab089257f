"""How much more often the later of two groups answers higher: against R, by hand, and in agreement with the rank test."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.cliffs_delta import cliffs_delta
from klaster_analisis.analysis.inference.ordered.trend import jonckheere_terpstra


def test_as_in_r():
    """
    R: x <- rep(1:3, c(9, 12, 6)); y <- rep(1:3, c(3, 8, 15)); A <- mean(outer(y, x, ">") + .5 * outer(y, x, "==")); N <- 53
    tf <- 1 - sum(t^3 - t) / (N^3 - N) with t <- table(c(x, y)); f <- function(a) (A - a)^2 - qnorm(.975)^2 * tf * a * (1 - a) *
    (1 + (N / 2 - 1) * ((1 - a) / (2 - a) + a / (1 + a))) / (27 * 26); 2 * uniroot(f, c(0, A), tol = 1e-12)$root - 1, and c(A, 1)
    """
    delta = cliffs_delta(Crosstab(pd.DataFrame([[9, 12, 6], [3, 8, 15]])))
    assert (delta.value, delta.low, delta.high) == pytest.approx((0.4059829060, 0.1151390242, 0.6248685678), abs=1e-9)


def test_by_hand():
    """Of 2 × 3 pairs 5 are higher and 1 lower; answers all later, and all the same."""
    assert cliffs_delta(Crosstab(pd.DataFrame([[1, 0, 1, 0], [0, 1, 0, 2]]))).value == pytest.approx(4 / 6)
    apart = cliffs_delta(Crosstab(pd.DataFrame([[4, 0], [0, 2]])))
    assert (apart.value, apart.high) == (1, 1)
    assert apart.low < 1
    same = cliffs_delta(Crosstab(pd.DataFrame([[4, 0], [2, 0]])))
    assert math.isnan(same.value)
    assert "tak_teruji" in [note.kind for note in same.notes]


ROWS = st.lists(st.integers(0, 12), min_size=4, max_size=4)


@given(ROWS, ROWS, st.sampled_from([0.9, 0.95, 0.999]))
def test_the_interval_agrees_with_the_test(first, second, confidence):
    table = Crosstab(pd.DataFrame([first, second]))
    test, delta = jonckheere_terpstra(table), cliffs_delta(table, confidence=confidence)
    assume(not math.isnan(test.p))
    assert -1 <= delta.low <= delta.value <= delta.high <= 1
    assert (delta.low > 0 or delta.high < 0) == (test.p < 1 - confidence)
    turned = cliffs_delta(table.only([1, 0]), confidence=confidence)
    assert (turned.low, turned.high) == pytest.approx((-delta.high, -delta.low), abs=1e-8)


def test_it_covers_about_as_often_as_it_says():
    """600 draws of 25 and 30 firms with a fixed seed: 95 of 100 and a standard error of 0.9."""
    draw = np.random.default_rng(2006)
    p, q = np.array([0.2, 0.3, 0.3, 0.1, 0.1]), np.array([0.1, 0.2, 0.3, 0.2, 0.2])
    truth = 2 * float(q @ (np.cumsum(p) - p / 2)) - 1
    tables = [Crosstab(pd.DataFrame([draw.multinomial(25, p), draw.multinomial(30, q)])) for _ in range(600)]
    held = [delta.low <= truth <= delta.high for delta in map(cliffs_delta, tables)]
    assert 0.93 < np.mean(held) < 0.975
