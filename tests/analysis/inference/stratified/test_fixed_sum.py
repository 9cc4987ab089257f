"""Counts with a known sum: every way is walked once, and no more than allowed."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaster_analisis.analysis.inference.stratified.fixed_sum import TooManyStatesError, probability_of_at_most_as_probable


def enumerated(weights, observed):
    ways = [
        math.prod(w[x] for w, x in zip(weights, counts, strict=True))
        for counts in itertools.product(*(range(len(w)) for w in weights))
        if sum(counts) == sum(observed)
    ]
    seen = math.prod(w[x] for w, x in zip(weights, observed, strict=True))
    return sum(way for way in ways if way <= seen) / sum(ways)


@settings(max_examples=80, deadline=None)
@given(st.data(), st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), min_size=1, max_size=5), st.floats(-2, 2))
def test_as_by_enumeration_whatever_the_tilt(data, weights, tilt):
    observed = [data.draw(st.integers(0, len(w) - 1)) for w in weights]
    found = probability_of_at_most_as_probable([np.log(w) for w in weights], observed, tilt=tilt, limit=10**6)
    assert found == pytest.approx(enumerated(weights, observed), rel=1e-10)


def test_equal_counts_are_one_way():
    """Sixty coins, thirty heads: all ways are equal, and few states are met."""
    coin = np.log([1.0, 1.0])
    assert probability_of_at_most_as_probable([coin] * 60, [1, 0] * 30, tilt=0.0, limit=200) == pytest.approx(1.0)


def test_no_more_than_allowed():
    with pytest.raises(TooManyStatesError):
        probability_of_at_most_as_probable([np.log([1.0, 2.0, 3.0])] * 2, [1, 1], tilt=0.0, limit=5)
