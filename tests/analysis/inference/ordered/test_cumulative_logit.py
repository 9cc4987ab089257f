"""The cumulative logit model is fitted to the last digit, and not at all where it has no maximum."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from klaster_analisis.analysis.inference.ordered.cumulative_logit import cumulative_logit, separation

cells = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 4]), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def occupied(cells) -> np.ndarray:
    counts = np.array(cells)
    return counts[counts.any(axis=1)][:, counts.any(axis=0)]


# R: f <- ordinal::clm(y ~ g, data = d, weights = n, control = clm.control(gradTol = 1e-13)); coef(summary(f)); logLik(f)
CLM = [
    (
        [[2, 2, 0], [5, 5, 3], [7, 10, 0]],
        [0.94397442411178323, 0.29412392547640887],
        [1.12215390106640189, 1.05617782365590807],
        -30.9561097637849,
    ),
    (
        [[2, 2, 0], [7, 6, 0], [13, 3, 1]],
        [-0.13746061538477114, -1.03017834993676694],
        [1.1014269946910156, 1.1203825589504657],
        -24.7033495670944,
    ),
    (
        [[24, 9, 23], [12, 8, 30], [3, 10, 40]],
        [0.84338263753841158, 1.67417890391127311],
        [0.38045041204134994, 0.40779880668556578],
        -143.331740432012,
    ),
    (
        [[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]],
        [-0.042866119894149103, 0.166348916048430495, 0.98564185061951326],
        [0.58106935274535709, 0.53041375421642412, 0.59193891768282858],
        -106.483342271298,
    ),
]


@pytest.mark.parametrize(("cells", "shifts", "errors", "log_likelihood"), CLM)
def test_clm(cells, shifts, errors, log_likelihood):
    fit = cumulative_logit(cells)
    assert fit.shifts == pytest.approx(shifts, rel=1e-10)
    assert fit.standard_errors == pytest.approx(errors, rel=1e-10)
    assert fit.log_likelihood == pytest.approx(log_likelihood, rel=1e-13)


def test_two_answers_are_a_logistic_regression():
    """
    By hand: log(4·4 / (8·13)), and the root of 1/4 + 1/8 + 1/13 + 1/4.
    R: coef(summary(glm(cbind(x[, 2], x[, 1]) ~ factor(1:3), family = binomial, control = list(epsilon = 1e-15))))
    """
    fit = cumulative_logit([[4, 8], [13, 4], [17, 2]])
    assert fit.shifts == pytest.approx([np.log(16 / 104), np.log(8 / 136)], rel=1e-12)
    assert fit.shifts == pytest.approx([-1.871802176901591, -2.833213344056216], rel=1e-12)
    assert fit.standard_errors == pytest.approx(np.sqrt([3 / 8 + 1 / 13 + 1 / 4, 3 / 8 + 1 / 17 + 1 / 2]), rel=1e-12)
    assert fit.standard_errors == pytest.approx([0.8378084965689218, 0.9663454503498032], rel=1e-12)


def test_a_hundred_times_as_many():
    """The shifts stay, the errors are a tenth."""
    few, many = cumulative_logit(CLM[2][0]), cumulative_logit(np.array(CLM[2][0]) * 100)
    assert many.shifts == pytest.approx(few.shifts, rel=1e-10)
    assert many.standard_errors == pytest.approx(few.standard_errors / 10, rel=1e-10)


def grows_without_end(counts) -> bool:
    """
    Look for a direction in which no firm's probability falls: threshold above >= shift >= threshold below, for every cell with a
    firm, some unequal (Albert & Anderson, 1984). Unknowns: shifts of all rows but the first, thresholds.
    """
    rows, columns = counts.shape
    unequal = []
    for i, j in np.argwhere(counts):
        shift = np.eye(rows + columns - 2)[i - 1] * (i > 0)
        if j < columns - 1:
            unequal.append(shift - np.eye(rows + columns - 2)[rows - 1 + j])
        if j:
            unequal.append(np.eye(rows + columns - 2)[rows - 2 + j] - shift)
    found = linprog(np.sum(unequal, axis=0), A_ub=np.array(unequal), b_ub=np.zeros(len(unequal)), bounds=(-1, 1))
    return bool(found.fun < -1e-9)


@given(cells)
@settings(max_examples=100, deadline=None)
def test_separation_is_what_the_linear_programme_finds(cells):
    counts = occupied(cells)
    if min(counts.shape, default=0) > 1:
        assert bool(separation(pd.DataFrame(counts))) == grows_without_end(counts)


@given(cells)
@settings(max_examples=25, deadline=None)
def test_turning_the_answers_round_turns_the_shifts(cells):
    counts = occupied(cells)
    if min(counts.shape, default=0) < 2 or separation(pd.DataFrame(counts)):
        return
    fit, turned = cumulative_logit(counts), cumulative_logit(counts[:, ::-1])
    assert turned.shifts == pytest.approx(-fit.shifts, abs=1e-9)
    assert turned.standard_errors == pytest.approx(fit.standard_errors, rel=1e-9)
    assert turned.log_likelihood == pytest.approx(fit.log_likelihood)


@pytest.mark.parametrize(
    ("cells", "rows", "columns"),
    [
        ([[4, 0], [11, 3], [9, 8]], [0], []),  # the study's Table 7: all of Klaten cooperate
        ([[5, 0, 0], [2, 3, 1]], [0], []),
        ([[2, 3, 1], [0, 0, 5]], [1], []),
        ([[5, 5, 0], [0, 5, 5]], [], [1]),
        ([[5, 5, 0, 0], [0, 0, 5, 5]], [], [1, 2]),
    ],
)
def test_what_is_separated(cells, rows, columns):
    (note,) = separation(pd.DataFrame(cells))
    assert note.kind == "terpisah"
    assert note.values == {"baris": rows, "kolom": columns}


def test_a_row_in_the_middle_only_is_no_separation():
    assert separation(pd.DataFrame([[0, 5, 0], [2, 3, 1]])) == ()
