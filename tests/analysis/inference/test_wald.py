"""A Wald interval claims no more than its standard error lets it."""

import math

import pandas as pd
import pytest

from klaster_analisis.analysis.crosstab import Crosstab
from klaster_analisis.analysis.inference.result import Note
from klaster_analisis.analysis.inference.wald import wald_estimate, wald_interval
from klaster_analisis.errors import UsageError

TABLE = Crosstab(pd.DataFrame([[4, 8], [13, 4]]), left_out=3)


def estimate(value, error, **given):
    return wald_estimate("x", value, error, table=TABLE, notes=given.pop("notes", ()), confidence=0.9, **given)


def test_ends():
    """R: 0.6 + c(-1, 1) * qnorm(0.95) * 0.25"""
    assert wald_interval(0.6, 0.25, confidence=0.9) == pytest.approx((0.188786593262132, 1.011213406737868), rel=1e-13)


def test_the_interval_is_cut_where_the_quantity_ends():
    found = estimate(0.6, 0.25, bounds=(-1.0, 1.0))
    assert found.low == pytest.approx(0.188786593262132)
    assert found.high == 1.0


def test_the_estimate_carries_its_conditions():
    found = estimate(0.6, 0.25)
    assert (found.n, found.left_out, found.confidence, found.method, found.notes) == (29, 3, 0.9, "wald", ())


def test_without_a_standard_error_above_zero_there_is_no_interval():
    found = estimate(1.0, 1e-17)
    assert found.standard_error == 0
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert found.notes == (Note("galat_baku_nol", {"nilai": 1.0}),)


def test_what_is_not_defined_stays_so():
    found = estimate(math.nan, math.nan, notes=(Note("tak_teruji"),), bounds=(-1.0, 1.0))
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert [note.kind for note in found.notes] == ["tak_teruji"]


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_confidence_is_a_share(confidence):
    with pytest.raises(UsageError, match="confidence"):
        wald_interval(0.5, 0.1, confidence=confidence)
