"""Is the odds ratio the same in all strata: Breslow–Day–Tarone as R has it, Zelen by fractions."""

import itertools
import math
from fractions import Fraction
from math import comb, prod

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis import Crosstab
from klaster_analisis.analysis.inference.stratified.homogeneity import breslow_day_tarone, zelen_exact
from klaster_analisis.errors import UsageError

EXACT = {"rel": 1e-10}

# existence of cooperation, Tables 4 to 7: klaten, pati, tegal
EXISTENCE = ([[4, 8], [13, 4], [17, 2]], [[4, 2], [13, 0], [17, 5]], [[4, 2], [13, 2], [17, 2]], [[4, 0], [11, 3], [9, 8]])
# Sprent and Smeeton, Applied Nonparametric Statistical Methods, chapter 13; R: ANSM5::ch13
DRUG = ([[8, 1], [11, 1]], [[14, 2], [18, 0]], [[25, 3], [42, 2]], [[39, 3], [22, 6]])
MACHINE = ([[42, 2], [33, 9]], [[23, 2], [18, 7]], [[41, 4], [29, 12]])
# R, datasets: UCBAdmissions
UCB = (
    [[512, 89], [313, 19]], [[353, 17], [207, 8]], [[120, 202], [205, 391]],
    [[138, 131], [279, 244]], [[53, 94], [138, 299]], [[22, 24], [351, 317]],
)  # fmt: skip


def strata(*tables: list[list[int]]) -> dict[str, Crosstab]:
    return {f"lapisan_{at}": Crosstab(pd.DataFrame(cells)) for at, cells in enumerate(tables)}


def pair(first: int, second: int) -> dict[str, Crosstab]:
    return strata(*([cells[first], cells[second]] for cells in EXISTENCE))


def in_fractions(*tables: list[list[int]]) -> Fraction:
    """Zelen's p by enumeration of all first counts, in whole numbers."""
    margins = [(a + b, c + d, a + c) for (a, b), (c, d) in tables]
    observed = [cells[0][0] for cells in tables]

    def weight(counts):
        return prod(comb(r, x) * comb(s, t - x) for x, (r, s, t) in zip(counts, margins, strict=True))

    ranges = [range(max(0, t - s), min(r, t) + 1) for r, s, t in margins]
    weights = [weight(counts) for counts in itertools.product(*ranges) if sum(counts) == sum(observed)]
    return Fraction(sum(w for w in weights if w <= weight(observed)), sum(weights))


@pytest.mark.parametrize(
    ("tables", "statistic", "df", "p"),
    [
        # R: m <- metafor::rma.mh(ai=x[1,1,], bi=x[1,2,], ci=x[2,1,], di=x[2,2,], measure="OR", add=0, to="none", drop00=FALSE)
        # m$TA, m$TAp
        (strata(*UCB), 18.825501252053229, 5, 0.00207140139788083),
        (strata(*DRUG), 6.4968889438968125, 3, 0.0897852771262958),
        (strata(*MACHINE), 0.0891215753146904, 2, 0.9564174599497027),
        (pair(0, 1), 5.234819528399947, 3, 0.155388210321656),
        (pair(1, 2), 6.10881132467810, 3, 0.10643467111143),
    ],
)
def test_breslow_day_tarone(tables, statistic, df, p):
    test = breslow_day_tarone(tables)
    assert (test.statistic, test.df, test.p) == (pytest.approx(statistic, **EXACT), df, pytest.approx(p, **EXACT))


def test_breslow_day_tarone_by_hand_at_an_odds_ratio_of_one():
    """Expected 1.5 in all cells, variance 3/8: 2 (1/2)² / (3/8) = 4/3, and the deviations add up to 0."""
    assert breslow_day_tarone(strata([[2, 1], [1, 2]], [[1, 2], [2, 1]])).statistic == pytest.approx(4 / 3, **EXACT)


def test_the_correction_is_tarones():
    """Without it, R: rma.mh(...)$BD of the drug's side effects is 6.4969441525062086, and ANSM5::breslow.day 6.4969442."""
    assert breslow_day_tarone(strata(*DRUG)).statistic < 6.49694


@pytest.mark.parametrize(
    ("tables", "p"),
    [
        # R: zelen(x, y, z)$pval.exact of ANSM5 1.1.1; its own tests expect the first (section 13.2.5) and second (example 13.3)
        (strata(*DRUG), 0.06893104752550228),
        (strata(*MACHINE), 1.0),
        (strata(*([cells[0], cells[1]] for cells in EXISTENCE)), 0.2582808545648736),
        (pair(1, 2), 0.13374735540910682),
        (pair(0, 2), 0.010058937534666478),
    ],
)
def test_zelen(tables, p):
    assert zelen_exact(tables).p == pytest.approx(p, rel=1e-12)


def test_zelen_by_hand():
    """Margins of 3 and 3: weights 1, 9, 9, 1. With the sum 3: 1 + 81 + 81 + 1."""
    assert zelen_exact(strata([[3, 0], [0, 3]], [[0, 3], [3, 0]])).p == pytest.approx(2 / 164, **EXACT)
    assert zelen_exact(strata([[2, 1], [1, 2]], [[1, 2], [2, 1]])).p == 1.0


def test_zelen_of_four_strata_in_fractions():
    tables = ([[9, 2], [3, 8]], [[4, 7], [6, 5]], [[8, 3], [9, 4]], [[2, 10], [5, 6]])
    assert zelen_exact(strata(*tables)).p == pytest.approx(float(in_fractions(*tables)), **EXACT)


def test_zelen_of_a_tiny_p_in_fractions():
    tables = ([[30, 1], [2, 28]], [[1, 29], [31, 2]])
    p = float(in_fractions(*tables))
    assert p < 1e-25
    assert zelen_exact(strata(*tables)).p == pytest.approx(p, rel=1e-9)


def test_zelen_of_many_strata_is_quick_and_near_the_large_sample():
    """Ten tables of 50."""
    tables = strata(*([[12 + at % 4, 13 - at % 4], [9 + at % 3, 16 - at % 3]] for at in range(10)))
    assert zelen_exact(tables).p == pytest.approx(breslow_day_tarone(tables).p, abs=0.01)


def test_zelen_past_the_limit_says_so():
    test = zelen_exact(strata([[25_000, 25_000], [25_000, 25_000]], [[25_000, 25_000], [25_000, 25_000]]))
    assert math.isnan(test.p)
    assert [(note.kind, note.values) for note in test.notes] == [("pencacahan_terlalu_besar", {"batas": 5_000_000})]


@pytest.mark.parametrize("cells", [[[0, 0], [0, 0]], [[4, 0], [11, 0]], [[3, 2], [0, 0]], [[1, 0], [0, 0]]])
@pytest.mark.parametrize("function", [breslow_day_tarone, zelen_exact])
def test_one_stratum_that_tells_something_is_too_few(function, cells):
    test = function(strata(cells, [[4, 8], [13, 4]]))
    assert math.isnan(test.p)
    assert [note.kind for note in test.notes] == ["lapisan_kosong", "lapisan_kurang"]
    assert test.n == 29


@pytest.mark.parametrize(("cells", "ratio"), [([[3, 0], [2, 4]], math.inf), ([[0, 3], [4, 2]], 0.0)])
def test_nothing_varies_at_an_odds_ratio_at_its_end(cells, ratio):
    test = breslow_day_tarone(strata(cells, cells))
    assert math.isnan(test.p)
    assert [(note.kind, note.values) for note in test.notes] == [("rasio_di_batas", {"rasio": ratio})]
    assert zelen_exact(strata(cells, cells)).p == 1.0


@pytest.mark.parametrize("function", [breslow_day_tarone, zelen_exact])
def test_wrong_shape_is_refused(function):
    with pytest.raises(UsageError, match="3 × 2, not 2 × 2"):
        function(strata(*EXISTENCE))


count = st.integers(0, 7)
two_by_two = st.tuples(st.tuples(count, count), st.tuples(count, count)).map(lambda cells: [list(row) for row in cells])


@settings(max_examples=80, deadline=None)
@given(st.lists(two_by_two, min_size=2, max_size=4))
def test_zelen_in_fractions(tables):
    test = zelen_exact(strata(*tables))
    if math.isnan(test.p):
        assert test.notes
    else:
        assert test.p == pytest.approx(float(in_fractions(*tables)), **EXACT)


@settings(max_examples=60, deadline=None)
@given(st.lists(two_by_two, min_size=2, max_size=4))
@pytest.mark.parametrize("function", [breslow_day_tarone, zelen_exact])
def test_order_does_not_matter(function, tables):
    test = function(strata(*tables))
    assert math.isnan(test.p) or 0 <= test.p <= 1
    for turned in ([cells[::-1] for cells in tables], [[row[::-1] for row in cells] for cells in tables], tables[::-1]):
        assert function(strata(*turned)).p == pytest.approx(test.p, rel=1e-8, nan_ok=True)
