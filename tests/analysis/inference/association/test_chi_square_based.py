"""
Measures made of chi-square.

Ends of intervals are found again in R, by its own noncentral chi-square and a root finder::

    ncp <- function(x2, df, p) if (pchisq(x2, df) <= p) 0 else
        uniroot(function(l) pchisq(x2, df, l) - p, c(0, (sqrt(x2) + 10)^2), tol = 1e-12)$root
    x2 <- chisq.test(x, correct = FALSE)$statistic; n <- sum(x); r <- nrow(x) - 1; c <- ncol(x) - 1
    lambda <- c(ncp(x2, r * c, 0.975), ncp(x2, r * c, 0.025))
    sqrt(lambda / n / min(r, c)); sqrt(lambda / n / sqrt(r * c)); sqrt(lambda / (lambda + n))
"""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.association import chi_square_based
from klaster_analisis.analysis.inference.association.chi_square_based import contingency_coefficient, cramers_v, phi, tschuprows_t
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

SEJENIS = [[4, 8], [13, 4], [17, 2]]  # the study, Table 4
HULU = [[4, 2], [13, 0], [17, 5]]  # Table 5
HILIR = [[4, 2], [13, 2], [17, 2]]  # Table 6
PENDUKUNG = [[4, 0], [11, 3], [9, 8]]  # Table 7
KEAKTIFAN_HULU = [[2, 2, 0], [9, 4, 0], [6, 11, 0]]  # Table 5, an empty column
HAIR_EYE = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]  # R, HairEyeColor, both sexes
ARTHRITIS = [[29, 7, 7], [13, 7, 21]]  # R, vcd::Arthritis, treatment and improvement


def crosstab(cells: list[list[int]]) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


def plain_v(table: Crosstab):
    return cramers_v(table, bias_corrected=False)


MEASURES = [cramers_v, plain_v, tschuprows_t, contingency_coefficient]


@st.composite
def tables(draw, *, least: int = 2, most: int = 4) -> list[list[int]]:
    rows, columns = draw(st.integers(least, most)), draw(st.integers(least, most))
    row = st.lists(st.integers(0, 9), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=rows, max_size=rows))


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (SEJENIS, 0.492126524659444),
        (HULU, 0.323610425766668),
        (HILIR, 0.218667824507997),
        (PENDUKUNG, 0.354968553250554),
        (HAIR_EYE, 0.279044623342658),
        (ARTHRITIS, 0.394229505499321),
    ],
)
def test_cramers_v(cells, value):
    """R: ``vcd::assocstats(x)$cramer``."""
    assert plain_v(crosstab(cells)).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (SEJENIS, 0.451636162357368),
        (HULU, 0.236911121850139),
        (HILIR, 0.0),
        (PENDUKUNG, 0.263087202336141),
        (KEAKTIFAN_HULU, 0.201079234790238),
        (HAIR_EYE, 0.270483152912316),
        (ARTHRITIS, 0.364584677666578),
    ],
)
def test_bias_corrected_v(cells, value):
    """
    R, from Bergsma (2013), on the table without its empty column; x2 and n as above::

        r <- nrow(x); c <- ncol(x); f <- max(0, x2 / n - (r - 1) * (c - 1) / (n - 1))
        sqrt(f / min(r - (r - 1)^2 / (n - 1) - 1, c - (c - 1)^2 / (n - 1) - 1))
    """
    assert cramers_v(crosstab(cells)).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        (SEJENIS, 0.17380128079127, 0.757928478472782),
        (HULU, 0.0, 0.60185937054177),
        (PENDUKUNG, 0.0, 0.656447966894228),
        (HAIR_EYE, 0.223527016368901, 0.317988102937572),
        (ARTHRITIS, 0.156526631272162, 0.595772890846624),
    ],
)
def test_interval_of_v(cells, low, high):
    """
    R: as at the top. To seven digits also ``effectsize::cramers_v(x, adjust = FALSE, alternative = "two.sided")``: for
    Table 4 0.17380129 and 0.75792859.
    """
    for measure in (plain_v, cramers_v):
        found = measure(crosstab(cells))
        assert (found.low, found.high) == (pytest.approx(low, rel=1e-10), pytest.approx(high, rel=1e-10))


@pytest.mark.parametrize(
    ("confidence", "low", "high"),
    [(0.9, 0.223118284613179, 0.7118540983856816), (0.99, 0.06614507266169976, 0.8478421570048089)],
)
def test_other_levels(confidence, low, high):
    """R: as at the top, with ``ncp(x2, 2, 0.95)`` and ``ncp(x2, 2, 0.05)``, then 0.995 and 0.005; Table 4."""
    found = cramers_v(crosstab(SEJENIS), confidence=confidence)
    assert (found.low, found.high) == (pytest.approx(low, rel=1e-10), pytest.approx(high, rel=1e-10))


def test_below_chance_the_high_end_stays_that_of_chance():
    """
    Table 6 has chi-square 1.91, by chance alone it would be 2 × 40 / 39 on average: R, ``sqrt(ncp(2 * 40 / 39, 2, 0.025) / 40)``.
    Exactly independent, n = 80: R, ``sqrt(ncp(80 / 79, 1, 0.025) / 80)``.
    """
    assert cramers_v(crosstab(HILIR)).high == pytest.approx(0.4984174426546477, rel=1e-10)
    found = cramers_v(crosstab([[20, 20], [20, 20]]))
    assert (found.value, found.low, found.high) == (0, 0, pytest.approx(0.3315712880363135, rel=1e-10))


def test_eight_firms_tell_nothing_of_v():
    found = cramers_v(crosstab([[2, 2], [2, 2]]))
    assert (found.value, found.low, found.high) == (0, 0, 1)


def test_millions():
    """By hand: with one degree of freedom sqrt(chi-square) is normal, so V is phi ± 1.959964 / sqrt(n) far from 0."""
    table = crosstab([[9_000_000, 4_000_000], [4_000_000, 9_000_000]])
    found, reach = plain_v(table), 1.959963984540054 / math.sqrt(26_000_000)
    assert found.value == pytest.approx(5 / 13, rel=1e-14)
    assert (found.low, found.high) == (pytest.approx(5 / 13 - reach, rel=1e-11), pytest.approx(5 / 13 + reach, rel=1e-11))


def test_billions_go_on_where_millions_end(monkeypatch):
    """The normal limit that takes over at 1e9 agrees with the inversion there."""
    table = crosstab([[300_000_000, 200_000_000, 7], [200_000_000, 300_000_000, 5], [9, 9, 900_000_000]])
    normal = plain_v(table)
    monkeypatch.setattr(chi_square_based, "NORMAL", math.inf)
    exact = plain_v(table)
    assert normal.low != exact.low
    assert (normal.low, normal.high) == pytest.approx((exact.low, exact.high), rel=1e-9)


@pytest.mark.parametrize(
    ("cells", "value", "low", "high"),
    [
        (SEJENIS, 0.413827430437395, 0.146148873983883, 0.637339340566465),
        (ARTHRITIS, 0.331506177961624, 0.131622683128501, 0.500983288218269),
        (HAIR_EYE, 0.279044623342658, 0.223527016368901, 0.317988102937572),
    ],
)
def test_tschuprows_t(cells, value, low, high):
    """R: as at the top, value ``sqrt(x2 / n / sqrt(r * c))``."""
    found = tschuprows_t(crosstab(cells))
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), rel=1e-10)


@pytest.mark.parametrize(
    ("cells", "value", "low", "high"),
    [
        (SEJENIS, 0.441553181486209, 0.171234294398849, 0.604036273491714),
        (ARTHRITIS, 0.366758144522235, 0.154643664700568, 0.511823061720982),
        (HAIR_EYE, 0.435158538830593, 0.36104550051819, 0.482437532464827),
    ],
)
def test_contingency_coefficient(cells, value, low, high):
    """R: ``vcd::assocstats(x)$contingency``; ends as at the top."""
    found = contingency_coefficient(crosstab(cells))
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), rel=1e-10)


def test_phi():
    """
    R: ``vcd::assocstats(UCBAdmissions[, , 1])$phi`` gives 0.13597; with its sign, ``cor(admitted, male)``, both as 0 and 1;
    ends ``cor(admitted, male) + c(-1, 1) * qnorm(0.975) / sqrt(933)``.
    """
    found = phi(crosstab([[512, 89], [313, 19]]))
    expected = (-0.1359654984326389, -0.20013183857763672, -0.07179915828764104)
    assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-12)


def test_2_by_2_by_hand():
    """Table 4, Klaten and Pati: phi = (4 × 4 − 8 × 13) / sqrt(12 × 17 × 17 × 12) = −88 / 204, n = 29; Bergsma below."""
    table = crosstab(SEJENIS[:2])
    assert phi(table).value == pytest.approx(-88 / 204, rel=1e-15)
    assert plain_v(table).value == pytest.approx(88 / 204, rel=1e-14)
    assert cramers_v(table).value == pytest.approx(math.sqrt(((88 / 204) ** 2 - 1 / 28) / (1 - 1 / 28)), rel=1e-14)
    assert contingency_coefficient(table).value == pytest.approx(88 / math.sqrt(88**2 + 204**2), rel=1e-14)


def test_2_by_3_by_hand():
    """
    Expected 1.6, 1.6, 0.8 and 2.4, 2.4, 1.2; chi-square 1.96/1.6 + 2.56/1.6 + 0.04/0.8 + 1.96/2.4 + 2.56/2.4 + 0.04/1.2
    = 4.791666… = 115/24, n = 10.
    """
    table = crosstab([[3, 0, 1], [1, 4, 1]])
    assert plain_v(table).value == pytest.approx(math.sqrt(115 / 240), rel=1e-14)
    assert tschuprows_t(table).value == pytest.approx(math.sqrt(115 / 240 / math.sqrt(2)), rel=1e-14)
    assert cramers_v(table).value == pytest.approx(math.sqrt((115 / 240 - 2 / 9) / (1 - 1 / 9)), rel=1e-14)


def test_each_row_in_its_own_column():
    table = crosstab([[5, 0, 0], [0, 7, 0], [0, 0, 6]])
    for measure, most in zip(MEASURES, (1, 1, 1, math.sqrt(2 / 3)), strict=True):
        found = measure(table)
        assert (found.value, found.high) == (pytest.approx(most), pytest.approx(most))
        assert 0.5 < found.low / most < 1


def test_empty_rows_and_columns_are_left_out_and_named():
    found = cramers_v(crosstab(KEAKTIFAN_HULU))
    assert found.value == cramers_v(crosstab([row[:2] for row in KEAKTIFAN_HULU])).value
    assert (found.notes[0].kind, found.notes[0].values) == ("kolom_kosong", {"kolom": [2]})


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[3, 4], [0, 0]], [[3, 0], [4, 0]], [[3, 0], [0, 0]]])
def test_nothing_to_compare(cells):
    for measure in (*MEASURES, phi):
        found = measure(crosstab(cells))
        assert math.isnan(found.value)
        assert math.isnan(found.low)
        assert found.notes[-1].kind == "tak_teruji"


def test_one_row_or_one_column():
    for cells in ([[3, 4]], [[3], [4]]):
        assert cramers_v(crosstab(cells)).notes[-1].values == {"baris": len(cells), "kolom": len(cells[0])}


@pytest.mark.parametrize("cells", [[[1, 0], [0, 1]], [[1, 0], [1, 0], [0, 1]], [[1, 0, 0], [0, 1, 1]]])
def test_one_firm_a_row_leaves_the_correction_undefined(cells):
    """By hand, 2 × 2: phi² = 1 less 1 / (2 − 1) is 0, over 2 − 1 / (2 − 1) − 1 = 0."""
    found = cramers_v(crosstab(cells))
    assert math.isnan(found.value)
    assert (found.low, found.high) == (0, 1)
    kinds = {note.kind: note.values for note in found.notes}
    assert kinds["koreksi_tak_tentu"] == {"n": sum(map(sum, cells)), "baris": len(cells), "kolom": len(cells[0])}
    assert plain_v(crosstab(cells)).value == pytest.approx(1)


def test_an_uncorrected_value_above_its_interval_widens_it():
    """R: chi-square 22.7 with 30 degrees of freedom, V 0.124; ``sqrt(ncp(30 * 294 / 293, 30, 0.025) / 294 / 5)`` is 0.1198."""
    cells = [[rows * columns for columns in (3, 2, 3, 2, 3, 2, 3)] for rows in (2, 3, 2, 3, 2, 3)]
    cells[0][0], cells[1][1] = 18, 18
    found = plain_v(crosstab(cells))
    (note,) = (note for note in found.notes if note.kind == "selang_diperluas")
    assert (note.values["bawah"], note.values["atas"]) == (0, pytest.approx(0.119800735121351, rel=1e-10))
    assert found.high == found.value == pytest.approx(0.1243275118152547, rel=1e-12)
    assert cramers_v(crosstab(cells)).high == note.values["atas"]


def test_conditions_are_carried():
    table = Crosstab(pd.DataFrame(SEJENIS), left_out=3)
    found = cramers_v(table, confidence=0.9)
    assert (found.name, found.method, found.n) == ("cramers_v", "noncentral_chi_square", 48)
    assert (found.confidence, found.left_out, math.isnan(found.standard_error)) == (0.9, 3, True)
    assert [note.kind for note in found.notes] == ["harapan_kecil"]
    assert phi(crosstab(SEJENIS[:2])).method == "signed_root"


def test_wrong_use():
    with pytest.raises(UsageError, match="3 rows and 2 columns"):
        phi(crosstab(SEJENIS))
    for measure in (cramers_v, tschuprows_t, contingency_coefficient):
        with pytest.raises(UsageError, match="not between 0 and 1"):
            measure(crosstab(SEJENIS), confidence=95)
    with pytest.raises(UsageError, match="not between 0 and 1"):
        phi(crosstab(SEJENIS[:2]), confidence=1)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_intervals_hold_their_values(cells):
    for measure in MEASURES:
        found = measure(crosstab(cells))
        assume(not math.isnan(found.value))
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert found.low < found.high


@given(tables(), st.sampled_from([0.01, 0.5, 0.9999]))
@settings(max_examples=40, deadline=None)
def test_intervals_hold_their_values_at_any_level(cells, confidence):
    found = cramers_v(crosstab(cells), confidence=confidence)
    assume(not math.isnan(found.value))
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_and_direction_do_not_matter(cells, random):
    other = [list(row) for row in zip(*random.sample(cells, len(cells)), strict=True)]
    random.shuffle(other)
    for measure in MEASURES:
        one, two = measure(crosstab(cells)), measure(crosstab(other))
        assert (one.value, one.low, one.high) == pytest.approx((two.value, two.low, two.high), abs=1e-7, nan_ok=True)


@given(tables())
@settings(max_examples=40, deadline=None)
def test_the_correction_never_adds(cells):
    corrected, plain = cramers_v(crosstab(cells)).value, plain_v(crosstab(cells)).value
    assume(not math.isnan(corrected))
    assert corrected <= plain + 1e-12


@given(tables(most=2))
@settings(max_examples=40, deadline=None)
def test_phi_is_v_with_a_sign(cells):
    found, turned, plain = phi(crosstab(cells)), phi(crosstab(cells[::-1])), plain_v(crosstab(cells))
    assume(not math.isnan(found.value))
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert (turned.value, turned.low) == pytest.approx((-found.value, -found.high))
    assert abs(found.value) == pytest.approx(plain.value, abs=1e-12)
