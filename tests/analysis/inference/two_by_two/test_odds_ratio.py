"""The odds ratio against R, scipy and exact fractions."""

import math
from fractions import Fraction
from functools import partial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from klaster_analisis import Crosstab, UsageError
from klaster_analisis.analysis.inference.result import Estimate
from klaster_analisis.analysis.inference.two_by_two.fisher_mid_p import fisher_mid_p
from klaster_analisis.analysis.inference.two_by_two.odds_ratio import odds_ratio

Cells = list[list[int]]

PATI_KLATEN = [[13, 4], [4, 8]]  # Table 4 of the study: cooperation with the same kind
TEGAL_KLATEN = [[17, 2], [4, 8]]
KLATEN_PATI = [[4, 0], [11, 3]]  # Table 7 of the study: with supporting institutions
PERONDI = [[7, 27], [1, 33]]  # Perondi and others (2004), in Fagerland, Lydersen & Laake (2017), chapter 4
RITLAND = [[0, 16], [15, 57]]  # Ritland and others (2007), ibid.

COUNTS = st.lists(st.integers(0, 25), min_size=4, max_size=4)


def crosstab(cells: Cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells, index=["a", "b"], columns=["ada", "tidak_ada"]))


def ends(found: Estimate) -> tuple[float, float]:
    return found.low, found.high


def tail(cells: Cells, ratio: float, *, upper: bool, weight: Fraction) -> Fraction:
    """P(X >= a) or P(X <= a) at an odds ratio, in fractions, the observed count with its weight."""
    (a, b), (c, d) = cells
    ways = {
        x: math.comb(a + b, x) * math.comb(c + d, a + c - x) * Fraction(ratio) ** x
        for x in range(max(0, a - d), min(a + b, a + c) + 1)
    }
    inside = sum(term for x, term in ways.items() if (x > a if upper else x < a))
    return (inside + weight * ways[a]) / sum(ways.values())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: f <- fisher.test(x); c(f$estimate, f$conf.int): its root finder is good to three digits
        (PATI_KLATEN, (6.0279362851383667, 0.9905806823921097, 46.0208662970117572)),
        (TEGAL_KLATEN, (14.9955836229938, 2.01137371760744, 199.088919232754)),
        (PERONDI, (8.3284500031996771, 0.9732477195834024, 396.1877898728846503)),
        (KLATEN_PATI, (math.inf, 0.106268776038621, math.inf)),
    ],
)
def test_exact_as_in_r(cells, expected):
    found = odds_ratio(crosstab(cells))
    assert (found.value, *ends(found)) == pytest.approx(expected, rel=3e-3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: epitools::oddsratio.midp(x, rev = "both")$measure, good to three digits as well
        (PATI_KLATEN, (1.1930388674687, 35.9123346887745)),
        (TEGAL_KLATEN, (2.46489549078979, 137.672255114795)),
        (PERONDI, (1.18857135780133, 199.573738450209)),
    ],
)
def test_mid_p_as_in_epitools(cells, expected):
    assert ends(odds_ratio(crosstab(cells), method="mid_p")) == pytest.approx(expected, rel=3e-3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: contingencytables::Cornfield_midP_CI_2x2(x), root finder good to 1e-5
        (PATI_KLATEN, (1.19302200342242, 35.91473599372872)),
        (PERONDI, (1.18858678831019, 199.61664573710036)),
        (RITLAND, (0, 0.885843576542708)),
        (KLATEN_PATI, (0.155035726403304, math.inf)),
    ],
)
def test_mid_p_as_in_contingencytables(cells, expected):
    assert ends(odds_ratio(crosstab(cells), method="mid_p")) == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: contingencytables::MiettinenNurminen_asymptotic_score_CI_OR_2x2(x), root finder good to 1e-7
        (PATI_KLATEN, (1.28223205580755, 33.02387783925829)),
        (TEGAL_KLATEN, (2.69647184096768, 103.35643600988092)),
        (PERONDI, (1.24662236024598, 56.46157555094810)),
        (RITLAND, (0, 0.964888399079379)),
        (KLATEN_PATI, (0.200790730901341, math.inf)),
        # the same, as printed to four digits in the tests of contingencytables: lampasona_2013
        ([[9, 4], [4, 10]], (1.0934, 28.9419)),
    ],
)
def test_score_as_in_contingencytables(cells, expected):
    rel = 5e-5 if cells[0] == [9, 4] else 1e-7
    assert ends(odds_ratio(crosstab(cells), kind="sample")) == pytest.approx(expected, rel=rel)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # R: epitools::oddsratio.wald(x, rev = "both")$measure
        (PATI_KLATEN, (6.5, 1.25825733689038, 33.5781868790174)),
        (TEGAL_KLATEN, (17, 2.55796255522081, 112.980543601059)),
        (PERONDI, (8.55555555555556, 0.990490281653991, 73.9003019211527)),
    ],
)
def test_woolf_as_in_epitools(cells, expected):
    found = odds_ratio(crosstab(cells), kind="sample", method="woolf")
    assert (found.value, *ends(found)) == pytest.approx(expected, rel=1e-12)


@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
@settings(max_examples=30, deadline=None)
def test_exact_ends_solve_their_equations_in_fractions(counts, confidence):
    """Independent of floating point: the tail at each end is (1 - confidence)/2, and the mean at the estimate is a."""
    cells = [counts[:2], counts[2:]]
    half = (1 - confidence) / 2
    for method, weight in (("exact", Fraction(1)), ("mid_p", Fraction(1, 2))):
        found = odds_ratio(crosstab(cells), method=method, confidence=confidence)
        if found.notes:
            continue
        if found.low > 0:
            assert float(tail(cells, found.low, upper=True, weight=weight)) == pytest.approx(half, rel=1e-10)
        if found.high < math.inf:
            assert float(tail(cells, found.high, upper=False, weight=weight)) == pytest.approx(half, rel=1e-10)
        assert found.low <= found.value <= found.high


@given(COUNTS)
@settings(max_examples=20, deadline=None)
def test_exact_as_scipy(counts):
    found = odds_ratio(crosstab([counts[:2], counts[2:]]))
    if found.notes:
        return
    other = scipy_odds_ratio([counts[:2], counts[2:]])
    expected = (other.statistic, *other.confidence_interval(0.95))
    assert (found.value, *ends(found)) == pytest.approx(expected, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize(
    ("kind", "method"), [("conditional", "exact"), ("conditional", "mid_p"), ("sample", "score"), ("sample", "woolf")]
)
@given(COUNTS)
@settings(max_examples=20, deadline=None)
def test_swapped_rows_give_the_reciprocal(kind, method, counts):
    table = crosstab([counts[:2], counts[2:]])
    found = odds_ratio(table, kind=kind, method=method)
    swapped = odds_ratio(crosstab([counts[2:], counts[:2]]), kind=kind, method=method)
    mirrored = odds_ratio(crosstab([counts[1::-1], counts[:1:-1]]), kind=kind, method=method)
    transposed = odds_ratio(Crosstab(table.counts.T), kind=kind, method=method)
    assert [note.kind for note in found.notes] == [note.kind for note in swapped.notes]
    if math.isnan(found.value):
        return
    for other in (swapped, mirrored):
        assert other.low * found.high == pytest.approx(1, rel=1e-9) or {other.low, found.high} == {0, math.inf}
    assert ends(transposed) == pytest.approx(ends(found), rel=1e-9)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("kind", "method"), [("conditional", "exact"), ("conditional", "mid_p"), ("sample", "score"), ("sample", "woolf")]
)
@pytest.mark.parametrize(
    ("cells", "expected", "notes"),
    [
        ([[0, 5], [0, 7]], (0, math.inf), ["kolom_kosong", "tak_teruji"]),
        ([[0, 0], [3, 7]], (math.nan, math.nan), ["baris_kosong", "tak_teruji"]),
        ([[0, 0], [0, 0]], (math.nan, math.nan), ["baris_kosong", "kolom_kosong", "tak_teruji"]),
    ],
)
def test_without_odds_it_says_why(kind, method, cells, expected, notes):
    found = odds_ratio(crosstab(cells), kind=kind, method=method)
    assert math.isnan(found.value)
    assert ends(found) == pytest.approx(expected, nan_ok=True)
    assert [note.kind for note in found.notes] == notes


def test_woolf_excludes_nothing_at_a_zero():
    found = odds_ratio(crosstab(KLATEN_PATI), kind="sample", method="woolf")
    assert (found.value, *ends(found)) == (math.inf, 0, math.inf)
    assert [(note.kind, note.values) for note in found.notes] == [("galat_baku_tak_hingga", {"metode": "woolf"})]


def test_a_large_table_is_no_obstacle():
    """With many counted all intervals agree: Woolf's is within 1e-3 of the exact one."""
    large = crosstab([[130_000, 40_000], [40_000, 80_000]])
    woolf = ends(odds_ratio(large, kind="sample", method="woolf"))
    assert ends(odds_ratio(large)) == pytest.approx(woolf, rel=1e-3)
    assert ends(odds_ratio(large, kind="sample")) == pytest.approx(woolf, rel=1e-3)


def test_wrong_use_is_refused():
    with pytest.raises(UsageError, match="it has 3 rows and 2 columns"):
        odds_ratio(Crosstab(pd.DataFrame({"ada": [4, 13, 17], "tidak_ada": [8, 4, 2]})))
    with pytest.raises(UsageError, match=r'"woolf" is not known here\. Use one of: exact, mid_p'):
        odds_ratio(crosstab(PATI_KLATEN), method="woolf")
    with pytest.raises(UsageError, match="not between 0 and 1"):
        odds_ratio(crosstab(PATI_KLATEN), confidence=1.0)


def test_left_out_is_passed_on():
    table = Crosstab(crosstab(PATI_KLATEN).counts, left_out=3)
    assert odds_ratio(table).left_out == 3


@pytest.mark.parametrize("cells", [[[10**9, 10**9], [10**9, 10**9]], [[6_000_000, 6_000_000], [7_000_000, 5_000_000]]])
def test_too_many_firms_are_refused_before_they_are_laid_out(cells):
    """The list of what the first count can be would take gigabytes; what can do it is named, and does."""
    for exact in (odds_ratio, partial(odds_ratio, method="mid_p"), fisher_mid_p):
        with pytest.raises(UsageError, match='kind="sample"'):
            exact(crosstab(cells))
    assert odds_ratio(crosstab(cells), kind="sample").value > 0


def test_a_rare_answer_among_many_firms_is_exact():
    """What counts is how many numbers the first count can be: six, whatever the firms."""
    found = odds_ratio(crosstab([[1, 10**9], [4, 10**9]]))
    assert found.low < 0.25 < found.high
