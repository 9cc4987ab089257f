"""True data add up, and stay within what was asked of how many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster_analisis.analysis.audit.synthetic.truth import add_up, draw_counts, draw_scores, leaves
from klaster_analisis.sources.printed.table import FrequencyLayout, ScoreLayout

PARTS = {"jumlah": ("ada", "tidak"), "ada": ("pasif", "aktif")}
ROUTED = FrequencyLayout(("a", "b", "total"), ("ada", "tidak", "pasif", "aktif", "jumlah"), PARTS, {"total": ("a", "b")})


def test_a_sum_is_taken_apart_to_its_leaves():
    assert leaves("jumlah", PARTS) == ("pasif", "aktif", "tidak")
    assert leaves("pasif", PARTS) == ("pasif",)


def test_sums_by_hand():
    """Place a: 1 passive, 2 active, 3 without; b: 4, 5, 6."""
    cells = {("a", "pasif"): 1, ("a", "aktif"): 2, ("a", "tidak"): 3, ("b", "pasif"): 4, ("b", "aktif"): 5, ("b", "tidak"): 6}
    counts = add_up(ROUTED, cells)
    assert [counts["a", column] for column in ROUTED.columns] == [3, 3, 1, 2, 6]
    assert [counts["b", column] for column in ROUTED.columns] == [9, 6, 4, 5, 15]
    assert [counts["total", column] for column in ROUTED.columns] == [12, 9, 5, 7, 21]


@given(st.integers(0, 2**32), st.integers(0, 50), st.integers(0, 50))
def test_every_drawn_sum_is_the_sum_of_its_parts(seed, one, other):
    counts = draw_counts(np.random.default_rng(seed), ROUTED, {"a": one, "b": other}).counts
    assert (counts["a", "jumlah"], counts["b", "jumlah"], counts["total", "jumlah"]) == (one, other, one + other)
    for row in ROUTED.rows:
        assert counts[row, "ada"] + counts[row, "tidak"] == counts[row, "jumlah"]
        assert counts[row, "pasif"] + counts[row, "aktif"] == counts[row, "ada"]
    for column in ROUTED.columns:
        assert counts["a", column] + counts["b", column] == counts["total", column]


@given(st.integers(0, 2**32), st.integers(0, 50))
def test_several_answers_of_a_firm_do_not_exceed_the_firms(seed, firms):
    layout = FrequencyLayout(("a",), ("x", "y", "n"), {"n": ("x", "y")}, several=True)
    counts = draw_counts(np.random.default_rng(seed), layout, {"a": firms}).counts
    assert counts["a", "n"] == firms
    assert max(counts["a", "x"], counts["a", "y"]) <= firms


@pytest.mark.parametrize("items", [1, 3])
def test_answers_stay_on_the_scale(items):
    layout = ScoreLayout(("a", "b"), ("x", "y"), (1, 5), items)
    truth = draw_scores(np.random.default_rng(1), layout, {"a": 40, "b": 7}, (1, 5))
    assert truth.people == {"a": 40, "b": 7}
    everything = [total for answers in truth.totals.values() for total in answers]
    assert items <= min(everything) <= max(everything) <= 5 * items
    assert len(set(everything)) > 1
