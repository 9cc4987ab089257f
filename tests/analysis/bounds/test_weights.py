"""Weighted answers: nobody knows for how many others a silent firm stands, so that nothing is bounded and nothing survives."""

import inspect
import re

import numpy as np
import pandas as pd
import pytest

from klaster_analisis import Crosstab, RoutedCrosstab
from klaster_analisis.analysis import bounds, robustness
from klaster_analisis.analysis.bounds import nonresponse_bounds, p_range, routed_bounds, survives, survives_in_mean
from klaster_analisis.analysis.bounds.survival import UNKNOWN
from klaster_analisis.analysis.comparisons import firms_for_pairs
from klaster_analisis.analysis.inference import fisher_freeman_halton
from klaster_analisis.analysis.inference.result import HypothesisTest
from klaster_analisis.display import figures, tables
from klaster_analisis.display.findings import describe_survivors

PLACES = ["klaten", "pati"]
ASKED = pd.Series({"klaten": 10, "pati": 12})
EXISTS = Crosstab(
    pd.DataFrame({"ada": [8, 3], "tidak_ada": [1, 7]}, index=PLACES),
    weights=pd.DataFrame({"ada": [2.0, 30.0], "tidak_ada": [10.0, 7.0]}, index=PLACES),
)
ACTIVE = Crosstab(
    pd.DataFrame({"pasif": [5, 1], "aktif": [3, 2]}, index=PLACES),
    weights=pd.DataFrame({"pasif": [1.5, 10.0], "aktif": [0.5, 20.0]}, index=PLACES),
)
ROUTED = RoutedCrosstab("kerjasama_sejenis", EXISTS, "keaktifan_sejenis", ACTIVE)
SCORES = Crosstab(EXISTS.counts.set_axis([1, 2], axis="columns"), weights=EXISTS.weights.set_axis([1, 2], axis="columns"))


def test_every_function_of_a_table_is_tried():
    """One that is new has to be added below."""
    functions = {name: getattr(bounds, name) for name in bounds.__all__ if inspect.isfunction(getattr(bounds, name))}
    takes_a_table = {name for name, function in functions.items() if "table" in inspect.signature(function).parameters}
    assert takes_a_table == {"nonresponse_bounds", "p_range", "routed_bounds", "survives", "survives_in_mean"}


@pytest.mark.parametrize("rows", [("klaten", "pati"), ("pati", "klaten")])
def test_no_order_survives_or_fails(rows):
    """By counts 8 of 9 are more than 3 of 10; by weights 2 of 12 are less than 30 of 37."""
    for found in (
        survives(EXISTS, higher=rows[0], lower=rows[1], answer="ada", asked=ASKED),
        survives_in_mean(SCORES, higher=rows[0], lower=rows[1], asked=ASKED),
    ):
        assert (found.observed, found.low, found.high, found.tipping_point) == (None, None, None, None)
        assert found.verdict == UNKNOWN
        assert [note.kind for note in found.notes] == ["berbobot"]


def test_shares_are_weighted_and_have_no_bounds():
    """By hand: 2 of 12 and 30 of 37; of those let through 1.5 of 2 and 10 of 30; of all 1.5 of 12 and 10 of 37."""
    found = nonresponse_bounds(EXISTS, asked=ASKED)
    assert found["bagian"].tolist() == pytest.approx([2 / 12, 10 / 12, 30 / 37, 7 / 37])
    routed = routed_bounds(ROUTED, asked=ASKED)
    assert routed["bagian"].tolist() == pytest.approx([1.5 / 12, 0.5 / 12, 10 / 37, 20 / 37, 1.5 / 2, 0.5 / 2, 10 / 30, 20 / 30])
    for frame in (found, routed):
        assert frame[["bawah", "atas"]].isna().all(axis=None)
        assert set(frame["alasan"]) == {"berbobot"}


def test_no_p():
    """Not even by a test that does not look at weights."""
    for test in (fisher_freeman_halton, lambda table: HypothesisTest(name="t", method="exact", p=0.01, n=table.n)):
        found = p_range(EXISTS, ASKED, test)
        assert np.isnan([found.observed, found.low, found.high]).all()
        assert (found.completions, found.verdict) == (0, UNKNOWN)
        assert [note.kind for note in found.notes] == ["berbobot"]


def test_what_calls_them(words):
    known = {"sejenis": ROUTED}
    orders = robustness.surviving_orders(known, asked=ASKED)
    tests = robustness.order_tests(known, orders)
    assert {survival.verdict for survival in orders.values()} == {UNKNOWN}
    assert firms_for_pairs(ROUTED) == {}
    open_ = robustness.open_shares(ROUTED, asked=ASKED)
    assert open_["bagian"].tolist() == pytest.approx([2 / 12, 30 / 37])
    assert open_[["selang_bawah", "selang_atas", "bawah", "atas"]].isna().all(axis=None)
    for shown in (
        tables.show_survival(orders, tests, words),
        tables.show_bounds(known, words, asked=ASKED),
        tables.show_p_ranges(robustness.p_ranges(known, asked=ASKED), words),
    ):
        assert words.say("catatan_uji.berbobot") in shown.as_raw_html() or words.say("alasan.berbobot") in shown.as_raw_html()
    picture = figures.plot_bounds(ROUTED, words, asked=ASKED)
    assert picture.alt.count(words.say("alasan.berbobot")) == 2
    assert re.search("berbobot|weighted", picture.figure.get_suptitle())
    assert words.say("uji.tahan", urutan=[], n=0, total=1) in describe_survivors(orders, tests, words).html
