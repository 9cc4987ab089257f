"""Tests of independence against R, by hand, and on tables that leave nothing to test."""

import math

import numpy as np
import pandas as pd
import pytest

from klaster_analisis import UsageError
from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.exact.costs import CHI_SQUARE, LIKELIHOOD_RATIO, PROBABILITY
from klaster_analisis.analysis.inference.exact.enumeration import exact_p
from klaster_analisis.analysis.inference.exact.simulation import ROUNDING, simulated_p
from klaster_analisis.analysis.inference.independence import (
    exact_chi_square,
    exact_likelihood_ratio,
    fisher_freeman_halton,
    likelihood_ratio,
    pearson_chi_square,
)

TESTS = [pearson_chi_square, likelihood_ratio, fisher_freeman_halton, exact_chi_square, exact_likelihood_ratio]
# R: margin.table(HairEyeColor, c(1, 2)); Snee (1974)
HAIR_EYE = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]


def crosstab(cells):
    return Crosstab(pd.DataFrame(cells))


# R 4.2.2: chisq.test(x, correct = FALSE); G as 2 * sum(x * log(x / expected)) over x > 0
R = {
    "tabel_4": ([[4, 8], [13, 4], [17, 2]], 11.6250487811, 0.00298987293075, 11.3357818018, 0.00345514483956),
    "tabel_5": ([[4, 2], [13, 0], [17, 5]], 4.29367201426, 0.116853296486, 6.25724656403, 0.0437780257799),
    "tabel_6": ([[4, 2], [13, 2], [17, 2]], 1.912624699, 0.384307467756, 1.61148419994, 0.4467562657),
    "tabel_7": ([[4, 0], [11, 3], [9, 8]], 4.41009358289, 0.110245366644, 5.51770231136, 0.0633645225319),
    "hair_eye": (HAIR_EYE, 138.289841626, 2.3252867871e-25, 146.443578465, 4.80558366982e-27),
}


@pytest.mark.parametrize("name", R)
def test_large_sample_tests_agree_with_r(name):
    cells, chi_square, p, g, p_of_g = R[name]
    pearson, ratio = pearson_chi_square(crosstab(cells)), likelihood_ratio(crosstab(cells))
    assert (pearson.statistic, pearson.p) == (pytest.approx(chi_square, rel=1e-11), pytest.approx(p, rel=1e-10))
    assert (ratio.statistic, ratio.p) == (pytest.approx(g, rel=1e-11), pytest.approx(p_of_g, rel=1e-10))
    assert pearson.df == ratio.df == (len(cells) - 1) * (len(cells[0]) - 1)


def test_chi_square_by_hand():
    """[[3, 1], [1, 3]]: all expected 2, so four times 1²/2. No continuity correction."""
    assert pearson_chi_square(crosstab([[3, 1], [1, 3]])).statistic == pytest.approx(2)


def test_small_expected_counts_are_noted():
    """Table 4: Klaten's and Pati's expected "tidak_ada" are 12 · 14/48 = 3.5 and 17 · 14/48 = 4.96."""
    (note,) = pearson_chi_square(crosstab([[4, 8], [13, 4], [17, 2]])).notes
    assert note.kind == "harapan_kecil"
    assert note.values == {"kecil": 2, "sel": 6, "terkecil": pytest.approx(3.5)}


def test_exact_by_hand():
    """[[3, 1], [1, 3]]: tables by x11 = 0…4 have 1, 16, 36, 16, 1 of 70 ways; at most as probable as 16: 34/70."""
    for test in (fisher_freeman_halton, exact_chi_square, exact_likelihood_ratio):
        assert test(crosstab([[3, 1], [1, 3]])).p == pytest.approx(34 / 70)


def test_two_by_three_by_hand():
    """
    [[2, 0, 1], [0, 2, 1]]: rows 3 and 3, columns 2, 2, 2. Of C(6, 3) = 20 ways, 8 give (1, 1, 1); each of the six orders
    of (2, 1, 0) has 2. The most probable table is (1, 1, 1), so p = 12/20.
    """
    assert fisher_freeman_halton(crosstab([[2, 0, 1], [0, 2, 1]])).p == pytest.approx(0.6)


def test_a_far_tail_keeps_its_digits():
    """R: fisher.test(margin.table(HairEyeColor, c(1, 2))[, 1:2])$p.value"""
    cells = [row[:2] for row in HAIR_EYE]
    assert fisher_freeman_halton(crosstab(cells)).p == pytest.approx(8.74672631926e-27, rel=1e-10)


LARGER = [[3, 7, 2, 4], [3, 7, 2, 5], [4, 4, 5, 9], [7, 4, 3, 3]]


class TestPastTheLimit:
    def test_it_draws_and_says_so(self):
        test = fisher_freeman_halton(crosstab(LARGER), limit=1000, draws=20_000, seed=5)
        assert (test.method, test.notes[-1].kind) == ("monte_carlo", "monte_carlo")
        assert (test.simulation.draws, test.simulation.seed) == (20_000, 5)
        assert test.simulation.low < test.p < test.simulation.high

    def test_the_interval_holds_the_exact_p(self):
        exact = fisher_freeman_halton(crosstab(LARGER))
        assert exact.method == "exact"
        drawn = fisher_freeman_halton(crosstab(LARGER), limit=1000)
        assert drawn.simulation.low < exact.p < drawn.simulation.high

    def test_the_same_seed_gives_the_same(self):
        first, second = (exact_chi_square(crosstab(LARGER), limit=1000, draws=2000, seed=7).p for _ in range(2))
        assert first == second

    def test_p_is_never_0(self):
        far = [[30, 0, 0], [0, 30, 0], [0, 0, 30]]
        assert fisher_freeman_halton(crosstab(far), limit=1, draws=999).p == pytest.approx(1 / 1000)


@pytest.mark.parametrize("test", TESTS)
class TestNothingToTest:
    @pytest.mark.parametrize(
        "cells",
        [[[4, 2]], [[4], [3]], [[0, 0], [0, 0]], [[4, 0], [3, 0]], [[4, 3], [0, 0]]],
        ids=["one row", "one column", "n = 0", "one answer only", "an empty row"],
    )
    def test_p_is_missing_with_a_reason(self, test, cells):
        found = test(crosstab(cells))
        assert math.isnan(found.p)
        assert "tak_teruji" in [note.kind for note in found.notes]
        assert found.n == sum(map(sum, cells))

    def test_an_empty_column_is_left_out_and_named(self, test):
        """Table 5: nobody is proactive."""
        table = Crosstab(pd.DataFrame({"pasif": [2, 9, 6], "aktif": [2, 4, 11], "proaktif": [0, 0, 0]}))
        found = test(table)
        assert found.notes[0].values == {"kolom": ["proaktif"]}
        assert found.p == pytest.approx(test(Crosstab(table.counts[["pasif", "aktif"]])).p, rel=1e-12)

    def test_what_was_left_out_is_passed_on(self, test):
        assert test(Crosstab(pd.DataFrame([[4, 8], [13, 4]]), left_out=3)).left_out == 3

    def test_the_counts_are_not_touched(self, test):
        counts = pd.DataFrame([[4, 0], [13, 4]])
        test(Crosstab(counts))
        assert counts.to_numpy().tolist() == [[4, 0], [13, 4]]


class TestManyFirms:
    def test_two_by_two_of_a_million_is_exact(self):
        """R: fisher.test(rbind(c(250100, 249900), c(249800, 250200)))$p.value"""
        found = fisher_freeman_halton(crosstab([[250_100, 249_900], [249_800, 250_200]]))
        assert (found.method, found.p) == ("exact", pytest.approx(0.5498399, rel=1e-6))

    def test_millions_in_a_larger_table_are_drawn(self):
        cells = [[9_000_000, 1_000], [8_000_000, 900], [9_000_000, 1_100]]
        found = fisher_freeman_halton(crosstab(cells), draws=2000)
        assert found.method == "monte_carlo"
        assert found.simulation.low < pearson_chi_square(crosstab(cells)).p < found.simulation.high

    def test_billions_take_no_memory(self):
        """A first row of 8 has few fillings, but the costs of a cell would be a list of two billion."""
        found = fisher_freeman_halton(crosstab([[5, 3], [10**9, 10**9]]), draws=500)
        assert found.method == "monte_carlo"

    @pytest.mark.parametrize(
        ("cells", "p"),
        [
            ([[100_105, 99_895], [99_921, 100_079]], 0.5627938187896241),
            ([[10_001_054, 9_998_946], [9_999_210, 10_000_790]], 0.5600227782658058),
            ([[200_004_714, 199_995_286], [199_996_465, 200_003_535]], 0.5597439413437599),
        ],
    )
    @pytest.mark.parametrize("cost", [PROBABILITY, LIKELIHOOD_RATIO, CHI_SQUARE])
    def test_random_tables_agree_with_the_exact_p_however_many_there_are(self, cost, cells, p):
        """scipy: h = stats.hypergeom(n, row, column); the sum of h.pmf(x) over all x with h.pmf(x) <= h.pmf(observed)."""
        drawn = simulated_p(np.array(cells), cost, draws=4000, seed=2)[1]
        assert drawn.low < p < drawn.high
        if sum(map(sum, cells)) <= 10**6:
            assert exact_p(np.array(cells), cost, limit=1e8)[0] == pytest.approx(p, rel=1e-6)

    @pytest.mark.parametrize("n", [10**4, 10**6, 5 * 10**8])
    @pytest.mark.parametrize("cost", [PROBABILITY, LIKELIHOOD_RATIO, CHI_SQUARE])
    def test_tables_that_differ_by_one_firm_are_no_ties(self, cost, n):
        """A firm more off what is expected is more extreme, and as far off on the other side is as extreme."""
        near, far, mirror = (np.array([[n + off, n - off], [n - off, n + off]]) for off in (1000, 1001, -1000))
        costs = [float(cost.of_tables(cells, near.sum(axis=1), near.sum(axis=0))) for cells in (near, far, mirror)]
        slack = cost.tie_of_tables(costs[0]) + ROUNDING
        assert costs[1] - costs[0] > slack
        assert abs(costs[2] - costs[0]) < slack

    def test_what_cannot_be_drawn_is_refused(self):
        cells = [[4 * 10**9, 5 * 10**9], [5 * 10**9, 4 * 10**9]]
        with pytest.raises(UsageError, match="pearson_chi_square"):
            fisher_freeman_halton(crosstab(cells))

    def test_p_is_never_above_1(self):
        assert all(test(crosstab([[5, 5], [5, 5]])).p == 1 for test in TESTS[2:])


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"seed": -1}])
def test_wrong_use(wrong):
    with pytest.raises(UsageError, match=next(iter(wrong))):
        fisher_freeman_halton(crosstab([[3, 1], [1, 3]]), **wrong)
