"""Differences and ratios of shares against R, publications and direct inversion."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import xlogy
from scipy.stats import binom

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.inference.two_by_two.risks import risk_difference, risk_ratio
from klaster_analisis.analysis.inference.two_by_two.score import (
    difference_fit,
    difference_score,
    odds_ratio_fit,
    ratio_fit,
    ratio_score,
)

Cells = list[list[int]]

PATI_KLATEN = [[13, 4], [4, 8]]  # Table 4 of the study: cooperation with the same kind
TEGAL_KLATEN = [[17, 2], [4, 8]]
KLATEN_PATI = [[4, 0], [11, 3]]  # Table 7 of the study: with supporting institutions
PERONDI = [[7, 27], [1, 33]]  # Perondi and others (2004), in Fagerland, Lydersen & Laake (2017), chapter 4
RITLAND = [[0, 16], [15, 57]]  # Ritland and others (2007), ibid.

SMALL = st.tuples(*[st.integers(0, 7)] * 4)


def crosstab(cells: Cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells, index=["a", "b"], columns=["ada", "tidak_ada"]))


def ends(found: Estimate) -> tuple[float, float]:
    return found.low, found.high


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # Newcombe (1998), Table II, (a) and (b), method 6 (Miettinen–Nurminen)
        ([[56, 14], [48, 32]], (0.0528, 0.3382)),
        ([[9, 1], [3, 7]], (0.1700, 0.8406)),
    ],
)
def test_difference_by_score_as_printed_by_newcombe(cells, expected):
    assert ends(risk_difference(crosstab(cells))) == pytest.approx(expected, abs=5.1e-5)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: contingencytables::MiettinenNurminen_asymptotic_score_CI_difference_2x2(x), root finder good to 1e-8
        (PATI_KLATEN, (0.0608154269035211, 0.7011577499074684)),
        (TEGAL_KLATEN, (0.222066983674099, 0.792677845597144)),
        (KLATEN_PATI, (-0.323962095697493, 0.483645920399775)),
        (PERONDI, (0.0270416261137278, 0.3452912302852016)),
        (RITLAND, (-0.31637015895341708, -0.00557413656226608)),
        ([[6, 1], [2, 5]], (0.0341755451295, 0.8534052598940)),
        ([[5, 51], [0, 29]], (-0.0325965643895, 0.1933309766914)),
    ],
)
def test_difference_by_score_as_in_r(cells, expected):
    assert ends(risk_difference(crosstab(cells))) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: contingencytables::MiettinenNurminen_asymptotic_score_CI_ratio_2x2(x), root finder good to 1e-8
        (PATI_KLATEN, (1.11108951364656, 5.78918452897437)),
        (TEGAL_KLATEN, (1.39293778119565, 6.64065364508631)),
        (KLATEN_PATI, (0.612334287478236, 1.936655561727419)),
        (PERONDI, (1.20856797508975, 43.03297224289290)),
        (RITLAND, (0, 0.971450732588695)),
        ([[10, 0], [0, 20]], (6.03281025145, math.inf)),
    ],
)
def test_ratio_by_score_as_in_r(cells, expected):
    assert ends(risk_ratio(crosstab(cells))) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: epitools::riskratio.wald(x, rev = "both")$measure
        (PATI_KLATEN, (2.29411764705882, 0.987942032528063, 5.32721111691056)),
        (TEGAL_KLATEN, (2.68421052631579, 1.1882798398082, 6.06337489555277)),
        (KLATEN_PATI, (1.27272727272727, 0.968123831999776, 1.67316892447306)),
        (PERONDI, (7, 0.909605511842077, 53.8695064641464)),
    ],
)
def test_ratio_by_logarithm_as_in_epitools(cells, expected):
    found = risk_ratio(crosstab(cells), method="log")
    assert (found.value, *ends(found)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: EC::ci_CZ(x1, x2, n1, n2, tol = 1e-3, eps = e), with e = 0.02, 0.1, 0.1, 0.05: Chan & Zhang's interval on grids of
        # 0.001 of the difference and of the shares, from inside, so that it can be narrower by about 0.001; the first is
        # Rodary and others (1989)
        ([[83, 5], [69, 7]], (-0.05009261204, 0.12956571641)),
        (PATI_KLATEN, (0.05631730328, 0.72272257947)),
        (TEGAL_KLATEN, (0.2078016003, 0.8161145755)),
        (PERONDI, (0.02037050797, 0.35793992195)),
    ],
)
def test_exact_difference_as_in_r(cells, expected):
    low, high = ends(risk_difference(crosstab(cells), method="exact"))
    assert 0 <= expected[0] - low < 1.1e-3
    assert 0 <= high - expected[1] < 1.1e-3


def most_probable(value: float, cells: Cells, *, lower: bool, ratio: bool, points: int = 401) -> float:
    """P of all tables at least as far off as the observed one, at the worst of many pairs of shares: directly."""
    (a, b), (c, d) = cells
    n1, n2 = a + b, c + d
    x1, x2 = np.arange(n1 + 1)[:, None], np.arange(n2 + 1)[:, None]
    score = ratio_score if ratio else difference_score
    away = score(value, x1, n1, x2.T, n2) - score(value, a, n1, c, n2)
    far = (away >= -1e-9) if lower else (away <= 1e-9)
    along = np.linspace(0, 1, points)
    if ratio:
        p2 = along * min(1, 1 / value)
        p1 = np.minimum(value * p2, 1)
    else:
        p2 = max(0, -value) + along * (1 - abs(value))
        p1 = np.clip(p2 + value, 0, 1)
    return float(np.einsum("ik,ij,jk->k", binom.pmf(x1, n1, p1), far.astype(float), binom.pmf(x2, n2, p2)).max())


@pytest.mark.parametrize("cells", [PATI_KLATEN, [[9, 1], [3, 7]], [[3, 2], [2, 11]], [[0, 5], [0, 7]], [[5, 0], [0, 7]]])
def test_exact_difference_by_a_dense_grid(cells):
    """Nothing outside the ends is above the level, on a grid of 0.01; a nearby value inside is, or there is a jump."""
    table = crosstab(cells)
    low, high = ends(risk_difference(table, method="exact"))
    grid = np.linspace(-0.995, 0.995, 40)
    assert all(most_probable(value, cells, lower=True, ratio=False) <= 0.025 for value in grid[grid < low])
    assert all(most_probable(value, cells, lower=False, ratio=False) <= 0.025 for value in grid[grid > high])
    close = [low + step for step in (0, 5e-7, 1e-6, 2e-6)]
    assert low == -1 or max(most_probable(value, cells, lower=True, ratio=False, points=20_001) for value in close) > 0.025


@pytest.mark.parametrize("cells", [PATI_KLATEN, [[9, 1], [3, 7]], [[5, 0], [7, 0]], [[0, 5], [3, 4]]])
def test_exact_ratio_by_a_dense_grid(cells):
    low, high = ends(risk_ratio(crosstab(cells), method="exact"))
    grid = np.exp(np.linspace(-4, 4, 40))
    assert all(most_probable(value, cells, lower=True, ratio=True) <= 0.025 for value in grid[grid < low])
    assert all(most_probable(value, cells, lower=False, ratio=True) <= 0.025 for value in grid[grid > high])
    close = [high / (1 + step) for step in (0, 5e-7, 1e-6, 2e-6)]
    assert max(most_probable(value, cells, lower=False, ratio=True, points=20_001) for value in close) > 0.025


def test_exact_difference_of_one_and_one_by_hand():
    """
    One of one against none of one: the only table as far off is itself, with P = p1 (1 - p2).

    At p1 = p2 + D that is most probable at p1 = (1 + D)/2, where P = ((1 + D)/2)². The lower end has P = 0.025.
    """
    found = risk_difference(crosstab([[1, 0], [0, 1]]), method="exact")
    assert found.low == pytest.approx(2 * math.sqrt(0.025) - 1, abs=2e-6)
    assert found.high == 1


def test_score_of_no_difference_is_the_chi_square_of_n_less_one():
    """R: chisq.test(matrix(c(13, 4, 4, 8), 2), correct = FALSE)$statistic * 28 / 29, by hand 29 * 88² / (17² * 12²) * 28 / 29."""
    expected = 29 * 88**2 / (17**2 * 12**2) * 28 / 29
    assert float(difference_score(0.0, 13, 17, 4, 12)) ** 2 == pytest.approx(expected, rel=1e-12)
    assert float(ratio_score(1.0, 13, 17, 4, 12)) ** 2 == pytest.approx(expected, rel=1e-12)


@given(SMALL, st.floats(-0.95, 0.95), st.floats(0.05, 20))
@settings(max_examples=30, deadline=None)
def test_fits_are_the_most_likely(counts, difference, ratio):
    """Directly: no pair of shares with the supposed difference, ratio or odds ratio is more likely."""
    a, b, c, d = counts[0] + 1, counts[1] + 1, counts[2], counts[3] + 1

    def surprise(p1: float, p2: float) -> float:
        return -float(xlogy(a, p1) + xlogy(b, 1 - p1) + xlogy(c, p2) + xlogy(d, 1 - p2))

    pairs = {
        difference_fit: (difference, lambda p: (p + difference, p), max(0, -difference), min(1, 1 - difference)),
        ratio_fit: (ratio, lambda p: (ratio * p, p), 0, min(1, 1 / ratio)),
        odds_ratio_fit: (ratio, lambda p: (ratio * p / (1 - p + ratio * p), p), 0, 1),
    }
    for fit, (value, pair, low, high) in pairs.items():
        best = minimize_scalar(lambda p, pair=pair: surprise(*pair(p)), bounds=(low, high), method="bounded").fun
        assert surprise(*(float(p) for p in fit(value, a, a + b, c, c + d))) <= best + 1e-9


@pytest.mark.parametrize("method", ["score", "exact", "newcombe"])
@given(SMALL)
@settings(max_examples=8, deadline=None)
def test_difference_turns_round_with_the_table(method, counts):
    a, b, c, d = counts
    found = risk_difference(crosstab([[a, b], [c, d]]), method=method)
    if not a + b or not c + d:
        assert math.isnan(found.value)
        assert "tak_teruji" in [note.kind for note in found.notes]
        return
    assert -1 <= found.low <= found.value <= found.high <= 1
    for other in ([[c, d], [a, b]], [[b, a], [d, c]]):
        turned = risk_difference(crosstab(other), method=method)
        assert (-turned.high, -turned.low) == pytest.approx(ends(found), abs=2e-6 if method == "exact" else 1e-9)


@pytest.mark.parametrize("method", ["score", "exact", "log"])
@given(SMALL)
@settings(max_examples=8, deadline=None)
def test_ratio_turns_round_with_the_table(method, counts):
    a, b, c, d = counts
    found = risk_ratio(crosstab([[a, b], [c, d]]), method=method)
    if math.isnan(found.value):
        assert found.notes
        return
    assert found.low <= found.value * (1 + 1e-12)
    assert found.value <= found.high * (1 + 1e-12)
    turned = risk_ratio(crosstab([[c, d], [a, b]]), method=method)
    assert turned.low * found.high == pytest.approx(1, rel=1e-5) or {turned.low, found.high} == {0, math.inf}


@given(SMALL)
@settings(max_examples=8, deadline=None)
def test_a_higher_level_gives_a_wider_exact_interval(counts):
    a, b, c, d = counts
    table = crosstab([[a, b + 1], [c, d + 1]])
    narrow, wide = (risk_difference(table, method="exact", confidence=level) for level in (0.8, 0.95))
    assert wide.low <= narrow.low + 2e-6
    assert narrow.high <= wide.high + 2e-6


def test_a_ratio_of_nothing_to_nothing_says_why():
    for method in ("score", "exact", "log"):
        found = risk_ratio(crosstab([[0, 5], [0, 7]]), method=method)
        assert math.isnan(found.value)
        assert ends(found) == (0, math.inf)
        assert [(note.kind, note.values) for note in found.notes] == [("rasio_tak_tentu", {"kolom": "ada"})]


def test_an_empty_row_says_why():
    for found in (risk_ratio(crosstab([[0, 0], [3, 7]])), risk_difference(crosstab([[0, 0], [3, 7]]))):
        assert math.isnan(found.value)
        assert math.isnan(found.low)
        assert [note.kind for note in found.notes] == ["baris_kosong", "tak_teruji"]


def test_the_logarithm_says_where_it_has_no_standard_error():
    infinite = risk_ratio(crosstab([[0, 5], [3, 4]]), method="log")
    assert (*ends(infinite), infinite.notes[0].kind) == (0, math.inf, "galat_baku_tak_hingga")
    none = risk_ratio(crosstab([[5, 0], [7, 0]]), method="log")
    assert (*ends(none), none.notes[0].kind) == (1, 1, "galat_baku_nol")


def test_too_many_for_an_exact_interval():
    with pytest.raises(UsageError, match=r'would take too long\. Use method="score"'):
        risk_difference(crosstab([[500, 500], [500, 500]]), method="exact")
    with pytest.raises(UsageError, match="would take too long"):
        risk_ratio(crosstab([[500, 500], [500, 500]]), method="exact")


def test_scores_of_a_large_table():
    """R: contingencytables prints -1.0000 to -1.0000 for the difference in matrix(c(2, 2e6, 2e6, 2), 2)."""
    low, high = ends(risk_difference(crosstab([[2, 2_000_000], [2_000_000, 2]])))
    assert -1 < low < high < -0.99999


def test_all_of_a_million_and_all_of_a_million_by_hand():
    """
    At D > 0 the most likely shares are 1 and 1 - D, so that D² = z² D (1 - D) / 1e6 · 2e6 / (2e6 - 1).

    That is D = k / (1 + k) with k = 2 z² / (2e6 - 1).
    """
    low, high = ends(risk_difference(crosstab([[1_000_000, 0], [1_000_000, 0]])))
    k = 1.959963984540054**2 * 2 / (2e6 - 1)
    assert (-low, high) == pytest.approx((k / (1 + k), k / (1 + k)), rel=1e-7)


def test_another_shape_is_refused():
    table = Crosstab(pd.DataFrame({"pasif": [2, 5], "aktif": [2, 5], "proaktif": [0, 3]}))
    with pytest.raises(UsageError, match="it has 2 rows and 3 columns"):
        risk_difference(table)
    with pytest.raises(UsageError, match="it has 2 rows and 3 columns"):
        risk_ratio(table)
