"""Expected counts, and the distance from them."""

import math

import numpy as np
import pytest

from klaster_analisis.analysis.inference.expected import (
    expected,
    likelihood_ratio_statistic,
    pearson_statistic,
    small_expected,
)

pytestmark = pytest.mark.filterwarnings("error")

SEJENIS = [[4, 8], [13, 4], [17, 2]]  # the study, Table 4


def test_expected_counts():
    """R: ``chisq.test(rbind(c(4, 8), c(13, 4), c(17, 2)), correct = FALSE)$expected``."""
    assert expected(SEJENIS) == pytest.approx(
        np.array([[8.5, 3.5], [12.04166666666667, 4.958333333333333], [13.45833333333333, 5.541666666666667]]), rel=1e-14
    )


def test_statistics():
    """R: ``vcd::assocstats(rbind(c(4, 8), c(13, 4), c(17, 2)))$chisq_tests``."""
    assert pearson_statistic(SEJENIS) == pytest.approx(11.62504878112236, rel=1e-13)
    assert likelihood_ratio_statistic(SEJENIS) == pytest.approx(11.33578180182993, rel=1e-13)


def test_no_continuity_correction():
    """R: ``vcd::assocstats(UCBAdmissions[, , 1])$chisq_tests``."""
    admissions = [[512, 89], [313, 19]]
    assert pearson_statistic(admissions) == pytest.approx(17.24801344084552, rel=1e-12)
    assert likelihood_ratio_statistic(admissions) == pytest.approx(19.05400993745804, rel=1e-12)


def test_an_empty_cell_adds_nothing_to_the_likelihood_ratio():
    """By hand: all four firms as expected of their own half, 2 × 4 × log 2."""
    assert likelihood_ratio_statistic([[2, 0], [0, 2]]) == pytest.approx(8 * math.log(2), rel=1e-15)


@pytest.mark.parametrize("cells", [[[1, 2], [2, 4]], [[3, 6, 9], [5, 10, 15]], [[7, 7], [11, 11], [13, 13]]])
def test_as_expected_is_exactly_zero(cells):
    assert pearson_statistic(cells) == 0
    assert likelihood_ratio_statistic(cells) == 0


def test_the_input_is_left_alone():
    cells = np.array(SEJENIS)
    expected(cells), pearson_statistic(cells), likelihood_ratio_statistic(cells)
    assert cells.tolist() == SEJENIS


def test_small_expected_counts_are_counted():
    """By hand: 14 × 12 / 48 = 3.5 and 14 × 17 / 48 = 4.96 are below 5, of six."""
    (note,) = small_expected(SEJENIS)
    assert (note.kind, note.values) == ("harapan_kecil", {"kecil": 2, "sel": 6, "terkecil": 3.5})
    assert small_expected([[5, 5], [5, 5]]) == ()
