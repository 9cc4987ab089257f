"""
How well one variable predicts the other.

Values and standard errors of tables without ties are computed again in R from the formulas of SAS/STAT (PROC FREQ, Details:
Measures of Association) for lambda and U, and of Liebetrau (1983) for tau; transposed for the other direction::

    lam <- function(x) { n <- sum(x); ri <- apply(x, 1, max); li <- apply(x, 1, which.max); cs <- colSums(x); r <- max(cs)
      l <- which.max(cs); c((sum(ri) - r) / (n - r), sqrt((n - sum(ri)) / (n - r)^3 * (sum(ri) + r - 2 * sum(ri[li == l])))) }
    lams <- function(x) { n <- sum(x); ri <- apply(x, 1, max); li <- apply(x, 1, which.max); cs <- colSums(x); r <- max(cs)
      l <- which.max(cs); cj <- apply(x, 2, max); kj <- apply(x, 2, which.max); rs <- rowSums(x); c <- max(rs)
      k <- which.max(rs); w <- 2 * n - r - c; v <- 2 * n - sum(ri) - sum(cj)
      y <- 8 * n - w - v - 2 * (sum(ri[li == l]) + sum(cj[kj == k]) + ri[k] + cj[l])
      both <- 0; for (i in 1:nrow(x)) for (j in 1:ncol(x)) if (li[i] == j && kj[j] == i) both <- both + x[i, j]
      c((w - v) / w, sqrt(w * v * y - 2 * w^2 * (n - both) - 2 * v^2 * (n - x[k, l])) / w^2) }
    tau <- function(x) { N <- sum(x); sr <- rowSums(x); sc <- colSums(x); v <- (N^2 - N * sum(x^2 / sr)) / N^2
      d <- (N^2 - sum(sc^2)) / N^2; f <- d * (v + 1) - 2 * v; s <- 0
      for (i in 1:nrow(x)) for (j in 1:ncol(x)) s <- s + x[i, j] * (-2 * v * sc[j] / N +
        d * (2 * x[i, j] / sr[i] - sum((x[i, ] / sr[i])^2)) - f)^2 / (N^2 * d^4)
      c(1 - v / d, sqrt(s)) }
    H <- function(p) { p <- p[p > 0]; -sum(p * log(p)) }
    unc <- function(x) { n <- sum(x); hx <- H(rowSums(x) / n); hy <- H(colSums(x) / n); hxy <- H(x / n); s <- 0
      for (i in 1:nrow(x)) for (j in 1:ncol(x)) if (x[i, j] > 0) s <- s + x[i, j] * (hy * log(x[i, j] / sum(x[i, ])) +
        (hx - hxy) * log(sum(x[, j]) / n))^2
      c((hx + hy - hxy) / hy, sqrt(s) / (n * hy^2)) }
    uncs <- function(x) { n <- sum(x); hx <- H(rowSums(x) / n); hy <- H(colSums(x) / n); hxy <- H(x / n); s <- 0
      for (i in 1:nrow(x)) for (j in 1:ncol(x)) if (x[i, j] > 0) s <- s + x[i, j] * (hxy * log(sum(x[i, ]) * sum(x[, j]) /
        n^2) - (hx + hy) * log(x[i, j] / n))^2
      c(2 * (hx + hy - hxy) / (hx + hy), 2 * sqrt(s) / (n * (hx + hy)^2)) }
"""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.association.chi_square_based import phi
from klaster_analisis.analysis.inference.association.prediction import (
    goodman_kruskal_lambda,
    goodman_kruskal_tau,
    uncertainty_coefficient,
)
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

SEJENIS = [[4, 8], [13, 4], [17, 2]]  # the study, Table 4
HULU = [[4, 2], [13, 0], [17, 5]]  # Table 5
PENDUKUNG = [[4, 0], [11, 3], [9, 8]]  # Table 7
KEAKTIFAN_SEJENIS = [[2, 2, 0], [5, 5, 3], [7, 10, 0]]  # Table 4
KEAKTIFAN_HULU = [[2, 2, 0], [9, 4, 0], [6, 11, 0]]  # Table 5
HAIR_EYE = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]  # R, HairEyeColor, both sexes
EYE_HAIR = [[1768, 807, 189, 47], [946, 1387, 746, 53], [115, 438, 288, 16]]  # Goodman & Kruskal (1954)
PAIN = [[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]  # answers over five doses
GEARS = [[1, 2, 12], [8, 4, 0], [2, 1, 2]]  # R, table(mtcars$gear, mtcars$cyl)

MEASURES = [
    (measure, predict)
    for measure in (goodman_kruskal_lambda, goodman_kruskal_tau, uncertainty_coefficient)
    for predict in ("column", "row", "symmetric")
    if (measure, predict) != (goodman_kruskal_tau, "symmetric")
]


def crosstab(cells: list[list[int]]) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


def found(measure, cells, predict) -> tuple[float, float]:
    estimate = measure(crosstab(cells), predict=predict)
    return estimate.value, estimate.standard_error


@st.composite
def tables(draw, *, least: int = 2, most: int = 4) -> list[list[int]]:
    rows, columns = draw(st.integers(least, most)), draw(st.integers(least, most))
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=rows, max_size=rows))


@pytest.mark.parametrize(
    ("cells", "column", "row", "symmetric"),
    [
        (
            SEJENIS,
            (0.2857142857142857, 0.2091214442032571),
            (0.2068965517241379, 0.09711066344397346),
            (0.2325581395348837, 0.1263768028538095),
        ),
        (
            HAIR_EYE,
            (0.2338709677419355, 0.02364660011203481),
            (0.03267973856209151, 0.04288187010614793),
            (0.1430678466076696, 0.0297818603692464),
        ),
        (
            EYE_HAIR,
            (0.1923948627549736, 0.01215759894425214),
            (0.2241003271537623, 0.01251060692437527),
            (0.2076187982720251, 0.01043084684342255),
        ),
    ],
)
def test_lambda(cells, column, row, symmetric):
    """R: ``lam(x)``, ``lam(t(x))``, ``lams(x)``."""
    assert found(goodman_kruskal_lambda, cells, "column") == pytest.approx(column, rel=1e-12)
    assert found(goodman_kruskal_lambda, cells, "row") == pytest.approx(row, rel=1e-12)
    assert found(goodman_kruskal_lambda, cells, "symmetric") == pytest.approx(symmetric, rel=1e-12)


@pytest.mark.parametrize(
    ("cells", "column", "row"),
    [
        (SEJENIS, (0.2421885162733827, 0.1325255410879642), (0.1080638878067784, 0.06225613508004669)),
        (PENDUKUNG, (0.126002673796791, 0.0915166236074988), (0.0679411518499916, 0.0654209941089951)),
        (HAIR_EYE, (0.1136376406058314, 0.01698930865552147), (0.07460868532832177, 0.01253229851976571)),
        (EYE_HAIR, (0.08088342140723093, 0.004628193881887979), (0.08859399586924699, 0.005289275937647752)),
    ],
)
def test_tau(cells, column, row):
    """R: ``tau(x)``, ``tau(t(x))``."""
    assert found(goodman_kruskal_tau, cells, "column") == pytest.approx(column, rel=1e-11)
    assert found(goodman_kruskal_tau, cells, "row") == pytest.approx(row, rel=1e-11)


@pytest.mark.parametrize(
    ("cells", "column", "row", "symmetric"),
    [
        (
            SEJENIS,
            (0.1956159268538196, 0.1086973200929861),
            (0.1092293815328919, 0.06149439612677619),
            (0.1401826180058577, 0.07833629901892739),
        ),
        (
            HULU,
            (0.166959408572352, 0.0539406466844973),
            (0.0779066387972524, 0.0327388583488987),
            (0.106239688819053, 0.0402602167206316),
        ),
        (
            HAIR_EYE,
            (0.09762248929184861, 0.01461268795603621),
            (0.09923129824960671, 0.01446830167904325),
            (0.0984203196877626, 0.01450078374776962),
        ),
        (
            EYE_HAIR,
            (0.07534097796559436, 0.004161932543137268),
            (0.08506955727570618, 0.004655958323912123),
            (0.07991025814620784, 0.0043860455881103),
        ),
    ],
)
def test_uncertainty_coefficient(cells, column, row, symmetric):
    """R: ``unc(x)``, ``unc(t(x))``, ``uncs(x)``."""
    assert found(uncertainty_coefficient, cells, "column") == pytest.approx(column, rel=1e-11)
    assert found(uncertainty_coefficient, cells, "row") == pytest.approx(row, rel=1e-11)
    assert found(uncertainty_coefficient, cells, "symmetric") == pytest.approx(symmetric, rel=1e-11)


@pytest.mark.parametrize(
    ("measure", "predict", "value", "error"),
    [
        (goodman_kruskal_lambda, "symmetric", 0.4857143, 0.12920157),
        (goodman_kruskal_lambda, "row", 0.5294118, 0.15628498),
        (goodman_kruskal_lambda, "column", 0.4444444, 0.14344383),
        (goodman_kruskal_tau, "row", 0.3825603, 0.11759802),
        (goodman_kruskal_tau, "column", 0.3386018, 0.09944838),
        (uncertainty_coefficient, "symmetric", 0.3504372, 0.08940615),
        (uncertainty_coefficient, "row", 0.3587709, 0.09349119),
        (uncertainty_coefficient, "column", 0.3424818, 0.08737530),
    ],
)
def test_as_printed_by_spicy(measure, predict, value, error):
    """R: ``spicy::assoc_measures(table(factor(mtcars$gear), factor(mtcars$cyl)))``, as printed on its help page."""
    assert found(measure, GEARS, predict) == pytest.approx((value, error), abs=5e-8)


def test_tau_as_printed_by_others():
    """
    A. Arppe, R-help, 7 August 2007, ``GK.tau(x)``; R, ``DescTools::GoodmanKruskalTau(tab, direction, conf.level = 0.95)``
    on the same table, as printed on the help page of its successor.
    """
    cells = [[30, 10, 1], [2, 20, 5], [1, 10, 15]]
    assert found(goodman_kruskal_tau, cells, "row") == pytest.approx((0.3522439, 0.06770924), abs=5e-8)
    assert found(goodman_kruskal_tau, cells, "column") == pytest.approx((0.3219675, 0.07004566), abs=5e-8)
    estimate = goodman_kruskal_tau(crosstab(PAIN))
    printed = (0.041216580, 0.009920576, 0.072512583)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx(printed, abs=1e-9)


def test_lambda_by_hand():
    """
    2 × 2: largest counts 6 and 3, columns 7 and 5, n = 12: (9 − 7) / 5; variance (12 − 9) / 5³ × (9 + 7 − 2 × 6) = 0.096.
    The other way: largest counts 6 and 3, rows 8 and 4: (9 − 8) / 4; (12 − 9) / 4³ × (9 + 8 − 2 × 6) = 15/64.
    """
    cells = [[6, 2], [1, 3]]
    assert found(goodman_kruskal_lambda, cells, "column") == pytest.approx((0.4, math.sqrt(0.096)), rel=1e-14)
    assert found(goodman_kruskal_lambda, cells, "row") == pytest.approx((0.25, math.sqrt(15) / 8), rel=1e-14)
    assert goodman_kruskal_lambda(crosstab(cells), predict="symmetric").value == pytest.approx(3 / 9, rel=1e-14)


def test_tau_by_hand():
    """
    2 × 3, for columns: (9 + 1) / 4 + (1 + 16 + 1) / 6 = 5.5, (16 + 16 + 4) / 10 = 3.6: 1.9 / 6.4; for rows:
    (9 + 1) / 4 + 16 / 4 + (1 + 1) / 2 = 7.5, (16 + 36) / 10 = 5.2: 2.3 / 4.8.
    """
    cells = [[3, 0, 1], [1, 4, 1]]
    assert found(goodman_kruskal_tau, cells, "column")[0] == pytest.approx(1.9 / 6.4, rel=1e-14)
    assert found(goodman_kruskal_tau, cells, "row")[0] == pytest.approx(2.3 / 4.8, rel=1e-14)


def test_uncertainty_by_hand():
    """2 × 3, in bits: rows 1, columns 1.5, cells 2: (1 + 1.5 − 2) / 1.5, / 1, and twice that over 2.5."""
    cells = [[2, 2, 0], [0, 2, 2]]
    assert found(uncertainty_coefficient, cells, "column")[0] == pytest.approx(1 / 3, rel=1e-14)
    assert found(uncertainty_coefficient, cells, "row")[0] == pytest.approx(1 / 2, rel=1e-14)
    assert found(uncertainty_coefficient, cells, "symmetric")[0] == pytest.approx(0.4, rel=1e-14)


def test_wald_interval():
    """R: ``0.1956159268538196 + c(-1, 1) * qnorm(0.95) * 0.1086973200929861``; for tau at 95 per cent, cut at 0."""
    estimate = uncertainty_coefficient(crosstab(SEJENIS), confidence=0.9)
    reach = 1.6448536269514722 * 0.1086973200929861
    assert (estimate.low, estimate.high) == pytest.approx((0.1956159268538196 - reach, 0.1956159268538196 + reach), rel=1e-11)
    assert goodman_kruskal_tau(crosstab(SEJENIS)).low == 0


def test_tied_modes_take_the_largest_standard_error():
    """
    Table 5, the active ones, place to activity: Klaten is tied, and so are the totals, 17 and 17. By hand: largest counts
    2, 9, 11, so (22 − 17) / 17; variance 12 / 17³ × (22 + 17 − 2 s), s the largest counts in the chosen total's column:
    9 at least (first column, Klaten in the second).
    """
    estimate = goodman_kruskal_lambda(crosstab(KEAKTIFAN_HULU))
    assert estimate.value == pytest.approx(5 / 17, rel=1e-14)
    assert estimate.standard_error == pytest.approx(math.sqrt(12 / 17**3 * (22 + 17 - 18)), rel=1e-14)
    note = estimate.notes[-1]
    assert note.kind == "modus_kembar"
    assert note.values == {"dalam_baris": [0], "dalam_kolom": [], "jumlah_baris": [], "jumlah_kolom": [0, 1], "cara": 4}


def test_tied_modes_give_a_zero_some_width():
    """Table 4, by hand: largest counts 2 + 5 + 10 = 17, the largest total; 17 / 17³ × (17 + 17 − 2 × 10)."""
    estimate = goodman_kruskal_lambda(crosstab(KEAKTIFAN_SEJENIS))
    assert (estimate.value, estimate.low) == (0, 0)
    assert estimate.standard_error == pytest.approx(math.sqrt(14) / 17, rel=1e-14)


def test_too_many_ties_leave_no_interval():
    estimate = goodman_kruskal_lambda(crosstab([[1, 1], *([[2, 2]] * 10), [3, 1]]))
    assert estimate.value == 0
    assert math.isnan(estimate.standard_error)
    assert math.isnan(estimate.high)
    assert estimate.notes[-1].values["cara"] == 2**11


def test_only_the_predicted_direction_has_ties():
    assert [note.kind for note in goodman_kruskal_lambda(crosstab(PAIN), predict="row").notes] == []
    tied = goodman_kruskal_lambda(crosstab(PAIN), predict="symmetric").notes[0].values
    assert (tied["dalam_baris"], tied["cara"]) == ([0], 2)


@pytest.mark.parametrize(("measure", "predict"), MEASURES)
def test_independent_and_settled_have_no_interval(measure, predict):
    for cells, value in (([[2, 4], [3, 6]], 0), ([[5, 0], [0, 7]], 1)):
        estimate = measure(crosstab(cells), predict=predict)
        assert (estimate.value, estimate.standard_error) == (pytest.approx(value, abs=1e-15), 0)
        assert math.isnan(estimate.low)
        assert estimate.notes[-1].kind == "galat_baku_nol"


def test_a_regular_table_has_no_standard_error_either():
    """By hand, in bits: rows 1, columns 2, cells 2; every firm tells half of its column."""
    estimate = uncertainty_coefficient(crosstab([[5, 5, 0, 0], [0, 0, 5, 5]]))
    assert (estimate.value, estimate.standard_error) == (pytest.approx(0.5, rel=1e-14), 0)
    assert estimate.notes[-1].kind == "galat_baku_nol"


def test_one_way_only():
    """Each column lies in one row, but not each row in one column."""
    cells = [[3, 4, 0], [0, 0, 5]]
    assert goodman_kruskal_tau(crosstab(cells), predict="row").value == pytest.approx(1)
    assert goodman_kruskal_tau(crosstab(cells), predict="column").value < 0.8


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[3, 4], [0, 0]], [[3, 0], [4, 0]], [[3]], [[2, 5, 1]]])
@pytest.mark.parametrize(("measure", "predict"), MEASURES)
def test_nothing_to_compare(cells, measure, predict):
    estimate = measure(crosstab(cells), predict=predict)
    assert math.isnan(estimate.value)
    assert math.isnan(estimate.high)
    assert estimate.notes[-1].kind == "tak_teruji"


def test_empty_columns_are_left_out_and_named():
    estimate = goodman_kruskal_tau(crosstab(KEAKTIFAN_HULU))
    assert estimate.value == goodman_kruskal_tau(crosstab([row[:2] for row in KEAKTIFAN_HULU])).value
    assert [note.kind for note in estimate.notes] == ["kolom_kosong"]


def test_conditions_are_carried():
    estimate = uncertainty_coefficient(Crosstab(pd.DataFrame(SEJENIS), left_out=3), confidence=0.9)
    assert (estimate.name, estimate.method, estimate.n) == ("uncertainty_coefficient_column", "wald", 48)
    assert (estimate.confidence, estimate.left_out) == (0.9, 3)


def test_wrong_use():
    for measure in (goodman_kruskal_lambda, goodman_kruskal_tau, uncertainty_coefficient):
        with pytest.raises(UsageError, match=r"Did you mean \"column\"\?"):
            measure(crosstab(SEJENIS), predict="columns")
        with pytest.raises(UsageError, match="not between 0 and 1"):
            measure(crosstab(SEJENIS), confidence=0)
    with pytest.raises(UsageError, match="symmetric"):
        goodman_kruskal_tau(crosstab(SEJENIS), predict="symmetric")


@given(tables(), st.sampled_from(MEASURES))
@settings(max_examples=80, deadline=None)
def test_intervals_hold_their_values(cells, chosen):
    estimate = chosen[0](crosstab(cells), predict=chosen[1])
    assume(not math.isnan(estimate.value))
    assert 0 <= estimate.value <= 1
    if math.isnan(estimate.low):
        assert estimate.notes
    else:
        assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


@given(tables(), st.sampled_from(MEASURES), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_order_does_not_matter_and_turning_swaps_directions(cells, chosen, random):
    measure, predict = chosen
    other = [list(row) for row in zip(*random.sample(cells, len(cells)), strict=True)]
    random.shuffle(other)
    turned = {"row": "column", "column": "row"}.get(predict, predict)
    assert found(measure, cells, predict) == pytest.approx(found(measure, other, turned), abs=1e-9, nan_ok=True)


@given(tables(), st.sampled_from(MEASURES))
@settings(max_examples=40, deadline=None)
def test_four_times_the_firms_halve_the_standard_error(cells, chosen):
    value, error = found(chosen[0], cells, chosen[1])
    fourfold = found(chosen[0], [[4 * count for count in row] for row in cells], chosen[1])
    assert fourfold == pytest.approx((value, error / 2), abs=1e-9, nan_ok=True)


@given(tables(most=2))
@settings(max_examples=40, deadline=None)
def test_tau_of_2_by_2_is_phi_squared(cells):
    table = crosstab(cells)
    assert goodman_kruskal_tau(table).value == pytest.approx(phi(table).value ** 2, abs=1e-12, nan_ok=True)
