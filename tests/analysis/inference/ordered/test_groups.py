"""Two groups of ordered answers: how probably the first is higher, and by how much on average."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.ordered.groups import mean_difference, probability_of_superiority
from klaster_analisis.analysis.inference.ordered.trend import jonckheere_terpstra
from klaster_analisis.errors import UsageError

pytestmark = pytest.mark.filterwarnings("error")

SKEWED = [[2, 0, 8, 13, 17], [92, 247, 419, 376, 183]]
EVEN = [[0, 7, 17, 11, 4], [107, 290, 385, 342, 200]]
LARGE = [[30, 50, 90, 80, 50], [60, 70, 80, 60, 30]]
SMALL = [[12, 3], [2, 9]]
ACTIVE = [[2, 2, 0], [5, 5, 3]]  # the study's Table 4, intensity: Klaten and Pati

cells = st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=2, max_size=2)


def table(cells) -> Crosstab:
    return Crosstab(pd.DataFrame(cells))


# R: A and B the answers of both rows, r <- rank(c(A, B)); v1 <- var(r[1:m] - rank(A)) / n^2 / m, v2 likewise;
#   wilcox.test(A, B)$statistic / (m * n); df by Satterthwaite;
#   plogis(qlogis(P) + c(-1, 1) * qt(.975, df) * sqrt(v1 + v2) / (P * (1 - P)))
@pytest.mark.parametrize(
    ("cells", "value", "error", "low", "high"),
    [
        (SMALL, 0.19090909090909092, 0.081093471510385262, 0.073582399471964918, 0.41209568971716248),
        (ACTIVE, 0.38461538461538464, 0.14153462926807447, 0.13291419119408296, 0.71817499665303308),
        (SKEWED, 0.71396165527714506, 0.040028222824603756, 0.6269051218245858, 0.78758749536591011),
        (EVEN, 0.52607676814625459, 0.037350513694154014, 0.45072125926468626, 0.60026287398092482),
        (LARGE, 0.60444444444444445, 0.022396474007728529, 0.55972550174236035, 0.64748191481792172),
    ],
)
def test_brunner_and_munzel(cells, value, error, low, high):
    found = probability_of_superiority(table(cells))
    assert found.method == "brunner_munzel_logit"
    assert (found.value, found.standard_error, found.low, found.high) == pytest.approx((value, error, low, high), rel=1e-11)


# R: s <- (m + n) / 2 - 1; z <- qnorm(.975);
#   uniroot of (P - q)^2 - z^2 * q * (1 - q) * (1 + s * (1 - q) / (2 - q) + s * q / (1 + q)) / (m * n)
@pytest.mark.parametrize(
    ("cells", "value", "low", "high"),
    [
        ([[0, 4], [10, 0]], 1, 0.68080213162668157, 1),
        ([[12, 0], [0, 7]], 0, 0, 0.22272197168180982),
        ([[0, 1, 0], [3, 3, 0]], 0.75, 0.22055384612829662, 0.96704516947556618),
    ],
)
def test_newcombe_where_nothing_varies(cells, value, low, high):
    found = probability_of_superiority(table(cells))
    assert found.method == "newcombe_5"
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-11)


def test_a_group_of_one_answer_does_not_make_the_interval_short():
    """R, as above, for P = 0.9 and 5 and 5 firms: 0.525–0.985. All five of the first row gave one answer."""
    found = probability_of_superiority(table([[0, 0, 5], [2, 2, 1]]))
    assert found.value == pytest.approx(0.9)
    assert found.low <= 0.5252516843517212
    assert found.high >= 0.98450102354500912


@given(cells)
@settings(max_examples=80, deadline=None)
def test_all_pairs(cells):
    rows = np.array(cells)
    assume(rows.sum(axis=1).all() and (rows.any(axis=0)).sum() > 1)
    first, second = (np.repeat(np.arange(4), row) for row in rows)
    wins = np.mean([(a > b) + (a == b) / 2 for a in first for b in second])
    found, turned = probability_of_superiority(table(cells)), probability_of_superiority(table(cells[::-1]))
    assert found.value == pytest.approx(wins)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1
    assert found.high > found.low
    assert (turned.low, turned.high) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-9)
    assert jonckheere_terpstra(table(cells)).effect.value == pytest.approx(1 - found.value)


def test_more_firms_make_it_shorter():
    """Other intervals vanish where all answers of a row are the same; this one narrows with n, and never to a point."""
    widths = [
        found.high - found.low for found in (probability_of_superiority(table([[0, n], [n, 0]])) for n in (2, 8, 50, 10**6))
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 0


def test_more_than_two_rows_are_refused():
    with pytest.raises(UsageError, match="3 rows"):
        probability_of_superiority(table([[1, 2], [3, 4], [5, 6]]))


def test_an_empty_row_is_left_out():
    assert probability_of_superiority(table([[12, 3], [0, 0], [2, 9]])).value == pytest.approx(0.19090909090909092)


# R: t.test(A, B)
@pytest.mark.parametrize(
    ("cells", "value", "low", "high"),
    [
        (SMALL, -0.61818181818181817, -0.95454167467151385, -0.28182196169212254),
        (ACTIVE, -0.34615384615384626, -1.2076311334896812, 0.51532344118198881),
        (SKEWED, 0.83885725132877775, 0.4988743849348718, 1.1788401177226837),
        (LARGE, 0.46666666666666679, 0.26914402045857577, 0.66418931287475769),
    ],
)
def test_means(cells, value, low, high):
    found = mean_difference(table(cells))
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), rel=1e-11)


def test_columns_that_are_numbers_are_the_scores():
    """By hand: (3 · 12 + 5 · 3) / 15 less (3 · 2 + 5 · 9) / 11, twice the difference by steps of one."""
    found = mean_difference(Crosstab(pd.DataFrame({3: [12, 2], 5: [3, 9]})))
    assert found.value == pytest.approx(51 / 15 - 51 / 11)
    assert mean_difference(Crosstab(pd.DataFrame({"a": [12, 2], "b": [3, 9]}))).value == pytest.approx(found.value / 2)
    assert mean_difference(Crosstab(pd.DataFrame({"a": [12, 2], "b": [3, 9]})), scores=[3, 5]).value == pytest.approx(found.value)


def test_no_interval_without_variation():
    for cells in ([[0, 4], [10, 0]], [[1, 0], [3, 4]]):
        found = mean_difference(table(cells))
        assert math.isnan(found.low)
        assert [note.kind for note in found.notes] == ["galat_baku_nol"]
