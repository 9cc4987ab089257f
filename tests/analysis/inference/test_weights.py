"""Weighted answers: shares are weighted, and nothing is tested or given an interval."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import numpy as np
import pandas as pd
import pytest

from klaster_analisis import Crosstab, RoutedCrosstab
from klaster_analisis.analysis import inference
from klaster_analisis.analysis.inference.families import Family
from klaster_analisis.analysis.inference.ordered.proportional_odds import ProportionalOdds
from klaster_analisis.analysis.inference.residuals import Residuals
from klaster_analisis.analysis.inference.result import Estimate, HypothesisTest
from klaster_analisis.analysis.inference.routed_tests import routed_tests
from klaster_analisis.analysis.inference.shares.single import row_shares

COUNTS = pd.DataFrame({"ada": [8, 3], "tidak_ada": [2, 7]}, index=["klaten", "pati"])
WEIGHTED = Crosstab(COUNTS, weights=pd.DataFrame({"ada": [12.0, 3.0], "tidak_ada": [4.0, 7.0]}, index=["klaten", "pati"]))

RESULTS = (Estimate, HypothesisTest, Family, ProportionalOdds, Residuals, pd.DataFrame)


def inferences() -> Iterator[Any]:
    """Every public function that infers something from a table or from tables."""
    for module in walk_packages(inference.__path__, f"{inference.__name__}."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            signature = inspect.signature(function)
            kind = next((parameter.annotation for parameter in signature.parameters.values()), None)
            ours = function.__module__ == module.name and not name.startswith("_") and name != "cells_of_rows"
            if ours and kind in (Crosstab, Mapping[str, Crosstab]) and signature.return_annotation in RESULTS:
                yield pytest.param(function, WEIGHTED if kind is Crosstab else {"a": WEIGHTED, "b": WEIGHTED}, id=name)


FOUND = list(inferences())


def test_the_list_is_not_empty():
    assert {"pearson_chi_square", "risk_difference", "cochran_mantel_haenszel", "row_shares"} <= {one.id for one in FOUND}


@pytest.mark.parametrize(("function", "given"), FOUND)
def test_nothing_is_inferred_from_weighted_answers_and_the_reason_is_told(function: Callable[[Any], Any], given: Any):
    found = function(given)
    for one in found.tests.values() if isinstance(found, Family) else [found]:
        assert numbers(one) == []
        assert "berbobot" in reasons(one)


def numbers(found: Any) -> list[float]:
    """Whatever was inferred: p, ends of intervals, estimates."""
    if isinstance(found, pd.DataFrame):
        return found[["low", "high"]].stack().dropna().tolist()
    if isinstance(found, Residuals | ProportionalOdds):
        return found.frame.to_numpy().ravel().tolist()
    inferred = [found.value, found.low, found.high] if isinstance(found, Estimate) else [found.p, found.statistic]
    if isinstance(found, HypothesisTest) and found.effect is not None:
        inferred += [found.effect.value, found.effect.low, found.effect.high]
    return [number for number in inferred if not np.isnan(number)]


def reasons(found: Any) -> set[str]:
    if isinstance(found, pd.DataFrame):
        return set(found["reason"])
    return {note.kind for note in (found.test if isinstance(found, ProportionalOdds) else found).notes}


def test_shares_are_weighted():
    """By hand: 12 of 16, and 3 of 10."""
    assert row_shares(WEIGHTED).query("column == 'ada'")["share"].tolist() == [0.75, 0.3]


def test_routed_answers_with_weights_are_not_tested():
    table = RoutedCrosstab(WEIGHTED, Crosstab(COUNTS, weights=COUNTS.astype(float)))
    assert all(np.isnan(test.p) for test in routed_tests(table).tests.values())
