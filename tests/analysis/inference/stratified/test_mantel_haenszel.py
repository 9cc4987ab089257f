"""Cochran–Mantel–Haenszel: as R has it, by hand, and where strata tell nothing."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab
from klaster_analisis.analysis.inference.stratified.mantel_haenszel import cochran_mantel_haenszel
from klaster_analisis.errors import UsageError

EXACT = {"rel": 1e-10}

# existence of cooperation, Tables 4 to 7: klaten, pati, tegal
EXISTENCE = ([[4, 8], [13, 4], [17, 2]], [[4, 2], [13, 0], [17, 5]], [[4, 2], [13, 2], [17, 2]], [[4, 0], [11, 3], [9, 8]])
# intensity, Tables 4 to 6
INTENSITY = ([[2, 2, 0], [5, 5, 3], [7, 10, 0]], [[2, 2, 0], [9, 4, 0], [6, 11, 0]], [[2, 2, 0], [7, 6, 0], [13, 3, 1]])

# R, datasets: UCBAdmissions (admitted, rejected; male, female; departments A to F)
UCB = (
    [[512, 89], [313, 19]], [[353, 17], [207, 8]], [[120, 202], [205, 391]],
    [[138, 131], [279, 244]], [[53, 94], [138, 299]], [[22, 24], [351, 317]],
)  # fmt: skip
# R, datasets: HairEyeColor (black, brown, red, blond; brown, blue, hazel, green; men, women)
HAIR_EYE = (
    [[32, 11, 10, 3], [53, 50, 25, 15], [10, 10, 7, 7], [3, 30, 5, 8]],
    [[36, 9, 5, 2], [66, 34, 29, 14], [16, 7, 7, 7], [4, 64, 5, 8]],
)
# R, datasets: xtabs(Freq ~ Class + Survived + Sex, as.data.frame(Titanic))
TITANIC = ([[118, 62], [154, 25], [422, 88], [670, 192]], [[4, 141], [13, 93], [106, 90], [3, 20]])


def strata(*tables: list[list[int]]) -> dict[str, Crosstab]:
    return {f"lapisan_{at}": Crosstab(pd.DataFrame(cells)) for at, cells in enumerate(tables)}


def pair(first: int, second: int) -> dict[str, Crosstab]:
    return strata(*([cells[first], cells[second]] for cells in EXISTENCE))


def test_one_table_is_pearson_by_hand():
    """One 2 × 2 table: (n - 1)/n of Pearson, 28 (4·4 - 8·13)² / (12·17·17·12)."""
    test = cochran_mantel_haenszel(strata([[4, 8], [13, 4]]))
    assert test.statistic == pytest.approx(28 * 7744 / 41616, **EXACT)
    assert (test.df, test.n) == (1, 29)


def test_two_by_three_by_hand():
    """Table 4, Klaten and Pati. Row 1 less expected is 6/17, 6/17, -12/17: Pearson is 102/91, and 16/17 of it 96/91."""
    test = cochran_mantel_haenszel(strata([[2, 2, 0], [5, 5, 3]]))
    assert (test.statistic, test.df) == (pytest.approx(96 / 91, **EXACT), 2)
    assert test.effect is None


def test_admissions():
    # R: mantelhaen.test(UCBAdmissions, correct = FALSE)
    test = cochran_mantel_haenszel(strata(*UCB))
    assert test.statistic == pytest.approx(1.524606660443436, **EXACT)
    assert test.p == pytest.approx(0.216923697055518, **EXACT)
    assert test.effect.value == pytest.approx(0.904696828258623, **EXACT)
    assert test.effect.low == pytest.approx(0.771907361759350, **EXACT)
    assert test.effect.high == pytest.approx(1.060329764436656, **EXACT)
    assert test.notes == test.effect.notes == ()


@pytest.mark.parametrize(
    ("tables", "alternative", "statistic", "df", "p"),
    [
        # R: vcdExtra::CMHtest(HairEyeColor, overall = TRUE)$ALL$table
        (HAIR_EYE, "correlation", 30.164073543737, 1, 3.96995823764975e-08),
        (HAIR_EYE, "row_means", 33.2697847059339, 3, 2.82509777079898e-07),
        (HAIR_EYE, "general", 140.283332051384, 9, 9.01637403980805e-26),
        # R: CMHtest(xtabs(Freq ~ Class + Survived + Sex, as.data.frame(Titanic)), overall = TRUE)$ALL$table
        (TITANIC, "correlation", 31.6038336344875, 1, 1.89055997566157e-08),
        (TITANIC, "row_means", 104.570697111233, 3, 1.61622501301827e-22),
        (TITANIC, "general", 104.570697111233, 3, 1.61622501301822e-22),
        # R: the same call for Tables 4 to 7, and mantelhaen.test(x)
        (EXISTENCE, "correlation", 2.13754749440283, 1, 0.143731510960877),
        (EXISTENCE, "row_means", 7.93706562142207, 2, 0.018901144357927),
        (EXISTENCE, "general", 7.93706562142207, 2, 0.018901144357927),
        # R: mantelhaen.test(x); coin::cmh_test(x, scores = list(giat = 1:3)); coin::lbl_test(x), its Z squared
        (INTENSITY, "general", 2.897654525680945, 4, 0.575096157857153),
        (INTENSITY, "row_means", 0.0723940273158302, 2, 0.9644502648900604),
        (INTENSITY, "correlation", 0.00451203970189868, 1, 0.94644500000780318),
    ],
)
def test_types(tables, alternative, statistic, df, p):
    test = cochran_mantel_haenszel(strata(*tables), alternative=alternative)
    assert (test.statistic, test.df) == (pytest.approx(statistic, **EXACT), df)
    assert test.p == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        # R: mantelhaen.test(x, correct = FALSE): statistic, p, odds ratio, interval; x: Tables 4 to 7, two places
        ((0, 1), (6.3421662931079519, 0.0117900803699508, 0.2582616947638718, 0.0885925301565705, 0.7528750207769127)),
        ((1, 2), (1.168403310207973, 0.279729560288240, 1.644419254832534, 0.664894591795981, 4.066982524793535)),
    ],
)
def test_the_study_two_places(places, expected):
    test = cochran_mantel_haenszel(pair(*places))
    effect = test.effect
    assert (test.statistic, test.p, effect.value, effect.low, effect.high) == pytest.approx(expected, **EXACT)


def test_strata_that_tell_nothing_change_nothing():
    with_empty = cochran_mantel_haenszel(strata([[4, 8], [13, 4]], [[4, 0], [11, 0]], [[0, 0], [0, 0]], [[1, 0], [0, 0]]))
    without = cochran_mantel_haenszel(strata([[4, 8], [13, 4]]))
    assert (with_empty.p, with_empty.n, with_empty.effect.value) == (without.p, without.n, without.effect.value)
    assert [note.kind for note in with_empty.notes] == ["lapisan_kosong"]


def test_an_empty_category_keeps_the_numbers_of_the_others():
    """With "aktif" empty, pasif and proaktif are 1 and 3; two categories give the same whatever their numbers."""
    wide = cochran_mantel_haenszel(strata([[4, 0, 8], [13, 0, 4]]), alternative="row_means")
    assert wide.statistic == pytest.approx(28 * 7744 / 41616, **EXACT)
    assert (wide.df, [note.kind for note in wide.notes]) == (1, ["kolom_kosong"])


def test_rank_where_strata_share_no_row():
    """
    Two strata, each with two rows of its own: one degree each, not three.

    By hand: (15/16) Pearson + (19/20) Pearson. R: with V the sum of the covariances and d of the differences in the first
    column, t(d) %*% MASS::ginv(V) %*% d is 6.94083694083694.
    """
    test = cochran_mantel_haenszel(strata([[5, 3], [2, 6], [0, 0], [0, 0]], [[0, 0], [0, 0], [7, 2], [3, 8]]))
    assert (test.statistic, test.df) == (pytest.approx(6.94083694083694, **EXACT), 2)


@pytest.mark.parametrize(("cells", "ratio"), [([[3, 0], [2, 4]], math.inf), ([[0, 3], [4, 2]], 0.0)])
def test_an_odds_ratio_at_its_end_excludes_nothing(cells, ratio):
    effect = cochran_mantel_haenszel(strata(cells, cells)).effect
    assert (effect.value, effect.low, effect.high) == (ratio, 0.0, math.inf)
    assert [(note.kind, note.values) for note in effect.notes] == [
        ("galat_baku_tak_hingga", {"metode": "robins_breslow_greenland"})
    ]


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[4, 0], [11, 0]], [[3, 2], [0, 0]], [[1, 0], [0, 0]], [[5]], [[1, 2, 3]]])
def test_nothing_to_test(cells):
    test = cochran_mantel_haenszel(strata(cells))
    assert math.isnan(test.p)
    assert [note.kind for note in test.notes] == ["lapisan_kosong", "lapisan_kurang"]
    assert test.to_frame().loc[0, "n"] == 0


def test_large_counts_keep_their_rank():
    """26 million firms, a rare row and a rare column: by hand (n - 1)/n of Pearson."""
    a, b, c, d = 26_000_000, 400, 30, 2
    test = cochran_mantel_haenszel(strata([[a, b], [c, d]]))
    expected = (a + b + c + d - 1) * (a * d - b * c) ** 2 / ((a + b) * (c + d) * (a + c) * (b + d))
    assert (test.statistic, test.df) == (pytest.approx(expected, rel=1e-8), 1)


def test_wrong_use_is_refused():
    with pytest.raises(UsageError, match='alternative: "trend" is not known here'):
        cochran_mantel_haenszel(strata([[4, 8], [13, 4]]), alternative="trend")
    with pytest.raises(UsageError, match="confidence"):
        cochran_mantel_haenszel(strata([[4, 8], [13, 4]]), confidence=95)


def small(rows: int, columns: int) -> st.SearchStrategy[list[list[list[int]]]]:
    row = st.lists(st.integers(0, 6), min_size=columns, max_size=columns)
    return st.lists(st.lists(row, min_size=rows, max_size=rows), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    small(3, 3), st.permutations(range(3)), st.permutations(range(3)), st.sampled_from(["general", "row_means", "correlation"])
)
def test_order_matters_only_where_there_is_one(tables, rows, columns, alternative):
    test = cochran_mantel_haenszel(strata(*tables), alternative=alternative)
    rows = list(rows) if alternative != "correlation" else [2, 1, 0]
    columns = list(columns) if alternative == "general" else [2, 1, 0]
    turned = [np.array(cells)[rows][:, columns].tolist() for cells in tables]
    other = cochran_mantel_haenszel(strata(*turned[::-1]), alternative=alternative)
    assert (other.p, other.df) == (pytest.approx(test.p, rel=1e-8, nan_ok=True), test.df)
    assert math.isnan(test.p) or 0 <= test.p <= 1
    assert bool(test.notes) or not math.isnan(test.p)


@settings(max_examples=60, deadline=None)
@given(small(2, 2))
def test_two_by_two_is_one_test_whatever_the_alternative(tables):
    general, correlation = (cochran_mantel_haenszel(strata(*tables), alternative=name) for name in ("general", "correlation"))
    assert general.p == pytest.approx(correlation.p, rel=1e-8, nan_ok=True)
    if general.effect:
        assert general.effect.low <= general.effect.value <= general.effect.high
        turned = cochran_mantel_haenszel(strata(*(cells[::-1] for cells in tables))).effect
        assert turned.value == pytest.approx(1 / general.effect.value if general.effect.value else math.inf)
