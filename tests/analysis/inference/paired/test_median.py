"""The median and its interval against R and all possible outcomes."""

import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis import UsageError
from klaster_analisis.analysis.inference.paired.median import median


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], (4, 1, 6)),
        (range(1, 7), (3.5, 1, 6)),
        (range(1, 8), (4, 1, 7)),
        ([10] * 3 + [12] * 4 + [20] * 5, (12, 10, 20)),
        (range(1, 41), (20.5, 14, 27)),
    ],
)
def test_median_and_interval_as_in_r(values, expected):
    """R: x <- sort(x); n <- length(x); k <- qbinom(.025, n, .5); c(median(x), x[c(k, n + 1 - k)])"""
    found = median(Counter(map(float, values)))
    assert (found.value, found.low, found.high) == expected


def test_at_another_level_as_in_r():
    """R: k <- qbinom(.05, 10, .5); x[c(k, 11 - k)]"""
    found = median(Counter([1.0, 2, 3, 5, 8, 13, 21, 34, 55, 89]), confidence=0.9)
    assert (found.low, found.high) == (2, 55)


@pytest.mark.parametrize("values", [[7.0], [1.0, 2.0, 3.0, 4.0, 5.0]])
def test_so_few_numbers_have_no_interval(values):
    """By hand: all of 5 lie on one side of the median with a probability of 2/32, more than 0.05."""
    found = median(Counter(values))
    assert math.isnan(found.low)
    assert [note.kind for note in found.notes] == ["terlalu_sedikit"]


@pytest.mark.parametrize("n", [6, 9, 12])
def test_the_interval_covers_at_least_as_often_as_it_says(n):
    """All 2^n ways in which n numbers lie below or above the true median 0, each as probable."""
    covered = 0
    for sides in product([-1, 1], repeat=n):
        found = median(Counter(float(side * (at + 1)) for at, side in enumerate(sides)))
        covered += found.low <= 0 <= found.high
    assert covered / 2**n >= 0.95


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_the_median_lies_within_its_interval_and_the_numbers(values):
    found = median(Counter(values))
    assert min(values) <= found.value <= max(values)
    if not math.isnan(found.low):
        assert min(values) <= found.low <= found.value <= found.high <= max(values)


def test_of_nobody_nothing_is_estimated():
    assert [note.kind for note in median({}).notes] == ["tanpa_data"]


@pytest.mark.parametrize("counts", [{1.0: -1}, {1.0: 1.5}, {math.inf: 2}, {math.nan: 1}])
def test_what_is_no_count_or_number_is_refused(counts):
    with pytest.raises(UsageError):
        median(counts)


@pytest.mark.parametrize("counts", [{"10": 3}, {None: 1}, {1j: 2}])
def test_values_that_are_no_numbers_are_refused(counts):
    with pytest.raises(UsageError, match="counts"):
        median(counts)


def test_too_many_to_be_exact():
    with pytest.raises(UsageError, match="2⁵³"):
        median({1.0: 2**52, 2.0: 2**52})
